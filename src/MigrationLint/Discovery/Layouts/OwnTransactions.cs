namespace MigrationLint.Discovery.Layouts;

/// <summary>
/// Tells scripts that cannot stand within a transaction, or bring their own. Runners and people who run scripts by hand look at the text: a line that
/// speaks of CONCURRENTLY outside of a comment, one that is BEGIN, COMMIT or START TRANSACTION, one that begins with VACUUM.
/// </summary>
internal static class OwnTransactions
{
    private static readonly string[] Controls = ["begin", "commit", "start transaction"];

    /// <summary>True where a script is run without a transaction around it.</summary>
    public static bool AreIn(string content) =>
        (Mentions(content, "concurrently") || Mentions(content, "begin") || Mentions(content, "commit") || Mentions(content, "start transaction")
            || Mentions(content, "vacuum") || Mentions(content, "executeInTransaction"))
        && ScriptLines.Of(content).Any(line => IsOwn(content, line.Start, line.End));

    private static bool Mentions(string content, string word) => content.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsOwn(string content, int start, int end)
    {
        var first = SkipSpaces(content, start, end);
        return SpeaksOfConcurrently(content, start, end) || IsControl(content, first, end) || (TakeWord(content, first, end, "vacuum") is { } behind && !IsWordAt(content, behind, end))
            || IsSetting(content, start, end);
    }

    // A dash ends what is looked at: mostly a comment begins there.
    private static bool SpeaksOfConcurrently(string content, int start, int end)
    {
        const string Word = "concurrently";
        var dash = content.IndexOf('-', start, end - start);
        var last = dash < 0 ? end : dash;
        for (var at = Find(start); at >= 0; at = Find(at + 1))
        {
            if ((at == start || !IsWordAt(content, at - 1, end)) && !IsWordAt(content, at + Word.Length, end))
            {
                return true;
            }
        }

        return false;

        int Find(int from) => content.IndexOf(Word, from, last - from, StringComparison.OrdinalIgnoreCase);
    }

    // BEGIN; or COMMIT WORK; at the start of a line: within PL/pgSQL no semicolon follows BEGIN.
    private static bool IsControl(string content, int start, int end)
    {
        foreach (var control in Controls)
        {
            if (TakeWord(content, start, end, control) is { } behind)
            {
                var at = SkipSpaces(content, behind, end);
                at = SkipSpaces(content, TakeWord(content, at, end, "transaction") ?? TakeWord(content, at, end, "work") ?? at, end);
                return at < end && content[at] == ';';
            }
        }

        return false;
    }

    // Flyway's setting, which people also write into a comment of the script.
    private static bool IsSetting(string content, int start, int end)
    {
        const string Setting = "executeInTransaction";
        var at = content.IndexOf(Setting, start, end - start, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        at = SkipSpaces(content, at + Setting.Length, end);
        return at < end && content[at] == '=' && TakeWord(content, SkipSpaces(content, at + 1, end), end, "false") is not null;
    }

    private static int? TakeWord(string content, int at, int end, string word) =>
        at + word.Length <= end && string.Compare(content, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 ? at + word.Length : null;

    private static bool IsWordAt(string content, int at, int end) => at < end && (content[at] == '_' || char.IsLetterOrDigit(content[at]));

    private static int SkipSpaces(string content, int at, int end)
    {
        while (at < end && content[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
