using MigrationLint.Diagnostics;
using MigrationLint.Rules.Indexing;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>A unique key of several columns lets equal rows pass where one of them is NULL.</summary>
internal sealed class UniqueOverNullable : Rule, IReplayRule
{
    private static readonly RuleText BeforeNullsNotDistinct = new(
        "{key} of {table} does not hold where {column} is NULL",
        "PostgreSQL takes each NULL for another value, so that any number of rows with the same {others} and no {column} pass.",
        "Add a second unique index for those rows: {statement}; or make {column} NOT NULL.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML409", "unique-over-nullable", RuleFamily.Integrity, Severity.Warning)
    {
        Title = "A unique key of several columns does not hold where one of them is NULL",
        Text = new(
            "{key} of {table} does not hold where {column} is NULL",
            "PostgreSQL takes each NULL for another value, so that any number of rows with the same {others} and no {column} pass.",
            "Let NULL count as a value, as PostgreSQL 15 and later can: {statement}; or make {column} NOT NULL."),
        Variants = [BeforeNullsNotDistinct],
        Suppress = "Rows without that value may repeat.",
        Bad = """
            === migrations/001_members.sql
            CREATE TABLE members (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              email text NOT NULL,
              deleted_at timestamptz,
              [|UNIQUE (email, deleted_at)|]
            );
            """,
        Good = """
            === migrations/001_members.sql
            CREATE TABLE members (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              email text NOT NULL,
              deleted_at timestamptz
            );
            CREATE UNIQUE INDEX members_email_live_key ON members (email) WHERE deleted_at IS NULL;
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = chain.End;
        foreach (var table in state.KnownTables)
        {
            foreach (var index in table.Indexes.Where(IsPlainUnique))
            {
                var columns = index.Keys.Select(key => key.Column!).ToList();
                var open = columns.Where(name => table.FindColumn(name) is { IsNotNull: false }).ToList();

                // Where no column must be there, the whole is optional: a provider and the account there.
                if (open.Count > 0 && open.Count < columns.Count && !IsOptionalValue(state, table, index, columns, open) && open.FirstOrDefault(name => !Guards(state, table, index, name)) is { } column)
                {
                    ReportIndex(state, table, index, columns, column, context, report);
                }
            }
        }
    }

    private static bool IsPlainUnique(Schema.Index index) =>
        index is { IsUnique: true, NullsNotDistinct: false, CreatedBy: not null, Keys.Count: > 1 } && index.Parent.IsNone && index.Keys.All(key => key.Column is not null);

    /// <summary>
    /// True where only the last columns may be NULL and none is a time: the first ones say in what the value is unique, and a row may have none, as a user
    /// of a tenant has no e-mail address, or an order of a shop no provider and number of payment there. A time is what marks a row as deleted,
    /// and a condition says which rows must not repeat.
    /// </summary>
    private static bool IsOptionalValue(EndState state, Table table, Schema.Index index, List<string> columns, List<string> open) =>
        (open.Count == 1 || index.Predicate is null) && columns.Skip(columns.Count - open.Count).SequenceEqual(open, StringComparer.Ordinal)
        && open.TrueForAll(name => state.TypeName(table.FindColumn(name)!.Type) is not ("timestamptz" or "timestamp" or "date"));

    /// <summary>True where something else says what is to be with the rows in which the column is NULL.</summary>
    private static bool Guards(EndState state, Table table, Schema.Index index, string column)
    {
        if (index.Predicate is { } own && (own.IsUnknown || own.OwnColumns.Contains(column)))
        {
            return true;
        }

        var others = index.Keys.Select(key => key.Column!).Where(name => table.FindColumn(name) is { IsNotNull: true }).ToList();
        return table.Indexes.Any(other => other.Id != index.Id && other.IsUnique && (IsOver(other, others) || ReadsOnly(other, column)))
            || table.Constraints.OfType<ExclusionConstraint>().Any()
            || table.Constraints.OfType<CheckConstraint>().Any(check => check.Expression.IsUnknown || ForbidsNull(state, check, column));
    }

    /// <summary>True where columns that are never NULL are unique without the others.</summary>
    private static bool IsOver(Schema.Index index, List<string> columns) => index.Predicate is null && index.Keys.All(key => key.Column is { } name && columns.Contains(name));

    /// <summary>True for an index over the rows in which the column is NULL, or over what stands for it.</summary>
    private static bool ReadsOnly(Schema.Index index, string column) =>
        (index.Predicate is { } predicate && (predicate.IsUnknown || predicate.OwnColumns.Contains(column)))
        || index.Keys.Any(key => key.Expression is { } expression && (expression.IsUnknown || expression.OwnColumns.Contains(column)));

    private static bool ForbidsNull(EndState state, CheckConstraint check, string column) =>
        check.Expression.OwnColumns.Contains(column)
        && (new SchemaPrinter(state.Schema).Expression(check.Expression) is not { } text || text.IndexOf("IS NOT NULL", StringComparison.OrdinalIgnoreCase) >= 0);

    private static void ReportIndex(EndState state, Table table, Schema.Index index, List<string> columns, string column, RuleContext context, IReporter report)
    {
        var name = SchemaPrinter.Name(table.Name);
        var quoted = string.Join(", ", columns.Select(IndexStatement.Quote));
        var others = columns.Where(other => other != column).ToList();
        var predicate = index.Predicate is null ? null : new SchemaPrinter(state.Schema).Expression(index.Predicate) ?? "…";
        var constraint = IndexStatement.Quote(index.Name);
        var statement = context.TargetVersion < 15
            ? $"CREATE UNIQUE INDEX ON {name} ({string.Join(", ", others.Select(IndexStatement.Quote))}) WHERE {IndexStatement.Quote(column)} IS NULL{(predicate is null ? "" : $" AND {predicate}")}"
            : index.Constraint.IsNone
                ? $"DROP INDEX {SchemaPrinter.Name(table.Name with { Name = index.Name })}, then CREATE UNIQUE INDEX {constraint} ON {name} ({quoted}) NULLS NOT DISTINCT{(predicate is null ? "" : $" WHERE {predicate}")}"
                : $"ALTER TABLE {name} DROP CONSTRAINT {constraint}, ADD CONSTRAINT {constraint} UNIQUE NULLS NOT DISTINCT ({quoted})";
        report.Report(
            EndState.Place(table, index),
            new()
            {
                ["key"] = index.Name,
                ["table"] = table.Name.ToString(),
                ["column"] = column,
                ["others"] = Chain.Phrase.List(others, others.Count),
                ["statement"] = statement,
            },
            context.TargetVersion < 15 ? BeforeNullsNotDistinct : null,
            subject: $"{table.Name}.{index.Name}");
    }
}
