using System.Text;
using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>JSON, read by the JavaScript parser, comments and trailing commas included, and written.</summary>
internal static class JsonText
{
    /// <summary>Reads a JSON text.</summary>
    /// <param name="content">The text.</param>
    /// <param name="source">The file it is from, for locations; null where it is from none.</param>
    /// <returns>The value; null where the text holds none.</returns>
    public static JavaScriptValue? Read(string content, SourceText? source)
    {
        // A brace at the start of a statement is a block: the parenthesis makes it an object, and shifts every offset by one.
        var parse = JavaScriptParser.Parse("(" + content + "\n)", JavaScriptDialect.JavaScript);
        return parse.Errors.Count == 0 && parse.Program.Body.Count > 0 && parse.Program.Body[0] is ExpressionStatement statement ? Convert(statement.Expression, source) : null;
    }

    private static JavaScriptValue? Convert(Node node, SourceText? source)
    {
        SourceSpan? At(Node inner) => source is null ? null : new SourceSpan(source, TextSpan.FromBounds(Math.Max(0, inner.Start - 1), Math.Max(0, inner.End - 1)));
        switch (node)
        {
            case Literal { Kind: LiteralKind.String } literal:
                return new StringValue((string?)literal.Value ?? "") { Origin = At(node) };
            case Literal { Kind: LiteralKind.Number, Value: double number }:
                return new NumberValue(number) { Origin = At(node) };
            case Literal { Kind: LiteralKind.Boolean } literal:
                return new BooleanValue(literal.Value is true) { Origin = At(node) };
            case Literal { Kind: LiteralKind.Null }:
                return JavaScriptValues.Null;
            case UnaryExpression { Operator: "-", Argument: Literal { Value: double number } }:
                return new NumberValue(-number) { Origin = At(node) };
            case ArrayExpression array:
                return new ArrayValue(array.Elements.Select(element => element is null ? null : Convert(element, source)).OfType<JavaScriptValue>()) { Origin = At(node) };
            case ObjectExpression literal:
                var result = new ObjectValue { Origin = At(node) };
                foreach (var property in literal.Properties.OfType<Property>())
                {
                    var name = (property.Key as Literal)?.Value as string ?? (property.Key as Identifier)?.Name;
                    if (name is not null && Convert(property.Value, source) is { } value)
                    {
                        result.Set(new PropertySlot(name, value, At(property)));
                    }
                }

                return result;
            default:
                return null;
        }
    }

    /// <summary>Writes a value as <c>JSON.stringify</c> does; null where it is not wholly known.</summary>
    public static string? Write(JavaScriptValue value)
    {
        var builder = new StringBuilder();
        return Write(value, builder, 0) ? builder.ToString() : null;
    }

    private static bool Write(JavaScriptValue value, StringBuilder builder, int depth)
    {
        if (depth > 32)
        {
            return false;
        }

        switch (value)
        {
            case StringValue text:
                JsonWriter.WriteString(text.Value, builder);
                return true;
            case NumberValue or BooleanValue or NullValue:
                builder.Append(JavaScriptValues.Text(value));
                return true;
            case ArrayValue { IsPartial: false } array:
                return WriteList(builder, '[', ']', array.Elements, element => Write(element is UndefinedValue ? JavaScriptValues.Null : element, builder, depth + 1));
            case ObjectValue { IsPartial: false } instance:
                return WriteList(builder, '{', '}', instance.Properties.Where(slot => slot.Value is not UndefinedValue and not FunctionValue), slot =>
                {
                    JsonWriter.WriteString(slot.Name, builder);
                    builder.Append(':');
                    return Write(slot.Value, builder, depth + 1);
                });
            default:
                return false;
        }
    }

    private static bool WriteList<T>(StringBuilder builder, char open, char close, IEnumerable<T> items, Func<T, bool> write)
    {
        builder.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                builder.Append(',');
            }

            isFirst = false;
            if (!write(item))
            {
                return false;
            }
        }

        builder.Append(close);
        return true;
    }
}
