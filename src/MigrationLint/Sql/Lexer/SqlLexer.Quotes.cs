using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>String constants, quoted names, dollar quotes.</summary>
internal sealed partial class SqlLexer
{
    private const string OpenQuote = "this quote does not end";

    private static readonly char[] EscapeMarks = ['\\', '\''];

    // The token UESCAPE, while it may follow a constant in Unicode form; -1 for none.
    private int uescape = -1;

    private readonly List<int> unicodeTokens = [];

    private void ScanString(int start, int quote, TokenKind kind, TokenTraits how)
    {
        var end = StringEnd(content, quote, kind, how);
        if (end < 0)
        {
            Restart(start, quote + 1, OpenQuote);
            return;
        }

        if (RestartInside(start, quote + 1, end))
        {
            return;
        }

        if (mayHaveHoles && HasHoleInside(quote + 1, end - 1))
        {
            how |= TokenTraits.HasHole;
        }

        Add(kind, start, end, how: how);
        if ((how & TokenTraits.IsEscapeString) != TokenTraits.None)
        {
            CheckEscapes(count - 1, quote + 1, end - 1);
        }
        else if ((how & TokenTraits.IsUnicode) != TokenTraits.None)
        {
            unicodeTokens.Add(count - 1);
        }

        if (uescape == count - 2 && uescape > 0 && kind == TokenKind.StringConstant)
        {
            MergeUescape();
        }
    }

    /// <summary>Behind the last quote of a string constant, its further lines included; -1 where it does not end.</summary>
    internal static int StringEnd(string text, int quote, TokenKind kind, TokenTraits how)
    {
        var offset = quote + 1;
        while (true)
        {
            offset = (how & TokenTraits.IsEscapeString) != TokenTraits.None ? text.IndexOfAny(EscapeMarks, offset) : text.IndexOf('\'', offset);
            if (offset < 0)
            {
                return -1;
            }

            if (text[offset] == '\\')
            {
                offset += 2;
                if (offset >= text.Length)
                {
                    return -1;
                }

                continue;
            }

            offset++;
            if (offset < text.Length && text[offset] == '\'' && kind == TokenKind.StringConstant)
            {
                offset++;
            }
            else if (offset < text.Length && text[offset] <= '-' && SqlLiterals.FindContinuation(text, offset, text.Length) is >= 0 and var next)
            {
                offset = next;
            }
            else
            {
                return offset;
            }
        }
    }

    // base_yylex makes one token of U&'…' UESCAPE '!'.
    private void MergeUescape()
    {
        var escape = uescape;
        uescape = -1;
        if ((traits[escape - 1] & TokenTraits.IsUnicode) == TokenTraits.None)
        {
            return;
        }

        var character = content[ends[escape + 1] - 2];
        var isValid = ends[escape + 1] - starts[escape + 1] == 3 && DigitValue(character) == int.MaxValue && character is not ('+' or '\'' or '"' or ' ' or '\t' or '\n' or '\r' or '\f' or '\v');
        if (!isValid)
        {
            errors.Add(new SyntaxError(TextSpan.FromBounds(starts[escape + 1], ends[escape + 1]), "an escape character is one character that is no digit, '+', quote or blank"));
            kinds[escape + 1] = TokenKind.Invalid;
            return;
        }

        ends[escape - 1] = ends[escape + 1];
        count -= 2;
    }

    private void ScanQuotedName(int start, int quote, TokenTraits how)
    {
        var end = QuotedNameEnd(content, quote);
        if (end < 0)
        {
            Restart(start, quote + 1, OpenQuote);
            return;
        }

        if (end == quote + 2)
        {
            Refuse(start, end, "a quoted name has at least one character");
            return;
        }

        // No name holds the end of one statement and the beginning of another.
        if (ResumeInside(start, quote + 1, end))
        {
            return;
        }

        if (mayHaveHoles && HasHoleInside(quote + 1, end - 1))
        {
            how |= TokenTraits.HasHole;
        }

        Add(TokenKind.Identifier, start, end, how: how);
        if ((how & TokenTraits.IsUnicode) != TokenTraits.None)
        {
            unicodeTokens.Add(count - 1);
        }
    }

    // \u and \U must name a character; other escapes always do, in some encoding.
    private void CheckEscapes(int token, int start, int end)
    {
        for (var i = start; i < end && (i = content.IndexOf('\\', i, end - i)) >= 0;)
        {
            var escape = i;
            if (At(i + 1) is not ('u' or 'U'))
            {
                i += 2;
            }
            else if (!SqlEscape.TryRead(content, ref i, end, out _))
            {
                RefuseEscape(token, escape);
                return;
            }
        }
    }

    // U&'…' can be read when its UESCAPE is known.
    private void CheckUnicode(int token)
    {
        var literalEnd = kinds[token] == TokenKind.Identifier ? QuotedNameEnd(content, starts[token] + 2) : StringEnd(content, starts[token] + 2, kinds[token], traits[token]);
        var mark = literalEnd < ends[token] ? content[ends[token] - 2] : '\\';
        for (var i = starts[token] + 3; i < literalEnd && (i = content.IndexOf(mark, i, literalEnd - i)) >= 0;)
        {
            var escape = i;
            if (!SqlEscape.TryReadUnicode(content, ref i, literalEnd, mark, out _))
            {
                RefuseEscape(token, escape);
                return;
            }
        }
    }

    private void RefuseEscape(int token, int offset)
    {
        kinds[token] = TokenKind.Invalid;
        errors.Add(new SyntaxError(new TextSpan(offset, 2), "this escape names no character"));
    }

    /// <summary>Behind the quote that ends a name; -1 where there is none.</summary>
    internal static int QuotedNameEnd(string text, int quote)
    {
        for (var offset = quote + 1; ; offset++)
        {
            offset = text.IndexOf('"', offset);
            if (offset < 0)
            {
                return -1;
            }

            if (offset + 1 == text.Length || text[offset + 1] != '"')
            {
                return offset + 1;
            }

            offset++;
        }
    }

    private void ScanDollar(int start)
    {
        if (At(start + 1) is >= '0' and <= '9')
        {
            ScanParameter(start);
            return;
        }

        if (mayHaveHoles && SplicedEnd(start) > 0)
        {
            ScanWordWithHoles(start, start, isNumber: true);
            return;
        }

        var tagEnd = start + 1;
        while (tagEnd < length && content[tagEnd] != '$' && ContinuesWord(content[tagEnd]) && (tagEnd > start + 1 || StartsWord(content[tagEnd])))
        {
            tagEnd++;
        }

        if (At(tagEnd) != '$')
        {
            if (mayHaveHoles && HoleAt(start, start + 1) >= 0)
            {
                ScanWordWithHoles(start, start, isNumber: true);
            }
            else
            {
                Refuse(start, start + 1, "a '$' begins a parameter or a quoted text");
            }

            return;
        }

        tagEnd++;
        var end = tagEnd - start == 2
            ? content.IndexOf("$$", tagEnd, StringComparison.Ordinal)
            : content.IndexOf(content.Substring(start, tagEnd - start), tagEnd, StringComparison.Ordinal);
        if (end < 0)
        {
            Restart(start, tagEnd, OpenQuote);
            return;
        }

        end += tagEnd - start;
        if (RestartInsideBody(start, tagEnd, end))
        {
            return;
        }

        var hasHole = mayHaveHoles && HasHoleInside(tagEnd, end - (tagEnd - start));
        Add(TokenKind.StringConstant, start, end, how: TokenTraits.IsDollarQuoted | (hasHole ? TokenTraits.HasHole : TokenTraits.None));
    }
}
