using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;

namespace MigrationLint.Tests.Lowering;

public sealed class KnexFileReaderTests
{
    private const string Down = "\nexports.down = async knex => { await knex.schema.dropTable('t') }";

    [TestCase("exports.up = async function (knex) { await knex.raw('x') }; exports.down = k => k.raw('y')", "Object up(Name knex Effective) down(Name k Effective)")]
    [TestCase("module.exports = { up(knex) { return knex.raw('x') }, down: async (knex) => {} }", "Object up(Name knex Effective) down(Name knex Empty)")]
    [TestCase("export async function up(knex) { await knex.raw('x') } export async function down() {}", "Object up(Name knex Effective) down(None - Empty)")]
    [TestCase("export const up = async (knex) => knex.raw('x'); export const down = () => Promise.resolve()", "Object up(Name knex Effective) down(None - Empty)")]
    [TestCase("const up = (k) => k.raw('x'), down = () => null; export { up, down }", "Object up(Name k Effective) down(None - Empty)")]
    [TestCase("export default { up() {}, down() {} }", "DefaultOnly -")]
    [TestCase("module.exports = async (knex) => {}", "FunctionOrClass -")]
    [TestCase("module.exports = class M { async up(k) {} async down(k) {} }", "FunctionOrClass -")]
    [TestCase("module.exports = [{ id: 1, up: db => db.query('x') }]", "Array -")]
    [TestCase("console.log(1)", "None -")]
    [TestCase("module.exports = { migrate() {} }", "Object -")]
    [TestCase("exports.up = knex => knex.raw('x')", "Object up(Name knex Effective)")]
    [TestCase("exports.up = async ({ context: db }) => { await db.raw('x') }", "Object up(UmzugContext db Effective)")]
    [TestCase("exports.up = async ({ schema, raw }) => { await raw('x') }", "Object up(Pattern - Effective)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = () => { throw new Error('This migration is irreversible') }", "Object up(Name k Effective) down(None - Throws marked)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = () => { throw new Error('boom') }", "Object up(Name k Effective) down(None - Throws)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = async () => { // irreversible: data is gone\n }", "Object up(Name k Effective) down(None - Empty marked)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = async () => { console.log('nothing') }", "Object up(Name k Effective) down(None - Empty)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = async k => { console.log(await k.raw('y')) }", "Object up(Name k Effective) down(Name k Effective)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = async () => { return await Promise.resolve(); }", "Object up(Name k Effective) down(None - Empty)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = function () { return new Promise((r) => r()) }", "Object up(Name k Effective) down(None - Empty)")]
    [TestCase("exports.up = k => k.raw('x'); exports.down = async (k) => { if (process.env.X) throw new Error('irreversible'); await k.raw('y') }", "Object up(Name k Effective) down(Name k Effective)")]
    [TestCase("module.exports = require('./absent')", "Unknown incomplete -")]
    [TestCase("module.exports = { ...require('./absent') }", "Unknown incomplete -")]
    [TestCase("exports.up = require('./helper').up; exports.down = require('./absent').down", "Object up(Name trx Effective) down(Name - Unknown)")]
    [TestCase("export * from './helper.js'; export const down = () => {}", "Object up(Name trx Effective) down(None - Empty)")]
    [TestCase("Object.defineProperty(exports, '__esModule', { value: true }); exports.down = exports.up = void 0; exports.up = up; exports.down = down; async function up(k) { await k.raw('x') } async function down(k) {}", "Object up(Name k Effective) down(Name k Empty)")]
    [TestCase("exports.up = async knex => { await knex.raw('x' }", "Object incomplete up(Name knex Effective)")]
    [TestCase("class M { async up(k) { await k.raw('x') } async down(k) {} } module.exports = new M()", "Object up(Name k Effective) down(Name k Empty)")]
    [TestCase("exports = { up() {} }", "None -")]
    public void Exports_are_what_Knex_finds(string source, string expected)
    {
        var facts = Read(source);
        var exports = facts.Exports!;
        var text = exports.Form + (exports.IsComplete ? "" : " incomplete");
        text += Describe(" up", exports.Up) + Describe(" down", exports.Down);
        Assert.That(exports.Up is null && exports.Down is null ? text + " -" : text, Is.EqualTo(expected));

        static string Describe(string name, MigrationFunction? function) => function is null ? ""
            : $"{name}({function.Parameter} {function.ParameterName ?? "-"} {function.Body}{(function.IsMarkedIrreversible ? " marked" : "")})";
    }

