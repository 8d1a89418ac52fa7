using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class FunctionUsesMissingObjectTests
{
    private const string Notes = """
        === migrations/001_a.sql
        create table notes (id int primary key, body text, kind text);

        """;

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
    [TestCase(Notes + """
        create function f() returns bigint language plpgsql as $$ begin return (select count([|n.body|]) from notes n); end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "The_column_of_an_alias_is_dropped")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$
        begin
          insert into notes (id, [|body|]) values (1, 'x') on conflict (id) do update set kind = excluded.kind;
          update notes set kind = null, body = null where notes.id = 1;
        end $$;
        create function g(a int) returns bigint language sql as 'select count(*) from notes where [|body|] is null and id > a';
        === migrations/002_b.sql
        alter table notes rename column body to words;
        """, TestName = "The_column_is_renamed_behind_what_writes_and_reads_it")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$
        declare
          words [|notes.body|]%type;
        begin
          words := 'x';
        exception when unique_violation then
          null;
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "A_variable_has_the_type_of_the_column")]
    [TestCase(Notes + """
        create function f() returns trigger language plpgsql as $$
        begin
          [|new.body|] := lower(new.kind);
          return new;
        end $$;
        create trigger t before insert on notes for each row execute function f();
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "A_trigger_sets_the_column")]
    [TestCase(Notes + """
        create function f() returns trigger language plpgsql as $$
        begin
          if [|old.boddy|] is null then raise exception 'empty'; end if;
          return new;
        end $$;
        create trigger t before update on notes for each row execute function f();
        """, TestName = "A_trigger_reads_a_column_that_the_table_never_had")]
    [TestCase(Notes + """
        create function f() returns bigint language plpgsql as $$
        begin
          return (with few as (select count(*) as c from notes n where [|n.body|] is null) select c from few);
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "WITH_reads_the_column")]
    [TestCase(Notes + """
        create function f() returns bigint language plpgsql as $$
        begin
          return (select max(id) from (select id from notes where [|body|] is null) as few);
        exception when no_data_found then
          return 0;
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "A_query_in_FROM_reads_the_column_and_the_block_handles_another_error")]
    [TestCase("""
        === migrations/001_a.sql
        create function half(a int) returns int language sql as 'select a / 2';
        create function f() returns int language plpgsql as $$ begin return [|half|](4); end $$;
        === migrations/002_b.sql
        drop function half(int);
        """, TestName = "The_function_that_it_calls_is_dropped")]
    [TestCase("""
        === migrations/001_a.sql
        create procedure tidy() language plpgsql as $$ begin null; end $$;
        create procedure night() language plpgsql as $$ begin call [|public.tidy|](); end $$;
        === migrations/002_b.sql
        alter procedure tidy() rename to tidy_up;
        """, TestName = "The_procedure_that_it_calls_is_renamed")]
    [TestCase("""
        === migrations/001_a.sql
        create function half(a int) returns int language sql as 'select a / 2';
        create function f() returns int language plpgsql as $$ begin return [|half|](4); end $$;
        === migrations/002_b.sql
        drop function half(int);
        create function half(a int, upwards boolean) returns int language sql as 'select a / 2';
        """, TestName = "The_function_takes_another_number_of_arguments_now")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); t.text('body'); });
          await knex.raw(`create function f() returns void language plpgsql as $$ begin delete from notes where [|body|] is null; end $$`);
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        === migrations/20250201000000_b.js
        exports.up = (knex) => knex.schema.alterTable('notes', (t) => { t.renameColumn('body', 'words'); });
        exports.down = (knex) => knex.schema.alterTable('notes', (t) => { t.renameColumn('words', 'body'); });
        """, TestName = "Knex_renames_the_column")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns int language plpgsql as $$ begin return [|never_made|](1); end $$;
        """, TestName = "The_function_that_it_calls_is_never_made")]
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
    [TestCase(Notes + """
        create function f() returns bigint begin atomic select count(body) from notes; end;
        === migrations/002_b.sql
        alter table notes rename column body to words;
        alter table notes rename to remarks;
        """, TestName = "PostgreSQL_itself_follows_a_body_that_is_no_text")]
    [TestCase(Notes + """
        create function f(body text) returns bigint language plpgsql as $$ begin return (select count(*) from notes where kind = body); end $$;
        create function g() returns bigint language plpgsql as $$
        declare
          body text := 'x';
        begin
          return (select count(*) from notes where kind = body);
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "The_name_is_a_parameter_or_a_variable")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$
        declare
          n record;
        begin
          for n in select id, 'x' as body from notes loop
            update notes set kind = n.body where id = n.id;
          end loop;
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "The_field_is_one_of_a_record")]
    [TestCase(Notes + """
        create function f() returns bigint language plpgsql as $$
        begin
          return (select count(n.body) from (select id, kind as body from notes) n join notes on notes.id = n.id where body is not null);
        end $$;
        create function g() returns setof text language plpgsql as $$
        begin
          return query select kind as body from notes union select kind from notes order by body;
          return query select n.body from notes as n (id, kind, body);
          return query select x.kind as body from notes x order by body;
          return query with n as (select kind as body from notes) select n.body from n;
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        alter table notes add column other int;
        """, TestName = "The_query_gives_the_name_itself")]
    [TestCase(Notes + """
        create table tags (id int primary key, body text);
        create function f() returns bigint language plpgsql as $$ begin return (select count(body) from notes n join tags t on t.id = n.id); end $$;
        create function g() returns bigint language plpgsql as $$ begin return (select count(*) from tags t where exists (select from notes n where n.id = t.id and body is null)); end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "Another_table_in_sight_has_the_column")]
    [TestCase(Notes + """
        create function f() returns trigger language plpgsql as $$
        begin
          if tg_table_name = 'tags' then new.label := 'x'; else new.body := 'x'; end if;
          return new;
        end $$;
        create table tags (id int primary key, label text);
        create trigger t before insert on notes for each row execute function f();
        create trigger t before insert on tags for each row execute function f();
        """, TestName = "A_trigger_function_of_two_tables_asks_which_one_it_is")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$
        begin
          create temp table work on commit drop as select * from notes;
          update work set body = 'x' where work.gone is null;
          perform notes.ctid from notes;
        end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "The_columns_are_a_temporary_table_s_or_the_system_s")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$
        begin
          update notes set body = null;
        exception when undefined_column then
          null;
        end $$;
        create function g() returns void language plpgsql as $$ begin execute 'update notes set body = null'; end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        """, TestName = "The_block_handles_the_missing_column_or_the_statement_is_a_string")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$ begin update notes set body = null; end $$;
        === migrations/002_b.sql
        alter table notes drop column body;
        === migrations/003_c.sql
        alter table notes add column body text;
        """, TestName = "A_later_file_gives_the_column_back")]
    [TestCase(Notes + """
        create function f() returns void language plpgsql as $$ begin update notes set body = null; end $$;
        === migrations/002_b.sql
        do $$ begin if exists (select from pg_roles where rolname = 'x') then alter table notes drop column body; end if; end $$;
        """, TestName = "The_column_may_still_be_there")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns uuid language plpgsql as $$ begin return uuidv7(); end $$;
        create function g() returns int[] language plpgsql as $$ begin return array_shuffle(array[1, 2]); end $$;
        """, TestName = "A_later_PostgreSQL_has_the_function")]
    [TestCase(Notes + """
        create function f() returns trigger language plpgsql as $$
        begin
          if tg_table_name <> 'notes' then new.gone := 'x'; end if;
          return new;
        end $$;
        create trigger t before insert on notes for each row execute function f();
        """, TestName = "A_trigger_function_asks_for_which_table_it_is_called")]
    [TestCase("""
        === migrations/001_a.sql
        create extension pgcrypto;
        create function half(a int, upwards boolean default false) returns int language sql as 'select a / 2';
        create function total(variadic a int[]) returns int language sql as 'select 1';
        create function half(a numeric) returns numeric language sql as 'select a / 2';
        create function f() returns text language plpgsql as $$ begin return half(4) || half(4, true) || total(1, 2, 3) || gen_salt('bf') || somebody_elses(1); end $$;
        === migrations/002_b.sql
        drop function half(numeric);
        """, TestName = "The_functions_take_the_arguments_or_are_an_extension_s")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); t.text('body'); });
          await knex.raw(`create function f() returns void language plpgsql as $$ begin delete from notes where body is null; end $$`);
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        === migrations/20250201000000_b.js
        exports.up = async (knex) => {
          await knex.schema.alterTable('notes', (t) => { t.renameColumn('body', 'words'); });
          await knex.raw(`create or replace function f() returns void language plpgsql as $$ begin delete from notes where words is null; end $$`);
        };
        exports.down = (knex) => knex.schema.alterTable('notes', (t) => { t.renameColumn('words', 'body'); });
        """, TestName = "Knex_makes_the_function_anew")]
    public void Is_silent(string chain) => RuleTest.Silent("ML410", chain);
}
