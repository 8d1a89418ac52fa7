using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>IF NOT EXISTS skips a second definition that differs from the first.</summary>
internal sealed class CreatedTwiceDifferently : Rule, IReplayRule
{
    private const int MaximumRepairs = 6;

    private static readonly RuleText Base = new(
        "{file} defines {object} differently, and IF NOT EXISTS skips it",
        "What is there before it stays as it is: {differences}. Statements that rely on the skipped definition fail.",
        "{remedy}");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML402", "created-twice-differently", RuleFamily.Integrity, Severity.Error)
    {
        Title = "CREATE … IF NOT EXISTS skips a definition that differs from the one that is there",
        Text = new(
            "{file} defines {object} differently than {first}, and IF NOT EXISTS skips it",
            "On a fresh database {first} wins and {file} is skipped in silence; a database that ran {file} first keeps the other form. Against {first}: {differences}. Statements that rely on the skipped definition fail.",
            "{remedy}"),
        Variants = [Base],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
            === migrations/002_orders.sql
            [|CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL, currency text)|];
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
            === migrations/002_order_currency.sql
            ALTER TABLE orders ADD COLUMN IF NOT EXISTS currency text;
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations)
        {
            foreach (var step in migration.Outcome.Statements.Where(statement => !statement.IsConditional).SelectMany(statement => statement.Steps))
            {
                if (step is { HasEffect: false, Refusal: null } && !step.Operation.IsConditional && NameOf(step.Operation, step.Before) is { } made)
                {
                    Report(migration, step, made.Words, made.First, report);
                }
            }
        }
    }

    private static (string Words, Operation? First)? NameOf(Operation operation, DatabaseSchema schema) => operation switch
    {
        CreateTable { IfNotExists: true } create => ($"table {create.Table}", schema.FindRelation(create.Table)?.CreatedBy),
        CreateMaterializedView { IfNotExists: true } create => ($"materialized view {create.View}", schema.FindRelation(create.View)?.CreatedBy),
        CreateSequence { IfNotExists: true } create => ($"sequence {create.Sequence}", schema.FindRelation(create.Sequence)?.CreatedBy),
        CreateIndex { IfNotExists: true, Name: { } index } create => ($"index {index}", schema.FindIndex(create.Table with { Name = index })?.Index.CreatedBy),
        AddColumn { IfNotExists: true } add => ($"column {add.Column.Name} of {add.Table}", schema.FindRelation(add.Table)?.FindColumn(add.Column.Name)?.CreatedBy),
        _ => null,
    };

    private static void Report(ReplayedMigration migration, Step step, string name, Operation? first, IReporter report)
    {
        var firstFile = first is null ? null : PathText.GetFileName(first.Source.Text.Path);
        var differences = new DefinitionDifference(step.Before, firstFile == migration.File.Name ? "the second" : migration.File.Name).Of(step.Operation);
        if (differences.Count == 0)
        {
            return;
        }

        var repairs = differences.Select(difference => difference.Repair).OfType<string>().ToList();
        report.Report(
            step.Operation.Source,
            new()
            {
                ["file"] = migration.File.Name,
                ["first"] = firstFile ?? "",
                ["object"] = name,
                ["differences"] = string.Join("; ", differences.Select(difference => difference.Words)),
                ["remedy"] = repairs.Count == 0 ? "Delete the second definition, or write what it adds as ALTER statements."
                    : $"Replace the second definition by what it adds: {string.Join(" ", repairs.Take(MaximumRepairs))}{(repairs.Count > MaximumRepairs ? $" and {Phrase.Count(repairs.Count - MaximumRepairs, "more statement")}." : "")}".TrimEnd(';') + (repairs.Count > MaximumRepairs ? "" : "."),
            },
            firstFile is null || firstFile == migration.File.Name ? Base : null,
            related: first is null ? [] : [new RelatedLocation(first.Source, "first defined here")],
            subject: name);
    }
}
