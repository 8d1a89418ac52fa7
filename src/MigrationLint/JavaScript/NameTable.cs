namespace MigrationLint.JavaScript;

/// <summary>One string per distinct name of a text, found by its characters without making a substring first.</summary>
internal sealed class NameTable
{
    private static readonly NameTable Words = MakeWords();

    private string[] names;
    private TokenKind[] kinds;
    private int[] hashes;
    private int count;

    /// <summary>A table that knows the words of the language.</summary>
    public NameTable() => (names, kinds, hashes, count) =
        ((string[])Words.names.Clone(), (TokenKind[])Words.kinds.Clone(), (int[])Words.hashes.Clone(), Words.count);

    private NameTable(int capacity) => (names, kinds, hashes) = (new string[capacity], new TokenKind[capacity], new int[capacity]);

    /// <summary>Continues the hash of a name by one character; a name starts with 0.</summary>
    public static int Hash(int hash, char character) => unchecked((hash * 31) + character);

    /// <summary>The one string for the characters of <paramref name="text"/> from <paramref name="start"/> on.</summary>
    /// <param name="text">Where the name stands.</param>
    /// <param name="start">Its first character.</param>
    /// <param name="length">Its length.</param>
    /// <param name="hash">The hash of its characters.</param>
    /// <param name="kind">The kind of the word, or <see cref="TokenKind.Identifier"/>.</param>
    public string Intern(string text, int start, int length, int hash, out TokenKind kind)
    {
        var mask = names.Length - 1;
        var slot = Slot(hash, mask);
        while (names[slot] is { } name)
        {
            if (hashes[slot] == hash && name.Length == length && string.CompareOrdinal(name, 0, text, start, length) == 0)
            {
                kind = kinds[slot];
                return name;
            }

            slot = (slot + 1) & mask;
        }

        kind = TokenKind.Identifier;
        var added = text.Substring(start, length);
        Add(slot, added, hash, kind);
        return added;
    }

    /// <summary>The same for a name that is a string of its own, one with unicode escapes.</summary>
    public string Intern(string name, out TokenKind kind)
    {
        var hash = 0;
        foreach (var character in name)
        {
            hash = Hash(hash, character);
        }

        return Intern(name, 0, name.Length, hash, out kind);
    }

    private static int Slot(int hash, int mask) => (hash ^ (int)((uint)hash >> 15)) & mask;

    private static NameTable MakeWords()
    {
        var table = new NameTable(1024);
        foreach (var word in TokenKinds.Words())
        {
            table.Intern(word.Key, out _);
            table.kinds[Array.IndexOf(table.names, word.Key)] = word.Value;
        }

        return table;
    }

    private void Add(int slot, string name, int hash, TokenKind kind)
    {
        (names[slot], hashes[slot], kinds[slot]) = (name, hash, kind);
        if (++count * 2 > names.Length)
        {
            Grow();
        }
    }

    private void Grow()
    {
        var (oldNames, oldKinds, oldHashes) = (names, kinds, hashes);
        var mask = (oldNames.Length * 4) - 1;
        (names, kinds, hashes) = (new string[mask + 1], new TokenKind[mask + 1], new int[mask + 1]);
        for (var i = 0; i < oldNames.Length; i++)
        {
            if (oldNames[i] is { } name)
            {
                var slot = Slot(oldHashes[i], mask);
                while (names[slot] is not null)
                {
                    slot = (slot + 1) & mask;
                }

                (names[slot], kinds[slot], hashes[slot]) = (name, oldKinds[i], oldHashes[i]);
            }
        }
    }
}
