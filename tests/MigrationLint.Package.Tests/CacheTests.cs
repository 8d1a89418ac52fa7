using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>Findings are kept between builds, and never outlive a change.</summary>
public sealed class CacheTests
{
    private const string Hit = "MigrationLint: nothing has changed since";
    private const string EngineIsLoaded = "MigrationLint.Engine, Version=";

    /// <summary>A project that was built, with files old enough that their times can be relied on.</summary>
    private static (TestProject Project, BuildOutcome First) Settled()
    {
        var project = TestProject.WithDuplicate();
        var migrations = Path.Combine(project.Folder, "migrations");
        foreach (var entry in Directory.EnumerateFileSystemEntries(migrations).Append(migrations))
        {
            Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddMinutes(-1));
        }

        return (project, project.Build());
    }

    private static string CacheOf(TestProject project) => Path.Combine(project.Folder, "obj", "App.csproj.migrationlint.cache");

    [Test]
    public void The_second_build_shows_the_kept_findings()
    {
        var (project, first) = Settled();

        var second = project.Build("--no-restore");

        Assert.That(first.Says(Hit), Is.False);
        Assert.That(second.Says(Hit), Is.True);
        Assert.That(second.Findings, Is.EqualTo(first.Findings).And.Not.Empty);
    }

    [Test]
    public void A_build_in_which_nothing_changed_does_not_load_the_engine()
    {
        var (project, first) = Settled();

        // The first build has made bin and obj: the second one may find the project's directory changed, but not what counts of it.
        Thread.Sleep(TimeSpan.FromSeconds(1.1));
        var second = project.Build("--no-restore");
        var third = project.Build("--no-restore");

        Assert.That(first.Says(EngineIsLoaded), Is.True);
        Assert.That(third.Says(EngineIsLoaded), Is.False);
        Assert.That(second.Says(Hit) && third.Says(Hit), Is.True);
        Assert.That(third.Findings, Is.EqualTo(first.Findings).And.Not.Empty);
    }

    [TestCase("-p:MigrationLintFromEmpty=true")]
    [TestCase("-p:MigrationLintStopAtFailure=true")]
    [TestCase("-p:MigrationLintTargetVersion=12")]
    [TestCase("-p:MigrationLintSince=20250101000000")]
    public void What_the_run_is_told_counts(string property)
    {
        var (project, _) = Settled();

        Assert.That(project.Build("--no-restore", property).Says(Hit), Is.False);
        Assert.That(project.Build("--no-restore", property).Says(Hit), Is.True);
    }

    [Test]
    public void Another_time_of_a_directory_alone_changes_nothing()
    {
        var (project, first) = Settled();
        Directory.SetLastWriteTimeUtc(Path.Combine(project.Folder, "migrations"), DateTime.UtcNow.AddSeconds(-30));

        var second = project.Build("--no-restore");

        Assert.That(second.Says(Hit), Is.True);
        Assert.That(second.Findings, Is.EqualTo(first.Findings).And.Not.Empty);
    }

    [Test]
    public void What_comes_to_a_path_that_was_absent_is_seen()
    {
        var (project, _) = Settled();
        project.Build("--no-restore");

        project.Write("knexfile.js", "module.exports = { client: 'pg' };\n");

        Assert.That(project.Build("--no-restore").Says(Hit), Is.False);
    }

    [Test]
    public void Renamed_edited_and_added_files_are_seen()
    {
        var (project, first) = Settled();

        File.Move(Path.Combine(project.Folder, "migrations/20250102000000_create_items.js"), Path.Combine(project.Folder, "migrations/20250103000000_create_items.js"));
        var renamed = project.Build("--no-restore");
        project.Write("migrations/20250101000000_create_users.js", "exports.up = (knex) => {{{\n");
        var edited = project.Build("--no-restore");
        project.Write("migrations/20250101000000_create_more.js", TestProject.Migration("more"));
        var added = project.Build("--no-restore");

        static IEnumerable<string> Codes(BuildOutcome outcome) => outcome.Findings.Select(finding => finding.Code);
        Assert.That(Codes(first), Does.Contain("ML001").And.Not.Contain("ML990"));
        Assert.That(Codes(renamed), Does.Not.Contain("ML001"), renamed.Output);
        Assert.That(Codes(edited), Does.Contain("ML990"), edited.Output);
        Assert.That(Codes(added), Does.Contain("ML001").And.Contain("ML990"), added.Output);
    }

    [Test]
    public void A_cache_that_is_gone_foreign_or_damaged_counts_as_none()
    {
        var (project, first) = Settled();
        var bytes = File.ReadAllBytes(CacheOf(project));
        bytes[bytes.Length / 2] ^= 0x20;

        foreach (var content in new[] { null, [], "no cache of ours"u8.ToArray(), bytes })
        {
            File.Delete(CacheOf(project));
            if (content is not null)
            {
                File.WriteAllBytes(CacheOf(project), content);
            }

            var outcome = project.Build("--no-restore");

            Assert.That(outcome.Says(Hit), Is.False);
            Assert.That(outcome.Findings, Is.EqualTo(first.Findings));
        }
    }

    [Test]
    public void Clean_removes_what_is_kept()
    {
        var (project, _) = Settled();
        Assert.That(CacheOf(project), Does.Exist);

        project.Build("--no-restore", "-t:Clean");

        Assert.That(CacheOf(project), Does.Not.Exist);
    }
}
