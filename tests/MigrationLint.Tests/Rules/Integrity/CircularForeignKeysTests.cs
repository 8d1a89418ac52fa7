using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class CircularForeignKeysTests
{
    [TestCase("""
        === migrations/001_a.sql
        create table a (id int primary key, b_id int not null);
        create table b (id int primary key, a_id int not null references a);
        === migrations/002_b.sql
        alter table a add [|foreign key (b_id) references b|];
        """, TestName = "Two_tables_need_each_other")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id int primary key, b_id int not null);
        create table c (id int primary key, a_id int not null references a);
        create table b (id int primary key, c_id int not null references c);
        create table free (id int primary key, a_id int not null references a);
        alter table a add [|foreign key (b_id) references b|];
        """, TestName = "Three_tables_form_a_circle")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('a', (t) => { t.increments(); t.integer('b_id').notNullable(); });
          await knex.schema.createTable('b', (t) => { t.increments(); t.integer('a_id').notNullable().references('a.id'); });
          await knex.schema.alterTable('a', (t) => { [|t.foreign('b_id').references('b.id')|]; });
        };
        exports.down = async (knex) => { throw new Error('irreversible'); };
        """, TestName = "Knex_closes_it")]
    public void Is_reported(string chain) => RuleTest.Reports("ML422", chain);

    [TestCase("""
        === migrations/001_a.sql
        create table a (id int primary key, b_id int);
        create table b (id int primary key, a_id int not null references a);
        alter table a add foreign key (b_id) references b;
        """, TestName = "A_nullable_column_opens_it")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id int primary key, b_id int not null);
        create table b (id int primary key, a_id int not null references a);
        alter table a add foreign key (b_id) references b deferrable initially deferred;
        """, TestName = "A_deferred_key_opens_it")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id int primary key, parent_id int not null references a);
        """, TestName = "A_table_refers_to_itself")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id int primary key, b_id int not null);
        create table b (id int primary key, a_id int not null references a);
        alter table a add constraint a_b foreign key (b_id) references b;
        === migrations/002_b.sql
        alter table a drop constraint a_b;
        """, TestName = "One_key_is_dropped_later")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('a', (t) => { t.increments(); });
          await knex.schema.createTable('b', (t) => { t.increments(); t.integer('a_id').notNullable().references('a.id'); });
          await knex.schema.createTable('c', (t) => { t.increments(); t.integer('a_id').notNullable().references('a.id'); });
          await knex.schema.createTable('d', (t) => { t.increments(); t.integer('b_id').notNullable().references('b.id'); t.integer('c_id').notNullable().references('c.id'); });
        };
        exports.down = async (knex) => { throw new Error('irreversible'); };
        """, TestName = "A_diamond_is_no_circle")]
    public void Stays_silent(string chain) => RuleTest.Silent("ML422", chain);
}
