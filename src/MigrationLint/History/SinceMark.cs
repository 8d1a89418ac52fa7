using MigrationLint.Discovery;

namespace MigrationLint.History;

/// <summary>The last migration of a folder that databases have run, as the user names it.</summary>
/// <param name="folder">The folder.</param>
/// <param name="id">A file, an id or a number; a number need not be any file's.</param>
internal sealed class SinceMark(MigrationFolder folder, string id)
{
    private readonly List<MigrationFile> steps = [.. folder.Steps];
    private readonly MigrationNumber? number = MigrationNumber.Parse(id) ?? MigrationNumber.Parse(id + "_since.sql");

    /// <summary>As the user wrote it.</summary>
    public string Id => id;

    /// <summary>True where the folder has it.</summary>
    public bool IsFound => Last >= 0 || (number?.Text == id && folder.HasNumbers);

    /// <summary>The migrations up to it.</summary>
    public IEnumerable<MigrationFile> Covered => Last >= 0 ? steps.Take(Last + 1) : steps.Where(file => Covers(file.Name, file.Number));

    /// <summary>True where a migration, also one that is gone, runs before it or is it.</summary>
    public bool Covers(string name, MigrationNumber? number)
    {
        var last = Last >= 0 ? steps[Last] : null;
        return folder.SortsAsText
            ? string.CompareOrdinal(name, last?.Name ?? id + "\uFFFF") <= 0
            : number is not null && (last?.Number ?? this.number) is { } bound && MigrationNumber.Compare(number, bound) <= 0;
    }

    private int Last => steps.FindLastIndex(file => file.IsNamed(id));
}
