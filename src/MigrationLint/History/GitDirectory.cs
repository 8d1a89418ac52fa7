using MigrationLint.Files;

namespace MigrationLint.History;

/// <summary>
/// What the files of a repository tell without git: which commit is checked out, and what names mean. Asked through the disk, so that a host that remembers
/// what it asked the disk sees by itself when they mean something else.
/// </summary>
internal sealed class GitDirectory
{
    private const string Link = "gitdir: ";
    private const string Symbolic = "ref: ";
    private const int DeepestReference = 5;

    private readonly IFileSystem files;
    private readonly string own;
    private readonly string common;
    private Dictionary<string, string>? packed;

    private GitDirectory(IFileSystem files, string root, string own)
    {
        (this.files, Root, this.own) = (files, root, own);
        common = ReadLine(PathText.Combine(own, "commondir")) is { Length: > 0 } shared ? PathText.Combine(own, shared) : own;
    }

    /// <summary>The working tree.</summary>
    public string Root { get; }

    /// <summary>True where the history ends before its beginning.</summary>
    public bool IsShallow => files.GetKind(PathText.Combine(common, "shallow")) == FileEntryKind.File;

    /// <summary>True where files of the commit may be missing from the working tree on purpose.</summary>
    public bool MayBeSparse => files.GetKind(PathText.Combine(own, "info/sparse-checkout")) == FileEntryKind.File;

    /// <summary>The repository around a directory: null where there is none.</summary>
    public static GitDirectory? Find(IFileSystem files, string directory)
    {
        if (GitCheckout.FindRoot(files, directory) is not { } root)
        {
            return null;
        }

        // A worktree and a submodule have a file that leads to the directory.
        var git = PathText.Combine(root, ".git");
        var linked = files.GetKind(git) == FileEntryKind.File ? files.Read(git).Text?.Content.Trim() : null;
        return linked is null ? new GitDirectory(files, root, git)
            : linked.StartsWith(Link, StringComparison.Ordinal) ? new GitDirectory(files, root, PathText.Combine(root, linked.Substring(Link.Length).Replace('\\', '/')))
            : null;
    }

    /// <summary>The commit that is checked out; null where it can only be asked of git, or where there is none yet.</summary>
    public string? Head => Follow("HEAD", DeepestReference);

    /// <summary>The default branch of <c>origin</c> as users write it, with the commit that was last seen of it; null where it is not known.</summary>
    public (string Name, string Commit)? Upstream
    {
        get
        {
            var target = ReadLine(PathText.Combine(common, "refs/remotes/origin/HEAD"));
            const string Remotes = Symbolic + "refs/remotes/";
            return target?.StartsWith(Remotes, StringComparison.Ordinal) == true && Follow(target.Substring(Symbolic.Length), DeepestReference) is { } commit
                ? (target.Substring(Remotes.Length), commit)
                : null;
        }
    }

    /// <summary>The commit that a plain name means, by git's order of places (gitrevisions); null for what only git can tell.</summary>
    /// <param name="revision">As users write it. Of an expression such as <c>main~2</c>, the name in it is looked up all the same, so that its file is seen.</param>
    public string? Resolve(string revision)
    {
        var end = revision.IndexOfAny(['~', '^', '@', ':', '{', ' ']);
        var name = end < 0 ? revision : revision.Substring(0, end);
        if (name.Length == 0 || name.Split('/').Any(part => part is "" or "." or ".."))
        {
            return null;
        }

        // Git tells tags that are objects of their own from commits.
        var places = new[] { "refs/heads/" + name, "refs/remotes/" + name, $"refs/remotes/{name}/HEAD" };
        var isShadowed = Follow(name, 0) is not null || Follow("refs/" + name, 0) is not null || Follow("refs/tags/" + name, 0) is not null;
        var commit = places.Select(place => Follow(place, DeepestReference)).FirstOrDefault(id => id is not null);
        return end < 0 && !isShadowed ? commit : null;
    }

    /// <summary>What a reference leads to. References of a worktree of its own are HEAD and few others; all else is common.</summary>
    private string? Follow(string reference, int depth)
    {
        var line = ReadLine(PathText.Combine(own, reference)) ?? (own == common ? null : ReadLine(PathText.Combine(common, reference)));
        if (line is null)
        {
            return Packed.TryGetValue(reference, out var id) ? id : null;
        }

        return IsId(line) ? line
            : depth > 0 && line.StartsWith(Symbolic, StringComparison.Ordinal) ? Follow(line.Substring(Symbolic.Length).Trim(), depth - 1)
            : null;
    }

    private Dictionary<string, string> Packed => packed ??= ReadPacked();

    private Dictionary<string, string> ReadPacked()
    {
        var references = new Dictionary<string, string>(StringComparer.Ordinal);

        // References of the newer kind stand in tables that only git reads; their list changes with each of them.
        files.Read(PathText.Combine(common, "reftable/tables.list"));
        foreach (var line in files.Read(PathText.Combine(common, "packed-refs")).Text?.Content.Split('\n') ?? [])
        {
            var space = line.IndexOf(' ');
            if (space > 0 && IsId(line.Substring(0, space)))
            {
                references[line.Substring(space + 1).TrimEnd('\r')] = line.Substring(0, space);
            }
        }

        return references;
    }

    private string? ReadLine(string path) =>
        files.GetKind(path) == FileEntryKind.File ? files.Read(path).Text?.Content.Split('\n')[0].Trim() : null;

    private static bool IsId(string text) => text.Length is 40 or 64 && text.All(character => character is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
