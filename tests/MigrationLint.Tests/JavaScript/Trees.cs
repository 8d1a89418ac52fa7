using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Tests.JavaScript;

/// <summary>Parses and prints trees for comparison.</summary>
internal static class Trees
{
    public static ParseResult JavaScript(string content) => JavaScriptParser.Parse(content, JavaScriptDialect.JavaScript);

    public static ParseResult TypeScript(string content) => JavaScriptParser.Parse(content, JavaScriptDialect.TypeScript);

    /// <summary>The statements, each as its type and, in parentheses, its children; names and values stand for leaves.</summary>
    public static string Print(ParseResult result) => string.Join(' ', result.Program.Body.Select(Print));

    public static string Print(Node node)
    {
        switch (node)
        {
            case Identifier identifier:
                return identifier.Name;
            case PrivateIdentifier name:
                return "#" + name.Name;
            case Literal { Value: string value }:
                return "'" + value + "'";
            case Literal literal:
                return FormattableString.Invariant($"{literal.Value ?? "null"}");
            case TemplateElement element:
                return "`" + element.Cooked + "`";
            default:
                var children = string.Join(' ', node.Children.Select(Print));
                return children.Length == 0 ? node.Type : node.Type + "(" + children + ")";
        }
    }

    /// <summary>The text that each statement covers.</summary>
    public static string[] Texts(ParseResult result, string content) =>
        [.. result.Program.Body.Select(statement => content.Substring(statement.Start, statement.End - statement.Start))];

    public static IEnumerable<Node> Descendants(Node node)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Children)
            {
                open.Push(child);
            }
        }
    }
}
