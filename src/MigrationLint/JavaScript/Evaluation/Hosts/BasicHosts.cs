using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>A global such as <c>Object</c> or <c>JSON</c>: members, and what calling it does.</summary>
internal sealed class NamespaceHost(string name, ObjectValue members, Func<Interpreter, HostCall, JavaScriptValue>? call) : HostObject
{
    public string Name { get; } = name;

    /// <summary>Adds a member.</summary>
    public void Add(string member, JavaScriptValue value) => members.Set(new PropertySlot(member, value, null));

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) =>
        members.Find(name)?.Value ?? (name == "name" ? new StringValue(Name) : null) ?? FunctionMethods.Get(name) ?? JavaScriptValues.Computed(name, this);

    public override JavaScriptValue Call(Interpreter interpreter, HostCall called) => call is null ? interpreter.CallUnknown(this, called) : call(interpreter, called);
}

/// <summary><c>console</c>: prints, which nobody sees here. Builders that are printed are text.</summary>
internal sealed class ConsoleHost : HostObject
{
    private static readonly NativeFunction Print = new("console", (interpreter, call) =>
    {
        foreach (var argument in call.Arguments)
        {
            interpreter.UseAsPart(argument);
        }

        return JavaScriptValues.Undefined;
    });

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => Print;
}

/// <summary><c>require</c> of one module.</summary>
internal sealed class RequireHost(ModuleRecord module) : HostObject
{
    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) =>
        call[0] is StringValue specifier ? Load(interpreter, specifier.Value, call.Location) : JavaScriptValues.Computed("require", call[0]);

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name == "resolve"
        ? new NativeFunction(name, (inner, call) => call[0] is StringValue specifier && inner.Modules.Resolver.Resolve(specifier.Value, module.Text.Path) is { } path
            ? new StringValue(path) { Pieces = [specifier] }
            : JavaScriptValues.Computed(name, call[0]))
        : base.Get(interpreter, name, location);

    private JavaScriptValue Load(Interpreter interpreter, string specifier, SourceSpan location)
    {
        var exports = interpreter.Import(specifier, module, location);
        interpreter.PassOn(exports);
        return exports;
    }
}

/// <summary><c>import.meta</c>.</summary>
internal sealed class ImportMetaHost(ModuleRecord module) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "url" => new StringValue("file://" + module.Text.Path),
        "filename" => new StringValue(module.Text.Path),
        "dirname" => new StringValue(Files.PathText.GetDirectory(module.Text.Path) ?? "/"),
        _ => base.Get(interpreter, name, location),
    };
}

/// <summary><c>process</c>.</summary>
internal sealed class ProcessHost(IReadOnlyDictionary<string, string> environment) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "env" => new EnvironmentHost(environment),
        "exit" or "on" or "once" or "emitWarning" => new NativeFunction(name, (inner, call) =>
        {
            inner.Escape(inner.InvokeUnknown(call[1], call.Location));
            return JavaScriptValues.Undefined;
        }),
        "nextTick" => new NativeFunction(name, (inner, call) =>
        {
            inner.Escape(inner.CallValue(call[0], call with { Arguments = [.. call.Arguments.Skip(1)], This = JavaScriptValues.Undefined }));
            return JavaScriptValues.Undefined;
        }),
        "stdout" or "stderr" => new InertHost(),
        "cwd" => new NativeFunction(name, (_, _) => JavaScriptValues.Computed("process.cwd()")),
        _ => base.Get(interpreter, name, location),
    };
}

/// <summary><c>process.env</c>: variables that are given are known, all others are not.</summary>
internal sealed class EnvironmentHost(IReadOnlyDictionary<string, string> environment) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => Get(name, location);

    private JavaScriptValue Get(string name, SourceSpan location) => environment.TryGetValue(name, out var value)
        ? new StringValue(value) { Origin = location }
        : new UnknownValue(UnknownSource.Environment, name) { Origin = location };

    /// <summary>Reads a variable by a name that is a value, which another place than the read may have written.</summary>
    public JavaScriptValue Read(string name, SourceSpan written, SourceSpan read) =>
        ReferenceEquals(written.Text, read.Text) && read.Span.Contains(written.Span) ? Get(name, read)
        : environment.ContainsKey(name) ? Get(name, written)
        : new UnknownValue(UnknownSource.Environment, name) { Origin = written, ReadAt = read };
}

/// <summary>A package that does nothing that matters here, such as <c>dotenv</c>.</summary>
internal sealed class InertHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => this;

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => this;
}

/// <summary><c>module</c>: <c>createRequire(import.meta.url)</c> gives the <c>require</c> of the module that calls it.</summary>
internal sealed class ModulePackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "createRequire" => new NativeFunction(name, (inner, _) => new RequireHost(inner.CurrentModule)),
        "default" => this,
        _ => base.Get(interpreter, name, location),
    };
}

