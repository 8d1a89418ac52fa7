using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class SectionMarkerTests
{
    private const string Dbmate = "=== db/migrations/001_a.sql\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n=== db/migrations/003_c.sql\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n";
    private const string Goose = "=== db/migrations/001_a.sql\n-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n=== db/migrations/003_c.sql\n-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n";

    [TestCase("[||]select 1;", "002_b.sql has no line -- migrate:up")]
    [TestCase("[||]-- migrate:up\nselect 1;", "002_b.sql has no line -- migrate:down")]
    [TestCase("[|-- migrate:down|]\nselect 1;\n-- migrate:up\nselect 1;", "-- migrate:down stands before the way forward in 002_b.sql")]
    [TestCase("[|select 1;|]\n-- migrate:up\nselect 1;\n-- migrate:down\n-- cannot be undone", "A statement of 002_b.sql stands before -- migrate:up")]
    public void Dbmate_refuses(string script, string message) =>
        Assert.That(RuleTest.Reports("ML027", $"{Dbmate}=== db/migrations/002_b.sql\n{script}\n")[0].Text.Message, Is.EqualTo(message));

    [TestCase("[|select 1;|]", "002_b.sql has no line -- +goose Up")]
    [TestCase("-- +goose Up\nselect 1;\n[|-- +goose Up|]\nselect 1;", "-- +goose Up stands twice in 002_b.sql")]
    [TestCase("[|-- +goose Down|]\nselect 1;", "-- +goose Down stands before the way forward in 002_b.sql")]
    [TestCase("-- +goose Up\nselect 1;\n[|-- +goose Dwon|]\nselect 1;", "goose does not know the mark -- +goose Dwon")]
    [TestCase("-- +goose Up\n[|-- +goose StatementBegin|]\nselect 1;", "002_b.sql lacks -- +goose StatementEnd")]
    public void Goose_refuses(string script, string message) =>
        Assert.That(RuleTest.Reports("ML027", $"{Goose}=== db/migrations/002_b.sql\n{script}\n")[0].Text.Message, Is.EqualTo(message));

    [TestCase(Dbmate)]
    [TestCase(Goose)]
    [TestCase(Dbmate + "=== db/migrations/002_b.sql\n-- why\n/* more\nwhy */\n\n-- migrate:up transaction:false\nselect 1;\n-- migrate:down\n")]
    [TestCase(Goose + "=== db/migrations/002_b.sql\n-- why\n-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nselect 1;\n-- +goose StatementEnd\n")]
    [TestCase("=== migrations/001_a.sql\n-- Up Migration\nselect 1;\n-- Down Migration\nselect 1;\n=== migrations/002_b.sql\nselect 1;\n")]
    [TestCase("=== migrations/001_a.sql\n-- +migrate Up\nselect 1;\n-- +migrate Down\nselect 1;\n")]
    [TestCase("=== migrations/V1__a.sql\nselect 1;\n-- +goose Down\n-- nothing\n")]
    [TestCase("=== migrations/001_a.js\nexports.up = (knex) => knex.raw('select 1 -- migrate:down');\nexports.down = (knex) => knex.raw('select 1');\n")]
    public void Right_marks_are_right(string chain) => RuleTest.Silent("ML027", chain);

    [Test]
    public void A_mark_of_another_tool_is_a_comment()
    {
        var found = RuleTest.Reports("ML027", "=== migrations/V1__a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n[|-- migrate:down|]\nDROP TABLE a;\n");

        Assert.That(found[0].Text.Message, Is.EqualTo("-- migrate:down is a comment for Flyway: what stands behind it in V1__a.sql runs too"));
    }

    [Test]
    public void The_parts_of_sql_migrate_run_each_way()
    {
        const string Chain = "=== migrations/001_customers.sql\n-- +migrate Up\nCREATE TABLE customers (id bigint PRIMARY KEY);\n-- +migrate Down\nDROP TABLE customers;\n=== migrations/002_email_of_customers.sql\n-- +migrate Up\nALTER TABLE customers ADD COLUMN email text;\n-- +migrate Down\nALTER TABLE customers DROP COLUMN email;\n";

        Assert.That(RuleTest.Findings(Chain), Is.Empty, () => RuleTest.Describe(RuleTest.Findings(Chain)));
    }
}

public sealed class MissingSectionTests
{
    [Test]
    public void Other_files_of_goose_have_one()
    {
        var found = RuleTest.Reports("ML012", "=== migrations/001_a.sql\n-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n=== migrations/002_b.sql\n[||]-- +goose Up\nCREATE TABLE b (id bigint PRIMARY KEY);\n");

        Assert.That(found[0].Severity, Is.EqualTo(MigrationLint.Diagnostics.Severity.Warning));
        Assert.That(found[0].Text.Remedy, Is.EqualTo("Write -- +goose Down at the end of the file, and below it DROP TABLE b;"));
    }

    [Test]
    public void Flyway_and_golang_migrate_name_the_file_that_is_missing()
    {
        Assert.That(RuleTest.Reports("ML012", "=== migrations/V1__a.sql\nselect 1;\n=== migrations/U1__a.sql\nselect 1;\n=== migrations/V2__b.sql\n[||]CREATE TABLE b (id bigint PRIMARY KEY);\n")[0].Text.Remedy, Is.EqualTo("Add U2__b.sql, with: DROP TABLE b;"));
        Assert.That(RuleTest.Reports("ML012", "=== migrations/1_a.up.sql\n[||]CREATE TYPE s AS ENUM ('a');\nCREATE TABLE b (id s PRIMARY KEY);\n")[0].Text.Remedy, Is.EqualTo("Add 1_a.down.sql, with: DROP TABLE b; DROP TYPE s;"));
    }

