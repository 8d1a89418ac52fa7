using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Writes the rows of one statement: what constraints refuse, what foreign keys take along, and what is known of the tables afterwards.</summary>
/// <param name="evaluation">Computes values.</param>
internal sealed class RowWriter(RowEvaluation evaluation)
{
    // Chains of ON DELETE CASCADE end somewhere.
    private const int MostDepartures = 2_000;

    private readonly Dictionary<ObjectId, KnownRows?> written = [];
    private readonly Dictionary<ObjectId, TableChecks> checks = [];
    private readonly List<(Table Table, KnownRow Row)> arrivals = [];
    private readonly List<(Table Table, KnownRow Row, KnownRow? Next)> departures = [];

    private DatabaseSchema Schema => evaluation.Sink.Schema;

    /// <summary>The rows of a table at this moment of the statement; null where they are not known.</summary>
    public KnownRows? RowsOf(Table table) => written.TryGetValue(table.Id, out var rows) ? rows : KnownRows.Of(evaluation.Sink, table);

    /// <summary>Sets the rows of a table; null where they are not known.</summary>
    public void Set(Table table, KnownRows? rows) => written[table.Id] = rows is { IsTooLarge: true } ? null : rows;

    /// <summary>What a table demands of its rows.</summary>
    public TableChecks ChecksOf(Table table) => checks.TryGetValue(table.Id, out var found) ? found : checks[table.Id] = new TableChecks(evaluation, table);

    /// <summary>Writes a new row, of which conflicts were looked for.</summary>
    public void Insert(Table table, KnownRow row)
    {
        if (RowsOf(table) is not { } rows)
        {
            return;
        }

        if (row.IsCertain)
        {
            ChecksOf(table).RequireUnique(row, rows, without: -1, static _ => true);
        }

        Set(table, rows.Add(row));
        arrivals.Add((table, row));
    }

    /// <summary>Writes another version of a row, behind the others.</summary>
    /// <returns>The row as it is written.</returns>
    public KnownRow Replace(Table table, int place, KnownRow row, KnownRow next)
    {
        if (RowsOf(table) is not { } rows)
        {
            return next;
        }

        next = ChecksOf(table).Complete(next);
        if (next.IsCertain)
        {
            ChecksOf(table).Require(next);
            ChecksOf(table).RequireUnique(next, rows, place, key => key.Columns is not { } columns || Changes(table, columns, row, next));
        }

        Set(table, rows.Remove(place).Add(next));
        arrivals.Add((table, next));
        departures.Add((table, row, next));
        return next;
    }

    /// <summary>True for a row that this statement wrote.</summary>
    public bool IsOwn(KnownRow row) => arrivals.Exists(arrival => ReferenceEquals(arrival.Row, row));

    /// <summary>Writes over a row of which it is not known whether the statement means it: what it may change is not known any more.</summary>
    public void Blur(Table table, int place, KnownRow row, IEnumerable<int> columns)
    {
        if (RowsOf(table) is not { } rows)
        {
            return;
        }

        var values = row.Values.ToArray();
        foreach (var column in columns)
        {
            values[column] = table.Columns[column].IsNotNull ? SqlSomeValue.Instance : SqlValue.Unknown;
        }

        var next = ChecksOf(table).Complete(row with { Values = values });
        Set(table, rows.Set(place, next));
        departures.Add((table, row with { IsCertain = false }, next));
    }

    /// <summary>Deletes a row.</summary>
    public void Delete(Table table, int place, KnownRow row, bool isCertain)
    {
        if (RowsOf(table) is not { } rows)
        {
            return;
        }

        Set(table, isCertain ? rows.Remove(place) : rows.Set(place, row with { IsCertain = false }));
        departures.Add((table, isCertain ? row : row with { IsCertain = false }, null));
    }

    /// <summary>Does what waits for the end of the statement, and keeps what is known.</summary>
    public void Finish()
    {
        for (var i = 0; i < departures.Count && i < MostDepartures; i++)
        {
            Follow(departures[i].Table, departures[i].Row, departures[i].Next);
        }

        foreach (var (table, row, next) in departures)
        {
            RequireUnused(table, row, next);
        }

        foreach (var (table, row) in arrivals.Where(static arrival => arrival.Row.IsCertain))
        {
            // What became of the row meanwhile is no new row.
            if (RowsOf(table) is { } rows && rows.Rows.Any(other => ReferenceEquals(other.Value, row)))
            {
                RequireReferenced(table, row, static _ => true);
            }
        }

        foreach (var pair in written)
        {
            evaluation.Sink.Rows = evaluation.Sink.Rows.With(pair.Key, pair.Value);
        }
    }

    private static bool Changes(Table table, IEnumerable<string> columns, KnownRow row, KnownRow next) =>
        columns.Select(column => UniqueKey.PlaceOf(table, column)).Any(place => place < 0 || !Equals(row.Values[place], next.Values[place]));

    private IEnumerable<(Table Table, ForeignKeyConstraint Key)> KeysTo(Table table) =>
        Schema.KeysTo(table.Id).Where(pair => pair.Key.CreatedBy is not { IsConditional: true });

    // The referencing rows of a row that goes: true for those that certainly refer to it.
    private IEnumerable<(int Place, KnownRow Row, bool IsCertain)> Referencing(Table table, KnownRow row, Table other, ForeignKeyConstraint key)
    {
        if (RowsOf(other) is not { } rows || Values(table, key.ReferencedColumns, row) is not { } values)
        {
            yield break;
        }

        foreach (var (place, candidate) in rows.Rows.Select(static pair => (pair.Key, pair.Value)).ToList())
        {
            if (Values(other, key.Columns, candidate) is { } own && AreEqual(own, values) is not false and var equal)
            {
                yield return (place, candidate, equal == true);
            }
        }
    }

