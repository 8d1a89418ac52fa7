using System.Globalization;
using System.Text;
using MigrationLint.JavaScript;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Texts;

/// <summary>One way to write a text as a literal, choosing among all spellings at random, and the decoder that reads it back.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Spell">Text and choices to the literal; null where this kind cannot say the text.</param>
/// <param name="Decode">Host and literal to what it says.</param>
internal sealed record Spelling(string Name, Func<string, Random, string?> Spell, Func<IText, TextSpan, EmbeddedText?> Decode)
{
    public static readonly Spelling SingleQuoted = new("'js'", (text, random) => SpellString(text, '\'', random), JavaScriptLiterals.DecodeString);

    public static readonly Spelling DoubleQuoted = new("\"js\"", (text, random) => SpellString(text, '"', random), JavaScriptLiterals.DecodeString);

    public static readonly Spelling Template = new("`js`", (text, random) => "`" + SpellTemplateChunk(text, random) + "`", DecodeTemplate);

    public static readonly Spelling SqlQuoted = new("'sql'", SpellSqlQuoted, (host, span) => SqlLiterals.Decode(host, span));

    public static readonly Spelling SqlEscape = new("E'sql'", SpellSqlEscape, (host, span) => SqlLiterals.Decode(host, span));

    public static readonly Spelling SqlUnicode = new("U&'sql'", SpellSqlUnicode, (host, span) => SqlLiterals.Decode(host, span));

    public static readonly Spelling SqlDollar = new("$sql$", SpellSqlDollar, (host, span) => SqlLiterals.Decode(host, span));

    public static IReadOnlyList<Spelling> JavaScript { get; } = [SingleQuoted, DoubleQuoted, Template];

    public static IReadOnlyList<Spelling> Sql { get; } = [SqlQuoted, SqlEscape, SqlUnicode, SqlDollar];

    public static IReadOnlyList<Spelling> All { get; } = [.. JavaScript, .. Sql];

    public override string ToString() => Name;

    private static string SpellString(string text, char quote, Random random)
    {
        var result = new StringBuilder().Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            if (random.Next(12) == 0)
            {
                result.Append(random.GetItems(["\\\n", "\\\r\n", "\\\r", "\\\u2028"], 1)[0]);
            }

            var verbatim = text[i] != quote && text[i] is not ('\\' or '\n' or '\r');
            if (!verbatim || random.Next(4) == 0)
            {
                result.Append(SpellEscape(text, ref i, random, allowOctal: true));
            }
            else
            {
                AppendVerbatim(result, text, ref i);
            }
        }

