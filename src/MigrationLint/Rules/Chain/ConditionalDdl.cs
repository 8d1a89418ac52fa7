using MigrationLint.Diagnostics;
using MigrationLint.Operations;

namespace MigrationLint.Rules.Chain;

/// <summary>A definition that is skipped where something has its name already, in a chain that says what is there.</summary>
internal sealed class ConditionalDdl : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML034", "conditional-ddl", RuleFamily.Chain, Severity.None)
    {
        Scope = RuleScope.NewFiles,
        Title = "A guard hides that a database is not what the chain says",
        Text = new(
            "{file} creates {object} only where nothing has that name",
            "No earlier migration creates {object}, so that the guard matters only on a database that was changed by hand: there the definition is skipped, whatever shape the other one has, and the migration counts as applied.",
            "Leave out IF NOT EXISTS: the migration then fails where something is in the way, and somebody looks."),
        Suppress = "The file has to be able to run twice, or the databases are known to differ.",
        Bad = """
            === migrations/001_customers.sql
            [|CREATE TABLE IF NOT EXISTS customers (id bigint PRIMARY KEY)|];
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations.Where(static migration => migration.Outcome.IsApplied))
        {
            foreach (var step in migration.Outcome.Statements.Where(static statement => !statement.Transaction.IsUndone && !statement.IsConditional).SelectMany(static statement => statement.Steps))
            {
                if (step.HasEffect && !step.Operation.IsConditional && GuardedName(step.Operation) is { } name)
                {
                    report.Report(step.Operation.Source, new() { ["file"] = migration.File.Id, ["object"] = name }, subject: name);
                }
            }
        }
    }

    /// <summary>What a guarded statement makes; null for others. Schemas and extensions are shared with others, and an index that is built concurrently has to be tried again.</summary>
    private static string? GuardedName(Operation operation) => operation switch
    {
        CreateTable { IfNotExists: true, Persistence: not Persistence.Temporary } create => $"table {create.Table}",
        AddColumn { IfNotExists: true } add => $"column {add.Column.Name} of {add.Table}",
        CreateIndex { IfNotExists: true, Concurrently: false, Name: { } index } => $"index {index}",
        CreateSequence { IfNotExists: true } create => $"sequence {create.Sequence}",
        CreateMaterializedView { IfNotExists: true } create => $"materialized view {create.View}",
        _ => null,
    };
}
