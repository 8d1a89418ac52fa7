using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Tries small changes to a broken statement: one that lets the reading go on is probably what was meant.</summary>
/// <param name="tokens">The tokens of the text.</param>
/// <param name="first">The index of the statement's first token.</param>
/// <param name="end">The index behind its last token.</param>
/// <param name="found">The index of the token that it breaks at; <paramref name="end"/> where it ends too early.</param>
internal sealed class SyntaxRepairs(SqlTokens tokens, int first, int end, int found)
{
    // A statement of more tokens is data: each try reads it up to its next error.
    private const int MaximumTokens = 20_000;

    // Each moved token costs a copy of the statement.
    private const int MaximumMoved = 50;

    private const int MaximumTokensOfMoves = 1_000;

    // Words that are tried for one token.
    private const int MaximumWords = 8;

    // How many tokens behind the change must fit in where the statement has another error.
    private const int Progress = 3;

    // What is left out where PostgreSQL has several ways to go on. Where it has one only, the parser says it.
    private static readonly Keyword[] Omitted = [Keyword.As, Keyword.Set, Keyword.Type, Keyword.Add, Keyword.Drop, Keyword.Value];

    private static readonly Keyword[] Words = [.. Enumerable.Range(1, Enum.GetValues(typeof(Keyword)).Length - 1).Select(static index => (Keyword)index)];

    /// <summary>True where the statement goes on without some of its tokens.</summary>
    public bool GoesOnWithout(int gap, int gapEnd) => GoesOn(tokens.Without(first, gap, gapEnd, end), gap - first);

    /// <summary>True where the whole statement can be read once some of its tokens stand at <paramref name="target"/>, which is before them.</summary>
    public bool Moves(int gap, int gapEnd, int target)
    {
        if (target >= gap || gapEnd - gap > MaximumMoved || end - first > MaximumTokensOfMoves)
        {
            return false;
        }

        var rest = tokens.Without(first, gap, gapEnd, end);
        var place = target - first;
        for (var i = gap; i < gapEnd; i++, place++)
        {
            rest = rest.Without(0, place, place, rest.Count - 1, tokens.Kind(i), tokens.Word(i));
        }

        return SqlParser.Parse(rest, 0, rest.Count - 1).Error is null;
    }

    /// <summary>True where the statement goes on without the comma before the place.</summary>
    public bool HasExtraComma()
    {
        // Words that may be labels are names more often than the next clause.
        var isName = found < end && tokens.Kind(found) == TokenKind.Keyword && Keywords.IsBareLabel(tokens.Word(found));
        return found > first + 1 && tokens.Kind(found - 1) == TokenKind.Comma && !isName && GoesOnWithout(found - 1, found);
    }

    /// <summary>True where the statement goes on if the keyword at the place is a name.</summary>
    // The next name of the list may be a keyword too.
    public bool GoesOnWithName() => GoesOn(tokens.Without(first, found, found + 1, end, TokenKind.Identifier), found - first - 1);

    /// <summary>The word at the place, or the one before it, that is nearly a keyword which lets the statement go on.</summary>
    public (int Index, Keyword Meant)? Misspelling()
    {
        for (var i = found; i >= Math.Max(first, found - 1); i--)
        {
            if (tokens.Kind(i) != TokenKind.Identifier || (tokens.Traits(i) & (TokenTraits.IsQuoted | TokenTraits.HasHole)) != TokenTraits.None)
            {
                continue;
            }

            foreach (var word in Near(tokens.Name(i)))
            {
                if (GoesOn(tokens.Without(first, i, i + 1, end, TokenKind.Keyword, word), found - first))
                {
                    return (i, word);
                }
            }
        }

        return null;
    }

    /// <summary>Where a comma lets the statement go on: at the place, or at the beginning of its line.</summary>
    public int? MissingComma()
    {
        for (var i = found; i > first; i--)
        {
            var startsLine = (tokens.Traits(i) & TokenTraits.StartsLine) != TokenTraits.None;
            if ((i == found || startsLine) && GoesOn(tokens.Without(first, i, i, end, TokenKind.Comma), found - first + 1))
            {
                return i;
            }

            if (startsLine)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The word that is missing before the place: with it the whole statement can be read.</summary>
    public Keyword? MissingWord()
    {
        foreach (var word in end - first > MaximumTokens ? [] : Omitted)
        {
            var changed = tokens.Without(first, found, found, end, TokenKind.Keyword, word);
            if (SqlParser.Parse(changed, 0, changed.Count - 1).Error is null)
            {
                return word;
            }
        }

        return null;
    }

    private static IEnumerable<Keyword> Near(string name) => name.Length < 3 ? [] : Words
        .Select(word => (Word: word, Distance: Distance(name, Keywords.Spelling(word))))
        .Where(static near => near.Distance <= 2)
        .OrderBy(static near => near.Distance)
        .Take(MaximumWords)
        .Select(static near => near.Word);

    // Swapped letters are the commonest slip; a short word is two edits away from half the dictionary.
    private static int Distance(string name, string keyword)
    {
        if (Math.Abs(name.Length - keyword.Length) > 2)
        {
            return int.MaxValue;
        }

        var distance = EditDistance.Between(name, keyword);
        var isSwapped = distance == 2 && name.Length == keyword.Length && name.OrderBy(static letter => letter).SequenceEqual(keyword.OrderBy(static letter => letter));
        return isSwapped ? 1 : distance == 2 && keyword.Length < 5 ? int.MaxValue : distance;
    }

    private bool GoesOn(SqlTokens changed, int place)
    {
        if (end - first > MaximumTokens)
        {
            return false;
        }

        var (_, error) = SqlParser.Parse(changed, 0, changed.Count - 1);
        return error is null || (!error.Span.IsEmpty && changed.IndexAt(error.Span.Start) >= place + Progress);
    }
}
