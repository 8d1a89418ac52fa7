using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Locking;

/// <summary>Statements that PostgreSQL refuses for the transaction that they run in.</summary>
public sealed class RefusedInTransactionTests
{
    private const string First = "=== migrations/001_teams.sql\nCREATE TABLE teams (id bigint PRIMARY KEY);\nCREATE TABLE users (id bigint PRIMARY KEY, team_id bigint REFERENCES teams (id) DEFERRABLE INITIALLY DEFERRED, name text);\nCREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE days (mood mood);\n=== migrations/002_second.sql\n";

    private const string Knex = "=== migrations/001_teams.js\nexports.up = async (knex) => { await knex.raw(`CREATE TYPE mood AS ENUM ('ok')`); await knex.schema.createTable('users', (t) => { t.increments(); t.text('name'); t.specificType('mood', 'mood'); }); };\nexports.down = async () => { throw new Error('irreversible'); };\n=== migrations/002_second.js\n";

    private const string Down = "\nexports.down = async () => { throw new Error('irreversible'); };\n";

    private const string Free = "exports.config = { transaction: false };\n";

    [TestCase("Move the statement behind the COMMIT", "BEGIN; [|CREATE INDEX CONCURRENTLY ON users (name)|]; COMMIT;")]
    [TestCase("Move the statement behind the COMMIT", "CREATE INDEX i ON users (name); BEGIN; [|DROP INDEX CONCURRENTLY i|]; COMMIT;")]
    [TestCase("Move the statement behind the COMMIT", "BEGIN; [|REINDEX TABLE CONCURRENTLY users|]; COMMIT;")]
    public void ML103_says_how_to_get_out_of_the_transaction(string remedy, string sql) => Assert.That(Reports("ML103", First + sql).Text.Remedy, Does.StartWith(remedy));

    [Test]
    public void ML103_tells_the_author_of_a_script_of_its_file() =>
        Assert.That(
            Reports("ML103", "=== migrations/1_a.up.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n=== migrations/2_b.up.sql\n[|CREATE INDEX CONCURRENTLY a_i ON a (id)|];\nSELECT 1;\n").Text.Remedy,
            Is.EqualTo("Give the statement a file of its own: golang-migrate sends a file as one string, which is a transaction where it holds several statements."));

    [Test]
    public void ML103_tells_the_author_of_a_script_of_node_pg_migrate_that_only_a_program_can() =>
        Assert.That(
            Reports("ML103", "=== migrations/1700000000000_a.sql\n-- Up Migration\nCREATE TABLE a (id bigint PRIMARY KEY);\n-- Down Migration\nDROP TABLE a;\n=== migrations/1700000000001_b.sql\n-- Up Migration\n[|CREATE INDEX CONCURRENTLY a_i ON a (id)|];\n-- Down Migration\nDROP INDEX a_i;\n").Text.Remedy,
            Does.StartWith("Write it as a .js migration that calls pgm.noTransaction()"));

    [TestCase("Add exports.config = { transaction: false }; to the migration.", "exports.up = (knex) => knex.raw('[|CREATE INDEX CONCURRENTLY ON users (name)|]');", "")]
    [TestCase("Send the statement by a call of its own", "exports.up = (knex) => knex.raw('SELECT 1; [|CREATE INDEX CONCURRENTLY ON users (name)|]');", Free)]
    public void ML103_is_reported_at_calls_of_Knex(string remedy, string up, string config) => Assert.That(Reports("ML103", Knex + up + Down + config).Text.Remedy, Does.StartWith(remedy));

    [TestCase("CREATE INDEX CONCURRENTLY ON users (name);", TestName = "ML103_No_transaction")]
    [TestCase("BEGIN; COMMIT; CREATE INDEX CONCURRENTLY ON users (name);", TestName = "ML103_Behind_the_transaction")]
    [TestCase("BEGIN; CREATE INDEX ON users (name); COMMIT;", TestName = "ML103_Not_concurrently")]
    [TestCase("CREATE MATERIALIZED VIEW v AS SELECT id FROM users; CREATE UNIQUE INDEX ON v (id); BEGIN; REFRESH MATERIALIZED VIEW CONCURRENTLY v; COMMIT;", TestName = "ML103_REFRESH_may")]
    public void ML103_is_silent(string sql) => RuleTest.Silent("ML103", First + sql);

    [Test]
    public void ML103_is_silent_where_Knex_opens_none() =>
        RuleTest.Silent("ML103", Knex + "exports.up = (knex) => knex.raw('CREATE INDEX CONCURRENTLY ON users (name)');" + Down + Free);

