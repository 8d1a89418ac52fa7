using MigrationLint.Diagnostics;
using MigrationLint.Rules.Chain;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Compatibility;

/// <summary>A drop or a type change is refused, since other objects depend on it.</summary>
internal sealed class BlockedByDependents : RefusalRule
{
    private static readonly RuleText PartOf = new(
        "{problem} ({state})",
        "It is a part of {whole} and goes with it only, so that {fails}; {file} stops there.",
        "Drop or change {whole} instead.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML307", "blocked-by-dependents", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "A drop or a type change is refused, since other objects depend on it",
        Text = new(
            "{dependents} in the way: {problem} ({state})",
            "PostgreSQL drops or changes nothing that others need, so that {fails}.",
            "Drop {order} first, and make what is still needed again afterwards. CASCADE would drop it without a word."),
        Variants = [PartOf],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
            CREATE VIEW recent AS SELECT id, total FROM orders;
            === migrations/002_no_orders.sql
            [|DROP TABLE orders|];
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
            CREATE VIEW recent AS SELECT id, total FROM orders;
            === migrations/002_no_orders.sql
            DROP VIEW recent;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        // What depends on others goes first: PostgreSQL lists dependents nearest first.
        var dependents = refused.Detail?.Dependents ?? [];
        arguments["dependents"] = dependents.Count == 0 ? "" : Phrase.List(dependents, 4);
        arguments["order"] = string.Join(", then ", dependents.Reverse());
        arguments["whole"] = refused.Detail?.Part ?? "another object";
        report.Report(refused.Refusal.Source, arguments, dependents.Count == 0 ? PartOf : null);
    }
}
