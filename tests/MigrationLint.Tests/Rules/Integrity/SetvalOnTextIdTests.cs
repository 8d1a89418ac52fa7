using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class SetvalOnTextIdTests
{
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        select setval('s', (select [|max(id)::bigint|] from orders));
        """, TestName = "The_greatest_text_is_cast")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id varchar(20) primary key);
        create sequence s;
        === migrations/002_b.sql
        select setval('s', coalesce(max([|cast(id as integer)|]), 0) + 1, false) from orders;
        """, TestName = "Each_text_is_cast_before_the_greatest_is_taken")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        === migrations/002_b.sql
        select [|setval('s', (select max(id) from orders))|];
        """, TestName = "PostgreSQL_refuses_a_text")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id uuid primary key);
        create sequence s;
        === migrations/002_b.sql
        select setval('s', (select [|max(id)|] from orders));
        """, TestName = "There_is_no_greatest_uuid")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('orders', (t) => { t.string('id').primary(); });
          await knex.raw('create sequence s');
          await knex.raw("select setval('s', (select [|max(id)::int|] from orders))");
        };
        exports.down = (knex) => knex.schema.dropTable('orders');
        """, TestName = "Knex_sends_it")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        === migrations/002_b.sql
        do $$ begin perform setval('s', (select [|max(id)::bigint|] from orders)); end $$;
        """, TestName = "A_block_casts_the_greatest_text")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        === migrations/002_b.sql
        do $$ declare n text := 's'; begin perform [|setval(n, (select max(id) from orders))|]; end $$;
        """, TestName = "PostgreSQL_refuses_a_text_in_a_block")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id uuid primary key);
        create sequence s;
        === migrations/002_b.sql
        select setval('s', coalesce((select max([|id::text::bigint|]) from orders), 1));
        """, TestName = "A_uuid_is_cast_by_way_of_a_text")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id varchar(9) primary key);
        create sequence s;
        select setval('s', (select [|cast(max(id)::text as bigint)|] from orders));
        """, TestName = "A_text_is_cast_by_way_of_a_text")]
    public void Is_reported(string chain) => RuleTest.Reports("ML412", chain);

    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        select setval('s', (select max(id::bigint) from orders where id ~ '^\d+$'));
        """, TestName = "Only_ids_that_are_numbers_are_taken")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id bigserial primary key);
        select setval('orders_id_seq', (select max(id)::bigint from orders));
        """, TestName = "The_ids_are_numbers")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        === migrations/002_b.sql
        select setval('s', (select count(id) from orders));
        """, TestName = "They_are_only_counted")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create sequence s;
        === migrations/002_b.sql
        select setval('s', (select max(substring(id from 3)::bigint) from orders));
        """, TestName = "The_number_is_cut_out_of_the_text")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        === migrations/002_b.sql
        alter table orders alter column id type bigint using id::bigint;
        create sequence s;
        select setval('s', (select max(id)::bigint from orders));
        """, TestName = "The_column_was_made_a_number_before")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('orders', (t) => { t.increments(); });
          await knex.raw("select setval('orders_id_seq', (select max(id) from orders))");
        };
        exports.down = (knex) => knex.schema.dropTable('orders');
        """, TestName = "Knex_sets_the_sequence_of_its_own_numbers")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders (id text primary key);
        create table bills (id bigint primary key);
        create sequence s;
        === migrations/002_b.sql
        do $$
        declare
          highest bigint;
        begin
          perform setval('s', (select max(id::text::bigint) from bills));
          perform setval('s', (select max(id::bigint) from orders where id ~ '^\d+$'));
          select max(id) into highest from bills;
          perform setval('s', coalesce(highest, 0) + 1, false);
          if false then perform setval('s', (select max(id)::bigint from orders)); end if;
        end $$;
        """, TestName = "A_block_takes_numbers")]
    public void Is_silent(string chain) => RuleTest.Silent("ML412", chain);
}
