using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Queries within expressions, names of result columns, and what GROUP BY demands (<c>parse_expr.c</c>, <c>parse_target.c</c>, <c>parse_agg.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    private SubqueryExpr TransformSubquery(SubLink link, Scope scope)
    {
        var where = scope.Clause switch
        {
            Clause.CheckConstraint or Clause.DomainCheck => "check constraint",
            Clause.ColumnDefault or Clause.FunctionDefault => "DEFAULT expression",
            Clause.IndexExpression => "index expression",
            Clause.IndexPredicate => "index predicate",
            Clause.AlterColumnTransform => "transform expression",
            Clause.TriggerWhen => "trigger WHEN condition",
            Clause.PartitionBound => "partition bound",
            Clause.PartitionExpression => "partition key expression",
            Clause.GeneratedColumn => "column generation expression",
            _ => null,
        };
        if (where is not null)
        {
            throw Refuse("0A000", $"cannot use subquery in {where}", link);
        }

        var query = Analyse(link.Subselect!, scope, resolvesLiterals: true);
        switch (link.SubLinkType)
        {
            case SubLinkType.Exists:
                return new SubqueryExpr(SubLinkType.Exists, TypeIds.Bool, query) { Place = link };
            case SubLinkType.Expr or SubLinkType.Array:
                if (query.Columns is not { } columns)
                {
                    throw new NotKnownException();
                }

                if (columns.Count != 1)
                {
                    throw Refuse("42601", "subquery must return only one column", link);
                }

                if (!columns[0].Type.IsKnown)
                {
                    throw new NotKnownException();
                }

                if (link.SubLinkType == SubLinkType.Expr)
                {
                    return new SubqueryExpr(SubLinkType.Expr, columns[0].Type.Type, query) { Modifier = columns[0].Type.Modifier, Place = link };
                }

                // ARRAY(…) of arrays is an array of one dimension more.
                var array = ElementType(columns[0].Type.Type).IsNone ? ArrayType(columns[0].Type.Type) : columns[0].Type.Type;
                return array.IsNone ? throw Refuse("42704", $"could not find array type for data type {TypeText(columns[0].Type.Type)}", link)
                    : new SubqueryExpr(SubLinkType.Array, array, query) { Modifier = columns[0].Type.Modifier, Place = link };
            default:
                return TransformComparison(link, scope, query);
        }
    }

    private SubqueryExpr TransformComparison(SubLink link, Scope scope, AnalyzedQuery query)
    {
        var left = link.Testexpr is RowExpr row ? TransformRow(row, scope) : [Transform(link.Testexpr!, scope)];
        if (query.Columns is not { } columns)
        {
            throw new NotKnownException();
        }

        if (left.Count != columns.Count)
        {
            throw Refuse("42601", left.Count < columns.Count ? "subquery has too many columns" : "subquery has too few columns", link);
        }

        IReadOnlyList<Node> names = link.OperName.Count > 0 ? link.OperName : [new StringValue(link.Start, "=")];
        var compared = new List<OperatorExpr>();
        for (var i = 0; i < left.Count; i++)
        {
            if (!columns[i].Type.IsKnown)
            {
                throw new NotKnownException();
            }

            var right = new CaseTestExpr(columns[i].Type.Type) { Modifier = columns[i].Type.Modifier, Place = link };
            var operation = (OperatorExpr)MakeOperator(names, left[i], right, link);
            compared.Add(operation.Type == TypeIds.Bool ? operation : throw Refuse("42804", $"row comparison operator must yield type boolean, not type {TypeText(operation.Type)}", link));
        }

        return new SubqueryExpr(link.SubLinkType, TypeIds.Bool, query)
        {
            Test = [.. compared.Select(operation => operation.Arguments[0])],
            Operator = compared[0].Operator.Name,
            Place = link,
        };
    }

    /// <summary>The name of a result column without AS.</summary>
    private static string Name(Node node) => FigureName(node, out var name) == 0 ? "?column?" : name;

    /// <summary>What an expression suggests as a name, and how strongly: 2 for a name in it, 1 for a type, 0 for nothing (<c>FigureColnameInternal</c>).</summary>
    private static int FigureName(Node? node, out string name)
    {
        name = "";
        switch (node)
        {
            case ColumnRef column:
                name = column.Fields.OfType<StringValue>().LastOrDefault()?.Sval ?? "";
                return name.Length > 0 ? 2 : 0;
            case AIndirection indirection:
                name = indirection.Indirection.OfType<StringValue>().LastOrDefault()?.Sval ?? "";
                return name.Length > 0 ? 2 : FigureName(indirection.Arg, out name);
            case FuncCall call:
                name = (call.Funcname[call.Funcname.Count - 1] as StringValue)?.Sval ?? "";
                return name.Length > 0 ? 2 : 0;
            case AExpr { Kind: AExprKind.Nullif }:
                return Word("nullif", out name);
            case TypeCast cast:
                var strength = FigureName(cast.Arg, out name);
                if (strength <= 1 && cast.TypeName is { Names.Count: > 0 } type)
                {
                    name = (type.Names[type.Names.Count - 1] as StringValue)?.Sval ?? "";
                    return 1;
                }

                return strength;
            case CollateClause collate:
                return FigureName(collate.Arg, out name);
            case GroupingFunc:
                return Word("grouping", out name);
            case SubLink { SubLinkType: SubLinkType.Exists }:
                return Word("exists", out name);
            case SubLink { SubLinkType: SubLinkType.Array }:
                return Word("array", out name);
            case SubLink { SubLinkType: SubLinkType.Expr, Subselect: SelectStmt select }:
                return FirstColumn(select, out name);
            case CaseExpr @case:
                var inner = FigureName(@case.Defresult, out name);
                if (inner <= 1)
                {
                    name = "case";
                    return 1;
                }

                return inner;
            case AArrayExpr:
                return Word("array", out name);
            case RowExpr:
                return Word("row", out name);
            case CoalesceExpr:
                return Word("coalesce", out name);
            case MinMaxExpr extreme:
                return Word(extreme.Op == MinMaxOp.Greatest ? "greatest" : "least", out name);
            case SQLValueFunction function:
                return Word(function.Op switch
                {
                    SQLValueFunctionOp.CurrentDate => "current_date",
                    SQLValueFunctionOp.CurrentTime or SQLValueFunctionOp.CurrentTimeN => "current_time",
                    SQLValueFunctionOp.CurrentTimestamp or SQLValueFunctionOp.CurrentTimestampN => "current_timestamp",
                    SQLValueFunctionOp.Localtime or SQLValueFunctionOp.LocaltimeN => "localtime",
                    SQLValueFunctionOp.Localtimestamp or SQLValueFunctionOp.LocaltimestampN => "localtimestamp",
                    SQLValueFunctionOp.CurrentRole => "current_role",
                    SQLValueFunctionOp.CurrentUser => "current_user",
                    SQLValueFunctionOp.User => "user",
                    SQLValueFunctionOp.SessionUser => "session_user",
                    SQLValueFunctionOp.CurrentCatalog => "current_catalog",
                    _ => "current_schema",
                }, out name);
            case XmlExpr xml:
                return xml.Op == XmlExprOp.Document ? 0 : Word(xml.Op.ToString().ToLowerInvariant(), out name);
            case XmlSerialize:
                return Word("xmlserialize", out name);
            default:
                return 0;
        }
    }

    private static int Word(string word, out string name)
    {
        name = word;
        return 2;
    }

    private static int FirstColumn(SelectStmt select, out string name)
    {
        name = "";
        while (select.Op != SetOperation.None && select.Larg is { } left)
        {
            select = left;
        }

        if (select.ValuesLists.Count > 0)
        {
            return Word("column1", out name);
        }

        if (select.TargetList.Count == 0)
        {
            return 0;
        }

        var target = select.TargetList[0];

        name = target.Name ?? (target.Val is null ? "" : Name(target.Val));
        return name.Length > 0 ? 2 : 0;
    }

    /// <summary>Every column outside of aggregates must be grouped, or follow from the primary key of its table.</summary>
    private void CheckGrouping(AnalyzedQuery query, List<QueryColumn>? targets, Scope scope)
    {
        if (!query.IsPrintable && query.Group.Count < query.Syntax!.GroupClause.Count)
        {
            return;
        }

        var grouped = query.Group.SelectMany(Flat).ToList();
        if (query.Group.Any(item => item.Expression is null && item.Set != GroupingSetKind.Simple))
        {
            grouped = [.. grouped];
        }

        var keys = new HashSet<string>(grouped.Select(key => Deparser.Identity(sink.Schema, key)), StringComparer.Ordinal);
        foreach (var target in targets ?? [])
        {
            CheckGrouped(target.Value, keys, grouped, scope);
        }

        CheckGrouped(query.Having, keys, grouped, scope);
        foreach (var item in query.Order)
        {
            CheckGrouped(item.Expression, keys, grouped, scope);
        }
    }

    private static IEnumerable<Expr> Flat(GroupItem item) => item.Expression is { } expression ? [expression] : item.Items.SelectMany(Flat);

    private void CheckGrouped(Expr? value, HashSet<string> keys, List<Expr> grouped, Scope scope)
    {
        if (value is null or AggregateExpr or GroupingExpr or ConstantExpr || (keys.Count > 0 && keys.Contains(Deparser.Identity(sink.Schema, value))))
        {
            return;
        }

        if (value is ColumnExpr { LevelsUp: 0 } column)
        {
            if (column.Column is null)
            {
                foreach (var own in column.Item.Columns)
                {
                    CheckGrouped(new ColumnExpr(column.Item, own.Name, own.Type, 0) { Place = column.Place }, keys, grouped, scope);
                }

                return;
            }

            if (!FollowsFromKey(column, grouped))
            {
                throw Refuse("42803", $"column \"{column.Item.Name}.{column.Column}\" must appear in the GROUP BY clause or be used in an aggregate function", PlaceOf(column));
            }

            return;
        }

        if (value is SubqueryExpr subquery)
        {
            foreach (var test in subquery.Test)
            {
                CheckGrouped(test, keys, grouped, scope);
            }

            return;
        }

        foreach (var child in value.Children)
        {
            CheckGrouped(child, keys, grouped, scope);
        }
    }

    private static bool FollowsFromKey(ColumnExpr column, List<Expr> grouped) =>
        column.Item.Source is Table table && (table.IsIncomplete || (table.PrimaryKey is { } key && key.Deferrability == Deferrability.NotDeferrable
            && key.Columns.All(name => grouped.Exists(value => value is ColumnExpr other && ReferenceEquals(other.Item, column.Item) && (other.Item.Find(other.Column ?? "")?.Source?.Name ?? other.Column) == name))));
}

