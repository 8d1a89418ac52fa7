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
    public static JavaScriptValue Construct(Interpreter interpreter, HostCall call) => Follow(interpreter, call[0], JavaScriptValues.Undefined, call.Location);

    /// <summary>The promise that calls a function with <c>resolve</c> and <c>reject</c>: an executor, or the <c>then</c> of an object of the program.</summary>
    public static PromiseValue Follow(Interpreter interpreter, JavaScriptValue executor, JavaScriptValue @this, SourceSpan location)
    {
        var promise = new Deferred();
        Settlement? settled = null;
        var depth = interpreter.BranchDepth;
        var resolve = new NativeFunction("resolve", (inner, resolving) =>
        {
            inner.Consume(resolving[0], promise, null);
            settled ??= inner.Session is null ? new Settlement(inner.Conclude(resolving[0]).Value, IsRejected: false) : inner.Conclude(resolving[0]);
            return JavaScriptValues.Undefined;
        });
        var reject = new NativeFunction("reject", (inner, rejecting) =>
        {
            // An error that only may come is none; where nobody answers, no error is certain.
            if (inner.Session is not null && inner.BranchDepth <= depth)
            {
                settled ??= new Settlement(rejecting[0], IsRejected: true);
            }

            return JavaScriptValues.Undefined;
        });
        interpreter.CollectPending(
            () =>
            {
                try
                {
                    interpreter.CallValue(executor, new HostCall { Arguments = [resolve, reject], This = @this, Location = location, Callee = location });
                }
                catch (JavaScriptThrowException exception) when (interpreter.Session is not null)
                {
                    settled ??= new Settlement(exception.Value, IsRejected: true);
                }
            },
            promise);
        return new PromiseValue(promise, settled?.Value ?? JavaScriptValues.Computed("resolved")) { IsRejected = settled?.IsRejected ?? false };
    }

    private static ObjectValue Build()
    {
        var members = new ObjectValue();
        void Add(string name, Func<Interpreter, HostCall, JavaScriptValue> body) => members.Set(new PropertySlot(name, new NativeFunction(name, body), null));
        Add("resolve", (interpreter, call) => Of(interpreter, [call[0]], interpreter.Conclude(call[0])));
        Add("reject", (_, call) => new PromiseValue(new Deferred(), call[0]) { IsRejected = true });
        Add("all", (interpreter, call) => All(interpreter, call, swallows: false));
        Add("allSettled", (interpreter, call) => All(interpreter, call, swallows: true));
        Add("race", (interpreter, call) => First(interpreter, call, fulfilledOnly: false));
        Add("any", (interpreter, call) => First(interpreter, call, fulfilledOnly: true));
        Add("try", (interpreter, call) => Try(interpreter, call, call[0], [.. call.Arguments.Skip(1)]));
        Add("withResolvers", (_, _) => JavaScriptValues.Computed("withResolvers"));
        return members;
    }

    /// <summary>Calls a function, whose error becomes that of the promise.</summary>
    public static PromiseValue Try(Interpreter interpreter, HostCall call, JavaScriptValue function, IReadOnlyList<JavaScriptValue> arguments)
    {
        try
        {
            var result = interpreter.CallValue(function, call with { Arguments = arguments, This = JavaScriptValues.Undefined });
            return Of(interpreter, [result], interpreter.Conclude(result));
        }
        catch (JavaScriptThrowException exception)
        {
            return new PromiseValue(new Deferred(), exception.Value) { IsRejected = true };
        }
    }

    private static PromiseValue Of(Interpreter interpreter, IEnumerable<JavaScriptValue> awaited, Settlement settled, SourceSpan? swallowedBy = null)
    {
        var promise = new Deferred();
        foreach (var value in awaited)
        {
            interpreter.Consume(value, promise, swallowedBy);
        }

        return new PromiseValue(promise, settled.Value) { IsRejected = settled.IsRejected };
    }

    /// <summary>Waits for each, in order; an error does not keep the others from being sent.</summary>
    private static PromiseValue All(Interpreter interpreter, HostCall call, bool swallows)
    {
        var settled = interpreter.ConcludeAll([.. interpreter.Elements(call[0], out var isPartial)]).ToList();
        var failed = swallows ? -1 : settled.FindIndex(one => one.IsRejected);
        JavaScriptValue result = failed >= 0 ? settled[failed].Value
            : call[0] is not ArrayValue ? JavaScriptValues.Computed("Promise.all", call[0])
            : new ArrayValue(settled.Select(one => swallows ? Describe(one) : one.Value)) { IsPartial = isPartial };
        return Of(interpreter, [call[0]], new Settlement(result, failed >= 0), swallows ? call.Location : null);
    }

    private static ObjectValue Describe(Settlement settled)
    {
        var result = new ObjectValue();
        result.Set(new PropertySlot("status", new StringValue(settled.IsRejected ? "rejected" : "fulfilled"), null));
        result.Set(new PropertySlot(settled.IsRejected ? "reason" : "value", settled.Value, null));
        return result;
    }

    private static PromiseValue First(Interpreter interpreter, HostCall call, bool fulfilledOnly)
    {
        var settled = interpreter.Elements(call[0], out var isPartial).Select(interpreter.Conclude).ToList();
        var first = isPartial || settled.Count == 0 ? new Settlement(JavaScriptValues.Computed("Promise.race", call[0]), IsRejected: false)
            : fulfilledOnly && settled.Exists(one => !one.IsRejected) ? settled.Find(one => !one.IsRejected)
            : settled[0];
        return Of(interpreter, [call[0]], first);
    }

    /// <summary><c>value.then(whenDone, whenFailed)</c>.</summary>
    public static JavaScriptValue Then(Interpreter interpreter, JavaScriptValue value, JavaScriptValue whenDone, JavaScriptValue whenFailed, HostCall call)
    {
        var promise = new Deferred();
        interpreter.Consume(value, promise, Handlers.Swallows(whenFailed) ? call.Location : null);
        var settled = interpreter.Conclude(value);
        if (interpreter.Session is not null)
        {
            var handler = settled.IsRejected ? whenFailed : whenDone;
            return IsCallable(handler) ? Chain(interpreter, handler, settled.Value, promise, call) : new PromiseValue(promise, settled.Value) { IsRejected = settled.IsRejected };
        }

        if (IsCallable(whenDone) && !settled.IsRejected)
        {
            var result = interpreter.CallValue(whenDone, call with { Arguments = [settled.Value], This = JavaScriptValues.Undefined });
            interpreter.Consume(result, promise, null);
            settled = interpreter.Conclude(result);
        }

        if (IsCallable(whenFailed))
        {
            var error = JavaScriptValues.Computed("error");
            var handled = interpreter.Branch(
                error,
                () => interpreter.CallValue(whenFailed, call with { Arguments = [error], This = JavaScriptValues.Undefined }),
                () => JavaScriptValues.Undefined);
            interpreter.Consume(handled, promise, null);
            settled = new Settlement(JavaScriptValues.Conditional(error, interpreter.Conclude(handled).Value, settled.Value), IsRejected: false);
        }

        return new PromiseValue(promise, settled.Value) { IsRejected = settled.IsRejected };
    }

    private static PromiseValue Chain(Interpreter interpreter, JavaScriptValue handler, JavaScriptValue argument, Deferred promise, HostCall call)
    {
        Settlement settled;
        try
        {
            var result = interpreter.CallValue(handler, call with { Arguments = [argument], This = JavaScriptValues.Undefined });
            interpreter.Consume(result, promise, null);
            settled = interpreter.Conclude(result);
        }
        catch (JavaScriptThrowException exception)
        {
            settled = new Settlement(exception.Value, IsRejected: true);
        }

        return new PromiseValue(promise, settled.Value) { IsRejected = settled.IsRejected };
    }

    private static PromiseValue Finally(Interpreter interpreter, HostCall call)
    {
        var settled = interpreter.Conclude(call.This);
        if (IsCallable(call[0]))
        {
            var last = Try(interpreter, call, call[0], []);
            if (last.IsRejected)
            {
                settled = new Settlement(last.Result, IsRejected: true);
            }

            var result = Of(interpreter, [call.This], settled);
            interpreter.Consume(last, result.Deferred, null);
            return result;
        }

        return Of(interpreter, [call.This], settled);
    }

    private static bool IsCallable(JavaScriptValue value) =>
        value is not UndefinedValue and not NullValue and not StringValue and not NumberValue and not BooleanValue and not ObjectValue and not PromiseValue;
}
