using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Queries.</content>
internal sealed partial class Evaluator
{
    private readonly List<Dictionary<string, RowSource>> commonTables = [];

    /// <summary>A row of the result, with what it is sorted by.</summary>
    private sealed record ResultRow(IReadOnlyList<SqlValue> Values, bool IsCertain, RowScope Scope);

    /// <summary>The rows of a query, as far as they are known.</summary>
    public QueryResult Query(Statement? query, RowScope? outer)
    {
        session.Spend(1);
        if (query is not SelectStmt select || !StackGuard.HasRoom())
        {
            return QueryResult.Unknown;
        }

        ReadNames(select.WhereClause);
        var hasCommonTables = select.WithClause is not null;
        if (hasCommonTables)
        {
            Push(select.WithClause!, outer);
        }

        var result = select.Op != SetOperation.None ? Limited(select, Combined(select, outer), outer)
            : select.ValuesLists.Count > 0 ? Limited(select, Values(select, outer), outer)
            : Select(select, outer);
        if (hasCommonTables)
        {
            commonTables.RemoveAt(commonTables.Count - 1);
        }

        return result;
    }

    /// <summary>The tables of WITH, from here on.</summary>
    private void Push(WithClause with, RowScope? outer)
    {
        var tables = new Dictionary<string, RowSource>(StringComparer.Ordinal);
        commonTables.Add(tables);
        foreach (var table in with.Ctes)
        {
            var source = with.Recursive ? RowSource.Unknown((table.Ctequery as SelectStmt) is { } inner ? OutputNames(inner) : null) : Source(Query(table.Ctequery, outer));
            tables[table.Ctename] = source.Rename(Strings(table.Aliascolnames));
        }
    }

    /// <summary>Constants that name objects are read before any row is: parse analysis looks the objects up.</summary>
    private void ReadNames(Node? node)
    {
        if (node is TypeCast { Arg: AConst { Sval: not null }, TypeName: { } type } cast && Last(type.Names) is "regclass")
        {
            Cast(cast, null);
        }
        else if (node is not (null or SelectStmt) && StackGuard.HasRoom())
        {
            node.ForEachChild(ReadNames);
        }
    }

    private RowSource? FindCte(string name)
    {
        for (var i = commonTables.Count - 1; i >= 0; i--)
        {
            if (commonTables[i].TryGetValue(name, out var found))
            {
                return found;
            }
        }

        return null;
    }

