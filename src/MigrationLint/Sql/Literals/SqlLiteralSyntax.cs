using System.Globalization;
using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>The kinds of PostgreSQL string constants (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS).</summary>
internal abstract class SqlLiteralSyntax : LiteralSyntax
{
    /// <summary><c>'…'</c>, with <c>standard_conforming_strings</c> on as it is by default; <c>N'…'</c> too.</summary>
    public static SqlLiteralSyntax Quoted { get; } = new QuotedSyntax();

    /// <summary><c>E'…'</c>.</summary>
    public static SqlLiteralSyntax Escape { get; } = new EscapeSyntax();

    /// <summary><c>U&amp;'…'</c> with the given escape character.</summary>
    public static SqlLiteralSyntax Unicode(char escape) => new UnicodeSyntax(escape);

    /// <summary><c>$tag$…$tag$</c>.</summary>
    /// <param name="delimiter">The tag with both of its dollars.</param>
    public static SqlLiteralSyntax Dollar(string delimiter) => new DollarSyntax(delimiter);

    /// <inheritdoc/>
    public sealed override string? Encode(string text, string before, string after)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // A text of PostgreSQL holds no NUL.
            if (text[i] == '\0' || IsLoneSurrogate(text, i))
            {
                return null;
            }
        }

        return EncodeText(text, before, after);
    }

    private protected abstract string? EncodeText(string text, string before, string after);

    private sealed class QuotedSyntax : SqlLiteralSyntax
    {
        private protected override string EncodeText(string text, string before, string after) => text.Replace("'", "''");
    }

    private sealed class EscapeSyntax : SqlLiteralSyntax
    {
        private protected override string? EncodeText(string text, string before, string after)
        {
            if (text.Length == 0)
            {
                return after.Length > 0 && Merges(before, after[0]) ? null : "";
            }

            var encoded = text.Replace("\\", "\\\\").Replace("'", "''");
            return Merges(before, text[0]) ? "\\x" + ((int)text[0]).ToString("x2", CultureInfo.InvariantCulture) + encoded.Substring(1) : encoded;
        }

        // \o, \oo and \xh take a further digit that follows them.
        private static bool Merges(string before, char character)
        {
            var i = before.Length - 1;
            while (i >= 0 && i > before.Length - 3 && IsHexadecimal(before[i]))
            {
                i--;
            }

            return i >= 0 && i < before.Length - 1 && IsHexadecimal(character)
                && (before[i] == '\\' || (before[i] == 'x' && i > 0 && before[i - 1] == '\\'));
        }

        private static bool IsHexadecimal(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
    }

    private sealed class UnicodeSyntax(char escape) : SqlLiteralSyntax
    {
        private protected override string EncodeText(string text, string before, string after)
        {
            var mark = escape.ToString();
            return text.Replace(mark, mark + mark).Replace("'", "''");
        }
    }

    private sealed class DollarSyntax(string delimiter) : SqlLiteralSyntax
    {
        private protected override string? EncodeText(string text, string before, string after)
        {
            var inside = before + text + after;
            return (inside + delimiter).IndexOf(delimiter, StringComparison.Ordinal) == inside.Length ? text : null;
        }
    }
}
