using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Text;

namespace MigrationLint.Tests.Replay;

/// <summary>What remains of files that fail.</summary>
[TestFixture]
public sealed class TransactionTests
{
    [Test]
    public void A_failed_file_in_a_transaction_is_undone_and_the_next_runs_on_what_remains()
    {
        var chain = Chain.Run("create table a(i int)", "create table b(i int); create table a(i int); create table c(i int)", "create table b(j int)");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(chain.Column("b", "j").Type, Is.EqualTo("integer"));
            Assert.That(chain.Session.Timeline.Files.Select(file => file.IsApplied), Is.EqualTo(new[] { true, false, true }));
            Assert.That(chain.Session.Timeline.Files[1].Statements.Select(statement => statement.IsSkipped), Is.EqualTo(new[] { false, false, true }));
        });
    }

    [Test]
    public void Without_a_transaction_only_the_statement_is_undone()
    {
        var chain = Chain.Run().Then(TransactionModel.None, "create table a(i int); create table b(i int, i int); create table c(i int)");
        Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_string_of_several_statements_is_a_transaction()
    {
        var chain = Chain.Run("create table t(i int)").ThenStrings("create table a(i int); create index concurrently x on t(i)", "create index concurrently y on t(i)");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Refusals, Is.EqualTo(new[] { "25001 CREATE INDEX CONCURRENTLY cannot run inside a transaction block" }));
            Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "t" }));
            Assert.That(chain.Table("t").Indexes.Select(index => index.Name), Is.EqualTo(new[] { "y" }));
        });
    }

    [Test]
    public void A_block_of_its_own_is_undone_and_what_stands_before_it_stays()
    {
        var chain = Chain.Run().Then(TransactionModel.None, "create table a(i int); begin; create table b(i int); create table a(i int); commit;");
        Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Commit_within_the_tools_transaction_keeps_what_stands_before_it()
    {
        var chain = Chain.Run("create table a(i int); commit; create table b(i int); create table a(i int)");
        Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_savepoint_takes_back_what_follows_it()
    {
        var chain = Chain.Run("create table a(i int); savepoint s; create table b(i int); rollback to s; create table c(i int)");
        Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "a", "c" }));
    }

    [Test]
    public void Settings_end_with_their_transaction()
    {
        var chain = Chain.Run("create schema s; set local search_path = s; create table t(i int)", "create table t(i int)").Then(TransactionModel.None, "begin; set search_path = s; rollback; create table u(i int)");
        Assert.That(chain.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(new[] { "s.t", "t", "u" }));
    }

    [Test]
    public void A_program_may_handle_a_refusal_but_not_go_on_in_the_aborted_transaction()
    {
        var session = Chain.Run().Session;
        var source = SourceSpan.StartOf(new SourceText("/m/x.sql", ""));
        session.BeginFile(new MigrationStepInfo("x", TransactionModel.Own));
        var first = session.TryStatement(source, false, () => session.Emit(new DropTable(new QualifiedName("public", "nix")) { Source = source }));
        var second = session.TryStatement(source, false, () => session.Emit(new CreateSchema("s") { Source = source }));
        var outcome = session.EndFile();
        Assert.Multiple(() =>
        {
            Assert.That(first?.SqlState, Is.EqualTo("42P01"));
            Assert.That(second?.SqlState, Is.EqualTo("25P02"));
            Assert.That(outcome.Refusals.Select(refusal => refusal.SqlState), Is.EqualTo(new[] { "25P02" }));
            Assert.That(outcome.After.FindNamespace("s"), Is.Null);
        });
    }

    [Test]
    public void A_fork_leaves_the_main_line_alone()
    {
        var chain = Chain.Run("create table t(i int)");
        var fork = chain.Session.Fork();
        var source = SourceSpan.StartOf(new SourceText("/m/x.sql", ""));
        fork.RunStatement(source, false, () => fork.Emit(new DropTable(new QualifiedName("public", "t")) { Source = source }));
        Assert.That((fork.Schema.Relations.Count(), chain.Schema.Relations.Count()), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Nothing_runs_after_a_failure_where_the_tool_stops()
    {
        var chain = Chain.Run(new ReplayOptions { IsStrict = true, StopsAtFailure = true }, "drop table nix", "create table t(i int)");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Snapshot.Tables, Is.Empty);
            Assert.That(chain.Session.Timeline.Files[1].IsSkipped, Is.True);
        });
    }
}
