using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>What the names of directories and files say by convention.</summary>
internal static class FolderNames
{
    private static readonly HashSet<string> Conventional = new(StringComparer.OrdinalIgnoreCase) { "migrations", "migration", "migrate" };

    private static readonly HashSet<string> NoMigrations = new(StringComparer.OrdinalIgnoreCase)
    {
        "__tests__", "__fixtures__", "__mocks__", "fixtures", "testdata", "seeds", "seeders", "node_modules",
    };

    // Where people put what should no longer run, or what migrations use.
    private static readonly HashSet<string> SetAside = new(StringComparer.OrdinalIgnoreCase)
    {
        "archive", "archived", "old", "legacy", "deprecated", "backup", "backups", "disabled", "skipped", "squashed", "done", "manual",
        "helpers", "helper", "utils", "util", "lib", "shared", "common", "sql", "sqls", "data", "templates", "stubs", "scripts", "test", "tests",
        "meta", "down", "rollback", "rollbacks", "undo",
    };

    private static readonly HashSet<string> Dumps = new(StringComparer.OrdinalIgnoreCase) { "schema.sql", "structure.sql", "dump.sql" };

    /// <summary>True for names that tools and people give to a dump of a whole schema.</summary>
    public static bool IsDump(string fileName) => Dumps.Contains(fileName);

    /// <summary>True for names that hold migrations by convention: <c>migrations</c>, <c>migration</c>, <c>db-migrations</c> and their like.</summary>
    public static bool IsConventional(string name) =>
        Conventional.Contains(name)
        || name.EndsWith("_migrations", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-migrations", StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a directory between <paramref name="start"/> and <paramref name="path"/> holds tests or seeds, not migrations.</summary>
    public static bool IsForTests(string start, string path) =>
        path.Length > start.Length && path.Substring(start.Length).Split('/').Any(NoMigrations.Contains);

    /// <summary>True for a directory inside a migration folder whose files are not meant to run by themselves.</summary>
    public static bool IsSetAside(string name) =>
        name.StartsWith(".", StringComparison.Ordinal) || name.StartsWith("_", StringComparison.Ordinal)
        || SetAside.Contains(name) || NoMigrations.Contains(name);

    /// <summary>True for <c>a.test.js</c> and <c>a.spec.ts</c>.</summary>
    public static bool IsTest(string fileName)
    {
        var inner = PathText.GetExtension(PathText.GetFileNameWithoutExtension(fileName));
        return inner is ".test" or ".spec";
    }

    /// <summary>The language by extension, without case; null for what is neither source code nor SQL.</summary>
    public static MigrationLanguage? GetLanguage(string fileName) => PathText.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".js" or ".cjs" or ".mjs" or ".jsx" => MigrationLanguage.JavaScript,
        ".ts" or ".cts" or ".mts" or ".tsx" => MigrationLanguage.TypeScript,
        ".sql" => MigrationLanguage.Sql,
        ".co" or ".coffee" or ".eg" or ".iced" or ".litcoffee" or ".ls" => MigrationLanguage.Other,
        _ => null,
    };
}
