using MigrationLint.Text;

namespace MigrationLint.Checking;

/// <summary>What is wrong with a suppression comment.</summary>
internal enum SuppressionProblemKind
{
    /// <summary>It silences nothing.</summary>
    Unused,

    /// <summary>It names a rule that does not exist.</summary>
    UnknownRule,

    /// <summary>It is not written as a directive is.</summary>
    Malformed,

    /// <summary>It is a line of a baseline whose finding is gone.</summary>
    Stale,
}

/// <summary>A suppression comment, or a line of a baseline, that does not do what it was written for.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Location">The directive, without the comment's signs; or the line.</param>
/// <param name="Subject">The directive, or the name that is unknown; of a baseline the rule.</param>
/// <param name="Proposal">What was probably meant; null where nothing is near; of a baseline the file that it speaks of.</param>
internal sealed record SuppressionProblem(SuppressionProblemKind Kind, SourceSpan Location, string Subject, string? Proposal);

/// <summary>One line of a comment that speaks to the linter: <c>migrationlint disable-next-line ML002: reason</c>.</summary>
/// <param name="Location">The directive, without the comment's signs.</param>
/// <param name="Verb">What to do, in lower case.</param>
/// <param name="Rules">Ids or slugs as written.</param>
/// <param name="Problem">Why it cannot be obeyed; null where it can.</param>
internal sealed record SuppressionDirective(SourceSpan Location, string Verb, IReadOnlyList<string> Rules, SuppressionProblem? Problem)
{
    private const string Keyword = "migrationlint";
    private const int MaximumShown = 60;

    private static readonly string[] Verbs = ["disable", "disable-next-line", "disable-line", "disable-file", "enable"];

    // What other linters call it.
    private static readonly string[] ForeignVerbs = ["ignore", "suppress", "off", "allow", "skip"];

    /// <summary>The directives in one comment; a block comment may hold one per line.</summary>
    public static IEnumerable<SuppressionDirective> ReadAll(SourceSpan comment)
    {
        var content = comment.Text.Content;
        var lineStart = comment.Span.Start;
        while (lineStart < comment.Span.End)
        {
            var lineEnd = content.IndexOfAny(['\r', '\n'], lineStart, comment.Span.End - lineStart);
            lineEnd = lineEnd < 0 ? comment.Span.End : lineEnd;
            if (Read(Trim(content, lineStart, lineEnd), comment.Text) is { } directive)
            {
                yield return directive;
            }

            lineStart = lineEnd + 1;
        }
    }

    private static TextSpan Trim(string content, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(content[start]) || content[start] is '/' or '*' or '-' or '#'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(content[end - 1]) || (content[end - 1] is '/' or '*' && end - start >= 2)))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    private static SuppressionDirective? Read(TextSpan span, SourceText text)
    {
        var line = text.Slice(span);
        var (keyword, rest) = SplitWord(line);
        var (verb, names) = SplitWord(rest);
        var location = new SourceSpan(text, span);
        if (!string.Equals(keyword, Keyword, StringComparison.OrdinalIgnoreCase))
        {
            return NamesRule(line) && MeantAsDirective(keyword, verb) is { } meant ? Malformed(location, line, $"{Keyword} {meant} ML…: reason") : null;
        }

        if (verb.EndsWith(":", StringComparison.Ordinal))
        {
            (verb, names) = (verb.TrimEnd(':'), "");
        }

        if (Array.Find(Verbs, known => string.Equals(known, verb, StringComparison.OrdinalIgnoreCase)) is not { } found)
        {
            return NamesRule(line) && VerbNear(verb) is { } near ? Malformed(location, line, $"{Keyword} {near} ML…: reason") : null;
        }

        var colon = names.IndexOf(':');
        string[] rules = [.. (colon < 0 ? names : names.Substring(0, colon)).Split(',').Select(name => name.Trim())];
        return rules.All(name => name.Length > 0 && !name.Any(char.IsWhiteSpace))
            ? new SuppressionDirective(location, found, rules, null)
            : Malformed(location, line, $"{Keyword} {found} {FirstRule(rules[0])}: reason");
    }

    /// <summary>The verb that a line with a misspelt or glued keyword aims at; null for prose.</summary>
    private static string? MeantAsDirective(string keyword, string verb)
    {
        if (keyword.StartsWith(Keyword, StringComparison.OrdinalIgnoreCase) && keyword.Length > Keyword.Length && keyword[Keyword.Length] is '-' or ':')
        {
            var glued = keyword.Substring(Keyword.Length + 1);
            return VerbNear(glued.Length > 0 ? glued : verb);
        }

        return keyword.Length > 0 && EditDistance.Between(keyword, Keyword) <= 2 ? VerbNear(verb) : null;
    }

    private static string? VerbNear(string verb)
    {
        if (EditDistance.Nearest(verb, Verbs) is { } near)
        {
            return near;
        }

        return verb.StartsWith("disable", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(ForeignVerbs, foreign => verb.StartsWith(foreign, StringComparison.OrdinalIgnoreCase))
            ? "disable"
            : null;
    }

    /// <summary>Prose may well begin with the linter's name; a directive names a code.</summary>
    private static bool NamesRule(string line)
    {
        var at = line.IndexOf("ML", StringComparison.OrdinalIgnoreCase);
        while (at >= 0 && (at + 2 >= line.Length || line[at + 2] is < '0' or > '9'))
        {
            at = line.IndexOf("ML", at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return at >= 0;
    }

    private static string FirstRule(string names) =>
        RuleCatalog.Find(SplitWord(names).Word)?.Descriptor.Id ?? "ML…";

    private static SuppressionDirective Malformed(SourceSpan location, string line, string proposal)
    {
        var shown = line.Length <= MaximumShown ? line : line.Substring(0, MaximumShown - 1) + "…";
        return new SuppressionDirective(location, "", [], new SuppressionProblem(SuppressionProblemKind.Malformed, location, shown, proposal));
    }

    private static (string Word, string Remainder) SplitWord(string text)
    {
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return (text.Substring(0, end), text.Substring(end).TrimStart());
    }
}
