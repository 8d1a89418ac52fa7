using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>A statement of a schema builder before its parameters get numbers.</summary>
/// <param name="Sql">With a question mark for each parameter.</param>
/// <param name="Bindings">The values.</param>
/// <param name="Location">The call that causes it.</param>
internal sealed record SchemaStatement(SqlText Sql, IReadOnlyList<JavaScriptValue> Bindings, SourceSpan Location)
{
    /// <summary>The method of the schema builder.</summary>
    public string Method { get; init; } = "";

    /// <summary>True where it depends on what is not known.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>Compiles a schema builder (knex 3.3: <c>lib/schema/compiler.js</c> and PostgreSQL's <c>pg-compiler.js</c>).</summary>
internal sealed class SchemaCompiler(KnexCompilation compilation)
{
    private const string NoCallback = "A callback function must be supplied to calls against `.createTable` and `.table`";
    private readonly List<SchemaStatement> statements = [];
    private readonly KnexFormatter format = compilation.Format;
    private readonly List<JavaScriptValue> none = [];
    private SqlText? schema;
    private JavaScriptValue? schemaValue;

    /// <summary>The statements as they are sent.</summary>
    public List<KnexStatement> Compile(KnexSchemaRequest request) =>
    [
        .. CompileTexts(request.Calls).Select(statement =>
        {
            compilation.IsUncertain = statement.IsUncertain;
            return KnexCompiler.Finish(compilation, statement.Sql, statement.Bindings, statement.Location) with
            {
                Method = statement.Method,
                Result = statement.Method is "hasTable" or "hasColumn" ? KnexResult.Exists : KnexResult.Raw,
            };
        }),
    ];

    /// <summary>The statements of all calls.</summary>
    public List<SchemaStatement> CompileTexts(IReadOnlyList<BuilderCall> calls)
    {
        // The builder has one schema, whichever call came first.
        if (calls.LastOrDefault(call => call.Method == "withSchema") is { } with && with.Arguments.Count > 0 && JavaScriptValues.Truth(with.Arguments[0]) != false)
        {
            compilation.Here = with.Location;
            (schema, schemaValue) = (compilation.Text(with.Arguments[0]), with.Arguments[0]);
        }

        BuilderCall? previous = null;
        foreach (var call in calls)
        {
            compilation.Spend();
            compilation.IsUncertain = call.IsConditional;
            var here = Narrow(call.Location, previous?.Location);
            compilation.Here = here;
            var start = statements.Count;
            Compile(call);
            for (var i = start; i < statements.Count; i++)
            {
                statements[i] = statements[i] with { Method = call.Method, IsUncertain = compilation.IsUncertain };
            }

            previous = call;
        }

        return statements;
    }

    /// <summary>The call alone, without the calls of the chain before it.</summary>
    public static SourceSpan Narrow(SourceSpan call, SourceSpan? previous)
    {
        if (previous is not { } before || !ReferenceEquals(before.Text, call.Text) || before.Span.Start != call.Span.Start || before.Span.End >= call.Span.End)
        {
            return call;
        }

        var start = before.Span.End;
        while (start < call.Span.End && (char.IsWhiteSpace(call.Text.Content[start]) || call.Text.Content[start] is '.' or '?'))
        {
            start++;
        }

        return new SourceSpan(call.Text, TextSpan.FromBounds(start, call.Span.End));
    }

