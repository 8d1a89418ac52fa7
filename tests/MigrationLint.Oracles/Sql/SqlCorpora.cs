namespace MigrationLint.Oracles.Sql;

/// <summary>Packages that ship migrations or schemas in PostgreSQL's SQL, as files or as texts in JavaScript.</summary>
internal static class SqlCorpora
{
    /// <summary>The files of the packages, in ordinal order.</summary>
    public static string[] NpmFiles { get; } =
    [
        .. Directory.EnumerateFiles(
                NpmPackages.Unpack(
                    "sql-sources", "graphile-worker@0.18.0", "@logto/schemas@1.43.0", "@lobehub/chat@1.143.3", "@paperclipai/db@2026.824.1", "@pgflow/core@0.8.1",
                    "@evershop/evershop@2.2.1", "@n8n/db@1.41.2", "flowise@3.1.4", "unleash-server@8.2.0", "@medusajs/order@2.21.2", "@medusajs/product@2.21.2",
                    "pg-boss@12.38.0", "@elizaos/plugin-sql@1.7.2", "@dbos-inc/dbos-sdk@5.3.0"),
                "*",
                SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".sql" or ".js" or ".cjs" or ".mjs" && !path.EndsWith(".test.js", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
