using System.Globalization;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Reads the texts of built-in types.</summary>
internal static class SqlCasts
{
    private static readonly string[] TimestampFormats =
    [
        "yyyy-MM-dd", "yyyy-M-d", "yyyyMMdd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFF",
    ];

    /// <summary>Reads a boolean as <c>boolin</c> does; null where it is none.</summary>
    public static bool? ReadBoolean(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word.Length == 0)
        {
            return null;
        }

        return "true".StartsWith(word, StringComparison.Ordinal) || "yes".StartsWith(word, StringComparison.Ordinal) || word is "on" or "1" ? true
            : "false".StartsWith(word, StringComparison.Ordinal) || "no".StartsWith(word, StringComparison.Ordinal) || word is "of" or "off" or "0" ? false
            : null;
    }

    /// <summary>Reads a date or a time without a zone; null where it is none of the forms of ISO 8601.</summary>
    public static SqlTimestamp? ReadTimestamp(string text, bool isDate) =>
        DateTime.TryParseExact(text.Trim(), TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new SqlTimestamp(isDate ? moment.Date : moment, isDate)
            : null;

    /// <summary>Reads an integer; null where it is none.</summary>
    public static decimal? ReadInteger(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads a number; null where it is none, or one that does not fit.</summary>
    public static decimal? ReadNumber(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads an interval in words or as a time; null for other forms.</summary>
    public static SqlInterval? ReadInterval(string text)
    {
        var (months, days, time) = (0, 0, TimeSpan.Zero);
        var words = text.Trim().ToLowerInvariant().Split([' '], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Contains(':') && TimeSpan.TryParse(words[i], CultureInfo.InvariantCulture, out var clock))
            {
                time += clock;
                continue;
            }

            var digits = words[i].TakeWhile(static character => char.IsDigit(character) || character is '-' or '+').Count();
            var number = words[i].Substring(0, digits);
            var unit = digits < words[i].Length ? words[i].Substring(digits) : i + 1 < words.Length ? words[++i] : "";
            if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || count is > 100_000 or < -100_000)
            {
                return null;
            }

            switch (unit.TrimEnd('s'))
            {
                case "year" or "y" or "yr":
                    months += 12 * count;
                    break;
                case "month" or "mon":
                    months += count;
                    break;
                case "week" or "w":
                    days += 7 * count;
                    break;
                case "day" or "d":
                    days += count;
                    break;
                case "hour" or "h" or "hr":
                    time += TimeSpan.FromHours(count);
                    break;
                case "minute" or "min" or "m":
                    time += TimeSpan.FromMinutes(count);
                    break;
                case "second" or "sec":
                    time += TimeSpan.FromSeconds(count);
                    break;
                default:
                    return null;
            }
        }

        return words.Length == 0 ? null : new SqlInterval(months, days, time);
    }

    /// <summary>Cuts a text to so many bytes of UTF-8, at the end of a character.</summary>
    public static string Cut(string text, int bytes)
    {
        if (text.Length <= bytes / 4)
        {
            return text;
        }

        var (length, size) = (0, 0);
        while (length < text.Length)
        {
            var step = char.IsHighSurrogate(text[length]) && length + 1 < text.Length ? 2 : 1;
            size += System.Text.Encoding.UTF8.GetByteCount(text.ToCharArray(length, step));
            if (size > bytes)
            {
                break;
            }

            length += step;
        }

        return text.Substring(0, length);
    }
}
