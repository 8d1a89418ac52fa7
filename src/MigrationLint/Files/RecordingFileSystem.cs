namespace MigrationLint.Files;

/// <summary>What was asked of a file system.</summary>
public enum FileAccessKind
{
    /// <summary>A file's content.</summary>
    Read,

    /// <summary>A directory's entries.</summary>
    List,

    /// <summary>What stands under a path.</summary>
    Kind,
}

/// <summary>One question to a file system and what came of it: whoever keeps a result must ask again when the answer would differ.</summary>
/// <param name="Path">The path that was asked for.</param>
/// <param name="Kind">What was asked.</param>
internal sealed record FileAccess(string Path, FileAccessKind Kind)
{
    /// <summary>For <see cref="FileAccessKind.Read"/>: the answer.</summary>
    public FileContent? Content { get; init; }

    /// <summary>For <see cref="FileAccessKind.List"/>: the answer; null where there was no directory.</summary>
    public IReadOnlyList<FileEntry>? Entries { get; init; }

    /// <summary>For <see cref="FileAccessKind.Kind"/>: the answer; null for nothing.</summary>
    public FileEntryKind? EntryKind { get; init; }
}

/// <summary>
/// Remembers every question that passes through it, and answers the same question the same way for as long as it lives: each file is
/// read once, each directory listed once, and a run sees one state of the disk. Not safe for several threads.
/// </summary>
/// <param name="inner">Who answers.</param>
internal sealed class RecordingFileSystem(IFileSystem inner) : IFileSystem
{
    private readonly Dictionary<(string Path, FileAccessKind Kind), FileAccess> accesses = [];

    /// <summary>Each question once, in no particular order.</summary>
    public IReadOnlyCollection<FileAccess> Accesses => accesses.Values;

    /// <inheritdoc/>
    public bool IsCaseSensitive => inner.IsCaseSensitive;

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path) =>
        Ask(path, FileAccessKind.Kind, static (files, path) => new FileAccess(path, FileAccessKind.Kind) { EntryKind = files.GetKind(path) }).EntryKind;

    /// <inheritdoc/>
    public FileContent Read(string path) =>
        Ask(path, FileAccessKind.Read, static (files, path) => new FileAccess(path, FileAccessKind.Read) { Content = files.Read(path) }).Content!;

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory) =>
        Ask(directory, FileAccessKind.List, static (files, path) => new FileAccess(path, FileAccessKind.List) { Entries = files.List(path) }).Entries;

    private FileAccess Ask(string path, FileAccessKind kind, Func<IFileSystem, string, FileAccess> ask)
    {
        if (!accesses.TryGetValue((path, kind), out var access))
        {
            access = ask(inner, path);
            accesses.Add((path, kind), access);
        }

        return access;
    }
}
