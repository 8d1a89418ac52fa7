using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>What an element of FROM is.</summary>
internal enum RangeKind
{
    Relation,
    Subquery,
    Function,
    Join,
    Values,
    Cte,
    Other,
}

/// <summary>A name that columns can be qualified with: PostgreSQL's range table entry and namespace item in one.</summary>
internal sealed class NamespaceItem(RangeKind kind, string name, IReadOnlyList<ItemColumn> columns)
{
    private static readonly Dictionary<string, ObjectId> SystemColumns = new(StringComparer.Ordinal)
    {
        ["ctid"] = TypeIds.Tid, ["xmin"] = TypeIds.Xid, ["cmin"] = TypeIds.Cid, ["xmax"] = TypeIds.Xid, ["cmax"] = TypeIds.Cid, ["tableoid"] = TypeIds.Oid,
    };

    public RangeKind Kind { get; } = kind;

    /// <summary>The alias, or the relation's name.</summary>
    public string Name { get; set; } = name;

    public IReadOnlyList<ItemColumn> Columns { get; set; } = columns;

    /// <summary>The schema of the relation, where no alias hides it.</summary>
    public string? Schema { get; set; }

    /// <summary>True where it may have columns that are not known.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>The relation; none for others, and for the table whose own expression it is.</summary>
    public ObjectId Relation { get; set; }

    /// <summary>True where columns of it are printed with its name.</summary>
    public bool IsQualified { get; set; } = true;

    public ObjectId RowType { get; set; }

    public bool IsNameVisible { get; set; } = true;

    public bool AreColumnsVisible { get; set; } = true;

    public bool IsLateralOnly { get; set; }

    public Alias? Alias { get; set; }

    public AnalyzedQuery? Query { get; set; }

    public Relation? Source { get; set; }

    /// <summary>The common table expression that it names; null for others.</summary>
    public string? CommonTable { get; set; }

    /// <summary>True in the recursive term of the query that it names.</summary>
    public bool IsSelfReference { get; set; }

    /// <summary>Columns that can be named, but that a star leaves out.</summary>
    public IReadOnlyList<ItemColumn> Hidden { get; set; } = [];

    /// <summary>True where its functions have column definitions.</summary>
    public bool HasDefinitions { get; set; }

    /// <summary>The calls of a function item, each with its column definitions.</summary>
    public IReadOnlyList<Expr> Calls { get; set; } = [];

    /// <summary>The name that the printed query gives it, where that must differ from <see cref="Name"/>.</summary>
    public string? PrintedName { get; set; }

    /// <summary>The column that every table has (<c>SystemAttributeDefinition</c>, <c>catalog/heap.c</c>); null for others.</summary>
    public ItemColumn? FindSystem(string column) =>
        (Source is Table or View { IsMaterialized: true } || (Kind == RangeKind.Relation && Source is null && column == "tableoid")) && SystemColumns.TryGetValue(column, out var type) ? new ItemColumn(column, new TypeReference(type)) : null;

    /// <summary>The column; null where there is none.</summary>
    public ItemColumn? Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return Columns[i];
            }
        }

        return Hidden.FirstOrDefault(hidden => hidden.Name == column);
    }
}

/// <summary>A column of an element of FROM.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; unknown where that is not known.</param>
internal sealed record ItemColumn(string Name, TypeReference Type)
{
    /// <summary>What it is underneath: the column of a joined table; null where it is its item's own.</summary>
    public Expr? Value { get; init; }

    /// <summary>The column of the relation, whatever an alias calls it.</summary>
    public Column? Source { get; init; }
}

/// <summary>A result column of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null where it is not known.</param>
/// <param name="Type">Its type; unknown where that is not known.</param>
internal sealed record QueryColumn(string Name, Expr? Value, TypeReference Type);

/// <summary>A query that was analysed.</summary>
internal sealed class AnalyzedQuery
{
    /// <summary>Its columns; null where not all of them are known.</summary>
    public IReadOnlyList<QueryColumn>? Columns { get; set; }

    /// <summary>False where a part is not known that its text depends on.</summary>
    public bool IsPrintable { get; set; } = true;

    public SelectStmt? Syntax { get; set; }

    public Scope? Scope { get; set; }

    public IReadOnlyList<FromItem> From { get; set; } = [];

    public Expr? Where { get; set; }

    public Expr? Having { get; set; }

    public IReadOnlyList<GroupItem> Group { get; set; } = [];

    public IReadOnlyList<SortItem> Order { get; set; } = [];

    public bool IsDistinct { get; set; }

