using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class ConditionalDdlTests
{
    private const string A = "=== migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n";

    [TestCase("ALTER TABLE a [|ADD COLUMN IF NOT EXISTS b integer|];\n")]
    [TestCase("[|CREATE INDEX IF NOT EXISTS a_idx ON a (id)|];\n")]
    [TestCase("[|CREATE SEQUENCE IF NOT EXISTS s|];\n")]
    [TestCase("[|CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT id FROM a|];\n")]
    public void Guards_are_reported(string statement) => RuleTest.Reports("ML034", A + "=== migrations/002_b.sql\n" + statement);

    [TestCase("ALTER TABLE a ADD COLUMN b integer;\n", TestName = "No_guard")]
    [TestCase("CREATE EXTENSION IF NOT EXISTS pgcrypto;\nCREATE SCHEMA IF NOT EXISTS s;\n", TestName = "Extensions_and_schemas_are_shared")]
    [TestCase("CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (id);\n", TestName = "A_concurrent_index_is_tried_again")]
    [TestCase("CREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);\n", TestName = "A_definition_that_is_there_is_a_matter_of_other_rules")]
    [TestCase("CREATE TEMPORARY TABLE IF NOT EXISTS t (id bigint);\n", TestName = "A_temporary_table")]
    public void Stays_silent(string statement) => RuleTest.Silent("ML034", A + "=== migrations/002_b.sql\n" + statement);

    [Test]
    public void Who_does_not_ask_is_not_told() =>
        Assert.That(RuleTest.Findings("=== migrations/001_a.sql\nCREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);\n").Select(finding => finding.Rule.Id), Has.None.EqualTo("ML034"));
}
