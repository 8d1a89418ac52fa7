using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.History;

/// <summary>What the user says of the past.</summary>
internal sealed record HistoryRequest
{
    /// <summary>The revision that new migrations will be merged into, as the user writes it; null for none.</summary>
    public string? Base { get; init; }

    /// <summary>The last migration that databases have run, as the user writes it: it may be meant for one of several folders; null for none.</summary>
    public string? Since { get; init; }

    /// <summary>The same for a single folder, which counts where nothing is said for all.</summary>
    public Func<MigrationFolder, string?> SinceOf { get; init; } = static _ => null;

    /// <summary>True for a folder whose committed migrations all count as applied.</summary>
    public Func<MigrationFolder, bool> IsLegacy { get; init; } = static _ => false;
}

/// <summary>A folder as it was before some of its files went.</summary>
/// <param name="Folder">The folder as it is.</param>
/// <param name="Before">The folder with the files that are gone.</param>
/// <param name="Files">The disk with them.</param>
internal sealed record RestoredFolder(MigrationFolder Folder, MigrationFolder Before, RestoredFiles Files);

/// <summary>Finds out what git and the user say of the migrations' past.</summary>
/// <param name="files">The disk.</param>
/// <param name="git">Git; null where the host does not ask it.</param>
/// <param name="request">What the user says.</param>
internal sealed class HistoryReader(IFileSystem files, IGit? git, HistoryRequest request)
{
    private readonly List<HistoryProblem> problems = [];
    private readonly List<RestoredFolder> restored = [];
    private string? notRead;

    /// <summary>The folders that have lost files, after <see cref="Read"/>.</summary>
    public IReadOnlyList<RestoredFolder> Restored => restored;

    /// <summary>Reads the past of folders. Never throws for what a repository holds.</summary>
    public ProjectHistory Read(IReadOnlyList<MigrationFolder> folders)
    {
        var found = new List<FolderHistory>();
        foreach (var group in folders.Select(folder => (Folder: folder, Repository: git is null ? null : GitDirectory.Find(files, folder.Path))).GroupBy(pair => pair.Repository?.Root))
        {
            MigrationFolder[] inside = [.. group.Select(pair => pair.Folder)];
            found.AddRange(git is null ? inside.Select(folder => new FolderHistory { Folder = folder })
                : group.First().Repository is { } repository ? ReadRepository(git, repository, inside)
                : Refuse(inside, "no git repository is around the migrations"));
        }

        return new ProjectHistory(ApplyMarks(found)) { Problems = problems, NotRead = notRead };
    }

    private IEnumerable<FolderHistory> Refuse(IReadOnlyList<MigrationFolder> folders, string reason)
    {
        notRead ??= reason;
        if (request.Base is { } wanted)
        {
            problems.Add(new HistoryProblem(folders[0], "base " + wanted, reason, IsBase: true));
        }

        return folders.Select(folder => new FolderHistory { Folder = folder });
    }

    private IEnumerable<FolderHistory> ReadRepository(IGit git, GitDirectory repository, IReadOnlyList<MigrationFolder> folders)
    {
        var head = repository.Head is { } known ? new GitAnswer<string>(known, null) : git.Resolve(repository.Root, "HEAD");
        if (head.Value is not { } commit)
        {
            return Refuse(folders, head.Problem == "there is no revision HEAD" ? "the repository has no commit yet" : head.Problem!);
        }

        var (revision, tip, problem) = request.Base is { } name ? FindBase(git, repository, commit, name) : FindOwn(git, repository, commit);
        if (revision is null)
        {
            return Refuse(folders, problem!);
        }

        string[] directories = [.. folders.SelectMany(folder => folder.Directories).Select(directory => RelativeTo(repository, directory)).OfType<string>().Distinct(StringComparer.Ordinal)];
        var tree = git.ListFiles(repository.Root, revision.Commit, directories);
        var atTip = tip is null || tip == revision.Commit ? tree : git.ListFiles(repository.Root, tip, directories);
        var removals = revision.Kind == RevisionKind.Base || repository.IsShallow
            ? new GitAnswer<IReadOnlyList<GitRemoval>>([], null)
            : git.ListRemovals(repository.Root, revision.Commit, directories);
        var leftOut = repository.MayBeSparse ? git.ListLeftOut(repository.Root, directories) : new GitAnswer<IReadOnlyList<string>>([], null);
        if ((tree.Problem ?? atTip.Problem ?? leftOut.Problem) is { } silent)
        {
            return Refuse(folders, silent);
        }

        notRead ??= removals.Problem ?? (revision.Kind != RevisionKind.Base && repository.IsShallow ? "the clone is shallow, so that deleted and renamed migrations cannot be told" : null);
        var comparison = new RepositoryComparison(files, repository.Root, revision, tree.Value!, atTip.Value!, removals.Value ?? [], leftOut.Value!);
        var result = comparison.Compare(folders, ids => git.ReadBlobs(repository.Root, ids).Value ?? new Dictionary<string, byte[]>(StringComparer.Ordinal));
        restored.AddRange(comparison.Restored);
        return result;
    }

