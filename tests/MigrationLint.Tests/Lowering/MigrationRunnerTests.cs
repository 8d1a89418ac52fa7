using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering.Knex;

namespace MigrationLint.Tests.Lowering;

/// <summary>What a migration sends, in order. The first table is what Node 20 does with a Knex that only notes, the second what db-migrate-pg 1.5 sends.</summary>
public sealed class MigrationRunnerTests
{
    private const string Orders =
        """
        await knex.raw('a'); await knex.raw('b')  ⇒  a | b
        return knex.raw('a')  ⇒  a
        knex.raw('never'); await knex.raw('a')  ⇒  a
        return knex.raw('a').then(() => knex.raw('b')).then(() => knex.raw('c'))  ⇒  a | b | c
        return knex.raw('a').then(function () { return knex.raw('b') }).then(r => { return [r] }).then(([r]) => knex.raw('c' + r))  ⇒  a | b | cR
        return knex.raw('FAIL').then(() => knex.raw('no')).catch(e => knex.raw('caught ' + e.code)).finally(() => knex.raw('last'))  ⇒  FAIL | caught 42P07 | last
        return knex.raw('FAIL').catch(e => { throw new Error('again ' + e.message) })  ⇒  FAIL | THROWN again refused
        return knex.raw('FAIL').then(() => knex.raw('no'), e => knex.raw('handled ' + e.code))  ⇒  FAIL | handled 42P07
        await Promise.all([knex.raw('a'), knex.raw('b'), knex.raw('c')])  ⇒  a | b | c
        await Promise.all(['a', 'b'].map(t => knex.raw(t)))  ⇒  a | b
        await Promise.all(['a', 'b'].map(async t => { await knex.raw(t) }))  ⇒  a | b
        const r = await Promise.all([knex.raw('a'), 5, Promise.resolve(6)]); await knex.raw(JSON.stringify(r))  ⇒  a | ["R",5,6]
        const r = await Promise.allSettled([knex.raw('FAIL'), knex.raw('b')]); await knex.raw(r.map(x => x.status).join())  ⇒  FAIL | b | rejected,fulfilled
        try { await Promise.all([knex.raw('FAIL'), knex.raw('b')]) } catch (e) { await knex.raw('caught ' + e.code) }  ⇒  FAIL | b | caught 42P07
        try { await knex.raw('FAIL') } catch (e) { await knex.raw(e.code + e.message) } finally { await knex.raw('finally') }  ⇒  FAIL | 42P07refused | finally
        try { await knex.raw('a') } catch (e) { await knex.raw('no') } await knex.raw('b')  ⇒  a | b
        try { try { await knex.raw('FAIL') } catch (e) { if (e.code !== '42P07') throw e; await knex.raw('ok') } } catch (e) { await knex.raw('no') }  ⇒  FAIL | ok
        try { try { await knex.raw('FAIL') } finally { await knex.raw('f') } } catch (e) { await knex.raw(e.code) }  ⇒  FAIL | f | 42P07
        await knex.raw('FAIL'); await knex.raw('no')  ⇒  FAIL | THROWN refused
        if (!(await knex.schema.hasTable('has_a'))) await knex.raw('no'); if (!(await knex.schema.hasTable('b'))) await knex.raw('yes')  ⇒  hasTable has_a | hasTable b | yes
        return knex.schema.hasTable('b').then(exists => { if (!exists) { return knex.raw('create') } })  ⇒  hasTable b | create
        const exists = await knex.schema.hasTable('has_x') && await knex.schema.hasTable('b'); await knex.raw('' + exists)  ⇒  hasTable has_x | hasTable b | false
        for (const t of ['a', 'b']) { await knex.raw(t) } for (let i = 0; i < 2; i++) await knex.raw('i' + i)  ⇒  a | b | i0 | i1
        for await (const r of ['a', 'b'].map(t => knex.raw(t))) { await knex.raw('got ' + r) }  ⇒  a | got R | b | got R
        await ['a', 'b'].reduce((p, t) => p.then(() => knex.raw(t)), Promise.resolve())  ⇒  a | b
        async function helper(k, t) { await k.raw(t); return t + '!' } await knex.raw(await helper(knex, 'a'))  ⇒  a | a!
        const helper = async k => k.raw('h'); const r = await helper(knex); await knex.raw('r' + r)  ⇒  h | rR
        const helper = k => k.raw('h'); await helper(knex); helper(knex); await knex.raw('end')  ⇒  h | end
        await new Promise((resolve, reject) => { knex.raw('a').then(() => resolve(1)).catch(reject) }); await knex.raw('b')  ⇒  a | b
        await new Promise(async (resolve, reject) => { try { await knex.raw('FAIL'); resolve() } catch (e) { reject(e) } }).catch(e => knex.raw('c' + e.code))  ⇒  FAIL | c42P07
        await new Promise(r => setTimeout(r, 1)); await knex.raw('b')  ⇒  b
        await new Promise((resolve) => resolve(knex.raw('a'))); await knex.raw('b')  ⇒  a | b
        await Promise.resolve(knex.raw('a')); await Promise.resolve(); await knex.raw('b')  ⇒  a | b
        await Promise.reject(new Error('x')).catch(e => knex.raw(e.message))  ⇒  x
        await knex.transaction(async trx => { await trx.raw('a'); await trx.raw('b') })  ⇒  BEGIN | a | b | COMMIT
        await knex.transaction(async trx => { await trx.raw('FAIL') }).catch(e => knex.raw('after ' + e.code))  ⇒  BEGIN | FAIL | ROLLBACK | after 42P07
        try { await knex.transaction(async trx => { await trx.raw('a'); throw new Error('no') }) } catch (e) { await knex.raw(e.message) }  ⇒  BEGIN | a | ROLLBACK | no
        const r = await knex.transaction(async trx => { await trx.raw('a'); return 7 }); await knex.raw('r' + r)  ⇒  BEGIN | a | COMMIT | r7
        return knex.transaction(trx => trx.raw('a').then(() => trx.raw('b')))  ⇒  BEGIN | a | b | COMMIT
        const trx = await knex.transaction(); try { await trx.raw('a'); await trx.commit() } catch (e) { await trx.rollback() }  ⇒  BEGIN | a | COMMIT
        const trx = await knex.transaction(); try { await trx.raw('FAIL'); await trx.commit() } catch (e) { await trx.rollback(); await knex.raw('rolled') }  ⇒  BEGIN | FAIL | ROLLBACK | rolled
        await Promise.race([knex.raw('a'), knex.raw('b')]); await knex.raw('c')  ⇒  a | b | c
        const { promisify } = require('util'); const f = promisify((x, cb) => cb(null, x + 1)); await knex.raw('' + await f(1))  ⇒  2
        async function* g() { yield 'a'; yield 'b' } for await (const t of g()) await knex.raw(t)  ⇒  a | b
        function* g() { for (const t of ['a', 'b']) yield knex.raw(t) } for (const q of g()) await q  ⇒  a | b
        const jobs = []; for (const t of ['a', 'b']) jobs.push(knex.raw(t)); await knex.raw('first'); await Promise.all(jobs)  ⇒  first | a | b
        const q = knex.raw('twice'); await q; await q  ⇒  twice | twice
        await { then(resolve) { resolve(knex.raw('thenable')) } }; await knex.raw('b')  ⇒  thenable | b
        const p = (async () => { await knex.raw('inner') })(); await p; await knex.raw('outer')  ⇒  inner | outer
        await Promise.all(Object.entries({ a: 1, b: 2 }).map(([k, v]) => knex.raw(k + v)))  ⇒  a1 | b2
        await (async () => { for (const t of ['a']) { await knex.raw(t) } })()  ⇒  a
        await knex.raw('a').then(() => { throw new TypeError('bad') }).catch(e => knex.raw(e.name + e.message))  ⇒  a | TypeErrorbad
        switch ((await knex.schema.hasTable('b')) ? 1 : 0) { case 0: await knex.raw('zero'); break; default: await knex.raw('no') }  ⇒  hasTable b | zero
        const tables = ['x']; while (tables.length) { await knex.raw(tables.pop()) }  ⇒  x
        class M { constructor(k) { this.k = k } async run() { await this.k.raw('m'); return this } } await (await new M(knex).run()).run()  ⇒  m | m
        await null; await undefined; const v = await 5; await knex.raw('v' + v)  ⇒  v5
        const fns = [k => k.raw('a'), k => k.raw('b')]; for (const f of fns) await f(knex)  ⇒  a | b
        return Promise.all([knex.raw('a').then(() => 1), knex.raw('b').then(() => 2)]).then(([x, y]) => knex.raw('' + x + y))  ⇒  a | b | 12
        process.nextTick(() => {}); await knex.raw('a')  ⇒  a
        return undefined.foo  ⇒  THROWN Cannot read properties of undefined (reading 'foo')
        throw new Error('plain')  ⇒  THROWN plain
        let n = 0; try { n = 1; await knex.raw('FAIL'); n = 2 } catch { n += 10 } await knex.raw('n' + n)  ⇒  FAIL | n11
        try { JSON.parse('{') } catch (e) { await knex.raw('x') }  ⇒  x
        await Promise.any([knex.raw('FAIL'), knex.raw('b')]).then(r => knex.raw('any'))  ⇒  FAIL | b | any
        await [knex.raw('a')]; await knex.raw('b')  ⇒  b
        const out = await Promise.all([1, 2, 3].map(async n => { const r = await knex.raw('q' + n); return n * 2 })); await knex.raw(out.join())  ⇒  q1 | q2 | q3 | 2,4,6
        const err = await knex.raw('FAIL').catch(e => e); await knex.raw(err instanceof Error ? 'error ' + err.code : 'no')  ⇒  FAIL | error 42P07
        await knex.raw('a').finally(() => {}).then(() => knex.raw('b'))  ⇒  a | b
        const a = async () => { throw new Error('in a') }; try { await a() } catch (e) { await knex.raw(e.message) }  ⇒  in a
        await Promise.all([]); await Promise.all(new Set([knex.raw('s')])); await knex.raw('b')  ⇒  s | b
        """;

