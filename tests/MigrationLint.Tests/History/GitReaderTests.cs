using System.Diagnostics;
using System.Text;
using MigrationLint.Hosts;
using NUnit.Framework;

namespace MigrationLint.Tests.History;

/// <summary>What the real git says, and what it never does.</summary>
public sealed class GitReaderTests
{
    private static readonly string[] Everything = [""];
    private static readonly string[] Migrations = ["migrations"];

    [OneTimeSetUp]
    public void GitIsThere() => Assume.That(GitRepository.IsAvailable);

    [Test]
    public void Revisions_are_resolved_and_what_is_none_is_said()
    {
        using var repository = new GitRepository();
        var first = repository.Commit(("a.sql", "SELECT 1;"));
        var second = repository.Commit(("a.sql", "SELECT 2;"));
        repository.Git("tag", "--annotate", "--message", "x", "v1", first);
        var git = new GitReader();

        Assert.That(git.Resolve(repository.Root, "main").Value, Is.EqualTo(second));
        Assert.That(git.Resolve(repository.Root, "HEAD~1").Value, Is.EqualTo(first));
        Assert.That(git.Resolve(repository.Root, "v1").Value, Is.EqualTo(first));
        Assert.That(git.Resolve(repository.Root, "nope").Problem, Is.EqualTo("there is no revision nope"));
        Assert.That(git.Resolve(repository.Root, "--all").Problem, Is.EqualTo("there is no revision --all"));
        Assert.That(git.Resolve(repository.Root, "").Problem, Is.EqualTo("there is no revision "));
    }

    [Test]
    public void Branches_have_a_common_ancestor_or_none()
    {
        using var repository = new GitRepository();
        var first = repository.Commit(("a.sql", "SELECT 1;"));
        repository.Git("checkout", "--quiet", "-b", "feature");
        var feature = repository.Commit(("b.sql", "SELECT 1;"));
        repository.Git("checkout", "--quiet", "main");
        var main = repository.Commit(("c.sql", "SELECT 1;"));
        repository.Git("checkout", "--quiet", "--orphan", "alone");
        var alone = repository.Commit();
        var git = new GitReader();

        Assert.That(git.FindMergeBase(repository.Root, feature, main).Value, Is.EqualTo(first));
        Assert.That(git.FindMergeBase(repository.Root, main, alone), Is.EqualTo(new MigrationLint.History.GitAnswer<string>("", null)));
        Assert.That(git.FindMergeBase(repository.Root, main, new string('9', 40)).Problem, Does.StartWith("git says: "));
    }

    [Test]
    public void Names_may_hold_any_character()
    {
        using var repository = new GitRepository();
        string[] names = ["migrations/1_ä \"x\".sql", "migrations/2_a\tb\nc.sql", "migrations/-3_x.sql", "migrations/:(top)4.sql", "migrations/5_*.sql", "migrations/6_\\.sql"];
        var commit = repository.Commit([.. names.Select(name => (name, (string?)("SELECT '" + name.Length + "';")))]);
        var git = new GitReader();

        var files = git.ListFiles(repository.Root, commit, Migrations).Value!;

        Assert.That(files.Select(file => file.Path), Is.EquivalentTo(names));
        Assert.That(git.ListFiles(repository.Root, commit, ["migrations/5_*.sql"]).Value!.Select(file => file.Path), Is.EqualTo(new[] { "migrations/5_*.sql" }));
        Assert.That(git.ListFiles(repository.Root, commit, Everything).Value, Has.Count.EqualTo(names.Length));
        var blobs = git.ReadBlobs(repository.Root, [.. files.Select(file => file.Id), new string('0', 40)]).Value!;
        Assert.That(files.Select(file => Encoding.UTF8.GetString(blobs[file.Id])), Is.EquivalentTo(names.Select(name => "SELECT '" + name.Length + "';")));
    }

    [Test]
    public void Links_and_submodules_are_no_files()
    {
        Assume.That(!OperatingSystem.IsWindows());
        using var repository = new GitRepository();
        repository.Write(("migrations/1_a.sql", "SELECT 1;"));
        File.CreateSymbolicLink(Path.Combine(repository.Root, "migrations/2_b.sql"), "1_a.sql");
        var commit = repository.Commit();

        Assert.That(new GitReader().ListFiles(repository.Root, commit, Migrations).Value!.Select(file => file.Path), Is.EqualTo(new[] { "migrations/1_a.sql" }));
    }

    [Test]
    public void What_went_is_listed_the_latest_first_as_the_main_line_saw_it()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/1_a.sql", "CREATE TABLE a (id int);\n"), ("migrations/2_b.sql", "CREATE TABLE b (name text);\n"), ("x.txt", "1"));
        var deletion = repository.Commit(("migrations/1_a.sql", null));
        repository.Git("checkout", "--quiet", "-b", "feature");
        repository.Commit(("migrations/3_c.sql", "CREATE TABLE c (id int);\n"));
        repository.CommitRename("migrations/3_c.sql", "migrations/4_c.sql");
        repository.CommitRename("migrations/2_b.sql", "migrations/5_b.sql");
        repository.Git("checkout", "--quiet", "main");
        repository.Commit(("x.txt", null));
        repository.Git("merge", "--quiet", "--no-ff", "feature");
        var head = repository.Git("rev-parse", "HEAD").Trim();

