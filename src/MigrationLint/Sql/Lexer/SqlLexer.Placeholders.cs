using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>What other programs put in: holes of the host's code, placeholders of tools, bindings, psql's variables.</summary>
internal sealed partial class SqlLexer
{
    // No template is longer; without a bound, marks that are never closed would each cost a search to the end of the text.
    private const int LongestPlaceholder = 500;

    private static readonly char[] PlaceholderMarks = ['$', '{', '<'];

    private bool hasUnknowns;
    private bool hasTemplates;
    private bool mayHaveHoles;

    private void FindPlaceholders()
    {
        hasUnknowns = text is EmbeddedText && content.IndexOf(EmbeddedText.HoleCharacter) >= 0;
        hasTemplates = content.IndexOf("${", StringComparison.Ordinal) >= 0 || content.IndexOf("{{", StringComparison.Ordinal) >= 0
            || content.IndexOf("{%", StringComparison.Ordinal) >= 0 || content.IndexOf("<%=", StringComparison.Ordinal) >= 0;
        mayHaveHoles = hasUnknowns || hasTemplates || placeholders != SqlPlaceholders.None;
    }

    /// <summary>The name that a word, a quoted name or a hole stands for, with a <see cref="EmbeddedText.HoleCharacter"/> before each hole that is spelled out.</summary>
    internal static string NameWithHoles(IText text, SqlPlaceholders placeholders, int start, int end)
    {
        var lexer = new SqlLexer(text, placeholders, capacity: 0) { hasUnknowns = true, hasTemplates = true };
        var isQuoted = text.Content[start] == '"';
        (start, end) = isQuoted ? (start + 1, end - 1) : (start, end);
        var name = new StringBuilder();
        for (var i = start; i < end;)
        {
            var character = text.Content[i];
            var behind = lexer.HoleEnd(i);
            behind = behind == 0 && character == ':' ? lexer.VariableEnd(i) : behind;
            if (behind > i && character != EmbeddedText.HoleCharacter)
            {
                name.Append(EmbeddedText.HoleCharacter).Append(text.Content, i, behind - i);
                i = behind;
            }
            else
            {
                name.Append(!isQuoted && character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character);
                i += isQuoted && character == '"' ? 2 : 1;
            }
        }

        return name.ToString();
    }

    // A body in dollar quotes stands verbatim in SQL that may itself be a template: the outermost literal knows.
    private bool IsUnknown(int offset)
    {
        var current = text;
        while (current is EmbeddedText embedded && embedded.Content[offset] == EmbeddedText.HoleCharacter)
        {
            if (embedded.IsUnknown(offset))
            {
                return true;
            }

            (current, offset) = (embedded.Host, embedded.ToHost(new TextSpan(offset, 1)).Start);
        }

        return false;
    }

    private bool Has(SqlPlaceholders kind) => (placeholders & kind) != SqlPlaceholders.None;

    private bool IsEscapedQuestionMark(int offset) => content[offset] == '\\' && Has(SqlPlaceholders.KnexPositional) && At(offset + 1) == '?';

    private void ScanHole(int start, int end)
    {
        if (SplicedEnd(start) > 0)
        {
            ScanWordWithHoles(start, start, isNumber: true);
        }
        else
        {
            Add(TokenKind.Hole, start, end, how: TokenTraits.HasHole);
        }
    }

    // What is neither letter, digit, quote, operator nor punctuation.
    private void ScanOther(int start)
    {
        if (mayHaveHoles && HoleEnd(start) is > 0 and var end)
        {
            ScanHole(start, end);
        }
        else if (content[start] == EmbeddedText.HoleCharacter)
        {
            ScanWord(start);
        }
        else
        {
            Refuse(start, start + 1, $"'{content[start]}' has no meaning in SQL");
        }
    }

    // Names, digits and holes without a blank between them are one token; a hole among digits may be any number.
    private void ScanWordWithHoles(int start, int from, bool isNumber)
    {
        var end = from;
        while (end < length)
        {
            if (SplicedEnd(end) is > 0 and var behind)
            {
                end = behind;
            }
            else if (ContinuesWord(content[end]))
            {
                isNumber &= content[end] is (>= '0' and <= '9') or '$';
                end++;
            }
            else
            {
                break;
            }
        }

        Add(isNumber ? TokenKind.Hole : TokenKind.Identifier, start, end, how: TokenTraits.HasHole);
    }

    // Where a word from start to end runs into a hole; -1 for nowhere. The dollar of ${ is a part of the word.
    private int HoleAt(int start, int end) =>
        hasTemplates && end > start && content[end - 1] == '$' && SplicedEnd(end - 1) > 0 ? end - 1
        : end < length && SplicedEnd(end) > 0 ? end
        : -1;

    // Behind any hole at the offset; 0 where there is none.
    private int HoleEnd(int offset)
    {
        if (SplicedEnd(offset) is > 0 and var end)
        {
            return end;
        }

        return content[offset] switch
        {
            '?' when Has(SqlPlaceholders.KnexPositional) => At(offset + 1) == '?' ? offset + 2 : offset + 1,
            '%' when Has(SqlPlaceholders.Python) => PythonEnd(offset),
            _ => 0,
        };
    }

