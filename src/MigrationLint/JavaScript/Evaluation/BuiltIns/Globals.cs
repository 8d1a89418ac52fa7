using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The global names.</summary>
internal static class Globals
{
    private static readonly Dictionary<string, JavaScriptValue> Names = Build();

    /// <summary>What a global name means; null where it is not known.</summary>
    public static JavaScriptValue? Find(Interpreter interpreter, string name) =>
        name == "process" ? new ProcessHost(interpreter.Modules.Environment) : Names.TryGetValue(name, out var value) ? value : null;

    /// <summary>The constructor of promises.</summary>
    public static JavaScriptValue Promise => Names["Promise"];

    private static Dictionary<string, JavaScriptValue> Build()
    {
        var names = new Dictionary<string, JavaScriptValue>(StringComparer.Ordinal)
        {
            ["console"] = new ConsoleHost(),
            ["Object"] = new NamespaceHost("Object", ObjectFunctions.Constructor, (_, call) => call[0] is UndefinedValue ? new ObjectValue() : call[0]),
            ["Promise"] = new NamespaceHost("Promise", PromiseMethods.Constructor, PromiseMethods.Construct),
            ["JSON"] = new NamespaceHost("JSON", Members(
                ("parse", (_, call) => call[0] is StringValue text ? JsonText.Read(text.Value, null) : null),
                ("stringify", (_, call) => call[1] is UndefinedValue or NullValue && call[2] is UndefinedValue && JsonText.Write(call[0]) is { } text ? new StringValue(text) : null)), null),
            ["Array"] = new NamespaceHost("Array", Members(
                ("isArray", (_, call) => call[0] is UnknownValue or ConditionalValue ? null : JavaScriptValues.Of(call[0] is ArrayValue)),
                ("from", ArrayFrom),
                ("of", (_, call) => new ArrayValue(call.Arguments))), (_, call) => new ArrayValue(call.Arguments.Count == 1 && call[0] is NumberValue ? [] : call.Arguments) { IsPartial = call[0] is NumberValue }),
            ["Set"] = new NamespaceHost("Set", new ObjectValue(), MakeSet),
            ["String"] = new NamespaceHost("String", Members(("raw", StringRaw)), (interpreter, call) =>
            {
                interpreter.UseAsPart(call[0]);
                return JavaScriptValues.Text(call[0]) is { } text ? new StringValue(text) { Origin = call[0].Origin } : JavaScriptValues.Computed("String", call[0]);
            }),
            ["Number"] = new NamespaceHost("Number", Members(
                ("parseInt", (_, call) => ParseInteger(call)),
                ("parseFloat", (_, call) => ParseFloat(call)),
                ("isInteger", (_, call) => JavaScriptValues.Number(call[0]) is { } number ? JavaScriptValues.Of(Math.Floor(number).Equals(number)) : null),
                ("isNaN", (_, call) => JavaScriptValues.Number(call[0]) is { } number ? JavaScriptValues.Of(double.IsNaN(number)) : null)), (_, call) => ToNumber(call[0])),
            ["Boolean"] = Function("Boolean", call => JavaScriptValues.Truth(call[0]) is { } truth ? JavaScriptValues.Of(truth) : null),
            ["parseInt"] = Function("parseInt", ParseInteger),
            ["parseFloat"] = Function("parseFloat", ParseFloat),
            ["isNaN"] = Function("isNaN", call => JavaScriptValues.Number(call[0]) is { } number ? JavaScriptValues.Of(double.IsNaN(number)) : null),
            ["Math"] = new NamespaceHost("Math", MathMembers(), null),
            ["Symbol"] = Function("Symbol", _ => null),
            ["structuredClone"] = Function("structuredClone", call => call[0]),
            ["encodeURIComponent"] = Function("encodeURIComponent", call => call[0] is StringValue text ? new StringValue(Uri.EscapeDataString(text.Value)) : null),
            ["setTimeout"] = new NativeFunction("setTimeout", RunLater),
            ["setInterval"] = new NativeFunction("setInterval", RunRepeatedly),
            ["setImmediate"] = new NativeFunction("setImmediate", RunLater),
            ["URL"] = new NamespaceHost("URL", new ObjectValue(), UrlHost.Construct),
        };
        foreach (var error in new[] { "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "AggregateError" })
        {
            names[error] = new NamespaceHost(error, new ObjectValue(), (_, call) => MakeError(call));
        }

        return names;
    }

    public static ObjectValue Members(params (string Name, Func<Interpreter, HostCall, JavaScriptValue?> Body)[] members)
    {
        var result = new ObjectValue();
        foreach (var (name, body) in members)
        {
            result.Set(new PropertySlot(name, new NativeFunction(name, (interpreter, call) => body(interpreter, call) ?? JavaScriptValues.Computed(name, [.. call.Arguments])), null));
        }

        return result;
    }

    private static NativeFunction Function(string name, Func<HostCall, JavaScriptValue?> body) =>
        new(name, (_, call) => body(call) ?? JavaScriptValues.Computed(name, [.. call.Arguments]));

    private static JavaScriptValue ToNumber(JavaScriptValue value) => value is ConditionalValue conditional
        ? JavaScriptValues.Conditional(conditional.Test, ToNumber(conditional.WhenTrue), ToNumber(conditional.WhenFalse))
        : JavaScriptValues.Number(value) is { } number ? new NumberValue(number) { Origin = value.Origin }
        : JavaScriptValues.Computed("Number", value);

    private static JavaScriptValue? ParseInteger(HostCall call) => Parse(call[0], "parseInt", text =>
    {
        var length = text.TakeWhile((character, index) => character is >= '0' and <= '9' || (index == 0 && character is '-' or '+')).Count();
        return JavaScriptValues.ParseNumber(length == 0 ? "NaN" : text.Substring(0, length));
    });

    private static JavaScriptValue? ParseFloat(HostCall call) => Parse(call[0], "parseFloat", JavaScriptValues.ParseNumber);

    private static JavaScriptValue? Parse(JavaScriptValue value, string name, Func<string, double> parse) => value is ConditionalValue conditional
        ? JavaScriptValues.Conditional(conditional.Test, Parse(conditional.WhenTrue, name, parse)!, Parse(conditional.WhenFalse, name, parse)!)
        : JavaScriptValues.Text(value) is { } text ? new NumberValue(parse(text.Trim())) { Origin = value.Origin }
        : JavaScriptValues.Computed(name, value);

    private static ObjectValue MathMembers() => Members(
        ("max", (_, call) => Fold(call, Math.Max)),
        ("min", (_, call) => Fold(call, Math.Min)),
        ("floor", (_, call) => Fold(call, Math.Floor)),
        ("ceil", (_, call) => Fold(call, Math.Ceiling)),
        ("round", (_, call) => Fold(call, number => Math.Floor(number + 0.5))),
        ("abs", (_, call) => Fold(call, Math.Abs)));

    private static NumberValue? Fold(HostCall call, Func<double, double> function) =>
        JavaScriptValues.Number(call[0]) is { } number ? new NumberValue(function(number)) : null;

    private static NumberValue? Fold(HostCall call, Func<double, double, double> function)
    {
        var numbers = call.Arguments.Select(JavaScriptValues.Number).ToList();
        return numbers.Count > 0 && numbers.TrueForAll(number => number is not null) && !call.HasUnknownArguments
            ? new NumberValue(numbers.Select(number => number!.Value).Aggregate(function))
            : null;
    }

    private static JavaScriptValue? ArrayFrom(Interpreter interpreter, HostCall call)
    {
        JavaScriptValue array = call[0] switch
        {
            ArrayValue known => new ArrayValue(known.Elements) { IsPartial = known.IsPartial },
            ObjectValue description when description.Find("length")?.Value is NumberValue { Value: >= 0 and < 10_000 } length =>
                new ArrayValue(Enumerable.Repeat<JavaScriptValue>(JavaScriptValues.Undefined, (int)length.Value)),
            _ => new ArrayValue([]) { IsPartial = true },
        };
        interpreter.Fuel.Spend(((ArrayValue)array).Elements.Count);
        return call[1] is UndefinedValue ? array : interpreter.CallMethod(array, "map", call with { Arguments = [call[1]] });
    }

    private static ArrayValue MakeSet(Interpreter interpreter, HostCall call)
    {
        var elements = interpreter.Elements(call[0], out var isPartial);
        var distinct = new List<JavaScriptValue>();
        foreach (var element in elements)
        {
            interpreter.Fuel.Spend();
            if (distinct.Count > 1000 || !distinct.Exists(known => JavaScriptValues.AreSame(known, element)))
            {
                distinct.Add(element);
            }
        }

        return new ArrayValue(distinct) { IsPartial = isPartial && call[0] is not UndefinedValue, Origin = call.Location };
    }

    private static JavaScriptValue? StringRaw(Interpreter interpreter, HostCall call)
    {
        if (!call.IsTag || call[1] is not ArrayValue quasis)
        {
            return null;
        }

        var pieces = new List<JavaScriptValue>();
        for (var i = 0; i < quasis.Elements.Count; i++)
        {
            pieces.Add(quasis.Elements[i]);
            if (i + 2 < call.Arguments.Count)
            {
                pieces.Add(call[i + 2]);
            }
        }

        return Operators.Concatenate(interpreter.Fuel, pieces);
    }

    private static UnknownValue RunLater(Interpreter interpreter, HostCall call)
    {
        // Sooner or later a timer comes; that nobody waits for what its function does is not followed.
        interpreter.Escape(call[0] is FunctionValue function && interpreter.Session is not null
            ? interpreter.Invoke(function, [.. call.Arguments.Skip(2)], JavaScriptValues.Undefined, call.Location)
            : interpreter.InvokeUnknown(call[0], call.Location));
        return JavaScriptValues.Computed("timer");
    }

    private static UnknownValue RunRepeatedly(Interpreter interpreter, HostCall call)
    {
        interpreter.Escape(interpreter.InvokeUnknown(call[0], call.Location));
        return JavaScriptValues.Computed("timer");
    }

    private static ObjectValue MakeError(HostCall call)
    {
        var error = new ObjectValue { Origin = call.Location, IsPartial = true };
        error.Set(new PropertySlot("message", call[0], call[0].Origin));
        return error;
    }
}
