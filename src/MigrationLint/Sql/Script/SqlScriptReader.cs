using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>
/// Finds the statements of a text as psql does, and reads each by itself, so that a broken one cannot hurt its neighbours. What psql would not do happens
/// only where a statement is broken: then a line that begins with another one ends it.
/// </summary>
internal sealed class SqlScriptReader
{
    // Splits that are tried for one error. The nearest beginning before it is nearly always the right one.
    private const int MaximumTries = 3;

    private readonly SqlTokens tokens;
    private readonly int count;
    private readonly List<SqlStatement> statements = [];
    private readonly IReadOnlyList<SectionMarker> markers;
    private readonly int[] cuts;
    private readonly IReadOnlyList<(int First, int End)> blocks;
    private int block;

    // The tokens that may be read a second time to recover: this keeps the whole linear.
    private int fuel;

    private SqlScriptReader(SqlTokens tokens)
    {
        this.tokens = tokens;
        count = tokens.Count - 1;
        fuel = 1000 + (8 * tokens.Count);
        markers = SectionMarkers.Find(tokens);
        blocks = SectionMarkers.Blocks(markers, count);
        cuts = FindCuts();
    }

    /// <summary>Reads a text. Never throws; what cannot be read is a statement with an error.</summary>
    /// <param name="text">The text.</param>
    /// <param name="placeholders">What beside SQL may stand in it.</param>
    public static SqlScript Read(IText text, SqlPlaceholders placeholders)
    {
        var reader = new SqlScriptReader(SqlLexer.Tokenize(text, placeholders));
        reader.ReadAll();
        return new SqlScript
        {
            Tokens = reader.tokens,
            Statements = reader.statements,
            Markers = reader.markers,
            Sections = SectionMarkers.Sections(reader.tokens, reader.markers, reader.statements),
        };
    }

    // Where statements end without a semicolon: psql's \g, markers of tools. Ascending token indices; those of \r are complemented.
    private int[] FindCuts()
    {
        var found = new List<int>();
        foreach (var marker in markers)
        {
            if (marker.EndsStatement)
            {
                found.Add(marker.NextToken);
            }
        }

        foreach (var command in tokens.MetaCommands)
        {
            if (command.SendsQuery)
            {
                found.Add(command.NextToken);
            }
            else if (command.ResetsQuery)
            {
                found.Add(~command.NextToken);
            }
        }

        found.Sort((left, right) => (left < 0 ? ~left : left).CompareTo(right < 0 ? ~right : right));
        return [.. found];
    }

    private void ReadAll()
    {
        var cut = 0;
        for (var first = 0; first < count;)
        {
            while (cut < cuts.Length && (cuts[cut] < 0 ? ~cuts[cut] : cuts[cut]) <= first)
            {
                cut++;
            }

            var range = FindEnd(first, cut < cuts.Length ? cuts[cut] : count);
            first = range.IsDropped ? range.Next : ReadRange(first, range);
        }
    }

    // From the first token to the terminator that psql would see.
    private StatementRange FindEnd(int first, int cut)
    {
        var last = cut < 0 ? ~cut : cut;
        var (depth, atomic, fallback) = (0, 0, -1);
        var (isRule, isRoutine) = (IsCreate(first, Keyword.Rule, Keyword.Rule), IsCreate(first, Keyword.Function, Keyword.Procedure));
        for (var i = first; i < last; i++)
        {
            switch (tokens.Kind(i))
            {
                case TokenKind.LeftParenthesis:
                    depth++;
                    break;
                case TokenKind.RightParenthesis:
                    depth = Math.Max(0, depth - 1);
                    break;
                case TokenKind.Keyword when isRoutine && depth == 0:
                    atomic = Math.Max(0, atomic + AtomicChange(i, atomic));
                    break;
                case TokenKind.Semicolon when (depth == 0 && atomic == 0) || (tokens.Traits(i) & TokenTraits.IsSeparator) != TokenTraits.None:
                    return new StatementRange(i, i + 1, fallback);

                // Only rules have semicolons within parentheses: elsewhere one of them does not close.
                case TokenKind.Semicolon when !isRule && atomic == 0 && BeginsStatement(i + 1):
                    return new StatementRange(i, i + 1, fallback);
                case TokenKind.Semicolon when fallback < 0 && BeginsStatement(i + 1):
                    fallback = i;
                    break;
                case TokenKind.Invalid when BeginsStatement(i + 1):
                    return new StatementRange(i + 1, i + 1, fallback);
            }
        }

        return new StatementRange(last, last, fallback) { IsDropped = cut < 0 };
    }

