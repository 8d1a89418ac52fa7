namespace MigrationLint.Tests.Lowering.Knex;

/// <summary>When a builder is sent, and in which order.</summary>
public sealed class KnexSendingTests
{
    [TestCase("await knex.raw('a');", "a")]
    [TestCase("knex.raw('a');", "")]
    [TestCase("return knex.raw('a');", "a")]
    [TestCase("const q = knex.raw('a'); await q; await q;", "a|a")]
    [TestCase("const q = knex.raw('b'); await knex.raw('a'); await q;", "a|b")]
    [TestCase("await Promise.all([knex.raw('a'), knex.raw('b')]);", "a|b")]
    [TestCase("await Promise.all(['a', 'b'].map((name) => knex.raw(name)));", "a|b")]
    [TestCase("await Promise.all([knex.schema.alterTable('a', (t) => { t.integer('x').references('id').inTable('b'); }), knex.schema.createTable('b', (t) => { t.increments(); })]);",
        "alter table \"a\" add column \"x\" integer|create table \"b\" (\"id\" serial primary key)|alter table \"a\" add constraint \"a_x_foreign\" foreign key (\"x\") references \"b\" (\"id\")")]
    [TestCase("const [a, b] = await Promise.all([knex.schema.hasTable('a'), knex.schema.hasTable('b')]); if (!a && !b) await knex.raw('c');",
        "select * from information_schema.tables where table_name = $1 and table_schema = current_schema()|select * from information_schema.tables where table_name = $1 and table_schema = current_schema()|c")]
    [TestCase("return knex.raw('a').then(() => knex.raw('b')).then(() => knex.raw('c'));", "a|b|c")]
    [TestCase("await knex.raw('a').catch(() => {});", "a")]
    [TestCase("await knex.raw('a').finally(() => {});", "a")]
    [TestCase("knex.raw('a').asCallback(() => {});", "a")]
    [TestCase("for (const name of ['a', 'b']) { await knex.raw(name); }", "a|b")]
    [TestCase("await knex('t').where('a', knex.raw('now()')).del();", "delete from \"t\" where \"a\" = now()")]
    [TestCase("const s = knex.schema; s.dropTable('a'); s.dropTable('b'); await s;", "drop table \"a\"|drop table \"b\"")]
    [TestCase("await knex.schema; await knex.schema.dropTable('a');", "drop table \"a\"")]
    [TestCase("const q = knex('t'); q.where('a', 1); if (true) { q.whereNull('b'); } await q.del();", "delete from \"t\" where \"a\" = $1 and \"b\" is null")]
    [TestCase("const q = knex('t').where('a', 1); const r = q.clone().where('b', 2); await q; await r;", "select * from \"t\" where \"a\" = $1|select * from \"t\" where \"a\" = $1 and \"b\" = $2")]
    public void Builder_is_sent_when_something_waits_for_it(string body, string sent) => Assert.That(string.Join("|", KnexTrace.Of(body).Sent), Is.EqualTo(sent));

    [Test]
    public void Answer_decides([Values] bool exists)
    {
        var trace = new KnexTrace { Exists = exists }.Run("exports.up = async (knex) => { if (await knex.schema.hasTable('a')) { await knex.raw('yes'); } else { await knex.raw('no'); } };");

        Assert.That(trace.Sent.Last(), Is.EqualTo(exists ? "yes" : "no"));
        Assert.That(trace.Requests, Has.All.Property("IsConditional").False);
    }

    [TestCase("await knex.transaction(async (trx) => { await trx.raw('a'); });", "Begin|a|Commit")]
    [TestCase("await knex.transaction(async (trx) => { await trx('t').where('a', undefined); }).catch(() => {}); await knex.raw('b');", "Begin|Rollback|b")]
    [TestCase("await knex.transaction((trx) => trx.raw('a').then(trx.commit));", "Begin|a|Commit")]
    [TestCase("const trx = await knex.transaction(); await trx.raw('a'); await trx.commit();", "Begin|a|Commit")]
    [TestCase("const trx = await knex.transaction(); await trx.raw('a'); await trx.rollback();", "Begin|a|Rollback")]
    [TestCase("await knex.batchInsert('t', [{ a: 1 }, { a: 2 }, { a: 3 }], 2);", "Begin|insert into \"t\" (\"a\") values ($1), ($2)|insert into \"t\" (\"a\") values ($1)|Commit")]
    public void Transaction_is_begun_and_ended(string body, string sent) => Assert.That(string.Join("|", KnexTrace.Of(body).Sent), Is.EqualTo(sent));

    [Test]
    public void Refused_statement_can_be_caught()
    {
        var trace = KnexTrace.Of("try { await knex('t').where('a', undefined); await knex.raw('never'); } catch (e) { await knex.raw('caught'); }");

        Assert.That(trace.Sent, Is.EqualTo(new[] { "caught" }));
    }
}
