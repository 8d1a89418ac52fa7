using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Hosts;
using MigrationLint.Tests.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.History;

/// <summary>Repositories of every kind, from git's files to findings.</summary>
public sealed class HistoryReaderTests
{
    private const string Customers = "CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);\n";
    private const string Orders = "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric NOT NULL);\n";
    private const string Notes = "CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);\n";

    [OneTimeSetUp]
    public void GitIsThere() => Assume.That(GitRepository.IsAvailable);

    [Test]
    public void Commits_tell_what_was_deleted_and_what_was_renamed()
    {
        using var repository = new GitRepository();
        repository.Commit(("db/migrations/001_customers.sql", Customers), ("db/migrations/002_orders.sql", Orders), ("db/migrations/003_notes.sql", Notes));
        var deletion = repository.Commit(("db/migrations/001_customers.sql", null));
        repository.CommitRename("db/migrations/002_orders.sql", "db/migrations/004_orders.sql");

        Assert.That(Findings(repository.Root), Is.EquivalentTo(new[]
        {
            $"db/migrations/001_customers.sql ML009 Warning 001_customers.sql is gone: commit {deletion[..10]} deleted it",
            "db/migrations/004_orders.sql ML011 Warning 002_orders.sql is called 004_orders.sql now",
        }));
    }

    [Test]
    public void A_file_that_came_back_is_not_gone()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/001_customers.sql", Customers));
        repository.Commit(("migrations/001_customers.sql", null));
        repository.Commit(("migrations/001_customers.sql", Customers));

