using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Which way a migration is run.</summary>
internal enum MigrationDirection
{
    /// <summary><c>up</c>.</summary>
    Up,

    /// <summary><c>down</c>.</summary>
    Down,
}

/// <summary>What the tool hands to a migration.</summary>
internal enum MigrationConnection
{
    /// <summary>A Knex transaction, or Knex itself.</summary>
    Knex,

    /// <summary>The driver of db-migrate, and a callback.</summary>
    DbMigrate,

    /// <summary>A pool or client of <c>pg</c>, bare or as <c>{ context }</c>, as runners of a project's own pass it.</summary>
    Driver,
}

/// <summary>How a run of a migration ended.</summary>
internal sealed record MigrationRun
{
    /// <summary>False where there is no such function: the tool then does nothing, or refuses.</summary>
    public bool HasFunction { get; init; }

    /// <summary>True where it ran to its end without an error.</summary>
    public bool IsCompleted => HasFunction && Thrown is null && !IsCutOff;

    /// <summary>The error that ended it; null without one.</summary>
    public JavaScriptValue? Thrown { get; init; }

    /// <summary>Where that error came up, in the migration's own file.</summary>
    public SourceSpan? ThrownAt { get; init; }

    /// <summary>True where a limit ended it, so that what follows is not known.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>What could not be followed.</summary>
    public IReadOnlyList<OpaquePart> Notes { get; init; } = [];

    /// <summary>The message of <see cref="Thrown"/>; null where it has none that is known.</summary>
    public string? Message => Thrown is ObjectValue error ? (error.Find("message")?.Value as StringValue)?.Value : (Thrown as StringValue)?.Value;
}

/// <summary>Runs a migration in JavaScript or TypeScript as its tool would, on a database that somebody answers for.</summary>
internal static class MigrationRunner
{
    /// <summary>Runs one direction of one file. Never throws, whatever the program does.</summary>
    /// <param name="evaluator">Who evaluates JavaScript: one for all files of a run, so that shared modules are read once.</param>
    /// <param name="file">The migration.</param>
    /// <param name="connection">What its tool hands to it.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="session">Who takes what it sends.</param>
    public static MigrationRun Run(ModuleEvaluator evaluator, MigrationFile file, MigrationConnection connection, MigrationDirection direction, IDatabaseSession session)
    {
        var record = evaluator.Load(file.Text);
        var exports = ExportsReader.Read(record);
        var name = direction == MigrationDirection.Up ? "up" : "down";
        var function = (direction == MigrationDirection.Up ? exports.Up : exports.Down) 
            ?? (connection == MigrationConnection.Knex ? null : FindInDefault(record.Exports, name));
        var notes = Notes(record.Load, record).ToList();
        if (function is null)
        {
            return new MigrationRun { Notes = notes };
        }

        var observation = new Observation(record.Text);
        var start = SourceSpan.StartOf(record.Text);
        var interpreter = evaluator.Interpreter;
        var callee = function;
        if (JavaScriptValues.Alternatives(callee).All(part => part is UnknownValue))
        {
            var from = JavaScriptValues.ModuleOf(callee) is { } specifier ? $"'{specifier}', which is not followed" : "a value that is not known before it runs";
            notes.Add(new OpaquePart(start, $"{name} comes from {from}"));
            return new MigrationRun { HasFunction = true, IsCutOff = true, Notes = notes };
        }

        interpreter.RunIsolated(record, observation, () => Call(interpreter, callee, connection, record.Exports, start), session);
        notes.AddRange(Notes(observation, record));
        return new MigrationRun
        {
            HasFunction = true,
            Thrown = observation.Threw ? observation.Thrown ?? JavaScriptValues.Undefined : null,
            ThrownAt = observation.Threw ? observation.ThrownAt ?? start : null,
            IsCutOff = observation.ExhaustedBy is not null,
            Notes = notes,
        };
    }

