namespace MigrationLint.Tests.Replay;

/// <summary>What statements leave in the catalog.</summary>
[TestFixture]
public sealed class SchemaChangeTests
{
    [Test]
    public void Serial_column_has_a_sequence_that_it_owns()
    {
        var chain = Chain.Run("create table t(id bigserial primary key); alter table t rename to u");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Column("u", "id").Default, Is.EqualTo("nextval('t_id_seq'::regclass)"));
            Assert.That(chain.Snapshot.Sequences.Select(item => $"{item.Name} {item.Type} {item.OwnedBy}"), Is.EqualTo(new[] { "t_id_seq bigint u.id" }));
            Assert.That(chain.Table("u").PrimaryKey!.Name, Is.EqualTo("t_pkey"));
            Assert.That(chain.Column("u", "id").IsNullable, Is.False);
        });
    }

    [Test]
    public void Names_are_chosen_and_cut_as_by_the_server()
    {
        const string table = "longname_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz";
        const string column = "column_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz";
        var chain = Chain.Run($"create table {table}({column} int unique check ({column} > 0)); create index on {table}({column}); create index on {table}({column});");
        var found = chain.Table(table);
        Assert.Multiple(() =>
        {
            Assert.That(found.Uniques.Single().Name, Is.EqualTo("longname_abcdefghijklmnopqrst_column_abcdefghijklmnopqrstuv_key"));
            Assert.That(found.Checks.Single().Name, Is.EqualTo("longname_abcdefghijklmnopqrs_column_abcdefghijklmnopqrstu_check"));
            Assert.That(found.Indexes.Select(index => index.Name), Is.EqualTo(new[]
            {
                "longname_abcdefghijklmnopqrst_column_abcdefghijklmnopqrstu_idx1", "longname_abcdefghijklmnopqrst_column_abcdefghijklmnopqrstuv_idx",
            }));
        });
    }

    [Test]
    public void A_name_of_several_bytes_per_character_is_cut_between_characters()
    {
        var chain = Chain.Run("create table \"" + new string('ß', 40) + "\"(\"" + new string('ç', 30) + "\" int unique)");
        Assert.That(chain.Snapshot.Tables.Single().Uniques.Single().Name, Is.EqualTo(new string('ß', 14) + "_" + new string('ç', 14) + "_key"));
    }

    [Test]
    public void Index_of_the_same_column_twice_numbers_the_second() =>
        Assert.That(Chain.Run("create table t(a text); create index on t(a, a); create index on t((a || 'x'), (a || 'y'))").Table("t").Indexes.Select(index => index.Name),
            Is.EqualTo(new[] { "t_a_a1_idx", "t_expr_expr1_idx" }));

    [Test]
    public void Rename_of_a_column_shows_wherever_it_is_named()
    {
        var chain = Chain.Run(
            "create table t(a int primary key, b int, check (b > 0), unique (b)); create table u(x int references t(b)); create index i on t(b) where b > 1;"
            + "create policy p on t using (b > 2); create view v as select b from t; alter table t rename b to c; alter table v rename b to d");
        var table = chain.Table("t");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Refusals, Is.Empty);
            Assert.That(table.Checks.Single().Expression, Is.EqualTo("(c > 0)"));
            Assert.That(table.Uniques.Single().Columns, Is.EqualTo(new[] { "c" }));
            Assert.That(table.Indexes.Single().Columns, Is.EqualTo(new[] { "c" }));
            Assert.That(table.Indexes.Single().Predicate, Is.EqualTo("(c > 1)"));
            Assert.That(chain.Table("u").ForeignKeys.Single().RefColumns, Is.EqualTo(new[] { "c" }));
            Assert.That(chain.Snapshot.Views.Single().Columns.Single().Name, Is.EqualTo("d"));
        });
    }

    [Test]
    public void Rename_of_a_key_renames_its_index_and_the_other_way_round()
    {
        var chain = Chain.Run("create table t(a int unique, b int unique); alter table t rename constraint t_a_key to x; alter index t_b_key rename to y");
        Assert.That(chain.Replayed("t").Indexes.Select(index => index.Name).Concat(chain.Table("t").Uniques.Select(key => key.Name)), Is.EqualTo(new[] { "x", "y", "x", "y" }));
    }

    [Test]
    public void Dropped_column_takes_indexes_and_constraints_of_several_columns_along()
    {
        var chain = Chain.Run("create table t(a int, b int, c int, unique (a, b), check (a > b), check (c > 0)); create index on t(a, c); create index on t(b) where c > 1; alter table t drop column a");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Table("t").Uniques, Is.Empty);
            Assert.That(chain.Table("t").Checks.Select(check => check.Name), Is.EqualTo(new[] { "t_c_check" }));
            Assert.That(chain.Table("t").Indexes.Select(index => index.Name), Is.EqualTo(new[] { "t_b_idx" }));
        });
    }

    [Test]
    public void Cascade_takes_what_depends_along_and_leaves_the_rest()
    {
        var chain = Chain.Run(
            "create table a(i int primary key); create table b(i int references a, s int); create view v as select i from a; create view w as select i from v;",
            "drop table a cascade");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Snapshot.Tables.Single().ForeignKeys, Is.Empty);
            Assert.That(chain.Snapshot.Views, Is.Empty);
        });
    }

    [Test]
    public void Children_follow_their_parent()
    {
        var chain = Chain.Run(
            "create table p(a int, b int, constraint k check (a > 0)); create table c(z int) inherits (p);"
            + "alter table p add column d int; alter table p rename a to aa; alter table p add check (d > 0); alter table p alter d type bigint; alter table p drop constraint k; alter table only p drop column b");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Table("c").Columns.Select(column => $"{column.Name} {column.Type}"), Is.EqualTo(new[] { "aa integer", "b integer", "z integer", "d bigint" }));
            Assert.That(chain.Table("c").Checks.Select(check => check.Name), Is.EqualTo(new[] { "p_d_check" }));
            Assert.That(chain.Table("p").Columns.Select(column => column.Name), Is.EqualTo(new[] { "aa", "d" }));
        });
    }

    [Test]
    public void Partitions_get_indexes_keys_and_triggers_and_keep_fitting_indexes()
    {
        var chain = Chain.Run(
            "create function f() returns trigger language plpgsql as 'begin return new; end';"
            + "create table m(id int, t int) partition by range (t); create table m2(id int, t int not null); create index own on m2(id);"
            + "alter table m add primary key (id, t); create index on m(id); create trigger g after insert on m for each row execute function f();"
            + "alter table m2 alter id set not null; alter table m attach partition m2 for values from (1) to (2); create table m3 partition of m for values from (2) to (3)");
        Assert.Multiple(() =>
        {
            Assert.That(chain.Refusals, Is.Empty);
            Assert.That(chain.Table("m2").Indexes.Select(index => index.Name), Is.EqualTo(new[] { "own" }));
            Assert.That(chain.Table("m2").PrimaryKey!.Name, Is.EqualTo("m2_pkey"));
            Assert.That(chain.Table("m3").Indexes.Select(index => index.Name), Is.EqualTo(new[] { "m3_id_idx" }));
            Assert.That(chain.Table("m3").Triggers.Select(trigger => trigger.Name), Is.EqualTo(new[] { "g" }));
            Assert.That(chain.Table("m3").PartitionOf, Is.EqualTo("m"));
        });
    }

    [Test]
    public void A_key_to_a_partitioned_table_has_a_constraint_more_for_each_partition()
    {
        var chain = Chain.Run(
            "create table a(id int, k int, primary key (id, k)) partition by list (k); create table a1 partition of a for values in (1);"
            + "create table b(x int, y int, constraint fk foreign key (x, y) references a); create table a2 partition of a for values in (2)");
        Assert.That(chain.Table("b").ForeignKeys.Select(key => $"{key.Name} {key.RefTable}"), Is.EqualTo(new[] { "b_x_y_fkey a1", "b_x_y_fkey1 a2", "fk a" }));
    }

    [Test]
    public void A_range_comes_with_its_multirange_and_their_constructors() =>
        Assert.That(Chain.Run("create type ratingrange as range (subtype = float8)").Snapshot.Functions.Select(routine => routine.Name), Is.EqualTo(new[]
        {
            "ratingmultirange()", "ratingmultirange(VARIADIC ratingrange[])", "ratingmultirange(ratingrange)",
            "ratingrange(double precision, double precision)", "ratingrange(double precision, double precision, text)",
        }));

    [Test]
    public void A_child_keeps_its_own_default_when_the_type_of_its_parent_changes()
    {
        var chain = Chain.Run("create table p(a text default 'x'); create table c(a text default 'y') inherits (p); create table d() inherits (p); alter table p alter a type varchar(50)");
        Assert.That(new[] { "p", "c", "d" }.Select(table => chain.Column(table, "a").Default), Is.EqualTo(new[] { "'x'::text", "'y'::text", "'x'::text" }));
    }

    [Test]
    public void Rows_are_known_as_far_as_the_chain_writes_them()
    {
        var chain = Chain.Run("create table t(i int)");
        Assert.That(chain.Replayed("t").Rows, Is.EqualTo(Schema.RowState.Empty));
    }

    [Test]
    public void The_script_of_a_schema_gives_the_same_schema()
    {
        var chain = Chain.Run(
            "create type mood as enum ('a', 'b'); create domain pos as int check (value > 0); create schema s;"
            + "create table t(id serial primary key, m mood default 'a', p pos, g int generated always as (id * 2) stored, x int generated always as identity, check (id > 0));"
            + "create table s.u(id int references t on delete cascade deferrable, unique nulls not distinct (id)); create index on t(lower(m::text) desc) where id > 3;"
            + "create function f() returns trigger language plpgsql as 'begin return new; end';"
            + "create trigger g before update of id on t for each row execute function f(); create policy p on t using (id > 0); create view v as select id, m from t;"
            + "create table m(id int, k int, primary key (id, k)) partition by list (k); create table m1 partition of m for values in (1)");
        var again = Chain.Run(Schema.SchemaScript.Write(chain.Schema));
        Assert.Multiple(() =>
        {
            Assert.That(again.Refusals, Is.Empty);
            Assert.That(again.Json, Is.EqualTo(chain.Json));
        });
    }
}
