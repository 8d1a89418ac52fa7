using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>Items and properties of the package.</summary>
public sealed class SettingsTests
{
    [Test]
    public void MigrationLintEnabled_switches_off_task_and_analyzer()
    {
        var project = TestProject.WithDuplicate();

        var real = project.Build("-p:MigrationLintEnabled=false");
        var ide = project.BuildAsIde("-p:MigrationLintEnabled=false");

        Assert.That(real.Findings, Is.Empty, real.Output);
        Assert.That(ide.CompilerCommandLines.Single(), Does.Not.Contain("MigrationLint").And.Not.Contain(".js"));
    }

    [Test]
    public void A_named_folder_is_linted_whatever_its_name()
    {
        var project = TestProject.WithDuplicate(TestProject.CSharp.Replace("</Project>", """<ItemGroup><MigrationFolder Include="ddl/steps" Tool="Knex" /></ItemGroup></Project>""", StringComparison.Ordinal))
            .WriteDuplicate("ddl/steps");

        var outcome = project.Build();

        Assert.That(outcome.Findings.Select(finding => (finding.Code, Path.GetDirectoryName(finding.File)?.Replace('\\', '/'))), Does.Contain(("ML001", "ddl/steps")), outcome.Output);
    }

    [Test]
    public void Order_base_and_tables_of_a_folder_reach_both_hosts()
    {
        var project = TestProject.WithDuplicate(TestProject.CSharp.Replace(
                "</Project>",
                """<ItemGroup><MigrationFolder Include="ddl/steps" Tool="knex" Order="1" Base="ddl/missing.sql" ExternalTables="auth.users;legacy" /></ItemGroup></Project>""",
                StringComparison.Ordinal))
            .WriteDuplicate("ddl/steps");

        var real = project.Build();
        var ide = project.BuildAsIde("-p:MigrationLintTargetVersion=14");

        Assert.That(real.Output, Does.Contain("ddl/missing.sql"));
        var visible = Directory.EnumerateFiles(project.Folder, "*.GeneratedMSBuildEditorConfig.editorconfig", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.That(visible, Has.Some.Contains("build_property.MigrationLintFolders = knex>1>ddl/missing.sql>auth.users,legacy>"), ide.Output);
        Assert.That(visible, Has.Some.Contains("build_property.MigrationLintTargetVersion = 14"));
    }

    [Test]
    public void A_target_version_that_is_none_is_told()
    {
        var outcome = TestProject.WithDuplicate().Build("-p:MigrationLintTargetVersion=newest");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
        Assert.That(outcome.Output, Does.Contain("MigrationLintTargetVersion is no version of PostgreSQL: newest."));
    }

    [Test]
    public void Findings_go_to_a_SARIF_file_too()
    {
        var project = TestProject.WithDuplicate();

        var outcome = project.Build("-p:MigrationLintSarif=reports/lint.sarif");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
        var sarif = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(project.Folder, "reports/lint.sarif")));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();
        Assert.That(results.Select(result => result.GetProperty("ruleId").GetString()), Does.Contain("ML001"));
    }

    [Test]
    public void MigrationLintFix_shows_what_it_would_rename_and_renames_when_told_to()
    {
        var project = TestProject.WithDuplicate();
        string[] Names() => [.. Directory.EnumerateFiles(Path.Combine(project.Folder, "migrations")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        var before = Names();
        project.Build("-t:Restore");

        var shown = project.Build("--no-restore", "-t:MigrationLintFix");
        var afterShowing = Names();
        var made = project.Build("--no-restore", "-t:MigrationLintFix", "-p:MigrationLintFixSuggested=true");

        Assert.That(shown.ExitCode, Is.Zero, shown.Output);
        Assert.That(shown.Output, Does.Contain("Would rename migrations/"));
        Assert.That(afterShowing, Is.EqualTo(before));
        Assert.That(made.ExitCode, Is.Zero, made.Output);
        Assert.That(Names(), Is.Not.EqualTo(before).And.Length.EqualTo(before.Length));
        Assert.That(project.Build("--no-restore").Findings.Select(finding => finding.Code), Does.Not.Contain("ML001"));
    }

    [Test]
    public void The_sample_also_works_when_it_is_copied()
    {
        var project = new TestProject();
        var sample = Path.Combine(Packages.Repository, "tests", "cases", "knex-small");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            // Its own empty Directory.Build.props keeps the checkout's out, and here those of this run, which name the feed.
            var relative = Path.GetRelativePath(sample, file).Replace('\\', '/');
            if (relative != "Directory.Build.props" && !relative.StartsWith("bin/", StringComparison.Ordinal) && !relative.StartsWith("obj/", StringComparison.Ordinal))
            {
                project.Write(relative, File.ReadAllText(file));
            }
        }

        var outcome = project.Build();

        Assert.That(outcome.Findings, Is.Unique);
        Assert.That(
            outcome.Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal),
            Is.EqualTo(["ML001", "ML002", "ML004", "ML012", "ML013", "ML017", "ML036", "ML403", "ML404", "ML501", "ML701", "ML704", "ML705"]),
            outcome.Output);
    }
}