/// <summary>What queries read: columns and relations as a whole.</summary>
/// <param name="schema">The schema.</param>
internal sealed class QueryReads(DatabaseSchema schema)
{
    private readonly HashSet<(ObjectId Relation, string Column)> seenColumns = [];
    private readonly HashSet<ObjectId> seenObjects = [];
    private readonly List<(ObjectId Relation, string Column)> columns = [];
    private readonly List<ObjectId> objects = [];

    /// <summary>The columns that are read, each once.</summary>
    public IReadOnlyList<(ObjectId Relation, string Column)> Columns => columns;

    /// <summary>The relations, types and routines, each once.</summary>
    public IReadOnlyList<ObjectId> Objects => objects;

    /// <summary>Adds what a query reads.</summary>
    public void Add(AnalyzedQuery? query)
    {
        if (query is null)
        {
            return;
        }

        foreach (var table in query.CommonTables)
        {
            Add(table.Query);
        }

        foreach (var item in query.Scope?.Items ?? [])
        {
            AddObject(item.Relation);
            Add(item.Query);
            Add(item.Calls);
        }

        foreach (var item in query.From)
        {
            AddFrom(item);
        }

        Add(query.Left);
        Add(query.Right);
        foreach (var column in query.Columns ?? [])
        {
            Add(column.Value);
        }

        foreach (var row in query.Values)
        {
            Add(row);
        }

        Add(query.Where);
        Add(query.Having);
        Add(query.Limit);
        Add(query.Offset);
        Add(query.DistinctOn);
        Add(query.Group.SelectMany(Flat));
        Add(query.Order.Select(item => item.Expression));
        foreach (var window in query.Windows)
        {
            Add(window.Partition);
            Add(window.Order.Select(item => item.Expression));
        }
    }

