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
    public void Is_reported(string chain) => RuleTest.Reports("ML420", chain);

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
    public void Is_silent(string chain) => RuleTest.Silent("ML420", chain);
}
