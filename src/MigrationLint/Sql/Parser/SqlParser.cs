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
    /// <summary>How many rules that can contain themselves may be open at once. PostgreSQL gives up at max_stack_depth, some thousands.</summary>
    internal const int MaximumDepth = 500;

    private readonly SqlTokens tokens;
    private int position;
    private int end;
    private int depth;
    private bool isOutOfStack;
    private SyntaxError? exceeded;

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
    public static (Statement? Tree, SyntaxError? Error) Parse(SqlTokens tokens, int first, int end) =>
        ParseWhole(tokens, first, end, static parser => parser.ParseStatement(), static _ => SyntaxErrorText.EndOfStatement);

    /// <summary>Reads all of the tokens by one rule; a second time, on a stack that suffices, where this one does not.</summary>
    private static (T? Tree, SyntaxError? Error) ParseWhole<T>(SqlTokens tokens, int first, int end, Func<SqlParser, T> rule, Func<T, string> expectedEnd)
        where T : Node
    {
        var parser = new SqlParser(tokens, first, end);
        var tree = rule(parser);
        if (parser.isOutOfStack)
        {
            return StackGuard.Run(() => ParseWhole(tokens, first, end, rule, expectedEnd));
        }

        if (parser.position < end)
        {
            parser.Fail(expectedEnd(tree));
        }

        var error = parser.exceeded ?? parser.Error;
        return error is null ? (tree, null) : (null, error);
    }
}
