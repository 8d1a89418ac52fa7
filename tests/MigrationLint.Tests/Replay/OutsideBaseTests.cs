using MigrationLint.Replay;

namespace MigrationLint.Tests.Replay;

/// <summary>Chains that start on tables made elsewhere.</summary>
[TestFixture]
public sealed class OutsideBaseTests
{
    [Test]
    public void A_table_that_nothing_made_is_assumed_once_and_learned_about()
    {
        var chain = Chain.RunOnUnknown("alter table users add column a int; alter table users drop column b; create index on users(c)", "create table p(u int references users)");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Refusals, Is.Empty);
            Assert.That(chain.Session.Assumed.Select(item => item.Name.Name), Is.EqualTo(new[] { "users" }));
            Assert.That(chain.Table("users").Unknown, Is.True);
            Assert.That(chain.Table("users").Columns.Select(column => column.Name), Is.EqualTo(new[] { "a", "c" }));
        });
    }

    [Test]
    public void What_is_known_of_it_is_still_refused_twice() =>
        Assert.That(Chain.RunOnUnknown("alter table users add column a int", "alter table users add column a int").Refusals, Is.EqualTo(new[] { "42701 column \"a\" of relation \"users\" already exists" }));

    [Test]
    public void A_table_with_1600_known_columns_has_no_other()
    {
        var statements = Enumerable.Range(0, 1601).Select(static i => $"alter column c{i} drop default");
        Assert.That(Chain.RunOnUnknown("alter table users " + string.Join(", ", statements)).Refusals, Is.EqualTo(new[] { "42703 column \"c1600\" of relation \"users\" does not exist" }));
    }

    [Test]
    public void A_table_that_the_chain_dropped_is_certainly_missing() =>
        Assert.That(Chain.RunOnUnknown("drop table users", "alter table users add column a int").Refusals, Is.EqualTo(new[] { "42P01 relation \"users\" does not exist" }));

    [Test]
    public void External_tables_are_assumed_silently() =>
        Assert.That(Chain.Run(new ReplayOptions { IsExternal = name => name.Name == "users" }, "alter table users add column a int").Session.Assumed, Is.Empty);

    [Test]
    public void An_error_that_was_caught_need_not_come_up_on_the_real_base()
    {
        var session = new ReplaySession(new ReplayOptions());
        var lowering = new MigrationLint.Lowering.Sql.SqlLowering(session);
        var script = MigrationLint.Sql.SqlScriptReader.Read(
            new MigrationLint.Text.SourceText("/m/1.sql", "ALTER TABLE users ADD CONSTRAINT c CHECK (true); ALTER TABLE users ADD CONSTRAINT c CHECK (true); CREATE TABLE t (id int);"), MigrationLint.Sql.SqlPlaceholders.None);
        session.BeginFile(new MigrationStepInfo("1.js", TransactionModel.Own));
        var refusals = script.Statements.Select(statement => session.TryStatement(script.Tokens.Text.ToSource(statement.Span), isConditional: false, () => lowering.Execute(statement, script.Tokens))).ToList();

        Assert.That(refusals.Select(refusal => (refusal?.SqlState, refusal?.IsUncertain)), Is.EqualTo(new (string?, bool?)[] { (null, null), ("42710", false), ("25P02", true) }));
        Assert.That(session.EndFile().Refusals.Single().IsUncertain, Is.True);
    }

    [Test]
    public void A_strict_base_assumes_nothing() =>
        Assert.That(Chain.Run("create index on users(a)").Refusals, Is.EqualTo(new[] { "42P01 relation \"users\" does not exist" }));

    [Test]
    public void A_table_that_was_assumed_may_be_made_later()
    {
        var chain = Chain.RunOnUnknown("alter table users add column a int", "create table users(id int)");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Refusals, Is.Empty);
            Assert.That(chain.Table("users").Unknown, Is.False);
        });
    }
}
