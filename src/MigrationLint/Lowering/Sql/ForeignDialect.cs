using MigrationLint.Sql;

namespace MigrationLint.Lowering.Sql;

/// <summary>Tells text that is written for another database from PostgreSQL's with an error in it.</summary>
internal static class ForeignDialect
{
    /// <summary>The database that the broken statements of a script are plainly written for; null where they may be PostgreSQL's.</summary>
    public static string? Find(SqlScript script)
    {
        foreach (var statement in script.Statements)
        {
            if (statement.Error is not null && Find(script.Tokens, statement.FirstToken, statement.EndToken) is { } dialect)
            {
                return dialect;
            }
        }

        return null;
    }

    private static string? Find(SqlTokens tokens, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (tokens.Kind(i) == TokenKind.Operator && tokens.Spelling(i).Contains('`'))
            {
                return "MySQL";
            }

            if (tokens.Kind(i) == TokenKind.LeftBracket && i + 2 < end && tokens.Kind(i + 1) == TokenKind.Identifier && tokens.Kind(i + 2) == TokenKind.RightBracket
                && (i == first || tokens.Kind(i - 1) is TokenKind.Keyword or TokenKind.Dot or TokenKind.Comma or TokenKind.LeftParenthesis))
            {
                return "SQL Server";
            }

            if (tokens.Kind(i) == TokenKind.Identifier && (tokens.Traits(i) & TokenTraits.IsQuoted) == TokenTraits.None
                && ByWord(tokens.Name(i), i + 1 < end ? tokens.Kind(i + 1) : TokenKind.EndOfFile, isFirst: i == first) is { } dialect)
            {
                return dialect;
            }
        }

        return null;
    }

    private static string? ByWord(string word, TokenKind next, bool isFirst) => word switch
    {
        "auto_increment" or "mediumtext" or "longtext" or "tinytext" or "mediumint" or "unsigned" or "zerofill" => "MySQL",
        "engine" when next == TokenKind.Equal => "MySQL",
        "delimiter" when isFirst => "MySQL",
        "autoincrement" => "SQLite",
        "pragma" when isFirst => "SQLite",
        "nvarchar" or "uniqueidentifier" or "datetime2" or "nonclustered" => "SQL Server",
        "go" when isFirst => "SQL Server",
        "varchar2" or "number" when next == TokenKind.LeftParenthesis => "Oracle",
        _ => null,
    };
}
