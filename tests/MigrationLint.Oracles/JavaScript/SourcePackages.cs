using MigrationLint.JavaScript;

namespace MigrationLint.Oracles.JavaScript;

/// <summary>Packages whose files are the corpus: applications with migrations, and libraries that ship TypeScript sources.</summary>
internal static class SourcePackages
{
    private static readonly string[] Extensions = [".js", ".cjs", ".mjs", ".ts", ".cts", ".mts"];

    /// <summary>Every JavaScript and TypeScript file of the packages, in ordinal order.</summary>
    public static string[] Files { get; } =
    [
        .. Directory.EnumerateFiles(
                NpmPackages.Unpack(
                    "sources", "knex@3.3.0", "@directus/api@23.3.2", "unleash-server@7.5.1", "@backstage/plugin-catalog-backend@4.0.0",
                    "rxjs@7.8.2", "drizzle-orm@0.45.4"),
                "*",
                SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal),
    ];

    public static JavaScriptDialect Dialect(string path) =>
        Path.GetExtension(path) is ".ts" or ".cts" or ".mts" ? JavaScriptDialect.TypeScript : JavaScriptDialect.JavaScript;
}
