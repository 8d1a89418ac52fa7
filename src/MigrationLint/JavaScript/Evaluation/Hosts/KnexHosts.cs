using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The package <c>knex</c>.</summary>
internal sealed class KnexPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) =>
        name is "knex" or "Knex" or "default" ? this : JavaScriptValues.Computed(name);

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call)
    {
        interpreter.NoteInstance(DatabaseInstanceKind.Knex, "knex", call);
        var instance = new KnexInstance(ConnectionKind.OtherKnex) { Origin = call.Location };
        interpreter.NoteCall(ConnectionKind.OtherKnex, instance, call with { IsConstruction = true }, "", "knex").Deferred.AddConsumer(Deferred.Root, null);
        return instance;
    }
}

/// <summary>A method that Knex does not have: reading it gives undefined, calling it throws.</summary>
internal sealed class MissingMethod(KnexInstance owner, string name) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string member, SourceSpan location) => FunctionMethods.Get(member) ?? JavaScriptValues.Computed(member, this);

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call)
    {
        if (!call.IsOptional && owner.Kind != ConnectionKind.OtherKnex)
        {
            interpreter.NoteCall(owner.Kind, owner, call, name, isFunction: false).Deferred.AddConsumer(Deferred.Root, null);
        }

        foreach (var function in call.Arguments)
        {
            interpreter.Escape(function);
            if (function is FunctionValue)
            {
                interpreter.InvokeUnknown(function, call.Location);
            }
        }

        return JavaScriptValues.Computed(name, [this, .. call.Arguments]);
    }
}

/// <summary>A Knex instance or a transaction of one.</summary>
internal sealed class KnexInstance(ConnectionKind kind) : HostObject
{
    /// <summary>Whose it is.</summary>
    public ConnectionKind Kind { get; } = kind;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "schema" when Kind != ConnectionKind.UmzugContext:
                return new KnexBuilder(this, call: null, isSchema: true);
            case "fn":
                return new KnexValueHost();
            case "context":
                return Kind == ConnectionKind.OwnKnex ? new KnexInstance(ConnectionKind.UmzugContext) : this;
            case "client" or "userParams" or "migrate" or "seed" or "executionPromise" or "isTransaction" or "parentTransaction" or "name" or "length" or "prototype":
                return JavaScriptValues.Computed(name);
            case "default" or "knex" when Kind == ConnectionKind.OtherKnex:
                return this;
            case "call" or "apply" or "bind":
                return FunctionMethods.Get(name)!;
            case "then":
                // What await looks for: an instance is no promise.
                return JavaScriptValues.Undefined;
        }

        return KnexNames.IsMember(name, Kind == ConnectionKind.UmzugContext)
            ? new HostMethod(name, (inner, call) => Invoke(inner, call, name))
            : new MissingMethod(this, name);
    }

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call)
    {
        if (Kind == ConnectionKind.UmzugContext)
        {
            return new MissingMethod(this, "").Call(interpreter, call);
        }

        return Start(interpreter, call, "", isSchema: false);
    }

    private JavaScriptValue Invoke(Interpreter interpreter, HostCall call, string name)
    {
        switch (name)
        {
            case "transaction":
                return Transact(interpreter, call);
            case "transactionProvider":
                return new NativeFunction(name, (_, _) => new PromiseValue(new Deferred(), new KnexInstance(Kind)));
            case "ref":
                return new KnexValueHost();
            case "withUserParams":
                return this;
            case "commit" or "rollback" or "savepoint" or "destroy" or "initialize" or "isCompleted" or "enableProcessing" or "disableProcessing":
                return name == "savepoint" ? Transact(interpreter, call) : new PromiseValue(new Deferred(), JavaScriptValues.Computed(name));
            case "on" or "once" or "off" or "emit" or "addListener" or "removeListener" or "removeAllListeners" or "listeners" or "setMaxListeners":
                return this;
            default:
                return Start(interpreter, call, name, isSchema: false);
        }
    }

    private KnexBuilder Start(Interpreter interpreter, HostCall call, string name, bool isSchema)
    {
        var builder = new KnexBuilder(this, interpreter.NoteCall(Kind, this, call, name), isSchema);
        builder.TakeArguments(interpreter, call, name);
        return builder;
    }

    /// <summary><c>transaction(trx => …)</c> waits for what the function returns; without a function it gives the transaction.</summary>
    private PromiseValue Transact(Interpreter interpreter, HostCall call)
    {
        var transaction = new KnexInstance(Kind);
        if (call[0] is not FunctionValue function)
        {
            return new PromiseValue(new Deferred(), transaction);
        }

        var noted = interpreter.NoteCall(Kind, this, call, "transaction");
        var before = interpreter.Observation?.Calls.Count ?? 0;
        var result = interpreter.Invoke(function, [transaction], JavaScriptValues.Undefined, call.Location);
        interpreter.Consume(result, noted.Deferred, null);
        if (!function.Node.Async)
        {
            // Such a function may end the transaction itself: .then(trx.commit).
            foreach (var inner in interpreter.Observation?.Calls.Skip(before).Where(inner => !inner.Deferred.IsUnused) ?? [])
            {
                inner.Deferred.AddConsumer(noted.Deferred, null);
            }
        }

        return new PromiseValue(noted.Deferred, interpreter.Settle(result));
    }
}

