using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>Cursors, RAISE and GET DIAGNOSTICS.</summary>
internal sealed partial class PlpgsqlParser
{
    /// <summary><c>read_cursor_args</c>, without what ends them.</summary>
    private List<PLpgSQLExpr> ReadCursorArgs(PlpgsqlVariable cursor)
    {
        var arguments = new List<PLpgSQLExpr>();
        if (isBroken)
        {
            return arguments;
        }

        var expected = cursor.CursorArguments;
        if (Kind(position) != TokenKind.LeftParenthesis)
        {
            if (expected is { Count: > 0 })
            {
                Report(Here, "the cursor has arguments");
            }

            return arguments;
        }

        if (expected is { Count: 0 })
        {
            Report(Here, "the cursor has no arguments");
        }

        position++;
        var given = new HashSet<string>(StringComparer.Ordinal);
        Until ended;
        do
        {
            CursorArgName(expected, arguments.Count, given);
            if (ReadSqlExpression(Until.Comma | Until.RightParenthesis, out ended) is { } argument)
            {
                arguments.Add(argument);
            }
        }
        while (ended == Until.Comma);

        if (expected is { Count: > 0 } && ended == Until.RightParenthesis && arguments.Count != expected.Count)
        {
            Report(tokens.Span(position - 1), (arguments.Count < expected.Count ? "not enough" : "too many") + " arguments for the cursor");
        }

        return arguments;
    }

    /// <summary><c>name :=</c> before an argument, where it stands; each argument can be given once.</summary>
    private void CursorArgName(IReadOnlyList<string>? expected, int index, HashSet<string> given)
    {
        var span = Here;
        var name = expected is not null && index < expected.Count ? expected[index] : "";
        if (IsName(position) && Kind(position + 1) is TokenKind.ColonEquals or TokenKind.EqualsGreater)
        {
            name = tokens.Name(position);
            position += 2;
            if (expected is { Count: > 0 } && !expected.Contains(name))
            {
                Report(span, $"the cursor has no argument \"{name}\"");
            }
        }

        if (name.Length > 0 && !given.Add(name))
        {
            Report(span, $"the cursor is given the argument \"{name}\" twice");
        }
    }

    /// <summary><c>cursor_variable</c>.</summary>
    private ColumnRef? CursorVariable(out PlpgsqlVariable? cursor)
    {
        var reference = Datum(out cursor);
        if (reference is not null && (Kind(position) == TokenKind.LeftBracket || cursor is { Kind: PlpgsqlVariableKind.Record }))
        {
            Report(reference.Span, "a cursor must be a simple variable");
        }

        return reference;
    }

    /// <summary><c>stmt_open</c>.</summary>
    private PLpgSQLStmtOpen OpenStmt()
    {
        var statement = new PLpgSQLStmtOpen(Start);
        position++;
        statement.Curvar = CursorVariable(out var cursor);
        if (cursor is { Kind: PlpgsqlVariableKind.BoundCursor })
        {
            statement.Argquery = ReadCursorArgs(cursor);
            ExpectSemicolon();
            return Close(statement);
        }

        if (AcceptWord("no"))
        {
            ExpectWord("scroll");
            statement.CursorScroll = false;
        }
        else if (AcceptWord("scroll"))
        {
            statement.CursorScroll = true;
        }

        ExpectWord("for");
        (statement.Query, statement.Dynquery, statement.Params) = QueryOrExecute();
        return Close(statement);
    }

    /// <summary><c>stmt_fetch</c> and <c>stmt_move</c>.</summary>
    private PLpgSQLStmtFetch FetchStmt()
    {
        var span = Here;
        var statement = new PLpgSQLStmtFetch(Start) { IsMove = IsWord("move") };
        position++;
        ReadFetchDirection(statement);
        statement.Curvar = CursorVariable(out _);
        if (!statement.IsMove)
        {
            ExpectWord("into");
            statement.Target = Targets();
        }

        ExpectSemicolon();
        if (statement is { IsMove: false, ReturnsMultipleRows: true })
        {
            Report(span, "FETCH returns one row only");
        }

        return Close(statement);
    }

    /// <summary><c>read_fetch_direction</c>: everything up to and with FROM or IN.</summary>
    private void ReadFetchDirection(PLpgSQLStmtFetch statement)
    {
        var word = Word(position);
        switch (word)
        {
            case "next" or "prior" or "first" or "last":
                position++;
                ExpectFrom();
                break;
            case "absolute" or "relative":
                position++;
                statement.Expr = ReadSqlExpression(Until.From | Until.In);
                break;
            case "all":
                position++;
                statement.ReturnsMultipleRows = true;
                ExpectFrom();
                break;
            case "forward" or "backward":
                position++;
                CompleteDirection(statement);
                break;
            case "from" or "in":
                position++;
                word = "";
                break;
            default:
                word = "";
                if (!IsName(position) || (names.Find(PartsAhead()) is null && !names.IsIncomplete && EndsWithFrom()))
                {
                    statement.ReturnsMultipleRows = true;
                    statement.Expr = ReadSqlExpression(Until.From | Until.In);
                }

                break;
        }

        statement.Direction = word;
    }

    private List<string> PartsAhead()
    {
        var start = position;
        var parts = Parts(3).Parts;
        position = start;
        return parts;
    }

    // A name that is no variable can only be part of a count.
    private bool EndsWithFrom()
    {
        var index = position;
        while ((Terminator(index) & (Until.From | Until.In | Until.Into | Until.Semicolon)) == Until.None && index < end)
        {
            index++;
        }

        return (Terminator(index) & (Until.From | Until.In)) != Until.None;
    }

    private void ExpectFrom()
    {
        if (!AcceptWord("from") && !AcceptWord("in"))
        {
            Fail("FROM or IN");
        }
    }

