using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>
/// Finds what migration tools read in comments. Sources: goose <c>internal/sqlparser</c>, dbmate <c>pkg/dbmate/migration.go</c>, sqitch's templates,
/// node-pg-migrate <c>sqlMigration.ts</c>, drizzle-orm <c>migrator.ts</c>, Liquibase's formatted SQL (https://docs.liquibase.com/concepts/changelogs/sql-format.html),
/// graphile-migrate's, Atlas's and Evolve's documentation.
/// </summary>
internal static class SectionMarkers
{
    private static readonly (string Words, SectionMarkerKind Kind)[] GooseMarkers =
    [
        ("up", SectionMarkerKind.GooseUp), ("down", SectionMarkerKind.GooseDown), ("statementbegin", SectionMarkerKind.GooseStatementBegin),
        ("statementend", SectionMarkerKind.GooseStatementEnd), ("no transaction", SectionMarkerKind.GooseNoTransaction), ("envsub", SectionMarkerKind.GooseEnvsub),
    ];

    private static readonly (string Words, SectionMarkerKind Kind)[] LineMarkers =
    [
        ("migrate:up", SectionMarkerKind.DbmateUp), ("migrate:down", SectionMarkerKind.DbmateDown), ("up migration", SectionMarkerKind.NodePgMigrateUp),
        ("down migration", SectionMarkerKind.NodePgMigrateDown), ("liquibase formatted sql", SectionMarkerKind.LiquibaseHeader), ("flyway:", SectionMarkerKind.FlywaySetting),
        ("atlas:", SectionMarkerKind.AtlasDirective), ("evolve-", SectionMarkerKind.EvolveDirective),
    ];

    private static readonly (string Words, SectionMarkerKind Kind)[] LiquibaseMarkers =
    [
        ("changeset", SectionMarkerKind.LiquibaseChangeset), ("rollback", SectionMarkerKind.LiquibaseRollback), ("preconditions", SectionMarkerKind.LiquibasePrecondition),
        ("precondition-", SectionMarkerKind.LiquibasePrecondition), ("property", SectionMarkerKind.LiquibaseOther), ("include", SectionMarkerKind.LiquibaseOther),
        ("comment", SectionMarkerKind.LiquibaseOther), ("validchecksum", SectionMarkerKind.LiquibaseOther), ("ignorelines", SectionMarkerKind.LiquibaseOther),
    ];

    private static readonly (string Words, string Preposition, SectionMarkerKind Kind)[] SqitchMarkers =
    [
        ("Deploy ", " to ", SectionMarkerKind.SqitchDeploy), ("Revert ", " from ", SectionMarkerKind.SqitchRevert), ("Verify ", " on ", SectionMarkerKind.SqitchVerify),
    ];

    /// <summary>The markers among the comments, in source order.</summary>
    public static IReadOnlyList<SectionMarker> Find(SqlTokens tokens)
    {
        List<SectionMarker>? found = null;
        var isLiquibase = false;
        for (var i = 0; i < tokens.Comments.Count; i++)
        {
            if (Read(tokens, tokens.Comments[i], isFirst: i == 0, isLiquibase) is { } marker)
            {
                isLiquibase |= marker.Kind == SectionMarkerKind.LiquibaseHeader;
                (found ??= []).Add(marker);
            }
        }

        return found is null ? [] : found;
    }

    /// <summary>The sections that the markers cut the statements into.</summary>
    public static IReadOnlyList<SqlSection> Sections(SqlTokens tokens, IReadOnlyList<SectionMarker> markers, IReadOnlyList<SqlStatement> statements)
    {
        var heads = new List<SectionMarker>();
        for (var i = 0; i < markers.Count; i++)
        {
            if (markers[i].Direction is not null)
            {
                heads.Add(markers[i]);
            }
        }

        var sections = new List<SqlSection>(heads.Count);
        var statement = 0;
        for (var i = 0; i < heads.Count; i++)
        {
            // node-pg-migrate runs what stands before its mark for the way back on the way forward.
            if (i == 0 && heads[0].Kind == SectionMarkerKind.NodePgMigrateDown)
            {
                AddSection(SqlSectionKind.Up, heads[0], 0, heads[0].Span.Start);
            }

            statement = IndexAt(statements, statement, heads[i].Span.End);
            AddSection(heads[i].Direction!.Value, heads[i], heads[i].Span.End, i + 1 < heads.Count ? heads[i + 1].Span.Start : tokens.Content.Length);
        }

        return sections;

        void AddSection(SqlSectionKind kind, SectionMarker marker, int start, int end)
        {
            var behind = IndexAt(statements, statement, end);
            sections.Add(new SqlSection(kind, marker, TextSpan.FromBounds(start, end), statement, behind));
            statement = behind;
        }
    }

