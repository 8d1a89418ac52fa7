namespace MigrationLint.Schema;

/// <summary>Where migration tools write down what they have run: no part of the schema that the migrations make.</summary>
public static class MigrationLedgers
{
    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal)
    {
        "knex_migrations", "knex_migrations_lock", "__drizzle_migrations", "_prisma_migrations", "schema_migrations", "goose_db_version",
        "flyway_schema_history", "__EFMigrationsHistory", "__diesel_schema_migrations", "_sqlx_migrations", "pgmigrations", "schemaversions", "VersionInfo",
    };

    private static readonly HashSet<string> Schemas = new(StringComparer.Ordinal) { "drizzle", "sqitch", "graphile_migrate" };

    /// <summary>Whether a table of this name, without its schema, is a ledger.</summary>
    public static bool IsTable(string? name) => name is not null && Tables.Contains(name);

    /// <summary>Whether a schema holds nothing but ledgers.</summary>
    public static bool IsSchema(string name) => Schemas.Contains(name);
}