/// <summary>A query, raw or schema builder. Nothing is sent until something awaits it.</summary>
internal sealed class KnexBuilder(KnexInstance owner, ObservedCall? call, bool isSchema) : HostObject
{
    private readonly ObservedCall? call = call;
    private ObservedCall? latest = call;

    public override Deferred? Deferred => latest?.Deferred;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "then" or "catch" or "finally":
                return PromiseMethods.Get(name)!;
            case "toString" or "toSQL" or "toQuery":
                return new HostMethod(name, (inner, _) => AsText(inner, name));
            case "asCallback" or "stream" or "pipe" or "exec":
                return new HostMethod(name, (inner, called) => Send(inner, called, name));
            case "clone":
                return new HostMethod(name, (inner, called) => Clone(inner, called));
            default:
                return new HostMethod(name, (inner, called) => Continue(inner, called, name));
        }
    }

    public override JavaScriptValue Await(Interpreter interpreter) => JavaScriptValues.Computed(call?.Method ?? "query");

    private KnexBuilder Continue(Interpreter interpreter, HostCall called, string name)
    {
        var builder = this;
        if (call is null)
        {
            if (isSchema && name is "withSchema" or "queryContext" or "on" or "once" or "debug")
            {
                return this;
            }

            // Each read of knex.schema is a builder of its own, which gathers what is called on it: waiting for the last call sends all.
            var noted = interpreter.NoteCall(owner.Kind, owner, called, name);
            latest?.Deferred.AddConsumer(noted.Deferred, null);
            latest = noted;
            builder = new KnexBuilder(owner, noted, isSchema);
        }
        else
        {
            Interpreter.Extend(call, called);
        }

        builder.TakeArguments(interpreter, called, name);
        return builder;
    }

    /// <summary>Runs the functions among the arguments; builders among them become parts of this one.</summary>
    public void TakeArguments(Interpreter interpreter, HostCall called, string name)
    {
        foreach (var argument in called.Arguments)
        {
            interpreter.UseAsPart(argument);
            if (argument is not FunctionValue function)
            {
                continue;
            }

            // A view's function gets a builder of columns, a table's one of tables, a group's one of conditions.
            HostObject inner = isSchema ? new TableBuilderHost() : new KnexValueHost();
            var first = name == "modify" ? (HostObject)this : inner;
            var result = interpreter.Invoke(function, [first, inner], inner, called.Location);
            interpreter.UseAsPart(result);
        }
    }

    private UnknownValue AsText(Interpreter interpreter, string name)
    {
        interpreter.UseAsPart(this);
        return JavaScriptValues.Computed(name);
    }

    private UnknownValue Send(Interpreter interpreter, HostCall called, string name)
    {
        interpreter.Escape(this);
        foreach (var function in called.Arguments.OfType<FunctionValue>())
        {
            interpreter.Escape(interpreter.InvokeUnknown(function, called.Location));
        }

        return JavaScriptValues.Computed(name);
    }

    private KnexBuilder Clone(Interpreter interpreter, HostCall called)
    {
        if (call is null)
        {
            return this;
        }

        interpreter.UseAsPart(this);
        return new KnexBuilder(owner, interpreter.NoteCall(owner.Kind, owner, called with { Callee = call.Callee }, call.Method), isSchema);
    }
}

/// <summary>The builder of a table or view, and of its columns: every method gives it back. Nothing of it is ever awaited.</summary>
internal sealed class TableBuilderHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => new HostMethod(name, (inner, call) => KnexValueHost.Chain(inner, call, this));
}

/// <summary>What Knex gives that is only a value: <c>knex.fn.now()</c>, <c>knex.ref('x')</c>, a group of conditions.</summary>
internal sealed class KnexValueHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => new HostMethod(name, (inner, call) => Chain(inner, call, this));

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => Chain(interpreter, call, this);

    /// <summary>A method that gives back what it is called on.</summary>
    public static HostObject Chain(Interpreter interpreter, HostCall call, HostObject host)
    {
        foreach (var argument in call.Arguments)
        {
            interpreter.UseAsPart(argument);
            if (argument is FunctionValue function)
            {
                interpreter.UseAsPart(interpreter.Invoke(function, [host, host], host, call.Location));
            }
        }

        return host;
    }
}
