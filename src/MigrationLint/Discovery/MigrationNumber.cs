using System.Globalization;

namespace MigrationLint.Discovery;

/// <summary>The scheme that a number in front of a file name follows.</summary>
public enum NumberingScheme
{
    /// <summary>A counter: <c>1_</c>, <c>026_</c>.</summary>
    Sequence,

    /// <summary>Eight digits that are a date: <c>20241112_</c>; a counter or time may follow (<c>20241112_01_</c>).</summary>
    Date,

    /// <summary>Twelve digits, year to minute.</summary>
    Minute,

    /// <summary>Fourteen digits, year to second: what Knex generates. The digits may be no time at all.</summary>
    Timestamp,

    /// <summary>Ten digits: seconds since 1970.</summary>
    UnixSeconds,

    /// <summary>Thirteen digits: milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary>A date written with separators: <c>2024_01_01_120000_</c>, <c>2024-01-01_</c>.</summary>
    SeparatedDate,

    /// <summary>Flyway's <c>V1__</c>, <c>V1.2__</c>; also dotted without the letter.</summary>
    Version,
}

/// <summary>The number or timestamp in front of a migration's name.</summary>
/// <param name="Text">As written, separators and letters included: <c>007</c>, <c>026b</c>, <c>2024_01_01</c>, <c>V1.2</c>.</param>
/// <param name="Digits">The digits alone; for a version with several parts they are joined by dots.</param>
/// <param name="Scheme">What they follow.</param>
/// <param name="Separator">What stands between number and name: <c>_</c>, <c>-</c>, <c>__</c>, <c>.</c>, blanks, or empty.</param>
public sealed record MigrationNumber(string Text, string Digits, NumberingScheme Scheme, string Separator)
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// What makes two numbers the same: 007, 07 and 7 are one, and so are V1 and V1.0 as Flyway compares them; 26 and 26b are two,
    /// since a letter is how people squeeze a file in between.
    /// </summary>
    public string Value => Scheme == NumberingScheme.Version ? VersionValue : Trim(Digits) + Suffix;

    /// <summary>The day in UTC that it stands for; null where it is no time.</summary>
    internal DateTime? Day => Scheme switch
    {
        NumberingScheme.UnixSeconds or NumberingScheme.UnixMilliseconds => Epoch.AddDays(long.Parse(Digits, CultureInfo.InvariantCulture) / (Scheme == NumberingScheme.UnixSeconds ? 1 : 1000) / 86_400),
        NumberingScheme.Date or NumberingScheme.Minute or NumberingScheme.Timestamp or NumberingScheme.SeparatedDate
            when Digits.Length >= 8 && DateTime.TryParseExact(Digits.Substring(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) => day,
        _ => null,
    };

    // A letter behind the digits: 026b, and 20201105B as Directus counts within a day.
    private string Suffix => char.IsLetter(Text[Text.Length - 1]) ? Text.Substring(Text.Length - 1) : "";

    private string VersionValue
    {
        get
        {
            var parts = Digits.Split('.').Select(Trim).ToList();
            while (parts.Count > 1 && parts[parts.Count - 1] == "0")
            {
                parts.RemoveAt(parts.Count - 1);
            }

            return string.Join(".", parts);
        }
    }

    /// <summary>Reads what stands in front of a file's name; null where there is no number.</summary>
    /// <param name="fileName">The bare name with its extension, which may be double (<c>1_a.up.sql</c>).</param>
    public static MigrationNumber? Parse(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        var stem = dot > 0 ? fileName.Substring(0, dot) : fileName;
        return ParseSeparatedDate(stem) ?? ParseVersion(stem) ?? ParseDigits(stem);
    }

    /// <summary>Orders as runners do that read the number in front: by it, then, for equal numbers, not at all.</summary>
    public static int Compare(MigrationNumber a, MigrationNumber b)
    {
        var left = LeadingParts(a);
        var right = LeadingParts(b);
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = CompareDigits(i < left.Length ? left[i] : "0", i < right.Length ? right[i] : "0");
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static string[] LeadingParts(MigrationNumber number) =>
        number.Scheme == NumberingScheme.Version ? number.Digits.Split('.') : [number.Text.Substring(0, DigitsAt(number.Text, 0))];

    private static int CompareDigits(string a, string b)
    {
        var (left, right) = (Trim(a), Trim(b));
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    private static string Trim(string digits) => digits.TrimStart('0') is { Length: > 0 } value ? value : "0";

    private static MigrationNumber? ParseVersion(string stem)
    {
        var hasLetter = stem.Length > 1 && stem[0] is 'V' or 'v' or 'U';
        var parts = new List<string>();
        var at = hasLetter ? 1 : 0;
        for (var count = DigitsAt(stem, at); count > 0; count = DigitsAt(stem, at))
        {
            parts.Add(stem.Substring(at, count));
            at += count;
            var joins = at + 1 < stem.Length && IsDigit(stem[at + 1]) && (stem[at] == '.' || (stem[at] == '_' && hasLetter));
            if (!joins)
            {
                break;
            }

            at++;
        }

        var isVersion = hasLetter ? parts.Count > 0 : parts.Count > 1 && parts.TrueForAll(part => part.Length <= 4);
        if (isVersion && !hasLetter)
        {
            // 5.0.0-02: the second migration of a release.
            var end = TakeCounters(stem, at);
            parts.AddRange(stem.Substring(at, end - at).Split((char[])['-', '_', '.', 'T'], StringSplitOptions.RemoveEmptyEntries));
            at = end;
        }

        return isVersion && SeparatorAt(stem, at) is { } separator
            ? new MigrationNumber(stem.Substring(0, at), string.Join(".", parts), NumberingScheme.Version, separator)
            : null;
    }

    private static MigrationNumber? ParseSeparatedDate(string stem)
    {
        if (DigitsAt(stem, 0) != 4 || !IsCentury(stem) || DigitsAt(stem, 5) != 2 || DigitsAt(stem, 8) != 2
            || stem[4] is not ('-' or '_' or '.') || stem[7] != stem[4])
        {
            return null;
        }

        var end = TakeCounters(stem, 10);
        return SeparatorAt(stem, end) is { } separator
            ? new MigrationNumber(stem.Substring(0, end), OnlyDigits(stem, end), NumberingScheme.SeparatedDate, separator)
            : null;
    }

    private static MigrationNumber? ParseDigits(string stem)
    {
        var count = DigitsAt(stem, 0);
        if (count == 0)
        {
            return null;
        }

        var scheme = GetScheme(stem.Substring(0, count));
        var end = scheme == NumberingScheme.Date ? TakeCounters(stem, count) : count;
        if (scheme is NumberingScheme.Sequence or NumberingScheme.Date && end < stem.Length && IsLetter(stem[end]) && SeparatorAt(stem, end + 1) is { Length: > 0 })
        {
            end++;
        }

        return new MigrationNumber(stem.Substring(0, end), OnlyDigits(stem, end), scheme, SeparatorAt(stem, end) ?? "");
    }

    private static NumberingScheme GetScheme(string digits) => digits.Length switch
    {
        8 or 10 when IsDate(digits) => NumberingScheme.Date,
        10 when digits[0] == '1' => NumberingScheme.UnixSeconds,
        12 when IsDate(digits) => NumberingScheme.Minute,
        13 when digits[0] == '1' => NumberingScheme.UnixMilliseconds,
        14 => NumberingScheme.Timestamp,
        > 14 when IsDate(digits) => NumberingScheme.Timestamp,
        _ => NumberingScheme.Sequence,
    };

    private static bool IsDate(string digits) =>
        IsCentury(digits)
        && DateTime.TryParseExact(digits.Substring(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsCentury(string digits) => digits.StartsWith("19", StringComparison.Ordinal) || digits.StartsWith("20", StringComparison.Ordinal);

    /// <summary>Behind a date: groups of up to six digits are a time or the day's counter, where each stands by itself.</summary>
    private static int TakeCounters(string stem, int at)
    {
        while (at < stem.Length && stem[at] is '-' or '_' or '.' or 'T')
        {
            var count = DigitsAt(stem, at + 1);
            if (count is 0 or > 6 || SeparatorAt(stem, at + 1 + count) is null)
            {
                break;
            }

            at += 1 + count;
        }

        return at;
    }

    /// <summary>The separators at <paramref name="at"/>, empty at the end of the stem; null where something else stands there.</summary>
    private static string? SeparatorAt(string stem, int at)
    {
        var end = at;
        while (end < stem.Length && stem[end] is '_' or '-' or '.' or ' ')
        {
            end++;
        }

        return end > at || at >= stem.Length ? stem.Substring(Math.Min(at, stem.Length), end - at) : null;
    }

    private static int DigitsAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    private static string OnlyDigits(string text, int end) => new([.. text.Substring(0, end).Where(IsDigit)]);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
