using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>FROM (<c>parse_clause.c</c>, <c>parse_relation.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    private List<FromItem> AnalyseFrom(IReadOnlyList<Node> written, Scope scope)
    {
        var items = new List<FromItem>();
        foreach (var node in written)
        {
            var found = new List<NamespaceItem>();
            items.Add(From(node, scope, found));
            CheckNames(scope.Items, found, node);
            scope.Items.AddRange(found);
        }

        return items;
    }

    private void CheckNames(List<NamespaceItem> earlier, List<NamespaceItem> later, Node place)
    {
        foreach (var item in later.Where(item => item.IsNameVisible))
        {
            if (earlier.Exists(other => other.IsNameVisible && other.Name == item.Name && (other.Relation.IsNone || item.Relation.IsNone || other.Alias is not null || item.Alias is not null || other.Relation == item.Relation)))
            {
                throw Refuse("42712", $"table name \"{item.Name}\" specified more than once", place);
            }
        }
    }

    private FromItem From(Node node, Scope scope, List<NamespaceItem> found)
    {
        switch (node)
        {
            case RangeVar relation:
                var named = Named(relation, scope);
                found.Add(named);
                return new FromLeaf(named) { IsOnly = !relation.Inh };
            case RangeSubselect subquery:
                return FromSubquery(subquery, scope, found);
            case RangeFunction function:
                return FromFunction(function, scope, found);
            case JoinExpr join:
                return FromJoinOf(join, scope, found);
            case RangeTableSample { Relation: { } sampled }:
                From(sampled, scope, found);
                return new FromLeaf(found[found.Count - 1]) { IsSampled = true };
            default:
                // XMLTABLE, JSON_TABLE, holes: what they give is not known.
                var alias = (node as RangeTableFunc)?.Alias;
                var unknown = new NamespaceItem(RangeKind.Other, alias?.Aliasname ?? (node is RangeTableFunc ? "xmltable" : ""), []) { IsIncomplete = true, Alias = alias };
                found.Add(unknown);
                return new FromLeaf(unknown);
        }
    }

    private NamespaceItem Named(RangeVar relation, Scope scope)
    {
        if (relation.Schemaname is null)
        {
            for (var level = scope; level is not null; level = level.Parent)
            {
                if (level.CommonTables.Find(table => table.Name == relation.Relname) is { } common)
                {
                    return Aliased(new NamespaceItem(RangeKind.Cte, relation.Relname, common.Columns ?? []) { IsIncomplete = common.Columns is null, CommonTable = relation.Relname, IsSelfReference = common.IsOpen, Hidden = common.Hidden }, relation.Alias, relation);
                }
            }
        }

        var source = FindRelation(relation.Schemaname, relation.Relname, relation);
        if (source is CompositeRelation)
        {
            throw Refuse("42809", $"\"{relation.Relname}\" is a composite type", relation);
        }

        if (source is Sequence)
        {
            return Aliased(
                new NamespaceItem(RangeKind.Relation, relation.Relname, [new ItemColumn("last_value", new TypeReference(TypeIds.Int8)), new ItemColumn("log_cnt", new TypeReference(TypeIds.Int8)), new ItemColumn("is_called", new TypeReference(TypeIds.Bool))])
                {
                    Relation = source.Id, Schema = relation.Alias is null ? source.Name.Schema : null, Source = source,
                },
                relation.Alias, relation);
        }

        var columns = source.Columns.Select(column => new ItemColumn(column.Name, column.Type) { Source = column }).ToList();
        return Aliased(
            new NamespaceItem(RangeKind.Relation, relation.Relname, columns)
            {
                Relation = source.Id, Schema = relation.Alias is null ? source.Name.Schema : null, IsIncomplete = source.IsIncomplete, RowType = source.RowType, Source = source,
            },
            relation.Alias, relation);
    }

    private NamespaceItem Aliased(NamespaceItem item, Alias? alias, Node place)
    {
        item.Alias = alias;
        if (alias is null)
        {
            return item;
        }

        item.Name = alias.Aliasname;
        var names = alias.Colnames.Select(node => ((StringValue)node).Sval).ToList();
        if (names.Count > item.Columns.Count && !item.IsIncomplete)
        {
            throw Refuse("42P10", $"table \"{alias.Aliasname}\" has {Number(item.Columns.Count)} columns available but {Number(names.Count)} columns specified", place);
        }

        item.Columns = [.. item.Columns.Select((column, i) => i < names.Count ? column with { Name = names[i] } : column)];
        return item;
    }

    /// <summary>What a query in FROM sees of this one: with LATERAL what stands before it, else nothing.</summary>
    private static Scope Around(Scope scope, bool isLateral, List<NamespaceItem>? sideItems = null)
    {
        var around = new Scope(scope.Parent);
        around.CommonTables.AddRange(scope.CommonTables);
        if (isLateral)
        {
            around.Items.AddRange(scope.Items);
            around.Items.AddRange(sideItems ?? []);
        }

        return around;
    }

    private FromLeaf FromSubquery(RangeSubselect subquery, Scope scope, List<NamespaceItem> found)
    {
        var query = Analyse(subquery.Subquery!, Around(scope, subquery.Lateral, lateralItems), resolvesLiterals: true);
        var item = new NamespaceItem(RangeKind.Subquery, "", [.. (query.Columns ?? []).Select(column => new ItemColumn(column.Name, column.Type))]) { IsIncomplete = query.Columns is null, Query = query };
        if (subquery.Alias is null)
        {
            // PostgreSQL 15 wants a name; later versions do not.
            throw Refuse("42601", subquery.Subquery!.ValuesLists.Count > 0 ? "VALUES in FROM must have an alias" : "subquery in FROM must have an alias", subquery);
        }

        found.Add(Aliased(item, subquery.Alias, subquery));
        return new FromLeaf(item) { IsLateral = subquery.Lateral };
    }

    private FromLeaf FromFunction(RangeFunction function, Scope scope, List<NamespaceItem> found)
    {
        var inner = new Scope(Around(scope, isLateral: true, lateralItems)) { Clause = Clause.From };
        var flat = new Scope(scope.Parent) { Clause = Clause.From };
        flat.CommonTables.AddRange(scope.CommonTables);
        flat.Items.AddRange(inner.Parent!.Items);
        var columns = new List<ItemColumn>();
        var calls = new List<Expr>();
        var isIncomplete = false;
        var rowType = ObjectId.None;
        var entries = function.Functions.SelectMany(entry => Unnested(entry.Items[0]).Select(call => (Call: call, entry.Items))).ToList();
        foreach (var entry in entries)
        {
            try
            {
                var call = Transform(entry.Call, flat);
                calls.Add(call);
                var definitions = entry.Items.Count > 1 && entry.Items[1] is ListValue { Items.Count: > 0 } own ? own.Items : function.Coldeflist;
                columns.AddRange(FunctionColumns(call, entry.Call, function, definitions));
                rowType = call.Type != TypeIds.Record && IsComposite(call.Type) ? call.Type : rowType;
            }
            catch (NotKnownException)
            {
                isIncomplete = true;
            }
        }

        if (function.Ordinality)
        {
            columns.Add(new ItemColumn("ordinality", new TypeReference(TypeIds.Int8)));
        }

        var name = function.Functions.Count > 0 && function.Functions[0].Items.Count > 0 ? Name(function.Functions[0].Items[0]) : "";
        var item = new NamespaceItem(RangeKind.Function, name, columns) { IsIncomplete = isIncomplete, Calls = calls, RowType = rowType, HasDefinitions = function.Coldeflist.Count > 0 || function.Functions.Any(entry => entry.Items.Count > 1 && entry.Items[1] is ListValue { Items.Count: > 0 }) };
        found.Add(Aliased(item, function.Alias, function));
        return new FromLeaf(item) { IsLateral = function.Lateral, HasOrdinality = function.Ordinality };
    }

    // In FROM, unnest of several arrays is as many calls (transformRangeFunction).
    private static IEnumerable<Node> Unnested(Node written) =>
        written is FuncCall { Funcname: [StringValue { Sval: "unnest" }], Args.Count: > 1, AggOrder.Count: 0, AggFilter: null, Over: null, AggDistinct: false, FuncVariadic: false } call
            ? call.Args.Select(argument => new FuncCall(call.Start) { End = call.End, Funcname = call.Funcname, Args = [argument] })
            : [written];

    private IEnumerable<ItemColumn> FunctionColumns(Expr call, Node written, RangeFunction function, IReadOnlyList<Node> definitions)
    {
        if (definitions.Count > 0)
        {
            return [.. definitions.OfType<ColumnDef>().Select(definition => new ItemColumn(definition.Colname!, Resolve(definition.TypeName!)))];
        }

        var routine = (call as CallExpr)?.Routine;
        var outputs = routine?.Parameters.Where(parameter => parameter.Mode is "OUT" or "INOUT" or "TABLE").ToList() ?? [];
        if (outputs.Count > 1 || (outputs.Count == 1 && call.Type == TypeIds.Record))
        {
            return [.. outputs.Select((output, i) => new ItemColumn(output.Name ?? "column" + Number(i + 1), TypeIds.IsPolymorphic(output.Type.Type) ? TypeReference.Unknown : new TypeReference(output.Type.Type)))];
        }

        if (call.Type == TypeIds.Record)
        {
            throw Refuse("42601", "a column definition list is required for functions returning \"record\"", written);
        }

        if (IsComposite(BaseType(call.Type)))
        {
            var relation = sink.Schema.FindRelation(Find(BaseType(call.Type)).Relation);
            return relation is { IsIncomplete: false } ? [.. relation.Columns.Select(column => new ItemColumn(column.Name, column.Type))] : throw new NotKnownException();
        }

        var name = outputs.Count == 1 && !string.IsNullOrEmpty(outputs[0].Name) ? outputs[0].Name!
            : function.Functions.Count == 1 && function.Alias is { } alias ? alias.Aliasname
            : Name(written);
        return [new ItemColumn(name, call.TypeReference)];
    }

    private List<NamespaceItem>? lateralItems;

    private FromJoin FromJoinOf(JoinExpr join, Scope scope, List<NamespaceItem> found)
    {
        var leftItems = new List<NamespaceItem>();
        var left = From(join.Larg!, scope, leftItems);
        var outerLateral = lateralItems;
        lateralItems = [.. outerLateral ?? [], .. leftItems];
        var rightItems = new List<NamespaceItem>();
        var right = From(join.Rarg!, scope, rightItems);
        lateralItems = outerLateral;
        CheckNames(leftItems, rightItems, join);
        var result = new FromJoin(join.Jointype, left, right) { Alias = join.Alias, UsingAlias = join.JoinUsingAlias?.Aliasname };
        var leftColumns = Visible(leftItems);
        var rightColumns = Visible(rightItems);
        var isIncomplete = leftItems.Concat(rightItems).Any(item => item.IsIncomplete && item.AreColumnsVisible);
        var names = join.IsNatural ? NaturalNames(leftColumns, rightColumns, isIncomplete) : [.. join.UsingClause.Select(node => ((StringValue)node).Sval)];
        var joined = new NamespaceItem(RangeKind.Join, "", []) { IsIncomplete = isIncomplete, IsNameVisible = join.Alias is not null };
        var merged = names.ConvertAll(name => Merge(join, name, leftColumns, rightColumns, joined));
        result.Using = names;
        if (join.Quals is not null)
        {
            var condition = new Scope(scope.Parent) { Clause = Clause.JoinOn };
            condition.CommonTables.AddRange(scope.CommonTables);
            condition.Items.AddRange(scope.Items);
            condition.Items.AddRange(outerLateral ?? []);
            condition.Items.AddRange(leftItems);
            condition.Items.AddRange(rightItems);
            try
            {
                // An item that stands beside the join is not visible in it: only its own sides are.
                condition.Items.RemoveAll(item => !leftItems.Contains(item) && !rightItems.Contains(item));
                result.Condition = ToBoolean(Transform(join.Quals, condition), "JOIN/ON");
            }
            catch (NotKnownException)
            {
                result.Condition = null;
                result.IsConditionUnknown = true;
            }
        }

        foreach (var item in leftItems.Concat(rightItems))
        {
            item.AreColumnsVisible = false;
            item.IsNameVisible &= join.Alias is null;
        }

        var columns = merged.Concat(leftColumns.Where(column => !names.Contains(column.Name, StringComparer.Ordinal))).Concat(rightColumns.Where(column => !names.Contains(column.Name, StringComparer.Ordinal))).ToList();
        joined.Columns = columns;
        if (join.Alias is not null)
        {
            // Its columns are its own from here on, whatever they were underneath.
            result.Underneath = [.. columns.Select(column => column.Value).OfType<Expr>()];
            joined.Columns = [.. columns.Select(column => column with { Value = null, Source = null })];
            Aliased(joined, join.Alias, join);
        }

        found.AddRange(leftItems);
        found.AddRange(rightItems);
        if (join.JoinUsingAlias is { } usingAlias)
        {
            found.Add(new NamespaceItem(RangeKind.Join, usingAlias.Aliasname, merged) { AreColumnsVisible = false });
        }

        found.Add(joined);
        return result;
    }

    private static List<ItemColumn> Visible(List<NamespaceItem> items) =>
        [.. items.Where(item => item.AreColumnsVisible).SelectMany(item => item.Columns.Select(column => column.Value is not null || !column.Type.IsKnown
            ? column
            : column with { Value = new ColumnExpr(item, column.Name, column.Type, 0) { Modifier = column.Type.Modifier } }))];

    private static List<string> NaturalNames(List<ItemColumn> left, List<ItemColumn> right, bool isIncomplete) =>
        isIncomplete ? throw new NotKnownException() : [.. left.Select(column => column.Name).Where(name => right.Exists(other => other.Name == name))];

    private ItemColumn Merge(JoinExpr join, string name, List<ItemColumn> left, List<ItemColumn> right, NamespaceItem joined)
    {
        ItemColumn Side(List<ItemColumn> columns, string side)
        {
            var matching = columns.FindAll(column => column.Name == name);
            return matching.Count == 1 ? matching[0]
                : matching.Count > 1 ? throw Refuse("42702", $"common column name \"{name}\" appears more than once in {side} table", join)
                : joined.IsIncomplete ? throw new NotKnownException()
                : throw Refuse("42703", $"column \"{name}\" specified in USING clause does not exist in {side} table", join);
        }

        var first = Side(left, "left");
        var second = Side(right, "right");
        if (first.Value is null || second.Value is null)
        {
            return new ItemColumn(name, TypeReference.Unknown);
        }

        // The comparison must exist too.
        MakeOperator([new StringValue(join.Start, "=")], first.Value, second.Value, join);
        var type = CommonType([first.Value, second.Value], "JOIN/USING");
        var modifier = CommonModifier([first.Value, second.Value], type);
        var leftValue = Common(first.Value, type, modifier);
        var rightValue = Common(second.Value, type, modifier);
        var value = join.Jointype switch
        {
            JoinType.Left => leftValue,
            JoinType.Right => rightValue,
            JoinType.Full => new CommonTypeExpr("COALESCE", type, [leftValue, rightValue]) { Modifier = modifier, Place = join },
            _ => leftValue is ColumnExpr || rightValue is not ColumnExpr ? leftValue : rightValue,
        };
        if (value is not ColumnExpr)
        {
            // PostgreSQL prints it without a qualifier.
            value = new ColumnExpr(joined, name, new TypeReference(type), 0) { Modifier = modifier };
        }

        return new ItemColumn(name, new TypeReference(type, modifier)) { Value = value };
    }

    private Expr Common(Expr value, ObjectId type, int modifier) =>
        value.Type != type ? Coerce(value, type, modifier, Context.Implicit, CoercionForm.ImplicitCast)
        : value.Modifier != modifier ? Relabel(value, new TypeReference(type, modifier), CoercionForm.ImplicitCast)
        : value;
}
