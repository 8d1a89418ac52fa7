using MigrationLint.Diagnostics;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class BaseNotFoundTests
{
    [TestCase("nope", "base nope cannot be told: there is no revision nope")]
    [TestCase("--output=x", "base --output=x cannot be told: there is no revision --output=x")]
    public void A_base_that_git_does_not_know_is_reported_once(string name, string message)
    {
        var files = Files();

        Assert.That(Messages(files, new LintOptions { Today = RuleTest.Today, Base = name }, new FakeGit(files)), Is.EqualTo(new[] { message }));
    }

    [Test]
    public void A_base_without_a_common_ancestor_is_not_told_and_a_shallow_clone_says_why()
    {
        var files = Files();
        files["/project/.git/shallow"] = FakeGit.Tip + "\n";

        Assert.That(
            Messages(files, new LintOptions { Today = RuleTest.Today, Base = "main" }, new FakeGit(files) { MergeBase = "" }),
            Is.EqualTo(new[] { "base main cannot be told: HEAD and main have no common ancestor; the clone is shallow" }));
    }

    [Test]
    public void Where_git_fails_its_words_are_repeated([Values("FindMergeBase", "ListFiles")] string question)
    {
        var files = Files();
        var git = new FakeGit(files);
        git.Failures.Add(question, "git did not answer within 20 seconds");

        var result = new Linter(files, new LintOptions { Today = RuleTest.Today, Base = "main" }, git).Run(new LintRequest { Paths = [RuleTest.Root] });

        Assert.That(result.Diagnostics.Single(one => one.Rule.Id == "ML032").Text.Message, Is.EqualTo("base main cannot be told: git did not answer within 20 seconds"));
        Assert.That(result.Coverage.HistoryNotRead, Is.EqualTo("git did not answer within 20 seconds"));
    }

    [Test]
    public void Without_a_repository_there_is_no_base()
    {
        var files = Files();
        files.Remove("/project/.git");

        Assert.That(Messages(files, new LintOptions { Today = RuleTest.Today, Base = "main" }, new FakeGit(files)), Is.EqualTo(new[] { "base main cannot be told: no git repository is around the migrations" }));
        Assert.That(Messages(files, new LintOptions { Today = RuleTest.Today }, new FakeGit(files)), Is.Empty);
    }

    [Test]
    public void A_last_applied_migration_may_be_meant_for_one_of_several_folders()
    {
        var files = Files();
        files["/project/other/migrations/001_x.sql"] = "SELECT 1;";

        Assert.That(Messages(files, new LintOptions { Today = RuleTest.Today, Since = "002_b" }, null), Is.Empty);
        Assert.That(Messages(files, new LintOptions { Today = RuleTest.Today, Since = "zzz" }, null), Is.EqualTo(new[] { "since zzz cannot be told: no migration has that name or number" }));
    }

    [TestCase("001_a.sql")]
    [TestCase("001_a")]
    [TestCase("001")]
    [TestCase("2")]
    [TestCase("000")]
    public void Silent(string since) => Assert.That(Messages(Files(), new LintOptions { Today = RuleTest.Today, Since = since }, null), Is.Empty);

    private static InMemoryFileSystem Files() => new()
    {
        ["/project/.git/HEAD"] = FakeGit.Head,
        ["/project/.git/main/migrations/001_a.sql"] = "SELECT 1;",
        ["/project/migrations/001_a.sql"] = "SELECT 1;",
        ["/project/migrations/002_b.sql"] = "SELECT 1;",
    };

    private static List<string> Messages(InMemoryFileSystem files, LintOptions options, FakeGit? git) =>
        [.. new Linter(files, options, git).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics.Where(one => one.Rule.Id == "ML032").Select(one => one.Text.Message)];
}
