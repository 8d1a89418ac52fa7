using MigrationLint.Text;

namespace MigrationLint.Files;

/// <summary>What stands under a path.</summary>
public enum FileEntryKind
{
    /// <summary>A regular file, or a link to one.</summary>
    File,

    /// <summary>A directory, or a link to one.</summary>
    Directory,

    /// <summary>Something that is neither: a broken link, a socket, a device.</summary>
    Other,
}

/// <summary>One entry of a directory.</summary>
/// <param name="Name">The bare name.</param>
/// <param name="Kind">What it is, links followed.</param>
public readonly record struct FileEntry(string Name, FileEntryKind Kind)
{
    /// <summary>True for a link: whoever walks a tree stays out of directories behind links, since they may lead in circles.</summary>
    public bool IsLink { get; init; }
}

/// <summary>
/// The only door to a disk. Paths are absolute and normalised (<see cref="PathText"/>), with forward slashes on every system.
/// No member throws for what a disk may hold or refuse.
/// </summary>
public interface IFileSystem
{
    /// <summary>Whether <c>A.js</c> and <c>a.js</c> are two files here.</summary>
    bool IsCaseSensitive { get; }

    /// <summary>What stands under <paramref name="path"/>; null for nothing.</summary>
    FileEntryKind? GetKind(string path);

    /// <summary>Reads and decodes a file. What cannot be read comes back with its <see cref="FileContent.Status"/>, without a text.</summary>
    FileContent Read(string path);

    /// <summary>The entries of a directory in ordinal order of their names; null where there is no directory or it cannot be read.</summary>
    IReadOnlyList<FileEntry>? List(string directory);
}

/// <summary>A disk as it would be after changes that nobody has made yet.</summary>
public interface IPlannedDisk : IFileSystem
{
    /// <summary>The disk as it is.</summary>
    IFileSystem Disk { get; }
}

/// <summary>How reading a file went.</summary>
public enum FileReadStatus
{
    /// <summary>There is a text, perhaps a damaged one.</summary>
    Ok,

    /// <summary>No such file.</summary>
    Missing,

    /// <summary>A directory, a broken link or a device.</summary>
    NotAFile,

    /// <summary>The file is there, but may not or cannot be read.</summary>
    Unreadable,

    /// <summary>Larger than <see cref="FileContent.MaximumBytes"/>.</summary>
    TooLarge,
}

/// <summary>What a file holds.</summary>
/// <param name="Status">How reading went.</param>
/// <param name="Text">The decoded text; null unless <paramref name="Status"/> is <see cref="FileReadStatus.Ok"/>.</param>
public sealed record FileContent(FileReadStatus Status, SourceText? Text)
{
    /// <summary>Files larger than this many bytes are not read: no migration is, and memory is finite.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>Why it could not be read, in the operating system's words; null unless <see cref="FileReadStatus.Unreadable"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>True where the file began with a byte order mark, which <see cref="Text"/> leaves out.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>Offset in <see cref="Text"/> of the first character that stands for bytes that are no UTF-8; null where all are.</summary>
    public int? InvalidUtf8At { get; init; }
}

/// <summary>Changes files. Apart from <see cref="IFileSystem"/>, so that reading code cannot write.</summary>
public interface IFileMover
{
    /// <summary>Renames a file within a disk; never onto something that exists.</summary>
    /// <returns>Null when done, else why not, as a clause for a message.</returns>
    string? TryMove(string from, string to);
}
