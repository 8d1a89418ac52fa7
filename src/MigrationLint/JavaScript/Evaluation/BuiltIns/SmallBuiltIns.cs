using System.Globalization;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The functions of <c>Object</c>, and what every object inherits.</summary>
internal static class ObjectFunctions
{
    private static readonly NativeFunction HasOwn = new("hasOwnProperty", (_, call) => Has(call.This, call[0]));
    private static readonly NativeFunction ToText = new("toString", (_, call) => JavaScriptValues.Text(call.This) is { } text ? new StringValue(text) : JavaScriptValues.Computed("toString", call.This));

    private static readonly NativeFunction Value = new("valueOf", (_, call) => call.This);

    /// <summary>The members of the constructor.</summary>
    public static ObjectValue Constructor { get; } = Build();

    public static JavaScriptValue? GetInherited(string name) => name switch
    {
        "hasOwnProperty" => HasOwn,
        "valueOf" => Value,
        "toString" or "toLocaleString" => ToText,
        _ => null,
    };

    private static ObjectValue Build()
    {
        var members = new ObjectValue();
        void Add(string name, Func<Interpreter, HostCall, JavaScriptValue?> body) => members.Set(new PropertySlot(name, new NativeFunction(name, (interpreter, call) =>
            body(interpreter, call) ?? JavaScriptValues.Computed(name, [.. call.Arguments])), null));

        Add("keys", (_, call) => Map(call[0], slot => new StringValue(slot.Name)));
        Add("values", (_, call) => Map(call[0], slot => slot.Value));
        Add("entries", (_, call) => Map(call[0], slot => new ArrayValue([new StringValue(slot.Name), slot.Value])));
        Add("assign", (interpreter, call) =>
        {
            if (call[0] is ObjectValue target)
            {
                foreach (var source in call.Arguments.Skip(1))
                {
                    interpreter.CopyProperties(target, source);
                }
            }

            return call[0];
        });
        Add("fromEntries", (interpreter, call) => FromEntries(interpreter, call[0]));
        Add("getOwnPropertyNames", (_, call) => Map(call[0], slot => new StringValue(slot.Name)));
        Add("defineProperties", (interpreter, call) => DefineProperties(interpreter, call));
        Add("setPrototypeOf", (_, call) => call[0]);
        Add("isFrozen", (_, _) => null);
        Add("is", (_, call) => Operators.Equal("===", call[0], call[1]) is { } same ? JavaScriptValues.Of(same) : null);
        Add("groupBy", GroupBy);
        Add("freeze", (_, call) => call[0]);
        Add("seal", (_, call) => call[0]);
        Add("create", (_, call) => call[0] is NullValue ? new ObjectValue() : call[0] is ObjectValue prototype ? new ObjectValue { Prototype = prototype, Origin = call.Location } : null);
        Add("hasOwn", (_, call) => Has(call[0], call[1]));
        Add("defineProperty", (interpreter, call) => DefineProperty(interpreter, call));
        return members;
    }

    private static JavaScriptValue Has(JavaScriptValue target, JavaScriptValue name) =>
        target is ObjectValue instance && JavaScriptValues.Text(name) is { } text && (instance.Find(text) is not null || !instance.IsPartial)
            ? JavaScriptValues.Of(instance.Find(text) is not null)
            : JavaScriptValues.Computed("hasOwnProperty", target, name);

    private static JavaScriptValue? Map(JavaScriptValue value, Func<PropertySlot, JavaScriptValue> map) => value switch
    {
        ConditionalValue conditional when Map(conditional.WhenTrue, map) is { } whenTrue && Map(conditional.WhenFalse, map) is { } whenFalse =>
            JavaScriptValues.Conditional(conditional.Test, whenTrue, whenFalse),
        FunctionValue function => Map(function.Members, map),
        ClassValue type => Map(type.Statics, map),
        ObjectValue instance => new ArrayValue(instance.Properties.Where(slot => slot.Name.Length == 0 || slot.Name[0] != '#').Select(map)) { IsPartial = instance.IsPartial },
        ArrayValue array => new ArrayValue(array.Elements.Select((element, index) => map(new PropertySlot(JavaScriptValues.Text(index), element, null)))) { IsPartial = array.IsPartial },
        _ => null,
    };

    private static ObjectValue? FromEntries(Interpreter interpreter, JavaScriptValue entries)
    {
        if (entries is not ArrayValue array)
        {
            if (entries is not CollectionValue)
            {
                return null;
            }

            array = new ArrayValue(interpreter.Elements(entries, out var isPartial)) { IsPartial = isPartial };
        }

        var result = new ObjectValue { IsPartial = array.IsPartial };
        foreach (var entry in array.Elements)
        {
            interpreter.Fuel.Spend();
            if (entry is ArrayValue { Elements.Count: >= 2 } pair && JavaScriptValues.Text(pair.Elements[0]) is { } name)
            {
                result.Set(new PropertySlot(name, pair.Elements[1], pair.Elements[1].Origin));
            }
            else
            {
                result.IsPartial = true;
            }
        }

        return result;
    }

