using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Decodes PostgreSQL's string constants, keeping where each character stands.</summary>
internal static class SqlLiterals
{
    /// <summary>Decodes a string constant: <c>'…'</c>, <c>N'…'</c>, <c>E'…'</c>, <c>U&amp;'…'</c>, <c>$tag$…$tag$</c>.</summary>
    /// <param name="host">The text that it stands in.</param>
    /// <param name="literal">The constant with its prefix and quotes, and with its further lines where it has some (<c>'a'</c> line end <c>'b'</c>).</param>
    /// <param name="unicodeEscape">The escape character of <c>U&amp;'…'</c>, as <c>UESCAPE</c> names it.</param>
    /// <returns>Null where it is no whole string constant or holds an escape that has no value.</returns>
    public static EmbeddedText? Decode(IText host, TextSpan literal, char unicodeEscape = '\\')
    {
        var builder = new EmbeddedTextBuilder(host);
        return Append(builder, literal, unicodeEscape) ? builder.Build() : null;
    }

    /// <summary>Appends what a string constant says.</summary>
    /// <returns>False, with nothing appended, where <see cref="Decode"/> returns null.</returns>
    public static bool Append(EmbeddedTextBuilder builder, TextSpan literal, char unicodeEscape = '\\')
    {
        var text = builder.Host.Content;
        var mark = builder.Mark();
        if (!literal.IsEmpty && text[literal.Start] == '$' ? AppendDollar(builder, text, literal) : AppendQuoted(builder, text, literal, unicodeEscape))
        {
            return true;
        }

        builder.Rollback(mark);
        return false;
    }

    private static bool AppendDollar(EmbeddedTextBuilder builder, string text, TextSpan literal)
    {
        var tagEnd = text.IndexOf('$', literal.Start + 1, literal.Length - 1) + 1;
        var delimiter = tagEnd == 0 ? "" : text.Substring(literal.Start, tagEnd - literal.Start);
        if (tagEnd == 0 || text.IndexOf(delimiter, tagEnd, literal.End - tagEnd, StringComparison.Ordinal) != literal.End - delimiter.Length)
        {
            return false;
        }

        builder.AppendVerbatim(TextSpan.FromBounds(tagEnd, literal.End - delimiter.Length), SqlLiteralSyntax.Dollar(delimiter));
        return true;
    }

    private static bool AppendQuoted(EmbeddedTextBuilder builder, string text, TextSpan literal, char unicodeEscape)
    {
        var quote = text.IndexOf('\'', literal.Start, literal.Length);
        SqlLiteralSyntax? syntax = (quote < 0 ? null : text.Substring(literal.Start, quote - literal.Start)) switch
        {
            "" or "N" or "n" => SqlLiteralSyntax.Quoted,
            "E" or "e" => SqlLiteralSyntax.Escape,
            "U&" or "u&" => SqlLiteralSyntax.Unicode(unicodeEscape),
            _ => null,
        };
        if (syntax is null)
        {
            return false;
        }

        char? escape = syntax == SqlLiteralSyntax.Quoted ? null : syntax == SqlLiteralSyntax.Escape ? '\\' : unicodeEscape;
        var (run, position) = (quote + 1, quote + 1);
        while (position < literal.End)
        {
            var start = position;
            var decoded = "";
            if (text[position] == '\'' && position + 1 < literal.End && text[position + 1] == '\'')
            {
                (position, decoded) = (position + 2, "'");
            }
            else if (text[position] == '\'')
            {
                position = FindContinuation(text, position + 1, literal.End);
            }
            else if (text[position] != escape)
            {
                position++;
                continue;
            }
            else if (!(syntax == SqlLiteralSyntax.Escape
                ? SqlEscape.TryRead(text, ref position, literal.End, out decoded)
                : SqlEscape.TryReadUnicode(text, ref position, literal.End, unicodeEscape, out decoded)))
            {
                return false;
            }

            if (run < start || position < 0 && quote + 1 == start)
            {
                builder.AppendVerbatim(TextSpan.FromBounds(run, start), syntax);
            }

            if (position < 0)
            {
                return start == literal.End - 1;
            }

            builder.AppendEscape(TextSpan.FromBounds(start, position), decoded, syntax);
            run = position;
        }

        return false;
    }

    /// <summary>Constants that only blanks and comments with at least one line end part are one: behind the quote that opens the next, or -1.</summary>
    internal static int FindContinuation(string text, int position, int end)
    {
        var newline = false;
        for (; position < end; position++)
        {
            switch (text[position])
            {
                case '\n' or '\r':
                    newline = true;
                    break;
                case ' ' or '\t' or '\f' or '\v':
                    break;
                case '-' when position + 1 < end && text[position + 1] == '-':
                    while (position + 1 < end && text[position + 1] is not ('\n' or '\r'))
                    {
                        position++;
                    }

                    break;
                case '\'' when newline:
                    return position + 1;
                default:
                    return -1;
            }
        }

        return -1;
    }
}
