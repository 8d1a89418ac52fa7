using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Compatibility;

/// <summary>Changes that PostgreSQL refuses for what is there: types, dependents, keys, extensions.</summary>
public sealed class RefusedChangesTests
{
    private const string First = "=== migrations/001_orders.sql\nCREATE TYPE mood AS ENUM ('ok', 'sad');\nCREATE TABLE orders (id bigint PRIMARY KEY, code text NOT NULL, total integer DEFAULT 0, note text DEFAULT 'none', state mood, UNIQUE (code));\nCREATE VIEW recent AS SELECT id, code, total FROM orders;\nCREATE FUNCTION f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n';\nCREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id), code text, place point);\n=== migrations/002_second.sql\n";

    private const string Knex = "=== migrations/001_orders.js\nexports.up = async (knex) => { await knex.schema.createTable('orders', (t) => { t.bigIncrements(); t.text('code').notNullable(); t.integer('total'); }); await knex.schema.createTable('items', (t) => { t.bigIncrements(); t.bigInteger('order_id').references('id').inTable('orders'); }); await knex.raw('CREATE VIEW recent AS SELECT id, code FROM orders'); };\nexports.down = async () => { throw new Error('irreversible'); };\n=== migrations/002_second.js\n";

    private const string Down = "\nexports.down = async () => { throw new Error('irreversible'); };\n";

    [TestCase("The default of total is no integer", "ALTER TABLE orders ALTER COLUMN total SET DEFAULT [|'none'|];")]
    [TestCase("The default of state is no mood", "ALTER TABLE orders ALTER COLUMN state SET DEFAULT [|'new'|];")]
    [TestCase("The default of at is no timestamp with time zone", "ALTER TABLE orders ADD COLUMN at timestamptz DEFAULT [|'yesterdy'|];")]
    [TestCase("The default of flag is no boolean", "ALTER TABLE orders ADD COLUMN flag boolean DEFAULT [|1|];")]
    [TestCase("The default of data is no jsonb", "CREATE TABLE a (data jsonb DEFAULT [|'{'|]);")]
    public void ML305_names_column_and_type(string message, string sql) => Reports("ML305", message, First + sql);

    [Test]
    public void ML305_is_reported_at_calls_of_Knex() =>
        RuleTest.Reports("ML305", Knex + "exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.uuid('key').[|defaultTo('none')|]; });" + Down);

    [TestCase("ALTER TABLE orders ALTER COLUMN total SET DEFAULT '7';", TestName = "ML305_A_text_that_is_a_number")]
    [TestCase("ALTER TABLE orders ALTER COLUMN total SET DEFAULT NULL;", TestName = "ML305_Null")]
    [TestCase("ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'sad';", TestName = "ML305_A_label")]
    [TestCase("ALTER TABLE orders ADD COLUMN at timestamptz DEFAULT 'now';", TestName = "ML305_A_word_for_a_time")]
    [TestCase("INSERT INTO orders (id, code, total) VALUES (1, 'a', 'none');", TestName = "ML305_A_row_is_no_default")]
    public void ML305_is_silent(string sql) => RuleTest.Silent("ML305", First + sql);

    [TestCase("Write ALTER TABLE orders ALTER COLUMN note TYPE integer USING note::integer.", "ALTER TABLE orders ALTER COLUMN note DROP DEFAULT, [|ALTER COLUMN note TYPE integer|];")]
    [TestCase("Write ALTER TABLE items ALTER COLUMN code TYPE mood USING code::mood.", "ALTER TABLE items [|ALTER COLUMN code TYPE mood|];")]
    [TestCase("Write ALTER TABLE orders ALTER COLUMN note DROP DEFAULT before the change", "ALTER TABLE orders [|ALTER COLUMN note TYPE integer USING length(note)|];")]
    public void ML306_says_what_to_write(string remedy, string sql) => Assert.That(Reports("ML306", "", First + sql).Text.Remedy, Does.StartWith(remedy));

    [Test]
    public void ML306_is_reported_at_calls_of_Knex() =>
        RuleTest.Reports("ML306", Knex + "exports.up = (knex) => knex.raw('DROP VIEW recent; ALTER TABLE orders [|ALTER COLUMN code TYPE uuid|]');" + Down);

    [TestCase("ALTER TABLE items ALTER COLUMN code TYPE integer USING code::integer;", TestName = "ML306_USING")]
    [TestCase("ALTER TABLE items ALTER COLUMN code TYPE varchar(40);", TestName = "ML306_A_cast_that_is_there")]
    [TestCase("ALTER TABLE items ALTER COLUMN id TYPE integer;", TestName = "ML306_A_narrower_number")]
    [TestCase("ALTER TABLE nowhere ALTER COLUMN a TYPE integer;", TestName = "ML306_A_column_that_is_not_known")]
    [TestCase("ALTER TABLE items ALTER COLUMN code TYPE integer USING place;", TestName = "ML306_USING_that_does_not_fit_is_ML426s")]
    public void ML306_is_silent(string sql) => RuleTest.Silent("ML306", First + sql);

