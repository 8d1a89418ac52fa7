namespace MigrationLint.Sql;

/// <summary>Words and marks of other databases that PostgreSQL does not have. Each may be a name in PostgreSQL: they tell something only where a statement is broken.</summary>
internal static class ForeignWords
{
    /// <summary>The database whose word or mark a token is, where a statement breaks at it; null where it is none.</summary>
    public static string? At(SqlTokens tokens, int index) =>
        Anywhere(tokens, index) ?? AtError(tokens, index) ?? (IsPlainWord(tokens, index) ? Common(tokens, index) : null);

    /// <summary>The same for what no script of PostgreSQL holds wherever it stands in a broken statement.</summary>
    public static string? Anywhere(SqlTokens tokens, int index)
    {
        switch (tokens.Kind(index))
        {
            // Three of them are a fence of Markdown.
            case TokenKind.Operator when tokens.Spelling(index) is var spelling && spelling.Contains('`') && !spelling.Contains("```"):
                return "MySQL";
            case TokenKind.LeftBracket when IsBracketedName(tokens, index):
                return "SQL Server";
            case TokenKind.Identifier when IsPlainWord(tokens, index):
                return tokens.Name(index) switch
                {
                    "auto_increment" or "mediumtext" or "longtext" or "tinytext" or "mediumint" or "zerofill" => "MySQL",
                    "autoincrement" => "SQLite",
                    "nvarchar" or "uniqueidentifier" or "datetime2" or "nonclustered" => "SQL Server",
                    "varchar2" when tokens.Kind(index + 1) == TokenKind.LeftParenthesis => "Oracle",
                    "number" when tokens.Kind(index + 1) == TokenKind.LeftParenthesis && index > 0 && tokens.Kind(index - 1) == TokenKind.Identifier => "Oracle",
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>The same for what no script of PostgreSQL breaks at.</summary>
    public static string? AtError(SqlTokens tokens, int index) => !IsPlainWord(tokens, index) ? null : tokens.Name(index) switch
    {
        "unsigned" => "MySQL",
        "engine" when tokens.Kind(index + 1) == TokenKind.Equal => "MySQL",
        "delimiter" when StartsLine(tokens, index) => "MySQL",
        "pragma" when StartsLine(tokens, index) => "SQLite",
        "go" when StartsLine(tokens, index) => "SQL Server",
        _ => null,
    };

    // What somebody may write by habit.
    private static string? Common(SqlTokens tokens, int index)
    {
        var before = index > 0 ? tokens.Word(index - 1) : Keyword.NotKeyword;
        return tokens.Name(index) switch
        {
            "modify" or "change" or "describe" or "after" or "first" => "MySQL",
            "use" when StartsLine(tokens, index) => "MySQL",
            "ignore" when before == Keyword.Insert => "MySQL",
            "replace" when tokens.Word(index + 1) == Keyword.Into => "MySQL",
            "duplicate" when before == Keyword.On => "MySQL",
            "foreign" or "primary" when before == Keyword.Drop => "MySQL",
            "on" when tokens.Word(index + 1) == Keyword.Update => "MySQL",
            "on" when index > 2 && tokens.Word(index - 2) == Keyword.Index && tokens.Word(index - 3) == Keyword.Drop => "MySQL",
            "comment" when tokens.Kind(index + 1) == TokenKind.StringConstant => "MySQL",
            "or" when before == Keyword.Insert => "SQLite",
            "strict" => "SQLite",
            "identity" when tokens.Kind(index + 1) == TokenKind.LeftParenthesis => "SQL Server",
            "top" when before == Keyword.Select => "SQL Server",
            "exec" => "SQL Server",
            _ => null,
        };
    }

    private static bool IsBracketedName(SqlTokens tokens, int index) =>
        index + 2 < tokens.Count && tokens.Kind(index + 1) == TokenKind.Identifier && tokens.Kind(index + 2) == TokenKind.RightBracket
        && (index == 0 || tokens.Kind(index - 1) is TokenKind.Keyword or TokenKind.Dot or TokenKind.Comma or TokenKind.LeftParenthesis);

    private static bool IsPlainWord(SqlTokens tokens, int index) =>
        tokens.Kind(index) is TokenKind.Identifier or TokenKind.Keyword && (tokens.Traits(index) & TokenTraits.IsQuoted) == TokenTraits.None;

    private static bool StartsLine(SqlTokens tokens, int index) => (tokens.Traits(index) & TokenTraits.StartsLine) != TokenTraits.None;
}
