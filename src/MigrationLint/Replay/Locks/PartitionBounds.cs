using System.Globalization;
using System.Text.RegularExpressions;

namespace MigrationLint.Replay.Locks;

/// <summary>The bounds of partitions by one column, as conditions that checks can be compared with.</summary>
internal static class PartitionBounds
{
    private static readonly Regex Comparison = new(
        @"^\(+(?<column>[a-z_][a-z0-9_$]*|""(?:[^""]|"""")+"")\)?(?:::[a-z ]+)? (?<operator>=|>=|<|>|<=) (?<value>'(?:[^']|'')*'|\(?-?[0-9.]+\)?)(?:::[a-z ]+)?\)$",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Range = new(@"^FOR VALUES FROM \((?<from>[^,]*)\) TO \((?<to>[^,]*)\)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Single = new(@"^FOR VALUES IN \((?<value>'(?:[^']|'')*'|-?[0-9.]+)\)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A comparison of a column with a constant.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Operator">Such as <c>&gt;=</c>.</param>
    /// <param name="Value">The constant, without its type.</param>
    internal sealed record Condition(string Column, string Operator, string Value)
    {
        /// <summary>True where this one being true makes the other true.</summary>
        public bool Implies(Condition other)
        {
            if (Column != other.Column || Compare(Value, other.Value) is not { } order)
            {
                return false;
            }

            return (Operator, other.Operator) switch
            {
                ("=", "=") => order == 0,
                (">=" or "=", ">=") => order >= 0,
                (">", ">=" or ">") => order >= 0,
                ("<", "<" or "<=") => order <= 0,
                ("<=" or "=", "<") => order < 0,
                ("<=" or "=", "<=") => order <= 0,
                _ => false,
            };
        }

        // Dates and times in ISO form, and plain texts, are ordered as their spelling is; texts by the collation, so that only equal ones are sure.
        private static int? Compare(string left, string right)
        {
            if (left == right)
            {
                return 0;
            }

            var isNumber = decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var first) & decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var second);
            return isNumber ? first.CompareTo(second) : IsDate(left) && IsDate(right) ? Math.Sign(string.CompareOrdinal(left, right)) : null;
        }

        private static bool IsDate(string text) => text is [_, >= '0' and <= '9', _, _, _, '-', _, _, '-', ..];
    }

    /// <summary>What a bound asks of the column beside NOT NULL; null where that cannot be said in comparisons.</summary>
    public static IReadOnlyList<Condition>? Conditions(string strategy, string column, string bound)
    {
        if (strategy == "LIST" && Single.Match(bound) is { Success: true } single)
        {
            return [new Condition(column, "=", single.Groups["value"].Value)];
        }

        if (strategy != "RANGE" || Range.Match(bound) is not { Success: true } range)
        {
            return null;
        }

        var found = new List<Condition>();
        if (range.Groups["from"].Value is not "MINVALUE" and var from)
        {
            found.Add(new Condition(column, ">=", from));
        }

        if (range.Groups["to"].Value is not "MAXVALUE" and var to)
        {
            found.Add(new Condition(column, "<", to));
        }

        return found;
    }

    /// <summary>The comparison that a condition is; null where it is none.</summary>
    public static Condition? Parse(string text)
    {
        if (text.Length > 10_000 || Comparison.Match(text) is not { Success: true } match)
        {
            return null;
        }

        var column = match.Groups["column"].Value;
        column = column[0] == '"' ? column.Substring(1, column.Length - 2).Replace("\"\"", "\"") : column;
        return new Condition(column, match.Groups["operator"].Value, match.Groups["value"].Value.Trim('(', ')'));
    }
}
