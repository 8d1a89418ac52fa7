namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>
/// The helpers by which compilers run <c>async</c> functions as generators: <c>__awaiter</c> and <c>__generator</c> of TypeScript (also from
/// <c>tslib</c>), <c>_asyncToGenerator</c> of Babel. What they do is known, so that their own code, which drives a generator step by step, is not run.
/// </summary>
internal static class CompilerHelpers
{
    private static readonly Dictionary<string, JavaScriptValue> Helpers = new(StringComparer.Ordinal)
    {
        // __awaiter(thisArg, arguments, Promise, generator)
        ["__awaiter"] = new NativeFunction("__awaiter", (interpreter, call) =>
            RunAsync(interpreter, call[3], call with { This = call[0], Arguments = interpreter.Elements(call[1], out _) })),

        // __generator(thisArg, body): body returns [4, value] to await a value, [2, value] to return one.
        ["__generator"] = new NativeFunction("__generator", (interpreter, call) => interpreter.InvokeUnknown(call[1], call.Location)),

        // _asyncToGenerator(generator) gives the function.
        ["_asyncToGenerator"] = new NativeFunction("_asyncToGenerator", (_, made) =>
            new NativeFunction("async", (interpreter, call) => RunAsync(interpreter, made[0], call))),
    };

    /// <summary>The helper of that name; null where it is none.</summary>
    public static JavaScriptValue? Find(string name) => Helpers.TryGetValue(name, out var helper) ? helper : null;

    private static JavaScriptValue RunAsync(Interpreter interpreter, JavaScriptValue body, HostCall call)
    {
        if (body is not FunctionValue function)
        {
            return interpreter.CallUnknown(body, call);
        }

        if (function.Node.Generator)
        {
            return interpreter.Invoke(function.ToAsync(), call.Arguments, call.This, call.Location);
        }

        // Without generators, what __generator gave holds every value that is awaited.
        var promise = new Deferred();
        var steps = interpreter.Invoke(function, call.Arguments, call.This, call.Location);
        interpreter.Consume(steps, promise, null);
        return new PromiseValue(promise, JavaScriptValues.Computed("async", steps));
    }
}

/// <summary>The package <c>tslib</c>, of which only the helpers for <c>async</c> are followed.</summary>
internal sealed class TslibPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, Text.SourceSpan location) =>
        name == "default" ? this : CompilerHelpers.Find(name) ?? base.Get(interpreter, name, location);
}
