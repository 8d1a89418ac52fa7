using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Integrity;

/// <summary>The same object is created twice, and the second statement fails.</summary>
internal sealed class CreatedTwice : RefusalRule
{
    private static readonly RuleText Base = new(
        "{file} creates {object} again: {problem} ({state})",
        "It is there before {file} runs, so that {fails}.",
        "Delete the statement, or turn what it adds into ALTER statements.");

    private static readonly RuleText SameFile = new(
        "{file} creates {object} twice: {problem} ({state})",
        "An earlier statement of the file has created it, so that {fails}.",
        "Delete the statement, or turn what it adds into ALTER statements.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML401", "created-twice", RuleFamily.Integrity, Severity.Error)
    {
        Title = "The same object is created in two migrations, and the second one fails",
        Text = new(
            "{file} creates {object} again: {problem} ({state})",
            "{creator} has created it by then, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
            "Delete the second statement, or turn what it adds into ALTER statements. IF NOT EXISTS would only hide where the two differ."),
        Variants = [Base, SameFile],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
            === migrations/002_orders_again.sql
            [|CREATE TABLE orders (id bigint PRIMARY KEY, paid_at timestamptz)|];
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
            === migrations/002_order_payment.sql
            ALTER TABLE orders ADD COLUMN paid_at timestamptz;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var creator = refused.OtherFile;
        arguments["creator"] = creator;
        report.Report(
            refused.Refusal.Source,
            arguments,
            creator.Length == 0 ? Base : creator == refused.File ? SameFile : null,
            related: refused.Related("first created here"));
    }
}
