using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class TablePatchedByManyFilesTests
{
    private const string Orders = "=== migrations/001_orders.sql\nCREATE TABLE orders (id bigint PRIMARY KEY, total integer);\n";

    [Test]
    public void Each_file_counts_once_and_the_last_is_reported()
    {
        var found = RuleTest.Reports("ML024", Orders + Files("ALTER TABLE orders ADD COLUMN a integer, ADD COLUMN b integer", "ALTER TABLE orders ALTER a SET DEFAULT 1", "ALTER TABLE orders DROP COLUMN b", "ALTER TABLE orders ADD CHECK (total > 0)")
            + "=== migrations/008_last.sql\n[|ALTER TABLE orders RENAME COLUMN a TO c|];\nALTER TABLE orders ADD COLUMN d integer;\n");

        Assert.That(found[0].Text.Why, Does.StartWith("002_change.sql, 003_change.sql, 004_change.sql, 005_change.sql and 008_last.sql: "));
        Assert.That(found[0].Related, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_renamed_table_is_the_same_one() =>
        RuleTest.Reports("ML024", Orders + Files("ALTER TABLE orders ADD a integer", "ALTER TABLE orders ADD b integer", "ALTER TABLE orders RENAME TO sales", "ALTER TABLE sales ADD c integer", "ALTER TABLE sales ADD d integer")
            + "=== migrations/008_last.sql\nALTER TABLE sales [|ADD e integer|];\n");

    [Test]
    public void Knex_alters_tables_too() => RuleTest.Reports("ML024", Knex(5, "table.integer('c{0}');"));

    [Test]
    public void Who_expects_more_files_says_so() =>
        RuleTest.Silent("ML024", "=== .editorconfig\n[*]\nML024.max_files = 6\n" + Orders + Changes(5));

    [Test]
    public void Four_files_are_few() => RuleTest.Silent("ML024", Orders + Changes(4));

    [Test]
    public void The_file_that_creates_the_table_does_not_alter_it() =>
        RuleTest.Silent("ML024", "=== migrations/001_orders.sql\nCREATE TABLE orders (id bigint PRIMARY KEY);\nALTER TABLE orders ADD COLUMN total integer;\n" + Changes(4));

    [TestCase("CREATE INDEX orders_{0}_idx ON orders (total)")]
    [TestCase("UPDATE orders SET total = {0}")]
    [TestCase("CREATE POLICY p{0} ON orders USING (true)")]
    [TestCase("ALTER TABLE orders ADD COLUMN IF NOT EXISTS total integer")]
    [TestCase("ALTER TABLE orders ADD COLUMN missing integer REFERENCES nowhere{0}")]
    [TestCase("CREATE TABLE t{0} (id bigint PRIMARY KEY, order_id bigint REFERENCES orders)")]
    public void What_leaves_the_columns_alone_is_no_patch(string statement) =>
        RuleTest.Silent("ML024", Orders + Files([.. Enumerable.Range(2, 6).Select(number => statement.Replace("{0}", $"{number}", StringComparison.Ordinal))]));

    [Test]
    public void A_table_that_is_gone_is_no_concern() => RuleTest.Silent("ML024", Orders + Changes(5) + "=== migrations/008_last.sql\nDROP TABLE orders;\n");

    [Test]
    public void A_new_table_under_an_old_name_counts_anew() =>
        RuleTest.Silent("ML024", Orders + Files("ALTER TABLE orders ADD a integer", "ALTER TABLE orders ADD b integer", "DROP TABLE orders; CREATE TABLE orders (id bigint PRIMARY KEY)", "ALTER TABLE orders ADD c integer", "ALTER TABLE orders ADD d integer"));

    private static string Changes(int count) => Files([.. Enumerable.Range(2, count).Select(number => $"ALTER TABLE orders ADD COLUMN c{number} integer")]);

    private static string Files(params string[] statements) => string.Concat(statements.Select((statement, i) => $"=== migrations/00{i + 2}_change.sql\n{statement};\n"));

    private static string Knex(int count, string change)
    {
        var chain = "=== migrations/20250101000000_orders.js\nexports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('orders');\n";
        for (var i = 1; i <= count; i++)
        {
            var call = $"knex.schema.alterTable('orders', (table) => {{ {Mark(change.Replace("{0}", $"{i}", StringComparison.Ordinal), i == count)} }})";
            chain += $"=== migrations/2025010100000{i}_change.js\nexports.up = (knex) => {call};\nexports.down = (knex) => knex.schema.alterTable('orders', (table) => {{ table.dropColumn('c{i}'); }});\n";
        }

        return chain;
    }

    private static string Mark(string call, bool isMarked) => isMarked ? $"[|{call.TrimEnd(';')}|];" : call;
}
