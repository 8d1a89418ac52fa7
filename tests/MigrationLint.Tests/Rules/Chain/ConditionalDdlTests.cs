using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class ConditionalDdlTests
{
    private const string A = "=== migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n";
    private const string Table = "=== migrations/20250101000000_a.js\nexports.up = (knex) => knex.schema.createTable('a', (t) => { t.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('a');\n";

    [TestCase("[|ALTER TABLE a ADD COLUMN IF NOT EXISTS b integer|];\n")]
    [TestCase("[|CREATE INDEX IF NOT EXISTS a_idx ON a (id)|];\n")]
    [TestCase("[|CREATE SEQUENCE IF NOT EXISTS s|];\n")]
    [TestCase("[|CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT id FROM a|];\n")]
    [TestCase("[|CREATE TABLE IF NOT EXISTS b (id bigint PRIMARY KEY)|];\nCREATE INDEX IF NOT EXISTS b_idx ON b (id);\n")]
    public void Guards_are_reported(string statement) => RuleTest.Reports("ML034", A + "=== migrations/002_b.sql\nBEGIN;\n" + statement.Replace("[|ALTER TABLE a ADD", "ALTER TABLE a [|ADD", StringComparison.Ordinal) + "COMMIT;\n");

    [Test]
    public void A_file_is_reported_once()
    {
        var found = RuleTest.Reports("ML034", A + "=== migrations/002_b.sql\nBEGIN;\n[|CREATE TABLE IF NOT EXISTS b (id bigint PRIMARY KEY)|];\nCREATE INDEX IF NOT EXISTS b_idx ON b (id);\nCREATE INDEX IF NOT EXISTS b_idx2 ON b (id);\nCOMMIT;\n");

        Assert.That(found[0].Text.Message, Is.EqualTo("002_b.sql creates table b and 2 other objects only where nothing has that name"));
        Assert.That(found[0].Related, Has.Count.EqualTo(2));
    }

    [TestCase("if (!(await [|knex.schema.hasTable('b')|])) { await knex.schema.createTable('b', (t) => { t.bigIncrements(); }); }")]
    [TestCase("const there = await [|knex.schema.hasTable('b')|]; if (there) return; await knex.schema.createTable('b', (t) => { t.bigIncrements(); });")]
    [TestCase("await [|knex.schema.hasTable('b')|].then((there) => { if (!there) return knex.schema.createTable('b', (t) => { t.bigIncrements(); }); });")]
    [TestCase("if (!(await [|knex.schema.hasColumn('a', 'c')|])) { await knex.schema.alterTable('a', (t) => { t.integer('c'); }); }")]
    [TestCase("await [|knex.schema.createTableIfNotExists('b', (t) => { t.bigIncrements(); })|];")]
    public void Questions_in_a_program_are_reported(string up) =>
        RuleTest.Reports("ML034", Table + $"=== migrations/20250102000000_b.js\nexports.up = async (knex) => {{ {up} }};\nexports.down = () => {{}};\n");

    [TestCase("if (await knex.schema.hasTable('a')) { await knex.schema.alterTable('a', (t) => { t.integer('c'); }); }", TestName = "What_is_there_is_changed")]
    [TestCase("if (!(await knex.schema.hasTable('a'))) { await knex.schema.createTable('a', (t) => { t.bigIncrements(); }); }", TestName = "What_the_chain_made_is_not_made_again")]
    [TestCase("if (!(await knex.schema.hasTable('old_a'))) { await knex.schema.createTable('b', (t) => { t.bigIncrements(); }); }", TestName = "The_question_is_about_something_else")]
    [TestCase("if (await knex.schema.hasTable('b')) { await knex.schema.dropTable('b'); }", TestName = "Nothing_is_dropped")]
    [TestCase("if (!(await knex.schema.hasTable(process.env.TABLE))) { await knex.schema.createTable('b', (t) => { t.bigIncrements(); }); }", TestName = "It_is_not_known_what_is_asked")]
    [TestCase("if (process.env.X && !(await knex.schema.hasTable('b'))) { await knex.schema.createTable('b', (t) => { t.bigIncrements(); }); }", TestName = "It_is_not_known_whether_it_is_asked")]
    public void Silent_programs(string up) =>
        RuleTest.Silent("ML034", Table + $"=== migrations/20250102000000_b.js\nexports.up = async (knex) => {{ {up} }};\nexports.down = () => {{}};\n");

    [TestCase("BEGIN;\nALTER TABLE a ADD COLUMN b integer;\nCOMMIT;\n", TestName = "No_guard")]
    [TestCase("BEGIN;\nCREATE EXTENSION IF NOT EXISTS pgcrypto;\nCREATE SCHEMA IF NOT EXISTS s;\nCOMMIT;\n", TestName = "Extensions_and_schemas_are_shared")]
    [TestCase("CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (id);\n", TestName = "A_concurrent_index_is_tried_again")]
    [TestCase("BEGIN;\nCREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);\nCOMMIT;\n", TestName = "A_definition_that_is_there_is_a_matter_of_other_rules")]
    [TestCase("BEGIN;\nCREATE TEMPORARY TABLE IF NOT EXISTS t (id bigint);\nCOMMIT;\n", TestName = "A_temporary_table")]
    [TestCase("-- atlas:txmode none\nALTER TABLE a ADD COLUMN IF NOT EXISTS b integer;\nCREATE INDEX CONCURRENTLY a_b ON a (b);\n", TestName = "A_file_without_a_transaction_is_to_be_repeatable")]
    [TestCase("BEGIN;\nCREATE TABLE IF NOT EXISTS b (id bigint PRIMARY KEY);\nROLLBACK;\n", TestName = "What_is_rolled_back_guards_nothing")]
    public void Stays_silent(string statement) => RuleTest.Silent("ML034", A + "=== migrations/002_b.sql\n" + statement);

    [Test]
    public void Who_does_not_ask_is_not_told() =>
        Assert.That(RuleTest.Findings("=== migrations/001_a.sql\nBEGIN;\nCREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);\nCOMMIT;\n").Select(finding => finding.Rule.Id), Has.None.EqualTo("ML034"));
}
