using System.Globalization;
using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

/// <summary>Raw SQL with its bindings put in (knex 3.3: <c>lib/raw.js</c>, <c>lib/ref.js</c>, <c>lib/formatter/rawFormatter.js</c>).</summary>
internal static class RawCompiler
{
    private static readonly Regex Marks = new(@"\\?\?\??", RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    private static readonly Regex Keys = new(@"\\?(:(\w+):(?=::)|:(\w+):(?!:)|:(\w+))", RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>Compiles <c>knex.raw(…)</c> or <c>knex.ref(…)</c>.</summary>
    public static CompiledQuery Compile(KnexCompilation compilation, JavaScriptValue value)
    {
        compilation.Enter();
        var here = compilation.Here;
        try
        {
            if (value is KnexRef reference)
            {
                compilation.Here = reference.Location;
                return CompileReference(compilation, reference);
            }

            var raw = (KnexRaw)value;
            compilation.Here = raw.Location;
            var compiled = Compile(compilation, compilation.Sql(raw.Sql), raw.Bindings);
            var before = raw.Before is { } first && compilation.IsTruthy(first) ? compilation.Sql(first) : SqlText.Empty;
            var behind = raw.Behind is { } last && compilation.IsTruthy(last) ? compilation.Sql(last) : SqlText.Empty;
            return compiled with { Sql = (before + compiled.Sql + behind).At(raw.Location) };
        }
        finally
        {
            compilation.Here = here;
            compilation.Leave();
        }
    }

    /// <summary>Puts bindings into a text.</summary>
    public static CompiledQuery Compile(KnexCompilation compilation, SqlText sql, JavaScriptValue? given)
    {
        var bindings = new List<JavaScriptValue>();
        var compiled = given switch
        {
            null or UndefinedValue => sql,
            ArrayValue array => ReplacePositions(compilation, sql, array, bindings),
            ObjectValue { Class: null } keyed => ReplaceKeys(compilation, sql, keyed, bindings),
            UnknownValue or ConditionalValue => ReplaceUnknown(compilation, sql, given, bindings),
            _ => ReplacePositions(compilation, sql, new ArrayValue([given]), bindings),
        };
        if (bindings.Exists(binding => KnexValues.ContainsUndefined(binding)))
        {
            var keys = KnexValues.Entries(given is ObjectValue or ArrayValue ? given : new ArrayValue([given!])).Where(entry => KnexValues.ContainsUndefined(entry.Value)).Select(entry => entry.Name);
            throw compilation.Fail($"Undefined binding(s) detected for keys [{string.Join(",", keys)}] when compiling RAW query: {compiled.Content}");
        }

        return new CompiledQuery(compiled, bindings, "raw");
    }

    private static CompiledQuery CompileReference(KnexCompilation compilation, KnexRef reference)
    {
        var format = compilation.Format;
        List<JavaScriptValue> none = [];
        var sql = reference.Schema is { } schema && compilation.IsTruthy(schema)
            ? KnexFormatter.WrapString(compilation.Text(schema) + "." + compilation.Text(reference.Name))
            : format.Columnize(reference.Name, none);
        if (reference.Alias is { } alias && compilation.IsTruthy(alias))
        {
            sql = KnexFormatter.Alias(sql, format.Wrap(alias, none));
        }

        return Compile(compilation, sql.At(reference.Location), new ArrayValue([]));
    }

    private static SqlText ReplacePositions(KnexCompilation compilation, SqlText sql, ArrayValue values, List<JavaScriptValue> bindings)
    {
        var index = 0;
        var replaced = KnexCompilation.Replace(sql, Marks, match =>
        {
            if (match.Value == "\\?")
            {
                return null;
            }

            var value = index < values.Elements.Count ? values.Elements[index]
                : values.IsPartial ? JavaScriptValues.Computed("binding", values)
                : JavaScriptValues.Undefined;
            index++;
            return match.Value == "??" ? compilation.Format.Columnize(value, bindings) : compilation.Format.Parameter(value, bindings);
        });
        return index == values.Elements.Count || (values.IsPartial && index > values.Elements.Count)
            ? replaced
            : throw compilation.Fail($"Expected {values.Elements.Count.ToString(CultureInfo.InvariantCulture)} bindings, saw {index.ToString(CultureInfo.InvariantCulture)}");
    }

    private static SqlText ReplaceKeys(KnexCompilation compilation, SqlText sql, ObjectValue values, List<JavaScriptValue> bindings) => KnexCompilation.Replace(sql, Keys, match =>
    {
        if (match.Value != match.Groups[1].Value)
        {
            return match.Groups[1].Value;
        }

        var group = match.Groups[2].Success ? match.Groups[2] : match.Groups[3].Success ? match.Groups[3] : match.Groups[4];
        var slot = values.Find(group.Value);
        var value = slot?.Value ?? (values.IsPartial ? JavaScriptValues.Computed(group.Value, values) : JavaScriptValues.Undefined);
        if (value is UndefinedValue)
        {
            if (slot is not null)
            {
                bindings.Add(value);
            }

            return null;
        }

        return match.Value[match.Length - 1] == ':' ? compilation.Format.Columnize(value, bindings) : compilation.Format.Parameter(value, bindings);
    });

    /// <summary>Bindings that are not known: they may be positions or names.</summary>
    private static SqlText ReplaceUnknown(KnexCompilation compilation, SqlText sql, JavaScriptValue value, List<JavaScriptValue> bindings)
    {
        compilation.IsUncertain = true;
        var expression = sql.Content.IndexOf('?') >= 0 ? Marks : Keys;
        return KnexCompilation.Replace(sql, expression, match =>
            match.Value[0] == '\\' || (expression == Keys && match.Groups[4].Success && match.Index > 0 && sql.Content[match.Index - 1] == ':') ? null
            : match.Value == "??" || (match.Length > 1 && match.Value[match.Length - 1] == ':') ? compilation.Format.Columnize(value, bindings)
            : compilation.Format.Parameter(value, bindings));
    }
}

/// <summary>A compiled query.</summary>
/// <param name="Sql">With a question mark for each parameter.</param>
/// <param name="Bindings">The values.</param>
/// <param name="Method"><c>select</c>, <c>insert</c>, <c>raw</c> …</param>
internal sealed record CompiledQuery(SqlText Sql, List<JavaScriptValue> Bindings, string Method)
{
    /// <summary>The alias of a subquery; null where there is none.</summary>
    public JavaScriptValue? Alias { get; init; }

    /// <summary>True where it gives rows back.</summary>
    public bool IsReturning { get; init; }

    /// <summary>The column that is plucked.</summary>
    public string? Plucked { get; init; }
}
