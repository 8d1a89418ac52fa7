using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>What users say of severities holds for the task's findings and, with the same answer, for the analyzer's in a compiler that runs it.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SeverityTests
{
    private TestProject plain = null!;

    [OneTimeSetUp]
    public void RestorePlainProject()
    {
        plain = TestProject.WithDuplicate();
        Assert.That(plain.Build("-t:Restore").ExitCode, Is.Zero);
    }

    private static IEnumerable<string> KindsOf(BuildOutcome outcome) =>
        outcome.Findings.Where(finding => finding.Code == "ML001").Select(finding => finding.Kind).Distinct();

    /// <summary>What kind the duplicate is for each host; empty for silence.</summary>
    private static void AssertKind(string expected, TestProject project, params string[] arguments)
    {
        string[] kinds = expected.Length == 0 ? [] : [expected];
        var task = project.Build(["--no-restore", .. arguments]);
        var analyzer = project.Analyze(arguments);

        Assert.That(KindsOf(task), Is.EqualTo(kinds), task.Output);
        Assert.That(KindsOf(analyzer), Is.EqualTo(kinds), analyzer.Output);
        Assert.That(task.ExitCode, expected == "error" ? Is.Not.Zero : Is.Zero, task.Output);
    }

    [TestCase("warning")]
    [TestCase("", "-p:NoWarn=ML001%3BCS0001")]
    [TestCase("error", "-p:WarningsAsErrors=ML001")]
    [TestCase("error", "-p:TreatWarningsAsErrors=true")]
    [TestCase("warning", "-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=ML001")]
    [TestCase("error", "-p:TreatMigrationLintWarningsAsErrors=true")]
    public void Properties_of_the_project_hold_in_both_hosts(string expected, params string[] arguments) =>
        AssertKind(expected, plain, arguments);

    [Test]
    public void TreatMigrationLintWarningsAsErrors_spares_the_rules_where_all_other_warnings_are_errors()
    {
        var outcome = plain.Build("--no-restore", "-p:TreatWarningsAsErrors=true", "-p:TreatMigrationLintWarningsAsErrors=false");

        Assert.That(KindsOf(outcome), Is.EqualTo(["warning"]), outcome.Output);
    }

    [Test]
    public void Configuration_files_hold_in_both_hosts()
    {
        var project = TestProject.WithDuplicate();
        project.Build("-t:Restore");

        project.Write(".editorconfig", "[migrations/*.js]\ndotnet_diagnostic.ML001.severity = error\n");
        AssertKind("error", project);
        project.Write("migrations/.editorconfig", "[*.js]\ndotnet_diagnostic.ML001.severity = none\n");
        AssertKind("", project);
        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.ML001.severity = warning\n");
        AssertKind("warning", project);
        AssertKind("error", project, "-p:WarningsAsErrors=ML001");
    }

    [Test]
    public void A_global_file_that_the_project_names_holds()
    {
        var project = TestProject.WithDuplicate(TestProject.CSharp.Replace("</Project>", """<ItemGroup><GlobalAnalyzerConfigFiles Include="strict.txt" /></ItemGroup></Project>""", StringComparison.Ordinal))
            .Write("strict.txt", "is_global = true\ndotnet_diagnostic.ML001.severity = error\n");
        project.Build("-t:Restore");

        AssertKind("error", project);
    }

    [Test]
    public void An_error_of_ours_does_not_hide_those_of_the_compiler()
    {
        var outcome = TestProject.WithDuplicate().Write("Class.cs", "public class { }\n").Build("-p:WarningsAsErrors=ML001");

        Assert.That(outcome.TextsOf("ML001"), Is.Not.Empty, outcome.Output);
        Assert.That(outcome.TextsOf("CS1001"), Is.Not.Empty, outcome.Output);
    }
}
