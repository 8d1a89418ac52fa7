using System.Text;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Operators, and the predicates that are operators underneath.</content>
internal sealed partial class Evaluator
{
    private SqlValue Operation(AExpr operation, RowScope? scope)
    {
        var name = operation.Name.Count > 0 && operation.Name[operation.Name.Count - 1] is StringValue last ? last.Sval : "";
        switch (operation.Kind)
        {
            case AExprKind.Op when operation.Lexpr is null:
                return Prefix(name, Value(operation.Rexpr, scope));
            case AExprKind.Op:
                return Binary(name, Value(operation.Lexpr, scope), Value(operation.Rexpr, scope), operation);
            case AExprKind.OpAny or AExprKind.OpAll:
                return Quantified(name, Value(operation.Lexpr, scope), Value(operation.Rexpr, scope), operation.Kind == AExprKind.OpAny, operation);
            case AExprKind.In:
                return In(operation, name, scope);
            case AExprKind.Distinct or AExprKind.NotDistinct:
                return Distinct(Value(operation.Lexpr, scope), Value(operation.Rexpr, scope), operation.Kind == AExprKind.Distinct);
            case AExprKind.Nullif:
                var value = Value(operation.Lexpr, scope);
                return Truth(Compare("=", value, Value(operation.Rexpr, scope))) switch { true => SqlValue.Null, false => value, _ => SqlValue.Unknown };
            case AExprKind.Like or AExprKind.Ilike:
                return Binary(name, Value(operation.Lexpr, scope), Value(operation.Rexpr, scope), operation);
            case AExprKind.Between or AExprKind.NotBetween when operation.Rexpr is ListValue { Items.Count: 2 } bounds:
                return Between(operation, bounds, scope);
            default:
                return SqlValue.Unknown;
        }
    }

    private SqlValue Between(AExpr operation, ListValue bounds, RowScope? scope)
    {
        var value = Value(operation.Lexpr, scope);
        var (above, below) = (Truth(Compare(">=", value, Value(bounds.Items[0], scope))), Truth(Compare("<=", value, Value(bounds.Items[1], scope))));
        var isBetween = above == false || below == false ? false : above is null || below is null ? (bool?)null : true;
        return value.IsNull ? SqlValue.Null : isBetween is null ? SqlValue.Unknown : SqlValue.Of(isBetween == (operation.Kind == AExprKind.Between));
    }

    private SqlValue In(AExpr operation, string name, RowScope? scope)
    {
        var value = Value(operation.Lexpr, scope);
        var items = operation.Rexpr is ListValue list ? Values(list.Items, scope) : [SqlValue.Unknown];
        return Quantified(name, value, new SqlArray(items), isAny: name == "=", operation);
    }

    private SqlValue Quantified(string name, SqlValue value, SqlValue array, bool isAny, Node place)
    {
        if (array is SqlText { IsUntyped: true } constant)
        {
            array = SqlArrayText.Read(constant.Value, static element => new SqlText(element) { IsUntyped = true }) ?? SqlValue.Unknown;
        }

        return array is SqlArray { Elements: var elements }
            ? Quantified(elements.Select(element => Binary(name, value, element, place)), isAny, isComplete: true)
            : array.IsNull ? SqlValue.Null : SqlValue.Unknown;
    }

    /// <summary>ANY or ALL of some truths.</summary>
    private static SqlValue Quantified(IEnumerable<SqlValue> results, bool isAny, bool isComplete)
    {
        var (hasNull, hasUnknown) = (false, !isComplete);
        foreach (var result in results)
        {
            if (result is SqlBoolean known)
            {
                if (known.Value == isAny)
                {
                    return known;
                }
            }
            else if (result.IsNull)
            {
                hasNull = true;
            }
            else
            {
                hasUnknown = true;
            }
        }

        return hasUnknown ? SqlValue.Unknown : hasNull ? SqlValue.Null : SqlValue.Of(!isAny);
    }

    private SqlValue Distinct(SqlValue left, SqlValue right, bool isDistinct)
    {
        var equal = left is SqlUnknown || right is SqlUnknown ? null
            : left.IsNull || right.IsNull ? left.IsNull && right.IsNull
            : Truth(Compare("=", left, right));
        return equal is null ? SqlValue.Unknown : SqlValue.Of(equal != isDistinct);
    }

    /// <summary>Compares by an operator.</summary>
    private SqlValue Compare(string name, SqlValue left, SqlValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return SqlValue.Null;
        }

        (left, right) = (LikeOid(left, right), LikeOid(right, left));
        if (name is "=" or "<>")
        {
            return SqlComparison.AreEqual(left, right) is { } equal ? SqlValue.Of(equal == (name == "=")) : SqlValue.Unknown;
        }

