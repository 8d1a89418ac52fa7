using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Rules.Chain;

/// <summary>How tools remember what they have run, and what they do when files disagree with it (their sources, and docs of Flyway and Supabase).</summary>
internal static class Ledgers
{
    /// <summary>What a tool does where a migration that it has run is missing, as the predicate of a sentence.</summary>
    public static string OnMissing(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Knex => "refuses every command (\"The migration directory is corrupt\")",
        MigrationTool.Flyway => "refuses to start, since its validation misses the file",
        MigrationTool.NodePgMigrate => "refuses to go on, since it compares the order",
        MigrationTool.Sqitch => "refuses its plan",
        MigrationTool.Supabase => "refuses to push, since the two lists differ",
        MigrationTool.Prisma => "reports it as missing",
        MigrationTool.GolangMigrate => "finds no file for the version that it is at",
        MigrationTool.NumberedSql => "misses the file or does not notice",
        _ => "does not notice",
    };

    /// <summary>What a tool does where a migration that it has run is another one now.</summary>
    public static string OnEdited(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Flyway => "refuses to start, since the checksum is another",
        MigrationTool.Prisma => "reports it in development and goes on in production",
        MigrationTool.Drizzle => "stores a hash and never compares it",
        MigrationTool.NumberedSql => "can tell only if it keeps checksums",
        _ => "keeps no checksum and does not notice",
    };

    /// <summary>What a tool does with a new migration that sorts before one that it has run.</summary>
    public static string OnLate(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Flyway => "refuses to start unless outOfOrder is set",
        MigrationTool.Goose => "refuses to go on unless -allow-missing is given",
        MigrationTool.NodePgMigrate => "refuses to go on unless --no-check-order is given",
        MigrationTool.Supabase => "refuses to push it unless --include-all is given",
        MigrationTool.GolangMigrate => "skips it for ever",
        MigrationTool.NumberedSql => "runs it late or never",
        _ => "runs it late",
    };

    /// <summary>What a tool looks a migration up by; null where its file may be called anything.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="id">The migration.</param>
    /// <param name="number">The number in front of it.</param>
    public static string? KeyOf(MigrationFolder folder, string id, MigrationNumber? number) => folder.Tool switch
    {
        MigrationTool.Knex or MigrationTool.Prisma or MigrationTool.NumberedSql or MigrationTool.Flyway => id,
        MigrationTool.DbMigrate => "/" + PathText.GetFileNameWithoutExtension(id),
        MigrationTool.NodePgMigrate => PathText.GetFileNameWithoutExtension(id),
        MigrationTool.GolangMigrate or MigrationTool.Goose => number?.Value,
        MigrationTool.Dbmate or MigrationTool.Supabase or MigrationTool.Diesel => number?.Digits,
        _ => null,
    };

    /// <summary>The statement that renames an entry; null where the ledger is not known.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="before">What the tool looked the migration up by.</param>
    /// <param name="after">What it looks it up by now.</param>
    /// <param name="number">The number in front of the new name.</param>
    public static string? Rename(MigrationFolder folder, string before, string after, MigrationNumber? number) => folder.Tool switch
    {
        MigrationTool.Knex => Update(KnexLedger(folder), "name", before, after),
        MigrationTool.DbMigrate => Update("migrations", "name", before, after),
        MigrationTool.NodePgMigrate => Update("pgmigrations", "name", before, after),
        MigrationTool.Prisma => Update("_prisma_migrations", "migration_name", before, after),
        MigrationTool.Dbmate => Update("schema_migrations", "version", before, after),
        MigrationTool.Supabase => Update("supabase_migrations.schema_migrations", "version", before, after),
        MigrationTool.Diesel => Update("__diesel_schema_migrations", "version", before, after),
        MigrationTool.GolangMigrate => $"UPDATE schema_migrations SET version = {after} WHERE version = {before}",
        MigrationTool.Goose => $"UPDATE goose_db_version SET version_id = {after} WHERE version_id = {before}",
        MigrationTool.Flyway when number is not null =>
            $"UPDATE flyway_schema_history SET version = {Literal(number.Value)}, description = {Literal(FlywayDescription(after, number))}, script = {Literal(after)} WHERE script = {Literal(before)}",
        _ => null,
    };

    private static string KnexLedger(MigrationFolder folder) =>
        (folder.Knex?.SchemaName is { } schema ? Identifier(schema) + "." : "") + Identifier(folder.Knex?.TableName ?? "knex_migrations");

    private static string Identifier(string name) =>
        name.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') ? name : "\"" + name.Replace("\"", "\"\"") + "\"";

    private static string FlywayDescription(string name, MigrationNumber number) =>
        PathText.GetFileNameWithoutExtension(name).Substring(number.Text.Length).TrimStart('_').Replace('_', ' ');

    private static string Update(string table, string column, string before, string after) =>
        $"UPDATE {table} SET {column} = {Literal(after)} WHERE {column} = {Literal(before)}";

    private static string Literal(string text) => "'" + text.Replace("'", "''") + "'";
}
