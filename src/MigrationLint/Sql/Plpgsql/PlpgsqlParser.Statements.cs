using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>Statements, and the simple ones among them.</summary>
internal sealed partial class PlpgsqlParser
{
    /// <summary><c>proc_sect</c>: statements up to a word that ends the section.</summary>
    private List<PLpgSQLStmt> ProcSect()
    {
        var statements = new List<PLpgSQLStmt>();
        while (position < end && !EndsSection())
        {
            var before = position;
            if (ProcStmt() is { } statement)
            {
                statements.Add(statement);
            }

            if (isBroken)
            {
                Recover();
            }

            position = Math.Max(position, before + 1);
        }

        return statements;
    }

    private bool EndsSection() => Word(position) switch
    {
        "end" or "else" or "when" => true,
        "elsif" or "elseif" or "exception" => !IsAssignment(position + 1),
        _ => false,
    };

    private bool IsAssignment(int index) => Kind(index) is TokenKind.Equal or TokenKind.ColonEquals or TokenKind.LeftBracket;

    /// <summary><c>proc_stmt</c>; null for <c>NULL;</c> and a hole.</summary>
    private PLpgSQLStmt? ProcStmt()
    {
        if (!Enter())
        {
            depth--;
            return null;
        }

        var statement = Kind(position) == TokenKind.Hole && IsWholeStatement() ? SkipHole()
            : IsName(position) ? WordStmt() : ReservedStmt();
        depth--;
        return statement;
    }

    private bool IsWholeStatement() =>
        Kind(position + 1) is TokenKind.Semicolon or TokenKind.EndOfFile || (tokens.Traits(position + 1) & TokenTraits.StartsLine) != TokenTraits.None;

    private PLpgSQLStmt? SkipHole()
    {
        position++;
        Accept(TokenKind.Semicolon);
        return null;
    }

    private PLpgSQLStmt? ReservedStmt()
    {
        var start = Start;
        switch (Word(position))
        {
            case "null":
                position++;
                ExpectSemicolon();
                return null;
            case "execute":
                return DynexecuteStmt();
            case "if":
                return IfStmt();
            case "case":
                return CaseStmt();
            case "begin" or "declare" or "loop" or "while" or "for" or "foreach":
                return Labelled(start, label: null);
        }

        if (IsOperator(position, "<<"))
        {
            return Labelled(start, OptBlockLabel());
        }

        Fail("a statement");
        return null;
    }

    /// <summary>A block or a loop, behind its label.</summary>
    private PLpgSQLStmt? Labelled(int start, string? label)
    {
        PLpgSQLStmt? statement = isBroken ? null : Word(position) switch
        {
            "begin" or "declare" => PlBlock(label),
            "loop" or "while" or "for" or "foreach" => LoopStmt(label),
            _ => null,
        };
        if (statement is null)
        {
            Fail("a block or a loop");
            return null;
        }

        if (statement is PLpgSQLStmtBlock)
        {
            ExpectSemicolon();
        }

        statement.Start = start;
        return statement;
    }

    /// <summary>A statement that begins with a word which PL/pgSQL does not reserve: an assignment to a variable of that name, or what the word stands for.</summary>
    private PLpgSQLStmt? WordStmt()
    {
        var start = position;
        if (Kind(position + 1) == TokenKind.Dot && IsName(position + 2))
        {
            var (parts, reference) = Parts(3);
            var variable = names.Find(parts);
            var isAssignment = variable is not null || IsAssignment(position) || Kind(position) == TokenKind.Dot;
            position = start;
            if (isAssignment && variable is null)
            {
                ReportUnknown(reference.Span, parts);
            }

            return isAssignment ? AssignStmt(parts.Count, variable) : ExecsqlStmt();
        }

        if (IsAssignment(position + 1) || Kind(position + 1) == TokenKind.Dot)
        {
            var name = Kind(position) == TokenKind.Parameter ? tokens.Spelling(position) : tokens.Name(position);
            var variable = names.Find([name]);
            if (variable is not null || !PlpgsqlWords.IsUnreserved(Word(position)))
            {
                if (variable is null)
                {
                    ReportUnknown(Here, [name]);
                }

                return AssignStmt(1, variable);
            }
        }

        if (KeywordStmt() is { } statement)
        {
            return statement;
        }

        if (!PlpgsqlWords.IsUnreserved(Word(position)))
        {
            return ExecsqlStmt();
        }

        Fail("a statement");
        return null;
    }

