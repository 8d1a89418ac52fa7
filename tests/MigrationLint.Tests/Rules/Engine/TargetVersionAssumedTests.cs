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

    [TestCase("MERGE INTO a USING (VALUES (1, 'x')) AS n (id, b) ON n.id = a.id WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.b)", "MERGE needs 15")]
    [TestCase("CREATE FUNCTION two() RETURNS int RETURN 2", "a body that is no string needs 14")]
    [TestCase("CREATE OR REPLACE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()", "CREATE OR REPLACE TRIGGER needs 14")]
    [TestCase("ALTER TABLE a ADD FOREIGN KEY (id, b) REFERENCES k (id, b) ON DELETE SET NULL (b)", "a list of columns behind ON DELETE needs 15")]
    public void What_not_every_version_takes(string statement, string says)
    {
        var found = RuleTest.Reports("ML994", $"""
            === migrations/001_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY, b text);
            CREATE TABLE k (id bigint, b text, PRIMARY KEY (id, b));
            === migrations/002_b.sql
            [|{statement}|];
            """);
        Assert.That(found.Single().Text.Message, Does.Contain(says));
    }

    [TestCase("CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();")]
    [TestCase("INSERT INTO a VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET b = excluded.b;")]
    [TestCase("CREATE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 2';")]
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
    public void What_Knex_writes_for_every_version() =>
        RuleTest.Silent("ML994", """
            === migrations/20240101000000_a.js
            exports.up = (knex) => knex.schema.createTable('a', (t) => { t.bigIncrements(); t.text('b').index(); });
            exports.down = (knex) => knex.schema.dropTable('a');
            === migrations/20240102000000_b.js
            exports.up = (knex) => knex('a').insert({ id: 1, b: 'x' }).onConflict('id').merge();
            exports.down = (knex) => knex('a').where({ id: 1 }).del();
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
