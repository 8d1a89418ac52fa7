using System.Globalization;
using System.Text;
using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <summary>
/// Makes one token at a time, on demand: only the parser knows whether a slash divides or opens a regular expression,
/// and whether a brace closes a block or continues a template.
/// </summary>
internal sealed partial class Tokenizer
{
    private readonly string text;
    private readonly bool isScript;
    private readonly bool endTemplatesAtMargin;
    private readonly NameTable names = new();
    private readonly List<Comment> comments = [];
    private readonly StringBuilder buffer = new();
    private int position;

    /// <summary>Starts at the beginning of <paramref name="text"/>; the first token has to be asked for.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="htmlComments">Whether <c>&lt;!--</c> and <c>--&gt;</c> start comments (ECMA-262, annex B.1.1).</param>
    /// <param name="endTemplatesAtMargin">Whether a template ends, unclosed, before a declaration at the left margin: in a broken file it swallowed it.</param>
    public Tokenizer(string text, bool htmlComments, bool endTemplatesAtMargin)
    {
        this.text = text;
        this.endTemplatesAtMargin = endTemplatesAtMargin;
        isScript = htmlComments;
        if (text.StartsWith("#!", StringComparison.Ordinal))
        {
            position = EndOfLine(2);
            comments.Add(new Comment(TextSpan.FromBounds(0, position), IsBlock: false));
        }
    }

    /// <summary>The current token.</summary>
    public TokenKind Kind;

    /// <summary>Offset of the token's first character.</summary>
    public int Start;

    /// <summary>Offset behind the token's last character.</summary>
    public int End;

    /// <summary>Where the token before the current one ended.</summary>
    public int LastEnd;

    /// <summary>Whether a line ended between the last token and this one.</summary>
    public bool NewlineBefore;

    /// <summary>The name of an identifier, the cooked text of a string or template; null for a template without a value.</summary>
    public string? Value;

    /// <summary>Whether a name or string was written with an escape.</summary>
    public bool HasEscape;

    /// <summary>Whether a number or string is one that strict code forbids.</summary>
    public bool IsLegacyOctal;

    /// <summary>Whether a template chunk is the last one.</summary>
    public bool IsTail;

    /// <summary>Set once the parser gave up on a statement: there are no more tokens until <see cref="MoveTo"/>.</summary>
    public bool Stopped;

    /// <summary>Why the current token is <see cref="TokenKind.Invalid"/>.</summary>
    public string? InvalidMessage;

    public string Text => text;

    public IReadOnlyList<Comment> Comments => comments;

    /// <summary>Everything that going back to a token needs.</summary>
    public readonly record struct Checkpoint(
        int Position, TokenKind Kind, int Start, int End, int LastEnd, bool NewlineBefore, string? Value, bool HasEscape,
        bool IsLegacyOctal, bool IsTail, bool Stopped, string? InvalidMessage, int CommentCount);

    public Checkpoint Save() =>
        new(position, Kind, Start, End, LastEnd, NewlineBefore, Value, HasEscape, IsLegacyOctal, IsTail, Stopped, InvalidMessage, comments.Count);

    public void Restore(in Checkpoint to)
    {
        position = to.Position;
        (Kind, Start, End, LastEnd) = (to.Kind, to.Start, to.End, to.LastEnd);
        (NewlineBefore, Value, HasEscape, IsLegacyOctal) = (to.NewlineBefore, to.Value, to.HasEscape, to.IsLegacyOctal);
        (IsTail, Stopped, InvalidMessage) = (to.IsTail, to.Stopped, to.InvalidMessage);
        comments.RemoveRange(to.CommentCount, comments.Count - to.CommentCount);
    }

    /// <summary>Makes the token at <paramref name="offset"/> the current one, as the first on its line.</summary>
    public void MoveTo(int offset)
    {
        Stopped = false;
        position = End = offset;
        while (comments.Count > 0 && comments[comments.Count - 1].Span.Start >= offset)
        {
            comments.RemoveAt(comments.Count - 1);
        }

        Next();
        NewlineBefore = true;
    }

    /// <summary>No more tokens: every loop of the parser ends by itself.</summary>
    public void Stop()
    {
        Stopped = true;
        Kind = TokenKind.EndOfFile;

        // Nodes that are still open end where the token was that broke them.
        LastEnd = Start;
    }

    /// <summary>Moves to the next token.</summary>
    public void Next()
    {
        if (Stopped)
        {
            return;
        }

        LastEnd = End;
        SkipTrivia();
        Start = position;
        if (position >= text.Length)
        {
            Kind = TokenKind.EndOfFile;
            End = position;
            return;
        }

        var character = text[position];
        if (character < 128 && Characters.IsAsciiIdentifierStart(character))
        {
            ScanIdentifier();
        }
        else
        {
            ScanOther(character);
        }

        End = position;
    }

