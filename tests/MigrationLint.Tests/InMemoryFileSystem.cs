using System.Collections;
using System.Text;
using MigrationLint.Files;

namespace MigrationLint.Tests;

/// <summary>
/// A disk in memory: <c>new InMemoryFileSystem { ["/project/migrations/001_a.js"] = "…" }</c>. Directories above an entry come into
/// being with it. Paths are normalised as <see cref="PathText"/> has them.
/// </summary>
public sealed class InMemoryFileSystem(bool isCaseSensitive = true) : IFileSystem, IFileMover, IEnumerable<string>
{
    private readonly Dictionary<string, Entry> entries =
        new(isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    public bool IsCaseSensitive => isCaseSensitive;

    /// <summary>Paths that were read, in order, each as often as it was read.</summary>
    public List<string> Reads { get; } = [];

    /// <summary>Directories that were listed, in order, each as often as it was listed.</summary>
    public List<string> Listings { get; } = [];

    /// <summary>The text of a file. Setting it makes or overwrites the file.</summary>
    public string this[string path]
    {
        get => Encoding.UTF8.GetString(entries[path].Bytes ?? throw new InvalidOperationException(path + " is no file"));
        set => Add(path, value);
    }

    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    public void Add(string path, byte[] bytes) => Put(path, new Entry(path, FileEntryKind.File, bytes, null));

    public void AddDirectory(string path) => Put(path, new Entry(path, FileEntryKind.Directory, null, null));

    /// <summary>A file that is there but refuses to be read.</summary>
    public void AddUnreadable(string path, string reason = "Permission denied") => Put(path, new Entry(path, FileEntryKind.File, null, reason));

    /// <summary>A directory that is there but refuses to be listed.</summary>
    public void AddUnreadableDirectory(string path) => Put(path, new Entry(path, FileEntryKind.Directory, null, "Permission denied"));

    /// <summary>A link to nothing.</summary>
    public void AddBrokenLink(string path) => Put(path, new Entry(path, FileEntryKind.Other, null, null));

    /// <summary>Removes a file, or a directory with all below it.</summary>
    public void Remove(string path)
    {
        foreach (var known in entries.Keys.Where(known => PathText.IsBelow(known, path, isCaseSensitive)).ToList())
        {
            entries.Remove(known);
        }
    }

    public FileEntryKind? GetKind(string path) => entries.TryGetValue(path, out var entry) ? entry.Kind : null;

    public FileContent Read(string path)
    {
        Reads.Add(path);
        return entries.TryGetValue(path, out var entry) ? entry switch
        {
            { Kind: not FileEntryKind.File } => new FileContent(FileReadStatus.NotAFile, null),
            { Reason: { } reason } => new FileContent(FileReadStatus.Unreadable, null) { Reason = reason },
            _ => Utf8Decoder.Decode(path, entry.Bytes!),
        }
        : new FileContent(FileReadStatus.Missing, null);
    }

    public IReadOnlyList<FileEntry>? List(string directory)
    {
        Listings.Add(directory);
        if (!entries.TryGetValue(directory, out var found) || found is not { Kind: FileEntryKind.Directory, Reason: null })
        {
            return null;
        }

        return [.. entries.Values
            .Where(entry => PathText.GetDirectory(entry.Path) is { } parent && entries.Comparer.Equals(parent, directory))
            .Select(entry => new FileEntry(PathText.GetFileName(entry.Path), entry.Kind))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    public string? TryMove(string from, string to)
    {
        if (!entries.TryGetValue(from, out var entry) || entry.Kind != FileEntryKind.File)
        {
            return "there is no such file";
        }

        if (entries.ContainsKey(to) && !entries.Comparer.Equals(from, to))
        {
            return $"{PathText.GetFileName(to)} exists";
        }

        entries.Remove(from);
        Put(to, entry with { Path = to });
        return null;
    }

    /// <summary>The paths of all files, in ordinal order.</summary>
    public IEnumerator<string> GetEnumerator() =>
        entries.Values.Where(entry => entry.Kind == FileEntryKind.File).Select(entry => entry.Path).Order(StringComparer.Ordinal).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Put(string path, Entry entry)
    {
        if (PathText.Normalize(path, backslashSeparates: false) != path || !PathText.IsAbsolute(path))
        {
            throw new ArgumentException(path + " is not absolute and normalised", nameof(path));
        }

        entries[path] = entry;
        for (var parent = PathText.GetDirectory(path); parent is not null; parent = PathText.GetDirectory(parent))
        {
            entries.TryAdd(parent, new Entry(parent, FileEntryKind.Directory, null, null));
        }
    }

    private sealed record Entry(string Path, FileEntryKind Kind, byte[]? Bytes, string? Reason);
}
