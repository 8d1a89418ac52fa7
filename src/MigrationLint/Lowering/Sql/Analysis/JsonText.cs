using System.Text;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>Reads JSON as PostgreSQL does, and prints it as <c>jsonb</c> (<c>json.c</c>, <c>jsonb.c</c>): keys sorted by length and bytes, the last of equal ones kept.</summary>
internal sealed class JsonText
{
    private const int DeepestNesting = 200;

    private readonly string text;
    private int position;
    private int depth;

    private JsonText(string text)
    {
        this.text = text;
    }

    /// <summary>The text as <c>jsonb</c> prints it; null where it is no JSON.</summary>
    public static string? Read(string text)
    {
        var reader = new JsonText(text);
        var value = reader.Value();
        reader.SkipSpace();
        return value is not null && reader.position == text.Length ? value : null;
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r')
        {
            position++;
        }
    }

    private bool Take(char character)
    {
        SkipSpace();
        if (position < text.Length && text[position] == character)
        {
            position++;
            return true;
        }

        return false;
    }

    private string? Value()
    {
        SkipSpace();
        if (position >= text.Length || ++depth > DeepestNesting)
        {
            return null;
        }

        var value = text[position] switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => String() is { } content ? Quote(content) : null,
            't' => Word("true"),
            'f' => Word("false"),
            'n' => Word("null"),
            _ => Number(),
        };
        depth--;
        return value;
    }

    private string? Word(string word)
    {
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0 || (position + word.Length < text.Length && char.IsLetterOrDigit(text[position + word.Length])))
        {
            return null;
        }

        position += word.Length;
        return word;
    }

    private string? Number()
    {
        var start = position;
        position += position < text.Length && text[position] == '-' ? 1 : 0;
        var digits = position;
        while (position < text.Length && (char.IsDigit(text[position]) || text[position] is '.' or 'e' or 'E' or '+' or '-'))
        {
            position++;
        }

        var number = text.Substring(digits, position - digits);
        var isValid = number.Length > 0 && char.IsDigit(number[0]) && (number.Length == 1 || number[0] != '0' || !char.IsDigit(number[1])) && !number.EndsWith(".", StringComparison.Ordinal)
            && number.IndexOf(".e", StringComparison.OrdinalIgnoreCase) < 0;
        return isValid ? NumericText.Read(text.Substring(start, position - start)) : null;
    }

    private string? Array()
    {
        position++;
        var values = new List<string>();
        if (Take(']'))
        {
            return "[]";
        }

        do
        {
            if (Value() is not { } value)
            {
                return null;
            }

            values.Add(value);
        }
        while (Take(','));
        return Take(']') ? "[" + string.Join(", ", values) + "]" : null;
    }

    private string? Object()
    {
        position++;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Take('}'))
        {
            return "{}";
        }

        do
        {
            SkipSpace();
            if (position >= text.Length || text[position] != '"' || String() is not { } key || !Take(':') || Value() is not { } value)
            {
                return null;
            }

            values[key] = value;
        }
        while (Take(','));
        if (!Take('}'))
        {
            return null;
        }

        var sorted = values.Select(pair => (Key: Encoding.UTF8.GetBytes(pair.Key), pair)).ToList();
        sorted.Sort((left, right) => left.Key.Length != right.Key.Length ? left.Key.Length.CompareTo(right.Key.Length) : CompareBytes(left.Key, right.Key));
        return "{" + string.Join(", ", sorted.Select(entry => Quote(entry.pair.Key) + ": " + entry.pair.Value)) + "}";
    }

    private static int CompareBytes(byte[] left, byte[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return 0;
    }

    private string? String()
    {
        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '"')
            {
                position++;
                return content.ToString();
            }

            if (character < ' ')
            {
                return null;
            }

            if (character != '\\')
            {
                content.Append(character);
                continue;
            }

            position++;
            var escape = position < text.Length ? text[position] : '\0';
            if (escape == 'u')
            {
                if (position + 4 >= text.Length || !int.TryParse(text.Substring(position + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var unit) || unit == 0)
                {
                    return null;
                }

                content.Append((char)unit);
                position += 4;
                continue;
            }

            var plain = "\"\\/bfnrt".IndexOf(escape);
            if (plain < 0)
            {
                return null;
            }

            content.Append("\"\\/\b\f\n\r\t"[plain]);
        }

        return null;
    }

    private static string Quote(string content)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in content)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
