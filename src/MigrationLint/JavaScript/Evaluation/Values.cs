using System.Globalization;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Shared values and the conversions of ECMAScript on values that may be unknown.</summary>
internal static class JavaScriptValues
{
    private const int MaximumAlternatives = 24;

    public static UndefinedValue Undefined { get; } = new();
    public static NullValue Null { get; } = new();
    public static BooleanValue True { get; } = new(value: true);
    public static BooleanValue False { get; } = new(value: false);

    public static BooleanValue Of(bool value) => value ? True : False;

    /// <summary>A value that is computed from others that are not known.</summary>
    public static UnknownValue Computed(string detail, params JavaScriptValue[] inputs) => new(UnknownSource.Computed, detail) { Inputs = inputs };

    /// <summary>Either of two values, or an unknown one where the alternatives would grow too many.</summary>
    public static JavaScriptValue Conditional(JavaScriptValue test, JavaScriptValue whenTrue, JavaScriptValue whenFalse) =>
        ReferenceEquals(whenTrue, whenFalse) || AreSame(whenTrue, whenFalse) ? whenTrue
        : CountAlternatives(whenTrue) + CountAlternatives(whenFalse) > MaximumAlternatives ? Computed("?:", test, whenTrue, whenFalse)
        : new ConditionalValue(test, whenTrue, whenFalse);

    public static int CountAlternatives(JavaScriptValue value) =>
        value is ConditionalValue conditional ? CountAlternatives(conditional.WhenTrue) + CountAlternatives(conditional.WhenFalse) : 1;

    /// <summary>Every value that may be there.</summary>
    public static IEnumerable<JavaScriptValue> Alternatives(JavaScriptValue value) =>
        value is ConditionalValue conditional ? Alternatives(conditional.WhenTrue).Concat(Alternatives(conditional.WhenFalse)) : [value];

    /// <summary>True for equal primitives.</summary>
    public static bool AreSame(JavaScriptValue left, JavaScriptValue right) => (left, right) switch
    {
        (UndefinedValue, UndefinedValue) or (NullValue, NullValue) => true,
        (BooleanValue a, BooleanValue b) => a.Value == b.Value,
        (NumberValue a, NumberValue b) => a.Value.Equals(b.Value),
        (StringValue a, StringValue b) => string.Equals(a.Value, b.Value, StringComparison.Ordinal) && a.File == b.File,
        _ => ReferenceEquals(left, right),
    };

    /// <summary>True for what has properties of its own that change.</summary>
    public static bool IsContainer(JavaScriptValue value) => value is ObjectValue or ArrayValue or CollectionValue or HostObject or FunctionValue or ClassValue;

    /// <summary>ToBoolean; null where it is not known.</summary>
    public static bool? Truth(JavaScriptValue value) => value switch
    {
        UndefinedValue or NullValue => false,
        BooleanValue boolean => boolean.Value,
        NumberValue number => !(number.Value is 0 || double.IsNaN(number.Value)),
        StringValue text => text.Value.Length > 0,
        TemplateValue template => template.Pieces.Any(piece => piece is StringValue { Value.Length: > 0 }) ? true : null,
        MissingMethod or UnknownValue => null,
        ConditionalValue conditional => Agreed(conditional, Truth),
        _ => true,
    };

    /// <summary>True for null and undefined; null where it is not known.</summary>
    public static bool? IsNullish(JavaScriptValue value) => value switch
    {
        UndefinedValue or NullValue => true,
        MissingMethod or UnknownValue => null,
        ConditionalValue conditional => Agreed(conditional, IsNullish),
        _ => false,
    };

    /// <summary>What is true of both alternatives. Each is asked once: asking twice would double the work with each level.</summary>
    private static bool? Agreed(ConditionalValue conditional, Func<JavaScriptValue, bool?> ask) =>
        ask(conditional.WhenTrue) is { } answer && ask(conditional.WhenFalse) == answer ? answer : null;

    /// <summary>ToString of what is known; null for the rest.</summary>
    public static string? Text(JavaScriptValue value) => value switch
    {
        StringValue text => text.Value,
        NumberValue number => Text(number.Value),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        UndefinedValue => "undefined",
        NullValue => "null",
        RegExpValue regExp => regExp.Text,
        ArrayValue { IsPartial: false } array => JoinText(array, []),
        ObjectValue { Class: null, IsPartial: false } instance when instance.Find("toString") is null => "[object Object]",
        _ => null,
    };

