namespace MigrationLint.Text;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class EditDistance
{
    /// <summary>The candidate nearest to <paramref name="word"/> within two edits, without regard to case; the earliest of equals, null where none is.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var distance = 3;
        foreach (var candidate in candidates)
        {
            // A word of three letters is two edits away from half the dictionary.
            if (Math.Abs(candidate.Length - word.Length) < distance && Between(word, candidate) is var found && found < Math.Min(distance, candidate.Length - 1))
            {
                (best, distance) = (candidate, found);
            }
        }

        return best;
    }

    /// <summary>How many characters must be inserted, deleted or replaced (Levenshtein), without regard to case.</summary>
    public static int Between(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
