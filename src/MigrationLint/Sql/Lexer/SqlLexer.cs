using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>
/// PostgreSQL's scanner (<c>scan.l</c> of 18), and what other programs put into a text before PostgreSQL sees it. Quotes and comments that do not end are
/// noted where they open, and the reading goes on at the next line that begins like a statement.
/// </summary>
/// <remarks>Partial: words and operators here; quotes, numbers, placeholders and psql's commands are files of their own.</remarks>
internal sealed partial class SqlLexer
{
    private readonly IText text;
    private readonly string content;
    private readonly int length;
    private readonly SqlPlaceholders placeholders;
    private readonly List<TextSpan> comments = [];
    private readonly List<SyntaxError> errors = [];

    private int position;
    private bool startsLine = true;
    private int bracketDepth;
    private int lastEnd;

    // Up to here stand signs that an operator was relieved of: each is one by itself, which need not be found out again.
    private int signsEnd;

    private int count;
    private TokenKind[] kinds;
    private Keyword[] keywords;
    private TokenTraits[] traits;
    private int[] starts;
    private int[] ends;

    private SqlLexer(IText text, SqlPlaceholders placeholders, int capacity)
    {
        (this.text, content, length, this.placeholders) = (text, text.Content, text.Content.Length, placeholders);
        (kinds, keywords, traits) = (new TokenKind[capacity], new Keyword[capacity], new TokenTraits[capacity]);
        (starts, ends) = (new int[capacity], new int[capacity]);
    }

    /// <summary>The tokens of a text. Never throws; what is no token is <see cref="TokenKind.Invalid"/>.</summary>
    public static SqlTokens Tokenize(IText text, SqlPlaceholders placeholders)
    {
        // Five to six characters are a token with its blanks in real migrations.
        var lexer = new SqlLexer(text, placeholders, (text.Content.Length / 4) + 16);
        lexer.FindPlaceholders();
        lexer.Scan();
        return new SqlTokens(text, lexer.count, lexer.kinds, lexer.keywords, lexer.traits, lexer.starts, lexer.ends, new SqlNameTable())
        {
            Comments = lexer.comments,
            Errors = lexer.errors,
            MetaCommands = lexer.metaCommands,
            CopyData = lexer.copyData,
            Placeholders = placeholders,
        };
    }

    private void Scan()
    {
        // A byte order mark is no part of the SQL: psql leaves it out too.
        position = length > 0 && content[0] == '\uFEFF' ? 1 : 0;
        while (true)
        {
            SkipBlanks();
            if (position >= length)
            {
                break;
            }

            ScanToken();
        }

        Add(TokenKind.EndOfFile, length, length);
        if (unicodeTokens.Count > 0)
        {
            unicodeTokens.ForEach(CheckUnicode);
            errors.Sort((left, right) => left.Span.Start.CompareTo(right.Span.Start));
        }
    }

    private void ScanToken()
    {
        var start = position;
        var character = content[start];
        switch (Class(character))
        {
            case CharacterClass.Letter:
                ScanWord(start);
                break;
            case CharacterClass.Digit:
                ScanNumber(start);
                break;
            case CharacterClass.Quote:
                ScanString(start, start, TokenKind.StringConstant, TokenTraits.None);
                break;
            case CharacterClass.DoubleQuote:
                ScanQuotedName(start, start, TokenTraits.IsQuoted);
                break;
            case CharacterClass.Dollar:
                ScanDollar(start);
                break;
            case CharacterClass.Operator:
                ScanOperator(start);
                break;
            case CharacterClass.Single:
                ScanSingle(start, character);
                break;
            case CharacterClass.Dot:
                ScanDot(start);
                break;
            case CharacterClass.Colon:
                ScanColon(start);
                break;
            case CharacterClass.Backslash:
                ScanBackslash(start);
                break;
            default:
                ScanOther(start);
                break;
        }
    }

    private void ScanSingle(int start, char character)
    {
        var kind = character switch
        {
            '(' => TokenKind.LeftParenthesis,
            ')' => TokenKind.RightParenthesis,
            '[' => TokenKind.LeftBracket,
            ']' => TokenKind.RightBracket,
            ',' => TokenKind.Comma,
            _ => TokenKind.Semicolon,
        };
        bracketDepth = kind switch
        {
            TokenKind.LeftBracket => bracketDepth + 1,
            TokenKind.RightBracket => Math.Max(0, bracketDepth - 1),
            TokenKind.Semicolon => 0,
            _ => bracketDepth,
        };
        Add(kind, start, start + 1);
        if (kind == TokenKind.Semicolon)
        {
            EndSend();
        }
    }

