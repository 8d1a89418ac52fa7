using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>The operators of ECMAScript on values that may be unknown.</summary>
internal static class Operators
{
    private const int MaximumPieces = 4096;

    /// <summary>Applies a binary operator. Where operands are one of several values, so is the result.</summary>
    public static JavaScriptValue Binary(Fuel fuel, string @operator, JavaScriptValue left, JavaScriptValue right)
    {
        if (left is ConditionalValue || right is ConditionalValue)
        {
            return Distribute(fuel, @operator, left, right);
        }

        return @operator switch
        {
            "+" => Add(fuel, left, right),
            "===" or "==" => Equal(@operator, left, right) is { } equal ? JavaScriptValues.Of(equal) : JavaScriptValues.Computed(@operator, left, right),
            "!==" or "!=" => Equal(@operator, left, right) is { } equal ? JavaScriptValues.Of(!equal) : JavaScriptValues.Computed(@operator, left, right),
            "<" or ">" or "<=" or ">=" => Compare(@operator, left, right),
            "in" => In(left, right),
            "instanceof" => InstanceOf(left, right),
            _ => Arithmetic(@operator, left, right),
        };
    }

    /// <summary>Applies a unary operator other than <c>typeof</c>, <c>void</c> and <c>delete</c>.</summary>
    public static JavaScriptValue Unary(string @operator, JavaScriptValue operand) => @operator switch
    {
        "!" => JavaScriptValues.Truth(operand) is { } truth ? JavaScriptValues.Of(!truth) : JavaScriptValues.Computed("!", operand),
        _ when operand is ConditionalValue conditional =>
            JavaScriptValues.Conditional(conditional.Test, Unary(@operator, conditional.WhenTrue), Unary(@operator, conditional.WhenFalse)),
        "-" => JavaScriptValues.Number(operand) is { } number ? new NumberValue(-number) : JavaScriptValues.Computed("-", operand),
        "+" => JavaScriptValues.Number(operand) is { } number ? new NumberValue(number) : JavaScriptValues.Computed("+", operand),
        "~" => JavaScriptValues.Number(operand) is { } number ? new NumberValue(~ToInt32(number)) : JavaScriptValues.Computed("~", operand),
        _ => JavaScriptValues.Computed(@operator, operand),
    };