    private void ScanOther(char character)
    {
        switch (character)
        {
            case '"' or '\'':
                ScanString(character);
                break;
            case '`':
                position++;
                ScanTemplateChunk();
                break;
            case >= '0' and <= '9':
                ScanNumber();
                break;
            case '.' when Characters.IsDigit(Peek(1)):
                ScanNumber();
                break;
            case '#':
                ScanPrivateName();
                break;
            case '\\':
                ScanEscapedIdentifier(position);
                break;
            case >= (char)128:
                ScanNonAscii();
                break;
            default:
                ScanPunctuator(character);
                break;
        }
    }

    private char Peek(int offset) => position + offset < text.Length ? text[position + offset] : '\0';

    private void Take(TokenKind kind, int length)
    {
        Kind = kind;
        position += length;
    }

    private void Invalid(int end, string message)
    {
        Kind = TokenKind.Invalid;
        InvalidMessage = message;
        position = end;
    }

    private int EndOfLine(int from)
    {
        while (from < text.Length && !Characters.IsLineEnd(text[from]))
        {
            from++;
        }

        return from;
    }

    private void SkipTrivia()
    {
        NewlineBefore = position == 0;
        while (position < text.Length)
        {
            var character = text[position];
            if (character is ' ' or '\t')
            {
                position++;
            }
            else if (Characters.IsLineEnd(character))
            {
                position++;
                NewlineBefore = true;
            }
            else if (character == '/' && Peek(1) is '/' or '*')
            {
                if (!SkipComment())
                {
                    return;
                }
            }
            else if (isScript && character is '<' or '-' && IsHtmlComment(character))
            {
                SkipLineComment();
            }
            else if (Characters.IsWhiteSpace(character))
            {
                position++;
            }
            else
            {
                return;
            }
        }
    }

    private bool IsHtmlComment(char character) => character == '<'
        ? string.CompareOrdinal(text, position, "<!--", 0, 4) == 0
        : NewlineBefore && string.CompareOrdinal(text, position, "-->", 0, 3) == 0;

    private void SkipLineComment()
    {
        var start = position;
        position = EndOfLine(position);
        comments.Add(new Comment(TextSpan.FromBounds(start, position), IsBlock: false));
    }

    /// <summary>False where a block comment has no end: it is a token then, an invalid one.</summary>
    private bool SkipComment()
    {
        if (text[position + 1] == '/')
        {
            SkipLineComment();
            return true;
        }

        var end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        for (var i = position; i < end && !NewlineBefore; i++)
        {
            NewlineBefore = Characters.IsLineEnd(text[i]);
        }

        comments.Add(new Comment(TextSpan.FromBounds(position, end + 2), IsBlock: true));
        position = end + 2;
        return true;
    }

    private void ScanNonAscii()
    {
        if (Characters.IsIdentifierStart(text, position, out _))
        {
            ScanIdentifier();
        }
        else
        {
            Invalid(position + (char.IsHighSurrogate(text[position]) && char.IsLowSurrogate(Peek(1)) ? 2 : 1), "unexpected character");
        }
    }

    private void ScanPunctuator(char character)
    {
        switch (character)
        {
            case '{': Take(TokenKind.OpenBrace, 1); break;
            case '}': Take(TokenKind.CloseBrace, 1); break;
            case '(': Take(TokenKind.OpenParen, 1); break;
            case ')': Take(TokenKind.CloseParen, 1); break;
            case '[': Take(TokenKind.OpenBracket, 1); break;
            case ']': Take(TokenKind.CloseBracket, 1); break;
            case ';': Take(TokenKind.Semicolon, 1); break;
            case ',': Take(TokenKind.Comma, 1); break;
            case ':': Take(TokenKind.Colon, 1); break;
            case '~': Take(TokenKind.Tilde, 1); break;
            case '@': Take(TokenKind.At, 1); break;
            case '.':
                var isEllipsis = Peek(1) == '.' && Peek(2) == '.';
                Take(isEllipsis ? TokenKind.Ellipsis : TokenKind.Dot, isEllipsis ? 3 : 1);
                break;
            case '/': ScanSlash(); break;
            case '>': Take(TokenKind.Greater, 1); break;
            case '?': ScanQuestion(); break;
            case '=' when Peek(1) == '>': Take(TokenKind.Arrow, 2); break;
            case '=': TakeEquality(TokenKind.Equals, TokenKind.EqualsEquals, TokenKind.EqualsEqualsEquals); break;
            case '!': TakeEquality(TokenKind.Exclamation, TokenKind.ExclamationEquals, TokenKind.ExclamationEqualsEquals); break;
            default: ScanArithmetic(character); break;
        }
    }