    private QueryResult Values(SelectStmt select, RowScope? outer) => new(
        [.. select.ValuesLists[0].Items.Select(static (_, i) => "column" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))],
        [.. select.ValuesLists.Select(row => new QueryRow([.. Values(row.Items, outer).Select(Typed)], IsCertain: true))],
        IsComplete: true);

    private QueryResult Combined(SelectStmt select, RowScope? outer)
    {
        var (left, right) = (Query(select.Larg, outer), Query(select.Rarg, outer));
        var rows = select.Op switch
        {
            SetOperation.Union when select.All => [.. left.Rows, .. right.Rows],
            SetOperation.Union => Distinct([.. left.Rows, .. right.Rows]),
            _ when !left.IsKnown || !right.IsKnown || select.All => null,
            SetOperation.Intersect => Distinct([.. left.Rows.Where(row => right.Rows.Any(other => AreSame(row, other) == true))]),
            _ => Distinct([.. left.Rows.Where(row => !right.Rows.Any(other => AreSame(row, other) == true))]),
        };
        return rows is null ? new QueryResult(left.Columns, [], IsComplete: left.HasRows == false) : new QueryResult(left.Columns, rows, left.IsComplete && right.IsComplete);
    }

    private static bool? AreSame(QueryRow left, QueryRow right) =>
        SqlComparison.AreEqual(new SqlRow([], left.Values), new SqlRow([], right.Values));

    // Two rows that may be the same stay two, and the second is uncertain.
    private static List<QueryRow> Distinct(IReadOnlyList<QueryRow> rows)
    {
        var kept = new List<QueryRow>();
        foreach (var row in rows)
        {
            var same = kept.Select(other => AreSame(other, row)).ToList();
            if (same.IndexOf(true) is >= 0 and var index)
            {
                kept[index] = kept[index] with { IsCertain = kept[index].IsCertain || row.IsCertain };
            }
            else
            {
                kept.Add(same.Contains(null) ? row with { IsCertain = false } : row);
            }
        }

        return kept;
    }

    private QueryResult Select(SelectStmt select, RowScope? outer)
    {
        var from = From(select.FromClause, select.WhereClause, outer);
        var shape = from.Scope(new JoinedRow([.. Enumerable.Repeat<Row>(UnknownRow.Instance, from.Bindings.Count)], IsCertain: true));
        var targets = Expand(select.TargetList, from);
        foreach (var target in targets)
        {
            RequireNames(target.Node, shape);
        }

        var scopes = IsGrouped(select, targets) ? Grouped(select, from, targets) : [.. from.Rows.Select(row => (Scope: from.Scope(row), row.IsCertain))];
        if (scopes is null)
        {
            return new QueryResult([.. targets.Select(static target => target.Name)], [], IsComplete: false);
        }

        rowDepth += select.FromClause.Count > 0 ? 1 : 0;
        var rows = scopes.SelectMany(scope => Project(targets, scope.Scope, scope.IsCertain)).ToList();
        rows = Sorted(select, targets, rows);
        var isComplete = from.IsComplete;
        var result = new List<QueryRow>(rows.Select(static row => new QueryRow(row.Values, row.IsCertain)));
        if (select.DistinctClause.Count > 0)
        {
            result = select.DistinctClause[0] is ListValue { Items.Count: 0 } ? Distinct(result) : DistinctOn(select, targets, rows);
        }

        rowDepth -= select.FromClause.Count > 0 ? 1 : 0;
        return Limited(select, new QueryResult([.. targets.Select(static target => target.Name)], result, isComplete || (IsGrouped(select, targets) && select.GroupClause.Count == 0)), outer, isSorted: true);
    }

    private List<QueryRow> DistinctOn(SelectStmt select, IReadOnlyList<Target> targets, IReadOnlyList<ResultRow> rows)
    {
        var seen = new List<QueryRow>();
        var kept = new List<QueryRow>();
        foreach (var row in rows)
        {
            var key = new QueryRow([.. select.DistinctClause.Select(node => SortValue(node, targets, row))], row.IsCertain);
            var same = seen.Select(other => other.IsCertain ? AreSame(other, key) : AreSame(other, key) == false ? false : null).ToList();
            if (!same.Contains(true))
            {
                seen.Add(key);
                kept.Add(new QueryRow(row.Values, row.IsCertain && !same.Contains(null)));
            }
        }

        return kept;
    }

    private List<ResultRow> Project(IReadOnlyList<Target> targets, RowScope scope, bool isCertain)
    {
        session.Spend(1);
        var wasUncertain = isUncertain;
        isUncertain |= !isCertain;
        var sets = targets.Select(target => target.Node is FuncCall call ? SetOf(call, scope) : null).ToList();
        var rows = new List<ResultRow>();
        if (sets.Exists(static set => set is not null))
        {
            // Sets run in step; the shorter ones go on with NULL.
            var count = sets.Max(static set => set?.Rows.Count ?? 0);
            var isComplete = sets.TrueForAll(static set => set?.IsComplete ?? true);
            for (var i = 0; i < count; i++)
            {
                rows.Add(new ResultRow([.. targets.Select((target, t) => sets[t] is { } set ? i < set.Rows.Count ? set.Rows[i].Row[0] : SqlValue.Null : target.Value(this, scope))], isCertain, scope));
            }

            if (!isComplete)
            {
                rows.Add(new ResultRow([.. targets.Select(static _ => SqlValue.Unknown)], IsCertain: false, scope));
            }
        }
        else
        {
            rows.Add(new ResultRow([.. targets.Select(target => Typed(target.Value(this, scope)))], isCertain, scope));
        }

        isUncertain = wasUncertain;
        return rows;
    }

    private sealed record Target(string Name, Node? Node, int Binding = -1, int Column = -1)
    {
        public SqlValue Value(Evaluator evaluator, RowScope scope) => Node is not null ? evaluator.Value(Node, scope) : scope.Rows[Binding][Column];
    }

    private static List<Target> Expand(IReadOnlyList<ResTarget> list, FromState from)
    {
        var targets = new List<Target>();
        foreach (var target in list)
        {
            if (target.Val is ColumnRef reference && reference.Fields.Count > 0 && reference.Fields[reference.Fields.Count - 1] is AStar)
            {
                var qualifier = reference.Fields.Count > 1 && reference.Fields[reference.Fields.Count - 2] is StringValue name ? name.Sval : null;
                for (var i = 0; i < from.Bindings.Count; i++)
                {
                    var binding = from.Bindings[i];
                    if (qualifier is null || binding.Alias == qualifier)
                    {
                        targets.AddRange(binding.Columns.Select((column, c) => new Target(column, null, i, c)).Where(column => qualifier is not null || !binding.Merged.Contains(column.Name)));
                    }
                }
            }
            else
            {
                targets.Add(new Target(target.Name ?? ColumnName(target.Val), target.Val));
            }
        }

        return targets;
    }

    /// <summary>The names of what a query gives; null where a star hides them.</summary>
    private static IReadOnlyList<string>? OutputNames(SelectStmt select)
    {
        while (select.Op != SetOperation.None && select.Larg is not null)
        {
            select = select.Larg;
        }

        return select.TargetList.Any(static target => target.Val is ColumnRef reference && reference.Fields[reference.Fields.Count - 1] is AStar)
            ? null
            : [.. select.TargetList.Select(static target => target.Name ?? ColumnName(target.Val))];
    }

    /// <summary>What PostgreSQL calls a result without a label (<c>FigureColname</c>).</summary>
    private static string ColumnName(Node? node) => node switch
    {
        ColumnRef reference => Last(reference.Fields),
        FuncCall call => Last(call.Funcname),
        AIndirection access => access.Indirection.OfType<StringValue>().LastOrDefault()?.Sval ?? ColumnName(access.Arg),
        CollateClause collation => ColumnName(collation.Arg),
        TypeCast { Arg: var inner, TypeName: var type } => ColumnName(inner) is not "?column?" and var name ? name : Last(type?.Names ?? []),
        AExpr { Kind: AExprKind.Nullif } => "nullif",
        CaseExpr branches => ColumnName(branches.Defresult) is not "?column?" and var name ? name : "case",
        AArrayExpr => "array",
        RowExpr => "row",
        CoalesceExpr => "coalesce",
        MinMaxExpr choice => choice.Op == MinMaxOp.Greatest ? "greatest" : "least",
        SQLValueFunction function => function.Op switch
        {
            SQLValueFunctionOp.CurrentUser => "current_user",
            SQLValueFunctionOp.SessionUser => "session_user",
            SQLValueFunctionOp.User => "user",
            SQLValueFunctionOp.CurrentRole => "current_role",
            SQLValueFunctionOp.CurrentCatalog => "current_catalog",
            SQLValueFunctionOp.CurrentSchema => "current_schema",
            SQLValueFunctionOp.CurrentDate => "current_date",
            SQLValueFunctionOp.CurrentTimestamp or SQLValueFunctionOp.CurrentTimestampN => "current_timestamp",
            _ => "?column?",
        },
        SubLink { SubLinkType: SubLinkType.Exists } => "exists",
        SubLink { SubLinkType: SubLinkType.Array } => "array",
        SubLink { SubLinkType: SubLinkType.Expr, Subselect: SelectStmt query } => OutputNames(query) is { Count: > 0 } names ? names[0] : "?column?",
        _ => "?column?",
    };

    private static string Last(IReadOnlyList<Node> names) => names.Count > 0 && names[names.Count - 1] is StringValue name ? name.Sval : "?column?";

    private List<ResultRow> Sorted(SelectStmt select, IReadOnlyList<Target> targets, List<ResultRow> rows)
    {
        isOrderUnknown = false;
        if (select.SortClause.Count == 0 || rows.Count < 2)
        {
            return rows;
        }

        var keys = rows.Select(row => (Row: row, Keys: (IReadOnlyList<SqlValue>)[.. select.SortClause.OfType<SortBy>().Select(sort => SortValue(sort.Node!, targets, row))])).ToList();
        var directions = select.SortClause.OfType<SortBy>().ToList();
        return [.. keys.OrderBy(static row => row.Keys, Comparer<IReadOnlyList<SqlValue>>.Create((left, right) => CompareKeys(left, right, directions))).Select(static row => row.Row)];
    }

    private SqlValue SortValue(Node node, IReadOnlyList<Target> targets, ResultRow row)
    {
        if (node is AConst { Ival: { } position } && position.Ival >= 1 && position.Ival <= row.Values.Count)
        {
            return row.Values[position.Ival - 1];
        }

        if (node is ColumnRef { Fields.Count: 1 } reference && reference.Fields[0] is StringValue name)
        {
            for (var i = 0; i < targets.Count; i++)
            {
                if (targets[i].Name == name.Sval)
                {
                    return row.Values[i];
                }
            }
        }

        return Value(node, row.Scope);
    }

    // True where the last sort met values of which it is not known which comes first.
    private bool isOrderUnknown;

    private int CompareKeys(IReadOnlyList<SqlValue> left, IReadOnlyList<SqlValue> right, List<SortBy> directions)
    {
        for (var i = 0; i < left.Count; i++)
        {
            var isDescending = directions[i].SortbyDir == SortByDir.Desc;
            if (left[i].IsNull || right[i].IsNull)
            {
                var nullsFirst = directions[i].SortbyNulls == SortByNulls.First || (directions[i].SortbyNulls == SortByNulls.Default && isDescending);
                if (left[i].IsNull != right[i].IsNull)
                {
                    return left[i].IsNull == nullsFirst ? -1 : 1;
                }

                continue;
            }

            // What has no known order comes last and keeps its own.
            if (!left[i].IsKnown || !right[i].IsKnown)
            {
                isOrderUnknown = true;
                if (left[i].IsKnown != right[i].IsKnown)
                {
                    return left[i].IsKnown ? -1 : 1;
                }

                continue;
            }

            var known = SqlComparison.Order(left[i], right[i]);
            isOrderUnknown |= known is null;
            var order = known ?? 0;
            if (order != 0)
            {
                return isDescending ? -order : order;
            }
        }

        return 0;
    }

    /// <summary>The rows that ORDER BY, OFFSET and LIMIT leave.</summary>
    private QueryResult Limited(SelectStmt select, QueryResult result, RowScope? outer, bool isSorted = false)
    {
        if (!isSorted && select.SortClause.Count > 0 && result.Columns is { } columns)
        {
            var targets = columns.Select(static column => new Target(column, null)).ToList();
            var nowhere = new RowScope([new RowBinding("", null, columns, HasOtherColumns: false)], [UnknownRow.Instance], outer);
            var rows = Sorted(select, targets, [.. result.Rows.Select(row => new ResultRow(row.Values, row.IsCertain, nowhere))]);
            result = result with { Rows = [.. rows.Select(static row => new QueryRow(row.Values, row.IsCertain))] };
        }

        if (isOrderUnknown && (select.LimitOffset is not null || select.LimitCount is not null))
        {
            result = result with { Rows = [.. result.Rows.Select(static row => row with { IsCertain = false })] };
        }

        if (select.LimitOffset is not null)
        {
            var offset = Value(select.LimitOffset, outer);
            result = offset is SqlNumber { Value: var skipped } && result.IsComplete && result.Rows.All(static row => row.IsCertain)
                ? result with { Rows = [.. result.Rows.Skip((int)Math.Min(int.MaxValue, skipped))] }
                : offset.IsNull ? result : result with { Rows = [.. result.Rows.Select(static row => row with { IsCertain = false })] };
        }

        return select.LimitCount is null ? result : Value(select.LimitCount, outer) switch
        {
            SqlNull => result,
            SqlNumber limit => Cut(result, limit.Value),
            _ => result with { Rows = [.. result.Rows.Select(static row => row with { IsCertain = false })] },
        };
    }

    private static QueryResult Cut(QueryResult result, decimal limit)
    {
        var (rows, certain) = (new List<QueryRow>(), 0);
        foreach (var row in result.Rows)
        {
            if (certain >= limit)
            {
                // Certain rows fill the limit: there is no other.
                return result with { Rows = rows, IsComplete = result.IsComplete || limit <= certain };
            }

            rows.Add(row with { IsCertain = row.IsCertain && rows.Count < limit && (result.IsComplete || limit > 0) });
            certain += row.IsCertain ? 1 : 0;
        }

        return limit <= 0 ? result with { Rows = [], IsComplete = true } : result with { Rows = rows };
    }
}