    [TestCase("view recent", "Drop view recent first", "ALTER TABLE orders [|DROP COLUMN total|];")]
    [TestCase("view recent", "Drop view recent first", "ALTER TABLE orders [|ALTER COLUMN total TYPE bigint|];")]
    [TestCase("column state of table orders", "Drop column state of table orders first", "[|DROP TYPE mood|];")]
    [TestCase("constraint items_order_id_fkey on table items", "Drop constraint items_order_id_fkey on table items first", "DROP VIEW recent; [|DROP TABLE orders|];")]
    [TestCase("cannot drop index orders_code_key", "Drop or change constraint orders_code_key on table orders instead", "[|DROP INDEX orders_code_key|];")]
    public void ML307_says_what_goes_first(string message, string remedy, string sql) => Assert.That(Reports("ML307", message, First + sql).Text.Remedy, Does.Contain(remedy));

    [Test]
    public void ML307_is_reported_at_calls_of_Knex() =>
        RuleTest.Reports("ML307", Knex + "exports.up = (knex) => [|knex.schema.dropTable('orders')|];" + Down);

    [TestCase("DROP VIEW recent; DROP TABLE items; DROP TABLE orders;", TestName = "ML307_In_the_right_order")]
    [TestCase("DROP TABLE orders CASCADE;", TestName = "ML307_CASCADE")]
    [TestCase("DROP VIEW recent; DROP TABLE orders, items;", TestName = "ML307_Together")]
    [TestCase("ALTER TABLE orders DROP COLUMN note;", TestName = "ML307_A_column_that_nobody_reads")]
    [TestCase("DROP FUNCTION f(integer);", TestName = "ML307_A_function_that_nobody_calls")]
    public void ML307_is_silent(string sql) => RuleTest.Silent("ML307", First + sql);

    [TestCase("002_second.sql cannot replace recent", "Write DROP VIEW recent;", "[|CREATE OR REPLACE VIEW recent AS SELECT id FROM orders|];")]
    [TestCase("002_second.sql cannot replace recent", "Write DROP VIEW recent;", "[|CREATE OR REPLACE VIEW recent AS SELECT id, code AS name, total FROM orders|];")]
    [TestCase("002_second.sql cannot replace f(integer)", "Write DROP FUNCTION f(integer);", "[|CREATE OR REPLACE FUNCTION f(n integer) RETURNS bigint LANGUAGE sql AS 'SELECT n::bigint'|];")]
    [TestCase("002_second.sql cannot replace f(integer)", "Write DROP FUNCTION f(integer);", "[|CREATE OR REPLACE FUNCTION f(m integer) RETURNS integer LANGUAGE sql AS 'SELECT m'|];")]
    public void ML308_says_what_to_drop(string message, string remedy, string sql) => Assert.That(Reports("ML308", message, First + sql).Text.Remedy, Does.StartWith(remedy));

    [Test]
    public void ML308_is_reported_at_calls_of_Knex() =>
        RuleTest.Reports("ML308", Knex + "exports.up = (knex) => knex.raw('[|CREATE OR REPLACE VIEW recent AS SELECT code FROM orders|]');" + Down);

    [TestCase("CREATE OR REPLACE VIEW recent AS SELECT id, code, total, note FROM orders;", TestName = "ML308_A_column_more")]
    [TestCase("CREATE OR REPLACE FUNCTION f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n + 1';", TestName = "ML308_Another_body")]
    [TestCase("CREATE OR REPLACE FUNCTION f(n bigint) RETURNS bigint LANGUAGE sql AS 'SELECT n';", TestName = "ML308_Another_function")]
    [TestCase("DROP VIEW recent; CREATE VIEW recent AS SELECT id FROM orders;", TestName = "ML308_Dropped_before")]
    public void ML308_is_silent(string sql) => RuleTest.Silent("ML308", First + sql);

    [TestCase("items.code is text, not bigint", "Give items.code the type of orders.id, bigint.", "ALTER TABLE items [|ADD FOREIGN KEY (code) REFERENCES orders (id)|];")]
    [TestCase("a.order_id is uuid, not bigint", "Give a.order_id the type of orders.id, bigint.", "[|CREATE TABLE a (order_id uuid REFERENCES orders)|];")]
    public void ML309_names_both_types(string message, string remedy, string sql) => Assert.That(Reports("ML309", message, First + sql).Text.Remedy, Is.EqualTo(remedy));

    [Test]
    public void ML309_is_reported_at_calls_of_Knex() =>
        Reports("ML309", "items.o is uuid, not bigint", Knex + "exports.up = (knex) => knex.schema.alterTable('items', (t) => { t.uuid('o').references('id')[|.inTable('orders')|]; });" + Down, isMarked: false);

    [TestCase("ALTER TABLE items ADD COLUMN n integer REFERENCES orders (id);", TestName = "ML309_A_smaller_number")]
    [TestCase("ALTER TABLE items ADD FOREIGN KEY (code) REFERENCES orders (code);", TestName = "ML309_The_same_type")]
    [TestCase("ALTER TABLE items ADD COLUMN n varchar(20) REFERENCES orders (code);", TestName = "ML309_Text_and_varchar")]
    [TestCase("ALTER TABLE items ADD COLUMN u uuid REFERENCES users (id);", TestName = "ML309_A_table_that_is_not_known")]
    public void ML309_is_silent(string sql) => RuleTest.Silent("ML309", First + sql);