    // Behind a hole that is put in as text, so that it can be a part of a word; 0 where there is none.
    private int SplicedEnd(int offset) => content[offset] switch
    {
        EmbeddedText.HoleCharacter when hasUnknowns && IsUnknown(offset) => offset + 1,
        '$' or '{' or '<' when hasTemplates => TemplateEnd(offset),
        ':' when Has(SqlPlaceholders.Psql | SqlPlaceholders.Variables) && StartsWord(At(offset + 1)) => VariableEnd(offset),
        _ => 0,
    };

    private int TemplateEnd(int offset) => (content[offset], At(offset + 1)) switch
    {
        ('$', '{') => ClosingEnd(offset, 2, "}"),
        ('{', '{') => ClosingEnd(offset, 2, At(offset + 2) == '{' ? "}}}" : "}}"),
        ('{', '%') => ClosingEnd(offset, 2, "%}"),
        ('<', '%') when At(offset + 2) == '=' => ClosingEnd(offset, 3, "%>"),
        _ => 0,
    };

    private int ClosingEnd(int offset, int opening, string closing)
    {
        var first = offset + opening;
        var window = Math.Min(LongestPlaceholder, length - first);
        var close = content.IndexOf(closing, first, window, StringComparison.Ordinal);
        return close <= first || content.IndexOfAny(LineEnds, first, close - first) >= 0 ? 0 : close + closing.Length;
    }

    private int PythonEnd(int offset)
    {
        if (At(offset + 1) == '(')
        {
            var close = WordEnd(offset + 2);
            return close > offset + 2 && At(close) == ')' && At(close + 1) == 's' ? close + 2 : 0;
        }

        return At(offset + 1) == 's' && !ContinuesWord(At(offset + 2)) ? offset + 2 : 0;
    }

    // Behind :'name', :"name", :{?name}, :name and :name: at a colon; 0 where there is none.
    private int VariableEnd(int colon)
    {
        // [a:b] is a slice, 'a':b a member of a JSON object.
        if (bracketDepth > 0 || (colon == lastEnd && count > 0 && EndsOperand(kinds[count - 1])))
        {
            return 0;
        }

        var next = At(colon + 1);
        if (next is '\'' or '"')
        {
            var close = VariableNameEnd(colon + 2);
            return close > colon + 2 && At(close) == next ? close + 1 : 0;
        }

        if (next == '{' && At(colon + 2) == '?' && Has(SqlPlaceholders.Psql))
        {
            var close = VariableNameEnd(colon + 3);
            return close > colon + 3 && At(close) == '}' ? close + 1 : 0;
        }

        if (!Has(SqlPlaceholders.Psql | SqlPlaceholders.Variables | SqlPlaceholders.KnexNamed) || !StartsWord(next))
        {
            return 0;
        }

        var end = VariableNameEnd(colon + 1);
        return Has(SqlPlaceholders.KnexNamed) && At(end) == ':' && At(end + 1) != ':' ? end + 1 : end;
    }

    private static bool EndsOperand(TokenKind kind) =>
        kind is TokenKind.StringConstant or TokenKind.IntegerConstant or TokenKind.FloatConstant or TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.Parameter;

    private int VariableNameEnd(int start)
    {
        while (start < length && content[start] != '$' && ContinuesWord(content[start]))
        {
            start++;
        }

        return start;
    }

    // Whether something is put into a quoted text.
    private bool HasHoleInside(int start, int end) =>
        (hasUnknowns && HasUnknown(start, end))
        || (hasTemplates && HasTemplate(start, end))
        || (Has(SqlPlaceholders.KnexPositional | SqlPlaceholders.KnexNamed | SqlPlaceholders.Python) && HasBinding(start, end));

    private bool HasUnknown(int start, int end)
    {
        for (var i = start; i < end && (i = content.IndexOf(EmbeddedText.HoleCharacter, i, end - i)) >= 0; i++)
        {
            if (IsUnknown(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasTemplate(int start, int end)
    {
        for (var i = start; i < end && (i = content.IndexOfAny(PlaceholderMarks, i, end - i)) >= 0; i++)
        {
            if (TemplateEnd(i) is > 0 and var close && close <= end && IsTemplateInQuotes(i, close))
            {
                return true;
            }
        }

        return false;
    }

    // '{{1,2},{3,4}}' is an array, '^a${2}' a pattern.
    private bool IsTemplateInQuotes(int start, int end)
    {
        var first = start + 2;
        while (first < end && content[first] is ' ' or '-' or '=' or '{' or '%')
        {
            first++;
        }

        return (StartsWord(content[first]) || content[first] is '.' or '$') && (content[start] != '{' || content.IndexOf(',', start, end - start) < 0);
    }

    private bool HasBinding(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var isEscaped = i > start && content[i - 1] is '\\' or ':';
            switch (content[i])
            {
                case '?' when Has(SqlPlaceholders.KnexPositional) && !isEscaped:
                case ':' when Has(SqlPlaceholders.KnexNamed) && !isEscaped && StartsWord(At(i + 1)):
                case '%' when Has(SqlPlaceholders.Python) && PythonEnd(i) > 0:
                    return true;
            }
        }

        return false;
    }
}
