namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Functions and operators of arrays.</summary>
internal static class ArrayFunctions
{
    // Longer than what decides anything: loops come here soon.
    private const int MostElements = 10_000;

    /// <summary>A function whose arguments are none of them NULL where it is strict.</summary>
    /// <returns>Null where no function of that name is known here.</returns>
    public static SqlValue? Call(string name, IReadOnlyList<SqlValue> arguments) => (name, arguments.Count) switch
    {
        ("array_length", 2) => arguments[0] is SqlArray array && arguments[1] is SqlNumber { Value: 1 }
            ? array.Elements.Count == 0 ? SqlValue.Null : SqlValue.Of(array.Elements.Count)
            : Strict(arguments),
        ("cardinality", 1) => arguments[0] is SqlArray array ? SqlValue.Of(array.Elements.Count) : Strict(arguments),
        ("array_upper", 2) => arguments[0] is SqlArray { Elements.Count: > 0 } array && arguments[1] is SqlNumber { Value: 1 } ? SqlValue.Of(array.LowerBound + array.Elements.Count - 1) : Bound(arguments),
        ("array_lower", 2) => arguments[0] is SqlArray { Elements.Count: > 0 } array && arguments[1] is SqlNumber { Value: 1 } ? SqlValue.Of(array.LowerBound) : Bound(arguments),
        ("array_append" or "array_prepend" or "array_cat", 2) when arguments.Any(static argument => argument is SqlArray { Elements.Count: > MostElements }) => SqlValue.Unknown,
        ("array_append", 2) => arguments[0] switch
        {
            SqlArray array => new SqlArray([.. array.Elements, arguments[1]]),
            SqlNull => new SqlArray([arguments[1]]),
            _ => SqlValue.Unknown,
        },
        ("array_prepend", 2) => arguments[1] switch
        {
            SqlArray array => new SqlArray([arguments[0], .. array.Elements]),
            SqlNull => new SqlArray([arguments[0]]),
            _ => SqlValue.Unknown,
        },
        ("array_cat", 2) => (arguments[0], arguments[1]) switch
        {
            (SqlArray first, SqlArray second) => new SqlArray([.. first.Elements, .. second.Elements]),
            (SqlNull, var other) => other,
            (var other, SqlNull) => other,
            _ => SqlValue.Unknown,
        },
        ("array_remove", 2) => arguments[0] is SqlArray array ? Remove(array, arguments[1]) : Strict(arguments),
        ("array_position", 2) => arguments[0] is SqlArray array ? Position(array, arguments[1]) : Strict(arguments),
        ("array_to_string", 2 or 3) => arguments[0] is SqlArray array && arguments[1] is SqlText separator ? Join(array, separator.Value, arguments.Count > 2 ? arguments[2] : SqlValue.Null) : Strict(arguments),
        ("string_to_array", 2) => arguments[0] is SqlText text && arguments[1] is SqlText { Value.Length: > 0 } separator
            ? text.Value.Length == 0 ? new SqlArray([]) : SqlValue.Of(text.Value.Split([separator.Value], StringSplitOptions.None))
            : arguments[0].IsNull ? SqlValue.Null : SqlValue.Unknown,
        _ => null,
    };

    /// <summary><c>@&gt;</c>, <c>&lt;@</c> and <c>&amp;&amp;</c>.</summary>
    public static SqlValue Contains(string name, SqlValue left, SqlValue right)
    {
        if (name == "<@")
        {
            (left, right) = (right, left);
        }

        if ((left, right) is (SqlText { IsUntyped: true } constant, SqlArray))
        {
            left = SqlArrayText.Read(constant.Value, static element => SqlValue.Of(element)) ?? SqlValue.Unknown;
        }
        else if ((left, right) is (SqlArray, SqlText { IsUntyped: true } other))
        {
            right = SqlArrayText.Read(other.Value, static element => SqlValue.Of(element)) ?? SqlValue.Unknown;
        }

        if (left is not SqlArray { IsKnown: true } container || right is not SqlArray { IsKnown: true } elements)
        {
            return SqlValue.Unknown;
        }

        bool Has(SqlValue element) => container.Elements.Any(candidate => SqlComparison.AreEqual(candidate, element) == true);
        return SqlValue.Of(name == "&&" ? elements.Elements.Any(Has) : elements.Elements.All(Has));
    }

    private static SqlValue Strict(IReadOnlyList<SqlValue> arguments) => arguments.Any(static argument => argument.IsNull) ? SqlValue.Null : SqlValue.Unknown;

    private static SqlValue Bound(IReadOnlyList<SqlValue> arguments) => arguments[0] is SqlArray { Elements.Count: 0 } ? SqlValue.Null : Strict(arguments);

    private static SqlValue Remove(SqlArray array, SqlValue element)
    {
        var equal = array.Elements.Select(candidate => candidate.IsNull && element.IsNull ? true : SqlComparison.AreEqual(candidate, element)).ToList();
        return equal.Contains(null) ? SqlValue.Unknown : new SqlArray([.. array.Elements.Where((_, i) => equal[i] == false)]);
    }

    private static SqlValue Position(SqlArray array, SqlValue element)
    {
        for (var i = 0; i < array.Elements.Count; i++)
        {
            switch (SqlComparison.AreEqual(array.Elements[i], element))
            {
                case true:
                    return SqlValue.Of(array.LowerBound + i);
                case null:
                    return SqlValue.Unknown;
            }
        }

        return SqlValue.Null;
    }

    private static SqlValue Join(SqlArray array, string separator, SqlValue nullText)
    {
        var parts = new List<SqlValue>();
        foreach (var element in array.Elements)
        {
            if (element.IsNull && nullText.IsNull)
            {
                continue;
            }

            if (parts.Count > 0)
            {
                parts.Add(SqlValue.Of(separator));
            }

            parts.Add(element.IsNull ? nullText : element);
        }

        return parts.Count == 0 ? SqlValue.Of("") : Evaluator.Join(parts);
    }
}
