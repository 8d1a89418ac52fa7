using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class FunctionUsesMissingObjectTests
{
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns bigint language plpgsql as $$ begin return (select count(*) from [|notes|]); end $$;
        === migrations/002_b.sql
        drop table notes;
        """, TestName = "The_table_is_dropped")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns bigint language sql as 'select count(*) from [|notes|]';
        === migrations/002_b.sql
        alter table notes rename to remarks;
        """, TestName = "The_table_is_renamed_behind_a_function_in_SQL")]
    [TestCase("""
        === migrations/001_a.sql
        create sequence s;
        create function f() returns bigint language plpgsql as $$ begin return nextval([|'public.s'|]::regclass); end $$;
        === migrations/002_b.sql
        drop sequence s;
        """, TestName = "The_sequence_is_dropped")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns trigger language plpgsql as $$
        begin
          insert into [|note_log|] (note) values (new.id);
          return new;
        end $$;
        create trigger t after insert on notes for each row execute function f();
        """, TestName = "A_trigger_writes_to_a_table_that_is_never_created")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); });
          await knex.raw(`create function f() returns void language plpgsql as $$ begin delete from [|notes|]; end $$`);
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        === migrations/20250201000000_b.js
        exports.up = (knex) => knex.schema.dropTable('notes');
        exports.down = (knex) => knex.schema.createTable('notes', (t) => { t.increments(); });
        """, TestName = "Knex_drops_the_table")]
    public void Is_reported(string chain) => RuleTest.Reports("ML410", chain);

    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns bigint language plpgsql as $$ begin return (select count(*) from notes); end $$;
        === migrations/002_b.sql
        drop table notes;
        create or replace function f() returns bigint language plpgsql as $$ begin return 0; end $$;
        """, TestName = "The_function_is_replaced")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns bigint language plpgsql as $$ begin return (select count(*) from notes); end $$;
        === migrations/002_b.sql
        drop function f();
        drop table notes;
        """, TestName = "The_function_is_dropped")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns bigint language plpgsql as $$ begin return (select count(*) from notes); end $$;
        === migrations/002_b.sql
        create table notes (id int primary key);
        """, TestName = "A_later_file_creates_the_table")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns void language plpgsql as $$
        begin
          create temp table work (id int);
          insert into work values (1);
        end $$;
        """, TestName = "The_body_makes_a_temporary_table")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns void language plpgsql as $$
        begin
          delete from notes;
        exception when undefined_table then
          null;
        end $$;
        drop table notes;
        """, TestName = "The_block_handles_the_error")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns void language plpgsql as $$
        begin
          if to_regclass('notes') is not null then delete from notes; end if;
        end $$;
        drop table notes;
        """, TestName = "The_body_asks_whether_it_is_there")]
    [TestCase("""
        === migrations/001_a.sql
        create table jobs (id int primary key);
        create function f() returns void language plpgsql as $$
        begin
          perform j.id from jobs j for update of j;
        end $$;
        """, TestName = "FOR_UPDATE_OF_names_an_alias")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns bigint language plpgsql as $$
        begin
          return (with recent as (select 1 as id) select count(*) from recent);
        end $$;
        """, TestName = "WITH_makes_the_name")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create function f() returns trigger language plpgsql as $$ begin perform count(*) from added; return null; end $$;
        create trigger t after insert on notes referencing new table as added for each statement execute function f();
        """, TestName = "The_trigger_names_its_transition_table")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create schema app;
        create function f() returns bigint language plpgsql as $$ begin return (select count(*) from notes); end $$;
        === migrations/002_b.sql
        alter table notes set schema app;
        """, TestName = "Another_schema_has_the_table_now")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns bigint language plpgsql as $$ begin return (select count(*) from auth.users); end $$;
        """, TestName = "The_schema_is_somebody_elses")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); });
          await knex.raw(`create function f() returns void language plpgsql as $$ begin delete from notes; end $$`);
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        """, TestName = "Knex_creates_the_table")]
    public void Is_silent(string chain) => RuleTest.Silent("ML410", chain);
}
