namespace MigrationLint.Sql;

/// <summary>Where PostgreSQL lets a keyword stand as a name (https://www.postgresql.org/docs/current/sql-keywords-appendix.html).</summary>
internal enum KeywordClass : byte
{
    /// <summary>Anywhere.</summary>
    Unreserved,

    /// <summary>As a column or table, not as a function or type.</summary>
    ColumnName,

    /// <summary>As a function or type, not as a column or table.</summary>
    TypeOrFunctionName,

    /// <summary>Only as a label.</summary>
    Reserved,
}

internal static partial class Keywords
{
    // Open addressing over a power of two that leaves three of four slots free.
    private const int TableSize = 2048;

    /// <summary>The word as PostgreSQL lists it: lower case.</summary>
    public static string Spelling(Keyword keyword) => Spellings[(int)keyword];

    /// <summary>Where the word may stand as a name.</summary>
    public static KeywordClass Class(Keyword keyword) => Classes[(int)keyword];

    /// <summary>True where the word may be a label without <c>AS</c>.</summary>
    public static bool IsBareLabel(Keyword keyword) => BareLabels[(int)keyword];

    /// <summary>The keyword that stands at <paramref name="start"/>, whatever its case; only A to Z are folded, as PostgreSQL does for keywords.</summary>
    /// <returns><see cref="Keyword.NotKeyword"/> where the word is none.</returns>
    public static Keyword Find(string text, int start, int length)
    {
        var hash = 0u;
        for (var i = start; i < start + length; i++)
        {
            hash = Hash(hash, text[i]);
        }

        return Find(text, start, length, hash);
    }

    /// <summary>The same where the <see cref="Hash"/> of the word is known.</summary>
    internal static Keyword Find(string text, int start, int length, uint hash)
    {
        var slot = Slot(hash);
        while (Lookup.Table[slot] is not 0 and var candidate)
        {
            if (Matches(Spellings[candidate], text, start, length))
            {
                return (Keyword)candidate;
            }

            slot = (slot + 1) & (TableSize - 1);
        }

        return Keyword.NotKeyword;
    }

    /// <summary>Continues the hash of a word by one character; a word starts with 0.</summary>
    // Setting the bit folds A to Z; what else it changes is sorted out by the comparison.
    internal static uint Hash(uint hash, char character) => unchecked((hash * 31) + (character | 0x20u));

    private static ushort[] BuildTable()
    {
        var table = new ushort[TableSize];
        for (var i = 1; i < Spellings.Length; i++)
        {
            var slot = Slot(Spellings[i].Aggregate(0u, Hash));
            while (table[slot] != 0)
            {
                slot = (slot + 1) & (TableSize - 1);
            }

            table[slot] = (ushort)i;
        }

        return table;
    }

    private static int Slot(uint hash) => (int)((hash ^ (hash >> 11)) & (TableSize - 1));

    private static bool Matches(string keyword, string text, int start, int length)
    {
        if (keyword.Length != length)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            var character = text[start + i];
            if ((character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character) != keyword[i])
            {
                return false;
            }
        }

        return true;
    }

    // A class of its own: in what order the parts of a class initialise is not defined, and the table needs the spellings.
    private static class Lookup
    {
        public static readonly ushort[] Table = BuildTable();
    }
}