    /// <summary>The statements that begin with a keyword which PL/pgSQL does not reserve; null, with nothing read, where none does.</summary>
    private PLpgSQLStmt? KeywordStmt() => Word(position) switch
    {
        "perform" => PerformStmt(),
        "call" or "do" => CallStmt(),
        "insert" or "import" or "merge" => ExecsqlStmt(),
        "return" => ReturnStmt(),
        "raise" => RaiseStmt(),
        "assert" => AssertStmt(),
        "exit" or "continue" => ExitStmt(),
        "get" => GetdiagStmt(),
        "open" => OpenStmt(),
        "fetch" or "move" => FetchStmt(),
        "close" => CloseStmt(),
        "commit" => CommitStmt(),
        "rollback" => RollbackStmt(),
        _ => null,
    };

    /// <summary><c>stmt_assign</c>.</summary>
    private PLpgSQLStmtAssign AssignStmt(int nnames, PlpgsqlVariable? variable)
    {
        var statement = new PLpgSQLStmtAssign(Start);
        if (variable is { IsConstant: true })
        {
            Report(Here, $"variable \"{tokens.Name(position)}\" is declared CONSTANT");
        }

        statement.Expr = ReadSqlConstruct(Until.Semicolon, RawParseMode.PlpgsqlAssign1 + (nnames - 1), out _);
        return Close(statement);
    }

    /// <summary><c>stmt_perform</c>.</summary>
    private PLpgSQLStmtPerform PerformStmt()
    {
        var first = position;
        var statement = new PLpgSQLStmtPerform(Start);
        if (FindEnd(Until.Semicolon, out var ended))
        {
            statement.Expr = MakeExpr(first, position, RawParseMode.Default, SqlParser.ParsePerform(tokens, first, position));
            PassEnd(Until.Semicolon, ended);
        }

        return Close(statement);
    }

    /// <summary><c>stmt_call</c>.</summary>
    private PLpgSQLStmtCall CallStmt() => Close(new PLpgSQLStmtCall(Start) { IsCall = IsWord("call"), Expr = ReadSqlStmt() });

    /// <summary><c>stmt_dynexecute</c>.</summary>
    private PLpgSQLStmtDynexecute DynexecuteStmt()
    {
        var statement = new PLpgSQLStmtDynexecute(Start);
        position++;
        statement.Query = ReadSqlExpression(Until.Into | Until.Using | Until.Semicolon, out var ended);
        while (!isBroken && ended != Until.Semicolon)
        {
            if (ended == Until.Into ? statement.Into : ended != Until.Using || statement.Params.Count > 0)
            {
                position--;
                Fail("INTO, USING or ';'");
            }
            else if (ended == Until.Into)
            {
                statement.Into = true;
                statement.Strict = AcceptWord("strict");
                statement.Target = Targets();
                ended = Terminator(position++);
            }
            else
            {
                statement.Params = ReadSqlExpressions(Until.Semicolon | Until.Into, out ended);
            }
        }

        return Close(statement);
    }

    /// <summary><c>stmt_return</c>.</summary>
    private PLpgSQLStmt ReturnStmt()
    {
        var (start, span) = (Start, Here);
        position++;
        if (AcceptWord("next"))
        {
            RequireSet(span, "RETURN NEXT");
            var next = new PLpgSQLStmtReturnNext(start) { Expr = Returned(routine.HasOutParameters, "a function with OUT parameters") };
            return Close(next);
        }

        if (AcceptWord("query"))
        {
            RequireSet(span, "RETURN QUERY");
            return ReturnQueryStmt(start);
        }

        var statement = new PLpgSQLStmtReturn(start);
        statement.Expr = Returned(
            routine.ReturnsSet || routine.ReturnsVoid || routine.HasOutParameters,
            routine.ReturnsSet ? "a function that returns a set" : routine.IsProcedure ? "a procedure" : routine.HasOutParameters ? "a function with OUT parameters" : "a function that returns void");
        return Close(statement);
    }

