using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>INSERT.</content>
internal sealed partial class RowStatements
{
    private void Insert(InsertStmt insert, Table table)
    {
        var rows = writer.RowsOf(table)!;
        if (WriteHazards.ChangesRows(table, "INSERT"))
        {
            isAnswered = false;
            writer.Set(table, rows.Incomplete());
            ForgetSequences(table);
            return;
        }

        var columns = insert.Cols.Count > 0 ? insert.Cols.Select(written => written.Indirection.Count > 0 ? -1 : UniqueKey.PlaceOf(table, written.Name ?? "")).ToList() : [.. table.Columns.Select(static (_, i) => i)];
        if (columns.Contains(-1))
        {
            isAnswered = false;
            writer.Set(table, rows.Incomplete());
            ForgetSequences(table);
        }
        else if (insert.SelectStmt is { ValuesLists: { Count: > 0 } lists, WithClause: null, SortClause.Count: 0, LimitCount: null, LimitOffset: null })
        {
            InsertLists(insert, table, columns, lists);
        }
        else if (insert.SelectStmt is { } select)
        {
            InsertQuery(insert, select, table, columns);
        }
        else
        {
            InsertRow(insert, table, columns, [], isCertain: true);
        }
    }

    private void InsertLists(InsertStmt insert, Table table, List<int> columns, IReadOnlyList<ListValue> lists)
    {
        // The planner computes what is constant before any row is made.
        var isConstant = lists.All(static list => list.Items.All(IsConstant));
        IReadOnlyList<SqlValue?> Given(ListValue list) => [.. list.Items.Select((node, i) => node is SetToDefault ? null : ValueOf(node, i))];
        SqlValue ValueOf(Node node, int i)
        {
            var value = evaluation.Written.Value(node, scope: null);
            return isConstant && i < columns.Count ? evaluation.Converted(value, table.Columns[columns[i]]) : value;
        }

        foreach (var given in isConstant ? lists.Take(KnownRows.MostRows + 1).Select(Given).ToList() : lists.Select(Given))
        {
            InsertRow(insert, table, columns, given, isCertain: true);
        }

        isAnswered &= writer.RowsOf(table) is not null;
        if (isConstant && lists.Count > KnownRows.MostRows)
        {
            writer.Set(table, null);
            ForgetSequences(table);
        }
    }

    // The planner computes what is constant, whether or not a row comes to it.
    private void Plan(Node constant, Table table, int place)
    {
        if (place >= 0 && constant is not SetToDefault)
        {
            evaluation.Converted(evaluation.Written.Value(constant, scope: null), table.Columns[place]);
        }
    }

    private static bool IsConstant(Node node) => node is SetToDefault or AConst || (node is TypeCast { Arg: { } operand } && IsConstant(operand)) || (node is AExpr { Lexpr: null, Rexpr: { } negated } && IsConstant(negated));

    private void InsertQuery(InsertStmt insert, SelectStmt select, Table table, List<int> columns)
    {
        for (var i = 0; select.Op == SetOperation.None && i < select.TargetList.Count && i < columns.Count; i++)
        {
            if (select.TargetList[i].Val is not { } node || node is ColumnRef { Fields: [.., AStar] })
            {
                break;
            }

            if (IsConstant(node))
            {
                Plan(node, table, columns[i]);
            }
        }

        var result = evaluation.Written.Query(select, outer: null);
        foreach (var row in result.Rows)
        {
            InsertRow(insert, table, columns, [.. row.Values], row.IsCertain);
        }

        if (!result.IsComplete)
        {
            isAnswered = false;
            writer.Set(table, writer.RowsOf(table)?.Incomplete());
            ForgetSequences(table);
        }
    }

    private void InsertRow(InsertStmt insert, Table table, List<int> columns, IReadOnlyList<SqlValue?> given, bool isCertain)
    {
        if (writer.RowsOf(table) is null)
        {
            isAnswered = false;
            return;
        }

        var checks = writer.ChecksOf(table);
        var row = Made(table, columns, given, insert.Override, isCertain);
        if (isCertain)
        {
            checks.Require(row);
        }
        else if (checks.FindNull(row) is not null || checks.FindBroken(row) is not null)
        {
            // The statement goes through only where it is not there.
            return;
        }

        if (insert.OnConflictClause is { } conflict)
        {
            InsertOrNot(insert, conflict, table, row);
        }
        else
        {
            writer.Insert(table, row);
            Return(table, insert.Relation!.Alias?.Aliasname, row);
        }
    }

    /// <summary>The row that is to be written, with its defaults and what it computes itself.</summary>
    private KnownRow Made(Table table, List<int> columns, IReadOnlyList<SqlValue?> given, OverridingKind overriding, bool isCertain)
    {
        var values = new SqlValue?[table.Columns.Count];
        for (var i = 0; i < given.Count && i < columns.Count; i++)
        {
            var column = table.Columns[columns[i]];
            var isOverridden = column.Identity != IdentityKind.None && overriding == OverridingKind.UserValue;
            values[columns[i]] = given[i] is { } value && !isOverridden ? Stored(value, column, isCertain) : null;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] ??= table.Columns[i].Generated is not null ? SqlValue.Null : evaluation.Default(table, table.Columns[i]);
        }