    [TestCase("Write ALTER TABLE orders ADD UNIQUE (total) before it", "ALTER TABLE items ADD COLUMN n int, ADD [|FOREIGN KEY (n) REFERENCES orders (total)|];")]
    [TestCase("Write ALTER TABLE a ADD PRIMARY KEY before it", "CREATE TABLE a (id int); ALTER TABLE items ADD COLUMN n int, ADD [|FOREIGN KEY (n) REFERENCES a|];")]
    public void ML310_says_which_key_is_missing(string remedy, string sql) =>
        Assert.That(Reports("ML310", "002_second.sql: there is no", First + sql, isMarked: false).Text.Remedy, Does.StartWith(remedy));

    [Test]
    public void ML310_is_reported_at_calls_of_Knex() =>
        Reports("ML310", "002_second.js: there is no", Knex + "exports.up = (knex) => knex.schema.alterTable('items', (t) => { [|t.text('code').references('code').inTable('orders')|]; });" + Down, isMarked: false);

    [TestCase("ALTER TABLE items ADD FOREIGN KEY (code) REFERENCES orders (code);", TestName = "ML310_A_unique_constraint")]
    [TestCase("CREATE UNIQUE INDEX ON orders (note); ALTER TABLE items ADD FOREIGN KEY (code) REFERENCES orders (note);", TestName = "ML310_A_unique_index")]
    [TestCase("ALTER TABLE items ADD FOREIGN KEY (id) REFERENCES orders;", TestName = "ML310_The_primary_key")]
    [TestCase("ALTER TABLE items ADD FOREIGN KEY (code) REFERENCES users (mail);", TestName = "ML310_A_table_that_is_not_known")]
    public void ML310_is_silent(string sql) => RuleTest.Silent("ML310", First + sql);

    [TestCase("citext", "CREATE TABLE a (x [|citext|]);")]
    [TestCase("hstore", "ALTER TABLE items ADD COLUMN x [|hstore|];")]
    [TestCase("vector", "CREATE TABLE a (x [|vector(3)|]);")]
    public void ML316_names_the_extension(string extension, string sql)
    {
        var found = Reports("ML316", "type ", First + sql);

        Assert.That(found.Text.Remedy, Does.StartWith($"Write CREATE EXTENSION IF NOT EXISTS {extension}; before it"));
        Assert.That(found.Severity, Is.EqualTo(Severity.Warning), "a base outside may have it");
    }

    [Test]
    public void ML316_is_an_error_on_an_empty_database()
    {
        var files = RuleTest.Parse("=== migrations/001_a.sql\nCREATE TABLE a (x citext);\nSELECT 1;\n=== migrations/002_b.sql\nCREATE TABLE b (id uuid DEFAULT uuid_generate_v4());\n").Files;
        var found = new Linter(files, new LintOptions { Today = RuleTest.Today, FromEmpty = true }).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics.Where(finding => finding.Rule.Id == "ML316").ToList();

        Assert.That(found.Select(finding => (finding.Severity, finding.Text.Remedy)), Is.EqualTo(new[]
        {
            (Severity.Error, "Write CREATE EXTENSION IF NOT EXISTS citext; before it."),
            (Severity.Error, "Write CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"; before it."),
        }));
    }

    [Test]
    public void ML316_is_reported_at_calls_of_Knex() =>
        RuleTest.Reports("ML316", Knex + "exports.up = (knex) => knex.schema.alterTable('items', (t) => { t.specificType('mail', '[|citext|]'); });" + Down);

    [TestCase("CREATE EXTENSION citext; CREATE TABLE a (x citext);", TestName = "ML316_Created_before")]
    [TestCase("CREATE DOMAIN citext AS text; CREATE TABLE a (x citext);", TestName = "ML316_A_type_of_the_chain")]
    [TestCase("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"; CREATE TABLE a (id uuid DEFAULT uuid_generate_v4());", TestName = "ML316_A_function")]
    [TestCase("CREATE TABLE a (id uuid DEFAULT gen_random_uuid());", TestName = "ML316_Built_in")]
    [TestCase("CREATE TABLE a (x nothing_known);", TestName = "ML316_A_type_that_nobody_knows")]
    public void ML316_is_silent(string sql) => RuleTest.Silent("ML316", First + sql);

    [Test]
    public void ML316_is_silent_where_every_database_has_the_extension() =>
        RuleTest.Silent("ML316", "=== .editorconfig\nroot = true\n[*.sql]\nML316.preinstalled = citext, hstore\n" + First + "CREATE TABLE a (x citext);");

    private static Diagnostic Reports(string rule, string message, string chain, bool isMarked = true)
    {
        var found = (isMarked ? RuleTest.Reports(rule, chain) : [.. RuleTest.Findings(chain.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).Where(finding => finding.Rule.Id == rule)]).Single();
        Assert.That(found.Text.Message, Does.StartWith(message).And.Match(@"\([0-9A-Z]{5}\)$"));
        return found;
    }
}
