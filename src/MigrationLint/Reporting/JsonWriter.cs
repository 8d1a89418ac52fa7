using System.Globalization;
using System.Text;

namespace MigrationLint.Reporting;

/// <summary>
/// Writes indented JSON (RFC 8259). Properties are written in the order of the calls; the caller closes what it opens.
/// The engine has no package, hence no System.Text.Json.
/// </summary>
public sealed class JsonWriter
{
    private readonly StringBuilder text = new();
    private readonly Stack<char> open = new();
    private bool isFirst = true;
    private bool isBehindName;

    /// <summary>Begins an object, as the value of a property where <paramref name="name"/> is given.</summary>
    public JsonWriter StartObject(string? name = null) => Start(name, '{', '}');

    /// <summary>Begins an array, as the value of a property where <paramref name="name"/> is given.</summary>
    public JsonWriter StartArray(string? name = null) => Start(name, '[', ']');

    /// <summary>Ends the object or array begun last.</summary>
    public JsonWriter End()
    {
        var bracket = open.Pop();
        if (!isFirst)
        {
            NewLine();
        }

        text.Append(bracket);
        isFirst = false;
        return this;
    }

    /// <summary>Writes a property that holds a string.</summary>
    public JsonWriter Property(string name, string value)
    {
        Name(name);
        return Value(value);
    }

    /// <summary>Writes a property that holds a string; nothing where it is null.</summary>
    public JsonWriter OptionalProperty(string name, string? value) => value is null ? this : Property(name, value);

    /// <summary>Writes a property that holds an integer.</summary>
    public JsonWriter Property(string name, int value)
    {
        Name(name);
        return Raw(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a property that holds true or false.</summary>
    public JsonWriter Property(string name, bool value)
    {
        Name(name);
        return Raw(value ? "true" : "false");
    }

    /// <summary>Writes a property that holds null.</summary>
    public JsonWriter Null(string name)
    {
        Name(name);
        return Raw("null");
    }

    /// <summary>Writes a string as an element of an array.</summary>
    public JsonWriter Value(string value)
    {
        BeforeValue();
        AppendString(value);
        return this;
    }

    /// <summary>What was written, with a line end.</summary>
    /// <exception cref="InvalidOperationException">Something is still open.</exception>
    public override string ToString() =>
        open.Count == 0 ? text + "\n" : throw new InvalidOperationException("An object or array is still open.");

    private JsonWriter Start(string? name, char opening, char closing)
    {
        if (name is not null)
        {
            Name(name);
        }

        BeforeValue();
        text.Append(opening);
        open.Push(closing);
        isFirst = true;
        return this;
    }

    private void Name(string name)
    {
        Separate();
        AppendString(name);
        text.Append(": ");
        isBehindName = true;
    }

    private JsonWriter Raw(string value)
    {
        BeforeValue();
        text.Append(value);
        return this;
    }

    private void BeforeValue()
    {
        if (!isBehindName)
        {
            Separate();
        }

        isBehindName = false;
    }

    private void Separate()
    {
        if (!isFirst)
        {
            text.Append(',');
        }

        isFirst = false;
        if (open.Count > 0)
        {
            NewLine();
        }
    }

    private void NewLine() => text.Append('\n').Append(' ', 2 * open.Count);

    private void AppendString(string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (character is '"' or '\\')
            {
                text.Append('\\').Append(character);
            }
            else if (character == '\n')
            {
                text.Append("\\n");
            }
            else if (char.IsSurrogatePair(value, i))
            {
                text.Append(value, i, 2);
                i++;
            }
            else if (char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029')
            {
                text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }
}
