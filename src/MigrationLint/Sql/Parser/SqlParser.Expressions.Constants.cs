using System.Globalization;
using System.Text;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Constants, and names of operators.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>AexprConst</c>: a constant, with its type where one is named; other operands are let through.</summary>
    private Node AexprConst() => CExpr();

    /// <summary>A constant that starts with something else than a name; null where none stands.</summary>
    private Node? Constant()
    {
        var start = Here;
        switch (Kind)
        {
            case TokenKind.StringConstant:
                return MakeStringConst(start, Sconst());
            case TokenKind.IntegerConstant:
                return MakeIntConst(start, Iconst());
            case TokenKind.FloatConstant:
                var number = new FloatValue(start, tokens.Spelling(position));
                Advance();
                return Close(new AConst(start) { Fval = Close(number) });
            case TokenKind.BitString or TokenKind.HexString:
                var bits = new BitStringValue(start, (Is(TokenKind.BitString) ? "b" : "x") + Digits());
                Advance();
                return Close(new AConst(start) { Bsval = Close(bits) });
            case TokenKind.Keyword when Word is Keyword.True or Keyword.False:
                var truth = new BooleanValue(start, Is(Keyword.True));
                Advance();
                return Close(new AConst(start) { Boolval = Close(truth) });
            case TokenKind.Keyword when Word == Keyword.Null:
                Advance();
                return Close(new AConst(start) { Isnull = true });
            case TokenKind.Keyword when IsTypedConstant():
                return Is(Keyword.Interval) ? IntervalConst(start) : StringConstCast(start, ConstTypename());
            default:
                return null;
        }
    }

    // The digits between the quotes; a constant may go on in the next line.
    private string Digits()
    {
        var spelling = tokens.Spelling(position);
        var digits = new StringBuilder(spelling.Length);
        var isInside = false;
        foreach (var character in spelling)
        {
            if (character == '\'')
            {
                isInside = !isInside;
            }
            else if (isInside)
            {
                digits.Append(character);
            }
        }

        return digits.ToString();
    }

    /// <summary>A number between parentheses, such as a precision, as a node: a constant or a hole.</summary>
    private Node IconstNode()
    {
        var start = Here;
        return Is(TokenKind.Hole) ? HoleHere() : MakeIntConst(start, Iconst());
    }

    /// <summary><c>makeStringConstCast</c>: the string that follows a type.</summary>
    private TypeCast StringConstCast(int start, TypeName typeName)
    {
        var text = Here;
        var constant = MakeStringConst(text, Sconst());
        return Close(new TypeCast(start) { Arg = constant, TypeName = typeName });
    }

    /// <summary><c>INTERVAL '…' DAY TO SECOND</c>, <c>INTERVAL(3) '…'</c>.</summary>
    private TypeCast IntervalConst(int start)
    {
        Advance();
        var typeName = SystemType(start, "interval");
        typeName.Typmods = Is(TokenKind.LeftParenthesis) ? IntervalPrecision() : [];
        Close(typeName);
        var constant = StringConstCast(start, typeName);
        if (typeName.Typmods.Count == 0)
        {
            typeName.Typmods = OptInterval();
        }

        return Close(constant);
    }

    /// <summary><c>Sconst</c>.</summary>
    private string Sconst(string expected = "a string constant")
    {
        if (Is(TokenKind.Hole))
        {
            return tokens.Name(position++);
        }

        if (!Is(TokenKind.StringConstant))
        {
            Fail(expected);
            return "";
        }

        return tokens.StringValue(position++);
    }

    /// <summary><c>Iconst</c>; 0 for a hole.</summary>
    private int Iconst()
    {
        if (Is(TokenKind.IntegerConstant))
        {
            return IntegerAt(position++);
        }

        if (!Accept(TokenKind.Hole))
        {
            Fail(Describe(TokenKind.IntegerConstant));
        }

        return 0;
    }

    /// <summary><c>SignedIconst</c>.</summary>
    private int SignedIconst()
    {
        var isNegative = Accept(TokenKind.Minus);
        if (!isNegative)
        {
            Accept(TokenKind.Plus);
        }

        var number = Iconst();
        return isNegative ? -number : number;
    }

    /// <summary><c>NumericOnly</c>: an <see cref="IntegerValue"/> or a <see cref="FloatValue"/>.</summary>
    private Node NumericOnly()
    {
        var start = Here;
        var sign = Kind is TokenKind.Minus or TokenKind.Plus ? 1 : 0;
        if (KindAt(sign) != TokenKind.FloatConstant)
        {
            if (KindAt(sign) == TokenKind.IntegerConstant)
            {
                return Close(new IntegerValue(start, SignedIconst()));
            }

            position += sign;
            return Is(TokenKind.Hole) ? HoleHere() : Nothing("a number");
        }

        var number = tokens.Spelling(position + sign);
        var isNegative = Is(TokenKind.Minus);
        position += sign + 1;
        return Close(new FloatValue(start, isNegative ? "-" + number : number));
    }

    /// <summary>The value of an integer token: decimal, <c>0x</c>, <c>0o</c> or <c>0b</c>, with underscores.</summary>
    private int IntegerAt(int index)
    {
        var (start, last) = (tokens.Start(index), tokens.End(index));
        var text = tokens.Content;
        var radix = last - start < 3 || text[start] != '0' ? 10 : text[start + 1] switch
        {
            'x' or 'X' => 16,
            'o' or 'O' => 8,
            'b' or 'B' => 2,
            _ => 10,
        };
        if (radix == 10)
        {
            return DecimalValue(start, last);
        }

        var value = 0;
        for (var i = start + 2; i < last; i++)
        {
            if (text[i] != '_')
            {
                value = unchecked((value * radix) + Convert.ToInt32(text[i].ToString(), 16));
            }
        }

        return value;
    }

    private int DecimalValue(int start, int last)
    {
        var value = 0;
        for (var i = start; i < last; i++)
        {
            var character = tokens.Content[i];
            value = character is >= '0' and <= '9' ? unchecked((value * 10) + (character - '0')) : value;
        }

        return value;
    }

    /// <summary>The operator token here or further on; null where none stands.</summary>
    private string? Operator(int ahead) => KindAt(ahead) switch
    {
        // Knex's way to write a question mark that is no binding.
        TokenKind.Operator => tokens.Spelling(position + ahead).Replace("\\", ""),
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Asterisk => "*",
        TokenKind.Slash => "/",
        TokenKind.Percent => "%",
        TokenKind.Caret => "^",
        TokenKind.Less => "<",
        TokenKind.Greater => ">",
        TokenKind.Equal => "=",
        TokenKind.LessEquals => "<=",
        TokenKind.GreaterEquals => ">=",
        TokenKind.NotEquals => "<>",
        TokenKind.Hole => tokens.Name(position + ahead),
        _ => null,
    };

    /// <summary>The name of an operator where the source has another syntax for it.</summary>
    private List<Node> OperatorName(string name, int? start = null) => new(1) { new StringValue(start ?? Here, name) };

    /// <summary><c>any_operator</c>: an operator with its qualifiers, as a list of <see cref="StringValue"/>.</summary>
    private List<Node> AnyOperator()
    {
        var name = new List<Node>(1);
        while (KindAt(1) == TokenKind.Dot || (IsColId() && !Is(TokenKind.Hole)))
        {
            name.Add(NameNode("an operator"));
            Expect(TokenKind.Dot);
        }

        var start = Here;
        if (Operator(0) is { } spelling)
        {
            Advance();
            name.Add(Close(new StringValue(start, spelling)));
        }
        else
        {
            Fail("an operator");
        }

        return name;
    }

    /// <summary><c>qual_Op</c> at <c>OPERATOR(schema.+)</c>.</summary>
    private List<Node> QualOp()
    {
        Expect(Keyword.Operator);
        Expect(TokenKind.LeftParenthesis);
        var name = AnyOperator();
        Expect(TokenKind.RightParenthesis);
        return name;
    }

    /// <summary><c>qual_all_Op</c>: an operator or <c>OPERATOR(schema.+)</c>.</summary>
    private List<Node> QualAllOp()
    {
        if (Is(Keyword.Operator))
        {
            return QualOp();
        }

        var start = Here;
        var spelling = Operator(0);
        if (spelling is null)
        {
            Fail("an operator");
            return [];
        }

        Advance();
        return new List<Node>(1) { Close(new StringValue(start, spelling)) };
    }
}
