using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Going on behind quotes and comments that do not end.</summary>
internal sealed partial class SqlLexer
{
    // Each costs a search to the end of the text.
    private const int MaximumRestarts = 16;

    // No keyword is as long. Words are looked at again and again here, and '$' both continues them and opens quotes: `$$a$$a$$a` would take quadratic time.
    private const int LongestWord = 64;

    private int restarts;

    /// <summary>Notes that what opens here does not end, and goes on at the next line that begins like a statement.</summary>
    private void Restart(int start, int openingEnd, string message)
    {
        var next = ++restarts > MaximumRestarts ? length : NextHeadLine(openingEnd);
        Refuse(start, openingEnd, message);
        Resume(next);
    }

    /// <summary>
    /// Where one quote is missing, all that follow change sides: what was between two constants is one. Such a constant reaches over the end of a statement and
    /// is glued to a word, which was the content of a true one. The first of them is the one whose end is missing, and right sides begin anew behind it.
    /// </summary>
    /// <returns>True, with the error noted and the position behind it, where the constant is of that kind.</returns>
    private bool RestartInside(int start, int openingEnd, int end)
    {
        var isGlued = lastEnd == start && count > 0 && kinds[count - 1] is TokenKind.Identifier or TokenKind.IntegerConstant;
        return (isGlued || BeginsContent(end)) && ResumeInside(start, openingEnd, end);
    }

    /// <summary>
    /// The same for dollar quotes. What lies between two bodies begins like what follows a body, or ends in the <c>AS</c> or <c>DO</c> that announces one, before
    /// something that begins a statement.
    /// </summary>
    private bool RestartInsideBody(int start, int openingEnd, int end)
    {
        var last = end - (openingEnd - start);
        while (last > openingEnd && char.IsWhiteSpace(content[last - 1]))
        {
            last--;
        }

        var first = SkipSpace(openingEnd);
        var followsBody = At(first) is ')' or ';' or ',' or ':' || Keywords.Find(content, first, ShortWordEnd(first) - first) == Keyword.Language;
        var announcesBody = last - 2 > openingEnd && !ContinuesWord(content[last - 3]) && Keywords.Find(content, last - 2, 2) is Keyword.As or Keyword.Do
            && IsHeadLine(content, SkipSpace(end));
        return (followsBody || announcesBody || BeginsContent(end)) && restarts < MaximumRestarts && ResumeInside(start, openingEnd, end);
    }

    private int ShortWordEnd(int start)
    {
        var end = start;
        while (end < length && end - start < LongestWord && ContinuesWord(content[end]))
        {
            end++;
        }

        return end;
    }

    private int SkipSpace(int offset)
    {
        while (offset < length && char.IsWhiteSpace(content[offset]))
        {
            offset++;
        }

        return offset;
    }

    private bool ResumeInside(int start, int openingEnd, int end)
    {
        if (InnerHeadLine(openingEnd, end) is not (> 0 and var line))
        {
            return false;
        }

        restarts += content[start] == '$' ? 1 : 0;
        Refuse(start, openingEnd, OpenQuote);
        Resume(line);
        return true;
    }

    private void Resume(int offset)
    {
        position = offset;
        bracketDepth = 0;
        startsLine = true;
    }

    // Behind a constant stands no word but a keyword, and nothing that opens.
    private bool BeginsContent(int offset)
    {
        var next = At(offset);
        if (!ContinuesWord(next) || offset >= length || (mayHaveHoles && HoleEnd(offset) > 0))
        {
            return next is '}' or '(' or '[' or '\\' || (next == '{' && !hasTemplates);
        }

        var end = ShortWordEnd(offset);
        return At(end) == '\'' || Keywords.Find(content, offset, end - offset) == Keyword.NotKeyword;
    }

    // The first line that begins like a statement behind a line that ends one; -1 for none.
    private int InnerHeadLine(int start, int end)
    {
        var endsStatement = false;
        for (var line = start; line < end;)
        {
            if (endsStatement && IsHeadLine(content, line))
            {
                return line;
            }

            // Not LineEnd: a text of one line would be searched to its end for each of its constants.
            var lineEnd = content.IndexOfAny(LineEnds, line, end - line) is >= 0 and var found ? found : end;
            var last = lineEnd;
            while (last > line && content[last - 1] is ' ' or '\t')
            {
                last--;
            }

            if (last > line && string.CompareOrdinal(content, line, "--", 0, 2) != 0)
            {
                endsStatement = content[last - 1] == ';';
            }

            line = lineEnd + 1;
        }

        return -1;
    }

    // The start of the next line whose first word begins a statement; the end of the text where there is none.
    private int NextHeadLine(int offset)
    {
        while ((offset = content.IndexOfAny(LineEnds, offset)) >= 0)
        {
            offset++;
            if (IsHeadLine(content, offset))
            {
                return offset;
            }
        }

        return length;
    }

    private static bool IsHeadLine(string text, int offset)
    {
        var end = offset;
        while (end < text.Length && end - offset < LongestWord && text[end] < 128 && (Flags[text[end]] & IsWordPart) != 0)
        {
            end++;
        }

        return end > offset && StatementHeads.Contains(Keywords.Find(text, offset, end - offset));
    }
}
