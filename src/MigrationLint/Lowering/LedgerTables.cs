using MigrationLint.Discovery;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering;

/// <summary>The tables that tools make for themselves before they run the first migration. Migrations of JavaScript read and change them at times.</summary>
internal static class LedgerTables
{
    /// <summary>The statements that make those of a folder's tool; empty for tools whose migrations are scripts.</summary>
    public static string StatementsFor(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Knex => ForKnex(folder.Knex?.TableName ?? "knex_migrations", folder.Knex?.SchemaName),

        // db-migrate-pg 1.5: index.js, createMigrationsTable
        MigrationTool.DbMigrate => "CREATE TABLE IF NOT EXISTS migrations (id serial PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL);",
        _ => "",
    };

    // knex 3.3: lib/migrations/migrate/table-creator.js
    private static string ForKnex(string table, string? schema)
    {
        var prefix = schema is null ? "" : SqlIdentifiers.Quote(schema) + ".";
        var create = "CREATE TABLE IF NOT EXISTS " + prefix;
        return (schema is null ? "" : $"CREATE SCHEMA IF NOT EXISTS {SqlIdentifiers.Quote(schema)};\n")
            + $"{create}{SqlIdentifiers.Quote(table)} (id serial PRIMARY KEY, name varchar(255), batch integer, migration_time timestamptz);\n"
            + $"{create}{SqlIdentifiers.Quote(table + "_lock")} (index serial PRIMARY KEY, is_locked integer);";
    }

    /// <summary>A schema without them.</summary>
    public static DatabaseSchema RemoveFrom(DatabaseSchema schema)
    {
        var tables = schema.Relations.OfType<Table>().Where(table => table.IsLedger).ToList();
        var sequences = schema.Relations.OfType<Sequence>().Where(sequence => tables.Exists(table => table.Id == sequence.OwnerTable));
        return tables.Concat<Relation>(sequences).ToList().Aggregate(schema, (rest, relation) => rest.Without(relation));
    }

    /// <summary>A text to run them from.</summary>
    public static SourceText TextFor(IEnumerable<MigrationFolder> folders) => new("", string.Join("\n", folders.Select(StatementsFor).Distinct()));
}
