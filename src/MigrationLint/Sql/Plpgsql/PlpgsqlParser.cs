using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>
/// Reads a body in PL/pgSQL as <c>pl_gram.y</c> does. It never throws. A broken statement is noted and left behind its semicolon, so that the others are read;
/// the first error is PostgreSQL's. Method names are those of the rules in <c>pl_gram.y</c> where there is one.
/// </summary>
internal sealed partial class PlpgsqlParser
{
    // As SqlParser: the stack of a thread may be small, and an expression inside may nest as deep again.
    private const int MaximumDepth = 150;

    private readonly SqlTokens tokens;
    private readonly int end;
    private readonly RoutineSignature routine;
    private readonly PlpgsqlNamespace names = new();
    private readonly List<SyntaxError> errors = [];
    private readonly int firstHole;
    private int position;
    private int depth;

    // The statement being read is broken: what is expected further on is not missed.
    private bool isBroken;

    // The structure was broken before: what looks wrong from there on may follow from that.
    private bool wasBroken;

    private PlpgsqlParser(SqlTokens tokens, RoutineSignature routine)
    {
        (this.tokens, this.routine, end) = (tokens, routine, tokens.Count - 1);
        firstHole = 0;
        while (firstHole <= end && tokens.Kind(firstHole) != TokenKind.Hole)
        {
            firstHole++;
        }
    }

    /// <summary>Reads a body.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="routine">What it is the body of.</param>
    /// <returns>The tree, and what PostgreSQL refuses when it compiles the body: its own error first.</returns>
    public static (PLpgSQLFunction Tree, IReadOnlyList<SyntaxError> Errors) Parse(SqlTokens tokens, RoutineSignature routine)
    {
        var parser = new PlpgsqlParser(tokens, routine);
        var tree = parser.PlFunction();
        return (tree, parser.Merged());
    }

    // What the scanner refuses ends the reading: PostgreSQL sees nothing behind it.
    private List<SyntaxError> Merged()
    {
        if (tokens.Errors.Count > 0)
        {
            var refused = tokens.Errors[0];
            errors.RemoveAll(error => error.Span.End >= refused.Span.Start);
            errors.Add(refused);
        }

        return errors;
    }

    private TokenKind Kind(int index) => index < end ? tokens.Kind(index) : TokenKind.EndOfFile;

    /// <summary>The word at a place, folded; empty for a quoted name and whatever is no word.</summary>
    private string Word(int index) => Kind(index) switch
    {
        TokenKind.Keyword => tokens.Name(index),
        TokenKind.Identifier when (tokens.Traits(index) & TokenTraits.IsQuoted) == TokenTraits.None => tokens.Name(index),
        _ => "",
    };

    private bool IsWord(string word) => Word(position) == word;

    /// <summary>True where PL/pgSQL's scanner sees an identifier: any word that PL/pgSQL does not reserve, and a parameter.</summary>
    private bool IsName(int index) => Kind(index) switch
    {
        TokenKind.Identifier or TokenKind.Keyword => !PlpgsqlWords.IsReserved(Word(index)),
        TokenKind.Parameter or TokenKind.Hole => true,
        _ => false,
    };

    private bool IsOperator(int index, string spelling) => Kind(index) == TokenKind.Operator && tokens.Spelling(index) == spelling;

    private bool AcceptWord(string word)
    {
        if (isBroken || !IsWord(word))
        {
            return false;
        }

        position++;
        return true;
    }

    private void ExpectWord(string word)
    {
        if (!AcceptWord(word))
        {
            Fail(word.ToUpperInvariant());
        }
    }

    private bool Accept(TokenKind kind)
    {
        if (isBroken || Kind(position) != kind)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (!Accept(kind))
        {
            Fail(expected);
        }
    }

    private void ExpectSemicolon() => Expect(TokenKind.Semicolon, "';'");

    /// <summary><c>any_identifier</c>; empty where none stands.</summary>
    private string AnyIdentifier(string expected)
    {
        if (isBroken || !IsName(position))
        {
            Fail(expected);
            return "";
        }

        return tokens.Name(position++);
    }

    /// <summary>Notes that a token cannot stand here, and gives the statement up.</summary>
    private void Fail(string expected)
    {
        if (!isBroken)
        {
            Misplaced(expected);
            isBroken = true;
        }
    }

