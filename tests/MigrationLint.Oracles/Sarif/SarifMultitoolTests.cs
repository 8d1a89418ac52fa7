using System.Diagnostics;
using System.Text.Json;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Reporting;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Sarif;

/// <summary>
/// Microsoft's own validator reads our reports: the published schema of SARIF 2.1.0 (rules JSON1001 and up), the sense of the format
/// (SARIF…) and what GitHub code scanning asks for (GH…).
/// </summary>
public sealed class SarifMultitoolTests
{
    private const string Version = "5.7.0";

    private string directory = "";

    [SetUp]
    public void MakeDirectory() => directory = Directory.CreateTempSubdirectory("migrationlint-sarif-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(directory, recursive: true);

    [Test]
    public void A_report_with_everything_that_one_can_hold_is_valid() => Assert.That(Validate(Render(Everything())), Is.EqualTo(Expected()));

    [Test]
    public void A_report_without_findings_is_valid() => Assert.That(Validate(Render([])), Is.EqualTo(Expected()));

    [Test]
    public void The_report_of_the_sample_project_is_valid()
    {
        var root = PhysicalFileSystem.GetFullPath(Repository.Root);
        var linter = new Linter(new PhysicalFileSystem(), new LintOptions { Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        var result = linter.Run(new LintRequest { Paths = [root + "/tests/cases/knex-small"] });

        Assert.That(result.Diagnostics, Is.Not.Empty);
        Assert.That(Validate(Render([.. result.Diagnostics.Select(Finding.From)])), Is.EqualTo(Expected()));
    }

    [Test]
    public void The_validator_finds_what_is_wrong()
    {
        var broken = Render(Everything()).Replace("\"startLine\": 3", "\"startLine\": 0", StringComparison.Ordinal).Replace("\"executionSuccessful\"", "\"succeeded\"", StringComparison.Ordinal);

        Assert.That(Validate(broken), Is.SupersetOf(new[] { "JSON1002", "JSON1005", "JSON1008" }));
    }

    /// <summary>The tool has no public home to name until <see cref="HelpLinks.BaseAddress"/> is set.</summary>
    private static string[] Expected() => HelpLinks.BaseAddress.Length == 0 ? ["SARIF2005"] : [];

    private static Finding[] Everything()
    {
        var text = new SourceText(PhysicalFileSystem.GetFullPath(Repository.Root) + "/a b/ä%,:\"#?\u0001.js", "line\r\n'😀' and\u2028more\nlast");
        var outside = new SourceText("/outside/b.js", "x");
        var rules = RuleCatalog.All.Select(rule => rule.Descriptor);
        return
        [
            .. rules.Select(rule => Finding.From(new Diagnostic(rule, new SourceSpan(text, TextSpan.FromBounds(7, 20)), rule.Text, Severity.Error)
            {
                Related = [new RelatedLocation(SourceSpan.StartOf(outside), "first created here"), new RelatedLocation(new SourceSpan(text, TextSpan.FromBounds(20, 24)), "dropped here")],
                Fix = new RenameFix("Rename to b.js", Applicability.Suggested, text.Path, "b.js"),
                Subject = "\"quoted\"\n\t\u0000",
            })),
            Finding.From(new Diagnostic(rules.First(), new SourceSpan(text, new TextSpan(24, 0)), new RuleText("[x](1) {0}", "", ""), Severity.Info)),
            Finding.From(new Diagnostic(rules.First(), SourceSpan.StartOf(outside), new RuleText("Equal", "", ""), Severity.Warning)),
            Finding.From(new Diagnostic(rules.First(), SourceSpan.StartOf(outside), new RuleText("Equal", "", ""), Severity.Warning)),
        ];
    }

    private static string Render(IReadOnlyList<Finding> findings) => new SarifRenderer().Render(new Report
    {
        Findings = findings,
        Folders = [new FolderSummary("/outside", "Knex", 1, 1, 1)],
        Coverage = new Coverage(1, 2, 0, 0),
        Rules = [.. RuleCatalog.All.Select(rule => rule.Descriptor)],
        BaseDirectory = PhysicalFileSystem.GetFullPath(Repository.Root),
        IsCaseSensitive = true,
        ToolVersion = "1.2.3",
    });

    /// <summary>The ids of what the validator holds for an error or a warning, each once, in ordinal order.</summary>
    private string[] Validate(string sarif)
    {
        var report = Path.Combine(directory, "report.sarif");
        var verdict = Path.Combine(directory, "verdict.sarif");
        File.WriteAllText(report, sarif);
        string[] args = ["validate", report, "--output", verdict, "--log", "ForceOverwrite", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--kind", "Fail"];
        using var process = Process.Start(new ProcessStartInfo(Multitool(), args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(File.Exists(verdict), output + errors.Result);
        using var document = JsonDocument.Parse(File.ReadAllText(verdict));
        return [.. document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("ruleId").GetString()!)
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The package holds a self-contained program per system.</summary>
    private static string Multitool()
    {
        var system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var folder = NpmPackages.Install("sarif", "@microsoft/sarif-multitool@" + Version);
        var program = Path.Combine(folder, "node_modules", "@microsoft", "sarif-multitool-" + system, "Sarif.Multitool" + (system == "win32" ? ".exe" : ""));
        if (!OperatingSystem.IsWindows())
        {
            // The package's install script does this, and we run none.
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        }

        return program;
    }
}
