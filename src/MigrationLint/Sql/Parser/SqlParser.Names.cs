using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Names, and where PostgreSQL lets keywords be names. A hole may stand for any of them.</summary>
internal sealed partial class SqlParser
{
    /// <summary>True where a <c>ColId</c> stands, <paramref name="ahead"/> tokens from here.</summary>
    private bool IsColId(int ahead = 0) => KindAt(ahead) switch
    {
        TokenKind.Identifier or TokenKind.Hole => true,
        TokenKind.Keyword => Keywords.Class(WordAt(ahead)) is KeywordClass.Unreserved or KeywordClass.ColumnName,
        _ => false,
    };

    /// <summary>True where a <c>type_function_name</c> stands.</summary>
    private bool IsTypeFunctionName(int ahead = 0) => KindAt(ahead) switch
    {
        TokenKind.Identifier or TokenKind.Hole => true,
        TokenKind.Keyword => Keywords.Class(WordAt(ahead)) is KeywordClass.Unreserved or KeywordClass.TypeOrFunctionName,
        _ => false,
    };

    /// <summary>True where a <c>NonReservedWord</c> stands.</summary>
    private bool IsNonReservedWord(int ahead = 0) => KindAt(ahead) switch
    {
        TokenKind.Identifier or TokenKind.Hole => true,
        TokenKind.Keyword => Keywords.Class(WordAt(ahead)) != KeywordClass.Reserved,
        _ => false,
    };

    /// <summary>True where a <c>ColLabel</c> stands: any word.</summary>
    private bool IsColLabel(int ahead = 0) => KindAt(ahead) is TokenKind.Identifier or TokenKind.Keyword or TokenKind.Hole;

    /// <summary>True where a <c>BareColLabel</c> stands: a label that needs no <c>AS</c>.</summary>
    private bool IsBareColLabel(int ahead = 0) => KindAt(ahead) switch
    {
        TokenKind.Identifier or TokenKind.Hole => true,
        TokenKind.Keyword => Keywords.IsBareLabel(WordAt(ahead)),
        _ => false,
    };

    /// <summary><c>ColId</c>: a column, a table, almost anything.</summary>
    private string ColId(string expected = "a name") => NameIf(IsColId(), expected);

    /// <summary><c>type_function_name</c>.</summary>
    private string TypeFunctionName(string expected = "a name") => NameIf(IsTypeFunctionName(), expected);

    /// <summary><c>NonReservedWord</c>.</summary>
    private string NonReservedWord(string expected = "a name") => NameIf(IsNonReservedWord(), expected);

    /// <summary><c>ColLabel</c>.</summary>
    private string ColLabel(string expected = "a name") => NameIf(IsColLabel(), expected);

    /// <summary><c>BareColLabel</c>.</summary>
    private string BareColLabel(string expected = "a name") => NameIf(IsBareColLabel(), expected);

    /// <summary><c>name</c> as a node, for PostgreSQL's lists of names.</summary>
    private StringValue NameNode(string expected = "a name")
    {
        var start = Here;
        return Close(new StringValue(start, ColId(expected)));
    }

    /// <summary><c>name_list</c>.</summary>
    private List<StringValue> NameList(string expected = "a name")
    {
        var names = new List<StringValue> { NameNode(expected) };
        while (Accept(TokenKind.Comma))
        {
            names.Add(NameNode(expected));
        }

        return names;
    }

    /// <summary><c>'(' columnList ')'</c>.</summary>
    private List<StringValue> ParenthesizedNames(string expected = "a column name")
    {
        Expect(TokenKind.LeftParenthesis);
        var names = NameList(expected);
        Expect(TokenKind.RightParenthesis);
        return names;
    }

    /// <summary><c>any_name</c>: a name with any number of qualifiers, as a list of <see cref="StringValue"/>.</summary>
    private List<Node> AnyName(string expected = "a name")
    {
        var parts = new List<Node>(2) { NameNode(expected) };
        while (Accept(TokenKind.Dot))
        {
            var start = Here;
            parts.Add(Close(new StringValue(start, ColLabel())));
        }

        return parts;
    }

    /// <summary><c>any_name_list</c>, each name a <see cref="ListValue"/>.</summary>
    private List<Node> AnyNameList(string expected = "a name")
    {
        var names = new List<Node>();
        do
        {
            var start = Here;
            names.Add(Close(new ListValue(start) { Items = AnyName(expected) }));
        }
        while (Accept(TokenKind.Comma));

        return names;
    }

    /// <summary><c>qualified_name</c>: a relation with up to two qualifiers.</summary>
    private RangeVar QualifiedName(string expected = "a table name")
    {
        var start = Here;
        return Close(ToRangeVar(start, AnyName(expected)));
    }

    /// <summary><c>qualified_name_list</c>.</summary>
    private List<RangeVar> QualifiedNameList(string expected = "a table name")
    {
        var names = new List<RangeVar> { QualifiedName(expected) };
        while (Accept(TokenKind.Comma))
        {
            names.Add(QualifiedName(expected));
        }

        return names;
    }

    /// <summary>What <c>makeRangeVarFromAnyName</c> does: more than three parts are refused.</summary>
    private RangeVar ToRangeVar(int start, List<Node> parts)
    {
        if (parts.Count > 3)
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "a name of a table has at most three parts: database, schema and table");
        }

        var relation = new RangeVar(start)
        {
            Relname = Part(parts, 1) ?? "",
            Schemaname = Part(parts, 2),
            Catalogname = Part(parts, 3),
            Inh = true,
            Relpersistence = "p",
            End = LastEnd,
        };
        return relation;

        static string? Part(List<Node> parts, int fromEnd) =>
            parts.Count >= fromEnd ? ((StringValue)parts[parts.Count - fromEnd]).Sval : null;
    }

    private string NameIf(bool isName, string expected)
    {
        if (!isName)
        {
            Fail(expected);
            return "";
        }

        return tokens.Name(position++);
    }
}
