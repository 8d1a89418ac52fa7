using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Queries.</content>
internal sealed partial class Deparser
{
    private const int IndentJoin = 4;

    private readonly HashSet<string> usedNames = new(StringComparer.Ordinal);
    private bool identifiesItems;

    /// <summary>A text by which equal expressions are known: columns with the place that they come from.</summary>
    public static string Identity(DatabaseSchema schema, Expr value)
    {
        var deparser = new Deparser(schema, isPretty: false) { identifiesItems = true };
        deparser.Write(value, showsImplicit: true);
        return new SchemaExpression(deparser.Finish()).ToString();
    }

    /// <summary>The text of a view (<c>pg_get_viewdef</c>); null where it is not known.</summary>
    public static IReadOnlyList<ExpressionPart>? PrintView(DatabaseSchema schema, AnalyzedQuery query, IReadOnlyList<string> names)
    {
        if (!IsPrintable(query))
        {
            return null;
        }

        var deparser = new Deparser(schema, isPretty: false);
        deparser.WriteQuery(query, names, areNamesVisible: true);
        deparser.buffer.Append(';');
        return deparser.Finish();
    }

    private static bool IsPrintable(AnalyzedQuery? query) =>
        query is null || (query.IsPrintable && query.Columns is not null
            && (query.Operation != SetOperation.None || query.Columns.All(column => column.Value is not null && ArePrintable([column.Value])))
            && query.CommonTables.All(table => table.Query is not null && IsPrintable(table.Query))
            && query.From.All(IsPrintable)
            && IsPrintable(query.Left) && IsPrintable(query.Right)
            && ArePrintable([query.Where, query.Having, .. query.Order.Select(item => item.Expression), .. query.Values.SelectMany(row => row)]));

    private static bool ArePrintable(IEnumerable<Expr?> values) =>
        values.All(value => value is null || (value is not SubqueryExpr { Query: { } inner } || IsPrintable(inner)) && ArePrintable(value.Children));

    private static bool IsPrintable(FromItem item) => item switch
    {
        FromJoin { Alias.Colnames.Count: > 0 } => false,
        FromJoin join => IsPrintable(join.Left) && IsPrintable(join.Right) && !join.IsConditionUnknown && ArePrintable([join.Condition]),
        FromLeaf { IsSampled: false, Item: { IsIncomplete: false, Kind: RangeKind.Relation or RangeKind.Subquery or RangeKind.Cte or RangeKind.Function } leaf } =>
            (!leaf.HasDefinitions || leaf.Calls.Count == 1) && IsPrintable(leaf.Query) && ArePrintable(leaf.Calls) && leaf.Columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() == leaf.Columns.Count,
        _ => false,
    };

    private void WriteSubquery(SubqueryExpr subquery)
    {
        if (identifiesItems)
        {
            buffer.Append("subquery ").Append(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(subquery));
            return;
        }

        buffer.Append(subquery.Kind == SubLinkType.Array ? "ARRAY(" : "(");
        if (subquery.Test.Count > 0)
        {
            buffer.Append(subquery.Test.Count > 1 ? "(" : "");
            WriteList(subquery.Test);
            buffer.Append(subquery.Test.Count > 1 ? ")" : "");
        }

        var needs = true;
        switch (subquery.Kind)
        {
            case SubLinkType.Exists:
                buffer.Append("EXISTS ");
                break;
            case SubLinkType.Any:
                buffer.Append(subquery.Operator == "=" ? " IN " : $" {subquery.Operator} ANY ");
                break;
            case SubLinkType.All:
                buffer.Append(' ').Append(subquery.Operator).Append(" ALL ");
                break;
            case SubLinkType.Rowcompare:
                buffer.Append(' ').Append(subquery.Operator).Append(' ');
                break;
            default:
                needs = false;
                break;
        }

        buffer.Append(needs ? "(" : "");
        WriteQuery(subquery.Query, null, areNamesVisible: false);
        buffer.Append(needs ? "))" : ")");
    }

