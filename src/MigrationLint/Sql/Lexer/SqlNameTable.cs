using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>One string per distinct spelling of a text, found by its characters without making a substring first, and what names and constants stand for.</summary>
internal sealed class SqlNameTable
{
    // NAMEDATALEN - 1: PostgreSQL cuts longer names.
    private const int LongestName = 63;

    // Longer constants hardly ever repeat.
    private const int LongestInterned = 128;

    // Spellings can be made that all have one hash; then they are not shared.
    private const int MaximumProbes = 256;

    private Entry[] entries = [];
    private Entry unshared;
    private int count;

    /// <summary>The one string for the characters from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public string Intern(string text, int start, int end)
    {
        if (end - start is 0 or > LongestInterned)
        {
            return text.Substring(start, end - start);
        }

        ref var entry = ref Find(text, start, end);
        return entry.Spelling ??= text.Substring(start, end - start);
    }

    /// <summary>See <see cref="SqlTokens.Name"/>.</summary>
    public string Name(SqlTokens tokens, int index)
    {
        if (tokens.Kind(index) == TokenKind.Keyword)
        {
            return Keywords.Spelling(tokens.Word(index));
        }

        var (start, end) = (tokens.Start(index), tokens.End(index));
        if (end - start > LongestInterned)
        {
            return MakeName(tokens, index);
        }

        ref var entry = ref Find(tokens.Content, start, end);
        return entry.Value ??= MakeName(tokens, index);
    }

    /// <summary>See <see cref="SqlTokens.StringValue"/>.</summary>
    public string StringValue(SqlTokens tokens, int index)
    {
        var (start, end) = (tokens.Start(index), tokens.End(index));
        if (end - start > LongestInterned)
        {
            return MakeValue(tokens, index);
        }

        ref var entry = ref Find(tokens.Content, start, end);
        return entry.Value ??= MakeValue(tokens, index);
    }

    private static string MakeName(SqlTokens tokens, int index)
    {
        var (text, start, end) = (tokens.Content, tokens.Start(index), tokens.End(index));
        if (tokens.Kind(index) is not (TokenKind.Identifier or TokenKind.Hole))
        {
            return text.Substring(start, end - start);
        }

        var how = tokens.Traits(index);
        if ((how & TokenTraits.HasHole) != TokenTraits.None)
        {
            return SqlLexer.NameWithHoles(tokens.Text, tokens.Placeholders, start, end);
        }

        return Cut((how & TokenTraits.IsQuoted) != TokenTraits.None ? Unquoted(tokens, index) : Fold(text.Substring(start, end - start)));
    }

    private static string Unquoted(SqlTokens tokens, int index)
    {
        var literal = tokens.LiteralSpan(index, out var escape);
        var isUnicode = (tokens.Traits(index) & TokenTraits.IsUnicode) != TokenTraits.None;
        var first = literal.Start + (isUnicode ? 3 : 1);
        var inner = tokens.Content.Substring(first, literal.End - 1 - first).Replace("\"\"", "\"");
        if (!isUnicode || inner.IndexOf(escape) < 0)
        {
            return inner;
        }

        var name = new StringBuilder();
        for (var i = 0; i < inner.Length;)
        {
            if (inner[i] == escape && SqlEscape.TryReadUnicode(inner, ref i, inner.Length, escape, out var decoded))
            {
                name.Append(decoded);
            }
            else
            {
                name.Append(inner[i++]);
            }
        }

        return name.ToString();
    }

    private static string MakeValue(SqlTokens tokens, int index)
    {
        var how = tokens.Traits(index);
        var text = tokens.Content;
        var literal = tokens.LiteralSpan(index, out var escape);
        if ((how & TokenTraits.IsDollarQuoted) != TokenTraits.None)
        {
            var tag = text.IndexOf('$', literal.Start + 1) + 1 - literal.Start;
            return text.Substring(literal.Start + tag, literal.Length - (2 * tag));
        }

        var open = text.IndexOf('\'', literal.Start, literal.Length);
        if (open < 0)
        {
            return text.Substring(literal.Start, literal.Length);
        }

        var isPlain = (how & (TokenTraits.IsEscapeString | TokenTraits.IsUnicode)) == TokenTraits.None;
        if (isPlain && text.IndexOf('\'', open + 1) == literal.End - 1)
        {
            return text.Substring(open + 1, literal.End - open - 2);
        }

        var decoded = SqlLiterals.Decode(tokens.Text, isPlain ? TextSpan.FromBounds(open, literal.End) : literal, escape);
        return decoded?.Content ?? text.Substring(open + 1, literal.End - open - 2);
    }

    /// <summary>Only A to Z are folded, as PostgreSQL does where the encoding has characters of several bytes.</summary>
    internal static string Fold(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is >= 'A' and <= 'Z')
            {
                var folded = name.ToCharArray();
                for (; i < folded.Length; i++)
                {
                    folded[i] = folded[i] is >= 'A' and <= 'Z' ? (char)(folded[i] | 0x20) : folded[i];
                }

                return new string(folded);
            }
        }

        return name;
    }

    private static string Cut(string name)
    {
        // No UTF-16 unit takes more than three bytes.
        if (name.Length * 3 <= LongestName)
        {
            return name;
        }

        var (bytes, i) = (0, 0);
        while (i < name.Length)
        {
            var isPair = char.IsHighSurrogate(name[i]) && i + 1 < name.Length;
            bytes += isPair ? 4 : name[i] < 0x80 ? 1 : name[i] < 0x800 ? 2 : 3;
            if (bytes > LongestName)
            {
                return name.Substring(0, i);
            }

            i += isPair ? 2 : 1;
        }

        return name;
    }

    private ref Entry Find(string text, int start, int end)
    {
        if (count * 2 >= entries.Length)
        {
            Grow();
        }

        var hash = end - start;
        for (var i = start; i < end; i++)
        {
            hash = unchecked((hash * 31) + text[i]);
        }

        var mask = entries.Length - 1;
        var slot = Slot(hash, mask);
        for (var probes = 0; entries[slot].End != 0; probes++)
        {
            ref var entry = ref entries[slot];
            if (entry.Hash == hash && entry.End - entry.Start == end - start && string.CompareOrdinal(text, entry.Start, text, start, end - start) == 0)
            {
                return ref entry;
            }

            if (probes == MaximumProbes)
            {
                unshared = new Entry { Hash = hash, Start = start, End = end };
                return ref unshared;
            }

            slot = (slot + 1) & mask;
        }

        count++;
        entries[slot] = new Entry { Hash = hash, Start = start, End = end };
        return ref entries[slot];
    }

    private static int Slot(int hash, int mask) => (hash ^ (int)((uint)hash >> 15)) & mask;

    private void Grow()
    {
        var old = entries;
        entries = new Entry[Math.Max(32, old.Length * 4)];
        var mask = entries.Length - 1;
        foreach (var entry in old)
        {
            if (entry.End == 0)
            {
                continue;
            }

            var slot = Slot(entry.Hash, mask);
            while (entries[slot].End != 0)
            {
                slot = (slot + 1) & mask;
            }

            entries[slot] = entry;
        }
    }

    // Free where End is 0: an empty spelling at the start of the text is not worth a place.
    private struct Entry
    {
        public int Hash;
        public int Start;
        public int End;
        public string? Spelling;
        public string? Value;
    }
}
