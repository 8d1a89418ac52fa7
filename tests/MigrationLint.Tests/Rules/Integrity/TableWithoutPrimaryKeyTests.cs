using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class TableWithoutPrimaryKeyTests
{
    [TestCase("""
        === migrations/001_a.sql
        create table [|ratings|] (stars int);
        """, TestName = "A_table_has_no_key")]
    [TestCase("""
        === migrations/001_a.sql
        create table [|ratings|] (code text not null unique);
        """, TestName = "A_unique_key_is_not_the_primary_one")]
    [TestCase("""
        === migrations/001_a.sql
        create table [|ratings|] (id int primary key);
        === migrations/002_b.sql
        alter table ratings drop constraint ratings_pkey;
        """, TestName = "The_primary_key_is_dropped_later")]
    public void Is_reported(string chain) => RuleTest.Reports("ML408", chain);

    [TestCase("""
        === migrations/001_a.sql
        create table ratings (id int not null);
        === migrations/002_b.sql
        alter table ratings add primary key (id);
        """, TestName = "A_later_file_adds_it")]
    [TestCase("""
        === migrations/001_a.sql
        create table ratings (stars int);
        === migrations/002_b.sql
        drop table ratings;
        """, TestName = "The_table_is_dropped")]
    [TestCase("""
        === migrations/001_a.sql
        create table events (id bigint, at timestamptz, primary key (id, at)) partition by range (at);
        create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
        """, TestName = "A_partition_has_its_parent_s")]
    [TestCase("""
        === migrations/001_a.sql
        create table orders_staging (line text);
        """, TestName = "Rows_only_pass_through")]
    [TestCase("""
        === migrations/001_a.sql
        create temporary table seen (id int);
        """, TestName = "A_temporary_table_needs_none")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = (knex) => knex.schema.createTable('ratings', (t) => { t.increments(); t.integer('stars'); });
        exports.down = (knex) => knex.schema.dropTable('ratings');
        """, TestName = "Knex_makes_one")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => { await knex.schema.createTable('ratings', (t) => { t.integer('stars'); }); await knex.raw(process.env.MORE); };
        exports.down = (knex) => knex.schema.dropTable('ratings');
        """, TestName = "Unread_SQL_may_add_it")]
    public void Stays_silent(string chain) => RuleTest.Silent("ML408", chain);
}
