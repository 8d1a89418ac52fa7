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
        string? dialect = null;
        foreach (var statement in script.Statements)
        {
            for (var i = statement.FirstToken; statement.Error is not null && dialect is null && i < statement.EndToken; i++)
            {
                dialect = ForeignWords.Anywhere(script.Tokens, i);
            }
        }

        return dialect is null || IsPostgres(script.Tokens) ? null : dialect;
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
