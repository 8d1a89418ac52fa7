using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A row of a table.</summary>
/// <param name="Values">A value for each column.</param>
/// <param name="IsCertain">False where something that is not known decides whether it is there.</param>
internal sealed record KnownRow(IReadOnlyList<SqlValue> Values, bool IsCertain);

/// <summary>The rows of a table that the chain wrote. Immutable; versions share what a change leaves alone.</summary>
internal sealed class KnownRows : TableContents
{
    /// <summary>How many rows are kept: migrations write them by the dozen, and what is more is data that decides nothing.</summary>
    public const int MostRows = 250;

    private const int MostValues = 5_000;

    private readonly PersistentMap<int, KnownRow> rows;
    private readonly int next;

    private KnownRows(IReadOnlyList<Column> columns, PersistentMap<int, KnownRow> rows, int next, bool isComplete)
        : base(columns)
    {
        (this.rows, this.next, IsComplete, Count) = (rows, next, isComplete, rows.Count());
    }

    /// <summary>False where there may be other rows.</summary>
    public bool IsComplete { get; }

    /// <summary>The rows in the order of their writing, each with its place.</summary>
    public IEnumerable<KeyValuePair<int, KnownRow>> Rows => rows;

    /// <summary>How many rows are known of.</summary>
    public int Count { get; }

    /// <summary>True where there are more than are kept.</summary>
    public bool IsTooLarge => Count > MostRows || Count * Columns.Count > MostValues;

    /// <summary>No row.</summary>
    public static KnownRows Empty(IReadOnlyList<Column> columns, bool isComplete = true) => new(columns, PersistentMap<int, KnownRow>.Empty(Comparer<int>.Default), 0, isComplete);

    /// <summary>What the database knows of the rows of a table; null for nothing.</summary>
    public static KnownRows? Of(IOperationSink sink, Table table)
    {
        if (table is { IsIncomplete: true } or { ForeignServer: not null } or { IsLedger: true } or { PartitionBy: not null } or { IsEmptiedOnCommit: true })
        {
            return null;
        }

        if (sink.Rows.Find(table) is KnownRows found)
        {
            return found;
        }

        return sink.Rows.IsUnwritten(table) ? Empty(table.Columns) : null;
    }

    /// <summary>With a row behind the others.</summary>
    public KnownRows Add(KnownRow row) => new(Columns, rows.Set(next, row), next + 1, IsComplete);

    /// <summary>With another row in a place.</summary>
    public KnownRows Set(int place, KnownRow row) => new(Columns, rows.Set(place, row), next, IsComplete);

    /// <summary>Without the row of a place.</summary>
    public KnownRows Remove(int place) => new(Columns, rows.Remove(place), next, IsComplete);

    /// <summary>Perhaps with others.</summary>
    public KnownRows Incomplete() => IsComplete ? new(Columns, rows, next, isComplete: false) : this;

    /// <summary>The same rows with other values, for columns that changed.</summary>
    public KnownRows Rewritten(IReadOnlyList<Column> columns, Func<KnownRow, KnownRow> change)
    {
        var changed = rows;
        foreach (var (place, row) in rows.Select(static pair => (pair.Key, pair.Value)))
        {
            changed = changed.Set(place, change(row));
        }

        return new KnownRows(columns, changed, next, IsComplete);
    }
}
