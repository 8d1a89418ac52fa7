using MigrationLint.Schema;

namespace MigrationLint.Tests.Replay;

/// <summary>Whole chains, from the disk to the schema and to what would be refused.</summary>
public sealed class SchemaReplayTests
{
    private const string Abort = "current transaction is aborted, commands ignored until end of transaction block (25P02)";

    [Test]
    public void Parameter_properties_of_a_constructor_are_set()
    {
        var replayed = Replay(("1.ts", """
            class Change { constructor(private readonly knex: any, readonly table = 't') {} run() { return this.knex.raw(`create table ${this.table} (a int)`); } }
            export const up = (knex: any) => new Change(knex).run();
            """));

        Assert.That(Column(replayed, "t", "a").Type, Is.EqualTo("integer"));
    }

    [Test]
    public void A_table_builder_has_the_client_and_its_raw()
    {
        var replayed = Replay(("1.js", "exports.up = knex => knex.schema.createTable('t', t => t.timestamp('at').defaultTo(t.client.raw('now()')));"));

        Assert.That(Column(replayed, "t", "at").Default, Is.EqualTo("now()"));
    }

    [Test]
    public void A_raw_has_its_text()
    {
        var replayed = Replay(("1.js", "exports.up = knex => knex.schema.createTable('t', t => { t.integer('a'); t.check(`${knex.raw('a').sql} > 0`); });"));

        Assert.That(replayed.Snapshot.Tables.Single().Checks.Single().Expression, Is.EqualTo("(a > 0)"));
    }

    [Test]
    public void Tables_have_system_columns_and_views_have_none()
    {
        var replayed = Replay(
            ("1.sql", "create table t (a int); delete from t where ctid in (select s.ctid from t s where s.xmin is not null and tableoid > 0);"),
            ("2.sql", "create view v as select a from t; select ctid from v;"));

        Assert.That(Refused(replayed), Is.EqualTo(["2.sql: column \"ctid\" does not exist (42703)"]));
    }

