using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A unique index, and which rows it takes for equal.</summary>
/// <param name="evaluation">Computes what it is made of.</param>
/// <param name="table">Its table.</param>
/// <param name="index">The index.</param>
internal sealed class UniqueKey(RowEvaluation evaluation, Table table, Schema.Index index)
{
    // Whether a row is in the index, and its key.
    private readonly Dictionary<KnownRow, (bool? IsIn, IReadOnlyList<SqlValue> Values)> keys = [];
    private readonly IReadOnlyList<int> places = [.. index.Keys.Select(key => key.Column is null ? -1 : PlaceOf(table, key.Column))];

    /// <summary>The index.</summary>
    public Schema.Index Index => index;

    /// <summary>False where it may not be there.</summary>
    public bool IsCertain => index is { IsValid: true, CreatedBy.IsConditional: false };

    /// <summary>False where it is not certain that it refuses what is equal at once: it may look only at the end of the transaction.</summary>
    public bool Decides =>
        IsCertain
        && !(table.Constraints.FirstOrDefault(constraint => !index.Constraint.IsNone && constraint.Id == index.Constraint) is { Deferrability: not Deferrability.NotDeferrable });

    /// <summary>The columns that it reads; null where expressions say.</summary>
    public IEnumerable<string>? Columns => index.Predicate is null && index.Keys.All(static key => key.Column is not null) ? index.Keys.Select(static key => key.Column!) : null;

    /// <summary>The unique indexes of a table in the order in which PostgreSQL asks them (<c>RelationGetIndexList</c>).</summary>
    public static IReadOnlyList<UniqueKey> Of(RowEvaluation evaluation, Table table) =>
        [.. table.Indexes.Where(static index => index.IsUnique).OrderBy(static index => index.Id.Value).Select(index => new UniqueKey(evaluation, table, index))];

    /// <summary>The place of a column in the rows of its table; -1 for none.</summary>
    public static int PlaceOf(Table table, string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True where two rows cannot both be there, false where they can; null where that is not known.</summary>
    public bool? AreEqual(KnownRow left, KnownRow right)
    {
        var (first, second) = (KeyOf(left), KeyOf(right));
        if (first.IsIn == false || second.IsIn == false)
        {
            return false;
        }

        bool? result = first.IsIn == true && second.IsIn == true ? true : null;
        for (var i = 0; i < first.Values.Count; i++)
        {
            var (one, other) = (first.Values[i], second.Values[i]);
            var equal = !one.IsNull && !other.IsNull ? one.IsKnown && other.IsKnown ? SqlComparison.AreEqual(one, other) : null
                : !index.NullsNotDistinct ? false
                : one.IsNull == other.IsNull ? true
                : one is SqlUnknown || other is SqlUnknown ? (bool?)null : false;
            if (equal == false)
            {
                return false;
            }

            result = equal is null ? null : result;
        }

        return result;
    }

    private (bool? IsIn, IReadOnlyList<SqlValue> Values) KeyOf(KnownRow row)
    {
        if (keys.TryGetValue(row, out var known))
        {
            return known;
        }

        var scope = index.Predicate is null && !places.Contains(-1) ? null : RowEvaluation.Scope(table, null, row.Values);
        bool? isIn = index.Predicate is null ? true : Evaluator.Truth(evaluation.Attempt(index.Predicate, scope));
        return keys[row] = (isIn, [.. places.Select((place, i) => place >= 0 ? row.Values[place] : evaluation.Attempt(index.Keys[i].Expression, scope))]);
    }
}
