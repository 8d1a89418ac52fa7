using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary><c>path</c>: joins what is known; a path with an unknown stretch keeps its other pieces.</summary>
internal sealed class PathHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "join" or "resolve" => new NativeFunction(name, (inner, call) => Join(inner, call.Arguments, name == "resolve")),
        "dirname" => Part(name, path => PathText.GetDirectory(path) ?? path),
        "basename" => new NativeFunction(name, (_, call) => Basename(call)),
        "extname" => Part(name, PathText.GetExtension),
        "sep" => new StringValue("/"),
        "posix" or "default" => this,
        _ => base.Get(interpreter, name, location),
    };

    private static NativeFunction Part(string name, Func<string, string> part) => new(name, (_, call) =>
        call[0] is StringValue path ? new StringValue(part(path.Value)) : JavaScriptValues.Computed(name, call[0]));

    private static JavaScriptValue Basename(HostCall call)
    {
        if (call[0] is not StringValue path)
        {
            return JavaScriptValues.Computed("basename", call[0]);
        }

        var name = PathText.GetFileName(path.Value);
        return new StringValue(call[1] is StringValue suffix && name.EndsWith(suffix.Value, StringComparison.Ordinal) && name.Length > suffix.Value.Length
            ? name.Substring(0, name.Length - suffix.Value.Length)
            : name);
    }

    /// <summary>A relative path without the steps that lead nowhere.</summary>
    private static string Normalize(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Where(step => step != "."))
        {
            if (step == ".." && steps.Count > 0 && steps[steps.Count - 1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else
            {
                steps.Add(step);
            }
        }

        return steps.Count == 0 ? "." : string.Join("/", steps);
    }

    private static JavaScriptValue Join(Interpreter interpreter, IReadOnlyList<JavaScriptValue> parts, bool resolves)
    {
        interpreter.Fuel.Spend(parts.Count);
        if (parts.All(part => part is StringValue))
        {
            var path = "";
            foreach (var part in parts.Cast<StringValue>().Where(part => part.Value.Length > 0))
            {
                path = path.Length == 0 || (resolves && PathText.IsAbsolute(part.Value)) ? part.Value : path + "/" + part.Value;
            }

            // What is relative is relative to a working directory that nobody knows.
            return resolves && !PathText.IsAbsolute(path)
                ? new TemplateValue([JavaScriptValues.Computed("process.cwd()"), new StringValue("/"), .. parts])
                : new StringValue(PathText.IsAbsolute(path) ? PathText.Normalize(path, backslashSeparates: false) : Normalize(path)) { Pieces = parts };
        }

        if (parts.FirstOrDefault(part => part is ConditionalValue) is ConditionalValue conditional && JavaScriptValues.CountAlternatives(conditional) <= 8)
        {
            JavaScriptValue Side(JavaScriptValue side) => Join(interpreter, [.. parts.Select(part => ReferenceEquals(part, conditional) ? side : part)], resolves);
            return JavaScriptValues.Conditional(conditional.Test, Side(conditional.WhenTrue), Side(conditional.WhenFalse));
        }

        var pieces = new List<JavaScriptValue>();
        foreach (var part in parts)
        {
            if (pieces.Count > 0)
            {
                pieces.Add(new StringValue("/"));
            }

            pieces.Add(part);
        }

        return Operators.Concatenate(interpreter.Fuel, pieces);
    }
}

