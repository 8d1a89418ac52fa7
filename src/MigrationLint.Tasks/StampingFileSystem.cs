using MigrationLint.Files;

namespace MigrationLint.Tasks;

/// <summary>Stamps everything that is asked of a disk. Stamps are taken before the answer: a file that changes in between is stale at once.</summary>
/// <param name="inner">The disk.</param>
internal sealed class StampingFileSystem(IFileSystem inner) : IFileSystem
{
    private readonly Dictionary<(FileAccessKind Kind, string Path), PathStamp> stamps = [];

    /// <summary>Each question once.</summary>
    public IEnumerable<PathStamp> Stamps => stamps.Values;

    /// <inheritdoc/>
    public bool IsCaseSensitive => inner.IsCaseSensitive;

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path)
    {
        var kind = inner.GetKind(path);
        Keep(PathStamp.OfKind(path, kind));
        return kind;
    }

    /// <inheritdoc/>
    public FileContent Read(string path)
    {
        Keep(PathStamp.BeforeReading(path));
        return inner.Read(path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory)
    {
        var time = PathStamp.BeforeListing(directory);
        var entries = inner.List(directory);
        Keep(PathStamp.Listed(directory, time, entries));
        return entries;
    }

    private void Keep(PathStamp stamp)
    {
        if (!stamps.ContainsKey((stamp.Kind, stamp.Path)))
        {
            stamps.Add((stamp.Kind, stamp.Path), stamp);
        }
    }
}
