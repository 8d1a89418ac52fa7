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
    [TestCase("exports.up = (knex) => knex('t').whereRaw('a = ? and (b is null[||]', [1]);\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw('insert into t values (?) [|valuess|]', [1]); };\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw('insert into t values (:a) [|valuess|]', { a: 1 }); };\n")]
    public void Sql_that_JavaScript_sends_is_reported_at_its_character(string up) =>
        RuleTest.Reports("ML990", "=== migrations/001_a.js\n" + up + Down);

    [TestCase("exports.up = (knex) => knex.schema.createTable('t', (t) => { t.uuid('id').defaultTo(knex.raw('gen_random_uuid()')); });\n")]
    [TestCase("exports.up = (knex) => knex('t').select(knex.raw('count(*) as c'));\n")]
    [TestCase("exports.up = (knex) => knex.raw('select ?? from ?? where data \\\\? ?', ['a', 't', 'k']);\n")]
    [TestCase("exports.up = (knex) => knex.raw('select :col: from :table: where id = :id', { col: 'a', table: 't', id: 1 });\n")]
    [TestCase("exports.up = (knex) => knex.raw(`create table ${process.env.NAME} (id int ${process.env.EXTRA})`);\n")]
    [TestCase("exports.up = async (knex) => { await knex.raw(`create table ${knex.name} (id int nul)`); };\n")]
    [TestCase("exports.up = (knex) => knex.raw(require('fs').readFileSync('x.sql', 'utf8'));\n")]
    [TestCase("exports.up = async (knex) => { if (knex.client.config.client === 'mysql2') { await knex.raw('alter table t modify a int'); } };\n")]
    [TestCase("exports.up = (knex) => knex.raw('create table `t` (id int)');\n")]
    public void Fragments_holes_and_other_databases_are_not_judged(string up) =>
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

    [TestCase("create function f() returns int language sql as $$ select 1 form [|t|] where x $$;\n")]
    [TestCase("create function f() returns int language plpgsql as 'begin perform ''a''; [|retrun|] 1; end';\n")]
    [TestCase("do $$ begin create table t (id int); create [|tabel|] u (id int); create table v (id int); end $$;\n")]
    [TestCase("do $$ begin execute 'create [|tabel|] u (id int)'; end $$;\n")]
    [TestCase("do $do$ begin create function g() returns int language sql as $$ select 1 form [|t|] where x $$; end $do$;\n")]
    public void Bodies_are_read_where_they_stand(string sql) => RuleTest.Reports("ML990", "=== migrations/001_a.sql\n" + sql);

    [TestCase("set check_function_bodies = false;\ncreate function f() returns int language sql as $$ select 1 form t where x $$;\n")]
    [TestCase("do $$ begin if not exists (select 1 from pg_type) then execute 'create tabel u ()'; end if; end $$;\n")]
    [TestCase("do $$ begin execute 'create tabel u ()'; exception when others then null; end $$;\n")]
    [TestCase("create function f() returns void language plpgsql as $$ begin execute 'create tabel u ()'; end $$;\n")]
    [TestCase("create function f() returns void language plpython3u as $$ whatever( $$;\n")]
    public void Bodies_that_need_not_fail_are_not_reported(string sql) => RuleTest.Silent("ML990", "=== migrations/001_a.sql\n" + sql);

    [Test]
    public void A_body_within_a_template_is_reported_at_its_character() =>
        RuleTest.Reports("ML990", """
            === migrations/001_a.js
            exports.up = (knex) => knex.raw(`
              create function f() returns text language plpgsql as $body$
              begin
                execute 'select 1';
                [|retrun|] E'it\\'s';
              end $body$;
            `);
            exports.down = (knex) => knex.raw('drop function f()');
            """);

    [TestCase("insert into t values (%(id)s, %(name)s);")]
    [TestCase("create table ${schema}.t (id int);\ncreate table {{ .Name }} (id int);\ninsert into t values (<%= id %>, :'name', :id);")]
    public void Placeholders_of_tools_are_no_errors(string sql) => RuleTest.Silent("ML990", "=== migrations/001_a.sql\n" + sql);

    [Test]
    public void Broken_SQL_does_not_hide_what_the_exports_lack() =>
        RuleTest.Reports("ML012", """
            === migrations/001_a.js
            exports.up = [|(knex) => knex.raw('create tabel t (id int)')|];
            """);

    [Test]
    public void JavaScript_that_is_nested_too_deeply_for_us_is_not_called_broken()
    {
        var chain = "=== migrations/001_a.js\nexports.up = (knex) => knex.raw(" + string.Join(" + ", Enumerable.Repeat("'a'", 3000)) + ");\n" + Down;
        RuleTest.Silent("ML990", chain);
        RuleTest.Silent("ML016", chain);
        Assert.That(RuleTest.Findings(chain).Where(finding => finding.Rule.Id == "ML991").Select(finding => finding.Text.Message), Has.One.Contains("nested too deeply"));
    }

    [Test]
    public void Sql_that_a_placeholder_keeps_from_being_read_is_counted_where_it_stands() =>
        RuleTest.Reports("ML991", """
            === migrations/001_a.js
            exports.up = (knex) => knex.raw(`[|create table t (id int) ${process.env.TAIL} x y|]`);
            exports.down = (knex) => knex.raw('drop table t');
            """);
}
