using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Functions of texts and numbers. They are strict: none is called with NULL.</summary>
internal static class TextFunctions
{
    /// <summary>A function whose arguments are known, or texts of which parts are.</summary>
    /// <returns>Null where no function of that name is known here.</returns>
    public static SqlValue? Call(string name, IReadOnlyList<SqlValue> arguments)
    {
        if (name is "quote_ident" or "quote_literal" && arguments.Count == 1)
        {
            return (arguments[0].Output ?? (arguments[0] as SqlPartialText)?.Content) is { } quoted ? Quoted(quoted, name == "quote_ident" ? 'I' : 'L') : SqlValue.Unknown;
        }

        var texts = arguments.Select(static argument => Evaluator.AsText(argument) as SqlText).ToList();
        if (texts.Count == 0 || texts.Contains(null))
        {
            return IsKnown(name) ? SqlValue.Unknown : null;
        }

        var first = texts[0]!.Value;
        return texts.Count switch
        {
            1 => One(name, first, arguments[0]),
            2 => Two(name, first, texts[1]!.Value, arguments[1]),
            3 => Three(name, first, texts[1]!.Value, texts[2]!.Value, arguments),
            4 when name == "regexp_replace" => PatternMatching.Replace(first, texts[1]!.Value, texts[2]!.Value, texts[3]!.Value),
            _ => null,
        };
    }

    /// <summary>A text as <c>%I</c>, <c>%L</c> or <c>%s</c> of <c>format</c> prints it; holes in it stay.</summary>
    public static SqlValue Quoted(string text, char type)
    {
        var hasHole = text.IndexOf(EmbeddedText.HoleCharacter) >= 0;
        var quoted = type switch
        {
            'I' => hasHole ? "\"" + text.Replace("\"", "\"\"") + "\"" : SqlIdentifiers.Quote(text),
            'L' => (text.Contains('\\') ? "E'" : "'") + text.Replace("\\", "\\\\").Replace("'", "''") + "'",
            _ => text,
        };
        return hasHole ? new SqlPartialText(quoted) : SqlValue.Of(quoted);
    }

    private static bool IsKnown(string name) => name is "lower" or "upper" or "initcap" or "length" or "char_length" or "character_length" or "octet_length" or "btrim" or "trim" or "ltrim" or "rtrim"
        or "reverse" or "md5" or "ascii" or "chr" or "left" or "right" or "strpos" or "position" or "starts_with" or "repeat" or "substr" or "substring" or "replace" or "split_part" or "lpad" or "rpad"
        or "translate" or "regexp_replace" or "regexp_match" or "regexp_split_to_array" or "abs" or "ceil" or "ceiling" or "floor" or "round" or "mod" or "to_number";

    private static SqlValue? One(string name, string text, SqlValue argument) => name switch
    {
        "lower" => SqlValue.Of(text.ToLowerInvariant()),
        "upper" => SqlValue.Of(text.ToUpperInvariant()),
        "initcap" => SqlValue.Of(Capitalize(text)),
        "length" or "char_length" or "character_length" => SqlValue.Of(CountCharacters(text)),
        "octet_length" => SqlValue.Of(Encoding.UTF8.GetByteCount(text)),
        "btrim" or "trim" => SqlValue.Of(text.Trim(' ')),
        "ltrim" => SqlValue.Of(text.TrimStart(' ')),
        "rtrim" => SqlValue.Of(text.TrimEnd(' ')),
        "reverse" => SqlValue.Of(new string([.. text.Reverse()])),
        "md5" => SqlValue.Of(Md5(text)),
        "ascii" => SqlValue.Of(text.Length == 0 ? 0 : char.ConvertToUtf32(text, 0)),
        "chr" => argument is SqlNumber { Value: > 0 and < 0xD800 } code ? SqlValue.Of(((char)code.Value).ToString()) : SqlValue.Unknown,
        "abs" => argument is SqlNumber number ? number with { Value = Math.Abs(number.Value) } : SqlValue.Unknown,
        "ceil" or "ceiling" => argument is SqlNumber number ? number with { Value = decimal.Ceiling(number.Value) } : SqlValue.Unknown,
        "floor" => argument is SqlNumber number ? number with { Value = decimal.Floor(number.Value) } : SqlValue.Unknown,
        "round" => argument is SqlNumber number ? number with { Value = decimal.Round(number.Value, MidpointRounding.AwayFromZero) } : SqlValue.Unknown,
        _ => null,
    };

