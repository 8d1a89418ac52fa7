using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The <c>callback</c> that db-migrate passes beside its driver: who calls it with an error refuses the migration.</summary>
internal sealed class DbMigrateCallback : HostObject
{
    private bool wasCalled;

    /// <summary>The error that it was called with first; null without one.</summary>
    public JavaScriptValue? Error { get; private set; }

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => FunctionMethods.Get(name) ?? JavaScriptValues.Undefined;

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call)
    {
        interpreter.Escape(call[0]);
        if (!wasCalled && !interpreter.IsConditional)
        {
            wasCalled = true;
            Error = JavaScriptValues.Truth(call[0]) == true ? call[0] : null;
        }

        return JavaScriptValues.Undefined;
    }
}

/// <summary>
/// The driver that db-migrate hands to a migration (db-migrate-pg 1.5, <c>index.js</c>, on db-migrate-base 2.3). Each method sends SQL at once
/// and gives a promise; a function as the last argument is called with the outcome.
/// </summary>
internal sealed class DbMigrateDriver : HostObject
{
    // What the migrator passes on of a driver (db-migrate 0.11: lib/interface/migratorInterface.js).
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "runSql", "all", "createTable", "dropTable", "renameTable", "addColumn", "removeColumn", "renameColumn", "changeColumn", "addIndex", "removeIndex",
        "addForeignKey", "removeForeignKey", "insert", "switchDatabase", "createDatabase", "dropDatabase",
    };

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "escape" or "escapeString" or "escapeDDL" => new HostMethod(name, (inner, call) => DbMigrateSql.Escape(inner, name, call[0])),
        "_escapeDDL" => new StringValue("\""),
        "_escapeString" => new StringValue("'"),
        "connection" => new DriverHost("pg") { IsOwn = true },
        "then" => JavaScriptValues.Undefined,
        _ when Methods.Contains(name) => new HostMethod(name, (inner, call) => Send(inner, call, name)),
        _ => base.Get(interpreter, name, location),
    };

    private static PromiseValue Send(Interpreter interpreter, HostCall call, string name)
    {
        var callback = call.Arguments.Count > 0 && IsFunction(call.Arguments[call.Arguments.Count - 1]) ? call.Arguments[call.Arguments.Count - 1] : null;
        var own = callback is null ? call : call with { Arguments = [.. call.Arguments.Take(call.Arguments.Count - 1)] };
        foreach (var argument in own.Arguments)
        {
            interpreter.UseAsPart(argument);
        }

        Settlement settled;
        try
        {
            JavaScriptValue last = JavaScriptValues.Undefined;
            foreach (var request in new DbMigrateSql(interpreter, own, callback is not null).Requests(name))
            {
                last = interpreter.Send(request) ?? JavaScriptValues.Computed(name);
            }

            settled = new Settlement(name == "all" ? Rows(last) : last, IsRejected: false);
        }
        catch (JavaScriptThrowException exception)
        {
            settled = new Settlement(exception.Value, IsRejected: true);
        }

        if (callback is not null)
        {
            interpreter.Escape(interpreter.CallValue(callback, call with
            {
                Arguments = settled.IsRejected ? [settled.Value] : [JavaScriptValues.Null, settled.Value],
                This = JavaScriptValues.Undefined,
            }));
        }

        return new PromiseValue(new Deferred(), settled.Value) { IsRejected = settled.IsRejected };
    }

    private static JavaScriptValue Rows(JavaScriptValue result) => result is ObjectValue instance && instance.Find("rows")?.Value is { } rows ? rows : JavaScriptValues.Computed("rows", result);

    public static bool IsFunction(JavaScriptValue value) => value is FunctionValue or NativeFunction or HostMethod or DbMigrateCallback;
}
