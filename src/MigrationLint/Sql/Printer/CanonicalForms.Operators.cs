using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Operators, with the casts that PostgreSQL puts in so that one of its own fits.</summary>
internal static partial class CanonicalForms
{
    private sealed partial class Translator
    {
        private Shown? Operation(AExpr operation)
        {
            if (operation.Name.Count != 1 || operation.Name[0] is not StringValue { Sval: var name })
            {
                return null;
            }

            var left = Translate(operation.Lexpr);
            switch (operation.Kind)
            {
                case AExprKind.Op when operation.Lexpr is not null:
                    return Binary(name, left, Translate(operation.Rexpr));
                case AExprKind.Like or AExprKind.Ilike:
                    return Binary(name, left, Translate(operation.Rexpr));
                case AExprKind.Distinct:
                    return Binary("IS DISTINCT FROM", left, Translate(operation.Rexpr));
                case AExprKind.In:
                    return In(name, left, ((ListValue)operation.Rexpr!).Items);
                case AExprKind.OpAny when name == "=" && operation.Rexpr is AArrayExpr array:
                    return EqualToAny(left, array);
                case AExprKind.Between or AExprKind.NotBetween:
                    var bounds = ((ListValue)operation.Rexpr!).Items;
                    var isIn = operation.Kind == AExprKind.Between;
                    var lower = Binary(isIn ? ">=" : "<", left, Translate(bounds[0]));
                    var upper = Binary(isIn ? "<=" : ">", left, Translate(bounds[1]));
                    return lower is null || upper is null ? null : Joined(isIn ? " AND " : " OR ", [lower, upper]);
                default:
                    return null;
            }
        }

        private static Shown? Binary(string name, Shown? left, Shown? right)
        {
            if (left is null || right is null || left.IsNull || right.IsNull || (left.Literal is not null && right.Literal is not null))
            {
                return null;
            }

            switch (name)
            {
                case "=" or "<>" or "<" or ">" or "<=" or ">=" or "IS DISTINCT FROM":
                    return Comparable(left, right) is var (first, second) ? new Shown($"({first.Text} {name} {second.Text})", "boolean") : null;
                case "~~" or "!~~" or "~~*" or "!~~*" or "~" or "!~" or "~*" or "!~*":
                    return AsText(left) is { } text && AsText(right) is { } pattern ? new Shown($"({text.Text} {name} {pattern.Text})", "boolean") : null;
                case "||" when AsText(left) is { } head && AsText(right) is { } tail:
                    return new Shown($"({head.Text} || {tail.Text})", "text");
                case "+" or "-" or "*" when left.Type == "integer" && right.Type == "integer":
                    return new Shown($"({left.Text} {name} {right.Text})", "integer");
                default:
                    return null;
            }
        }

        /// <summary>Both sides as PostgreSQL's comparison takes them; null where that is not known.</summary>
        private static (Shown Left, Shown Right)? Comparable(Shown left, Shown right)
        {
            var type = (left.Literal is null ? left : right).Type;
            if (left.Literal is not null || right.Literal is not null)
            {
                type = type == "character varying" ? "text" : type;
                return Coerced(left, type) is { } first && Coerced(right, type) is { } second ? (first, second) : null;
            }

            var (from, to) = (left.Type, right.Type);
            if (from is "character varying" or "text" && to is "character varying" or "text")
            {
                return (AsText(left)!, AsText(right)!);
            }

            if ((from is not null && from == to) || (IsInteger(from) && IsInteger(to)) || (IsFloat(from) && IsFloat(to)) || (IsDateOrTimestamp(from) && IsDateOrTimestamp(to)))
            {
                return (left, right);
            }

            // No operator takes an integer and a numeric, or either of them and a float.
            var common = IsFloat(from) || IsFloat(to) ? "double precision" : "numeric";
            return IsNumber(from) && IsNumber(to) ? (Widened(left, common), Widened(right, common)) : null;
        }

        private static Shown Widened(Shown operand, string type) =>
            operand.Type == type || IsFloat(operand.Type) ? operand : new Shown($"({operand.Text})::{type}", type);

        private static bool IsInteger(string? type) => type is "smallint" or "integer" or "bigint";

        private static bool IsFloat(string? type) => type is "real" or "double precision";

        private static bool IsNumber(string? type) => IsInteger(type) || IsFloat(type) || type == "numeric";

        private static bool IsDateOrTimestamp(string? type) => type is "date" or "timestamp without time zone" or "timestamp with time zone";

        private static Shown? AsText(Shown? operand) => operand is { Literal: not null } or { Type: "text" or "character varying" } ? Coerced(operand, "text") : null;

        /// <summary>A literal as a constant of a type, anything else cast to it; null where there is no such cast without words.</summary>
        private static Shown? Coerced(Shown? operand, string? type) => operand switch
        {
            null => null,
            _ when type is null => null,
            { Literal: { } literal } => CanonicalForms.Literal(literal, type) is { } text ? new Shown(text, type) : null,
            { Type: var own } when own == type => operand,
            { Type: "character varying" } when type == "text" => new Shown($"({operand.Text})::text", "text"),
            { Type: "integer" } when type is "bigint" or "numeric" or "double precision" => new Shown($"({operand.Text})::{type}", type),
            { Type: "numeric" } when type == "double precision" => new Shown($"({operand.Text})::{type}", type),
            _ => null,
        };

        private Shown? In(string name, Shown? left, IReadOnlyList<Node> items)
        {
            var elements = items.Select(Translate).ToList();
            if (left is null || left.Type is null || elements.Any(element => element is null or { IsNull: true }))
            {
                return null;
            }

            if (elements.Count == 1)
            {
                return Binary(name, left, elements[0]);
            }

            // Columns in the list make ORs of it.
            if (!items.All(item => item is AConst))
            {
                return null;
            }

            var type = left.Type == "smallint" && elements.All(element => element!.Type == "integer") ? "integer" : left.Type;
            if (Array(elements!, type) is not { } array)
            {
                return null;
            }

            var (first, list) = left.Type == "character varying" ? (AsText(left)!.Text, $"({array.Text})::text[]") : (left.Text, array.Text);
            return new Shown($"({first} {name} {(name == "=" ? "ANY" : "ALL")} ({list}))", "boolean");
        }

        private Shown? EqualToAny(Shown? left, AArrayExpr array)
        {
            var list = Array(array);
            var first = list is { Type: "text[]" } ? AsText(left) : list is { Type: { } type } && type == left?.Type + "[]" ? left : null;
            return first is null || left!.Literal is not null ? null : new Shown($"({first.Text} = ANY ({list!.Text}))", "boolean");
        }
    }
}