        return result.Append(quote).ToString();
    }

    internal static string SpellTemplateChunk(string text, Random random)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' && random.Next(4) != 0)
            {
                // A lone CR before an LF would be one line end.
                var lineEnd = random.GetItems(["\n", "\r\n", "\r"], 1)[0];
                result.Append(lineEnd == "\r" && i + 1 < text.Length && text[i + 1] == '\n' || lineEnd == "\n" && EndsWith(result, '\r') ? "\r\n" : lineEnd);
                continue;
            }

            var verbatim = text[i] is not ('`' or '\\' or '\n' or '\r') && !(text[i] == '{' && EndsWith(result, '$'));
            if (!verbatim || random.Next(4) == 0)
            {
                result.Append(SpellEscape(text, ref i, random, allowOctal: false));
            }
            else
            {
                AppendVerbatim(result, text, ref i);
            }
        }

        return result.ToString();
    }

    private static string SpellEscape(string text, ref int index, Random random, bool allowOctal)
    {
        var character = text[index];
        var choices = new List<string> { "\\u" + Hex(character, 4), "\\u{" + Hex(character, random.Next(1, 9)) + "}" };
        if (character < 0x100)
        {
            choices.Add("\\x" + Hex(character, 2));
        }

        if (allowOctal && character < 0x100)
        {
            choices.Add("\\" + Convert.ToString(character, 8).PadLeft(3, '0'));
        }

        if (!char.IsSurrogate(character) && character is not ('\n' or '\r' or '\u2028' or (>= '0' and <= '9') or 'b' or 'f' or 'n' or 'r' or 't' or 'u' or 'v' or 'x'))
        {
            choices.Add("\\" + character);
        }

        var named = "\b\f\n\r\t\v".IndexOf(character, StringComparison.Ordinal);
        if (named >= 0)
        {
            choices.Add("\\" + "bfnrtv"[named]);
        }

        if (char.IsHighSurrogate(character))
        {
            choices = [$"\\{character}{text[index + 1]}", "\\u{" + Hex(char.ConvertToUtf32(text, index), 5) + "}", "\\u" + Hex(character, 4) + "\\u" + Hex(text[index + 1], 4)];
            index++;
        }

        return choices[random.Next(choices.Count)];
    }

    private static EmbeddedText? DecodeTemplate(IText host, TextSpan literal)
    {
        var builder = new EmbeddedTextBuilder(host);
        return JavaScriptLiterals.AppendTemplateChunk(builder, TextSpan.FromBounds(literal.Start + 1, literal.End - 1)) ? builder.Build() : null;
    }

    private static string SpellSqlQuoted(string text, Random random)
    {
        var result = new StringBuilder(random.Next(4) == 0 ? "N'" : "'");
        foreach (var character in text)
        {
            AppendContinuation(result, random);
            result.Append(character == '\'' ? "''" : character.ToString());
        }

        return result.Append('\'').ToString();
    }

    private static string SpellSqlEscape(string text, Random random)
    {
        var result = new StringBuilder(random.Next(2) == 0 ? "E'" : "e'");
        for (var i = 0; i < text.Length; i++)
        {
            AppendContinuation(result, random);
            if (text[i] is '\\' or '\'' || random.Next(4) == 0)
            {
                result.Append(SpellSqlEscapeSequence(text, ref i, random));
            }
            else
            {
                AppendVerbatim(result, text, ref i);
            }
        }

        return result.Append('\'').ToString();
    }

    private static string SpellSqlEscapeSequence(string text, ref int index, Random random)
    {
        var length = char.IsHighSurrogate(text[index]) ? 2 : 1;
        var character = text.Substring(index, length);
        var bytes = Encoding.UTF8.GetBytes(character);
        List<string> choices =
        [
            "\\U" + Hex(char.ConvertToUtf32(character, 0), 8),
            string.Concat(character.Select(unit => "\\u" + Hex(unit, 4))),
            string.Concat(bytes.Select(value => "\\" + Convert.ToString(value, 8).PadLeft(3, '0'))),
            string.Concat(bytes.Select(value => "\\x" + Hex(value, 2))),
        ];
        if (character == "'")
        {
            choices.Add("''");
        }

        if (character[0] is not ((>= '0' and <= '7') or 'b' or 'f' or 'n' or 'r' or 't' or 'u' or 'U' or 'v' or 'x'))
        {
            choices.Add("\\" + character);
        }

        var named = "\b\f\n\r\t".IndexOf(character, StringComparison.Ordinal);
        if (named >= 0)
        {
            choices.Add("\\" + "bfnrt"[named]);
        }

        index += length - 1;
        return choices[random.Next(choices.Count)];
    }

    private static string SpellSqlUnicode(string text, Random random)
    {
        var result = new StringBuilder(random.Next(2) == 0 ? "U&'" : "u&'");
        for (var i = 0; i < text.Length; i++)
        {
            AppendContinuation(result, random);
            var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            var character = text.Substring(i, length);
            result.Append((character, random.Next(4)) switch
            {
                (_, 0) => string.Concat(character.Select(unit => "\\" + Hex(unit, 4))),
                (_, 1) => "\\+" + Hex(char.ConvertToUtf32(character, 0), 6),
                ("'", _) => "''",
                ("\\", _) => "\\\\",
                _ => character,
            });
            i += length - 1;
        }

        return result.Append('\'').ToString();
    }

    private static string? SpellSqlDollar(string text, Random random)
    {
        var delimiter = random.GetItems(["$$", "$q$", "$body_1$"], 1)[0];
        return (text + delimiter).IndexOf(delimiter, StringComparison.Ordinal) == text.Length ? delimiter + text + delimiter : null;
    }

    // Never inside of a surrogate pair: files hold none of its halves.
    private static void AppendContinuation(StringBuilder result, Random random)
    {
        if (random.Next(12) == 0 && !char.IsHighSurrogate(result[^1]))
        {
            result.Append(random.GetItems(["'\n'", "' -- it goes on\r\n  '", "'\t\n--\n\n'"], 1)[0]);
        }
    }

    // Whole surrogate pairs: files hold none of their halves.
    private static void AppendVerbatim(StringBuilder result, string text, ref int index)
    {
        var length = char.IsHighSurrogate(text[index]) ? 2 : 1;
        result.Append(text, index, length);
        index += length - 1;
    }

    private static bool EndsWith(StringBuilder text, char character) => text.Length > 0 && text[^1] == character;

    private static string Hex(int value, int digits)
    {
        var format = (digits % 2 == 0 ? "x" : "X") + digits.ToString(CultureInfo.InvariantCulture);
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
