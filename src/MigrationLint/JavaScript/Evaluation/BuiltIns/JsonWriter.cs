using System.Globalization;
using System.Text;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary><c>JSON.stringify</c>: what is not wholly known is not written.</summary>
/// <param name="interpreter">Who runs.</param>
/// <param name="call">The call, whose replacer is used.</param>
/// <param name="gap">What a level is indented by; empty for one line.</param>
internal sealed class JsonWriter(Interpreter interpreter, HostCall call, string gap)
{
    private const int MaximumDepth = 64;
    private readonly StringBuilder builder = new();

    /// <summary>The text; null where it is not known.</summary>
    public static JavaScriptValue? Stringify(Interpreter interpreter, HostCall call)
    {
        if (call[0] is ConditionalValue conditional)
        {
            return JavaScriptValues.Conditional(
                conditional.Test,
                Stringify(interpreter, call with { Arguments = [conditional.WhenTrue, .. call.Arguments.Skip(1)] }) ?? JavaScriptValues.Computed("stringify", conditional.WhenTrue),
                Stringify(interpreter, call with { Arguments = [conditional.WhenFalse, .. call.Arguments.Skip(1)] }) ?? JavaScriptValues.Computed("stringify", conditional.WhenFalse));
        }

        if (call[0] is UndefinedValue or FunctionValue)
        {
            return JavaScriptValues.Undefined;
        }

        var gap = call[2] switch
        {
            NumberValue number => new string(' ', (int)Math.Max(0, Math.Min(10, number.Value))),
            StringValue text => text.Value.Substring(0, Math.Min(10, text.Value.Length)),
            UndefinedValue or NullValue => "",
            _ => null,
        };
        if (gap is null || call[1] is UnknownValue or ConditionalValue)
        {
            return null;
        }

        var writer = new JsonWriter(interpreter, call, gap);
        if (!writer.Write(new StringValue(""), call[0], 0))
        {
            return null;
        }

        interpreter.Fuel.SpendCharacters(writer.builder.Length);
        return new StringValue(writer.builder.ToString()) { Origin = call.Location };
    }

    private bool Write(JavaScriptValue key, JavaScriptValue value, int depth)
    {
        if (depth > MaximumDepth)
        {
            return false;
        }

        interpreter.Fuel.Spend();
        switch (Replace(key, value))
        {
            case DateValue date:
                builder.Append(date.Text is { } text ? "\"" + text + "\"" : "null");
                return date.Text is not null;
            case StringValue known:
                WriteString(known.Value, builder);
                return true;
            case NumberValue number:
                builder.Append(double.IsNaN(number.Value) || double.IsInfinity(number.Value) ? "null" : JavaScriptValues.Text(number.Value));
                return true;
            case BooleanValue or NullValue:
                builder.Append(JavaScriptValues.Text(value));
                return true;
            case UndefinedValue or FunctionValue:
                builder.Append("null");
                return true;
            case CollectionValue:
                builder.Append("{}");
                return true;
            case ArrayValue { IsPartial: false } array:
                return WriteList('[', ']', depth, array.Elements.Select((element, index) => ((string?)null, (JavaScriptValue)new NumberValue(index), element)));
            case ObjectValue { IsPartial: false } instance when instance.Find("toJSON") is null && instance.Class?.FindMethod("toJSON") is null:
                return WriteList('{', '}', depth, Members(instance));
            default:
                return false;
        }
    }

    private IEnumerable<(string? Name, JavaScriptValue Key, JavaScriptValue Value)> Members(ObjectValue instance)
    {
        var allowed = call[1] is ArrayValue names ? names.Elements.ConvertAll(JavaScriptValues.Text) : null;
        return instance.Properties
            .Where(slot => allowed is null || allowed.Contains(slot.Name))
            .Where(slot => slot.Name.Length == 0 || slot.Name[0] != '#')
            .Select(slot => (slot, Value: call[1] is FunctionValue ? Replace(new StringValue(slot.Name), slot.Value) : slot.Value))
            .Where(entry => entry.Value is not UndefinedValue and not FunctionValue)
            .Select(entry => ((string?)entry.slot.Name, (JavaScriptValue)new StringValue(entry.slot.Name), entry.slot.Value));
    }

    private JavaScriptValue Replace(JavaScriptValue key, JavaScriptValue value) => call[1] is FunctionValue replacer
        ? interpreter.CallValue(replacer, call with { Arguments = [key, value], This = JavaScriptValues.Undefined })
        : value;

    private bool WriteList(char open, char close, int depth, IEnumerable<(string? Name, JavaScriptValue Key, JavaScriptValue Value)> items)
    {
        builder.Append(open);
        var isEmpty = true;
        foreach (var (name, key, value) in items)
        {
            builder.Append(isEmpty ? "" : ",");
            isEmpty = false;
            Break(depth + 1);
            if (name is not null)
            {
                WriteString(name, builder);
                builder.Append(gap.Length > 0 ? ": " : ":");
            }

            if (!Write(key, value, depth + 1))
            {
                return false;
            }
        }

        if (!isEmpty)
        {
            Break(depth);
        }

        builder.Append(close);
        return true;
    }

    private void Break(int depth)
    {
        if (gap.Length > 0)
        {
            builder.Append('\n');
            for (var i = 0; i < depth; i++)
            {
                builder.Append(gap);
            }
        }
    }

    /// <summary>Writes a string between quotes.</summary>
    public static void WriteString(string text, StringBuilder builder)
    {
        builder.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            switch (character)
            {
                case '"' or '\\':
                    builder.Append('\\').Append(character);
                    break;
                case '\n':
                    builder.Append("\\n");
                    break;
                case '\r':
                    builder.Append("\\r");
                    break;
                case '\t':
                    builder.Append("\\t");
                    break;
                case '\b':
                    builder.Append("\\b");
                    break;
                case '\f':
                    builder.Append("\\f");
                    break;
                case var _ when character < ' ' || IsLoneSurrogate(text, i):
                    builder.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    builder.Append(character);
                    break;
            }
        }

        builder.Append('"');
    }

    private static bool IsLoneSurrogate(string text, int index) =>
        (char.IsHighSurrogate(text[index]) && !(index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])))
        || (char.IsLowSurrogate(text[index]) && !(index > 0 && char.IsHighSurrogate(text[index - 1])));
}
