using System.Globalization;
using System.Text;
using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <summary>The kinds of JavaScript literals that hold text.</summary>
internal sealed class JavaScriptLiteralSyntax : LiteralSyntax
{
    private readonly char delimiter;

    private JavaScriptLiteralSyntax(char delimiter, bool hasEscapes)
    {
        this.delimiter = delimiter;
        HasEscapes = hasEscapes;
    }

    /// <summary><c>'…'</c>.</summary>
    public static JavaScriptLiteralSyntax SingleQuoted { get; } = new('\'', hasEscapes: true);

    /// <summary><c>"…"</c>.</summary>
    public static JavaScriptLiteralSyntax DoubleQuoted { get; } = new('"', hasEscapes: true);

    /// <summary><c>`…`</c>.</summary>
    public static JavaScriptLiteralSyntax Template { get; } = new('`', hasEscapes: true);

    /// <summary><c>String.raw`…`</c>.</summary>
    public static JavaScriptLiteralSyntax RawTemplate { get; } = new('`', hasEscapes: false);

    /// <summary>False where a backslash is a character like others.</summary>
    internal bool HasEscapes { get; }

    /// <summary>True between backticks.</summary>
    internal bool IsTemplate => delimiter == '`';

    /// <summary>False for what cannot stand there but by an escape: the delimiter, and between quotes line ends.</summary>
    internal bool CanHold(char character) => !HasEscapes || (character != delimiter && (IsTemplate || character is not ('\n' or '\r')));

    /// <inheritdoc/>
    public override string? Encode(string text, string before, string after)
    {
        if (text.Length == 0)
        {
            return IsSeamSafe(before, after) ? "" : null;
        }

        if (!HasEscapes)
        {
            return EncodeRaw(text, before, after);
        }

        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : StartsWith(after, '{') ? '{' : '\0';
            result.Append(i == 0 && Merges(before, text[i]) ? EscapeByCode(text[i]) : EncodeCharacter(text, i, next));
        }

        return result.ToString();
    }

    private static string EscapeByCode(char character) =>
        (character < 0x100 ? "\\x" : "\\u") + ((int)character).ToString(character < 0x100 ? "x2" : "x4", CultureInfo.InvariantCulture);

    private static bool StartsWith(string text, char character) => text.Length > 0 && text[0] == character;

    private static bool EndsWith(string text, char character) => text.Length > 0 && text[text.Length - 1] == character;

    // \0, \1 … \377: a digit that follows would be read as part of it.
    private static bool EndsWithDigitEscape(string before)
    {
        var i = before.Length - 1;
        while (i >= 0 && i > before.Length - 4 && before[i] is >= '0' and <= '7')
        {
            i--;
        }

        return i >= 0 && i < before.Length - 1 && before[i] == '\\';
    }

    private string EncodeCharacter(string text, int index, char next)
    {
        var character = text[index];
        switch (character)
        {
            case '\\':
                return "\\\\";
            case '\n' when !IsTemplate:
                return "\\n";
            case '\r':
                return "\\r";
            case '\t' or '\n':
                return character.ToString();
            case '$' when IsTemplate && next == '{':
                return "\\$";
            case < ' ' or '\u2028' or '\u2029':
                return EscapeByCode(character);
        }

        return character == delimiter ? "\\" + character
            : IsLoneSurrogate(text, index) ? EscapeByCode(character)
            : character.ToString();
    }

    private static string? EncodeRaw(string text, string before, string after)
    {
        var seam = (EndsWith(before, '$') ? "$" : "") + text + (StartsWith(after, '{') ? "{" : "");
        var sayable = text.IndexOfAny(['`', '\r']) < 0
            && seam.IndexOf("${", StringComparison.Ordinal) < 0
            && !EndsWith(text, '\\')
            && !EndsWith(before, '\\');
        for (var i = 0; i < text.Length && sayable; i++)
        {
            sayable = !IsLoneSurrogate(text, i);
        }

        return sayable ? text : null;
    }

    // Taking something out must not join what stands on both sides to something else.
    private bool IsSeamSafe(string before, string after) =>
        after.Length == 0 || (!Merges(before, after[0]) && (HasEscapes || !EndsWith(before, '\\')));

    // True where the character would be read as part of what precedes it: \0 and 1, $ and {, CR and LF.
    private bool Merges(string before, char character) =>
        (HasEscapes && character is >= '0' and <= '9' && EndsWithDigitEscape(before))
        || (IsTemplate && character == '{' && EndsWith(before, '$'))
        || (IsTemplate && character == '\n' && EndsWith(before, '\r'));
}
