using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Rules.Chain;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>IF NOT EXISTS or IF EXISTS stands where PostgreSQL has none.</summary>
internal sealed class GuardWithoutSyntax : MigrationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML419", "guard-without-syntax", RuleFamily.Integrity, Severity.Error)
    {
        Title = "IF NOT EXISTS or IF EXISTS stands where PostgreSQL has none",
        Text = new(
            "{command} takes no {words}: syntax error in {file} (42601)",
            "No version of PostgreSQL has the guard in this statement and the migration fails, on every database.",
            "{remedy}"),
        Bad = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY, age integer);
            === migrations/002_age.sql
            ALTER TABLE users ADD CONSTRAINT IF NOT [|EXISTS|] users_age_check CHECK (age > 0);
            """,
        Good = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY, age integer);
            === migrations/002_age.sql
            ALTER TABLE users DROP CONSTRAINT IF EXISTS users_age_check;
            ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0);
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (DamagedFile.Explains(migration))
        {
            return;
        }

        foreach (var error in migration.SyntaxErrors)
        {
            if (error.Guard is { } guard)
            {
                report.Report(
                    error.Location,
                    new() { ["command"] = Short(guard.Command), ["words"] = guard.Words, ["file"] = migration.File.Name, ["remedy"] = Remedy(guard) });
            }
        }
    }

    private static string Short(string command) => command.StartsWith("ALTER TABLE ", StringComparison.Ordinal) ? command.Substring("ALTER TABLE ".Length) : command;

    private static string Remedy(RefusedGuard guard)
    {
        var command = guard.Command;
        var (what, name, table) = (What(command), guard.Name, guard.Table ?? "…");
        return (what, guard.Words) switch
        {
            ("CONSTRAINT", "IF NOT EXISTS") =>
                $"Write ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}; before it and leave out the guard, or ask the catalog: {Block($"pg_constraint WHERE conname = {Literal(name)} AND conrelid = {Literal(table)}::regclass", guard)}.",
            ("TYPE" or "DOMAIN", "IF NOT EXISTS") => $"Ask the catalog: {Block($"pg_type WHERE typname = {Literal(name)}", guard)}.",
            ("TRIGGER", "IF NOT EXISTS") => $"Write DROP TRIGGER IF EXISTS {name} ON {table}; before it and leave out the guard; PostgreSQL 14 and later also take CREATE OR REPLACE TRIGGER.",
            ("POLICY" or "RULE", "IF NOT EXISTS") => $"Write DROP {what} IF EXISTS {name} ON {table}; before it and leave out the guard.",
            ("VIEW" or "FUNCTION" or "PROCEDURE", "IF NOT EXISTS") => $"Write CREATE OR REPLACE {what} {name}.",
            ("ROLE" or "USER", "IF NOT EXISTS") => $"Ask the catalog: {Block($"pg_roles WHERE rolname = {Literal(name)}", guard)}.",
            ("RENAME", _) =>
                $"Ask the catalog: DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = {Literal(table)} AND column_name = {Literal(name)}) THEN {guard.Statement}; END IF; END $$.",
            _ => "Leave out the guard, or put the statement into a DO block that asks the catalog first.",
        };
    }

    private static string What(string command) =>
        new[] { "RENAME", "CONSTRAINT", "TRIGGER", "POLICY", "RULE", "VIEW", "FUNCTION", "PROCEDURE", "DOMAIN", "TYPE", "ROLE", "USER" }
            .FirstOrDefault(word => command.Split(' ').Contains(word, StringComparer.Ordinal)) ?? "";

    private static string Block(string condition, RefusedGuard guard) => $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM {condition}) THEN {guard.Statement}; END IF; END $$";

    // The catalog has names without quotes.
    private static string Literal(string name) => "'" + (name.IndexOf('"') >= 0 ? name.Replace("\"", "") : name.ToLowerInvariant()).Replace("'", "''") + "'";
}
