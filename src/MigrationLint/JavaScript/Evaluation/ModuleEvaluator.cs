using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>What a module's code makes to reach a database.</summary>
internal enum DatabaseInstanceKind
{
    /// <summary><c>knex({…})</c>.</summary>
    Knex,

    /// <summary><c>new Pool({…})</c> of <c>pg</c>.</summary>
    PgPool,

    /// <summary><c>new Client({…})</c> of <c>pg</c>.</summary>
    PgClient,

    /// <summary><c>postgres(url, {…})</c>.</summary>
    Postgres,
}

/// <summary>A call that makes a connection or a pool.</summary>
/// <param name="Kind">What is made.</param>
/// <param name="Package">The package it is from, such as <c>pg</c>.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="Location">The whole call.</param>
internal sealed record DatabaseInstance(DatabaseInstanceKind Kind, string Package, IReadOnlyList<JavaScriptValue> Arguments, SourceSpan Location);

/// <summary>A module after its top level was run.</summary>
/// <param name="Text">Its file; null where it could not be read.</param>
/// <param name="Parse">Its syntax; null where it could not be read.</param>
/// <param name="Exports"><c>module.exports</c>, or for ES modules the namespace object with <c>default</c> as a property.</param>
internal sealed record EvaluatedModule(SourceText? Text, ParseResult? Parse, JavaScriptValue Exports)
{
    private readonly Func<IReadOnlyList<DatabaseInstance>> readInstances = () => [];

    internal EvaluatedModule(ModuleRecord record, Func<IReadOnlyList<DatabaseInstance>> readInstances)
        : this(record.Text, record.Parse, record.Exports) => this.readInstances = readInstances;

    /// <summary>The connections that the module's own code makes, at its top level or in functions, in source order; one that several calls of a function make stands once for each.</summary>
    public IReadOnlyList<DatabaseInstance> DatabaseInstances => readInstances();
}

/// <summary>Runs modules on abstract values. Opens no file but through <see cref="IFileSystem"/>, reaches nothing else.</summary>
/// <param name="files">Where modules are read from.</param>
/// <param name="environment">The environment variables that are known; others are unknown.</param>
internal sealed class ModuleEvaluator(IFileSystem files, IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<string, ModuleRecord?> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JavaScriptValue?> data = new(StringComparer.Ordinal);
    private Interpreter? interpreter;

    /// <summary>Where modules are read from.</summary>
    internal IFileSystem Files { get; } = files;

    /// <summary>The environment variables that are known.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; } = environment;

    /// <summary>Finds the files that imports mean.</summary>
    internal ModuleResolver Resolver { get; } = new(files);

    internal Interpreter Interpreter => interpreter ??= new Interpreter(this);

    /// <summary>Runs the module at <paramref name="path"/>, and what it imports, once each. Never throws; what exceeds the fuel is unknown.</summary>
    public EvaluatedModule Evaluate(string path)
    {
        if (IsJson(path))
        {
            var text = Files.Read(path).Text;
            return new EvaluatedModule(text, null, LoadJson(path) ?? new UnknownValue(UnknownSource.Module, path));
        }

        return Load(path) is { } record
            ? new EvaluatedModule(record, () => ReadInstances(record))
            : new EvaluatedModule(null, null, new UnknownValue(UnknownSource.Module, path));
    }

    /// <summary>Calls a function that a module exports, and waits for its promise. Never throws.</summary>
    /// <returns>The result; an unknown value where the function cannot be followed, throws, or takes too long.</returns>
    public JavaScriptValue Call(JavaScriptValue function, IReadOnlyList<JavaScriptValue> arguments)
    {
        var unknown = JavaScriptValues.Computed("call", [function, .. arguments]);
        return function is FunctionValue closure
            ? Interpreter.RunIsolated(closure.Module, null, () => Interpreter.Settle(Interpreter.Invoke(closure, arguments, JavaScriptValues.Undefined, SourceSpan.StartOf(closure.Module.Text)))) ?? unknown
            : unknown;
    }

    /// <summary>The module, run; while it runs, as far as it has come. Null where the file cannot be read.</summary>
    internal ModuleRecord? Load(string path) => Find(path) is { } record ? Start(record) : null;

    /// <summary>The module, read but not necessarily run. Null where the file cannot be read.</summary>
    internal ModuleRecord? Find(string path)
    {
        if (!records.TryGetValue(path, out var known))
        {
            known = Files.Read(path).Text is { } text ? Read(text) : null;
            records[path] = known;
        }

        return known;
    }

    /// <summary>Runs a module whose text is at hand already: what is found in it is placed in this very text.</summary>
    internal ModuleRecord Load(SourceText text)
    {
        var path = text.Path;
        if (records.TryGetValue(path, out var known) && known is not null && ReferenceEquals(known.Text, text))
        {
            return Start(known);
        }

        var record = Read(text);
        records[path] = record;
        return Start(record);
    }

    private static ModuleRecord Read(SourceText text)
    {
        var record = new ModuleRecord(text, JavaScriptParser.Parse(text.Content, DialectOf(text.Path)));
        record.ModuleObject.Set(new PropertySlot("exports", record.InitialExports, null));
        return record;
    }

    private ModuleRecord Start(ModuleRecord record)
    {
        if (record.IsStarted)
        {
            return record;
        }

        record.IsStarted = true;
        Interpreter.RunIsolated(record, record.Load, () =>
        {
            Interpreter.Fuel.Grant(record.Text.Content.Length);
            Interpreter.RunModule(record);
            return record.Exports;
        });
        if ((record.IsExhausted || record.Load.Threw) && record.Exports is ObjectValue exports)
        {
            exports.IsPartial = true;
        }

        return record;
    }

    /// <summary>The value of a JSON file; null where there is none.</summary>
    internal JavaScriptValue? LoadJson(string path)
    {
        if (!data.TryGetValue(path, out var value))
        {
            value = Files.Read(path).Text is { } text ? JsonText.Read(text.Content, text) : null;
            data[path] = value;
        }

        return value;
    }

    internal static bool IsJson(string path) => PathText.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static JavaScriptDialect DialectOf(string path) =>
        PathText.GetExtension(path).ToLowerInvariant() is ".ts" or ".cts" or ".mts" or ".tsx" ? JavaScriptDialect.TypeScript : JavaScriptDialect.JavaScript;

    /// <summary>Runs the functions that nobody called yet and that mention a driver, for the connections they make.</summary>
    private List<DatabaseInstance> ReadInstances(ModuleRecord record)
    {
        foreach (var function in record.Functions.ToList())
        {
            if (!function.WasCalled && Mentions(record.Text.Slice(((Ast.Node)function.Node).Span)))
            {
                Interpreter.RunIsolated(record, null, () => Interpreter.InvokeUnknown(function, SourceSpan.StartOf(record.Text)));
            }
        }

        return [.. record.Instances.OrderBy(instance => instance.Location.Span.Start)];
    }

    private static bool Mentions(string text) =>
        text.IndexOf("knex", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("Pool", StringComparison.OrdinalIgnoreCase) >= 0
        || text.IndexOf("Client", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("postgres", StringComparison.OrdinalIgnoreCase) >= 0;
}