    private void ScanDot(int start)
    {
        var next = At(start + 1);
        if (next is >= '0' and <= '9')
        {
            ScanNumber(start);
        }
        else if (next == '.')
        {
            Add(TokenKind.DotDot, start, start + 2);
        }
        else
        {
            Add(TokenKind.Dot, start, start + 1);
        }
    }

    private void ScanColon(int start)
    {
        switch (At(start + 1))
        {
            case ':':
                Add(TokenKind.TypeCast, start, start + 2);
                break;
            case '=':
                Add(TokenKind.ColonEquals, start, start + 2);
                break;
            default:
                if (VariableEnd(start) is > 0 and var end)
                {
                    ScanHole(start, end);
                }
                else
                {
                    Add(TokenKind.Colon, start, start + 1);
                }

                break;
        }
    }

    private void ScanWord(int start)
    {
        if (start + 1 < length && ScanPrefixed(start, content[start + 1]))
        {
            return;
        }

        var hash = 0u;
        var end = start;
        var characters = content;
        while (end < characters.Length)
        {
            var character = characters[end];
            if (character < 128 ? (Flags[character] & IsWordPart) == 0 : hasUnknowns && IsUnknown(end))
            {
                break;
            }

            hash = Keywords.Hash(hash, character);
            end++;
        }

        if (mayHaveHoles && HoleAt(start, end) >= 0)
        {
            ScanWordWithHoles(start, start, isNumber: true);
            return;
        }

        var word = Keywords.Find(characters, start, end - start, hash);
        Add(word == Keyword.NotKeyword ? TokenKind.Identifier : TokenKind.Keyword, start, end, word);
        if (word == Keyword.Uescape)
        {
            uescape = count - 1;
        }
    }

    // E'…', B'…', X'…', N'…', U&'…', U&"…".
    private bool ScanPrefixed(int start, char next)
    {
        var prefix = (char)(content[start] | 0x20);
        if (next == '\'')
        {
            switch (prefix)
            {
                case 'e':
                    ScanString(start, start + 1, TokenKind.StringConstant, TokenTraits.IsEscapeString);
                    return true;
                case 'b':
                    ScanString(start, start + 1, TokenKind.BitString, TokenTraits.None);
                    return true;
                case 'x':
                    ScanString(start, start + 1, TokenKind.HexString, TokenTraits.None);
                    return true;
                case 'n':
                    Add(TokenKind.Keyword, start, start + 1, Keyword.Nchar);
                    return true;
                default:
                    return false;
            }
        }

        if (next != '&' || prefix != 'u')
        {
            return false;
        }

        switch (At(start + 2))
        {
            case '\'':
                ScanString(start, start + 2, TokenKind.StringConstant, TokenTraits.IsUnicode);
                return true;
            case '"':
                ScanQuotedName(start, start + 2, TokenTraits.IsQuoted | TokenTraits.IsUnicode);
                return true;
            default:
                return false;
        }
    }

    private void ScanOperator(int start)
    {
        if (mayHaveHoles && HoleEnd(start) is > 0 and var hole)
        {
            ScanHole(start, hole);
            return;
        }

        if (start < signsEnd)
        {
            AddOperator(start, start + 1);
            return;
        }

        var end = start + (content[start] == '\\' ? 2 : 1);
        var qualifies = IsSpecial(content[start]);
        while (end < length && OperatorLength(end) is > 0 and var step)
        {
            // A comment ends an operator.
            if (content[end] is '-' or '*' && (content[end - 1], content[end]) is ('-', '-') or ('/', '*'))
            {
                end--;
                break;
            }

            qualifies |= step == 2 || IsSpecial(content[end]);
            end += step;
        }

        signsEnd = end;

        // PostgreSQL lets an operator end in + or - only where it holds a character that standard SQL's operators do not have.
        while (!qualifies && end > start + 1 && content[end - 1] is '+' or '-')
        {
            end--;
        }

        AddOperator(start, end);
    }