    /// <summary>Puts strings and values together.</summary>
    public static JavaScriptValue Concatenate(Fuel fuel, IReadOnlyList<JavaScriptValue> pieces)
    {
        var flat = new List<JavaScriptValue>();
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case StringValue { Pieces.Count: > 0 } text when flat.Count + text.Pieces.Count < MaximumPieces:
                    flat.AddRange(text.Pieces);
                    break;
                case TemplateValue template:
                    flat.AddRange(template.Pieces);
                    break;
                case StringValue { Value.Length: 0 }:
                    break;
                case StringValue:
                    flat.Add(piece);
                    break;
                default:
                    flat.Add(JavaScriptValues.Text(piece) is { } known ? new StringValue(known) { Origin = piece.Origin } : piece);
                    break;
            }
        }

        fuel.Spend(1 + (flat.Count / 8));
        fuel.SpendCharacters(flat.Sum(piece => (piece as StringValue)?.Value.Length ?? 1));
        if (flat.Count > MaximumPieces)
        {
            return JavaScriptValues.Computed("+", [.. pieces]);
        }

        return flat.TrueForAll(piece => piece is StringValue)
            ? new StringValue(string.Concat(flat.Select(piece => ((StringValue)piece).Value))) { Pieces = flat }
            : new TemplateValue(flat);
    }

    /// <summary><c>===</c> or <c>==</c>; null where it is not known.</summary>
    public static bool? Equal(string @operator, JavaScriptValue left, JavaScriptValue right)
    {
        if (left is UnknownValue or TemplateValue or ConditionalValue or MissingMethod || right is UnknownValue or TemplateValue or ConditionalValue or MissingMethod)
        {
            return null;
        }

        if (@operator is "===" or "!==" || left.GetType() == right.GetType())
        {
            return left is NumberValue a && right is NumberValue b ? a.Value == b.Value : JavaScriptValues.AreSame(left, right);
        }

        if (left is UndefinedValue or NullValue || right is UndefinedValue or NullValue)
        {
            return left is UndefinedValue or NullValue && right is UndefinedValue or NullValue;
        }

        return JavaScriptValues.Number(left) is { } x && JavaScriptValues.Number(right) is { } y ? x == y : null;
    }

    private static JavaScriptValue Distribute(Fuel fuel, string @operator, JavaScriptValue left, JavaScriptValue right)
    {
        fuel.Spend();
        if (JavaScriptValues.CountAlternatives(left) * JavaScriptValues.CountAlternatives(right) > 24)
        {
            return JavaScriptValues.Computed(@operator, left, right);
        }

        return left is ConditionalValue conditional
            ? JavaScriptValues.Conditional(
                conditional.Test,
                Binary(fuel, @operator, conditional.WhenTrue, right),
                Binary(fuel, @operator, conditional.WhenFalse, right))
            : right is ConditionalValue other
                ? JavaScriptValues.Conditional(other.Test, Binary(fuel, @operator, left, other.WhenTrue), Binary(fuel, @operator, left, other.WhenFalse))
                : Binary(fuel, @operator, left, right);
    }

    private static JavaScriptValue Add(Fuel fuel, JavaScriptValue left, JavaScriptValue right)
    {
        if (left is StringValue or TemplateValue || right is StringValue or TemplateValue)
        {
            return Concatenate(fuel, [left, right]);
        }

        if (left is ArrayValue or ObjectValue || right is ArrayValue or ObjectValue)
        {
            return JavaScriptValues.Text(left) is not null && JavaScriptValues.Text(right) is not null
                ? Concatenate(fuel, [left, right])
                : JavaScriptValues.Computed("+", left, right);
        }

        return Arithmetic("+", left, right);
    }

    private static JavaScriptValue Arithmetic(string @operator, JavaScriptValue left, JavaScriptValue right)
    {
        if (JavaScriptValues.Number(left) is not { } a || JavaScriptValues.Number(right) is not { } b)
        {
            return JavaScriptValues.Computed(@operator, left, right);
        }

        return @operator switch
        {
            "+" => new NumberValue(a + b),
            "-" => new NumberValue(a - b),
            "*" => new NumberValue(a * b),
            "/" => new NumberValue(a / b),
            "%" => new NumberValue(a % b),
            "**" => new NumberValue(Math.Pow(a, b)),
            "|" => new NumberValue(ToInt32(a) | ToInt32(b)),
            "&" => new NumberValue(ToInt32(a) & ToInt32(b)),
            "^" => new NumberValue(ToInt32(a) ^ ToInt32(b)),
            "<<" => new NumberValue(ToInt32(a) << (ToInt32(b) & 31)),
            ">>" => new NumberValue(ToInt32(a) >> (ToInt32(b) & 31)),
            ">>>" => new NumberValue((uint)ToInt32(a) >> (ToInt32(b) & 31)),
            _ => JavaScriptValues.Computed(@operator, left, right),
        };
    }

    private static JavaScriptValue Compare(string @operator, JavaScriptValue left, JavaScriptValue right)
    {
        if (left is StringValue x && right is StringValue y)
        {
            var order = string.CompareOrdinal(x.Value, y.Value);
            return JavaScriptValues.Of(@operator switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 });
        }

        return JavaScriptValues.Number(left) is { } a && JavaScriptValues.Number(right) is { } b
            ? JavaScriptValues.Of(@operator switch { "<" => a < b, ">" => a > b, "<=" => a <= b, _ => a >= b })
            : JavaScriptValues.Computed(@operator, left, right);
    }

    private static JavaScriptValue In(JavaScriptValue left, JavaScriptValue right) =>
        left is NumberValue index && right is ArrayValue { IsPartial: false } array ? JavaScriptValues.Of(index.Value >= 0 && index.Value < array.Elements.Count)
        : JavaScriptValues.Text(left) is { } name && right is ObjectValue instance && (instance.Find(name) is not null || !instance.IsPartial)
            ? JavaScriptValues.Of(instance.Find(name) is not null)
            : JavaScriptValues.Computed("in", left, right);

    private static JavaScriptValue InstanceOf(JavaScriptValue left, JavaScriptValue right)
    {
        if (right is NamespaceHost { Name: var name } && IsInstance(left, name) is { } known)
        {
            return JavaScriptValues.Of(known);
        }

        if (left is ObjectValue instance && right is FunctionValue function)
        {
            var sought = function.Members.Find("prototype")?.Value;
            for (var prototype = instance.Prototype; prototype is not null; prototype = prototype.Prototype)
            {
                if (ReferenceEquals(prototype, sought))
                {
                    return JavaScriptValues.True;
                }
            }

            return JavaScriptValues.False;
        }

        if (left is ObjectValue { Class: { } made } && right is ClassValue)
        {
            for (var type = made; type is not null; type = type.Parent as ClassValue)
            {
                if (ReferenceEquals(type, right))
                {
                    return JavaScriptValues.True;
                }
            }

            return JavaScriptValues.False;
        }

        return JavaScriptValues.Computed("instanceof", left, right);
    }

    private static bool? IsInstance(JavaScriptValue value, string name)
    {
        if (value is UndefinedValue or NullValue or StringValue or NumberValue or BooleanValue or TemplateValue)
        {
            return false;
        }

        switch (value)
        {
            case ObjectValue { Class: { } made }:
                var root = made;
                while (root.Parent is ClassValue parent)
                {
                    root = parent;
                }

                return root.Parent is null ? name == "Object" : root.Parent is NamespaceHost { Name: var inherited } ? name is "Object" or "Error" || name == inherited : null;
            case ObjectValue { ErrorName: { } error }:
                return name is "Error" or "Object" || name == error;
            case ObjectValue { Prototype: null, IsPartial: false }:
                return name == "Object";
            case ArrayValue:
                return name is "Array" or "Object";
            case DateValue:
                return name is "Date" or "Object";
            case RegExpValue:
                return name is "RegExp" or "Object";
            case CollectionValue collection:
                return name is "Object" || name == (collection.IsMap ? "Map" : "Set");
            case PromiseValue:
                return name is "Promise" or "Object";
            default:
                return null;
        }
    }

    private static int ToInt32(double value) =>
        double.IsNaN(value) || double.IsInfinity(value) ? 0 : unchecked((int)(uint)(ulong)(long)(value % 4294967296.0));
}
