using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class FixOfFixTests
{
    private const string A = "=== migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY, b integer);\n";

    [Test]
    public void A_column_that_comes_back_is_reported_once()
    {
        var found = RuleTest.Reports("ML033", A
            + "=== migrations/002_x.sql\nCREATE TABLE x (id bigint PRIMARY KEY);\n=== migrations/003_no_b.sql\nALTER TABLE a DROP COLUMN b;\n=== migrations/004_b.sql\nALTER TABLE a [|ADD COLUMN b integer|];\n");

        Assert.That(found[0].Text.Message, Is.EqualTo("004_b.sql creates column b of a again, which 001_a.sql created and 003_no_b.sql dropped"));
    }

    [Test]
    public void A_table_may_be_undone_by_Knex()
    {
        const string B = "exports.up = (knex) => knex.schema.createTable('b', (table) => { table.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('b');\n";
        const string NoB = "exports.up = (knex) => [|knex.schema.dropTable('b')|];\nexports.down = (knex) => knex.schema.createTable('b', (table) => { table.bigIncrements(); });\n";
        RuleTest.Reports("ML033", $"=== migrations/20250101000000_b.js\n{B}=== migrations/20250102000000_no_b.js\n{NoB}");
    }

    [TestCase("=== migrations/20250102_c.sql\nALTER TABLE a ADD COLUMN c integer;\n=== migrations/20250109_d.sql\nALTER TABLE a [|DROP COLUMN c|];\n")]
    [TestCase("=== migrations/002_x.sql\nCREATE TABLE x (id bigint PRIMARY KEY);\n=== migrations/20250102_no_b.sql\nALTER TABLE a DROP COLUMN b;\n=== migrations/20250109_b.sql\nALTER TABLE a [|ADD COLUMN b integer|];\n")]
    public void A_week_is_short(string files) => RuleTest.Reports("ML033", A + files);

    [TestCase("=== migrations/20250102_c.sql\nALTER TABLE a ADD COLUMN c integer;\n=== migrations/20250110_d.sql\nALTER TABLE a DROP COLUMN c;\n", TestName = "What_was_in_use_is_dropped_by_another_file")]
    [TestCase("=== migrations/002_x.sql\nCREATE TABLE x (id bigint PRIMARY KEY);\n=== migrations/20250102_no_b.sql\nALTER TABLE a DROP COLUMN b;\n=== migrations/20250110_b.sql\nALTER TABLE a ADD COLUMN b integer;\n", TestName = "What_was_gone_for_long_comes_back")]
    [TestCase("=== migrations/002_h.sql\nCREATE TABLE h (id bigint PRIMARY KEY);\n=== migrations/003_move.sql\nINSERT INTO a (id) SELECT id FROM h;\nDROP TABLE h;\n", TestName = "The_rows_are_moved_first")]
    [TestCase("=== migrations/002_c.sql\nALTER TABLE a ADD COLUMN c integer;\n=== migrations/003_move.sql\nUPDATE a SET b = c;\nALTER TABLE a DROP COLUMN c;\n", TestName = "The_values_are_moved_first")]
    [TestCase("=== migrations/20250101000000_b.js\nexports.up = (knex) => knex.schema.createTable('b', (t) => { t.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('b');\n=== migrations/20250102000000_c.js\nexports.up = (knex) => knex.schema.dropTableIfExists('c');\nexports.down = () => {};\n", TestName = "Knex_drops_what_nothing_made")]
    [TestCase("=== main: migrations/002_c.sql\nALTER TABLE a ADD COLUMN c integer;\n=== migrations/002_c.sql\nALTER TABLE a ADD COLUMN c integer;\n=== migrations/003_d.sql\nALTER TABLE a DROP COLUMN c;\n", TestName = "What_is_merged_is_undone_by_another_file")]
    [TestCase("=== migrations/002_x.sql\nCREATE TABLE x (id bigint);\n=== migrations/003_y.sql\nALTER TABLE a DROP COLUMN b;\n", TestName = "What_lived_for_a_while_may_go")]
    [TestCase("=== migrations/002_x.sql\nALTER TABLE a DROP COLUMN b;\nALTER TABLE a ADD COLUMN b text;\n", TestName = "A_column_is_replaced_in_one_file")]
    [TestCase("=== migrations/002_x.sql\nALTER TABLE a ADD COLUMN c text;\nALTER TABLE a DROP COLUMN c;\n", TestName = "A_helper_column_of_one_file")]
    [TestCase("=== migrations/002_x.sql\nCREATE TABLE n (id bigint PRIMARY KEY);\nDROP TABLE a;\nALTER TABLE n RENAME TO a;\n", TestName = "A_table_is_rebuilt")]
    [TestCase("=== migrations/002_x.sql\nALTER TABLE a RENAME COLUMN b TO c;\n=== migrations/003_y.sql\nALTER TABLE a ADD COLUMN b integer;\n", TestName = "The_old_column_has_another_name")]
    [TestCase("=== migrations/002_x.sql\nDROP TABLE IF EXISTS b;\n=== migrations/003_y.sql\nCREATE TABLE b (id bigint PRIMARY KEY);\n", TestName = "Nothing_was_dropped")]
    [TestCase("=== migrations/002_x.sql\nBEGIN;\nALTER TABLE a DROP COLUMN b;\nROLLBACK;\n", TestName = "What_is_rolled_back_undoes_nothing")]
    [TestCase("=== migrations/002_x.sql\nCREATE INDEX i ON a (b);\n=== migrations/003_y.sql\nDROP INDEX i;\nCREATE INDEX i ON a (b, id);\n", TestName = "Indexes_are_defined_anew")]
    public void Stays_silent(string files) => RuleTest.Silent("ML033", A + files);
}
