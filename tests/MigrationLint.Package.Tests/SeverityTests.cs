using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>What users say of severities holds for the task's findings.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SeverityTests
{
    private TestProject plain = null!;

    [OneTimeSetUp]
    public void BuildPlainProject()
    {
        plain = TestProject.WithDuplicate();
        Assert.That(plain.Build().ExitCode, Is.Zero);
    }

    private static IEnumerable<string> KindsOf(BuildOutcome outcome, string code = "ML001") =>
        outcome.Findings.Where(finding => finding.Code == code).Select(finding => finding.Kind).Distinct();

    [Test]
    public void A_finding_is_a_warning_by_default()
    {
        var outcome = plain.Build("--no-restore");

        Assert.That(KindsOf(outcome), Is.EqualTo(["warning"]), outcome.Output);
        Assert.That(outcome.ExitCode, Is.Zero);
    }

    [Test]
    public void NoWarn_silences()
    {
        var outcome = plain.Build("--no-restore", "-p:NoWarn=ML001%3BCS0001");

        Assert.That(KindsOf(outcome), Is.Empty, outcome.Output);
    }

    [Test]
    public void WarningsAsErrors_raises_one_code()
    {
        var outcome = plain.Build("--no-restore", "-p:WarningsAsErrors=ML001");

        Assert.That(KindsOf(outcome), Is.EqualTo(["error"]), outcome.Output);
        Assert.That(outcome.ExitCode, Is.Not.Zero);
    }

    [Test]
    public void TreatWarningsAsErrors_raises_all()
    {
        var outcome = plain.Build("--no-restore", "-p:TreatWarningsAsErrors=true");

        Assert.That(KindsOf(outcome), Is.EqualTo(["error"]), outcome.Output);
        Assert.That(outcome.ExitCode, Is.Not.Zero);
    }

    [Test]
    public void TreatMigrationLintWarningsAsErrors_overrides_TreatWarningsAsErrors()
    {
        var raised = plain.Build("--no-restore", "-p:TreatMigrationLintWarningsAsErrors=true");
        var spared = plain.Build("--no-restore", "-p:TreatWarningsAsErrors=true", "-p:TreatMigrationLintWarningsAsErrors=false");

        Assert.That(KindsOf(raised), Is.EqualTo(["error"]), raised.Output);
        Assert.That(KindsOf(spared), Is.EqualTo(["warning"]), spared.Output);
    }

    [Test]
    public void WarningsNotAsErrors_spares_one_code()
    {
        var outcome = plain.Build("--no-restore", "-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=ML001");

        Assert.That(KindsOf(outcome), Is.EqualTo(["warning"]), outcome.Output);
    }

    [Test]
    public void An_editorconfig_beside_the_migrations_sets_the_severity_and_linting_again_is_not_needed()
    {
        var project = TestProject.WithDuplicate();
        project.Build();
        System.Threading.Thread.Sleep(TimeSpan.FromSeconds(1));
        var before = project.Build("--no-restore");

        project.Write(".editorconfig", "[migrations/*.js]\ndotnet_diagnostic.ML001.severity = error\n");
        var raised = project.Build("--no-restore");
        project.Write("migrations/.editorconfig", "[*.js]\ndotnet_diagnostic.ML001.severity = none\n");
        var silenced = project.Build("--no-restore");

        Assert.That(KindsOf(before), Is.EqualTo(["warning"]), before.Output);
        Assert.That(KindsOf(raised), Is.EqualTo(["error"]), raised.Output);
        Assert.That(KindsOf(silenced), Is.Empty, silenced.Output);
    }

    [Test]
    public void A_globalconfig_wins_over_an_editorconfig()
    {
        var outcome = TestProject.WithDuplicate()
            .Write(".globalconfig", "is_global = true\ndotnet_diagnostic.ML001.severity = error\n")
            .Write(".editorconfig", "[*.js]\ndotnet_diagnostic.ML001.severity = none\n")
            .Build();

        Assert.That(KindsOf(outcome), Is.EqualTo(["error"]), outcome.Output);
    }

    [Test]
    public void A_global_file_that_the_project_names_holds()
    {
        var outcome = TestProject.WithDuplicate(TestProject.CSharp.Replace("</Project>", """<ItemGroup><GlobalAnalyzerConfigFiles Include="strict.txt" /></ItemGroup></Project>""", StringComparison.Ordinal))
            .Write("strict.txt", "is_global = true\ndotnet_diagnostic.ML001.severity = error\n")
            .Build();

        Assert.That(KindsOf(outcome), Is.EqualTo(["error"]), outcome.Output);
    }

    [Test]
    public void An_error_of_ours_does_not_hide_those_of_the_compiler()
    {
        var outcome = TestProject.WithDuplicate().Write("Class.cs", "public class { }\n").Build("-p:WarningsAsErrors=ML001");

        Assert.That(outcome.TextsOf("ML001"), Is.Not.Empty, outcome.Output);
        Assert.That(outcome.TextsOf("CS1001"), Is.Not.Empty, outcome.Output);
    }
}
