using MigrationLint.Diagnostics;
using MigrationLint.Files;
using NUnit.Framework;

namespace MigrationLint.Tests.Cli;

public sealed class FixCommandTests
{
    private CliSandbox cli = new();

    [SetUp]
    public void MakeProject()
    {
        cli = new CliSandbox();
        cli.Files["/repo/api/migrations/1_a.js"] = "a";
        cli.Files["/repo/api/migrations/1_b.js"] = "b";
        cli.Files.AddDirectory("/repo/.git");
        cli.CurrentDirectory = "/repo/api";
        cli.Find = FindDuplicate;
    }

    [Test]
    public void A_suggested_fix_is_left_alone_and_named()
    {
        var run = cli.Run("fix");

        Assert.That(run, Is.EqualTo(new CliRun(
            1,
            "",
            "migrationlint: migrations/1_b.js: left alone: Rename to 2_b.js: it is only suggested (--suggested makes it).\n0 files renamed; 1 finding left.\n")));
        Assert.That(cli.Files, Does.Contain("/repo/api/migrations/1_b.js"));
    }

    [Test]
    public void A_suggested_fix_is_made_on_demand()
    {
        var run = cli.Run("fix", "--suggested");

        Assert.That(run, Is.EqualTo(new CliRun(0, "renamed migrations/1_b.js to 2_b.js\n", "1 file renamed; 0 findings left.\n")));
        Assert.That(cli.Files, Is.EqualTo(new[] { "/repo/api/migrations/1_a.js", "/repo/api/migrations/2_b.js" }));
    }

    [Test]
    public void A_second_run_changes_nothing_more()
    {
        cli.Run("fix", "--suggested");

        Assert.That(cli.Run("fix", "--suggested"), Is.EqualTo(new CliRun(0, "", "0 files renamed; 0 findings left.\n")));
    }

    [Test]
    public void A_dry_run_prints_a_patch_from_the_root_of_the_repository_and_changes_nothing()
    {
        var run = cli.Run("fix", "--suggested", "--dry-run", "migrations");

        Assert.That(run, Is.EqualTo(new CliRun(
            0,
            "diff --git a/api/migrations/1_b.js b/api/migrations/2_b.js\nsimilarity index 100%\nrename from api/migrations/1_b.js\nrename to api/migrations/2_b.js\n",
            "1 file would be renamed; 0 findings left.\n")));
        Assert.That(cli.Files, Does.Contain("/repo/api/migrations/1_b.js"));
    }

    [Test]
    public void Without_a_repository_a_patch_starts_from_the_current_directory()
    {
        cli.Files.Remove("/repo/.git");

        Assert.That(cli.Run("fix", "--suggested", "--dry-run").Output, Does.StartWith("diff --git a/migrations/1_b.js b/migrations/2_b.js\n"));
    }

    [Test]
    public void A_patch_for_another_repository_starts_from_its_root()
    {
        cli.Files.Remove("/repo/.git");
        cli.Files.AddDirectory("/repo/api/.git");
        cli.Files.AddDirectory("/elsewhere");
        cli.CurrentDirectory = "/elsewhere";

        Assert.That(cli.Run("fix", "--suggested", "--dry-run", "../repo/api").Output, Does.StartWith("diff --git a/migrations/1_b.js b/migrations/2_b.js\n"));
    }

    [Test]
    public void What_the_project_silences_is_not_mended()
    {
        cli.Files["/repo/.editorconfig"] = "[*]\ndotnet_diagnostic.ML001.severity = none\n";

        Assert.That(cli.Run("fix", "--suggested"), Is.EqualTo(new CliRun(0, "", "0 files renamed; 0 findings left.\n")));
    }

    private static IReadOnlyList<Diagnostic> FindDuplicate(IFileSystem files, LintOptions options)
    {
        const string Later = "/repo/api/migrations/1_b.js";
        return files.GetKind(Later) is null
            ? []
            : [CliSandbox.Report(files, "ML001", Later, fix: new RenameFix("Rename to 2_b.js", Applicability.Suggested, Later, "2_b.js"))];
    }
}
