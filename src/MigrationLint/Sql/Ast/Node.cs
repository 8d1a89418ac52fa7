using MigrationLint.Text;

namespace MigrationLint.Sql.Ast;

/// <summary>
/// A node of PostgreSQL's raw parse tree. Class and property names are those of PostgreSQL's <c>parsenodes.h</c> and <c>primnodes.h</c> in C#'s
/// spelling, and the values are those that its grammar puts there (<c>int</c> is <c>pg_catalog.int4</c>); what only later stages fill in is left out.
/// </summary>
internal abstract class Node(int start)
{
    /// <summary>Offset of the first character, in UTF-16 units of the text that was parsed.</summary>
    public int Start { get; set; } = start;

    /// <summary>Offset behind the last character, in UTF-16 units; equal to <see cref="Start"/> until the parser has closed the node.</summary>
    public int End { get; set; } = start;

    /// <summary>The characters that the node covers.</summary>
    public TextSpan Span => TextSpan.FromBounds(Start, Math.Max(Start, End));

    /// <summary>Calls <paramref name="action"/> for each child, in the order of PostgreSQL's fields.</summary>
    public abstract void ForEachChild(Action<Node> action);

    /// <summary>Passes a child on where there is one.</summary>
    private protected static void Each(Node? child, Action<Node> action)
    {
        if (child is not null)
        {
            action(child);
        }
    }

    /// <summary>Passes children on.</summary>
    private protected static void Each(IReadOnlyList<Node> children, Action<Node> action)
    {
        for (var i = 0; i < children.Count; i++)
        {
            action(children[i]);
        }
    }
}

/// <summary>A node that can stand as a statement of its own.</summary>
internal abstract class Statement(int start) : Node(start);

/// <summary>
/// A statement whose grammar is not modelled, since nothing reads it: known head words and then any tokens with balanced parentheses.
/// </summary>
/// <param name="start">Offset of the first character.</param>
/// <param name="head">The words that it is known by, upper case: <c>CREATE TABLESPACE</c>.</param>
internal sealed class OpaqueStmt(int start, string head) : Statement(start)
{
    /// <summary>The words that it is known by, upper case.</summary>
    public string Head { get; } = head;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>A hole where an expression, a type, a list element or a clause would stand: <c>${value}</c>, <c>?</c>, <c>:name</c>, <c>{{ .Table }}</c>.</summary>
/// <param name="start">Offset of the first character.</param>
internal sealed class Hole(int start) : Node(start)
{
    /// <summary>The characters that stand for it in the text; a single <see cref="EmbeddedText.HoleCharacter"/> where the host's code does.</summary>
    public string Spelling { get; set; } = "";

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}
