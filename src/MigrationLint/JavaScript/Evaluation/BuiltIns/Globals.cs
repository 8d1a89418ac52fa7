using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The global names.</summary>
internal static class Globals
{
    private const double MaximumInteger = 9007199254740991;
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
                ("parse", ParseJson),
                ("stringify", (interpreter, call) => JsonWriter.Stringify(interpreter, call))), null),
            ["Array"] = new NamespaceHost("Array", Members(
                ("isArray", (_, call) => call[0] is UnknownValue or ConditionalValue ? null : JavaScriptValues.Of(call[0] is ArrayValue)),
                ("from", ArrayFrom),
                ("of", (_, call) => new ArrayValue(call.Arguments))), (_, call) => MakeArray(call)),
            ["Set"] = new NamespaceHost("Set", new ObjectValue(), (interpreter, call) => CollectionMethods.Construct(interpreter, call, isMap: false)),
            ["WeakSet"] = new NamespaceHost("WeakSet", new ObjectValue(), (interpreter, call) => CollectionMethods.Construct(interpreter, call, isMap: false)),
            ["Map"] = new NamespaceHost("Map", new ObjectValue(), (interpreter, call) => CollectionMethods.Construct(interpreter, call, isMap: true)),
            ["WeakMap"] = new NamespaceHost("WeakMap", new ObjectValue(), (interpreter, call) => CollectionMethods.Construct(interpreter, call, isMap: true)),
            ["Date"] = new NamespaceHost("Date", Members(
                ("parse", (_, call) => call[0] is StringValue text && DateValue.Parse(text.Value) is { } parsed ? new NumberValue(parsed) : null),
                ("UTC", (_, call) => DateValue.Utc(call)),
                ("now", (_, _) => null)), (_, call) => DateValue.Construct(call)),
            ["RegExp"] = new NamespaceHost("RegExp", new ObjectValue(), (_, call) => call[0] is RegExpValue pattern && call[1] is UndefinedValue ? pattern
                : call[0] is StringValue text && call[1] is UndefinedValue or StringValue ? new RegExpValue("/" + text.Value + "/" + (call[1] as StringValue)?.Value) { Origin = call.Location }
                : JavaScriptValues.Computed("RegExp", [.. call.Arguments])),
            ["BigInt"] = Function("BigInt", call => JavaScriptValues.Number(call[0]) is { } number && Math.Abs(number) < 9e15 ? new NumberValue(number) : null),
            ["String"] = new NamespaceHost("String", Members(("raw", StringRaw)), (interpreter, call) =>
            {
                interpreter.UseAsPart(call[0]);
                return JavaScriptValues.Text(call[0]) is { } text ? new StringValue(text) { Origin = call[0].Origin } : JavaScriptValues.Computed("String", call[0]);
            }),
            ["Number"] = new NamespaceHost("Number", Members(
                ("parseInt", (_, call) => ParseInteger(call)),
                ("parseFloat", (_, call) => ParseFloat(call)),
                ("isFinite", (_, call) => call[0] is NumberValue number ? JavaScriptValues.Of(!double.IsNaN(number.Value) && !double.IsInfinity(number.Value)) : null),
                ("isSafeInteger", (_, call) => call[0] is NumberValue number ? JavaScriptValues.Of(Math.Floor(number.Value).Equals(number.Value) && Math.Abs(number.Value) <= MaximumInteger) : null),
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
            ["decodeURIComponent"] = Function("decodeURIComponent", call => call[0] is StringValue text ? new StringValue(Uri.UnescapeDataString(text.Value)) : null),
            ["queueMicrotask"] = new NativeFunction("queueMicrotask", RunLater),
            ["clearTimeout"] = Function("clearTimeout", _ => JavaScriptValues.Undefined),
            ["clearInterval"] = Function("clearInterval", _ => JavaScriptValues.Undefined),
            ["crypto"] = new CryptoHost(),
            ["Buffer"] = new BufferPackage(),
            ["setTimeout"] = new NativeFunction("setTimeout", RunLater),
            ["setInterval"] = new NativeFunction("setInterval", RunRepeatedly),
            ["setImmediate"] = new NativeFunction("setImmediate", RunLater),
            ["URL"] = new NamespaceHost("URL", new ObjectValue(), UrlHost.Construct),
        };
        ((NamespaceHost)names["Number"]).Add("MAX_SAFE_INTEGER", new NumberValue(MaximumInteger));
        ((NamespaceHost)names["Number"]).Add("MIN_SAFE_INTEGER", new NumberValue(-MaximumInteger));
        ((NamespaceHost)names["Number"]).Add("EPSILON", new NumberValue(Math.Pow(2, -52)));
        ((NamespaceHost)names["Math"]).Add("PI", new NumberValue(Math.PI));
        ((NamespaceHost)names["Math"]).Add("E", new NumberValue(Math.E));
        foreach (var error in new[] { "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "AggregateError" })
        {
            names[error] = new NamespaceHost(error, Members(("captureStackTrace", (_, _) => JavaScriptValues.Undefined)), (_, call) => ErrorValues.Construct(error, call));
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

    private static JavaScriptValue? ParseJson(Interpreter interpreter, HostCall call)
    {
        if (JavaScriptValues.Text(call[0]) is not { } text)
        {
            return null;
        }

        interpreter.Fuel.Spend(1 + (text.Length / 4));
        return JsonText.Read(text, null)
            ?? (interpreter.Session is null ? null : throw new JavaScriptThrowException(ErrorValues.Make("Unexpected token in JSON", null, "SyntaxError")));
    }

    private static JavaScriptValue ToNumber(JavaScriptValue value) => value is ConditionalValue conditional
        ? JavaScriptValues.Conditional(conditional.Test, ToNumber(conditional.WhenTrue), ToNumber(conditional.WhenFalse))
        : JavaScriptValues.Number(value) is { } number ? new NumberValue(number) { Origin = value.Origin }
        : JavaScriptValues.Computed("Number", value);

    private static JavaScriptValue? ParseInteger(HostCall call) => Parse(call[0], "parseInt", text =>
    {
        if (call[1] is NumberValue { Value: 16 or 2 or 8 } radix)
        {
            return ParseDigits(text, (int)radix.Value);
        }

        var length = text.TakeWhile((character, index) => character is >= '0' and <= '9' || (index == 0 && character is '-' or '+')).Count();
        return JavaScriptValues.ParseNumber(length == 0 ? "NaN" : text.Substring(0, length));
    });

    private static double ParseDigits(string text, int radix)
    {
        var value = 0.0;
        var count = 0;
        foreach (var character in radix == 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(character));
            if (digit < 0 || digit >= radix)
            {
                break;
            }

            value = (value * radix) + digit;
            count++;
        }

        return count == 0 ? double.NaN : value;
    }

    private static JavaScriptValue? ParseFloat(HostCall call) => Parse(call[0], "parseFloat", text =>
    {
        // The longest beginning that is a number.
        var length = Math.Min(text.Length, 40);
        while (length > 0 && (double.IsNaN(JavaScriptValues.ParseNumber(text.Substring(0, length))) || text[length - 1] is ' ' || text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)))
        {
            length--;
        }

        return length == 0 ? double.NaN : JavaScriptValues.ParseNumber(text.Substring(0, length));
    });

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
        ("abs", (_, call) => Fold(call, Math.Abs)),
        ("trunc", (_, call) => Fold(call, Math.Truncate)),
        ("sign", (_, call) => Fold(call, number => Math.Sign(number))),
        ("sqrt", (_, call) => Fold(call, Math.Sqrt)),
        ("log10", (_, call) => Fold(call, Math.Log10)),
        ("pow", (_, call) => call.Arguments.Count == 2 ? Fold(call, Math.Pow) : null),
        ("random", (_, _) => null));

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
        var array = call[0] is ObjectValue description && description.Find("length")?.Value is NumberValue { Value: >= 0 and < 100_000 } length
            ? new ArrayValue(Enumerable.Range(0, (int)length.Value).Select(index => description.Find(JavaScriptValues.Text(index))?.Value ?? JavaScriptValues.Undefined))
            : new ArrayValue(interpreter.Elements(call[0], out var isPartial)) { IsPartial = isPartial };
        interpreter.Fuel.Spend(array.Elements.Count);
        return call[1] is UndefinedValue ? array : interpreter.CallMethod(array, "map", call with { Arguments = [call[1]], This = array });
    }

    /// <summary><c>new Array(3)</c> has three elements, <c>new Array(3, 4)</c> those two.</summary>
    private static ArrayValue MakeArray(HostCall call) => call.Arguments.Count != 1 || call[0] is not NumberValue length ? new ArrayValue(call.Arguments)
        : length.Value is >= 0 and < 100_000 ? new ArrayValue(Enumerable.Repeat<JavaScriptValue>(JavaScriptValues.Undefined, (int)length.Value))
        : new ArrayValue([]) { IsPartial = true };

    private static JavaScriptValue? StringRaw(Interpreter interpreter, HostCall call)
    {
        if (!call.IsTag || call[1] is not ArrayValue quasis)
        {
            return null;
        }

        var pieces = new List<JavaScriptValue>();
        var texts = (quasis.Raw ?? quasis).Elements;
        for (var i = 0; i < texts.Count; i++)
        {
            pieces.Add(texts[i]);
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
}
