using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class InconsistentColumnTypeTests
{
    private const string Three = """
        === migrations/001_a.sql
        create table a (id bigint primary key, user_id uuid);
        create table b (id bigint primary key, user_id uuid);
        create table c (id bigint primary key, user_id uuid);

        """;

    [TestCase(Three + """
        === migrations/002_d.sql
        create table d (id bigint primary key, [|user_id text|]);
        """, TestName = "Three_against_one")]
    [TestCase(Three + """
        === migrations/002_d.sql
        create table d (id bigint primary key, user_id uuid);
        === migrations/003_d.sql
        alter table d [|alter column user_id type text|];
        """, TestName = "A_later_file_changes_the_type")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          for (const name of ['a', 'b', 'c']) {
            await knex.schema.createTable(name, (t) => { t.increments(); t.uuid('user_id'); });
          }
          await knex.schema.createTable('d', (t) => { t.increments(); [|t.integer('user_id')|]; });
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "Knex_makes_the_tables")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, "workspaceId" uuid);
        create table b (id bigint primary key, "workspaceId" uuid);
        create table c (id bigint primary key, workspace_id uuid);
        === migrations/002_d.sql
        create table d (id bigint primary key, [|"workspaceId" text|]);
        """, TestName = "Names_in_camel_case")]
    public void Is_reported(string chain) => RuleTest.Reports("ML417", chain);

    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, user_id uuid);
        create table b (id bigint primary key, user_id uuid);
        create table c (id bigint primary key, user_id text);
        """, TestName = "Two_against_one")]
    [TestCase(Three + """
        === migrations/002_d.sql
        create table d (user_id text primary key, name text);
        """, TestName = "The_key_of_a_table_names_its_own_rows")]
    [TestCase(Three + """
        === migrations/002_d.sql
        create table d (id bigint primary key, user_id text);
        === migrations/003_d.sql
        alter table d alter column user_id type uuid using user_id::uuid;
        """, TestName = "A_later_file_mends_it")]
    [TestCase(Three + """
        === migrations/002_d.sql
        create table users (id text primary key);
        create table d (id bigint primary key, user_id text references users (id));
        """, TestName = "A_foreign_key_asks_for_the_type")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, entity_id uuid, item_kind text, note_id uuid, note_type text);
        create table b (id bigint primary key, entity_id uuid, note_id uuid, note_type text);
        create table c (id bigint primary key, entity_id uuid, note_id uuid, note_type text);
        create table d (id text primary key, entity_id text, note_id text, note_type text, name uuid);
        """, TestName = "Rows_of_whichever_table")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, user_id text);
        create table b (id bigint primary key, user_id text);
        create table c (id bigint primary key, user_id text);
        create table d (id bigint primary key, user_id varchar(64));
        """, TestName = "Texts_of_another_length")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, "entityId" uuid, "noteId" uuid, "noteType" text, "paid" int);
        create table b (id bigint primary key, "entityId" uuid, "noteId" uuid, "noteType" text, "paid" int);
        create table c (id bigint primary key, "entityId" uuid, "noteId" uuid, "noteType" text, "paid" int);
        create table d (id text primary key, "entityId" text, "noteId" text, "noteType" text, "paid" boolean);
        """, TestName = "Rows_of_whichever_table_in_camel_case")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          for (const name of ['a', 'b', 'c', 'd']) {
            await knex.schema.createTable(name, (t) => { t.increments(); t.uuid('userId'); });
          }
        };
        exports.down = (knex) => knex.raw('select 1');
        """, TestName = "Knex_gives_all_one_type")]
    public void Is_silent(string chain) => RuleTest.Silent("ML417", chain);
}