    [TestCase("export const up = async (knex: Knex): Promise<void> => { await knex.schema.createTable('t', (t) => { t.increments() }) }; export async function down(knex: Knex) {}", "Object")]
    [TestCase("const up = async (knex: Knex) => { await knex.raw('x') }; export = { up, down: up }", "Object")]
    [TestCase("export default { up: async (k: Knex) => {}, down: async (k: Knex) => {} }", "DefaultOnly")]
    public void TypeScript_exports_are_read(string source, string form) => Assert.That(Read(source, "/p/migrations/001_a.ts").Exports!.Form.ToString(), Is.EqualTo(form));

    // The shapes of ML002, as real projects write them.
    [TestCase("const db = require('../db'); exports.up = async () => { await db.query('create table t (id int)') }", "Up Driver Call db.query module=../db")]
    [TestCase("const db = require('../absent'); exports.up = async () => { await db.query('create table t (id int)') }", "Up ImportedModule Call db.query module=../absent")]
    [TestCase("import { pool } from '../absent'; export async function up() { await pool.query(`alter table ${t} add x int`) }", "Up ImportedModule Call pool.query module=../absent")]
    [TestCase("module.exports = { async up(pool) { await pool.query('select 1') }, async down(pool) {} }", "Up OwnKnex Call pool.query not-a-function")]
    [TestCase("exports.up = async ({ context: db }) => { await db.query('select 1'); await db.raw('select 2') }", "Up UmzugContext Call db.query not-a-function; Up UmzugContext Call db.raw")]
    [TestCase("exports.up = async ({ context }) => { await context.schema.createTable('x', t => {}) }", "")]
    [TestCase("exports.up = async (params) => { await params.context.query('select 1') }", "Up UmzugContext Call params.context.query not-a-function")]
    [TestCase("exports.up = async (sql) => sql`create table t (id int)`", "Up OwnKnex TaggedTemplate sql")]
    [TestCase("exports.up = async (sql) => { await sql`a`; await sql`b` }", "Up OwnKnex TaggedTemplate sql; Up OwnKnex TaggedTemplate sql")]
    [TestCase("const { Pool } = require('pg'); const pool = new Pool(); exports.up = async () => { await pool.query('x') }", "Up Driver Call pool.query module=pg")]
    [TestCase("const { Client } = require('pg'); exports.up = async () => { const c = new Client(); await c.connect(); await c.query('x'); await c.end() }", "Up Driver Call c.query module=pg")]
    [TestCase("const { Pool } = require('pg'); exports.up = async () => { const pool = new Pool() }", "Up Driver Construction Pool module=pg")]
    [TestCase("import postgres from 'postgres'; const sql = postgres(process.env.URL); export const up = async () => { await sql`create table t ()`; await sql.begin(async tx => { await tx`drop table t` }) }", "Up Driver TaggedTemplate sql module=postgres; Up Driver Call sql.begin module=postgres; Up Driver TaggedTemplate tx module=postgres")]
    [TestCase("exports.up = (db, callback) => db.runSql('create table t ()', callback)", "Up OwnKnex Call db.runSql not-a-function")]
    [TestCase("const fs = require('fs'), path = require('path'); const pool = require('../db'); exports.up = async () => { const sql = fs.readFileSync(path.join(__dirname, 'sql', '001_init.sql'), 'utf8'); await pool.query(sql) }", "Up Driver Call pool.query module=../db sql=001_init.sql")]
    [TestCase("const fs = require('fs'); const pool = require('../db'); exports.up = () => pool.query(fs.readFileSync('x/' + 'a.sql').toString())", "Up Driver Call pool.query module=../db sql=a.sql")]
    [TestCase("const fs = require('fs'); exports.up = async knex => { for (const s of fs.readFileSync(__dirname + '/../sql/there.sql', 'utf8').split(';')) await knex.raw(s) }", "Up OwnKnex Call knex.raw sql=/../sql/there.sql")]
    [TestCase("const { Pool } = require('pg'); async function main() { const pool = new Pool(); await pool.query('create table t ()'); await pool.end() } main()", "Load Driver Call pool.query module=pg")]
    [TestCase("const db = require('../db'); (async () => { await db.query('x') })().catch(console.error)", "Load Driver Call db.query module=../db swallowed")]
    [TestCase("const pool = require('../db'); exports.up = async () => { try { await pool.query('x') } catch (e) { console.error(e) } }", "Up Driver Call pool.query module=../db swallowed")]
    [TestCase("const pool = require('../db'); exports.up = async () => { try { await pool.query('x') } catch (e) { console.error(e); throw e } }", "Up Driver Call pool.query module=../db")]
    [TestCase("const pool = require('../db'); exports.up = async () => { try { await pool.query('x') } catch (e) { if (e.code !== '42P07') throw e } }", "Up Driver Call pool.query module=../db")]
    [TestCase("const pool = require('../db'); exports.up = () => pool.query('x').catch(() => {})", "Up Driver Call pool.query module=../db swallowed")]
    [TestCase("const pool = require('../db'); exports.up = () => pool.query('x').catch(e => { throw e })", "Up Driver Call pool.query module=../db")]
    [TestCase("const pool = require('../db'); const run = async s => { await pool.query(s) }; exports.up = async () => { try { await run('x') } catch {} }", "Up Driver Call pool.query module=../db swallowed")]
    [TestCase("const { exec } = require('child_process'); const { promisify } = require('util'); exports.up = async () => { await promisify(exec)(`psql ${process.env.URL} -f x.sql`) }", "Up Shell Call promisify(exec)")]
    [TestCase("require('child_process').execSync('npm run build'); exports.up = () => {}", "")]
    [TestCase("const knex = require('../knex'); exports.up = async () => { await knex.schema.createTable('t', t => {}) }", "Up OtherKnex Call knex.schema.createTable module=../knex")]
    [TestCase("const db = require('knex')({ client: 'pg' }); exports.up = async (knex) => { await db('t').insert({}) }", "Up OtherKnex Call db module=knex")]
    [TestCase("import { db } from '../wrapped'; export const up = async () => { await db.run('select 1') }", "Up Driver Call db.run module=../wrapped")]
    [TestCase("const _ = require('lodash'); exports.up = async knex => { _.any([1], x => x); await knex('t').insert(_.map([1], x => ({ x }))) }", "Up OwnKnex Call knex")]
    [TestCase("import { PrismaClient } from '@prisma/client'; const p = new PrismaClient(); export const up = async () => { await p.$executeRawUnsafe('create table t ()') }", "Up ImportedModule Call p.$executeRawUnsafe module=@prisma/client")]
    [TestCase("const { risky } = require('./helper'); exports.up = async knex => { await risky(knex) }", "Up OwnKnex Call db.raw")]
    [TestCase("const stripe = require('stripe'); const api = require('../absent'); exports.up = async knex => { await stripe.charges.query('paid'); await api.execute({ name: 'x' }); await api.raw('hello world') }", "")]
    public void Calls_that_reach_a_database_are_told_by_receiver(string source, string expected) => Assert.That(Calls(Read(source)), Is.EqualTo(expected));

