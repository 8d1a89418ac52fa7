using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The package <c>async</c>: runs functions that take callbacks. They are run one after the other, whatever the method.</summary>
internal sealed class AsyncLibrary : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "series" or "parallel" or "seriesAsync" => new HostMethod(name, (inner, call) => Run(inner, call, call[0], call[1])),
        "parallelLimit" => new HostMethod(name, (inner, call) => Run(inner, call, call[0], call[2])),
        "waterfall" => new HostMethod(name, Waterfall),
        "each" or "eachSeries" or "forEach" or "forEachSeries" or "eachOf" or "eachOfSeries" or "map" or "mapSeries" or "concatSeries" =>
            new HostMethod(name, (inner, call) => Each(inner, call, call[0], call[1], call[2], hasKey: name.StartsWith("eachOf", StringComparison.Ordinal))),
        "eachLimit" or "mapLimit" or "forEachLimit" => new HostMethod(name, (inner, call) => Each(inner, call, call[0], call[2], call[3], hasKey: false)),
        "default" => this,
        _ => base.Get(interpreter, name, location),
    };

    private static JavaScriptValue Run(Interpreter interpreter, HostCall call, JavaScriptValue tasks, JavaScriptValue last)
    {
        var functions = tasks is ObjectValue named ? [.. named.Properties.Select(slot => slot.Value)] : interpreter.Elements(tasks, out _);
        var results = new List<JavaScriptValue>();
        foreach (var function in functions)
        {
            var settled = Invoke(interpreter, call, function, []);
            if (settled.IsRejected)
            {
                return End(interpreter, call, last, settled);
            }

            results.Add(settled.Value);
        }

        return End(interpreter, call, last, new Settlement(tasks is ArrayValue ? new ArrayValue(results) : JavaScriptValues.Computed("results"), IsRejected: false));
    }

    private static JavaScriptValue Waterfall(Interpreter interpreter, HostCall call)
    {
        IReadOnlyList<JavaScriptValue> arguments = [];
        var settled = new Settlement(JavaScriptValues.Undefined, IsRejected: false);
        foreach (var function in interpreter.Elements(call[0], out _))
        {
            settled = Invoke(interpreter, call, function, arguments);
            if (settled.IsRejected)
            {
                break;
            }

            arguments = settled.Value is UndefinedValue ? [] : [settled.Value];
        }

        return End(interpreter, call, call[1], settled);
    }

    private static JavaScriptValue Each(Interpreter interpreter, HostCall call, JavaScriptValue items, JavaScriptValue function, JavaScriptValue last, bool hasKey)
    {
        IEnumerable<(JavaScriptValue Item, JavaScriptValue Key)> entries = items is ObjectValue instance
            ? instance.Properties.Select(slot => (slot.Value, (JavaScriptValue)new StringValue(slot.Name)))
            : interpreter.Elements(items, out _).Select((item, index) => (item, (JavaScriptValue)new NumberValue(index)));
        var results = new List<JavaScriptValue>();
        foreach (var (item, key) in entries)
        {
            var settled = Invoke(interpreter, call, function, hasKey ? [item, key] : [item]);
            if (settled.IsRejected)
            {
                return End(interpreter, call, last, settled);
            }

            results.Add(settled.Value);
        }

        return End(interpreter, call, last, new Settlement(new ArrayValue(results), IsRejected: false));
    }

    /// <summary>Calls a function with a callback behind its arguments, or waits for what an async function gives.</summary>
    private static Settlement Invoke(Interpreter interpreter, HostCall call, JavaScriptValue function, IReadOnlyList<JavaScriptValue> arguments)
    {
        Settlement? called = null;
        var callback = new NativeFunction("callback", (_, done) =>
        {
            called ??= JavaScriptValues.Truth(done[0]) == true ? new Settlement(done[0], IsRejected: true) : new Settlement(done[1], IsRejected: false);
            return JavaScriptValues.Undefined;
        });
        if (interpreter.Session is null)
        {
            return new Settlement(interpreter.CallUnknown(JavaScriptValues.Computed("async"), call with { Arguments = [function] }), IsRejected: false);
        }

        var isAsync = function is FunctionValue { IsAsync: true };
        var result = interpreter.CallValue(function, call with { Arguments = isAsync ? arguments : [.. arguments, callback], This = JavaScriptValues.Undefined });
        return isAsync ? interpreter.Conclude(result) : called ?? new Settlement(JavaScriptValues.Computed("callback"), IsRejected: false);
    }

    private static JavaScriptValue End(Interpreter interpreter, HostCall call, JavaScriptValue last, Settlement settled)
    {
        if (last is UndefinedValue)
        {
            return new PromiseValue(new Deferred(), settled.Value) { IsRejected = settled.IsRejected };
        }

        interpreter.Escape(interpreter.CallValue(last, call with
        {
            Arguments = settled.IsRejected ? [settled.Value] : [JavaScriptValues.Null, settled.Value],
            This = JavaScriptValues.Undefined,
        }));
        return JavaScriptValues.Undefined;
    }
}
