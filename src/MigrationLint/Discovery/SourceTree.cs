using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>The walk over a project's directories. Its file system answers each question once (<see cref="RecordingFileSystem"/>).</summary>
/// <param name="files">The disk.</param>
internal sealed class SourceTree(IFileSystem files)
{
    private static readonly HashSet<string> NeverEntered = new(StringComparer.OrdinalIgnoreCase) { "node_modules", "bin", "obj", ".git", "dist" };

    /// <summary>
    /// <paramref name="start"/> and every directory below it, parents before children, siblings in ordinal order. What lies behind a link
    /// is left out unless the link itself carries the name of a migration folder: links may lead in circles.
    /// </summary>
    public IEnumerable<string> GoDown(string start)
    {
        var waiting = new Stack<(string Path, bool IsLink)>();
        waiting.Push((start, false));
        while (waiting.Count > 0)
        {
            var (directory, isLink) = waiting.Pop();
            if (files.List(directory) is not { } entries)
            {
                continue;
            }

            yield return directory;
            if (isLink)
            {
                continue;
            }

            foreach (var entry in entries.Reverse())
            {
                if (entry.Kind == FileEntryKind.Directory && !NeverEntered.Contains(entry.Name)
                    && (!entry.IsLink || FolderNames.IsConventional(entry.Name)))
                {
                    waiting.Push((PathText.Combine(directory, entry.Name), entry.IsLink));
                }
            }
        }
    }

    /// <summary>
    /// <paramref name="start"/> and the directories above it, the nearest first, up to the root of the git checkout. Without a checkout
    /// the first directory with a package.json ends the way, since nothing above it belongs to the project for certain; without that
    /// the way ends at the root of the disk.
    /// </summary>
    public IReadOnlyList<string> GoUp(string start)
    {
        var all = new List<string>();
        int? package = null;
        for (var directory = start; directory is not null; directory = PathText.GetDirectory(directory))
        {
            all.Add(directory);
            if (files.GetKind(PathText.Combine(directory, ".git")) is not null)
            {
                return all;
            }

            if (package is null && files.GetKind(PathText.Combine(directory, "package.json")) == FileEntryKind.File)
            {
                package = all.Count;
            }
        }

        return package is { } count ? all.GetRange(0, count) : all;
    }
}
