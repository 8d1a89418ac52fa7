namespace MigrationLint.Tests.Replay;

/// <summary>Rows that a chain writes itself, and what they refuse: each row that is refused was tried on a server.</summary>
[TestFixture]
public sealed class RowTests
{
    private const string Table = "create table t(i int primary key, n text, k int default 1); insert into t values (1, 'a'), (2, null);";
    private const string Keys = "create table p(i int primary key); create table c(i int references p); insert into p values (1), (2); insert into c values (1);";

    [TestCase("insert into t values (1, 'b')", "23505 duplicate key value violates unique constraint \"t_pkey\"")]
    [TestCase("insert into t(i) select k from t", "23505 duplicate key value violates unique constraint \"t_pkey\"")]
    [TestCase("update t set i = 2 where n = 'a'", "23505 duplicate key value violates unique constraint \"t_pkey\"")]
    [TestCase("update t set i = null", "23502 null value in column \"i\" of relation \"t\" violates not-null constraint")]
    [TestCase("alter table t add unique (k)", "23505 could not create unique index \"t_k_key\"")]
    [TestCase("create unique index u on t(k) where i > 0", "23505 could not create unique index \"u\"")]
    [TestCase("alter table t alter n set not null", "23502 column \"n\" of relation \"t\" contains null values")]
    [TestCase("alter table t drop constraint t_pkey; alter table t add primary key (n)", "23502 column \"n\" of relation \"t\" contains null values")]
    [TestCase("alter table t add check (i < 2)", "23514 check constraint \"t_i_check\" of relation \"t\" is violated by some row")]
    [TestCase("alter table t add constraint c check (i < 3); insert into t values (3)", "23514 new row for relation \"t\" violates check constraint \"c\"")]
    [TestCase("alter table t add constraint c check (i < 2) not valid; alter table t validate constraint c", "23514 check constraint \"c\" of relation \"t\" is violated by some row")]
    [TestCase("update t set n = 'b'; alter table t alter n type int using n::int", "22P02 invalid input syntax for type integer: \"b\"")]
    [TestCase("update t set k = 70000; alter table t alter k type smallint", "22003 smallint out of range")]
    [TestCase("update t set n = 'abc'; alter table t alter n type varchar(2)", "22001 value too long for type character varying(2)")]
    [TestCase("savepoint s; delete from t; rollback to s; alter table t alter n set not null", "23502 column \"n\" of relation \"t\" contains null values")]
    [TestCase("alter table t rename n to m; alter table t rename to u; alter table u alter m set not null", "23502 column \"m\" of relation \"u\" contains null values")]
    [TestCase("create table u as select n from t; alter table u alter n set not null", "23502 column \"n\" of relation \"u\" contains null values")]
    [TestCase("do $$ begin if exists (select from t where n is null) then perform 1 / 0; end if; end $$", "22012 division by zero")]
    [TestCase("do $$ declare v int; begin update t set k = 5 where i = 2 returning k into v; raise exception 'now %', v; end $$", "P0001 now 5")]
    [TestCase("insert into t values (2, 'c') on conflict (i) do update set n = excluded.n; alter table t alter n set not null; alter table t add check (n <> 'c')", "23514 check constraint \"t_n_check\" of relation \"t\" is violated by some row")]
    public void Rows_that_the_chain_wrote_refuse_a_statement(string file, string refusal) =>
        Assert.That(Chain.Run(Table, file).Refusals, Is.EqualTo(new[] { refusal }));

    [TestCase("insert into c values (3)", "23503 insert or update on table \"c\" violates foreign key constraint \"c_i_fkey\"")]
    [TestCase("update p set i = 5 where i = 1", "23503 update or delete on table \"p\" violates foreign key constraint \"c_i_fkey\" on table \"c\"")]
    [TestCase("delete from p", "23503 update or delete on table \"p\" violates foreign key constraint \"c_i_fkey\" on table \"c\"")]
    [TestCase("create table d(i int); insert into d values (7); alter table d add foreign key (i) references p", "23503 insert or update on table \"d\" violates foreign key constraint \"d_i_fkey\"")]
    public void Rows_of_two_tables_refuse_a_statement(string file, string refusal) =>
        Assert.That(Chain.Run(Keys, file).Refusals, Is.EqualTo(new[] { refusal }));

