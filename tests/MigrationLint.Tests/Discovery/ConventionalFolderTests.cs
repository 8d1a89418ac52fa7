using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class ConventionalFolderTests
{
    private const string KnexSource = "exports.up = async (knex) => { await knex.schema.dropTable('a'); };\nexports.down = async () => {};\n";
    private const string NeutralSource = "const db = require('../db');\nexports.up = async () => { await db.query('SELECT 1'); };\nexports.down = async () => {};\n";
    private const string DbMigrateSource = "exports.up = function (db, callback) { return db.runSql('SELECT 1', callback); };\nexports._meta = { version: 1 };\n";
    private const string SequelizeSource = "module.exports = { up: (queryInterface, Sequelize) => queryInterface.createTable('a', {}), down: (queryInterface) => null };\n";
    private const string TypeOrmSource = "import { MigrationInterface, QueryRunner } from 'typeorm';\nexport class A1700000000000 implements MigrationInterface { async up(q: QueryRunner) {} async down(q: QueryRunner) {} }\n";
    private const string MikroOrmSource = "import { Migration } from '@mikro-orm/migrations';\nexport class M extends Migration { async up() { this.addSql('select 1'); } }\n";
    private const string KyselySource = "export async function up(db) { await db.schema.createTable('a').addColumn('b', 'text').execute(); }\nexport async function down() {}\n";
    private const string UmzugSource = "import type { Migration } from '../umzug';\nexport const up: Migration = async ({ context: sequelize }) => { await sequelize.getQueryInterface().dropTable('a'); };\n";
    private const string AdonisSource = "import { BaseSchema } from '@adonisjs/lucid/schema';\nexport default class extends BaseSchema { async up() { this.schema.createTable('a', (table) => { table.increments('id'); }); } }\n";
    private const string NodePgMigrateSource = "exports.up = (pgm) => { pgm.dropTable('a'); };\nexports.down = (pgm) => {};\n";

    [TestCase("migrations")]
    [TestCase("db/migrations")]
    [TestCase("src/migrations")]
    [TestCase("database/Migrations")]
    [TestCase("server/db/migration")]
    [TestCase("knex_migrations")]
    public void Knex_files_under_a_conventional_name_are_a_knex_folder(string name)
    {
        var folder = Single(new InMemoryFileSystem { [$"/p/{name}/001_a.js"] = KnexSource });

        Assert.Multiple(() =>
        {
            Assert.That(folder.Path, Is.EqualTo("/p/" + name));
            Assert.That(folder.Tool, Is.EqualTo(MigrationTool.Knex));
            Assert.That(folder.Evidence, Is.EqualTo(ToolEvidence.Convention));
            Assert.That(folder.Knex, Is.Not.Null);
        });
    }

    [Test]
    public void Files_of_another_tool_are_left_out(
        [Values(SequelizeSource, TypeOrmSource, MikroOrmSource, NodePgMigrateSource, KyselySource, UmzugSource, AdonisSource)] string source)
    {
        var files = new InMemoryFileSystem { ["/p/migrations/20240101000000_a.ts"] = source, ["/p/package.json"] = """{"dependencies": {"knex": "3"}}""" };

        Assert.That(Discover(files).Folders, Is.Empty);
    }

    [TestCase("@strapi/strapi")]
    [TestCase("@adonisjs/lucid")]
    [TestCase("knex-migrator")]
    public void Frameworks_that_hand_out_a_knex_have_rules_of_their_own(string framework)
    {
        var files = new InMemoryFileSystem
        {
            ["/p/package.json"] = "{\"dependencies\": {\"" + framework + "\": \"4\"}}",
            ["/p/database/migrations/2024.01.01T00.00.00.a.js"] = KnexSource,
        };

        Assert.That(Discover(files).Folders, Is.Empty);
        files["/p/package.json"] = "{\"name\": \"" + framework + "\", \"dependencies\": {\"knex\": \"3\"}}";
        Assert.That(Discover(files).Folders, Is.Empty, "the framework itself");
        files["/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './database/migrations' } };";
        Assert.That(Discover(files).Folders, Has.Count.EqualTo(1));
    }

    [TestCase("20240101000000_AddUsers.cs")]
    [TestCase("20240101000000_add_users.rb")]
    [TestCase("0001_initial.py")]
    [TestCase("2024_01_01_000000_create_users.php")]
    public void Scripts_beside_migrations_in_another_language_are_theirs(string name)
    {
        var files = new InMemoryFileSystem { ["/p/Migrations/" + name] = "", ["/p/Migrations/20240101000000_views.sql"] = "SELECT 1;" };

        Assert.That(Discover(files).Folders, Is.Empty);
    }

    [TestCase("build")]
    [TestCase("lib")]
    public void What_a_build_made_of_a_folder_in_typescript_is_left_out(string output)
    {
        var files = new InMemoryFileSystem { ["/p/src/migrations/001_a.ts"] = KnexSource, [$"/p/{output}/migrations/001_a.js"] = KnexSource };

        Assert.That(Single(files).Path, Is.EqualTo("/p/src/migrations"));
        files[$"/p/{output}/migrations/002_b.js"] = KnexSource;
        Assert.That(Discover(files).Folders, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_few_files_of_another_form_do_not_make_a_knex_folder_another_tools()
    {
        var folder = Single(new InMemoryFileSystem
        {
            ["/p/migrations/001_a.js"] = KnexSource,
            ["/p/migrations/002_b.js"] = KnexSource,
            ["/p/migrations/003_c.js"] = SequelizeSource,
        });

        Assert.That(Names(folder), Is.EqualTo(["001_a.js", "002_b.js", "003_c.js"]));
    }

    [TestCase("""{"dependencies": {"knex": "^3.0.0"}}""", MigrationTool.Knex)]
    [TestCase("""{"devDependencies": {"db-migrate" : "1"}}""", MigrationTool.DbMigrate)]
    [TestCase("""{"dependencies": {"pg": "8"}, "name": "knex"}""", null)]
    public void Files_that_only_export_up_belong_to_the_tool_that_the_package_depends_on(string package, MigrationTool? expected)
    {
        var files = new InMemoryFileSystem { ["/p/app/migrations/001_a.js"] = NeutralSource, ["/p/package.json"] = package };

        Assert.That(Discover(files).Folders.Select(folder => (MigrationTool?)folder.Tool), Is.EqualTo(expected is null ? Array.Empty<MigrationTool?>() : [expected]));
    }

    [Test]
    public void Without_a_package_json_files_that_only_export_up_are_taken_for_knex() =>
        Assert.That(Single(new InMemoryFileSystem { ["/p/migrations/001_a.js"] = NeutralSource }).Tool, Is.EqualTo(MigrationTool.Knex));

    [Test]
    public void Modules_without_a_number_that_export_up_prove_nothing() =>
        Assert.That(Discover(new InMemoryFileSystem { ["/p/src/migrations/runner.js"] = NeutralSource }).Folders, Is.Empty);

    [TestCase("index.js", "const knex = require('../db');\nmodule.exports = { up: () => knex.migrate.latest() };")]
    [TestCase("types.ts", "export interface Step { up(knex: Knex): Promise<void> }")]
    public void A_module_without_a_number_that_speaks_of_knex_is_no_migration(string name, string text) =>
        Assert.That(Discover(new InMemoryFileSystem { ["/p/src/migrations/" + name] = text }).Folders, Is.Empty);

    [Test]
    public void A_file_without_a_number_that_exports_up_itself_is_a_migration() =>
        Assert.That(Single(new InMemoryFileSystem { ["/p/migrations/add_users.js"] = KnexSource }).Tool, Is.EqualTo(MigrationTool.Knex));

    [Test]
    public void The_interface_of_db_migrate_is_recognised()
    {
        var folder = Single(new InMemoryFileSystem
        {
            ["/p/migrations/20240101000000-a.js"] = DbMigrateSource,
            ["/p/migrations/sqls/20240101000000-a-up.sql"] = "SELECT 1",
        });

        Assert.That((folder.Tool, folder.Knex, folder.Ignored.Count), Is.EqualTo((MigrationTool.DbMigrate, (object?)null, 0)));
    }

    [TestCase("/p/migrations/meta/_journal.json")]
    [TestCase("/p/migrations/migration_lock.toml")]
    public void Scripts_that_another_tool_keeps_a_journal_of_are_left_out(string journal) =>
        Assert.That(Discover(new InMemoryFileSystem { ["/p/migrations/0000_a.sql"] = "SELECT 1", [journal] = "" }).Folders, Is.Empty);

    [TestCase("node_modules/x/migrations")]
    [TestCase("bin/migrations")]
    [TestCase("obj/Debug/migrations")]
    [TestCase("dist/migrations")]
    [TestCase(".git/migrations")]
    [TestCase("src/__tests__/migrations")]
    [TestCase("test/fixtures/migrations")]
    [TestCase("seeds")]
    [TestCase("migrations/seeds")]
    public void Directories_that_hold_no_source_or_no_migrations_are_not_taken(string name) =>
        Assert.That(Discover(new InMemoryFileSystem { [$"/p/{name}/001_a.js"] = KnexSource }).Folders, Is.Empty);

    [TestCase("/p/node_modules/x")]
    [TestCase("/p/node_modules/x/migrations")]
    [TestCase("/p/node_modules/x/migrations/001_a.js")]
    public void The_path_itself_may_lie_where_discovery_never_goes(string path)
    {
        var files = new InMemoryFileSystem { ["/p/node_modules/x/migrations/001_a.js"] = KnexSource };

        Assert.That(Discover(files, path).Folders.Select(folder => folder.Path), Is.EqualTo(["/p/node_modules/x/migrations"]));
    }

    [Test]
    public void A_path_that_holds_numbered_files_needs_no_name()
    {
        var files = new InMemoryFileSystem { ["/p/sql/001_a.sql"] = "SELECT 1" };

        Assert.Multiple(() =>
        {
            Assert.That(Discover(files, "/p/sql").Folders.Select(folder => folder.Path), Is.EqualTo(["/p/sql"]));
            Assert.That(Discover(files, "/p").Folders, Is.Empty);
        });
    }

    [Test]
    public void A_path_that_does_not_exist_is_a_problem()
    {
        var found = Discover(new InMemoryFileSystem { ["/p/a.txt"] = "" }, "/p/nothing");

        Assert.That(found.Configuration.Problems.Single().Message, Does.StartWith("/p/nothing: "));
        Assert.That(found.Configuration.Problems.Single().Location.Text.Path, Is.EqualTo("/p/nothing"));
    }

    [Test]
    public void A_declared_folder_counts_whatever_it_looks_like()
    {
        var files = new InMemoryFileSystem { ["/p/x/readme.md"] = "", ["/p/y/a.sql"] = "", ["/p/z/a.js"] = SequelizeSource };
        var request = new LintRequest { Folders = [new("/p/x", MigrationTool.DbMigrate), new("/p/y", null), new("/p/z", null), new("/p/missing", null)] };
        var found = ProjectDiscovery.Discover(files, request, Evaluator(files));

        Assert.That(found.Folders.Select(folder => (folder.Path, folder.Tool, folder.Evidence)), Is.EqualTo(
        [
            ("/p/x", MigrationTool.DbMigrate, ToolEvidence.Declared),
            ("/p/y", MigrationTool.NumberedSql, ToolEvidence.Declared),
            ("/p/z", MigrationTool.Knex, ToolEvidence.Declared),
        ]));
        Assert.That(found.Configuration.Problems.Single().Location.Text.Path, Is.EqualTo("/p/missing"));
    }

    [Test]
    public void Knex_orders_by_utf16_units_over_the_bare_names()
    {
        var folder = Single(new InMemoryFileSystem
        {
            ["/p/migrations/2_b.js"] = KnexSource,
            ["/p/migrations/10_a.js"] = KnexSource,
            ["/p/migrations/1_c.ts"] = KnexSource,
            ["/p/migrations/Add.js"] = KnexSource,
            ["/p/migrations/_add.js"] = KnexSource,
            ["/p/migrations/add.d.ts"] = "",
            ["/p/migrations/README.md"] = "",
            ["/p/migrations/.gitkeep"] = "",
        });

        Assert.That(Names(folder), Is.EqualTo(["10_a.js", "1_c.ts", "2_b.js", "Add.js", "_add.js", "add.d.ts"]));
    }

    [Test]
    public void Numbered_scripts_are_ordered_by_number_and_halves_that_undo_are_marked()
    {
        var folder = Single(new InMemoryFileSystem
        {
            ["/p/migrations/10_a.sql"] = "",
            ["/p/migrations/2_b.up.sql"] = "",
            ["/p/migrations/2_b.down.sql"] = "",
            ["/p/migrations/003_scale_down.sql"] = "",
            ["/p/migrations/04_x_up.sql"] = "",
            ["/p/migrations/04_x_down.sql"] = "",
            ["/p/migrations/cleanup.sql"] = "",
        });

        Assert.That(folder.Tool, Is.EqualTo(MigrationTool.NumberedSql));
        Assert.That(Names(folder), Is.EqualTo(
            ["2_b.down.sql", "2_b.up.sql", "003_scale_down.sql", "04_x_down.sql", "04_x_up.sql", "10_a.sql", "cleanup.sql"]));
        Assert.That(folder.Files.Where(file => file.IsUndo).Select(file => file.Name), Is.EqualTo(["2_b.down.sql", "04_x_down.sql"]));
    }

    [Test]
    public void Each_file_is_read_once_and_each_directory_listed_once()
    {
        var files = new InMemoryFileSystem();
        for (var i = 0; i < 500; i++)
        {
            files[$"/p/migrations/{i:000}_a.js"] = KnexSource;
        }

        Assert.That(Discover(files).Folders.Single().Files, Has.Count.EqualTo(500));
        Assert.That(files.Reads, Is.Unique);
        Assert.That(files.Listings, Is.Unique);
    }

    private static MigrationFolder Single(InMemoryFileSystem files) => Discover(files).Folders.Single();

    private static DiscoveredProject Discover(InMemoryFileSystem files, string path = "/p") =>
        ProjectDiscovery.Discover(files, new LintRequest { Paths = [path] }, Evaluator(files));

    private static ModuleEvaluator Evaluator(InMemoryFileSystem files) => new(files, new Dictionary<string, string>());

    private static IEnumerable<string> Names(MigrationFolder folder) => folder.Files.Select(file => file.Name);
}
