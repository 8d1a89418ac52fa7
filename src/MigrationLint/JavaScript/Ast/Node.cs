using MigrationLint.Text;

namespace MigrationLint.JavaScript.Ast;

/// <summary>
/// A node of the ESTree of one source text. Class names are the ESTree type names
/// (https://github.com/estree/estree, and typescript-estree for the nodes that start with TS).
/// </summary>
internal abstract class Node(int start, int end)
{
    /// <summary>Offset of the first character, in UTF-16 units.</summary>
    public int Start { get; internal set; } = start;

    /// <summary>Offset behind the last character, in UTF-16 units.</summary>
    public int End { get; internal set; } = end;

    /// <summary>The characters that the node covers.</summary>
    public TextSpan Span => TextSpan.FromBounds(Start, End);

    /// <summary>The ESTree type name.</summary>
    public virtual string Type => GetType().Name;

    /// <summary>The child nodes in source order; a missing optional child is left out.</summary>
    public abstract IEnumerable<Node> Children { get; }

    /// <summary>Yields what is there of a node's children.</summary>
    private protected static IEnumerable<Node> Nodes(params Node?[] nodes)
    {
        foreach (var node in nodes)
        {
            if (node is not null)
            {
                yield return node;
            }
        }
    }

    /// <summary>Yields a list of children, leaving out the holes of array literals and patterns.</summary>
    private protected static IEnumerable<Node> Nodes(IReadOnlyList<Node?> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is not null)
            {
                yield return node;
            }
        }
    }
}

/// <summary>Anything that has a value.</summary>
internal abstract class Expression(int start, int end) : Node(start, end);

/// <summary>Anything that stands in a statement list, declarations of modules included.</summary>
internal abstract class Statement(int start, int end) : Node(start, end);

/// <summary>A whole file.</summary>
/// <remarks>Script and module are one mode: what only one of them allows is accepted in both.</remarks>
internal sealed class Program(int start, int end, IReadOnlyList<Statement> body) : Node(start, end)
{
    /// <summary>The statements, those that the parser could not read left out.</summary>
    public IReadOnlyList<Statement> Body { get; } = body;

    /// <inheritdoc/>
    public override IEnumerable<Node> Children => Body;
}