    public IReadOnlyList<Expr> DistinctOn { get; set; } = [];

    public Expr? Limit { get; set; }

    public bool HasNullLimit { get; set; }

    public Expr? Offset { get; set; }

    public IReadOnlyList<WindowClause> Windows { get; set; } = [];

    public IReadOnlyList<CommonTable> CommonTables { get; set; } = [];

    public bool IsRecursive { get; set; }

    public IReadOnlyList<IReadOnlyList<Expr>> Values { get; set; } = [];

    public SetOperation Operation { get; set; }

    public bool IsAll { get; set; }

    public AnalyzedQuery? Left { get; set; }

    public AnalyzedQuery? Right { get; set; }

    public bool HasAggregates { get; set; }
}

/// <summary>An element of GROUP BY: an expression, or a set of elements.</summary>
/// <param name="Expression">The expression; null for a set.</param>
/// <param name="Set">What kind of set.</param>
/// <param name="Items">Its elements.</param>
internal sealed record GroupItem(Expr? Expression, GroupingSetKind Set, IReadOnlyList<GroupItem> Items);

/// <summary>A common table expression.</summary>
internal sealed class CommonTable(string name)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> ColumnNames { get; set; } = [];

    public IReadOnlyList<ItemColumn>? Columns { get; set; }

    public AnalyzedQuery? Query { get; set; }

    public CTEMaterialize Materialized { get; set; }

    /// <summary>True while its recursive term is read, which refers to it.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The columns that SEARCH and CYCLE give it, which a star in its recursive term leaves out.</summary>
    public IReadOnlyList<ItemColumn> Hidden { get; set; } = [];
}

/// <summary>An element of FROM as it is printed.</summary>
internal abstract class FromItem;

/// <summary>A single item.</summary>
internal sealed class FromLeaf(NamespaceItem item) : FromItem
{
    public NamespaceItem Item { get; } = item;

    public bool IsLateral { get; init; }

    public bool IsOnly { get; init; }

    /// <summary>True for TABLESAMPLE.</summary>
    public bool IsSampled { get; init; }

    /// <summary>True where it has columns by WITH ORDINALITY.</summary>
    public bool HasOrdinality { get; init; }
}

/// <summary>A join.</summary>
internal sealed class FromJoin(JoinType kind, FromItem left, FromItem right) : FromItem
{
    public JoinType Kind { get; } = kind;

    public FromItem Left { get; } = left;

    public FromItem Right { get; } = right;

    public IReadOnlyList<string> Using { get; set; } = [];

    public Expr? Condition { get; set; }

    public Alias? Alias { get; set; }

    public string? UsingAlias { get; set; }

    /// <summary>True where the condition is not known.</summary>
    public bool IsConditionUnknown { get; set; }

    /// <summary>What the columns of a join with an alias are underneath.</summary>
    public IReadOnlyList<Expr> Underneath { get; set; } = [];
}

/// <summary>What names mean in a query or an expression: PostgreSQL's <c>ParseState</c>.</summary>
internal sealed class Scope(Scope? parent)
{
    public Scope? Parent { get; } = parent;

    public List<NamespaceItem> Items { get; } = [];

    public List<CommonTable> CommonTables { get; } = [];

    /// <summary>The type of VALUE; null outside of a domain's check.</summary>
    public TypeReference? DomainValue { get; set; }

    public Clause Clause { get; set; }

    public bool HasAggregates { get; set; }

    public bool HasWindowFunctions { get; set; }

    public IReadOnlyList<WindowDef> WindowDefinitions { get; set; } = [];

    public List<WindowClause> Windows { get; } = [];

    /// <summary>True while the arguments of an aggregate of this query are analysed.</summary>
    public bool IsInAggregate { get; set; }

    /// <summary>True where columns that are not known may be named.</summary>
    public bool HasIncomplete => Items.Any(item => item.IsIncomplete && item.AreColumnsVisible);
}

/// <summary>Where in a statement an expression stands.</summary>
internal enum Clause
{
    Other,
    SelectTarget,
    From,
    JoinOn,
    Where,
    GroupBy,
    Having,
    Filter,
    OrderBy,
    DistinctOn,
    Limit,
    Offset,
    Window,
    InsertTarget,
    UpdateSource,
    Returning,
    Values,
    MergeWhen,
    ColumnDefault,
    FunctionDefault,
    CheckConstraint,
    DomainCheck,
    GeneratedColumn,
    IndexExpression,
    IndexPredicate,
    PartitionExpression,
    PartitionBound,
    Policy,
    TriggerWhen,
    AlterColumnTransform,
}
