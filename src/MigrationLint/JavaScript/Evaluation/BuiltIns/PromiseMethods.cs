using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>Promises: who waits for whom. Builders of Knex and results of drivers are promises too.</summary>
internal static class PromiseMethods
{
    /// <summary>The members of the constructor.</summary>
    public static ObjectValue Constructor { get; } = Build();

    /// <summary>Reads a method of a promise; null where there is none.</summary>
    public static JavaScriptValue? Get(string name) => name switch
    {
        "then" => new NativeFunction(name, (interpreter, call) => Then(interpreter, call.This, call[0], call[1], call)),
        "catch" => new NativeFunction(name, (interpreter, call) => Then(interpreter, call.This, JavaScriptValues.Undefined, call[0], call)),
        "finally" => new NativeFunction(name, (interpreter, call) => Finally(interpreter, call)),
        _ => null,
    };

    /// <summary><c>new Promise(executor)</c>. What the executor does counts as awaited: who calls <c>resolve</c>, and when, is not followed.</summary>
    public static JavaScriptValue Construct(Interpreter interpreter, HostCall call)
    {
        var promise = new Deferred();
        JavaScriptValue result = JavaScriptValues.Computed("resolved");
        var resolve = new NativeFunction("resolve", (inner, resolving) =>
        {
            inner.Consume(resolving[0], promise, null);
            result = resolving[0];
            return JavaScriptValues.Undefined;
        });
        var reject = new NativeFunction("reject", (_, _) => JavaScriptValues.Undefined);
        interpreter.CollectPending(() => interpreter.CallValue(call[0], call with { Arguments = [resolve, reject], IsConstruction = false }), promise);
        return new PromiseValue(promise, result);
    }

    private static ObjectValue Build()
    {
        var members = new ObjectValue();
        void Add(string name, Func<Interpreter, HostCall, JavaScriptValue> body) => members.Set(new PropertySlot(name, new NativeFunction(name, body), null));
        Add("resolve", (interpreter, call) => Of(interpreter, [call[0]], interpreter.Settle(call[0])));
        Add("reject", (_, call) => new PromiseValue(new Deferred(), call[0]) { IsRejected = true });
        Add("all", (interpreter, call) => All(interpreter, call, swallows: false));
        Add("allSettled", (interpreter, call) => All(interpreter, call, swallows: true));
        Add("race", (interpreter, call) => All(interpreter, call, swallows: false));
        Add("any", (interpreter, call) => All(interpreter, call, swallows: false));
        return members;
    }

    private static PromiseValue Of(Interpreter interpreter, IEnumerable<JavaScriptValue> awaited, JavaScriptValue result, SourceSpan? swallowedBy = null)
    {
        var promise = new Deferred();
        foreach (var value in awaited)
        {
            interpreter.Consume(value, promise, swallowedBy);
        }

        return new PromiseValue(promise, result);
    }

    private static PromiseValue All(Interpreter interpreter, HostCall call, bool swallows)
    {
        JavaScriptValue result = call[0] is ArrayValue { IsPartial: false } array && !swallows
            ? new ArrayValue(array.Elements.Select(interpreter.Settle))
            : JavaScriptValues.Computed("Promise.all", call[0]);
        return Of(interpreter, [call[0]], result, swallows ? call.Location : null);
    }

    /// <summary><c>value.then(whenDone, whenFailed)</c>.</summary>
    public static JavaScriptValue Then(Interpreter interpreter, JavaScriptValue value, JavaScriptValue whenDone, JavaScriptValue whenFailed, HostCall call)
    {
        var promise = new Deferred();
        interpreter.Consume(value, promise, Handlers.Swallows(whenFailed) ? call.Location : null);
        var isRejected = value is PromiseValue { IsRejected: true };
        var result = interpreter.Settle(value);
        if (IsCallable(whenDone) && !isRejected)
        {
            result = interpreter.CallValue(whenDone, call with { Arguments = [result], This = JavaScriptValues.Undefined });
            interpreter.Consume(result, promise, null);
        }

        if (IsCallable(whenFailed))
        {
            var error = JavaScriptValues.Computed("error");
            var handled = interpreter.Branch(
                error,
                () => interpreter.CallValue(whenFailed, call with { Arguments = [error], This = JavaScriptValues.Undefined }),
                () => JavaScriptValues.Undefined);
            interpreter.Consume(handled, promise, null);
            result = JavaScriptValues.Conditional(error, interpreter.Settle(handled), interpreter.Settle(result));
            isRejected = false;
        }

        return new PromiseValue(promise, interpreter.Settle(result)) { IsRejected = isRejected };
    }

    private static PromiseValue Finally(Interpreter interpreter, HostCall call)
    {
        var result = Of(interpreter, [call.This], interpreter.Settle(call.This));
        if (IsCallable(call[0]))
        {
            interpreter.Consume(interpreter.CallValue(call[0], call with { Arguments = [], This = JavaScriptValues.Undefined }), result.Deferred, null);
        }

        return result;
    }

    private static bool IsCallable(JavaScriptValue value) => value is not UndefinedValue and not NullValue;
}
