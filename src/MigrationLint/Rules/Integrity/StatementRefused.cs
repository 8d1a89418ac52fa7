using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Replay;
using MigrationLint.Rules.Engine;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>PostgreSQL would refuse a statement at this point of the chain.</summary>
internal sealed class StatementRefused : Rule, IReplayRule
{
    private static readonly RuleText Batch = new(
        "PostgreSQL refuses a statement of {file}: {problem} ({state})",
        "The migration fails and {batch} undoes all that it runs with it; databases that ran the chain before the mistake keep what they have.",
        "Mend the statement, or move the migration behind what it needs. The manual explains the error under its SQLSTATE ({state})");

    private static readonly RuleText Program = new(
        "{file} fails before its work is done: {problem}",
        "The error ends the migration, so that its tool stops there and undoes what it did in its transaction.",
        "Mend the call that throws.");

    private static readonly RuleText Assumed = new(
        "No migration creates {object}, which {file} uses: {problem} ({state})",
        "The chain fails on an empty database, in a test or a new environment; what is checked of the table stays incomplete.",
        "Add the migration or the dump that creates it to the chain, or name it in ExternalTables where somebody else creates it. On an empty database the statement is refused ({state})");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML426", "statement-refused", RuleFamily.Integrity, Severity.Error)
    {
        Title = "PostgreSQL would refuse a statement at this point of the chain",
        Text = new(
            "PostgreSQL refuses a statement of {file}: {problem} ({state})",
            "The migration fails; databases that ran the chain before the mistake keep what they have, new ones never get there.",
            "Mend the statement, or move the migration behind what it needs. The manual explains the error under its SQLSTATE ({state})"),
        Variants = [Batch, Program, Assumed],
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            === migrations/002_customer_email.sql
            ALTER TABLE customers ADD COLUMN email text;
            CREATE INDEX customers_mail_idx ON customers ([|mail|]);
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            === migrations/002_customer_email.sql
            ALTER TABLE customers ADD COLUMN email text;
            CREATE INDEX customers_email_idx ON customers (email);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, IReporter report)
    {
        foreach (var migration in chain.Migrations)
        {
            foreach (var refusal in migration.Outcome.Refusals.Where(refusal => refusal.SqlState != SyntaxError.SqlState))
            {
                report.Report(refusal.Source, Arguments(migration, refusal), TextFor(migration.Folder, refusal));
            }
        }

        foreach (var assumed in chain.Assumed)
        {
            ReportAssumed(assumed, report);
        }
    }

    private static MessageArguments Arguments(ReplayedMigration migration, Refusal refusal) => new()
    {
        ["file"] = migration.File.Name,
        ["problem"] = refusal.Message,
        ["state"] = refusal.SqlState,
        ["batch"] = migration.Folder.Tool == MigrationTool.Knex ? "knex migrate:latest" : MigrationToolNames.Display(migration.Folder.Tool),
    };

    private RuleText TextFor(MigrationFolder folder, Refusal refusal) =>
        refusal.SqlState.Length == 0 ? Program : folder.Batch == BatchTransaction.None ? Descriptor.Text : Batch;

    private static void ReportAssumed(AssumedObject assumed, IReporter report) =>
        report.Report(
            assumed.FirstUse,
            new()
            {
                ["object"] = assumed.Name.ToString(),
                ["file"] = Files.PathText.GetFileName(assumed.FirstUse.Text.Path),
                ["problem"] = $"relation \"{assumed.Name}\" does not exist",
                ["state"] = "42P01",
            },
            Assumed,
            Severity.Warning);
}
