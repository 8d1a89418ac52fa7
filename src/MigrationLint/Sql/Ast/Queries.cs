namespace MigrationLint.Sql.Ast;

/// <summary>RangeVar.</summary>
internal sealed class RangeVar(int start) : Node(start)
{
    public string? Catalogname { get; set; }

    public string? Schemaname { get; set; }

    public string? Relname { get; set; }

    public bool Inh { get; set; }

    public string? Relpersistence { get; set; }

    public Alias? Alias { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Alias, action);
    }
}

/// <summary>Alias.</summary>
internal sealed class Alias(int start) : Node(start)
{
    public string? Aliasname { get; set; }

    public IReadOnlyList<Node> Colnames { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Colnames, action);
    }
}

/// <summary>IntoClause.</summary>
internal sealed class IntoClause(int start) : Node(start)
{
    public RangeVar? Rel { get; set; }

    public IReadOnlyList<Node> ColNames { get; set; } = [];

    public string? AccessMethod { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public OnCommitAction OnCommit { get; set; }

    public string? TableSpaceName { get; set; }

    public bool SkipData { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Rel, action);
        Each(ColNames, action);
        Each(Options, action);
    }
}

/// <summary>ResTarget.</summary>
internal sealed class ResTarget(int start) : Node(start)
{
    public string? Name { get; set; }

    public IReadOnlyList<Node> Indirection { get; set; } = [];

    public Node? Val { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Indirection, action);
        Each(Val, action);
    }
}

/// <summary>RangeSubselect.</summary>
internal sealed class RangeSubselect(int start) : Node(start)
{
    public bool Lateral { get; set; }

    public Node? Subquery { get; set; }

    public Alias? Alias { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Subquery, action);
        Each(Alias, action);
    }
}

/// <summary>RangeFunction.</summary>
internal sealed class RangeFunction(int start) : Node(start)
{
    public bool Lateral { get; set; }

    public bool Ordinality { get; set; }

    public bool IsRowsfrom { get; set; }

    public IReadOnlyList<Node> Functions { get; set; } = [];

    public Alias? Alias { get; set; }

    public IReadOnlyList<Node> Coldeflist { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Functions, action);
        Each(Alias, action);
        Each(Coldeflist, action);
    }
}

/// <summary>RangeTableFunc.</summary>
internal sealed class RangeTableFunc(int start) : Node(start)
{
    public bool Lateral { get; set; }

    public Node? Docexpr { get; set; }

    public Node? Rowexpr { get; set; }

    public IReadOnlyList<Node> Namespaces { get; set; } = [];

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

/// <summary>RangeTableFuncCol.</summary>
internal sealed class RangeTableFuncCol(int start) : Node(start)
{
    public string? Colname { get; set; }

    public TypeName? TypeName { get; set; }

    public bool ForOrdinality { get; set; }

    public bool IsNotNull { get; set; }

    public Node? Colexpr { get; set; }

    public Node? Coldefexpr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Colexpr, action);
        Each(Coldefexpr, action);
    }
}

/// <summary>RangeTableSample.</summary>
internal sealed class RangeTableSample(int start) : Node(start)
{
    public Node? Relation { get; set; }

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

/// <summary>JoinExpr.</summary>
internal sealed class JoinExpr(int start) : Node(start)
{
    public JoinType Jointype { get; set; }

    public bool IsNatural { get; set; }

    public Node? Larg { get; set; }

    public Node? Rarg { get; set; }

    public IReadOnlyList<Node> UsingClause { get; set; } = [];

    public Alias? JoinUsingAlias { get; set; }

    public Node? Quals { get; set; }

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

/// <summary>LockingClause.</summary>
internal sealed class LockingClause(int start) : Node(start)
{
    public IReadOnlyList<Node> LockedRels { get; set; } = [];

    public LockClauseStrength Strength { get; set; }

    public LockWaitPolicy WaitPolicy { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(LockedRels, action);
    }
}

/// <summary>GroupingSet.</summary>
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

/// <summary>WithClause.</summary>
internal sealed class WithClause(int start) : Node(start)
{
    public IReadOnlyList<Node> Ctes { get; set; } = [];