    /// <summary>As <see cref="Fail"/>, but goes on.</summary>
    private void Misplaced(string expected)
    {
        // A hole may stand for the rest of what was begun.
        if (!wasBroken && position < firstHole)
        {
            errors.Add(new SyntaxError(Here, expected + " expected"));
        }

        wasBroken = true;
    }

    /// <summary>Notes what PL/pgSQL refuses although its grammar is kept.</summary>
    private void Report(TextSpan span, string message)
    {
        if (!wasBroken && !isBroken)
        {
            errors.Add(new SyntaxError(span, message));
        }
    }

    private TextSpan Here => position < end ? tokens.Span(position) : new TextSpan(tokens.Start(end), 0);

    private int Start => tokens.Start(Math.Min(position, end));

    private T Close<T>(T node)
        where T : Node
    {
        node.End = position > 0 ? Math.Max(node.Start, tokens.End(Math.Min(position, end) - 1)) : node.Start;
        return node;
    }

    private bool Enter()
    {
        if (++depth <= MaximumDepth)
        {
            return true;
        }

        Report(Here, "nested too deeply");
        isBroken = wasBroken = true;
        return false;
    }

    /// <summary>Leaves a broken statement behind its semicolon.</summary>
    private void Recover()
    {
        while (position < end && Kind(position) != TokenKind.Semicolon)
        {
            position++;
        }

        position = Math.Min(position + 1, end);
        isBroken = false;
    }

    /// <summary>Leaves the broken head of a compound statement, so that what it holds is read as if the head were whole.</summary>
    private void RecoverHead(string lastWord)
    {
        if (!isBroken)
        {
            return;
        }

        while (position < end && Kind(position) != TokenKind.Semicolon && !IsWord(lastWord))
        {
            position++;
        }

        position = Math.Min(position + 1, end);
        isBroken = false;
    }

    /// <summary>A variable, with its qualifiers or the field of it that is meant; null where none stands.</summary>
    private ColumnRef? Datum(out PlpgsqlVariable? variable)
    {
        variable = null;
        if (isBroken || !IsName(position))
        {
            Fail("a variable");
            return null;
        }

        var (parts, reference) = Parts(3);
        variable = names.Find(parts);
        if (variable is null)
        {
            ReportUnknown(reference.Span, parts);
        }

        return reference;
    }

    /// <summary>A variable that something is put into.</summary>
    private ColumnRef? AssignableDatum(out PlpgsqlVariable? variable)
    {
        var reference = Datum(out variable);
        if (variable is { IsConstant: true })
        {
            Report(reference!.Span, $"variable \"{Spelling(reference)}\" is declared CONSTANT");
        }

        return reference;
    }

    private void ReportUnknown(TextSpan span, IReadOnlyList<string> parts)
    {
        if (!names.IsIncomplete && parts.All(part => part.IndexOf(EmbeddedText.HoleCharacter) < 0))
        {
            Report(span, $"\"{string.Join(".", parts)}\" is not a known variable");
        }
    }

    private static string Spelling(ColumnRef reference) => string.Join(".", reference.Fields.OfType<StringValue>().Select(part => part.Sval));

    /// <summary>A name with its qualifiers, as PL/pgSQL's scanner puts them together.</summary>
    private (List<string> Parts, ColumnRef Reference) Parts(int most)
    {
        var reference = new ColumnRef(Start);
        var (parts, fields) = (new List<string>(1), new List<Node>(1));
        while (true)
        {
            var start = Start;
            parts.Add(Kind(position) == TokenKind.Parameter ? tokens.Spelling(position) : tokens.Name(position));
            position++;
            fields.Add(Close(new StringValue(start, parts[parts.Count - 1])));
            if (parts.Count == most || Kind(position) != TokenKind.Dot || !IsName(position + 1))
            {
                break;
            }

            position++;
        }

        reference.Fields = fields;
        return (parts, Close(reference));
    }

    /// <summary>A comma-separated list of variables that rows are put into, or one record.</summary>
    private List<ColumnRef> Targets()
    {
        var targets = new List<ColumnRef>();
        do
        {
            if (AssignableDatum(out var variable) is not { } target)
            {
                break;
            }

            targets.Add(target);
            if (variable is { Kind: PlpgsqlVariableKind.Record } && target.Fields.Count == 1 && targets.Count + (Kind(position) == TokenKind.Comma ? 1 : 0) > 1)
            {
                Report(targets.Count == 1 ? Here : target.Span, "a record variable cannot be one of several targets");
            }
        }
        while (Accept(TokenKind.Comma));

        return targets;
    }
}
