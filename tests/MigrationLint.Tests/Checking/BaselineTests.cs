using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Tests.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Checking;

public sealed class BaselineTests
{
    private const string Path = "/project/db/known.txt";

    private const string Migration = """
        exports.up = (knex) => knex.schema.createTable('users', (table) => { table.bigIncrements(); });
        exports.down = async () => {};

        """;

    private static LintOptions Options => new() { Today = RuleTest.Today, Baseline = Path };

    [Test]
    public void What_is_known_is_not_reported_again_and_counted()
    {
        var files = Files();
        files[Path] = Written(files);

        var result = Run(files);

        Assert.That(result.Diagnostics, Is.Empty, () => RuleTest.Describe(result.Diagnostics));
        Assert.That(result.Coverage.InBaseline, Is.EqualTo(1));
    }

    [Test]
    public void The_file_names_rule_and_file_and_is_sorted_by_file()
    {
        var files = Files();
        files["/project/migrations/20250101000001_teams.js"] = Migration.Replace("users", "teams", StringComparison.Ordinal);

        var lines = Written(files).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines[0], Does.StartWith("# "));
        Assert.That(lines.Skip(1), Has.All.Match("^ML013 [0-9a-f]{32} \\.\\./migrations/2025010100000[01]_(users|teams)\\.js$"));
        Assert.That(lines.Skip(1).Select(line => line[39..]), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [TestCase("// a comment more\n\n", "", TestName = "Lines have moved")]
    [TestCase("", "// and behind\nexports.other = 1;\n", TestName = "Something else was added")]
    public void A_known_finding_stays_known(string before, string after)
    {
        var files = Files();
        files[Path] = Written(files);
        files["/project/migrations/20250101000000_users.js"] = before + Migration + after;

        Assert.That(Run(files).Diagnostics, Is.Empty);
    }

    [Test]
    public void The_same_once_more_is_new()
    {
        var files = new InMemoryFileSystem { ["/project/migrations/001_a.sql"] = "CREATE TABLE a (id bigint PRIMARY KEY);\nDROP TABLE nothing;\n" };
        files[Path] = Written(files);
        files["/project/migrations/001_a.sql"] += "DROP  TABLE nothing;\n";

        var found = Run(files).Diagnostics;

        Assert.That(found, Is.Not.Empty, "two equal statements, one known");
        Assert.That(found.Select(one => one.Rule.Id), Has.None.EqualTo("ML992"));
    }

    [Test]
    public void A_changed_statement_is_new_and_the_old_line_is_said()
    {
        var files = new InMemoryFileSystem { ["/project/migrations/001_a.sql"] = "CREATE TABLE a (id bigint PRIMARY KEY);\nALTER TABLE missing ADD COLUMN b int;\n" };
        files[Path] = Written(files);
        files["/project/migrations/001_a.sql"] = "CREATE TABLE a (id bigint PRIMARY KEY);\nALTER TABLE missing ADD COLUMN c int;\n";

        var found = Run(files).Diagnostics;

        Assert.That(found.Select(one => one.Location.Text.Path).Distinct(), Is.EquivalentTo(new[] { "/project/migrations/001_a.sql", Path }));
    }

    [Test]
    public void A_line_whose_finding_is_gone_is_said()
    {
        var files = Files();
        files[Path] = Written(files);
        files["/project/migrations/20250101000000_users.js"] = Migration.Replace("async () => {}", "(knex) => knex.schema.dropTable('users')", StringComparison.Ordinal);

        var found = Run(files).Diagnostics.Single();

        Assert.That((found.Rule.Id, found.Location.Text.Path, found.Text.Message), Is.EqualTo(("ML992", Path, "The baseline has a finding of ML013 in ../migrations/20250101000000_users.js that is gone")));
        Assert.That(found.Location.Text.Lines.GetPosition(found.Location.Span.Start).Line, Is.EqualTo(1));
    }

    [Test]
    public void A_line_of_a_rule_that_did_not_run_or_of_a_file_elsewhere_is_left_alone()
    {
        var files = Files();
        files[Path] = Written(files) + "ML013 00000000000000000000000000000000 ../elsewhere/migrations/1.js\nno line of ours\n";

        Assert.That(new Linter(files, Options with { Rules = ["ML001", "ML992"] }).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics, Is.Empty);
        Assert.That(Run(files).Diagnostics, Is.Empty);
    }

    [Test]
    public void An_editorconfig_names_the_file_from_wherever_it_stands()
    {
        var files = Files();
        files["/project/db/known.txt"] = Written(files);
        files["/project/.editorconfig"] = "[migrations/**]\nmigrationlint.baseline = db/known.txt\n";

        Assert.That(Run(files, Options with { Baseline = null }).Diagnostics, Is.Empty);
        Assert.That(Run(files, Options with { Baseline = "" }).Diagnostics, Is.Not.Empty, "none, whatever settings say");
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error() =>
        Assert.That(
            Run(Files()).Diagnostics.Where(one => one.Rule.Id == "ML993").Select(one => one.Text.Message),
            Is.EqualTo(new[] { "/project/db/known.txt: the baseline cannot be read" }));

    [Test]
    public void Names_with_every_character_come_back()
    {
        var files = new InMemoryFileSystem { ["/project/migrations/20250101000000_a b%0A\nc.js"] = Migration };
        files[Path] = Written(files);

        Assert.That(Run(files).Diagnostics, Is.Empty);
    }

    private static InMemoryFileSystem Files() => new() { ["/project/migrations/20250101000000_users.js"] = Migration };

    private static LintResult Run(InMemoryFileSystem files, LintOptions? options = null) => new Linter(files, options ?? Options).Run(new LintRequest { Paths = [RuleTest.Root] });

    private static string Written(InMemoryFileSystem files)
    {
        var found = Run(files, Options with { Baseline = "" }).Diagnostics;
        Assert.That(found, Is.Not.Empty);
        return Baseline.Write(found, Path, isCaseSensitive: true);
    }
}
