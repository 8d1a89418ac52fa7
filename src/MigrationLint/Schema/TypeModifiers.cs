using System.Globalization;
using MigrationLint.Sql;

namespace MigrationLint.Schema;

/// <summary>PostgreSQL's typmods: what the number that stands beside a type means, and how <c>format_type</c> prints it.</summary>
internal static class TypeModifiers
{
    /// <summary>What is added to a length, so that 0 is no valid modifier (<c>VARHDRSZ</c>).</summary>
    public const int HeaderSize = 4;

    /// <summary>The largest precision of seconds; a larger one is lowered with a warning.</summary>
    public const int LargestTimePrecision = 6;

    // The fields of an interval: the bits of utils/datetime.h, and INTERVAL_FULL_RANGE and INTERVAL_FULL_PRECISION of utils/timestamp.h.
    private const int FullPrecision = 0xFFFF;
    private const int DaysToSeconds = SqlTypeNames.Day | SqlTypeNames.Hour | SqlTypeNames.Minute | SqlTypeNames.Second;

    /// <summary>The modifier of <c>numeric(precision, scale)</c>.</summary>
    public static int Numeric(int precision, int scale) => ((precision << 16) | (scale & 0x7FF)) + HeaderSize;

    /// <summary>The precision of a modifier of numeric.</summary>
    public static int Precision(int modifier) => ((modifier - HeaderSize) >> 16) & 0xFFFF;

    /// <summary>The scale of a modifier of numeric; it can be negative.</summary>
    public static int Scale(int modifier) => (((modifier - HeaderSize) & 0x7FF) ^ 1024) - 1024;

    /// <summary>True where an interval of the modifier has not all fields from days to seconds, so that what is read depends on it.</summary>
    public static bool LimitsFields(int interval) => ((interval >> 16) & SqlTypeNames.FullRange) is not SqlTypeNames.FullRange and not DaysToSeconds;

    /// <summary>The modifier of an interval.</summary>
    /// <param name="range">The fields that it keeps, as bits.</param>
    /// <param name="precision">The digits of seconds; null for all.</param>
    public static int Interval(int range, int? precision) => ((precision ?? FullPrecision) & 0xFFFF) | ((range & SqlTypeNames.FullRange) << 16);

    /// <summary>What stands in parentheses behind the name of a type (its <c>typmodout</c>); empty for nothing.</summary>
    /// <param name="type">The name of the type in <c>pg_catalog</c>.</param>
    /// <param name="modifier">The modifier, not negative.</param>
    public static string Print(string type, int modifier) => type switch
    {
        "varchar" or "bpchar" => $"({Number(modifier - HeaderSize)})",
        "bit" or "varbit" => $"({Number(modifier)})",
        "numeric" => $"({Number(Precision(modifier))},{Number(Scale(modifier))})",
        "time" or "timetz" or "timestamp" or "timestamptz" => $"({Number(modifier)})",
        "interval" => PrintInterval(modifier),
        _ => $"({Number(modifier)})",
    };

    private static string PrintInterval(int modifier)
    {
        var fields = (modifier >> 16) & SqlTypeNames.FullRange;
        var precision = modifier & FullPrecision;
        var words = SqlTypeNames.IntervalFields(fields) ?? "";
        return precision == FullPrecision ? words : $"{words}({Number(precision)})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
