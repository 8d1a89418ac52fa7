namespace MigrationLint.Discovery;

/// <summary>The scheme that a number in front of a file name follows.</summary>
public enum NumberingScheme
{
    /// <summary>A counter: <c>1_</c>, <c>026_</c>.</summary>
    Sequence,

    /// <summary>Eight digits that are a date: <c>20241112_</c>.</summary>
    Date,

    /// <summary>Twelve digits, year to minute.</summary>
    Minute,

    /// <summary>Fourteen digits, year to second: what Knex generates.</summary>
    Timestamp,

    /// <summary>Ten digits: seconds since 1970.</summary>
    UnixSeconds,

    /// <summary>Thirteen digits: milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary>A date written with separators: <c>2024_01_01_120000_</c>, <c>2024-01-01_</c>.</summary>
    SeparatedDate,

    /// <summary>Flyway's <c>V1__</c>, <c>V1.2__</c>.</summary>
    Version,
}

/// <summary>The number or timestamp in front of a migration's name.</summary>
/// <param name="Text">As written, separators and a leading letter included: <c>007</c>, <c>2024_01_01</c>, <c>V1.2</c>.</param>
/// <param name="Digits">The digits alone.</param>
/// <param name="Scheme">What they follow.</param>
/// <param name="Separator">What stands between number and name: <c>_</c>, <c>-</c>, <c>__</c>, <c>.</c>, or empty.</param>
public sealed record MigrationNumber(string Text, string Digits, NumberingScheme Scheme, string Separator)
{
    /// <summary>The digits without leading zeros, so that 007, 07 and 7 are one number.</summary>
    public string Value => Digits.TrimStart('0') is { Length: > 0 } value ? value : "0";
}
