using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Chain;

/// <summary>
/// Which files of a chain have to keep their order. Whoever mentions a name that another file creates, drops or renames counts as bound to it: that is
/// more than PostgreSQL asks for, and what is found free to move is free.
/// </summary>
internal sealed class FileDependencies(IReadOnlyList<ReplayedMigration> migrations, ObjectHistory history)
{
    private static readonly HashSet<string> Unmovable = new(StringComparer.Ordinal)
    {
        "insert", "update", "delete", "del", "truncate", "copy", "merge", "call", "do", "execute", "set_config", "batchinsert",
    };

    private readonly ILookup<int, (string Name, string? Part, NameChange Change)> changes = history.ByMigration();
    private readonly Dictionary<int, HashSet<string>> words = [];

    /// <summary>True where a migration only adds definitions, whose names say who needs them. Rows, removals and code have an effect that no name shows.</summary>
    public bool IsPlain(int migration) =>
        migrations[migration].Facts.NotUnderstood.Count == 0
        && migrations[migration].Outcome.Statements.All(statement => !statement.IsConditional && Tokens(statement.Source.Text.Slice(statement.Source.Span)).All(IsDefinition));

    /// <summary>True where <paramref name="later"/> mentions something that <paramref name="earlier"/> makes or changes.</summary>
    public bool Needs(int later, int earlier) => changes[earlier].Any(change => Mentions(later, change.Name, change.Part));

    /// <summary>True where <paramref name="migration"/> takes away something that <paramref name="other"/> mentions.</summary>
    public bool Removes(int migration, int other) =>
        changes[migration].Any(change => change.Change is NameChange.Dropped or NameChange.Renamed && Mentions(other, change.Name, change.Part));

    /// <summary>The migrations that have to move along where one moves behind another: those that need it or an anchor, and what needs those; null where one of the anchors is among them.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="end">The first place that it does not pass.</param>
    /// <param name="anchors">The migrations that have to stay before it.</param>
    public List<int>? Followers(int migration, int end, IReadOnlyCollection<int> anchors)
    {
        var moved = new List<int> { migration };
        for (var i = migration + 1; i < end; i++)
        {
            if (moved.Exists(one => Needs(i, one)) || anchors.Any(anchor => i < anchor && Needs(i, anchor)))
            {
                if (anchors.Contains(i))
                {
                    return null;
                }

                moved.Add(i);
            }
        }

        return moved;
    }

    private static bool IsDefinition((string Previous, string Word) token) =>
        token.Previous == "on" || (!Unmovable.Contains(token.Word) && !token.Word.StartsWith("drop", StringComparison.Ordinal) && !token.Word.StartsWith("rename", StringComparison.Ordinal));

    private bool Mentions(int migration, string name, string? part) =>
        Words(migration).Contains(name.ToLowerInvariant()) && (part is null || Words(migration).Contains(part.ToLowerInvariant()));

    private HashSet<string> Words(int migration)
    {
        if (!words.TryGetValue(migration, out var found))
        {
            words.Add(migration, found = new(Tokens(migrations[migration].File.Text.Content).Select(static token => token.Word), StringComparer.Ordinal));
        }

        return found;
    }

    private static IEnumerable<(string Previous, string Word)> Tokens(string text)
    {
        var previous = "";
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '$'))
            {
                i++;
            }

            if (i > start)
            {
                var word = text.Substring(start, i - start).ToLowerInvariant();
                yield return (previous, word);
                previous = word;
            }
        }
    }
}