/// <summary><c>fs</c>: reads text files of the project through the evaluator's file system, writes nothing.</summary>
internal sealed class FileSystemHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "readFileSync" or "readFile" => new NativeFunction(name, Read),
        "promises" or "default" => this,
        "readdirSync" or "readdir" => new NativeFunction(name, List),
        _ => base.Get(interpreter, name, location),
    };

    /// <summary>The name of the SQL file that a path leads to, as the program writes it; null where it is none.</summary>
    public static string? FindSqlName(JavaScriptValue path) => FindSqlName(path, []);

    private static string? FindSqlName(JavaScriptValue path, HashSet<JavaScriptValue> seen)
    {
        if (!seen.Add(path) || seen.Count > 256)
        {
            return null;
        }

        IReadOnlyList<JavaScriptValue> parts = path switch
        {
            StringValue text => text.Pieces,
            TemplateValue template => template.Pieces,
            UnknownValue unknown => unknown.Inputs,
            ConditionalValue conditional => [conditional.WhenFalse, conditional.WhenTrue],
            _ => [],
        };
        return parts.Reverse().Select(part => FindSqlName(part, seen)).FirstOrDefault(name => name is not null)
            ?? (path is StringValue known && known.Value.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? known.Value : null);
    }

    private static JavaScriptValue Read(Interpreter interpreter, HostCall call)
    {
        var name = FindSqlName(call[0]);
        JavaScriptValue result = new UnknownValue(UnknownSource.Computed, "readFile") { Inputs = [call[0]], Origin = call.Location };
        if (call[0] is StringValue path && PathText.IsAbsolute(path.Value)
            && interpreter.Modules.Files.Read(PathText.Normalize(path.Value, backslashSeparates: false)).Text is { } text)
        {
            interpreter.Fuel.SpendCharacters(text.Content.Length);
            result = new StringValue(text.Content) { File = name ?? path.Value, Origin = call.Location };
        }

        if (call.Arguments.Count > 1 && call.Arguments[call.Arguments.Count - 1] is FunctionValue callback)
        {
            return interpreter.Invoke(callback, [JavaScriptValues.Null, result], JavaScriptValues.Undefined, call.Location);
        }

        return result;
    }

    private static ArrayValue List(Interpreter interpreter, HostCall call) =>
        call[0] is StringValue path && PathText.IsAbsolute(path.Value) && interpreter.Modules.Files.List(PathText.Normalize(path.Value, backslashSeparates: false)) is { } entries
            ? new ArrayValue(entries.Select(entry => new StringValue(entry.Name)))
            : new ArrayValue([]) { IsPartial = true };
}

/// <summary><c>url</c> and the global <c>URL</c>.</summary>
internal sealed class UrlHost : HostObject
{
    private const string FileScheme = "file://";

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "fileURLToPath" => new NativeFunction(name, (_, call) => call[0] is StringValue url && url.Value.StartsWith(FileScheme, StringComparison.Ordinal)
            ? new StringValue(url.Value.Substring(FileScheme.Length)) { Pieces = url.Pieces }
            : JavaScriptValues.Computed(name, call[0])),
        "pathToFileURL" => new NativeFunction(name, (_, call) => call[0] is StringValue path ? new StringValue(FileScheme + path.Value) : JavaScriptValues.Computed(name, call[0])),
        "URL" => new NativeFunction(name, Construct),
        "default" => this,
        _ => base.Get(interpreter, name, location),
    };

    /// <summary><c>new URL('./x.sql', import.meta.url)</c> of files; other addresses are not taken apart.</summary>
    public static JavaScriptValue Construct(Interpreter interpreter, HostCall call)
    {
        if (call[0] is StringValue relative && call[1] is StringValue @base && @base.Value.StartsWith(FileScheme, StringComparison.Ordinal))
        {
            var path = @base.Value.Substring(FileScheme.Length);
            var directory = path.EndsWith("/", StringComparison.Ordinal) ? path : PathText.GetDirectory(path) ?? "/";
            return new StringValue(FileScheme + PathText.Combine(directory, relative.Value)) { Pieces = [relative] };
        }

        return new UnknownValue(UnknownSource.Computed, "URL") { Inputs = call.Arguments, Origin = call.Location };
    }
}

/// <summary><c>child_process</c>: a started database client is a way past Knex.</summary>
internal sealed class ChildProcessHost : HostObject
{
    private static readonly string[] Clients = ["psql", "pg_restore", "pg_dump", "createdb", "dropdb", "mysql", "mysqldump", "mariadb", "sqlite3", "sqlcmd", "cockroach"];

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "exec" or "execSync" or "spawn" or "spawnSync" or "execFile" or "execFileSync" => new NativeFunction(name, (inner, call) => Start(inner, call, name)),
        "default" => this,
        _ => base.Get(interpreter, name, location),
    };

    private static UnknownValue Start(Interpreter interpreter, HostCall call, string name)
    {
        var result = JavaScriptValues.Computed(name, [.. call.Arguments]);
        foreach (var function in call.Arguments.OfType<FunctionValue>())
        {
            interpreter.InvokeUnknown(function, call.Location);
        }

        if (KnownText(call[0]).Split([' ', '\t', '\n', '|', '&', ';', '"', '\'', '/'], StringSplitOptions.RemoveEmptyEntries).Any(Clients.Contains))
        {
            var noted = interpreter.NoteCall(ConnectionKind.Shell, result, call, name);
            noted.Deferred.AddConsumer(Deferred.Root, null);
        }

        return result;
    }

    private static string KnownText(JavaScriptValue value) => value switch
    {
        StringValue text => text.Value,
        TemplateValue template => string.Join(" ", template.Pieces.Select(KnownText)),
        ConditionalValue conditional => KnownText(conditional.WhenTrue) + " " + KnownText(conditional.WhenFalse),
        _ => "",
    };
}
