using MigrationLint.Files;

namespace MigrationLint.Discovery.Layouts;

/// <summary>A directory as layouts look at it.</summary>
/// <param name="files">The disk.</param>
/// <param name="path">The directory.</param>
internal sealed class LayoutDirectory(IFileSystem files, string path)
{
    private IReadOnlyList<Candidate>? scripts;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// The files in ordinal order of their names. A directory called x.js would be listed by Knex and then fail to load; nothing of it is a migration. A broken
    /// link is kept: the tool loads it, and whoever reads the chain is told that it cannot be read.
    /// </summary>
    public IEnumerable<Candidate> Files => Entries
        .Where(entry => entry.Kind != FileEntryKind.Directory)
        .Select(entry => new Candidate(Path, entry.Name, MigrationNumber.Parse(entry.Name)));

    /// <summary>The files of SQL, by extension without case.</summary>
    public IReadOnlyList<Candidate> Scripts => scripts ??= [.. Files.Where(file => FolderNames.GetLanguage(file.Name) == MigrationLanguage.Sql)];

    /// <summary>The names of the directories below, in ordinal order.</summary>
    public IEnumerable<string> Directories => Entries.Where(entry => entry.Kind == FileEntryKind.Directory).Select(entry => entry.Name);

    private IReadOnlyList<FileEntry> Entries { get; } = files.List(path) ?? [];

    /// <summary>True for a file below the directory. Directories are listed for that: discovery lists them all anyway, and each further question is one to remember.</summary>
    public bool Has(string relative)
    {
        var entries = Entries;
        var directory = Path;
        var names = relative.Split('/');
        for (var i = 0; i < names.Length - 1; i++)
        {
            if (!Contains(entries, names[i], FileEntryKind.Directory))
            {
                return false;
            }

            directory = PathText.Combine(directory, names[i]);
            entries = files.List(directory) ?? [];
        }

        return Contains(entries, names[names.Length - 1], FileEntryKind.File);
    }

    /// <summary>The text of a file below the directory; null where there is none.</summary>
    public string? Read(string relative) => files.Read(PathText.Combine(Path, relative)).Text?.Content;

    /// <summary>What is written of a file below the directory that need not be there.</summary>
    public string? ReadIfThere(string relative) => Has(relative) ? Read(relative) : null;

    /// <summary>A file of a fixed name in each directory below that has it: tools that make a directory for each migration.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="undoName">The name of the file beside it that undoes.</param>
    public IEnumerable<Candidate> FilesBelow(string name, string undoName)
    {
        foreach (var directory in Directories.Where(directory => Has(directory + "/" + name)))
        {
            var below = PathText.Combine(Path, directory);
            var number = MigrationNumber.Parse(directory);
            var undo = Has(directory + "/" + undoName) ? new Candidate(below, undoName, number) { Id = directory, IsUndo = true } : null;
            if (undo is not null)
            {
                yield return undo;
            }

            yield return new Candidate(below, name, number) { Id = directory, UndoPath = undo?.Path };
        }
    }

    /// <summary>True where more than half of the numbered scripts have a mark in their text.</summary>
    public bool IsMostlyMarked(Func<string, bool> isMarked)
    {
        var numbered = Scripts.Where(file => file.Number is not null).ToList();
        return numbered.Count > 0 && numbered.Count(file => Read(file.Name) is { } text && isMarked(text)) * 2 > numbered.Count;
    }

    private static bool Contains(IReadOnlyList<FileEntry> entries, string name, FileEntryKind kind)
    {
        // Entries come in ordinal order.
        var (low, high) = (0, entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(entries[middle].Name, name);
            if (order == 0)
            {
                return entries[middle].Kind == kind;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}

/// <summary>A file of a migration folder, before it is read.</summary>
/// <param name="Directory">The directory that holds it.</param>
/// <param name="Name">The bare name.</param>
/// <param name="Number">The number in front of the name, or of the directory's where that carries it.</param>
internal sealed record Candidate(string Directory, string Name, MigrationNumber? Number)
{
    /// <summary>Where it is.</summary>
    public string Path => PathText.Combine(Directory, Name);

    /// <summary>What people call the migration.</summary>
    public string Id { get; init; } = Name;

    /// <summary>True for a half that undoes.</summary>
    public bool IsUndo { get; init; }

    /// <summary>True where the tool does not take the name.</summary>
    public bool IsPassedOver { get; init; }

    /// <summary>The half that undoes the file.</summary>
    public string? UndoPath { get; init; }
}