    private const string DbMigrateCalls =
        """
        return db.createTable('t', { id: { type: 'int', primaryKey: true, autoIncrement: true }, n: 'string', d: { type: 'timestamptz', notNull: true, defaultValue: { special: 'CURRENT_TIMESTAMP' } }, s: { type: 'string', length: 20, unique: true, defaultValue: 'x' } })  ⇒  CREATE TABLE  "t" ("id"   SERIAL PRIMARY KEY, "n" VARCHAR  , "d" TIMESTAMP  WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP, "s" VARCHAR (20) UNIQUE DEFAULT 'x') 
        return db.createTable('t', { columns: { a: { type: 'int', primaryKey: true }, b: { type: 'int', primaryKey: true, foreignKey: { name: 'f', table: 'o', mapping: 'id', rules: { onDelete: 'CASCADE' } } } }, ifNotExists: true })  ⇒  CREATE TABLE IF NOT EXISTS "t" ("a" INTEGER  , "b" INTEGER  , PRIMARY KEY ("a", "b"))  | ALTER TABLE "t" ADD CONSTRAINT "f" FOREIGN KEY ("b") REFERENCES "o" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
        return db.createTable('t', { a: { type: 'int', foreignKey: { name: 'f1', table: 'o', mapping: 'id', rules: {} } }, b: { type: 'bigint', comment: 'hi', foreignKey: { name: 'f2', table: 'o', mapping: { b: 'x' } } } })  ⇒  CREATE TABLE  "t" ("a" INTEGER  , "b" BIGINT  )  | COMMENT on COLUMN t.b IS 'hi' | ALTER TABLE "t" ADD CONSTRAINT "f2" FOREIGN KEY ("b") REFERENCES "o" ("x") ON DELETE NO ACTION ON UPDATE NO ACTION | ALTER TABLE "t" ADD CONSTRAINT "f1" FOREIGN KEY ("a") REFERENCES "o" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        return db.createTable('t', { id: { type: 'bigint', primaryKey: true, autoIncrement: true }, j: { type: 'json' }, u: { type: 'uuid', defaultValue: { raw: 'gen()' } }, b: { type: 'blob' }, dt: 'datetime', n: {type:'decimal', length: '10,2', defaultValue: 0}, tt: 'timetz', z: {type:'timestamp', timezone: true} })  ⇒  CREATE TABLE  "t" ("id"   BIGSERIAL PRIMARY KEY, "j" JSON  , "u" UUID  DEFAULT gen(), "b" BYTEA  , "dt" TIMESTAMP  , "n" DECIMAL (10,2) DEFAULT 0, "tt" TIME  WITH TIME ZONE, "z" TIMESTAMP  WITH TIME ZONE) 
        return db.addColumn('t', 'c', { type: 'boolean', notNull: true, defaultValue: false })  ⇒  ALTER TABLE "t" ADD COLUMN "c" BOOLEAN  NOT NULL DEFAULT false 
        return db.addColumn('t', 'c', { type: 'int', comment: 'x', foreignKey: { name: 'f', table: 'o', mapping: 'id' } })  ⇒  ALTER TABLE "t" ADD COLUMN "c" INTEGER    | ALTER TABLE "t" ADD CONSTRAINT "f" FOREIGN KEY ("c") REFERENCES "o" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION | COMMENT on COLUMN t.c IS 'x'
        return db.addColumn('t', 'c', type.STRING)  ⇒  ALTER TABLE "t" ADD COLUMN "c" VARCHAR   
        return db.changeColumn('t', 'c', { type: 'string', length: 5, notNull: true, unique: true, defaultValue: 'x' })  ⇒  ALTER TABLE "t" ALTER COLUMN "c" SET NOT NULL | ALTER TABLE "t" ADD CONSTRAINT "t_c_key" UNIQUE ("c") | ALTER TABLE "t" ALTER COLUMN "c" SET DEFAULT 'x' | ALTER TABLE "t" ALTER COLUMN "c" TYPE VARCHAR (5) USING "c"::VARCHAR
        return db.changeColumn('t', 'c', { type: 'int', using: 'USING c::int' })  ⇒  ALTER TABLE "t" ALTER COLUMN "c" DROP NOT NULL | ALTER TABLE "t" ALTER COLUMN "c" DROP DEFAULT | ALTER TABLE "t" ALTER COLUMN "c" TYPE INTEGER  USING c::int
        return db.changeColumn('t', 'c', { unique: false, defaultValue: 3 })  ⇒  ALTER TABLE "t" ALTER COLUMN "c" DROP NOT NULL | ALTER TABLE "t" DROP CONSTRAINT "t_c_key" | ALTER TABLE "t" ALTER COLUMN "c" SET DEFAULT 3
        return db.addIndex('t', 'i', ['a', 'b'], true)  ⇒  CREATE UNIQUE INDEX "i" ON "t" ("a", "b")
        return db.addIndex('t', 'i', 'a')  ⇒  CREATE  INDEX "i" ON "t" ("a")
        return db.removeIndex('t', 'i')  ⇒  DROP INDEX "i"
        return db.removeIndex('i')  ⇒  DROP INDEX "i"
        return db.addForeignKey('t', 'o', 'f', { a: 'id', b: 'b2' }, { onDelete: 'CASCADE' })  ⇒  ALTER TABLE "t" ADD CONSTRAINT "f" FOREIGN KEY ("a", "b") REFERENCES "o" ("id", "b2") ON DELETE CASCADE ON UPDATE NO ACTION
        return db.removeForeignKey('t', 'f', {})  ⇒  ALTER TABLE "t" DROP CONSTRAINT "f"
        return db.insert('t', ['a', 'b', 'c'], [1, 'it\'s', null])  ⇒  INSERT INTO "t" ("a","b","c") VALUES (1,'it''s',null);
        return db.renameColumn('t', 'a', 'b').then(() => db.renameTable('t', 'u')).then(() => db.removeColumn('u', 'b'))  ⇒  ALTER TABLE "t" RENAME COLUMN "a" TO "b" | ALTER TABLE "t" RENAME TO "u" | ALTER TABLE "u" DROP COLUMN "b"
        return db.dropTable('t', { ifExists: true })  ⇒  DROP TABLE IF EXISTS "t"
        return db.dropTable('t')  ⇒  DROP TABLE  "t"
        return db.runSql('x ? y ?', [1, 'b'])  ⇒  x $1 y $2 [1, b]
        return db.runSql('x ? y')  ⇒  x ? y
        return db.switchDatabase({ schema: 's' })  ⇒  SET search_path TO s
        db.insert('t', ['a', 'b', 'c'], [1, 'it\'s', null], callback)  ⇒  INSERT INTO "t" ("a","b","c") VALUES ('1','it''s','null');
        """;

