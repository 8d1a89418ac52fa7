using System.Globalization;
using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>
/// The order of values in the bounds of a table's partitions. What PostgreSQL thinks of two values is not always known: texts are compared by a collation. So that bounds can be
/// looked up nevertheless, there is an order of all values, which is PostgreSQL's wherever that is known.
/// </summary>
/// <param name="types">The types of the key.</param>
internal sealed class PartitionOrder(IReadOnlyList<TypeReference> types) : IComparer<(PartitionBound Bound, ObjectId Part)>, IComparer<string>
{
    /// <summary>The order of a partitioned table; null where its key is not known.</summary>
    public static PartitionOrder? Of(Table whole) => whole.PartitionBy is { } key
        ? new([.. key.Keys.Select(part => part.Column is { } column ? whole.FindColumn(column)?.Type ?? TypeReference.Unknown : part.Expression?.Type ?? TypeReference.Unknown)])
        : null;

    /// <summary>How many columns the key has.</summary>
    public int Columns => types.Count;

    /// <summary>True where both orders are of the same types.</summary>
    public bool IsSame(PartitionOrder other) => types.SequenceEqual(other.Types);

    /// <summary>True for a range in which certainly nothing lies.</summary>
    public bool IsEmpty(PartitionBound bound) => bound.Upper.Count > 0 && CompareKnown(bound.Lower, bound.Upper) >= 0;

    /// <summary>True where some row belongs to both ranges; false also where that is not known.</summary>
    public bool Overlap(PartitionBound left, PartitionBound right) => CompareKnown(left.Lower, right.Upper) < 0 && CompareKnown(right.Lower, left.Upper) < 0;

    /// <summary>The order of ends of ranges (<c>partition_rbound_cmp</c>).</summary>
    public int Compare(IReadOnlyList<string> left, IReadOnlyList<string> right) => Compare(left, right, (one, other, type) => Compare(one, other, type).Order) ?? 0;

    /// <summary>The order of ranges by their beginnings.</summary>
    public int Compare((PartitionBound Bound, ObjectId Part) x, (PartitionBound Bound, ObjectId Part) y) =>
        Compare(x.Bound.Lower, y.Bound.Lower) is var order and not 0 ? order : x.Part.Value.CompareTo(y.Part.Value);

    /// <summary>The order of the values of lists: only equal ones are the same.</summary>
    public int Compare(string? x, string? y) => Compare(x!, y!, types.Count > 0 ? types[0].Type : ObjectId.None).Order;

    private IReadOnlyList<TypeReference> Types => types;

    // Null where PostgreSQL's order is not known.
    private int? CompareKnown(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        Compare(left, right, static (one, other, type) => Compare(one, other, type) is { IsKnown: true } known ? known.Order : null);

    private int? Compare(IReadOnlyList<string> left, IReadOnlyList<string> right, Func<string, string, ObjectId, int?> compare)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (Infinity(left[i]) != 0 || Infinity(right[i]) != 0)
            {
                return Infinity(left[i]).CompareTo(Infinity(right[i]));
            }

            var order = compare(left[i], right[i], types[i].Type);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int Infinity(string value) => value switch { "MINVALUE" => -1, "MAXVALUE" => 1, _ => 0 };

    // Numbers by value; dates and times in ISO form and uuids as they are spelt; of texts only equal ones are sure.
    private static (int Order, bool IsKnown) Compare(string left, string right, ObjectId type)
    {
        if (left == right)
        {
            return (0, true);
        }

        var (first, second) = (left.Trim('\''), right.Trim('\''));
        var (isFirst, isSecond) = (false, false);
        switch (type.Value)
        {
            case 20 or 21 or 23 or 26 or 1700:
                isFirst = decimal.TryParse(first, NumberStyles.Number, CultureInfo.InvariantCulture, out var one);
                isSecond = decimal.TryParse(second, NumberStyles.Number, CultureInfo.InvariantCulture, out var other);
                if (isFirst && isSecond)
                {
                    return (one.CompareTo(other), true);
                }

                break;
            case 1082 or 1114 or 1184:
                (isFirst, isSecond) = (IsDate(first), IsDate(second));
                if (isFirst && isSecond)
                {
                    return (string.CompareOrdinal(first, second), type.Value != 1184 || Zone(first) == Zone(second));
                }

                break;
            case 2950:
                return (string.CompareOrdinal(first, second), true);
        }

        return (isFirst == isSecond ? string.CompareOrdinal(left, right) : isFirst ? -1 : 1, false);
    }

    // Years of four digits of our era.
    private static bool IsDate(string text) => text is [>= '0' and <= '9', _, _, _, '-', _, _, '-', ..] && !text.EndsWith("BC", StringComparison.Ordinal);

    private static string Zone(string text) => text.Substring(Math.Max(10, text.LastIndexOfAny(['+', '-'])));
}