    private void Compile(BuilderCall call)
    {
        var arguments = KnexCompilation.Arguments(call);
        var first = arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined;
        var second = arguments.Count > 1 ? arguments[1] : JavaScriptValues.Undefined;
        switch (call.Method)
        {
            case "createTable" or "createTableIfNotExists" or "table" or "alterTable":
                Table(call.Method, first, null, second, call.Callbacks.TryGetValue(1, out var table) ? table : null);
                break;
            case "createTableLike":
                Table(call.Method, first, second, arguments.Count > 2 ? arguments[2] : JavaScriptValues.Undefined, call.Callbacks.TryGetValue(2, out var like) ? like : null);
                break;
            case "createView" or "createViewOrReplace" or "createMaterializedView" or "view" or "alterView":
                statements.AddRange(new ViewCompiler(compilation, Prefixed(first), call.Method).Compile(call.Callbacks.TryGetValue(1, out var view) ? view : null, second));
                break;
            case "hasTable" or "hasColumn":
                Has(call.Method == "hasColumn", first, second);
                break;
            case "raw":
                // client.raw(raw, …) turns a raw value into its text.
                var raw = RawCompiler.Compile(compilation, compilation.Sql(first), second is UndefinedValue ? null : second);
                statements.Add(new SchemaStatement(raw.Sql, raw.Bindings, compilation.Here));
                break;
            case "withSchema" or "queryContext" or "debug" or "options" or "connection" or "transacting" or "timeout" or "on" or "once" or "off" or "emit" or "addListener"
                or "removeListener" or "setMaxListeners":
                break;
            default:
                Push(Simple(call, first, second));
                break;
        }
    }

    private SqlText Simple(BuilderCall call, JavaScriptValue first, JavaScriptValue second) => call.Method switch
    {
        "dropTable" => "drop table " + Qualified(first),
        "dropTableIfExists" => "drop table if exists " + Qualified(first),
        "renameTable" => "alter table " + Qualified(first) + " rename to " + format.Wrap(second, none),
        "dropView" => "drop view " + Qualified(first),
        "dropViewIfExists" => "drop view if exists " + Qualified(first),
        "dropMaterializedView" => "drop materialized view " + Qualified(first),
        "dropMaterializedViewIfExists" => "drop materialized view if exists " + Qualified(first),
        "renameView" => "alter view " + format.Wrap(first, none) + " rename to " + format.Wrap(second, none),
        "refreshMaterializedView" => "refresh materialized view" + (compilation.IsTruthy(second) ? " concurrently " : " ") + format.Wrap(first, none),
        "createSchema" => "create schema " + format.Wrap(first, none),
        "createSchemaIfNotExists" => "create schema if not exists " + format.Wrap(first, none),
        "dropSchema" => "drop schema " + format.Wrap(first, none) + (compilation.IsTruthy(second) ? " cascade" : ""),
        "dropSchemaIfExists" => "drop schema if exists " + format.Wrap(first, none) + (compilation.IsTruthy(second) ? " cascade" : ""),
        "createExtension" => "create extension " + format.Wrap(first, none),
        "createExtensionIfNotExists" => "create extension if not exists " + format.Wrap(first, none),
        "dropExtension" => "drop extension " + format.Wrap(first, none),
        "dropExtensionIfExists" => "drop extension if exists " + format.Wrap(first, none),
        _ => throw KnexCompilation.NotAFunction(call),
    };

    private void Push(SqlText sql) => statements.Add(new SchemaStatement(sql.At(compilation.Here), [], compilation.Here));

    private SqlText Qualified(JavaScriptValue name) => schema is null ? format.Wrap(name, none) : KnexFormatter.WrapString(Prefixed(name));

    private SqlText Prefixed(JavaScriptValue name) => schema is null ? compilation.Text(name) : schema + "." + compilation.Text(name);

    private void Table(string method, JavaScriptValue name, JavaScriptValue? like, JavaScriptValue function, List<BuilderCall>? calls)
    {
        var hasLike = like is not null && compilation.IsTruthy(like);
        if (!hasLike && calls is null && !KnexValues.IsFunction(function) && !KnexValues.IsUnknown(function))
        {
            throw compilation.Fail(NoCallback);
        }

        var kind = method switch { "createTable" => "create", "createTableIfNotExists" => "createIfNot", "createTableLike" => "createLike", _ => "alter" };
        var table = new TableState(compilation, kind, name, hasLike ? like : null) { Schema = schema };
        if (calls is null && !hasLike)
        {
            compilation.IsUncertain = true;
            table.Unknown = compilation.Unknown(function);
        }

        table.Replay(calls ?? []);
        statements.AddRange(new TableCompiler(compilation, table).Compile());
    }

