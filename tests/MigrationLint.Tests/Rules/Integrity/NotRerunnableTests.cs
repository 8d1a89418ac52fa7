using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class NotRerunnableTests
{
    private const string Table = """
        === migrations/20250101000000_users.js
        exports.up = (knex) => knex.schema.createTable('users', (t) => { t.increments(); t.string('name'); });
        exports.down = (knex) => knex.schema.dropTable('users');

        """;

    [TestCase("""
        === migrations/V1__users.sql
        create table users (id bigint primary key, name text);
        === migrations/V2__nick.sql
        [|alter table users add column nick text|];
        create index concurrently users_name_idx on users (name);
        """, TestName = "Flyway_runs_the_file_without_a_transaction")]
    [TestCase(Table + """
        === migrations/20250102000000_nick.js
        exports.config = { transaction: false };
        exports.up = async (knex) => {
          await knex.raw('[|alter table users add column nick text|]');
          await knex.raw('create index concurrently if not exists users_name_idx on users (name)');
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "Knex_is_told_to_open_none")]
    [TestCase("""
        === migrations/V1__users.sql
        create table users (id bigint primary key, name text);
        === migrations/V2__seed.sql
        [|insert into users (id, name) values (1, 'root')|];
        create index concurrently if not exists users_name_idx on users (name);
        """, TestName = "Rows_are_written_again")]
    [TestCase("""
        === migrations/V1__users.sql
        create table users (id bigint primary key, name text);
        create view names as select name from users;
        === migrations/V2__more.sql
        [|create schema app|];
        create extension pg_trgm;
        create sequence app.numbers;
        create materialized view app.all_names as select name from users;
        drop view names;
        create index concurrently if not exists users_name_idx on users (name);
        """, TestName = "Objects_of_other_kinds")]
    [TestCase(Table + """
        === migrations/20250102000000_seed.js
        exports.config = { transaction: false };
        exports.up = async (knex) => {
          await [|knex('users').insert({ id: 1, name: 'root' })|];
          await knex.raw('create index concurrently if not exists users_name_idx on users (name)');
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "Knex_writes_rows")]
    public void Is_reported(string chain) => RuleTest.Reports("ML420", chain);

    [Test]
    public void All_are_counted_and_the_remedy_fits_the_first()
    {
        var found = RuleTest.Reports("ML420", """
            === migrations/V1__users.sql
            create table users (id bigint generated always as identity primary key, name text);
            === migrations/V2__seed.sql
            [|insert into users (name) values ('root')|];
            create schema app;
            drop sequence if exists numbers;
            create sequence numbers;
            create index concurrently if not exists users_name_idx on users (name);
            """);
        Assert.That(found[0].Text.Message, Is.EqualTo("V2__seed.sql runs without a transaction, and INSERT INTO users, the first of 2, of it writes its rows again when it is run again"));
        Assert.That(found[0].Text.Remedy, Does.StartWith("Write INSERT INTO users SELECT … WHERE NOT EXISTS"));
    }

    [TestCase("""
        === migrations/V1__users.sql
        create table users (id bigint primary key, name text);
        === migrations/V2__nick.sql
        alter table users add column nick text;
        create index users_name_idx on users (name);
        """, TestName = "A_transaction_protects_the_file")]
    [TestCase("""
        === migrations/V1__users.sql
        create table users (id bigint primary key, name text);
        === migrations/V2__nick.sql
        create index concurrently users_name_idx on users (name);
        """, TestName = "One_statement_alone")]
    [TestCase(Table + """
        === migrations/20250102000000_nick.js
        exports.config = { transaction: false };
        exports.up = async (knex) => {
          await knex.raw('alter table users add column if not exists nick text');
          await knex.raw('drop index if exists users_name_idx');
          await knex.raw('create index concurrently users_name_idx on users (name)');
          await knex.raw('create index concurrently if not exists users_nick_idx on users (nick)');
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "Each_statement_is_guarded")]
    [TestCase(Table + """
        === migrations/20250102000000_nick.js
        exports.config = { transaction: false };
        exports.up = async (knex) => {
          if (!(await knex.schema.hasColumn('users', 'nick'))) {
            await knex.schema.alterTable('users', (t) => { t.text('nick'); });
          }
          await knex.raw('create index concurrently if not exists users_nick_idx on users (nick)');
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "The_program_asks_first")]
    [TestCase(Table + """
        === migrations/20250102000000_nick.js
        exports.config = { transaction: false };
        exports.up = (knex) => knex.raw("do $$ begin if not exists (select from pg_tables where tablename = 'notes') then create table notes (id bigint primary key); end if; end $$")
          .then(() => knex.raw('create index concurrently if not exists users_name_idx on users (name)'));
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "A_block_asks_first")]
    [TestCase("""
        === migrations/V1__users.sql
        create table users (id bigint primary key, name text);
        create table roles (id bigint primary key, name text);
        === migrations/V2__seed.sql
        insert into users (id, name) values (1, 'root') on conflict do nothing;
        insert into users (id, name) select 2, 'guest' where not exists (select from users where id = 2);
        delete from roles;
        insert into roles (id, name) values (1, 'admin');
        create temporary table work (id int);
        insert into work values (1);
        create schema if not exists app;
        create extension if not exists pg_trgm;
        create sequence if not exists app.numbers;
        drop materialized view if exists app.names;
        create materialized view app.names as select name from users;
        drop view if exists app.gone;
        create index concurrently if not exists users_name_idx on users (name);
        """, TestName = "Rows_and_objects_are_guarded")]
    [TestCase(Table + """
        === migrations/20250102000000_seed.js
        exports.config = { transaction: false };
        exports.up = async (knex) => {
          await knex('users').insert({ id: 1, name: 'root' }).onConflict('id').ignore();
          await knex.raw('create index concurrently if not exists users_name_idx on users (name)');
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "Knex_ignores_rows_that_are_there")]
    [TestCase(Table + """
        === migrations/20250102000000_nick.js
        exports.config = { transaction: false };
        const ensure = async (knex, name, keys) => {
          const found = await knex.raw('select indisvalid from pg_index where indexrelid = (select oid from pg_class where relname = ?)', [name]);
          if (found.rows.length > 0) return;
          await knex.raw(`create index concurrently ${name} on users ${keys}`);
        };
        exports.up = async (knex) => {
          await ensure(knex, 'users_name_idx', '(name)');
          await ensure(knex, 'users_name_id_idx', '(name, id)');
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "The_file_asks_the_catalog_first")]
    public void Is_silent(string chain) => RuleTest.Silent("ML420", chain);
}
