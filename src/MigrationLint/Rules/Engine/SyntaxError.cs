using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Rules.Chain;
using MigrationLint.Replay;

namespace MigrationLint.Rules.Engine;

/// <summary>A migration's text is not valid.</summary>
internal sealed class SyntaxError : MigrationRule, IReplayRule
{
    // Nobody reads more of them: such a file is no migration, or one mistake is behind them all.
    private const int MaximumReports = 25;

    /// <summary>The SQLSTATE of <c>syntax_error</c>.</summary>
    internal const string SqlState = "42601";

    private static readonly RuleText Sql = new(
        "Syntax error in the SQL of {file}: {problem}",
        "PostgreSQL refuses the statement, and the migration fails. The statement was left out of all other checks.",
        "Correct the statement; its SQLSTATE is that of a syntax error (42601)");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML990", "syntax-error", RuleFamily.Engine, Severity.Error)
    {
        Title = "A migration's text is not valid",
        Text = new(
            "Syntax error in {file}: {problem}",
            "Node refuses to load the file, and Knex runs nothing of the batch. What stands around the error was not checked.",
            "Correct the statement."),
        Variants = [Sql],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices')[|)|];
            === migrations/20250114093000_paid_at.js
            exports.up = (knex) => knex.raw('ALTER TABLE invoices ADD COLUMN paid_at timestamptz [|DEFUALT|] now()');
            exports.down = (knex) => knex.raw('ALTER TABLE invoices DROP COLUMN paid_at');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114093000_paid_at.js
            exports.up = (knex) => knex.raw('ALTER TABLE invoices ADD COLUMN paid_at timestamptz DEFAULT now()');
            exports.down = (knex) => knex.raw('ALTER TABLE invoices DROP COLUMN paid_at');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (migration.SyntaxErrors.Count == 0 || DamagedFile.Explains(migration))
        {
            return;
        }

        // A guard that PostgreSQL does not know is ML419's.
        var errors = migration.SyntaxErrors.Where(static error => error.Guard is null).ToList();
        for (var i = 0; i < Math.Min(errors.Count, MaximumReports); i++)
        {
            var rest = i == MaximumReports - 1 ? errors.Count - MaximumReports : 0;
            var problem = rest == 0 ? errors[i].Message : FormattableString.Invariant($"{errors[i].Message}; {rest} more of this file are not shown");
            report.Report(errors[i].Location, new() { ["file"] = migration.File.Name, ["problem"] = problem }, errors[i].IsSql ? Sql : null);
        }
    }

    /// <summary>Reports what only running the migration shows: text that code puts together, and rules that are no grammar.</summary>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations)
        {
            foreach (var statement in migration.Outcome.Statements.Where(statement => statement.Refusal is { SqlState: SqlState } && !statement.IsConditional))
            {
                if (!IsReported(migration.Facts, statement))
                {
                    report.Report(statement.Refusal!.Source, new() { ["file"] = migration.File.Name, ["problem"] = statement.Refusal.Message }, Sql);
                }
            }
        }
    }

    /// <summary>True where the error was found by reading: in the text of the statement.</summary>
    private static bool IsReported(MigrationFacts facts, StatementSteps statement) =>
        DamagedFile.Explains(facts)
        || facts.SyntaxErrors.Any(error => ReferenceEquals(error.Location.Text, statement.Source.Text)
            && error.Location.Span.Start >= statement.Source.Span.Start && error.Location.Span.Start <= statement.Source.Span.End);
}
