using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>The rows of a table, as far as they are known. Immutable. Only lowering, which computes values, looks into them.</summary>
/// <param name="columns">The columns that its values are of, in order.</param>
internal abstract class TableContents(IReadOnlyList<Column> columns)
{
    /// <summary>The columns that its values are of, in order.</summary>
    public IReadOnlyList<Column> Columns { get; } = columns;

    /// <summary>True where the table still has these columns, whatever they are called by now.</summary>
    public bool Fits(Table table)
    {
        if (ReferenceEquals(Columns, table.Columns))
        {
            return true;
        }

        if (Columns.Count != table.Columns.Count)
        {
            return false;
        }

        for (var i = 0; i < Columns.Count; i++)
        {
            if (!ReferenceEquals(Columns[i].CreatedBy, table.Columns[i].CreatedBy) || Columns[i].Type != table.Columns[i].Type)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What is known of the rows of all tables. Immutable.</summary>
internal sealed class RowKnowledge
{
    private readonly PersistentMap<ObjectId, TableContents?> contents;
    private readonly int firstTrusted;

    private RowKnowledge(PersistentMap<ObjectId, TableContents?> contents, int firstTrusted)
    {
        (this.contents, this.firstTrusted) = (contents, firstTrusted);
    }

    /// <summary>What is known where nothing was written.</summary>
    public static RowKnowledge Empty { get; } = new(PersistentMap<ObjectId, TableContents?>.Empty(Comparer<ObjectId>.Create(static (left, right) => left.Value.CompareTo(right.Value))), 0);

    /// <summary>The rows of a table; null where nothing is noted of them.</summary>
    public TableContents? Find(Table table) => contents.TryGetValue(table.Id, out var found) && found?.Fits(table) == true ? found : null;

    /// <summary>True where the table has certainly no row: the chain made it, and nothing wrote into it.</summary>
    public bool IsUnwritten(Table table) =>
        table is { Rows: RowState.Empty, IsIncomplete: false, CreatedBy.IsConditional: false } && table.Id.Value >= firstTrusted && !contents.TryGetValue(table.Id, out _);

    /// <summary>The same with other rows of a table; null where they are not known.</summary>
    public RowKnowledge With(ObjectId table, TableContents? rows) =>
        rows is null && contents.TryGetValue(table, out var known) && known is null ? this : new(contents.Set(table, rows), firstTrusted);

    /// <summary>Nothing is known any more of the tables that are there.</summary>
    /// <param name="next">The id of the next object.</param>
    public static RowKnowledge Forgotten(int next) => new(Empty.contents, next);
}

/// <summary>How far a sequence has come. No rollback takes that back, but for one of the statement that started it anew: it then has its old file again.</summary>
/// <param name="CreatedBy">The operation that made the sequence: another one of the same id is not meant.</param>
/// <param name="RestartedBy">The last operation that started it anew.</param>
/// <param name="Last">Its last value; null where that is not known.</param>
/// <param name="IsCalled">False where the last value is still to be given.</param>
/// <param name="Older">How far it had come before it was started anew.</param>
internal sealed record SequencePosition(Operation? CreatedBy, Operation? RestartedBy, long? Last, bool IsCalled, SequencePosition? Older);

/// <summary>How far the sequences of a database have come. Immutable.</summary>
internal sealed class SequencePositions
{
    private readonly PersistentMap<ObjectId, SequencePosition> positions;

    private SequencePositions(PersistentMap<ObjectId, SequencePosition> positions) => this.positions = positions;

    /// <summary>None was asked for a value.</summary>
    public static SequencePositions Empty { get; } = new(PersistentMap<ObjectId, SequencePosition>.Empty(Comparer<ObjectId>.Create(static (left, right) => left.Value.CompareTo(right.Value))));

    /// <summary>The value that <c>nextval</c> gives; null where that is not known.</summary>
    public long? Next(Sequence sequence)
    {
        if (sequence.CreatedBy is not { IsConditional: false } || sequence.RestartedBy is { IsConditional: true } || sequence.Options is not { Increment: { } step, Minimum: { } lowest, Maximum: { } highest })
        {
            return null;
        }

        if (Find(sequence) is not { } position)
        {
            return sequence.RestartedBy is null ? sequence.Options.Start : sequence.RestartValue;
        }

        return position.Last is not { } last ? null
            : !position.IsCalled ? last
            : step > 0 ? last <= highest - step ? last + step : null
            : last >= lowest - step ? last + step : null;
    }

    /// <summary>The same after a sequence gave, or was set to, a value; null where it is not known which.</summary>
    public SequencePositions With(Sequence sequence, long? last, bool isCalled)
    {
        var older = positions.TryGetValue(sequence.Id, out var known) && ReferenceEquals(known.CreatedBy, sequence.CreatedBy)
            ? ReferenceEquals(known.RestartedBy, sequence.RestartedBy) ? known.Older : known
            : null;
        return new(positions.Set(sequence.Id, new SequencePosition(sequence.CreatedBy, sequence.RestartedBy, last, isCalled, older)));
    }

    private SequencePosition? Find(Sequence sequence)
    {
        var position = positions.TryGetValue(sequence.Id, out var last) && ReferenceEquals(last.CreatedBy, sequence.CreatedBy) ? last : null;
        while (position is not null && !ReferenceEquals(position.RestartedBy, sequence.RestartedBy))
        {
            position = position.Older;
        }

        return position;
    }
}