    [TestCase("insert into t values (3, 'b'); update t set n = 'c' where n is null; alter table t alter n set not null")]
    [TestCase("delete from t where n is null; alter table t alter n set not null; alter table t add unique (k)")]
    [TestCase("truncate t; alter table t alter n set not null; insert into t values (1, 'x')")]
    [TestCase("insert into t values (1) on conflict do nothing")]
    [TestCase("update t set k = i; alter table t add unique (k)")]
    [TestCase("alter table t add check (n <> 'b')")]
    [TestCase("alter table t add unique (n); insert into t values (3, null)")]
    [TestCase("alter table t add column made timestamptz default now(); alter table t alter made set not null; alter table t add unique (made)")]
    [TestCase("update t set n = md5(random()::text); alter table t alter n set not null")]
    [TestCase("update t set n = 'x' where random() > 0.5; alter table t alter n set not null")]
    [TestCase("alter table t add constraint c check (i < 2) not valid")]
    [TestCase("create table d(i int references t deferrable initially deferred); insert into d values (9)")]
    [TestCase("alter table t add column j jsonb default '{}'; alter table t alter j set not null")]
    public void Rows_that_fit_or_are_not_known_refuse_nothing(string file) => Assert.That(Chain.Run(Table, file).Refusals, Is.Empty);

    [TestCase("create function f() returns trigger language plpgsql as $$ begin new.n = coalesce(new.n, ''); return new; end $$; create trigger g before insert or update on t for each row execute function f(); update t set k = 2;")]
    [TestCase("create function f() returns int language plpgsql as $$ begin update t set n = ''; return 1; end $$; create table u(i int default f()); insert into u values (f());")]
    [TestCase("create rule r as on insert to t do also delete from t; insert into t values (3, 'c');")]
    [TestCase("create view v as select * from t; update v set n = 'd' where n is null;")]
    [TestCase("with gone as (delete from t where n is null returning *) select * from gone;")]
    [TestCase("do language plpython3u $$ plpy.execute('delete from t') $$;")]
    [TestCase("alter table t disable trigger all; update t set n = '' where n is null;")]
    public void What_may_have_changed_rows_elsewhere_leaves_nothing_certain(string file) =>
        Assert.That(Chain.Run(Table, file, "alter table t alter n set not null").Refusals, Is.Empty);

    [Test]
    public void A_sequence_goes_on_after_what_is_undone()
    {
        var chain = Chain.Run(
            "create table s(i serial primary key, n text not null)",
            "insert into s(n) values ('lost'), (null)",
            "insert into s(n) values ('a')",
            "insert into s values (3, 'b')");

        Assert.That(chain.Refusals, Has.Count.EqualTo(2));
        Assert.That(chain.Refusals[1], Is.EqualTo("23505 duplicate key value violates unique constraint \"s_pkey\""));
    }

    [Test]
    public void Rows_of_a_failed_file_are_not_there()
    {
        var chain = Chain.Run("create table t(i int unique)", "insert into t values (1); insert into nix values (1)", "insert into t values (1)");

        Assert.That(chain.Refusals, Is.EqualTo(new[] { "42P01 relation \"nix\" does not exist" }));
    }

    [Test]
    public void On_a_base_that_lies_outside_only_rows_that_are_there_refuse()
    {
        var chain = Chain.RunOnUnknown(
            "create table p(i int primary key); create table c(i int references p); insert into p values (1)",
            "insert into c values (2)",
            "insert into p values (1)");

        Assert.That(chain.Refusals, Is.EqualTo(new[] { "23505 duplicate key value violates unique constraint \"p_pkey\"" }));
    }

    [Test]
    public void More_rows_than_are_kept_are_not_known()
    {
        var many = string.Join(", ", Enumerable.Range(1, 300).Select(static i => $"({i})"));

        Assert.That(Chain.Run("create table t(i int primary key)", $"insert into t values {many}", "insert into t values (1)").Refusals, Is.Empty);
    }

    [Test]
    public void What_is_conditional_leaves_nothing_certain()
    {
        var chain = Chain.Run(Table, "do $$ begin if random() > 0.5 then delete from t where n is null; end if; end $$", "alter table t alter n set not null");

        Assert.That(chain.Refusals, Is.Empty);
    }
}
