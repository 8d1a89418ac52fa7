using MigrationLint.Diagnostics;
using MigrationLint.Discovery;

namespace MigrationLint.Rules.Integrity;

/// <summary>PostgreSQL would refuse a statement for a reason that no rule of its own has.</summary>
internal sealed class StatementRefused : RefusalRule
{
    private static readonly RuleText Batch = new(
        "PostgreSQL refuses a statement of {file}: {problem} ({state})",
        "The migration fails and {batch} undoes all that it runs with it; databases that ran the chain before the mistake keep what they have.",
        "Mend the statement, or move the migration behind what it needs. The manual explains the error under its SQLSTATE ({state})");

    private static readonly RuleText Program = new(
        "{file} fails before its work is done: {problem}",
        "The error ends the migration, so that its tool stops there and undoes what it did in its transaction.",
        "Mend the call that throws.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML426", "statement-refused", RuleFamily.Integrity, Severity.Error)
    {
        Title = "PostgreSQL would refuse a statement at this point of the chain",
        Text = new(
            "PostgreSQL refuses a statement of {file}: {problem} ({state})",
            "The migration fails; databases that ran the chain before the mistake keep what they have, new ones never get there.",
            "Mend the statement, or move the migration behind what it needs. The manual explains the error under its SQLSTATE ({state})"),
        Variants = [Batch, Program],
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
            === migrations/002_customer_id.sql
            ALTER TABLE customers [|ALTER COLUMN id DROP NOT NULL|];
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
            === migrations/002_customer_id.sql
            ALTER TABLE customers ADD UNIQUE (name);
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var folder = refused.Migration.Folder;
        arguments["batch"] = folder.Tool == MigrationTool.Knex ? "knex migrate:latest" : MigrationToolNames.Display(folder.Tool);
        report.Report(refused.Refusal.Source, arguments, refused.Refusal.SqlState.Length == 0 ? Program : folder.Batch == BatchTransaction.None ? null : Batch);
    }
}
