using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>SQL inside of PL/pgSQL: where it ends, and handing it to <see cref="SqlParser"/>.</summary>
internal sealed partial class PlpgsqlParser
{
    /// <summary>What can end a piece of SQL.</summary>
    [Flags]
    private enum Until
    {
        None = 0,
        Semicolon = 1,
        Comma = 2,
        RightParenthesis = 4,
        DotDot = 8,
        Then = 16,
        Loop = 32,
        Using = 64,
        Into = 128,
        By = 256,
        When = 512,
        From = 1024,
        In = 2048,
    }

    private PLpgSQLExpr? ReadSqlExpression(Until until) => ReadSqlConstruct(until, RawParseMode.PlpgsqlExpr, out _);

    private PLpgSQLExpr? ReadSqlExpression(Until until, out Until ended) => ReadSqlConstruct(until, RawParseMode.PlpgsqlExpr, out ended);

    private PLpgSQLExpr? ReadSqlStmt() => ReadSqlConstruct(Until.Semicolon, RawParseMode.Default, out _);

    /// <summary>Expressions with commas between them.</summary>
    /// <param name="until">What ends the list.</param>
    /// <param name="ended">What did.</param>
    private List<PLpgSQLExpr> ReadSqlExpressions(Until until, out Until ended)
    {
        var expressions = new List<PLpgSQLExpr>();
        do
        {
            if (ReadSqlExpression(until | Until.Comma, out ended) is { } expression)
            {
                expressions.Add(expression);
            }
        }
        while (ended == Until.Comma);

        return expressions;
    }

    /// <summary><c>read_sql_construct</c>: reads up to and with what ends it.</summary>
    /// <returns>Null where there is nothing, or nothing ends it.</returns>
    private PLpgSQLExpr? ReadSqlConstruct(Until until, RawParseMode mode, out Until ended)
    {
        var first = position;
        if (!FindEnd(until, out ended))
        {
            return null;
        }

        var last = position;
        if (first == last)
        {
            Misplaced(mode == RawParseMode.Default ? "an SQL statement" : "an expression");
            position = Math.Min(position + 1, end);
            return null;
        }

        // Only where LOOP ends it FOR reads a statement; bounds are expressions.
        mode = mode == RawParseMode.Default && ended == Until.DotDot ? RawParseMode.PlpgsqlExpr : mode;
        var expression = MakeExpr(first, last, mode, mode switch
        {
            RawParseMode.Default => SqlParser.Parse(tokens, first, last),
            RawParseMode.PlpgsqlExpr => SqlParser.ParseExpression(tokens, first, last),
            _ => SqlParser.ParseAssignment(tokens, first, last, mode - RawParseMode.PlpgsqlAssign1 + 1),
        });
        PassEnd(until, ended);
        return expression;
    }

    private void PassEnd(Until until, Until ended)
    {
        if (ended == Until.None)
        {
            Fail(Describe(until));
        }
        else
        {
            position++;
        }
    }

    /// <summary>
    /// Moves to what ends a piece of SQL outside of parentheses. As in PostgreSQL the end of the body is one too, <see cref="Until.None"/>, where there are but one
    /// or two others: then errors before it come first.
    /// </summary>
    private bool FindEnd(Until until, out Until ended)
    {
        ended = Until.None;
        if (isBroken)
        {
            return false;
        }

        for (var level = 0; ; position++)
        {
            ended = level == 0 ? until & Terminator(position) : Until.None;
            if (ended != Until.None)
            {
                return true;
            }

            switch (Kind(position))
            {
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket:
                    level++;
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket when level > 0:
                    level--;
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket:
                    Fail(Describe(until));
                    return false;
                case TokenKind.EndOfFile when level == 0 && (until & (until - 1) & ((until & (until - 1)) - 1)) == Until.None:
                    return true;
                case TokenKind.EndOfFile or TokenKind.Semicolon:
                    Fail(level > 0 ? "')'" : Describe(until));
                    return false;
            }
        }
    }

    private Until Terminator(int index) => Kind(index) switch
    {
        TokenKind.Semicolon => Until.Semicolon,
        TokenKind.Comma => Until.Comma,
        TokenKind.RightParenthesis => Until.RightParenthesis,
        TokenKind.DotDot => Until.DotDot,
        TokenKind.Keyword => tokens.Word(index) switch
        {
            Keyword.Then => Until.Then,
            Keyword.Using => Until.Using,
            Keyword.Into => Until.Into,
            Keyword.By => Until.By,
            Keyword.When => Until.When,
            Keyword.From => Until.From,
            Keyword.In => Until.In,
            _ => Until.None,
        },
        TokenKind.Identifier when Word(index) == "loop" => Until.Loop,
        _ => Until.None,
    };

