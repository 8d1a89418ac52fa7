using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class SetNullOnNotNullTests
{
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint not null [|references customers on delete set null|]);
        """, TestName = "The_column_is_NOT_NULL")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint [|references customers on delete set null|]);
        === migrations/003_orders.sql
        alter table orders alter column customer_id set not null;
        """, TestName = "A_later_file_sets_NOT_NULL")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (customer_id bigint [|references customers on delete set null|], day date, primary key (customer_id, day));
        """, TestName = "The_column_is_of_the_primary_key")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint not null [|references customers on update set null on delete cascade|]);
        """, TestName = "ON_UPDATE_says_so")]
    [TestCase("""
        === migrations/20250101000000_customers.js
        exports.up = (knex) => knex.schema.createTable('customers', (t) => { t.bigIncrements('id'); });
        exports.down = (knex) => knex.schema.dropTable('customers');
        === migrations/20250102000000_orders.js
        exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.increments(); t.bigInteger('customer_id').notNullable()[|.references('id').inTable('customers').onDelete('SET NULL')|]; });
        exports.down = (knex) => knex.schema.dropTable('orders');
        """, TestName = "Knex_has_both")]
    public void Is_reported(string chain) => RuleTest.Reports("ML418", chain);

    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint references customers on delete set null);
        """, TestName = "The_column_may_be_NULL")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint not null references customers on delete set null);
        === migrations/003_orders.sql
        alter table orders alter column customer_id drop not null;
        """, TestName = "A_later_file_drops_NOT_NULL")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (tenant bigint, id bigint, primary key (tenant, id));
        === migrations/002_orders.sql
        create table orders (id bigint primary key, tenant bigint not null, customer bigint, foreign key (tenant, customer) references customers on delete set null (customer));
        """, TestName = "Only_the_nullable_column_is_set")]
    [TestCase("""
        === migrations/001_customers.sql
        create table customers (id bigint primary key);
        === migrations/002_orders.sql
        create table orders (id bigint primary key, customer_id bigint not null references customers on delete cascade);
        """, TestName = "CASCADE_deletes_the_row")]
    [TestCase("""
        === migrations/20250101000000_customers.js
        exports.up = (knex) => knex.schema.createTable('customers', (t) => { t.bigIncrements('id'); });
        exports.down = (knex) => knex.schema.dropTable('customers');
        === migrations/20250102000000_orders.js
        exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.increments(); t.bigInteger('customer_id').references('id').inTable('customers').onDelete('SET NULL'); });
        exports.down = (knex) => knex.schema.dropTable('orders');
        """, TestName = "Knex_lets_it_be_NULL")]
    public void Stays_silent(string chain) => RuleTest.Silent("ML418", chain);
}