    [Test]
    public void Queries_find_temporary_tables_before_others()
    {
        var replayed = Replay(("1.sql", "create table x (a int); create temp table x (b int); create table y as select b from x; insert into x (b) values (1);"));

        Assert.That(Refused(replayed), Is.Empty);
        Assert.That(replayed.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["x", "y"]));
    }

    [Test]
    public void A_query_within_a_join_does_not_see_the_other_side()
    {
        var replayed = Replay(("1.sql", """
            create table t (id int, l text);
            create view v as select a.id, b.n from t a left join (select id, count(*) as n from t cross join unnest(string_to_array(l, ',')) as x group by id) b on a.id = b.id;
            """));

        Assert.That(Refused(replayed), Is.Empty);
        Assert.That(replayed.Snapshot.Views.Single().Columns.Select(column => column.Name), Is.EqualTo(["id", "n"]));
    }

    [Test]
    public void A_sequence_that_is_named_without_a_schema_is_in_that_of_its_table()
    {
        var replayed = Replay(("1.sql", "create schema s; create table s.t (a int); alter table s.t add column b int generated always as identity (sequence name \"q\");"));

        Assert.That(replayed.Snapshot.Sequences.Select(sequence => sequence.Name), Is.EqualTo(["s.q"]));
    }

    [Test]
    public void An_interval_from_days_to_seconds_keeps_its_default()
    {
        var replayed = Replay(("1.sql", "create table t (a interval day to second(0) default '30 days');"));

        Assert.That(Column(replayed, "t", "a").Default, Is.EqualTo("'30 days'::interval day to second(0)"));
    }

    [Test]
    public void A_view_keeps_the_names_of_its_columns_when_those_of_its_table_change()
    {
        var replayed = Replay(("1.sql", "create table t (id int, name text); create view v as select id, name from t; alter table t rename name to full_name;"));

        Assert.That(replayed.Snapshot.Views.Single().Definition, Is.EqualTo(" SELECT t.id,\n    t.full_name AS name\n   FROM t;"));
    }

    [Test]
    public void Conditions_and_keys_are_analysed_again_when_a_column_changes_its_type()
    {
        var replayed = Replay(("1.sql", """
            create table t (s char(1) check (s in ('a', 'b')), n text);
            create index i on t (length(n)) where n <> '';
            alter table t alter s type varchar(9), alter n type varchar(9);
            """));
        var table = replayed.Snapshot.Tables.Single();

        Assert.That(table.Checks.Single().Expression, Is.EqualTo("((s)::bpchar = ANY (ARRAY['a'::bpchar, 'b'::bpchar]))"));
        Assert.That(table.Indexes.Single().Columns, Is.EqualTo(["length(n::text)"]));
        Assert.That(table.Indexes.Single().Predicate, Is.EqualTo("((n)::text <> ''::text)"));
    }

    [Test]
    public void A_column_cannot_change_to_a_type_that_a_check_cannot_read()
    {
        var replayed = Replay(("1.sql", "create table t (s text, constraint c check (s like 'a%'));"), ("2.sql", "alter table t alter s type int using 1;"));

        Assert.That(Refused(replayed), Is.EqualTo(["2.sql: operator does not exist: integer ~~ text (42883)"]));
    }

    [Test]
    public void What_only_a_statement_that_may_not_run_names_is_not_taken_to_be_there()
    {
        var replayed = Replay(fromEmpty: false, ("1.js", "exports.up = async knex => { if (await knex.schema.hasTable('other')) await knex('other').select('a'); await knex('base').select('a'); };"));

        Assert.That(replayed.Assumed, Is.EqualTo(["base"]));
    }

    [Test]
    public void The_ledger_of_the_tool_is_there_and_is_not_shown()
    {
        var replayed = Replay(("1.js", "exports.up = knex => knex('knex_migrations').where({ name: 'x' }).update({ name: 'y' });"));

        Assert.That(Refused(replayed), Is.Empty);
        Assert.That(replayed.Snapshot.Tables, Is.Empty);
        Assert.That(replayed.Snapshot.Sequences, Is.Empty);
        Assert.That(replayed.ToSql(), Does.Not.Contain("knex_migrations"));
    }

    [TestCase("try { await knex.raw('drop table missing'); } catch {}")]
    [TestCase("await knex.raw('drop table missing').catch(() => {});")]
    [TestCase("try { await knex.raw('drop table missing'); } catch { await knex.raw('select 1'); }")]
    public void An_error_that_is_caught_in_the_transaction_of_the_tool_fails_the_file(string body)
    {
        var replayed = Replay(("1.js", "exports.up = async knex => { await knex.raw('create table t (a int)'); " + body + " };"));

        Assert.That(Refused(replayed), Is.EqualTo(["1.js: " + Abort]));
        Assert.That(replayed.Snapshot.Tables, Is.Empty);
    }

    [Test]
    public void An_error_that_is_caught_outside_of_a_transaction_is_harmless()
    {
        var replayed = Replay(("1.js", "exports.config = { transaction: false }; exports.up = async knex => { await knex.raw('drop table missing').catch(() => {}); await knex.raw('create table t (a int)'); };"));

        Assert.That(Refused(replayed), Is.Empty);
        Assert.That(replayed.Snapshot.Tables.Single().Name, Is.EqualTo("t"));
    }

    [Test]
    public void Rows_that_are_not_known_do_not_make_the_schema_uncertain()
    {
        var replayed = Replay(
            ("1.js", "exports.up = async knex => { await knex.raw('create table t (a int)'); const rows = await knex.raw('select now()'); await knex('t').insert(rows.rows[0].x); };"),
            ("2.js", "exports.up = knex => knex.raw('drop table missing');"));

        Assert.That(Refused(replayed), Is.EqualTo(["2.js: table \"missing\" does not exist (42P01)"]));
    }

    [Test]
    public void What_is_opaque_is_said_once()
    {
        var replayed = Replay(("1.js", "exports.up = knex => knex.raw(`create table ${process.argv[2]} (a int)`);"));

        Assert.That(replayed.NotUnderstood, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_value_of_an_option_decides_nothing()
    {
        var replayed = Replay(("1.js", "exports.up = async knex => { await knex.raw('create table t (a int)'); await knex.raw(`alter table t alter column a set (n_distinct = ${Math.random()})`); };"));

        Assert.That(replayed.NotUnderstood, Is.Empty);
        Assert.That(replayed.Snapshot.Tables.Single().Unknown, Is.False);
    }

    [Test]
    public void Extended_statistics_are_in_the_catalog()
    {
        var replayed = Replay(("1.sql", """
            create table t (a int, b int);
            do $$ begin
              if not exists (select 1 from pg_statistic_ext where stxname = 's') then create statistics s on a, b from t; end if;
              if exists (select 1 from pg_statistic_ext where stxname = 's') then create table yes (); end if;
            end $$;
            """));

        Assert.That(replayed.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["t", "yes"]));
    }

    [Test]
    public void A_label_of_an_enum_is_used_in_a_later_transaction_only()
    {
        const string Enum = "create type e as enum ('a'); create table t (e e);";

        Assert.That(Refused(Replay(("1.sql", Enum), ("2.sql", "alter type e add value 'b'; alter table t alter e set default 'b';"))),
            Is.EqualTo(["2.sql: unsafe use of new value \"b\" of enum type e (55P04)"]));
        Assert.That(Refused(Replay(("1.sql", Enum), ("2.sql", "alter type e add value 'b';"), ("3.sql", "alter table t alter e set default 'b';"))), Is.Empty);
    }

    [TestCase("create table t (a int default ?)", "bind message supplies 1 parameters, but prepared statement \"\" requires 0 (08P01)")]
    [TestCase("alter table t add column ? int", "syntax error at or near \"$1\" (42601)")]
    public void A_statement_that_changes_the_schema_takes_no_parameters(string sql, string message)
    {
        Assert.That(Refused(Replay(("1.js", $"exports.up = knex => knex.raw('{sql}', ['x']);"))), Is.EqualTo(["1.js: " + message]));
    }

    [Test]
    public void An_inspector_of_the_schema_says_what_is_there()
    {
        var replayed = Replay(("1.js", """
            const { createInspector } = require('@directus/schema');
            exports.up = async knex => {
              await knex.raw('create table p (id int primary key)');
              await knex.raw('create table c (p int constraint k references p on delete cascade)');
              const inspector = createInspector(knex);
              const [key] = await inspector.foreignKeys('c');
              const name = [key.table, key.column, key.foreign_key_table, key.foreign_key_column, key.constraint_name, await inspector.primary('p')].join('_');
              if (await inspector.hasTable('p') && !(await inspector.hasColumn('p', 'x'))) await knex.schema.createTable(name, t => t.integer('a'));
            };
            """));

        Assert.That(replayed.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["c", "c_p_p_id_k_id", "p"]));
    }

    [Test]
    public void A_generated_column_is_made_of_others()
    {
        var replayed = Replay(
            ("1.sql", "create table t (id int, a int generated always as (b) stored, b int generated always as (id) stored);"),
            ("2.sql", "create table t (id int, b int generated always as (id) stored); alter table t add c int generated always as (b + 1) stored;"));

        Assert.That(Refused(replayed).Select(line => line[7..]), Is.EqualTo(Enumerable.Repeat("cannot use generated column \"b\" in column generation expression (42P17)", 2)));
    }

    [Test]
    public void A_primary_key_looks_for_its_columns_first()
    {
        var replayed = Replay(("1.sql", "create table t (id int);"), ("2.sql", "alter table t add primary key (x);"), ("3.sql", "alter table t add unique (x);"), ("4.sql", "create table u (primary key (x));"));

        Assert.That(Refused(replayed), Is.EqualTo([
            "2.sql: column \"x\" of relation \"t\" does not exist (42703)", "3.sql: column \"x\" named in key does not exist (42703)", "4.sql: column \"x\" named in key does not exist (42703)",
        ]));
    }

    [Test]
    public void A_constant_that_names_a_relation_is_read_whatever_rows_there_are()
    {
        var replayed = Replay(("1.sql", "do $$ begin if not exists (select 1 from pg_constraint where conname = 'k' and conrelid = 'public.x'::regclass) then alter table y add a int; end if; end $$;"));

        Assert.That(Refused(replayed), Is.EqualTo(["1.sql: relation \"public.x\" does not exist (42P01)"]));
    }

    [Test]
    public void A_migration_fails_where_a_module_sends_what_is_refused()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/helpers.js"] = "exports.drop = knex => knex.raw('drop table missing');",
            ["/p/migrations/1.js"] = "const { drop } = require('../helpers');\nexports.up = knex => drop(knex);",
        };

        Assert.That(Refused(Run(files, fromEmpty: true)), Is.EqualTo(["1.js: table \"missing\" does not exist (42P01)"]));
    }

    private static ReplayedSchema Replay(params (string Name, string Text)[] files) => Replay(fromEmpty: true, files);

    private static ReplayedSchema Replay(bool fromEmpty, params (string Name, string Text)[] files)
    {
        var disk = new InMemoryFileSystem();
        foreach (var (name, text) in files)
        {
            disk.Add("/p/migrations/" + name, text);
        }

        return Run(disk, fromEmpty);
    }

    private static ReplayedSchema Run(InMemoryFileSystem disk, bool fromEmpty) =>
        new SchemaReplay(disk, new LintOptions { Today = new DateTime(2026, 1, 1), FromEmpty = fromEmpty }).Run(new LintRequest { Folders = [new DeclaredFolder("/p/migrations", null)] });

    private static IEnumerable<string> Refused(ReplayedSchema replayed) => replayed.Refused.Select(remark => remark.Location.Text.Path.Split('/')[^1] + ": " + remark.Reason);

    private static SnapshotColumn Column(ReplayedSchema replayed, string table, string column) =>
        replayed.Snapshot.Tables.Single(item => item.Name == table).Columns.Single(item => item.Name == column);
}
