using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>A method taken from a host object.</summary>
internal sealed class HostMethod(string name, Func<Interpreter, HostCall, JavaScriptValue> body) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string member, SourceSpan location) =>
        FunctionMethods.Get(member) ?? JavaScriptValues.Computed(member, this);

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => body(interpreter, call);

    public override string ToString() => name;
}

/// <summary>A package that talks to databases past Knex.</summary>
internal sealed class DriverPackage(string package) : HostObject
{
    private static readonly HashSet<string> Drivers = new(StringComparer.Ordinal)
    {
        "pg", "pg-pool", "pg-native", "pg-promise", "postgres", "mysql", "mysql2", "mysql2/promise", "mariadb", "better-sqlite3", "sqlite3", "tedious", "mssql",
        "oracledb", "slonik", "@neondatabase/serverless", "@vercel/postgres", "promise-mysql",
    };

    public static bool IsDriver(string package) => Drivers.Contains(package);

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "default" or "native" or "promise" => this,
        "types" or "escape" or "format" or "escapeId" or "errors" or "VERBOSE" => JavaScriptValues.Computed(name),
        _ => new HostMethod(name, (inner, call) => Connect(inner, call, name)),
    };

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => Connect(interpreter, call, "");

    private JavaScriptValue Connect(Interpreter interpreter, HostCall call, string name)
    {
        // pg-promise is called for its options first; the connection is made by what that gives.
        if (package == "pg-promise" && name.Length == 0 && call[0] is UndefinedValue or ObjectValue && !call.IsConstruction)
        {
            return new HostMethod(name, (inner, second) => Connect(inner, second, "pg-promise"));
        }

        if (package is "pg" or "pg-pool" or "@neondatabase/serverless" && (name is "Pool" or "Client" || package == "pg-pool"))
        {
            interpreter.NoteInstance(name == "Client" ? DatabaseInstanceKind.PgClient : DatabaseInstanceKind.PgPool, package, call);
        }
        else if (package == "postgres" && name.Length == 0)
        {
            interpreter.NoteInstance(DatabaseInstanceKind.Postgres, package, call);
        }

        var driver = new DriverHost(package) { Origin = call.Location };
        interpreter.NoteCall(ConnectionKind.Driver, driver, call with { IsConstruction = true }, name, package).Deferred.AddConsumer(Deferred.Root, null);
        return driver;
    }
}

/// <summary>A pool, client or connection of a driver.</summary>
internal sealed class DriverHost(string package) : HostObject
{
    /// <summary>True for the connection that the tool itself hands to a migration.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Methods that open, close or watch a connection, or only make text.</summary>
    private static readonly HashSet<string> Lifecycle = new(StringComparer.Ordinal)
    {
        "connect", "end", "release", "on", "once", "off", "close", "destroy", "removeListener", "removeAllListeners", "addListener", "ping", "getConnection",
        "acquire", "promise", "escape", "escapeId", "format", "listen", "unsubscribe", "reserve", "done", "pragma", "prepare", "array", "json", "typed",
    };

