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
/// <param name="Time">For a file and a directory: ticks of its time, which a directory keeps while its entries stay; or <see cref="Unreliable"/>.</param>
/// <param name="Answer">Of a file its length, of what stands under a path its kind; or <see cref="Missing"/>.</param>
/// <param name="Entries">What a directory holds.</param>
internal sealed record PathStamp(FileAccessKind Kind, string Path, long Time, long Answer, string Entries)
{
    private const long Missing = -1;

    /// <summary>No time of a disk.</summary>
    private const long Unreliable = -1;

    /// <summary>What is younger than this may change again without its time changing: clocks of file systems tick in steps of up to a second.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    /// <summary>True for a file that was there to be read.</summary>
    public bool IsFileRead => Kind == FileAccessKind.Read && Answer != Missing;

    /// <summary>The stamp of a file that is about to be read. A file of this very moment gets one that never holds.</summary>
    public static PathStamp BeforeReading(string path)
    {
        var file = new FileInfo(Native(path));
        return new(FileAccessKind.Read, path, IsYoung(path) ? Unreliable : TimeOf(file), LengthOf(file), "");
    }

    /// <summary>The time of a directory that is about to be listed.</summary>
    public static long BeforeListing(string path) => IsYoung(path) ? Unreliable : TimeOf(path);

    /// <summary>The stamp of a listed directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="time">What <see cref="BeforeListing"/> said.</param>
    /// <param name="entries">What it holds.</param>
    public static PathStamp Listed(string path, long time, IReadOnlyList<FileEntry>? entries) =>
        new(FileAccessKind.List, path, time, 0, OfEntries(entries));

    /// <summary>The stamp of what stands under a path.</summary>
    public static PathStamp OfKind(string path, FileEntryKind? kind) =>
        new(FileAccessKind.Kind, path, 0, kind is { } known ? (long)known : Missing, "");

    /// <summary>
    /// Whether times and lengths show by themselves that the disk would answer as it did. Where they do not, <see cref="Renew"/> knows more.
    /// Needs nothing of the engine, so that a build in which nothing has changed does not wait for it to be loaded.
    /// </summary>
    public bool IsUntouched()
    {
        var file = new FileInfo(Native(Path));
        return Kind switch
        {
            FileAccessKind.Read => Time == TimeOf(file) && Answer == LengthOf(file),
            FileAccessKind.List => Time == TimeOf(Path),
            _ => Answer switch
            {
                Missing => !file.Exists && !Directory.Exists(file.FullName),
                (long)FileEntryKind.Directory => Directory.Exists(file.FullName),
                (long)FileEntryKind.File => file.Exists && !file.Attributes.HasFlag(FileAttributes.ReparsePoint),
                _ => false,
            },
        };
    }

    /// <summary>The stamp of the same answer as of now: another one where a directory has another time and the same entries.</summary>
    /// <returns>Null where the answer is another.</returns>
    public PathStamp? Renew(IFileSystem files)
    {
        if (IsUntouched())
        {
            return this;
        }

        return Kind switch
        {
            FileAccessKind.List when Listed(Path, BeforeListing(Path), files.List(Path)) is var listed && listed.Entries == Entries => listed,
            FileAccessKind.Kind when OfKind(Path, files.GetKind(Path)) == this => this,
            _ => null,
        };
    }

    private static long LengthOf(FileInfo file) => file.Exists ? file.Length : Missing;

    private static long TimeOf(FileInfo file) => file.LastWriteTimeUtc.Ticks;

    private static long TimeOf(string directory) => Directory.GetLastWriteTimeUtc(Native(directory)).Ticks;

    private static string OfEntries(IReadOnlyList<FileEntry>? entries)
    {
        if (entries is null)
        {
            return "-";
        }

        var result = new StringBuilder();
        foreach (var entry in entries.Where(entry => !SkippedDirectories.Contains(entry.Name)))
        {
            result.Append((int)entry.Kind).Append(entry.Name).Append('/');
        }

        return result.ToString();
    }

    private static bool IsYoung(string path) => DateTime.UtcNow - File.GetLastWriteTimeUtc(Native(path)) < Settled;

    /// <summary>Windows takes slashes too; only long paths have to be written in its own way.</summary>
    private static string Native(string path) => path.Length < 248 || System.IO.Path.DirectorySeparatorChar == '/' ? path : LongNative(path);

    /// <summary>A method of its own, since compiling a mention of the engine loads it.</summary>
    private static string LongNative(string path) => PathText.ToWindows(path);
}
