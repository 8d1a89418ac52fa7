using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class ConfiguredFolderTests
{
    private const string Source = "exports.up = async (knex) => {};\nexports.down = async () => {};\n";
    private const string Foreign = "module.exports = { up: (queryInterface) => queryInterface.dropTable('a'), down: () => null };\n";

    [Test]
    public void A_knexfile_names_the_directory_as_seen_from_itself()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/server/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './db/chain', tableName: 'ledger', schemaName: 'ops', disableTransactions: true } };",
            ["/p/server/db/chain/a.js"] = Foreign,
        };
        var folder = Discover(files).Folders.Single();

        Assert.Multiple(() =>
        {
            Assert.That(folder.Path, Is.EqualTo("/p/server/db/chain"));
            Assert.That((folder.Tool, folder.Evidence), Is.EqualTo((MigrationTool.Knex, ToolEvidence.ConfigurationFile)));
            Assert.That((folder.Knex!.TableName, folder.Knex.SchemaName, folder.Knex.DisableTransactions), Is.EqualTo(("ledger", "ops", true)));
            Assert.That(folder.Knex.Location!.Value.Text.Path, Is.EqualTo("/p/server/knexfile.js"));
        });
    }

    [TestCase("knexfile.ts", "import type { Knex } from 'knex';\nconst config: Knex.Config = { client: 'pg' };\nexport default config;")]
    [TestCase("knexfile.mjs", "export default { client: 'pg' };")]
    [TestCase("knexfile.cjs", "module.exports = { development: { client: 'pg' } };")]
    [TestCase("knexfile.js", "const path = require('path'); module.exports = { client: 'pg', migrations: { directory: path.join(__dirname, 'migrations') } };")]
    public void The_default_directory_lies_beside_the_knexfile(string name, string text)
    {
        var found = Discover(new InMemoryFileSystem { ["/p/" + name] = text, ["/p/migrations/001_a.js"] = Source });

        Assert.That(found.Folders.Select(folder => (folder.Path, folder.Evidence)), Is.EqualTo([("/p/migrations", ToolEvidence.ConfigurationFile)]));
    }

    [Test]
    public void Scripts_in_the_default_directory_are_not_knexs_only_because_a_knexfile_stands_beside_it()
    {
        var found = Discover(new InMemoryFileSystem { ["/p/knexfile.js"] = "module.exports = { client: 'pg' };", ["/p/migrations/001_a.sql"] = "SELECT 1" });

        Assert.That(found.Folders.Single().Tool, Is.EqualTo(MigrationTool.NumberedSql));
    }

    [Test]
    public void Another_tools_files_in_the_default_directory_are_left_out_unless_the_knexfile_names_it()
    {
        var files = new InMemoryFileSystem { ["/p/knexfile.js"] = "module.exports = { client: 'pg' };", ["/p/migrations/001_a.js"] = Foreign };
        Assert.That(Discover(files).Folders, Is.Empty);

        files["/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: 'migrations' } };";
        Assert.That(Discover(files).Folders.Single().Tool, Is.EqualTo(MigrationTool.Knex));
    }

    [Test]
    public void Environments_that_name_the_same_folder_are_one_chain_with_the_settings_of_production()
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = """
                const base = { client: 'pg', migrations: { directory: 'db' } };
                module.exports = {
                  development: base,
                  production: { ...base, migrations: { directory: './db', loadExtensions: ['.mjs'] } },
                };
                """,
            ["/p/db/001_a.mjs"] = Source,
            ["/p/db/002_b.js"] = Source,
        });

        Assert.That(found.Folders.Single().Files.Select(file => file.Name), Is.EqualTo(["001_a.mjs"]));
        Assert.That(found.Folders.Single().Ignored.Select(file => file.Name), Is.EqualTo(["002_b.js"]));
        Assert.That(found.Configuration.Configurations.Select(configuration => configuration.Environment), Is.EqualTo(["development", "production"]));
    }

    [TestCase(false, new[] { "1_a.js", "2_b.js", "3_c.js" })]
    [TestCase(true, new[] { "2_b.js", "1_a.js", "3_c.js" })]
    public void Several_directories_are_one_chain(bool separately, string[] expected)
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = $$"""module.exports = { client: 'pg', migrations: { directory: ['./second', './first'], sortDirsSeparately: {{(separately ? "true" : "false")}} } };""",
            ["/p/first/1_a.js"] = Source,
            ["/p/first/3_c.js"] = Source,
            ["/p/second/2_b.js"] = Source,
        });

        Assert.That(found.Folders.Single().Directories, Is.EqualTo(["/p/second", "/p/first"]));
        Assert.That(found.Folders.Single().Files.Select(file => file.Name), Is.EqualTo(expected));
    }

    [TestCase("path.resolve(process.cwd(), 'db')", "['.js']", new[] { "1_a.js" })]
    [TestCase("`${process.cwd()}/db`", "['.js']", new[] { "1_a.js" })]
    [TestCase("__dirname + '/db'", "[`.${ext}`]", new[] { "1_a.js", "2_b.ts" })]
    [TestCase("process.env.NODE_ENV === 'production' ? './dist/db' : './db'", "process.env.NODE_ENV === 'production' ? ['.js'] : ['.ts']", new[] { "1_a.js", "2_b.ts" })]
    public void Directory_and_extensions_may_be_computed(string directory, string extensions, string[] expected)
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = $$"""
                const path = require('path');
                const { knexSnakeCaseMappers } = require('objection');
                const ext = process.env.NODE_ENV === 'production' ? 'js' : 'ts';
                module.exports = { client: 'pg', migrations: { directory: {{directory}}, loadExtensions: {{extensions}} }, ...knexSnakeCaseMappers() };
                """,
            ["/p/dist/db/1_a.js"] = Source,
            ["/p/db/1_a.js"] = Source,
            ["/p/db/2_b.ts"] = Source,
        });

        Assert.That(found.Folders.Single().Path, Is.EqualTo("/p/db"));
        Assert.That(found.Folders.Single().Files.Select(file => file.Name), Is.EqualTo(expected));
    }

    [Test]
    public void A_knexfile_of_an_es_module_may_make_its_directory_name_itself()
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/src/db/knexfile.mjs"] = """
                import { fileURLToPath } from 'node:url';
                import path from 'node:path';
                const here = path.dirname(fileURLToPath(import.meta.url));
                export default { client: 'pg', migrations: { directory: path.join(here, 'chain') } };
                """,
            ["/p/src/db/chain/1_a.js"] = Source,
        });

        Assert.That(found.Folders.Single().Path, Is.EqualTo("/p/src/db/chain"));
    }

    [Test]
    public void What_was_compiled_from_a_knexfile_is_no_second_one()
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/knexfile.ts"] = "export default { client: 'pg' };",
            ["/p/knexfile.js"] = "exports.default = { client: 'pg' };",
            ["/p/config/db.ts"] = "export default { client: 'pg', pool: { max: 3 } };",
            ["/p/config/db.js"] = "exports.default = { client: 'pg', pool: { max: 3 } };",
        });

        Assert.That(found.Configuration.Configurations.Select(configuration => configuration.Location.Text.Path), Is.EqualTo(["/p/config/db.ts", "/p/knexfile.ts"]));
    }

    [Test]
    public void Configuration_is_looked_for_upward_to_the_root_of_the_checkout()
    {
        var files = new InMemoryFileSystem
        {
            ["/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './p/a/chain', tableName: 'outside' } };",
            ["/p/.git/HEAD"] = "",
            ["/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './a/chain', tableName: 'inside' } };",
            ["/p/a/package.json"] = "{}",
            ["/p/a/chain/x.js"] = Source,
        };

        foreach (var path in new[] { "/p/a", "/p/a/chain", "/p/a/chain/x.js" })
        {
            Assert.That(Discover(files, path).Folders.Select(folder => folder.Knex!.TableName), Is.EqualTo(["inside"]), path);
        }
    }

    [Test]
    public void A_knexfile_above_says_nothing_of_folders_outside_of_the_path()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/.git/HEAD"] = "",
            ["/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './b/chain' } };",
            ["/p/a/migrations/001_a.js"] = Source,
            ["/p/b/chain/001_b.js"] = Source,
        };

        Assert.That(Discover(files, "/p/a").Folders.Select(folder => folder.Path), Is.EqualTo(["/p/a/migrations"]));
    }

    [Test]
    public void A_directory_that_only_exists_beside_the_package_json_is_taken_from_there()
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/package.json"] = "{}",
            ["/p/src/config/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './src/chain' } };",
            ["/p/src/chain/001_a.js"] = Source,
        });

        Assert.That(found.Folders.Single().Path, Is.EqualTo("/p/src/chain"));
        Assert.That(found.Configuration.Problems, Is.Empty);
    }

    [TestCase("./chain", 1)]
    [TestCase("./dist/migrations", 0)]
    public void A_directory_that_does_not_exist_is_a_problem_unless_a_build_makes_it(string directory, int problems)
    {
        var found = Discover(new InMemoryFileSystem { ["/p/knexfile.js"] = $"module.exports = {{ client: 'pg', migrations: {{ directory: '{directory}' }} }};" });

        Assert.That(found.Configuration.MissingDirectories, Has.Count.EqualTo(problems));
        Assert.That(found.Configuration.Problems.Select(problem => problem.Location.Text.Slice(problem.Location.Span)), Is.All.Contains(directory));
    }

    [Test]
    public void A_folder_that_a_build_wrote_is_no_chain_beside_its_source()
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/knexfile.ts"] = "export default { development: { client: 'pg', migrations: { directory: './src/migrations' } }, production: { client: 'pg', migrations: { directory: './dist/migrations' } } };",
            ["/p/src/migrations/001_a.ts"] = Source,
            ["/p/dist/migrations/001_a.js"] = Source,
        });

        Assert.That(found.Folders.Select(folder => folder.Path), Is.EqualTo(["/p/src/migrations"]));
    }

    [Test]
    public void A_knexfile_that_cannot_be_parsed_is_a_problem_and_the_folder_beside_it_still_counts()
    {
        var found = Discover(new InMemoryFileSystem { ["/p/knexfile.js"] = "module.exports = {", ["/p/migrations/001_a.js"] = "exports.up = async () => {};" });

        Assert.That(found.Configuration.Problems.Single().Message, Does.StartWith("knexfile.js cannot be parsed: "));
        Assert.That(found.Folders.Single().Tool, Is.EqualTo(MigrationTool.Knex));
    }

    [Test]
    public void A_knexfile_that_cannot_be_read_is_a_problem()
    {
        var files = new InMemoryFileSystem();
        files.AddUnreadable("/p/knexfile.js");

        Assert.That(Discover(files).Configuration.Problems.Single().Message, Is.EqualTo("knexfile.js cannot be read: Permission denied"));
    }

    [Test]
    public void A_declared_configuration_that_is_missing_is_a_problem()
    {
        var files = new InMemoryFileSystem { ["/p/migrations/001_a.js"] = Source };
        var request = new LintRequest { Paths = ["/p"], DatabaseConfigs = ["/p/config/missing.js"] };
        var problem = ProjectDiscovery.Discover(files, request, Evaluator(files)).Configuration.Problems.Single();

        Assert.That((problem.Location.Text.Path, problem.Message), Is.EqualTo(("/p/config/missing.js", "missing.js does not exist")));
    }

    [Test]
    public void A_declared_folder_takes_the_settings_that_a_knexfile_gives_it()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './chain', tableName: 'ledger' } };",
            ["/p/chain/001_a.js"] = Source,
        };
        var folder = ProjectDiscovery.Discover(files, new LintRequest { Folders = [new("/p/chain", null)] }, Evaluator(files)).Folders.Single();

        Assert.That((folder.Evidence, folder.Knex!.TableName), Is.EqualTo((ToolEvidence.Declared, "ledger")));
    }

    [Test]
    public void A_module_that_makes_a_knex_names_folders_too()
    {
        var found = Discover(new InMemoryFileSystem
        {
            ["/p/package.json"] = "{}",
            ["/p/src/db/index.js"] = "const knex = require('knex'); module.exports = knex({ client: 'pg', migrations: { directory: './src/db/chain' } });",
            ["/p/src/db/chain/001_a.js"] = Source,
        });

        Assert.That(found.Folders.Select(folder => (folder.Path, folder.Evidence)), Is.EqualTo([("/p/src/db/chain", ToolEvidence.ConfigurationFile)]));
    }

    private static DiscoveredProject Discover(InMemoryFileSystem files, string path = "/p") =>
        ProjectDiscovery.Discover(files, new LintRequest { Paths = [path] }, Evaluator(files));

    private static ModuleEvaluator Evaluator(InMemoryFileSystem files) => new(files, new Dictionary<string, string>());
}
