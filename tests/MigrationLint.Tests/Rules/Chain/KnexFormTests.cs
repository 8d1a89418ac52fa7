using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

/// <summary>The shapes of real projects, read from their source, each with the rules that report on it.</summary>
public sealed class KnexFormTests
{
    private const string Pool = """
        === db.js
        const { Pool } = require('pg');
        module.exports = new Pool({ connectionString: process.env.DATABASE_URL });

        """;

    private const string Proof = """
        === knexfile.js
        module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } };

        """;

    [Test]
    public void An_imported_pool_in_an_up_without_parameter() =>
        Expect("ML002 db.query goes past the knex that Knex passes", Pool + """
            === migrations/001_users.js
            const db = require('../db');
            exports.up = async function () {
              await db.query('create table users (id int primary key)');
              await db.query('create table teams (id int primary key)');
            };
            exports.down = (knex) => knex.schema.dropTable('users').dropTable('teams');
            """);

    [Test]
    public void A_pool_as_parameter_without_down() =>
        Expect(
            "ML012 001_users.js exports no down\nML002 pool.query fails: the knex that Knex passes has no query, and the file has no down",
            Proof + """
            === migrations/001_users.js
            module.exports = { async up(pool) { await pool.query('create table users (id int primary key)'); } };
            """);

    [Test]
    public void A_pool_as_parameter_with_down() =>
        Expect("ML002 pool.query fails: the knex that Knex passes has no query", Proof + """
            === migrations/001_users.js
            module.exports = {
              async up(pool) { await pool.query('create table users (id int primary key)'); },
              async down(knex) { await knex.schema.dropTable('users'); },
            };
            """);

