namespace MigrationLint.Sql.Ast;

/// <summary>A relation by name, in FROM or as what a statement works on.</summary>
internal sealed class RangeVar(int start) : Node(start)
{
    public string? Catalogname { get; set; }

    public string? Schemaname { get; set; }

    public string Relname { get; set; } = "";

    /// <summary>False behind ONLY: the tables that inherit from it are left out.</summary>
    public bool Inh { get; set; }

    /// <summary><c>p</c>: permanent, <c>u</c>: not logged, <c>t</c>: temporary.</summary>
    public string Relpersistence { get; set; } = "p";

    public Alias? Alias { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Alias, action);
    }
}

/// <summary>The name, and possibly the column names, that an element of FROM goes by.</summary>
internal sealed class Alias(int start) : Node(start)
{
    public string Aliasname { get; set; } = "";

    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> Colnames { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Colnames, action);
    }
}

/// <summary>The table that SELECT INTO, CREATE TABLE AS and CREATE MATERIALIZED VIEW make.</summary>
internal sealed class IntoClause(int start) : Node(start)
{
    public RangeVar? Rel { get; set; }

    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> ColNames { get; set; } = [];

    public string? AccessMethod { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public OnCommitAction OnCommit { get; set; }

    public string? TableSpaceName { get; set; }

    /// <summary>True for WITH NO DATA.</summary>
    public bool SkipData { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Rel, action);
        Each(ColNames, action);
        Each(Options, action);
    }
}

/// <summary>An element of a target list: what SELECT and RETURNING give, or the column that INSERT and UPDATE set.</summary>
internal sealed class ResTarget(int start) : Node(start)
{
    /// <summary>The label of a result, the column that is set; null where a result has no label.</summary>
    public string? Name { get; set; }

    /// <summary>What follows the column that is set: <c>.field</c>, <c>[1]</c>.</summary>
    public IReadOnlyList<Node> Indirection { get; set; } = [];

    /// <summary>The expression; null in the column list of INSERT.</summary>
    public Node? Val { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Indirection, action);
        Each(Val, action);
    }
}

/// <summary>A query in FROM.</summary>
internal sealed class RangeSubselect(int start) : Node(start)
{
    public bool Lateral { get; set; }

    public SelectStmt? Subquery { get; set; }

    public Alias? Alias { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Subquery, action);
        Each(Alias, action);
    }
}

/// <summary>A function, or <c>ROWS FROM (…)</c>, in FROM.</summary>
internal sealed class RangeFunction(int start) : Node(start)
{
    public bool Lateral { get; set; }

    public bool Ordinality { get; set; }

    /// <summary>True for <c>ROWS FROM (…)</c>.</summary>
    public bool IsRowsfrom { get; set; }

    /// <summary>Each two elements: the function, and the <see cref="ListValue"/> of its <see cref="ColumnDef"/>, empty without.</summary>
    public IReadOnlyList<ListValue> Functions { get; set; } = [];

    public Alias? Alias { get; set; }

    /// <summary>Each a <see cref="ColumnDef"/>.</summary>
    public IReadOnlyList<Node> Coldeflist { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Functions, action);
        Each(Alias, action);
        Each(Coldeflist, action);
    }
}

/// <summary><c>XMLTABLE</c> in FROM.</summary>
internal sealed class RangeTableFunc(int start) : Node(start)
{
    public bool Lateral { get; set; }

    /// <summary>The document, from PASSING.</summary>
    public Node? Docexpr { get; set; }

    /// <summary>The XPath expression that gives the rows.</summary>
    public Node? Rowexpr { get; set; }

    public IReadOnlyList<ResTarget> Namespaces { get; set; } = [];

    /// <summary>Each a <see cref="RangeTableFuncCol"/>.</summary>
    public IReadOnlyList<Node> Columns { get; set; } = [];

    public Alias? Alias { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Docexpr, action);
        Each(Rowexpr, action);
        Each(Namespaces, action);
        Each(Columns, action);
        Each(Alias, action);
    }
}

/// <summary>A column of <c>XMLTABLE</c>.</summary>
internal sealed class RangeTableFuncCol(int start) : Node(start)
{
    public string? Colname { get; set; }

    public TypeName? TypeName { get; set; }

    public bool ForOrdinality { get; set; }

    public bool IsNotNull { get; set; }

