using Microsoft.CodeAnalysis;
using MigrationLint.Files;

namespace MigrationLint.Analyzers;

/// <summary>The files that the host hands to the compiler, as a disk: nothing else exists on it. Directories are those that hold a file.</summary>
internal sealed class AdditionalFileSystem : IFileSystem
{
    private readonly Dictionary<string, AdditionalText> files;
    private readonly Dictionary<string, SortedDictionary<string, FileEntryKind>> directories;
    private readonly CancellationToken cancellation;

    public AdditionalFileSystem(IEnumerable<AdditionalText> texts, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        var all = texts.ToList();
        IsCaseSensitive = !all.Exists(text => IsWindows(text.Path));
        var comparer = IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        files = new(comparer);
        directories = new(comparer);
        foreach (var text in all)
        {
            var path = Normalize(text.Path);
            if (!files.ContainsKey(path))
            {
                files.Add(path, text);
                AddToDirectories(path);
            }
        }
    }

    /// <inheritdoc/>
    public bool IsCaseSensitive { get; }

    /// <summary>The files under the engine's paths.</summary>
    public IReadOnlyDictionary<string, AdditionalText> Files => files;

    /// <summary>The engine's form of a path. A relative one, which only a hand-written command line has, is taken from the root.</summary>
    public static string Normalize(string path) =>
        PathText.Normalize(PathText.IsAbsolute(path.Replace('\\', '/')) ? path : "/" + path, IsWindows(path));

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path) =>
        files.ContainsKey(path) ? FileEntryKind.File : directories.ContainsKey(path) ? FileEntryKind.Directory : null;

    /// <inheritdoc/>
    public FileContent Read(string path)
    {
        // Between two files is the only place where a long run can be ended.
        cancellation.ThrowIfCancellationRequested();
        if (!files.TryGetValue(path, out var file))
        {
            return new FileContent(directories.ContainsKey(path) ? FileReadStatus.NotAFile : FileReadStatus.Missing, null);
        }

        // The compiler has decoded the bytes: whether there was a byte order mark, or any that are no UTF-8, is not known here.
        return file.GetText(cancellation) switch
        {
            null => new FileContent(FileReadStatus.Unreadable, null) { Reason = "the host gives no text" },
            { Length: > FileContent.MaximumBytes } => new FileContent(FileReadStatus.TooLarge, null),
            var text => new FileContent(FileReadStatus.Ok, new Text.SourceText(path, text.ToString())),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory) =>
        directories.TryGetValue(directory, out var entries) ? [.. entries.Select(entry => new FileEntry(entry.Key, entry.Value))] : null;

    private static bool IsWindows(string path) => path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':');

    private void AddToDirectories(string path)
    {
        var kind = FileEntryKind.File;
        for (var directory = PathText.GetDirectory(path); directory is not null; directory = PathText.GetDirectory(directory))
        {
            var isKnown = directories.TryGetValue(directory, out var entries);
            if (!isKnown)
            {
                entries = new SortedDictionary<string, FileEntryKind>(StringComparer.Ordinal);
                directories.Add(directory, entries);
            }

            entries[PathText.GetFileName(path)] = kind;
            if (isKnown)
            {
                return;
            }

            (path, kind) = (directory, FileEntryKind.Directory);
        }
    }
}
