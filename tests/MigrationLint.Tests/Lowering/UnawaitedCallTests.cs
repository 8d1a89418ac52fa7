namespace MigrationLint.Tests.Lowering;

public sealed class UnawaitedCallTests
{
    [TestCase("knex.schema.createTable('t', t => { t.increments() })")]
    [TestCase("knex('t').insert({ a: 1 })")]
    [TestCase("knex.raw('drop table t')")]
    [TestCase("const q = knex('t').where('a', 1); q.del()")]
    [TestCase("['a', 'b'].forEach(async name => { await knex.schema.dropTable(name) })")]
    [TestCase("['a', 'b'].forEach(name => knex.schema.dropTable(name))")]
    [TestCase("['a', 'b'].map(name => knex.schema.dropTable(name))")]
    [TestCase("['a', 'b'].map(async name => { await knex.schema.dropTable(name) })")]
    [TestCase("const run = async () => { await knex.raw('x') }; run()")]
    [TestCase("knex.raw('x').then(() => 1)")]
    [TestCase("knex.transaction(async trx => { await trx.raw('x') })", 2)]
    [TestCase("await knex.transaction(async trx => { trx.raw('x') })", 1, 2)]
    [TestCase("Promise.all([knex.raw('x'), knex.raw('y')])", 2)]
    [TestCase("for (const name of ['a']) { knex.schema.dropTable(name) }")]
    [TestCase("if (process.env.X) { knex.raw('x') }")]
    [TestCase("(async () => { await knex.raw('x') })()")]
    [TestCase("await knex.raw('x').then(() => { knex.raw('y') })", 1, 2)]
    [TestCase("const rows = await knex('t'); rows.forEach(async row => { await knex('t').update(row) })", 1, 2)]
    [TestCase("knex.schema.alterTable('t', t => {}).then(() => knex.raw('x'))", 2)]
    [TestCase("try { knex.raw('x') } catch (e) { throw e }")]
    [TestCase("const b = knex.schema; b.dropTable('t')")]
    [TestCase("new Promise(() => {}); knex.raw('x')")]
    [TestCase("await new Promise(resolve => { knex.raw('x'); resolve() })")]
    [TestCase("void knex.raw('x')")]
    [TestCase("await ['a', 'b'].map(name => knex.schema.dropTable(name))")]
    [TestCase("await ['a', 'b'].map(async name => { await knex.schema.dropTable(name) })")]
    [TestCase("return [knex.raw('x')]")]
    [TestCase("return { x: knex.raw('x') }")]
    public void What_nobody_waits_for_is_told(string body, int unawaited = 1, int calls = 0)
    {
        var facts = KnexFileReaderTests.Read("exports.up = async function (knex) { " + body + " }; exports.down = async () => {}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.Calls.Count(call => !call.IsAwaited), Is.EqualTo(unawaited), "unawaited");
            Assert.That(facts.Calls, Has.Count.EqualTo(Math.Max(calls, unawaited)), "calls");
        }
    }

    [TestCase("exports.up = function (knex) { knex.schema.createTable('t', t => {}) }")]
    [TestCase("exports.up = (knex) => { knex.schema.createTable('t', t => {}) }")]
    [TestCase("exports.up = function (knex) { helper(knex) }; function helper(k) { return k.raw('x') }")]
    [TestCase("const { create } = require('./helper'); exports.up = async knex => { create(knex) }")]
    public void A_missing_return_is_told(string source) => Assert.That(KnexFileReaderTests.Read(source).Calls.Single().IsAwaited, Is.False);

    private const string TypeScript = "var __awaiter = (this && this.__awaiter) || function (t, a, P, g) { return new (P || (P = Promise))(function (resolve, reject) { function step(r) { r.done ? resolve(r.value) : new P(function (s) { s(r.value) }).then(v => step(g.next(v)), reject) } step((g = g.apply(t, a || [])).next()) }) }; ";