    private static IEnumerable<TestCaseData> OrderRows() => Rows(Orders);

    private static IEnumerable<TestCaseData> DbMigrateRows() => Rows(DbMigrateCalls);

    private static IEnumerable<TestCaseData> Rows(string table) => table.Split('\n')
        .Select(line => line.TrimEnd('\r').Split("  ⇒  "))
        .Select(parts => new TestCaseData(parts[0], parts[1]).SetArgDisplayNames(parts[0]));

    [TestCaseSource(nameof(OrderRows))]
    public void Requests_are_sent_in_the_order_of_Node(string body, string expected) =>
        Assert.That(RecordingSession.Run("exports.up = async function (knex) { " + body + " }").Log, Is.EqualTo(expected));

    [TestCase("export async function up(knex) { await knex.raw('a') }", "a")]
    [TestCase("export const up = async (knex) => { await knex.raw('a') }", "a")]
    [TestCase("exports.up = knex => knex.raw('a')", "a")]
    [TestCase("module.exports = { up(knex) { return knex.raw('a') } }", "a")]
    [TestCase("const up = k => k.raw('a'); export { up }", "a")]
    [TestCase("class M { async up(k) { await k.raw('a') } } module.exports = new M()", "a")]
    [TestCase("var __awaiter = 1; exports.up = (knex) => __awaiter(void 0, void 0, void 0, function* () { yield knex.raw('a'); yield knex.raw('b') })", "a | b")]
    public void Every_form_of_export_runs(string source, string expected) => Assert.That(RecordingSession.Run(source).Log, Is.EqualTo(expected));

