using System.Globalization;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The functions of <c>Object</c>, and what every object inherits.</summary>
internal static class ObjectFunctions
{
    private static readonly NativeFunction HasOwn = new("hasOwnProperty", (_, call) => Has(call.This, call[0]));
    private static readonly NativeFunction ToText = new("toString", (_, call) => JavaScriptValues.Text(call.This) is { } text ? new StringValue(text) : JavaScriptValues.Computed("toString", call.This));

    /// <summary>The members of the constructor.</summary>
    public static ObjectValue Constructor { get; } = Build();

    public static JavaScriptValue? GetInherited(string name) => name switch
    {
        "hasOwnProperty" => HasOwn,
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
        Add("freeze", (_, call) => call[0]);
        Add("seal", (_, call) => call[0]);
        Add("create", (_, call) => call[0] is NullValue ? new ObjectValue() : null);
        Add("hasOwn", (_, call) => Has(call[0], call[1]));
        Add("defineProperty", (interpreter, call) => DefineProperty(interpreter, call));
        return members;
    }

    private static JavaScriptValue Has(JavaScriptValue target, JavaScriptValue name) =>
        target is ObjectValue instance && JavaScriptValues.Text(name) is { } text && (instance.Find(text) is not null || !instance.IsPartial)
            ? JavaScriptValues.Of(instance.Find(text) is not null)
            : JavaScriptValues.Computed("hasOwnProperty", target, name);

    private static ArrayValue? Map(JavaScriptValue value, Func<PropertySlot, JavaScriptValue> map) => value switch
    {
        ObjectValue instance => new ArrayValue(instance.Properties.Select(map)) { IsPartial = instance.IsPartial },
        ArrayValue array => new ArrayValue(array.Elements.Select((element, index) => map(new PropertySlot(JavaScriptValues.Text(index), element, null)))) { IsPartial = array.IsPartial },
        _ => null,
    };

    private static ObjectValue? FromEntries(Interpreter interpreter, JavaScriptValue entries)
    {
        if (entries is not ArrayValue array)
        {
            return null;
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
        "toString" => new NativeFunction(name, (_, call) => call.Arguments.Count == 0 && call.This is NumberValue number
            ? new StringValue(JavaScriptValues.Text(number.Value))
            : JavaScriptValues.Computed(name, call.This)),
        "toFixed" => new NativeFunction(name, (_, call) => call.This is NumberValue number && (JavaScriptValues.Number(call[0]) ?? 0) is var digits and >= 0 and <= 20
            ? new StringValue(number.Value.ToString("F" + (int)digits, CultureInfo.InvariantCulture))
            : JavaScriptValues.Computed(name, call.This)),
        _ => null,
    };
}

/// <summary>What regular expressions inherit. They are never run: the result keeps what they were asked.</summary>
internal static class RegExpMethods
{
    public static JavaScriptValue? Get(string name) => name switch
    {
        "test" or "exec" => new NativeFunction(name, (_, call) => JavaScriptValues.Computed(name, [call.This, .. call.Arguments])),
        "source" or "flags" => JavaScriptValues.Computed(name),
        _ => null,
    };
}