        var removals = new GitReader().ListRemovals(repository.Root, head, Migrations).Value!;

        Assert.That(
            removals.Select(removal => (removal.Commit, removal.Path, removal.NewPath)),
            Is.EqualTo(new[] { (head, "migrations/2_b.sql", "migrations/5_b.sql"), (deletion, "migrations/1_a.sql", (string?)null) }));
        Assert.That(Encoding.UTF8.GetString(new GitReader().ReadBlobs(repository.Root, [removals[1].Id]).Value!.Values.Single()), Is.EqualTo("CREATE TABLE a (id int);\n"));
    }

    [Test]
    public void Programs_that_the_configuration_names_are_not_started()
    {
        Assume.That(!OperatingSystem.IsWindows());
        using var repository = new GitRepository();
        var trap = repository.Root + "/trap.sh";
        repository.Write(("trap.sh", $"#!/bin/sh\ntouch '{repository.Root}/sprung'\n"), (".gitattributes", "*.sql diff=trap filter=trap\n"));
        File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        repository.Commit(("migrations/1_a.sql", "SELECT 1;"));
        var head = repository.Commit(("migrations/1_a.sql", null), ("migrations/2_a.sql", "SELECT 1;"));
        foreach (var setting in new[]
        {
            "core.fsmonitor", "core.pager", "diff.external", "diff.trap.command", "diff.trap.textconv", "filter.trap.clean", "filter.trap.smudge", "core.sshCommand",
            "gpg.program", "core.alternateRefsCommand", "credential.helper", "pager.log", "alias.log", "core.editor",
        })
        {
            repository.Git("config", setting, trap);
        }

        repository.Git("config", "core.hooksPath", repository.Root);
        repository.Git("config", "log.showSignature", "true");
        var git = new GitReader();

        Assert.That(git.Resolve(repository.Root, "HEAD").Value, Is.EqualTo(head));
        Assert.That(git.ListRemovals(repository.Root, head, Migrations).Value, Has.Count.EqualTo(1));
        Assert.That(git.ReadBlobs(repository.Root, [git.ListFiles(repository.Root, head, Migrations).Value![0].Id]).Value, Has.Count.EqualTo(1));
        Assert.That(git.ListLeftOut(repository.Root, Migrations).Value, Is.Empty);
        Assert.That(File.Exists(repository.Root + "/sprung"), Is.False);
    }

    [Test]
    public void Nothing_in_the_repository_changes()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/1_a.sql", "SELECT 1;"));
        var head = repository.Commit(("migrations/1_a.sql", null));
        var before = Stamps(repository.Root);
        var git = new GitReader();

        git.Resolve(repository.Root, "main");
        git.ListFiles(repository.Root, head, Migrations);
        git.ListRemovals(repository.Root, head, Migrations);
        git.ListLeftOut(repository.Root, Migrations);

        Assert.That(Stamps(repository.Root), Is.EqualTo(before));
    }

    [Test]
    public void A_git_that_hangs_is_given_up()
    {
        Assume.That(!OperatingSystem.IsWindows());
        using var repository = new GitRepository();
        repository.Commit(("migrations/1_a.sql", "SELECT 1;"));

        // An object that is a pipe: whoever opens it waits.
        var id = repository.Git("rev-parse", "HEAD:migrations/1_a.sql").Trim();
        var file = $"{repository.Root}/.git/objects/{id[..2]}/{id[2..]}";
        File.Delete(file);
        using (var pipe = Process.Start("mkfifo", [file]))
        {
            pipe.WaitForExit();
        }

        var watch = Stopwatch.StartNew();
        var answer = new GitReader(new GitProgram(TimeSpan.FromSeconds(1))).ReadBlobs(repository.Root, [id]);
        File.Delete(file);

        Assert.That(answer.Problem, Is.EqualTo("git did not answer within 1 seconds"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public void A_directory_without_a_repository_and_one_that_is_not_there_are_said()
    {
        using var repository = new GitRepository();
        Directory.Delete(repository.Root + "/.git", recursive: true);

        Assert.That(new GitReader().Resolve(repository.Root, "HEAD").Problem, Does.StartWith("git says: not a git repository").Or.StartWith("there is no revision"));
        Assert.That(new GitReader().Resolve(repository.Root + "/none", "HEAD").Problem, Does.StartWith("git could not be started"));
    }

    [Test]
    public void What_git_said_about_ids_is_asked_once()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/1_a.sql", "SELECT 1;"));
        var head = repository.Commit(("migrations/1_a.sql", null));
        var memory = new Memory();
        new GitReader(memory).ListRemovals(repository.Root, head, Migrations);
        Directory.Delete(repository.Root + "/.git/objects", recursive: true);

        Assert.That(new GitReader(memory).ListRemovals(repository.Root, head, Migrations).Value, Has.Count.EqualTo(1));
        Assert.That(new GitReader().ListRemovals(repository.Root, head, Migrations).Value, Is.Null);
    }

    private static string Stamps(string root) => string.Join('\n', Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks}"));

    private sealed class Memory : IGitMemory
    {
        private readonly Dictionary<string, byte[]> answers = [];

        public byte[]? Recall(string question) => answers.GetValueOrDefault(question);

        public void Keep(string question, byte[] answer) => answers[question] = answer;
    }
}