    [TestCase("if (await knex.raw('select 1')) { await knex.raw('a') } else { await knex.raw('b') } await knex.raw('c')", "select 1 | ?a | ?b | c")]
    [TestCase("for (const row of await knex.raw('select 1')) { await knex.raw('a' + row.id) } await knex.raw('c')", "select 1 | ?a… | c")]
    [TestCase("const [row] = await knex.raw('select 1'); if (!row) throw new Error('x'); await knex.raw('a')", "select 1 | a")]
    [TestCase("const jobs = []; for (const row of await knex.raw('select 1')) jobs.push(knex.raw('a')); await Promise.all(jobs)", "select 1 | ?a")]
    [TestCase("const r = await knex.raw('select 1'); await (r.x ? knex.raw('a') : knex.raw('b'))", "select 1 | ?a | ?b")]
    [TestCase("const r = await knex.raw('select 1'); await knex.schema.alterTable('t', t => { t.text('x'); if (r.x) t.text('y') })", "select 1 | alterTable t")]
    [TestCase("const r = await knex.raw('select 1'); if (r.x) return; await knex.raw('rest')", "select 1 | ?rest")]
    [TestCase("try { if ((await knex.raw('select 1')).x) throw new Error('x') } catch { await knex.raw('caught') }", "select 1 | ?caught")]
    [TestCase("require('./absent')(); await knex.raw('a')", "a")]
    [TestCase("try { require('./absent').log('x'); await knex.raw('a') } catch { await knex.raw('no') }", "a")]
    [TestCase("await knex.raw(process.env.NOT_SET || 'default')", "default")]
    [TestCase("const c = { schema: process.env.S || 'public' }; await knex.raw(`${c.schema}.t`)", "public.t")]
    [TestCase("const { T = 'x' } = {}; await knex.raw(T)", "x")]
    public void What_is_not_known_makes_requests_conditional_and_spoils_nothing_else(string body, string expected) =>
        Assert.That(RecordingSession.Run("exports.up = async function (knex) { " + body + " }").Log, Is.EqualTo(expected));

