using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Indexing;

public sealed class TimestampsWithoutDefaultTests
{
    private const string Touch = "create function touch() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;\n";
    private const string Maintained = "updated_at timestamptz not null default now()";

    [TestCase("create table orders ([|created_at timestamptz|]);", "created_at of orders has no default and may be NULL")]
    [TestCase("create table orders ([|created_at timestamptz|], updated_at timestamptz);", "created_at and updated_at of orders have no default and may be NULL")]
    [TestCase("create table orders ([|created_at timestamptz not null|], updated_at timestamptz);", "created_at of orders has no default")]
    [TestCase("create table orders ([|created_at timestamptz default now()|]);", "created_at of orders may be NULL")]
    [TestCase("create table orders (id int);\nalter table orders add [|\"createdAt\" timestamp default now()|];", "createdAt of orders may be NULL")]
    public void A_time_of_creation_that_can_be_missing_is_reported_once(string sql, string message) =>
        Assert.That(RuleTest.Reports("ML513", "=== migrations/001_a.sql\n" + sql + "\n").Single().Text.Message, Is.EqualTo(message));

    [TestCase("create table orders (created_at timestamptz not null default now());", TestName = "A_default")]
    [TestCase("create table orders (created_at timestamptz not null default now(), updated_at timestamptz);", TestName = "A_change_that_need_not_have_been")]
    [TestCase("create table orders (created_at timestamptz);\nalter table orders alter created_at set default now(), alter created_at set not null;", TestName = "A_default_that_comes_later")]
    [TestCase("create table orders (created_at date, occurred_at timestamptz);", TestName = "Other_columns_of_time")]
    [TestCase("create table orders (created_at timestamptz);\ndrop table orders;", TestName = "A_table_that_is_gone")]
    [TestCase("create table a (created_at timestamptz not null default now(), " + Maintained + ");\ncreate table b (" + Maintained + ");", TestName = "Programs_that_set_the_time_of_change_everywhere")]
    [TestCase(Touch + "create table a (" + Maintained + ");\ncreate trigger t before update on a for each row execute function touch();\ncreate table b (" + Maintained + ");\ncreate table c (" + Maintained + ");", TestName = "One_trigger_among_many_tables")]
    [TestCase(Touch + "create table a (" + Maintained + ");\ncreate trigger t before update on a for each row execute function touch();\ncreate table b (n int);", TestName = "A_table_without_such_a_time")]
    public void ML513_is_silent(string sql) => RuleTest.Silent("ML513", "=== migrations/001_a.sql\n" + sql + "\n");

    [Test]
    public void A_table_that_was_forgotten_among_those_with_a_trigger_is_reported()
    {
        var found = RuleTest.Reports("ML513", $"""
            === migrations/001_a.sql
            {Touch}create table a ({Maintained});
            create trigger a_touch before update on a for each row execute function touch();
            create table b ({Maintained});
            create trigger b_touch before insert or update on b for each row execute function touch();
            === migrations/002_c.sql
            create table c ([|{Maintained}|]);
            """).Single();

        Assert.That(found.Text.Message, Is.EqualTo("Nothing sets updated_at of c when a row changes"));
        Assert.That(found.Text.Remedy, Is.EqualTo("Add the trigger here too: CREATE TRIGGER c_touch BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION touch()."));
    }

    [TestCase("trigger", 2)]
    [TestCase("application", 0)]
    public void Who_sets_the_time_of_change_is_a_setting(string value, int count)
    {
        var chain = $"=== .editorconfig\nroot = true\n[*.sql]\nML513.updated_at_by = {value}\n=== migrations/001_a.sql\ncreate table a ({Maintained});\ncreate table b ({Maintained});\n";

        Assert.That(RuleTest.Findings(chain).Count(finding => finding.Rule.Id == "ML513"), Is.EqualTo(count));
    }

    [TestCase("[|t.timestamps()|];", "Write table.timestamps(true, true). For rows that are there, fill the NULLs first.")]
    [TestCase("[|t.timestamps(true)|];", "Write table.timestamps(true, true). For rows that are there, fill the NULLs first.")]
    [TestCase("[|t.timestamp('created_at').defaultTo(knex.fn.now())|];", "Write table.timestamp('created_at').notNullable().defaultTo(knex.fn.now()). For rows that are there, fill the NULLs first.")]
    public void Knexs_timestamps_need_both_arguments(string column, string remedy) => Assert.That(RuleTest.Reports("ML513", Knex(column)).Single().Text.Remedy, Is.EqualTo(remedy));

    [TestCase("t.timestamps(true, true);")]
    [TestCase("t.timestamps({ defaultToNow: true, useTimestamps: true });")]
    [TestCase("t.timestamp('created_at').notNullable().defaultTo(knex.fn.now());")]
    public void Knexs_timestamps_with_both_are_silent(string column) => RuleTest.Silent("ML513", Knex(column));

    private static string Knex(string columns) =>
        "=== migrations/001_orders.js\nexports.up = (knex) => knex.schema.createTable('orders', (t) => { " + columns + " });\nexports.down = (knex) => knex.schema.dropTable('orders');\n";
}
