using System.Globalization;
using System.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Dates that are written down: partitions are made by them. What a time zone decides is not known.</summary>
internal static class DateFunctions
{
    private static readonly string[] Patterns = ["YYYY", "YY", "MM", "DDD", "DD", "HH24", "MI", "SS", "IYYY", "IW"];

    /// <summary>Sums and differences of dates and intervals.</summary>
    public static SqlValue Arithmetic(string name, SqlValue left, SqlValue right)
    {
        (left, right) = (AsInterval(left, right), AsInterval(right, left));
        return (name, left, right) switch
        {
            ("+", SqlTimestamp moment, SqlInterval span) => Add(moment, span, 1),
            ("+", SqlInterval span, SqlTimestamp moment) => Add(moment, span, 1),
            ("-", SqlTimestamp moment, SqlInterval span) => Add(moment, span, -1),
            ("+", SqlTimestamp { IsDate: true } moment, SqlNumber days) => AddDays(moment, days.Value),
            ("+", SqlNumber days, SqlTimestamp { IsDate: true } moment) => AddDays(moment, days.Value),
            ("-", SqlTimestamp { IsDate: true } moment, SqlNumber days) => AddDays(moment, -days.Value),
            ("-", SqlTimestamp { IsDate: true } first, SqlTimestamp { IsDate: true } second) => SqlValue.Of((first.Value - second.Value).Days),
            ("*", SqlInterval span, SqlNumber { IsInteger: true } factor) => Multiply(span, factor.Value),
            ("*", SqlNumber { IsInteger: true } factor, SqlInterval span) => Multiply(span, factor.Value),
            ("+", SqlInterval first, SqlInterval second) => new SqlInterval(first.Months + second.Months, first.Days + second.Days, first.Time + second.Time),
            _ => SqlValue.Unknown,
        };
    }

    /// <summary>A function of dates; null where no function of that name is known here.</summary>
    public static SqlValue? Call(string name, IReadOnlyList<SqlValue> arguments) => (name, arguments.Count) switch
    {
        ("to_char", 2) => (arguments[0], arguments[1]) switch
        {
            (SqlTimestamp moment, SqlText format) => Format(moment.Value, format.Value),
            (SqlNumber { IsInteger: true } number, SqlText format) => Format(number.Value, format.Value),
            _ => SqlValue.Unknown,
        },
        ("date_trunc", 2) => (arguments[0], arguments[1]) switch
        {
            (SqlText field, SqlTimestamp moment) => Truncate(field.Value, moment.Value),
            _ => SqlValue.Unknown,
        },
        ("extract" or "date_part", 2) => (arguments[0], arguments[1]) switch
        {
            (SqlText field, SqlTimestamp moment) => Part(field.Value, moment.Value),
            _ => SqlValue.Unknown,
        },
        ("make_date", 3) => arguments.All(static argument => argument is SqlNumber { Value: >= 1 and <= 9999 }) ? Date(arguments) : SqlValue.Unknown,
        ("make_interval", _) => SqlValue.Unknown,
        _ => null,
    };

    /// <summary>A moment and an interval.</summary>
    public static SqlValue Add(SqlTimestamp moment, SqlInterval span, int sign)
    {
        try
        {
            return new SqlTimestamp(moment.Value.AddMonths(sign * span.Months).AddDays(sign * span.Days).AddTicks(sign * span.Time.Ticks), IsDate: false);
        }
        catch (ArgumentOutOfRangeException)
        {
            return SqlValue.Unknown;
        }
    }

    private static SqlValue AsInterval(SqlValue value, SqlValue other) =>
        value is SqlText { IsUntyped: true } text && other is SqlTimestamp { IsDate: false } or SqlInterval && SqlCasts.ReadInterval(((SqlText)value).Value) is { } span ? span : value;

    private static SqlValue AddDays(SqlTimestamp moment, decimal days) =>
        Math.Abs(days) < 1_000_000 && moment.Value.Ticks + ((long)days * TimeSpan.TicksPerDay) is > 0 and var ticks && ticks < DateTime.MaxValue.Ticks
            ? moment with { Value = new DateTime(ticks, DateTimeKind.Unspecified) }
            : SqlValue.Unknown;

    private static SqlValue Multiply(SqlInterval span, decimal factor) =>
        Math.Abs(factor) < 10_000 ? new SqlInterval(span.Months * (int)factor, span.Days * (int)factor, TimeSpan.FromTicks(span.Time.Ticks * (int)factor)) : SqlValue.Unknown;

    private static SqlValue Date(IReadOnlyList<SqlValue> arguments)
    {
        var parts = arguments.OfType<SqlNumber>().Select(static number => (int)number.Value).ToList();
        return parts[1] <= 12 && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1])
            ? new SqlTimestamp(new DateTime(parts[0], parts[1], parts[2], 0, 0, 0, DateTimeKind.Unspecified), IsDate: true)
            : SqlValue.Unknown;
    }

    // A date becomes a timestamp with a zone, so that only its parts are sure.
    private static SqlValue Truncate(string field, DateTime moment) => field.ToLowerInvariant() switch
    {
        "year" => Of(new DateTime(moment.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)),
        "quarter" => Of(new DateTime(moment.Year, (((moment.Month - 1) / 3) * 3) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified)),
        "month" => Of(new DateTime(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Unspecified)),
        "week" => Of(moment.Date.AddDays(-(((int)moment.DayOfWeek + 6) % 7))),
        "day" => Of(moment.Date),
        _ => SqlValue.Unknown,
    };

    private static SqlTimestamp Of(DateTime moment) => new(moment, IsDate: false);

    private static SqlValue Part(string field, DateTime moment) => field.ToLowerInvariant() switch
    {
        "year" => SqlValue.Of(moment.Year),
        "month" => SqlValue.Of(moment.Month),
        "day" => SqlValue.Of(moment.Day),
        "quarter" => SqlValue.Of(((moment.Month - 1) / 3) + 1),
        "hour" => SqlValue.Of(moment.Hour),
        _ => SqlValue.Unknown,
    };

    private static SqlValue Format(DateTime moment, string format)
    {
        var output = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            if (format[i] == '"' && format.IndexOf('"', i + 1) is > 0 and var close)
            {
                output.Append(format, i + 1, close - i - 1);
                i = close + 1;
                continue;
            }

            var pattern = Patterns.FirstOrDefault(candidate => string.Compare(format, i, candidate, 0, candidate.Length, StringComparison.OrdinalIgnoreCase) == 0);
            if (pattern is null or "DDD" or "IYYY" or "IW")
            {
                if (pattern is not null || char.IsLetterOrDigit(format[i]))
                {
                    return SqlValue.Unknown;
                }

                output.Append(format[i++]);
                continue;
            }

            output.Append(moment.ToString(pattern switch { "YYYY" => "yyyy", "YY" => "yy", "MM" => "MM", "DD" => "dd", "HH24" => "HH", "MI" => "mm", _ => "ss" }, CultureInfo.InvariantCulture));
            i += pattern.Length;
        }

        return SqlValue.Of(output.ToString());
    }

    // Only what leading zeros are made with: fm000.
    private static SqlValue Format(decimal number, string format)
    {
        var isFilled = format.StartsWith("FM", StringComparison.OrdinalIgnoreCase);
        var digits = isFilled ? format.Substring(2) : format;
        return number >= 0 && digits.Length > 0 && digits.All(static character => character == '0') && number.ToString(CultureInfo.InvariantCulture).Length <= digits.Length
            ? SqlValue.Of((isFilled ? "" : " ") + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0'))
            : SqlValue.Unknown;
    }
}
