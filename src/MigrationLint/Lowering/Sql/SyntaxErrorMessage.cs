using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>PostgreSQL's own words for what its parser refuses.</summary>
internal static class SyntaxErrorMessage
{
    /// <summary>What <c>scanner_yyerror</c> says of the token that the parser stopped at.</summary>
    public static string Of(SqlStatement statement, SqlTokens tokens, SyntaxError error)
    {
        // Where only the semicolon is missing, PostgreSQL stops at the next statement.
        var found = tokens.IndexAt(error.Span.Start);
        return At(tokens, statement.Tree is not null && found < tokens.Count - 1 ? Math.Max(found, statement.EndToken) : found);
    }

    /// <summary>What it says of an error in a body.</summary>
    public static string Of(SqlTokens tokens, SyntaxError error) => At(tokens, tokens.IndexAt(error.Span.Start));

    private static string At(SqlTokens tokens, int found) => found >= tokens.Count - 1
        ? "syntax error at end of input"
        : $"syntax error at or near \"{tokens.Content.Substring(tokens.Start(found), tokens.End(found) - tokens.Start(found))}\"";
}