    private PLpgSQLExpr? Returned(bool nothing, string where)
    {
        if (nothing && Kind(position) != TokenKind.Semicolon && !routine.IsIncomplete)
        {
            Report(Here, "RETURN has no value in " + where);
        }

        return nothing && Accept(TokenKind.Semicolon) ? null : ReadSqlExpression(Until.Semicolon);
    }

    private void RequireSet(Text.TextSpan span, string statement)
    {
        if (!routine.ReturnsSet && !routine.IsIncomplete)
        {
            Report(span, statement + " stands in a function that returns no set");
        }
    }

    private PLpgSQLStmtReturnQuery ReturnQueryStmt(int start)
    {
        var statement = new PLpgSQLStmtReturnQuery(start);
        (statement.Query, statement.Dynquery, statement.Params) = QueryOrExecute();
        return Close(statement);
    }

    /// <summary>A query as it stands, or EXECUTE with a text and what USING gives it, up to the semicolon.</summary>
    private (PLpgSQLExpr? Query, PLpgSQLExpr? Dynquery, IReadOnlyList<PLpgSQLExpr> Params) QueryOrExecute()
    {
        if (!AcceptWord("execute"))
        {
            return (ReadSqlStmt(), null, []);
        }

        var text = ReadSqlExpression(Until.Semicolon | Until.Using, out var ended);
        return (null, text, ended == Until.Using ? ReadSqlExpressions(Until.Semicolon, out _) : []);
    }

    /// <summary><c>stmt_assert</c>.</summary>
    private PLpgSQLStmtAssert AssertStmt()
    {
        var statement = new PLpgSQLStmtAssert(Start);
        position++;
        statement.Cond = ReadSqlExpression(Until.Comma | Until.Semicolon, out var ended);
        statement.Message = ended == Until.Comma ? ReadSqlExpression(Until.Semicolon) : null;
        return Close(statement);
    }

    /// <summary><c>stmt_exit</c>.</summary>
    private PLpgSQLStmtExit ExitStmt()
    {
        var span = Here;
        var statement = new PLpgSQLStmtExit(Start) { IsExit = IsWord("exit") };
        position++;
        var labelSpan = Here;
        statement.Label = IsName(position) ? tokens.Name(position++) : null;
        if (AcceptWord("when"))
        {
            statement.Cond = ReadSqlExpression(Until.Semicolon);
        }
        else
        {
            ExpectSemicolon();
        }

        if (statement.Label is null)
        {
            if (!names.IsInLoop())
            {
                Report(span, statement.IsExit ? "EXIT without a label stands outside of a loop" : "CONTINUE stands outside of a loop");
            }
        }
        else if (names.FindLabel(statement.Label) is not { } kind)
        {
            Report(labelSpan, $"no block or loop around has the label \"{statement.Label}\"");
        }
        else if (kind != PlpgsqlLabelKind.Loop && !statement.IsExit)
        {
            Report(labelSpan, $"CONTINUE cannot go to \"{statement.Label}\", which labels a block");
        }

        return Close(statement);
    }

    /// <summary><c>stmt_commit</c>.</summary>
    private PLpgSQLStmtCommit CommitStmt()
    {
        var statement = new PLpgSQLStmtCommit(Start);
        position++;
        statement.Chain = OptTransactionChain();
        return Close(statement);
    }

    /// <summary><c>stmt_rollback</c>.</summary>
    private PLpgSQLStmtRollback RollbackStmt()
    {
        var statement = new PLpgSQLStmtRollback(Start);
        position++;
        statement.Chain = OptTransactionChain();
        return Close(statement);
    }

    /// <summary><c>opt_transaction_chain</c>, and the semicolon.</summary>
    private bool OptTransactionChain()
    {
        var isChained = false;
        if (AcceptWord("and"))
        {
            isChained = !AcceptWord("no");
            ExpectWord("chain");
        }

        ExpectSemicolon();
        return isChained;
    }
}
