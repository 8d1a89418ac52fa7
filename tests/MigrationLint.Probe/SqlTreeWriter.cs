using System.Collections;
using System.Reflection;
using System.Text.Json;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Probe;

/// <summary>
/// Writes a tree in the shape of libpg-query's JSON: <c>{"CreateStmt":{"relation":{"RangeVar":{…}}}}</c>. Each node names its class, defaults (false, 0,
/// empty text, empty list, null) are left out, and an enum is <c>{"enum":type,"name":name,"value":number}</c>, since PostgreSQL's spelling is not known here.
/// </summary>
internal static class SqlTreeWriter
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    public static void Write(Utf8JsonWriter writer, Node node)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(node.GetType().Name);
        foreach (var property in PropertiesOf(node.GetType()))
        {
            if (property.GetValue(node) is { } value && !IsDefault(value))
            {
                writer.WritePropertyName(property.Name);
                WriteValue(writer, value);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The fields that PostgreSQL has too: properties whose name starts with Syntax are ours only.</summary>
    private static PropertyInfo[] PropertiesOf(Type type)
    {
        if (!Properties.TryGetValue(type, out var properties))
        {
            Properties[type] = properties =
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.Name is not (nameof(Node.Start) or nameof(Node.End) or nameof(Node.Span))
                        && !property.Name.StartsWith("Syntax", StringComparison.Ordinal)),
            ];
        }

        return properties;
    }

    private static bool IsDefault(object value) => value switch
    {
        bool truth => !truth,
        int or long or char => Convert.ToInt64(value, null) == 0,
        string text => text.Length == 0,
        ICollection list => list.Count == 0,
        _ => false,
    };

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case Node node:
                Write(writer, node);
                break;
            case string or char:
                writer.WriteStringValue(value.ToString());
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case Enum constant:
                writer.WriteStartObject();
                writer.WriteString("enum", constant.GetType().Name);
                writer.WriteString("name", constant.ToString());
                writer.WriteNumber("value", Convert.ToInt64(constant, null));
                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNumberValue(Convert.ToInt64(value, null));
                break;
        }
    }
}
