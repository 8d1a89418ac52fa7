using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Oracles.JavaScript;

/// <summary>The nodes of a tree as the referees count them.</summary>
internal static class NodeLists
{
    /// <summary>Each node below the program as <c>Type@start-end</c>, ordinally sorted; type syntax is left out.</summary>
    public static List<string> Of(Program program, JavaScriptDialect dialect)
    {
        var nodes = new List<string>();
        var open = new Stack<Node>(program.Children);
        while (open.TryPop(out var node))
        {
            if (node is TypeOnlyDeclaration)
            {
                continue;
            }

            var (start, end) = (node.Start, node.End);
            if (dialect == JavaScriptDialect.TypeScript && node is TemplateElement element)
            {
                // typescript-estree counts the marks around a chunk to its range, ESTree does not.
                (start, end) = (start - 1, end + (element.Tail ? 1 : 2));
            }

            nodes.Add(FormattableString.Invariant($"{node.Type}@{start}-{end}"));
            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        nodes.Sort(StringComparer.Ordinal);
        return nodes;
    }
}
