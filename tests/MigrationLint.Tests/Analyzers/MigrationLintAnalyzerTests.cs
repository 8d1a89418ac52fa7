using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.VisualBasic;
using MigrationLint.Analyzers;
using MigrationLint.Checking;
using MigrationLint.CodeFixes;
using MigrationLint.Configuration;
using MigrationLint.Reporting;
using Severity = MigrationLint.Diagnostics.Severity;

namespace MigrationLint.Tests.Analyzers;

public sealed class MigrationLintAnalyzerTests
{
    private const string Migration = "exports.up = (knex) => knex.raw('select 1');\nexports.down = (knex) => knex.raw('select 2');\n";
    private const string Invoices = "/project/migrations/20250114091500_Add_invoices.js";
    private const string Orders = "/project/migrations/20250114091500_add_orders.js";
    private const string Second = "/project/db/migrations/2_add_invoices.js";
    private const string Tenth = "/project/db/migrations/10_add_orders.js";

    /// <summary>A warning, an information and an error of three rules.</summary>
    private static readonly (string Rule, Severity Severity, string Path)[] Expected =
        [("ML001", Severity.Warning, Orders), ("ML022", Severity.Info, Invoices), ("ML006", Severity.Error, Tenth)];

    [Test]
    public async Task Findings_stand_in_the_additional_files_with_the_rules_severities() =>
        Assert.That(await Host().ListAsync(), Is.EqualTo(Expected.Select(Line).Order(StringComparer.Ordinal)));

