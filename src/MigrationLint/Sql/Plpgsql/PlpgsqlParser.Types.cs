using System.Globalization;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>Types of variables.</summary>
internal sealed partial class PlpgsqlParser
{
    /// <summary><c>read_datatype</c>.</summary>
    private PLpgSQLType? ReadDatatype()
    {
        if (isBroken)
        {
            return null;
        }

        var type = new PLpgSQLType(Start);
        if (ReferencedType(type))
        {
            return Close(type);
        }

        var first = position;
        for (var level = 0; !EndsDatatype(level); position++)
        {
            level += Kind(position) switch { TokenKind.LeftParenthesis => 1, TokenKind.RightParenthesis => -1, _ => 0 };
        }

        if (position == first || position == end)
        {
            Fail("a type");
            return null;
        }

        var (tree, error) = SqlParser.ParseTypeName(tokens, first, position);
        type.TypeName = tree;
        if (error is not null && !tokens.HasHole(first, position) && !wasBroken)
        {
            errors.Add(error);
        }

        return Close(type);
    }

    private bool EndsDatatype(int level) => Kind(position) switch
    {
        TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.Equal or TokenKind.ColonEquals => true,
        TokenKind.Comma or TokenKind.RightParenthesis => level == 0,
        TokenKind.Keyword => tokens.Word(position) is Keyword.Collate or Keyword.Not or Keyword.Default,
        _ => false,
    };

    /// <summary><c>name%TYPE</c> and <c>name%ROWTYPE</c> with brackets behind them. False, with nothing read, where neither stands.</summary>
    private bool ReferencedType(PLpgSQLType type)
    {
        var last = position;
        for (var parts = 1; parts < 3 && Kind(last + 1) == TokenKind.Dot && IsName(last + 2); parts++)
        {
            last += 2;
        }

        if (!IsName(position) || Kind(last + 1) != TokenKind.Percent || Word(last + 2) is not ("type" or "rowtype"))
        {
            return false;
        }

        var name = new TypeName(Start) { Names = Parts(3).Reference.Fields, PctType = Word(last + 2) == "type" };
        type.IsRowtype = !name.PctType;
        position += 2;
        var bounds = new List<IntegerValue>();
        if (AcceptWord("array") && Kind(position) != TokenKind.LeftBracket)
        {
            bounds.Add(new IntegerValue(tokens.End(position - 1), -1));
        }

        while (Kind(position) == TokenKind.LeftBracket && !isBroken)
        {
            var start = tokens.Start(position++);
            var bound = Iconst() ?? -1;
            Accept(TokenKind.IntegerConstant);
            Expect(TokenKind.RightBracket, "']'");
            bounds.Add(Close(new IntegerValue(start, bound)));
        }

        name.ArrayBounds = bounds;
        type.TypeName = Close(name);
        return true;
    }

    /// <summary>The integer here, not read yet; null where none stands.</summary>
    private int? Iconst() =>
        !isBroken && Kind(position) == TokenKind.IntegerConstant && int.TryParse(tokens.Spelling(position), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
