#pragma warning disable MA0048 // One vocabulary: what rules read of a project's past.

using MigrationLint.Discovery;
using MigrationLint.Text;

namespace MigrationLint.History;

/// <summary>What is known of the migrations' past: what git tells, and what the user says of a base or of the last applied migration.</summary>
internal sealed class ProjectHistory
{
    private readonly Dictionary<MigrationFolder, FolderHistory> folders = [];
    private readonly HashSet<string> old = new(StringComparer.Ordinal);

    /// <summary>Takes together what is known of folders.</summary>
    /// <param name="folders">The folders; one that is missing has no known past.</param>
    public ProjectHistory(IEnumerable<FolderHistory> folders)
    {
        foreach (var folder in folders)
        {
            this.folders[folder.Folder] = folder;
            old.UnionWith(folder.Old.Select(file => file.Path));
        }
    }

    /// <summary>Nothing is known.</summary>
    public static ProjectHistory Unknown { get; } = new([]);

    /// <summary>Why a base or a last applied migration that the user named cannot be told.</summary>
    public IReadOnlyList<HistoryProblem> Problems { get; init; } = [];

    /// <summary>Why git was not asked or did not answer, as a clause; null where it did, or where the host does not ask it.</summary>
    public string? NotRead { get; init; }

    /// <summary>How many migrations are applied or merged.</summary>
    public int OldFiles => old.Count;

    /// <summary>The same with more known of folders.</summary>
    public ProjectHistory With(IEnumerable<FolderHistory> folders) => new(folders) { Problems = Problems, NotRead = NotRead };

    /// <summary>The past of a folder.</summary>
    public FolderHistory Of(MigrationFolder folder) => folders.TryGetValue(folder, out var known) ? known : new FolderHistory { Folder = folder };

    /// <summary>
    /// True where the user's base, last applied migration or preset says that databases have run the migration at this path. False where
    /// nobody said so: then every migration counts as new.
    /// </summary>
    public bool IsOld(string path) => old.Contains(path);
}

/// <summary>Something that the user said and that cannot be told.</summary>
/// <param name="Folder">The folder that it was meant for.</param>
/// <param name="Setting">What the user said: <c>base main</c>, <c>since 042</c>.</param>
/// <param name="Reason">Why it cannot be told, as a clause.</param>
/// <param name="IsBase">True for a base, false for the last applied migration.</param>
internal sealed record HistoryProblem(MigrationFolder Folder, string Setting, string Reason, bool IsBase);

/// <summary>How a migration differs from the revision that it is compared with.</summary>
internal enum FileChange
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>The revision has it, with the same statements.</summary>
    Same,

    /// <summary>The revision has it, with other statements.</summary>
    Edited,

    /// <summary>The revision does not have it under this name.</summary>
    New,
}

/// <summary>How sure it is that databases have run what a revision holds.</summary>
internal enum RevisionKind
{
    /// <summary>Git was not asked, or gave no answer.</summary>
    None,

    /// <summary>The commit that is checked out: whether it left this machine is not known.</summary>
    Head,

    /// <summary>What the checkout has in common with the default branch of <c>origin</c>: others have it.</summary>
    Upstream,

    /// <summary>What the checkout has in common with the base that the user named.</summary>
    Base,
}

/// <summary>The past of a folder.</summary>
internal sealed record FolderHistory
{
    /// <summary>The folder.</summary>
    public required MigrationFolder Folder { get; init; }

    /// <summary>What its files are compared with.</summary>
    public RevisionKind Kind { get; init; }

    /// <summary>How users write that revision: <c>main</c>, <c>origin/main</c>, <c>HEAD</c>.</summary>
    public string Revision { get; init; } = "";

    /// <summary>The working tree that the folder lies in; null where there is none.</summary>
    public string? Root { get; init; }

    /// <summary>How each file differs from the revision, by path; a missing one is <see cref="FileChange.Unknown"/>.</summary>
    public IReadOnlyDictionary<string, FileChange> Changes { get; init; } = new Dictionary<string, FileChange>(StringComparer.Ordinal);

    /// <summary>For an edited file: the first place that differs, by path.</summary>
    public IReadOnlyDictionary<string, TextSpan> FirstEdits { get; init; } = new Dictionary<string, TextSpan>(StringComparer.Ordinal);

    /// <summary>Migrations that were there and are gone under their names, in the order of their names.</summary>
    public IReadOnlyList<GoneMigration> Gone { get; init; } = [];

    /// <summary>Migrations that the tip of the base has and the working tree does not, by name: others have merged them meanwhile.</summary>
    public IReadOnlyList<string> MergedElsewhere { get; init; } = [];

    /// <summary>The migrations that databases have run, as the user's base, last applied migration or preset says.</summary>
    public IReadOnlyCollection<MigrationFile> Old { get; init; } = [];

    /// <summary>The last applied migration that the user named, as written; null for none.</summary>
    public string? Since { get; init; }

    /// <summary>A file as git writes its path.</summary>
    public string RelativePath(MigrationFile file) => Root is null ? file.Path : file.Path.Substring(Math.Min(file.Path.Length, Root.TrimEnd('/').Length + 1));

    /// <summary>How a file differs from the revision.</summary>
    public FileChange ChangeOf(MigrationFile file) => Changes.TryGetValue(file.Path, out var change) ? change : FileChange.Unknown;

    /// <summary>True where others have the file: the user says that it is applied, or their base or the default branch of <c>origin</c> has it.</summary>
    public bool IsMerged(MigrationFile file) =>
        Old.Contains(file) || (Kind >= RevisionKind.Upstream && ChangeOf(file) is FileChange.Same or FileChange.Edited);

    /// <summary>True where git knows the file and nobody else can have it yet: neither the revision nor the user's last applied migration covers it.</summary>
    public bool IsNew(MigrationFile file) => !Old.Contains(file) && ChangeOf(file) == FileChange.New;
}

/// <summary>A migration that is gone under its name.</summary>
/// <param name="Path">Where it was, absolute and normalised.</param>
/// <param name="Name">What the tool called it.</param>
/// <param name="Number">The number in front of its name; null for none.</param>
/// <param name="RelativePath">Where it was, as git writes it.</param>
internal sealed record GoneMigration(string Path, string Name, MigrationNumber? Number, string RelativePath)
{
    /// <summary>True where the revision that the folder is compared with still has it; false where it went earlier.</summary>
    public bool IsInRevision { get; init; }

    /// <summary>The revision that it can be taken from again: <c>main</c>, <c>4f2a91c03d^</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The commit that took it away, abbreviated; null where that is the working tree's or the branch's doing.</summary>
    public string? Commit { get; init; }

    /// <summary>The migration that has the same content, or nearly, under another name; null where it was deleted.</summary>
    public MigrationFile? RenamedTo { get; init; }

    /// <summary>True where <see cref="RenamedTo"/> has the very same statements.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The tables that it created and that nothing drops or creates now, as messages name them.</summary>
    public IReadOnlyList<string> LeftTables { get; init; } = [];

    /// <summary>The one migration that now creates all that this one and others that went with it created; null for none.</summary>
    public MigrationFile? SquashedInto { get; init; }
}
