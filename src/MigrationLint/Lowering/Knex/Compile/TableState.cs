using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>A column as Knex's builder has it (knex 3.3: <c>lib/schema/columnbuilder.js</c>).</summary>
/// <param name="Type">The method, or the one that it is an alias of.</param>
/// <param name="Arguments">What it was given, the name first.</param>
/// <param name="Place">The call.</param>
internal sealed record ColumnState(string Type, IReadOnlyList<JavaScriptValue> Arguments, SourceSpan Place)
{
    /// <summary>The modifiers with their arguments.</summary>
    public Dictionary<string, (IReadOnlyList<JavaScriptValue> Arguments, SourceSpan Place)> Modifiers { get; } = new(StringComparer.Ordinal);

    /// <summary>True after <c>alter()</c>.</summary>
    public bool IsAltered { get; set; }

    /// <summary>What <c>alter</c> was told about NULL.</summary>
    public bool AltersNull { get; set; } = true;

    /// <summary>What <c>alter</c> was told about the type.</summary>
    public bool AltersType { get; set; } = true;

    /// <summary>The name; undefined where none is given.</summary>
    public JavaScriptValue Name => Arguments.Count > 0 ? Arguments[0] : JavaScriptValues.Undefined;
}

/// <summary>A foreign key in the making.</summary>
/// <param name="Column">The column or columns.</param>
internal sealed record ForeignState(JavaScriptValue Column)
{
    public JavaScriptValue KeyName { get; set; } = JavaScriptValues.Undefined;
    public JavaScriptValue References { get; set; } = JavaScriptValues.Undefined;
    public JavaScriptValue InTable { get; set; } = JavaScriptValues.Undefined;
    public JavaScriptValue OnUpdate { get; set; } = JavaScriptValues.Undefined;
    public JavaScriptValue OnDelete { get; set; } = JavaScriptValues.Undefined;
    public JavaScriptValue Deferrable { get; set; } = JavaScriptValues.Undefined;

    /// <summary>The part of it that named the table.</summary>
    public SourceSpan? Place { get; set; }

    /// <summary>True after <c>references('id')</c>, which only <c>inTable</c> can follow.</summary>
    public bool IsPending { get; set; }
}

/// <summary>A statement of the table other than a column.</summary>
/// <param name="Method">The method.</param>
/// <param name="Arguments">What it was given.</param>
/// <param name="Place">The call.</param>
internal sealed record TableCommand(string Method, IReadOnlyList<JavaScriptValue> Arguments, SourceSpan Place)
{
    /// <summary>For foreign keys.</summary>
    public ForeignState? Foreign { get; init; }
}

