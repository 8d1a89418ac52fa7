using MigrationLint.Files;
using MigrationLint.Fixing;
using MigrationLint.Diagnostics;
using MigrationLint.Reporting;

namespace MigrationLint.Tests.Robustness;

/// <summary>The paths of Windows and of disks that fold case, from the disk through the linter into the reports.</summary>
[TestFixture]
public sealed class PortabilityTests
{
    private const string Migration = "exports.up = (knex) => knex.schema.createTable('t', (table) => { table.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('t');\n";

    private static readonly string Long = string.Join('\\', Enumerable.Range(0, 12).Select(part => new string((char)('a' + part), 30)));

    private static IEnumerable<string> Roots() => [@"C:\Users\me\My Project", @"C:\", @"\\server\share", @"\\server\share\app", @"\\?\D:\deep\" + Long, @"\\?\UNC\server\share\" + Long];

    [TestCaseSource(nameof(Roots))]
    public void Windows_paths_go_in_and_relative_ones_with_forward_slashes_come_out(string native)
    {
        var root = PathText.Normalize(native, backslashSeparates: true);
        var report = Lint(Project(root), root);

        Assert.That(
            report.Findings.Select(finding => (finding.RuleId, report.Relative(finding.Location.Path))),
            Is.SupersetOf([("ML001", "Server/Migrations/20250101000000_create_b.js"), ("ML005", "Server/Migrations/20250102000000_c.sql"), ("ML705", "Server/Config/Db.js")]));
        foreach (var text in (string[])[new TextRenderer().Render(report), new JsonRenderer().Render(report), new SarifRenderer().Render(report), new GitHubRenderer().Render(report)])
        {
            Assert.That(text, Does.Contain("Server/Migrations/20250101000000_create_b.js").And.Not.Contain("Server\\").And.Not.Contain("/Server/").And.Not.Contain("../"));
        }
    }

    [TestCaseSource(nameof(Roots))]
    public void The_rename_stays_in_its_directory_and_avoids_names_that_differ_in_case(string native)
    {
        var root = PathText.Normalize(native, backslashSeparates: true);
        var fix = (RenameFix)Lint(Project(root), root).Findings.Single(finding => finding.RuleId == "ML001").Fix!;

        Assert.That((fix.Path, fix.NewName), Is.EqualTo((PathText.Combine(root, "Server/Migrations/20250101000000_create_b.js"), "20250101000001_create_b.js")));
        Assert.That(
            RenamePatch.Render([new Rename(fix.Path, PathText.Combine(root, "Server/Migrations/" + fix.NewName))], root, isCaseSensitive: false),
            Does.StartWith("diff --git a/Server/Migrations/20250101000000_create_b.js b/Server/Migrations/20250101000001_create_b.js\n"));
    }

    [Test]
    public void A_directory_that_a_knexfile_spells_in_another_case_is_one_chain()
    {
        var files = new InMemoryFileSystem(isCaseSensitive: false)
        {
            ["C:/p/package.json"] = "{}",
            ["C:/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './MIGRATIONS' } };",
            ["C:/p/Migrations/001_create_a.js"] = Migration,
            ["C:/p/Migrations/001_create_b.js"] = Migration,
        };

        var report = Lint(files, "c:/P");

        Assert.That(report.Folders.Select(folder => folder.Files), Is.EqualTo([2]));
        Assert.That(report.Findings.Count(finding => finding.RuleId == "ML001"), Is.EqualTo(1));
        Assert.That(report.Findings.Select(finding => report.Relative(finding.Location.Path)), Has.All.Not.Contain(":").And.All.Not.StartsWith(".."));
    }

    [Test]
    public void A_knexfile_may_write_backslashes()
    {
        var files = new InMemoryFileSystem(isCaseSensitive: false)
        {
            ["C:/p/knexfile.js"] = """module.exports = { client: 'pg', migrations: { directory: '.\\db\\chain' } };""",
            ["C:/p/db/chain/001_create_a.js"] = Migration,
        };

        Assert.That(Lint(files, "C:/p").Folders.Select(folder => folder.Path), Is.EqualTo(["C:/p/db/chain"]));
    }

    [Test]
    public void Configurations_are_found_under_names_of_any_case()
    {
        var files = new InMemoryFileSystem(isCaseSensitive: false)
        {
            ["C:/p/package.json"] = "{}",
            ["C:/p/knexfile.js"] = "module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 5 } };",
            ["C:/p/Src/DB.js"] = "const { Pool } = require('pg');\nmodule.exports = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });",
        };

        Assert.That(Lint(files, "C:/p").Findings.Select(finding => finding.RuleId), Is.EqualTo(["ML701", "ML713"]));
    }

    private static InMemoryFileSystem Project(string root) => new(isCaseSensitive: false)
    {
        [PathText.Combine(root, "Server/package.json")] = "{}",
        [PathText.Combine(root, "Server/knexfile.js")] = "module.exports = { client: 'pg', connection: require('./Config/Db').connection, migrations: { directory: __dirname + '/Migrations' } };",
        [PathText.Combine(root, "Server/Config/Db.js")] = "module.exports = { connection: { connectionString: process.env.DATABASE_URL, ssl: { rejectUnauthorized: false } } };",
        [PathText.Combine(root, "Server/Migrations/20250101000000_create_a.js")] = Migration,
        [PathText.Combine(root, "Server/Migrations/20250101000000_create_b.js")] = Migration,
        [PathText.Combine(root, "Server/Migrations/20250102000000_c.sql")] = "SELECT 1;",
    };

    private static Report Lint(InMemoryFileSystem files, string root)
    {
        var result = new Linter(files, new LintOptions { Today = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) }).Run(new LintRequest { Paths = [root] });
        return new Report
        {
            Findings = [.. result.Diagnostics.Select(Finding.From)],
            Folders = FolderSummary.From(result),
            Coverage = result.Coverage,
            Rules = [.. result.Diagnostics.Select(diagnostic => diagnostic.Rule).Distinct()],
            BaseDirectory = root,
            IsCaseSensitive = false,
            ToolVersion = "0.0.0",
        };
    }
}
