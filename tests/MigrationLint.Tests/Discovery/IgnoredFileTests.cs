using MigrationLint.Configuration;
using MigrationLint.Discovery;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class IgnoredFileTests
{
    private const string Source = "exports.up = async (knex) => {};\nexports.down = async () => {};\n";

    [TestCase("002_b.sql")]
    [TestCase("002_b.mjs")]
    [TestCase("002_b.mts")]
    [TestCase("002_b.TS")]
    [TestCase("002_b.tsx")]
    [TestCase("cleanup.sql")]
    public void What_looks_like_a_migration_but_has_an_extension_that_knex_does_not_load_is_ignored(string name) =>
        Assert.That(Ignored(new InMemoryFileSystem { ["/m/001_a.js"] = Source, ["/m/" + name] = Source }), Is.EqualTo([("/m/" + name, IgnoredReason.Extension)]));

    [TestCase("README.md")]
    [TestCase(".gitkeep")]
    [TestCase("001_a.js.map")]
    [TestCase("001_a.snap")]
    [TestCase("package.json")]
    [TestCase("001_a.test.mjs")]
    [TestCase("001_a.spec.mts")]
    [TestCase("index.mjs")]
    [TestCase(".eslintrc.cjs")]
    public void What_is_no_migration_is_not_mentioned(string name) =>
        Assert.That(Ignored(new InMemoryFileSystem { ["/m/001_a.js"] = Source, ["/m/" + name] = "" }), Is.Empty);

    [Test]
    public void The_source_beside_its_compiled_file_is_used() =>
        Assert.That(
            Ignored(new InMemoryFileSystem { ["/m/001_a.js"] = Source, ["/m/001_a.ts"] = Source, ["/m/001_a.d.ts"] = "" }, new KnexMigrationSettings { LoadExtensions = [".js"] }),
            Is.Empty);

    [TestCase("001_a.sql", "fs.readFileSync(__filename.replace('.js', '.sql'))", true)]
    [TestCase("001_a.up.sql", "fs.readFileSync(base + '.up.sql')", true)]
    [TestCase("schema.sql", "fs.readFileSync(path.join(__dirname, 'schema.sql'))", true)]
    [TestCase("001_a.sql", "", false)]
    [TestCase("002_b.sql", "fs.readFileSync(__filename.replace('.js', '.sql'))", false)]
    public void Scripts_that_a_migration_reads_are_used(string script, string code, bool used)
    {
        var ignored = Ignored(new InMemoryFileSystem { ["/m/001_a.js"] = Source + code, ["/m/" + script] = "SELECT 1" });

        Assert.That(ignored, Has.Length.EqualTo(used ? 0 : 1));
    }

    [TestCase("2024/002_b.js", true)]
    [TestCase("tenant/002_b.ts", true)]
    [TestCase("2024/002_b.sql", true)]
    [TestCase("2024/helper.js", false)]
    [TestCase("archive/002_b.js", false)]
    [TestCase("__tests__/002_b.js", false)]
    [TestCase("helpers/002_b.js", false)]
    [TestCase("tenant_migrations/002_b.js", false)]
    public void Numbered_migrations_in_a_directory_below_are_told_unless_they_are_set_aside(string name, bool told)
    {
        var expected = told ? new[] { ("/m/" + name, IgnoredReason.Subdirectory) } : [];

        Assert.That(Ignored(new InMemoryFileSystem { ["/m/001_a.js"] = Source, ["/m/" + name] = Source }), Is.EqualTo(expected));
    }

    [Test]
    public void A_directory_called_like_a_migration_is_none_and_a_broken_link_is_loaded()
    {
        var files = new InMemoryFileSystem { ["/m/001_a.js"] = Source };
        files.AddDirectory("/m/002_b.js");
        files.AddBrokenLink("/m/003_c.js");
        files.AddUnreadable("/m/004_d.js");
        var folder = Read(files, null);

        Assert.That(folder.Files.Select(file => (file.Name, file.Text.Content.Length > 0)), Is.EqualTo([("001_a.js", true), ("003_c.js", false), ("004_d.js", false)]));
        Assert.That(folder.Ignored, Is.Empty);
    }

    private static (string, IgnoredReason)[] Ignored(InMemoryFileSystem files, KnexMigrationSettings? settings = null) =>
        [.. Read(files, settings).Ignored.Select(file => (file.Path, file.Reason))];

    private static MigrationFolder Read(InMemoryFileSystem files, KnexMigrationSettings? settings) =>
        new FolderReader(files).Read(["/m"], MigrationTool.Knex, ToolEvidence.Declared, settings);
}