    private bool IsCreate(int first, Keyword what, Keyword orWhat)
    {
        if (tokens.Word(first) != Keyword.Create)
        {
            return false;
        }

        var next = first + 1 < count && tokens.Word(first + 1) == Keyword.Or ? first + 3 : first + 1;
        return next < count && (tokens.Word(next) == what || tokens.Word(next) == orWhat);
    }

    // BEGIN ATOMIC … END, with CASE … END in it.
    private int AtomicChange(int index, int atomic) => tokens.Word(index) switch
    {
        Keyword.Begin when index + 1 < count && tokens.Word(index + 1) == Keyword.Atomic => 1,
        Keyword.Case when atomic > 0 && !IsLabel(index) => 1,
        Keyword.End when atomic > 0 && !IsLabel(index) => -1,
        _ => 0,
    };

    private bool IsLabel(int index) => tokens.Kind(index - 1) == TokenKind.Dot || tokens.Word(index - 1) == Keyword.As;

    private bool StartsLine(int index) => index >= count || (tokens.Traits(index) & TokenTraits.StartsLine) != TokenTraits.None;

    private bool BeginsStatement(int index) => index >= count || (StartsLine(index) && StatementHeads.Contains(tokens.Word(index)));

    /// <summary>Reads what stands up to a terminator: one statement, or what is left of several.</summary>
    /// <returns>The token to go on with.</returns>
    private int ReadRange(int first, StatementRange range)
    {
        var end = range.End;
        while (first < end)
        {
            var (tree, error) = Parse(first, end);
            if (error is null)
            {
                Add(first, end, tree, error: null);
                break;
            }

            if (range.Fallback > first && Burn(end - first))
            {
                range = new StatementRange(range.Fallback, range.Fallback + 1, Fallback: -1);
                end = range.End;
            }
            else
            {
                first = Recover(first, end, error);
            }
        }

        return range.Next;
    }

    // Splits a broken range where another statement seems to begin. Returns the first token of that one.
    private int Recover(int first, int end, SyntaxError error)
    {
        if (tokens.Kind(first) == TokenKind.Hole && first + 1 < end && StartsLine(first + 1))
        {
            Add(first, first + 1, tree: null, error);
            return first + 1;
        }

        var stop = Stop(end, error);
        var beginnings = Beginnings(first, Math.Min(stop, end - 1));
        for (var i = beginnings.Count - 1; i >= 0 && i >= beginnings.Count - MaximumTries && Burn(end - first); i--)
        {
            var next = beginnings[i];
            if (Parse(first, next) is ({ } tree, null) && BeginsOwnStatement(next, end))
            {
                var isHole = tokens.Kind(next - 1) == TokenKind.Hole;
                Add(first, next, tree, isHole ? null : new SyntaxError(new TextSpan(tokens.End(next - 1), 0), "';' expected"));
                return next;
            }
        }

        var behind = stop + 1;
        while (behind < end && !IsUnmistakable(behind))
        {
            behind++;
        }

        Add(first, Math.Min(behind, end), tree: null, error);
        return Math.Min(behind, end);
    }