    [TestCase("exports.up = async knex => { await knex.transaction(async trx => { await trx.schema.table('t', t => t.string('x')); await trx('t').update({}); await trx.raw('x') }) }", "Up OwnKnex Call knex.transaction; Up OwnKnex Call trx.schema.table; Up OwnKnex Call trx; Up OwnKnex Call trx.raw")]
    [TestCase("exports.up = knex => knex.schema.createTable('a', t => {}).createTable('b', t => {}).then(() => knex('a').insert([]))", "Up OwnKnex Call knex.schema.createTable; Up OwnKnex Call knex")]
    [TestCase("exports.up = async k => { await k.select('*').from('t'); await k.with('x', k.raw('select 1')).from('x'); await k.batchInsert('t', []); await k.from('t').count() }", "Up OwnKnex Call k.select; Up OwnKnex Call k.with; Up OwnKnex Call k.batchInsert; Up OwnKnex Call k.from")]
    [TestCase("exports.up = async k => { await helper(k, 't') }; async function helper(db, name) { await db.schema.dropTable(name) }", "Up OwnKnex Call db.schema.dropTable")]
    [TestCase("const { create } = require('./helper'); exports.up = async k => { await create(k) }", "Up OwnKnex Call db.schema.createTable")]
    [TestCase("exports.up = async knex => { for (const t of ['a', 'b']) { await knex.schema.dropTable(t) } }", "Up OwnKnex Call knex.schema.dropTable")]
    [TestCase("class M { up(knex) { return knex.raw('x') } } const m = new M(); exports.up = m.up.bind(m)", "Up OwnKnex Call knex.raw")]
    [TestCase("exports.up = async knex => { if (await knex.schema.hasTable('t')) return; await knex.schema.createTable('t', t => {}) }", "Up OwnKnex Call knex.schema.hasTable; Up OwnKnex Call knex.schema.createTable")]
    [TestCase("exports.up = async knex => { await knex.schema.withSchema('s').createTable('t', t => {}) }", "Up OwnKnex Call knex.schema.withSchema('s').createTable")]
    public void Calls_on_the_given_knex_are_its_own(string source, string expected) => Assert.That(Calls(Read(source)), Is.EqualTo(expected));