    private static string Describe(Until until)
    {
        var choices = new List<string>();
        for (var choice = Until.Then; choice <= Until.In; choice = (Until)((int)choice << 1))
        {
            if ((until & choice) != Until.None)
            {
                choices.Add(choice.ToString().ToUpperInvariant());
            }
        }

        Add(Until.DotDot, "'..'");
        Add(Until.Comma, "','");
        Add(Until.RightParenthesis, "')'");
        Add(Until.Semicolon, "';'");
        return string.Join(" or ", choices);

        void Add(Until choice, string spelling)
        {
            if ((until & choice) != Until.None)
            {
                choices.Add(spelling);
            }
        }
    }

    private PLpgSQLExpr MakeExpr(int first, int last, RawParseMode mode, (Statement? Tree, SyntaxError? Error) read)
    {
        var opaqueReason = read.Error switch
        {
            null => null,
            { IsLimit: true } limit => limit.Message,
            _ => tokens.HasHole(first, last) ? SqlStatement.HoleDecides : null,
        };
        var error = opaqueReason is not null || read.Error is null ? null : SyntaxErrorText.Explain(tokens, first, last, read.Error, isStatement: mode == RawParseMode.Default);
        if (error is not null && (!wasBroken || mode != RawParseMode.Default || StatementHeads.Contains(tokens.Word(first))))
        {
            errors.Add(error);
        }

        return new PLpgSQLExpr(tokens.Start(first))
        {
            End = tokens.End(last - 1),
            Query = read.Tree,
            ParseMode = mode,
            Error = error,
            OpaqueReason = opaqueReason,
            FirstToken = first,
            EndToken = last,
        };
    }

    /// <summary><c>make_execsql_stmt</c>: a statement of SQL, the target of its INTO taken out.</summary>
    private PLpgSQLStmtExecsql ExecsqlStmt()
    {
        var first = position;
        var statement = new PLpgSQLStmtExecsql(Start);
        var (gap, gapEnd) = (-1, -1);
        var isRoutine = DefinesRoutine(first);
        var (parentheses, blocks) = (0, 0);
        for (position++; Kind(position) != TokenKind.Semicolon || parentheses > 0 || blocks > 0; position++)
        {
            switch (Kind(position))
            {
                case TokenKind.EndOfFile:
                    Fail("';'");
                    return Close(statement);
                case TokenKind.LeftParenthesis:
                    parentheses++;
                    break;
                case TokenKind.RightParenthesis:
                    parentheses = Math.Max(0, parentheses - 1);
                    break;
                case TokenKind.Keyword when tokens.Word(position) == Keyword.Into && !IsIntoOfSql(first):
                    if (statement.Into)
                    {
                        Fail("one INTO only");
                        return Close(statement);
                    }

                    gap = position++;
                    statement.Into = true;
                    statement.Strict = AcceptWord("strict");
                    statement.Target = Targets();
                    gapEnd = position--;
                    if (isBroken)
                    {
                        return Close(statement);
                    }

                    break;
                case TokenKind.Keyword when isRoutine && parentheses == 0:
                    blocks = Math.Max(0, blocks + (tokens.Word(position) switch { Keyword.Begin or Keyword.Case => 1, Keyword.End => -1, _ => 0 }));
                    break;
            }
        }

        var last = position++;
        statement.Sqlstmt = MakeExpr(first, last, RawParseMode.Default, gap < 0 ? SqlParser.Parse(tokens, first, last) : ParseWithout(first, gap, gapEnd, last));
        return Close(statement);
    }

    private (Statement? Tree, SyntaxError? Error) ParseWithout(int first, int gap, int gapEnd, int last)
    {
        var rest = tokens.Without(first, gap, gapEnd, last);
        return SqlParser.Parse(rest, 0, rest.Count - 1);
    }

    /// <summary>True for INSERT INTO, MERGE INTO and the INTO of IMPORT FOREIGN SCHEMA.</summary>
    private bool IsIntoOfSql(int first) => tokens.Word(position - 1) is Keyword.Insert or Keyword.Merge || tokens.Word(first) == Keyword.Import;

    private bool DefinesRoutine(int first)
    {
        var next = tokens.Word(first) != Keyword.Create ? end : Word(first + 1) == "or" && Word(first + 2) == "replace" ? first + 3 : first + 1;
        return Word(next) is "function" or "procedure";
    }
}
