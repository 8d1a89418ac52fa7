namespace MigrationLint.Tests.Replay;

/// <summary>What PostgreSQL 15 refuses, with its SQLSTATE and its words: each row was tried on a server.</summary>
[TestFixture]
public sealed class RefusalTests
{
    [TestCase("create table t(i int); create table t(i int)", "42P07 relation \"t\" already exists")]
    [TestCase("create table p(id int primary key); create table q(pid int references p); drop table p", "2BP01 cannot drop table p because other objects depend on it")]
    [TestCase("create table p(id int primary key); create table q(pid int references p); alter table p drop constraint p_pkey", "2BP01 cannot drop constraint p_pkey on table p because other objects depend on it")]
    [TestCase("create table p(id int primary key); create view v as select id from p; alter table p drop column id", "2BP01 cannot drop column id of table p because other objects depend on it")]
    [TestCase("create table p(id int primary key); drop index p_pkey", "2BP01 cannot drop index p_pkey because constraint p_pkey on table p requires it")]
    [TestCase("create table i(id int generated always as identity); drop sequence i_id_seq", "2BP01 cannot drop sequence i_id_seq because column id of table i requires it")]
    [TestCase("create table a(i int primary key); create table b(i int references a); create view v as select * from a; drop table a, b", "2BP01 cannot drop desired object(s) because other objects depend on them")]
    [TestCase("create table t(a int, b int generated always as (a * 2) stored); alter table t drop column a", "2BP01 cannot drop column a of table t because other objects depend on it")]
    [TestCase("create type e as enum ('a'); create table t(x e); drop type e", "2BP01 cannot drop type e because other objects depend on it")]
    [TestCase("create table t(i int); drop type t", "2BP01 cannot drop type t because table t requires it")]
    [TestCase("create extension citext; create table t(x citext); drop extension citext", "2BP01 cannot drop extension citext because other objects depend on it")]
    [TestCase("create table a(i int primary key, j int references a); alter table a drop column i", "2BP01 cannot drop column i of table a because other objects depend on it")]
    [TestCase("create schema s; create table s.t(i int); drop schema s", "2BP01 cannot drop schema s because other objects depend on it")]
    [TestCase("alter table nix add column a int", "42P01 relation \"nix\" does not exist")]
    [TestCase("create table t(i int); alter table t add column i int", "42701 column \"i\" of relation \"t\" already exists")]
    [TestCase("create table t(i int); alter table t drop column j", "42703 column \"j\" of relation \"t\" does not exist")]
    [TestCase("create table t(i int); alter table t rename j to k", "42703 column \"j\" does not exist")]
    [TestCase("create table t(i int primary key); alter table t add primary key (i)", "42P16 multiple primary keys for table \"t\" are not allowed")]
    [TestCase("create table t(i int); alter table t add unique (j)", "42703 column \"j\" named in key does not exist")]
    [TestCase("create table t(i int); create table u(i int references t)", "42704 there is no primary key for referenced table \"t\"")]
    [TestCase("create table t(i int); create table u(i int references t(i))", "42830 there is no unique constraint matching given keys for referenced table \"t\"")]
    [TestCase("create table t(i int primary key); create table u(i text references t)", "42804 foreign key constraint \"u_i_fkey\" cannot be implemented")]
    [TestCase("create table t(i int primary key); create table u(i int, j int, foreign key (i, j) references t(i))", "42830 number of referencing and referenced columns for foreign key disagree")]
    [TestCase("create table t(i int); create view v as select i from t; alter table t alter i type text", "0A000 cannot alter type of a column used by a view or rule")]
    [TestCase("create table t(i int primary key); alter table t alter i drop not null", "42P16 column \"i\" is in a primary key")]
    [TestCase("create table t(i int); alter table t drop constraint c", "42704 constraint \"c\" of relation \"t\" does not exist")]
    [TestCase("create table t(i json); create index on t(i)", "42704 data type json has no default operator class for access method \"btree\"")]
    [TestCase("create table t(i timestamptz); create index on t((i::date))", "42P17 functions in index expression must be marked IMMUTABLE")]
    [TestCase("create table t(i int); create index concurrently x on t(i)", "25001 CREATE INDEX CONCURRENTLY cannot run inside a transaction block")]
    [TestCase("create table t(i int); create view t2 as select i from t; create or replace view t2 as select i as j from t", "42P16 cannot change name of view column \"i\" to \"j\"")]
    [TestCase("create function f(a int) returns int language sql as 'select 1'; create or replace function f(b int) returns int language sql as 'select 1'", "42P13 cannot change name of input parameter \"a\"")]
    [TestCase("create function f(a int) returns int language sql as 'select 1'; create function f(a text) returns int language sql as 'select 1'; drop function f", "42725 function name \"f\" is not unique")]
    [TestCase("create type e as enum ('a'); alter type e add value 'a'", "42710 enum label \"a\" already exists")]
    [TestCase("create table t(i int) partition by list (i); create table u(j int); alter table t attach partition u for values in (1)", "42804 table \"u\" contains column \"j\" not found in parent \"t\"")]
    [TestCase("create table t(i int); create table u() inherits (t); alter table u drop column i", "42P16 cannot drop inherited column \"i\"")]
    [TestCase("create table t(i int); create table u() inherits (t); alter table only t rename i to j", "42P16 inherited column \"i\" must be renamed in child tables too")]
    public void A_statement_is_refused_in_the_words_of_the_server(string file, string refusal) =>
        Assert.That(Chain.Run(file).Refusals, Is.EqualTo(new[] { refusal }));

