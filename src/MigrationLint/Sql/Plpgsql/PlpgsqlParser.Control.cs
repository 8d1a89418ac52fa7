using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>IF, CASE and loops.</summary>
internal sealed partial class PlpgsqlParser
{
    /// <summary><c>stmt_if</c>.</summary>
    private PLpgSQLStmtIf IfStmt()
    {
        var statement = new PLpgSQLStmtIf(Start);
        position++;
        statement.Cond = ReadSqlExpression(Until.Then);
        RecoverHead("then");
        statement.ThenBody = ProcSect();
        var branches = new List<PLpgSQLIfElsif>();
        while (IsWord("elsif") || IsWord("elseif"))
        {
            var branch = new PLpgSQLIfElsif(Start);
            position++;
            branch.Cond = ReadSqlExpression(Until.Then);
            RecoverHead("then");
            branch.Stmts = ProcSect();
            branches.Add(Close(branch));
        }

        statement.ElsifList = branches;
        statement.ElseBody = AcceptWord("else") ? ProcSect() : [];
        EndOf("if");
        ExpectSemicolon();
        return Close(statement);
    }

    private void EndOf(string word)
    {
        ExpectWord("end");
        ExpectWord(word);
    }

    /// <summary><c>stmt_case</c>.</summary>
    private PLpgSQLStmtCase CaseStmt()
    {
        var statement = new PLpgSQLStmtCase(Start);
        position++;
        if (!IsWord("when"))
        {
            statement.TExpr = ReadSqlExpression(Until.When);
            RecoverHead("when");
            position--;
        }

        var branches = new List<PLpgSQLCaseWhen>();
        while (IsWord("when"))
        {
            var branch = new PLpgSQLCaseWhen(Start);
            position++;
            branch.Expr = ReadSqlExpression(Until.Then);
            RecoverHead("then");
            branch.Stmts = ProcSect();
            branches.Add(Close(branch));
        }

        statement.CaseWhenList = branches;
        statement.HaveElse = AcceptWord("else");
        statement.ElseStmts = statement.HaveElse ? ProcSect() : [];
        EndOf("case");
        ExpectSemicolon();
        return Close(statement);
    }

    /// <summary>A loop, behind its label.</summary>
    private PLpgSQLLoop LoopStmt(string? label)
    {
        var start = Start;
        names.Push(label, PlpgsqlLabelKind.Loop);
        PLpgSQLLoop loop;
        switch (Word(position++))
        {
            case "loop":
                loop = new PLpgSQLStmtLoop(start);
                break;
            case "while":
                loop = new PLpgSQLStmtWhile(start) { Cond = ReadSqlExpression(Until.Loop) };
                break;
            case "foreach":
                loop = ForeachHead(start);
                break;
            default:
                loop = ForHead(start);
                break;
        }

        RecoverHead("loop");
        loop.Label = label;
        loop.Body = ProcSect();
        EndOf("loop");
        EndLabel(label);
        ExpectSemicolon();
        names.Pop();
        return Close(loop);
    }

    /// <summary>The head of <c>stmt_foreach_a</c>, with LOOP.</summary>
    private PLpgSQLStmtForeachA ForeachHead(int start)
    {
        var loop = new PLpgSQLStmtForeachA(start) { Var = Targets() };
        if (AcceptWord("slice"))
        {
            loop.Slice = Iconst() ?? 0;
            Expect(TokenKind.IntegerConstant, "the number of dimensions");
        }

        ExpectWord("in");
        ExpectWord("array");
        loop.Expr = ReadSqlExpression(Until.Loop);
        return loop;
    }