    private static ObjectValue? GroupBy(Interpreter interpreter, HostCall call)
    {
        var result = new ObjectValue();
        foreach (var element in interpreter.Elements(call[0], out var isPartial))
        {
            var key = JavaScriptValues.Text(interpreter.CallValue(call[1], call with { Arguments = [element], This = JavaScriptValues.Undefined }));
            if (key is null || isPartial)
            {
                return null;
            }

            if (result.Find(key)?.Value is ArrayValue group)
            {
                group.Elements.Add(element);
            }
            else
            {
                result.Set(new PropertySlot(key, new ArrayValue([element]), null));
            }
        }

        return result;
    }

    private static JavaScriptValue DefineProperties(Interpreter interpreter, HostCall call)
    {
        foreach (var slot in (call[1] as ObjectValue)?.Properties.ToList() ?? [])
        {
            DefineProperty(interpreter, call with { Arguments = [call[0], new StringValue(slot.Name), slot.Value] });
        }

        return call[0];
    }

    /// <summary>Compilers write <c>Object.defineProperty(exports, 'x', { get })</c>.</summary>
    private static JavaScriptValue DefineProperty(Interpreter interpreter, HostCall call)
    {
        if (call[2] is ObjectValue descriptor)
        {
            var value = descriptor.Find("value")?.Value;
            if (value is null && descriptor.Find("get")?.Value is FunctionValue getter)
            {
                value = interpreter.Invoke(getter, [], call[0], call.Location);
            }

            interpreter.SetMember(call[0], JavaScriptValues.Text(call[1]), value ?? JavaScriptValues.Undefined, call.Location);
        }

        return call[0];
    }
}

/// <summary>What functions inherit.</summary>
internal static class FunctionMethods
{
    private static readonly NativeFunction Call = new("call", (interpreter, call) =>
        interpreter.CallValue(call.This, call with { This = call[0], Arguments = [.. call.Arguments.Skip(1)] }));

    private static readonly NativeFunction Apply = new("apply", (interpreter, call) =>
        interpreter.CallValue(call.This, call with { This = call[0], Arguments = interpreter.Elements(call[1], out _) }));

    private static readonly NativeFunction Bind = new("bind", (_, call) => new NativeFunction("bound", (interpreter, inner) =>
        interpreter.CallValue(call.This, inner with { This = call[0], Arguments = [.. call.Arguments.Skip(1), .. inner.Arguments] })));

    public static JavaScriptValue? Get(string name) => name switch
    {
        "call" => Call,
        "apply" => Apply,
        "bind" => Bind,
        "toString" => new NativeFunction(name, (_, call) => JavaScriptValues.Computed(name, call.This)),
        _ => null,
    };
}

/// <summary>What numbers inherit.</summary>
internal static class NumberMethods
{
    public static JavaScriptValue? Get(string name) => name switch
    {
        "toString" => new NativeFunction(name, (_, call) => call.This is NumberValue number && call[0] is UndefinedValue or NumberValue { Value: 10 }
            ? new StringValue(JavaScriptValues.Text(number.Value))
            : call.This is NumberValue { Value: >= 0 and < 9e15 } whole && call[0] is NumberValue { Value: >= 2 and <= 36 } radix && Math.Floor(whole.Value).Equals(whole.Value)
            ? new StringValue(InRadix((long)whole.Value, (int)radix.Value))
            : JavaScriptValues.Computed(name, call.This)),
        "valueOf" => new NativeFunction(name, (_, call) => call.This),
        "toFixed" => new NativeFunction(name, (_, call) => call.This is NumberValue number && (JavaScriptValues.Number(call[0]) ?? 0) is var digits and >= 0 and <= 20
            ? new StringValue(number.Value.ToString("F" + (int)digits, CultureInfo.InvariantCulture))
            : JavaScriptValues.Computed(name, call.This)),
        _ => null,
    };

    private static string InRadix(long value, int radix)
    {
        var text = value == 0 ? "0" : "";
        for (; value > 0; value /= radix)
        {
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(value % radix)] + text;
        }

        return text;
    }
}

/// <summary>What regular expressions inherit.</summary>
internal static class RegExpMethods
{
    public static JavaScriptValue? Get(string name) => name switch
    {
        "test" or "exec" => new NativeFunction(name, (interpreter, call) =>
            StringPatterns.Ask(interpreter, call, tests: name == "test") ?? JavaScriptValues.Computed(name, [call.This, .. call.Arguments])),
        "source" or "flags" => JavaScriptValues.Computed(name),
        "lastIndex" => JavaScriptValues.Computed(name),
        _ => null,
    };
}