    private static JavaScriptValue Call(Interpreter interpreter, JavaScriptValue function, MigrationConnection connection, JavaScriptValue exports, SourceSpan start)
    {
        var settled = new DbMigrateCallback();
        IReadOnlyList<JavaScriptValue> arguments = connection switch
        {
            MigrationConnection.DbMigrate => [new DbMigrateDriver(), settled],
            MigrationConnection.Driver => [DriverArgument(function), JavaScriptValues.Computed("argument")],
            _ => [new KnexInstance(ConnectionKind.OwnKnex)],
        };
        if (connection == MigrationConnection.DbMigrate && (exports as ObjectValue)?.Find("setup")?.Value is FunctionValue setup)
        {
            interpreter.Invoke(setup, [DbMigrateOptions(), JavaScriptValues.Computed("seed")], JavaScriptValues.Undefined, start);
        }

        var result = interpreter.CallValue(function, new HostCall { Arguments = arguments, Location = start, Callee = start, This = exports });
        result = interpreter.Settle(result);
        return settled.Error is { } error ? throw new JavaScriptThrowException(error) : result;
    }

    /// <summary>What db-migrate passes to <c>setup</c> (db-migrate 0.11: api.js): names of types, and its promises.</summary>
    private static ObjectValue DbMigrateOptions()
    {
        (string Name, string Type)[] names =
        [
            ("CHAR", "char"), ("STRING", "string"), ("TEXT", "text"), ("SMALLINT", "smallint"), ("BIGINT", "bigint"), ("INTEGER", "int"), ("SMALL_INTEGER", "smallint"),
            ("BIG_INTEGER", "bigint"), ("REAL", "real"), ("DATE", "date"), ("DATE_TIME", "datetime"), ("TIME", "time"), ("BLOB", "blob"), ("TIMESTAMP", "timestamp"),
            ("BINARY", "binary"), ("BOOLEAN", "boolean"), ("DECIMAL", "decimal"),
        ];
        var types = new ObjectValue();
        foreach (var (name, type) in names)
        {
            types.Set(new PropertySlot(name, new StringValue(type), null));
        }

        var tool = new ObjectValue { IsPartial = true };
        tool.Set(new PropertySlot("dataType", types, null));
        var options = new ObjectValue { IsPartial = true };
        options.Set(new PropertySlot("dbmigrate", tool, null));
        options.Set(new PropertySlot("Promise", Globals.Promise, null));
        return options;
    }

    /// <summary>A client, which also is its own <c>context</c>, <c>client</c>, <c>pool</c> and <c>db</c>.</summary>
    private static JavaScriptValue DriverArgument(JavaScriptValue function)
    {
        var driver = new DriverHost("pg") { IsOwn = true };
        if (function is not FunctionValue { Node.Params.Count: > 0 } closure || closure.Node.Params[0] is not JavaScript.Ast.ObjectPattern)
        {
            return driver;
        }

        var argument = new ObjectValue { IsPartial = true };
        foreach (var name in new[] { "context", "client", "pool", "db", "pg", "connection" })
        {
            argument.Set(new PropertySlot(name, driver, null));
        }

        return argument;
    }

    /// <summary>What a module exports under <c>default</c>, which some loaders take.</summary>
    private static JavaScriptValue? FindInDefault(JavaScriptValue exports, string name) =>
        exports is ObjectValue instance && instance.Find("default")?.Value is ObjectValue inner
            ? inner.Find(name)?.Value is { } value and not UndefinedValue ? value : inner.Class?.FindMethod(name)?.Bind(inner)
            : null;

    /// <summary>What a migration itself says of the tool's transaction: <c>config.transaction</c>; null where it says nothing.</summary>
    /// <param name="evaluator">Who evaluates JavaScript.</param>
    /// <param name="file">The migration.</param>
    public static bool? TransactionOf(ModuleEvaluator evaluator, MigrationFile file) => OwnTransaction(evaluator.Load(file.Text).Exports);

    /// <summary>As the other, of what a module exports.</summary>
    internal static bool? OwnTransaction(JavaScriptValue exports)
    {
        var members = exports is FunctionValue function ? function.Members : exports as ObjectValue;
        var config = members?.Find("config")?.Value as ObjectValue ?? (members?.Find("default")?.Value as ObjectValue)?.Find("config")?.Value as ObjectValue;
        return (config?.Find("transaction")?.Value as BooleanValue)?.Value;
    }

    private static IEnumerable<OpaquePart> Notes(Observation observation, ModuleRecord record)
    {
        foreach (var part in observation.Unfollowed)
        {
            yield return new OpaquePart(part.Location, part.Reason);
        }

        if (observation.ExhaustedBy is { } reason)
        {
            yield return new OpaquePart(observation.ExhaustedAt ?? SourceSpan.StartOf(record.Text), reason);
        }
    }
}