    /// <summary><c>for_control</c>, with LOOP.</summary>
    private PLpgSQLLoop ForHead(int start)
    {
        var target = ForVariable();
        ExpectWord("in");
        if (AcceptWord("execute"))
        {
            return DynamicForHead(start, target);
        }

        if (!isBroken && IsName(position) && Cursor() is not null)
        {
            return CursorForHead(start, target);
        }

        var reverse = Here;
        var isReverse = AcceptWord("reverse");
        var first = ReadSqlConstruct(Until.DotDot | Until.Loop, RawParseMode.Default, out var ended);
        if (ended != Until.DotDot)
        {
            RequireTargets(target);
            if (isReverse)
            {
                Report(reverse, "REVERSE has no meaning for the rows of a query");
            }

            return new PLpgSQLStmtFors(start) { Var = target.Names, Query = first };
        }

        var loop = new PLpgSQLStmtFori(start) { Reverse = isReverse, Lower = first, Upper = ReadSqlExpression(Until.Loop | Until.By, out ended) };
        loop.Step = ended == Until.By ? ReadSqlExpression(Until.Loop) : null;
        if (target.Names.Count > 1)
        {
            Report(target.Names[0].Span, "a loop over integers has one variable only");
        }

        DeclareLoopVariable(target, Scalar);
        loop.Var = target.Names.Count > 0 ? target.Names[0] : null;
        return loop;
    }

    /// <summary><c>for_variable</c>: a name that is a variable, or becomes one.</summary>
    private ForTarget ForVariable()
    {
        if (isBroken || !IsName(position))
        {
            Fail("a variable");
            return new ForTarget([], Parts: [], IsKnown: true);
        }

        var start = position;
        var (parts, reference) = Parts(3);
        var isKnown = names.Find(parts) is not null;
        if (Kind(position) != TokenKind.Comma && (isKnown || parts.Count == 1))
        {
            return new ForTarget([reference], parts, isKnown);
        }

        position = start;
        return new ForTarget(Targets(), parts, IsKnown: true);
    }

    private void RequireTargets(ForTarget target)
    {
        if (!target.IsKnown && !names.IsIncomplete)
        {
            Report(target.Names[0].Span, "the variable of a loop over rows must be a declared record, or declared scalars");
        }
        else if (target.Names.Count == 1 && names.Find(target.Parts) is { IsConstant: true })
        {
            Report(target.Names[0].Span, $"variable \"{string.Join(".", target.Parts)}\" is declared CONSTANT");
        }
    }

    private void DeclareLoopVariable(ForTarget target, PlpgsqlVariable variable)
    {
        if (target.Parts.Count > 0)
        {
            names.Add(target.Parts[target.Parts.Count - 1], variable);
        }
    }

    private PLpgSQLStmtDynfors DynamicForHead(int start, ForTarget target)
    {
        var loop = new PLpgSQLStmtDynfors(start) { Var = target.Names, Query = ReadSqlExpression(Until.Loop | Until.Using, out var ended) };
        RequireTargets(target);
        if (ended == Until.Using)
        {
            loop.Params = ReadSqlExpressions(Until.Loop, out _);
        }

        return loop;
    }

    /// <summary>The variable here where that is a cursor.</summary>
    private PlpgsqlVariable? Cursor()
    {
        var start = position;
        var variable = names.Find(Parts(3).Parts);
        position = start;
        return variable is { Kind: PlpgsqlVariableKind.BoundCursor or PlpgsqlVariableKind.UnboundCursor } ? variable : null;
    }

    private PLpgSQLStmtForc CursorForHead(int start, ForTarget target)
    {
        var loop = new PLpgSQLStmtForc(start) { Var = target.Names };
        if (target.Names.Count > 1)
        {
            Report(target.Names[0].Span, "a loop over a cursor has one variable only");
        }

        var span = Here;
        loop.Curvar = Datum(out var cursor);
        if (cursor!.Kind == PlpgsqlVariableKind.UnboundCursor)
        {
            Report(span, "a loop over a cursor needs one that is bound to a query");
        }

        loop.Argquery = ReadCursorArgs(cursor);
        ExpectWord("loop");
        DeclareLoopVariable(target, new PlpgsqlVariable(PlpgsqlVariableKind.Record));
        return loop;
    }

    /// <param name="Names">The variables.</param>
    /// <param name="Parts">The first of them.</param>
    /// <param name="IsKnown">False for a name that is no variable yet.</param>
    private sealed record ForTarget(IReadOnlyList<ColumnRef> Names, IReadOnlyList<string> Parts, bool IsKnown);
}
