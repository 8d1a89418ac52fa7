using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering.Knex;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Knex;

public sealed class KnexCompilerTests
{
    private const string Hole = "\uE000";

    [TestCase("nonsense", "knex.raw('a nonsense b')", "nonsense")]
    [TestCase("nonsense", "knex.raw(`a\n  nonsense ${1} b`)", "nonsense")]
    [TestCase("'x'", "knex.raw('a \\'x\\' b')", "\\'x\\'")]
    [TestCase("now(", "knex.schema.createTable('t', (t) => t.timestamp('a').defaultTo(knex.raw('now()')))", "now(")]
    [TestCase("citexx", "knex.schema.createTable('t', (t) => t.specificType('a', 'citexx'))", "citexx")]
    [TestCase("a > 1", "knex.schema.alterTable('t', (t) => t.check('a > 1'))", "a > 1")]
    [TestCase("cascade", "knex.schema.alterTable('t', (t) => t.foreign('a').references('u.id').onDelete('cascade'))", "cascade")]
    [TestCase("b = 'q'", "knex('t').whereRaw('b = ?', ['q'])", "b = ?', ['q'")]
    [TestCase("\"t\"", "knex.schema.createTable('t', (t) => t.increments())", "'t'")]
    [TestCase("\"a\"", "knex.schema.createTable('t', (t) => { t.increments(); t.string('a').notNullable(); })", "'a'")]
    [TestCase("varchar(255)", "knex.schema.createTable('t', (t) => { t.increments(); t.string('a').notNullable(); })", "t.string('a')")]
    [TestCase("not null", "knex.schema.createTable('t', (t) => { t.increments(); t.string('a').notNullable(); })", "notNullable()")]
    [TestCase("serial", "knex.schema.createTable('t', (t) => { t.increments(); t.string('a'); })", "t.increments()")]
    [TestCase("primary key (", "knex.schema.createTable('t', (t) => { t.string('a'); t.primary(['a']); })", "t.primary(['a'])")]
    [TestCase("create table", "knex.schema.createTable('t', (t) => { t.string('a'); })", "knex.schema.createTable('t', (t) => { t.string('a'); })")]
    [TestCase("drop table", "knex.schema.dropTable('t')", "knex.schema.dropTable('t')")]
    [TestCase("\"u\"", "knex.schema.alterTable('t', (t) => { t.foreign('a').references('id').inTable('u'); })", "'u'")]
    public void Each_part_of_a_statement_leads_back_to_what_causes_it(string part, string expression, string source) =>
        Assert.That(KnexTrace.Of($"await {expression};").SourceOf(part), Is.EqualTo(source));

    [Test]
    public void Name_of_a_constant_stands_where_it_is_used() =>
        Assert.That(new KnexTrace().Run("const T = 'users'; exports.up = (knex) => knex.schema.dropTable(T);").SourceOf("\"users\""), Is.EqualTo("knex.schema.dropTable(T)"));

    [Test]
    public void Second_call_of_a_chain_stands_for_itself()
    {
        var trace = KnexTrace.Of("await knex.schema.dropTable('a')\n  .dropTable('b');");

        Assert.That(trace.Statements[1].Location.Text.Slice(trace.Statements[1].Location.Span), Is.EqualTo("dropTable('b')"));
    }

    [Test]
    public void What_a_helper_of_another_file_says_stands_at_the_call_that_the_statement_is_of()
    {
        var trace = new KnexTrace().Run(
            "const { audit } = require('./audit'); exports.up = (knex) => knex.schema.createTable('t', (t) => { audit(t); });",
            ("/p/audit.js", "exports.audit = (t) => { t.timestamp('made').notNullable(); };"));

        Assert.That(trace.Sent, Is.EqualTo(new[] { "create table \"t\" (\"made\" timestamptz not null)" }));
        Assert.That(trace.Statements[0].Text.Host, Is.SameAs(trace.Statements[0].Location.Text));
        Assert.That(trace.SourceOf("\"made\""), Does.StartWith("knex.schema.createTable"));
    }

