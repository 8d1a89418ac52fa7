using System.Text;
using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

/// <summary>How values are written into SQL: by Knex, and by the driver for what Knex leaves to it.</summary>
/// <param name="compilation">The compilation.</param>
internal sealed class KnexEscape(KnexCompilation compilation)
{
    private static readonly Regex Marks = new(@"\\?\?", RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    private static readonly Regex Positions = new(@"(\\*)(\?)", RegexOptions.ECMAScript | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>Knex's own literals (knex 3.3: <c>_escapeBinding</c> of <c>lib/dialects/postgres/index.js</c>).</summary>
    public SqlText Literal(JavaScriptValue value)
    {
        switch (value)
        {
            case UndefinedValue or NullValue:
                return "NULL";
            case BooleanValue or NumberValue:
                return SqlText.Of(JavaScriptValues.Text(value)!, value.Origin);
            case UnknownValue or ConditionalValue or MissingMethod:
                return compilation.Unknown(value);
            case ArrayValue array:
                return Quote(ArrayText(array, 0));
            case StringValue or TemplateValue:
                return Quote(compilation.Text(value));
            case FunctionValue:
                return Quote(SqlText.Of(KnexValues.Source(value), value.Origin));
            default:
                return KnexValues.Json(value);
        }
    }

    /// <summary>A string literal, with <c>E</c> before it where it holds a backslash.</summary>
    public static SqlText Quote(SqlText text)
    {
        var hasBackslash = text.Content.IndexOf('\\') >= 0;
        return (hasBackslash ? "E'" : "'") + text.Map(part => part.Replace("'", "''").Replace("\\", "\\\\")) + "'";
    }

    private SqlText ArrayText(ArrayValue array, int depth)
    {
        compilation.Spend();
        if (array.IsPartial || depth > 16)
        {
            return compilation.Unknown(array);
        }

        return "{" + SqlText.Join(",", array.Elements.Select(element => element switch
        {
            NullValue or UndefinedValue => "NULL",
            ArrayValue inner => ArrayText(inner, depth + 1),
            NumberValue => JavaScriptValues.Text(element)!,
            StringValue text => KnexValues.Json(text),
            _ => Literal(element) is var literal && literal.HasUnknown ? literal : (SqlText)(JsonText.Write(new StringValue(literal.Content)) ?? ""),
        })) + "}";
    }

    /// <summary>The SQL with its bindings written out (knex 3.3: <c>formatQuery</c> of <c>lib/execution/internal/query-executioner.js</c>).</summary>
    public SqlText Interpolate(SqlText sql, IReadOnlyList<JavaScriptValue> bindings)
    {
        var index = 0;
        return KnexCompilation.Replace(sql, Marks, match =>
            match.Value == "\\?" ? "?"
            : index == bindings.Count ? null
            : Literal(bindings[index++]));
    }

    /// <summary>What is sent (knex 3.3: <c>positionBindings</c> of <c>lib/dialects/postgres/index.js</c>), and what that means once the parameters are written out.</summary>
    /// <param name="sql">The compiled SQL.</param>
    /// <param name="bindings">The values.</param>
    /// <param name="parameters">True for <c>$1</c>, false for the values.</param>
    public SqlText Position(SqlText sql, IReadOnlyList<JavaScriptValue> bindings, bool parameters)
    {
        var index = 0;
        return KnexCompilation.Replace(sql, Positions, match =>
        {
            if (match.Groups[1].Length % 2 != 0)
            {
                return "?";
            }

            index++;
            return parameters || index > bindings.Count ? "$" + JavaScriptValues.Text(index) : Parameter(bindings[index - 1]);
        });
    }

    /// <summary>A value as the driver sends it: a literal whose type the server finds out, since parameters are sent as texts of no type.</summary>
    public SqlText Parameter(JavaScriptValue value)
    {
        switch (value)
        {
            case UndefinedValue or NullValue:
                return "NULL";
            case ArrayValue array:
                return Standard(DriverArray(array, 0));
            case ObjectValue { Class: null }:
                return Standard(KnexValues.Json(value));
            case StringValue or TemplateValue or NumberValue or BooleanValue:
                return Standard(compilation.Text(value));
            default:
                return compilation.Unknown(value);
        }
    }

    private static SqlText Standard(SqlText text) => "'" + text.Map(part => part.Replace("'", "''")) + "'";

    // pg 8: lib/utils.js, arrayString
    private SqlText DriverArray(ArrayValue array, int depth)
    {
        compilation.Spend();
        if (array.IsPartial || depth > 16)
        {
            return compilation.Unknown(array);
        }

        return "{" + SqlText.Join(",", array.Elements.Select(element => element switch
        {
            NullValue or UndefinedValue => "NULL",
            ArrayValue inner => DriverArray(inner, depth + 1),
            StringValue or TemplateValue or NumberValue or BooleanValue => Element(compilation.Text(element)),
            ObjectValue => Element(KnexValues.Json(element)),
            _ => compilation.Unknown(element),
        })) + "}";
    }

    private static SqlText Element(SqlText text) => "\"" + text.Map(part => part.Replace("\\", "\\\\").Replace("\"", "\\\"")) + "\"";
}
