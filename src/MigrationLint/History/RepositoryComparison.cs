using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.History;

/// <summary>A revision that the working tree is compared with.</summary>
/// <param name="Kind">How sure it is that databases have run what it holds.</param>
/// <param name="Name">As users write it.</param>
/// <param name="Commit">Its id.</param>
internal sealed record ComparedRevision(RevisionKind Kind, string Name, string Commit);

/// <summary>Compares the migrations of a working tree with those of a revision, and with those that went earlier.</summary>
/// <param name="files">The disk.</param>
/// <param name="root">The working tree.</param>
/// <param name="revision">The revision.</param>
/// <param name="tree">Its files.</param>
/// <param name="tip">The files of the base as it is by now.</param>
/// <param name="removals">What went on the way to the revision, the latest first.</param>
/// <param name="leftOut">Files that are missing from the working tree on purpose.</param>
internal sealed class RepositoryComparison(
    IFileSystem files,
    string root,
    ComparedRevision revision,
    IReadOnlyList<GitFile> tree,
    IReadOnlyList<GitFile> tip,
    IReadOnlyList<GitRemoval> removals,
    IReadOnlyList<string> leftOut)
{
    private const int ShownDigits = 10;

    private readonly StringComparer paths = files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
    private readonly List<RestoredFolder> restored = [];

    /// <summary>The folders that have lost files, after <see cref="Compare"/>.</summary>
    public IReadOnlyList<RestoredFolder> Restored => restored;

    /// <summary>Compares folders.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="readBlobs">Reads blobs by id; asked once, for what differs.</param>
    public IReadOnlyList<FolderHistory> Compare(IReadOnlyList<MigrationFolder> folders, Func<IReadOnlyCollection<string>, IReadOnlyDictionary<string, byte[]>> readBlobs)
    {
        var ids = new Dictionary<string, string>(paths);
        foreach (var file in tree)
        {
            ids[FullPath(file.Path)] = file.Id;
        }

        var drafts = folders.Select(folder => new Draft(
            folder,
            [.. folder.Files.Where(file => ids.TryGetValue(file.Path, out var id) && !BlobIds.IsBlob(file.Content, id))],
            FindLost(folder, ids))).ToList();
        var wanted = drafts.SelectMany(draft => draft.Differing.Select(file => ids[file.Path]).Concat(draft.Lost.Values.Select(lost => lost.Id))).ToList();
        var blobs = wanted.Count == 0 ? new Dictionary<string, byte[]>(StringComparer.Ordinal) : readBlobs(wanted);
        return [.. drafts.Select(draft => Build(draft, ids, blobs))];
    }

    /// <summary>The files below a folder that are no longer on the disk, by path.</summary>
    private Dictionary<string, Lost> FindLost(MigrationFolder folder, Dictionary<string, string> ids)
    {
        var present = new HashSet<string>(folder.Files.Select(file => file.Path).Concat(folder.Ignored.Select(file => file.Path)), paths);
        var absent = new HashSet<string>(leftOut.Select(FullPath), paths);
        var lost = new Dictionary<string, Lost>(paths);
        foreach (var file in tree)
        {
            if (IsGone(FullPath(file.Path)))
            {
                lost[FullPath(file.Path)] = new Lost(file.Path, file.Id, null, null);
            }
        }

        // A path whose last removal another one followed goes on under the next name.
        var (ends, bearers) = (new Dictionary<string, string?>(paths), new Dictionary<string, string>(paths));
        foreach (var removal in removals)
        {
            var path = FullPath(removal.Path);
            if (ends.ContainsKey(path))
            {
                continue;
            }

            var newPath = removal.NewPath is { } renamed ? FullPath(renamed) : null;
            var end = newPath is not null && ends.TryGetValue(newPath, out var further) && !present.Contains(newPath) ? further ?? newPath : newPath;
            ends.Add(path, end);

            // Of one that was renamed and deleted later, the later name counts; one that was renamed on the way out of the folder is gone from it.
            var isKnownLater = end is not null && !present.Contains(end) && (lost.ContainsKey(end) || ids.ContainsKey(end));
            if (!ids.ContainsKey(path) && !isKnownLater && IsGone(path))
            {
                // Of one that was renamed again and again, the first name counts.
                if (end is not null && present.Contains(end))
                {
                    if (bearers.TryGetValue(end, out var between))
                    {
                        lost.Remove(between);
                    }

                    bearers[end] = path;
                }

                lost[path] = new Lost(removal.Path, removal.Id, removal.Commit, end);
            }
        }

        return lost;

        bool IsGone(string path) =>
            !present.Contains(path) && !absent.Contains(path)
            && FolderNames.GetLanguage(PathText.GetFileName(path)) is not null
            && folder.Directories.Any(directory => PathText.IsBelow(path, directory, files.IsCaseSensitive))
            && files.GetKind(path) is null;
    }

    private FolderHistory Build(Draft draft, Dictionary<string, string> ids, IReadOnlyDictionary<string, byte[]> blobs)
    {
        var changes = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        var edits = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        foreach (var file in draft.Folder.Files)
        {
            changes[file.Path] = ids.ContainsKey(file.Path) ? FileChange.Same : FileChange.New;
        }

        foreach (var file in draft.Differing)
        {
            var before = blobs.TryGetValue(ids[file.Path], out var bytes) ? Utf8Decoder.Decode(file.Path, bytes).Text : null;
            if (before is null || file.Content.Text is null)
            {
                changes[file.Path] = FileChange.Unknown;
            }
            else if (MigrationText.Of(file.Text, file.Language).FirstDifference(MigrationText.Of(before, file.Language)) is { } edit)
            {
                changes[file.Path] = FileChange.Edited;
                edits[file.Path] = edit;
            }
        }

        return new FolderHistory
        {
            Folder = draft.Folder,
            Kind = revision.Kind,
            Revision = revision.Name,
            Root = root,
            Changes = changes,
            FirstEdits = edits,
            Gone = FindGone(draft, changes, blobs),
            MergedElsewhere = FindMergedElsewhere(draft.Folder, ids),
        };
    }

    /// <summary>The migrations among the files that are gone, with where they went.</summary>
    private IReadOnlyList<GoneMigration> FindGone(Draft draft, Dictionary<string, FileChange> changes, IReadOnlyDictionary<string, byte[]> blobs)
    {
        var contents = new Dictionary<string, FileContent>(StringComparer.Ordinal);
        foreach (var lost in draft.Lost.Where(lost => blobs.ContainsKey(lost.Value.Id)))
        {
            contents[lost.Key] = Utf8Decoder.Decode(lost.Key, blobs[lost.Value.Id]);
        }

        if (contents.Count == 0)
        {
            return [];
        }

        // The settings of today may load other files than those of the time: a folder that has turned from .js to .ts says so.
        var folder = draft.Folder;
        var disk = new RestoredFiles(files, contents);
        var settings = folder.Knex is { } knex ? knex with { LoadExtensions = [.. knex.LoadExtensions.Union(Configuration.KnexMigrationSettings.DefaultLoadExtensions, StringComparer.Ordinal)] } : null;
        var before = new FolderReader(disk).Read(folder.Directories, folder.Tool, folder.Evidence, settings);
        restored.Add(new RestoredFolder(folder, before, disk));

        var names = new HashSet<string>(folder.Files.Select(file => file.Id), paths);
        var gone = before.Steps.Where(file => contents.ContainsKey(file.Path) && !names.Contains(file.Id) && !file.Name.EndsWith(".d.ts", StringComparison.OrdinalIgnoreCase)).ToList();
        var matches = new RenameMatcher(folder, file => changes[file.Path] == FileChange.New).Match([.. gone.Select(file => (file, draft.Lost[file.Path].NewPath, draft.Lost[file.Path].Commit is null))]);
        return [.. gone.Select(file => Describe(file, draft.Lost[file.Path], matches.TryGetValue(file, out var match) ? match : null))];
    }

    private GoneMigration Describe(MigrationFile file, Lost lost, RenameMatch? match) => new(file.Path, file.Id, file.Number, lost.RelativePath)
    {
        IsInRevision = lost.Commit is null,
        Commit = lost.Commit?.Substring(0, Math.Min(ShownDigits, lost.Commit.Length)),
        Source = lost.Commit is { } commit ? commit.Substring(0, Math.Min(ShownDigits, commit.Length)) + "^" : revision.Name,
        RenamedTo = match?.File,
        IsUnchanged = match is { IsUnchanged: true },
    };

    private List<string> FindMergedElsewhere(MigrationFolder folder, Dictionary<string, string> ids) =>
    [
        .. tip
            .Select(file => FullPath(file.Path))
            .Where(path => !ids.ContainsKey(path) && FolderNames.GetLanguage(PathText.GetFileName(path)) is not null && files.GetKind(path) is null)
            .Select(path => (Path: path, Directory: folder.Directories.FirstOrDefault(directory => PathText.IsBelow(path, directory, files.IsCaseSensitive))))
            .Where(file => file.Directory is not null && !Discovery.Layouts.ScriptHalves.IsUndoHalf(file.Path))
            .Select(file => PathText.GetRelative(file.Directory!, file.Path, files.IsCaseSensitive).Split('/'))
            .Where(parts => parts.Length == (folder.NumbersFiles ? 1 : 2))
            .Select(parts => parts[0])
            .Distinct(StringComparer.Ordinal),
    ];

    private string FullPath(string relative) => PathText.Combine(root, relative);

    /// <param name="Folder">The folder.</param>
    /// <param name="Differing">Files that the revision has with other bytes.</param>
    /// <param name="Lost">Files that are gone, by path.</param>
    private sealed record Draft(MigrationFolder Folder, IReadOnlyList<MigrationFile> Differing, Dictionary<string, Lost> Lost);

    /// <param name="RelativePath">As git writes it.</param>
    /// <param name="Id">Its last blob.</param>
    /// <param name="Commit">What took it away; null where the revision still has it.</param>
    /// <param name="NewPath">Where git says that it went.</param>
    private sealed record Lost(string RelativePath, string Id, string? Commit, string? NewPath);
}
