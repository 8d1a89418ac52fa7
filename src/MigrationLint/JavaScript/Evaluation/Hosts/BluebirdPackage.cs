using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The package <c>bluebird</c>: promises with methods for collections, which run here one after the other.</summary>
internal sealed class BluebirdPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "map" or "mapSeries" or "each" or "filter" => new HostMethod(name, (inner, call) => Each(inner, call, name)),
        "reduce" => new HostMethod(name, Reduce),
        "delay" => new HostMethod(name, (inner, call) => PromiseMethods.Try(inner, call, new NativeFunction(name, (_, _) => call[1]), [])),
        "method" => new HostMethod(name, (_, call) => new NativeFunction(name, (inner, made) => PromiseMethods.Try(inner, made, call[0], made.Arguments))),
        "promisify" => new HostMethod(name, (_, call) => UtilHost.Promisify(call[0])),
        "promisifyAll" => new HostMethod(name, (_, call) => call[0]),
        "default" or "Promise" => this,
        _ => interpreter.GetMember(Globals.Promise, name, location),
    };

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => PromiseMethods.Construct(interpreter, call);

    private static JavaScriptValue Each(Interpreter interpreter, HostCall call, string name)
    {
        if (interpreter.Session is null)
        {
            return interpreter.CallUnknown(JavaScriptValues.Computed(name), call);
        }

        var items = interpreter.Conclude(call[0]);
        if (items.IsRejected)
        {
            return new PromiseValue(new Deferred(), items.Value) { IsRejected = true };
        }

        var results = new List<JavaScriptValue>();
        var elements = interpreter.Elements(items.Value, out var isPartial);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = interpreter.Conclude(elements[i]);
            var settled = element.IsRejected ? element : interpreter.Conclude(PromiseMethods.Try(interpreter, call, call[1], [element.Value, new NumberValue(i)]));
            if (settled.IsRejected)
            {
                return new PromiseValue(new Deferred(), settled.Value) { IsRejected = true };
            }

            results.Add(name == "each" ? element.Value : settled.Value);
        }

        if (isPartial)
        {
            var element = JavaScriptValues.Computed("element", items.Value);
            interpreter.BranchLoop(element, () => interpreter.Conclude(interpreter.CallValue(call[1], call with { Arguments = [element], This = JavaScriptValues.Undefined })).Value);
        }

        JavaScriptValue result = name == "filter" ? JavaScriptValues.Computed(name, items.Value) : new ArrayValue(results) { IsPartial = isPartial };
        return new PromiseValue(new Deferred(), result);
    }

    private static JavaScriptValue Reduce(Interpreter interpreter, HostCall call)
    {
        if (interpreter.Session is null)
        {
            return interpreter.CallUnknown(JavaScriptValues.Computed("reduce"), call);
        }

        var sum = interpreter.Conclude(call[2]);
        foreach (var element in interpreter.Elements(interpreter.Conclude(call[0]).Value, out _))
        {
            sum = sum.IsRejected ? sum : interpreter.Conclude(PromiseMethods.Try(interpreter, call, call[1], [sum.Value, element]));
        }

        return new PromiseValue(new Deferred(), sum.Value) { IsRejected = sum.IsRejected };
    }
}
