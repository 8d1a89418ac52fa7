using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

/// <summary>
/// Identifiers, operators and parameters (knex 3.3: <c>lib/formatter/wrappingFormatter.js</c>, <c>lib/formatter/formatterUtils.js</c>, and the
/// formatter part of <c>lib/client.js</c>). A list of bindings grows with each question mark that is written.
/// </summary>
internal sealed class KnexFormatter(KnexCompilation compilation)
{
    private static readonly Regex ArrayAccessor = new(@"(?<name>.*?)(?<index>\[[0-9]+\])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex AliasSeparator = new(@" [aA][sS] ", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "=", "<", ">", "<=", "<=>", ">=", "<>", "!=", "like", "not like", "between", "not between", "ilike", "not ilike", "exists", "not exist", "rlike",
        "not rlike", "regexp", "not regexp", "match", "similar to", "not similar to", "&", "|", "^", "<<", ">>", "~", "~=", "~*", "!~", "!~*", "#", "&&", "@>",
        "<@", "||", "&<", "&>", "-|-", "@@", "!!", "?", "?|", "?&",
    };

    /// <summary>One or several names.</summary>
    public SqlText Columnize(JavaScriptValue target, List<JavaScriptValue> bindings) => target is ArrayValue array
        ? SqlText.Join(", ", array.Elements.Select(element => Wrap(element, bindings)).Concat(array.IsPartial ? [compilation.Unknown(array)] : []))
        : Wrap(target, bindings);

    /// <summary>A name, or what stands in the place of one.</summary>
    public SqlText Wrap(JavaScriptValue value, List<JavaScriptValue> bindings, bool isParameter = false)
    {
        if (UnwrapRaw(value, bindings, isParameter) is { } raw)
        {
            return raw;
        }

        switch (KnexValues.TypeOf(value))
        {
            case KnexType.Function:
                return OutputQuery(Callback(value, null, bindings), isParameter: true);
            case KnexType.Object when value is not NullValue:
                return value is ObjectValue or ArrayValue ? ParseObject(value, bindings) : compilation.Unknown(value);
            case KnexType.Object:
                return "";
            case KnexType.Number:
                return compilation.Text(value);
            default:
                return WrapString(compilation.Text(value));
        }
    }

    /// <summary>A query or raw SQL in the place of a name or value; null for anything else.</summary>
    public SqlText? UnwrapRaw(JavaScriptValue value, List<JavaScriptValue> bindings, bool isParameter = false)
    {
        switch (value)
        {
            case KnexQueryBuilder builder:
                var query = KnexCompiler.Compile(compilation, builder.Chain.Calls, null, null);
                bindings.AddRange(query.Bindings);
                return OutputQuery(query, isParameter);
            case KnexRaw or KnexRef:
                var raw = RawCompiler.Compile(compilation, value);
                bindings.AddRange(raw.Bindings);
                return raw.Sql;
        }

        if (isParameter)
        {
            bindings.Add(value);
        }

        return null;
    }

    /// <summary>The SQL of a function or raw value; empty for anything else.</summary>
    public SqlText RawOrFunction(JavaScriptValue value, string? method, List<JavaScriptValue> bindings) => KnexValues.IsFunction(value)
        ? OutputQuery(Callback(value, method, bindings), isParameter: false)
        : UnwrapRaw(value, bindings) ?? (KnexValues.IsUnknown(value) ? compilation.Unknown(value) : SqlText.Empty);

    /// <summary>Runs a function on a builder of its own, and compiles that with the bindings of the outer one.</summary>
    public CompiledQuery Callback(JavaScriptValue function, string? method, List<JavaScriptValue> bindings)
    {
        if (function is KnexCallback callback)
        {
            return KnexCompiler.Compile(compilation, callback.Calls, method, bindings);
        }

        return new CompiledQuery(compilation.Unknown(function), bindings, "select");
    }

    /// <summary>Puts parentheses and an alias around a query.</summary>
    public SqlText OutputQuery(CompiledQuery compiled, bool isParameter)
    {
        var sql = compiled.Sql;
        if (sql.IsEmpty || compiled.Method is not ("select" or "first") || !(isParameter || compiled.Alias is not null))
        {
            return sql;
        }

        sql = "(" + sql + ")";
        return compiled.Alias is null ? sql : Alias(sql, WrapString(compilation.Text(compiled.Alias)));
    }

    /// <summary>A value that is sent beside the SQL.</summary>
    public SqlText Parameter(JavaScriptValue value, List<JavaScriptValue> bindings)
    {
        if (KnexValues.IsFunction(value))
        {
            return OutputQuery(Callback(value, null, bindings), isParameter: true);
        }

        return UnwrapRaw(value, bindings, isParameter: true) is { IsEmpty: false } raw ? raw : SqlText.Of("?", compilation.PlaceOf(value));
    }

    /// <summary>Values with commas between them.</summary>
    public SqlText Parameterize(JavaScriptValue values, JavaScriptValue notSet, List<JavaScriptValue> bindings)
    {
        if (KnexValues.IsFunction(values))
        {
            return Parameter(values, bindings);
        }

        compilation.Spend(KnexValues.List(values).Count);
        compilation.IsUncertain |= values is ArrayValue { IsPartial: true };
        return SqlText.Join(", ", KnexValues.List(values).Select(value => Parameter(value switch
        {
            ObjectValue { Class: null } => JsonOf(value),
            UndefinedValue => notSet,
            _ => value,
        }, bindings)));
    }

