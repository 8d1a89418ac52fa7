using MigrationLint.Checking;
using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Engine;

/// <summary>A comment that is meant to silence a rule does not do so.</summary>
internal sealed class Suppression : Rule
{
    /// <summary>The rule's code: comments may name it too.</summary>
    internal const string Id = "ML992";

    private static readonly RuleText UnknownRule = new(
        "The comment names a rule {name} that does not exist",
        "A misspelt comment silences nothing: what it was written for is still reported.",
        "migrationlint rules lists the codes.");

    private static readonly RuleText UnknownRuleWithProposal = new(
        "The comment names a rule {name} that does not exist; {proposal} does",
        "A misspelt comment silences nothing: what it was written for is still reported.",
        "Write {proposal}.");

    private static readonly RuleText Malformed = new(
        "\"{directive}\" is not written as a suppression is",
        "A misspelt comment silences nothing: what it was written for is still reported.",
        "Write {proposal}.");

    private static readonly RuleText Stale = new(
        "The baseline has a finding of {name} in {proposal} that is gone",
        "The line would hide the next finding of the kind unseen: the baseline stays longer than what it keeps back.",
        "Write the baseline anew with migrationlint check --write-baseline, or delete the line.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new(Id, "suppression", RuleFamily.Engine, Severity.Warning)
    {
        Title = "A suppression comment that silences nothing, names no rule, or is misspelt",
        Text = new(
            "\"{directive}\" silences nothing",
            "The finding is gone or stands elsewhere; the comment would hide the next one unseen.",
            "Delete the comment, or put it where the finding is; disable-file covers findings on the file as a whole."),
        Variants = [UnknownRule, UnknownRuleWithProposal, Malformed, Stale],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            // [|migrationlint disable-file ML013: down restores nothing by intention|]
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            // migrationlint disable-next-line ML013: the table is dropped by hand after the archive run
            exports.down = async () => {};
            """,
    };

    /// <summary>Reports what is wrong with the comments of a run.</summary>
    /// <param name="problems">What the checker found out after all other rules had run.</param>
    /// <param name="report">Takes the findings.</param>
    public void Check(IReadOnlyList<SuppressionProblem> problems, IReporter report)
    {
        foreach (var problem in problems)
        {
            report.Report(
                problem.Location,
                new() { ["directive"] = problem.Subject, ["name"] = problem.Subject, ["proposal"] = problem.Proposal ?? "" },
                problem.Kind switch
                {
                    SuppressionProblemKind.Malformed => Malformed,
                    SuppressionProblemKind.Stale => Stale,
                    SuppressionProblemKind.UnknownRule when problem.Proposal is not null => UnknownRuleWithProposal,
                    SuppressionProblemKind.UnknownRule => UnknownRule,
                    _ => Descriptor.Text,
                });
        }
    }
}