        return SqlComparison.Order(left, right) is { } order
            ? SqlValue.Of(name switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 })
            : SqlValue.Unknown;
    }

    // A constant that is compared with a regclass names a relation.
    private SqlValue LikeOid(SqlValue value, SqlValue other) =>
        value is SqlText { IsUntyped: true } name && other is SqlObject { Alias: not ObjectAlias.Oid } like ? FindAlias(like.Alias, name.Value, place: null) : value;

    private static SqlValue Prefix(string name, SqlValue operand) => (name, operand) switch
    {
        (_, SqlNull) => SqlValue.Null,
        ("-", SqlNumber number) => number with { Value = -number.Value },
        ("+", SqlNumber) => operand,
        _ => SqlValue.Unknown,
    };

    /// <summary>The value of an operator with two operands.</summary>
    private SqlValue Binary(string name, SqlValue left, SqlValue right, Node place)
    {
        switch (name)
        {
            case "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=":
                return Compare(name == "!=" ? "<>" : name, left, right);
            case "||":
                return Concatenate(left, right);
        }

        if (left.IsNull || right.IsNull)
        {
            return SqlValue.Null;
        }

        switch (name)
        {
            case "~~" or "!~~" or "~~*" or "!~~*":
                return PatternMatching.Like(left, right, ignoresCase: name.EndsWith("*", StringComparison.Ordinal), isNegated: name[0] == '!');
            case "~" or "!~" or "~*" or "!~*":
                return PatternMatching.Regular(left, right, ignoresCase: name.EndsWith("*", StringComparison.Ordinal), isNegated: name[0] == '!');
            case "^@":
                return left is SqlText value && right is SqlText prefix ? SqlValue.Of(value.Value.StartsWith(prefix.Value, StringComparison.Ordinal)) : SqlValue.Unknown;
            case "@>" or "<@" or "&&":
                return ArrayFunctions.Contains(name, left, right);
            case "+" or "-" or "*" or "/" or "%":
                return Arithmetic(name, left, right, place);
            default:
                return SqlValue.Unknown;
        }
    }

    private SqlValue Arithmetic(string name, SqlValue left, SqlValue right, Node place)
    {
        if (left is SqlTimestamp || right is SqlTimestamp || left is SqlInterval || right is SqlInterval)
        {
            return DateFunctions.Arithmetic(name, left, right);
        }

        if (AsNumber(left, right) is not { IsInexact: false } first || AsNumber(right, left) is not { IsInexact: false } second)
        {
            return SqlValue.Unknown;
        }

        var isInteger = first.IsInteger && second.IsInteger;
        if (name is "/" or "%" && second.Value == 0)
        {
            return Failure("22012", "division by zero", place);
        }

        try
        {
            return name switch
            {
                "+" => new SqlNumber(first.Value + second.Value, isInteger),
                "-" => new SqlNumber(first.Value - second.Value, isInteger),
                "*" => new SqlNumber(first.Value * second.Value, isInteger),
                "%" => new SqlNumber(first.Value % second.Value, isInteger),

                // The scale of a numeric quotient is a matter of its own.
                _ => isInteger ? new SqlNumber(decimal.Truncate(first.Value / second.Value), IsInteger: true) : SqlValue.Unknown,
            };
        }
        catch (OverflowException)
        {
            return SqlValue.Unknown;
        }
    }

    private static SqlNumber? AsNumber(SqlValue value, SqlValue other) => value switch
    {
        SqlNumber number => number,
        SqlText { IsUntyped: true } constant when other is SqlNumber { IsInteger: var isInteger } && SqlCasts.ReadNumber(constant.Value) is { } number => new SqlNumber(number, isInteger),
        _ => null,
    };

    // Longer than what decides anything; loops that double a value come here soon.
    private const int LongestText = 100_000;
    private const int MostElements = 10_000;

    private static SqlValue Concatenate(SqlValue left, SqlValue right)
    {
        switch (left, right)
        {
            case (SqlArray first, SqlArray second) when first.Elements.Count + second.Elements.Count > MostElements:
            case (SqlArray { Elements.Count: > MostElements }, _) or (_, SqlArray { Elements.Count: > MostElements }):
                return SqlValue.Unknown;
            case (SqlArray first, SqlArray second):
                // Arrays of arrays take an array as an element.
                return IsNested(first) && !IsNested(second)
                    ? new SqlArray([.. first.Elements, second])
                    : new SqlArray([.. first.Elements, .. second.Elements]);
            case (SqlArray first, SqlText { IsUntyped: true } constant):
                return SqlArrayText.Read(constant.Value, static element => SqlValue.Of(element)) is { } read ? new SqlArray([.. first.Elements, .. read.Elements]) : SqlValue.Unknown;
            case (SqlArray first, _):
                return right.IsNull ? first : new SqlArray([.. first.Elements, right]);
            case (_, SqlArray second):
                return left.IsNull ? second : new SqlArray([left, .. second.Elements]);
        }

        return left.IsNull || right.IsNull ? SqlValue.Null : Join([left, right]);
    }

    private static bool IsNested(SqlArray array) => array.Elements.Count > 0 && array.Elements[0] is SqlArray;

    /// <summary>The texts of values one after the other; what is not known of them are holes.</summary>
    public static SqlValue Join(IEnumerable<SqlValue> values)
    {
        var content = new StringBuilder();
        var isWhole = true;
        foreach (var value in values)
        {
            var text = AsText(value);
            isWhole &= text is SqlText;
            content.Append(text switch
            {
                SqlText known => known.Value,
                SqlPartialText partial => partial.Content,
                _ => EmbeddedText.HoleCharacter.ToString(),
            });
            if (content.Length > LongestText)
            {
                return SqlValue.Unknown;
            }
        }

        return isWhole ? SqlValue.Of(content.ToString())
            : content.Length == 1 ? SqlValue.Unknown
            : new SqlPartialText(content.ToString());
    }

    /// <summary>A value as a text, as a cast makes it.</summary>
    public static SqlValue AsText(SqlValue value) => value switch
    {
        SqlNull or SqlPartialText or SqlOneOf => value,
        SqlText known => known.IsUntyped ? new SqlText(known.Value) : known,
        SqlBoolean boolean => SqlValue.Of(boolean.Value ? "true" : "false"),
        { Output: { } output } => SqlValue.Of(output),
        _ => SqlValue.Unknown,
    };
}
