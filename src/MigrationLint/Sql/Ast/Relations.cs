namespace MigrationLint.Sql.Ast;

/// <summary><c>CREATE INDEX</c>.</summary>
internal sealed class IndexStmt(int start) : Statement(start)
{
    public string? Idxname { get; set; }

    public RangeVar? Relation { get; set; }

    /// <summary><c>btree</c> where none is named.</summary>
    public string? AccessMethod { get; set; }

    public string? TableSpace { get; set; }

    public IReadOnlyList<IndexElem> IndexParams { get; set; } = [];

    public IReadOnlyList<IndexElem> IndexIncludingParams { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public Node? WhereClause { get; set; }

    public bool Unique { get; set; }

    public bool NullsNotDistinct { get; set; }

    public bool Concurrent { get; set; }

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(IndexParams, action);
        Each(IndexIncludingParams, action);
        Each(Options, action);
        Each(WhereClause, action);
    }
}

/// <summary>A column or expression of an index or exclusion constraint.</summary>
internal sealed class IndexElem(int start) : Node(start)
{
    /// <summary>Null for an expression.</summary>
    public string? Name { get; set; }

    public Node? Expr { get; set; }

    public IReadOnlyList<Node> Collation { get; set; } = [];

    public IReadOnlyList<Node> Opclass { get; set; } = [];

    public IReadOnlyList<DefElem> Opclassopts { get; set; } = [];

    public SortByDir Ordering { get; set; }

    public SortByNulls NullsOrdering { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Collation, action);
        Each(Opclass, action);
        Each(Opclassopts, action);
    }
}

/// <summary><c>CREATE VIEW</c>.</summary>
internal sealed class ViewStmt(int start) : Statement(start)
{
    public RangeVar? View { get; set; }

    public IReadOnlyList<StringValue> Aliases { get; set; } = [];

    /// <summary>Of a recursive view, what PostgreSQL makes of it: WITH RECURSIVE and a SELECT of the columns.</summary>
    public Node? Query { get; set; }

    public bool Replace { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public ViewCheckOption WithCheckOption { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(View, action);
        Each(Aliases, action);
        Each(Query, action);
        Each(Options, action);
    }
}

/// <summary><c>REFRESH MATERIALIZED VIEW</c>.</summary>
internal sealed class RefreshMatViewStmt(int start) : Statement(start)
{
    public bool Concurrent { get; set; }

    public bool SkipData { get; set; }

    public RangeVar? Relation { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
    }
}

/// <summary><c>CREATE SEQUENCE</c>.</summary>
internal sealed class CreateSeqStmt(int start) : Statement(start)
{
    public RangeVar? Sequence { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Sequence, action);
        Each(Options, action);
    }
}

/// <summary><c>ALTER SEQUENCE</c> with options of sequences.</summary>
internal sealed class AlterSeqStmt(int start) : Statement(start)
{
    public RangeVar? Sequence { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Sequence, action);
        Each(Options, action);
    }
}

/// <summary><c>CREATE STATISTICS</c>.</summary>
internal sealed class CreateStatsStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Defnames { get; set; } = [];

    public IReadOnlyList<Node> StatTypes { get; set; } = [];

    public IReadOnlyList<StatsElem> Exprs { get; set; } = [];

    public IReadOnlyList<Node> Relations { get; set; } = [];

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Defnames, action);
        Each(StatTypes, action);
        Each(Exprs, action);
        Each(Relations, action);
    }
}

/// <summary>A column or expression of <c>CREATE STATISTICS</c>.</summary>
internal sealed class StatsElem(int start) : Node(start)
{
    /// <summary>Null for an expression.</summary>
    public string? Name { get; set; }

    public Node? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
    }
}

/// <summary><c>ALTER STATISTICS … SET STATISTICS</c>.</summary>
internal sealed class AlterStatsStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Defnames { get; set; } = [];

    /// <summary>Null for DEFAULT.</summary>
    public Node? Stxstattarget { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Defnames, action);
        Each(Stxstattarget, action);
    }
}

/// <summary><c>CREATE RULE</c>.</summary>
internal sealed class RuleStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public string? Rulename { get; set; }

    public Node? WhereClause { get; set; }

    public CmdType Event { get; set; }

    public bool Instead { get; set; }

    /// <summary>Empty for NOTHING.</summary>
    public IReadOnlyList<Statement> Actions { get; set; } = [];

    public bool Replace { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(WhereClause, action);
        Each(Actions, action);
    }
}

/// <summary><c>CREATE TRIGGER</c>.</summary>
internal sealed class CreateTrigStmt(int start) : Statement(start)
{
    public bool Replace { get; set; }

    public bool Isconstraint { get; set; }

    public string? Trigname { get; set; }

    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> Funcname { get; set; } = [];

    public IReadOnlyList<StringValue> Args { get; set; } = [];

    public bool Row { get; set; }

    /// <summary>2 BEFORE, 0 AFTER, 64 INSTEAD OF.</summary>
    public int Timing { get; set; }

    /// <summary>The bits 4 INSERT, 8 DELETE, 16 UPDATE, 32 TRUNCATE.</summary>
    public int Events { get; set; }

    /// <summary>Those of UPDATE OF.</summary>
    public IReadOnlyList<StringValue> Columns { get; set; } = [];

    public Node? WhenClause { get; set; }

    public IReadOnlyList<TriggerTransition> TransitionRels { get; set; } = [];

    public bool Deferrable { get; set; }

    public bool Initdeferred { get; set; }

    /// <summary>The other table of a constraint trigger.</summary>
    public RangeVar? Constrrel { get; set; }

    /// <summary>True for <c>EXECUTE PROCEDURE</c>, the word before PostgreSQL 11. Not a field of PostgreSQL's.</summary>
    public bool SyntaxExecuteProcedure { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Funcname, action);
        Each(Args, action);
        Each(Columns, action);
        Each(WhenClause, action);
        Each(TransitionRels, action);
        Each(Constrrel, action);
    }
}

/// <summary><c>OLD TABLE AS name</c>, <c>NEW TABLE AS name</c>.</summary>
internal sealed class TriggerTransition(int start) : Node(start)
{
    public string? Name { get; set; }

    public bool IsNew { get; set; }

    public bool IsTable { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>TRUNCATE</c>.</summary>
internal sealed class TruncateStmt(int start) : Statement(start)
{
    public IReadOnlyList<RangeVar> Relations { get; set; } = [];

    public bool RestartSeqs { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relations, action);
    }
}

/// <summary><c>WITH CHECK OPTION</c> of a view.</summary>
internal enum ViewCheckOption
{
    NoCheckOption,
    LocalCheckOption,
    CascadedCheckOption,
}
