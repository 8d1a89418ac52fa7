using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class KnexBuilderTrapTests
{
    [TestCase("[|t.int('age')|];", "t.int() is no type of PostgreSQL: Knex sends \"age\" undefined for age of users", TestName = "A_type_of_another_database")]
    [TestCase("t.integer('team_id').[|references('id')|];", "The foreign key on team_id of users is never sent: its table is not said", TestName = "A_reference_without_its_table")]
    [TestCase("t.integer('team_id'); t.foreign(['team_id']).[|references(['id'])|];", "The foreign key on team_id of users is never sent: its table is not said", TestName = "A_foreign_key_without_its_table")]
    [TestCase("t.integer('team_id').[|references('app.teams.id')|];", "references('app.teams.id') on team_id of users is sent as references \"app\" (\"teams\")", TestName = "A_schema_in_the_reference")]
    [TestCase("t.timestamp('seen').[|defaultTo('now()')|];", "defaultTo('now()') on seen of users is the moment of the migration, for all rows to come", TestName = "A_quoted_now")]
    [TestCase("t.string('token').[|defaultTo('gen_random_uuid()')|];", "defaultTo('gen_random_uuid()') on token of users is a text, not a call", TestName = "A_quoted_call")]
    [TestCase("t.boolean('admin').[|defaultTo('f')|].notNullable();", "defaultTo('f') makes admin of users true by default", TestName = "A_quoted_false")]
    [TestCase("t.string('name').[|collate('C')|];", "collate() on name of users is ignored", TestName = "A_modifier_of_another_database")]
    [TestCase("t.increments('number', { primaryKey: false }).[|unique()|];", "unique() on number of users is ignored", TestName = "A_modifier_of_a_serial_column")]
    public void Is_reported(string column, string message)
    {
        var found = RuleTest.Reports("ML421", $$"""
            === migrations/20250101000000_users.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => { t.uuid('id').primary(); {{column}} });
            exports.down = (knex) => knex.schema.dropTable('users');
            """);
        Assert.That(found[0].Text.Message, Is.EqualTo(message));
    }

    [TestCase("t.string('name').[|drop()|];", TestName = "A_column_that_is_dropped_is_added")]
    [TestCase("[|t.dropChecks('a', 'b')|];", TestName = "Of_several_checks_the_first_is_dropped")]
    public void Is_reported_in_a_later_file(string change) => RuleTest.Reports("ML421", $$"""
        === migrations/20250101000000_users.js
        exports.up = (knex) => knex.schema.createTable('users', (t) => { t.uuid('id').primary(); t.check('1 = 1', [], 'a'); t.check('2 = 2', [], 'b'); t.string('name'); });
        exports.down = (knex) => knex.schema.dropTable('users');
        === migrations/20250102000000_change.js
        exports.up = (knex) => knex.schema.alterTable('users', (t) => { {{change}} });
        exports.down = (knex) => {};
        """);

    [Test]
    public void What_PostgreSQL_refuses_for_it_is_not_reported_again()
    {
        var found = RuleTest.Findings("""
            === migrations/20250101000000_users.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => { t.uuid('id').primary(); t.int('age'); });
            exports.down = (knex) => knex.schema.dropTable('users');
            === migrations/20250102000000_posts.js
            exports.up = (knex) => knex.schema.createTable('posts', (t) => { t.uuid('id').primary(); t.uuid('user_id').references('app.users.id'); });
            exports.down = (knex) => knex.schema.dropTable('posts');
            """);
        Assert.That(found.Where(finding => finding.Rule.DefaultSeverity == MigrationLint.Diagnostics.Severity.Error).Select(finding => finding.Rule.Id), Is.EquivalentTo(new[] { "ML421", "ML421" }), () => RuleTest.Describe(found));
    }

    [TestCase("t.integer('age');", TestName = "A_type_of_PostgreSQL")]
    [TestCase("t.uuid('boss_id').references('id').inTable('users');", TestName = "The_table_is_said")]
    [TestCase("t.uuid('boss_id').references('users.id');", TestName = "The_table_is_said_with_the_column")]
    [TestCase("t.uuid('boss_id'); t.foreign('boss_id').references('id').on('users');", TestName = "The_table_is_said_by_on")]
    [TestCase("t.timestamp('seen').defaultTo(knex.fn.now()); t.timestamp('made').defaultTo('2025-01-01');", TestName = "A_call_of_now_and_a_fixed_time")]
    [TestCase("t.boolean('a').defaultTo('false'); t.boolean('b').defaultTo('t'); t.boolean('c').defaultTo(false); t.boolean('d').defaultTo(knex.raw('false'));", TestName = "Booleans_as_they_are_meant")]
    [TestCase("t.string('word').defaultTo('now'); t.text('state').defaultTo('f');", TestName = "Words_on_a_text")]
    [TestCase("t.increments('number', { primaryKey: false }).notNullable().comment('x'); t.integer('n').unsigned();", TestName = "Modifiers_that_change_nothing")]
    [TestCase("if (process.env.MYSQL) { t.int('age'); }", TestName = "A_test_decides")]
    public void Is_silent(string column) => RuleTest.Silent("ML421", $$"""
        === migrations/20250101000000_users.js
        exports.up = (knex) => knex.schema.createTable('users', (t) => { t.uuid('id').primary(); {{column}} });
        exports.down = (knex) => knex.schema.dropTable('users');
        === migrations/20250102000000_checks.js
        exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.check('1 = 1', [], 'a'); t.check('2 = 2', [], 'b'); });
        exports.down = (knex) => knex.schema.alterTable('users', (t) => { t.dropChecks(['a', 'b']); });
        """);
}
