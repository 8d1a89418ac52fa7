using MigrationLint.Analyzers;
using MigrationLint.Reporting;

namespace MigrationLint.Tests.Analyzers;

public sealed class FindingCacheTests
{
    [Test]
    public void A_key_is_linted_once()
    {
        var cache = new FindingCache();
        var runs = 0;
        IReadOnlyList<Finding> Lint()
        {
            runs++;
            return [];
        }

        cache.GetOrAdd("a", Lint);
        cache.GetOrAdd("b", Lint);
        cache.GetOrAdd("a", Lint);
        Assert.That(runs, Is.EqualTo(2));
    }

    [Test]
    public void What_was_asked_for_long_ago_is_forgotten_first()
    {
        var cache = new FindingCache();
        var linted = new List<int>();
        void Ask(int key) => cache.GetOrAdd(key.ToString(System.Globalization.CultureInfo.InvariantCulture), () =>
        {
            linted.Add(key);
            return [];
        });
        for (var i = 0; i < 20; i++)
        {
            Ask(0);
            Ask(i);
        }

        linted.Clear();
        Ask(0);
        Ask(19);
        Ask(1);
        Assert.That(linted, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Of_two_that_lint_the_same_at_once_the_first_to_end_is_kept()
    {
        var cache = new FindingCache();
        IReadOnlyList<Finding> first = [];
        var answer = cache.GetOrAdd("a", () =>
        {
            cache.GetOrAdd("a", () => first);
            return new List<Finding>();
        });
        Assert.That(answer, Is.SameAs(first));
    }

    [Test]
    public void The_key_is_made_of_paths_texts_and_request()
    {
        var key = Key(("/a.js", "x"));
        Assert.Multiple(() =>
        {
            Assert.That(Key(("/a.js", "x")), Is.EqualTo(key));
            Assert.That(Key(("/a.js", "y")), Is.Not.EqualTo(key));
            Assert.That(Key(("/b.js", "x")), Is.Not.EqualTo(key));
            Assert.That(Key(("/a.js", "x"), ("/b.js", "")), Is.Not.EqualTo(key));
            Assert.That(Key(new LintRequest { Paths = ["/b"] }, ("/a.js", "x")), Is.Not.EqualTo(key));
            Assert.That(Key(new LintRequest { Paths = ["/"], Folders = [new("/a", null) { Order = 1 }] }, ("/a.js", "x")), Is.Not.EqualTo(Key(new LintRequest { Paths = ["/"], Folders = [new("/a", null)] }, ("/a.js", "x"))));
            Assert.That(Key(Run with { FromEmpty = true }, new LintRequest { Paths = ["/"] }, ("/a.js", "x")), Is.Not.EqualTo(key));
            Assert.That(Key(Run with { StopAtFailure = true }, new LintRequest { Paths = ["/"] }, ("/a.js", "x")), Is.Not.EqualTo(key));
            Assert.That(Key(Run with { RuleOptions = new Dictionary<string, string> { ["ML703.instances"] = "2" } }, new LintRequest { Paths = ["/"] }, ("/a.js", "x")), Is.Not.EqualTo(key));
            Assert.That(Key(Run with { TargetVersion = 12 }, new LintRequest { Paths = ["/"] }, ("/a.js", "x")), Is.Not.EqualTo(key));
        });
    }

    private static LintOptions Run { get; } = new() { Today = DateTime.MaxValue };

    private static string Key(params (string Path, string Text)[] files) => Key(new LintRequest { Paths = ["/"] }, files);

    private static string Key(LintRequest request, params (string Path, string Text)[] files) => Key(Run, request, files);

    private static string Key(LintOptions run, LintRequest request, params (string Path, string Text)[] files)
    {
        var options = new AnalyzerHost { Files = files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal) }.CreateOptions();
        return FindingCache.KeyOf(run, request, new AdditionalFileSystem(options.AdditionalFiles, CancellationToken.None), CancellationToken.None);
    }
}