    private void CompleteDirection(PLpgSQLStmtFetch statement)
    {
        if (AcceptWord("from") || AcceptWord("in"))
        {
            return;
        }

        statement.ReturnsMultipleRows = true;
        if (AcceptWord("all"))
        {
            ExpectFrom();
        }
        else
        {
            statement.Expr = ReadSqlExpression(Until.From | Until.In);
        }
    }

    /// <summary><c>stmt_close</c>.</summary>
    private PLpgSQLStmtClose CloseStmt()
    {
        var statement = new PLpgSQLStmtClose(Start);
        position++;
        statement.Curvar = CursorVariable(out _);
        ExpectSemicolon();
        return Close(statement);
    }

    /// <summary><c>stmt_getdiag</c>.</summary>
    private PLpgSQLStmtGetdiag GetdiagStmt()
    {
        var span = Here;
        var statement = new PLpgSQLStmtGetdiag(Start);
        position++;
        statement.IsStacked = AcceptWord("stacked");
        if (!statement.IsStacked)
        {
            AcceptWord("current");
        }

        ExpectWord("diagnostics");
        var items = new List<PLpgSQLDiagItem>();
        do
        {
            var item = new PLpgSQLDiagItem(Start) { Target = AssignableDatum(out _) };
            if (!Accept(TokenKind.Equal))
            {
                Expect(TokenKind.ColonEquals, "'=' or ':='");
            }

            item.Kind = isBroken ? "" : Word(position);
            if (!IsDiagnostics(item.Kind))
            {
                Fail("an item of GET DIAGNOSTICS");
                break;
            }

            position++;
            items.Add(Close(item));
        }
        while (Accept(TokenKind.Comma));

        statement.DiagItems = items;
        ExpectSemicolon();
        foreach (var item in items)
        {
            if (item.Kind != "pg_context" && statement.IsStacked == item.Kind is "row_count" or "pg_routine_oid")
            {
                Report(span, $"{item.Kind.ToUpperInvariant()} is no item of GET {(statement.IsStacked ? "STACKED" : "CURRENT")} DIAGNOSTICS");
            }
        }

        return Close(statement);
    }

    private static bool IsDiagnostics(string word) => word is "row_count" or "pg_routine_oid" or "pg_context" or "pg_exception_detail" or "pg_exception_hint"
        or "pg_exception_context" or "column_name" or "constraint_name" or "pg_datatype_name" or "message_text" or "table_name" or "schema_name" or "returned_sqlstate"
        or "result_oid";

    /// <summary><c>stmt_raise</c>.</summary>
    private PLpgSQLStmtRaise RaiseStmt()
    {
        var span = Here;
        var statement = new PLpgSQLStmtRaise(Start);
        position++;
        if (Accept(TokenKind.Semicolon))
        {
            return Close(statement);
        }

        if (Word(position) is "exception" or "warning" or "notice" or "info" or "log" or "debug")
        {
            statement.ElogLevel = tokens.Name(position++);
        }

        var ended = Until.None;
        var isWhole = (tokens.Traits(position) & TokenTraits.HasHole) == TokenTraits.None;
        if (Kind(position) == TokenKind.StringConstant)
        {
            statement.Message = tokens.StringValue(position++);
            ended = Terminator(position++);
            if (ended == Until.Comma)
            {
                statement.Params = ReadSqlExpressions(Until.Semicolon | Until.Using, out ended);
            }
        }
        else if (Terminator(position) == Until.Using)
        {
            ended = Terminator(position++);
        }
        else
        {
            var condition = Here;
            var isSqlstate = AcceptWord("sqlstate");
            statement.Condname = isSqlstate ? Sqlstate() : AnyIdentifier("a message, a condition or USING");
            if (!isSqlstate)
            {
                RequireCondition(condition, statement.Condname);
            }

            ended = isBroken ? Until.None : Terminator(position++);
        }

        if (!isBroken && ended is not (Until.Semicolon or Until.Using))
        {
            position--;
            Fail("',', USING or ';'");
        }

        statement.Options = ended == Until.Using && !isBroken ? ReadRaiseOptions() : [];
        if (isWhole)
        {
            CheckRaiseParameters(statement, span);
        }

        return Close(statement);
    }

    /// <summary><c>read_raise_options</c>.</summary>
    private List<PLpgSQLRaiseOption> ReadRaiseOptions()
    {
        var options = new List<PLpgSQLRaiseOption>();
        Until ended;
        do
        {
            ended = Until.None;
            var option = new PLpgSQLRaiseOption(Start) { OptType = Word(position) };
            if (option.OptType is not ("errcode" or "message" or "detail" or "hint" or "column" or "constraint" or "datatype" or "table" or "schema"))
            {
                Fail("an option of RAISE");
                break;
            }

            position++;
            if (!Accept(TokenKind.Equal))
            {
                Expect(TokenKind.ColonEquals, "'='");
            }

            option.Expr = ReadSqlExpression(Until.Comma | Until.Semicolon, out ended);
            options.Add(Close(option));
        }
        while (ended == Until.Comma);

        return options;
    }

    /// <summary><c>check_raise_parameters</c>: each <c>%</c> of the message takes one, <c>%%</c> none.</summary>
    private void CheckRaiseParameters(PLpgSQLStmtRaise statement, Text.TextSpan span)
    {
        if (statement.Message is not { } message || isBroken)
        {
            return;
        }

        var expected = 0;
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '%')
            {
                var isLiteral = i + 1 < message.Length && message[i + 1] == '%';
                i += isLiteral ? 1 : 0;
                expected += isLiteral ? 0 : 1;
            }
        }

        if (expected != statement.Params.Count)
        {
            Report(span, $"RAISE has {statement.Params.Count} parameters for {expected} places in its message");
        }
    }
}
