using MigrationLint.Sql;

namespace MigrationLint.Lowering.Sql;

/// <summary>Tells text that is written for another database from PostgreSQL's with an error in it.</summary>
internal static class ForeignDialect
{
    // Types and languages that only PostgreSQL has.
    private static readonly HashSet<string> PostgresWords = new(StringComparer.Ordinal)
    {
        "bigserial", "bytea", "jsonb", "pg_catalog", "plpgsql", "serial", "smallserial", "timestamptz", "tsvector",
    };

    /// <summary>The database that the broken statements of a script are plainly written for; null where they may be PostgreSQL's.</summary>
    public static string? Find(SqlScript script)
    {
        var tokens = script.Tokens;
        var habits = new List<string>();
        foreach (var statement in script.Statements)
        {
            if (statement.Error is not { } error)
            {
                continue;
            }

            var found = tokens.IndexAt(error.Span.Start);
            if (found == statement.FirstToken && tokens.Name(found) == "delimiter")
            {
                return "MySQL";
            }

            if (Plainly(tokens, statement, found) is { } dialect)
            {
                return IsPostgres(tokens) ? null : dialect;
            }

            if (found < statement.EndToken && ForeignWords.At(tokens, found) is { } habit)
            {
                habits.Add(habit);
            }
        }

        // One of those may be a slip.
        return habits.Count > 1 && !IsPostgres(tokens) ? habits[0] : null;
    }

    private static string? Plainly(SqlTokens tokens, SqlStatement statement, int found)
    {
        for (var i = statement.FirstToken; i < statement.EndToken; i++)
        {
            if (ForeignWords.Anywhere(tokens, i) is { } dialect)
            {
                return dialect;
            }
        }

        return found < statement.EndToken ? ForeignWords.AtError(tokens, found) : null;
    }

    // One AUTO_INCREMENT among statements that no other database takes is a mistake.
    private static bool IsPostgres(SqlTokens tokens)
    {
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            var isPostgres = tokens.Kind(i) switch
            {
                TokenKind.TypeCast => true,
                TokenKind.StringConstant => (tokens.Traits(i) & TokenTraits.IsDollarQuoted) != TokenTraits.None,
                TokenKind.Keyword => tokens.Word(i) is Keyword.Concurrently or Keyword.Ilike,
                TokenKind.Identifier => PostgresWords.Contains(tokens.Name(i)),
                _ => false,
            };
            if (isPostgres)
            {
                return true;
            }
        }

        return false;
    }
}