    [Test]
    public void Knex_gets_the_inverse_in_its_own_words() =>
        Assert.That(
            RuleTest.Reports("ML012", "=== migrations/001_a.js\nexports.up = [|(knex) => knex.schema.createTable('a', (t) => { t.increments(); })|];\n")[0].Text.Remedy,
            Is.EqualTo("Export the way back: exports.down = async (knex) => { await knex.schema.dropTable('a'); }."));

    [TestCase("=== supabase/migrations/20250101000000_a.sql\nselect 1;\n")]
    [TestCase("=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n=== prisma/migrations/migration_lock.toml\nprovider = \"postgresql\"\n")]
    [TestCase("=== migrations/001_a.sql\nselect 1;\n=== migrations/002_b.sql\nselect 1;\n")]
    [TestCase("=== migrations/001_a.sql\n-- +goose Up\nselect 1;\n=== migrations/002_b.sql\n-- +goose Up\nselect 1;\n")]
    [TestCase("=== migrations/V1__a.sql\nselect 1;\n=== migrations/U1__a.sql\nselect 1;\n=== migrations/R__views.sql\nselect 1;\n")]
    public void Who_goes_forward_only_needs_none(string chain) => RuleTest.Silent("ML012", chain);

    [Test]
    public void An_empty_part_undoes_nothing()
    {
        var found = RuleTest.Findings("=== migrations/001_a.sql\n-- migrate:up\nCREATE TABLE a (id bigint PRIMARY KEY);\n-- migrate:down\n").Where(finding => finding.Rule.Id == "ML013").ToList();

        Assert.That(found.Single().Text.Remedy, Is.EqualTo("Write it: DROP TABLE a;"));
    }

    [TestCase("-- irreversible: it is needed\n")]
    [TestCase("DROP TABLE a;\n")]
    public void A_part_that_says_why_is_none(string down) =>
        RuleTest.Silent("ML013", "=== migrations/001_a.sql\n-- migrate:up\nCREATE TABLE a (id bigint PRIMARY KEY);\n-- migrate:down\n" + down);
}

public sealed class GooseStatementTests
{
    private const string Head = "=== migrations/001_a.sql\n-- +goose Up\nCREATE TABLE a (id bigint PRIMARY KEY);\n=== migrations/002_f.sql\n-- +goose Up\n";

    [TestCase("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS [|$$\nBEGIN\n  RETURN NEW;\nEND $$|];\n")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS [|$body$\n  SELECT 1; -- one\n$body$|];\n")]
    public void A_statement_is_cut(string sql) =>
        Assert.That(RuleTest.Reports("ML027", Head + sql)[0].Text.Remedy, Is.EqualTo("Write -- +goose StatementBegin above the statement, and -- +goose StatementEnd below it."));

    [TestCase("-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN NEW;\nEND $$;\n-- +goose StatementEnd\n", TestName = "StatementBegin_keeps_a_statement_whole")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n", TestName = "A_statement_of_one_line_is_not_cut")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1\n$$;\n", TestName = "A_body_without_semicolons_is_not_cut")]
    [TestCase("-- costs $$\nINSERT INTO a VALUES (1);\nCOMMENT ON TABLE a IS '$$';\n", TestName = "Dollars_in_comments_and_strings_quote_nothing")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1\n  -- none;\n$$;\n", TestName = "A_semicolon_in_a_comment_ends_nothing")]
    public void A_statement_stays_whole(string sql) => RuleTest.Silent("ML027", Head + sql);

    [Test]
    public void Others_do_not_cut() =>
        RuleTest.Silent("ML027", "=== migrations/001_a.sql\n-- migrate:up\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN NEW;\nEND $$;\n-- migrate:down\nDROP FUNCTION f();\n");
}

public sealed class ToolNamesTests
{
    [TestCase("goose", "=== migrations/001_a.sql\n-- +goose Up\nselect 1;\n=== migrations/002-b.sql [||]\n-- +goose Up\nselect 1;\n=== migrations/003_c.sql\n-- +goose Up\nselect 1;\n")]
    [TestCase("Supabase", "=== supabase/migrations/001_a.sql\n=== supabase/migrations/002-b.sql [||]\n")]
    public void What_a_tool_does_not_take_never_runs(string tool, string chain) =>
        Assert.That(RuleTest.Reports("ML005", chain)[0].Text.Message, Does.StartWith(tool + " never runs 002-b.sql"));

    [TestCase("=== db/migrations/10_b.sql [||]\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n=== db/migrations/9_a.sql\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n")]
    public void Dbmate_sorts_names_as_text(string chain) =>
        Assert.That(RuleTest.Reports("ML006", chain)[0].Text.Why, Does.StartWith("dbmate sorts names as text"));

    [TestCase("=== migrations/10_b.up.sql\nselect 1;\n=== migrations/9_a.up.sql\nselect 1;\n")]
    [TestCase("=== migrations/V10__b.sql\nselect 1;\n=== migrations/V9__a.sql\nselect 1;\n")]
    public void Others_go_by_the_number(string chain) => RuleTest.Silent("ML006", chain);

    [TestCase("=== supabase/migrations/001_a.sql\n=== supabase/migrations/001_b.sql [||]\n", "duplicate key")]
    [TestCase("=== migrations/1_a.up.sql\nselect 1;\n=== migrations/1_b.up.sql [||]\nselect 1;\n", "golang-migrate refuses to start")]
    public void One_version_twice(string chain, string why) => Assert.That(RuleTest.Reports("ML001", chain)[0].Text.Why, Does.Contain(why));
}
