using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Queries (<c>analyze.c</c>, <c>parse_clause.c</c>, <c>parse_cte.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    private const int DeepestQuery = 60;

    private int queryDepth;

    /// <summary>A query: what it gives and reads.</summary>
    /// <param name="query">A SELECT, VALUES, or a set operation; in CREATE TABLE AS also a statement with RETURNING is none.</param>
    /// <param name="columnNames">The names that a view or a table gives its first columns.</param>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryDefinition Query(Node query, IReadOnlyList<string> columnNames)
    {
        var reads = new QueryReads(sink.Schema);
        return Known(
            () =>
            {
                var analyzed = Analyse(query, null, resolvesLiterals: true);
                reads.Add(analyzed);
                var columns = analyzed.Columns?.Select((column, i) => new ResultColumn(i < columnNames.Count ? columnNames[i] : column.Name, column.Type)).ToList();
                if (columns is not null && columnNames.Count > columns.Count)
                {
                    // CREATE VIEW and CREATE TABLE AS say it in different words.
                    throw Refuse("42601", isTableQuery ? "too many column names were specified" : "CREATE VIEW specifies more column names than columns", query);
                }

                return new QueryDefinition(columns, ViewDefinition(analyzed, columns))
                {
                    Reads = reads.Columns,
                    DependsOn = reads.Objects,
                    IsAutoUpdatable = IsAutoUpdatable(analyzed),
                };
            },
            new QueryDefinition(null, SchemaExpression.Unknown));
    }

    /// <summary>True where <see cref="Query"/> is asked for CREATE TABLE AS, whose messages differ.</summary>
    public bool IsTableQuery { get => isTableQuery; init => isTableQuery = value; }

    private readonly bool isTableQuery;

    private SchemaExpression ViewDefinition(AnalyzedQuery query, IReadOnlyList<ResultColumn>? columns) =>
        columns is not null && Deparser.PrintView(sink.Schema, query, [.. columns.Select(column => column.Name)]) is { } parts ? new SchemaExpression(parts) : SchemaExpression.Unknown;

    private static bool IsAutoUpdatable(AnalyzedQuery query) =>
        query is { Operation: SetOperation.None, Values.Count: 0, Group.Count: 0, Having: null, IsDistinct: false, DistinctOn.Count: 0, Limit: null, HasNullLimit: false, Offset: null, CommonTables.Count: 0, HasAggregates: false, From: [FromLeaf { Item: { Kind: RangeKind.Relation } item }] }
        && item.Source is Table or View { IsMaterialized: false }
        && query.Scope is { HasWindowFunctions: false } && query.Columns?.Any(column => column.Value is null || ReturnsSet(column.Value)) != true;

    private AnalyzedQuery Analyse(Node statement, Scope? parent, bool resolvesLiterals)
    {
        if (++queryDepth > DeepestQuery)
        {
            queryDepth = 0;
            throw new NotKnownException();
        }

        // What a join has gathered is in the scope already where it may be seen.
        var outerLateral = lateralItems;
        lateralItems = null;
        try
        {
            return statement switch
            {
                SelectStmt select => AnalyseSelect(select, parent, resolvesLiterals),
                InsertStmt or UpdateStmt or DeleteStmt or MergeStmt => AnalyseReturning((Statement)statement, parent),
                _ => throw new NotKnownException(),
            };
        }
        finally
        {
            queryDepth--;
            lateralItems = outerLateral;
        }
    }

    private AnalyzedQuery AnalyseSelect(SelectStmt select, Scope? parent, bool resolvesLiterals)
    {
        var scope = new Scope(parent) { WindowDefinitions = select.WindowClause };
        var query = new AnalyzedQuery { Syntax = select, Scope = scope };
        if (select.WithClause is { } with)
        {
            AnalyseWith(with, scope, query);
        }

        if (select.Op != SetOperation.None)
        {
            AnalyseSetOperation(select, scope, query);
            return query;
        }

        if (select.ValuesLists.Count > 0)
        {
            AnalyseValues(select, scope, query, resolvesLiterals);
            return query;
        }

        query.From = AnalyseFrom(select.FromClause, scope);
        var targets = AnalyseTargets(select.TargetList, scope, Clause.SelectTarget);
        query.Where = Optional(select.WhereClause, node => InClause(scope, Clause.Where, () => ToBoolean(Transform(node, scope), "WHERE")), query);
        query.Having = Optional(select.HavingClause, node => InClause(scope, Clause.Having, () => ToBoolean(Transform(node, scope), "HAVING")), query);
        AnalyseSort(select, scope, query, targets);
        AnalyseGroup(select, scope, query, targets);
        AnalyseDistinct(select, scope, query, targets);
        AnalyseLimit(select, scope, query);
        query.Windows = [.. select.WindowClause.Select(window => Optional(window, written => scope.Windows.Find(known => known.Name == ((WindowDef)written).Name) ?? Named((WindowDef)written, scope), query)).OfType<WindowClause>()];
        if (resolvesLiterals && targets is not null)
        {
            targets = [.. targets.Select(target => target.Value is { } value && value.Type == TypeIds.Unknown ? Resolved(target, value) : target)];
        }

        query.Columns = targets;
        query.HasAggregates = scope.HasAggregates;
        if (scope.HasAggregates || query.Group.Count > 0 || query.Having is not null)
        {
            CheckGrouping(query, targets, scope);
        }

        return scope.HasAggregates && scope.Items.Exists(item => item.IsSelfReference)
            ? throw Refuse("42P19", "aggregate functions are not allowed in a recursive query's recursive term", select)
            : query;
    }

    private static QueryColumn Resolved(QueryColumn target, Expr value) => new(target.Name, LiteralsAsText(value) is { } text && text.Type != TypeIds.Unknown ? text : value, new TypeReference(TypeIds.Text));

    /// <summary>A part that may be unknown without the whole being so.</summary>
    private static T? Optional<T>(Node? node, Func<Node, T> analyse, AnalyzedQuery query)
        where T : class
    {
        if (node is null)
        {
            return null;
        }

        try
        {
            return analyse(node);
        }
        catch (NotKnownException)
        {
            query.IsPrintable = false;
            return null;
        }
    }

    /// <summary>The columns that a list of targets gives; null where a star stands for columns that are not known.</summary>
    private List<QueryColumn>? AnalyseTargets(IReadOnlyList<ResTarget> list, Scope scope, Clause clause)
    {
        var columns = new List<QueryColumn>();
        var isKnown = true;
        scope.Clause = clause;
        foreach (var target in list)
        {
            try
            {
                if (target.Val is ColumnRef { Fields: [.., AStar] } star)
                {
                    columns.AddRange(ExpandStar(star, scope));
                    continue;
                }

                if (target.Val is AIndirection { Indirection: [.., AStar] } fields)
                {
                    columns.AddRange(ExpandRow(fields, scope));
                    continue;
                }

                var value = Transform(target.Val!, scope);
                columns.Add(new QueryColumn(target.Name ?? Name(target.Val!), value, value.TypeReference));
            }
            catch (NotKnownException)
            {
                isKnown &= target.Val is not (ColumnRef { Fields: [.., AStar] } or AIndirection { Indirection: [.., AStar] } or Hole) && (target.Name ?? Name(target.Val!)).IndexOf(Text.EmbeddedText.HoleCharacter) < 0;
                columns.Add(new QueryColumn(target.Name ?? (target.Val is null ? "?column?" : Name(target.Val)), null, TypeReference.Unknown));
            }
        }

        scope.Clause = Clause.Other;
        return isKnown ? columns : null;
    }

    private IEnumerable<QueryColumn> ExpandRow(AIndirection written, Scope scope)
    {
        Node inner = written.Indirection.Count == 1 ? written.Arg! : new AIndirection(written.Start) { End = written.End, Arg = written.Arg, Indirection = [.. written.Indirection.Take(written.Indirection.Count - 1)] };
        var row = Transform(inner, scope);
        if (sink.Schema.FindRelation(row.Type == TypeIds.Record ? ObjectId.None : Find(BaseType(row.Type)).Relation) is not { IsIncomplete: false } relation)
        {
            throw new NotKnownException();
        }

        return [.. relation.Columns.Select(column => new QueryColumn(column.Name, new FieldExpr(column.Type, row, column.Name) { Modifier = column.Type.Modifier, Place = written }, column.Type))];
    }

    private void AnalyseWith(WithClause with, Scope scope, AnalyzedQuery query)
    {
        query.IsRecursive = with.Recursive;
        var tables = new List<CommonTable>();
        if (with.Ctes.GroupBy(written => written.Ctename, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw Refuse("42712", $"WITH query name \"{twice.Key}\" specified more than once", twice.ElementAt(1));
        }

        foreach (var (written, isRecursive) in with.Recursive ? new RecursiveQueries((sqlState, message, place) => Refuse(sqlState, message, place)).Sort(with) : [.. with.Ctes.Select(written => (written, false))])
        {
            var table = new CommonTable(written.Ctename) { Materialized = written.Ctematerialized, ColumnNames = [.. written.Aliascolnames.Select(node => ((StringValue)node).Sval)] };
            tables.Add(table);
            if (written.SearchClause is not null || written.CycleClause is not null)
            {
                query.IsPrintable = false;
            }

            if (isRecursive && written.Ctequery is SelectStmt { Op: SetOperation.Union, Larg: { } start } recursive)
            {
                AnalyseRecursive(table, recursive, start, scope, query, written);
            }
            else
            {
                table.Query = Optional(written.Ctequery, node => Analyse(node, scope, resolvesLiterals: true), query);
                table.Columns = Renamed(table, table.Query?.Columns, written);
                scope.CommonTables.Add(table);
            }

            table.Columns = table.Columns is null ? null : [.. table.Columns, .. AddedColumns(written)];
        }

        query.CommonTables = tables;
    }

    /// <summary>What SEARCH and CYCLE add to the columns of a query.</summary>
    private static IEnumerable<ItemColumn> AddedColumns(CommonTableExpr written)
    {
        var names = new[] { written.SearchClause?.SearchSeqColumn, written.CycleClause?.CycleMarkColumn, written.CycleClause?.CyclePathColumn };
        return names.OfType<string>().Select(static name => new ItemColumn(name, TypeReference.Unknown));
    }

    private void AnalyseRecursive(CommonTable table, SelectStmt recursive, SelectStmt start, Scope scope, AnalyzedQuery query, CommonTableExpr written)
    {
        // The first part, which does not refer to the table, says what columns there are.
        var around = scope;
        if (recursive.WithClause is { } inner)
        {
            // The parser gives WITH before the first part to the whole.
            around = new Scope(scope);
            AnalyseWith(inner, around, new AnalyzedQuery { Syntax = recursive, Scope = around });
        }

        var first = Optional(start, node => Analyse(node, around, resolvesLiterals: true), query);
        table.Columns = Renamed(table, first?.Columns, recursive);
        table.Hidden = [.. AddedColumns(written)];
        table.IsOpen = true;
        scope.CommonTables.Add(table);
        table.Query = Optional(recursive, node => Analyse(node, scope, resolvesLiterals: true), query);
        table.IsOpen = false;
        table.Hidden = [];
        if (table.Query?.Columns is { } columns && table.Columns is { } expected)
        {
            for (var i = 0; i < Math.Min(columns.Count, expected.Count); i++)
            {
                if (columns[i].Type.IsKnown && expected[i].Type.IsKnown && columns[i].Type != expected[i].Type)
                {
                    throw Refuse(
                        "42804", $"recursive query \"{table.Name}\" column {Number(i + 1)} has type {Printer.Type(expected[i].Type)} in non-recursive term but type {Printer.Type(columns[i].Type)} overall", recursive);
                }
            }
        }
    }

    private IReadOnlyList<ItemColumn>? Renamed(CommonTable table, IReadOnlyList<QueryColumn>? columns, Node place)
    {
        if (columns is null)
        {
            return null;
        }

        return table.ColumnNames.Count > columns.Count
            ? throw Refuse("42P10", $"WITH query \"{table.Name}\" has {Number(columns.Count)} columns available but {Number(table.ColumnNames.Count)} columns specified", place)
            : [.. columns.Select((column, i) => new ItemColumn(i < table.ColumnNames.Count ? table.ColumnNames[i] : column.Name, column.Type))];
    }

    private void AnalyseValues(SelectStmt select, Scope scope, AnalyzedQuery query, bool resolvesLiterals)
    {
        scope.Clause = Clause.Values;
        var rows = select.ValuesLists.Select(row => row.Items.Select(item => item is SetToDefault ? throw Refuse("42601", "DEFAULT is not allowed in this context", item) : Transform(item, scope)).ToList()).ToList();
        if (rows.Exists(row => row.Count != rows[0].Count))
        {
            throw Refuse("42601", "VALUES lists must all be the same length", select);
        }

        var columns = new List<QueryColumn>();
        for (var i = 0; i < rows[0].Count; i++)
        {
            var values = rows.ConvertAll(row => row[i]);
            var type = !resolvesLiterals && values.TrueForAll(value => value.Type == TypeIds.Unknown) ? TypeIds.Unknown : CommonType(values, "VALUES");
            for (var j = 0; j < rows.Count; j++)
            {
                rows[j][i] = type == TypeIds.Unknown ? values[j] : ToCommon(values[j], type, "VALUES");
            }

            var modifier = CommonModifier(rows.ConvertAll(row => row[i]), type);
            columns.Add(new QueryColumn("column" + Number(i + 1), rows.Count == 1 ? rows[0][i] : new CaseTestExpr(type) { Modifier = modifier }, new TypeReference(type, modifier)));
        }

        query.Values = rows;
        query.Columns = columns;
        scope.Clause = Clause.Other;
        if (select.SortClause.Count > 0)
        {
            query.IsPrintable = false;
        }

        AnalyseLimit(select, scope, query);
    }

    private void AnalyseSetOperation(SelectStmt select, Scope scope, AnalyzedQuery query)
    {
        var word = select.Op switch { SetOperation.Union => "UNION", SetOperation.Intersect => "INTERSECT", _ => "EXCEPT" };
        query.Operation = select.Op;
        query.IsAll = select.All;
        query.Left = Analyse(select.Larg!, scope, resolvesLiterals: false);
        query.Right = Analyse(select.Rarg!, scope, resolvesLiterals: false);
        if (query.Left.Columns is not { } left || query.Right.Columns is not { } right)
        {
            query.Columns = null;
            query.IsPrintable = false;
            return;
        }

        if (left.Count != right.Count)
        {
            throw Refuse("42601", $"each {word} query must have the same number of columns", select.Rarg!);
        }

        query.Columns = [.. left.Select((column, i) => new QueryColumn(column.Name, null, CommonColumn(query, i, word)))];
        if (select.SortClause.Count > 0)
        {
            query.Order = SetOrder(select, query, word);
        }

        AnalyseLimit(select, scope, query);
    }

    private TypeReference CommonColumn(AnalyzedQuery query, int index, string word)
    {
        var left = query.Left!.Columns![index];
        var right = query.Right!.Columns![index];
        if (!left.Type.IsKnown || !right.Type.IsKnown)
        {
            query.IsPrintable = false;
            return TypeReference.Unknown;
        }

        var leftValue = left.Value is ConstantExpr ? left.Value : new CaseTestExpr(left.Type.Type) { Modifier = left.Type.Modifier, Place = left.Value?.Place ?? query.Syntax };
        var rightValue = right.Value is ConstantExpr ? right.Value : new CaseTestExpr(right.Type.Type) { Modifier = right.Type.Modifier, Place = right.Value?.Place ?? query.Syntax };
        var type = CommonType([leftValue, rightValue], word);
        Settle(query.Left, index, type, word);
        Settle(query.Right, index, type, word);
        foreach (var value in new[] { leftValue, rightValue })
        {
            if (value.Type != TypeIds.Unknown && !CanCoerce(value.Type, type, Context.Implicit))
            {
                throw Refuse("42846", $"{word} could not convert type {TypeText(value.Type)} to {TypeText(type)}", PlaceOf(value));
            }
        }

        // A literal has no modifier of its own.
        return new TypeReference(type, CommonModifier([leftValue, rightValue], type));
    }

    /// <summary>A literal in an arm takes the type that all arms have.</summary>
    private void Settle(AnalyzedQuery arm, int index, ObjectId type, string word)
    {
        if (arm.Columns?[index] is { Value: { } value } column && value.Type == TypeIds.Unknown && value is ConstantExpr)
        {
            var settled = arm.Columns.ToList();
            var coerced = ToCommon(value, type, word);
            settled[index] = new QueryColumn(column.Name, coerced, coerced.TypeReference);
            arm.Columns = settled;
        }
    }

    private List<SortItem> SetOrder(SelectStmt select, AnalyzedQuery query, string word)
    {
        var order = new List<SortItem>();
        foreach (var item in select.SortClause.OfType<SortBy>())
        {
            var position = item.Node switch
            {
                AConst { Ival: { } number } => number.Ival,
                ColumnRef { Fields: [StringValue name] } => query.Columns!.ToList().FindIndex(column => column.Name == name.Sval) + 1,
                _ => 0,
            };
            if (position < 1 || position > query.Columns!.Count)
            {
                throw item.Node is AConst { Ival: not null } ? Refuse("42P10", $"ORDER BY position {Number(position)} is not in select list", item)
                    : item.Node is ColumnRef { Fields: [StringValue missing] } ? Refuse("42703", $"column \"{missing.Sval}\" does not exist", item, detail: RefusalDetail.MissingColumn(null, missing.Sval))
                    : Refuse("0A000", $"invalid {"UNION/INTERSECT/EXCEPT"} ORDER BY clause", item);
            }

            order.Add(Sorted(item, new ConstantExpr(TypeIds.Int4, Number(position))));
        }

        query.IsPrintable &= word.Length > 0;
        return order;
    }

    private void AnalyseLimit(SelectStmt select, Scope scope, AnalyzedQuery query)
    {
        if (select.LimitCount is AConst { Isnull: true })
        {
            query.HasNullLimit = true;
        }
        else
        {
            query.Limit = Optional(select.LimitCount, node => InClause(scope, Clause.Limit, () => ToSpecific(Transform(node, scope), TypeIds.Int8, "LIMIT")), query);
        }

        query.Offset = Optional(select.LimitOffset, node => InClause(scope, Clause.Offset, () => ToSpecific(Transform(node, scope), TypeIds.Int8, "OFFSET")), query);
        query.IsPrintable &= select.LimitOption != LimitOption.WithTies && (select.LockingClause.Count == 0 || select.LockingClause is [{ LockedRels.Count: 0 }]);
    }

    private void AnalyseSort(SelectStmt select, Scope scope, AnalyzedQuery query, List<QueryColumn>? targets)
    {
        var order = new List<SortItem>();
        foreach (var item in select.SortClause)
        {
            if (item is SortBy sort && Optional(sort.Node, node => SortKey(node, scope, targets, "ORDER BY", Clause.OrderBy), query) is { } key)
            {
                order.Add(Sorted(sort, key));
            }
            else
            {
                query.IsPrintable = false;
            }
        }

        query.Order = order;
    }

    /// <summary>A key of ORDER BY, GROUP BY or DISTINCT ON: the number or name of a result column, else an expression (<c>findTargetlistEntrySQL92</c>).</summary>
    private Expr SortKey(Node node, Scope scope, List<QueryColumn>? targets, string construct, Clause clause)
    {
        if (node is ColumnRef { Fields: [StringValue name] } && targets is not null
            && !(clause == Clause.GroupBy && scope.Items.Exists(item => item.AreColumnsVisible && (item.Find(name.Sval) is not null || item.IsIncomplete))))
        {
            var matching = targets.FindAll(target => target.Name == name.Sval);
            if (matching.Count > 0)
            {
                var first = matching[0].Value ?? throw new NotKnownException();
                return matching.TrueForAll(target => target.Value is not null && AreEqual(target.Value, first)) ? first
                    : throw Refuse("42702", $"{construct} \"{name.Sval}\" is ambiguous", node);
            }
        }

        if (node is AConst constant)
        {
            if (constant.Ival is not { } number)
            {
                throw Refuse("42601", $"non-integer constant in {construct}", node);
            }

            return targets is null ? throw new NotKnownException()
                : number.Ival < 1 || number.Ival > targets.Count ? throw Refuse("42P10", $"{construct} position {Number(number.Ival)} is not in select list", node)
                : targets[number.Ival - 1].Value ?? throw new NotKnownException();
        }

        return LiteralsAsText(InClause(scope, clause, () => Transform(node, scope)));
    }

    private bool AreEqual(Expr left, Expr right) => ReferenceEquals(left, right) || Deparser.Identity(sink.Schema, left) == Deparser.Identity(sink.Schema, right);

    private void AnalyseGroup(SelectStmt select, Scope scope, AnalyzedQuery query, List<QueryColumn>? targets)
    {
        var items = new List<GroupItem>();
        foreach (var node in select.GroupClause)
        {
            if (Optional(node, written => GroupItemOf(written, scope, targets), query) is { } item)
            {
                items.Add(item);
            }
        }

        query.IsPrintable &= !select.GroupDistinct && !select.SyntaxGroupByAll;
        query.Group = items;
    }

    private GroupItem GroupItemOf(Node node, Scope scope, List<QueryColumn>? targets) => node switch
    {
        GroupingSet set => new GroupItem(null, set.Kind, [.. set.Content.Select(item => GroupItemOf(item, scope, targets))]),
        RowExpr { RowFormat: CoercionForm.ImplicitCast } row => new GroupItem(null, GroupingSetKind.Simple, [.. row.Args.Select(item => GroupItemOf(item, scope, targets))]),
        ListValue list => new GroupItem(null, GroupingSetKind.Simple, [.. list.Items.Select(item => GroupItemOf(item, scope, targets))]),
        _ => new GroupItem(SortKey(node, scope, targets, "GROUP BY", Clause.GroupBy), GroupingSetKind.Simple, []),
    };

    private void AnalyseDistinct(SelectStmt select, Scope scope, AnalyzedQuery query, List<QueryColumn>? targets)
    {
        if (select.DistinctClause.Count == 0)
        {
            return;
        }

        if (select.DistinctClause is [ListValue { Items.Count: 0 }])
        {
            query.IsDistinct = true;
            if (query.Order.Any(item => targets is not null && !targets.Exists(target => target.Value is null || AreEqual(target.Value, item.Expression))))
            {
                throw Refuse("42P10", "for SELECT DISTINCT, ORDER BY expressions must appear in select list", select.SortClause[0]);
            }

            return;
        }

        var keys = new List<Expr>();
        foreach (var node in select.DistinctClause)
        {
            if (Optional(node, written => SortKey(written, scope, targets, "DISTINCT ON", Clause.DistinctOn), query) is { } key)
            {
                keys.Add(key);
            }
        }

        query.DistinctOn = keys;
        var skipped = false;
        foreach (var item in query.IsPrintable ? query.Order : [])
        {
            var isKey = keys.Exists(key => AreEqual(key, item.Expression));
            if (isKey && skipped)
            {
                throw Refuse("42P10", "SELECT DISTINCT ON expressions must match initial ORDER BY expressions", select.DistinctClause[0]);
            }

            skipped |= !isKey;
        }

        if (query.IsPrintable && query.Order.Count > 0 && skipped && keys.Exists(key => !query.Order.Any(item => AreEqual(item.Expression, key))))
        {
            throw Refuse("42P10", "SELECT DISTINCT ON expressions must match initial ORDER BY expressions", select.DistinctClause[0]);
        }
    }

    private WindowClause TransformWindow(WindowDef written, Scope scope)
    {
        if (written.Name is { } name && written.PartitionClause.Count == 0 && written.OrderClause.Count == 0 && written.Refname is null)
        {
            var definition = scope.WindowDefinitions.FirstOrDefault(window => window.Name == name) ?? throw Refuse("42704", $"window \"{name}\" does not exist", written);
            if (scope.Windows.Find(window => window.Name == name) is { } known)
            {
                return known;
            }

            return Named(definition, scope);
        }

        return DescribeWindow(written, scope);
    }

    private WindowClause Named(WindowDef definition, Scope scope)
    {
        var named = DescribeWindow(definition, scope);
        named.Name = definition.Name;
        scope.Windows.Add(named);
        return named;
    }

    private WindowClause DescribeWindow(WindowDef written, Scope scope)
    {
        if (written.Refname is { } reference && !scope.WindowDefinitions.Any(window => window.Name == reference))
        {
            throw Refuse("42704", $"window \"{reference}\" does not exist", written);
        }

        return InClause(scope, Clause.Window, () => new WindowClause
        {
            RefName = written.Refname,
            Partition = [.. written.PartitionClause.Select(node => LiteralsAsText(Transform(node, scope)))],
            Order = [.. written.OrderClause.OfType<SortBy>().Select(sort => Sorted(sort, LiteralsAsText(Transform(sort.Node!, scope))))],
            Frame = written.FrameOptions,
            Start = written.StartOffset is null ? null : FrameOffset(written.StartOffset, written, scope),
            End = written.EndOffset is null ? null : FrameOffset(written.EndOffset, written, scope),
        });
    }

    private Expr FrameOffset(Node offset, WindowDef window, Scope scope) =>
        window.FrameOptions.HasFlag(FrameOptions.Range) ? throw new NotKnownException()
        : ToSpecific(Transform(offset, scope), TypeIds.Int8, window.FrameOptions.HasFlag(FrameOptions.Rows) ? "ROWS" : "GROUPS");
}