    /// <summary>Number::toString for the numbers that programs write.</summary>
    public static string Text(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        return Math.Abs(value) < 1e15 && Math.Floor(value).Equals(value)
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : WithExponent(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Digits and exponent as JavaScript lays them out: plain from 1e-6 up to 1e21.</summary>
    private static string WithExponent(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var mark = text.IndexOf('E');
        var mantissa = (mark < 0 ? text : text.Substring(0, mark)).TrimStart('-');
        var exponent = mark < 0 ? 0 : int.Parse(text.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.') is var at && at < 0 ? mantissa.Length : at;
        var digits = mantissa.Replace(".", "").TrimStart('0');
        var position = point + exponent - (mantissa.Replace(".", "").Length - digits.Length);
        digits = digits.TrimEnd('0');
        if (position is > 21 or < -5)
        {
            return sign + digits.Substring(0, 1) + (digits.Length > 1 ? "." + digits.Substring(1) : "")
                + "e" + (position > 0 ? "+" : "-") + Math.Abs(position - 1).ToString(CultureInfo.InvariantCulture);
        }

        return sign + (position <= 0 ? "0." + new string('0', -position) + digits
            : position >= digits.Length ? digits + new string('0', position - digits.Length)
            : digits.Substring(0, position) + "." + digits.Substring(position));
    }

    /// <summary>ToNumber; null where it is not known.</summary>
    public static double? Number(JavaScriptValue value) => value switch
    {
        NumberValue number => number.Value,
        BooleanValue boolean => boolean.Value ? 1 : 0,
        NullValue => 0,
        UndefinedValue => double.NaN,
        StringValue text => ParseNumber(text.Value),
        DateValue { Milliseconds: var milliseconds } when !double.IsNaN(milliseconds) => milliseconds,
        ArrayValue or ObjectValue { IsPartial: false, Class: null } when Text(value) is { } written => ParseNumber(written),
        _ => null,
    };

    /// <summary>StringToNumber.</summary>
    public static double ParseNumber(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return 0;
        }

        if (trimmed.Length > 2 && trimmed[0] == '0' && trimmed[1] is 'x' or 'X')
        {
            return long.TryParse(trimmed.Substring(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : double.NaN;
        }

        return double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && trimmed[trimmed.Length - 1] is >= '0' and <= '9' or '.'
            ? number
            : double.NaN;
    }

    /// <summary>The result of <c>typeof</c>; null where it is not known.</summary>
    public static string? TypeOf(JavaScriptValue value) => value switch
    {
        UndefinedValue => "undefined",
        BooleanValue => "boolean",
        NumberValue => "number",
        StringValue or TemplateValue => "string",
        FunctionValue or ClassValue or NativeFunction or HostMethod => "function",
        NullValue or ObjectValue or ArrayValue or PromiseValue or RegExpValue or CollectionValue or DateValue => "object",
        ConditionalValue conditional => TypeOf(conditional.WhenTrue) is { } type && type == TypeOf(conditional.WhenFalse) ? type : null,
        _ => null,
    };

    /// <summary>The import from which an unknown value comes; null where it comes from none.</summary>
    public static string? ModuleOf(JavaScriptValue value)
    {
        for (var depth = 0; depth < 32 && value is UnknownValue unknown; depth++)
        {
            if (unknown.Source == UnknownSource.Module)
            {
                return unknown.Detail;
            }

            if (unknown.Inputs.Count == 0)
            {
                return null;
            }

            value = unknown.Inputs[0];
        }

        return null;
    }

    /// <summary>Elements with commas between them; null also for an array that holds itself, or one array twice.</summary>
    private static string? JoinText(ArrayValue array, HashSet<ArrayValue> seen)
    {
        const int MaximumArrays = 64;
        if (!seen.Add(array) || seen.Count > MaximumArrays)
        {
            return null;
        }

        var parts = new List<string>();
        foreach (var element in array.Elements)
        {
            var text = element is UndefinedValue or NullValue ? "" : element is ArrayValue inner ? (inner.IsPartial ? null : JoinText(inner, seen)) : Text(element);
            if (text is null)
            {
                return null;
            }

            parts.Add(text);
        }

        return string.Join(",", parts);
    }
}