    /// <summary>What goose sends as one, from the first token to the one behind the last, in source order.</summary>
    public static IReadOnlyList<(int First, int End)> Blocks(IReadOnlyList<SectionMarker> markers, int tokenCount)
    {
        var blocks = new List<(int First, int End)>();
        var first = -1;
        for (var i = 0; i < markers.Count; i++)
        {
            switch (markers[i].Kind)
            {
                case SectionMarkerKind.GooseStatementBegin when first < 0:
                    first = markers[i].NextToken;
                    break;
                case SectionMarkerKind.GooseStatementEnd when first >= 0:
                    blocks.Add((first, markers[i].NextToken));
                    first = -1;
                    break;
            }
        }

        if (first >= 0)
        {
            blocks.Add((first, tokenCount));
        }

        return blocks;
    }

    private static int IndexAt(IReadOnlyList<SqlStatement> statements, int from, int offset)
    {
        while (from < statements.Count && statements[from].Span.Start < offset)
        {
            from++;
        }

        return from;
    }

    private static SectionMarker? Read(SqlTokens tokens, TextSpan comment, bool isFirst, bool isLiquibase)
    {
        var text = tokens.Content;
        var start = comment.Start + 2;
        if (text[comment.Start] == '/')
        {
            start = Skip(text, start, comment.End, ' ');
            return isLiquibase && StartsWith(text, start, "liquibase rollback")
                ? Make(tokens, SectionMarkerKind.LiquibaseRollback, comment, start + "liquibase rollback".Length, comment.End - 2)
                : null;
        }

        if (StartsWith(text, start, "> statement-breakpoint"))
        {
            return Make(tokens, SectionMarkerKind.DrizzleBreakpoint, comment, start + "> statement-breakpoint".Length, comment.End);
        }

        // All others stand at the beginning of a line; node-pg-migrate takes more dashes.
        if (start >= comment.End || !IsFirstOfLine(text, comment.Start))
        {
            return null;
        }

        if (text[start] == '!')
        {
            return Make(tokens, SectionMarkerKind.GraphileHeader, comment, start + 1, comment.End);
        }

        start = Skip(text, start, comment.End, '-');
        if (StartsWith(text, start, "+goose "))
        {
            var command = Skip(text, start + "+goose ".Length, comment.End, ' ');
            return Match(tokens, comment, command, GooseMarkers);
        }

        return Match(tokens, comment, start, LineMarkers)
            ?? (isLiquibase ? Match(tokens, comment, start, LiquibaseMarkers) : null)
            ?? (isFirst ? ReadSqitch(tokens, comment, start) : null);
    }

    private static SectionMarker? ReadSqitch(SqlTokens tokens, TextSpan comment, int start)
    {
        foreach (var (words, preposition, kind) in SqitchMarkers)
        {
            if (string.CompareOrdinal(tokens.Content, start, words, 0, words.Length) == 0
                && tokens.Content.IndexOf(preposition, start, comment.End - start, StringComparison.Ordinal) > 0)
            {
                return Make(tokens, kind, comment, start + words.Length, comment.End);
            }
        }

        return null;
    }

    private static SectionMarker? Match(SqlTokens tokens, TextSpan comment, int start, (string Words, SectionMarkerKind Kind)[] known)
    {
        foreach (var (words, kind) in known)
        {
            var end = start + words.Length;
            if (end <= comment.End && StartsWith(tokens.Content, start, words)
                && (end == comment.End || words[words.Length - 1] is ':' or '-' || char.IsWhiteSpace(tokens.Content[end]) || tokens.Content[end] == ':'))
            {
                return Make(tokens, kind, comment, end, comment.End);
            }
        }

        return null;
    }

    private static SectionMarker Make(SqlTokens tokens, SectionMarkerKind kind, TextSpan comment, int start, int end)
    {
        start = Skip(tokens.Content, start, end, ' ');
        while (end > start && char.IsWhiteSpace(tokens.Content[end - 1]))
        {
            end--;
        }

        var arguments = TextSpan.FromBounds(start, Math.Max(start, end));
        return new SectionMarker(kind, comment, arguments, tokens.Content.Substring(arguments.Start, arguments.Length)) { NextToken = tokens.IndexAt(comment.End) };
    }

    // Behind blanks and the given character.
    private static int Skip(string text, int start, int end, char character)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] == character))
        {
            start++;
        }

        return start;
    }

    private static bool IsFirstOfLine(string text, int start)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t' or '\uFEFF')
        {
            start--;
        }

        return start == 0 || text[start - 1] is '\n' or '\r';
    }

    private static bool StartsWith(string text, int start, string words) =>
        string.Compare(text, start, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
