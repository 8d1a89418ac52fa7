using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>psql: commands that begin with a backslash, and the data of <c>COPY … FROM STDIN</c>.</summary>
internal sealed partial class SqlLexer
{
    private readonly List<MetaCommand> metaCommands = [];
    private readonly List<TextSpan> copyData = [];

    // The token that the statements begin with that psql sends together.
    private int sendStart;
    private bool hasSeparator;

    // So that many COPY statements without data do not each search the rest of the text.
    private int noDataEndsBehind = int.MaxValue;

    private void ScanBackslash(int start)
    {
        var next = At(start + 1);
        if (Has(SqlPlaceholders.Psql))
        {
            ScanPsql(start, next);
        }
        else if (IsEscapedQuestionMark(start))
        {
            ScanOperator(start);
        }
        else if (next == ':' && Has(SqlPlaceholders.KnexNamed))
        {
            // Knex takes the backslash away.
            var end = At(start + 2) is ':' or '=' ? start + 3 : start + 2;
            Add(At(start + 2) switch { ':' => TokenKind.TypeCast, '=' => TokenKind.ColonEquals, _ => TokenKind.Colon }, start + 1, end);
        }
        else if (startsLine && StartsWord(next))
        {
            Refuse(start, WordEnd(start + 1), "only psql knows commands that begin with a backslash");
            position = LineEnd(start);
        }
        else
        {
            Refuse(start, start + 1, next is 'n' or 'r' or 't' ? $"'\\{next}' stands here as two characters, which have no meaning in SQL" : "'\\' has no meaning in SQL");
        }
    }

    private void ScanPsql(int start, char next)
    {
        if (next == ';')
        {
            hasSeparator = true;
            bracketDepth = 0;
            Add(TokenKind.Semicolon, start, start + 2, how: TokenTraits.IsSeparator);
            return;
        }

        if (next == ':')
        {
            Add(TokenKind.Colon, start, start + 2);
            return;
        }

        var nameEnd = WordEnd(start + 1);
        nameEnd = nameEnd == start + 1 ? Math.Min(length, start + 2) : nameEnd;
        var name = content.Substring(start + 1, nameEnd - start - 1).Trim();
        if (At(nameEnd) == '+')
        {
            nameEnd++;
        }

        var end = ArgumentsEnd(nameEnd, name);
        var arguments = content.Substring(nameEnd, end - nameEnd).Trim();
        var command = new MetaCommand(TextSpan.FromBounds(start, end), name, arguments) { NextToken = count };
        metaCommands.Add(command);

        // A further command may follow on the line; two backslashes only separate.
        position = At(end) == '\\' && At(end + 1) == '\\' ? end + 2 : end;
        if (command.SendsQuery || command.ResetsQuery)
        {
            EndSend();
        }
        else if (name == "copy" && arguments.IndexOf("from", StringComparison.OrdinalIgnoreCase) is >= 0 and var from
            && arguments.IndexOf("stdin", from, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            SkipData(1);
        }
    }

    // Arguments end with the line or before a backslash that follows a blank; some commands take the whole line.
    private int ArgumentsEnd(int start, string name)
    {
        var lineEnd = LineEnd(start);
        if (name is "!" or "copy" or "h" or "help" or "ef" or "ev" or "sf" or "sv" or "\\")
        {
            return name == "\\" ? start : lineEnd;
        }

        var quote = '\0';
        for (var i = start; i < lineEnd; i++)
        {
            var character = content[i];
            if (quote != '\0')
            {
                i += character == '\\' && quote == '\'' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '\'' or '"' or '`')
            {
                quote = character;
            }
            else if (character == '\\' && content[i - 1] is ' ' or '\t')
            {
                return i;
            }
        }

        return lineEnd;
    }

    private int LineEnd(int offset)
    {
        var end = content.IndexOfAny(LineEnds, offset);
        return end < 0 ? length : end;
    }

    // What stands since the last end is sent to the server; each COPY … FROM STDIN in it is followed by its data.
    private void EndSend()
    {
        var (first, last) = (sendStart, count);
        sendStart = count;
        var hadSeparator = hasSeparator;
        hasSeparator = false;
        if (first >= last || (keywords[first] != Keyword.Copy && !hadSeparator))
        {
            return;
        }

        var blocks = 0;
        for (var i = first; i < last; i++)
        {
            var statement = i;
            while (i < last && kinds[i] != TokenKind.Semicolon)
            {
                i++;
            }

            blocks += keywords[statement] == Keyword.Copy && ReadsStandardInput(statement, i) ? 1 : 0;
        }

        SkipData(blocks);
    }

    private bool ReadsStandardInput(int first, int last)
    {
        var depth = 0;
        for (var i = first; i + 1 < last; i++)
        {
            depth += kinds[i] switch { TokenKind.LeftParenthesis => 1, TokenKind.RightParenthesis => -1, _ => 0 };
            if (depth == 0 && keywords[i] == Keyword.From && keywords[i + 1] == Keyword.Stdin)
            {
                return true;
            }
        }

        return false;
    }

    // Data reaches from the next line to one that is just \. . psql takes all up to the end of the file where there is no such line; what follows is then
    // far more often the next statement of a script that never went through psql, and would be lost.
    private void SkipData(int blocks)
    {
        for (; blocks > 0 && position < length; blocks--)
        {
            var start = Math.Min(length, LineEnd(position) + 1);
            start += At(start - 1) == '\r' && At(start) == '\n' ? 1 : 0;
            var end = DataEnd(start);
            if (end < 0)
            {
                return;
            }

            copyData.Add(TextSpan.FromBounds(start, end));
            position = end;
            startsLine = true;
        }
    }

    // Behind the \. that ends data; -1 where there is none.
    private int DataEnd(int start)
    {
        if (noDataEndsBehind <= start)
        {
            return -1;
        }

        for (var mark = start; (mark = content.IndexOf("\\.", mark, StringComparison.Ordinal)) >= 0; mark += 2)
        {
            if ((mark == start || content[mark - 1] is '\n' or '\r') && (mark + 2 == length || content[mark + 2] is '\n' or '\r'))
            {
                return mark + 2;
            }
        }

        noDataEndsBehind = start;
        return -1;
    }
}