    /// <summary>Methods that hand a connection of theirs to a function.</summary>
    private static readonly HashSet<string> Scoped = new(StringComparer.Ordinal) { "begin", "transaction", "tx", "task", "savepoint", "connect", "connection" };

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "then" or "catch" or "finally" => PromiseMethods.Get(name)!,
        "options" or "totalCount" or "idleCount" or "waitingCount" or "parameters" => JavaScriptValues.Computed(name),
        "pool" or "client" => this,
        _ => new HostMethod(name, (inner, call) => Invoke(inner, call, name)),
    };

    /// <summary><c>sql`…`</c>, or a helper such as <c>sql(values)</c>.</summary>
    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) =>
        call.IsTag ? Send(interpreter, call, "") : JavaScriptValues.Computed("sql", [.. call.Arguments]);

    private JavaScriptValue Invoke(Interpreter interpreter, HostCall call, string name)
    {
        foreach (var argument in call.Arguments)
        {
            interpreter.UseAsPart(argument);
        }

        if (!Lifecycle.Contains(name))
        {
            return Send(interpreter, call, name);
        }

        foreach (var function in call.Arguments.OfType<FunctionValue>())
        {
            Run(interpreter, function, call, name);
        }

        return name is "on" or "once" or "end" or "release" ? JavaScriptValues.Undefined : this;
    }

    private DriverResult Send(Interpreter interpreter, HostCall call, string name)
    {
        var noted = interpreter.NoteCall(ConnectionKind.Driver, this, call, name, package);
        if (interpreter.Session is not null)
        {
            return Scoped.Contains(name) ? Transact(interpreter, call, noted) : SendNow(interpreter, call, noted);
        }
        foreach (var function in call.Arguments.OfType<FunctionValue>())
        {
            // A callback waits for the result.
            interpreter.Consume(Run(interpreter, function, call, name), noted.Deferred, null);
            if (!Scoped.Contains(name))
            {
                noted.Deferred.AddConsumer(Deferred.Root, null);
            }
        }

        return new DriverResult(noted.Deferred);
    }

    /// <summary>Drivers send when they are called, not when somebody waits.</summary>
    private DriverResult SendNow(Interpreter interpreter, HostCall call, ObservedCall noted)
    {
        var callback = call.Arguments.Count > 0 && DbMigrateDriver.IsFunction(call.Arguments[call.Arguments.Count - 1]) ? call.Arguments[call.Arguments.Count - 1] : null;
        var (sql, values) = call.IsTag ? (TagText(interpreter, call), new ArrayValue(call.Arguments.Skip(2)))
            : call[0] is ObjectValue query ? (query.Find("text")?.Value ?? query.Find("sql")?.Value ?? call[0], query.Find("values")?.Value)
            : (call[0], call.Arguments.Count > 1 && !ReferenceEquals(call[1], callback) ? call[1] : null);
        Settlement settled;
        try
        {
            settled = new Settlement(interpreter.Send(new DriverRequest(sql, values, interpreter.Sender(call.Location)) { IsOtherConnection = !IsOwn })!, IsRejected: false);
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

        return new DriverResult(noted.Deferred) { Settled = settled };
    }

    /// <summary>What a tag sends: parameters where the values stand.</summary>
    private static JavaScriptValue TagText(Interpreter interpreter, HostCall call)
    {
        var pieces = new List<JavaScriptValue>();
        var texts = call[1] is ArrayValue array ? array.Elements : [];
        for (var i = 0; i < texts.Count; i++)
        {
            pieces.Add(texts[i]);
            if (i + 1 < texts.Count)
            {
                pieces.Add(call[i + 2] is UnknownValue { Detail: "sql" } or DriverResult ? call[i + 2] : new StringValue("$" + JavaScriptValues.Text(i + 1)));
            }
        }

        return Operators.Concatenate(interpreter.Fuel, pieces);
    }

    private DriverResult Transact(Interpreter interpreter, HostCall call, ObservedCall noted)
    {
        void Send(TransactionStep step) => interpreter.Send(new TransactionRequest(step, call.Location));
        var function = call.Arguments.OfType<FunctionValue>().FirstOrDefault();
        if (function is null)
        {
            return new DriverResult(noted.Deferred) { Settled = new Settlement(this, IsRejected: false) };
        }

        Send(TransactionStep.Begin);
        var ended = PromiseMethods.Try(interpreter, call, function, [this]);
        Send(ended.IsRejected ? TransactionStep.Rollback : TransactionStep.Commit);
        return new DriverResult(noted.Deferred) { Settled = new Settlement(ended.Result, ended.IsRejected) };
    }

    private JavaScriptValue Run(Interpreter interpreter, FunctionValue function, HostCall call, string name)
    {
        if (!Scoped.Contains(name))
        {
            return interpreter.InvokeUnknown(function, call.Location);
        }

        JavaScriptValue[] arguments = name == "connect" ? [JavaScriptValues.Null, this, JavaScriptValues.Computed("done")] : [this];
        return interpreter.Invoke(function, arguments, JavaScriptValues.Undefined, call.Location);
    }
}

/// <summary>The promise of a driver's answer.</summary>
internal sealed class DriverResult(Deferred deferred) : HostObject
{
    /// <summary>How it ended, where somebody answers.</summary>
    public Settlement? Settled { get; init; }

    public override Deferred Deferred => deferred;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) =>
        PromiseMethods.Get(name) ?? new HostMethod(name, (_, call) => name is "values" or "raw" or "execute" or "describe" ? call.This : JavaScriptValues.Computed(name, this));

    public override JavaScriptValue Await(Interpreter interpreter) => Settled switch
    {
        null => JavaScriptValues.Computed("result"),
        { IsRejected: true } failed => throw new JavaScriptThrowException(failed.Value),
        { } settled => settled.Value,
    };
}

/// <summary>Recognises calls on imports that could not be read but are called as drivers are.</summary>
internal static class ImportedDrivers
{
    /// <summary>Methods whose name alone, on an import of the project's own, says that SQL is sent.</summary>
    private static readonly HashSet<string> Sending = new(StringComparer.Ordinal) { "query", "runSql", "execute", "executeSql", "execSql", "runQuery" };

