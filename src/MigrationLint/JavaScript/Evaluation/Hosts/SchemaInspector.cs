using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The packages <c>knex-schema-inspector</c> and <c>@directus/schema</c>: a function, default or by name, that makes an inspector of a connection.</summary>
internal sealed class SchemaInspectorPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "createInspector" or "SchemaInspector" or "schemaInspector" => new HostMethod(name, (_, _) => new SchemaInspector()),
        "default" => this,
        _ => JavaScriptValues.Computed(name),
    };

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => new SchemaInspector();
}

/// <summary>Says what tables, columns and keys there are (@directus/schema 14, <c>dialects/postgres.ts</c>). What is not asked of the schema here is not known.</summary>
internal sealed class SchemaInspector : HostObject
{
    private const string Tables = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
    private const string Columns = "SELECT table_name AS \"table\", column_name AS \"column\" FROM information_schema.columns WHERE table_schema = 'public'";

    private const string KeyColumns = """
        FROM information_schema.table_constraints c
        JOIN information_schema.key_column_usage k ON k.constraint_name = c.constraint_name AND k.table_schema = c.table_schema AND k.table_name = c.table_name
        """;

    private const string ForeignKeys = """
        SELECT c.table_name AS "table", k.column_name AS "column", 'public' AS foreign_key_schema, u.table_name AS foreign_key_table, u.column_name AS foreign_key_column,
            c.constraint_name, r.update_rule AS on_update, r.delete_rule AS on_delete
        """ + "\n" + KeyColumns + """

        JOIN information_schema.constraint_column_usage u ON u.constraint_name = c.constraint_name AND u.constraint_schema = c.constraint_schema
        JOIN information_schema.referential_constraints r ON r.constraint_name = c.constraint_name AND r.constraint_schema = c.constraint_schema
        WHERE c.constraint_type = 'FOREIGN KEY' AND c.table_schema = 'public'
        """;

    private const string PrimaryKey = "SELECT k.column_name AS name " + KeyColumns + " WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public'";

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "foreignKeys" => Method(name, call => ForeignKeys + Where("c.table_name", call[0]), static rows => rows),
        "tables" => Method(name, _ => Tables, Names),
        "hasTable" => Method(name, call => Tables + Where("table_name", call[0]), IsAny),
        "columns" => Method(name, call => Columns + Where("table_name", call[0]), static rows => rows),
        "hasColumn" => Method(name, call => Columns + Where("table_name", call[0]) + Where("column_name", call[1]), IsAny),
        "primary" => Method(name, call => PrimaryKey + Where("c.table_name", call[0]), static rows => rows.Elements.Count switch
        {
            0 => JavaScriptValues.Null,
            1 => Names(rows).Elements[0],
            _ => Names(rows),
        }),
        "knex" or "then" => JavaScriptValues.Undefined,
        _ => new HostMethod(name, (_, call) => new PromiseValue(new Deferred(), JavaScriptValues.Computed(name, [.. call.Arguments]))),
    };

    private static HostMethod Method(string name, Func<HostCall, string> sql, Func<ArrayValue, JavaScriptValue> read) => new(name, (interpreter, call) =>
    {
        var isKnown = call.Arguments.All(argument => argument is StringValue or UndefinedValue);
        var answer = isKnown ? interpreter.Send(new DriverRequest(new StringValue(sql(call)), null, call.Location)) : null;
        var rows = (answer as ObjectValue)?.Find("rows")?.Value as ArrayValue;
        return new PromiseValue(new Deferred(), rows is null ? JavaScriptValues.Computed(name, [.. call.Arguments]) : read(rows));
    });

    private static string Where(string column, JavaScriptValue name) => name is StringValue text ? $" AND {column} = '{text.Value.Replace("'", "''")}'" : "";

    private static BooleanValue IsAny(ArrayValue rows) => JavaScriptValues.Of(rows.Elements.Count > 0);

    private static ArrayValue Names(ArrayValue rows) => new(rows.Elements.Select(row => (row as ObjectValue)?.Find("name")?.Value ?? JavaScriptValues.Undefined));
}

/// <summary>What Directus' migrations take of <c>@directus/utils</c> and <c>@directus/env</c>.</summary>
internal sealed class DirectusPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "toArray" => new HostMethod(name, (_, call) => call[0] switch
        {
            ArrayValue array => array,
            StringValue text => new ArrayValue(text.Value.Split(',').Select(part => new StringValue(part) { Origin = text.Origin })),
            UnknownValue or ConditionalValue or TemplateValue => JavaScriptValues.Computed(name, call[0]),
            var value => new ArrayValue([value]),
        }),
        "toBoolean" => new HostMethod(name, (inner, call) => call[0] switch
        {
            UnknownValue { Source: UnknownSource.Environment } when inner.Session is not null => JavaScriptValues.Of(false),
            UnknownValue or ConditionalValue or TemplateValue => JavaScriptValues.Computed(name, call[0]),
            var value => JavaScriptValues.Of(value is BooleanValue { Value: true } or StringValue { Value: "true" or "1" } or NumberValue { Value: 1 }),
        }),
        "useEnv" => new HostMethod(name, (inner, call) => inner.GetMember(Globals.Find(inner, "process")!, "env", call.Location)),
        "default" => this,
        _ => JavaScriptValues.Computed(name),
    };
}