/// <summary><c>util</c>: <c>promisify</c> gives the function itself.</summary>
internal sealed class UtilHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "promisify" => new NativeFunction(name, (_, call) => Promisify(call[0])),
        "callbackify" or "deprecate" => new NativeFunction(name, (_, call) => call[0]),
        "format" => new NativeFunction(name, Format),
        "default" => this,
        _ => base.Get(interpreter, name, location),
    };

    /// <summary>A function that takes a callback as one that gives a promise. What host objects have gives one anyhow.</summary>
    public static JavaScriptValue Promisify(JavaScriptValue function) => function is not FunctionValue closure ? function : new NativeFunction("promisified", (interpreter, call) =>
    {
        var executor = new NativeFunction("executor", (inner, made) =>
        {
            var callback = new NativeFunction("callback", (innermost, done) => JavaScriptValues.Truth(done[0]) == true
                ? innermost.CallValue(made[1], done with { Arguments = [done[0]] })
                : innermost.CallValue(made[0], done with { Arguments = [done[1]] }));
            return inner.Invoke(closure, [.. call.Arguments, callback], call.This, call.Location);
        });
        return PromiseMethods.Follow(interpreter, executor, JavaScriptValues.Undefined, call.Location);
    });

    private static JavaScriptValue Format(Interpreter interpreter, HostCall call)
    {
        if (call[0] is not StringValue format)
        {
            return JavaScriptValues.Computed("format", [.. call.Arguments]);
        }

        var pieces = new List<JavaScriptValue>();
        var next = 1;
        var from = 0;
        for (var at = format.Value.IndexOf('%'); at >= 0 && at + 1 < format.Value.Length; at = at + 1 < format.Value.Length ? format.Value.IndexOf('%', from) : -1)
        {
            var kind = format.Value[at + 1];
            pieces.Add(new StringValue(format.Value.Substring(from, at - from)));
            pieces.Add(kind == '%' ? new StringValue("%")
                : kind is 's' or 'd' or 'i' && next < call.Arguments.Count ? call[next++]
                : kind == 'j' && next < call.Arguments.Count ? JsonWriter.Stringify(interpreter, call with { Arguments = [call[next++]] }) ?? JavaScriptValues.Computed("json", call[next - 1])
                : new StringValue("%" + kind));
            from = at + 2;
        }

        pieces.Add(new StringValue(format.Value.Substring(Math.Min(from, format.Value.Length))));
        foreach (var rest in call.Arguments.Skip(next))
        {
            pieces.Add(new StringValue(" "));
            pieces.Add(rest);
        }

        return Operators.Concatenate(interpreter.Fuel, pieces);
    }
}

/// <summary><c>drizzle-kit</c>: <c>defineConfig</c> hands back what it is given, for the sake of its type.</summary>
internal sealed class DrizzleKitPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "defineConfig" => new NativeFunction(name, (_, call) => call[0]),
        "default" => this,
        _ => base.Get(interpreter, name, location),
    };
}

/// <summary>The packages that are known, by name.</summary>
internal static class HostModules
{
    private static readonly InertHost Inert = new();

    private static readonly Dictionary<string, JavaScriptValue> Packages = new(StringComparer.Ordinal)
    {
        ["knex"] = new KnexPackage(),
        ["dotenv"] = Inert,
        ["dotenv/config"] = Inert,
        ["dotenv-flow"] = Inert,
        ["dotenv-flow/config"] = Inert,
        ["dotenv-expand"] = Inert,
        ["ts-node/register"] = Inert,
        ["source-map-support/register"] = Inert,
        ["path"] = new PathHost(),
        ["fs"] = new FileSystemHost(),
        ["fs/promises"] = new FileSystemHost(),
        ["fs-extra"] = new FileSystemHost(),
        ["url"] = new UrlHost(),
        ["util"] = new UtilHost(),
        ["child_process"] = new ChildProcessHost(),
        ["console"] = new ConsoleHost(),
        ["tslib"] = new TslibPackage(),
        ["async"] = new AsyncLibrary(),
        ["buffer"] = new BufferPackage(),
        ["crypto"] = new CryptoHost(),
        ["uuid"] = new IdentifierPackage(),
        ["uuid/v4"] = new IdentifierPackage(),
        ["uuid/v1"] = new IdentifierPackage(),
        ["nanoid"] = new IdentifierPackage(),
        ["ulid"] = new IdentifierPackage(),
        ["cuid"] = new IdentifierPackage(),
        ["@paralleldrive/cuid2"] = new IdentifierPackage(),
        ["bluebird"] = new BluebirdPackage(),
        ["knex-schema-inspector"] = new SchemaInspectorPackage(),
        ["@directus/schema"] = new SchemaInspectorPackage(),
        ["@directus/utils"] = new DirectusPackage(),
        ["@directus/env"] = new DirectusPackage(),
        ["module"] = new ModulePackage(),
        ["drizzle-kit"] = new DrizzleKitPackage(),
        ["timers/promises"] = new InertHost(),
    };

    /// <summary>The host object of a package; null where the package is not known.</summary>
    public static JavaScriptValue? Find(string specifier)
    {
        var name = specifier.StartsWith("node:", StringComparison.Ordinal) ? specifier.Substring("node:".Length) : specifier;
        return Packages.TryGetValue(name, out var host) ? host
            : name == "process" ? null
            : DriverPackage.IsDriver(name) ? new DriverPackage(name)
            : LodashPackage.Find(name);
    }
}
