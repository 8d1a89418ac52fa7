using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>The cursor: what stands here, and moving on.</summary>
internal sealed partial class SqlParser
{
    /// <summary>The kind of the token here.</summary>
    private TokenKind Kind => KindAt(0);

    /// <summary>The keyword here; <see cref="Keyword.NotKeyword"/> where another token stands.</summary>
    private Keyword Word => WordAt(0);

    /// <summary>Offset of the token here; behind the last token at the end.</summary>
    private int Here => position < end ? tokens.Start(position) : LastEnd;

    /// <summary>Offset behind the token that was read last.</summary>
    private int LastEnd => position > 0 ? tokens.End(position - 1) : 0;

    private bool AtEnd => position >= end;

    private TokenKind KindAt(int ahead) => position + ahead < end ? tokens.Kind(position + ahead) : TokenKind.EndOfFile;

    private Keyword WordAt(int ahead) => position + ahead < end ? tokens.Word(position + ahead) : Keyword.NotKeyword;

    private bool Is(TokenKind kind) => Kind == kind;

    private bool Is(Keyword word) => Word == word;

    private bool Is(Keyword first, Keyword second) => Word == first && WordAt(1) == second;

    private bool Is(Keyword first, Keyword second, Keyword third) => Is(first, second) && WordAt(2) == third;

    private void Advance() => position++;

    private bool Accept(TokenKind kind)
    {
        if (Kind != kind)
        {
            commaRefusedAt = kind == TokenKind.Comma ? position : commaRefusedAt;
            return false;
        }

        position++;
        return true;
    }

    private bool Accept(Keyword word)
    {
        if (Word != word)
        {
            return false;
        }

        position++;
        return true;
    }

    private bool Accept(Keyword first, Keyword second)
    {
        if (!Is(first, second))
        {
            return false;
        }

        position += 2;
        return true;
    }

    private bool Accept(Keyword first, Keyword second, Keyword third)
    {
        if (!Is(first, second, third))
        {
            return false;
        }

        position += 3;
        return true;
    }

    /// <summary>Passes over holes between clauses or at the end of an element: each may stand for anything.</summary>
    private void SkipHoles()
    {
        while (Accept(TokenKind.Hole))
        {
        }
    }

    private void Expect(TokenKind kind)
    {
        if (!Accept(kind))
        {
            Fail(kind == TokenKind.RightParenthesis && commaRefusedAt == position ? "',' or ')'" : Describe(kind));
        }
    }

    private void Expect(Keyword word)
    {
        if (!Accept(word))
        {
            Fail(Keywords.Spelling(word).ToUpperInvariant());
        }
    }

    private void Expect(Keyword first, Keyword second)
    {
        Expect(first);
        Expect(second);
    }

    /// <summary>Notes what would have had to stand here, unless something was noted before, and ends the reading.</summary>
    /// <param name="expected">A noun phrase: <c>')'</c>, <c>a column name</c>.</param>
    private void Fail(string expected)
    {
        if (Error is null)
        {
            var found = position < end ? tokens.Span(position) : new TextSpan(LastEnd, 0);
            Error = new SyntaxError(found, expected + " expected") { Expected = expected };
        }

        position = end;
    }

    /// <summary>Notes something that PostgreSQL's grammar refuses although the words are in place, as its actions do.</summary>
    /// <param name="span">What is refused.</param>
    /// <param name="message">One clause without a final stop.</param>
    private void Refuse(TextSpan span, string message)
    {
        Error ??= new SyntaxError(span, message);
        position = end;
    }

    /// <summary>Remembers the state, to try something; see <see cref="Reset"/>.</summary>
    private (int Position, SyntaxError? Error, int Depth) Mark() => (position, Error, depth);

    /// <summary>Forgets everything since <see cref="Mark"/>.</summary>
    private void Reset((int Position, SyntaxError? Error, int Depth) mark) => (position, Error, depth) = mark;

    /// <summary>Enters a rule that can contain itself; the caller lowers <see cref="depth"/> again. False, with the reading ended, where it is too deep.</summary>
    private bool Enter()
    {
        if (++depth <= MaximumDepth && StackGuard.HasRoom())
        {
            return true;
        }

        if (depth <= MaximumDepth)
        {
            isOutOfStack = true;
        }
        else
        {
            exceeded ??= SyntaxError.Limit(new TextSpan(Here, 0), MaximumDepth);
        }

        position = end;
        return false;
    }

    /// <summary>Sets the end of a node to the token that was read last; one without tokens stands there.</summary>
    private T Close<T>(T node)
        where T : Node
    {
        node.End = LastEnd;
        node.Start = Math.Min(node.Start, node.End);
        return node;
    }

    private string Describe(TokenKind kind) => kind switch
    {
        TokenKind.LeftParenthesis => "'('",
        TokenKind.RightParenthesis => "')'",
        TokenKind.LeftBracket => "'['",
        TokenKind.RightBracket => "']'",
        TokenKind.Comma => "','",
        TokenKind.Semicolon => "';'",
        TokenKind.Colon => "':'",
        TokenKind.Dot => "'.'",
        TokenKind.Equal => "'='",
        TokenKind.Identifier => "a name",
        TokenKind.StringConstant => "a string constant",
        TokenKind.IntegerConstant => "an integer",
        TokenKind.TypeCast => "'::'",
        TokenKind.ColonEquals => "':='",
        TokenKind.EqualsGreater => "'=>'",
        TokenKind.DotDot => "'..'",
        TokenKind.Operator => "an operator",
        _ => "something else",
    };
}
