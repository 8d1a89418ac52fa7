using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>
/// Reads one statement by recursive descent. It never throws: the first error is kept and the position set behind the last token, so that every loop
/// ends by itself and nothing is reported twice. Method names are those of the rules in PostgreSQL's <c>gram.y</c> where there is one.
/// </summary>
/// <remarks>Partial: each family of statements is a file.</remarks>
internal sealed partial class SqlParser
{
    // Each level costs up to 2 KB of stack, 3 KB without optimization, on a thread that may have 768 KB left; PostgreSQL itself gives up at max_stack_depth.
    private const int MaximumDepth = 250;

    private readonly SqlTokens tokens;
    private int position;
    private int end;
    private int depth;

    // Where the list that was read last could have gone on.
    private int commaRefusedAt = -1;

    private SqlParser(SqlTokens tokens, int first, int end)
    {
        (this.tokens, position, this.end) = (tokens, first, end);
    }

    /// <summary>The first error; null so far.</summary>
    private SyntaxError? Error { get; set; }

    /// <summary>Reads the statement in the given tokens.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="first">The index of its first token.</param>
    /// <param name="end">The index behind its last token.</param>
    /// <returns>The tree, or where it breaks. Exactly one of both is null.</returns>
    public static (Statement? Tree, SyntaxError? Error) Parse(SqlTokens tokens, int first, int end)
    {
        var parser = new SqlParser(tokens, first, end);
        var tree = parser.ParseStatement();
        if (parser.position < end)
        {
            parser.Fail(SyntaxErrorText.EndOfStatement);
        }

        return parser.Error is null ? (tree, null) : (null, parser.Error);
    }
}
