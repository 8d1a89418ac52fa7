using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Lowering.Knex;

/// <summary>Compiles a column (knex 3.3: <c>lib/schema/columncompiler.js</c> and PostgreSQL's <c>pg-columncompiler.js</c>).</summary>
internal sealed class ColumnCompiler(KnexCompilation compilation, TableCompiler table, ColumnState state)
{
    private static readonly string[] ModifierOrder =
    [
        "nullable", "defaultTo", "comment", "check", "checkPositive", "checkNegative", "checkIn", "checkNotIn", "checkBetween", "checkLength", "checkRegex",
    ];

    private static readonly Regex LoneQuote = new("(?<!')'(?!')", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    // Types that are one word whatever their arguments are.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["binary"] = "bytea", ["bool"] = "boolean", ["date"] = "date", ["time"] = "time", ["geometry"] = "geometry", ["geography"] = "geography", ["point"] = "point",
        ["integer"] = "integer", ["smallint"] = "smallint", ["mediumint"] = "integer", ["biginteger"] = "bigint", ["text"] = "text", ["tinyint"] = "smallint",
        ["bigint"] = "bigint", ["double"] = "double precision", ["floating"] = "real", ["json"] = "json", ["jsonb"] = "jsonb",
    };

    private readonly KnexFormatter format = compilation.Format;
    private readonly List<JavaScriptValue> none = [];
    private readonly List<SchemaStatement> additional = [];
    private readonly string typeName = state.Type.ToLowerInvariant();
    private SqlText? type;
    private int checks;

    /// <summary>What was called.</summary>
    public ColumnState State { get; } = state;

    /// <summary>The type; asked for once, since it may make another statement.</summary>
    public SqlText Type => type ??= CompileType();

    /// <summary>The name.</summary>
    public SqlText Name => IsGiven(State.Name) ? compilation.Text(State.Name)
        : IsIncrements ? "id"
        : throw compilation.Fail($"You did not specify a column name for the {typeName} column.");

    private bool IsIncrements => typeName.IndexOf("increments", StringComparison.Ordinal) >= 0;

    private static bool IsGiven(JavaScriptValue value) => KnexValues.IsTruthy(value) || KnexValues.IsUnknown(value) || value is TemplateValue;

    /// <summary>The column, and behind it the statements that it needs besides.</summary>
    public List<SchemaStatement> Compile()
    {
        compilation.Here = State.Place;
        var sql = WrappedName + " " + Type;
        foreach (var modifier in ModifierOrder)
        {
            if ((!IsIncrements || modifier == "comment") && State.Modifiers.TryGetValue(modifier, out var given))
            {
                compilation.Here = given.Place;
                var text = Modifier(modifier, given.Arguments);
                sql += text.IsEmpty ? text : (" " + text).At(given.Place);
            }
        }

        compilation.Here = State.Place;
        return [new SchemaStatement(sql.At(State.Place), [], State.Place), .. additional];
    }

    /// <summary>What <c>defaultTo</c> says.</summary>
    public SqlText Default(IReadOnlyList<JavaScriptValue> arguments) => "default " + DefaultValue(arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined);

    private SqlText WrappedName => IsGiven(State.Name) ? format.Wrap(State.Name, none) : KnexFormatter.WrapString(Name);

    private JavaScriptValue Argument(int index) => index < State.Arguments.Count ? State.Arguments[index] : JavaScriptValues.Undefined;

    private SqlText Number(JavaScriptValue value, double fallback)
    {
        if (KnexValues.IsNullish(value))
        {
            return JavaScriptValues.Text(fallback);
        }

        return KnexValues.IsUnknown(value) || value is TemplateValue ? compilation.Unknown(value) : JavaScriptValues.Text(KnexValues.ParseInt(value) ?? fallback);
    }