    [Test]
    public void A_default_beside_a_variable_that_is_not_set_is_taken_also_at_the_top_of_a_module() => Assert.That(
        RecordingSession.Run("const schema = process.env.S ?? 'public'; const table = `${schema}.t`; exports.up = async knex => { await knex.raw(table) }").Log,
        Is.EqualTo("public.t"));

    [TestCase("db.runSql('a', callback)", "a")]
    [TestCase("return db.runSql('a').then(() => db.runSql('b'))", "a | b")]
    [TestCase("db.runSql('a', function (err) { if (err) return callback(err); db.runSql('b', callback) })", "a | b")]
    [TestCase("db.runSql('FAIL', callback)", "FAIL | THROWN refused")]
    [TestCase("db.runSql('x ? y ?', [1, 'b'], callback)", "x $1 y $2 [1, b]")]
    [TestCase("async.series([db.runSql.bind(db, 'a'), cb => db.runSql('b', cb), db.dropTable.bind(db, 't')], callback)", "a | b | DROP TABLE  \"t\"")]
    [TestCase("async.series([cb => db.runSql('FAIL', cb), cb => db.runSql('no', cb)], callback)", "FAIL | THROWN refused")]
    [TestCase("async.eachSeries(['a', 'b'], (t, cb) => db.runSql(t, cb), callback)", "a | b")]
    [TestCase("db.all('select 1', (err, rows) => { rows.forEach(r => db.runSql('u' + r.id)); callback() })", "select 1 | ?u…")]
    public void Migrations_of_db_migrate_run_with_callbacks_and_promises(string body, string expected) => Assert.That(RunDbMigrate(body), Is.EqualTo(expected));

