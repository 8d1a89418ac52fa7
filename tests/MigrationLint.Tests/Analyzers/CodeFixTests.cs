using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationLint.Analyzers;
using MigrationLint.CodeFixes;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace MigrationLint.Tests.Analyzers;

public sealed class CodeFixTests
{
    private const string Up = "exports.up = (knex) => knex.raw('select 1');\nexports.down = (knex) => knex.raw('select 2');\n";
    private const string First = "/project/migrations/20250114091500_add_invoices.js";
    private const string Second = "/project/migrations/20250114091500_add_orders.js";
    private const string SecondRenamed = "/project/migrations/20250114091501_add_orders.js";

    [Test]
    public async Task The_fix_renames_the_file_and_keeps_its_text_and_folders()
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", First, Second);
        var action = (await FixesAsync(project)).Single();
        var changed = await ApplyAsync(action, project.Solution);
        var renamed = changed.GetProject(project.Id)!.AdditionalDocuments.Single(document => document.FilePath == SecondRenamed);
        Assert.Multiple(async () =>
        {
            Assert.That(action.Title, Is.EqualTo("Suggested: Rename to 20250114091501_add_orders.js"));
            Assert.That(Paths(changed), Is.EquivalentTo(new[] { First, SecondRenamed }));
            Assert.That((await renamed.GetTextAsync()).ToString(), Is.EqualTo(Up));
            Assert.That(renamed.Folders, Is.EqualTo(new[] { "migrations" }));
            Assert.That(renamed.Name, Is.EqualTo("20250114091501_add_orders.js"));
            Assert.That(workspace.TryApplyChanges(changed));
        });
    }

    [Test]
    public async Task The_renamed_file_is_reported_no_more()
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", First, Second);
        var changed = await ApplyAsync((await FixesAsync(project)).Single(), project.Solution);
        Assert.That(await DiagnosticsAsync(changed.GetProject(project.Id)!), Is.Empty);
    }

    [Test]
    public async Task A_file_of_several_projects_is_renamed_in_all()
    {
        using var workspace = new AdhocWorkspace();
        AddProject(workspace, "a", First, Second);
        AddProject(workspace, "b", First, Second);
        var solution = workspace.CurrentSolution;
        var changed = await ApplyAsync((await FixesAsync(solution.Projects.First())).Single(), solution);
        Assert.That(Paths(changed), Is.EquivalentTo(new[] { First, SecondRenamed, First, SecondRenamed }));
    }

    [TestCase(SecondRenamed)]
    [TestCase("/project/migrations/20250114091501_ADD_ORDERS.js")]
    public async Task Nothing_is_offered_onto_the_name_of_another_document(string taken)
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", First, Second);
        var diagnostics = await DiagnosticsAsync(project);
        var crowded = AddProject(workspace, "b", taken).Solution.GetProject(project.Id)!;
        Assert.That(Fixes(crowded, diagnostics), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_offered_for_a_finding_without_a_fix()
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", "/project/migrations/20250114091500_fix.js");
        var diagnostics = await DiagnosticsAsync(project);
        Assert.Multiple(() =>
        {
            Assert.That(diagnostics, Is.Not.Empty);
            Assert.That(Fixes(project, diagnostics), Is.Empty);
        });
    }

    [TestCase(FixAllScope.Project, 1)]
    [TestCase(FixAllScope.Solution, 2)]
    public async Task Fix_all_renames_one_after_the_other(FixAllScope scope, int projectsChanged)
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", First, Second, "/project/db/migrations/7_a_b.js", "/project/db/migrations/7_c_d.js");
        AddProject(workspace, "b", "/other/migrations/7_a_b.js", "/other/migrations/7_c_d.js");
        var solution = workspace.CurrentSolution;
        var action = await FixAllAsync(solution.GetProject(project.Id)!, scope);
        var changed = await ApplyAsync(action!, solution);
        Assert.Multiple(() =>
        {
            Assert.That(action!.Title, Does.StartWith("Suggested"));
            Assert.That(Paths(changed), Does.Contain(SecondRenamed).And.Contain("/project/db/migrations/8_c_d.js"));
            Assert.That(changed.GetChanges(solution).GetProjectChanges().Count(), Is.EqualTo(projectsChanged));
        });
    }

    [Test]
    public async Task Fix_all_leaves_a_name_that_an_earlier_rename_took()
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", First, Second);
        var finding = (await DiagnosticsAsync(project)).Single();
        var rival = WithRename(finding, First, "20250114091501_add_orders.js");
        var action = await FixAllAsync(project, FixAllScope.Project, [finding, rival]);
        Assert.That(Paths(await ApplyAsync(action!, project.Solution)), Is.EquivalentTo(new[] { SecondRenamed, Second }));
    }

    [Test]
    public async Task Fix_all_without_fixes_offers_nothing()
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "a", First);
        Assert.That(await FixAllAsync(project, FixAllScope.Project), Is.Null);
    }

    [Test]
    public void The_provider_is_exported_for_additional_documents_of_both_languages()
    {
        var export = (ExportCodeFixProviderAttribute)Attribute.GetCustomAttribute(typeof(MigrationLintCodeFixProvider), typeof(ExportCodeFixProviderAttribute))!;
        Assert.Multiple(() =>
        {
            Assert.That(export.Languages, Is.EquivalentTo(new[] { LanguageNames.CSharp, LanguageNames.VisualBasic }));
            Assert.That(export.DocumentKinds, Is.EqualTo(new[] { "AdditionalDocument" }));
            Assert.That(export.DocumentExtensions, Does.Contain(".js").And.Contain(".ts").And.Contain(".sql"));
            Assert.That(new MigrationLintCodeFixProvider().FixableDiagnosticIds, Does.Contain("ML001").And.SubsetOf(
                new MigrationLintAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id)));
        });
    }

    private static Project AddProject(AdhocWorkspace workspace, string name, params string[] paths)
    {
        var solution = workspace.CurrentSolution.AddProject(ProjectId.CreateNewId(), name, name, LanguageNames.CSharp);
        var project = solution.Projects.Last(added => added.Name == name);
        foreach (var path in paths)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), Path.GetFileName(path), RoslynText.From(Up), ["migrations"], path);
        }

        Assert.That(workspace.TryApplyChanges(solution));
        return workspace.CurrentSolution.GetProject(project.Id)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        return await compilation.WithAnalyzers([new MigrationLintAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
    }

    private static async Task<List<CodeAction>> FixesAsync(Project project) => Fixes(project, await DiagnosticsAsync(project));

    private static List<CodeAction> Fixes(Project project, ImmutableArray<Diagnostic> diagnostics)
    {
        var actions = new List<CodeAction>();
        foreach (var diagnostic in diagnostics)
        {
            var document = project.AdditionalDocuments.Single(file => file.FilePath == diagnostic.Location.GetLineSpan().Path);
            var context = new CodeFixContext(document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), CancellationToken.None);
            new MigrationLintCodeFixProvider().RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        }

        return actions;
    }

    private static async Task<CodeAction?> FixAllAsync(Project project, FixAllScope scope, ImmutableArray<Diagnostic>? diagnostics = null)
    {
        var provider = new MigrationLintCodeFixProvider();
        var context = new FixAllContext(project, provider, scope, "MigrationLint.Rename", ["ML001"], new Diagnostics(diagnostics), CancellationToken.None);
        return await provider.GetFixAllProvider().GetFixAsync(context);
    }

    private static async Task<Solution> ApplyAsync(CodeAction action, Solution solution)
    {
        var operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static Diagnostic WithRename(Diagnostic diagnostic, string from, string to) => Diagnostic.Create(
        diagnostic.Descriptor,
        diagnostic.Location,
        diagnostic.Properties.SetItem("MigrationLint.RenameFrom", from).SetItem("MigrationLint.RenameTo", to),
        "text");

    private static IEnumerable<string?> Paths(Solution solution) =>
        solution.Projects.SelectMany(project => project.AdditionalDocuments).Select(document => document.FilePath);

    private sealed class Diagnostics(ImmutableArray<Diagnostic>? given) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            given ?? await DiagnosticsAsync(project);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