    // ON DELETE and ON UPDATE (utils/adt/ri_triggers.c).
    private void Follow(Table table, KnownRow row, KnownRow? next)
    {
        foreach (var (other, key) in KeysTo(table).ToList())
        {
            var action = next is null ? key.OnDelete : key.OnUpdate;
            if (action is ReferentialAction.NoAction or ReferentialAction.Restrict || (next is not null && !Changes(table, key.ReferencedColumns, row, next)))
            {
                continue;
            }

            foreach (var (place, candidate, isEqual) in Referencing(table, row, other, key).ToList())
            {
                Act(other, key, (place, candidate), isEqual && row.IsCertain, action, next is null ? null : Values(table, key.ReferencedColumns, next));
            }
        }
    }

    private void Act(Table table, ForeignKeyConstraint key, (int Place, KnownRow Row) found, bool isCertain, ReferentialAction action, List<SqlValue>? values)
    {
        if (action == ReferentialAction.Cascade && values is null)
        {
            Delete(table, found.Place, found.Row, isCertain && found.Row.IsCertain);
            return;
        }

        var columns = (action == ReferentialAction.SetNull && values is null && key.OnDeleteColumns.Count > 0 ? key.OnDeleteColumns : key.Columns).Select(column => UniqueKey.PlaceOf(table, column)).ToList();
        if (!isCertain || !found.Row.IsCertain || columns.Contains(-1) || action == ReferentialAction.SetDefault)
        {
            Blur(table, found.Place, found.Row, columns.Where(static column => column >= 0));
            return;
        }

        var next = found.Row.Values.ToArray();
        for (var i = 0; i < columns.Count; i++)
        {
            next[columns[i]] = action == ReferentialAction.SetNull ? SqlValue.Null : values![i];
        }

        Replace(table, found.Place, found.Row, found.Row with { Values = next });
    }

    private void RequireUnused(Table table, KnownRow row, KnownRow? next)
    {
        if (!row.IsCertain)
        {
            return;
        }

        foreach (var (other, key) in KeysTo(table).Where(static found => found.Key.Deferrability == Deferrability.NotDeferrable))
        {
            var action = next is null ? key.OnDelete : key.OnUpdate;
            if (action is not (ReferentialAction.NoAction or ReferentialAction.Restrict) || (next is not null && !Changes(table, key.ReferencedColumns, row, next)))
            {
                continue;
            }

            if (Referencing(table, row, other, key).Any(static found => found.IsCertain && found.Row.IsCertain) && IsGone(table, key, row))
            {
                throw evaluation.Refuse("23503", $"update or delete on table \"{table.Name.Name}\" violates foreign key constraint \"{key.Name}\" on table \"{other.Name.Name}\"");
            }
        }
    }

    // Another row may have taken its place.
    private bool IsGone(Table table, ForeignKeyConstraint key, KnownRow row) =>
        RowsOf(table) is { } rows && IsEachOther(rows, table, key.ReferencedColumns, Values(table, key.ReferencedColumns, row)!);

    /// <summary>True where none of the rows can have these values.</summary>
    private static bool IsEachOther(KnownRows rows, Table table, IReadOnlyList<string> columns, List<SqlValue> values) =>
        rows.Rows.All(pair => Values(table, columns, pair.Value) is { } own ? AreEqual(own, values) == false : columns.All(column => UniqueKey.PlaceOf(table, column) >= 0) && columns.Any(column => pair.Value.Values[UniqueKey.PlaceOf(table, column)].IsNull));

    /// <summary>Refuses a row whose foreign keys certainly point to nothing.</summary>
    public void RequireReferenced(Table table, KnownRow row, Func<ForeignKeyConstraint, bool> isAsked)
    {
        foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>().Where(static key => key is { Deferrability: Deferrability.NotDeferrable, CreatedBy: not { IsConditional: true } }))
        {
            if (isAsked(key) && evaluation.Sink.IsComplete && Schema.FindRelation(key.ReferencedTable) is Table { PartitionBy: null } referenced && RowsOf(referenced) is { IsComplete: true } rows
                && Values(table, key.Columns, row) is { } values && values.All(static value => value.IsKnown) && IsEachOther(rows, referenced, key.ReferencedColumns, values))
            {
                throw evaluation.Refuse("23503", $"insert or update on table \"{table.Name.Name}\" violates foreign key constraint \"{key.Name}\"");
            }
        }
    }

    // Null where one of them is NULL, so that the key refers to nothing, or a column is not there.
    private static List<SqlValue>? Values(Table table, IReadOnlyList<string> columns, KnownRow row)
    {
        var values = new List<SqlValue>();
        foreach (var column in columns)
        {
            var place = UniqueKey.PlaceOf(table, column);
            if (place < 0 || row.Values[place].IsNull)
            {
                return null;
            }

            values.Add(row.Values[place]);
        }

        return values;
    }

    private static bool? AreEqual(List<SqlValue> left, List<SqlValue> right)
    {
        bool? result = left.Count == right.Count ? true : null;
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var equal = left[i].IsKnown && right[i].IsKnown ? SqlComparison.AreEqual(left[i], right[i]) : null;
            if (equal == false)
            {
                return false;
            }

            result = equal is null ? null : result;
        }

        return result;
    }
}
