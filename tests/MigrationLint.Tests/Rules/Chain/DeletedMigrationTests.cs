using MigrationLint.Diagnostics;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class DeletedMigrationTests
{
    private const string Orders = """
        === main: migrations/002_orders.sql
        CREATE TABLE orders (id bigint PRIMARY KEY);
        === migrations/002_orders.sql
        CREATE TABLE orders (id bigint PRIMARY KEY);

        """;

    [Test]
    public void A_migration_that_the_base_has_is_reported_where_it_was_with_its_tables()
    {
        var found = RuleTest.Reports("ML009", Orders + """
            === main: migrations/001_customers.sql [||]
            CREATE TABLE customers (id bigint PRIMARY KEY);
            CREATE TABLE notes (id bigint PRIMARY KEY);
            CREATE TABLE scratch (id bigint PRIMARY KEY);
            DROP TABLE scratch;
            CREATE TEMP TABLE work (id bigint);
            """)[0];

        Assert.That(found.Severity, Is.EqualTo(Severity.Error));
        Assert.That(found.Text.Message, Is.EqualTo("001_customers.sql is gone: main has it"));
        Assert.That(found.Text.Why, Does.Contain("each of its tables customers and notes stays there"));
        Assert.That(found.Text.Remedy, Does.StartWith("Bring it back with git restore --source=main -- migrations/001_customers.sql,"));
        Assert.That(found.Subject, Is.EqualTo("001_customers.sql"));
    }

    [Test]
    public void Tables_that_another_migration_drops_renames_or_creates_are_not_left()
    {
        var found = RuleTest.Reports("ML009", """
            === main: migrations/001_customers.sql [||]
            CREATE TABLE customers (id bigint PRIMARY KEY);
            CREATE TABLE gone (id bigint PRIMARY KEY);
            CREATE TABLE before (id bigint PRIMARY KEY);
            === main: migrations/003_later.sql
            CREATE TABLE IF NOT EXISTS customers (id bigint PRIMARY KEY);
            DROP TABLE IF EXISTS gone;
            ALTER TABLE IF EXISTS before RENAME TO after;
            === migrations/003_later.sql
            CREATE TABLE IF NOT EXISTS customers (id bigint PRIMARY KEY);
            DROP TABLE IF EXISTS gone;
            ALTER TABLE IF EXISTS before RENAME TO after;
            """)[0];

        Assert.That(found.Text.Why, Does.Contain("its table after stays there"));
    }

    [Test]
    public void A_deleted_module_is_evaluated_as_it_was()
    {
        var found = RuleTest.Reports("ML009", """
            === main: migrations/20250101000000_users.js [||]
            const { names } = require('../lib/names');
            exports.up = async (knex) => { for (const name of names) { await knex.schema.createTable(name, (table) => { table.increments(); }); } };
            exports.down = (knex) => knex.schema.dropTable('users');
            === lib/names.js
            module.exports.names = ['users', 'teams'];
            === main: migrations/20250102000000_b.js
            === migrations/20250102000000_b.js
            """)[0];

        Assert.That(found.Text.Why, Does.Contain("Knex refuses every command").And.Contain("each of its tables teams and users stays there"));
    }

    [Test]
    public void Knex_does_not_notice_where_its_validation_is_off() => Assert.That(
        RuleTest.Reports("ML009", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', disableMigrationsListValidation: true } };
            === main: migrations/20250101000000_a.js [||]
            === main: migrations/20250102000000_b.js
            === migrations/20250102000000_b.js
            """)[0].Text.Why,
        Does.Contain("Knex does not notice, since disableMigrationsListValidation is set;"));

    [Test]
    public void A_migration_of_a_directory_of_its_own_goes_by_the_directory() =>
        Assert.That(
            RuleTest.Reports("ML009", """
                === main: prisma/migrations/20250101000000_init/migration.sql [||]
                CREATE TABLE a (id int PRIMARY KEY);
                === main: prisma/migrations/20250102000000_next/migration.sql
                CREATE TABLE b (id int PRIMARY KEY);
                === prisma/migrations/20250102000000_next/migration.sql
                CREATE TABLE b (id int PRIMARY KEY);
                === prisma/migrations/migration_lock.toml
                provider = "postgresql"
                """)[0].Text.Message,
            Is.EqualTo("20250101000000_init is gone: main has it"));

    [TestCase(Orders, TestName = "Nothing is gone")]
    [TestCase(Orders + "=== main: migrations/001_a.sql\nCREATE TABLE a (id int);\n=== migrations/003_a.sql\nCREATE TABLE a (id int);", TestName = "It was renamed")]
    [TestCase(Orders + "=== main: migrations/README.md\ntext\n=== main: migrations/fixtures/1.json\n{}", TestName = "What is gone is no migration")]
    [TestCase(Orders + "=== main: migrations/archive/001_a.sql\nCREATE TABLE a (id int);", TestName = "It lay in a directory that is not read")]
    [TestCase(Orders + "=== main: migrations/002_orders.down.sql\nDROP TABLE orders;", TestName = "Only the way back is gone")]
    [TestCase(Orders + "=== main: other/001_a.sql\nCREATE TABLE a (id int);", TestName = "It lay in another folder")]
    [TestCase("=== .editorconfig\n[*.sql]\nmigrationlint.since = 002\n" + Orders + "=== main: migrations/001_a.sql\nCREATE TABLE a (id int);", TestName = "It lies below the last applied migration")]
    [TestCase("=== main: migrations/20250101000000_a.js\n=== main: migrations/20250101000000_a.d.ts\nexport {};\n=== migrations/20250101000000_a.js\n", TestName = "Only a declaration is gone")]
    public void Silent(string chain) => RuleTest.Silent("ML009", chain);

    [Test]
    public void Without_a_base_the_history_tells_and_nobody_knows_whether_it_ran()
    {
        var files = RuleTest.Parse("=== migrations/002_b.sql\nCREATE TABLE b (id int);").Files;
        files["/project/.git/HEAD"] = FakeGit.Head;
        files["/project/.git/main/migrations/002_b.sql"] = files["/project/migrations/002_b.sql"];
        var git = new FakeGit(files).Remove("migrations/001_a.sql", "CREATE TABLE a (id int);");

        var found = new Linter(files, new LintOptions { Today = RuleTest.Today }, git).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics.Single(one => one.Rule.Id == "ML009");

        Assert.That((found.Severity, found.Text.Message, found.Location.Text.Path), Is.EqualTo((Severity.Warning, "001_a.sql is gone: commit aaaaaaaaaa deleted it", "/project/migrations/001_a.sql")));
        Assert.That(found.Text.Remedy, Does.Contain("--source=aaaaaaaaaa^ -- migrations/001_a.sql"));
        Assert.That(found.Text.Why, Does.Contain("its table a stays"));
    }

    [Test]
    public void A_path_that_a_shell_would_split_is_quoted() =>
        Assert.That(
            RuleTest.Reports("ML009", Orders + "=== main: migrations/001_it's a.sql [||]\nCREATE TABLE a (id int);")[0].Text.Remedy,
            Does.Contain("-- 'migrations/001_it'\\''s a.sql',"));

    [TestCase("migrations/001_a.sql", "migrations/002_b.sql", "migrations/010_baseline.sql", "CREATE TABLE a (id bigint PRIMARY KEY);\n", "CREATE TABLE b (id bigint PRIMARY KEY);\nALTER TABLE a ADD COLUMN c text;\n", "CREATE TABLE a (id bigint PRIMARY KEY, c text);\nCREATE TABLE b (id bigint PRIMARY KEY);\n", "010_baseline.sql replaces 2 migrations (001_a.sql and 002_b.sql), which main has")]
    [TestCase("migrations/V1__a.sql", "migrations/V2__b.sql", "migrations/V3__base.sql", "CREATE TABLE a (id bigint PRIMARY KEY);\n", "ALTER TABLE a ADD COLUMN c text;\n", "CREATE TABLE a (id bigint PRIMARY KEY, c text);\nCREATE INDEX ON a (c);\nSELECT 1, 2, 3;\n", "V3__base.sql replaces 2 migrations (V1__a.sql and V2__b.sql), which main has")]
    [TestCase("migrations/20250101000000_a.js", "migrations/20250102000000_b.js", "migrations/20250103000000_base.js", "exports.up = (knex) => knex.schema.createTable('a', (t) => { t.increments(); });\nexports.down = (knex) => knex.schema.dropTable('a');\n", "exports.up = (knex) => knex.schema.createTable('b', (t) => { t.increments(); });\nexports.down = (knex) => knex.schema.dropTable('b');\n", "exports.up = async (knex) => {\n  await knex.schema.createTable('b', (t) => { t.bigIncrements(); t.text('name'); t.timestamps(true, true); });\n  await knex.schema.createTable('a', (t) => { t.bigIncrements(); t.text('title'); });\n};\nexports.down = async (knex) => { await knex.schema.dropTable('a'); await knex.schema.dropTable('b'); };\n", "20250103000000_base.js replaces 2 migrations (20250101000000_a.js and 20250102000000_b.js), which main has")]
    public void A_squash_is_one_finding_at_the_file_that_takes_the_place(string first, string second, string baseline, string one, string two, string both, string message)
    {
        var found = RuleTest.Reports("ML009", $"=== main: {first}\n{one}=== main: {second}\n{two}=== {baseline}\n[||]{both}");

        Assert.That(found.Single().Text.Message, Is.EqualTo(message));
        Assert.That(found[0].Text.Remedy, Does.Contain("migrationlint.since = " + second.Split('/')[1]));
    }

    [Test]
    public void A_squash_is_silent_below_the_last_applied_migration_and_with_a_comment_in_its_file()
    {
        const string Squash = "=== main: migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n=== main: migrations/002_b.sql\nALTER TABLE a ADD COLUMN c text;\n";
        const string Baseline = "CREATE TABLE a (id bigint PRIMARY KEY, c text);\nCREATE INDEX ON a (c);\nSELECT 1, 2, 3;\n";

        RuleTest.Silent("ML009", $"=== .editorconfig\n[*.sql]\nmigrationlint.since = 002\n{Squash}=== migrations/003_baseline.sql\n{Baseline}");
        RuleTest.Silent("ML009", $"{Squash}=== migrations/003_baseline.sql\n-- migrationlint disable-file ML009: all ledgers are rewritten\n{Baseline}");
    }

    [Test]
    public void What_the_baseline_does_not_create_is_reported_by_itself() =>
        RuleTest.Reports("ML009", """
            === main: migrations/001_a.sql [||]
            CREATE TABLE a (id bigint PRIMARY KEY);
            === main: migrations/002_b.sql [||]
            CREATE TABLE b (id bigint PRIMARY KEY);
            === migrations/003_baseline.sql
            CREATE TABLE a (id bigint PRIMARY KEY, name text);
            CREATE INDEX ON a (name);
            SELECT 1, 2, 3;
            """);

    [Test]
    public void Tables_that_went_into_several_files_are_no_squash() =>
        RuleTest.Reports("ML009", """
            === main: migrations/001_a.sql [||]
            CREATE TABLE a (id bigint PRIMARY KEY);
            CREATE TABLE b (id bigint PRIMARY KEY);
            INSERT INTO a SELECT generate_series(1, 100);
            === main: migrations/002_c.sql [||]
            CREATE TABLE c (id bigint PRIMARY KEY);
            INSERT INTO c SELECT generate_series(1, 100);
            === migrations/003_first.sql
            CREATE TABLE a (key uuid, name text, title text, note text, street text, town text, country text);
            CREATE VIEW names AS SELECT name, title FROM a WHERE town IS NOT NULL ORDER BY country;
            === migrations/004_second.sql
            CREATE TABLE b (key uuid, amount numeric, currency text, due date, paid date, remark text);
            CREATE TABLE c (key uuid, phone text, mail text, fax text);
            """);
}
