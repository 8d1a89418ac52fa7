#pragma warning disable MA0048 // One door, and what comes through it.

namespace MigrationLint.History;

/// <summary>
/// The only door to git, which hosts open or leave shut. It reads, and never changes anything. Roots are working trees, absolute and normalised;
/// paths of files are relative to them, with forward slashes; commits and blobs go by their full ids.
/// No member throws for what a repository may hold or refuse, and each comes back within a bounded time.
/// </summary>
public interface IGit
{
    /// <summary>The commit that a revision means, as users write it: <c>main</c>, <c>HEAD~3</c>, <c>v1.2</c>.</summary>
    GitAnswer<string> Resolve(string root, string revision);

    /// <summary>The best common ancestor of two commits; the empty text where they have none.</summary>
    GitAnswer<string> FindMergeBase(string root, string first, string second);

    /// <summary>The files of a commit below directories, links and submodules left out.</summary>
    GitAnswer<IReadOnlyList<GitFile>> ListFiles(string root, string commit, IReadOnlyList<string> directories);

    /// <summary>What was deleted or renamed below directories on the way to a commit, by its first parents, the latest first.</summary>
    GitAnswer<IReadOnlyList<GitRemoval>> ListRemovals(string root, string commit, IReadOnlyList<string> directories);

    /// <summary>The files below directories that a sparse checkout leaves out of the working tree.</summary>
    GitAnswer<IReadOnlyList<string>> ListLeftOut(string root, IReadOnlyList<string> directories);

    /// <summary>The contents of blobs by id; what is missing or larger than <see cref="Files.FileContent.MaximumBytes"/> is left out.</summary>
    GitAnswer<IReadOnlyDictionary<string, byte[]>> ReadBlobs(string root, IReadOnlyCollection<string> ids);
}

/// <summary>What git said, or why it said nothing.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The answer; null where there is none.</param>
/// <param name="Problem">Why there is none, as a clause: <c>git is not installed</c>; null where there is one.</param>
public sealed record GitAnswer<T>(T? Value, string? Problem)
    where T : class;

/// <summary>A file of a commit.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Id">Its blob.</param>
public sealed record GitFile(string Path, string Id);

/// <summary>A file that a commit deleted or renamed.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Path">Where the file was.</param>
/// <param name="Id">Its last blob there.</param>
/// <param name="NewPath">Where it went, as far as git can tell from the contents; null where it was deleted.</param>
public sealed record GitRemoval(string Commit, string Path, string Id, string? NewPath);
