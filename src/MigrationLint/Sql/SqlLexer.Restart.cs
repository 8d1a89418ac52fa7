using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Going on behind quotes and comments that do not end.</summary>
internal sealed partial class SqlLexer
{
    // Each costs a search to the end of the text.
    private const int MaximumRestarts = 16;

    private int restarts;

    // Tokens before it are not looked at again.
    private int restartFloor;

    /// <summary>Notes that what opens here does not end, and goes on at the next line that begins like a statement.</summary>
    private void Restart(int start, int openingEnd, string message)
    {
        var next = -1;
        if (restarts < MaximumRestarts && FindCulprit(start, openingEnd) is >= 0 and var culprit)
        {
            next = InnerHeadLine(culprit);
            start = starts[culprit];
            openingEnd = OpeningEnd(culprit);
            Rewind(culprit);
        }

        Refuse(start, openingEnd, message);
        position = ++restarts > MaximumRestarts ? length : next >= 0 ? next : NextHeadLine(openingEnd);
        startsLine = true;
        restartFloor = count;
    }

    // Where one quote is missing, all that follow change sides, and only the last of the file does not end. The one to blame is the first of its kind that
    // reaches over the end of a statement.
    private int FindCulprit(int start, int openingEnd)
    {
        var mark = content[openingEnd - 1];
        for (var i = restartFloor; i < count; i++)
        {
            var isDollarQuoted = (traits[i] & TokenTraits.IsDollarQuoted) != TokenTraits.None;
            var isSuspect = mark switch
            {
                '\'' => kinds[i] is TokenKind.StringConstant or TokenKind.BitString or TokenKind.HexString && !isDollarQuoted,
                '"' => (traits[i] & TokenTraits.IsQuoted) != TokenTraits.None,
                '$' => isDollarQuoted && string.CompareOrdinal(content, starts[i], content, start, openingEnd - start) == 0,
                _ => false,
            };
            if (isSuspect && InnerHeadLine(i) >= 0)
            {
                return i;
            }
        }

        return -1;
    }

    private int OpeningEnd(int token)
    {
        var isDollarQuoted = (traits[token] & TokenTraits.IsDollarQuoted) != TokenTraits.None;
        return isDollarQuoted
            ? content.IndexOf('$', starts[token] + 1) + 1
            : content.IndexOf((traits[token] & TokenTraits.IsQuoted) != TokenTraits.None ? '"' : '\'', starts[token]) + 1;
    }

    // The first line within a quoted text that begins like a statement behind a line that ends one; -1 for none. Bodies in dollar quotes hold such lines too,
    // but seldom definitions.
    private int InnerHeadLine(int token)
    {
        var end = ends[token];
        var isBody = (traits[token] & TokenTraits.IsDollarQuoted) != TokenTraits.None;
        var endsStatement = false;
        for (var line = starts[token]; line < end;)
        {
            var lineEnd = Math.Min(end, LineEnd(line));
            if (endsStatement && line > starts[token] && IsHeadLine(content, line) && (!isBody || IsDefinition(line)))
            {
                return line;
            }

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

    private bool IsDefinition(int offset) =>
        Keywords.Find(content, offset, WordEnd(offset) - offset) is Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Comment or Keyword.Grant or Keyword.Revoke;

    // Forgets a token and all that was found behind its start.
    private void Rewind(int token)
    {
        var start = starts[token];
        startsLine = (traits[token] & TokenTraits.StartsLine) != TokenTraits.None;
        (count, lastEnd) = (token, token > 0 ? ends[token - 1] : 0);
        (bracketDepth, uescape, hasSeparator, sendStart) = (0, -1, false, Math.Min(sendStart, count));
        errors.RemoveAll(error => error.Span.Start >= start);
        comments.RemoveAll(comment => comment.Start >= start);
        copyData.RemoveAll(data => data.Start >= start);
        metaCommands.RemoveAll(command => command.Span.Start >= start);
        unicodeTokens.RemoveAll(index => index >= count);
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
        while (end < text.Length && text[end] < 128 && (Flags[text[end]] & IsWordPart) != 0)
        {
            end++;
        }

        return end > offset && StatementHeads.Contains(Keywords.Find(text, offset, end - offset));
    }
}
