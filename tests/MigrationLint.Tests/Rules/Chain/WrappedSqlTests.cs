using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

/// <summary>Where findings stand when a wrapper of the project's own sends the SQL: in the migration that says it.</summary>
public sealed class WrappedSqlTests
{
    private const string Wrappers = """
        === db.js
        const { Pool } = require('pg');
        const pool = new Pool({ connectionString: process.env.DATABASE_URL });
        exports.query = (text, values) => pool.query(text, values);
        exports.run = async function run(text) { return pool.query({ text }); };
        exports.raw = (knex, text) => knex.raw(text);
        exports.dropLegacy = () => pool.query('drop table legacy');

        """;

    [TestCase("await query('alter table [|nope|] add column a int');")]
    [TestCase("await query(\"alter table [|nope|] add column a int\");")]
    [TestCase("await query(`\n  alter table\n    [|nope|] add column a int\n`);")]
    [TestCase("await query(`\n  select 1;\n  drop table [|nope|];\n`);")]
    [TestCase("const table = '[|nope|]'; await query(`alter table ${table} add column a int`);")]
    [TestCase("await query('alter ' + 'table [|nope|] add column a int');")]
    [TestCase("const text = 'drop table [|nope|]'; await query(text);")]
    [TestCase("await query(statement('drop'));", "drop table [|nope|]")]
    [TestCase("await query('delete from [|nope|] where id = $1', [1]);")]
    [TestCase("await run('drop table [|nope|]');")]
    [TestCase("await raw(knex, 'drop table [|nope|]');")]
    [TestCase("await raw(knex, `\n  drop table\n    [|nope|]`);")]
    [TestCase("const mine = (text) => query(text); await mine('drop table [|nope|]');")]
    [TestCase("const own = (text) => pool.query(text); await own('drop table [|nope|]');")]
    [TestCase("const own = (text) => pool.query(text); await own(`\n  drop table\n    [|nope|]`);")]
    [TestCase("for (const text of ['drop table [|nope|]']) { await query(text); }")]
    [TestCase("await query('drop table [|nope|]').catch((error) => { throw error; });")]
    [TestCase("await [|dropLegacy()|];")]
    [TestCase("const all = async () => { await [|dropLegacy()|]; }; await all();")]
    public void A_finding_stands_at_the_SQL_that_the_migration_writes_or_at_its_call(string body, string made = "drop table nope") =>
        RuleTest.Reports("ML403", Wrappers + $$"""
            === migrations/001_names.js
            const { Pool } = require('pg');
            const { query, run, raw, dropLegacy } = require('../db');
            const pool = new Pool();
            const statement = (verb) => `{{made}}`;
            exports.up = async (knex) => { {{body}} };
            exports.down = async () => { throw new Error('irreversible'); };
            """);

    [Test]
    public void Modules_and_TypeScript_import_the_wrapper_alike() =>
        RuleTest.Reports("ML403", """
            === src/db.ts
            import { Pool } from 'pg';
            const pool = new Pool();
            export async function query(text: string, values?: unknown[]) {
              const client = await pool.connect();
              try {
                return await client.query(text, values);
              } finally {
                client.release();
              }
            }
            === migrations/001_names.ts
            import type { Knex } from 'knex';
            import { query } from '../src/db';
            export async function up(knex: Knex): Promise<void> {
              await query(`
                ALTER TABLE [|nope|]
                  ADD COLUMN a int
              `);
            }
            export async function down(): Promise<void> { throw new Error('irreversible'); }
            """);

    [Test]
    public void A_helper_of_db_migrate_that_is_given_SQL() =>
        RuleTest.Reports("ML403", """
            === database.json
            {"dev":{"driver":"pg"}}
            === run.js
            exports.run = (db, sql) => db.runSql(sql);
            === migrations/20250101000000-names.js
            const { run } = require('../run');
            exports.up = (db) => run(db, 'drop table [|nope|]');
            exports.down = () => Promise.reject(new Error('irreversible'));
            exports._meta = { version: 1 };
            """);

    [Test]
    public void A_function_that_the_migration_only_passes_on_has_its_SQL_where_it_is_written() =>
        RuleTest.Reports("ML403", """
            === db.js
            const { Pool } = require('pg');
            const pool = new Pool();
            exports.up = () => pool.query('drop table [|legacy|]');
            === migrations/001_names.js
            exports.up = require('../db').up;
            exports.down = async () => { throw new Error('irreversible'); };
            """);

    [Test]
    public void SQL_of_a_helper_that_is_given_knex_stands_in_the_helper() =>
        RuleTest.Reports("ML403", """
            === helper.js
            exports.drop = (knex) => knex.raw('drop table [|legacy|]');
            === migrations/001_names.js
            const { drop } = require('../helper');
            exports.up = (knex) => drop(knex);
            exports.down = async () => { throw new Error('irreversible'); };
            """);

    [Test]
    public void Statements_of_two_files_through_one_wrapper_are_told_apart()
    {
        var found = RuleTest.Reports("ML403", Wrappers + """
            === migrations/001_first.js
            const { query } = require('../db');
            exports.up = () => query('drop table [|first|]');
            exports.down = async () => { throw new Error('irreversible'); };
            === migrations/002_second.js
            const { query } = require('../db');
            exports.up = () => query('drop table [|second|]');
            exports.down = async () => { throw new Error('irreversible'); };
            """);

        Assert.That(found.Select(finding => finding.Location.Text.Path), Is.EqualTo(new[] { "/project/migrations/001_first.js", "/project/migrations/002_second.js" }));
    }
}
