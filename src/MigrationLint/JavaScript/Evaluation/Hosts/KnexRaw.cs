using System.Globalization;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary><c>knex.raw(sql, bindings)</c>: a query of its own, or a part of another.</summary>
internal sealed class KnexRaw(KnexInstance? owner, SourceSpan location, ObservedCall? noted) : KnexBuilder(owner, noted)
{
    /// <summary>The text.</summary>
    public JavaScriptValue Sql { get; private set; } = JavaScriptValues.Undefined;

    /// <summary>An array, an object, one value, or null where none are given.</summary>
    public JavaScriptValue? Bindings { get; private set; }

    /// <summary>What <c>wrap</c> puts before it; null for nothing.</summary>
    public JavaScriptValue? Before { get; private set; }

    /// <summary>What <c>wrap</c> puts behind it; null for nothing.</summary>
    public JavaScriptValue? Behind { get; private set; }

    /// <summary>The call.</summary>
    public SourceSpan Location { get; } = location;

    public override DatabaseRequest Request => new KnexRawRequest(Wrapped, Bindings, Sender);

    /// <summary>The call; where a helper of another file is given the SQL, the call that gives it.</summary>
    private SourceSpan Sender => Noted?.Location is { } shown && ReferenceEquals(shown.Text, Sql.Origin?.Text) ? shown : Location;

    private JavaScriptValue Wrapped => Before is null && Behind is null
        ? Sql
        : new TemplateValue([Before ?? new StringValue(""), Sql, Behind ?? new StringValue("")]) { Origin = Location };

    /// <summary>A value of that text, as <c>knex.fn</c> gives it.</summary>
    public static KnexRaw Of(JavaScriptValue sql, SourceSpan location) => Of(sql, null, location);

    /// <summary>A value of that text and bindings, as methods that take SQL make it.</summary>
    public static KnexRaw Of(JavaScriptValue sql, JavaScriptValue? bindings, SourceSpan location) => new(null, location, null) { Sql = sql, Bindings = bindings };

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        if (name is not ("sql" or "bindings"))
        {
            return base.Get(interpreter, name, location);
        }

        interpreter.UseAsPart(this);
        return name == "sql" ? Sql : Bindings ?? JavaScriptValues.Undefined;
    }

    /// <summary>Takes text and bindings.</summary>
    public void Set(Interpreter interpreter, HostCall call)
    {
        foreach (var argument in call.Arguments)
        {
            interpreter.UseAsPart(argument);
        }

        Sql = call[0];
        Bindings = call[1] is UndefinedValue || call.IsTag
            ? null
            : WithoutFunctions(interpreter, call, call[1], () => new KnexQueryBuilder(null, new KnexChain(interpreter, call.Location), null));
    }

    protected override JavaScriptValue Continue(Interpreter interpreter, HostCall called, string name)
    {
        if (Noted is not null)
        {
            Interpreter.Extend(Noted, called);
        }

        switch (name)
        {
            case "wrap":
                (Before, Behind) = (called[0] is UndefinedValue ? null : called[0], called[1] is UndefinedValue ? null : called[1]);
                break;
            case "set":
                Set(interpreter, called);
                break;
            default:
                foreach (var argument in called.Arguments)
                {
                    interpreter.UseAsPart(argument);
                }

                break;
        }

        return this;
    }

    protected override KnexBuilder Snapshot(ObservedCall? noted) =>
        new KnexRaw(Owner, Location, noted) { Sql = Sql, Bindings = Bindings, Before = Before, Behind = Behind, Origin = Origin };

    protected override HostObject? BuilderFor(Interpreter interpreter, HostCall called, string name, int position) => null;
}

/// <summary><c>knex.ref('schema.table.column')</c>.</summary>
internal sealed class KnexRef(JavaScriptValue name, SourceSpan location) : HostObject
{
    /// <summary>What it names.</summary>
    public JavaScriptValue Name { get; } = name;

    /// <summary>The call.</summary>
    public SourceSpan Location { get; } = location;

    /// <summary>What <c>withSchema</c> was given; null for nothing.</summary>
    public JavaScriptValue? Schema { get; private set; }

    /// <summary>What <c>as</c> was given; null for nothing.</summary>
    public JavaScriptValue? Alias { get; private set; }

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => new HostMethod(name, (inner, called) =>
    {
        switch (name)
        {
            case "withSchema":
                Schema = called[0];
                break;
            case "as":
                Alias = called[0];
                break;
            case "toString" or "toQuery":
                return new TemplateValue([new KnexRef(Name, Location) { Schema = Schema, Alias = Alias }]) { Origin = called.Location };
            default:
                break;
        }

        return this;
    });
}

/// <summary><c>knex.fn</c> (knex 3.3: <c>lib/knex-builder/FunctionHelper.js</c>).</summary>
internal sealed class KnexFunctions : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "now" => new HostMethod(name, (_, called) => KnexRaw.Of(Now(called), called.Location)),
        "uuid" => new HostMethod(name, (_, called) => KnexRaw.Of(new StringValue("(gen_random_uuid())"), called.Location)),
        _ => new HostMethod(name, (_, called) => JavaScriptValues.Computed(name, [.. called.Arguments])),
    };

    private static JavaScriptValue Now(HostCall called) => called[0] switch
    {
        NumberValue number => new StringValue("CURRENT_TIMESTAMP(" + number.Value.ToString(CultureInfo.InvariantCulture) + ")"),
        UnknownValue or ConditionalValue => new TemplateValue([new StringValue("CURRENT_TIMESTAMP"), called[0]]) { Origin = called.Location },
        _ => new StringValue("CURRENT_TIMESTAMP"),
    };
}

/// <summary><c>knex.client</c>: of PostgreSQL.</summary>
internal sealed class KnexClient(KnexInstance owner) : HostObject
{
    private const string Driver = "pg";

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "driverName":
                return new StringValue(Driver) { Origin = location };
            case "constructor":
                var type = new ObjectValue { IsPartial = true };
                type.Set(new PropertySlot("name", new StringValue("Client_PG") { Origin = location }, null));
                return type;
            case "dialect":
                return new StringValue("postgresql") { Origin = location };
            case "config":
                var config = new ObjectValue { IsPartial = true };
                config.Set(new PropertySlot("client", new StringValue(Driver) { Origin = location }, null));
                return config;
            case "raw" or "ref" or "queryBuilder" or "transaction":
                return new HostMethod(name, (inner, called) => owner.Invoke(inner, called, name));
            case "schemaBuilder":
                return new HostMethod(name, (inner, called) => new KnexSchemaBuilder(owner, new KnexChain(inner, called.Location), null));
            default:
                return JavaScriptValues.Computed(name);
        }
    }
}
