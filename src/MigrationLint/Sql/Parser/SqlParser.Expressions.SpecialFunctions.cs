using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary><c>func_expr_common_subexpr</c>: calls with a syntax of their own.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>func_expr_common_subexpr</c>; null where none of them stands, also where its word is used as a name.</summary>
    private Node? FuncExprCommonSubexpr(int start) => Kind != TokenKind.Keyword ? null
        : ValueFunction(start) ?? (KindAt(1) == TokenKind.LeftParenthesis ? SpecialCall(start) : CollationFor(start));

    private Node? ValueFunction(int start)
    {
        switch (Word)
        {
            case Keyword.CurrentDate:
                return ValueFunction(start, SQLValueFunctionOp.CurrentDate);
            case Keyword.CurrentTime:
                return TimeFunction(start, SQLValueFunctionOp.CurrentTime, SQLValueFunctionOp.CurrentTimeN);
            case Keyword.CurrentTimestamp:
                return TimeFunction(start, SQLValueFunctionOp.CurrentTimestamp, SQLValueFunctionOp.CurrentTimestampN);
            case Keyword.Localtime:
                return TimeFunction(start, SQLValueFunctionOp.Localtime, SQLValueFunctionOp.LocaltimeN);
            case Keyword.Localtimestamp:
                return TimeFunction(start, SQLValueFunctionOp.Localtimestamp, SQLValueFunctionOp.LocaltimestampN);
            case Keyword.CurrentRole:
                return ValueFunction(start, SQLValueFunctionOp.CurrentRole);
            case Keyword.CurrentUser:
                return ValueFunction(start, SQLValueFunctionOp.CurrentUser);
            case Keyword.SessionUser:
                return ValueFunction(start, SQLValueFunctionOp.SessionUser);
            case Keyword.User:
                return ValueFunction(start, SQLValueFunctionOp.User);
            case Keyword.CurrentCatalog:
                return ValueFunction(start, SQLValueFunctionOp.CurrentCatalog);
            case Keyword.CurrentSchema when KindAt(1) is not (TokenKind.LeftParenthesis or TokenKind.StringConstant):
                return ValueFunction(start, SQLValueFunctionOp.CurrentSchema);
            case Keyword.SystemUser:
                Advance();
                return Close(SystemCall(start, "system_user", []));
            default:
                return null;
        }
    }

    private SQLValueFunction ValueFunction(int start, SQLValueFunctionOp op)
    {
        Advance();
        return Close(new SQLValueFunction(start) { Op = op });
    }

    private SQLValueFunction TimeFunction(int start, SQLValueFunctionOp op, SQLValueFunctionOp opWithPrecision)
    {
        Advance();
        var function = new SQLValueFunction(start) { Op = op };
        if (Accept(TokenKind.LeftParenthesis))
        {
            (function.Op, function.Typmod) = (opWithPrecision, Iconst());
            Expect(TokenKind.RightParenthesis);
        }

        return Close(function);
    }

    private Node? CollationFor(int start)
    {
        if (!Accept(Keyword.Collation, Keyword.For))
        {
            return null;
        }

        Expect(TokenKind.LeftParenthesis);
        var operand = AExpr();
        Expect(TokenKind.RightParenthesis);
        return Close(SystemCall(start, "pg_collation_for", [operand]));
    }

    // At a word with a parenthesis behind it.
    private Node? SpecialCall(int start)
    {
        switch (Word)
        {
            case Keyword.Cast:
                var (operand, type) = CastArguments();
                return Close(new TypeCast(start) { Arg = operand, TypeName = type });
            case Keyword.Treat:
                var (value, subtype) = CastArguments();
                var name = subtype.Names.Count > 0 ? (subtype.Names[subtype.Names.Count - 1] as StringValue)?.Sval : null;
                return Close(SystemCall(start, name ?? "", [value], CoercionForm.ExplicitCall));
            case Keyword.Coalesce:
                Advance();
                return Close(new CoalesceExpr(start) { Args = ParenthesizedList() });
            case Keyword.Greatest or Keyword.Least:
                var op = Is(Keyword.Least) ? MinMaxOp.Least : MinMaxOp.Greatest;
                Advance();
                return Close(new MinMaxExpr(start) { Op = op, Args = ParenthesizedList() });
            case Keyword.MergeAction:
                position += 2;
                Expect(TokenKind.RightParenthesis);
                return Close(new MergeSupportFunc(start));
            case Keyword.Nullif or Keyword.Extract or Keyword.Normalize or Keyword.Overlay or Keyword.Position or Keyword.Substring or Keyword.Trim:
                return CallWithWords(start, Word);
            default:
                return XmlFunction(start) ?? JsonFunction(start);
        }
    }

    private (Node Operand, TypeName Type) CastArguments()
    {
        position += 2;
        var operand = AExpr();
        Expect(Keyword.As);
        var type = Typename();
        Expect(TokenKind.RightParenthesis);
        return (operand, type);
    }

    private Node CallWithWords(int start, Keyword word)
    {
        position += 2;
        Node call = word switch
        {
            Keyword.Nullif => Nullif(start),
            Keyword.Extract => SystemCall(start, "extract", ExtractList()),
            Keyword.Normalize => SystemCall(start, "normalize", NormalizeArguments()),
            Keyword.Position => SystemCall(start, "position", PositionList()),
            Keyword.Overlay => Overlay(start),
            Keyword.Substring => Substring(start),
            _ => Trim(start),
        };
        SkipHoles();
        Expect(TokenKind.RightParenthesis);
        return Close(call);
    }

    private AExpr Nullif(int start)
    {
        var name = OperatorName("=", start);
        var left = AExpr();
        Expect(TokenKind.Comma);
        return new AExpr(start) { Kind = AExprKind.Nullif, Name = name, Lexpr = left, Rexpr = AExpr() };
    }

    private List<Node> ExtractList()
    {
        var start = Here;
        string field;
        if (Kind is TokenKind.StringConstant)
        {
            field = Sconst();
        }
        else if (Kind is TokenKind.Identifier or TokenKind.Hole || IntervalField() != 0)
        {
            field = ColLabel();
        }
        else
        {
            Fail("a field such as YEAR");
            return [];
        }

        var constant = MakeStringConst(start, field);
        Expect(Keyword.From);
        return [constant, AExpr()];
    }

    private List<Node> NormalizeArguments()
    {
        List<Node> arguments = [AExpr()];
        if (Accept(TokenKind.Comma))
        {
            arguments.Add((Node?)UnicodeNormalForm() ?? Nothing("NFC, NFD, NFKC or NFKD"));
        }

        return arguments;
    }

    private List<Node> PositionList()
    {
        var part = BExpr();
        Expect(Keyword.In);
        return [BExpr(), part];
    }

    /// <summary>Where a special call is written as an ordinary one: <c>substring(a, 1)</c>.</summary>
    private FuncCall OrdinaryCall(int start, string name, List<Node> arguments) =>
        new(start) { Funcname = OperatorName(name, start), Args = arguments };

    private FuncCall Overlay(int start)
    {
        if (Is(TokenKind.RightParenthesis))
        {
            return OrdinaryCall(start, "overlay", []);
        }

        var first = FuncArgExpr();
        if (!Accept(Keyword.Placing))
        {
            return OrdinaryCall(start, "overlay", RestOfArguments(first));
        }

        List<Node> arguments = [first, AExpr()];
        Expect(Keyword.From);
        arguments.Add(AExpr());
        if (Accept(Keyword.For))
        {
            arguments.Add(AExpr());
        }

        return SystemCall(start, "overlay", arguments);
    }

    private FuncCall Substring(int start)
    {
        if (Is(TokenKind.RightParenthesis))
        {
            return OrdinaryCall(start, "substring", []);
        }

        List<Node> arguments = [FuncArgExpr()];
        switch (Word)
        {
            case Keyword.From:
                Advance();
                arguments.Add(AExpr());
                if (Accept(Keyword.For))
                {
                    arguments.Add(AExpr());
                }

                break;
            case Keyword.For:
                Advance();
                var length = AExpr();
                arguments.AddRange(Accept(Keyword.From) ? [AExpr(), length] : [MakeIntConst(LastEnd, 1), LengthCast(length)]);
                break;
            case Keyword.Similar:
                Advance();
                arguments.Add(AExpr());
                Expect(Keyword.Escape);
                arguments.Add(AExpr());
                break;
            default:
                return OrdinaryCall(start, "substring", RestOfArguments(arguments[0]));
        }

        return SystemCall(start, "substring", arguments);
    }

    // PostgreSQL casts the length where nothing says from where: substring(text, text) is another function.
    private static TypeCast LengthCast(Node length) =>
        new(length.Start) { Arg = length, TypeName = SystemType(length.Start, "int4"), End = length.End };

    private FuncCall Trim(int start)
    {
        var name = Word switch
        {
            Keyword.Leading => "ltrim",
            Keyword.Trailing => "rtrim",
            _ => "btrim",
        };
        if (Word is Keyword.Leading or Keyword.Trailing or Keyword.Both)
        {
            Advance();
        }

        if (Accept(Keyword.From))
        {
            return SystemCall(start, name, ExprList());
        }

        var first = AExpr();
        SkipHoles();
        if (Accept(Keyword.From))
        {
            return SystemCall(start, name, [.. ExprList(), first]);
        }

        List<Node> arguments = [first];
        if (Accept(TokenKind.Comma))
        {
            arguments.AddRange(ExprList());
        }

        return SystemCall(start, name, arguments);
    }
}
