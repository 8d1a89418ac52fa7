#pragma warning disable RS0030 // The one file of the engine that may touch a disk: all others ask IFileSystem.
using System.IO;
using System.Runtime.InteropServices;
using System.Security;
using MigrationLint.Text;

namespace MigrationLint.Files;

/// <summary>The disk of the machine. Holds no state: every question asks the disk again.</summary>
public sealed class PhysicalFileSystem : IFileSystem, IFileMover
{
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <inheritdoc/>
    /// <remarks>Told by the system, not by the disk: Windows and macOS fold case on the disks that they format by default.</remarks>
    public bool IsCaseSensitive { get; } = !IsWindows && !RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    /// <summary>Makes a path as people and build files write it absolute and normalised.</summary>
    /// <param name="path">The path, in the form of the system; may be relative.</param>
    /// <param name="baseDirectory">What a relative path starts from; null for the working directory.</param>
    /// <returns>The path as <see cref="IFileSystem"/> takes it; one that the system refuses is only normalised.</returns>
    public static string GetFullPath(string path, string? baseDirectory = null)
    {
        try
        {
            return PathText.Normalize(Path.GetFullPath(baseDirectory is null ? path : Path.Combine(baseDirectory, path)), IsWindows);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return PathText.Normalize(path, IsWindows);
        }
    }

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path)
    {
        var native = ToNative(path);
        try
        {
            // Asked first: most paths that discovery tries are absent, and an exception costs more than all other answers.
            return File.Exists(native) || Directory.Exists(native) ? GetKind(native, File.GetAttributes(native)) : null;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public FileContent Read(string path)
    {
        switch (GetKind(path))
        {
            case null:
                return new FileContent(FileReadStatus.Missing, null);
            case not FileEntryKind.File:
                return new FileContent(FileReadStatus.NotAFile, null);
        }

        try
        {
            var file = new FileInfo(ToNative(path));
            if (file.Length == 0)
            {
                // Opening would tell nothing more of a file, but would wait for ever on a pipe.
                return new FileContent(FileReadStatus.Ok, new SourceText(path, ""));
            }

            using var stream = Open(file.FullName);
            return !stream.CanSeek ? new FileContent(FileReadStatus.NotAFile, null)
                : ReadBounded(stream, file.Length) is { } bytes ? Utf8Decoder.Decode(path, bytes)
                : new FileContent(FileReadStatus.TooLarge, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileContent(FileReadStatus.Missing, null);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return new FileContent(FileReadStatus.Unreadable, null) { Reason = Describe(e) };
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory)
    {
        try
        {
            var entries = new List<FileEntry>();
            foreach (var found in new DirectoryInfo(ToNative(directory)).EnumerateFileSystemInfos())
            {
                var isLink = found.Attributes.HasFlag(FileAttributes.ReparsePoint);
                entries.Add(new FileEntry(found.Name, GetKind(found.FullName, found.Attributes)) { IsLink = isLink });
            }

            entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public string? TryMove(string from, string to)
    {
        if (GetKind(from) != FileEntryKind.File)
        {
            return "there is no such file";
        }

        var onlyCaseChanges = !IsCaseSensitive && string.Equals(from, to, StringComparison.OrdinalIgnoreCase);
        if (GetKind(to) is not null && !onlyCaseChanges)
        {
            return PathText.GetFileName(to) + " exists";
        }

        try
        {
            File.Move(ToNative(from), ToNative(to));
            return null;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return Describe(e);
        }
    }

    private static string ToNative(string path) => IsWindows ? PathText.ToWindows(path) : path;

    private static FileEntryKind GetKind(string native, FileAttributes attributes) =>
        attributes.HasFlag(FileAttributes.Directory) ? FileEntryKind.Directory
        : attributes.HasFlag(FileAttributes.ReparsePoint) && !LeadsSomewhere(native) ? FileEntryKind.Other
        : FileEntryKind.File;

    // File.Exists is true for a broken link on Unix; only opening follows it.
    private static bool LeadsSomewhere(string link)
    {
        try
        {
            using var stream = Open(link);
            return stream.CanSeek;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return false;
        }
    }

    // Sharing everything: an editor or a virus scanner may hold the file. Without a buffer: it is read in large pieces.
    private static FileStream Open(string native) =>
        new(native, FileMode.Open, System.IO.FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    // By counting, not by the length: devices such as /dev/zero, which a link in a repository may name, have none and never end.
    private static byte[]? ReadBounded(FileStream stream, long expected)
    {
        // One byte more than expected: the end is then met without another buffer.
        var buffer = new byte[(int)Math.Min(expected + 1, 32 * 1024)];
        using var read = new MemoryStream(buffer.Length);
        for (var count = stream.Read(buffer, 0, buffer.Length); count > 0; count = stream.Read(buffer, 0, buffer.Length))
        {
            read.Write(buffer, 0, count);
            if (read.Length > FileContent.MaximumBytes)
            {
                return null;
            }
        }

        return read.ToArray();
    }

    private static bool IsRefusal(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    private static string Describe(Exception e) => e is UnauthorizedAccessException or SecurityException ? "access is denied" : e.Message;
}
