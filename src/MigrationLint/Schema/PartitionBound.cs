using System.Globalization;

namespace MigrationLint.Schema;

/// <summary>The bound of a partition, read from what <c>pg_get_expr</c> shows of it.</summary>
internal sealed class PartitionBound
{
    private const string From = "FOR VALUES FROM (";
    private const string To = ") TO (";
    private const string In = "FOR VALUES IN (";
    private const string With = "FOR VALUES WITH (modulus ";
    private const string Separator = ", remainder ";

    private PartitionBound()
    {
    }

    /// <summary>The values of a list, as they are spelt; empty for other bounds.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>Where a range begins; empty for other bounds.</summary>
    public IReadOnlyList<string> Lower { get; private init; } = [];

    /// <summary>Where a range ends: the first that does not belong to it; empty for other bounds.</summary>
    public IReadOnlyList<string> Upper { get; private init; } = [];

    /// <summary>What a hash is divided by; 0 for other bounds.</summary>
    public int Modulus { get; private init; }

    /// <summary>What is left of the hash.</summary>
    public int Remainder { get; private init; }

    /// <summary>Reads a bound of a key of so many columns.</summary>
    /// <returns>Null for DEFAULT, and for what is no bound.</returns>
    public static PartitionBound? Read(string bound, int columns)
    {
        if (bound.StartsWith(With, StringComparison.Ordinal) && bound.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var at)
        {
            return int.TryParse(bound.Substring(With.Length, at - With.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var modulus) && modulus > 0
                && int.TryParse(bound.Substring(at + Separator.Length).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out var remainder)
                ? new() { Modulus = modulus, Remainder = remainder } : null;
        }

        if (bound.StartsWith(In, StringComparison.Ordinal) && ReadValues(bound, In.Length, out _) is { } values)
        {
            return new() { Values = values };
        }

        return bound.StartsWith(From, StringComparison.Ordinal) && ReadValues(bound, From.Length, out var end) is { } first
            && string.CompareOrdinal(bound, end, To, 0, To.Length) == 0 && ReadValues(bound, end + To.Length, out _) is { } last && first.Count == columns && last.Count == columns
            ? new() { Lower = first, Upper = last } : null;
    }

    // The values in a list of constants, and where the parenthesis closes.
    private static List<string>? ReadValues(string text, int start, out int end)
    {
        var values = new List<string>();
        var isQuoted = false;
        for (end = start; end < text.Length; end++)
        {
            if (text[end] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[end] is ',' or ')' && text[end - 1] != '(')
            {
                values.Add(text.Substring(start, end - start).Trim());
                start = end + 1;
                if (text[end] == ')')
                {
                    return values;
                }
            }
        }

        return null;
    }
}
