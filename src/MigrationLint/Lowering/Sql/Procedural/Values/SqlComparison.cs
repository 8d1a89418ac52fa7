using System.Globalization;
using MigrationLint.Operations;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Compares values. NULL and what is not known have no order; the caller sees to NULL.</summary>
internal static class SqlComparison
{
    /// <summary>True where both are certainly equal, false where they certainly are not; null where that is not known.</summary>
    public static bool? AreEqual(SqlValue left, SqlValue right) => (left, right) switch
    {
        (SqlText first, SqlText second) => first.Value == second.Value,
        (SqlPartialText partial, SqlText text) => partial.CanBe(text.Value) ? null : false,
        (SqlText text, SqlPartialText partial) => partial.CanBe(text.Value) ? null : false,
        (SqlOneOf set, SqlText text) => set.Contains(text.Value) ? null : false,
        (SqlText text, SqlOneOf set) => set.Contains(text.Value) ? null : false,
        (SqlSomeOid some, SqlObject other) => CanBe(some, other.Id) ? null : false,
        (SqlObject other, SqlSomeOid some) => CanBe(some, other.Id) ? null : false,
        (SqlSomeOid { IsBuiltIn: false }, SqlNumber) or (SqlNumber, SqlSomeOid { IsBuiltIn: false }) => false,
        (SqlSomeOid first, SqlSomeOid second) => first.IsBuiltIn == second.IsBuiltIn ? null : false,
        (SqlObject first, SqlObject second) => first.Id == second.Id,
        (SqlArray first, SqlArray second) => AreEqual(first.Elements, second.Elements),
        (SqlRow first, SqlRow second) => AreEqual(first.Values, second.Values),
        _ => Order(left, right) is { } order ? order == 0 : null,
    };

    /// <summary>Which comes first; null where that is not known.</summary>
    public static int? Order(SqlValue left, SqlValue right)
    {
        switch (left, right)
        {
            case (SqlNumber first, SqlNumber second):
                return first.Value.CompareTo(second.Value);
            case (SqlText first, SqlText second):
                return first.IsCollated || second.IsCollated ? OrderCollated(first.Value, second.Value) : string.CompareOrdinal(first.Value, second.Value);
            case (SqlBoolean first, SqlBoolean second):
                return first.Value.CompareTo(second.Value);
            case (SqlTimestamp first, SqlTimestamp second):
                return first.Value.CompareTo(second.Value);
            case (SqlObject first, SqlObject second):
                return first.Id.Value.CompareTo(second.Id.Value);
            case (SqlSomeOid { IsBuiltIn: true }, SqlNumber { Value: >= ObjectId.FirstNormal - 1 }):
                return -1;
            case (SqlObject first, SqlNumber second):
                return OrderOid(first.Id, second.Value);
            case (SqlNumber first, SqlObject second):
                return -OrderOid(second.Id, first.Value);
            case (SqlArray first, SqlArray second):
                return Order(first.Elements, second.Elements);
            case (SqlRow first, SqlRow second):
                return Order(first.Values, second.Values);
            case (SqlText text, _):
                return Convert(text, right) is { } converted ? Order(converted, right) : null;
            case (_, SqlText text):
                return Convert(text, left) is { } other ? Order(left, other) : null;
            default:
                return null;
        }
    }

    // Small letters and digits have one order in all collations that matter.
    private static int? OrderCollated(string left, string right) =>
        left == right ? 0 : left.Length == 0 ? -1 : right.Length == 0 ? 1 : left.All(IsPlain) && right.All(IsPlain) ? string.CompareOrdinal(left, right) : null;

    private static bool IsPlain(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    // The schema public has a number of its own, but nothing that is built in is in it.
    private static bool CanBe(SqlSomeOid some, ObjectId id) => some.IsBuiltIn && id is { IsBuiltIn: true, Value: not PublicSchema };

    private const int PublicSchema = 2200;

    // A constant without a type becomes what it is compared with.
    private static SqlValue? Convert(SqlText text, SqlValue like) => like switch
    {
        SqlNumber or SqlObject { Alias: ObjectAlias.Oid } =>
            decimal.TryParse(text.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new SqlNumber(number, IsInteger: false) : null,
        SqlBoolean => SqlCasts.ReadBoolean(text.Value) is { } value ? SqlValue.Of(value) : null,
        SqlTimestamp moment => SqlCasts.ReadTimestamp(text.Value, moment.IsDate),
        SqlArray => SqlArrayText.Read(text.Value, static element => SqlValue.Of(element)),
        SqlText => null,
        _ => null,
    };

    // The numbers of what users made are not those of the server, but above all that are built in.
    private static int? OrderOid(ObjectId id, decimal number) =>
        id.Value < ObjectId.FirstNormal ? ((decimal)id.Value).CompareTo(number) : number < ObjectId.FirstNormal ? 1 : null;

    private static bool? AreEqual(IReadOnlyList<SqlValue> left, IReadOnlyList<SqlValue> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        bool? result = true;
        for (var i = 0; i < left.Count; i++)
        {
            var equal = left[i].IsNull || right[i].IsNull ? left[i].IsNull && right[i].IsNull : AreEqual(left[i], right[i]);
            if (equal == false)
            {
                return false;
            }

            result = equal is null ? null : result;
        }

        return result;
    }

    private static int? Order(IReadOnlyList<SqlValue> left, IReadOnlyList<SqlValue> right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var order = left[i].IsNull || right[i].IsNull ? left[i].IsNull.CompareTo(right[i].IsNull) : Order(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
