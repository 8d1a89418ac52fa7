using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Lists what a tool loads from its directories, in the order in which it runs it.</summary>
/// <param name="files">The disk.</param>
internal sealed class FolderReader(IFileSystem files)
{
    /// <summary>What db-migrate loads (lib/file.js: <c>/\.js$/</c> and CoffeeScript where it is installed).</summary>
    private static readonly string[] DbMigrateExtensions = [".js"];

    /// <summary>Reads a chain.</summary>
    /// <param name="directories">The directories, at least one, in the order of the configuration.</param>
    /// <param name="tool">Who runs the files.</param>
    /// <param name="evidence">How sure that is.</param>
    /// <param name="settings">Knex's settings; null for its defaults. Not used for other tools.</param>
    public MigrationFolder Read(IReadOnlyList<string> directories, MigrationTool tool, ToolEvidence evidence, KnexMigrationSettings? settings)
    {
        var knex = tool == MigrationTool.Knex ? settings ?? KnexMigrationSettings.Default : null;
        var candidates = directories.SelectMany(ListFiles).ToList();
        var loaded = tool switch
        {
            MigrationTool.Knex => OrderAsKnex(candidates, knex!),
            MigrationTool.DbMigrate => OrderByName(candidates.Where(file => DbMigrateExtensions.Contains(PathText.GetExtension(file.Name), StringComparer.Ordinal))),
            _ => OrderByNumber(candidates.Where(file => FolderNames.GetLanguage(file.Name) == MigrationLanguage.Sql)),
        };
        var stems = new HashSet<string>(
            candidates.Select(file => PathText.Combine(file.Directory, PathText.GetFileNameWithoutExtension(file.Name))), StringComparer.OrdinalIgnoreCase);
        var migrations = loaded.ConvertAll(file => ReadFile(file, tool, stems));
        return new MigrationFolder
        {
            Directories = directories,
            Tool = tool,
            Evidence = evidence,
            Files = migrations,
            Ignored = tool == MigrationTool.NumberedSql ? [] : [.. new IgnoredFiles(files).Find(directories, candidates, migrations)],
            Knex = knex,
        };
    }

    private static List<Candidate> OrderByName(IEnumerable<Candidate> candidates) =>
        [.. candidates.OrderBy(file => file.Name, StringComparer.Ordinal)];

    // Runners of the project's own read the number in front; files without one come last.
    private static List<Candidate> OrderByNumber(IEnumerable<Candidate> candidates) =>
    [
        .. candidates
            .OrderBy(file => file.Number, Comparer<MigrationNumber?>.Create(static (a, b) =>
                a is null || b is null ? (a is null).CompareTo(b is null) : MigrationNumber.Compare(a, b)))
            .ThenBy(file => file.Name, StringComparer.Ordinal),
    ];

    // knex 3, lib/migrations/migrate/sources/fs-migrations.js: extensions compared with case; sorted by UTF-16 unit, and stable, so that
    // one name in two directories keeps the order of the directories. Entries of List come sorted already.
    private static List<Candidate> OrderAsKnex(List<Candidate> candidates, KnexMigrationSettings settings)
    {
        var loaded = candidates.Where(file => settings.LoadExtensions.Contains(PathText.GetExtension(file.Name), StringComparer.Ordinal));
        return settings.SortDirsSeparately ? [.. loaded] : OrderByName(loaded);
    }

    // A directory called x.js would be listed by Knex and then fail to load; nothing of it is a migration. A broken link is kept: the
    // tool loads it, and whoever reads the chain is told that it cannot be read.
    private IEnumerable<Candidate> ListFiles(string directory) =>
        (files.List(directory) ?? [])
            .Where(entry => entry.Kind != FileEntryKind.Directory)
            .Select(entry => new Candidate(directory, entry.Name, MigrationNumber.Parse(entry.Name)));

    private MigrationFile ReadFile(Candidate file, MigrationTool tool, HashSet<string> stems) => new()
    {
        Path = file.Path,
        Content = files.Read(file.Path),
        Language = FolderNames.GetLanguage(file.Name) ?? MigrationLanguage.Other,
        Number = file.Number,
        IsUndo = tool == MigrationTool.NumberedSql && IsUndo(file, stems),
    };

    private static bool IsUndo(Candidate file, HashSet<string> stems)
    {
        var stem = PathText.GetFileNameWithoutExtension(file.Name);
        return EndsWith(".down") || EndsWith(".undo") || EndsWith(".rollback") || IsFlywayUndo()

            // "scale_down" alone is the name of what is done.
            || ((EndsWith("_down") || EndsWith("-down")) && stems.Contains(PathText.Combine(file.Directory, stem.Substring(0, stem.Length - 4) + "up")));

        bool EndsWith(string end) => stem.EndsWith(end, StringComparison.OrdinalIgnoreCase);

        bool IsFlywayUndo() => file.Number is { Scheme: NumberingScheme.Version, Separator: "__" } number && number.Text[0] == 'U';
    }
}

/// <summary>A file of a migration folder, before it is read.</summary>
/// <param name="Directory">The directory of the configuration that holds it.</param>
/// <param name="Name">The bare name.</param>
/// <param name="Number">The number in front of the name.</param>
internal sealed record Candidate(string Directory, string Name, MigrationNumber? Number)
{
    /// <summary>Where it is.</summary>
    public string Path => PathText.Combine(Directory, Name);
}
