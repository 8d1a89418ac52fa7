using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class MigrationChainTests
{
    private static InMemoryFileSystem Disk() => new()
    {
        ["/p/a/migrations/1_a.sql"] = "", ["/p/b/migrations/1_b.sql"] = "", ["/p/c/migrations/1_c.sql"] = "", ["/p/db/schema.sql"] = "CREATE TABLE base ();", ["/p/db/init.sql"] = "", ["/p/sql/x.sql"] = "",
    };

    [Test]
    public void Each_folder_is_a_chain_of_its_own() => Assert.That(Show(Disk(), new() { Paths = ["/p"] }), Is.EqualTo("/p/a/migrations; /p/b/migrations; /p/c/migrations"));

    [Test]
    public void Folders_with_an_order_form_one_chain() =>
        Assert.That(
            Show(Disk(), new()
            {
                Paths = ["/p"],
                Folders = [new("/p/c/migrations", null) { Order = 2 }, new("/p/sql", null) { Order = 1 }, new("/p/a/migrations", null) { Order = 2 }],
            }),
            Is.EqualTo("/p/sql /p/c/migrations /p/a/migrations; /p/b/migrations").Or.EqualTo("/p/sql /p/a/migrations /p/c/migrations; /p/b/migrations"));

    [Test]
    public void A_dump_that_is_declared_is_the_base() =>
        Assert.That(
            Show(Disk(), new()
            {
                Folders = [new("/p/b/migrations", null) { Order = 2 }, new("/p/db/init.sql", null) { Order = 1 }, new("/p/a/migrations", null) { Base = "/p/db/schema.sql" }],
            }),
            Is.EqualTo("[/p/db/init.sql] /p/b/migrations; [/p/db/schema.sql] /p/a/migrations"));

    [Test]
    public void A_dump_beside_a_folder_is_nothing_by_itself() =>
        Assert.That(Show(new InMemoryFileSystem { ["/p/db/schema.sql"] = "", ["/p/db/migrations/1_a.sql"] = "" }, new() { Paths = ["/p"] }), Is.EqualTo("/p/db/migrations"));

    [TestCase("/p/db/schema.sql /p/b /p/a", "[/p/db/schema.sql] /p/b/migrations /p/a/migrations")]
    [TestCase("/p/sql /p/a", "/p/sql /p/a/migrations")]
    [TestCase("/p/db/schema.sql", "[/p/db/schema.sql] ")]
    [TestCase("/p", "/p/a/migrations; /p/b/migrations; /p/c/migrations")]
    public void Several_paths_form_one_chain_where_the_command_says_so(string paths, string expected) =>
        Assert.That(Show(Disk(), new() { Paths = paths.Split(' '), PathsFormChain = true }), Is.EqualTo(expected));

    [Test]
    public void A_dump_among_the_paths_is_the_base_of_what_the_others_lead_to() =>
        Assert.That(Show(Disk(), new() { Paths = ["/p/a", "/p/db/schema.sql", "/p/b"] }), Is.EqualTo("[/p/db/schema.sql] /p/a/migrations; [/p/db/schema.sql] /p/b/migrations"));

    [Test]
    public void A_dump_that_is_not_there_is_a_problem()
    {
        var files = Disk();
        var found = Discover(files, new() { Folders = [new("/p/a/migrations", null) { Base = "/p/none.sql" }, new("/p/b/none.sql", null)] });

        Assert.That(found.Configuration.Problems.Select(problem => problem.Location.Text.Path), Is.EquivalentTo(["/p/none.sql", "/p/b/none.sql"]));
    }

    [Test]
    public void The_text_of_a_base_runs_as_a_whole()
    {
        var chain = Discover(Disk(), new() { Paths = ["/p/db/schema.sql"], PathsFormChain = true }).Chains.Single();

        Assert.That(chain.Base.Single().Up, Is.EqualTo(MigrationScript.Whole(chain.Base[0].Text, MigrationTransaction.None)).Using<MigrationScript>((a, b) => a.Text == b.Text && a.Parts.SequenceEqual(b.Parts)));
    }

    [Test]
    public void An_editorconfig_names_order_and_external_tables()
    {
        var files = Disk();
        files["/p/.editorconfig"] = "[a/**]\nmigrationlint.order = 2\nmigrationlint.external_tables = users, auth.*\n[c/migrations/*]\nmigrationlint.order = 1\n";
        var chains = Discover(files, new() { Paths = ["/p"] }).Chains;

        Assert.That(string.Join("; ", chains.Select(Show)), Is.EqualTo("/p/c/migrations /p/a/migrations; /p/b/migrations"));
        Assert.That(chains[0].ExternalTables.Names, Is.EqualTo(["users", "auth.*"]));
        Assert.That(chains[1].ExternalTables.Names, Is.Empty);
    }

    [TestCase("users", "public", "users", true)]
    [TestCase("users", "auth", "users", false)]
    [TestCase("auth.users", "auth", "users", true)]
    [TestCase("auth.*", "auth", "anything", true)]
    [TestCase("*.users", "auth", "users", true)]
    [TestCase("*", "auth", "users", false)]
    [TestCase("legacy_*_log", "public", "legacy_a_b_log", true)]
    [TestCase("legacy_*_log", "public", "legacy_log", false)]
    [TestCase("a*b*c", "public", "abbbc", true)]
    [TestCase("x; \"Users\",y", "public", "Users", true)]
    [TestCase("Users", "public", "users", false)]
    [TestCase("", "public", "users", false)]
    public void External_tables_are_named_with_or_without_a_schema(string list, string schema, string name, bool isExternal) =>
        Assert.That(ExternalTables.Parse(list).Contains(schema, name), Is.EqualTo(isExternal));

    [Test]
    public void External_tables_of_all_folders_of_a_chain_count()
    {
        var request = new LintRequest { Folders = [new("/p/a/migrations", null) { Order = 1, ExternalTables = "x" }, new("/p/b/migrations", null) { Order = 2, ExternalTables = "y,x" }] };

        Assert.That(Discover(Disk(), request).Chains.Single().ExternalTables.Names, Is.EqualTo(["x", "y"]));
    }

    [Test]
    public void From_empty_reaches_the_chain([Values] bool isFromEmpty)
    {
        var files = Disk();
        var found = ProjectDiscovery.Discover(files, new() { Paths = ["/p"] }, new ModuleEvaluator(files, new Dictionary<string, string>()), isFromEmpty);

        Assert.That(found.Chains.Select(chain => chain.IsFromEmpty), Is.All.EqualTo(isFromEmpty));
    }

    [TestCase("15", 15)]
    [TestCase(" 12.4 ", 12)]
    [TestCase("9.6", null)]
    [TestCase("latest", null)]
    [TestCase("", null)]
    public void A_target_version_is_a_major_one(string text, int? expected) => Assert.That(LintOptions.ParseTargetVersion(text), Is.EqualTo(expected));

    private static string Show(InMemoryFileSystem files, LintRequest request) => string.Join("; ", Discover(files, request).Chains.Select(Show));

    private static string Show(MigrationChain chain) =>
        string.Concat(chain.Base.Select(file => $"[{file.Path}] ")) + string.Join(' ', chain.Folders.Select(folder => folder.Path));

    private static DiscoveredProject Discover(InMemoryFileSystem files, LintRequest request) =>
        ProjectDiscovery.Discover(files, request, new ModuleEvaluator(files, new Dictionary<string, string>()));
}