    private void ScanArithmetic(char character)
    {
        switch (character)
        {
            case '+': TakeDoubled('+', TokenKind.Plus, TokenKind.PlusPlus, TokenKind.PlusEquals); break;
            case '-': TakeDoubled('-', TokenKind.Minus, TokenKind.MinusMinus, TokenKind.MinusEquals); break;
            case '%': TakeDoubled('\0', TokenKind.Percent, TokenKind.Percent, TokenKind.PercentEquals); break;
            case '^': TakeDoubled('\0', TokenKind.Caret, TokenKind.Caret, TokenKind.CaretEquals); break;
            case '*': TakeDoubledWithAssignment('*', TokenKind.Asterisk, TokenKind.AsteriskEquals, TokenKind.AsteriskAsterisk, TokenKind.AsteriskAsteriskEquals); break;
            case '&': TakeDoubledWithAssignment('&', TokenKind.Ampersand, TokenKind.AmpersandEquals, TokenKind.AmpersandAmpersand, TokenKind.AmpersandAmpersandEquals); break;
            case '|': TakeDoubledWithAssignment('|', TokenKind.Bar, TokenKind.BarEquals, TokenKind.BarBar, TokenKind.BarBarEquals); break;
            case '<': TakeDoubledWithAssignment('<', TokenKind.Less, TokenKind.LessEquals, TokenKind.LessLess, TokenKind.LessLessEquals); break;
            default: Invalid(position + 1, "unexpected character"); break;
        }
    }

    private void TakeEquality(TokenKind one, TokenKind two, TokenKind three)
    {
        if (Peek(1) != '=')
        {
            Take(one, 1);
        }
        else if (Peek(2) != '=')
        {
            Take(two, 2);
        }
        else
        {
            Take(three, 3);
        }
    }

    private void TakeDoubled(char second, TokenKind one, TokenKind two, TokenKind assignment)
    {
        var next = Peek(1);
        if (next == '=')
        {
            Take(assignment, 2);
        }
        else if (next == second && second != '\0')
        {
            Take(two, 2);
        }
        else
        {
            Take(one, 1);
        }
    }

    private void TakeDoubledWithAssignment(char second, TokenKind one, TokenKind oneAssignment, TokenKind two, TokenKind twoAssignment)
    {
        if (Peek(1) != second)
        {
            TakeDoubled('\0', one, one, oneAssignment);
        }
        else if (Peek(2) == '=')
        {
            Take(twoAssignment, 3);
        }
        else
        {
            Take(two, 2);
        }
    }

    private void ScanSlash()
    {
        if (Peek(1) == '*')
        {
            Invalid(text.Length, "comment is not closed");
        }
        else
        {
            TakeDoubled('\0', TokenKind.Slash, TokenKind.Slash, TokenKind.SlashEquals);
        }
    }

    private void ScanQuestion()
    {
        if (Peek(1) == '?')
        {
            var assigns = Peek(2) == '=';
            Take(assigns ? TokenKind.QuestionQuestionEquals : TokenKind.QuestionQuestion, assigns ? 3 : 2);
        }
        else if (Peek(1) == '.' && !Characters.IsDigit(Peek(2)))
        {
            Take(TokenKind.QuestionDot, 2);
        }
        else
        {
            Take(TokenKind.Question, 1);
        }
    }

    /// <summary>Turns a single <c>&gt;</c> into the longest operator that starts there.</summary>
    public void RescanGreater()
    {
        if (Kind != TokenKind.Greater)
        {
            return;
        }

        position = Start;
        var length = 1;
        while (length < 3 && Peek(length) == '>')
        {
            length++;
        }

        var assigns = Peek(length) == '=';
        Kind = length switch
        {
            1 => assigns ? TokenKind.GreaterEquals : TokenKind.Greater,
            2 => assigns ? TokenKind.GreaterGreaterEquals : TokenKind.GreaterGreater,
            _ => assigns ? TokenKind.GreaterGreaterGreaterEquals : TokenKind.GreaterGreaterGreater,
        };
        position = End = Start + length + (assigns ? 1 : 0);
    }

    /// <summary>Takes only the first <c>&lt;</c> of <c>&lt;&lt;</c>, as type arguments that start with a generic function type need it.</summary>
    public void RescanLess()
    {
        if (Kind is TokenKind.LessLess or TokenKind.LessEquals or TokenKind.LessLessEquals)
        {
            Kind = TokenKind.Less;
            position = End = Start + 1;
        }
    }
}
