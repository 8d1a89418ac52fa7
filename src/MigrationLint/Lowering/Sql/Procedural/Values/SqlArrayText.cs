using System.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>The texts of arrays and rows (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO).</summary>
internal static class SqlArrayText
{
    /// <summary>The text of an array; null where a part of it is not known.</summary>
    public static string? Write(SqlArray array)
    {
        var output = new StringBuilder("{");
        for (var i = 0; i < array.Elements.Count; i++)
        {
            output.Append(i == 0 ? "" : ",");
            switch (array.Elements[i])
            {
                case SqlNull:
                    output.Append("NULL");
                    break;
                case SqlArray inner when inner.Output is { } text:
                    output.Append(text);
                    break;
                case { Output: { } text }:
                    output.Append(NeedsQuotes(text) ? Quote(text) : text);
                    break;
                default:
                    return null;
            }
        }

        return output.Append('}').ToString();
    }

    /// <summary>The text of a row whose values all have one.</summary>
    public static string WriteRow(IReadOnlyList<SqlValue> values) => "(" + string.Join(",", values.Select(WriteField)) + ")";

    /// <summary>Reads a text of one dimension; null where it is none.</summary>
    public static SqlArray? Read(string text, Func<string, SqlValue> element)
    {
        text = text.Trim();
        if (text.Length < 2 || text[0] != '{' || text[text.Length - 1] != '}')
        {
            return null;
        }

        var elements = new List<SqlValue>();
        var i = 1;
        while (i < text.Length - 1)
        {
            if (ReadElement(text, ref i) is not { } part)
            {
                return null;
            }

            elements.Add(!part.IsQuoted && part.Text.Equals("null", StringComparison.OrdinalIgnoreCase) ? SqlValue.Null : element(part.Text));
            if (i < text.Length - 1 && text[i++] != ',')
            {
                return null;
            }
        }

        return new SqlArray(elements);
    }

    private static string WriteField(SqlValue value) => value.Output switch
    {
        null => "",
        "" => "\"\"",
        var text when text.Any(static character => character is '"' or '\\' or '(' or ')' or ',' || char.IsWhiteSpace(character)) =>
            "\"" + text.Replace("\\", "\\\\").Replace("\"", "\"\"") + "\"",
        var text => text,
    };

    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || text.Equals("null", StringComparison.OrdinalIgnoreCase)
        || text.Any(static character => character is '{' or '}' or ',' or '"' or '\\' || char.IsWhiteSpace(character));

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static (string Text, bool IsQuoted)? ReadElement(string text, ref int i)
    {
        while (i < text.Length - 1 && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        var isQuoted = i < text.Length && text[i] == '"';
        var part = new StringBuilder();
        for (i += isQuoted ? 1 : 0; i < text.Length - 1; i++)
        {
            if (isQuoted ? text[i] == '"' : text[i] == ',')
            {
                break;
            }

            if (text[i] == '\\' && i + 1 < text.Length - 1)
            {
                i++;
            }
            else if (!isQuoted && text[i] is '{' or '}' or '"')
            {
                return null;
            }

            part.Append(text[i]);
        }

        if (isQuoted)
        {
            if (i >= text.Length - 1)
            {
                return null;
            }

            i++;
            return (part.ToString(), true);
        }

        return (part.ToString().Trim(), false);
    }
}
