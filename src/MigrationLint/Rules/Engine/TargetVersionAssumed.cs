using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Operations;

namespace MigrationLint.Rules.Engine;

/// <summary>Nobody says which PostgreSQL the migrations are for, and one of their statements is not for all of them.</summary>
internal sealed class TargetVersionAssumed : ProjectRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML994", "target-version-assumed", RuleFamily.Engine, Severity.Info)
    {
        Title = "The version of PostgreSQL is not said, and the migrations depend on it",
        Text = new(
            "PostgreSQL {assumed} is assumed; {feature} needs {version} or later",
            "Locks, rewrites and what can be written instead differ from version to version: for another server the run reports what is wrong there and misses what matters.",
            "Write migrationlint.target_version = {assumed} under [*] in .editorconfig, with the major version of your oldest server."),
        Bad = """
            === migrations/001_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY, number text NOT NULL, net numeric NOT NULL);
            === migrations/002_gross.sql
            [|ALTER TABLE invoices ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.19) STORED|];
            """,
        Good = """
            === .editorconfig
            root = true
            [*]
            migrationlint.target_version = 16
            === migrations/001_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY, net numeric NOT NULL, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);
            """,
    };

    /// <inheritdoc/>
    public override void Check(IReadOnlyList<ReplayedChain> chains, IReporter report)
    {
        var gated =
            from chain in chains
            where chain.Chain.TargetVersion is null
            from migration in chain.Migrations
            from statement in migration.Outcome.Statements
            from step in statement.Steps
            let gate = GateOf(step.Operation)
            where gate is not null
            select (statement.Source, Gate: gate.Value);
        foreach (var (place, gate) in gated.Take(1))
        {
            report.Report(
                place,
                new()
                {
                    ["assumed"] = LintOptions.DefaultTargetVersion.ToString(CultureInfo.InvariantCulture),
                    ["feature"] = gate.Feature,
                    ["version"] = gate.Version.ToString(CultureInfo.InvariantCulture),
                },
                subject: "target version");
        }
    }

    /// <summary>The first major version that takes an operation; null where all do that are known here.</summary>
    private static (string Feature, int Version)? GateOf(Operation operation) => operation switch
    {
        CreateTable create => create.Columns.Select(GateOf).Concat(create.Constraints.Select(GateOf)).FirstOrDefault(gate => gate is not null),
        AddColumn add => GateOf(add.Column),
        AddPrimaryKey add => GateOf(add.Definition),
        AddUnique add => GateOf(add.Definition),
        CreateIndex { NullsNotDistinct: true } => ("NULLS NOT DISTINCT", 15),
        CreateIndex { Include.Count: > 0 } => ("INCLUDE", 11),
        Reindex { Concurrently: true } => ("REINDEX CONCURRENTLY", 12),
        DetachPartition { Concurrently: true } => ("DETACH PARTITION CONCURRENTLY", 14),
        CreateRoutine { StandardDefinition: not null } => ("a body that is no string", 14),
        CreateRoutine { IsProcedure: true } => ("CREATE PROCEDURE", 11),
        CreateTrigger { OrReplace: true } => ("CREATE OR REPLACE TRIGGER", 14),
        InsertRows { IsMerge: true } or UpdateRows { IsMerge: true } or DeleteRows { IsMerge: true } => ("MERGE", 15),
        DropExpression => ("DROP EXPRESSION", 13),
        SetExpression => ("SET EXPRESSION", 17),
        AddForeignKey add => GateOf(add.Definition),
        _ => null,
    };

    private static (string Feature, int Version)? GateOf(ColumnDefinition column) =>
        column.Generated is null ? null : column.IsVirtual ? ("a virtual generated column", 18) : ("a stored generated column", 12);

    private static (string Feature, int Version)? GateOf(ConstraintDefinition constraint) => constraint switch
    {
        KeyDefinition { NullsNotDistinct: true } => ("NULLS NOT DISTINCT", 15),
        KeyDefinition { Include.Count: > 0 } => ("INCLUDE", 11),
        ForeignKeyDefinition { OnDeleteColumns.Count: > 0 } => ("a list of columns behind ON DELETE", 15),
        _ => null,
    };
}