        Assert.That(Findings(repository.Root), Is.Empty);
    }

    [Test]
    public void A_clone_knows_what_others_have()
    {
        using var origin = new GitRepository();
        origin.Commit(("migrations/001_customers.sql", Customers), ("migrations/002_orders.sql", Orders));
        using var clone = Clone(origin);
        clone.Commit(("migrations/003_notes.sql", Notes));
        clone.CommitRename("migrations/003_notes.sql", "migrations/004_notes.sql");

        // What never left the clone may be renamed; what the origin has may not.
        Assert.That(Findings(clone.Root), Is.Empty);
        clone.CommitRename("migrations/002_orders.sql", "migrations/005_orders.sql");
        Assert.That(Findings(clone.Root), Is.EqualTo(new[] { "migrations/005_orders.sql ML011 Error 002_orders.sql is called 005_orders.sql now" }));
        clone.Write(("migrations/001_customers.sql", Customers + "SELECT 1;\n"));
        Assert.That(Findings(clone.Root), Has.Some.Contains("001_customers.sql is changed, although it is in origin/main"));
    }

    [Test]
    public void The_base_decides_what_is_new()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/001_customers.sql", Customers), ("migrations/003_notes.sql", Notes));
        repository.Git("checkout", "--quiet", "-b", "feature");
        repository.Commit(("migrations/002_orders.sql", Orders));

        Assert.That(Findings(repository.Root, "main"), Is.EqualTo(new[] { "migrations/002_orders.sql ML008 Warning 002_orders.sql is new and sorts before 003_notes.sql, which main has" }));
        Assert.That(Findings(repository.Root, "HEAD"), Is.Empty);
        repository.Git("pack-refs", "--all");
        Assert.That(Findings(repository.Root, "main"), Has.Count.EqualTo(1), "packed");
        repository.Git("checkout", "--quiet", "--detach");
        Assert.That(Findings(repository.Root, "main"), Has.Count.EqualTo(1), "detached");
        Assert.That(Findings(repository.Root, "main~0"), Has.Count.EqualTo(1), "an expression");
    }

    [Test]
    public void A_worktree_of_its_own_and_a_submodule_have_their_own_head()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/001_customers.sql", Customers), ("migrations/002_orders.sql", Orders));
        using var outside = new GitRepository();
        var tree = outside.Root + "/tree";
        repository.Git("worktree", "add", "--quiet", "-b", "feature", tree);
        File.Delete(tree + "/migrations/001_customers.sql");

        Assert.That(Findings(tree, "main"), Is.EqualTo(new[] { "migrations/001_customers.sql ML009 Error 001_customers.sql is gone: main has it" }));
        outside.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.Root, "sub");
        File.Delete(outside.Root + "/sub/migrations/002_orders.sql");
        Assert.That(Findings(outside.Root + "/sub"), Has.Some.Contains("002_orders.sql is gone"));
    }

    [Test]
    public void A_shallow_clone_tells_no_deletions_but_says_so()
    {
        using var origin = new GitRepository();
        origin.Commit(("migrations/001_customers.sql", Customers), ("migrations/002_orders.sql", Orders));
        origin.Commit(("migrations/001_customers.sql", null));
        using var clone = Clone(origin, "--depth=1");

        var result = Lint(clone.Root);

        Assert.That(Relevant(result, clone.Root), Is.Empty);
        Assert.That(result.Coverage.HistoryNotRead, Does.StartWith("the clone is shallow"));
        Assert.That(Findings(clone.Root, "main~1"), Is.EqualTo(new[] { "migrations/002_orders.sql ML032 Warning base main~1 cannot be told: there is no revision main~1; the clone is shallow" }));
    }

    [Test]
    public void What_a_sparse_checkout_leaves_out_is_not_gone()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/001_customers.sql", Customers), ("migrations/002_orders.sql", Orders), ("migrations/003_notes.sql", Notes));
        repository.Git("sparse-checkout", "set", "--no-cone", "/migrations/*", "!/migrations/001_*");
        File.Delete(repository.Root + "/migrations/002_orders.sql");

        Assert.That(File.Exists(repository.Root + "/migrations/001_customers.sql"), Is.False);
        Assert.That(Findings(repository.Root), Is.EqualTo(new[] { "migrations/002_orders.sql ML009 Warning 002_orders.sql is gone: HEAD has it" }));
    }

    [Test]
    public void Without_a_commit_or_with_a_damaged_repository_one_line_says_why()
    {
        using var repository = new GitRepository();
        repository.Write(("migrations/001_customers.sql", Customers));
        Assert.That(Lint(repository.Root).Coverage.HistoryNotRead, Is.EqualTo("the repository has no commit yet"));

        File.WriteAllText(repository.Root + "/.git/HEAD", "\0rubbish");
        Assert.That(Lint(repository.Root).Coverage.HistoryNotRead, Does.StartWith("git says: "));

        Directory.Delete(repository.Root + "/.git", recursive: true);
        File.WriteAllText(repository.Root + "/.git", "gitdir: /nowhere/at/all\n");
        Assert.That(Lint(repository.Root).Coverage.HistoryNotRead, Is.Not.Null);
        File.WriteAllText(repository.Root + "/.git", "rubbish");
        Assert.That(Lint(repository.Root).Coverage.HistoryNotRead, Is.EqualTo("no git repository is around the migrations"));
    }

    [Test]
    public void Ids_of_the_longer_kind_do_as_well()
    {
        using var outside = new GitRepository();
        Directory.Delete(outside.Root + "/.git", recursive: true);
        outside.Git("init", "--quiet", "--initial-branch=main", "--object-format=sha256");
        outside.Commit(("migrations/001_customers.sql", Customers), ("migrations/002_orders.sql", Orders));
        outside.Commit(("migrations/001_customers.sql", null));

        Assert.That(Findings(outside.Root), Has.Count.EqualTo(1));
    }

    [Test]
    public void Line_ends_that_git_turned_are_no_change()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/001_customers.sql", Customers + Orders));
        repository.Write(("migrations/001_customers.sql", (Customers + Orders).Replace("\n", "\r\n", StringComparison.Ordinal)));

        Assert.That(Findings(repository.Root, "main"), Is.Empty);
    }

    [Test]
    public void A_folder_in_a_repository_that_ignores_it_has_no_past()
    {
        using var repository = new GitRepository();
        repository.Commit((".gitignore", "vendor/\n"));
        repository.Write(("vendor/migrations/001_customers.sql", Customers), ("vendor/migrations/002_orders.sql", Orders));

        Assert.That(Findings(repository.Root + "/vendor"), Is.Empty);
    }

    [Test]
    public void A_host_that_does_not_ask_git_hears_nothing_of_it()
    {
        using var repository = new GitRepository();
        repository.Commit(("migrations/001_customers.sql", Customers));

        var result = new Linter(new PhysicalFileSystem(), new LintOptions { Today = RuleTest.Today, Base = "nope" }).Run(new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(repository.Root)] });

        Assert.That((result.Coverage.HistoryNotRead, result.Diagnostics.Count(one => one.Rule.Id == "ML032")), Is.EqualTo(((string?)null, 0)));
    }

    private static GitRepository Clone(GitRepository origin, params string[] options)
    {
        var clone = new GitRepository();
        Directory.Delete(clone.Root + "/.git", recursive: true);
        origin.Git(["clone", "--quiet", .. options, "file://" + origin.Root, clone.Root]);
        return clone;
    }

    private static LintResult Lint(string root, string? revision = null) =>
        new Linter(new PhysicalFileSystem(), new LintOptions { Today = RuleTest.Today, Base = revision }, new GitReader()).Run(new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(root)] });

    private static List<string> Findings(string root, string? revision = null) => Relevant(Lint(root, revision), root);

    private static List<string> Relevant(LintResult result, string root) =>
    [
        .. result.Diagnostics
            .Where(one => one.Rule.Id is "ML008" or "ML009" or "ML010" or "ML011" or "ML032" or "ML991")
            .Select(one => $"{PathText.GetRelative(PhysicalFileSystem.GetFullPath(root), one.Location.Text.Path, true)} {one.Rule.Id} {one.Severity} {one.Text.Message}"),
    ];
}
