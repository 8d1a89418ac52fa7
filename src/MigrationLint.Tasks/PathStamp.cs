using System.Globalization;
using System.Text;
using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Tasks;

/// <summary>What was asked of a disk.</summary>
internal enum FileAccessKind : byte
{
    /// <summary>A file's content.</summary>
    Read,

    /// <summary>A directory's entries.</summary>
    List,

    /// <summary>What stands under a path.</summary>
    Kind,
}

/// <summary>
/// One question that a run asked the disk, with what tells cheaply whether the answer is still the same.
/// </summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Path">About which path.</param>
/// <param name="Stamp">Time and length of a file, entries of a directory, or the kind itself.</param>
/// <param name="Time">For a directory: its time, which stays while its entries do; empty where it cannot be relied on.</param>
internal sealed record PathStamp(FileAccessKind Kind, string Path, string Stamp, string Time)
{
    private const string Missing = "-";

    /// <summary>What is younger than this may change again without its time changing: clocks of file systems tick in steps of up to a second.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    /// <summary>True for a file that was there to be read.</summary>
    public bool IsFileRead => Kind == FileAccessKind.Read && Stamp != Missing;

    /// <summary>The stamp of a file that is about to be read. A file of this very moment gets one that never holds.</summary>
    public static PathStamp BeforeReading(string path) =>
        new(FileAccessKind.Read, path, OfFile(path) + (IsYoung(path) ? "?" : ""), "");

    /// <summary>The time of a directory that is about to be listed.</summary>
    public static string BeforeListing(string path) => IsYoung(path) ? "" : TimeOf(path);

    /// <summary>The stamp of a listed directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="time">What <see cref="BeforeListing"/> said.</param>
    /// <param name="entries">What it holds.</param>
    public static PathStamp Listed(string path, string time, IReadOnlyList<FileEntry>? entries) =>
        new(FileAccessKind.List, path, OfEntries(entries), time);

    /// <summary>The stamp of what stands under a path.</summary>
    public static PathStamp OfKind(string path, FileEntryKind? kind) =>
        new(FileAccessKind.Kind, path, OfKind(kind), "");

    /// <summary>Whether the disk would answer as it did.</summary>
    public bool Holds(IFileSystem files) => Kind switch
    {
        FileAccessKind.Read => Stamp == OfFile(Path),
        FileAccessKind.List => (Time.Length > 0 && Time == TimeOf(Path)) || Stamp == OfEntries(files.List(Path)),
        _ => Stamp == OfKind(files.GetKind(Path)),
    };

    private static string OfFile(string path)
    {
        var file = new FileInfo(Native(path));
        return file.Exists ? Number(file.LastWriteTimeUtc.Ticks) + "/" + Number(file.Length) : Missing;
    }

    private static string OfKind(FileEntryKind? kind) => kind is { } known ? Number((int)known) : Missing;

    private static string OfEntries(IReadOnlyList<FileEntry>? entries)
    {
        if (entries is null)
        {
            return Missing;
        }

        var result = new StringBuilder();
        foreach (var entry in entries.Where(entry => !SkippedDirectories.Contains(entry.Name)))
        {
            result.Append((int)entry.Kind).Append(entry.Name).Append('/');
        }

        return result.ToString();
    }

    private static string TimeOf(string directory) => Number(Directory.GetLastWriteTimeUtc(Native(directory)).Ticks);

    private static bool IsYoung(string path) => DateTime.UtcNow - File.GetLastWriteTimeUtc(Native(path)) < Settled;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Native(string path) => System.IO.Path.DirectorySeparatorChar == '\\' ? PathText.ToWindows(path) : path;
}
