using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class DownDoesNotInvertTests
{
    [Test]
    public void An_index_stays_behind()
    {
        var found = RuleTest.Reports("ML014", """
            === migrations/001_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); table.text('status'); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_priority_of_orders.js
            exports.up = async (knex) => {
              await knex.schema.alterTable('orders', (table) => { table.integer('priority'); });
              await knex.raw('[|CREATE INDEX orders_status_idx ON orders (status)|]');
            };
            exports.down = (knex) => knex.schema.alterTable('orders', (table) => { table.dropColumn('priority'); });
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("down of 002_priority_of_orders.js leaves index orders_status_idx behind"));
        Assert.That(found[0].Text.Remedy, Is.EqualTo("Add to down: await knex.raw('DROP INDEX orders_status_idx');"));
    }

    [Test]
    public void Down_in_the_wrong_order_fails()
    {
        var found = RuleTest.Reports("ML014", """
            === migrations/001_orders.up.sql
            CREATE TABLE orders (id bigint PRIMARY KEY);
            CREATE TABLE order_lines (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE);
            CREATE INDEX order_lines_order_id_idx ON order_lines (order_id);
            === migrations/001_orders.down.sql
            [|DROP TABLE orders|];
            DROP TABLE order_lines;
            """);

        Assert.That(found[0].Text.Message, Does.EndWith("(2BP01)"));
    }

    [Test]
    public void Down_drops_what_IF_NOT_EXISTS_passed_over()
    {
        var found = RuleTest.Reports("ML014", """
            === migrations/001_orders.up.sql
            CREATE TABLE orders (id bigint PRIMARY KEY);
            === migrations/001_orders.down.sql
            DROP TABLE orders;
            === migrations/002_status.up.sql
            CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
            ALTER TABLE orders ADD COLUMN status text;
            === migrations/002_status.down.sql
            [|DROP TABLE orders|];
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("down of 002_status.up.sql drops table orders, which up did not make"));
    }

    [TestCase("knex.schema.createTableIfNotExists('orders', (table) => { table.bigIncrements(); })", TestName = "Created_if_not_exists_through_Knex")]
    [TestCase("knex.raw('CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY)')", TestName = "Created_if_not_exists_in_SQL")]
    [TestCase("knex.schema.hasTable('orders').then((is) => is ? null : knex.schema.createTable('orders', (table) => { table.bigIncrements(); }))", TestName = "Created_where_hasTable_says_no")]
    public void Down_drops_what_up_makes_only_where_there_is_none(string up)
    {
        var found = RuleTest.Reports("ML014", $$"""
            === migrations/001_orders.js
            exports.up = (knex) => {{up}};
            exports.down = (knex) => [|knex.schema.dropTableIfExists('orders')|];
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("down of 001_orders.js drops table orders, which up creates only where there is none"));
        Assert.That(found[0].Severity, Is.EqualTo(Severity.Info));
    }

    [TestCase("CREATE TABLE orders (id bigint PRIMARY KEY);", "DROP TABLE IF EXISTS orders;", TestName = "A_table_made_without_asking_and_dropped_with")]
    [TestCase("CREATE TEMP TABLE IF NOT EXISTS scratch (id bigint);", "DROP TABLE IF EXISTS scratch;", TestName = "A_temporary_table")]
    [TestCase("DROP TABLE IF EXISTS orders; CREATE TABLE orders (id bigint PRIMARY KEY);", "DROP TABLE orders;", TestName = "A_table_that_up_drops_first")]
    [TestCase("CREATE INDEX IF NOT EXISTS customers_name_idx ON customers (name);", "DROP INDEX customers_name_idx;", TestName = "An_index_holds_no_rows")]
    public void Silent_where_down_drops_only_what_up_made(string up, string down) =>
        RuleTest.Silent("ML014", $"=== migrations/001_customers.up.sql\nCREATE TABLE customers (id bigint, name text);\n=== migrations/001_customers.down.sql\nDROP TABLE customers;\n=== migrations/002_x.up.sql\n{up}\n=== migrations/002_x.down.sql\n{down}\n");

    [Test]
    public void What_up_dropped_does_not_come_back() =>
        Assert.That(
            RuleTest.Reports("ML014", """
                === migrations/20250101000000_orders.sql
                -- migrate:up
                CREATE TABLE orders (id bigint PRIMARY KEY, note text);
                CREATE INDEX orders_note_idx ON orders (note);

                -- migrate:down
                DROP TABLE orders;
                === migrations/20250102000000_drop_note.sql
                -- migrate:up
                ALTER TABLE orders [|DROP COLUMN note|];

                -- migrate:down
                ALTER TABLE orders ADD COLUMN note text;
                """)[0].Text.Remedy,
            Is.EqualTo("Add to down: CREATE INDEX orders_note_idx ON orders USING btree (note);"));

    [Test]
    public void A_column_that_comes_back_without_its_default_is_changed()
    {
        var found = RuleTest.Findings("""
            === migrations/001_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); table.text('status').notNullable().defaultTo('new'); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_status_of_orders.js
            exports.up = (knex) => knex.raw("ALTER TABLE orders ALTER COLUMN status DROP DEFAULT");
            exports.down = (knex) => knex.schema.alterTable('orders', (table) => { table.text('status').notNullable().defaultTo('open').alter(); });
            """).Where(finding => finding.Rule.Id == "ML014").ToList();

        Assert.That(found.Single().Text.Message, Is.EqualTo("down of 002_status_of_orders.js leaves column orders.status changed"));
        Assert.That(found[0].Text.Remedy, Does.Contain("SET DEFAULT 'new'::text"));
    }

    [TestCase("exports.down = (knex) => knex.schema.dropTable('orders');", TestName = "Down_that_undoes_all")]
    [TestCase("exports.down = async () => {};", TestName = "An_empty_down_is_ML013")]
    [TestCase("exports.down = async () => { throw new Error('irreversible'); };", TestName = "Down_that_throws_says_so")]
    [TestCase("// irreversible: rows of other systems depend on it\nexports.down = (knex) => knex.raw('select 1');", TestName = "A_comment_says_so")]
    [TestCase("exports.down = (knex) => knex.raw(require('elsewhere').sql);", TestName = "Text_that_is_not_known_proves_nothing")]
    [TestCase("exports.down = async (knex) => { if (await require('elsewhere').ask()) { await knex.schema.dropTable('orders'); } };", TestName = "A_test_that_is_not_known_proves_nothing")]
    [TestCase("", TestName = "A_missing_down_is_ML012")]
    public void Silent_in_knex(string down) =>
        RuleTest.Silent("ML014", $$"""
            === migrations/001_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            {{down}}
            """);

    [Test]
    public void Rows_labels_extensions_and_shared_schemas_are_no_matter_of_this_rule() =>
        RuleTest.Silent("ML014", """
            === migrations/001_orders.up.sql
            CREATE EXTENSION IF NOT EXISTS pgcrypto;
            CREATE SCHEMA IF NOT EXISTS shop;
            CREATE TYPE shop.state AS ENUM ('new');
            CREATE TABLE shop.orders (id bigint PRIMARY KEY, state shop.state);
            === migrations/001_orders.down.sql
            DROP TABLE shop.orders;
            DROP TYPE shop.state;
            === migrations/002_sent.up.sql
            ALTER TYPE shop.state ADD VALUE 'sent';
            INSERT INTO shop.orders (id, state) VALUES (1, 'new');
            === migrations/002_sent.down.sql
            DELETE FROM shop.orders WHERE id = 1;
            """);

    [Test]
    public void What_is_dropped_and_made_again_is_the_same() =>
        RuleTest.Silent("ML014", """
            === migrations/001_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); table.text('note'); table.index(['note']); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_drop_orders.js
            exports.up = (knex) => knex.schema.dropTable('orders');
            exports.down = (knex) => knex.schema.createTable('orders', (table) => { table.text('note'); table.bigIncrements(); table.index(['note']); });
            === migrations/003_rename.js
            exports.up = (knex) => knex.schema.createTable('a', (table) => { table.bigIncrements(); }).then(() => knex.schema.renameTable('a', 'b'));
            exports.down = (knex) => knex.schema.dropTable('b');
            """);

    [Test]
    public void A_table_that_is_made_elsewhere_is_known_in_part_only() =>
        RuleTest.Silent("ML014", """
            === migrations/001_drop_locked.js
            exports.up = (knex) => knex.schema.alterTable('settings', (table) => { table.dropColumn('locked'); });
            exports.down = (knex) => knex.schema.alterTable('settings', (table) => { table.boolean('locked'); });
            """);
}

public sealed class IrreversibleUpTests
{
    private const string Orders = """
        === migrations/001_orders.up.sql
        CREATE TYPE state AS ENUM ('new');
        CREATE TABLE orders (id bigint PRIMARY KEY, note text, weight numeric(8, 2), state state);
        INSERT INTO orders (id, note) VALUES (1, 'x');
        === migrations/001_orders.down.sql
        DROP TABLE orders;
        DROP TYPE state;

        """;

    [TestCase("ALTER TABLE orders [|DROP COLUMN note|];", "ALTER TABLE orders ADD COLUMN note text;", "the loss of column orders.note")]
    [TestCase("[|DELETE FROM orders|];", "SELECT 1;", "DELETE FROM orders")]
    [TestCase("[|TRUNCATE orders|];", "SELECT 1;", "TRUNCATE orders")]
    [TestCase("[|ALTER TYPE state ADD VALUE 'sent'|];", "SELECT 1;", "the new label 'sent' of state")]
    [TestCase("ALTER TABLE orders [|ALTER COLUMN weight TYPE integer|];", "ALTER TABLE orders ALTER COLUMN weight TYPE numeric(8, 2);", "the rounding of orders.weight")]
    public void What_no_down_restores(string up, string down, string what) =>
        Assert.That(
            RuleTest.Reports("ML015", $"{Orders}=== migrations/002_x.up.sql\n{up}\n=== migrations/002_x.down.sql\n{down}\n")[0].Text.Message,
            Is.EqualTo($"No down can undo {what} in 002_x.up.sql"));

    [TestCase("ALTER TABLE orders DROP COLUMN note;", "RAISE;", TestName = "Down_fails_anyway")]
    [TestCase("-- irreversible: nobody reads notes\nALTER TABLE orders DROP COLUMN note;", "ALTER TABLE orders ADD COLUMN note text;", TestName = "It_is_said")]
    [TestCase("CREATE TABLE kept AS SELECT id, note FROM orders; ALTER TABLE orders DROP COLUMN note;", "ALTER TABLE orders ADD COLUMN note text; UPDATE orders SET note = kept.note FROM kept WHERE kept.id = orders.id; DROP TABLE kept;", TestName = "Values_are_kept_and_come_back")]
    [TestCase("CREATE TABLE a (id bigint PRIMARY KEY, b text); ALTER TABLE a DROP COLUMN b;", "DROP TABLE a;", TestName = "What_the_same_file_made_is_no_loss")]
    [TestCase("ALTER TABLE orders ALTER COLUMN weight TYPE numeric(10, 2);", "ALTER TABLE orders ALTER COLUMN weight TYPE numeric(8, 2);", TestName = "A_wider_type_loses_nothing")]
    public void Silent_in_sql(string up, string down) =>
        RuleTest.Silent("ML015", $"{Orders}=== migrations/002_x.up.sql\n{up}\n=== migrations/002_x.down.sql\n{down}\n");

    [Test]
    public void A_tool_without_a_way_back_promises_none() =>
        RuleTest.Silent("ML015", """
            === supabase/migrations/20250101000000_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY, note text);
            === supabase/migrations/20250102000000_drop_note.sql
            ALTER TABLE orders DROP COLUMN note;
            """);

    [Test]
    public void Nor_does_a_down_that_throws() =>
        RuleTest.Silent("ML015", """
            === migrations/001_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); table.text('note'); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_drop_note.js
            exports.up = (knex) => knex.schema.alterTable('orders', (table) => { table.dropColumn('note'); });
            exports.down = async () => { throw new Error('notes are gone'); };
            """);
}
