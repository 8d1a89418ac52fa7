using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Schema;
using MigrationLint.Tests.History;
using MigrationLint.Tests.Rules;
using MigrationLint.Text;
using NUnit.Framework;
using Rule = MigrationLint.Rules.Rule;

namespace MigrationLint.Tests.Checking;

/// <summary>What is left out because databases have run it, what a preset changes, and what a user's severity brings in.</summary>
public sealed class ScopeTests
{
    [TestCase(RuleFamily.Locking, RuleScope.NewFiles)]
    [TestCase(RuleFamily.DataLoss, RuleScope.NewFiles)]
    [TestCase(RuleFamily.Compatibility, RuleScope.NewFiles)]
    [TestCase(RuleFamily.Chain, RuleScope.AllFiles)]
    [TestCase(RuleFamily.Integrity, RuleScope.AllFiles)]
    [TestCase(RuleFamily.Indexing, RuleScope.AllFiles)]
    [TestCase(RuleFamily.Configuration, RuleScope.AllFiles)]
    public void The_family_decides_unless_the_rule_says_otherwise(RuleFamily family, RuleScope scope)
    {
        Assert.That(Describe(family).Scope, Is.EqualTo(scope));
        Assert.That((Describe(family) with { Scope = RuleScope.NewFiles }).Scope, Is.EqualTo(RuleScope.NewFiles));
    }

    [Test]
    public void On_old_migrations_a_rule_on_locks_is_not_reported_but_counted()
    {
        MigrationFacts[] migrations = [Facts.Of("001_a.js"), Facts.Of("002_b.js")];
        var result = Check(migrations, new Everywhere(RuleFamily.Locking), new Everywhere(RuleFamily.Chain, "ML001"));

        Assert.That(
            result.Diagnostics.Select(one => $"{one.Location.Text.Path["/project/migrations/".Length..]} {one.Rule.Family}"),
            Is.EqualTo(new[] { "001_a.js Chain", "002_b.js Chain", "002_b.js Locking" }));
        Assert.That(result.OnOldFiles, Is.EqualTo(1));
    }

    [Test]
    public void A_comment_for_what_would_be_left_out_is_not_useless()
    {
        var migration = Facts.Of("001_a.js", "// migrationlint disable-file ML013: x\n");
        migration = migration with { Comments = [Facts.At(migration.File, 0, 38)] };
        var result = Check([migration], new Everywhere(RuleFamily.Locking, "ML013"), RuleCatalog.Find("ML992")!);

        Assert.That(result.Diagnostics, Is.Empty, () => RuleTest.Describe(result.Diagnostics));
        Assert.That((result.Suppressed, result.OnOldFiles), Is.EqualTo((1, 0)));
    }

    [TestCase("001", 1)]
    [TestCase("001_a", 1)]
    [TestCase("002_b.sql", 2)]
    [TestCase("2", 2)]
    [TestCase("9", 3)]
    public void All_up_to_the_last_applied_one_is_old(string since, int old) =>
        Assert.That(Run(Chain(), new LintOptions { Today = RuleTest.Today, Since = since }).Coverage.OldFiles, Is.EqualTo(old));

    [Test]
    public void An_editorconfig_says_it_for_a_folder_and_the_option_counts_before_it()
    {
        var files = Chain();
        files["/project/.editorconfig"] = "[migrations/*.sql]\nmigrationlint.since = 001\n";

        Assert.That(Run(files).Coverage.OldFiles, Is.EqualTo(1));
        Assert.That(Run(files, new LintOptions { Today = RuleTest.Today, Since = "003" }).Coverage.OldFiles, Is.EqualTo(3));
    }

    [Test]
    public void In_a_legacy_chain_all_that_is_committed_is_old()
    {
        var files = Chain();
        files["/project/.editorconfig"] = "[migrations/*.sql]\nmigrationlint.preset = legacy-chain\n";
        Assert.That(Run(files).Coverage.OldFiles, Is.EqualTo(3), "nothing is known of git");

        files["/project/.git/HEAD"] = FakeGit.Head;
        files["/project/.git/main/migrations/001_a.sql"] = files["/project/migrations/001_a.sql"];
        Assert.That(Run(files, git: new FakeGit(files)).Coverage.OldFiles, Is.EqualTo(1));
        Assert.That(Run(files, new LintOptions { Today = RuleTest.Today, Preset = LintPreset.Recommended }, new FakeGit(files)).Coverage.OldFiles, Is.Zero);
    }

    [Test]
    public void What_an_editorconfig_says_without_meaning_is_an_error()
    {
        var files = Chain();
        files["/project/.editorconfig"] = "[*.sql]\nmigrationlint.preset = lax\nmigrationlint.target_version = newest\n";

        Assert.That(
            Run(files).Diagnostics.Where(one => one.Rule.Id == "ML993").Select(one => one.Text.Message),
            Is.EquivalentTo(new[] { "migrationlint.preset = lax has no meaning", "migrationlint.target_version = newest has no meaning" }));
    }