    private void WriteQuery(AnalyzedQuery query, IReadOnlyList<string>? names, bool areNamesVisible)
    {
        var (outerIndent, outerPrefix) = (indent, hasPrefix);
        hasPrefix = true;
        queryDepth++;
        var own = NameItems(query);
        WriteWith(query);
        if (query.Operation != SetOperation.None)
        {
            WriteSetOperation(query, names, areNamesVisible);
        }
        else
        {
            WriteSelect(query, names, areNamesVisible);
        }

        if (query.Order.Count > 0)
        {
            Keyword(" ORDER BY ", -IndentStandard, IndentStandard, 1);
            if (query.Operation != SetOperation.None)
            {
                WritePositions(query.Order);
            }
            else
            {
                WriteOrder(query.Order);
            }
        }

        if (query.Offset is not null)
        {
            Keyword(" OFFSET ", -IndentStandard, IndentStandard);
            Write(query.Offset, showsImplicit: false);
        }

        if (query.Limit is not null || query.HasNullLimit)
        {
            Keyword(" LIMIT ", -IndentStandard, IndentStandard);
            buffer.Append(query.HasNullLimit ? "ALL" : "");
            Write(query.Limit, showsImplicit: false);
        }

        WriteLocks(query);

        usedNames.ExceptWith(own);
        queryDepth--;
        (indent, hasPrefix) = (outerIndent, outerPrefix);
    }

    private void WriteLocks(AnalyzedQuery query)
    {
        foreach (var clause in query.Syntax?.LockingClause ?? [])
        {
            foreach (var item in query.Scope!.Items.Where(item => item.Kind is RangeKind.Relation or RangeKind.Subquery))
            {
                Keyword(
                    clause.Strength switch { LockClauseStrength.ForKeyShare => " FOR KEY SHARE", LockClauseStrength.ForShare => " FOR SHARE", LockClauseStrength.ForNoKeyUpdate => " FOR NO KEY UPDATE", _ => " FOR UPDATE" },
                    -IndentStandard, IndentStandard);
                buffer.Append(" OF ").Append(SqlIdentifiers.Quote(item.PrintedName!)).Append(clause.WaitPolicy switch { LockWaitPolicy.Error => " NOWAIT", LockWaitPolicy.Skip => " SKIP LOCKED", _ => "" });
            }
        }
    }