    private SqlText CompileType()
    {
        var first = Argument(1);
        switch (typeName)
        {
            case "varchar":
                return "varchar(" + Number(first, 255) + ")";
            case "decimal":
                return first is NullValue ? "decimal" : "decimal(" + Number(first, 8) + ", " + Number(Argument(2), 2) + ")";
            case "specifictype":
                return first is UndefinedValue ? "undefined" : compilation.Sql(first);
            case "increments" or "bigincrements":
                return (typeName == "increments" ? "serial" : "bigserial") + (first is UndefinedValue ? KeyByDefault() : Key(first));
            case "uuid":
                return "uuid" + (first is UndefinedValue ? "" : Key(first));
            case "enu":
                return Enum(first, Argument(2));
            case "json" when compilation.IsTruthy(first):
                return "jsonb";
            case "bit":
                var length = first is UndefinedValue or NullValue ? throw compilation.Fail("Cannot read properties of undefined (reading 'length')") : KnexValues.Option(first, "length");
                return length is BooleanValue { Value: false } ? "bit" : "bit(" + compilation.Text(length) + ")";
            case "datetime" or "timestamp":
                return Timestamp(first);
            default:
                return Words.TryGetValue(typeName, out var word) ? word : "undefined";
        }
    }

    private SqlText KeyByDefault()
    {
        var options = new ObjectValue();
        options.Set(new PropertySlot("primaryKey", JavaScriptValues.True, null));
        return Key(options);
    }

    private SqlText Key(JavaScriptValue options) => options is NullValue
        ? throw compilation.Fail("Cannot read properties of null (reading 'primaryKey')")
        : table.CanBeKey(options) ? " primary key" : "";

    private SqlText Timestamp(JavaScriptValue first)
    {
        var isOptions = KnexValues.IsObject(first);
        var zone = isOptions ? KnexValues.Option(first, "useTz") : JavaScriptValues.Undefined;
        var hasZone = isOptions ? zone is not BooleanValue { Value: false } : !compilation.IsTruthy(first);
        compilation.IsUncertain |= KnexValues.IsUnknown(zone);
        var precision = isOptions ? KnexValues.Option(first, "precision") : Argument(2);
        return (hasZone ? "timestamptz" : "timestamp") + (KnexValues.IsNullish(precision) ? SqlText.Empty : "(" + compilation.Text(precision) + ")");
    }

    private SqlText Enum(JavaScriptValue allowed, JavaScriptValue options)
    {
        var isNative = compilation.IsTruthy(KnexValues.Option(options, "useNative"));
        var isExisting = isNative && compilation.IsTruthy(KnexValues.Option(options, "existingType"));
        SqlText values = isExisting ? SqlText.Empty : allowed switch
        {
            ArrayValue { IsPartial: false } array => SqlText.Join("', '", array.Elements.Select(value => KnexValues.IsNullish(value) ? SqlText.Empty : compilation.Text(value))),
            _ when KnexValues.IsUnknown(allowed) || allowed is ArrayValue => compilation.Unknown(allowed),
            UndefinedValue or NullValue => throw compilation.Fail($"Cannot read properties of {JavaScriptValues.Text(allowed)} (reading 'join')"),
            _ => throw compilation.Fail("allowed.join is not a function"),
        };
        if (!isNative)
        {
            return "text check (" + format.Wrap(State.Name, none) + " in ('" + values + "'))";
        }

        var given = KnexValues.Option(options, "schemaName");
        var schema = IsGiven(given) ? compilation.Text(given) : table.Schema;
        var name = (schema is { IsEmpty: false } ? "\"" + schema + "\"." : SqlText.Empty) + "\"" + compilation.Text(KnexValues.Option(options, "enumName")) + "\"";
        if (!isExisting)
        {
            table.Unshift("create type " + name + " as enum ('" + values + "')");
        }

        return name;
    }

