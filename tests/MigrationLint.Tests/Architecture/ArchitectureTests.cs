using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationLint.Tests.Architecture;

/// <summary>Enforces "What may know what" of docs/design.md, and the sizes and habits of the code base.</summary>
[TestFixture]
public sealed partial class ArchitectureTests
{
    private const int MostLines = 800;

    /// <summary>The table of docs/design.md, which also says how its entries are read.</summary>
    private static readonly Dictionary<string, string[]> Allowed = ReadTable();

    private static readonly string[] Pipeline = [nameof(Linter), "RunInputs", "LeftTables", "ChainReplay", nameof(SchemaReplay), nameof(ReplayedSchema), nameof(ReplayRemark)];

    private static readonly string[] DiskTypes = ["IFileSystem", "IFileMover", "PhysicalFileSystem"];

    [GeneratedRegex(@"(^|[^A-Za-z0-9_.])/(work|farm|root|home/[a-z]+)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MachinePath { get; }

    [GeneratedRegex("https?://[^/\\s\"'<>]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Host { get; }

    [Test]
    public void The_engine_binds_so_that_every_use_is_seen() =>
        Assert.That(
            EngineCode.Instance.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()),
            Is.Empty);

    [Test]
    public void Layers_use_only_what_the_table_allows()
    {
        var models = FindModels();
        var violations = EngineCode.Instance.Uses
            .Where(use => LayerOf(use.From) != LayerOf(use.To) && !IsAllowed(use, models))
            .Select(use => $"{use.Place}: {LayerOf(use.From)} uses {LayerOf(use.To)}.{use.To.Name}")
            .Distinct();
        Assert.That(violations, Is.Empty);
    }

    [Test]
    public void The_table_allows_nothing_that_no_layer_needs()
    {
        var models = FindModels();
        var uses = EngineCode.Instance.Uses.Where(use => IsOurs(use.From) && IsOurs(use.To) && LayerOf(use.From) != LayerOf(use.To)).ToList();
        var needless = Allowed.SelectMany(row => row.Value.Select(entry => (Layer: row.Key, Entry: entry)))
            .Where(row => !uses.Exists(use => LayerOf(use.From) == row.Layer && IsMeant(row.Entry, use.To, models)));
        Assert.That(needless, Is.Empty);
    }

    [Test]
    public void Every_layer_stands_in_the_table_and_in_a_folder_of_its_name()
    {
        var engine = EngineCode.Instance;
        Assert.That(engine.Types.Where(IsOurs).Select(LayerOf).Distinct(), Is.SubsetOf(Allowed.Keys));
        var misplaced = engine.Types.Where(IsOurs).SelectMany(type => type.Locations.Select(place => (type, place.SourceTree!.FilePath)))

            .Where(found => !IsFolderOf(found.type.ContainingNamespace.ToDisplayString(), NamespaceOfFolder(found.FilePath)))
            .Select(found => $"{found.FilePath}: {found.type.ToDisplayString()}");
        Assert.That(misplaced, Is.Empty);
    }

    [Test]
    public void A_use_that_the_table_forbids_is_found()
    {
        var models = FindModels();
        var types = EngineCode.Instance.Types.ToDictionary(type => type.ToDisplayString(), StringComparer.Ordinal);
        var rule = types["MigrationLint.Rules.Rule"];
        var parser = types["MigrationLint.JavaScript.JavaScriptParser"];
        var facts = types["MigrationLint.Lowering.MigrationFacts"];
        Assert.That(EngineCode.Instance.Uses.Any(use => LayerOf(use.From) == "Rules" && SymbolEqualityComparer.Default.Equals(use.To, facts)));
        Assert.That(IsAllowed(new TypeUse(rule, facts, ""), models), Is.True);
        Assert.That(IsAllowed(new TypeUse(rule, parser, ""), models), Is.False);
        Assert.That(IsAllowed(new TypeUse(parser, rule, ""), models), Is.False);
    }

    [Test]
    public void A_file_holds_at_most_one_rule_of_its_own_name()
    {
        var engine = EngineCode.Instance;
        var root = engine.Compilation.GetTypeByMetadataName("MigrationLint.Rules.Rule")!;
        var misnamed = engine.Types
            .Where(type => !type.IsAbstract && BaseTypes(type).Contains(root, SymbolEqualityComparer.Default))
            .Select(type => (type.Name, File: Path.GetFileNameWithoutExtension(type.Locations[0].SourceTree!.FilePath)))
            .Where(rule => rule.Name != rule.File);
        Assert.That(misnamed, Is.Empty);
    }

    [Test]
    public void No_hand_written_file_is_longer_than_it_can_be_read()
    {
        var long_ = SourceFiles.Below(".")
            .Where(path => !path.EndsWith(".Generated.cs", StringComparison.Ordinal))
            .Select(path => (path, lines: File.ReadLines(path).Count()))
            .Where(file => file.lines > MostLines);
        Assert.That(long_, Is.Empty);
    }

    [Test]
    public void No_error_is_swallowed()
    {
        var empty = SourceFiles.Below(".")
            .SelectMany(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path).GetRoot().DescendantNodes().OfType<CatchClauseSyntax>())
            .Where(clause => clause.Block.Statements.Count == 0)
            .Select(clause => clause.GetLocation().GetLineSpan().ToString());
        Assert.That(empty, Is.Empty);
    }

    [Test]
    public void No_file_names_a_directory_of_somebodys_machine()
    {
        var found = TextFiles()
            .SelectMany(path => File.ReadLines(path).Select((line, index) => (path, line, number: index + 1)))
            .Where(place => MachinePath.IsMatch(place.line))
            .Select(place => $"{place.path}:{place.number}: {place.line.Trim()}");
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void No_file_names_a_package_registry_so_that_each_machine_uses_its_own()
    {
        string[] registryFiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", ".npmrc", "nuget.config", "packages.lock.json"];
        var found = SourceFiles.All(".")
            .Where(path => registryFiles.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase))
            .SelectMany(path => File.ReadLines(path)
                .Where(line => line.Contains("\"resolved\"", StringComparison.Ordinal) || !path.EndsWith(".json", StringComparison.Ordinal))
                .SelectMany(line => Host.Matches(line).Select(match => $"{path}: {match.Value}")))
            .Distinct();
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void The_engine_needs_no_package_at_run_time()
    {
        var references = XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", "MigrationLint", "MigrationLint.csproj")).Descendants("PackageReference");
        Assert.That(references.Where(reference => reference.Attribute("PrivateAssets")?.Value != "all"), Is.Empty);
        Assert.That(typeof(Linter).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name), Is.EqualTo(["netstandard"]));
    }

    private static bool IsAllowed(TypeUse use, HashSet<INamedTypeSymbol> models)
    {
        if (!IsOurs(use.To) || !IsOurs(use.From))
        {
            return true;
        }

        return Allowed.TryGetValue(LayerOf(use.From), out var allowed) && allowed.Any(entry => IsMeant(entry, use.To, models));
    }

    private static bool IsMeant(string entry, INamedTypeSymbol type, HashSet<INamedTypeSymbol> models)
    {
        var layer = LayerOf(type);
        return entry == layer || entry == $"{layer}.{type.Name}" || (entry == $"{layer} models" && models.Contains(type));
    }

    private static Dictionary<string, string[]> ReadTable() =>
        File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "design.md"))
            .SkipWhile(line => line != "## What may know what")
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1], cells => cells[2].Split(", ").Where(entry => entry != "–").ToArray(), StringComparer.Ordinal);

    // A model hands on what was read, so it must not drag a parser or a disk along, not even through another type.
    private static HashSet<INamedTypeSymbol> FindModels()
    {
        var models = EngineCode.Instance.Types.Where(IsOurs).ToHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        models.RemoveWhere(type => LayerOf(type) is "JavaScript" or "Sql" || DiskTypes.Contains(type.Name));
        int before;
        do
        {
            before = models.Count;
            foreach (var use in EngineCode.Instance.Uses.Where(use => IsOurs(use.To) && !models.Contains(use.To)))
            {
                models.Remove(use.From);
            }
        }
        while (models.Count < before);
        return models;
    }

    // Polyfills live in System's namespaces.
    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString().StartsWith("MigrationLint", StringComparison.Ordinal);

    private static string LayerOf(INamedTypeSymbol type)
    {
        var parts = type.ContainingNamespace.ToDisplayString().Split('.');
        return parts.Length > 1 ? parts[1] : Pipeline.Contains(type.Name) ? "Linter" : "Run";
    }

    // Folders within a layer may group what belongs to one namespace, as those of the SQL front end do.
    private static bool IsFolderOf(string @namespace, string folder) =>
        folder == @namespace || (@namespace.Contains('.', StringComparison.Ordinal) && folder.StartsWith(@namespace + ".", StringComparison.Ordinal));

    private static string NamespaceOfFolder(string path)
    {
        var folder = Path.GetRelativePath(Path.Combine(RepositoryRoot.Path, "src"), Path.GetDirectoryName(path)!);
        return folder.Replace(Path.DirectorySeparatorChar, '.');
    }

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static IEnumerable<string> TextFiles()
    {
        string[] texts = [".cs", ".csproj", ".props", ".targets", ".proj", ".json", ".js", ".cjs", ".mjs", ".ts", ".sh", ".md", ".txt", ".yml", ".yaml", ".sql", ".sarif", ".sln", ".editorconfig", ".config", ""];
        return SourceFiles.All(".").Where(path => texts.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !path.Contains(".received.", StringComparison.Ordinal));
    }
}