    [TestCase(TypeScript + "exports.up = (knex) => __awaiter(void 0, void 0, void 0, function* () { knex.raw('x'); yield knex.raw('y') })", "knex.raw('x')")]
    [TestCase(TypeScript + "function up(knex) { return __awaiter(this, arguments, void 0, function* (k) { yield k.raw('x'); if (yield k.schema.hasTable('t')) { k.raw('y') } }) } exports.up = up", "k.raw('y')")]
    [TestCase("const tslib_1 = require('tslib'); exports.up = (knex) => tslib_1.__awaiter(void 0, void 0, void 0, function* () { knex.raw('x'); yield knex.raw('y') })", "knex.raw('x')")]
    [TestCase("exports.up = (knex) => __awaiter(void 0, void 0, void 0, function () { return __generator(this, function (_a) { switch (_a.label) { case 0: return [4 /*yield*/, knex.raw('x')]; case 1: _a.sent(); knex.raw('y'); return [2 /*return*/] } }) })", "knex.raw('y')")]
    [TestCase("function _up() { _up = _asyncToGenerator(function* (knex) { yield knex.raw('x'); knex.raw('y') }); return _up.apply(this, arguments) } exports.up = function (_x) { return _up.apply(this, arguments) }", "knex.raw('y')")]
    public void What_a_compiler_made_of_async_functions_is_read_as_such(string source, string unawaited)
    {
        var facts = KnexFileReaderTests.Read(source);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.NotUnderstood, Is.Empty);
            Assert.That(facts.Calls.Count(call => call.IsAwaited), Is.Positive);
            Assert.That(facts.Calls.Where(call => !call.IsAwaited).Select(call => call.Location.Text.Slice(call.Location.Span)), Is.EqualTo(new[] { unawaited }));
        }
    }

    [TestCase("await knex.schema.createTable('t', t => { t.string('a'); t.index(['a']); t.timestamp('b').defaultTo(knex.fn.now()) })")]
    [TestCase("await knex.schema.createTable('t', t => { t.uuid('a').defaultTo(knex.raw('gen_random_uuid()')) })")]
    [TestCase("const q = knex('x'); await q.where('a', 1)")]
    [TestCase("const q = knex('x'); q.where('a', 1); await q")]
    [TestCase("let q = knex('x'); if (process.env.X) { q = q.where('a', 1) } await q")]
    [TestCase("await knex('t').select(knex.raw('count(*)')).whereIn('id', knex('u').select('id'))")]
    [TestCase("await knex('t').update({ a: knex.raw('b + 1'), c: knex.ref('d') })")]
    [TestCase("await Promise.all([knex.raw('x'), knex.raw('y')])")]
    [TestCase("await Promise.all(['a', 'b'].map(name => knex.schema.dropTable(name)))")]
    [TestCase("await Promise.all(['a', 'b'].map(async name => { await knex.schema.dropTable(name) }))")]
    [TestCase("const all = []; for (const n of ['a', 'b']) all.push(knex.raw(n)); await Promise.all(all)")]
    [TestCase("return knex.raw('x').then(() => knex.raw('y')).then(() => { return knex.raw('z') })")]
    [TestCase("return knex.schema.hasTable('t').then(exists => { if (!exists) { return knex.schema.createTable('t', t => {}) } })")]
    [TestCase("await ['a', 'b'].reduce((p, n) => p.then(() => knex.schema.dropTable(n)), Promise.resolve())")]
    [TestCase("console.log(knex('t').toString(), knex('t').toSQL().sql)")]
    [TestCase("const sql = knex('t').where('a', 1).toQuery(); await knex.raw(`create view v as ${sql}`)")]
    [TestCase("await knex.raw(`alter table ${knex.raw('??', ['t'])} add x int`)")]
    [TestCase("require('pify')(knex.raw('x'))")]
    [TestCase("const { map } = require('bluebird'); await map(['a'], n => knex.schema.dropTable(n))")]
    [TestCase("await require('p-map')([1], async () => { await knex.raw('x') })")]
    [TestCase("await new Promise((resolve, reject) => { knex.raw('x').then(resolve, reject) })")]
    [TestCase("await new Promise((resolve, reject) => { knex.raw('x').asCallback((e) => e ? reject(e) : resolve()) })")]
    [TestCase("const stream = knex('t').stream(); for await (const row of stream) { await knex('u').insert(row) }")]
    [TestCase("const base = knex('t').where('a', 1); await base.clone().del(); await base.clone().count()")]
    [TestCase("const trx = await knex.transaction(); try { await trx.raw('x'); await trx.commit() } catch (e) { await trx.rollback(); throw e }")]
    [TestCase("await knex.transaction(trx => trx.raw('x').then(trx.commit).catch(trx.rollback))")]
    [TestCase("return knex.transaction(trx => { trx.raw('x').then(trx.commit) })")]
    [TestCase("knex.on('query', console.log); await knex.raw('x')")]
    [TestCase("const jobs = { a: knex.raw('x') }; await jobs[process.env.X]")]
    [TestCase("const steps = [() => knex.raw('x'), () => knex.raw('y')]; for (const step of steps) await step()")]
    [TestCase("await (process.env.X ? knex.raw('x') : knex.raw('y'))")]
    [TestCase("const p = knex.raw('x'); await knex.raw('y'); await p")]
    [TestCase("void knex.raw('x').then(() => 1)")]
    [TestCase("const s = knex.schema; s.createTable('a', t => {}); s.createTable('b', t => {}); await s")]
    [TestCase("const { schema } = knex; schema.createTable('a', t => {}); await schema.createTable('b', t => {})")]
    [TestCase("const all = async () => ['a', 'b'].map(n => knex.schema.dropTable(n)); await Promise.all(await all())")]
    [TestCase("const make = async () => ({ q: knex.raw('x') }); const { q } = await make(); await q")]
    [TestCase("await new Promise((resolve, reject) => { knex.raw('x').then(resolve, reject) })")]
    [TestCase("for await (const r of [knex.raw('x')]) {}")]
    [TestCase("await knex('t').where(function () { this.where('a', 1).orWhere('b', 2) }).andWhere(qb => { qb.where('c', 1) }).del()")]
    [TestCase("await knex('t').modify(qb => { qb.where('a', 1) })")]
    [TestCase("await knex.schema.createView('v', v => { v.columns(['a']); v.as(knex('t').select('a')) })")]
    [TestCase("const t = 'x'; await knex(t).insert([{ a: knex.fn.now() }]).onConflict('a').ignore()")]
    [TestCase("await Promise.allSettled([knex.raw('x')])")]
    [TestCase("const run = async () => { await knex.raw('x') }; await run()")]
    [TestCase("const run = () => knex.raw('x'); return run()")]
    [TestCase("await knex.raw('x').timeout(1000).catch(e => { throw e })")]
    [TestCase("const rows = await knex('t'); for (const row of rows) { await knex('t').where('id', row.id).update({}) }")]
    [TestCase("const { rows } = await knex.raw('select 1'); await Promise.all(rows.map(r => knex('t').insert(r)))")]
    [TestCase("await knex.schema.raw('x').raw('y')")]
    [TestCase("let p = Promise.resolve(); for (const n of ['a', 'b']) { p = p.then(() => knex.raw(n)) } return p")]
    [TestCase("await knex.schema.table('t', async t => { if (!(await knex.schema.hasColumn('t', 'a'))) t.string('a') })")]
    [TestCase("while (true) { const rows = await knex('t').limit(100); if (rows.length === 0) break; await knex('t').del() }")]
    [TestCase("const kinds = { a: class { run() { return knex.raw('a') } }, b: class { async run() { await knex.raw('b') } } }; await new kinds[knex.client.config.client]().run()")]
    public void What_is_waited_for_is_not_told(string body) =>
        Assert.That(
            KnexFileReaderTests.Read("exports.up = async function (knex) { " + body + " }; exports.down = async () => {}").Calls.Where(call => !call.IsAwaited).Select(call => call.Callee),
            Is.Empty);
}
