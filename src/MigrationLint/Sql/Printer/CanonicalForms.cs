using System.Globalization;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>
/// What PostgreSQL's catalog functions show for types, defaults and checks, as far as the text alone tells it. Everything else is null: a form that may
/// differ from the server's must not be compared with it.
/// </summary>
/// <remarks>
/// The facts are those of <c>format_type.c</c>, <c>ruleutils.c</c> and <c>parse_coerce.c</c>. Objects of users are shown with the qualifiers that the source
/// gives them; the server leaves out those of schemas on the search path.
/// </remarks>
internal static partial class CanonicalForms
{
    // MAX_TIMESTAMP_PRECISION: a larger one is lowered with a warning.
    private const int LargestTimePrecision = 6;

    /// <summary>What <c>format_type</c> shows: <c>integer</c>, <c>character varying(20)</c>, <c>text[]</c>.</summary>
    /// <returns>Null for <c>%TYPE</c>, and for modifiers of types of which nothing is known.</returns>
    public static string? Type(TypeName type)
    {
        if (type.PctType || type.Names.Any(name => name is not StringValue { Sval: var part } || part.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0))
        {
            return null;
        }

        var isBuiltIn = type.Names.Count == 2 && ((StringValue)type.Names[0]).Sval == "pg_catalog";
        var name = ((StringValue)type.Names[type.Names.Count - 1]).Sval;
        var shown = isBuiltIn || type.Names.Count == 1 ? BuiltIn(name, type.Typmods) : null;
        shown ??= type.Typmods.Count > 0 ? null : string.Join(".", type.Names.Skip(isBuiltIn ? 1 : 0).Select(part => SqlIdentifiers.Quote(((StringValue)part).Sval)));
        return shown is null || type.ArrayBounds.Count == 0 ? shown : shown + "[]";
    }

    /// <summary>What <c>pg_get_expr</c> shows for the default of a column.</summary>
    /// <param name="expression">The expression behind DEFAULT.</param>
    /// <param name="type">The column's type as <see cref="Type"/> shows it.</param>
    /// <param name="isEnum">True where it is known to be an enumeration.</param>
    /// <returns>Empty where PostgreSQL stores no default (<c>DEFAULT NULL</c>); null where the form is not known.</returns>
    public static string? Default(Node expression, string type, bool isEnum = false)
    {
        var translator = new Translator(_ => null, isEnum ? type : null);
        var shown = translator.Translate(expression);
        return shown is null ? null
            : shown.IsNull ? ""
            : shown.Literal is { } literal ? Literal(literal, WithoutModifiers(type), isEnum)
            : shown.Text;
    }

    /// <summary>What <c>pg_get_expr</c> shows for a check or another condition on one table.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="columnType">The type of a column as <see cref="Type"/> shows it; null where it is not known.</param>
    /// <returns>Null where the form is not known.</returns>
    public static string? Condition(Node expression, Func<string, string?> columnType)
    {
        var shown = new Translator(columnType).Translate(expression);
        return shown is { Literal: null, IsNull: false } ? shown.Text : null;
    }

    private static string? BuiltIn(string name, IReadOnlyList<Node> typmods)
    {
        var modifiers = new List<int>();
        foreach (var modifier in typmods)
        {
            if (modifier is not AConst { Ival: { } number })
            {
                return null;
            }

            modifiers.Add(number.Ival);
        }

        var spelling = SqlTypeNames.Spelling(name);
        return name switch
        {
            "serial" or "serial4" => "integer",
            "bigserial" or "serial8" => "bigint",
            "smallserial" or "serial2" => "smallint",
            "numeric" when modifiers.Count > 0 => $"numeric({Number(modifiers[0])},{Number(modifiers.Count > 1 ? modifiers[1] : 0)})",
            "varchar" or "varbit" or "bit" or "bpchar" when modifiers.Count == 1 => $"{spelling}({Number(modifiers[0])})",
            "time" or "timetz" or "timestamp" or "timestamptz" when modifiers.Count == 1 => WithPrecision(spelling, modifiers[0]),
            "interval" when modifiers.Count > 0 => Interval(modifiers),
            "numeric" or "interval" or "json" when modifiers.Count == 0 => name,
            "bpchar" or "bit" when modifiers.Count == 0 => SqlIdentifiers.Quote(name),
            _ when modifiers.Count == 0 && spelling != name => spelling,
            _ => null,
        };
    }

    private static string WithPrecision(string spelling, int precision) =>
        spelling.Insert(spelling.IndexOf(' '), $"({Number(Math.Min(precision, LargestTimePrecision))})");

    private static string? Interval(List<int> modifiers)
    {
        var fields = SqlTypeNames.IntervalFields(modifiers[0]);
        return fields is null ? null : "interval" + fields + (modifiers.Count > 1 ? $"({Number(Math.Min(modifiers[1], LargestTimePrecision))})" : "");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The type of the constants of a type: <c>character varying(20)</c> is <c>character varying</c>, <c>character(3)</c> is <c>bpchar</c>.</summary>
    private static string WithoutModifiers(string type)
    {
        var isArray = type.EndsWith("[]", StringComparison.Ordinal);
        var element = isArray ? type.Substring(0, type.Length - 2) : type;
        var open = element.IndexOf('(');
        var close = element.IndexOf(')');
        element = open < 0 || close < open ? element : element.Remove(open, close - open + 1);
        element = element switch
        {
            "character" => "bpchar",
            "bit" => "\"bit\"",
            _ when element.StartsWith("interval ", StringComparison.Ordinal) => "interval",
            _ => element,
        };
        return isArray ? element + "[]" : element;
    }
}
