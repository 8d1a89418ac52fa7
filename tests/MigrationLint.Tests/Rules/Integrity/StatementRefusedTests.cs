using MigrationLint.Diagnostics;
using MigrationLint.Reporting;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class StatementRefusedTests
{
    private const string Down = "exports.down = async () => { throw new Error('irreversible'); };\n";

    [TestCase("ML401", "relation \"a\" already exists (42P07)", """
        === migrations/001_a.sql
        create table a (id int);
        === migrations/002_a.sql
        [|create table a (id int)|];
        """, TestName = "A_table_is_created_twice")]
    [TestCase("ML403", "column \"name\" does not exist (42703)", """
        === migrations/001_a.sql
        create table a (id int);
        === migrations/002_a.sql
        create table if not exists a (id int, name text);
        create index a_name on a ([|name|]);
        """, TestName = "IF_NOT_EXISTS_keeps_the_older_shape")]
    [TestCase("ML405", "relation \"a\" does not exist (42P01)", """
        === migrations/001_a.sql
        create table a (id int);
        === migrations/002_b.sql
        drop table a;
        === migrations/003_c.sql
        alter table [|a|] add column name text;
        """, TestName = "A_table_is_used_after_it_was_dropped")]
    [TestCase("ML405", "table \"a\" does not exist (42P01)", """
        === migrations/001_a.sql
        create table a (id int);
        drop table a;
        drop table [|a|];
        """, TestName = "A_table_is_dropped_twice")]
    [TestCase("ML401", "column \"name\" of relation \"a\" already exists (42701)", """
        === migrations/001_a.sql
        create table a (id int, name text);
        === migrations/002_b.sql
        alter table a [|add column name text|];
        """, TestName = "A_column_is_added_twice")]
    [TestCase("ML403", "column \"old\" does not exist (42703)", """
        === migrations/001_a.sql
        create table a (id int);
        === migrations/002_b.sql
        [|alter table a rename column old to new|];
        """, TestName = "A_column_that_is_not_there_is_renamed")]
    [TestCase("ML403", "constraint \"a_check\" of relation \"a\" does not exist (42704)", """
        === migrations/001_a.sql
        create table a (id int);
        === migrations/002_b.sql
        alter table a [|drop constraint a_check|];
        """, TestName = "A_constraint_that_is_not_there_is_dropped")]
    [TestCase("ML310", "there is no unique constraint matching given keys for referenced table \"a\" (42830)", """
        === migrations/001_a.sql
        create table a (id int);
        create table b (a_id int, [|foreign key (a_id) references a (id)|]);
        """, TestName = "A_foreign_key_needs_a_unique_key")]
    public void Sql_that_is_refused_is_reported_at_the_words_that_PostgreSQL_points_at(string rule, string problem, string chain)
    {
        var found = RuleTest.Reports(rule, chain);

        Assert.That(found.Single().Text.Message, Does.EndWith(": " + problem));
        Assert.That(found.Single().Severity, Is.EqualTo(Severity.Error));
    }

    [TestCase("ML401", "relation \"a\" already exists (42P07)", "exports.up = (knex) => [|knex.schema.createTable('a', (t) => { t.increments(); })|];\n")]
    [TestCase("ML401", "column \"name\" of relation \"a\" already exists (42701)", "exports.up = (knex) => knex.schema.alterTable('a', (t) => { [|t.string('name')|]; });\n")]
    [TestCase("ML403", "column \"gone\" of relation \"a\" does not exist (42703)", "exports.up = async (knex) => { await knex.schema.table('a', (t) => { [|t.dropColumn('gone')|]; }); };\n")]
    [TestCase("ML403", "column \"gone\" of relation \"a\" does not exist (42703)", "exports.up = async (knex) => { await knex('a').insert({ [|gone: 1|] }); };\n")]
    [TestCase("ML403", "column \"gone\" does not exist (42703)", "exports.up = async (knex) => { await knex.raw('create index i on a ([|gone|])'); };\n")]
    public void What_Knex_sends_is_reported_at_the_call_that_it_comes_from(string rule, string problem, string up)
    {
        var chain = "=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('a', (t) => { t.increments(); t.string('name'); });\n" + Down
            + "=== migrations/002_b.js\n" + up + Down;
        var found = RuleTest.Reports(rule, chain);

        Assert.That(found.Single().Text.Message, Does.EndWith(": " + problem));
        Assert.That(found.Single().Text.Why, Does.Contain("knex migrate:latest"));
    }

    [Test]
    public void An_error_of_the_program_itself_ends_its_migration() =>
        Assert.That(
            RuleTest.Reports("ML426", "=== migrations/001_a.js\nexports.up = async () => { [|throw new Error('not yet');|] };\n" + Down).Single().Text.Message,
            Is.EqualTo("001_a.js fails before its work is done: not yet"));

    [Test]
    public void Each_failing_file_is_reported_for_itself() =>
        RuleTest.Reports("ML401", """
            === migrations/001_a.sql
            create table a (id int);
            === migrations/002_b.sql
            [|create table a (id int)|];
            create table b (id int);
            === migrations/003_c.sql
            alter table a add column c int;
            === migrations/004_d.sql
            alter table a [|add column c int|];
            """);

    [Test]
    public void What_nothing_creates_is_a_warning_where_it_is_met_first()
    {
        var found = RuleTest.Reports("ML403", """
            === migrations/001_a.sql
            alter table [|users|] add column name text;
            === migrations/002_b.sql
            alter table users add column age int;
            create index users_mail on users (mail);
            """).Single();

        Assert.That(found.Severity, Is.EqualTo(Severity.Warning));
        Assert.That(found.Text.Message, Does.StartWith("No migration creates").And.Contain("users"));
    }

    [TestCase("drop table if exists b;\nalter table if exists c add column d int;\ndrop index if exists i;\nalter table a drop column if exists x;\n", TestName = "IF_EXISTS")]
    [TestCase("create table if not exists a (id int);\nalter table a add column if not exists id int;\n", TestName = "IF_NOT_EXISTS")]
    [TestCase("do $$ begin if not exists (select 1 from pg_tables where tablename = 'a') then create table a (id int); end if; end $$;\n", TestName = "A_DO_block_that_asks_the_catalog")]
    [TestCase("do $$ begin create table a (id int); exception when duplicate_table then null; end $$;\n", TestName = "A_DO_block_that_takes_the_error")]
    [TestCase("create index i on a (id);\ndrop table a;\ncreate table a (id int);\ncreate index i on a (id);\n", TestName = "A_name_that_is_free_again")]
    [TestCase("create function f() returns void language plpgsql as $$ begin insert into nowhere values (1); end $$;\n", TestName = "A_body_that_nobody_calls")]
    public void Sql_that_PostgreSQL_takes_is_silent(string sql) =>
        SilentOnRefusals("=== migrations/001_a.sql\ncreate table a (id int);\n=== migrations/002_b.sql\n" + sql);

    [TestCase("exports.up = async (knex) => { if (!(await knex.schema.hasTable('a'))) { await knex.schema.createTable('a', (t) => { t.increments(); }); } };\n", TestName = "HasTable")]
    [TestCase("exports.up = async (knex) => { if (!(await knex.schema.hasColumn('a', 'id'))) { await knex.schema.table('a', (t) => { t.integer('id'); }); } };\n", TestName = "HasColumn")]
    [TestCase("exports.up = async (knex) => { try { await knex.schema.createTable('a', (t) => { t.increments(); }); } catch (error) { console.log(error); } };\nexports.config = { transaction: false };\n", TestName = "A_caught_error")]
    [TestCase("exports.up = async (knex) => { if (process.env.AGAIN) { await knex.schema.createTable('a', (t) => { t.increments(); }); } };\n", TestName = "A_branch_that_need_not_run")]
    [TestCase("const name = process.env.NAME;\nexports.up = async (knex) => { await knex.schema.createTable(name, (t) => { t.increments(); }); };\n", TestName = "An_unknown_name")]
    [TestCase("const sql = require('somewhere');\nexports.up = async (knex) => { await knex.raw(sql.create); await knex.raw('create index i on a (later)'); };\n", TestName = "What_unknown_SQL_may_have_made")]
    public void Programs_that_know_what_they_do_are_silent(string up) =>
        SilentOnRefusals("=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('a', (t) => { t.increments(); });\n" + Down + "=== migrations/002_b.js\n" + up + Down);

    [Test]
    public void Another_database_is_not_replayed() =>
        SilentOnRefusals("""
            === knexfile.js
            module.exports = { client: 'mysql2', connection: process.env.URL, migrations: { directory: './migrations' } };
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.table('nowhere', (t) => { t.integer('a'); });
            exports.down = (knex) => knex.schema.table('nowhere', (t) => { t.dropColumn('a'); });
            """);

    [Test]
    public void Tables_that_are_said_to_be_external_are_there()
    {
        var files = RuleTest.Parse("=== migrations/001_a.sql\nalter table users add column name text;\nalter table teams add column name text;\n").Files;
        var folder = new DeclaredFolder("/project/migrations", null) { ExternalTables = "users" };

        Assert.That(Messages(Lint(files, folder)), Is.EqualTo(new[] { "No migration creates table teams: relation \"teams\" does not exist (42P01)" }));
    }

    [Test]
    public void A_dump_is_what_the_chain_starts_on()
    {
        var files = RuleTest.Parse("=== schema.sql\ncreate table users (id int);\n=== migrations/001_a.sql\nalter table users add column name text;\nalter table users add column id int;\n").Files;
        var folder = new DeclaredFolder("/project/migrations", null) { Base = "/project/schema.sql" };

        Assert.That(Messages(Lint(files, folder)), Is.EqualTo(new[] { "001_a.sql creates column id of users again: column \"id\" of relation \"users\" already exists (42701)" }));
    }

    [Test]
    public void On_an_empty_database_nothing_is_taken_as_given()
    {
        const string chain = "=== migrations/001_a.sql\nalter table users add column name text;\n=== migrations/002_b.sql\nalter table users add column age int;\n=== migrations/003_c.sql\ncreate table c (id int);\n";
        var given = Lint(RuleTest.Parse(chain).Files);
        var empty = Lint(RuleTest.Parse(chain).Files, options: Options with { FromEmpty = true });

        Assert.That(Messages(given), Has.Count.EqualTo(1));
        Assert.That(Messages(empty), Is.EqualTo(new[]
        {
            "No migration creates table users: relation \"users\" does not exist (42P01)",
            "No migration creates table users: relation \"users\" does not exist (42P01)",
        }));
        Assert.That(given.Runnable, Is.EqualTo(new[] { new RunnableFiles("/project/migrations", 1, 3) }));
        Assert.That(empty.Runnable, Is.EqualTo(given.Runnable));
    }

    [Test]
    public void A_replay_that_stops_at_the_first_failure_reports_that_one_only()
    {
        const string chain = "=== migrations/001_a.sql\ncreate table a (id int);\n=== migrations/002_b.sql\ncreate table a (id int);\n=== migrations/003_c.sql\ncreate table a (id int);\n=== migrations/004_d.sql\ncreate table d (id int);\n";
        var all = Lint(RuleTest.Parse(chain).Files);
        var first = Lint(RuleTest.Parse(chain).Files, options: Options with { StopAtFailure = true });

        Assert.That((Messages(all).Count, all.Runnable.Single().Runnable), Is.EqualTo((2, 2)));
        Assert.That((Messages(first).Count, first.Runnable.Single().Runnable), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Reports_tell_how_much_would_run_on_an_empty_database()
    {
        var result = Lint(RuleTest.Parse("=== migrations/001_a.sql\ncreate table a (id int);\n=== migrations/002_b.sql\ncreate table a (id int);\n").Files);
        var report = new Report
        {
            Findings = [],
            Folders = FolderSummary.From(result),
            Coverage = result.Coverage,
            Rules = [],
            BaseDirectory = RuleTest.Root,
            IsCaseSensitive = true,
            ToolVersion = "1",
        };

        Assert.That(new TextRenderer().Render(report), Does.Contain("; 1 of 2 files would run on an empty database\n"));
        Assert.That(new JsonRenderer().Render(report), Does.Match("\"steps\": 2,\\s+\"runnable\": 1"));
    }

    /// <summary>Every rule that reports statements which PostgreSQL refuses.</summary>
    private static readonly string[] Refusals =
    [
        "ML103", "ML104", "ML128", "ML129", "ML305", "ML306", "ML307", "ML308", "ML309", "ML310", "ML316",
        "ML401", "ML403", "ML404", "ML405", "ML415", "ML423", "ML424", "ML426",
    ];

    private static void SilentOnRefusals(string chain)
    {
        var found = RuleTest.Findings(chain).Where(finding => Refusals.Contains(finding.Rule.Id));
        Assert.That(found, Is.Empty, () => RuleTest.Describe(found));
    }

    private static LintOptions Options => new() { Today = RuleTest.Today };

    private static LintResult Lint(InMemoryFileSystem files, DeclaredFolder? folder = null, LintOptions? options = null) =>
        new Linter(files, options ?? Options).Run(new LintRequest { Paths = folder is null ? [RuleTest.Root] : [], Folders = folder is null ? [] : [folder] });

    private static IReadOnlyList<string> Messages(LintResult result) =>
        [.. result.Diagnostics.Where(finding => Refusals.Contains(finding.Rule.Id)).Select(finding => finding.Text.Message)];

    [Test]
    public void A_table_that_a_later_migration_creates_is_an_error_and_names_that_migration()
    {
        var found = RuleTest.Reports("ML404", """
            === migrations/001_index.sql
            CREATE INDEX users_name_idx ON [|users|] (name);
            === migrations/002_users.sql
            CREATE TABLE users (name text);
            """).Single();

        Assert.That(found.Severity, Is.EqualTo(Severity.Error));
        Assert.That(found.Text.Message, Is.EqualTo("001_index.sql uses table users before 002_users.sql creates it: relation \"users\" does not exist (42P01)"));
    }
}
