using MigrationLint.Diagnostics;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class NumberRegressionTests
{
    [Test]
    public void The_newest_merged_migration_is_named_and_the_new_one_can_move_behind_it()
    {
        var found = RuleTest.Reports("ML008", """
            === main: migrations/001_a.sql
            === main: migrations/003_c.sql
            === main: migrations/004_d.sql
            === migrations/001_a.sql
            === migrations/002_b.sql [||]
            === migrations/003_c.sql
            === migrations/004_d.sql
            === migrations/005_e.sql
            """)[0];

        Assert.That(found.Text.Message, Is.EqualTo("002_b.sql is new and sorts before 004_d.sql, which main has"));
        Assert.That(found.Fix, Is.EqualTo(new RenameFix("Rename to 006_b.sql", Applicability.Suggested, "/project/migrations/002_b.sql", "006_b.sql")));
    }

    [Test]
    public void Text_order_counts_where_the_tool_sorts_names() => RuleTest.Reports("ML008", """
        === main: migrations/9_b.js
        === migrations/10_a.js [||]
        === migrations/9_b.js
        """);

    [TestCase("migrations/V1_1__a.sql", "migrations/V2__b.sql", "", "Flyway refuses to start unless outOfOrder is set")]
    [TestCase("migrations/1_a.up.sql", "migrations/2_b.up.sql", "", "golang-migrate skips it for ever")]
    [TestCase("migrations/1_a.sql", "migrations/2_b.sql", "-- +goose Up\n", "goose refuses to go on unless -allow-missing is given")]
    [TestCase("supabase/migrations/20250101000000_a.sql", "supabase/migrations/20250102000000_b.sql", "", "Supabase refuses to push it unless --include-all is given")]
    [TestCase("prisma/migrations/20250101000000_a/migration.sql", "prisma/migrations/20250102000000_b/migration.sql", "", "Prisma runs it late")]
    public void The_text_says_what_the_tool_does(string added, string merged, string mark, string effect) =>
        Assert.That(RuleTest.Reports("ML008", $"=== main: {merged}\n{mark}SELECT 1;\n=== {added}\n[||]{mark}SELECT 2;\n=== {merged}\n{mark}SELECT 1;\n")[0].Text.Why, Does.Contain(effect));

    [TestCase("=== main: migrations/001_a.sql\n=== migrations/001_a.sql\n=== migrations/002_b.sql\n", TestName = "The new one comes last")]
    [TestCase("=== main: migrations/001_a.sql\n=== main: migrations/002_b.sql\n=== migrations/001_a.sql\n=== migrations/002_b.sql\n", TestName = "Nothing is new")]
    [TestCase("=== main: migrations/10_a.js\n=== migrations/10_a.js\n=== migrations/9_b.js\n", TestName = "Text order has it last")]
    [TestCase("=== main: migrations/V2__b.sql\nSELECT 1;\n=== migrations/V2__b.sql\nSELECT 1;\n=== migrations/R__views.sql\nSELECT 2;\n", TestName = "A repeatable one has no place")]
    [TestCase("=== main: migrations/002_b.sql\nCREATE TABLE b (id int);\n=== migrations/001_b.sql\nCREATE TABLE b (id int);\n=== main: migrations/003_c.sql\nSELECT 3;\n=== migrations/003_c.sql\nSELECT 3;\n", TestName = "A renamed one is another rule's matter")]
    [TestCase("=== main: migrations/2_b.up.sql\nSELECT 1;\n=== migrations/2_b.up.sql\nSELECT 1;\n=== migrations/1_a.down.sql\nSELECT 2;\n", TestName = "Half of a migration has no place")]
    [TestCase("=== migrations/001_a.sql\n=== migrations/002_b.sql\n", TestName = "Nothing is known")]
    public void Silent(string chain) => RuleTest.Silent("ML008", chain);

    [Test]
    public void What_others_merged_meanwhile_counts_too()
    {
        // The branch left main before 005 came there.
        var files = RuleTest.Parse("=== main: migrations/001_a.sql\n=== main: migrations/005_e.sql\n=== migrations/001_a.sql\n=== migrations/004_d.sql").Files;
        var git = new Diverged(files);

        var found = new Linter(files, new LintOptions { Today = RuleTest.Today, Base = "main" }, git).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics;

        Assert.That(found.Where(one => one.Rule.Family == RuleFamily.Chain).Select(one => one.Text.Message), Is.EqualTo(new[] { "004_d.sql is new and sorts before 005_e.sql, which main has" }));
        Assert.That(((RenameFix)found.Single(one => one.Rule.Id == "ML008").Fix!).NewName, Is.EqualTo("006_d.sql"));
    }

    [Test]
    public void What_is_not_even_committed_did_not_run_before_the_last_applied_one()
    {
        var files = RuleTest.Parse("=== migrations/001_a.sql\n=== migrations/002_b.sql\n=== migrations/003_c.sql").Files;
        files["/project/.git/HEAD"] = FakeGit.Head;
        files["/project/.git/main/migrations/001_a.sql"] = files["/project/migrations/001_a.sql"];
        files["/project/.git/main/migrations/003_c.sql"] = files["/project/migrations/003_c.sql"];

        var found = new Linter(files, new LintOptions { Today = RuleTest.Today, Since = "003" }, new FakeGit(files)).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics;

        Assert.That(found.Single(one => one.Rule.Id == "ML008").Text.Message, Is.EqualTo("002_b.sql is new and sorts before 003_c.sql, which is applied, as since 003 says"));
    }

    /// <summary>The common ancestor has no 005 yet.</summary>
    private sealed class Diverged(MigrationLint.Files.IFileSystem files) : MigrationLint.History.IGit
    {
        private static readonly string Ancestor = new('3', 40);
        private readonly FakeGit git = new(files) { MergeBase = Ancestor };

        public MigrationLint.History.GitAnswer<string> Resolve(string root, string revision) => git.Resolve(root, revision);

        public MigrationLint.History.GitAnswer<string> FindMergeBase(string root, string first, string second) => git.FindMergeBase(root, first, second);

        public MigrationLint.History.GitAnswer<IReadOnlyList<MigrationLint.History.GitFile>> ListFiles(string root, string commit, IReadOnlyList<string> directories)
        {
            var all = git.ListFiles(root, commit, directories);
            return commit == Ancestor ? new([.. all.Value!.Where(file => !file.Path.Contains("005", StringComparison.Ordinal))], null) : all;
        }

        public MigrationLint.History.GitAnswer<IReadOnlyList<MigrationLint.History.GitRemoval>> ListRemovals(string root, string commit, IReadOnlyList<string> directories) => git.ListRemovals(root, commit, directories);

        public MigrationLint.History.GitAnswer<IReadOnlyList<string>> ListLeftOut(string root, IReadOnlyList<string> directories) => git.ListLeftOut(root, directories);

        public MigrationLint.History.GitAnswer<IReadOnlyDictionary<string, byte[]>> ReadBlobs(string root, IReadOnlyCollection<string> ids) => git.ReadBlobs(root, ids);
    }
}
