using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationLint.Tests.Architecture;

/// <summary>A use of one of the engine's types by another.</summary>
/// <param name="From">The type whose code it stands in.</param>
/// <param name="To">The type that it names, or whose member it uses.</param>
/// <param name="Place">File and line, for messages.</param>
internal sealed record TypeUse(INamedTypeSymbol From, INamedTypeSymbol To, string Place);

/// <summary>The engine's sources, bound by the compiler.</summary>
internal sealed class EngineCode
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<EngineCode> Loaded = new(() => new EngineCode());

    private EngineCode()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = SourceFiles.Below("src/MigrationLint")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "ImplicitUsings.cs"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        Compilation = CSharpCompilation.Create("Engine", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Uses = [.. Compilation.SyntaxTrees.SelectMany(FindUses)];
    }

    public static EngineCode Instance => Loaded.Value;

    public CSharpCompilation Compilation { get; }

    /// <summary>Every use of an engine type in code; <c>using</c> directives do not count.</summary>
    public IReadOnlyList<TypeUse> Uses { get; }

    /// <summary>The classes, records, structs, enums and interfaces that the engine declares at the top level.</summary>
    public IEnumerable<INamedTypeSymbol> Types => Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()
        .OfType<BaseTypeDeclarationSyntax>()
        .Select(declaration => Compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!)
        .Where(type => type.ContainingType is null))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private IEnumerable<TypeUse> FindUses(SyntaxTree tree)
    {
        var model = Compilation.GetSemanticModel(tree);
        var declarations = tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);
        foreach (var declaration in declarations)
        {
            var user = (INamedTypeSymbol)model.GetDeclaredSymbol(declaration)!;
            foreach (var node in declaration.DescendantNodes())
            {
                var used = node switch
                {
                    SimpleNameSyntax name => TypeOf(model.GetSymbolInfo(name).Symbol),
                    ImplicitObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type as INamedTypeSymbol,
                    _ => null,
                };
                if (used is not null && SymbolEqualityComparer.Default.Equals(used.ContainingAssembly, Compilation.Assembly))
                {
                    var line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
                    yield return new TypeUse(user, Outermost(used), $"{Path.GetRelativePath(RepositoryRoot.Path, tree.FilePath)}:{line}");
                }
            }
        }
    }

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol as INamedTypeSymbol ?? symbol?.ContainingType;

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is not null)
        {
            type = type.ContainingType;
        }

        return type.OriginalDefinition;
    }
}