    public bool Recursive { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Ctes, action);
    }
}

/// <summary>CommonTableExpr.</summary>
internal sealed class CommonTableExpr(int start) : Node(start)
{
    public string? Ctename { get; set; }

    public IReadOnlyList<Node> Aliascolnames { get; set; } = [];

    public CTEMaterialize Ctematerialized { get; set; }

    public Node? Ctequery { get; set; }

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

/// <summary>CTESearchClause.</summary>
internal sealed class CTESearchClause(int start) : Node(start)
{
    public IReadOnlyList<Node> SearchColList { get; set; } = [];

    public bool SearchBreadthFirst { get; set; }

    public string? SearchSeqColumn { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(SearchColList, action);
    }
}

/// <summary>CTECycleClause.</summary>
internal sealed class CTECycleClause(int start) : Node(start)
{
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

/// <summary>SelectStmt.</summary>
internal sealed class SelectStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> DistinctClause { get; set; } = [];

    public IntoClause? IntoClause { get; set; }

    public IReadOnlyList<Node> TargetList { get; set; } = [];

    public IReadOnlyList<Node> FromClause { get; set; } = [];

    public Node? WhereClause { get; set; }

    public IReadOnlyList<Node> GroupClause { get; set; } = [];

    public bool GroupDistinct { get; set; }

    public Node? HavingClause { get; set; }

    public IReadOnlyList<Node> WindowClause { get; set; } = [];

    public IReadOnlyList<Node> ValuesLists { get; set; } = [];

    public IReadOnlyList<Node> SortClause { get; set; } = [];

    public Node? LimitOffset { get; set; }

    public Node? LimitCount { get; set; }

    public LimitOption LimitOption { get; set; }

    public IReadOnlyList<Node> LockingClause { get; set; } = [];

    public WithClause? WithClause { get; set; }

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

/// <summary>InsertStmt.</summary>
internal sealed class InsertStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> Cols { get; set; } = [];

    public Node? SelectStmt { get; set; }

    public OnConflictClause? OnConflictClause { get; set; }

    public ReturningClause? ReturningClause { get; set; }

    public WithClause? WithClause { get; set; }

    public OverridingKind Override { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Cols, action);
        Each(SelectStmt, action);
        Each(OnConflictClause, action);
        Each(ReturningClause, action);
        Each(WithClause, action);
    }
}

/// <summary>InferClause.</summary>
internal sealed class InferClause(int start) : Node(start)
{
    public IReadOnlyList<Node> IndexElems { get; set; } = [];

    public Node? WhereClause { get; set; }

    public string? Conname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(IndexElems, action);
        Each(WhereClause, action);
    }
}

/// <summary>OnConflictClause.</summary>
internal sealed class OnConflictClause(int start) : Node(start)
{
    public OnConflictAction Action { get; set; }

    public InferClause? Infer { get; set; }

    public IReadOnlyList<Node> TargetList { get; set; } = [];

    public Node? WhereClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Infer, action);
        Each(TargetList, action);
        Each(WhereClause, action);
    }
}

/// <summary>DeleteStmt.</summary>
internal sealed class DeleteStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> UsingClause { get; set; } = [];

    public Node? WhereClause { get; set; }

    public ReturningClause? ReturningClause { get; set; }

    public WithClause? WithClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(UsingClause, action);
        Each(WhereClause, action);
        Each(ReturningClause, action);
        Each(WithClause, action);
    }
}

/// <summary>UpdateStmt.</summary>
internal sealed class UpdateStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> TargetList { get; set; } = [];

    public Node? WhereClause { get; set; }

    public IReadOnlyList<Node> FromClause { get; set; } = [];

    public ReturningClause? ReturningClause { get; set; }

    public WithClause? WithClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(TargetList, action);
        Each(WhereClause, action);
        Each(FromClause, action);
        Each(ReturningClause, action);
        Each(WithClause, action);
    }
}

