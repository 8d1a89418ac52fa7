namespace MigrationLint.Tests.Rules.Engine;

public sealed class SqlSyntaxErrorTests
{
    private const string Down = "exports.down = (knex) => knex.schema.dropTable('t');\n";

    [Test]
    public void Each_broken_statement_of_a_file_is_reported_where_PostgreSQL_stops()
    {
        var found = RuleTest.Reports("ML990", """
            === migrations/001_a.sql
            create table a (id int, [|)|];
            create table b (id int);
            alter table b [|ad|] column x int;
            create table c (id int);
            """);
        Assert.That(found[0].Text.Message, Is.EqualTo("Syntax error in the SQL of 001_a.sql: the comma before ')' is one too many"));
    }

    [TestCase("exports.up = (knex) => knex.raw('create table t (id int [|nul|])');\n")]
    [TestCase("exports.up = (knex) => knex.schema.raw(\"create table \\\"t\\\" (id int [|nul|])\");\n")]
    [TestCase("const T = 't';\nexports.up = async (knex) => { await knex.raw(`\n  create table ${T} (\n    id int,\n  [|)|]`); };\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw('create table t ' + '(id int, [|)|]'); };\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw(['create table t (', 'id int,', '[|)|]'].join('\\n')); };\n")]
    [TestCase("exports.up = (knex) => knex.raw(`  create table t (id int [|nul|])  `.trim());\n")]
    [TestCase("const sql = `create table t (id int [|nul|])`;\nexports.up = (knex) => knex.raw(sql);\n")]
    [TestCase("exports.up = (knex) => knex.raw('select \\'a\\' from[||]');\n")]
    public void Sql_that_JavaScript_sends_is_reported_at_its_character(string up) =>
        RuleTest.Reports("ML990", "=== migrations/001_a.js\n" + up + Down);

    [TestCase("exports.up = (knex) => knex.schema.createTable('t', (t) => { t.uuid('id').defaultTo(knex.raw('gen_random_uuid()')); });\n")]
    [TestCase("exports.up = (knex) => knex('t').select(knex.raw('count(*) as c'));\n")]
    [TestCase("exports.up = (knex) => knex('t').whereRaw('a = ? and (b is null', [1]);\n")]
    [TestCase("exports.up = (knex) => knex.raw('select ?? from ?? where data \\\\? ?', ['a', 't', 'k']);\n")]
    [TestCase("exports.up = (knex) => knex.raw('select :col: from :table: where id = :id', { col: 'a', table: 't', id: 1 });\n")]
    [TestCase("exports.up = (knex) => knex.raw(`create table ${process.env.NAME} (id int ${process.env.EXTRA})`);\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw(`create table ${knex.name} (id int nul)`); };\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw('insert into t values (?) valuess', [1]); };\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw('insert into t values (:a) valuess', { a: 1 }); };\n")]
    [TestCase("exports.up = (knex) => knex.raw(require('fs').readFileSync('x.sql', 'utf8'));\n")]
    [TestCase("exports.up = async (knex) => { if (knex.client.config.client === 'mysql2') { await knex.raw('alter table t modify a int'); } };\n")]
    [TestCase("exports.up = (knex) => knex.raw('create table `t` (id int)');\n")]
    public void Fragments_bindings_holes_and_other_databases_are_not_judged(string up) =>
        RuleTest.Silent("ML990", "=== migrations/001_a.js\n" + up + Down);

    [Test]
    public void Sql_of_a_project_on_another_database_is_not_judged() =>
        RuleTest.Silent("ML990", """
            === knexfile.js
            module.exports = { client: 'mysql2', connection: process.env.URL, migrations: { directory: './migrations' } };
            === migrations/001_a.js
            exports.up = (knex) => knex.raw('alter table t modify a int');
            exports.down = (knex) => knex.raw('alter table t modify a bigint');
            """);

    [Test]
    public void Sql_of_a_driver_is_reported_too() =>
        RuleTest.Reports("ML990", """
            === migrations/001_a.js
            const { Pool } = require('pg');
            const pool = new Pool();
            exports.up = async () => { await pool.query('create table t (id int [|nul|])'); };
            exports.down = async () => { await pool.query({ text: 'drop [|tabel|] t' }); };
            """);
}
