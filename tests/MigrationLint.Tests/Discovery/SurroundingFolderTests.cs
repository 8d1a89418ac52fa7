using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Discovery;

/// <summary>A project that has no migrations itself looks for those around it.</summary>
[TestFixture]
public sealed class SurroundingFolderTests
{
    private const string Project = "/co/shop/src/App";
    private const string Knexfile = "module.exports = { client: 'pg', migrations: { directory: './ddl' } };";
    private const string Migration = "exports.up = async (knex) => {};\nexports.down = async () => {};\n";

    [TestCase("/co/shop/src/migrations/001_a.sql", "/co/shop/src/migrations", TestName = "A_folder_beside_the_project")]
    [TestCase("/co/shop/migrations/001_a.sql", "/co/shop/migrations", TestName = "A_folder_above_the_project")]
    [TestCase("/co/shop/server/db/migrations/001_a.sql", "/co/shop/server/db/migrations", TestName = "A_folder_of_a_neighbour")]
    [TestCase("/co/shop/apps/api/db/migrations/001_a.sql", "/co/shop/apps/api/db/migrations", TestName = "A_folder_four_levels_below_the_checkout")]
    [TestCase("/co/shop/prisma/migrations/20250101000000_a/migration.sql", "/co/shop/prisma/migrations", TestName = "A_folder_of_a_tool_with_a_layout_of_its_own")]
    public void Is_found(string file, string folder) => Assert.That(Find(Checkout((file, "CREATE TABLE a (id int);"))), Is.EqualTo([folder]));

    [TestCase("/co/shop/knexfile.js", TestName = "A_knexfile_above_the_project_names_the_folder")]
    [TestCase("/co/shop/server/knexfile.js", TestName = "A_knexfile_of_a_neighbour_names_the_folder")]
    [TestCase("/co/shop/src/knexfile.js", TestName = "A_knexfile_beside_the_project_names_the_folder")]
    public void A_knexfile_leads_to_it(string knexfile)
    {
        var folder = PathText.GetDirectory(knexfile) + "/ddl";

        Assert.That(Find(Checkout((knexfile, Knexfile), (folder + "/001_a.js", Migration))), Is.EqualTo([folder]));
    }

    [TestCase("/co/shop/src/App/migrations/001_a.sql", "/co/shop/src/App/migrations", TestName = "Migrations_of_its_own_are_enough")]
    [TestCase("/co/shop/src/migrations/001_a.sql", "/co/shop/src/migrations", TestName = "The_nearest_directory_that_leads_to_migrations_is_enough")]
    public void Nothing_further_is_looked_for(string file, string folder) =>
        Assert.That(Find(Checkout((file, "SELECT 1;"), ("/co/shop/migrations/001_a.sql", "SELECT 1;"))), Is.EqualTo([folder]));

    [TestCase("/co/migrations/001_a.sql", TestName = "Above_the_checkout")]
    [TestCase("/co/shop/a/b/c/d/migrations/001_a.sql", TestName = "Too_deep")]
    [TestCase("/co/shop/server/node_modules/x/migrations/001_a.sql", TestName = "In_a_package_of_npm")]
    [TestCase("/co/shop/test/fixtures/migrations/001_a.sql", TestName = "Among_fixtures")]
    [TestCase("/co/shop/scripts/001_a.sql", TestName = "Scripts_in_a_folder_of_another_name")]
    [TestCase("/co/shop/001_a.sql", TestName = "Scripts_beside_the_solution")]
    public void Is_not_looked_for(string file) => Assert.That(Find(Checkout((file, "SELECT 1;"))), Is.Empty);

    [Test]
    public void A_named_folder_is_the_only_one()
    {
        var files = Checkout(("/co/shop/migrations/001_a.sql", "SELECT 1;"), ("/co/shop/server/ddl/001_a.sql", "SELECT 1;"));

        Assert.That(Find(files, new DeclaredFolder("/co/shop/server/ddl", null)), Is.EqualTo(["/co/shop/server/ddl"]));
    }

    [TestCase("/co/shop/migrations/001_a.sql", true)]
    [TestCase("/co/shop/server/migrations/001_a.sql", true)]
    [TestCase("/co/shop/server/db/migrations/001_a.sql", false)]
    [TestCase("/co/migrations/001_a.sql", false)]
    public void Without_a_checkout_two_directories_above_are_seen_and_two_levels_below_them(string file, bool isFound) =>
        Assert.That(Find(new InMemoryFileSystem { [Project + "/App.csproj"] = "", [file] = "SELECT 1;" }), Has.Count.EqualTo(isFound ? 1 : 0));

    [Test]
    public void A_missing_directory_of_a_knexfile_is_reported_once()
    {
        var files = Checkout(("/co/shop/knexfile.js", Knexfile));

        Assert.That(Discover(files).Configuration.MissingDirectories.Select(missing => missing.Name), Is.EqualTo(["ddl"]));
    }

    private static InMemoryFileSystem Checkout(params (string Path, string Text)[] files)
    {
        var disk = new InMemoryFileSystem { ["/co/shop/.git/HEAD"] = "", [Project + "/App.csproj"] = "" };
        foreach (var (path, text) in files)
        {
            disk.Add(path, text);
        }

        return disk;
    }

    private static List<string> Find(InMemoryFileSystem files, params DeclaredFolder[] declared) => [.. Discover(files, declared).Folders.Select(folder => folder.Path)];

    private static DiscoveredProject Discover(InMemoryFileSystem files, params DeclaredFolder[] declared) => ProjectDiscovery.Discover(
        files,
        new LintRequest { Paths = [Project], Folders = declared, Surroundings = ProjectSurroundings.Above(files, Project) },
        new ModuleEvaluator(files, new Dictionary<string, string>()));
}
