using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class FlywayConfigurationTests
{
    [TestCase("/p/flyway.conf", "# flyway.locations=filesystem:none\nflyway.url=jdbc:postgresql://x/y\nflyway.locations = filesystem:sql,classpath:db/more\r\nflyway.placeholders.Schema=shop\n")]
    [TestCase("/p/conf/flyway.conf", "flyway.locations=filesystem:./sql,db/more,s3:bucket/x\nflyway.placeholders.schema=shop\n")]
    [TestCase("/p/flyway.toml", "[flyway]\nlocations = [\n  \"filesystem:sql\",\n  \"classpath:db/more\"\n]\n[flyway.placeholders]\nschema = \"shop\"\n[environments.x]\nurl = \"jdbc:postgresql://x/y\"\n")]
    public void Several_locations_are_one_folder_in_one_order(string path, string text)
    {
        var files = Disk();
        files[path] = text;
        var folder = Discover(files).Single(one => one.Evidence == ToolEvidence.ConfigurationFile);

        Assert.Multiple(() =>
        {
            Assert.That(folder.Tool, Is.EqualTo(MigrationTool.Flyway));
            Assert.That(folder.Directories, Is.EqualTo(["/p/sql", "/p/src/main/resources/db/more"]));
            Assert.That(folder.Steps.Select(file => file.Name), Is.EqualTo(["V1__a.sql", "V2__b.sql", "V3__c.sql", "R__d.sql"]));
            Assert.That(folder.Steps.First().Up!.Text.Content, Is.EqualTo("CREATE TABLE shop.a (b text DEFAULT '${unknown}');"));
            Assert.That(folder.IsPostgres);
        });
    }

    [Test]
    public void A_place_in_a_text_with_placeholders_leads_to_the_file()
    {
        var files = Disk();
        files["/p/flyway.conf"] = "flyway.locations=filesystem:sql\nflyway.placeholders.schema=shop\n";
        var script = Discover(files).Single(one => one.Path == "/p/sql").Steps.First().Up!;
        var column = script.Text.Content.IndexOf("(b", StringComparison.Ordinal);

        Assert.That(script.Text.ToSource(new TextSpan(column, 2)).Span.Start, Is.EqualTo(files["/p/sql/V1__a.sql"].IndexOf("(b", StringComparison.Ordinal)));
        Assert.That(script.PartOf(new TextSpan(0, script.Text.Content.Length)), Is.Not.Null);
    }

    [Test]
    public void Placeholders_stay_where_nothing_replaces_them()
    {
        var files = Disk();
        files["/p/flyway.conf"] = "flyway.locations=filesystem:sql\nflyway.placeholders.schema=shop\nflyway.placeholderReplacement=false\n";

        Assert.That(Discover(files).Single(one => one.Path == "/p/sql").Steps.First().Up!.Text.Content, Does.Contain("${schema}"));
    }

    [Test]
    public void Another_database_is_said()
    {
        var files = Disk();
        files["/p/flyway.conf"] = "flyway.url=jdbc:mysql://x/y\nflyway.locations=filesystem:sql\n";

        Assert.That(Discover(files).Single(one => one.Path == "/p/sql").IsPostgres, Is.False);
    }

    [TestCase("")]
    [TestCase("flyway.locations=\nflyway.locations")]
    [TestCase("=\n==\nflyway.locations=filesystem:nowhere,filesystem:,:,filesystem:../../..")]
    public void What_says_nothing_finds_nothing(string text)
    {
        var files = Disk();
        files["/p/flyway.conf"] = text;
        files["/p/flyway.toml"] = text + "\n[flyway\nlocations = [";

        Assert.That(Discover(files).Select(folder => folder.Evidence), Has.None.EqualTo(ToolEvidence.ConfigurationFile));
    }

    private static InMemoryFileSystem Disk() => new()
    {
        ["/p/sql/V1__a.sql"] = "CREATE TABLE ${schema}.a (b text DEFAULT '${unknown}');", ["/p/sql/V3__c.sql"] = "", ["/p/src/main/resources/db/more/V2__b.sql"] = "",
        ["/p/src/main/resources/db/more/R__d.sql"] = "",
    };

    private static IReadOnlyList<MigrationFolder> Discover(InMemoryFileSystem files) =>
        ProjectDiscovery.Discover(files, new LintRequest { Paths = ["/p"] }, new ModuleEvaluator(files, new Dictionary<string, string>())).Folders;
}
