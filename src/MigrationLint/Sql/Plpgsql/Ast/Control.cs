using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql.Plpgsql.Ast;

/// <summary>IF.</summary>
internal sealed class PLpgSQLStmtIf(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Cond { get; set; }

    public IReadOnlyList<PLpgSQLStmt> ThenBody { get; set; } = [];

    public IReadOnlyList<PLpgSQLIfElsif> ElsifList { get; set; } = [];

    public IReadOnlyList<PLpgSQLStmt> ElseBody { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cond, action);
        Each(ThenBody, action);
        Each(ElsifList, action);
        Each(ElseBody, action);
    }
}

/// <summary>ELSIF.</summary>
internal sealed class PLpgSQLIfElsif(int start) : Node(start)
{
    public PLpgSQLExpr? Cond { get; set; }

    public IReadOnlyList<PLpgSQLStmt> Stmts { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cond, action);
        Each(Stmts, action);
    }
}

/// <summary>CASE.</summary>
internal sealed class PLpgSQLStmtCase(int start) : PLpgSQLStmt(start)
{
    /// <summary>What is compared; null where each WHEN has a condition.</summary>
    public PLpgSQLExpr? TExpr { get; set; }

    public IReadOnlyList<PLpgSQLCaseWhen> CaseWhenList { get; set; } = [];

    public bool HaveElse { get; set; }

    public IReadOnlyList<PLpgSQLStmt> ElseStmts { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TExpr, action);
        Each(CaseWhenList, action);
        Each(ElseStmts, action);
    }
}

/// <summary>WHEN of a CASE.</summary>
internal sealed class PLpgSQLCaseWhen(int start) : Node(start)
{
    public PLpgSQLExpr? Expr { get; set; }

    public IReadOnlyList<PLpgSQLStmt> Stmts { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Stmts, action);
    }
}

/// <summary>What LOOP … END LOOP repeats.</summary>
internal abstract class PLpgSQLLoop(int start) : PLpgSQLStmt(start)
{
    public string? Label { get; set; }

    public IReadOnlyList<PLpgSQLStmt> Body { get; set; } = [];
}

/// <summary>LOOP.</summary>
internal sealed class PLpgSQLStmtLoop(int start) : PLpgSQLLoop(start)
{
    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Body, action);
}

/// <summary>WHILE.</summary>
internal sealed class PLpgSQLStmtWhile(int start) : PLpgSQLLoop(start)
{
    public PLpgSQLExpr? Cond { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cond, action);
        Each(Body, action);
    }
}

/// <summary>FOR over integers.</summary>
internal sealed class PLpgSQLStmtFori(int start) : PLpgSQLLoop(start)
{
    public ColumnRef? Var { get; set; }

    public PLpgSQLExpr? Lower { get; set; }

    public PLpgSQLExpr? Upper { get; set; }

    public PLpgSQLExpr? Step { get; set; }

    public bool Reverse { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Var, action);
        Each(Lower, action);
        Each(Upper, action);
        Each(Step, action);
        Each(Body, action);
    }
}

/// <summary>FOR over the rows of a query.</summary>
internal abstract class PLpgSQLStmtForq(int start) : PLpgSQLLoop(start)
{
    /// <summary>One record, or one or more scalars.</summary>
    public IReadOnlyList<ColumnRef> Var { get; set; } = [];
}

/// <summary>FOR over the rows of a query that is written there.</summary>
internal sealed class PLpgSQLStmtFors(int start) : PLpgSQLStmtForq(start)
{
    public PLpgSQLExpr? Query { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Var, action);
        Each(Query, action);
        Each(Body, action);
    }
}

/// <summary>FOR over the rows of a cursor.</summary>
internal sealed class PLpgSQLStmtForc(int start) : PLpgSQLStmtForq(start)
{
    public ColumnRef? Curvar { get; set; }

    public IReadOnlyList<PLpgSQLExpr> Argquery { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Var, action);
        Each(Curvar, action);
        Each(Argquery, action);
        Each(Body, action);
    }
}

/// <summary>FOR over the rows of a query that is a text: <c>FOR … IN EXECUTE …</c>.</summary>
internal sealed class PLpgSQLStmtDynfors(int start) : PLpgSQLStmtForq(start)
{
    public PLpgSQLExpr? Query { get; set; }

    public IReadOnlyList<PLpgSQLExpr> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Var, action);
        Each(Query, action);
        Each(Params, action);
        Each(Body, action);
    }
}

/// <summary>FOREACH over the elements of an array.</summary>
internal sealed class PLpgSQLStmtForeachA(int start) : PLpgSQLLoop(start)
{
    public IReadOnlyList<ColumnRef> Var { get; set; } = [];

    /// <summary>The dimensions of a slice; 0 without SLICE.</summary>
    public int Slice { get; set; }

    public PLpgSQLExpr? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Var, action);
        Each(Expr, action);
        Each(Body, action);
    }
}

/// <summary>EXIT or CONTINUE.</summary>
internal sealed class PLpgSQLStmtExit(int start) : PLpgSQLStmt(start)
{
    public bool IsExit { get; set; }

    public string? Label { get; set; }

    public PLpgSQLExpr? Cond { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Cond, action);
}

/// <summary>RETURN.</summary>
internal sealed class PLpgSQLStmtReturn(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Expr, action);
}

/// <summary>RETURN NEXT.</summary>
internal sealed class PLpgSQLStmtReturnNext(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Expr, action);
}

/// <summary>RETURN QUERY.</summary>
internal sealed class PLpgSQLStmtReturnQuery(int start) : PLpgSQLStmt(start)
{
    public PLpgSQLExpr? Query { get; set; }

    /// <summary>The text of the query, behind EXECUTE.</summary>
    public PLpgSQLExpr? Dynquery { get; set; }

    public IReadOnlyList<PLpgSQLExpr> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Query, action);
        Each(Dynquery, action);
        Each(Params, action);
    }
}
