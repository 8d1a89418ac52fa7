using MigrationLint.Diagnostics;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class EditedMigrationTests
{
    [Test]
    public void The_first_word_that_differs_is_marked()
    {
        var found = RuleTest.Reports("ML010", """
            === main: migrations/001_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY, name text);
            === migrations/001_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY, name [|varchar|](20));
            """)[0];

        Assert.That((found.Severity, found.Text.Message), Is.EqualTo((Severity.Error, "001_a.sql is changed, although it is in main")));
        Assert.That(found.Text.Remedy, Does.StartWith("Take the change back with git restore --source=main -- migrations/001_a.sql,"));
    }

    [TestCase("CREATE TABLE a (id int);\n", "CREATE TABLE a (id int);\n[|INSERT|] INTO a VALUES (1);\n", TestName = "A statement more")]
    [TestCase("CREATE TABLE a (id int);\nSELECT 1;\n", "CREATE TABLE a (id int);\n[||]", TestName = "A statement less")]
    [TestCase("INSERT INTO a VALUES ('x y');", "INSERT INTO a VALUES ([|'x  y'|]);", TestName = "Blanks within a string of SQL")]
    [TestCase("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;", "-- migrate:up\nSELECT 1;\n[|SELECT|] 2;\n-- migrate:down\n", TestName = "A mark of the tool has moved")]
    [TestCase("COPY a FROM stdin;\n1\tx\n\\.\n", "COPY a FROM stdin;\n1\t[|y|]\n\\.\n", TestName = "Data of COPY")]
    public void Reports_in_sql(string before, string after) => RuleTest.Reports("ML010", $"=== main: migrations/001_a.sql\n{before}\n=== migrations/001_a.sql\n{after}");

    [TestCase("=== main: migrations/001_a.sql\nSELECT 1;\n=== migrations/001_a.sql\n-- Says why.\nSELECT   1 ;  /* here */\n", TestName = "Comments and blanks of SQL")]
    [TestCase("=== main: migrations/20250101000000_a.js\nexports.up = (knex) => knex.raw('select 1'); exports.down = () => {};\n=== migrations/20250101000000_a.js\n// why\nexports.up = (knex) =>\n  knex.raw('select 1'); /* x */\nexports.down = () => { };\n", TestName = "Comments and blanks of JavaScript")]
    [TestCase("=== main: migrations/001_a.sql\nSELECT 1;\nSELECT 2;\n=== migrations/001_a.sql\nSELECT 1;\r\nSELECT 2;\r\n", TestName = "Line ends")]
    [TestCase("=== main: migrations/001_a.sql\nSELECT 1;\n=== migrations/001_a.sql\nSELECT 1;\n=== migrations/002_b.sql\nSELECT 2;\n", TestName = "A new file beside")]
    [TestCase("=== main: lib/x.js\nmodule.exports = 1;\n=== lib/x.js\nmodule.exports = 2;\n=== main: migrations/001_a.sql\nSELECT 1;\n=== migrations/001_a.sql\nSELECT 1;\n", TestName = "What is changed is no migration")]
    [TestCase("=== main: sql/R__views.sql\nCREATE VIEW v AS SELECT 1;\n=== sql/R__views.sql\nCREATE VIEW v AS SELECT 2;\n=== main: sql/V1__a.sql\nSELECT 1;\n=== sql/V1__a.sql\nSELECT 1;\n=== flyway.toml\n[flyway]\nlocations = [\"filesystem:sql\"]\n", TestName = "Flyway runs it again when it changes")]
    public void Silent(string chain) => RuleTest.Silent("ML010", chain);

    [Test]
    public void A_file_that_only_the_checkout_has_may_be_changed()
    {
        // HEAD has it, but nobody says that it left this machine.
        var files = Committed();

        Assert.That(Run(files, new LintOptions { Today = RuleTest.Today }), Is.Empty);
    }

    [Test]
    public void What_the_user_calls_applied_must_stay()
    {
        var found = Run(Committed(), new LintOptions { Today = RuleTest.Today, Since = "001" }).Single();

        Assert.That(found.Text.Message, Is.EqualTo("001_a.sql is changed, although it is applied, as since 001 says"));
        Assert.That(found.Text.Remedy, Does.Contain("--source=HEAD"));
    }

    [Test]
    public void What_the_default_branch_of_origin_has_must_stay()
    {
        var files = Committed();
        files["/project/.git/refs/remotes/origin/HEAD"] = "ref: refs/remotes/origin/main\n";
        files["/project/.git/packed-refs"] = $"# pack-refs with: peeled\n{FakeGit.Tip} refs/remotes/origin/main\n";

        Assert.That(Run(files, new LintOptions { Today = RuleTest.Today }).Single().Text.Message, Is.EqualTo("001_a.sql is changed, although it is in origin/main"));
    }

    private static InMemoryFileSystem Committed() => new()
    {
        ["/project/.git/HEAD"] = FakeGit.Head,
        ["/project/.git/main/migrations/001_a.sql"] = "CREATE TABLE a (id int);",
        ["/project/migrations/001_a.sql"] = "CREATE TABLE a (id bigint);",
    };

    private static List<Diagnostic> Run(InMemoryFileSystem files, LintOptions options) =>
        [.. new Linter(files, options, new FakeGit(files)).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics.Where(one => one.Rule.Id == "ML010")];
}