/// <summary>MergeStmt.</summary>
internal sealed class MergeStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public Node? SourceRelation { get; set; }

    public Node? JoinCondition { get; set; }

    public IReadOnlyList<Node> MergeWhenClauses { get; set; } = [];

    public ReturningClause? ReturningClause { get; set; }

    public WithClause? WithClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(SourceRelation, action);
        Each(JoinCondition, action);
        Each(MergeWhenClauses, action);
        Each(ReturningClause, action);
        Each(WithClause, action);
    }
}

/// <summary>MergeWhenClause.</summary>
internal sealed class MergeWhenClause(int start) : Node(start)
{
    public MergeMatchKind MatchKind { get; set; }

    public CmdType CommandType { get; set; }

    public OverridingKind Override { get; set; }

    public Node? Condition { get; set; }

    public IReadOnlyList<Node> TargetList { get; set; } = [];

    public IReadOnlyList<Node> Values { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Condition, action);
        Each(TargetList, action);
        Each(Values, action);
    }
}

/// <summary>ReturningOption.</summary>
internal sealed class ReturningOption(int start) : Node(start)
{
    public ReturningOptionKind Option { get; set; }

    public string? Value { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>ReturningClause.</summary>
internal sealed class ReturningClause(int start) : Node(start)
{
    public IReadOnlyList<Node> Options { get; set; } = [];

    public IReadOnlyList<Node> Exprs { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Exprs, action);
    }
}

/// <summary>ReturnStmt.</summary>
internal sealed class ReturnStmt(int start) : Statement(start)
{
    public Node? Returnval { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Returnval, action);
    }
}

/// <summary>PLAssignStmt.</summary>
internal sealed class PLAssignStmt(int start) : Statement(start)
{
    public string? Name { get; set; }

    public IReadOnlyList<Node> Indirection { get; set; } = [];

    public int Nnames { get; set; }

    public SelectStmt? Val { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Indirection, action);
        Each(Val, action);
    }
}

/// <summary>CopyStmt.</summary>
internal sealed class CopyStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public Node? Query { get; set; }

    public IReadOnlyList<Node> Attlist { get; set; } = [];

    public bool IsFrom { get; set; }

    public bool IsProgram { get; set; }

    public string? Filename { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public Node? WhereClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Query, action);
        Each(Attlist, action);
        Each(Options, action);
        Each(WhereClause, action);
    }
}

/// <summary>OnCommitAction.</summary>
internal enum OnCommitAction
{
    Noop,
    PreserveRows,
    DeleteRows,
    Drop,
}

/// <summary>JoinType.</summary>
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

/// <summary>LockClauseStrength.</summary>
internal enum LockClauseStrength
{
    None,
    Forkeyshare,
    Forshare,
    Fornokeyupdate,
    Forupdate,
}

/// <summary>LockWaitPolicy.</summary>
internal enum LockWaitPolicy
{
    LockWaitBlock,
    LockWaitSkip,
    LockWaitError,
}

/// <summary>GroupingSetKind.</summary>
internal enum GroupingSetKind
{
    Empty,
    Simple,
    Rollup,
    Cube,
    Sets,
}

/// <summary>CTEMaterialize.</summary>
internal enum CTEMaterialize
{
    Default,
    Always,
    Never,
}

/// <summary>LimitOption.</summary>
internal enum LimitOption
{
    Default,
    Count,
    WithTies,
}

/// <summary>SetOperation.</summary>
internal enum SetOperation
{
    None,
    Union,
    Intersect,
    Except,
}

/// <summary>OverridingKind.</summary>
internal enum OverridingKind
{
    NotSet,
    UserValue,
    SystemValue,
}

/// <summary>OnConflictAction.</summary>
internal enum OnConflictAction
{
    None,
    Nothing,
    Update,
}

/// <summary>MergeMatchKind.</summary>
internal enum MergeMatchKind
{
    Matched,
    NotMatchedBySource,
    NotMatchedByTarget,
}

/// <summary>CmdType.</summary>
internal enum CmdType
{
    Unknown,
    Select,
    Update,
    Insert,
    Delete,
    Merge,
    Utility,
    Nothing,
}

/// <summary>ReturningOptionKind.</summary>
internal enum ReturningOptionKind
{
    Old,
    New,
}