    [TestCase("knex.schema.dropTable(process.env.T)", "drop table \"" + Hole + "\"")]
    [TestCase("knex.schema.dropTable(`a_${process.env.T}_b`)", "drop table \"a_" + Hole + "_b\"")]
    [TestCase("knex.schema.createTable('t', (t) => t.specificType('a', process.env.T))", "create table \"t\" (\"a\" " + Hole + ")")]
    [TestCase("knex.schema.createTable('t', (t) => t.string('a', process.env.N))", "create table \"t\" (\"a\" varchar(" + Hole + "))")]
    [TestCase("knex.schema.createTable('t', (t) => t.string('a').defaultTo(process.env.D))", "create table \"t\" (\"a\" varchar(255) default " + Hole + ")")]
    [TestCase("knex.schema.createTable('t', (t) => t.enu('a', process.env.V))", "create table \"t\" (\"a\" text check (\"a\" in ('" + Hole + "')))")]
    [TestCase("knex.schema.createTable('t', process.env.F)", "create table \"t\" (" + Hole + ")")]
    [TestCase("knex.raw(process.env.SQL)", Hole)]
    [TestCase("knex.raw('a ? b ?', [process.env.A, 'c'])", "a " + Hole + " b 'c'")]
    [TestCase("knex.raw('a ? ??', process.env.A)", "a " + Hole + " \"" + Hole + "\"")]
    [TestCase("knex('t').insert(process.env.ROWS)", "insert into \"t\" " + Hole)]
    [TestCase("knex('t').where('a', process.env.A).update({ b: process.env.B })", "update \"t\" set \"b\" = " + Hole + " where \"a\" = " + Hole)]
    [TestCase("knex('t').whereIn('a', process.env.A)", "select * from \"t\" where \"a\" in (" + Hole + ")")]
    [TestCase("knex('t').where(process.env.W).del()", "delete from \"t\" where " + Hole)]
    public void What_is_not_known_is_a_hole(string expression, string text)
    {
        var statement = KnexTrace.Of($"await {expression};").Statements.Single();

        Assert.That(statement.Text.Content, Is.EqualTo(text));
        Assert.That(statement.Text.IsUnknown(text.IndexOf(Hole, StringComparison.Ordinal)));
        Assert.That(statement.IsUncertain);
    }

    [TestCase("knex('t').insert({ a: 1, b: \"it's\", c: null, d: true, e: { x: 1 }, f: ['p', 2] })", "insert into \"t\" (\"a\", \"b\", \"c\", \"d\", \"e\", \"f\") values ('1', 'it''s', NULL, 'true', '{\"x\":1}', '{\"p\",\"2\"}')")]
    [TestCase("knex.raw('select ? where a \\\\? b', ['x'])", "select 'x' where a ? b")]
    [TestCase("knex.raw('select a ? b')", "select a $1 b")]
    [TestCase("knex.schema.alterTable('t', (t) => t.index('a', 'i', { predicate: knex.where('b', 1) }))", "create index \"i\" on \"t\" (\"a\") where \"b\" = $1")]
    public void Parameters_are_written_out_as_the_driver_sends_them(string expression, string text) =>
        Assert.That(KnexTrace.Of($"await {expression};").Statements.Single().Text.Content, Is.EqualTo(text));

    [TestCase("knex('t').where('a', undefined)", "Undefined binding(s) detected when compiling SELECT. Undefined column(s): [a] query: select * from \"t\" where \"a\" = ?", "knex('t').where('a', undefined)")]
    [TestCase("knex.raw('a ?', [1, 2])", "Expected 2 bindings, saw 1", "knex.raw('a ?', [1, 2])")]
    [TestCase("knex.schema.createTable('t', (t) => { t.increments(); t.dropColumn('a'); })", "t.dropColumn is not a function", "t.dropColumn('a')")]
    [TestCase("knex.schema.createTable('t', (t) => { t.string('a').alter(); })", "t.string(...).alter is not a function", "t.string('a').alter()")]
    [TestCase("knex('t').insert([])", "The query is empty", "knex('t').insert([])")]
    public void What_knex_refuses_fails_with_its_message_at_the_call(string expression, string message, string source)
    {
        var trace = KnexTrace.Of($"await {expression}; await knex.raw('never');");

        Assert.That(trace.Sent, Is.Empty);
        Assert.That(trace.Failures.Single().Message, Is.EqualTo(message));
        Assert.That(trace.Failures.Single().Location.Text.Slice(trace.Failures.Single().Location.Span), Is.EqualTo(source));
    }

