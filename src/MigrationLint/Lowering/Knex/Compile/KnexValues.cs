using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>What <c>typeof</c> tells.</summary>
internal enum KnexType { Undefined, String, Number, Boolean, Object, Function, Unknown }

/// <summary>Values as the code of Knex sees them.</summary>
internal static class KnexValues
{
    private static readonly Regex LeadingInteger = new(@"^\s*([+-]?\d+)", RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex LeadingNumber = new(@"^\s*([+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?))", RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static KnexType TypeOf(JavaScriptValue value) => value switch
    {
        UndefinedValue => KnexType.Undefined,
        StringValue or TemplateValue => KnexType.String,
        NumberValue => KnexType.Number,
        BooleanValue => KnexType.Boolean,
        FunctionValue or NativeFunction or ClassValue or KnexCallback or HostMethod => KnexType.Function,
        UnknownValue or ConditionalValue or MissingMethod => KnexType.Unknown,
        _ => KnexType.Object,
    };

    /// <summary>The word that <c>typeof</c> gives.</summary>
    public static string TypeName(JavaScriptValue value) => TypeOf(value).ToString().ToLowerInvariant();

    public static bool IsUnknown(JavaScriptValue value) => TypeOf(value) == KnexType.Unknown;

    public static bool IsString(JavaScriptValue value) => TypeOf(value) == KnexType.String;

    public static bool IsFunction(JavaScriptValue value) => TypeOf(value) == KnexType.Function;

    public static bool IsObject(JavaScriptValue value) => TypeOf(value) == KnexType.Object && value is not NullValue;

    /// <summary>What has <c>isRawInstance</c>.</summary>
    public static bool IsRaw(JavaScriptValue value) => value is KnexRaw or KnexRef;

    public static bool IsNullish(JavaScriptValue value) => value is NullValue or UndefinedValue;

    /// <summary>Truth; what is not known counts as false.</summary>
    public static bool IsTruthy(JavaScriptValue value) => JavaScriptValues.Truth(value) ?? false;

    /// <summary>The string that is known; null for others.</summary>
    public static string? Known(JavaScriptValue value) => value is StringValue text ? text.Value : null;

    /// <summary>A property of an options object; undefined where it is not there.</summary>
    public static JavaScriptValue Option(JavaScriptValue options, string name) => options is ObjectValue instance
        ? instance.Find(name)?.Value ?? (instance.IsPartial ? JavaScriptValues.Computed(name, instance) : JavaScriptValues.Undefined)
        : JavaScriptValues.Undefined;

    /// <summary><c>parseInt(value, 10)</c>; null for NaN.</summary>
    public static double? ParseInt(JavaScriptValue value) => Parse(value, LeadingInteger);

    /// <summary><c>parseFloat(value)</c>; null for NaN.</summary>
    public static double? ParseFloat(JavaScriptValue value) => Parse(value, LeadingNumber);

    private static double? Parse(JavaScriptValue value, Regex form)
    {
        var match = form.Match(JavaScriptValues.Text(value) ?? "");
        return match.Success && double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The properties of an object that an enumeration meets.</summary>
    public static IEnumerable<(string Name, JavaScriptValue Value)> Entries(JavaScriptValue value) => value switch
    {
        ObjectValue instance => instance.Properties.Select(slot => (slot.Name, slot.Value)),
        ArrayValue array => array.Elements.Select((element, index) => (index.ToString(CultureInfo.InvariantCulture), element)),
        _ => [],
    };

    /// <summary>lodash's <c>isEmpty</c>.</summary>
    public static bool IsEmpty(JavaScriptValue value) => value switch
    {
        StringValue text => text.Value.Length == 0,
        TemplateValue => false,
        ArrayValue array => array.Elements.Count == 0 && !array.IsPartial,
        ObjectValue instance => instance.Properties.Count == 0 && !instance.IsPartial,
        UnknownValue or ConditionalValue => false,
        HostObject => false,
        _ => true,
    };

    /// <summary>lodash's <c>isPlainObject</c>.</summary>
    public static bool IsPlainObject(JavaScriptValue value) => value is ObjectValue { Class: null };

    /// <summary>Whether an undefined hides in it (knex 3.3: <c>containsUndefined</c> of <c>lib/util/helpers.js</c>).</summary>
    public static bool ContainsUndefined(JavaScriptValue value)
    {
        var seen = new HashSet<JavaScriptValue>();
        var work = new Stack<JavaScriptValue>([value]);
        while (work.Count > 0)
        {
            var next = work.Pop();
            if (next is UndefinedValue)
            {
                return true;
            }

            IEnumerable<JavaScriptValue> inner = next is ArrayValue array ? array.Elements
                : next is ObjectValue { Class: null } instance ? instance.Properties.Select(slot => slot.Value)
                : [];
            foreach (var part in seen.Add(next) ? inner : [])
            {
                work.Push(part);
            }
        }

        return false;
    }

    /// <summary>The first of the arguments where it is an array, else all of them.</summary>
    public static JavaScriptValue Normalize(IReadOnlyList<JavaScriptValue> arguments) =>
        arguments.Count > 0 && arguments[0] is ArrayValue array ? array : new ArrayValue(arguments);

    /// <summary>The elements of an array, or the value itself as the only one.</summary>
    public static IReadOnlyList<JavaScriptValue> List(JavaScriptValue value) => value is ArrayValue array ? array.Elements : [value];

    /// <summary>What a function's source says.</summary>
    public static string Source(JavaScriptValue function) =>
        function is FunctionValue closure && closure.Node is Node node ? closure.Module.Text.Slice(node.Span) : "function () { [native code] }";

    /// <summary><c>JSON.stringify</c>, with holes where it is not wholly known.</summary>
    public static SqlText Json(JavaScriptValue value) => JsonText.Write(value) is { } text ? SqlText.Of(text, value.Origin) : SqlText.Unknown(value.Origin);
}
