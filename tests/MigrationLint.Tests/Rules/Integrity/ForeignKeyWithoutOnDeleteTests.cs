using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class ForeignKeyWithoutOnDeleteTests
{
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint [|references customers|]);
        """, TestName = "A_column_says_REFERENCES_only")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint, [|foreign key (customer_id) references customers on update cascade|]);
        """, TestName = "ON_UPDATE_is_no_answer")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint);
        === migrations/003_orders_customer.sql
        alter table orders add [|constraint orders_customer foreign key (customer_id) references customers|];
        """, TestName = "A_key_is_added_later")]
    [TestCase("""
        === migrations/20250101000000_customers.js
        exports.up = (knex) => knex.schema.createTable('customers', (t) => { t.bigIncrements('id'); });
        exports.down = (knex) => knex.schema.dropTable('customers');
        === migrations/20250102000000_orders.js
        exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.increments(); t.bigInteger('customer_id')[|.references('id').inTable('customers')|]; });
        exports.down = (knex) => knex.schema.dropTable('orders');
        """, TestName = "A_builder_of_Knex_has_no_onDelete")]
    public void Is_reported(string chain) => RuleTest.Reports("ML406", chain);

    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint references customers on delete no action);
        """, TestName = "NO_ACTION_is_a_decision")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint references customers);
        === migrations/003_orders.sql
        alter table orders drop constraint orders_customer_id_fkey;
        """, TestName = "The_key_is_dropped_again")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint references customers);
        === migrations/003_orders.sql
        alter table orders drop constraint orders_customer_id_fkey, add foreign key (customer_id) references customers on delete set null;
        """, TestName = "The_key_is_replaced_by_one_that_says_so")]
    [TestCase("""
        === migrations/20250101000000_customers.js
        exports.up = (knex) => knex.schema.createTable('customers', (t) => { t.bigIncrements('id'); });
        exports.down = (knex) => knex.schema.dropTable('customers');
        === migrations/20250102000000_orders.js
        exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.increments(); t.bigInteger('customer_id').references('id').inTable('customers').onDelete('NO ACTION'); });
        exports.down = (knex) => knex.schema.dropTable('orders');
        """, TestName = "Knex_says_onDelete")]
    [TestCase("""
        === migrations/.editorconfig
        [*]
        ML406.lookup_tables = countries, *_kinds
        === migrations/001_countries.sql
        create table countries (code text primary key);
        create table order_kinds (code text primary key);
        create table orders (id bigint primary key, country text references countries, kind text references order_kinds);
        """, TestName = "Rows_of_the_table_are_never_deleted")]
    public void Stays_silent(string chain) => RuleTest.Silent("ML406", chain);
}