    [TestCase("create table t({1600}); alter table t add x int")]
    [TestCase("create table t({1599}); alter table t add x int, add y int")]
    [TestCase("create table t(x int); create table u({1599}) inherits (t); alter table t add y int")]
    [TestCase("create type t as ({1600}); alter type t add attribute x int")]
    [TestCase("create table t({1601})")]
    public void A_relation_has_1600_columns_at_most(string file) => Assert.That(Chain.Run(WithColumns(file)).Refusals, Is.EqualTo(new[] { "54011 tables can have at most 1600 columns" }));

    [TestCase("create table t({1599}); alter table t add x int")]
    [TestCase("create table t({1600}); alter table t add if not exists c5 int")]
    [TestCase("create table t(x int); create table u({1599}) inherits (t); alter table t add c5 int", Description = "Merged with what the child has.")]
    [TestCase("create type t as ({1599}); alter type t add attribute x int")]
    public void A_relation_has_no_fewer(string file) => Assert.That(Chain.Run(WithColumns(file)).Refusals, Is.Empty);

    [TestCase("create table t(i int); create table if not exists t(j int)")]
    [TestCase("drop table if exists nix; alter table if exists nix add column a int; drop index if exists nix; drop trigger if exists x on nix")]
    [TestCase("create table t(i int); alter table t add column if not exists i int; alter table t drop column if exists j; alter table t drop constraint if exists c")]
    [TestCase("create table a(i int primary key); create table b(i int references a); drop table a, b")]
    [TestCase("create table t(v varchar(10) primary key); create table u(c char(5) references t, b text references t)")]
    [TestCase("create table t(i bigint primary key); create table u(i smallint references t)")]
    public void A_statement_goes_through(string file) => Assert.That(Chain.Run(file).Refusals, Is.Empty);

    /// <summary>Each <c>{n}</c> as the definitions of n columns: c0, c1, ….</summary>
    private static string WithColumns(string text) => new[] { 1599, 1600, 1601 }.Aggregate(
        text, static (filled, count) => filled.Replace($"{{{count}}}", string.Join(", ", Enumerable.Range(0, count).Select(static i => $"c{i} int")), StringComparison.Ordinal));
}
