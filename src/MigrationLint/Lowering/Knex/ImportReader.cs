using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Finds what a migration loads at run time, wherever in the file it does.</summary>
internal static class ImportReader
{
    /// <summary>The imports in source order. What a file in TypeScript imports and names in types only is erased, and none of them.</summary>
    public static IReadOnlyList<ModuleImport> Read(ModuleRecord record, ModuleResolver resolver)
    {
        var content = record.Text.Content;
        if (content.IndexOf("require", StringComparison.Ordinal) < 0 && content.IndexOf("import", StringComparison.Ordinal) < 0)
        {
            return [];
        }

        var imports = new List<ModuleImport>();
        var declared = new List<(ImportDeclaration Declaration, string Specifier)>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Node>();
        open.Push(record.Parse.Program);
        while (open.Count > 0)
        {
            var node = open.Pop();
            switch (node)
            {
                case ImportDeclaration { TypeOnly: false, Source.Value: string specifier } declaration:
                    declared.Add((declaration, specifier));
                    continue;
                case CallExpression { Callee: Identifier { Name: "require" }, Arguments: [Literal { Value: string specifier }] } call:
                    Add(specifier, call.Span);
                    break;
                case ImportExpression { Source: Literal { Value: string specifier } } import:
                    Add(specifier, import.Span);
                    break;
                case Identifier identifier:
                    used.Add(identifier.Name);
                    break;
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }

        foreach (var (declaration, specifier) in declared)
        {
            var names = declaration.Specifiers.Select(LocalName).OfType<string>().ToList();
            if (declaration.Specifiers.Count == 0 || names.Exists(used.Contains))
            {
                Add(specifier, declaration.Span);
            }
        }

        return [.. imports.OrderBy(import => import.Location.Span.Start)];

        void Add(string specifier, TextSpan span) =>
            imports.Add(new ModuleImport(specifier, new SourceSpan(record.Text, span), resolver.Resolve(specifier, record.Text.Path)));
    }

    private static string? LocalName(Node specifier) => specifier switch
    {
        ImportSpecifier { TypeOnly: false } named => named.Local.Name,
        ImportDefaultSpecifier @default => @default.Local.Name,
        ImportNamespaceSpecifier @namespace => @namespace.Local.Name,
        _ => null,
    };
}
