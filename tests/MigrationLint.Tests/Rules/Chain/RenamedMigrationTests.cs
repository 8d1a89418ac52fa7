using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class RenamedMigrationTests
{
    private const string Table = "CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());";

    [TestCase("migrations/001_a.sql", "migrations/002_a.sql", "", "Rename it back, or rename its entry in the ledger of every database that ran it.")]
    [TestCase("db/migrations/001_a.sql", "db/migrations/002_a.sql", "-- migrate:up\n", "UPDATE schema_migrations SET version = '002' WHERE version = '001'.")]
    [TestCase("migrations/001_a.sql", "migrations/002_a.sql", "-- +goose Up\n", "UPDATE goose_db_version SET version_id = 2 WHERE version_id = 1.")]
    [TestCase("migrations/V1__a.sql", "migrations/V2__new_name.sql", "", "UPDATE flyway_schema_history SET version = '2', description = 'new name', script = 'V2__new_name.sql' WHERE script = 'V1__a.sql'.")]
    [TestCase("supabase/migrations/20250101000000_a.sql", "supabase/migrations/20250102000000_a.sql", "", "UPDATE supabase_migrations.schema_migrations SET version = '20250102000000' WHERE version = '20250101000000'.")]
    [TestCase("prisma/migrations/20250101000000_a/migration.sql", "prisma/migrations/20250102000000_a/migration.sql", "", "UPDATE _prisma_migrations SET migration_name = '20250102000000_a' WHERE migration_name = '20250101000000_a'.")]
    public void The_ledger_of_each_tool_has_its_own_statement(string before, string after, string mark, string remedy)
    {
        var found = RuleTest.Reports("ML011", $"=== main: {before}\n{mark}{Table}\n=== {after}\n[||]{mark}{Table}\n");

        Assert.That(found[0].Text.Remedy, Does.EndWith(remedy));
    }

    [Test]
    public void Knex_goes_by_the_whole_name_in_the_table_that_the_knexfile_names() =>
        Assert.That(
            RuleTest.Reports("ML011", """
                === knexfile.js
                module.exports = { client: 'pg', migrations: { directory: './migrations', tableName: 'Ledger', schemaName: 'app' } };
                === main: migrations/20250101000000_it's.js
                exports.up = (knex) => knex.schema.createTable('users', (table) => { table.increments(); table.string('name'); });
                exports.down = (knex) => knex.schema.dropTable('users');
                === migrations/20250102000000_users.js
                [||]exports.up = (knex) => knex.schema.createTable('users', (table) => { table.increments(); table.string('name'); });
                exports.down = (knex) => knex.schema.dropTable('users');
                """)[0].Text.Remedy,
            Does.EndWith("UPDATE app.\"Ledger\" SET name = '20250102000000_users.js' WHERE name = '20250101000000_it''s.js'."));

    [Test]
    public void A_module_that_turned_into_TypeScript_is_renamed_although_it_is_written_anew() => RuleTest.Reports("ML011", """
        === main: migrations/20250101000000_users.js
        exports.up = function (knex) {
          return knex.schema.createTable('users', (table) => { table.increments(); table.string('name'); table.timestamps(true, true); });
        };
        exports.down = function (knex) { return knex.schema.dropTable('users'); };
        === migrations/20250101000000_users.ts
        [||]import { Knex } from 'knex';
        export async function up(knex: Knex): Promise<void> {
          await knex.schema.createTable('users', (table) => { table.increments(); table.string('name'); table.timestamps(true, true); });
        }
        export async function down(knex: Knex): Promise<void> { await knex.schema.dropTable('users'); }
        """);

    [Test]
    public void Each_of_two_renamed_files_is_told_from_the_other()
    {
        var found = RuleTest.Reports("ML011", """
            === main: migrations/001_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY);
            === main: migrations/002_teams.sql
            CREATE TABLE teams (id bigint PRIMARY KEY);
            === migrations/003_people.sql
            [||]CREATE TABLE users (id bigint PRIMARY KEY);
            === migrations/004_groups.sql
            [||]CREATE TABLE teams (id bigint PRIMARY KEY);
            """);

        Assert.That(found.Select(one => one.Text.Message), Is.EqualTo(new[] { "001_users.sql is called 003_people.sql now", "002_teams.sql is called 004_groups.sql now" }));
    }

    [TestCase("=== main: migrations/001_a.sql\nCREATE TABLE a (id int);\n=== migrations/001_a.sql\nCREATE TABLE a (id int);\n", TestName = "Nothing is renamed")]
    [TestCase("=== main: migrations/001_users.sql\nCREATE TABLE users (id bigint PRIMARY KEY);\n=== migrations/002_teams.sql\nCREATE TABLE teams (id bigint PRIMARY KEY);\n", TestName = "A migration that looks alike has other names")]
    [TestCase("=== main: migrations/1_a.up.sql\nCREATE TABLE a (id int);\n=== main: migrations/1_a.down.sql\nDROP TABLE a;\n=== migrations/1_b.up.sql\nCREATE TABLE a (id int);\n=== migrations/1_b.down.sql\nDROP TABLE a;\n", TestName = "golang-migrate looks at the number alone")]
    [TestCase("=== main: migrations/1_a.sql\n-- +goose Up\nCREATE TABLE a (id int);\n=== migrations/1_b.sql\n-- +goose Up\nCREATE TABLE a (id int);\n", TestName = "goose looks at the number alone")]
    [TestCase("=== main: migrations/001_a.sql\nCREATE TABLE a (id int);\n=== migrations/001_a.sql\nCREATE TABLE a (id int);\n=== migrations/002_copy.sql\nCREATE TABLE a (id int);\n", TestName = "The first one is still there")]
    [TestCase("=== main: migrations/001_a.sql\nCREATE TABLE a (id int);\n=== main: migrations/002_b.sql\nCREATE TABLE a (id int);\n=== migrations/002_b.sql\nCREATE TABLE a (id int);\n", TestName = "The other one was there before")]
    public void Silent(string chain) => RuleTest.Silent("ML011", chain);

    [Test]
    public void Of_a_chain_of_names_the_first_one_counts()
    {
        var files = RuleTest.Parse($"=== migrations/003_a.sql\n{Table}").Files;
        files["/project/.git/HEAD"] = FakeGit.Head;
        files["/project/.git/main/migrations/003_a.sql"] = files["/project/migrations/003_a.sql"];
        var git = new FakeGit(files).Remove("migrations/002_a.sql", Table, "migrations/003_a.sql", 'b').Remove("migrations/001_a.sql", Table, "migrations/002_a.sql");

        var found = new Linter(files, new LintOptions { Today = RuleTest.Today }, git).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics;

        Assert.That(found.Where(one => one.Rule.Id is "ML009" or "ML011").Select(one => one.Text.Message), Is.EqualTo(new[] { "001_a.sql is called 003_a.sql now" }));
    }
}
