using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>The walk over a project's directories. Its file system answers each question once (<see cref="CachedFileSystem"/>).</summary>
/// <param name="files">The disk.</param>
internal sealed class SourceTree(IFileSystem files)
{
    /// <summary>
    /// <paramref name="start"/> and every directory below it, parents before children, siblings in ordinal order. What lies behind a link
    /// is left out unless the link itself carries the name of a migration folder: links may lead in circles.
    /// </summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="depth">How many levels below it to go.</param>
    public IEnumerable<string> GoDown(string start, int depth = int.MaxValue)
    {
        var waiting = new Stack<(string Path, bool IsLink, int Depth)>();
        waiting.Push((start, false, depth));
        while (waiting.Count > 0)
        {
            var (directory, isLink, left) = waiting.Pop();
            if (files.List(directory) is not { } entries)
            {
                continue;
            }

            yield return directory;
            if (isLink || left == 0)
            {
                continue;
            }

            foreach (var entry in entries.Reverse())
            {
                if (entry.Kind == FileEntryKind.Directory && !SkippedDirectories.Contains(entry.Name)
                    && (!entry.IsLink || FolderNames.IsConventional(entry.Name)))
                {
                    waiting.Push((PathText.Combine(directory, entry.Name), entry.IsLink, left - 1));
                }
            }
        }
    }

    /// <summary>
    /// <paramref name="start"/> and the directories above it, the nearest first, up to the root of the git checkout. Without a checkout
    /// the first directory with a package.json ends the way, and without that the next two above: what lies further up may be anybody's.
    /// </summary>
    public IReadOnlyList<string> GoUp(string start)
    {
        var all = new List<string>();
        int? package = null;
        for (var directory = start; directory is not null; directory = PathText.GetDirectory(directory))
        {
            all.Add(directory);
            if (IsCheckout(directory))
            {
                return all;
            }

            package ??= IsPackage(directory) ? all.Count : null;
        }

        return all.GetRange(0, Math.Min(package ?? 3, all.Count));
    }

    /// <summary>
    /// <paramref name="start"/> and the directories above it, the nearest first, up to the root of the package or checkout. Where neither
    /// can be told, up to the path of the request that it lies below, or else <paramref name="start"/> alone.
    /// </summary>
    public IReadOnlyList<string> GoUpToPackage(string start, IReadOnlyList<string> requested)
    {
        var all = new List<string>();
        for (var directory = start; directory is not null; directory = PathText.GetDirectory(directory))
        {
            all.Add(directory);
            if (IsPackage(directory) || IsCheckout(directory))
            {
                return all;
            }
        }

        var below = all.FindLastIndex(directory => requested.Any(path => PathText.IsBelow(directory, path, files.IsCaseSensitive)));
        return all.GetRange(0, Math.Min(all.Count, Math.Max(1, below + 1)));
    }

    /// <summary>True for the root of a git checkout.</summary>
    public bool IsCheckout(string directory) => files.GetKind(PathText.Combine(directory, ".git")) is not null;

    private bool IsPackage(string directory) => files.GetKind(PathText.Combine(directory, "package.json")) == FileEntryKind.File;
}