    /// <summary>From PATH.</summary>
    public Node? Colexpr { get; set; }

    /// <summary>From DEFAULT.</summary>
    public Node? Coldefexpr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Colexpr, action);
        Each(Coldefexpr, action);
    }
}

/// <summary>A relation with <c>TABLESAMPLE</c>.</summary>
internal sealed class RangeTableSample(int start) : Node(start)
{
    public Node? Relation { get; set; }

    /// <summary>The name, each part a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> Method { get; set; } = [];

    public IReadOnlyList<Node> Args { get; set; } = [];

    public Node? Repeatable { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Method, action);
        Each(Args, action);
        Each(Repeatable, action);
    }
}

/// <summary>A join.</summary>
internal sealed class JoinExpr(int start) : Node(start)
{
    public JoinType Jointype { get; set; }

    public bool IsNatural { get; set; }

    public Node? Larg { get; set; }

    public Node? Rarg { get; set; }

    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> UsingClause { get; set; } = [];

    public Alias? JoinUsingAlias { get; set; }

    /// <summary>From ON.</summary>
    public Node? Quals { get; set; }

    /// <summary>Of the join itself: <c>(a JOIN b …) AS name</c>.</summary>
    public Alias? Alias { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Larg, action);
        Each(Rarg, action);
        Each(UsingClause, action);
        Each(JoinUsingAlias, action);
        Each(Quals, action);
        Each(Alias, action);
    }
}

/// <summary><c>FOR UPDATE</c> and its like.</summary>
internal sealed class LockingClause(int start) : Node(start)
{
    /// <summary>From OF, each a <see cref="RangeVar"/>; empty: all of FROM.</summary>
    public IReadOnlyList<Node> LockedRels { get; set; } = [];

    public LockClauseStrength Strength { get; set; }

    public LockWaitPolicy WaitPolicy { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(LockedRels, action);
    }
}

/// <summary>An element of GROUP BY that is no expression: <c>()</c>, <c>ROLLUP</c>, <c>CUBE</c>, <c>GROUPING SETS</c>.</summary>
internal sealed class GroupingSet(int start) : Node(start)
{
    public GroupingSetKind Kind { get; set; }

    public IReadOnlyList<Node> Content { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Content, action);
    }
}

/// <summary><c>WITH</c>.</summary>
internal sealed class WithClause(int start) : Node(start)
{
    public IReadOnlyList<CommonTableExpr> Ctes { get; set; } = [];

    public bool Recursive { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Ctes, action);
    }
}

/// <summary>A statement that WITH gives a name.</summary>
internal sealed class CommonTableExpr(int start) : Node(start)
{
    public string Ctename { get; set; } = "";

    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> Aliascolnames { get; set; } = [];

    public CTEMaterialize Ctematerialized { get; set; }

    public Statement? Ctequery { get; set; }

    public CTESearchClause? SearchClause { get; set; }

    public CTECycleClause? CycleClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Aliascolnames, action);
        Each(Ctequery, action);
        Each(SearchClause, action);
        Each(CycleClause, action);
    }
}

/// <summary><c>SEARCH</c> of a recursive query.</summary>
internal sealed class CTESearchClause(int start) : Node(start)
{
    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> SearchColList { get; set; } = [];

    /// <summary>False: DEPTH FIRST.</summary>
    public bool SearchBreadthFirst { get; set; }

    public string? SearchSeqColumn { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(SearchColList, action);
    }
}

/// <summary><c>CYCLE</c> of a recursive query.</summary>
internal sealed class CTECycleClause(int start) : Node(start)
{
    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> CycleColList { get; set; } = [];

    public string? CycleMarkColumn { get; set; }

    public Node? CycleMarkValue { get; set; }

    public Node? CycleMarkDefault { get; set; }

    public string? CyclePathColumn { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(CycleColList, action);
        Each(CycleMarkValue, action);
        Each(CycleMarkDefault, action);
    }
}

/// <summary>A SELECT, a VALUES, or a set operation over two of them.</summary>
internal sealed class SelectStmt(int start) : Statement(start)
{
    /// <summary>The expressions of DISTINCT ON; a single empty <see cref="ListValue"/> for DISTINCT.</summary>
    public IReadOnlyList<Node> DistinctClause { get; set; } = [];

    public IntoClause? IntoClause { get; set; }