/// <summary>A table as Knex's builder has it after all calls (knex 3.3: <c>lib/schema/tablebuilder.js</c>).</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="kind"><c>create</c>, <c>createIfNot</c>, <c>createLike</c> or <c>alter</c>.</param>
/// <param name="name">Its name.</param>
/// <param name="like">The table that it is made like; null for none.</param>
internal sealed class TableState(KnexCompilation compilation, string kind, JavaScriptValue name, JavaScriptValue? like)
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "real", "bit", "boolean", "serial", "date", "datetime", "timestamp", "time",
        "year", "geometry", "geography", "point", "char", "varchar", "tinytext", "tinyText", "text", "mediumtext", "mediumText", "longtext", "longText", "binary",
        "varbinary", "tinyblob", "tinyBlob", "mediumblob", "mediumBlob", "blob", "longblob", "longBlob", "enum", "set", "bool", "dateTime", "increments",
        "bigincrements", "bigIncrements", "integer", "biginteger", "bigInteger", "string", "json", "jsonb", "uuid", "enu", "specificType",
    };

    private static readonly Dictionary<string, string> TypeAliases = new(StringComparer.Ordinal)
    {
        ["float"] = "floating", ["enum"] = "enu", ["boolean"] = "bool", ["string"] = "varchar", ["bigint"] = "bigInteger",
    };

    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "default", "defaultsTo", "defaultTo", "unsigned", "nullable", "first", "after", "comment", "collate", "check", "checkPositive", "checkNegative", "checkIn",
        "checkNotIn", "checkBetween", "checkLength", "checkRegex",
    };

    private static readonly HashSet<string> Commands = new(StringComparer.Ordinal)
    {
        "index", "primary", "unique", "dropPrimary", "dropPrimaryIfExists", "dropUnique", "dropUniqueIfExists", "dropIndex", "dropForeign", "dropForeignIfExists",
    };

    private static readonly HashSet<string> AlterCommands = new(StringComparer.Ordinal) { "renameColumn", "setNullable", "dropNullable", "check", "dropChecks", "dropColumn", "dropColumns" };

    public string Kind { get; } = kind;
    public JavaScriptValue Name { get; } = name;
    public JavaScriptValue? Like { get; } = like;

    /// <summary>The schema of the builder; null for none.</summary>
    public SqlText? Schema { get; init; }

    /// <summary>Set where the function is not known.</summary>
    public SqlText? Unknown { get; set; }

    public List<ColumnState> Columns { get; } = [];
    public List<TableCommand> AlterTable { get; } = [];
    public List<TableCommand> Checks { get; } = [];
    public TableCommand? Comment { get; private set; }
    public TableCommand? Inherits { get; private set; }

    /// <summary>The call on the schema builder.</summary>
    public SourceSpan Place { get; } = compilation.Here;

    private bool IsAlter => Kind == "alter";

    /// <summary>True for a method that makes a column.</summary>
    public static bool IsType(string method) => Types.Contains(method);

    /// <summary>Does what the function of the table does.</summary>
    public void Replay(IReadOnlyList<BuilderCall> calls)
    {
        BuilderCall? previous = null;
        foreach (var call in calls)
        {
            compilation.Spend();
            compilation.IsUncertain |= call.IsConditional;
            compilation.Here = SchemaCompiler.Narrow(call.Location, previous?.Location);

            // Either of two ways to say one column: the second is the other way.
            if (!(call.IsConditional && Types.Contains(call.Method) && IsKnown(call)))
            {
                Apply(call, KnexCompilation.Arguments(call));
            }

            previous = call;
        }

        compilation.Here = Place;
    }

    private bool IsKnown(BuilderCall call) => call.Arguments.Count > 0 && call.Arguments[0] is StringValue name
        && Columns.Exists(column => column.Name is StringValue known && known.Value == name.Value);

    private void Apply(BuilderCall call, IReadOnlyList<JavaScriptValue> arguments)
    {
        var method = call.Method;
        var first = arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined;
        if (Types.Contains(method))
        {
            AddColumn(method, arguments, call.Chain, call.Location);
        }
        else if (Commands.Contains(method) || (IsAlter && AlterCommands.Contains(method)))
        {
            AlterTable.Add(new TableCommand(method == "dropColumns" ? "dropColumn" : method, arguments, compilation.Here));
        }
        else
        {
            ApplyOther(call, arguments, first);
        }
    }

    private void ApplyOther(BuilderCall call, IReadOnlyList<JavaScriptValue> arguments, JavaScriptValue first)
    {
        switch (call.Method)
        {
            case "timestamps":
                Timestamps(arguments);
                break;
            case "comment" when !KnexValues.IsString(first) && !KnexValues.IsUnknown(first):
                throw compilation.Fail("Table comment must be string");
            case "comment":
                Comment = new TableCommand("comment", arguments, compilation.Here);
                break;
            case "foreign":
                ReplayForeign(AddForeign(first, arguments.Count > 1 ? arguments[1] : JavaScriptValues.Undefined), call.Chain);
                break;
            case "check":
                Checks.Add(new TableCommand("check", arguments, compilation.Here));
                break;
            case "inherits" when IsAlter:
                throw compilation.Fail("Knex does not support altering the inherits outside of create table, please use knex.raw statement.");
            case "inherits":
                Inherits = new TableCommand("inherits", arguments, compilation.Here);
                break;
            case "engine" or "charset" or "collate":
                throw compilation.Fail($"Knex only supports {call.Method} statement with mysql.");
            case "dropTimestamps" when IsAlter:
                var isCamel = first is BooleanValue { Value: true };
                AlterTable.Add(new TableCommand("dropColumn", [new ArrayValue([new StringValue(isCamel ? "createdAt" : "created_at"), new StringValue(isCamel ? "updatedAt" : "updated_at")])], compilation.Here));
                break;
            case "queryContext" or "setSchema":
                break;
            default:
                throw KnexCompilation.NotAFunction(call);
        }
    }

    private void Timestamps(IReadOnlyList<JavaScriptValue> arguments)
    {
        JavaScriptValue Option(int index, string option) => arguments.Count > 0 && arguments[0] is ObjectValue options
            ? KnexValues.Option(options, option)
            : index < arguments.Count ? arguments[index] : JavaScriptValues.Undefined;
        var isCamel = compilation.IsTruthy(Option(2, "useCamelCase"));
        compilation.IsUncertain |= KnexValues.IsUnknown(Option(1, "defaultToNow"));
        foreach (var column in isCamel ? new[] { "createdAt", "updatedAt" } : ["created_at", "updated_at"])
        {
            List<BuilderCall> chain = Option(1, "defaultToNow") is BooleanValue { Value: true }
                ? [
                    new BuilderCall("notNullable", [], compilation.Here),
                    new BuilderCall("defaultTo", [JavaScript.Evaluation.Hosts.KnexRaw.Of(new StringValue("CURRENT_TIMESTAMP"), compilation.Here)], compilation.Here),
                ]
                : [];
            AddColumn("timestamp", [new StringValue(column)], chain, compilation.Here);
        }
    }

    private void AddColumn(string method, IReadOnlyList<JavaScriptValue> arguments, List<BuilderCall> chain, SourceSpan location)
    {
        var column = new ColumnState(TypeAliases.TryGetValue(method, out var type) ? type : method, arguments, compilation.Here);
        Columns.Add(column);
        ForeignState? foreign = null;
        var previous = location;
        foreach (var call in chain)
        {
            compilation.Spend();
            var here = compilation.Here;
            compilation.Here = SchemaCompiler.Narrow(call.Location, previous);
            previous = call.Location;
            ApplyToColumn(column, call, ref foreign);
            compilation.Here = here;
        }
    }

    private void ApplyToColumn(ColumnState column, BuilderCall call, ref ForeignState? foreign)
    {
        var arguments = KnexCompilation.Arguments(call);
        var method = call.Method;
        if (foreign is { IsPending: true } || (foreign is not null && method is "references" or "withKeyName" or "onUpdate" or "onDelete" or "deferrable"))
        {
            ApplyToForeign(foreign, call);
        }
        else if (method == "references")
        {
            foreign = AddForeign(column.Name, JavaScriptValues.Undefined);
            ApplyToForeign(foreign, call);
        }
        else if (method is "notNull" or "notNullable")
        {
            column.Modifiers["nullable"] = ([JavaScriptValues.False], compilation.Here);
        }
        else if (Modifiers.Contains(method))
        {
            column.Modifiers[method is "default" or "defaultsTo" ? "defaultTo" : method] = (arguments, compilation.Here);
        }
        else if (method is "index" or "primary" or "unique")
        {
            if (column.Type.IndexOf("increments", StringComparison.OrdinalIgnoreCase) < 0)
            {
                AlterTable.Add(new TableCommand(method, [column.Name, .. arguments], compilation.Here));
            }
        }
        else if (IsAlter && method == "alter")
        {
            var options = arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined;
            column.IsAltered = true;
            column.AltersNull = KnexValues.Option(options, "alterNullable") is var nullable && (nullable is UndefinedValue || compilation.IsTruthy(nullable));
            column.AltersType = KnexValues.Option(options, "alterType") is var type && (type is UndefinedValue || compilation.IsTruthy(type));
        }
        else if (!(method == "queryContext" || (IsAlter && method is "drop" or "alterType")))
        {
            throw KnexCompilation.NotAFunction(call);
        }
    }

    private ForeignState AddForeign(JavaScriptValue column, JavaScriptValue keyName)
    {
        var foreign = new ForeignState(column) { KeyName = keyName };
        AlterTable.Add(new TableCommand("foreign", [], compilation.Here) { Foreign = foreign });
        return foreign;
    }

    private void ReplayForeign(ForeignState foreign, List<BuilderCall> chain)
    {
        foreach (var call in chain)
        {
            var here = compilation.Here;
            compilation.Here = call.Location;
            ApplyToForeign(foreign, call);
            compilation.Here = here;
        }
    }

    private void ApplyToForeign(ForeignState foreign, BuilderCall call)
    {
        var value = KnexCompilation.FirstArgument(call);
        switch (call.Method)
        {
            case "on" or "inTable" when foreign.IsPending && !KnexValues.IsString(value) && !KnexValues.IsUnknown(value):
                throw compilation.Fail($"Expected tableName to be a string, got: {KnexValues.TypeName(value)}");
            case "on" or "inTable" when foreign.IsPending:
                (foreign.InTable, foreign.IsPending, foreign.Place) = (value, false, compilation.Here);
                break;
            case "references" when !foreign.IsPending:
                var pieces = value is StringValue text ? text.Value.Split('.') : [];
                foreign.IsPending = pieces.Length < 2;
                (foreign.InTable, foreign.References) = pieces.Length < 2
                    ? (foreign.InTable, value)
                    : (new StringValue(pieces[0]) { Origin = value.Origin }, new StringValue(pieces[1]) { Origin = value.Origin });
                foreign.Place = compilation.Here;
                break;
            case "withKeyName" when !foreign.IsPending:
                foreign.KeyName = value;
                break;
            case "onUpdate" when !foreign.IsPending:
                foreign.OnUpdate = value;
                break;
            case "onDelete" when !foreign.IsPending:
                foreign.OnDelete = value;
                break;
            case "deferrable" when !foreign.IsPending:
                foreign.Deferrable = value;
                break;
            default:
                throw KnexCompilation.NotAFunction(call);
        }
    }
}
