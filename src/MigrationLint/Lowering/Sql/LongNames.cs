using MigrationLint.Operations;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Finds names that PostgreSQL cuts (<c>truncate_identifier</c> of <c>parser/scansup.c</c>).</summary>
internal static class LongNames
{
    private const int Longest = 63;

    /// <summary>The names of a definition that are cut, in their order.</summary>
    /// <param name="statement">The statement: those that read or write rows define no name.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="madeUp">The names that Knex made up.</param>
    public static IEnumerable<LongName> Find(SqlStatement statement, SqlTokens tokens, IReadOnlyCollection<string> madeUp)
    {
        if (statement.Tree is null or SelectStmt or InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or DropStmt)
        {
            yield break;
        }

        for (var i = statement.FirstToken; i < statement.EndToken; i++)
        {
            // A cut name keeps at least 60 bytes, and no UTF-16 unit takes more than three.
            if (tokens.Kind(i) == TokenKind.Identifier && (tokens.End(i) - tokens.Start(i)) * 3 > Longest && !tokens.HasHole(i, i + 1) && tokens.Name(i) is var cut
                && Spelling(tokens, i) is var full && full.Length > cut.Length && full.StartsWith(cut, StringComparison.OrdinalIgnoreCase))
            {
                yield return new LongName(tokens.Text.ToSource(new Text.TextSpan(tokens.Start(i), tokens.End(i) - tokens.Start(i))), full, cut, madeUp.Contains(full));
            }
        }
    }

    private static string Spelling(SqlTokens tokens, int index)
    {
        var text = tokens.Spelling(index);
        return text[0] == '"' ? text.Substring(1, text.Length - 2).Replace("\"\"", "\"") : text;
    }
}
