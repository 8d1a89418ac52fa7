using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>
/// Finds comments in SQL. Knows just enough of PostgreSQL's lexical rules (https://www.postgresql.org/docs/current/sql-syntax-lexical.html)
/// to tell a comment from the same characters inside of a string.
/// </summary>
internal static class SqlTrivia
{
    /// <summary>The comments, marks included and line ends not, in source order; and whether anything else but blanks and semicolons stands in the text.</summary>
    /// <param name="text">SQL; strings and comments that do not end reach to the end of the text.</param>
    public static (IReadOnlyList<TextSpan> Comments, bool IsEmpty) Scan(string text)
    {
        var comments = new List<TextSpan>();
        var isEmpty = true;
        for (var i = 0; i < text.Length;)
        {
            if (CommentEnd(text, i) is { } end)
            {
                comments.Add(TextSpan.FromBounds(i, end));
                i = end;
            }
            else
            {
                isEmpty &= char.IsWhiteSpace(text[i]) || text[i] == ';' || text[i] == '\uFEFF';
                i = SkipToken(text, i);
            }
        }

        return (comments, isEmpty);
    }

    /// <summary>The offset of the first character at or behind <paramref name="start"/> that is neither blank nor comment.</summary>
    public static int SkipTrivia(string text, int start)
    {
        while (start < text.Length)
        {
            if (CommentEnd(text, start) is { } end)
            {
                start = end;
            }
            else if (char.IsWhiteSpace(text[start]))
            {
                start++;
            }
            else
            {
                break;
            }
        }

        return start;
    }

    private static int? CommentEnd(string text, int start)
    {
        if (StartsWith(text, start, "--"))
        {
            var end = text.IndexOfAny(['\r', '\n'], start);
            return end < 0 ? text.Length : end;
        }

        if (!StartsWith(text, start, "/*"))
        {
            return null;
        }

        // Block comments nest in PostgreSQL.
        var depth = 0;
        for (var i = start; i < text.Length;)
        {
            if (StartsWith(text, i, "/*"))
            {
                depth++;
                i += 2;
            }
            else if (StartsWith(text, i, "*/"))
            {
                depth--;
                i += 2;
                if (depth == 0)
                {
                    return i;
                }
            }
            else
            {
                i++;
            }
        }

        return text.Length;
    }

    private static int SkipToken(string text, int start)
    {
        var character = text[start];
        if (character is '\'' or '"')
        {
            return SkipQuoted(text, start, hasEscapes: false);
        }

        if (character == '$' && DollarTag(text, start) is { } tag)
        {
            var end = text.IndexOf(tag, start + tag.Length, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + tag.Length;
        }

        if (!IsNameStart(character) && !char.IsDigit(character))
        {
            return start + 1;
        }

        // A name may hold dollar signs; E'…' takes backslashes.
        var i = start;
        while (i < text.Length && (IsNameStart(text[i]) || char.IsDigit(text[i]) || text[i] == '$'))
        {
            i++;
        }

        return i == start + 1 && character is 'E' or 'e' && i < text.Length && text[i] == '\'' ? SkipQuoted(text, i, hasEscapes: true) : i;
    }

    private static int SkipQuoted(string text, int start, bool hasEscapes)
    {
        var quote = text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (hasEscapes && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                if (i + 1 < text.Length && text[i + 1] == quote)
                {
                    i++;
                }
                else
                {
                    return i + 1;
                }
            }
        }

        return text.Length;
    }

    private static string? DollarTag(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && (IsNameStart(text[i]) || (i > start + 1 && char.IsDigit(text[i]))))
        {
            i++;
        }

        return i < text.Length && text[i] == '$' ? text.Substring(start, i + 1 - start) : null;
    }

    private static bool IsNameStart(char character) => char.IsLetter(character) || character == '_' || character >= '\u0080';

    private static bool StartsWith(string text, int start, string mark) => string.CompareOrdinal(text, start, mark, 0, mark.Length) == 0;
}
