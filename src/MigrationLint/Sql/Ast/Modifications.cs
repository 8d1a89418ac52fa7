namespace MigrationLint.Sql.Ast;

/// <summary><c>INSERT</c>.</summary>
internal sealed class InsertStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<ResTarget> Cols { get; set; } = [];

    /// <summary>Null for DEFAULT VALUES.</summary>
    public SelectStmt? SelectStmt { get; set; }

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

/// <summary>What says which constraint ON CONFLICT means.</summary>
internal sealed class InferClause(int start) : Node(start)
{
    public IReadOnlyList<IndexElem> IndexElems { get; set; } = [];

    public Node? WhereClause { get; set; }

    /// <summary>From ON CONSTRAINT.</summary>
    public string? Conname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(IndexElems, action);
        Each(WhereClause, action);
    }
}

/// <summary><c>ON CONFLICT</c>.</summary>
internal sealed class OnConflictClause(int start) : Node(start)
{
    public OnConflictAction Action { get; set; }

    public InferClause? Infer { get; set; }

    public IReadOnlyList<ResTarget> TargetList { get; set; } = [];

    public Node? WhereClause { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Infer, action);
        Each(TargetList, action);
        Each(WhereClause, action);
    }
}

/// <summary><c>DELETE</c>.</summary>
internal sealed class DeleteStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> UsingClause { get; set; } = [];

    /// <summary>A <see cref="CurrentOfExpr"/> for WHERE CURRENT OF.</summary>
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

/// <summary><c>UPDATE</c>.</summary>
internal sealed class UpdateStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    /// <summary>A target of <c>(a, b) = …</c> has a <see cref="MultiAssignRef"/>.</summary>
    public IReadOnlyList<ResTarget> TargetList { get; set; } = [];

    /// <summary>A <see cref="CurrentOfExpr"/> for WHERE CURRENT OF.</summary>
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

/// <summary><c>MERGE</c>.</summary>
internal sealed class MergeStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public Node? SourceRelation { get; set; }

    public Node? JoinCondition { get; set; }

    public IReadOnlyList<MergeWhenClause> MergeWhenClauses { get; set; } = [];

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

/// <summary>A <c>WHEN [NOT] MATCHED</c> of MERGE.</summary>
internal sealed class MergeWhenClause(int start) : Node(start)
{
    public MergeMatchKind MatchKind { get; set; }

    /// <summary>Update, Insert, Delete or Nothing.</summary>
    public CmdType CommandType { get; set; }

    public OverridingKind Override { get; set; }

    public Node? Condition { get; set; }

    /// <summary>What UPDATE sets, or the columns of INSERT.</summary>
    public IReadOnlyList<ResTarget> TargetList { get; set; } = [];

    /// <summary>The row of INSERT; empty for DEFAULT VALUES.</summary>
    public IReadOnlyList<Node> Values { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Condition, action);
        Each(TargetList, action);
        Each(Values, action);
    }
}

/// <summary>Another name for OLD or NEW: <c>RETURNING WITH (OLD AS o)</c>.</summary>
internal sealed class ReturningOption(int start) : Node(start)
{
    public ReturningOptionKind Option { get; set; }

    public string Value { get; set; } = "";

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>RETURNING</c>.</summary>
internal sealed class ReturningClause(int start) : Node(start)
{
    public IReadOnlyList<ReturningOption> Options { get; set; } = [];

    public IReadOnlyList<ResTarget> Exprs { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Exprs, action);
    }
}

/// <summary><c>COPY</c>.</summary>
internal sealed class CopyStmt(int start) : Statement(start)
{
    /// <summary>Null where a query is copied.</summary>
    public RangeVar? Relation { get; set; }

    public Statement? Query { get; set; }

    /// <summary>Each a <see cref="StringValue"/>.</summary>
    public IReadOnlyList<Node> Attlist { get; set; } = [];

    public bool IsFrom { get; set; }

    public bool IsProgram { get; set; }

    /// <summary>A file of the server, or with <see cref="IsProgram"/> a command of its shell; null: STDIN or STDOUT.</summary>
    public string? Filename { get; set; }

    /// <summary>Each a <see cref="DefElem"/>; the old syntax has the names of the other: CSV is <c>format</c> with <c>csv</c>.</summary>
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

/// <summary><c>OVERRIDING</c> of INSERT.</summary>
internal enum OverridingKind
{
    NotSet,
    UserValue,
    SystemValue,
}

/// <summary>What ON CONFLICT does.</summary>
internal enum OnConflictAction
{
    None,
    Nothing,
    Update,
}

/// <summary>Which rows a <see cref="MergeWhenClause"/> is for.</summary>
internal enum MergeMatchKind
{
    Matched,
    NotMatchedBySource,
    NotMatchedByTarget,
}

/// <summary>The kind of a command.</summary>
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

/// <summary>Which row a <see cref="ReturningOption"/> names.</summary>
internal enum ReturningOptionKind
{
    Old,
    New,
}
