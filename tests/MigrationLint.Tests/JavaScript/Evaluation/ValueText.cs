using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.JavaScript.Evaluation;

/// <summary>Writes values so that tests can name them: JSON for what is known, <c>$X</c> for a variable, <c>module(x)</c>, <c>?(…)</c> for the rest.</summary>
internal static class ValueText
{
    public static string Of(JavaScriptValue value, int depth = 0) => depth > 12 ? "…" : value switch
    {
        UndefinedValue => "undefined",
        NullValue => "null",
        BooleanValue boolean => boolean.Value ? "true" : "false",
        NumberValue number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        StringValue text => "'" + text.Value + "'",
        TemplateValue template => "`" + string.Concat(template.Pieces.Select(piece => piece is StringValue known ? known.Value : "${" + Of(piece, depth + 1) + "}")) + "`",
        RegExpValue regExp => regExp.Text,
        UnknownValue { Source: UnknownSource.Environment } unknown => "$" + unknown.Detail,
        UnknownValue { Source: UnknownSource.Module } unknown => "module(" + unknown.Detail + ")",
        UnknownValue unknown => unknown.Detail + "?(" + string.Join(", ", unknown.Inputs.Select(input => Of(input, depth + 1))) + ")",
        ConditionalValue conditional => $"({Of(conditional.Test, depth + 1)} ? {Of(conditional.WhenTrue, depth + 1)} : {Of(conditional.WhenFalse, depth + 1)})",
        ArrayValue array => "[" + string.Join(", ", array.Elements.Select(element => Of(element, depth + 1))) + (array.IsPartial ? ", …" : "") + "]",
        ObjectValue instance => "{" + string.Join(", ", instance.Properties.Select(slot => slot.Name + ": " + Of(slot.Value, depth + 1))) + (instance.IsPartial ? ", …" : "") + "}",
        _ => value.GetType().Name,
    };
}
