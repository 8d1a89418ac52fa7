using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Tests.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Replay;

/// <summary>Files of every kind are lowered and replayed together, as their tools would run them.</summary>
public sealed class ChainReplayTests
{
    [Test]
    public void The_way_back_runs_on_what_the_way_forward_left()
    {
        var migration = Chain("""
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('a', (t) => { t.increments(); });
            exports.down = async (knex) => { if (await knex.schema.hasTable('a')) { await knex.schema.dropTable('a'); } };
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.createTable('b', (t) => { t.increments(); });
            exports.down = (knex) => knex.schema.dropTable('c');
            """);

        Assert.Multiple(() =>
        {
            Assert.That(Tables(migration.Migrations[0].Down.Value.After), Is.Empty);
            Assert.That(migration.Migrations[1].Down.Value.Refusals.Select(refusal => refusal.SqlState), Is.EqualTo(["42P01"]));
            Assert.That(Tables(migration.Schema), Is.EqualTo(["a", "b"]), "the way forward does not know of it");
        });
    }

    [Test]
    public void A_script_that_psql_runs_begins_with_new_settings_and_without_temporary_tables() =>
        Assert.That(Schema("""
            === migrations/001_a.sql
            CREATE SCHEMA app; SET search_path = app; CREATE TABLE a (id int); CREATE TEMP TABLE t (id int);
            === migrations/002_b.sql
            CREATE TABLE b (id int); CREATE TEMP TABLE t (id int);
            """).Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["app.a", "b"]));

    [Test]
    public void Files_that_share_a_connection_keep_its_settings() =>
        Assert.That(Schema("""
            === migrations/1_a.up.sql
            CREATE SCHEMA app; SET search_path = app; CREATE TABLE a (id int);
            === migrations/1_a.down.sql
            DROP TABLE app.a;
            === migrations/2_b.up.sql
            CREATE TABLE b (id int);
            """).Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["app.a", "app.b"]));

    [Test]
    public void A_failed_file_is_undone_as_a_whole_and_the_next_one_runs()
    {
        var replayed = Schema("""
            === migrations/001_a.sql
            CREATE TABLE a (id int);
            CREATE INDEX ON a (nothing);
            === migrations/002_b.sql
            CREATE TABLE b (id int);
            """);

        Assert.That(replayed.Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["b"]));
        Assert.That(replayed.Refused.Select(remark => remark.Reason), Is.EqualTo(["column \"nothing\" does not exist (42703)"]));
    }

    [Test]
    public void A_migration_without_a_transaction_leaves_behind_what_went_through() =>
        Assert.That(Schema("""
            === migrations/001_a.js
            exports.config = { transaction: false };
            exports.up = async (knex) => { await knex.raw('CREATE TABLE a (id int)'); await knex.raw('CREATE TABLE b (id int); CREATE TABLE a (id int)'); };
            exports.down = () => {};
            """).Snapshot.Tables.Select(table => table.Name), Is.EqualTo(["a"]), "the string of two statements is a transaction of its own");

    [Test]
    public void An_error_that_the_program_handles_is_no_failure() =>
        Assert.That(Schema("""
            === migrations/001_a.js
            exports.config = { transaction: false };
            exports.up = async (knex) => {
              await knex.raw('CREATE TABLE a (id int)');
              try { await knex.raw('CREATE TABLE a (id int)'); } catch (error) { if (error.code !== '42P07') throw error; await knex.raw('CREATE TABLE caught (id int)'); }
            };
            exports.down = () => {};
            """), Has.Property(nameof(ReplayedSchema.Refused)).Empty.And.Property(nameof(ReplayedSchema.Snapshot)).Property("Tables").Count.EqualTo(2));

    [Test]
    public void The_last_migration_is_named_by_file_or_number()
    {
        const string Files = """
            === migrations/001_a.sql
            CREATE TABLE a (id int);
            === migrations/002_b.sql
            CREATE TABLE b (id int);
            """;

        Assert.Multiple(() =>
        {
            Assert.That(Schema(Files, last: "001").Snapshot.Tables, Has.Count.EqualTo(1));
            Assert.That(Schema(Files, last: "001_a.sql").Snapshot.Tables, Has.Count.EqualTo(1));
            Assert.That(Schema(Files, last: "001_a").Snapshot.Tables, Has.Count.EqualTo(1));
            Assert.That(Schema(Files, last: "nothing").IsLastFound, Is.False);
        });
    }

    [Test]
    public void A_dump_is_what_the_chain_starts_on_and_other_folders_follow_in_their_order()
    {
        var (files, _) = RuleTest.Parse("""
            === db/schema.sql
            CREATE TABLE users (id int PRIMARY KEY);
            === db/plain/001_orders.sql
            CREATE TABLE orders (user_id int REFERENCES users (id));
            === db/knex/001_items.js
            exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.integer('items'); });
            exports.down = () => {};
            """);
        var replayed = new SchemaReplay(files, new LintOptions { Today = RuleTest.Today, FromEmpty = true }).Run(new LintRequest
        {
            Folders =
            [
                new DeclaredFolder(RuleTest.Root + "/db/knex", MigrationTool.Knex) { Order = 3 },
                new DeclaredFolder(RuleTest.Root + "/db/plain", MigrationTool.NumberedSql) { Order = 2 },
                new DeclaredFolder(RuleTest.Root + "/db/schema.sql", null) { Order = 1 },
            ],
        });

        Assert.That(replayed.Refused, Is.Empty);
        Assert.That(replayed.Snapshot.Tables.Single(table => table.Name == "orders").Columns.Select(column => column.Name), Is.EqualTo(["user_id", "items"]));
    }

    private static IEnumerable<string> Tables(MigrationLint.Schema.DatabaseSchema schema) =>
        schema.Relations.OfType<MigrationLint.Schema.Table>().Where(table => !table.IsLedger).Select(table => table.Name.Name);

    private static ReplayedSchema Schema(string files, string? last = null) =>
        new SchemaReplay(RuleTest.Parse(files).Files, new LintOptions { Today = RuleTest.Today, FromEmpty = true }).Run(new LintRequest { Paths = [RuleTest.Root] }, last);

    private static ReplayedChain Chain(string content)
    {
        var files = RuleTest.Parse(content).Files;
        var options = new LintOptions { Today = RuleTest.Today };
        var evaluator = new ModuleEvaluator(files, options.Environment);
        var chain = ProjectDiscovery.Discover(files, new LintRequest { Paths = [RuleTest.Root] }, evaluator, isFromEmpty: true).Chains.Single();
        var facts = chain.Folders.SelectMany(folder => folder.Steps).ToDictionary(file => file, file => new MigrationFacts { File = file });
        return new ChainReplay(evaluator, options).Run(chain, facts, isStrict: true);
    }
}
