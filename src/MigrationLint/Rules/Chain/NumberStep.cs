using System.Globalization;
using System.Text;
using MigrationLint.Discovery;

namespace MigrationLint.Rules.Chain;

/// <summary>Counts in the scheme of a migration's number.</summary>
internal static class NumberStep
{
    private static readonly char[] Letters = [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];

    /// <summary>The next number of the same scheme and width, written as <paramref name="number"/> is; null where there is none.</summary>
    public static MigrationNumber? Next(MigrationNumber number)
    {
        var digits = number.Scheme switch
        {
            NumberingScheme.Version => CountLast(number.Digits),
            NumberingScheme.Sequence or NumberingScheme.UnixSeconds or NumberingScheme.UnixMilliseconds => Count(number.Digits),
            _ => Advance(number.Digits),
        };
        return digits is null ? null : number with { Digits = digits, Text = Replace(number, digits) };
    }

    /// <summary>Flyway compares part by part, as numbers: behind V1.9 comes V1.10.</summary>
    private static string? CountLast(string version)
    {
        var start = version.LastIndexOf('.') + 1;
        return long.TryParse(version.Substring(start), NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last < long.MaxValue
            ? version.Substring(0, start) + (last + 1).ToString(CultureInfo.InvariantCulture).PadLeft(version.Length - start, '0')
            : null;
    }

    private static string? Count(string digits)
    {
        if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == ulong.MaxValue)
        {
            return null;
        }

        var next = (value + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0');
        return next.Length > digits.Length ? null : next;
    }

    /// <summary>A day, a minute or a second later; a running counter in place of the time of day counts on.</summary>
    private static string? Advance(string digits)
    {
        var format = digits.Length switch { 8 => "yyyyMMdd", 12 => "yyyyMMddHHmm", 14 => "yyyyMMddHHmmss", _ => null };
        if (format is null || !DateTime.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return Count(digits);
        }

        var next = digits.Length switch { 8 => moment.AddDays(1), 12 => moment.AddMinutes(1), _ => moment.AddSeconds(1) };
        return next.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Puts other digits into a number, its separators left where they are.</summary>
    private static string Replace(MigrationNumber number, string digits)
    {
        if (number.Scheme == NumberingScheme.Version)
        {
            var separator = number.Text.IndexOf('_') >= 0 ? "_" : ".";
            return (char.IsLetter(number.Text[0]) ? number.Text.Substring(0, 1) : "") + digits.Replace(".", separator);
        }

        var result = new StringBuilder(number.Text.Length);
        var next = 0;
        foreach (var character in number.Text)
        {
            result.Append(character is >= '0' and <= '9' ? digits[next++] : character);
        }

        // The letter of 026b squeezed the file in between; 027 needs none.
        return result.ToString().TrimEnd(Letters);
    }
}