    // FETCH FIRST 2 ROWS may be a misplaced clause: it is a statement if it can be read, or stops only where a further one begins.
    private bool BeginsOwnStatement(int first, int end) =>
        IsUnmistakable(first) || Parse(first, end) is not (_, { } error) || (Stop(end, error) is var stop && stop < end && BeginsStatement(stop));

    // The token that an error stands at.
    private int Stop(int end, SyntaxError error) => Math.Min(end, tokens.IndexAt(error.Span.Start));

    // Lines within the range that begin like a statement, outside of parentheses.
    private List<int> Beginnings(int first, int last)
    {
        var found = new List<int>();
        var depth = 0;
        for (var i = first; i <= last; i++)
        {
            switch (tokens.Kind(i))
            {
                case TokenKind.LeftParenthesis:
                    depth++;
                    break;
                case TokenKind.RightParenthesis:
                    depth = Math.Max(0, depth - 1);
                    break;
                case TokenKind.Keyword when i > first && depth == 0 && BeginsStatement(i):
                    found.Add(i);
                    break;
            }
        }

        return found;
    }

    private bool IsUnmistakable(int index) =>
        BeginsStatement(index)
        && (tokens.Start(index) == 0 || tokens.Content[tokens.Start(index) - 1] is '\n' or '\r')
        && StatementHeads.IsUnmistakable(tokens.Word(index), tokens.Word(index + 1));

    private bool Burn(int cost)
    {
        fuel -= cost;
        return fuel >= 0;
    }

    private (Statement? Tree, SyntaxError? Error) Parse(int first, int end)
    {
        var (tree, error) = SqlParser.Parse(tokens, first, end);

        // What the scanner refuses counts where the parser read beyond it or stopped at it.
        var refused = tokens.Errors.Count == 0 ? null : tokens.FirstError(tokens.Start(first), tokens.End(end - 1));
        return refused is not null && (error is null || error.Span.Start >= refused.Span.Start) ? (null, refused) : (tree, error);
    }

    private void Add(int first, int end, Statement? tree, SyntaxError? error)
    {
        var opaqueReason = tree is not null ? null : error is { IsLimit: true } ? error.Message : tokens.HasHole(first, end) ? SqlStatement.HoleDecides : null;
        var separates = end < count && tokens.Kind(end) == TokenKind.Semicolon && (tokens.Traits(end) & TokenTraits.IsSeparator) != TokenTraits.None;
        statements.Add(new SqlStatement
        {
            Span = TextSpan.FromBounds(tokens.Start(first), tokens.End(end - 1)),
            FirstToken = first,
            EndToken = end,
            Tree = tree,
            Error = opaqueReason is not null || error is null ? null : SyntaxErrorText.Explain(tokens, first, end, error),
            OpaqueReason = opaqueReason,
            Kind = Kind(first, tree),
            IsSentWithNext = separates || IsWithinBlock(end),
        });
    }

    // Whether goose sends more together with what ends here.
    private bool IsWithinBlock(int end)
    {
        while (block < blocks.Count && blocks[block].End <= end)
        {
            block++;
        }

        if (block == blocks.Count || blocks[block].First > end)
        {
            return false;
        }

        while (end < blocks[block].End && tokens.Kind(end) == TokenKind.Semicolon)
        {
            end++;
        }

        return end < blocks[block].End;
    }

    private string Kind(int first, Statement? tree) => tree switch
    {
        null => tokens.Kind(first) is TokenKind.Keyword or TokenKind.Identifier ? tokens.Name(first).ToUpperInvariant() : "",
        OpaqueStmt opaque => opaque.Head,
        _ => tree.GetType().Name,
    };

    /// <param name="End">The token behind the statement's last.</param>
    /// <param name="Next">The token to go on with.</param>
    /// <param name="Fallback">A semicolon inside that a line follows which begins like a statement; -1 for none.</param>
    private readonly record struct StatementRange(int End, int Next, int Fallback)
    {
        /// <summary>True where psql throws it away.</summary>
        public bool IsDropped { get; init; }
    }
}