    [TestCase("BEGIN; [|VACUUM users|]; COMMIT;")]
    [TestCase("BEGIN; [|REINDEX DATABASE|]; COMMIT;")]
    [TestCase("BEGIN; [|CREATE DATABASE other|]; COMMIT;")]
    [TestCase("BEGIN; [|ALTER SYSTEM SET work_mem = '1MB'|]; COMMIT;")]
    public void ML104_is_reported(string sql) => Reports("ML104", First + sql);

    [Test]
    public void ML104_is_reported_at_calls_of_Knex() => Reports("ML104", Knex + "exports.up = (knex) => knex.raw('[|VACUUM users|]');" + Down);

    [TestCase("VACUUM users;", TestName = "ML104_No_transaction")]
    [TestCase("BEGIN; ANALYZE users; COMMIT;", TestName = "ML104_ANALYZE_may")]
    [TestCase("BEGIN; REINDEX TABLE users; COMMIT;", TestName = "ML104_REINDEX_TABLE_may")]
    [TestCase("BEGIN; ALTER TYPE mood ADD VALUE 'sad'; COMMIT;", TestName = "ML104_ADD_VALUE_may_from_12_on")]
    public void ML104_is_silent(string sql) => RuleTest.Silent("ML104", First + sql);

    [TestCase("BEGIN; ALTER TYPE mood ADD VALUE 'sad'; INSERT INTO days VALUES ([|'sad'|]); COMMIT;")]
    [TestCase("BEGIN; ALTER TYPE mood ADD VALUE 'sad'; ALTER TABLE days ADD CHECK (mood <> [|'sad'|]); COMMIT;")]
    public void ML128_is_reported(string sql) => Reports("ML128", First + sql);

    [Test]
    public void ML128_is_reported_at_calls_of_Knex() =>
        Reports("ML128", Knex + "exports.up = async (knex) => { await knex.raw(`ALTER TYPE mood ADD VALUE 'sad'`); await knex('users').update({ mood: [|'sad'|] }); };" + Down);

    [TestCase("ALTER TYPE mood ADD VALUE 'sad';\n=== migrations/003_third.sql\nINSERT INTO days VALUES ('sad');", TestName = "ML128_Two_transactions")]
    [TestCase("BEGIN; ALTER TYPE mood ADD VALUE 'sad'; COMMIT; INSERT INTO days VALUES ('sad');", TestName = "ML128_Committed_before")]
    [TestCase("BEGIN; ALTER TYPE mood ADD VALUE 'sad'; INSERT INTO days VALUES ('ok'); COMMIT;", TestName = "ML128_Another_label")]
    [TestCase("BEGIN; ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'; INSERT INTO days VALUES ('fine'); COMMIT;", TestName = "ML128_A_renamed_label")]
    public void ML128_is_silent(string sql) => RuleTest.Silent("ML128", First + sql);

    [TestCase("BEGIN; INSERT INTO users (id, team_id) VALUES (1, 1); ALTER TABLE users [|ADD COLUMN age int|]; COMMIT;")]
    [TestCase("BEGIN; INSERT INTO users (id, team_id) VALUES (1, 1); [|DROP TABLE users|]; COMMIT;")]
    public void ML129_is_reported(string sql) => Reports("ML129", First + sql);

    [Test]
    public void ML129_is_reported_at_calls_of_Knex() =>
        Reports("ML129", "=== migrations/001_teams.js\nexports.up = (knex) => knex.raw('CREATE TABLE teams (id int PRIMARY KEY); CREATE TABLE users (id int PRIMARY KEY, team_id int REFERENCES teams DEFERRABLE INITIALLY DEFERRED)');"
            + Down + "=== migrations/002_second.js\nexports.up = async (knex) => { await knex('users').insert({ id: 1, team_id: 1 }); await knex.raw('ALTER TABLE users [|ADD COLUMN age int|]'); };" + Down);

    [TestCase("INSERT INTO users (id, team_id) VALUES (1, 1);\n=== migrations/003_third.sql\nALTER TABLE users ADD COLUMN age int;", TestName = "ML129_Two_transactions")]
    [TestCase("BEGIN; INSERT INTO users (id, team_id) VALUES (1, 1); SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE users ADD COLUMN age int; COMMIT;", TestName = "ML129_Checked_between")]
    [TestCase("BEGIN; INSERT INTO days VALUES ('ok'); ALTER TABLE days ADD COLUMN age int; COMMIT;", TestName = "ML129_A_table_without_keys")]
    [TestCase("BEGIN; INSERT INTO users (id, team_id) VALUES (1, 1); ALTER TABLE days ADD COLUMN age int; COMMIT;", TestName = "ML129_Another_table")]
    public void ML129_is_silent(string sql) => RuleTest.Silent("ML129", First + sql);

    private static Diagnostics.Diagnostic Reports(string rule, string chain)
    {
        var found = RuleTest.Reports(rule, chain).Single();
        Assert.That(found.Text.Message, Does.Match(@"\([0-9A-Z]{5}\)$"));
        return found;
    }
}
