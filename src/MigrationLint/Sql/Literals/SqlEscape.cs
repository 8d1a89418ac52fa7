using System.Globalization;
using System.Text;

namespace MigrationLint.Sql;

/// <summary>Escape sequences of <c>E'…'</c> and <c>U&amp;'…'</c>, for a database in UTF-8.</summary>
internal static class SqlEscape
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads one escape of <c>E'…'</c>; several bytes or surrogates that make one character are read together.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">At the backslash; behind the escape afterwards, unchanged where there is none.</param>
    /// <param name="end">Where the constant ends.</param>
    /// <param name="decoded">What it says.</param>
    /// <returns>False where PostgreSQL refuses it.</returns>
    public static bool TryRead(string text, ref int position, int end, out string decoded)
    {
        decoded = "";
        if (position + 1 >= end)
        {
            return false;
        }

        var next = text[position + 1];
        if (next is 'u' or 'U')
        {
            return TryReadCodePoint(text, ref position, end, "\\u", "\\U", out decoded);
        }

        if (ReadByte(text, position, end) is not null)
        {
            return TryReadBytes(text, ref position, end, out decoded);
        }

        var length = char.IsHighSurrogate(next) && position + 2 < end ? 2 : 1;
        decoded = next switch
        {
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            _ => text.Substring(position + 1, length),
        };
        position += 1 + length;
        return true;
    }

    /// <summary>Reads one escape of <c>U&amp;'…'</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">At the escape character; behind the escape afterwards, unchanged where there is none.</param>
    /// <param name="end">Where the constant ends.</param>
    /// <param name="escape">The escape character.</param>
    /// <param name="decoded">What it says.</param>
    /// <returns>False where PostgreSQL refuses it.</returns>
    public static bool TryReadUnicode(string text, ref int position, int end, char escape, out string decoded)
    {
        var mark = escape.ToString();
        if (position + 1 < end && text[position + 1] == escape)
        {
            decoded = mark;
            position += 2;
            return true;
        }

        return TryReadCodePoint(text, ref position, end, mark, mark + "+", out decoded);
    }

    private static bool TryReadCodePoint(string text, ref int position, int end, string shortMark, string longMark, out string decoded)
    {
        var (value, next) = ReadCodePoint(text, position, end, shortMark, longMark);
        if (value is >= 0xD800 and <= 0xDBFF)
        {
            var (low, behind) = ReadCodePoint(text, next, end, shortMark, longMark);
            (value, next) = low is >= 0xDC00 and <= 0xDFFF ? (0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), behind) : (0, position);
        }

        var isCharacter = value is > 0 and <= 0x10FFFF and not (>= 0xDC00 and <= 0xDFFF);
        decoded = isCharacter ? char.ConvertFromUtf32(value) : "";
        position = isCharacter ? next : position;
        return isCharacter;
    }

    // 0 where there is none: PostgreSQL refuses the code point 0 anyway.
    private static (int Value, int End) ReadCodePoint(string text, int position, int end, string shortMark, string longMark)
    {
        foreach (var (mark, longest) in new[] { (longMark, longMark.Length == shortMark.Length ? 8 : 6), (shortMark, 4) })
        {
            var last = position + mark.Length + longest;
            if (last <= end && string.CompareOrdinal(text, position, mark, 0, mark.Length) == 0)
            {
                var digits = text.Substring(position + mark.Length, longest);
                return digits.All(digit => Digit(digit, 16) >= 0)
                    && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? (value, last) : (0, position);
            }
        }

        return (0, position);
    }

    private static bool TryReadBytes(string text, ref int position, int end, out string decoded)
    {
        var bytes = new List<byte>();
        var next = position;
        var wanted = 1;
        while (bytes.Count < wanted)
        {
            if (ReadByte(text, next, end) is not { } read)
            {
                decoded = "";
                return false;
            }

            bytes.Add(read.Value);
            next = read.End;
            wanted = bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
        }

        try
        {
            decoded = StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            decoded = "";
        }

        var isCharacter = decoded.Length > 0 && decoded[0] != '\0';
        position = isCharacter ? next : position;
        return isCharacter;
    }

    // \o to \ooo and \xh to \xhh
    private static (byte Value, int End)? ReadByte(string text, int position, int end)
    {
        if (position + 1 >= end || text[position] != '\\')
        {
            return null;
        }

        var isHexadecimal = text[position + 1] == 'x';
        var radix = isHexadecimal ? 16 : 8;
        var first = position + (isHexadecimal ? 2 : 1);
        var value = 0;
        var i = first;
        for (; i < end && i < first + (isHexadecimal ? 2 : 3) && Digit(text[i], radix) is >= 0 and var digit; i++)
        {
            value = (value * radix) + digit;
        }

        return i == first ? null : ((byte)value, i);
    }

    private static int Digit(char character, int radix)
    {
        var value = character switch
        {
            >= '0' and <= '9' => character - '0',
            >= 'a' and <= 'f' => character - 'a' + 10,
            >= 'A' and <= 'F' => character - 'A' + 10,
            _ => int.MaxValue,
        };
        return value < radix ? value : -1;
    }
}
