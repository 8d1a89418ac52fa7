using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Small nodes that the families of statements share.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>makeDefElem</c>: an option that ends with the token read last.</summary>
    private DefElem MakeDefElem(int start, string name, Node? arg = null) => Close(new DefElem(start) { Defname = name, Arg = arg });

    /// <summary>An option that is on or off.</summary>
    private DefElem MakeDefElem(int start, string name, bool value) => MakeDefElem(start, name, Close(new BooleanValue(start, value)));

    /// <summary>A list that ends with the token read last.</summary>
    private ListValue NewList(int start, IReadOnlyList<Node> items) => Close(new ListValue(start) { Items = items });

    /// <summary><c>makeStringConst</c>: a constant that ends with the token read last.</summary>
    private AConst MakeStringConst(int start, string text) => Close(new AConst(start) { Sval = Close(new StringValue(start, text)) });

    /// <summary><c>makeIntConst</c>.</summary>
    private AConst MakeIntConst(int start, int value) => Close(new AConst(start) { Ival = Close(new IntegerValue(start, value)) });

    /// <summary><c>makeAConst</c>: the constant of a number.</summary>
    private AConst MakeAConst(Node number)
    {
        var constant = new AConst(number.Start);
        if (number is IntegerValue integer)
        {
            constant.Ival = integer;
        }
        else
        {
            constant.Fval = number as FloatValue;
        }

        return Close(constant);
    }

    /// <summary><c>Sconst</c> as a node, for PostgreSQL's lists of strings.</summary>
    private StringValue SconstNode(string expected = "a string constant")
    {
        var start = Here;
        return Close(new StringValue(start, Sconst(expected)));
    }

    /// <summary><c>NonReservedWord_or_Sconst</c>.</summary>
    private StringValue NonReservedWordOrSconst(string expected = "a name")
    {
        var start = Here;
        return Close(new StringValue(start, Is(TokenKind.StringConstant) ? Sconst() : NonReservedWord(expected)));
    }

    /// <summary>True where <c>NumericOnly</c> stands.</summary>
    private bool IsNumericOnly() => Kind is TokenKind.IntegerConstant or TokenKind.FloatConstant or TokenKind.Plus or TokenKind.Minus;

    /// <summary>True where <c>opt_boolean_or_string</c> stands.</summary>
    private bool IsBooleanOrString() => Is(TokenKind.StringConstant) || Word is Keyword.True or Keyword.False or Keyword.On || IsNonReservedWord();

    /// <summary><c>opt_boolean_or_string</c>.</summary>
    private StringValue BooleanOrString(string expected = "a value")
    {
        var start = Here;
        if (Word is Keyword.True or Keyword.False or Keyword.On)
        {
            return Close(new StringValue(start, tokens.Name(position++)));
        }

        return NonReservedWordOrSconst(expected);
    }
}
