using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Operations;
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

    private static readonly RuleText Early = new(
        "{file} uses {object} before {creator} creates it: {problem} ({state})",
        "The chain fails on an empty database, in a test or a new environment: the tool runs {file} first.",
        "Give {file} a number behind that of {creator}, unless a database has run it already. The manual explains the error under its SQLSTATE ({state})");

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
        Variants = [Batch, Program, Early, Assumed],
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
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations)
        {
            foreach (var refusal in migration.Outcome.Refusals.Where(refusal => refusal.SqlState != SyntaxError.SqlState && !refusal.IsUncertain))
            {
                report.Report(refusal.Source, Arguments(migration, refusal), TextFor(migration.Folder, refusal));
            }
        }

        foreach (var assumed in chain.Assumed)
        {
            ReportAssumed(assumed, FindCreator(chain, assumed), report);
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

    /// <summary>The migration that creates, too late, what was taken to be there; null for none.</summary>
    private static ReplayedMigration? FindCreator(ReplayedChain chain, AssumedObject assumed) =>
        chain.Migrations.FirstOrDefault(migration => migration.Outcome.Statements.Any(statement => statement.Steps.Any(step => step.HasEffect && Creates(step.Operation, assumed.Name))));

    private static bool Creates(Operation operation, QualifiedName name) => operation switch
    {
        CreateTable table => table.Table == name,
        CreateTableAs table => table.Table == name,
        CreateView view => view.View == name,
        CreateMaterializedView view => view.View == name,
        _ => false,
    };

    private static void ReportAssumed(AssumedObject assumed, ReplayedMigration? creator, IReporter report) =>
        report.Report(
            assumed.FirstUse,
            new()
            {
                ["object"] = assumed.Name.ToString(),
                ["file"] = Files.PathText.GetFileName(assumed.FirstUse.Text.Path),
                ["creator"] = creator?.File.Name ?? "",
                ["problem"] = $"relation \"{assumed.Name}\" does not exist",
                ["state"] = "42P01",
            },
            creator is null ? Assumed : Early,
            creator is null ? Severity.Warning : null);
}
