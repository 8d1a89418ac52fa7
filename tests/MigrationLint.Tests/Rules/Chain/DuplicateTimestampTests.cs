using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class DuplicateTimestampTests
{
    [Test]
    public void Two_files_with_one_timestamp_are_reported_at_the_later_one()
    {
        var found = RuleTest.Reports("ML001", """
            === migrations/20250101000000_b.js [||]
            === migrations/20250101000000_a.js
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("20250101000000_a.js and 20250101000000_b.js carry the same number 20250101000000"));
        Assert.That(found[0].Text.Why, Does.StartWith("Knex runs 20250101000000_a.js first"));
        Assert.That(found[0].Related.Select(related => related.Location.Text.Path), Is.EqualTo(new[] { "/project/migrations/20250101000000_a.js" }));
    }

    [Test]
    public void Leading_zeros_make_no_other_number() =>
        RuleTest.Reports("ML001", """
            === migrations/007_a.sql
            === migrations/7_b.sql [||]
            """);

    [Test]
    public void Three_files_are_one_finding_that_names_all()
    {
        var found = RuleTest.Reports("ML001", """
            === migrations/001_a.js
            === migrations/001_b.js [||]
            === migrations/001_c.js
            """);

        Assert.That(found[0].Text.Message, Does.StartWith("001_a.js, 001_b.js and 001_c.js "));
        Assert.That(found[0].Related, Has.Count.EqualTo(2));
    }

    [Test]
    public void Up_and_down_halves_are_one_migration() =>
        RuleTest.Silent("ML001", """
            === migrations/001_a.up.sql
            === migrations/001_a.down.sql
            === migrations/002_b.sql
            """);

    [Test]
    public void A_file_beside_one_of_the_same_name_is_one_migration() =>
        RuleTest.Silent("ML001", """
            === migrations/001_a.js
            === migrations/001_a.ts
            === migrations/001_a.sql
            === migrations/001_a.d.ts
            """);

    [Test]
    public void A_file_that_is_never_loaded_counts_too()
    {
        var found = RuleTest.Reports("ML001", """
            === migrations/001_a.js
            === migrations/001_b.sql [||]
            """);

        Assert.That(found[0].Text.Why, Does.StartWith("Knex runs 001_a.js only"));
        Assert.That(found[0].Fix, Is.Null);
    }

    [Test]
    public void Two_folders_have_numbers_of_their_own() =>
        RuleTest.Silent("ML001", """
            === a/migrations/001_a.js
            === b/migrations/001_b.js
            """);

    [Test]
    public void Repeatable_files_have_no_number() =>
        RuleTest.Silent("ML001", """
            === migrations/V1__a.sql
            === migrations/R__views.sql
            === migrations/R__functions.sql
            """);

    [Test]
    public void A_letter_squeezes_a_file_in_between() =>
        RuleTest.Silent("ML001", """
            === migrations/026_a.js
            === migrations/026b_b.js
            """);

    [TestCase("001_a.js 001_b.js 003_c.js", "002_b.js")]
    [TestCase("001_a.js 001_b.js", "002_b.js")]
    [TestCase("20250131235959_a.js 20250131235959_b.js", "20250201000000_b.js")]
    [TestCase("20250101000099_a.js 20250101000099_b.js", "20250101000100_b.js")]
    [TestCase("20250228_a.js 20250228_b.js", "20250301_b.js")]
    [TestCase("001_a.js 001_b.js 001_c.js 004_d.js", "003_c.js")]
    [TestCase("001_a.js 001_b.js 001_c.js 003_d.js", "002_c.js")]
    [TestCase("001_a.js 001_b.js 002_x.sql", "003_b.js")]
    [TestCase("2025_01_01_120000_a.js 2025_01_01_120000_b.js", "2025_01_01_120001_b.js")]
    [TestCase("2_a.sql 2_b.sql 10_c.sql", "3_b.sql")]
    [TestCase("07_a.sql 007_b.sql", "08_a.sql")]
    [TestCase("2024-01-02-a.sql 2024-01-02-b.sql", "2024-01-03-b.sql")]
    [TestCase("20250202000061_a.js 20250202000061_b.js 20250202000063_c.js", "20250202000062_b.js")]
    [TestCase("1700000000000-a.js 1700000000000-b.js", "1700000000001-b.js")]
    [TestCase("20241112_a.js 20241112_b.js 20250101000000_c.js", "20241113_b.js")]
    public void The_later_file_gets_the_next_free_number(string names, string newName)
    {
        var fix = FixOf(names) as RenameFix;

        Assert.That(fix?.NewName, Is.EqualTo(newName));
        Assert.That(fix?.Applicability, Is.EqualTo(Applicability.Suggested));
        Assert.That(fix?.Title, Is.EqualTo("Rename to " + newName));
    }

    [TestCase("001_a.js 001_b.js 002_c.js", TestName = "No_number_is_free_before_the_following_file")]
    [TestCase("9_a.js 9_b.js", TestName = "A_counter_is_not_widened")]
    [TestCase("001_a.js 001_b.js 001_b.d.ts", TestName = "A_companion_would_be_left_behind")]
    [TestCase("07_a.sql 007_b.sql 8_c.sql", TestName = "A_runner_of_scripts_reads_numbers_and_no_text")]
    [TestCase("999_a.js 999_b.js", TestName = "No_number_of_this_width_is_left")]
    [TestCase("001_a.up.sql 001_a.down.sql 001_b.up.sql 001_b.down.sql", TestName = "Halves_would_be_torn_apart")]
    [TestCase("V1__a.sql V1__b.sql V2__c.sql", TestName = "No_version_is_between_two")]
    public void There_is_no_fix(string names) => Assert.That(FixOf(names), Is.Null);

    [Test]
    public void Of_versions_it_is_said_that_flyway_refuses_them() =>
        Assert.That(
            RuleTest.Reports("ML001", "=== migrations/V1.0__users.sql\n=== migrations/V1__orders.sql [||]\n").Single().Text.Why,
            Does.Contain("Flyway").And.Not.Contain("runs"));

    [Test]
    public void Many_pairs_take_no_longer_each_than_few()
    {
        var files = new InMemoryFileSystem();
        for (var i = 0; i < 5000; i++)
        {
            files[$"/p/migrations/{i / 2:00000}_add_t{i}_x.sql"] = "SELECT 1;";
        }

        Assert.That(Robustness.LintRun.Of(files).Count(finding => finding.Rule.Id == "ML001"), Is.EqualTo(2500));
    }

    [Test]
    public void Renaming_again_and_again_ends()
    {
        var names = "001_a.js 001_b.js 001_c.js 009_d.js";
        for (var i = 0; i < 2; i++)
        {
            var fix = (RenameFix)FixOf(names)!;
            names = names.Replace(fix.Path["/project/migrations/".Length..], fix.NewName, StringComparison.Ordinal);
        }

        RuleTest.Silent("ML001", Chain(names));
    }

    private static Fix? FixOf(string names) => RuleTest.Findings(Chain(names)).Single(finding => finding.Rule.Id == "ML001").Fix;

    private static string Chain(string names) => string.Concat(names.Split(' ').Select(name => $"=== migrations/{name}\n"));

    [TestCase("=== main: migrations/001_b.sql\n=== migrations/001_a.sql\n=== migrations/001_b.sql [||]\n", "001_a.sql", "002_a.sql", TestName = "The second one is merged")]
    [TestCase("=== main: migrations/001_a.sql\n=== migrations/001_a.sql\n=== migrations/001_b.sql [||]\n", "001_b.sql", "002_b.sql", TestName = "The first one is merged")]
    [TestCase("=== main: migrations/001_b.sql\n=== main: migrations/003_d.sql\n=== migrations/001_a.sql\n=== migrations/001_b.sql [||]\n=== migrations/001_c.sql\n=== migrations/003_d.sql\n", "001_c.sql", "002_c.sql", TestName = "Of two new ones the last moves first")]
    [TestCase("=== main: migrations/001_a.sql\n=== main: migrations/001_b.sql\n=== migrations/001_a.sql\n=== migrations/001_b.sql [||]\n", "001_b.sql", null, TestName = "Both are merged")]
    public void The_one_that_is_not_merged_moves(string chain, string moves, string? newName)
    {
        var found = RuleTest.Reports("ML001", chain)[0];

        Assert.That(((MigrationLint.Diagnostics.RenameFix?)found.Fix)?.NewName, Is.EqualTo(newName));
        Assert.That(found.Text.Remedy, Does.Contain(moves));
    }

    [Test]
    public void What_is_not_committed_yet_moves_and_the_fix_does_not_count_as_a_rename_of_the_other()
    {
        var files = RuleTest.Parse("=== migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n=== migrations/001_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY);\n").Files;
        files["/project/.git/HEAD"] = MigrationLint.Tests.History.FakeGit.Head;
        files["/project/.git/main/migrations/001_b.sql"] = files["/project/migrations/001_b.sql"];
        var git = new MigrationLint.Tests.History.FakeGit(files);
        var options = new LintOptions { Today = RuleTest.Today };

        var plan = new MigrationLint.Fixing.FixPlanner(
            files, disk => new Linter(disk, options, git).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics, MigrationLint.Diagnostics.Applicability.Suggested).Plan();

        Assert.That(plan.Renames.Select(rename => (rename.From, rename.To)), Is.EqualTo(new[] { ("/project/migrations/001_a.sql", "/project/migrations/002_a.sql") }));
    }
}