    private void Has(bool isColumn, JavaScriptValue table, JavaScriptValue column)
    {
        var bindings = new List<JavaScriptValue> { table };
        if (isColumn)
        {
            bindings.Add(column);
        }

        SqlText sql = isColumn
            ? "select * from information_schema.columns where table_name = ? and column_name = ?"
            : "select * from information_schema.tables where table_name = ?";
        if (schemaValue is not null)
        {
            bindings.Add(schemaValue);
        }

        sql += schemaValue is null ? " and table_schema = current_schema()" : " and table_schema = ?";
        statements.Add(new SchemaStatement(sql.At(compilation.Here), bindings, compilation.Here));
    }
}

/// <summary>Compiles a view (knex 3.3: <c>lib/schema/viewcompiler.js</c> and PostgreSQL's <c>pg-viewcompiler.js</c>).</summary>
internal sealed class ViewCompiler(KnexCompilation compilation, SqlText name, string method)
{
    private readonly SourceSpan place = compilation.Here;
    private readonly List<JavaScriptValue> none = [];

    /// <summary>The statements of the view's function.</summary>
    public IEnumerable<SchemaStatement> Compile(List<BuilderCall>? calls, JavaScriptValue function)
    {
        var view = KnexFormatter.WrapString(name);
        if (calls is null)
        {
            if (!KnexValues.IsUnknown(function))
            {
                throw compilation.Fail("Cannot read properties of undefined (reading 'call')");
            }

            return [new SchemaStatement((Words + view + " " + compilation.Unknown(function)).At(place), [], place)];
        }

        return method is "view" or "alterView" ? Alter(view, calls) : [Create(view, calls)];
    }

    private SqlText Words => method switch
    {
        "createView" => "create view ",
        "createViewOrReplace" => "create or replace view ",
        "createMaterializedView" => "create materialized view ",
        _ => "alter view ",
    };

    private SchemaStatement Create(SqlText view, List<BuilderCall> calls)
    {
        var (columns, query, check) = (SqlText.Empty, (JavaScriptValue)JavaScriptValues.Undefined, "");
        foreach (var call in calls)
        {
            compilation.Here = call.Location;
            compilation.IsUncertain |= call.IsConditional;
            var first = KnexCompilation.FirstArgument(call);
            switch (call.Method)
            {
                case "columns":
                    columns = compilation.IsTruthy(first) ? (" (" + compilation.Format.Columnize(first, none) + ")").At(call.Location) : SqlText.Empty;
                    break;
                case "as":
                    query = first;
                    break;
                case "checkOption" or "localCheckOption" or "cascadedCheckOption":
                    check = call.Method switch { "checkOption" => " with check option", "localCheckOption" => " with local check option", _ => " with cascaded check option" };
                    break;
                case "queryContext":
                    break;
                default:
                    throw KnexCompilation.NotAFunction(call);
            }
        }

        compilation.Here = place;
        if (KnexValues.IsNullish(query))
        {
            throw compilation.Fail("Cannot read properties of undefined (reading 'toString')");
        }

        return new SchemaStatement((Words + view + columns + " as " + compilation.Sql(query) + check).At(place), [], place);
    }

    private List<SchemaStatement> Alter(SqlText view, List<BuilderCall> calls)
    {
        var statements = new List<SchemaStatement>();
        foreach (var call in calls)
        {
            compilation.IsUncertain |= call.IsConditional;
            if (call.Method is not ("column" or "queryContext"))
            {
                compilation.Here = call.Location;
                throw KnexCompilation.NotAFunction(call);
            }

            foreach (var change in call.Chain)
            {
                compilation.Here = change.Location;
                var column = compilation.Format.Wrap(call.Arguments.Count > 0 ? call.Arguments[0] : JavaScriptValues.Undefined, none);
                var value = change.Arguments.Count > 0 ? change.Arguments[0] : JavaScriptValues.Undefined;
                var sql = "alter view " + view + change.Method switch
                {
                    "rename" => " rename " + column + " to " + compilation.Format.Wrap(value, none),
                    "defaultTo" => " alter " + column + " set default " + compilation.Sql(value),
                    _ => throw KnexCompilation.NotAFunction(change),
                };
                statements.Add(new SchemaStatement(sql.At(change.Location), [], change.Location));
            }
        }

        compilation.Here = place;
        return statements;
    }
}