    [TestCaseSource(nameof(DbMigrateRows))]
    public void Db_migrate_sends_what_its_driver_for_PostgreSQL_sends(string body, string expected) => Assert.That(RunDbMigrate(body), Is.EqualTo(expected.TrimEnd(' ')));

    private static string RunDbMigrate(string body) =>
        RecordingSession.Run(
            "const async = require('async'); let dbm, type; exports.setup = o => { dbm = o.dbmigrate; type = dbm.dataType }; exports.up = function (db, callback) { " + body + " }; exports._meta = { version: 1 }",
            MigrationConnection.DbMigrate).Log.TrimEnd(' ');

    [Test]
    public void The_form_that_db_migrate_generates_reads_its_SQL_file()
    {
        var files = new InMemoryFileSystem { ["/p/migrations/sqls/1-a-up.sql"] = "create table t ();" };
        const string Source = """
            var fs = require('fs'); var path = require('path'); var Promise;
            exports.setup = function (options, seedLink) { Promise = options.Promise; };
            exports.up = function (db) {
              var filePath = path.join(__dirname, 'sqls', '1-a-up.sql');
              return new Promise(function (resolve, reject) {
                fs.readFile(filePath, { encoding: 'utf-8' }, function (err, data) {
                  if (err) return reject(err);
                  console.log('received data: ' + data);
                  resolve(data);
                });
              }).then(function (data) { return db.runSql(data); });
            };
            """;
        Assert.That(RecordingSession.Run(Source, MigrationConnection.DbMigrate, files: files).Log, Is.EqualTo("create table t ();"));
    }