    [TestCase("exports.up = async (db) => { await db.all('select 1') }", "all")]
    [TestCase("exports.up = async (db) => { await db.createTable('t', {}) }", "createTable")]
    [TestCase("exports.up = async (db) => { await db.execute('x') }", "execute")]
    public void Methods_that_Knex_lacks_are_told(string source, string method)
    {
        var call = Read(source).Calls.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.IsFunction, Is.False);
            Assert.That(call.Method, Is.EqualTo(method));
        }
    }

    [TestCase("exports.up = (db, cb) => db.runSql('x', cb); exports.down = (db, cb) => cb()", true)]
    [TestCase("'use strict'; let dbm; exports.setup = function (options) { dbm = options.dbmigrate }; exports.up = db => null; exports._meta = { version: 1 }", true)]
    [TestCase("exports.up = function (db) { return db.createTable('t', { id: 'int' }) }", true)]
    [TestCase("exports.up = async db => { await db.schema.createTable('t', t => {}) }", false)]
    [TestCase("exports.up = async db => { await db.query('x') }", false)]
    public void Files_of_db_migrate_are_recognised(string source, bool expected) => Assert.That(Read(source).Exports!.IsDbMigrate, Is.EqualTo(expected));

    [TestCase("const { audit } = require('../absent'); exports.up = async knex => { await audit(knex, 't') }", "'audit' is imported from '../absent', which is not followed, and is given the connection")]
    [TestCase("const { stamps } = require('@acme/db'); exports.up = async knex => { await knex.schema.createTable('t', t => { stamps(t) }) }", "'stamps' is imported from '@acme/db', which is not followed, and is given the connection")]
    [TestCase("exports.up = require('../absent').up", "up comes from '../absent', which is not followed")]
    [TestCase("const wrap = require('@acme/wrap'); exports.up = wrap(async knex => { await knex.raw('x') })", "up comes from '@acme/wrap', which is not followed")]
    [TestCase("class M { up(knex) { return knex.raw('x') } } const m = new M(); exports.up = m.up.bind(m)", "")]
    [TestCase("exports.up = async knex => { while (true) {} }", "the program takes too many steps")]
    [TestCase("exports.up = async knex => { let more = true; while (more) { const rows = await knex('t'); if (rows.length === 0) { more = false; break } await knex('t').del() } }", "")]
    [TestCase("exports.up = (db, cb) => { async.series([db.addColumn.bind(db, 't', 'c'), db.runSql.bind(db, 'x')], cb) }", "")]
    [TestCase("exports.up = async knex => { while (true) { const rows = await knex('t').limit(100); if (rows.length === 0) break; } }", "")]
    [TestCase("const _ = require('lodash'); exports.up = async knex => { _.each([1], async x => { await knex.raw('x') }) }", "")]
    public void What_is_not_understood_is_told(string source, string expected) =>
        Assert.That(string.Join("; ", Read(source).NotUnderstood.Select(part => part.Reason)), Is.EqualTo(expected));

    [TestCase("const { slow } = require('../slow'); exports.up = async knex => { await slow(knex); await knex.raw('x') }", "Up OwnKnex Call knex.raw", "'slow' of slow.js takes too many steps")]
    [TestCase("const { slow } = require('../slow'); exports.up = async knex => { if (slow()) { await knex.raw('x') } }", "Up OwnKnex Call knex.raw", "")]
    [TestCase("const { slow } = require('../slow'); exports.up = async knex => { for (let i = 0; i < 100; i++) { slow() } await knex.raw('x') }", "Up OwnKnex Call knex.raw", "")]
    [TestCase("const { late } = require('../slow'); exports.up = async knex => { await late(knex) }", "Up OwnKnex Call k.raw", "'late' of slow.js takes too many steps")]
    [TestCase("const { x } = require('../stuck'); exports.up = async knex => { await knex.raw(x) }", "Up OwnKnex Call knex.raw", "")]
    [TestCase("const { x } = require('../stuck'); exports.up = async knex => { await x(knex) }", "", "'x' is imported from '../stuck', which is not followed, and is given the connection")]
    [TestCase("const many = require('../slow').many; exports.up = async knex => { for (const slow of many) { slow() } await knex.raw('x') }", "Up OwnKnex Call knex.raw", "")]
    public void A_helper_that_takes_too_long_is_cut_and_the_rest_is_read(string source, string calls, string expected)
    {
        var facts = Read(source);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Calls(facts), Is.EqualTo(calls));
            Assert.That(facts.Calls.All(call => call.IsAwaited), Is.True);
            Assert.That(string.Join("; ", facts.NotUnderstood.Select(part => part.Reason)), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_file_with_an_error_is_read_around_it()
    {
        var facts = Read("const x = (;\nexports.up = async knex => { await knex.raw('select 1') };\nexports.down = async knex => {};");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.SyntaxErrors, Has.Count.EqualTo(1));
            Assert.That(facts.Calls, Has.Count.EqualTo(1));
            Assert.That(facts.Exports!.Up, Is.Not.Null);
        }
    }

    [TestCase("// only a comment\n", true)]
    [TestCase("'use strict';\n", true)]
    [TestCase("", true)]
    [TestCase("exports.up = 1", false)]
    public void A_file_without_a_statement_is_empty(string source, bool expected) => Assert.That(Read(source).IsEmpty, Is.EqualTo(expected));

    [Test]
    public void A_file_that_cannot_be_read_has_no_facts()
    {
        var file = new MigrationFile { Path = "/p/a.js", Content = new FileContent(FileReadStatus.Unreadable, null), Language = MigrationLanguage.JavaScript, Number = null };
        var facts = MigrationReader.Read(file, FolderOf(file), new ModuleEvaluator(new InMemoryFileSystem(), new Dictionary<string, string>()));
        Assert.That(facts.Calls.Count + facts.SyntaxErrors.Count + facts.NotUnderstood.Count, Is.Zero);
    }

    [Test]
    public void Locations_are_in_the_file_that_was_given()
    {
        var facts = Read("const { create } = require('./helper');\nexports.up = async k => {\n  await create(k)\n  await k('t')\n    .where('a', 1)\n    .del()\n}" + Down);
        Assert.That(
            facts.Calls.Select(call => facts.File.Text.Slice(call.Location.Span)),
            Is.EqualTo(new[] { "create(k)", "k('t')\n    .where('a', 1)\n    .del()", "knex.schema.dropTable('t')" }));
    }

    internal static MigrationFacts Read(string source, string path = "/p/migrations/001_a.js")
    {
        var files = new InMemoryFileSystem
        {
            [path] = source,
            ["/p/db.js"] = "const { Pool } = require('pg'); module.exports = new Pool({ connectionString: process.env.DATABASE_URL })",
            ["/p/knex.js"] = "module.exports = require('knex')(require('./knexfile')[process.env.NODE_ENV || 'development'])",
            ["/p/slow.js"] = "const state = {}; const slow = exports.slow = k => { if (state.x) { while (true) { state.y = state.z } } else { for (;;) { state.y = 1 } } };"
                + "exports.late = async k => { const q = k.raw('x'); slow(); await q };"
                + "exports.many = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(n => eval('x') ? () => { for (;;) {} } : () => { while (1) {} })",
            ["/p/stuck.js"] = "exports.x = 'select 1'; while (true) {}",
            ["/p/knexfile.js"] = "module.exports = { development: { client: 'pg' } }",
            ["/p/wrapped.ts"] = "import { Pool } from 'pg'; class Db { private pool = new Pool(); async run(sql: string) { return this.pool.query(sql) } } export const db = new Db()",
            ["/p/sql/there.sql"] = "select 1; select 2",
            ["/p/migrations/helper.js"] = "exports.up = async trx => { await trx.raw('x') }; exports.risky = async db => { if (process.env.X) { await require('../db').query('x') } await db.raw('y') }; exports.create = async db => { await db.schema.createTable('t', t => {}) }",
        };
        var language = path.EndsWith(".ts", StringComparison.Ordinal) ? MigrationLanguage.TypeScript : MigrationLanguage.JavaScript;
        var file = new MigrationFile { Path = path, Content = files.Read(path), Language = language, Number = null };
        return MigrationReader.Read(file, FolderOf(file), new ModuleEvaluator(files, new Dictionary<string, string>()));
    }

    private static string Calls(MigrationFacts facts) => string.Join("; ", facts.Calls.Select(call =>
        $"{call.Direction} {call.Receiver} {call.Form} {call.Callee}"
        + (call.Module is null ? "" : " module=" + call.Module)
        + (call.IsFunction ? "" : " not-a-function")
        + (call.IsAwaited ? "" : " unawaited")
        + (call.SwallowedBy is null ? "" : " swallowed")
        + (call.SqlFile is null ? "" : " sql=" + call.SqlFile)));

    private static MigrationFolder FolderOf(MigrationFile file) => new()
    {
        Directories = ["/p/migrations"],
        Tool = MigrationTool.Knex,
        Evidence = ToolEvidence.ConfigurationFile,
        Files = [file],
    };
}