    private SqlText DefaultValue(JavaScriptValue value)
    {
        if (value is UndefinedValue)
        {
            return SqlText.Empty;
        }

        if (value is NullValue)
        {
            return "null";
        }

        if (KnexValues.IsRaw(value))
        {
            return KnexCompiler.ToText(compilation, value);
        }

        if (KnexValues.IsUnknown(value))
        {
            return compilation.Unknown(value);
        }

        if (typeName == "bool")
        {
            return KnexValues.Known(value) == "false" || !IsGiven(value) ? "'0'" : "'1'";
        }

        return typeName is "json" or "jsonb" && KnexValues.IsObject(value)
            ? "'" + KnexValues.Json(value) + "'"
            : KnexEscape.Quote(compilation.Text(value));
    }

    private SqlText Modifier(string modifier, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined;
        var second = arguments.Count > 1 ? arguments[1] : JavaScriptValues.Undefined;
        var escape = compilation.Escape;
        switch (modifier)
        {
            case "nullable":
                compilation.IsUncertain |= KnexValues.IsUnknown(first);
                return first is BooleanValue { Value: false } ? "not null" : "null";
            case "defaultTo":
                return Default(arguments);
            case "comment":
                Comment(first);
                return SqlText.Empty;
            case "checkPositive" or "checkNegative":
                return Check(WrappedName + (modifier == "checkPositive" ? " > 0" : " < 0"), first);
            case "checkIn" or "checkNotIn":
                return Check(WrappedName + (modifier == "checkIn" ? " in (" : " not in (") + (first is ArrayValue { IsPartial: false } values
                    ? SqlText.Join(",", values.Elements.Select(escape.Literal))
                    : compilation.Unknown(first)) + ")", second);
            case "checkBetween":
                return Check(Between(first), second);
            case "checkLength":
                return Check("length(" + WrappedName + ") " + format.Operator(first, none) + " "
                    + (KnexValues.IsUnknown(second) ? compilation.Unknown(second) : JavaScriptValues.Text(KnexValues.ParseInt(second) ?? double.NaN)), arguments.Count > 2 ? arguments[2] : JavaScriptValues.Undefined);
            case "checkRegex":
                return Check(WrappedName + " ~ " + escape.Literal(first), second);
            default:
                throw compilation.Fail("Cannot read properties of undefined (reading 'apply')");
        }
    }

    private SqlText Between(JavaScriptValue intervals)
    {
        if (intervals is not ArrayValue array)
        {
            return compilation.Unknown(intervals);
        }

        var isOne = array.Elements.Count == 2 && array.Elements[0] is not ArrayValue && array.Elements[1] is not ArrayValue;
        var list = isOne ? [array] : array.Elements;
        return SqlText.Join(" or ", list.Select(interval => interval is ArrayValue { Elements.Count: >= 2 } pair
            ? WrappedName + " between " + compilation.Escape.Literal(pair.Elements[0]) + " and " + compilation.Escape.Literal(pair.Elements[1])
            : compilation.Unknown(interval)));
    }

    private SqlText Check(SqlText predicate, JavaScriptValue given)
    {
        if (!State.IsAltered)
        {
            return (compilation.IsTruthy(given) ? "constraint " + compilation.Text(given) + " " : SqlText.Empty) + "check (" + predicate + ")";
        }

        checks += compilation.IsTruthy(given) ? 0 : 1;
        var name = compilation.IsTruthy(given) ? compilation.Text(given) : table.RawName + "_" + Name + "_" + JavaScriptValues.Text(checks);
        Add("alter table " + table.TableName + " add constraint " + name + " check(" + predicate + ")");
        return SqlText.Empty;
    }

    private void Comment(JavaScriptValue comment)
    {
        SqlText text = IsGiven(comment)
            ? "'" + compilation.Text(comment).Map(part => LoneQuote.Replace(part, "''")) + "'"
            : "NULL";
        Add("comment on column " + table.TableName + "." + WrappedName + " is " + text);
    }

    private void Add(SqlText sql) => additional.Add(new SchemaStatement(sql.At(compilation.Here), [], compilation.Here));
}
