using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>The bound of a partition, read from what <c>pg_get_expr</c> shows of it, so that it can be compared with others of its table.</summary>
internal sealed class PartitionBound
{
    private const string From = "FOR VALUES FROM (";
    private const string To = ") TO (";
    private const string In = "FOR VALUES IN (";
    private const string With = "FOR VALUES WITH (modulus ";
    private const string Remainder = ", remainder ";

    private readonly IReadOnlyList<TypeReference> types;
    private IReadOnlyList<string> lower = [];
    private IReadOnlyList<string> upper = [];
    private int modulus;
    private int remainder;

    private PartitionBound(IReadOnlyList<TypeReference> types) => this.types = types;

    /// <summary>True for a range in which nothing lies.</summary>
    public bool IsEmpty => upper.Count > 0 && Compare(lower, upper) >= 0;

    /// <summary>Reads a bound.</summary>
    /// <returns>Null for DEFAULT, and where the types of the key are not known.</returns>
    public static PartitionBound? Read(string bound, PartitionKey key, Table whole)
    {
        var read = new PartitionBound([.. key.Keys.Select(part => part.Column is { } column ? whole.FindColumn(column)?.Type ?? TypeReference.Unknown : part.Expression?.Type ?? TypeReference.Unknown)]);
        if (bound.StartsWith(With, StringComparison.Ordinal) && bound.IndexOf(Remainder, StringComparison.Ordinal) is > 0 and var at)
        {
            return int.TryParse(bound.Substring(With.Length, at - With.Length), NumberStyles.None, CultureInfo.InvariantCulture, out read.modulus)
                && int.TryParse(bound.Substring(at + Remainder.Length).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out read.remainder) && read.modulus > 0 ? read : null;
        }

        if (bound.StartsWith(In, StringComparison.Ordinal) && Values(bound, In.Length, out _) is { } values)
        {
            read.lower = values;
            return read;
        }

        if (!bound.StartsWith(From, StringComparison.Ordinal) || Values(bound, From.Length, out var end) is not { } first
            || string.CompareOrdinal(bound, end, To, 0, To.Length) != 0 || Values(bound, end + To.Length, out _) is not { } last || first.Count != key.Keys.Count || last.Count != first.Count)
        {
            return null;
        }

        (read.lower, read.upper) = (first, last);
        return read;
    }

    /// <summary>True where some row belongs to both; false also where that is not known.</summary>
    public bool Overlaps(PartitionBound other)
    {
        if (modulus > 0)
        {
            return other.modulus > 0 && remainder % Math.Min(modulus, other.modulus) == other.remainder % Math.Min(modulus, other.modulus);
        }

        return upper.Count == 0
            ? other.upper.Count == 0 && lower.Any(value => other.lower.Any(own => Compare(value, own, 0) == 0))
            : other.upper.Count > 0 && Compare(lower, other.upper) < 0 && Compare(other.lower, upper) < 0;
    }

    /// <summary>True where it begins before another one.</summary>
    public bool StartsBefore(PartitionBound other) => upper.Count > 0 && Compare(lower, other.lower) < 0;

    /// <summary>True where its modulus divides the next larger one, and the next smaller one divides it.</summary>
    public bool HasFittingModulus(IReadOnlyList<PartitionBound> others)
    {
        var moduli = others.Select(other => other.modulus).Where(other => other > 0).ToList();
        return modulus == 0 || (moduli.Where(other => other > modulus).DefaultIfEmpty(modulus).Min() % modulus == 0 && modulus % moduli.Where(other => other <= modulus).DefaultIfEmpty(modulus).Max() == 0);
    }

    // The values in a list of constants, and where the parenthesis closes.
    private static List<string>? Values(string text, int start, out int end)
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

    // partition_rbound_cmp; null where the order is not known.
    private int? Compare(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (Infinity(left[i]) != 0 || Infinity(right[i]) != 0)
            {
                return Infinity(left[i]).CompareTo(Infinity(right[i]));
            }

            var order = Compare(left[i], right[i], i);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int Infinity(string value) => value switch { "MINVALUE" => -1, "MAXVALUE" => 1, _ => 0 };

    // Numbers by value; dates and times in ISO form and uuids as they are spelt; texts by a collation, so that only equal ones are sure.
    private int? Compare(string left, string right, int position)
    {
        if (left == right)
        {
            return 0;
        }

        var (first, second) = (left.Trim('\''), right.Trim('\''));
        return types[position].Type.Value switch
        {
            20 or 21 or 23 or 26 or 1700 => decimal.TryParse(first, NumberStyles.Number, CultureInfo.InvariantCulture, out var one) && decimal.TryParse(second, NumberStyles.Number, CultureInfo.InvariantCulture, out var other)
                ? one.CompareTo(other) : null,
            1082 or 1114 => IsDate(first) && IsDate(second) ? string.CompareOrdinal(first, second) : null,
            1184 => IsDate(first) && IsDate(second) && Zone(first) == Zone(second) ? string.CompareOrdinal(first, second) : null,
            2950 => string.CompareOrdinal(first, second),
            _ => null,
        };
    }

    // Years of four digits of our era.
    private static bool IsDate(string text) => text is [>= '0' and <= '9', _, _, _, '-', _, _, '-', ..] && !text.EndsWith("BC", StringComparison.Ordinal);

    private static string Zone(string text) => text.Substring(Math.Max(10, text.LastIndexOfAny(['+', '-'])));
}
