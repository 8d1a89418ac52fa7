using System.Diagnostics;
using System.Text.Json;

namespace MigrationLint.Oracles.Knex;

/// <summary>What ML002, ML012, ML016, ML017 and ML018 say that Knex does, the real Knex does on a real server.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class KnexFormsTests
{
    private const string Db = "module.exports = new (require('pg').Pool)({ connectionString: process.env.DATABASE_URL });";
    private const string Empty = "exports.up = async () => {}; exports.down = async () => {};";

    [Test]
    public void An_up_without_parameter_runs_outside_the_transaction_and_again()
    {
        var result = Run(2,
            ("db.js", Db),
            ("migrations/1.js", "const db = require('../db'); exports.up = async () => { await db.query('create table a (id int)'); }; exports.down = async () => {};"),
            ("migrations/2.js", "exports.up = (knex) => knex.raw('select nonsense'); exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Code, Is.EqualTo("42703"), "the second file fails");
        Assert.That(result.Tables, Is.EqualTo(new[] { "a" }), "the effect stays");
        Assert.That(result.Ledger, Is.Empty, "nothing is recorded");
        Assert.That(result.Outcomes[1].Code, Is.EqualTo("42P07"), "the second run meets its own table");
    }

    [Test]
    public void Query_on_the_parameter_is_not_a_function()
    {
        var result = Run(1, ("migrations/1.js", "module.exports = { async up(pool) { await pool.query('create table a (id int)'); }, async down() {} };"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("pool.query is not a function"));
        Assert.That(result.Ledger, Is.Empty);
    }

    [Test]
    public void A_missing_down_refuses_the_whole_batch()
    {
        var result = Run(1,
            ("migrations/1.js", "exports.up = (knex) => knex.schema.createTable('a', (t) => t.increments()); exports.down = async () => {};"),
            ("migrations/2.js", "module.exports = { async up(pool) { await pool.query('create table b (id int)'); } };"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("2.js must have both an up and down function"));
        Assert.That(result.Tables, Is.Empty, "the first file has not run");
        Assert.That(result.Ledger, Is.Empty);
    }

    [Test]
    public void The_context_of_umzug_is_knex_context_which_has_no_query()
    {
        var result = Run(1, ("migrations/1.js", "exports.up = async ({ context: db }) => { await db.query('create table a (id int)'); }; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("db.query is not a function"));
    }

    [Test]
    public void A_tag_call_on_the_parameter_selects_from_a_table_of_that_text()
    {
        var result = Run(1, ("migrations/1.js", "exports.up = async (sql) => sql`create table a (id int)`; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Code, Is.EqualTo("42P01"));
        Assert.That(result.Outcomes[0].Error, Does.StartWith("select * from \"create table a (id int)\""));
    }

    [Test]
    public void A_bare_script_runs_when_it_is_loaded_and_is_then_refused()
    {
        var result = Run(1, ("db.js", Db), ("migrations/1.js", "require('../db').query('create table a (id int)');"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("must have both an up and down function"));
        Assert.That(result.Tables, Is.EqualTo(new[] { "a" }));
    }

    [TestCase("module.exports = [{ id: 1, up: async () => {} }];")]
    [TestCase("exports.default = { up: async () => {}, down: async () => {} };")]
    [TestCase("module.exports = class { up() {} down() {} };")]
    [TestCase("")]
    public void Exports_without_up_and_down_are_refused(string source)
    {
        var result = Run(1, ("migrations/1.js", source));

        Assert.That(result.Outcomes[0].Error, Does.Contain("must have both an up and down function"));
    }

    [Test]
    public void Swallowed_errors_are_recorded_as_applied()
    {
        var result = Run(1,
            ("db.js", Db),
            ("migrations/1.js", "const db = require('../db'); exports.up = async () => { try { await db.query('create tabel a (id int)'); } catch (e) { } }; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Error, Is.Null);
        Assert.That(result.Ledger, Is.EqualTo(new[] { "1.js" }));
        Assert.That(result.Tables, Is.Empty);
    }

    [Test]
    public void A_builder_that_nothing_awaits_is_recorded_and_never_runs()
    {
        var result = Run(1, ("migrations/1.js", "exports.up = async (knex) => { knex.schema.createTable('a', (t) => t.increments()); }; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Error, Is.Null);
        Assert.That(result.Ledger, Is.EqualTo(new[] { "1.js" }));
        Assert.That(result.Tables, Is.Empty);
    }

    [TestCase("void knex.raw('create table a (id int)');")]
    [TestCase("await ['a'].map((name) => knex.schema.createTable(name, (t) => t.increments()));")]
    [TestCase("return [knex.schema.createTable('a', (t) => t.increments())];")]
    [TestCase("await new Promise((resolve) => { knex.schema.createTable('a', (t) => t.increments()); resolve(); });")]
    public void Builders_that_nothing_waits_for_are_recorded_and_never_run(string body)
    {
        var result = Run(1, ("migrations/1.js", $"exports.up = async (knex) => {{ {body} }}; exports.down = async () => {{}};"));

        Assert.That(result.Outcomes[0].Error, Is.Null);
        Assert.That(result.Ledger, Is.EqualTo(new[] { "1.js" }));
        Assert.That(result.Tables, Is.Empty);
    }

    [TestCase("const s = knex.schema; s.createTable('a', (t) => t.increments()); s.createTable('b', (t) => t.increments()); await s;")]
    [TestCase("const { schema } = knex; schema.createTable('a', (t) => t.increments()); await schema.createTable('b', (t) => t.increments());")]
    public void A_schema_builder_gathers_what_is_called_on_it(string body)
    {
        var result = Run(1, ("migrations/1.js", $"exports.up = async (knex) => {{ {body} }}; exports.down = async () => {{}};"));

        Assert.That(result.Outcomes[0].Error, Is.Null);
        Assert.That(result.Tables, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void What_knex_context_has_is_within_the_transaction()
    {
        var result = Run(1, ("migrations/1.js", "exports.up = async ({ context }) => { await context.raw('create table a (id int)'); throw new Error('later'); }; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("later"));
        Assert.That(result.Tables, Is.Empty, "rolled back");
    }

    [Test]
    public void An_imported_knex_does_not_see_what_the_transaction_has_made()
    {
        var result = Run(1,
            ("db.js", "module.exports = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL });"),
            ("migrations/1.js", "const outer = require('../db'); exports.up = async (knex) => { await knex.raw('create table a (id int)'); await outer.raw('alter table a add b int'); }; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Code, Is.EqualTo("42P01"));
    }

    [Test]
    public void An_imported_knex_works_outside_the_transaction()
    {
        var result = Run(1,
            ("db.js", "module.exports = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL });"),
            ("migrations/1.js", "const knex = require('../db'); exports.up = async () => { await knex.schema.createTable('a', (t) => t.increments()); throw new Error('later'); }; exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("later"));
        Assert.That(result.Tables, Is.EqualTo(new[] { "a" }));
        Assert.That(result.Ledger, Is.Empty);
    }

    [Test]
    public void RunSql_is_not_a_function_of_knex()
    {
        var result = Run(1, ("migrations/1.js", "exports.up = (db, cb) => db.runSql('create table a (id int)', cb); exports.down = async () => {};"));

        Assert.That(result.Outcomes[0].Error, Does.Contain("db.runSql is not a function"));
    }

    [Test]
    public void One_number_in_two_files_is_nothing_to_knex()
    {
        var result = Run(1, ("migrations/20250101000000_b.js", Empty), ("migrations/20250101000000_a.js", Empty));

        Assert.That(result.Outcomes[0].Error, Is.Null);
        Assert.That(result.Ledger, Is.EqualTo(new[] { "20250101000000_a.js", "20250101000000_b.js" }));
    }

    private static Result Run(int runs, params (string Path, string Content)[] files)
    {
        var modules = NpmPackages.Install("knex", "knex@3.3.0", "pg@8.23.1");
        var project = Directory.CreateTempSubdirectory("migrationlint-knex-");
        try
        {
            foreach (var (path, content) in files)
            {
                var file = Path.Combine(project.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, content);
            }

            Directory.CreateSymbolicLink(Path.Combine(project.FullName, "node_modules"), Path.Combine(modules, "node_modules"));
            var script = Path.Combine(TestContext.CurrentContext.TestDirectory, "Knex", "knex-forms.mjs");
            using var process = Process.Start(new ProcessStartInfo("node", [script, modules, project.FullName, PostgresServer.Instance.CreateDatabase(), $"{runs}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors.Result);
            return JsonSerializer.Deserialize<Result>(output, JsonSerializerOptions.Web)!;
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    private sealed record Result(IReadOnlyList<Outcome> Outcomes, IReadOnlyList<string> Ledger, IReadOnlyList<string> Tables);

    private sealed record Outcome(string? Error, string? Code);
}