        return writer.ChecksOf(table).Complete(new KnownRow([.. values.Select(static value => value!)], isCertain));
    }

    // A row that may not come is not refused for its values.
    private SqlValue Stored(SqlValue value, Column column, bool isCertain)
    {
        if (isCertain)
        {
            return evaluation.Store(value, column);
        }

        var stored = SqlValue.Unknown;
        context.Sink.TryRun(() => stored = evaluation.Store(value, column));
        return stored;
    }

    private void InsertOrNot(InsertStmt insert, OnConflictClause conflict, Table table, KnownRow row)
    {
        var arbiters = Arbiters(conflict, table);
        var rows = writer.RowsOf(table)!;
        var similar = rows.Rows
            .Select(pair => (Place: pair.Key, Row: pair.Value, Equal: arbiters.Any(key => key.AreEqual(pair.Value, row) == true) ? true : arbiters.Any(key => key.AreEqual(pair.Value, row) is null) ? (bool?)null : false))
            .Where(static found => found.Equal != false).ToList();
        if (similar.Find(static found => found is { Equal: true, Row.IsCertain: true }) is { Row: not null } same)
        {
            if (conflict.Action == OnConflictAction.Update)
            {
                if (row.IsCertain && writer.IsOwn(same.Row))
                {
                    throw evaluation.Refuse("21000", "ON CONFLICT DO UPDATE command cannot affect row a second time");
                }

                Merge(insert, conflict, table, (same.Place, same.Row), row);
            }

            return;
        }

        if (conflict.Action == OnConflictAction.Update)
        {
            foreach (var found in similar)
            {
                writer.Blur(table, found.Place, found.Row, SetPlaces(conflict, table));
            }
        }

        if (similar.Count > 0 || !row.IsCertain)
        {
            isAnswered = false;
            writer.Insert(table, row with { IsCertain = false });
        }
        else if (rows.IsComplete)
        {
            writer.Insert(table, row);
            Return(table, insert.Relation!.Alias?.Aliasname, row);
        }
        else
        {
            // There is a row of this key now, but it may have been there before.
            isAnswered = false;
            var keys = new HashSet<string>(arbiters.SelectMany(static key => key.Columns ?? []), StringComparer.Ordinal);
            writer.Insert(table, row with
            {
                IsCertain = arbiters.Count == 1 && arbiters[0].Columns is not null && row.Values.Where((value, i) => keys.Contains(table.Columns[i].Name)).All(static value => value.IsKnown && !value.IsNull),
                Values = [.. row.Values.Select((value, i) => keys.Contains(table.Columns[i].Name) ? value : table.Columns[i].IsNotNull ? SqlSomeValue.Instance : SqlValue.Unknown)],
            });
        }
    }

    private static IEnumerable<int> SetPlaces(OnConflictClause conflict, Table table) =>
        conflict.TargetList.Select(target => UniqueKey.PlaceOf(table, target.Name ?? "")).Where(static place => place >= 0);

    // Which conflicts are caught; where that is not told apart, all are.
    private IReadOnlyList<UniqueKey> Arbiters(OnConflictClause conflict, Table table)
    {
        var keys = writer.ChecksOf(table).Keys;
        if (conflict.Infer is not { } infer)
        {
            return keys;
        }

        var wanted = new HashSet<string>(infer.IndexElems.Select(static element => element.Name ?? ""), StringComparer.Ordinal);
        var found = infer.Conname is { } name ? keys.Where(key => key.Index.Name == name).ToList()
            : [.. keys.Where(key => key.Index.Keys.All(static part => part.Column is not null) && wanted.SetEquals(key.Index.Keys.Select(static part => part.Column!)))];
        return found.Count > 0 ? found : keys;
    }

    // DO UPDATE: the row that is there, and the one that was to come as excluded.
    private void Merge(InsertStmt insert, OnConflictClause conflict, Table table, (int Place, KnownRow Row) found, KnownRow excluded)
    {
        var names = table.Columns.Select(static column => column.Name).ToList();
        var scope = RowEvaluation.Scope(table, insert.Relation!.Alias?.Aliasname, found.Row.Values);
        scope = new RowScope([.. scope.Bindings, new RowBinding("excluded", null, names, HasOtherColumns: false) { Merged = [.. names] }], [.. scope.Rows, new ValueRow(excluded.Values)], Outer: null);
        var holds = evaluation.Written.Test(conflict.WhereClause, scope);
        var places = conflict.TargetList.Select(target => UniqueKey.PlaceOf(table, target.Name ?? "")).ToList();
        if (holds == false)
        {
            return;
        }

        if (holds is null || places.Contains(-1) || !excluded.IsCertain)
        {
            isAnswered = false;
            writer.Blur(table, found.Place, found.Row, SetPlaces(conflict, table));
        }
        else if (WriteHazards.ChangesRows(table, "UPDATE"))
        {
            isAnswered = false;
            writer.Blur(table, found.Place, found.Row, Enumerable.Range(0, table.Columns.Count));
        }
        else
        {
            var next = writer.Replace(table, found.Place, found.Row, Assigned(table, found.Row, conflict.TargetList, places, scope));
            Return(table, insert.Relation.Alias?.Aliasname, next);
        }
    }
}
