namespace MigrationLint.Discovery;

/// <summary>Who runs the migrations of a folder.</summary>
public enum MigrationTool
{
    /// <summary>Knex 3.</summary>
    Knex,

    /// <summary>SQL files, mostly with a number or timestamp in front, run by something of the project's own.</summary>
    NumberedSql,

    /// <summary>db-migrate (<c>exports.up = (db, callback) =&gt; …</c>).</summary>
    DbMigrate,

    /// <summary>Flyway (<c>V1__name.sql</c>, <c>R__name.sql</c>, <c>U1__name.sql</c>).</summary>
    Flyway,

    /// <summary>golang-migrate (<c>1_name.up.sql</c>, <c>1_name.down.sql</c>).</summary>
    GolangMigrate,

    /// <summary>goose (<c>-- +goose Up</c>).</summary>
    Goose,

    /// <summary>dbmate (<c>-- migrate:up</c>).</summary>
    Dbmate,

    /// <summary>Prisma Migrate (<c>20240101000000_name/migration.sql</c>).</summary>
    Prisma,

    /// <summary>Diesel (<c>2024-01-01-000000_name/up.sql</c> and <c>down.sql</c>).</summary>
    Diesel,

    /// <summary>The Supabase command line (<c>supabase/migrations</c>).</summary>
    Supabase,

    /// <summary>sqitch (<c>sqitch.plan</c>, <c>deploy/name.sql</c>, <c>revert/name.sql</c>).</summary>
    Sqitch,

    /// <summary>node-pg-migrate's migrations in SQL (<c>-- Up Migration</c>).</summary>
    NodePgMigrate,

    /// <summary>drizzle-kit (<c>meta/_journal.json</c>, or <c>20240101000000_name/migration.sql</c> beside a snapshot).</summary>
    Drizzle,
}

/// <summary>How sure the tool is.</summary>
public enum ToolEvidence
{
    /// <summary>The folder's name and the form of its files.</summary>
    Convention,

    /// <summary>A configuration file of the tool names the folder.</summary>
    ConfigurationFile,

    /// <summary>The user said so.</summary>
    Declared,
}
