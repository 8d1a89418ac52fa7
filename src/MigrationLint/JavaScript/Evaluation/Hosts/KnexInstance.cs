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
    private bool isTransaction;
    private bool isCompleted;

    /// <summary>Whose it is.</summary>
    public ConnectionKind Kind { get; } = kind;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "schema" when Kind != ConnectionKind.UmzugContext:
                return new KnexSchemaBuilder(this, new KnexChain(interpreter, location), null);
            case "fn":
                return new KnexFunctions();
            case "client":
                return new KnexClient(this);
            case "context":
                return Kind == ConnectionKind.OwnKnex ? new KnexInstance(ConnectionKind.UmzugContext) : this;
            case "userParams" or "migrate" or "seed" or "executionPromise" or "isTransaction" or "parentTransaction" or "name" or "length" or "prototype":
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

        return StartQuery(interpreter, call, "");
    }

    /// <summary>Calls a method by its name.</summary>
    public JavaScriptValue Invoke(Interpreter interpreter, HostCall call, string name)
    {
        switch (name)
        {
            case "transaction":
                return Transact(interpreter, call);
            case "transactionProvider":
                return new NativeFunction(name, (_, _) => new PromiseValue(new Deferred(), new KnexInstance(Kind)));
            case "ref":
                interpreter.UseAsPart(call[0]);
                return new KnexRef(call[0], call.Location);
            case "raw":
                var raw = new KnexRaw(this, call.Location, interpreter.NoteCall(Kind, this, call, name));
                raw.Set(interpreter, call);
                return raw;
            case "batchInsert":
                return new KnexBatchInsert(interpreter, this, interpreter.NoteCall(Kind, this, call, name), call);
            case "queryBuilder":
                return new KnexQueryBuilder(this, new KnexChain(interpreter, call.Location), interpreter.NoteCall(Kind, this, call, name));
            case "withUserParams":
                return this;
            case "commit" or "rollback" or "savepoint" or "destroy" or "initialize" or "isCompleted" or "enableProcessing" or "disableProcessing":
                return name == "savepoint" ? Transact(interpreter, call) : End(interpreter, call, name);
            case "on" or "once" or "off" or "emit" or "addListener" or "removeListener" or "removeAllListeners" or "listeners" or "setMaxListeners":
                return this;
            default:
                return StartQuery(interpreter, call, name);
        }
    }

    private KnexQueryBuilder StartQuery(Interpreter interpreter, HostCall call, string name)
    {
        var builder = new KnexQueryBuilder(this, new KnexChain(interpreter, call.Location), interpreter.NoteCall(Kind, this, call, name));
        builder.Take(interpreter, call, name);
        return builder;
    }

    private PromiseValue End(Interpreter interpreter, HostCall call, string name)
    {
        if (isTransaction && !isCompleted && name is "commit" or "rollback")
        {
            isCompleted = true;
            interpreter.Send(new TransactionRequest(name == "commit" ? TransactionStep.Commit : TransactionStep.Rollback, call.Location));
        }

        return new PromiseValue(new Deferred(), JavaScriptValues.Computed(name));
    }

    /// <summary><c>transaction(trx => …)</c> waits for what the function returns; without a function it gives the transaction.</summary>
    private PromiseValue Transact(Interpreter interpreter, HostCall call)
    {
        var transaction = new KnexInstance(Kind) { isTransaction = true };
        if (call[0] is not FunctionValue function)
        {
            interpreter.Send(new TransactionRequest(TransactionStep.Begin, call.Location));
            return new PromiseValue(new Deferred(), transaction);
        }

        var noted = interpreter.NoteCall(Kind, this, call, "transaction");
        interpreter.Send(new TransactionRequest(TransactionStep.Begin, call.Location));
        JavaScriptValue result;
        try
        {
            result = RunInside(interpreter, call, function, transaction, noted);
        }
        catch (JavaScriptThrowException exception) when (interpreter.Session is not null)
        {
            transaction.End(interpreter, call, "rollback");
            return new PromiseValue(noted.Deferred, exception.Value) { IsRejected = true };
        }

        var isRejected = result is PromiseValue { IsRejected: true };
        transaction.End(interpreter, call, isRejected ? "rollback" : "commit");
        return new PromiseValue(noted.Deferred, isRejected ? ((PromiseValue)result).Result : result) { IsRejected = isRejected && interpreter.Session is not null };
    }

    private static JavaScriptValue RunInside(Interpreter interpreter, HostCall call, FunctionValue function, KnexInstance transaction, ObservedCall noted)
    {
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

        return result is PromiseValue { IsRejected: true } && interpreter.Session is not null ? result : interpreter.Settle(result);
    }
}
