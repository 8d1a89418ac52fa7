using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>
/// Dates, times and intervals in the forms that migrations write, read and printed as PostgreSQL does with <c>DateStyle = ISO</c>, <c>TimeZone = UTC</c> and
/// <c>IntervalStyle = postgres</c>. Other forms are not known, and <c>now</c> never is.
/// </summary>
internal static class DateTimeText
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly Regex Stamp = new(
        @"^\s*(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:(?:\s+|T)(?<t>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?<z>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Limit);

    private static readonly Regex Clock = new(
        @"^\s*(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2})(?:\.(?<f>\d{1,6})\d*)?)?\s*(?<z>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Limit);

    private static readonly Regex Unit = new(
        @"\G\s*(?:(?<n>[+-]?\d+(?:\.\d+)?)\s*(?<u>[a-z]+)|(?<c>[+-]?\d{1,4}:\d{2}(?::\d{2}(?:\.\d+)?)?))\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Limit);

    /// <summary>What came of reading.</summary>
    internal enum Outcome
    {
        /// <summary>It was read.</summary>
        Read,

        /// <summary>It may be read by PostgreSQL in a way that is not told here.</summary>
        NotKnown,

        /// <summary>A field is out of range (22008).</summary>
        OutOfRange,

        /// <summary>It is nothing that PostgreSQL reads (22007).</summary>
        Invalid,
    }

    /// <summary>Reads a date or a timestamp.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasTime">False for a date.</param>
    /// <param name="hasZone">True for <c>timestamptz</c>.</param>
    /// <param name="printed">As it is printed.</param>
    public static Outcome ReadStamp(string text, bool hasTime, bool hasZone, out string printed)
    {
        printed = "";
        var word = text.Trim().ToLowerInvariant();
        if (word is "infinity" or "-infinity" or "+infinity")
        {
            printed = word.TrimStart('+');
            return Outcome.Read;
        }

        if (word == "epoch")
        {
            printed = "1970-01-01" + (hasTime ? " 00:00:00" : "") + (hasZone ? "+00" : "");
            return Outcome.Read;
        }

        var match = Stamp.Match(text);
        if (!match.Success)
        {
            return Unreadable(word);
        }

        int Field(string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        if (Field("y") == 0 || Field("m") is 0 or > 12 || Field("d") == 0 || Field("d") > DateTime.DaysInMonth(Field("y"), Field("m")))
        {
            return Outcome.OutOfRange;
        }

        var value = new DateTime(Field("y"), Field("m"), Field("d"), 0, 0, 0, DateTimeKind.Utc);
        var clock = TimeSpan.Zero;
        if (match.Groups["t"].Success && !TryClock(match.Groups["t"].Value, out clock))
        {
            return Outcome.OutOfRange;
        }

        var offset = match.Groups["z"].Success ? Offset(match.Groups["z"].Value) : TimeSpan.Zero;
        if (value.Year is < 2 or > 9998)
        {
            return Outcome.NotKnown;
        }

        value += hasTime ? clock : TimeSpan.Zero;
        value -= hasTime && hasZone ? offset : TimeSpan.Zero;
        printed = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (hasTime ? " " + PrintClock(value.TimeOfDay) : "") + (hasZone ? "+00" : "");
        return Outcome.Read;
    }

    /// <summary>Reads a time of day.</summary>
    public static Outcome ReadTime(string text, bool hasZone, out string printed)
    {
        printed = "";
        var match = Clock.Match(text);
        if (!match.Success)
        {
            return Unreadable(text.Trim().ToLowerInvariant());
        }

        var clockText = match.Groups["z"].Success ? text.Substring(0, match.Groups["z"].Index) : text;
        if (!TryClock(clockText.Trim(), out var clock))
        {
            return Outcome.OutOfRange;
        }

        var offset = match.Groups["z"].Success ? Offset(match.Groups["z"].Value) : TimeSpan.Zero;
        printed = PrintClock(clock) + (hasZone ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(offset.Minutes == 0 ? "hh" : "hh\\:mm", CultureInfo.InvariantCulture) : "");
        return Outcome.Read;
    }

    /// <summary>Reads an interval without fields that limit it.</summary>
    public static Outcome ReadInterval(string text, out string printed)
    {
        printed = "";
        long months = 0;
        long days = 0;
        long micros = 0;
        var trimmed = text.Trim();
        var position = 0;
        if (trimmed.Length == 0)
        {
            return Outcome.Invalid;
        }

        if (long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds is > -int.MaxValue and < int.MaxValue)
        {
            printed = PrintInterval(0, 0, seconds * 1_000_000);
            return Outcome.Read;
        }

        while (position < trimmed.Length)
        {
            var match = Unit.Match(trimmed, position);
            if (!match.Success || match.Length == 0)
            {
                return trimmed.All(char.IsLetter) && trimmed[0] is not ('P' or 'p') && !trimmed.StartsWith("inf", StringComparison.OrdinalIgnoreCase) ? Outcome.Invalid : Outcome.NotKnown;
            }

            position += match.Length;
            if (match.Groups["c"].Success)
            {
                var clock = match.Groups["c"].Value;
                var parts = clock.TrimStart('+', '-').Split(':');
                var sum = (long.Parse(parts[0], CultureInfo.InvariantCulture) * 3_600_000_000) + (long.Parse(parts[1], CultureInfo.InvariantCulture) * 60_000_000)
                    + (parts.Length > 2 ? (long)Math.Round(decimal.Parse(parts[2], CultureInfo.InvariantCulture) * 1_000_000) : 0);
                micros += clock[0] == '-' ? -sum : sum;
                continue;
            }

            if (!decimal.TryParse(match.Groups["n"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > 1_000_000_000)
            {
                return Outcome.NotKnown;
            }

            var isWhole = number == Math.Truncate(number);
            switch (match.Groups["u"].Value.ToLowerInvariant())
            {
                case "millennium" or "millennia" or "mil" or "mils" when isWhole:
                    months += (long)number * 12_000;
                    break;
                case "century" or "centuries" or "c" or "cent" when isWhole:
                    months += (long)number * 1200;
                    break;
                case "decade" or "decades" or "dec" or "decs" when isWhole:
                    months += (long)number * 120;
                    break;
                case "year" or "years" or "y" or "yr" or "yrs" when number * 12 == Math.Truncate(number * 12):
                    months += (long)(number * 12);
                    break;
                case "month" or "months" or "mon" or "mons" when isWhole:
                    months += (long)number;
                    break;
                case "week" or "weeks" or "w" when isWhole:
                    days += (long)number * 7;
                    break;
                case "day" or "days" or "d":
                    days += (long)Math.Truncate(number);
                    micros += (long)((number - Math.Truncate(number)) * 86_400_000_000);
                    break;
                case "hour" or "hours" or "h" or "hr" or "hrs":
                    micros += (long)(number * 3_600_000_000);
                    break;
                case "minute" or "minutes" or "m" or "min" or "mins":
                    micros += (long)(number * 60_000_000);
                    break;
                case "second" or "seconds" or "s" or "sec" or "secs":
                    micros += (long)(number * 1_000_000);
                    break;
                case "millisecond" or "milliseconds" or "ms" or "msec" or "msecs":
                    micros += (long)(number * 1000);
                    break;
                case "microsecond" or "microseconds" or "us" or "usec" or "usecs" when isWhole:
                    micros += (long)number;
                    break;
                default:
                    return Outcome.NotKnown;
            }
        }

        printed = PrintInterval(months, days, micros);
        return Outcome.Read;
    }

    private static Outcome Unreadable(string word) =>
        word.Length == 0 || (word.All(char.IsLetter) && !IsSpecial(word)) ? Outcome.Invalid : Outcome.NotKnown;

    private static bool IsSpecial(string word) =>
        word is "now" or "today" or "tomorrow" or "yesterday" or "allballs" or "epoch" or "infinity" or "current" or "invalid" or "utc" or "gmt" or "z" or "zulu" || word.Length <= 4;

    private static bool TryClock(string text, out TimeSpan clock)
    {
        clock = default;
        var parts = text.Split(':');
        var hours = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var minutes = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var seconds = parts.Length > 2 ? decimal.Parse(parts[2], CultureInfo.InvariantCulture) : 0;
        if (hours > 24 || minutes > 59 || seconds > 60 || (hours == 24 && (minutes > 0 || seconds > 0)))
        {
            return false;
        }

        clock = new TimeSpan(0, hours, minutes, 0) + TimeSpan.FromTicks((long)Math.Round(seconds * 1_000_000) * 10);
        return true;
    }

    private static TimeSpan Offset(string zone)
    {
        if (zone[0] is not ('+' or '-'))
        {
            return TimeSpan.Zero;
        }

        var digits = zone.Substring(1).Replace(":", "");
        var hours = int.Parse(digits.Length > 2 ? digits.Substring(0, digits.Length - 2) : digits, CultureInfo.InvariantCulture);
        var offset = new TimeSpan(hours, digits.Length > 2 ? int.Parse(digits.Substring(digits.Length - 2), CultureInfo.InvariantCulture) : 0, 0);
        return zone[0] == '-' ? offset.Negate() : offset;
    }

    private static string PrintClock(TimeSpan clock) =>
        $"{((int)clock.TotalHours).ToString("00", CultureInfo.InvariantCulture)}:{clock:mm\\:ss}{Fraction(clock.Ticks / 10 % 1_000_000)}";

    private static string Fraction(long micros) => micros == 0 ? "" : "." + micros.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');

    private static string PrintInterval(long months, long days, long micros)
    {
        var parts = new StringBuilder();
        var wasNegative = false;
        void Add(long number, string word)
        {
            if (number != 0)
            {
                parts.Append(parts.Length > 0 ? " " : "").Append(wasNegative && number > 0 ? "+" : "").Append(number.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(word).Append(number != 1 ? "s" : "");
                wasNegative = number < 0;
            }
        }

        Add(months / 12, "year");
        Add(months % 12, "mon");
        Add(days, "day");
        if (micros != 0 || parts.Length == 0)
        {
            var magnitude = Math.Abs(micros);
            parts.Append(parts.Length > 0 ? " " : "").Append(micros < 0 ? "-" : wasNegative ? "+" : "")
                .Append((magnitude / 3_600_000_000).ToString("00", CultureInfo.InvariantCulture)).Append(':')
                .Append((magnitude / 60_000_000 % 60).ToString("00", CultureInfo.InvariantCulture)).Append(':')
                .Append((magnitude / 1_000_000 % 60).ToString("00", CultureInfo.InvariantCulture)).Append(Fraction(magnitude % 1_000_000));
        }

        return parts.ToString();
    }
}
