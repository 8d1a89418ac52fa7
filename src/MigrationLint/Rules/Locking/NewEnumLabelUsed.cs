using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Locking;

/// <summary>A new label of an enum type is used in the transaction that adds it.</summary>
internal sealed class NewEnumLabelUsed : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML128", "new-enum-label-used", RuleFamily.Locking, Severity.Error)
    {
        Title = "A new label of an enum type is used in the transaction that adds it",
        Text = new(
            "{file} uses a new label too early: {problem} ({state})",
            "PostgreSQL 12 to 16 take a label only once the transaction that adds it is committed, so that {fails}.",
            "Add the label in a migration of its own that commits before this one, outside a transaction where the tool runs all pending files in one."),
        Bad = """
            === migrations/1_days.sql
            CREATE TYPE mood AS ENUM ('ok');
            CREATE TABLE days (day date PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok');
            === migrations/2_sad.sql
            BEGIN;
            ALTER TYPE mood ADD VALUE 'sad';
            ALTER TABLE days ALTER COLUMN mood SET DEFAULT [|'sad'|];
            COMMIT;
            """,
        Good = """
            === migrations/1_days.sql
            CREATE TYPE mood AS ENUM ('ok');
            CREATE TABLE days (day date PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok');
            === migrations/2_sad.sql
            ALTER TYPE mood ADD VALUE 'sad';
            === migrations/3_days_sad.sql
            ALTER TABLE days ALTER COLUMN mood SET DEFAULT 'sad';
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        report.Report(refused.Refusal.Source, arguments);
    }
}