    /// <summary>Adds what an expression reads.</summary>
    public void Add(Expr? value)
    {
        if (value is null)
        {
            return;
        }

        switch (value)
        {
            case ColumnExpr { Item: { Relation.IsNone: false } item } column:
                AddObject(item.Relation);
                foreach (var name in column.Column is { } one ? [item.Find(one)?.Source?.Name ?? one] : item.Columns.Select(own => own.Source?.Name ?? own.Name))
                {
                    if (seenColumns.Add((item.Relation, name)))
                    {
                        columns.Add((item.Relation, name));
                    }
                }

                break;
            case CallExpr call:
                AddObject(call.Routine.Id);
                break;
            case AggregateExpr aggregate:
                AddObject(aggregate.Routine.Id);
                break;
            case WindowExpr window:
                AddObject(window.Routine.Id);
                Add(window.Window?.Partition ?? []);
                Add(window.Window?.Order.Select(item => item.Expression) ?? []);
                break;
            case CoercionExpr or ConstantExpr:
                AddObject(value.Type);
                AddObject(value is ConstantExpr { Reference: RelationPart reference } ? reference.Relation : ObjectId.None);
                break;
            case SubqueryExpr subquery:
                Add(subquery.Query);
                break;
        }

        Add(value.Children);
    }

    private static IEnumerable<Expr> Flat(GroupItem item) => item.Expression is { } expression ? [expression] : item.Items.SelectMany(Flat);

    /// <summary>Adds what expressions read.</summary>
    public void Add(IEnumerable<Expr> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    private void AddFrom(FromItem item)
    {
        if (item is FromJoin join)
        {
            AddFrom(join.Left);
            AddFrom(join.Right);
            Add(join.Condition);
            Add(join.Underneath);
        }
    }

    private void AddObject(ObjectId id)
    {
        if (!id.IsNone && !id.IsBuiltIn && (schema.FindType(id) is not { IsArray: true } array || AddElement(array)) && seenObjects.Add(id))
        {
            objects.Add(id);
        }
    }

    private bool AddElement(SchemaType array)
    {
        AddObject(array.Element);
        return false;
    }
}