    [Test]
    public void A_strict_run_has_nothing_below_a_warning()
    {
        const string Generic = "=== migrations/001_fix.sql\nSELECT 1;\n";
        var files = RuleTest.Parse(Generic).Files;
        Assume.That(Run(files).Diagnostics.Select(one => one.Severity), Has.Some.EqualTo(Severity.Info));

        Assert.That(Run(files, new LintOptions { Today = RuleTest.Today, Preset = LintPreset.Strict }).Diagnostics.Select(one => one.Severity), Has.None.LessThan(Severity.Warning));
        files["/project/.editorconfig"] = "[*]\nmigrationlint.preset = strict\n";
        Assert.That(Run(files).Diagnostics.Select(one => one.Severity), Has.None.LessThan(Severity.Warning));
    }

    [TestCase(null, false)]
    [TestCase("dotnet_diagnostic.ML100.severity = none", true)]
    [TestCase("dotnet_diagnostic.ML100.severity = warning", true)]
    [TestCase("dotnet_diagnostic.ML101.severity = warning", false)]
    [TestCase("migrationlint.preset = strict", true)]
    public void A_rule_that_is_off_runs_where_the_user_gives_it_a_severity(string? setting, bool isKept)
    {
        MigrationFacts[] migrations = [Facts.Of("001_a.js")];
        var off = new Diagnostic(Describe(RuleFamily.Locking) with { DefaultSeverity = Severity.None }, SourceSpan.StartOf(migrations[0].File.Text), new RuleText("a", "b", "c"), Severity.Info);
        var context = new RuleContext(RuleTest.Today, IsCaseSensitive: true)
        {
            TargetVersion = 15,
            Settings = (_, key) => setting is not null && setting.StartsWith(key + " = ", StringComparison.Ordinal) ? setting[(key.Length + 3)..] : null,
        };

        var weighed = Checker.Weigh(off, context);

        Assert.That(Checker.IsOn(weighed, context), Is.EqualTo(isKept));
        Assert.That(weighed.Severity, Is.EqualTo(setting?.EndsWith("strict", StringComparison.Ordinal) == true ? Severity.Warning : Severity.None));
    }

    [TestCase(null, 15, true)]
    [TestCase(17, 17, false)]
    public void Rules_know_whether_the_version_of_their_chain_was_said(int? said, int version, bool isAssumed)
    {
        var rule = new Listening();
        var chain = new ReplayedChain(new MigrationChain { Folders = [], TargetVersion = said }, [], DatabaseSchema.Empty, [], []);
        Checker.Check(
            [], new Dictionary<MigrationFile, MigrationFacts>(), [chain], new ConfigurationSet { Configurations = [] }, new RuleContext(RuleTest.Today, true) { TargetVersion = 12 }, [rule], []);

        Assert.That((rule.Heard!.TargetVersion, rule.Heard.IsTargetVersionAssumed), Is.EqualTo((version, isAssumed)));
    }

    [Test]
    public void An_editorconfig_says_the_version_of_a_folder()
    {
        var files = Chain();
        files["/project/.editorconfig"] = "[migrations/*.sql]\nmigrationlint.target_version = 17.2\n";
        var evaluator = new ModuleEvaluator(files, new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.That(ProjectDiscovery.Discover(files, new LintRequest { Paths = [RuleTest.Root] }, evaluator).Chains.Single().TargetVersion, Is.EqualTo(17));
    }

    private static InMemoryFileSystem Chain() => RuleTest.Parse("=== migrations/001_a.sql\n=== migrations/002_b.sql\n=== migrations/003_c.sql\n").Files;

    private static LintResult Run(InMemoryFileSystem files, LintOptions? options = null, IGit? git = null) =>
        new Linter(files, options ?? new LintOptions { Today = RuleTest.Today }, git).Run(new LintRequest { Paths = [RuleTest.Root] });

    private static CheckResult Check(MigrationFacts[] migrations, params Rule[] rules)
    {
        var folder = Facts.Folder(migrations);
        return Checker.Check(
            [folder],
            migrations.ToDictionary(migration => migration.File),
            [],
            new ConfigurationSet { Configurations = [] },
            new RuleContext(RuleTest.Today, IsCaseSensitive: true)
            {
                TargetVersion = 15,
                History = new ProjectHistory([new FolderHistory { Folder = folder, Old = [folder.Files[0]] }]),
            },
            rules,
            []);
    }

    private static RuleDescriptor Describe(RuleFamily family) => new("ML100", "x", family, Severity.Warning)
    {
        Title = "Test",
        Text = new RuleText("note on {file}", "Why.", "Remedy."),
        Bad = "",
        Good = "",
    };

    private sealed class Listening : Rule, IReplayRule
    {
        public override RuleDescriptor Descriptor { get; } = Describe(RuleFamily.Locking);

        public RuleContext? Heard { get; private set; }

        public void Check(ReplayedChain chain, RuleContext context, IReporter report) => Heard = context;
    }

    private sealed class Everywhere(RuleFamily family, string id = "ML100") : MigrationRule
    {
        public override RuleDescriptor Descriptor { get; } = Describe(family) with { Id = id };

        public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report) =>
            report.Report(SourceSpan.StartOf(migration.File.Text), new MessageArguments { ["file"] = migration.File.Name });
    }
}
