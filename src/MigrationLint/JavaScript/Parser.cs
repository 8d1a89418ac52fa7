using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <summary>
/// Recursive descent over one text. A syntax error stops the tokenizer, so that every loop and every rule runs out by itself;
/// the statement list that holds the broken statement then starts it again behind the error (Parser.Recovery.cs).
/// No rule returns null for a missing node: <see cref="MissingExpression"/> stands in.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>How deep statements, expressions and types may nest. Each level takes some ten stack frames.</summary>
    public const int MaximumNesting = 200;

    /// <summary>How high a tree may grow, long operator and call chains included: those who read the tree recurse too.</summary>
    public const int MaximumHeight = 1000;

    private const string TooDeepMessage = "the code is nested too deeply";

    private readonly Tokenizer token;
    private readonly string text;
    private readonly bool isTypeScript;
    private readonly List<Node?> pending = [];
    private readonly HashSet<int> failedArrows = [];
    private readonly HashSet<int> failedTypeArguments = [];
    private readonly List<SyntaxError> errors = [];
    private SyntaxError? failure;
    private Context context;
    private int depth;
    private int height;
    private int speculation;
    private Expression? lastParenthesized;

    // Where the object literal being read is only right as a pattern (-1: nowhere), and what to say if it does not become one.
    private int coverInitializer = -1;
    private string coverMessage = "";

    public Parser(string text, JavaScriptDialect dialect, bool restartAtMargin)
    {
        this.text = text;
        this.restartAtMargin = restartAtMargin;
        recoveryFuel = 1000 + (10L * text.Length);
        isTypeScript = dialect == JavaScriptDialect.TypeScript;
        token = new Tokenizer(text, htmlComments: !isTypeScript, endTemplatesAtMargin: restartAtMargin);
    }

    /// <summary>What surrounds the code being read.</summary>
    [Flags]
    private enum Context
    {
        None = 0,

        /// <summary>The head of a for statement, where <c>in</c> is no operator.</summary>
        NoIn = 1,
        Function = 2,
        Async = 4,
        Generator = 8,

        /// <summary>Between ? and : of a conditional, where a colon behind <c>(x)</c> hardly starts a return type.</summary>
        ConditionalBranch = 16,

        /// <summary>In the constraint of an <c>infer</c> or the right side of <c>extends</c>, where ? belongs to the outer conditional type.</summary>
        NoConditionalType = 32,
        Strict = 64,

        /// <summary>The parameters of an async function or generator, and static blocks: await or yield are neither name nor operator.</summary>
        NoAwait = 128,
        NoYield = 256,
        Ambient = 512,
        Loop = 1024,
        Switch = 2048,
        Method = 4096,
        Derived = 8192,
        ClassField = 16384,
        Arrow = 32768,

        /// <summary>The expression of a decorator, behind which a bracket starts the name of a member.</summary>
        Decorator = 65536,
    }

    /// <summary>What brackets leave of the context around them.</summary>
    private const Context Bracketed = ~(Context.NoIn | Context.ConditionalBranch | Context.Decorator);

    public bool HasErrors => errors.Count > 0;

    public ParseResult ParseProgram()
    {
        token.Next();
        var body = ParseStatements(isTop: true, hasDirectives: true);
        return new ParseResult(new Program(0, text.Length, body), errors, token.Comments);
    }

    private TokenKind Kind => token.Kind;

    private bool Is(TokenKind kind) => token.Kind == kind;

    private bool Has(Context flag) => (context & flag) != Context.None;

    private void Next() => token.Next();

    private bool Accept(TokenKind kind)
    {
        if (token.Kind != kind)
        {
            return false;
        }

        token.Next();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (token.Kind == kind)
        {
            token.Next();
        }
        else
        {
            FailExpected("'" + TokenKinds.Text(kind) + "' expected");
        }
    }

    /// <summary>Reports the current token; what is wrong inside of it goes before what it is not.</summary>
    private void FailExpected(string message)
    {
        if (Is(TokenKind.Invalid))
        {
            message = token.InvalidMessage!;
        }

        Fail(token.Start, Is(TokenKind.EndOfFile) ? token.Start : token.End, message);
    }

    private MissingExpression FailExpression()
    {
        FailExpected(Is(TokenKind.EndOfFile) ? "expression expected" : "unexpected " + Describe());
        return new MissingExpression(token.Start, token.Start);
    }

    private string Describe() => Kind switch
    {
        TokenKind.Identifier or TokenKind.Number or TokenKind.BigInt or TokenKind.String or TokenKind.Template or TokenKind.RegExp
            or TokenKind.PrivateName or TokenKind.EscapedReservedWord => TokenKinds.Text(Kind),
        _ => "'" + TokenKinds.Text(Kind) + "'",
    };

    private void Fail(Node node, string message) => Fail(node.Start, node.End, message);

    private void Fail(int start, int end, string message)
    {
        if (!token.Stopped)
        {
            failure = new SyntaxError(TextSpan.FromBounds(start, Math.Max(start, end)), message) { IsLimit = ReferenceEquals(message, TooDeepMessage) };
            token.Stop();
        }
    }

    /// <summary>Goes one level down; false where that is too deep. Each call is paired with <see cref="Leave"/>.</summary>
    private bool Enter(out int outerHeight)
    {
        outerHeight = height;
        height = 0;
        if (++depth <= MaximumNesting)
        {
            return true;
        }

        FailExpected(TooDeepMessage);
        return false;
    }

    private void Leave(int outerHeight)
    {
        depth--;
        height = Math.Max(outerHeight, height + 1);
    }

    /// <summary>Counts a node that was put on top of what has been read so far.</summary>
    private void Grow()
    {
        if (++height + depth > MaximumHeight)
        {
            FailExpected(TooDeepMessage);
        }
    }

    private readonly record struct State(Tokenizer.Checkpoint Token, SyntaxError? Failure, Context Context, int Pending, int Height, int CoverInitializer);

    /// <summary>Starts an attempt that <see cref="Abandon"/> or <see cref="Commit"/> ends; errors in it are not reported.</summary>
    private State Speculate()
    {
        speculation++;
        return new State(token.Save(), failure, context, pending.Count, height, coverInitializer);
    }

    private void Commit() => speculation--;

    private void Abandon(in State to)
    {
        speculation--;
        token.Restore(to.Token);
        (failure, context, height, coverInitializer) = (to.Failure, to.Context, to.Height, to.CoverInitializer);
        pending.RemoveRange(to.Pending, pending.Count - to.Pending);
    }

    /// <summary>The token behind the current one, and whether a line ends between them.</summary>
    private TokenKind Peek(out bool newlineBefore)
    {
        var here = token.Save();
        token.Next();
        var kind = token.Kind;
        newlineBefore = token.NewlineBefore;
        token.Restore(here);
        return kind;
    }

    private TokenKind Peek() => Peek(out _);

    private T[] TakePending<T>(int mark)
        where T : Node?
    {
        var count = pending.Count - mark;
        if (count == 0)
        {
            return [];
        }

        var taken = new T[count];
        for (var i = 0; i < count; i++)
        {
            taken[i] = (T)pending[mark + i]!;
        }

        pending.RemoveRange(mark, count);
        return taken;
    }

    /// <summary>Automatic semicolon insertion (ECMA-262, 12.10).</summary>
    private void ExpectSemicolon()
    {
        if (!Accept(TokenKind.Semicolon) && !CanInsertSemicolon())
        {
            FailExpected("';' expected");
        }
    }

    private bool CanInsertSemicolon() => token.NewlineBefore || Kind is TokenKind.CloseBrace or TokenKind.EndOfFile;

    private bool IsIdentifier() => TokenKinds.IsIdentifier(Kind);

    /// <summary>Reads a name that refers to or makes a binding.</summary>
    private Identifier ParseIdentifier()
    {
        if (!IsIdentifier())
        {
            FailExpected(Is(TokenKind.EndOfFile) ? "identifier expected" : "identifier expected, found " + Describe());
            return new Identifier(token.Start, token.Start, "");
        }

        CheckContextualName();
        return ParseName();
    }

    /// <summary>Reads any word, reserved or not.</summary>
    private Identifier ParseName()
    {
        if (!TokenKinds.IsName(Kind))
        {
            FailExpected("name expected");
            return new Identifier(token.Start, token.Start, "");
        }

        var name = new Identifier(token.Start, token.End, token.Value!);
        Next();
        return name;
    }
}
