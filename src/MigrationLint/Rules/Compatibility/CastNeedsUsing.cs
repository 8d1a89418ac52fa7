using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Compatibility;

/// <summary>A type change that no automatic cast does has no USING.</summary>
internal sealed class CastNeedsUsing : RefusalRule
{
    private static readonly RuleText OfDefault = new(
        "The default of {column} is in the way: {problem} ({state})",
        "PostgreSQL casts the default of a column too, and USING does not reach it, so that {fails}.",
        "Write ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT before the change, and SET DEFAULT with a value of the type {type} behind it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML306", "cast-needs-using", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "A type change that no automatic cast does has no USING",
        Text = new(
            "{file} needs USING: {problem} ({state})",
            "No cast does that by itself, so that {fails}.",
            "Write ALTER TABLE {table} ALTER COLUMN {column} TYPE {type} USING {column}::{type}. The cast fails where a row holds what {type} does not take: look first."),
        Variants = [OfDefault],
        Bad = """
            === migrations/001_bids.sql
            CREATE TABLE bids (id bigint PRIMARY KEY, sum text NOT NULL);
            === migrations/002_sum.sql
            ALTER TABLE bids [|ALTER COLUMN sum TYPE integer|];
            """,
        Good = """
            === migrations/001_bids.sql
            CREATE TABLE bids (id bigint PRIMARY KEY, sum text NOT NULL);
            === migrations/002_sum.sql
            ALTER TABLE bids ALTER COLUMN sum TYPE integer USING sum::integer;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var detail = refused.Detail!;
        arguments["table"] = detail.Name.Name is null ? "…" : detail.Name.ToString();
        arguments["column"] = detail.Part ?? "";
        arguments["type"] = detail.Text ?? "";
        report.Report(refused.Refusal.Source, arguments, detail.Cause == RefusalCause.CastOfDefault ? OfDefault : null);
    }
}