    [Test]
    public async Task Spans_are_those_of_the_engine()
    {
        var text = Migration + "<<<<<<< HEAD\n=======\n>>>>>>> b\n";
        var found = await new AnalyzerHost { Files = new Dictionary<string, string>(StringComparer.Ordinal) { [Invoices] = text } }.RunAsync();
        var expected = new Linter(new InMemoryFileSystem { [Invoices] = text }, new LintOptions { Today = DateTime.MaxValue }).Run(new LintRequest { Paths = ["/project"] }).Diagnostics;
        Assert.Multiple(() =>
        {
            Assert.That(expected, Is.Not.Empty);
            Assert.That(
                found.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)),
                Is.EquivalentTo(expected.Select(diagnostic => (diagnostic.Rule.Id, diagnostic.Location.Span.Start, diagnostic.Location.Span.Length))));
        });
    }

    [Test]
    public void Offsets_and_line_positions_both_reach_the_diagnostic()
    {
        var host = Host();
        var text = new Text.SourceText(Orders, Migration);
        var span = new Text.TextSpan(Migration.IndexOf("exports.down", StringComparison.Ordinal) + 8, 4);
        var finding = new Finding
        {
            RuleId = "ML001",
            Severity = Severity.Error,
            Location = FindingLocation.From(new Text.SourceSpan(text, span)),
            Text = new Diagnostics.RuleText("What {x}", "Why", "Remedy"),
        };
        var options = host.CreateOptions();
        var files = new AdditionalFileSystem(options.AdditionalFiles, CancellationToken.None);
        var diagnostic = CompilationLint.Create(finding, files, options.AnalyzerConfigOptionsProvider.GlobalOptions);
        Assert.Multiple(() =>
        {
            Assert.That(diagnostic.Location.SourceSpan, Is.EqualTo(new Microsoft.CodeAnalysis.Text.TextSpan(span.Start, 4)));
            Assert.That(diagnostic.Location.GetLineSpan().ToString(), Is.EqualTo(Orders + ": (1,8)-(1,12)"));
            Assert.That(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.StartWith("What {x}. Why. Remedy."));
            Assert.That(diagnostic.Severity, Is.EqualTo(DiagnosticSeverity.Error));
            Assert.That(diagnostic.Properties, Is.Empty);
        });
    }

    [Test]
    public async Task A_related_place_is_an_additional_location_and_part_of_the_text()
    {
        var diagnostic = (await Host().RunAsync()).Single(found => found.Id == "ML001");
        Assert.Multiple(() =>
        {
            Assert.That(diagnostic.Location.Kind, Is.EqualTo(LocationKind.ExternalFile));
            Assert.That(diagnostic.AdditionalLocations.Select(location => location.GetLineSpan().Path), Is.EqualTo(new[] { Invoices }));
            Assert.That(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.Contain("migrations/20250114091500_Add_invoices.js:1)"));
        });
    }

    [Test]
    public async Task NoWarn_silences_a_rule() =>
        Assert.That(await (Host() with { Arguments = ["/nowarn:ML001"] }).ListAsync(), Has.None.Contains("ML001"));

    [Test]
    public async Task WarningsAsErrors_makes_an_error() =>
        Assert.That(await (Host() with { Arguments = ["/warnaserror+:ML001"] }).ListAsync(), Has.One.EndsWith("Error ML001"));

    [Test]
    public async Task TreatWarningsAsErrors_makes_errors_of_warnings() =>
        Assert.That(await (Host() with { Arguments = ["/warnaserror+"] }).ListAsync(), Has.One.EndsWith("Error ML001").And.One.EndsWith("Info ML022"));

    [Test]
    public async Task A_global_config_sets_the_severity() =>
        Assert.That(await (Host() with { GlobalConfig = Setting("ML001", "suggestion") }).ListAsync(), Has.One.EndsWith("Info ML001"));

    [Test]
    public async Task An_editorconfig_among_the_additional_files_sets_the_severity() =>
        Assert.That(await Host("[migrations/*.js]\n" + Setting("ML001", "error")).ListAsync(), Has.One.EndsWith("Error ML001"));

    [Test]
    public async Task The_property_of_the_package_makes_errors_of_warnings()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["ProjectDir"] = "/project/", ["TreatMigrationLintWarningsAsErrors"] = "True" };
        Assert.That(await (Host() with { Properties = properties }).ListAsync(), Has.One.EndsWith("Error ML001"));
    }

    /// <summary>Roslyn applies its part to what the analyzer reports; together they must say what the other hosts say.</summary>
    [Test]
    public async Task Every_combination_of_settings_has_the_severity_that_the_other_hosts_give()
    {
        string?[] values = [null, "none", "silent", "suggestion", "warning", "error", "default"];
        var differences = new List<string>();
        var count = 0;
        var analyzer = new MigrationLintAnalyzer();
        foreach (var global in values)
        {
            foreach (var section in values)
            {
                for (var flags = 0; flags < 16; flags++)
                {
                    differences.AddRange(await CompareAsync(analyzer, global, section, flags));
                    count += Expected.Length;
                }
            }
        }

        Assert.That(differences, Is.Empty, $"{differences.Count} of {count}");
    }

    [Test]
    public async Task A_declared_folder_is_linted_under_any_name()
    {
        var host = new AnalyzerHost
        {
            Files = Chain("/elsewhere/changes/1_a.sql", "/elsewhere/changes/01_b.sql", "/elsewhere/tools/x.js"),
            Properties = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ProjectDir"] = "/project/",
                ["MigrationLintFolders"] = "sql>>>>/elsewhere/changes|knex>>>>/elsewhere/nothing",
            },
        };
        Assert.That(await host.ListAsync(), Has.Some.Contains("ML001"));
    }

    [Test]
    public async Task Scripts_outside_of_the_project_are_linted_where_the_host_tells_no_folders()
    {
        var host = new AnalyzerHost { Files = Chain("/repo/db/migrations/1_a.js", "/repo/db/migrations/01_b.js", "/repo/stylecop.json") };
        Assert.That(await host.ListAsync(), Has.Some.Contains("ML001"));
    }

    [Test]
    public async Task A_project_in_a_folder_of_tests_is_linted_whatever_lies_above()
    {
        var host = new AnalyzerHost
        {
            Files = Chain("/repo/tests/a/migrations/1_a.js", "/repo/tests/a/migrations/01_b.js", "/repo/stylecop.json"),
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["ProjectDir"] = "/repo/tests/a/" },
        };
        Assert.That(await host.ListAsync(), Has.Some.Contains("ML001"));
    }

    [Test]
    public async Task Windows_paths_are_told_as_the_host_writes_them()
    {
        var host = new AnalyzerHost
        {
            Files = Chain(@"C:\project\migrations\20250114091500_a_b.js", @"C:\project\migrations\20250114091500_c_d.js"),
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["ProjectDir"] = @"C:\project\" },
        };
        var found = (await host.RunAsync()).Single(diagnostic => diagnostic.Id == "ML001");
        Assert.That(found.Location.GetLineSpan().Path, Is.EqualTo(@"C:\project\migrations\20250114091500_c_d.js"));
    }

    [Test]
    public async Task A_timestamp_in_the_future_is_left_to_the_task() =>
        Assert.That(
            await new AnalyzerHost { Files = Chain("/project/migrations/99981231235959_add_orders.js") }.ListAsync(),
            Has.None.Contains("ML007"));

    [Test]
    public async Task Without_additional_files_there_is_nothing_to_say() =>
        Assert.That(await new AnalyzerHost { Files = Chain() }.ListAsync(), Is.Empty);

    [Test]
    public async Task One_file_can_be_asked_for_alone()
    {
        var compilation = Host().Create();
        var file = compilation.AnalysisOptions.Options!.AdditionalFiles.Single(text => text.Path == Orders);
        var result = await compilation.GetAnalysisResultAsync(file, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(result.AdditionalFileDiagnostics.Keys, Is.EqualTo(new[] { file }));
            Assert.That(result.GetAllDiagnostics().Select(diagnostic => diagnostic.Id), Is.EqualTo(new[] { "ML001" }));
        });
    }

    [Test]
    public async Task A_path_that_the_project_lists_twice_is_reported_once()
    {
        var host = Host();
        var texts = host.CreateOptions().AdditionalFiles;
        var options = new AnalyzerOptions([.. texts, .. host.CreateOptions().AdditionalFiles], host.CreateOptions().AnalyzerConfigOptionsProvider);
        var compilation = host.Create().Compilation.WithAnalyzers([new MigrationLintAnalyzer()], options);
        Assert.That((await compilation.GetAnalyzerDiagnosticsAsync()).Length, Is.EqualTo(Expected.Length));
    }

    [Test]
    public async Task Visual_Basic_projects_get_the_same_findings()
    {
        var host = Host() with
        {
            CreateCompilation = options => VisualBasicCompilation.Create(
                "a",
                options: new VisualBasicCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithSyntaxTreeOptionsProvider(options.SyntaxTreeOptionsProvider)),
        };
        Assert.That(await host.ListAsync(), Is.EqualTo(Expected.Select(Line).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Analyzer_and_fixes_reference_no_language_and_nothing_newer_than_their_floor()
    {
        var analyzer = References(typeof(MigrationLintAnalyzer));
        var fixes = References(typeof(MigrationLintCodeFixProvider));
        Assert.Multiple(() =>
        {
            Assert.That(analyzer, Is.EquivalentTo(new[] { "netstandard 2.0", typeof(Linter).Assembly.GetName().Name + " 0.1", "Microsoft.CodeAnalysis 4.5", "System.Collections.Immutable 6.0" }));
            Assert.That(fixes, Is.SubsetOf([.. analyzer, "Microsoft.CodeAnalysis.Workspaces 4.5"]));
        });
    }

    [Test]
    public void Release_notes_list_every_rule_with_its_family_and_severity()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "MigrationLint.Analyzers");
        var rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(name => File.ReadAllLines(Path.Combine(folder, name)))
            .Where(line => line.StartsWith("ML", StringComparison.Ordinal));
        var descriptors = new MigrationLintAnalyzer().SupportedDiagnostics.Select(descriptor =>
            $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {RuleCatalog.Find(descriptor.Id)!.Descriptor.Slug}");
        Assert.That(string.Join('\n', rows), Is.EqualTo(string.Join('\n', descriptors)));
    }

    [Test]
    public void Descriptors_say_what_the_catalogue_says()
    {
        var descriptors = new MigrationLintAnalyzer().SupportedDiagnostics;
        var rule = RuleCatalog.Find("ML001")!.Descriptor;
        var descriptor = descriptors.Single(found => found.Id == "ML001");
        Assert.Multiple(() =>
        {
            Assert.That(descriptors.Select(found => found.Id), Is.EqualTo(RuleCatalog.All.Select(found => found.Descriptor.Id)));
            Assert.That(descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(rule.Title));
            Assert.That(descriptor.Description.ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(rule.Text.Why + " " + rule.Text.Remedy));
            Assert.That(descriptors, Has.All.Property(nameof(DiagnosticDescriptor.IsEnabledByDefault)).True);
        });
    }

    private static async Task<IEnumerable<string>> CompareAsync(MigrationLintAnalyzer analyzer, string? global, string? section, int flags)
    {
        string[] Codes(int flag) => (flags & flag) == 0 ? [] : [.. Expected.Select(rule => rule.Rule)];
        string Text(string? value) => value is null ? "" : string.Concat(Expected.Select(rule => Setting(rule.Rule, value)));
        var settings = new SeveritySettings { NoWarn = Codes(1), WarningsAsErrors = Codes(2), WarningsNotAsErrors = Codes(4), TreatWarningsAsErrors = (flags & 8) != 0 };
        var editorConfig = "[*.js]\n" + Text(section);

        // The order of csc's arguments is that of its MSBuild task.
        string?[] arguments =
        [
            settings.TreatWarningsAsErrors ? "/warnaserror+" : null,
            .. settings.WarningsAsErrors.Select(code => "/warnaserror+:" + code),
            .. settings.WarningsNotAsErrors.Select(code => "/warnaserror-:" + code),
            .. settings.NoWarn.Select(code => "/nowarn:" + code),
        ];
        var host = Host(editorConfig) with { Analyzer = analyzer, GlobalConfig = Text(global), Arguments = [.. arguments.OfType<string>()] };
        var actual = await host.ListAsync();

        var files = new InMemoryFileSystem { ["/project/.globalconfig"] = Text(global), ["/project/.editorconfig"] = editorConfig };
        var severities = new Severities(settings, new EditorConfigs(files, GlobalConfigs.Discover(files, "/project", [])));
        var expected = Expected
            .Select(rule => rule with { Severity = severities.Resolve(rule.Rule, rule.Severity, rule.Path) })
            .Where(rule => rule.Severity != Severity.None)
            .Select(Line)
            .ToList();
        return actual.Except(expected).Select(line => "+ " + line).Concat(expected.Except(actual).Select(line => "- " + line))
            .Select(line => $"{line} [{string.Join(' ', host.Arguments)}] global {global}, section {section}");
    }

    private static AnalyzerHost Host(string? editorConfig = null)
    {
        var files = Chain(Invoices, Orders, Second, Tenth);
        if (editorConfig is not null)
        {
            files.Add("/project/.editorconfig", editorConfig);
        }

        return new AnalyzerHost { Files = files };
    }

    private static Dictionary<string, string> Chain(params string[] paths) => paths.ToDictionary(path => path, _ => Migration, StringComparer.Ordinal);

    private static string Line((string Rule, Severity Severity, string Path) finding) => $"{finding.Path}(1,1): {finding.Severity} {finding.Rule}";

    private static string Setting(string rule, string value) => $"dotnet_diagnostic.{rule}.severity = {value}\n";

    private static List<string> References(Type type) =>
        [.. type.Assembly.GetReferencedAssemblies().Select(name => $"{name.Name} {name.Version!.Major}.{name.Version.Minor}")];
}
