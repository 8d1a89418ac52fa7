using System.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>What a build asks git, and what a project says of its migrations' past.</summary>
public sealed class HistoryTests
{
    [Test]
    public void A_build_asks_git_for_what_it_does_not_know_yet()
    {
        var project = TestProject.WithDuplicate().Write(".gitignore", "bin/\nobj/\n");
        Commit(project.Folder);
        File.Delete(Path.Combine(project.Folder, "migrations/20250101000000_create_users.js"));
        Settle(project);

        var first = project.Build("-p:MigrationLintBase=main");
        Thread.Sleep(TimeSpan.FromSeconds(1.1));
        var second = project.Build("--no-restore", "-p:MigrationLintBase=main");
        project.Write("migrations/20250103000000_create_teams.js", TestProject.Migration("teams"));
        var edited = project.Build("--no-restore", "-p:MigrationLintBase=main");

        Assert.That(first.ExitCode, Is.EqualTo(1), first.Output);
        Assert.That(first.Findings, Does.Contain(new LoggedFinding("error", "ML009", "migrations/20250101000000_create_users.js", 1, 1)));
        Assert.That(first.Says("git was started 2 times"), Is.True, "the files of main, and the blob that is gone");
        Assert.That(second.Says("git was started"), Is.False);
        Assert.That(edited.Says("git was started 0 times"), Is.True, "what git said is kept");
        Assert.That(second.Findings, Is.EqualTo(first.Findings));
        Assert.That(edited.Findings, Is.EqualTo(first.Findings));
    }

    [Test]
    public void Since_baseline_and_preset_reach_both_hosts()
    {
        var project = TestProject.WithDuplicate().Write("known.txt", "ML001 00000000000000000000000000000000 migrations/gone.js\n");
        string[] properties = ["-p:MigrationLintSince=nowhere", "-p:MigrationLintBaseline=known.txt", "-p:MigrationLintPreset=strict"];

        var real = project.Build(properties);
        project.BuildAsIde(properties);

        Assert.That(real.Findings.Select(finding => (finding.Code, finding.File)), Is.SupersetOf(new[] { ("ML032", "migrations/20250101000000_create_users.js"), ("ML992", "known.txt") }), real.Output);
        Assert.That(real.Says("history was not read: no git repository is around the migrations"), Is.True);
        var visible = Directory.EnumerateFiles(project.Folder, "*.GeneratedMSBuildEditorConfig.editorconfig", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.That(visible, Has.Some.Contains("build_property.MigrationLintSince = nowhere").And.Contains("build_property.MigrationLintBaseline = known.txt").And.Contains("build_property.MigrationLintPreset = strict"));
    }

    [Test]
    public void Instances_and_connections_reach_both_hosts()
    {
        var project = TestProject.WithDuplicate().Write(
            "src/db.js", "module.exports = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 60 } });\n");
        string[] properties = ["-p:MigrationLintInstances=4", "-p:MigrationLintMaxConnections=200"];

        var real = project.Build(properties);
        project.BuildAsIde(properties);

        Assert.That(real.Findings.Select(finding => (finding.Code, finding.File)), Has.Some.EqualTo(("ML703", "src/db.js")), real.Output);
        var visible = Directory.EnumerateFiles(project.Folder, "*.GeneratedMSBuildEditorConfig.editorconfig", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.That(visible, Has.Some.Contains("build_property.MigrationLintInstances = 4").And.Contains("build_property.MigrationLintMaxConnections = 200"));
    }

    /// <summary>Makes all files old enough that their times can be relied on.</summary>
    private static void Settle(TestProject project)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(project.Folder, "*", SearchOption.AllDirectories).ToList())
        {
            Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddMinutes(-1));
        }
    }

    private static void Commit(string folder)
    {
        Git(folder, "init", "--quiet", "--initial-branch=main");
        Git(folder, "add", "--all");
        Git(folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "--message", "First");
    }

    private static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder };
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        using var git = Process.Start(start)!;
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero);
    }
}