    /// <summary>Methods that mean SQL where the text says so.</summary>
    private static readonly HashSet<string> WithSql = new(StringComparer.Ordinal)
    {
        "query", "runSql", "execute", "executeSql", "execSql", "runQuery", "raw", "unsafe", "none", "any", "one", "many", "oneOrNone", "manyOrNone", "multi",
        "$queryRawUnsafe", "$executeRawUnsafe", "$queryRaw", "$executeRaw", "exec", "run", "sql",
    };

    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "select", "insert", "update", "delete", "create", "alter", "drop", "truncate", "with", "begin", "commit", "rollback", "grant", "revoke", "comment", "set",
        "do", "call", "vacuum", "analyze", "reindex", "refresh", "lock", "copy", "merge", "savepoint", "explain",
    };

    /// <summary>Notes a call on an unknown value: as one that reaches a database, or as one that might.</summary>
    public static void Note(Interpreter interpreter, JavaScriptValue callee, HostCall call)
    {
        if (interpreter.Observation is null)
        {
            return;
        }

        var method = callee is UnknownValue { Source: UnknownSource.Computed } unknown ? unknown.Detail : "";
        var module = JavaScriptValues.ModuleOf(callee);
        if (module is not null && IsDatabaseCall(module, method, call))
        {
            interpreter.NoteCall(ConnectionKind.ImportedModule, callee, call, method, module).Deferred.AddConsumer(Deferred.Root, null);
        }
        else if (call.Arguments.Any(HoldsConnection))
        {
            var from = module is null ? "" : $" is imported from '{module}', which is not followed, and";
            var name = call.Callee.Text.Slice(call.Callee.Span);
            interpreter.NoteUnfollowed(call.Location, $"'{(name.Length > 40 ? name.Substring(0, 40) + "…" : name)}'{from} is given the connection");
        }
    }

    /// <summary>True where a text begins as SQL does.</summary>
    public static bool IsSql(JavaScriptValue value)
    {
        var text = value switch
        {
            StringValue known => known.Value,
            TemplateValue { Pieces.Count: > 0 } template => (template.Pieces[0] as StringValue)?.Value ?? "",
            ObjectValue query => (query.Find("text")?.Value as StringValue ?? query.Find("sql")?.Value as StringValue)?.Value ?? "",
            ConditionalValue conditional => IsSql(conditional.WhenTrue) && IsSql(conditional.WhenFalse) ? "select " : "",
            _ => "",
        };
        var start = SkipComments(text);
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return end > start && (end == text.Length || !char.IsLetterOrDigit(text[end])) && text.Length > end && Verbs.Contains(text.Substring(start, end - start));
    }

    private static int SkipComments(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf("--", start, StringComparison.Ordinal) == start ? text.IndexOf('\n', start)
                : text.IndexOf("/*", start, StringComparison.Ordinal) == start ? text.IndexOf("*/", start, StringComparison.Ordinal) + 1
                : char.IsWhiteSpace(text[start]) || text[start] == '(' ? start
                : -1;
            if (end <= 0 && !(end == 0 && start == 0))
            {
                return start;
            }

            start = end + 1;
        }

        return start;
    }

    private static bool IsDatabaseCall(string module, string method, HostCall call)
    {
        if (call.IsTag)
        {
            return (method.Length == 0 || WithSql.Contains(method)) && IsSql(call[0]);
        }

        var isOwn = ModuleResolver.IsPath(module) || module.StartsWith("@/", StringComparison.Ordinal) || module.StartsWith("~", StringComparison.Ordinal)
            || module.StartsWith("#", StringComparison.Ordinal) || module.StartsWith("src/", StringComparison.Ordinal);
        return (WithSql.Contains(method) && IsSql(call[0])) || FileSystemHost.FindSqlName(call[0]) is not null && WithSql.Contains(method)
            || (isOwn && Sending.Contains(method) && call[0] is UnknownValue or TemplateValue);
    }

    /// <summary>True for a connection of the migration, or an object that holds one.</summary>
    public static bool HoldsConnection(JavaScriptValue value) => value switch
    {
        KnexInstance { Kind: ConnectionKind.OwnKnex } or KnexTableBuilder or DriverHost => true,
        ObjectValue instance => instance.Properties.Any(slot => slot.Value is KnexInstance { Kind: ConnectionKind.OwnKnex } or DriverHost),
        _ => false,
    };
}
