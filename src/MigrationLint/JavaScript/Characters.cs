using System.Globalization;

namespace MigrationLint.JavaScript;

/// <summary>Character classes of ECMA-262, clause 12.</summary>
internal static class Characters
{
    private static readonly bool[] AsciiIdentifierPart = MakeIdentifierPart();

    public static bool IsDigit(char character) => character is >= '0' and <= '9';

    public static bool IsLineEnd(char character) => character is '\n' or '\r' or '\u2028' or '\u2029';

    /// <summary>White space other than line ends: 12.2, with every space separator of Unicode.</summary>
    public static bool IsWhiteSpace(char character) => character is ' ' or '\t' or '\v' or '\f' or '\u00A0' or '\uFEFF'
        || (character >= 128 && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator);

    public static bool IsAsciiIdentifierStart(char character) => character < 128 && AsciiIdentifierPart[character] && !IsDigit(character);

    public static bool IsAsciiIdentifierPart(char character) => character < 128 && AsciiIdentifierPart[character];

    public static int HexValue(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };

    /// <summary>Whether the code point at <paramref name="index"/> may start a name; <paramref name="length"/> is its number of UTF-16 units.</summary>
    public static bool IsIdentifierStart(string text, int index, out int length)
    {
        var character = text[index];
        length = 1;
        if (character < 128)
        {
            return IsAsciiIdentifierStart(character);
        }

        length = IsPair(text, index) ? 2 : 1;
        return IsStartCategory(text, index, character);
    }

    /// <summary>Whether the code point at <paramref name="index"/> may continue a name.</summary>
    public static bool IsIdentifierPart(string text, int index, out int length)
    {
        var character = text[index];
        length = 1;
        if (character < 128)
        {
            return AsciiIdentifierPart[character];
        }

        length = IsPair(text, index) ? 2 : 1;
        return IsStartCategory(text, index, character)
            || CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
            || character is '\u200C' or '\u200D' or '\u00B7' or '\u0387' or (>= '\u1369' and <= '\u1371') or '\u19DA' or '\u30FB' or '\uFF65';
    }

    // Planes beyond the first grow each year, and the run time's table may be older than the text: unassigned is let through there.
    private static bool IsStartCategory(string text, int index, char character) => CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => character != '\u2E2F',
        UnicodeCategory.OtherNotAssigned => IsPair(text, index),
        _ => character is '\u1885' or '\u1886' or '\u2118' or '\u212E' or '\u309B' or '\u309C',
    };

    private static bool IsPair(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);

    private static bool[] MakeIdentifierPart()
    {
        var table = new bool[128];
        for (var character = '\0'; character < 128; character++)
        {
            table[character] = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '$';
        }

        return table;
    }
}
