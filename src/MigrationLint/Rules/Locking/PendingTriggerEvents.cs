using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Locking;

/// <summary>A table is changed while deferred checks of its rows wait.</summary>
internal sealed class PendingTriggerEvents : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML129", "pending-trigger-events", RuleFamily.Locking, Severity.Error)
    {
        Title = "A table is changed in the transaction that wrote rows whose deferred checks still wait",
        Text = new(
            "{problem} in {file} ({state})",
            "Rows were written in the same transaction, and the deferred foreign key checks them only at its end, so that {fails}.",
            "Write SET CONSTRAINTS ALL IMMEDIATE; before the statement: it checks the rows at once. Two migrations do as well."),
        Bad = """
            === migrations/1_teams.sql
            CREATE TABLE teams (id bigint PRIMARY KEY);
            CREATE TABLE users (id bigint PRIMARY KEY, team_id bigint REFERENCES teams (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
            CREATE INDEX users_team_id_idx ON users (team_id);
            === migrations/2_user_name.sql
            BEGIN;
            INSERT INTO teams (id) VALUES (1);
            INSERT INTO users (id, team_id) VALUES (1, 1);
            ALTER TABLE users [|ADD COLUMN name text|];
            COMMIT;
            """,
        Good = """
            === migrations/1_teams.sql
            CREATE TABLE teams (id bigint PRIMARY KEY);
            CREATE TABLE users (id bigint PRIMARY KEY, team_id bigint REFERENCES teams (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
            CREATE INDEX users_team_id_idx ON users (team_id);
            === migrations/2_user_name.sql
            BEGIN;
            INSERT INTO teams (id) VALUES (1);
            INSERT INTO users (id, team_id) VALUES (1, 1);
            SET CONSTRAINTS ALL IMMEDIATE;
            ALTER TABLE users ADD COLUMN name text;
            COMMIT;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        report.Report(refused.Refusal.Source, arguments);
    }
}
