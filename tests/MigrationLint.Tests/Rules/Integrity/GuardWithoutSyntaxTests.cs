using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class GuardWithoutSyntaxTests
{
    [TestCase("ADD CONSTRAINT takes no IF NOT EXISTS", "ALTER TABLE a DROP CONSTRAINT IF EXISTS a_x;", "ALTER TABLE a ADD CONSTRAINT IF NOT [|EXISTS|] a_x CHECK (x > 0);")]
    [TestCase("ADD CONSTRAINT takes no IF NOT EXISTS", "conname = 'a_x' AND conrelid = 'a'::regclass) THEN ALTER TABLE a ADD CONSTRAINT a_x CHECK (x > 0); END IF; END $$.", "ALTER TABLE a ADD CONSTRAINT IF NOT [|EXISTS|] a_x CHECK (x > 0);")]
    [TestCase("CREATE TYPE takes no IF NOT EXISTS", "pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('ok');", "CREATE TYPE IF [|NOT|] EXISTS mood AS ENUM ('ok');")]
    [TestCase("CREATE TRIGGER takes no IF NOT EXISTS", "DROP TRIGGER IF EXISTS t ON a;", "CREATE TRIGGER IF [|NOT|] EXISTS t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();")]
    [TestCase("CREATE POLICY takes no IF NOT EXISTS", "DROP POLICY IF EXISTS p ON a;", "CREATE POLICY IF [|NOT|] EXISTS p ON a;")]
    [TestCase("CREATE VIEW takes no IF NOT EXISTS", "CREATE OR REPLACE VIEW v.", "CREATE VIEW IF [|NOT|] EXISTS v AS SELECT 1;")]
    [TestCase("RENAME COLUMN takes no IF EXISTS", "column_name = 'x') THEN ALTER TABLE a RENAME COLUMN x TO y;", "ALTER TABLE a RENAME COLUMN IF [|EXISTS|] x TO y;")]
    public void A_guard_that_PostgreSQL_does_not_know_is_named_with_what_works(string message, string remedy, string sql)
    {
        var chain = "=== migrations/001_a.sql\ncreate table a (x int);\n=== migrations/002_b.sql\n" + sql + "\n";
        var found = RuleTest.Reports("ML419", chain).Single();

        Assert.That(found.Text.Message, Is.EqualTo(message + ": syntax error in 002_b.sql (42601)"));
        Assert.That(found.Text.Remedy, Does.Contain(remedy));
        RuleTest.Silent("ML990", chain.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
    }

    [Test]
    public void Sql_in_a_migration_of_Knex_is_read_too() =>
        RuleTest.Reports("ML419", """
            === migrations/001_a.js
            exports.up = (knex) => knex.raw('ALTER TABLE a ADD CONSTRAINT IF NOT [|EXISTS|] c CHECK (x > 0)');
            exports.down = (knex) => knex.raw('ALTER TABLE a DROP CONSTRAINT c');
            """);

    [TestCase("ALTER TABLE a ADD COLUMN IF NOT EXISTS y int;", TestName = "ADD_COLUMN")]
    [TestCase("CREATE INDEX IF NOT EXISTS a_x ON a (x);", TestName = "CREATE_INDEX")]
    [TestCase("ALTER TABLE a DROP CONSTRAINT IF EXISTS c;", TestName = "DROP_CONSTRAINT")]
    [TestCase("DROP TRIGGER IF EXISTS t ON a;", TestName = "DROP_TRIGGER")]
    [TestCase("DROP TABLE a IF EXISTS;", TestName = "A_guard_in_the_wrong_place_is_ML990s")]
    [TestCase("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad';", TestName = "ADD_VALUE")]
    public void Guards_of_PostgreSQL_are_silent(string sql) =>
        RuleTest.Silent("ML419", "=== migrations/001_a.sql\ncreate type mood as enum ('ok');\ncreate table a (x int);\n=== migrations/002_b.sql\n" + sql + "\n");
}