    private static (ComparedRevision? Revision, string? Tip, string? Problem) FindBase(IGit git, GitDirectory repository, string head, string name)
    {
        var tip = repository.Resolve(name) is { } known ? new GitAnswer<string>(known, null) : git.Resolve(repository.Root, name);
        var shallow = repository.IsShallow ? "; the clone is shallow" : "";
        if (tip.Value is not { } commit)
        {
            return (null, null, tip.Problem + shallow);
        }

        var common = commit == head ? new GitAnswer<string>(head, null) : git.FindMergeBase(repository.Root, head, commit);
        return common.Value is { Length: > 0 } ancestor ? (new ComparedRevision(RevisionKind.Base, name, ancestor), commit, null)
            : (null, null, common.Problem ?? $"HEAD and {name} have no common ancestor{shallow}");
    }

    /// <summary>Without a base: what the checkout has in common with the default branch of origin, else what is checked out.</summary>
    private static (ComparedRevision? Revision, string? Tip, string? Problem) FindOwn(IGit git, GitDirectory repository, string head)
    {
        if (repository.Upstream is var (name, commit))
        {
            var common = commit == head ? head : git.FindMergeBase(repository.Root, head, commit).Value;
            if (common is { Length: > 0 })
            {
                return (new ComparedRevision(RevisionKind.Upstream, name, common), null, null);
            }
        }

        return (new ComparedRevision(RevisionKind.Head, "HEAD", head), null, null);
    }

    private string? RelativeTo(GitDirectory repository, string directory) =>
        !PathText.IsBelow(directory, repository.Root, files.IsCaseSensitive) ? null
        : PathText.GetRelative(repository.Root, directory, files.IsCaseSensitive) is var relative && relative == "." ? ""
        : relative;

    /// <summary>Says which migrations databases have run: those of the base, those up to the user's mark, or, in a legacy chain without either, all that are committed.</summary>
    private List<FolderHistory> ApplyMarks(IReadOnlyList<FolderHistory> found)
    {
        var result = new List<FolderHistory>();
        foreach (var folder in found)
        {
            var mark = (request.Since ?? request.SinceOf(folder.Folder)) is { } id ? new SinceMark(folder.Folder, id) : null;
            if (mark is { IsFound: false } && request.Since is null)
            {
                problems.Add(Missing(folder, mark.Id));
            }

            result.Add(Apply(folder, mark is { IsFound: true } ? mark : null));
        }

        if (request.Since is { } wanted && result.Count > 0 && result.TrueForAll(folder => folder.Since is null))
        {
            problems.Add(Missing(result[0], wanted));
        }

        return result;
    }

    private static HistoryProblem Missing(FolderHistory history, string id) => new(history.Folder, "since " + id, "no migration has that name or number", IsBase: false);

    private FolderHistory Apply(FolderHistory history, SinceMark? mark)
    {
        var merged = history.Kind == RevisionKind.Base || (request.IsLegacy(history.Folder) && mark is null)
            ? history.Folder.Files.Where(file => history.Kind == RevisionKind.None || history.ChangeOf(file) is not FileChange.New)
            : [];

        // What is not even committed, in a folder that is, cannot have run anywhere.
        var isTracked = history.Changes.Values.Any(change => change is FileChange.Same or FileChange.Edited);
        var applied = mark?.Covered.Where(file => !isTracked || history.ChangeOf(file) != FileChange.New) ?? [];
        return history with
        {
            Old = [.. merged.Concat(applied).Distinct()],
            Since = mark?.Id,
            Gone = mark is null ? history.Gone : [.. history.Gone.Where(gone => !mark.Covers(gone.Name, gone.Number) || gone is { IsInRevision: true, RenamedTo: not null })],
        };
    }
}
