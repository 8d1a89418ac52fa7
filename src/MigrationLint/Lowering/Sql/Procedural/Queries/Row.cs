namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A row of one element of FROM.</summary>
internal abstract class Row
{
    /// <summary>The value of a column.</summary>
    public abstract SqlValue this[int column] { get; }
}

/// <summary>A row whose values are there.</summary>
/// <param name="values">A value for each column.</param>
internal sealed class ValueRow(IReadOnlyList<SqlValue> values) : Row
{
    /// <inheritdoc/>
    public override SqlValue this[int column] => column < values.Count ? values[column] : SqlValue.Unknown;
}

/// <summary>The row that an outer join puts where there is none.</summary>
internal sealed class NullRow : Row
{
    /// <summary>The row.</summary>
    public static NullRow Instance { get; } = new();

    /// <inheritdoc/>
    public override SqlValue this[int column] => SqlValue.Null;
}

/// <summary>A row of which nothing is known.</summary>
internal sealed class UnknownRow : Row
{
    /// <summary>The row.</summary>
    public static UnknownRow Instance { get; } = new();

    /// <inheritdoc/>
    public override SqlValue this[int column] => SqlValue.Unknown;
}

/// <summary>An element of FROM: its rows, as far as they are known.</summary>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Rows">The rows that are known of, each with whether it is certainly there.</param>
/// <param name="IsComplete">False where there may be other rows.</param>
internal sealed record RowSource(IReadOnlyList<string> Columns, IReadOnlyList<(Row Row, bool IsCertain)> Rows, bool IsComplete)
{
    /// <summary>True where it may have other columns.</summary>
    public bool HasOtherColumns { get; init; }

    /// <summary>A source of which nothing is known but the names of its columns.</summary>
    public static RowSource Unknown(IReadOnlyList<string>? columns) => new(columns ?? [], [], IsComplete: false) { HasOtherColumns = columns is null };

    /// <summary>The source with other names for its first columns.</summary>
    public RowSource Rename(IReadOnlyList<string> names) =>
        names.Count == 0 ? this : this with { Columns = [.. names, .. Columns.Skip(names.Count)] };
}

/// <summary>What the columns of an element of FROM are called by.</summary>
/// <param name="Alias">What qualifies them; empty where nothing does.</param>
/// <param name="Schema">The schema that may qualify them further; null for none.</param>
/// <param name="Columns">Their names.</param>
/// <param name="HasOtherColumns">True where there may be others.</param>
internal sealed record RowBinding(string Alias, string? Schema, IReadOnlyList<string> Columns, bool HasOtherColumns)
{
    /// <summary>The columns that a join merged into those of an element before: bare, they mean these.</summary>
    public HashSet<string> Merged { get; init; } = [];

    /// <summary>The index of a column; -1 for none.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>The row that an expression is computed for, within those around it.</summary>
/// <param name="Bindings">The elements of FROM.</param>
/// <param name="Rows">A row of each.</param>
/// <param name="Outer">The row of the query around it; null for none.</param>
internal sealed record RowScope(IReadOnlyList<RowBinding> Bindings, IReadOnlyList<Row> Rows, RowScope? Outer)
{
    /// <summary>The rows that aggregates gather; null where no aggregate may stand.</summary>
    public IReadOnlyList<JoinedRow>? Group { get; init; }

    /// <summary>False where the group may have other rows.</summary>
    public bool IsGroupComplete { get; init; } = true;
}

/// <summary>A row of all elements of FROM together.</summary>
/// <param name="Rows">A row of each.</param>
/// <param name="IsCertain">False where something that is not known decides whether it is there.</param>
internal sealed record JoinedRow(Row[] Rows, bool IsCertain);
