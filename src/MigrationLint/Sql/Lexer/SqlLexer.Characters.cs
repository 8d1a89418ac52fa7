namespace MigrationLint.Sql;

/// <summary>What a character can begin.</summary>
internal sealed partial class SqlLexer
{
    private const byte IsWordPart = 1;
    private const byte IsWordStart = 2;
    private const byte IsOperator = 4;

    private static readonly char[] LineEnds = ['\n', '\r'];
    private static readonly char[] CommentMarks = ['*', '/', '\n'];
    private static readonly CharacterClass[] Classes = MakeClasses();
    private static readonly byte[] Flags = MakeFlags();

    private enum CharacterClass : byte
    {
        Other,
        Letter,
        Digit,
        Quote,
        DoubleQuote,
        Dollar,
        Operator,
        Single,
        Dot,
        Colon,
        Backslash,
    }

    // scan.l works on bytes, and each byte of a character beyond ASCII is a letter to it: a no-break space too.
    private static CharacterClass Class(char character) =>
        character < 128 ? Classes[character] : character == Text.EmbeddedText.HoleCharacter ? CharacterClass.Other : CharacterClass.Letter;

    private static bool StartsWord(char character) => character >= 128 || (Flags[character] & IsWordStart) != 0;

    private static bool ContinuesWord(char character) => character >= 128 || (Flags[character] & IsWordPart) != 0;

    private static CharacterClass[] MakeClasses()
    {
        var classes = new CharacterClass[128];
        for (var i = 0; i < 128; i++)
        {
            classes[i] = (char)i switch
            {
                (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' => CharacterClass.Letter,
                >= '0' and <= '9' => CharacterClass.Digit,
                '\'' => CharacterClass.Quote,
                '"' => CharacterClass.DoubleQuote,
                '$' => CharacterClass.Dollar,
                '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?' or '+' or '-' or '*' or '/' or '%' or '<' or '>' or '=' => CharacterClass.Operator,
                ',' or '(' or ')' or '[' or ']' or ';' => CharacterClass.Single,
                '.' => CharacterClass.Dot,
                ':' => CharacterClass.Colon,
                '\\' => CharacterClass.Backslash,
                _ => CharacterClass.Other,
            };
        }

        return classes;
    }

    private static byte[] MakeFlags()
    {
        var flags = new byte[128];
        for (var i = 0; i < 128; i++)
        {
            flags[i] = MakeClasses()[i] switch
            {
                CharacterClass.Letter => IsWordStart | IsWordPart,
                CharacterClass.Digit or CharacterClass.Dollar => IsWordPart,
                CharacterClass.Operator => IsOperator,
                _ => 0,
            };
        }

        return flags;
    }
}