    [TestCase("exports.up = async pool => { const c = await pool.connect(); try { await c.query('BEGIN'); await c.query('x $1', [5]); await c.query('COMMIT') } finally { c.release() } }", "BEGIN | x $1 [5] | COMMIT")]
    [TestCase("exports.up = async ({ context }) => { await context.query('a'); await context.query({ text: 'b', values: [1] }) }", "a | b [1]")]
    [TestCase("exports.up = (client, done) => client.query('a', done)", "a")]
    [TestCase("export default { async up(client) { try { await client.query('FAIL') } catch (e) { await client.query(e.code) } } }", "FAIL | 42P07")]
    public void Runners_of_a_project_get_a_client(string source, string expected) =>
        Assert.That(RecordingSession.Run(source, MigrationConnection.Driver).Log, Is.EqualTo(expected));

    [Test]
    public void A_pool_of_its_own_is_another_connection() => Assert.That(
        RecordingSession.Run("const { Pool } = require('pg'); const pool = new Pool(); exports.up = async knex => { await pool.query('a'); await knex.raw('b') }").Log,
        Is.EqualTo("a (other) | b"));

    [Test]
    public void An_error_has_its_place_and_message()
    {
        var (log, run) = RecordingSession.Run("exports.up = async knex => {\n  await knex.raw('a');\n  await knex.raw('FAIL');\n}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log, Is.EqualTo("a | FAIL | THROWN refused"));
            Assert.That(run.ThrownAt!.Value.Text.Lines.GetPosition(run.ThrownAt.Value.Span.Start).Line, Is.EqualTo(2));
            Assert.That(run.IsCompleted, Is.False);
        }
    }

    [Test]
    public void A_limit_is_a_note_with_a_place()
    {
        var (log, run) = RecordingSession.Run("exports.up = async knex => {\n  await knex.raw('a');\n  for (;;) { x() }\n}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log, Is.EqualTo("a"));
            Assert.That(run.IsCutOff);
            Assert.That(run.Notes.Select(note => note.Reason), Is.EqualTo(new[] { "the program takes too many steps" }));
            Assert.That(run.Notes[0].Location.Text.Lines.GetPosition(run.Notes[0].Location.Span.Start).Line, Is.EqualTo(2));
        }
    }

    [TestCase("exports.config = { transaction: false }; exports.up = () => {}", false)]
    [TestCase("export const config = { transaction: false }; export async function up() {}", false)]
    [TestCase("exports.config = { transaction: true }; exports.up = () => {}", true)]
    [TestCase("exports.up = () => {}", null)]
    public void The_file_says_whether_it_wants_a_transaction(string source, bool? expected)
    {
        var files = new InMemoryFileSystem { ["/m/1_a.js"] = source };
        var file = new MigrationFile { Path = "/m/1_a.js", Content = files.Read("/m/1_a.js"), Language = MigrationLanguage.JavaScript, Number = null };
        Assert.That(MigrationRunner.TransactionOf(new ModuleEvaluator(files, new Dictionary<string, string>()), file), Is.EqualTo(expected));
    }

    [Test]
    public void Thousands_of_rows_and_hundreds_of_kilobytes_are_no_limit()
    {
        var rows = string.Join(",\n", Enumerable.Range(0, 6000).Select(i => $"{{ id: {i}, name: 'name {i}', note: null, list: [1, 2] }}"));
        var (log, run) = RecordingSession.Run($"const rows = [{rows}];\nexports.up = async knex => {{ await knex('t').insert(rows); for (const r of rows) await knex.raw('x' + r.id) }}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Notes, Is.Empty);
            Assert.That(log, Does.EndWith("x5999"));
        }
    }
}