    [Test]
    public void The_context_of_umzug() =>
        Expect("ML002 db.query fails: under Knex, context is knex.context, which has no query", Proof + """
            === migrations/001_users.js
            exports.up = async ({ context: db }) => { await db.query('create table users (id int primary key)'); };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void What_the_context_of_Knex_has_is_within_the_transaction() =>
        Expect("", Proof + """
            === migrations/001_users.js
            exports.up = async ({ context: db }) => { await db.raw('create table users (id int primary key)'); };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void A_tag() =>
        Expect("""
            ML002 The tag sql on Knex's parameter takes the SQL for the name of a table
            ML403 No migration creates table create table users (id int primary key): relation "create table users (id int primary key)" does not exist (42P01)
            """, Proof + """
            === migrations/001_users.js
            exports.up = async (sql) => sql`create table users (id int primary key)`;
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void A_pool_of_its_own() =>
        Expect("ML002 pool.query goes past the knex that Knex passes", Proof + """
            === migrations/001_users.js
            const { Pool } = require('pg');
            exports.up = async () => {
              const pool = new Pool({ connectionString: process.env.DATABASE_URL });
              await pool.query('create table users (id int primary key)');
            };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void A_wrapper_of_the_project_is_named_as_the_migration_writes_it_also_in_a_loop_over_unknown_rows()
    {
        var found = RuleTest.Findings(Proof + """
            === db.js
            const { Pool } = require('pg');
            const pool = new Pool({ connectionString: process.env.DATABASE_URL });
            module.exports = { query: (text, values) => pool.query(text, values) };
            === migrations/001_totals.js
            const db = require('../db');
            exports.up = async () => {
              const { rows } = await db.query('select id from invoices');
              for (const row of rows) {
                await db.query('update invoices set total = 0 where id = $1', [row.id]);
              }
            };
            exports.down = async () => { throw new Error('irreversible'); };
            """).Single(finding => finding.Rule.Id == "ML002");

        Assert.That(found.Text.Message, Is.EqualTo("db.query goes past the knex that Knex passes"));
        Assert.That(found.Related, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_pool_that_nothing_is_called_on() =>
        Expect("ML991 A place of 001_users.js is not understood: …\nML002 new Pool makes a connection beside the knex that Knex passes", Proof + """
            === migrations/001_users.js
            const { Pool } = require('pg');
            const { seed } = require('some-package');
            exports.up = async (knex) => {
              await knex.raw('create table users (id int primary key)');
              await seed(new Pool());
            };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void A_file_of_db_migrate_in_a_folder_of_Knex() =>
        Expect("ML002 db.runSql is written for db-migrate, but Knex runs this folder", Proof + """
            === migrations/001_users.js
            exports.up = (db, cb) => db.runSql('create table users (id int primary key)', cb);
            exports.down = (db, cb) => db.runSql('drop table users', cb);
            """);

    [Test]
    public void What_db_migrate_passes_is_no_knex() =>
        Expect("", """
            === migrations/001-users.js
            exports.up = (db, cb) => db.runSql('create table users (id int primary key)', cb);
            exports.down = (db, cb) => db.runSql('drop table users', cb);
            === migrations/002-teams.js
            exports.up = (db, cb) => db.runSql('create table teams (id int primary key)', cb);
            exports.down = (db, cb) => db.runSql('drop table teams', cb);
            """);

    [Test]
    public void A_script_that_runs_itself() =>
        Expect("ML016 001_users.js is a script that exports no up; db.query runs as soon as it is loaded\nML002 db.query runs when the file is loaded, not when Knex calls up", Proof + Pool + """
            === migrations/001_users.js
            const db = require('../db');
            db.query('create table users (id int primary key)').then(() => process.exit(0));
            """);

    [Test]
    public void A_script_file_that_is_read_and_sent() =>
        Expect("ML002 db.query sends users.sql past the knex that Knex passes", Proof + Pool + """
            === migrations/001_users.js
            const fs = require('fs');
            const path = require('path');
            const db = require('../db');
            exports.up = async () => {
              await db.query(fs.readFileSync(path.join(__dirname, 'users.sql'), 'utf8'));
            };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            === migrations/users.sql
            create table users (id int primary key);
            """);

    [Test]
    public void A_list_of_migrations() =>
        Expect("ML016 001_users.js exports an array, not up and down", Proof + Pool + """
            === migrations/001_users.js
            const db = require('../db');
            module.exports = [{ id: 1, up: () => db.query('create table users (id int primary key)') }];
            """);

    [Test]
    public void Errors_that_are_swallowed() =>
        Expect("ML002 db.query goes past the knex that Knex passes, and its errors are swallowed", Proof + Pool + """
            === migrations/001_users.js
            const db = require('../db');
            exports.up = async () => {
              try {
                await db.query('create table users (id int primary key)');
              } catch (error) {
                console.error(error);
              }
            };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void A_knex_of_its_own() =>
        Expect("ML018 knex.schema.createTable uses another knex than the one that Knex passes", Proof + """
            === db.js
            module.exports = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL });
            === migrations/001_users.js
            const knex = require('../db');
            exports.up = async () => { await knex.schema.createTable('users', (t) => { t.bigIncrements(); }); };
            exports.down = async () => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void A_program() =>
        Expect("ML002 execSync starts a program that works past the knex that Knex passes", Proof + """
            === migrations/001_users.js
            const { execSync } = require('child_process');
            exports.up = async () => { execSync('psql -f users.sql'); };
            exports.down = async (knex) => { await knex.schema.dropTable('users'); };
            """);

    [Test]
    public void Default_exports_only() =>
        Expect("ML016 001_users.ts exports up only under default, where Knex does not look", Proof + """
            === migrations/001_users.ts
            export default {
              up: (knex) => knex.raw('create table users (id int primary key)'),
              down: (knex) => knex.raw('drop table users'),
            };
            """);

    [Test]
    public void A_query_in_a_loop_that_nothing_waits_for() =>
        Expect("ML017 Nothing waits for knex(…)", Proof + """
            === migrations/001_users.js
            exports.up = async (knex) => {
              for (const name of ['a', 'b']) {
                knex('users').update({ name });
              }
            };
            exports.down = async () => { throw new Error('irreversible'); };
            """);

    [Test]
    public void Text_that_is_taken_out_of_a_raw() =>
        Expect("", Proof + """
            === migrations/001_users.js
            exports.up = async (knex) => {
              const level = knex.raw('level').sql;
              await knex.schema.createTable('users', (t) => { t.bigIncrements(); t.bigInteger('level').notNullable(); t.check(`${level} > 0`, [], 'users_level_check'); });
            };
            exports.down = (knex) => knex.schema.dropTable('users');
            """);

    [Test]
    public void An_array_of_queries_that_is_awaited() =>
        Expect("ML017 Nothing waits for knex.schema.dropTable", Proof + """
            === migrations/001_users.js
            exports.up = async (knex) => {
              await ['a', 'b'].map((name) => knex.schema.dropTable(name));
            };
            exports.down = async () => { throw new Error('irreversible'); };
            """);

    [Test]
    public void A_removed_migration_says_so() =>
        Expect("", Proof + """
            === migrations/001_users.js
            exports.up = async () => {
              // This migration was removed: it ran into the time limit of the deployment.
            };
            exports.down = (knex) => knex.schema.dropTableIfExists('users');
            """);

    [TestCase("exports.up = (knex) => knex.schema.createTable('users', (t) => { t.bigIncrements(); });", TestName = "A_builder_returned")]
    [TestCase("exports.up = async function (knex) { await knex.schema.raw('create table users (id int primary key)'); await knex('users').insert({ id: 1 }); };", TestName = "Awaited_queries")]
    [TestCase("exports.up = (knex) => Promise.all([knex.raw('select 1'), knex.raw('select 2')]);", TestName = "Promise_all")]
    [TestCase("exports.up = (knex) => knex.raw('select 1').then(() => knex.raw('select 2'));", TestName = "A_chain")]
    [TestCase("exports.up = (knex) => knex.transaction(async (trx) => { await trx.raw('select 1'); });", TestName = "A_transaction")]
    [TestCase("exports.up = async (db) => { await db.raw('select 1'); };", TestName = "Knex_by_another_name")]
    [TestCase("exports.up = async ({ schema }) => { await schema.createTable('x', (t) => { t.bigIncrements(); }); };", TestName = "A_part_of_knex")]
    [TestCase("const { addUsers } = require('../helpers'); exports.up = async (knex) => { await addUsers(knex); };", TestName = "An_imported_helper")]
    [TestCase("const config = require('../config'); exports.up = async (knex) => { await knex.raw(config.query('users')); };", TestName = "A_method_called_query_of_a_config")]
    [TestCase("const axios = require('axios'); exports.up = async (knex) => { await axios.get('https://example.org'); await knex.raw('select 1'); };", TestName = "Another_service")]
    public void Sound_forms(string up)
    {
        var found = RuleTest.Findings(Proof + $"""
            === config.js
            module.exports = {"{ query: (name) => 'create table ' + name + ' (id int primary key)' }"};
            === helpers.js
            exports.addUsers = (knex) => knex.schema.createTable('users', (t) => {"{ t.bigIncrements(); }"});
            === migrations/001_users.js
            {up}
            exports.down = async () => {"{ throw new Error('irreversible'); }"};
            """);

        Assert.That(found.Where(finding => finding.Rule.Id is not "ML991"), Is.Empty, () => RuleTest.Describe(found));
    }

    private static void Expect(string findings, string chain)
    {
        var found = RuleTest.Findings(chain);

        // The reasons of ML991 are those of evaluation, which has its own tests.
        var read = found.Select(finding => $"{finding.Rule.Id} {(finding.Text.Message.Contains("not understood: ") ? finding.Text.Message[..(finding.Text.Message.IndexOf(": ", StringComparison.Ordinal) + 2)] + "…" : finding.Text.Message)}");
        Assert.That(string.Join('\n', read), Is.EqualTo(findings));
    }
}