    public IReadOnlyList<ResTarget> TargetList { get; set; } = [];

    public IReadOnlyList<Node> FromClause { get; set; } = [];

    public Node? WhereClause { get; set; }

    public IReadOnlyList<Node> GroupClause { get; set; } = [];

    public bool GroupDistinct { get; set; }

    /// <summary>True for <c>GROUP BY ALL</c> without a list, as PostgreSQL 19 takes it; not a field of PostgreSQL 18's.</summary>
    public bool SyntaxGroupByAll { get; set; }

    public Node? HavingClause { get; set; }

    public IReadOnlyList<WindowDef> WindowClause { get; set; } = [];

    /// <summary>The rows of VALUES.</summary>
    public IReadOnlyList<ListValue> ValuesLists { get; set; } = [];

    public IReadOnlyList<Node> SortClause { get; set; } = [];

    public Node? LimitOffset { get; set; }

    /// <summary>A null constant for LIMIT ALL.</summary>
    public Node? LimitCount { get; set; }

    public LimitOption LimitOption { get; set; }

    public IReadOnlyList<LockingClause> LockingClause { get; set; } = [];

    public WithClause? WithClause { get; set; }

    /// <summary>Where it is a set operation, only <see cref="Larg"/>, <see cref="Rarg"/>, and what stands before and behind the operation are filled in.</summary>
    public SetOperation Op { get; set; }

    public bool All { get; set; }

    public SelectStmt? Larg { get; set; }

    public SelectStmt? Rarg { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(DistinctClause, action);
        Each(IntoClause, action);
        Each(TargetList, action);
        Each(FromClause, action);
        Each(WhereClause, action);
        Each(GroupClause, action);
        Each(HavingClause, action);
        Each(WindowClause, action);
        Each(ValuesLists, action);
        Each(SortClause, action);
        Each(LimitOffset, action);
        Each(LimitCount, action);
        Each(LockingClause, action);
        Each(WithClause, action);
        Each(Larg, action);
        Each(Rarg, action);
    }
}

/// <summary>The <c>RETURN</c> of a function whose body is SQL (<c>RETURN expression</c>, or in BEGIN ATOMIC).</summary>
internal sealed class ReturnStmt(int start) : Statement(start)
{
    public Node? Returnval { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Returnval, action);
    }
}

/// <summary>An assignment of PL/pgSQL, as PostgreSQL hands it to the SQL grammar.</summary>
internal sealed class PLAssignStmt(int start) : Statement(start)
{
    public string Name { get; set; } = "";

    public IReadOnlyList<Node> Indirection { get; set; } = [];

    /// <summary>How many names the target has, of which <see cref="Name"/> is one.</summary>
    public int Nnames { get; set; }

    public SelectStmt? Val { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Indirection, action);
        Each(Val, action);
    }
}

/// <summary>What becomes of a temporary table at the end of the transaction.</summary>
internal enum OnCommitAction
{
    Noop,
    PreserveRows,
    DeleteRows,
    Drop,
}

/// <summary>The kind of a join; those behind <see cref="Right"/> are only made by the planner.</summary>
internal enum JoinType
{
    Inner,
    Left,
    Full,
    Right,
    Semi,
    Anti,
    RightSemi,
    RightAnti,
    UniqueOuter,
    UniqueInner,
}

/// <summary>How rows are locked.</summary>
internal enum LockClauseStrength
{
    None,
    ForKeyShare,
    ForShare,
    ForNoKeyUpdate,
    ForUpdate,
}

/// <summary>What happens where a row is locked already.</summary>
internal enum LockWaitPolicy
{
    Block,
    Skip,
    Error,
}

/// <summary>The kind of a <see cref="GroupingSet"/>.</summary>
internal enum GroupingSetKind
{
    Empty,
    Simple,
    Rollup,
    Cube,
    Sets,
}

/// <summary>Whether <c>[NOT] MATERIALIZED</c> was said.</summary>
internal enum CTEMaterialize
{
    Default,
    Always,
    Never,
}

/// <summary>Whether there is a limit, and whether rows that are equal to the last one count.</summary>
internal enum LimitOption
{
    Default,
    Count,
    WithTies,
}

/// <summary>A set operation.</summary>
internal enum SetOperation
{
    None,
    Union,
    Intersect,
    Except,
}
