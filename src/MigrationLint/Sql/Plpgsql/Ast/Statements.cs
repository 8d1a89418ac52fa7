using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql.Plpgsql.Ast;

/// <summary>An assignment.</summary>
internal sealed class PLpgSQLStmtAssign(int start) : PLpgSQLStmt(start)
{
    /// <summary>Target and value in one, as PostgreSQL keeps them.</summary>
    public PLpgSQLExpr? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Expr, action);
}

/// <summary>Any statement of SQL.</summary>
internal sealed class PLpgSQLStmtExecsql(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Sqlstmt { get; set; }

    public bool Into { get; set; }

    public bool Strict { get; set; }

    public IReadOnlyList<ColumnRef> Target { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Sqlstmt, action);
        Each(Target, action);
    }
}

/// <summary>EXECUTE of a text.</summary>
internal sealed class PLpgSQLStmtDynexecute(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Query { get; set; }

    public bool Into { get; set; }

    public bool Strict { get; set; }

    public IReadOnlyList<ColumnRef> Target { get; set; } = [];

    public IReadOnlyList<PLpgSQLExpr> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Query, action);
        Each(Target, action);
        Each(Params, action);
    }
}

/// <summary>PERFORM, a SELECT whose rows are thrown away.</summary>
internal sealed class PLpgSQLStmtPerform(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Expr, action);
}

/// <summary>CALL or DO.</summary>
internal sealed class PLpgSQLStmtCall(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Expr { get; set; }

    /// <summary>False for DO.</summary>
    public bool IsCall { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Expr, action);
}

/// <summary>RAISE.</summary>
internal sealed class PLpgSQLStmtRaise(int start) : PLpgSQLStmt(start)
{
    /// <summary>Lower case; <c>exception</c> where none is written.</summary>
    public string ElogLevel { get; set; } = "exception";

    /// <summary>The name of a condition, or the five characters of an SQLSTATE.</summary>
    public string? Condname { get; set; }

    public string? Message { get; set; }

    public IReadOnlyList<PLpgSQLExpr> Params { get; set; } = [];

    public IReadOnlyList<PLpgSQLRaiseOption> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Params, action);
        Each(Options, action);
    }
}

/// <summary>An option behind USING of a RAISE.</summary>
internal sealed class PLpgSQLRaiseOption(int start) : Node(start)
{
    /// <summary>Lower case: <c>errcode</c>, <c>hint</c>.</summary>
    public string OptType { get; set; } = "";

    public PLpgSQLExpr? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Expr, action);
}

/// <summary>ASSERT.</summary>
internal sealed class PLpgSQLStmtAssert(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Cond { get; set; }

    public PLpgSQLExpr? Message { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cond, action);
        Each(Message, action);
    }
}

/// <summary>GET DIAGNOSTICS.</summary>
internal sealed class PLpgSQLStmtGetdiag(int start) : PLpgSQLStmt(start)
{
    public bool IsStacked { get; set; }

    public IReadOnlyList<PLpgSQLDiagItem> DiagItems { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(DiagItems, action);
}

/// <summary><c>variable = item</c>.</summary>
internal sealed class PLpgSQLDiagItem(int start) : Node(start)
{
    public ColumnRef? Target { get; set; }

    /// <summary>Lower case: <c>row_count</c>.</summary>
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Target, action);
}

/// <summary>OPEN.</summary>
internal sealed class PLpgSQLStmtOpen(int start) : PLpgSQLStmt(start)
{
    public ColumnRef? Curvar { get; set; }

    /// <summary>SCROLL is true, NO SCROLL false.</summary>
    public bool? CursorScroll { get; set; }

    /// <summary>The arguments of a bound cursor.</summary>
    public IReadOnlyList<PLpgSQLExpr> Argquery { get; set; } = [];

    public PLpgSQLExpr? Query { get; set; }

    /// <summary>The text of the query, behind EXECUTE.</summary>
    public PLpgSQLExpr? Dynquery { get; set; }

    public IReadOnlyList<PLpgSQLExpr> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Curvar, action);
        Each(Argquery, action);
        Each(Query, action);
        Each(Dynquery, action);
        Each(Params, action);
    }
}

/// <summary>FETCH or MOVE.</summary>
internal sealed class PLpgSQLStmtFetch(int start) : PLpgSQLStmt(start)
{
    public IReadOnlyList<ColumnRef> Target { get; set; } = [];

    public ColumnRef? Curvar { get; set; }

    /// <summary>Lower case: <c>next</c>, <c>absolute</c>, <c>forward</c>; empty without.</summary>
    public string Direction { get; set; } = "";

    /// <summary>The number of rows, or the place of a row.</summary>
    public PLpgSQLExpr? Expr { get; set; }

    public bool IsMove { get; set; }

    public bool ReturnsMultipleRows { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Target, action);
        Each(Curvar, action);
        Each(Expr, action);
    }
}

/// <summary>CLOSE.</summary>
internal sealed class PLpgSQLStmtClose(int start) : PLpgSQLStmt(start)
{
    public ColumnRef? Curvar { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Curvar, action);
}

/// <summary>COMMIT.</summary>
internal sealed class PLpgSQLStmtCommit(int start) : PLpgSQLStmt(start)
{
    public bool Chain { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>ROLLBACK.</summary>
internal sealed class PLpgSQLStmtRollback(int start) : PLpgSQLStmt(start)
{
    public bool Chain { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}