    [TestCase("knex('t')", KnexResult.Rows)]
    [TestCase("knex('t').first()", KnexResult.FirstRow)]
    [TestCase("knex('t').pluck('a')", KnexResult.Pluck)]
    [TestCase("knex('t').update({ a: 1 })", KnexResult.RowCount)]
    [TestCase("knex('t').update({ a: 1 }, ['id'])", KnexResult.Rows)]
    [TestCase("knex('t').insert({ a: 1 })", KnexResult.Raw)]
    [TestCase("knex('t').insert({ a: 1 }).returning('id')", KnexResult.Rows)]
    [TestCase("knex('t').columnInfo()", KnexResult.ColumnInfo)]
    [TestCase("knex.raw('select 1')", KnexResult.Raw)]
    [TestCase("knex.schema.hasTable('t')", KnexResult.Exists)]
    [TestCase("knex.schema.hasColumn('t', 'a')", KnexResult.Exists)]
    [TestCase("knex.schema.dropTable('t')", KnexResult.Raw)]
    public void Statement_says_what_its_promise_resolves_to(string expression, object result) =>
        Assert.That(KnexTrace.Of($"await {expression};").Statements.Single().Result, Is.EqualTo(result));

    [Test]
    public void Call_behind_a_test_that_is_not_known_makes_the_statement_uncertain()
    {
        var trace = KnexTrace.Of("await knex.schema.createTable('t', (t) => { t.increments(); if (process.env.X) t.string('a'); else t.text('a'); }).dropTable('u');");

        Assert.That(trace.Sent[0], Is.EqualTo("create table \"t\" (\"id\" serial primary key, \"a\" varchar(255))"));
        Assert.That(trace.Statements.Select(statement => statement.IsUncertain), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Request_behind_a_test_that_is_not_known_is_conditional()
    {
        var trace = KnexTrace.Of("if (process.env.X) { await knex.schema.dropTable('a'); } await knex.schema.dropTable('b');");

        Assert.That(trace.Requests.Select(request => request.IsConditional), Is.EqualTo(new[] { true, false }));
        Assert.That(trace.Statements.Select(statement => statement.IsUncertain), Has.All.False);
    }

    [TestCase("const q = knex('t'); q.where('a', q); await q;")]
    [TestCase("const q = knex('t'); q.union(q); await q;")]
    [TestCase("let q = knex('t'); for (let i = 0; i < 40; i++) { q = knex('t').where('a', q).orWhere('b', q); } await q;")]
    [TestCase("const r = knex.raw('?', []); r.set('? ?', [r, r]); await r;")]
    public void Builders_that_hold_each_other_come_to_an_end(string body) => Assert.That(KnexTrace.Of(body).Failures.Single().IsLimit);

    [TestCase("await knex('t').where('a', x);")]
    [TestCase("await knex('t').insert({ a: x });")]
    [TestCase("await knex.raw('?', [x]);")]
    [TestCase("await knex.raw('' + x);")]
    [TestCase("await knex.raw(`create view v as ${knex('t').where('a', x)}`);")]
    [TestCase("await knex.schema.createTable('t', (t) => t.string('a').defaultTo(x));")]
    [TestCase("await knex.schema.createTable('t', (t) => t.index(x));")]
    public void Arrays_that_hold_themselves_come_to_an_end(string body)
    {
        var trace = KnexTrace.Of("const x = [1]; for (let i = 0; i < 20; i++) x.push(x); " + body);

        Assert.That(trace.Statements.Count + trace.Failures.Count, Is.EqualTo(1));
    }

    [Test]
    public void Dialect_is_decided()
    {
        var trace = KnexTrace.Of(
            """
            if (knex.client.config.client.includes('sqlite')) await knex.raw('no');
            if (knex.client.config.client !== 'pg') await knex.raw('no');
            switch (knex.client.driverName) { case 'mysql2': await knex.raw('no'); break; case 'pg': await knex.raw('yes'); }
            if (knex.client.dialect === 'postgresql' && knex.client.constructor.name === 'Client_PG') await knex.raw('yes');
            """);

        Assert.That(trace.Sent, Is.EqualTo(new[] { "yes", "yes" }));
        Assert.That(trace.Requests, Has.All.Property(nameof(DatabaseRequest.IsConditional)).False);
    }

    [Test]
    public void Requests_without_SQL_are_no_statements() =>
        Assert.That(KnexCompiler.Compile(new TransactionRequest(TransactionStep.Begin, SourceSpan.StartOf(new SourceText("/a.js", "")))).Statements, Is.Empty);

    [Test]
    public void A_driver_sends_what_it_is_given() =>
        Assert.That(
            KnexCompiler.Compile(new DriverRequest(new StringValue("select 1"), null, SourceSpan.StartOf(new SourceText("/a.js", "")))).Statements.Select(statement => statement.Sql),
            Is.EqualTo(new[] { "select 1" }));
}
