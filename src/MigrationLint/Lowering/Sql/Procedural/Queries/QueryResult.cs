namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A row of a query.</summary>
/// <param name="Values">A value for each column.</param>
/// <param name="IsCertain">False where something that is not known decides whether it is there.</param>
internal sealed record QueryRow(IReadOnlyList<SqlValue> Values, bool IsCertain);

/// <summary>What a query gives, as far as it is known.</summary>
/// <param name="Columns">The names of its columns; null where not even these are known.</param>
/// <param name="Rows">The rows that are known of.</param>
/// <param name="IsComplete">False where there may be others.</param>
internal sealed record QueryResult(IReadOnlyList<string>? Columns, IReadOnlyList<QueryRow> Rows, bool IsComplete)
{
    /// <summary>A result of which nothing is known.</summary>
    public static QueryResult Unknown { get; } = new(null, [], IsComplete: false);

    /// <summary>True where every row and every value is known.</summary>
    public bool IsKnown => IsComplete && Rows.All(static row => row.IsCertain && row.Values.All(static value => value.IsKnown));

    /// <summary>True where it certainly has a row, false where it certainly has none; null where that is not known.</summary>
    public bool? HasRows => Rows.Any(static row => row.IsCertain) ? true : Rows.Count == 0 && IsComplete ? false : null;
}