    private void AddOperator(int start, int end)
    {
        var kind = OperatorKind(start, end);
        if (kind == TokenKind.Operator && end - start >= 64)
        {
            Refuse(start, end, "an operator has less than 64 characters");
            return;
        }

        Add(kind, start, end);
    }

    private TokenKind OperatorKind(int start, int end) => (end - start) switch
    {
        1 => content[start] switch
        {
            '+' => TokenKind.Plus,
            '-' => TokenKind.Minus,
            '*' => TokenKind.Asterisk,
            '/' => TokenKind.Slash,
            '%' => TokenKind.Percent,
            '^' => TokenKind.Caret,
            '<' => TokenKind.Less,
            '>' => TokenKind.Greater,
            '=' => TokenKind.Equal,
            _ => TokenKind.Operator,
        },
        2 => (content[start], content[start + 1]) switch
        {
            ('=', '>') => TokenKind.EqualsGreater,
            ('<', '=') => TokenKind.LessEquals,
            ('>', '=') => TokenKind.GreaterEquals,
            ('<', '>') or ('!', '=') => TokenKind.NotEquals,
            ('%', '%') when (placeholders & SqlPlaceholders.Python) != SqlPlaceholders.None => TokenKind.Percent,
            _ => TokenKind.Operator,
        },
        _ => TokenKind.Operator,
    };

    // 0 where none goes on, 2 for Knex's \?.
    private int OperatorLength(int offset)
    {
        var character = content[offset];
        if (character >= 128 || (Flags[character] & IsOperator) == 0)
        {
            return IsEscapedQuestionMark(offset) ? 2 : 0;
        }

        return mayHaveHoles && HoleEnd(offset) > 0 ? 0 : 1;
    }

    // ~ ! @ # ^ & | ` ? % keep a + or - at the end.
    private static bool IsSpecial(char character) => character is '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?' or '%' or '\\';

    private void SkipBlanks()
    {
        var characters = content;
        while (position < characters.Length)
        {
            switch (characters[position])
            {
                case '\n' or '\r':
                    startsLine = true;
                    position++;
                    break;
                case ' ' or '\t' or '\f' or '\v':
                    position++;
                    break;
                case '-' when At(position + 1) == '-':
                    SkipLineComment();
                    break;
                case '/' when At(position + 1) == '*':
                    SkipBlockComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipLineComment()
    {
        var end = content.IndexOfAny(LineEnds, position);
        end = end < 0 ? length : end;
        comments.Add(TextSpan.FromBounds(position, end));
        position = end;
    }

    private void SkipBlockComment()
    {
        var depth = 1;
        var i = position + 2;
        while (depth > 0)
        {
            i = content.IndexOfAny(CommentMarks, i);
            if (i < 0 || i + 1 >= length)
            {
                Restart(position, position + 2, "this comment does not end");
                return;
            }

            if (content[i] == '\n')
            {
                startsLine = true;
                i++;
                continue;
            }

            var next = content[i + 1];
            if (next == '*' && content[i] == '/')
            {
                depth++;
                i += 2;
            }
            else if (next == '/' && content[i] == '*')
            {
                depth--;
                i += 2;
            }
            else
            {
                i++;
            }
        }

        comments.Add(TextSpan.FromBounds(position, i));
        position = i;
    }

    private char At(int offset) => offset < content.Length ? content[offset] : '\0';

    private void Refuse(int start, int end, string message)
    {
        errors.Add(new SyntaxError(TextSpan.FromBounds(start, end), message));
        Add(TokenKind.Invalid, start, end);
    }

    private void Add(TokenKind kind, int start, int end, Keyword word = Keyword.NotKeyword, TokenTraits how = TokenTraits.None)
    {
        if (count == kinds.Length)
        {
            Grow();
        }

        how |= (startsLine ? TokenTraits.StartsLine : TokenTraits.None) | (start == lastEnd && count > 0 ? TokenTraits.IsAdjacent : TokenTraits.None);
        startsLine = false;
        (kinds[count], keywords[count], traits[count], starts[count], ends[count]) = (kind, word, how, start, end);
        count++;
        position = lastEnd = end;
    }

    private void Grow()
    {
        var capacity = kinds.Length * 2;
        Array.Resize(ref kinds, capacity);
        Array.Resize(ref keywords, capacity);
        Array.Resize(ref traits, capacity);
        Array.Resize(ref starts, capacity);
        Array.Resize(ref ends, capacity);
    }
}
