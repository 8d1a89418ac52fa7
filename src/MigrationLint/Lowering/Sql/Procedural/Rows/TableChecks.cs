using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>What a table demands of each of its rows (<c>ExecConstraints</c>, <c>executor/execMain.c</c>).</summary>
/// <param name="evaluation">Computes conditions.</param>
/// <param name="table">The table.</param>
internal sealed class TableChecks(RowEvaluation evaluation, Table table)
{
    // In the order of their names (CheckConstraintFetch, utils/cache/relcache.c).
    private readonly IReadOnlyList<CheckConstraint> checks = [.. table.Constraints.OfType<CheckConstraint>()
        .Where(static check => check.CreatedBy is not { IsConditional: true }).OrderBy(static check => check.Name, StringComparer.Ordinal)];

    /// <summary>The table.</summary>
    public Table Table => table;

    /// <summary>Its unique indexes.</summary>
    public IReadOnlyList<UniqueKey> Keys { get; } = UniqueKey.Of(evaluation, table);

    /// <summary>The column that has no value and must have one; null for none.</summary>
    public Column? FindNull(KnownRow row)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            if (column.IsNotNull && row.Values[i].IsNull && column.ChangedBy is not { IsConditional: true } && column.CreatedBy is not { IsConditional: true })
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The first condition that a row certainly does not keep; null for none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isAsked">Which conditions are asked.</param>
    public CheckConstraint? FindBroken(KnownRow row, Func<CheckConstraint, bool>? isAsked = null)
    {
        var scope = checks.Count == 0 ? null : RowEvaluation.Scope(table, null, row.Values);
        return checks.FirstOrDefault(check => isAsked?.Invoke(check) != false && evaluation.Attempt(check.Expression, scope) is SqlBoolean { Value: false });
    }

    /// <summary>Refuses a row that is written.</summary>
    public void Require(KnownRow row)
    {
        if (FindNull(row) is { } column)
        {
            throw evaluation.Refuse("23502", $"null value in column \"{column.Name}\" of relation \"{table.Name.Name}\" violates not-null constraint");
        }

        if (FindBroken(row) is { } check)
        {
            throw evaluation.Refuse("23514", $"new row for relation \"{table.Name.Name}\" violates check constraint \"{check.Name}\"");
        }
    }

    /// <summary>Refuses a row that is written beside one that it is equal to.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rows">The rows of the table.</param>
    /// <param name="without">The place of the row that it replaces; -1 for none.</param>
    /// <param name="isAsked">Which indexes are asked.</param>
    public void RequireUnique(KnownRow row, KnownRows rows, int without, Func<UniqueKey, bool> isAsked)
    {
        foreach (var key in Keys)
        {
            if (key.Decides && isAsked(key) && rows.Rows.Any(other => other.Key != without && other.Value.IsCertain && key.AreEqual(other.Value, row) == true))
            {
                throw evaluation.Refuse("23505", $"duplicate key value violates unique constraint \"{key.Index.Name}\"");
            }
        }
    }

    /// <summary>The row with what its generated columns come to.</summary>
    public KnownRow Complete(KnownRow row)
    {
        SqlValue[]? values = null;
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Generated is not null)
            {
                values ??= [.. row.Values];
                values[i] = evaluation.Generated(table, table.Columns[i], row.Values);
            }
        }

        return values is null ? row : row with { Values = values };
    }
}
