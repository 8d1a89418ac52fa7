using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class CreatedTwiceDifferentlyTests
{
    private const string First = "=== migrations/001_orders.sql\nCREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL DEFAULT 0, note text, CHECK (total >= 0));\nCREATE INDEX orders_note_idx ON orders (note);\nCREATE SEQUENCE tickets INCREMENT BY 10;\nCREATE MATERIALIZED VIEW sums AS SELECT id, total FROM orders;\n";

    [TestCase("column currency text is only in 002_more.sql; column note text is not in 002_more.sql", "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL DEFAULT 0, currency text)")]
    [TestCase("total is numeric(12,2), in 002_more.sql integer", "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total integer NOT NULL DEFAULT 0, note text)")]
    [TestCase("total is NOT NULL, in 002_more.sql nullable", "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) DEFAULT 0, note text)")]
    [TestCase("total has the default 0, in 002_more.sql none", "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL, note text)")]
    [TestCase("its primary key is (id), in 002_more.sql (id, note)", "CREATE TABLE IF NOT EXISTS orders (id serial, total numeric(12, 2) NOT NULL DEFAULT 0, note text, PRIMARY KEY (id, note))")]
    [TestCase("UNIQUE (note) is only in 002_more.sql", "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL DEFAULT 0, note text UNIQUE)")]
    [TestCase("the foreign key (id) to customers is only in 002_more.sql", "CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY REFERENCES customers, total numeric(12, 2) NOT NULL DEFAULT 0, note text)")]
    [TestCase("the index is over (note), in 002_more.sql over (total)", "CREATE INDEX IF NOT EXISTS orders_note_idx ON orders (total)")]
    [TestCase("the index is not unique, in 002_more.sql unique", "CREATE UNIQUE INDEX IF NOT EXISTS orders_note_idx ON orders (note)")]
    [TestCase("the index is on orders, in 002_more.sql on customers", "CREATE INDEX IF NOT EXISTS orders_note_idx ON customers (id)")]
    [TestCase("the sequence counts by 10, in 002_more.sql by 1", "CREATE SEQUENCE IF NOT EXISTS tickets INCREMENT BY 1")]
    [TestCase("the view shows (id, total), in 002_more.sql (id)", "CREATE MATERIALIZED VIEW IF NOT EXISTS sums AS SELECT id FROM orders")]
    public void What_IF_NOT_EXISTS_skips_is_compared(string difference, string second)
    {
        var found = RuleTest.Reports("ML402", First + "=== migrations/002_more.sql\n[|" + second + "|];\n").Single();

        Assert.That(found.Text.Why, Does.Contain("Against 001_orders.sql: ").And.Contain(difference));
        Assert.That(found.Related.Single().Location.Text.Path, Does.EndWith("001_orders.sql"));
        Assert.That(found.Severity, Is.EqualTo(Severity.Error));
    }

    [Test]
    public void A_column_keeps_its_old_type() =>
        Assert.That(
            RuleTest.Reports("ML402", First + "=== migrations/002_more.sql\nALTER TABLE orders [|ADD COLUMN IF NOT EXISTS note varchar(10)|];\n").Single().Text.Remedy,
            Is.EqualTo("Replace the second definition by what it adds: ALTER TABLE orders ALTER COLUMN note TYPE character varying(10)."));

    [Test]
    public void Knex_that_writes_IF_NOT_EXISTS_is_compared() =>
        RuleTest.Reports("ML402", """
            === migrations/001_users.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => { t.increments(); t.text('name'); });
            exports.down = (knex) => knex.schema.dropTable('users');
            === migrations/002_users.js
            exports.up = (knex) => knex.raw('[|CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email text)|]');
            exports.down = async () => { throw new Error('irreversible'); };
            """);

    [TestCase("CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL DEFAULT 0, note text, CHECK (total >= 0))", TestName = "The_same_definition")]
    [TestCase("CREATE INDEX IF NOT EXISTS orders_note_idx ON orders (note)", TestName = "The_same_index")]
    [TestCase("CREATE SEQUENCE IF NOT EXISTS tickets INCREMENT BY 10", TestName = "The_same_sequence")]
    [TestCase("ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text", TestName = "The_same_column")]
    [TestCase("ALTER TABLE orders ADD COLUMN note2 text; CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL DEFAULT 0, note text, CHECK (total >= 0))", TestName = "The_first_definition_after_the_table_grew")]
    [TestCase("ALTER TABLE orders ADD COLUMN note2 text; CREATE TABLE IF NOT EXISTS orders (id serial PRIMARY KEY, total numeric(12, 2) NOT NULL DEFAULT 0, note text, note2 text)", TestName = "What_the_table_has_become")]
    [TestCase("DROP TABLE orders CASCADE; CREATE TABLE IF NOT EXISTS orders (id uuid)", TestName = "A_table_that_is_made_anew")]
    [TestCase("CREATE TABLE IF NOT EXISTS invoices (id uuid)", TestName = "Another_table")]
    [TestCase("DO $$ BEGIN IF random() > 0.5 THEN CREATE TABLE IF NOT EXISTS orders (id uuid); END IF; END $$", TestName = "A_definition_that_may_not_run")]
    [TestCase("ALTER TABLE users ADD COLUMN name text; CREATE TABLE IF NOT EXISTS users (id uuid, name text)", TestName = "A_table_that_is_not_known")]
    public void What_makes_no_difference_is_silent(string second) => RuleTest.Silent("ML402", First + "=== migrations/002_more.sql\n" + second + ";\n");
}
