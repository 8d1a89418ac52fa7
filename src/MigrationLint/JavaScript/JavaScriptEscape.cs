using System.Globalization;

namespace MigrationLint.JavaScript;

/// <summary>Escape sequences of string literals and templates (https://tc39.es/ecma262/#prod-EscapeSequence and Annex B's legacy octal ones).</summary>
internal static class JavaScriptEscape
{
    /// <summary>Reads one escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">At the backslash; behind the escape afterwards, unchanged where there is none.</param>
    /// <param name="end">Where the literal's inside ends.</param>
    /// <param name="isTemplate">True in templates, which know no octal escapes.</param>
    /// <param name="decoded">What it says; empty for a line continuation.</param>
    /// <returns>False where the escape has no value.</returns>
    public static bool TryRead(string text, ref int position, int end, bool isTemplate, out string decoded)
    {
        decoded = "";
        if (position + 1 >= end)
        {
            return false;
        }

        var next = text[position + 1];
        switch (next)
        {
            case 'x':
                return TryReadHexadecimal(text, ref position, position + 2, position + 4, end, ref decoded);
            case 'u' when position + 2 < end && text[position + 2] == '{':
                return TryReadCodePoint(text, ref position, end, ref decoded);
            case 'u':
                return TryReadHexadecimal(text, ref position, position + 2, position + 6, end, ref decoded);
            case >= '0' and <= '9':
                return TryReadDigits(text, ref position, end, isTemplate, ref decoded);
            case '\r' when position + 2 < end && text[position + 2] == '\n':
                position += 3;
                return true;
            case '\r' or '\n' or '\u2028' or '\u2029':
                position += 2;
                return true;
        }

        var length = char.IsHighSurrogate(next) && position + 2 < end && char.IsLowSurrogate(text[position + 2]) ? 2 : 1;
        decoded = next switch
        {
            'b' => "\b",
            't' => "\t",
            'n' => "\n",
            'v' => "\v",
            'f' => "\f",
            'r' => "\r",
            _ => text.Substring(position + 1, length),
        };
        position += 1 + length;
        return true;
    }

    private static bool TryReadHexadecimal(string text, ref int position, int first, int last, int end, ref string decoded)
    {
        var value = 0;
        for (var i = first; i < last; i++)
        {
            if (i >= end || !TryReadDigit(text[i], out var digit))
            {
                return false;
            }

            value = (value * 16) + digit;
        }

        decoded = ((char)value).ToString();
        position = last;
        return true;
    }

    private static bool TryReadCodePoint(string text, ref int position, int end, ref string decoded)
    {
        var value = 0;
        var i = position + 3;
        for (; i < end && TryReadDigit(text[i], out var digit); i++)
        {
            value = (value * 16) + digit;
            if (value > 0x10FFFF)
            {
                return false;
            }
        }

        if (i == position + 3 || i >= end || text[i] != '}')
        {
            return false;
        }

        decoded = value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value);
        position = i + 1;
        return true;
    }

    private static bool TryReadDigits(string text, ref int position, int end, bool isTemplate, ref string decoded)
    {
        var first = text[position + 1];
        var second = position + 2 < end ? text[position + 2] : '\0';
        if (isTemplate && (first != '0' || second is >= '0' and <= '9'))
        {
            return false;
        }

        if (first >= '8')
        {
            decoded = first.ToString();
            position += 2;
            return true;
        }

        var value = first - '0';
        var i = position + 2;
        var longest = position + (first <= '3' ? 4 : 3);
        for (; i < end && i < longest && text[i] is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + (text[i] - '0');
        }

        decoded = ((char)value).ToString();
        position = i;
        return true;
    }

    private static bool TryReadDigit(char character, out int digit) =>
        int.TryParse(character.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out digit);
}
