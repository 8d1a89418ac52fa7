using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>Collects the statements of SQL that a body in PL/pgSQL runs.</summary>
internal sealed class PlpgsqlStatements
{
    private readonly SqlTokens tokens;
    private readonly List<BodyStatement> found = [];
    private int conditions;
    private bool mayHaveLeft;
    private IReadOnlyList<string> caught = [];

    private PlpgsqlStatements(SqlTokens tokens)
    {
        this.tokens = tokens;
    }

    /// <summary>The statements, in source order.</summary>
    public static IReadOnlyList<BodyStatement> Of(PLpgSQLFunction function, SqlTokens tokens)
    {
        var collector = new PlpgsqlStatements(tokens);
        if (function.Action is { } block)
        {
            collector.Visit(block);
        }

        return collector.found;
    }

    private void Visit(IReadOnlyList<PLpgSQLStmt> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    private void VisitBranch(IReadOnlyList<PLpgSQLStmt> statements)
    {
        conditions++;
        Visit(statements);
        conditions--;
    }

    private void Visit(PLpgSQLStmt statement)
    {
        switch (statement)
        {
            case PLpgSQLStmtBlock block:
                VisitBlock(block);
                break;
            case PLpgSQLStmtIf branches:
                VisitBranch(branches.ThenBody);
                foreach (var branch in branches.ElsifList)
                {
                    VisitBranch(branch.Stmts);
                }

                VisitBranch(branches.ElseBody);
                break;
            case PLpgSQLStmtCase branches:
                foreach (var branch in branches.CaseWhenList)
                {
                    VisitBranch(branch.Stmts);
                }

                VisitBranch(branches.ElseStmts);
                break;
            case PLpgSQLLoop loop:
                VisitLoop(loop);
                break;
            case PLpgSQLStmtExit or PLpgSQLStmtReturn:
                mayHaveLeft = true;
                break;
            default:
                VisitSimple(statement);
                break;
        }
    }

    private void VisitBlock(PLpgSQLStmtBlock block)
    {
        foreach (var declaration in block.Declarations)
        {
            if (declaration is PLpgSQLVar { CursorExplicitExpr: { } query })
            {
                VisitBranch(query);
            }
        }

        var outer = caught;
        if (block.Exceptions is { } exceptions)
        {
            caught = [.. exceptions.ExcList.SelectMany(static exception => exception.Conditions).Select(static condition => condition.Condname), .. outer];
        }

        Visit(block.Body);
        caught = outer;
        foreach (var exception in block.Exceptions?.ExcList ?? [])
        {
            VisitBranch(exception.Action);
        }
    }

    // A cursor that is never opened runs nothing.
    private void VisitBranch(PLpgSQLExpr query)
    {
        conditions++;
        Add(query);
        conditions--;
    }

    private void VisitLoop(PLpgSQLLoop loop)
    {
        switch (loop)
        {
            case PLpgSQLStmtFors rows:
                Add(rows.Query);
                break;
            case PLpgSQLStmtDynfors rows:
                AddDynamic(rows.Query);
                break;
        }

        // Only LOOP runs its body in any case.
        conditions += loop is PLpgSQLStmtLoop ? 0 : 1;
        Visit(loop.Body);
        conditions -= loop is PLpgSQLStmtLoop ? 0 : 1;
    }

    private void VisitSimple(PLpgSQLStmt statement)
    {
        switch (statement)
        {
            case PLpgSQLStmtExecsql sql:
                Add(sql.Sqlstmt);
                break;
            case PLpgSQLStmtPerform perform:
                Add(perform.Expr);
                break;
            case PLpgSQLStmtCall call:
                Add(call.Expr);
                break;
            case PLpgSQLStmtDynexecute execute:
                AddDynamic(execute.Query);
                break;
            case PLpgSQLStmtReturnQuery query:
                Add(query.Query);
                AddDynamic(query.Dynquery);
                break;
            case PLpgSQLStmtOpen open:
                Add(open.Query);
                AddDynamic(open.Dynquery);
                break;
        }
    }

    private void Add(PLpgSQLExpr? expression)
    {
        if (expression is null)
        {
            return;
        }

        var statement = new SqlStatement
        {
            Span = expression.Span,
            FirstToken = expression.FirstToken,
            EndToken = expression.EndToken,
            Tree = expression.Query,
            Error = expression.Error,
            OpaqueReason = expression.OpaqueReason,
            Kind = expression.Query?.GetType().Name ?? tokens.Name(expression.FirstToken).ToUpperInvariant(),
        };
        found.Add(new BodyStatement(statement, tokens, conditions > 0 || mayHaveLeft, IsDynamic: false, caught));
    }

    private void AddDynamic(PLpgSQLExpr? expression)
    {
        if (expression?.Query is not SelectStmt { TargetList.Count: 1 } query || query.TargetList[0].Val is not { } value || DynamicSql.Read(value, tokens) is not { } text)
        {
            return;
        }

        var script = SqlScriptReader.Read(text, tokens.Placeholders);
        var isWhole = text.Segments.All(static segment => segment.Kind != SegmentKind.Hole);
        foreach (var statement in script.Statements)
        {
            found.Add(new BodyStatement(isWhole ? statement : WithoutError(statement), script.Tokens, conditions > 0 || mayHaveLeft, IsDynamic: true, caught));
        }
    }

    // What a hole says may be all that is missing.
    private static SqlStatement WithoutError(SqlStatement statement) => statement.Error is null ? statement : new SqlStatement
    {
        Span = statement.Span,
        FirstToken = statement.FirstToken,
        EndToken = statement.EndToken,
        Tree = statement.Tree,
        OpaqueReason = statement.Tree is null ? SqlStatement.HoleDecides : null,
        Kind = statement.Kind,
        IsSentWithNext = statement.IsSentWithNext,
    };
}