    private static SqlValue? Two(string name, string text, string other, SqlValue argument)
    {
        var count = argument is SqlNumber { Value: > -100_000 and < 100_000 } number ? (int)number.Value : (int?)null;
        return name switch
        {
            "left" => count is { } length ? SqlValue.Of(length >= 0 ? text.Substring(0, Math.Min(length, text.Length)) : text.Substring(0, Math.Max(0, text.Length + length))) : SqlValue.Unknown,
            "right" => count is { } length ? SqlValue.Of(length >= 0 ? text.Substring(Math.Max(0, text.Length - length)) : text.Substring(Math.Min(text.Length, -length))) : SqlValue.Unknown,
            "strpos" => SqlValue.Of(text.IndexOf(other, StringComparison.Ordinal) + 1),
            "position" => SqlValue.Of(text.IndexOf(other, StringComparison.Ordinal) + 1),
            "starts_with" => SqlValue.Of(text.StartsWith(other, StringComparison.Ordinal)),
            "repeat" => count is { } times && (long)times * text.Length < 1_000_000 ? SqlValue.Of(new StringBuilder().Insert(0, text, Math.Max(0, times)).ToString()) : SqlValue.Unknown,
            "substr" or "substring" => count is { } from ? SqlValue.Of(Part(text, from, int.MaxValue)) : PatternMatching.Substring(text, other),
            "btrim" => SqlValue.Of(text.Trim(other.ToCharArray())),
            "ltrim" => SqlValue.Of(text.TrimStart(other.ToCharArray())),
            "rtrim" => SqlValue.Of(text.TrimEnd(other.ToCharArray())),
            "lpad" or "rpad" => count is { } width ? Pad(text, width, " ", name == "lpad") : SqlValue.Unknown,
            "regexp_match" => PatternMatching.FirstMatch(text, other, ""),
            "regexp_split_to_array" => PatternMatching.Split(text, other),
            "mod" => SqlCasts.ReadInteger(text) is { } dividend && SqlCasts.ReadInteger(other) is { } divisor && divisor != 0 ? SqlValue.Of((long)(dividend % divisor)) : SqlValue.Unknown,
            _ => null,
        };
    }

    private static SqlValue? Three(string name, string text, string second, string third, IReadOnlyList<SqlValue> arguments)
    {
        var count = arguments[2] is SqlNumber { Value: > -100_000 and < 100_000 } number ? (int)number.Value : (int?)null;
        return name switch
        {
            "replace" => (long)text.Length * third.Length > 10_000_000 ? SqlValue.Unknown : SqlValue.Of(second.Length == 0 ? text : text.Replace(second, third)),
            "substr" or "substring" => arguments[1] is SqlNumber { Value: > -100_000 and < 100_000 } from && count is { } length && length >= 0 ? SqlValue.Of(Part(text, (int)from.Value, length)) : SqlValue.Unknown,
            "split_part" => count is { } field && second.Length > 0 ? Field(text.Split([second], StringSplitOptions.None), field) : SqlValue.Unknown,
            "lpad" or "rpad" => arguments[1] is SqlNumber { Value: >= 0 and < 100_000 } width && third.Length > 0 ? Pad(text, (int)width.Value, third, name == "lpad") : SqlValue.Unknown,
            "translate" => SqlValue.Of(Translate(text, second, third)),
            "regexp_replace" => PatternMatching.Replace(text, second, third, ""),
            "regexp_match" => PatternMatching.FirstMatch(text, second, third),
            _ => null,
        };
    }

    private static string Part(string text, int from, int length)
    {
        var end = length == int.MaxValue ? text.Length : (int)Math.Min(text.Length, Math.Max(0, (long)from - 1 + length));
        var start = Math.Min(text.Length, Math.Max(0, from - 1));
        return text.Substring(start, Math.Max(0, end - start));
    }

    private static SqlValue Field(string[] fields, int field)
    {
        var index = field > 0 ? field - 1 : fields.Length + field;
        return field == 0 ? SqlValue.Unknown : SqlValue.Of(index >= 0 && index < fields.Length ? fields[index] : "");
    }

    private static SqlValue Pad(string text, int width, string fill, bool isLeft)
    {
        width = Math.Max(0, width);
        if (text.Length >= width)
        {
            return SqlValue.Of(text.Substring(0, width));
        }

        var padding = new StringBuilder();
        while (padding.Length < width - text.Length)
        {
            padding.Append(fill);
        }

        padding.Length = width - text.Length;
        return SqlValue.Of(isLeft ? padding + text : text + padding);
    }

    private static string Translate(string text, string from, string to)
    {
        var output = new StringBuilder();
        foreach (var character in text)
        {
            var index = from.IndexOf(character);
            if (index < 0)
            {
                output.Append(character);
            }
            else if (index < to.Length)
            {
                output.Append(to[index]);
            }
        }

        return output.ToString();
    }

    private static string Capitalize(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            output.Append(i > 0 && char.IsLetterOrDigit(text[i - 1]) ? char.ToLowerInvariant(text[i]) : char.ToUpperInvariant(text[i]));
        }

        return output.ToString();
    }

    private static int CountCharacters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    // PostgreSQL's md5(), which names are made with; nothing is kept secret by it.
    private static string Md5(string text)
    {
#pragma warning disable CA5351
        using var algorithm = MD5.Create();
#pragma warning restore CA5351
        return string.Concat(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
