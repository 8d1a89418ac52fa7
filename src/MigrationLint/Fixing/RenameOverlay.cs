using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Fixing;

/// <summary>Shows a disk as it would be after files were renamed, without touching it.</summary>
/// <param name="inner">The disk as it is.</param>
internal sealed class RenameOverlay(IFileSystem inner) : IPlannedDisk, IFileMover
{
    private readonly StringComparer comparer = inner.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
    private readonly Dictionary<string, Rename> byNewPath = new(inner.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> gone = new(inner.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private readonly List<Rename> steps = [];

    /// <summary>The renames made so far, in their order.</summary>
    public IReadOnlyList<Rename> Steps => steps;

    /// <inheritdoc/>
    public IFileSystem Disk => inner;

    /// <inheritdoc/>
    public bool IsCaseSensitive => inner.IsCaseSensitive;

    /// <summary>The path on the disk of a file that may have been renamed.</summary>
    public string OriginalPath(string path) => byNewPath.TryGetValue(path, out var rename) ? rename.From : path;

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path)
    {
        if (byNewPath.TryGetValue(path, out var rename))
        {
            return inner.GetKind(rename.From);
        }

        return gone.Contains(path) ? null : inner.GetKind(path);
    }

    /// <inheritdoc/>
    public FileContent Read(string path)
    {
        if (byNewPath.TryGetValue(path, out var rename))
        {
            var content = inner.Read(rename.From);
            return content.Text is null ? content : content with { Text = new SourceText(path, content.Text.Content) };
        }

        return gone.Contains(path) ? new FileContent(FileReadStatus.Missing, null) : inner.Read(path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory)
    {
        if (inner.List(directory) is not { } entries)
        {
            return null;
        }

        var added = byNewPath.Values
            .Where(rename => PathText.GetDirectory(rename.To) is { } parent && comparer.Equals(parent, directory))
            .Select(rename => new FileEntry(PathText.GetFileName(rename.To), FileEntryKind.File));
        return [.. entries
            .Where(entry => !gone.Contains(PathText.Combine(directory, entry.Name)))
            .Concat(added)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public string? TryMove(string from, string to)
    {
        if (GetKind(from) != FileEntryKind.File)
        {
            return "there is no such file";
        }

        if (GetKind(to) is not null && !comparer.Equals(from, to))
        {
            return PathText.GetFileName(to) + " exists";
        }

        var original = OriginalPath(from);
        byNewPath.Remove(from);
        gone.Add(original);
        if (original == to)
        {
            gone.Remove(original);
        }
        else
        {
            byNewPath.Add(to, new Rename(original, to));
        }

        steps.Add(new Rename(from, to));
        return null;
    }

    /// <summary>Takes the last renames back.</summary>
    /// <param name="count">How many, at most the number of <see cref="Steps"/>.</param>
    public void Undo(int count)
    {
        var kept = steps.Take(steps.Count - count).ToList();
        steps.Clear();
        byNewPath.Clear();
        gone.Clear();
        foreach (var step in kept)
        {
            TryMove(step.From, step.To);
        }
    }
}