    /// <summary>Values in parentheses, rows of them, or a query.</summary>
    public SqlText Values(JavaScriptValue values, List<JavaScriptValue> bindings)
    {
        if (values is ArrayValue array)
        {
            return array.Elements.Count > 0 && array.Elements[0] is ArrayValue
                ? "(" + SqlText.Join(", ", array.Elements.Select(row => "(" + Parameterize(row, JavaScriptValues.Undefined, bindings) + ")")) + ")"
                : "(" + Parameterize(values, JavaScriptValues.Undefined, bindings) + ")";
        }

        return KnexValues.IsRaw(values) ? "(" + Parameter(values, bindings) + ")"
            : KnexValues.IsUnknown(values) ? "(" + compilation.Unknown(values) + ")"
            : Parameter(values, bindings);
    }

    /// <summary>An operator.</summary>
    public SqlText Operator(JavaScriptValue value, List<JavaScriptValue> bindings)
    {
        if (UnwrapRaw(value, bindings) is { IsEmpty: false } raw)
        {
            return raw;
        }

        if (KnexValues.IsUnknown(value) || value is TemplateValue)
        {
            return compilation.Unknown(value);
        }

        var name = (KnexValues.IsTruthy(value) ? JavaScriptValues.Text(value) ?? "" : "").ToLowerInvariant();
        return !Operators.Contains(name) ? throw compilation.Fail($"The operator \"{JavaScriptValues.Text(value)}\" is not permitted")
            : SqlText.Of(name[0] == '?' ? "\\" + name : name, compilation.PlaceOf(value));
    }

    /// <summary>The direction of an order.</summary>
    public SqlText Direction(JavaScriptValue value, List<JavaScriptValue> bindings) =>
        UnwrapRaw(value, bindings) is { IsEmpty: false } raw ? raw
        : KnexValues.IsUnknown(value) || value is TemplateValue ? compilation.Unknown(value)
        : KnexValues.IsTruthy(value) && JavaScriptValues.Text(value) is { } text && text.ToLowerInvariant() is "asc" or "desc" ? compilation.Text(value)
        : "asc";

    public static SqlText Alias(SqlText first, SqlText second) => first + " as " + second;

    /// <summary>A name with dots and perhaps an alias.</summary>
    public static SqlText WrapString(SqlText value)
    {
        if (AliasSeparator.Match(value.Content) is { Success: true } separator)
        {
            return Alias(WrapString(value.Slice(0, separator.Index)), WrapAsIdentifier(value.Slice(separator.Index + 4)));
        }

        var parts = Split(value, '.');
        return parts.Count == 1
            ? WrapAsIdentifier(value)
            : SqlText.Join(".", parts.Select((part, index) => index == 0 ? WrapString(part.Trim()) : WrapAsIdentifier(part)));
    }

    /// <summary>The parts between dots.</summary>
    public static List<SqlText> Split(SqlText value, char separator)
    {
        var parts = new List<SqlText>();
        var start = 0;
        for (var end = value.Content.IndexOf(separator); end >= 0; end = value.Content.IndexOf(separator, start))
        {
            parts.Add(value.Slice(start, end - start));
            start = end + 1;
        }

        parts.Add(value.Slice(start));
        return parts;
    }

    /// <summary>One name in quotes, without blanks around it.</summary>
    public static SqlText WrapAsIdentifier(SqlText value) => WrapIdentifier(value.Trim());

    /// <summary>One name in quotes.</summary>
    public static SqlText WrapIdentifier(SqlText value)
    {
        if (value.Content == "*")
        {
            return value;
        }

        var accessor = SqlText.Empty;
        if (ArrayAccessor.Match(value.Content) is { Success: true } match)
        {
            accessor = value.Slice(match.Groups["index"].Index, match.Groups["index"].Length);
            value = value.Slice(match.Groups["name"].Index, match.Groups["name"].Length);
        }

        return value.HasUnknown
            ? "\"" + value.Map(part => part.Replace("\"", "\"\"")) + "\"" + accessor
            : SqlText.Of("\"" + value.Content.Replace("\"", "\"\"") + "\"", value.Place) + accessor;
    }

    private static JavaScriptValue JsonOf(JavaScriptValue value) => JsonText.Write(value) is { } text ? new StringValue(text) { Origin = value.Origin } : JavaScriptValues.Computed("JSON", value);

    private SqlText ParseObject(JavaScriptValue value, List<JavaScriptValue> bindings) => SqlText.Join(", ", KnexValues.Entries(value).Select(entry =>
    {
        var name = WrapAsIdentifier(entry.Name);
        return KnexValues.IsFunction(entry.Value) ? OutputQuery(Callback(entry.Value, null, bindings) with { Alias = new StringValue(entry.Name) }, isParameter: true)
            : entry.Value is KnexQueryBuilder ? Alias("(" + Wrap(entry.Value, bindings) + ")", name)
            : Alias(Wrap(entry.Value, bindings), name);
    }));
}
