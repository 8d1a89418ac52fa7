using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class PolicyWithoutRlsTests
{
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        [|create policy p on notes using (true)|];
        """, TestName = "Row_security_is_never_switched_on")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        alter table notes enable row level security;
        [|create policy p on notes using (true)|];
        === migrations/002_b.sql
        alter table notes disable row level security;
        """, TestName = "It_is_switched_off_again")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); });
          await knex.raw('[|create policy p on notes using (true)|]');
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        """, TestName = "Knex_sends_the_policy_alone")]
    public void Is_reported(string chain) => RuleTest.Reports("ML414", chain);

    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create policy p on notes using (true);
        === migrations/002_b.sql
        alter table notes enable row level security;
        """, TestName = "A_later_file_switches_it_on")]
    [TestCase("""
        === migrations/001_a.sql
        create table notes (id int primary key);
        create policy p on notes using (true);
        drop policy p on notes;
        """, TestName = "The_policy_is_dropped")]
    [TestCase("""
        === migrations/001_a.sql
        create policy p on notes using (true);
        """, TestName = "The_table_was_made_elsewhere")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); });
          await knex.raw('create policy p on notes using (true); alter table notes enable row level security');
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        """, TestName = "Knex_switches_it_on")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = async (knex) => {
          await knex.schema.createTable('notes', (t) => { t.increments(); });
          await knex.raw('create policy p on notes using (true)');
          await knex.raw(process.env.MORE);
        };
        exports.down = (knex) => knex.schema.dropTable('notes');
        """, TestName = "A_program_may_switch_it_on")]
    public void Stays_silent(string chain) => RuleTest.Silent("ML414", chain);
}
