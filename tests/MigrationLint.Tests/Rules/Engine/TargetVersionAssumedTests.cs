using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Engine;

/// <summary>Chains that depend on a version that nobody says.</summary>
public sealed class TargetVersionAssumedTests
{
    [Test]
    public void It_is_told_once()
    {
        var found = RuleTest.Reports("ML994", """
            === migrations/001_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY, b text);
            === migrations/002_b.sql
            [|CREATE UNIQUE INDEX a_b ON a (b) NULLS NOT DISTINCT|];
            REINDEX TABLE CONCURRENTLY a;
            """);
        Assert.That(found.Single().Text.Message, Is.EqualTo("PostgreSQL 15 is assumed; NULLS NOT DISTINCT needs 15 or later"));
    }

    [Test]
    public void A_column_of_Knex_that_is_generated() =>
        RuleTest.Reports("ML994", """
            === migrations/20240101000000_a.js
            exports.up = async (knex) => {
              await knex.schema.createTable('a', (t) => t.bigIncrements());
              await knex.raw('[|ALTER TABLE a ADD COLUMN twice bigint GENERATED ALWAYS AS (id * 2) STORED|]');
            };
            exports.down = (knex) => knex.schema.dropTable('a');
            """);

    [TestCase("CREATE TABLE b (id bigint PRIMARY KEY);")]
    [TestCase("CREATE TABLE b (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);")]
    [TestCase("CREATE INDEX a_b ON a (b) WHERE b IS NOT NULL;")]
    [TestCase("REINDEX TABLE a;")]
    public void What_every_version_takes(string statement) =>
        RuleTest.Silent("ML994", $"""
            === migrations/001_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY, b text);
            === migrations/002_b.sql
            {statement}
            """);

    [Test]
    public void A_version_that_is_said() =>
        RuleTest.Silent("ML994", """
            === .editorconfig
            root = true
            [*]
            migrationlint.target_version = 16
            === migrations/001_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY, b text UNIQUE NULLS NOT DISTINCT);
            """);
}
