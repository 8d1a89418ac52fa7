using MigrationLint.Files;

namespace MigrationLint.History;

/// <summary>A disk on which files stand again that are gone.</summary>
/// <param name="disk">The disk as it is.</param>
/// <param name="restored">The files that are gone, by path, as git has them.</param>
internal sealed class RestoredFiles(IFileSystem disk, IReadOnlyDictionary<string, FileContent> restored) : IFileSystem
{
    private readonly HashSet<string> directories = new(restored.Keys.SelectMany(Above), StringComparer.Ordinal);
    private ILookup<string?, FileEntry>? children;

    /// <inheritdoc/>
    public bool IsCaseSensitive => disk.IsCaseSensitive;

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path) =>
        restored.ContainsKey(path) ? FileEntryKind.File : disk.GetKind(path) ?? (directories.Contains(path) ? FileEntryKind.Directory : null);

    /// <inheritdoc/>
    public FileContent Read(string path) => restored.TryGetValue(path, out var content) ? content : disk.Read(path);

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory)
    {
        var entries = disk.List(directory);
        if (!directories.Contains(directory))
        {
            return entries;
        }

        var all = new SortedDictionary<string, FileEntry>(StringComparer.Ordinal);
        foreach (var entry in entries ?? [])
        {
            all[entry.Name] = entry;
        }

        children ??= restored.Keys.Select(path => (Path: path, Kind: FileEntryKind.File)).Concat(directories.Select(path => (Path: path, Kind: FileEntryKind.Directory)))
            .ToLookup(child => PathText.GetDirectory(child.Path), child => new FileEntry(PathText.GetFileName(child.Path), child.Kind));
        foreach (var entry in children[directory].Where(entry => !all.ContainsKey(entry.Name)))
        {
            all.Add(entry.Name, entry);
        }

        return [.. all.Values];
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var directory = PathText.GetDirectory(path); directory is not null; directory = PathText.GetDirectory(directory))
        {
            yield return directory;
        }
    }
}