    /// <summary>Gives each item of FROM a name that no other of this query or of those around it has (<c>set_rtable_names</c>).</summary>
    private List<string> NameItems(AnalyzedQuery query)
    {
        var own = new List<string>();
        foreach (var item in query.Scope?.Items ?? [])
        {
            if (item.Kind == RangeKind.Join && item.Name.Length == 0)
            {
                continue;
            }

            var name = item.Name;
            for (var i = 1; !usedNames.Add(name); i++)
            {
                name = item.Name + "_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            item.PrintedName = name;
            own.Add(name);
        }

        return own;
    }

    private void WritePositions(IReadOnlyList<SortItem> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "").Append(((ConstantExpr)order[i].Expression).Text)
                .Append(order[i].IsDescending ? order[i].NullsFirst ? " DESC" : " DESC NULLS LAST" : order[i].NullsFirst ? " NULLS FIRST" : "");
        }
    }

    private void WriteWith(AnalyzedQuery query)
    {
        if (query.CommonTables.Count == 0)
        {
            return;
        }

        indent += IndentStandard;
        buffer.Append(' ');
        var separator = query.IsRecursive ? "WITH RECURSIVE " : "WITH ";
        foreach (var table in query.CommonTables)
        {
            buffer.Append(separator).Append(SqlIdentifiers.Quote(table.Name));
            separator = ", ";
            if (table.ColumnNames.Count > 0)
            {
                buffer.Append('(').Append(string.Join(", ", table.ColumnNames.Select(SqlIdentifiers.Quote))).Append(')');
            }

            buffer.Append(" AS ").Append(table.Materialized switch { CTEMaterialize.Always => "MATERIALIZED ", CTEMaterialize.Never => "NOT MATERIALIZED ", _ => "" }).Append('(');
            Keyword("");
            WriteQuery(table.Query!, null, areNamesVisible: true);
            Keyword("");
            buffer.Append(')');
        }

        indent -= IndentStandard;
        Keyword("");
    }

    private void WriteSetOperation(AnalyzedQuery query, IReadOnlyList<string>? names, bool areNamesVisible)
    {
        var needs = IsInner(query.Left!) && (query.Left!.Operation != query.Operation || query.Left.IsAll != query.IsAll);
        var step = needs ? IndentStandard : 0;
        if (needs)
        {
            buffer.Append('(');
            Keyword("", step);
        }

        WriteArm(query.Left!, names, areNamesVisible);
        Keyword(needs ? ") " : "", -step);
        buffer.Append(query.Operation switch { SetOperation.Union => "UNION ", SetOperation.Intersect => "INTERSECT ", _ => "EXCEPT " }).Append(query.IsAll ? "ALL " : "");
        var needsRight = IsInner(query.Right!);
        step = needsRight ? IndentStandard : 0;
        buffer.Append(needsRight ? "(" : "");
        Keyword("", step);
        WriteArm(query.Right!, names, areNamesVisible: false);
        indent -= step;
        if (needsRight)
        {
            Keyword(")");
        }
    }

    /// <summary>True for a set operation within another one that needs no query of its own.</summary>
    private static bool IsInner(AnalyzedQuery query) =>
        query.Operation != SetOperation.None && query is { Order.Count: 0, Limit: null, HasNullLimit: false, Offset: null, CommonTables.Count: 0 };

    private void WriteArm(AnalyzedQuery arm, IReadOnlyList<string>? names, bool areNamesVisible)
    {
        if (IsInner(arm))
        {
            WriteSetOperation(arm, names, areNamesVisible);
            return;
        }

        var needs = arm.CommonTables.Count > 0 || arm.Order.Count > 0 || arm.Offset is not null || arm.Limit is not null || arm.HasNullLimit || arm.Operation != SetOperation.None;
        buffer.Append(needs ? "(" : "");
        WriteQuery(arm, names, areNamesVisible);
        buffer.Append(needs ? ")" : "");
    }

    private void WriteSelect(AnalyzedQuery query, IReadOnlyList<string>? names, bool areNamesVisible)
    {
        indent += IndentStandard;
        buffer.Append(' ');
        if (query.Values.Count > 0)
        {
            WriteValues(query, names);
            return;
        }

        buffer.Append("SELECT");
        if (query.DistinctOn.Count > 0)
        {
            buffer.Append(" DISTINCT ON (");
            for (var i = 0; i < query.DistinctOn.Count; i++)
            {
                buffer.Append(i > 0 ? ", " : "");
                WriteSortKey(query.DistinctOn[i]);
            }

            buffer.Append(')');
        }

        buffer.Append(query.IsDistinct ? " DISTINCT" : "");
        WriteTargets(query.Columns!, names, areNamesVisible);
        WriteFrom(query.From);
        if (query.Where is not null)
        {
            Keyword(" WHERE ", -IndentStandard, IndentStandard, 1);
            Write(query.Where, showsImplicit: false);
        }

        if (query.Group.Count > 0)
        {
            Keyword(" GROUP BY ", -IndentStandard, IndentStandard, 1);
            WriteGroup(query.Group);
        }

        if (query.Having is not null)
        {
            Keyword(" HAVING ", -IndentStandard, IndentStandard);
            Write(query.Having, showsImplicit: false);
        }

        WriteWindows(query.Windows);
    }

    private void WriteWindows(IReadOnlyList<WindowClause> windows)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            if (i == 0)
            {
                Keyword(" WINDOW ", -IndentStandard, IndentStandard, 1);
            }
            else
            {
                buffer.Append(", ");
            }

            buffer.Append(SqlIdentifiers.Quote(windows[i].Name!)).Append(" AS ");
            WriteWindow(windows[i]);
        }
    }

    private void WriteValues(AnalyzedQuery query, IReadOnlyList<string>? names)
    {
        // Where the columns have other names, PostgreSQL prints what it made of VALUES: a select from it.
        var isRenamed = names is not null && query.Columns!.Where((column, i) => i < names.Count && column.Name != names[i]).Any();
        if (isRenamed)
        {
            buffer.Append("SELECT");
            for (var i = 0; i < query.Columns!.Count; i++)
            {
                buffer.Append(i > 0 ? "," : "");
                if (i > 0)
                {
                    Keyword("", -IndentStandard, IndentStandard, IndentVariable);
                }
                else
                {
                    buffer.Append(' ');
                }

                buffer.Append("\"*VALUES*\".").Append(query.Columns[i].Name).Append(query.Columns[i].Name == names![i] ? "" : " AS " + SqlIdentifiers.Quote(names[i]));
            }

            Keyword(" FROM ", -IndentStandard, IndentStandard, 2);
            buffer.Append('(');
        }

        buffer.Append("VALUES ");
        for (var i = 0; i < query.Values.Count; i++)
        {
            buffer.Append(i > 0 ? ", (" : "(");
            for (var j = 0; j < query.Values[i].Count; j++)
            {
                buffer.Append(j > 0 ? "," : "");
                Write(query.Values[i][j], showsImplicit: false);
            }

            buffer.Append(')');
        }

        buffer.Append(isRenamed ? ") \"*VALUES*\"" : "");
        if (isRenamed)
        {
            buffer.Append('(').Append(string.Join(", ", query.Columns!.Select(column => column.Name))).Append(')');
        }
    }

    private void WriteTargets(IReadOnlyList<QueryColumn> columns, IReadOnlyList<string>? names, bool areNamesVisible)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            buffer.Append(i == 0 ? " " : ", ");
            var value = columns[i].Value!;
            if (value is CaseExpression)
            {
                while (buffer.Length > 0 && buffer[buffer.Length - 1] == ' ')
                {
                    buffer.Length--;
                }
            }
            else if (i > 0)
            {
                Keyword("", -IndentStandard, IndentStandard, IndentVariable);
            }

            string? shown;
            if (value is ColumnExpr column)
            {
                WriteColumn(column);
                if (column.Column is null)
                {
                    buffer.Append("::");
                    WriteType(column.TypeReference);
                }

                shown = column.Column;
            }
            else
            {
                Write(value, showsImplicit: true);
                shown = areNamesVisible ? null : "?column?";
            }

            var name = names is not null && i < names.Count ? names[i] : columns[i].Name;
            if (shown == name && value is ColumnExpr { Item: { Kind: RangeKind.Relation } item } && (item.Find(name)?.Source is not { } source || source.Name == name))
            {
                Add(new AliasPart(item.Relation, name, name));
            }
            else
            {
                buffer.Append(shown == name ? "" : " AS " + SqlIdentifiers.Quote(name));
            }
        }
    }

    private void WriteGroup(IReadOnlyList<GroupItem> group)
    {
        var hasSets = group.Any(item => item.Expression is null && item.Set != GroupingSetKind.Simple);
        var keys = hasSets ? [] : group.SelectMany(Flat).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            WriteSortKey(keys[i]);
        }

        for (var i = 0; hasSets && i < group.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            WriteGroupingSet(group[i], omitsParentheses: true);
        }
    }

    private static IEnumerable<Expr> Flat(GroupItem item) => item.Expression is { } expression ? [expression] : item.Items.SelectMany(Flat);

    private void WriteGroupingSet(GroupItem item, bool omitsParentheses)
    {
        if (item.Expression is not null || item.Set == GroupingSetKind.Simple)
        {
            var keys = Flat(item).ToList();
            var needs = !omitsParentheses || keys.Count != 1;
            buffer.Append(needs ? "(" : "");
            for (var i = 0; i < keys.Count; i++)
            {
                buffer.Append(i > 0 ? ", " : "");
                WriteSortKey(keys[i]);
            }

            buffer.Append(needs ? ")" : "");
            return;
        }

        if (item.Set == GroupingSetKind.Empty)
        {
            buffer.Append("()");
            return;
        }

        buffer.Append(item.Set switch { GroupingSetKind.Rollup => "ROLLUP(", GroupingSetKind.Cube => "CUBE(", _ => "GROUPING SETS (" });
        for (var i = 0; i < item.Items.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            WriteGroupingSet(item.Items[i], omitsParentheses: item.Set != GroupingSetKind.Sets);
        }

        buffer.Append(')');
    }

    private void WriteFrom(IReadOnlyList<FromItem> from)
    {
        for (var i = 0; i < from.Count; i++)
        {
            if (i == 0)
            {
                Keyword(" FROM ", -IndentStandard, IndentStandard, 2);
            }
            else
            {
                buffer.Append(", ");
                Keyword("", -IndentStandard, IndentStandard, IndentVariable);
            }

            WriteFromItem(from[i]);
        }
    }

    private void WriteFromItem(FromItem item)
    {
        if (item is FromLeaf leaf)
        {
            WriteLeaf(leaf);
            return;
        }

        var join = (FromJoin)item;
        buffer.Append('(');
        WriteFromItem(join.Left);
        var word = join.Kind switch
        {
            JoinType.Left => " LEFT JOIN ",
            JoinType.Full => " FULL JOIN ",
            JoinType.Right => " RIGHT JOIN ",
            _ => join.Condition is not null || join.Using.Count > 0 ? " JOIN " : " CROSS JOIN ",
        };
        Keyword(word, -IndentStandard, IndentStandard, IndentJoin);
        WriteFromItem(join.Right);
        if (join.Using.Count > 0)
        {
            buffer.Append(" USING (").Append(string.Join(", ", join.Using.Select(SqlIdentifiers.Quote))).Append(')').Append(join.UsingAlias is { } alias ? " AS " + SqlIdentifiers.Quote(alias) : "");
        }
        else if (join.Condition is not null)
        {
            buffer.Append(" ON (");
            Write(join.Condition, showsImplicit: false);
            buffer.Append(')');
        }
        else if (join.Kind != JoinType.Inner)
        {
            buffer.Append(" ON TRUE");
        }

        buffer.Append(')');
        if (join.Alias is { } name)
        {
            buffer.Append(' ').Append(SqlIdentifiers.Quote(name.Aliasname));
            WriteColumnNames(name.Colnames.Select(node => ((StringValue)node).Sval));
        }
    }

    private void WriteLeaf(FromLeaf leaf)
    {
        var item = leaf.Item;
        buffer.Append(leaf.IsLateral || (item.Kind == RangeKind.Function && item.Calls.SelectMany(AllColumns).Any()) ? "LATERAL " : "");
        var printsAlias = item.Alias is not null;
        var printsNames = item.Kind == RangeKind.Relation ? item.Columns.Any(column => column.Source is not null && column.Source.Name != column.Name) : item.Alias?.Colnames.Count > 0;
        switch (item.Kind)
        {
            case RangeKind.Relation:
                buffer.Append(leaf.IsOnly ? "ONLY " : "");
                Add(new RelationPart(item.Relation, IsInLiteral: false));
                printsAlias |= item.PrintedName != item.Source!.Name.Name;
                break;
            case RangeKind.Cte:
                buffer.Append(SqlIdentifiers.Quote(item.Alias is null ? item.Name : CommonTableName(item)));
                printsAlias |= item.PrintedName != item.Name;
                break;
            case RangeKind.Subquery:
                buffer.Append('(');
                WriteQuery(item.Query!, null, areNamesVisible: true);
                buffer.Append(')');
                break;
            default:
                WriteFunctions(item);
                buffer.Append(leaf.HasOrdinality ? " WITH ORDINALITY" : "");
                printsAlias = true;
                printsNames = true;
                break;
        }

        buffer.Append(printsAlias ? " " + SqlIdentifiers.Quote(item.PrintedName!) : "");
        if (item.HasDefinitions)
        {
            WriteDefinitions(item);
        }
        else if (printsNames)
        {
            WriteColumnNames(item.Columns.Select(column => column.Name));
        }
    }

    private void WriteDefinitions(NamespaceItem item)
    {
        for (var i = 0; i < item.Columns.Count; i++)
        {
            buffer.Append(i == 0 ? "(" : ", ").Append(SqlIdentifiers.Quote(item.Columns[i].Name)).Append(' ');
            WriteType(item.Columns[i].Type);
        }

        buffer.Append(')');
    }

    private static string CommonTableName(NamespaceItem item) => item.CommonTable ?? item.Name;

    private void WriteFunctions(NamespaceItem item)
    {
        if (item.Calls.Count > 1 && item.Calls.All(static call => call is CallExpr { Routine.Name: { Schema: "pg_catalog", Name: "unnest" }, Arguments.Count: 1 }))
        {
            WriteUnnest(item.Calls);
            return;
        }

        if (item.Calls.Count > 1)
        {
            buffer.Append("ROWS FROM(");
        }

        for (var i = 0; i < item.Calls.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            if (LooksLikeFunction(item.Calls[i]))
            {
                Write(item.Calls[i], showsImplicit: true);
            }
            else
            {
                buffer.Append("CAST(");
                Write(item.Calls[i], showsImplicit: false);
                buffer.Append(" AS ");
                WriteType(item.Calls[i].TypeReference);
                buffer.Append(')');
            }
        }

        buffer.Append(item.Calls.Count > 1 ? ")" : "");
    }

    private void WriteUnnest(IReadOnlyList<Expr> calls)
    {
        buffer.Append("UNNEST(");
        for (var i = 0; i < calls.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            Write(((CallExpr)calls[i]).Arguments[0], showsImplicit: true);
        }

        buffer.Append(')');
    }

    private void WriteColumnNames(IEnumerable<string> names)
    {
        var all = names.ToList();
        buffer.Append(all.Count > 0 ? "(" + string.Join(", ", all.Select(SqlIdentifiers.Quote)) + ")" : "");
    }

    private static IEnumerable<ColumnExpr> AllColumns(Expr value) =>
        value is ColumnExpr { LevelsUp: 0 } column ? [column] : value.Children.SelectMany(AllColumns);
}
