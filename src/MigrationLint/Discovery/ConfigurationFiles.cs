using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Finds configuration modules by their names.</summary>
/// <param name="files">The disk.</param>
internal sealed class ConfigurationFiles(IFileSystem files)
{
    private static readonly string[] Extensions = [".js", ".cjs", ".mjs", ".ts", ".cts", ".mts"];

    private static readonly string[] Directories =
    [
        "", "config", "db", "database", "knex", "src", "lib", "server", "app", "backend",
        "src/config", "src/db", "src/database", "src/lib", "src/utils", "server/config", "server/db", "server/database", "server/lib",
        "lib/db", "lib/database", "app/config", "app/db", "backend/config", "backend/db", "backend/src/config", "backend/src/db", "config/database",
    ];

    // Without case and separators.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "db", "database", "knex", "pool", "pg", "postgres", "postgresql", "connection", "dbpool", "pgpool", "dbconfig", "databaseconfig",
        "knexconfig", "configdb", "configdatabase", "dbconnection", "databaseconnection",
    };

    private static readonly HashSet<string> DirectoriesWithIndex = new(StringComparer.OrdinalIgnoreCase) { "db", "database", "knex" };

    /// <summary>True for <c>knexfile.js</c> and its kin.</summary>
    public static bool IsKnexfile(string name) => name.StartsWith("knexfile.", StringComparison.Ordinal) && Extensions.Contains(name.Substring(8));

    /// <summary>True for <c>drizzle.config.ts</c> and its kin.</summary>
    public static bool IsDrizzleConfig(string name) => name.StartsWith("drizzle.config.", StringComparison.Ordinal) && Extensions.Contains(name.Substring(14));

    /// <summary>True for a module in a language that is read here.</summary>
    public static bool IsModule(string name) => Extensions.Contains(PathText.GetExtension(name));

    /// <summary>The knexfiles of a directory; beside a source in TypeScript not what was compiled from it.</summary>
    public IEnumerable<string> Knexfiles(string directory) => Named(directory, "knexfile");

    /// <summary>The configurations of drizzle-kit in a directory, likewise.</summary>
    public IEnumerable<string> DrizzleConfigs(string directory) => Named(directory, "drizzle.config");

    /// <summary>The modules in and below a directory whose names promise a database's configuration, in ordinal order.</summary>
    public IEnumerable<string> Modules(string directory) =>
        Directories
            .Select(below => below.Length == 0 ? directory : PathText.Combine(directory, below))
            .SelectMany(below => WithoutCompiled([.. ModulesIn(below)]))
            .OrderBy(path => path, StringComparer.Ordinal);

    private IEnumerable<string> Named(string directory, string stem) =>
        WithoutCompiled([.. Extensions.Select(extension => PathText.Combine(directory, stem + extension)).Where(path => files.GetKind(path) == FileEntryKind.File)]);

    private IEnumerable<string> ModulesIn(string directory)
    {
        if (files.GetKind(directory) != FileEntryKind.Directory)
        {
            yield break;
        }

        var hasIndex = DirectoriesWithIndex.Contains(PathText.GetFileName(directory));
        foreach (var entry in files.List(directory) ?? [])
        {
            var stem = PathText.GetFileNameWithoutExtension(entry.Name);
            if (entry.Kind == FileEntryKind.File && IsModule(entry.Name) && !stem.EndsWith(".d", StringComparison.Ordinal)
                && (Names.Contains(stem.Replace(".", "").Replace("-", "").Replace("_", "")) || (hasIndex && stem == "index")))
            {
                yield return PathText.Combine(directory, entry.Name);
            }
        }
    }

    private static IEnumerable<string> WithoutCompiled(List<string> modules) =>
        modules.Where(path => !modules.Exists(other => IsSourceOf(other, path)));

    private static bool IsSourceOf(string source, string compiled) =>
        FolderNames.GetLanguage(source) == MigrationLanguage.TypeScript && FolderNames.GetLanguage(compiled) == MigrationLanguage.JavaScript
        && PathText.GetFileNameWithoutExtension(source) == PathText.GetFileNameWithoutExtension(compiled);
}
