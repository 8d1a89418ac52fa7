using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Tests.Robustness;

/// <summary>Whatever lies on a disk: a finding that says it or silence, never an exception, never a hang.</summary>
[TestFixture]
public sealed class BadInputTests
{
    private const string Knexfile = "module.exports = { client: 'pg', migrations: { directory: './migrations' } };\n";
    private const string Healthy = "exports.up = (knex) => knex.schema.createTable('t', (table) => { table.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('t');\n";
    private const string Bad = "/p/migrations/20250102000000_bad.js";

    private static readonly string[] CannotBeRead = ["ML035", "ML990", "ML991"];

    private static InMemoryFileSystem Project => new() { ["/p/knexfile.js"] = Knexfile, ["/p/migrations/20250101000000_create_t.js"] = Healthy };

    private static IEnumerable<TestCaseData> DeepCode()
    {
        const int depth = 10_000;
        yield return new TestCaseData(Repeat("(", depth)).SetArgDisplayNames("open parentheses");
        yield return new TestCaseData(Repeat("[", depth) + Repeat("]", depth)).SetArgDisplayNames("arrays");
        yield return new TestCaseData("x = " + Repeat("{a:", depth) + "1" + Repeat("}", depth)).SetArgDisplayNames("objects");
        yield return new TestCaseData(Repeat("{", depth) + Repeat("}", depth)).SetArgDisplayNames("blocks");
        yield return new TestCaseData("x = " + Repeat("`${", depth) + "1" + Repeat("}`", depth)).SetArgDisplayNames("templates");
        yield return new TestCaseData("x = " + Repeat("!", depth) + "1").SetArgDisplayNames("unary operators");
        yield return new TestCaseData("x = 1" + Repeat(" + 1", depth)).SetArgDisplayNames("sums");
        yield return new TestCaseData("x = 1" + Repeat(" ** 1", depth)).SetArgDisplayNames("powers");
        yield return new TestCaseData("x = " + Repeat("a = ", depth) + "1").SetArgDisplayNames("assignments");
        yield return new TestCaseData("x = " + Repeat("a ? b : ", depth) + "1").SetArgDisplayNames("conditions");
        yield return new TestCaseData("x = " + Repeat("() => ", depth) + "1").SetArgDisplayNames("arrows");
        yield return new TestCaseData("exports.up = (knex) => knex" + Repeat(".schema", depth)).SetArgDisplayNames("members");
        yield return new TestCaseData("exports.up = (knex) => knex" + Repeat(".raw('SELECT 1')", depth)).SetArgDisplayNames("calls");
        yield return new TestCaseData("exports.up = (knex) => knex" + Repeat("[0]", depth)).SetArgDisplayNames("indexes");
        yield return new TestCaseData(Repeat("if (a) {} else ", depth) + "{}").SetArgDisplayNames("else if");
        yield return new TestCaseData(Repeat("function f() {", depth) + Repeat("}", depth)).SetArgDisplayNames("functions");
        yield return new TestCaseData(Repeat("class A { static a = class extends ", depth)).SetArgDisplayNames("classes");
        yield return new TestCaseData("exports.up = async (knex) => { " + Repeat("for (const i of [1, 2]) { ", 500) + "await knex.raw('SELECT 1');" + Repeat(" }", 500) + " };").SetArgDisplayNames("loops");
        yield return new TestCaseData("function f(knex) { return f(knex); }\nexports.up = f; exports.down = f;").SetArgDisplayNames("recursion");
        yield return new TestCaseData("const f = (n) => f(n + 1) + f(n + 2);\nexports.up = (knex) => knex.raw(f(0)); exports.down = f;").SetArgDisplayNames("branching recursion");
        yield return new TestCaseData("let s = 'x'; for (let i = 0; i < 64; i++) { s = s + s; }\nexports.up = (knex) => knex.raw(s);").SetArgDisplayNames("doubling text");
        yield return new TestCaseData("let a = [1]; for (let i = 0; i < 64; i++) { a = [...a, ...a]; }\nexports.up = (knex) => knex.raw(a.join());").SetArgDisplayNames("doubling array");
        yield return new TestCaseData("const o = {}; o.o = o; const a = [o]; a.push(a);\nexports.up = (knex) => knex.raw(`${a} ${JSON.stringify(o)}`, { ...o });").SetArgDisplayNames("cyclic values");
        yield return new TestCaseData("exports.up = (knex) => knex.raw('x'.repeat(1e9) + 'y'.padStart(2e9) + new Array(4e9).fill(0).join());").SetArgDisplayNames("huge values");
        yield return new TestCaseData("exports.up = async (knex) => { while (true) { await knex.raw('SELECT 1'); } };\nexports.down = exports.up;").SetArgDisplayNames("endless up");
    }

    [TestCaseSource(nameof(DeepCode))]
    public void Deep_or_endless_code_is_bounded(string code)
    {
        foreach (var extension in new[] { ".js", ".ts" })
        {
            var files = Project;
            files[Bad.Replace(".js", extension, StringComparison.Ordinal)] = code;
            LintRun.Of(files);
        }
    }

    [TestCase("module.exports = (() => { while (true) {} })();")]
    [TestCase("for (;;) {}\nmodule.exports = {};")]
    [TestCase("const f = () => f(); module.exports = f();")]
    [TestCase("throw new Error('no');")]
    [TestCase("module.exports = null;")]
    [TestCase("module.exports = { migrations: { directory: 5, loadExtensions: {} } };")]
    [TestCase("module.exports = { migrations: { directory: '../../../../../..' } };")]
    [TestCase("module.exports = { migrations: { directory: '' } };")]
    [TestCase("module.exports = { migrations: { directory: '\\0\\n' } };")]
    [TestCase("module.exports = require('./knexfile');")]
    [TestCase("module.exports = require('.');")]
    [TestCase("module.exports = { get migrations() { return this.migrations; } };")]
    [TestCase("module.exports = new Proxy({}, { get: (target, name, proxy) => proxy });")]
    [TestCase("module.exports = {")]
    [TestCase("")]
    [TestCase("\u0000\u0000\u0000")]
    public void A_knexfile_that_is_no_configuration_is_survived(string knexfile)
    {
        var files = Project;
        files["/p/knexfile.js"] = knexfile;
        LintRun.Of(files);
    }

    [Test]
    public void A_knexfile_that_names_a_missing_folder_is_reported_as_such()
    {
        var files = new InMemoryFileSystem { ["/p/knexfile.js"] = Knexfile };
        Assert.That(LintRun.Of(files).Select(found => (found.Rule.Id, found.Location.Text.Path)), Is.EqualTo([("ML038", "/p/knexfile.js")]));
    }

    [Test]
    public void Imports_in_a_circle_end()
    {
        var files = Project;
        files["/p/migrations/helpers/a.js"] = "const b = require('./b'); exports.a = (knex) => b.b(knex); exports.name = b.name;";
        files["/p/migrations/helpers/b.js"] = "const a = require('./a'); exports.b = (knex) => a.a(knex); exports.name = a.name;";
        files[Bad] = "const { a, name } = require('./helpers/a'); const self = require('./20250102000000_bad');\nexports.up = (knex) => a(knex.raw(name)); exports.down = self.up;";
        LintRun.Of(files);
    }

    [Test]
    public void A_file_of_20_megabytes_is_reported_and_not_read()
    {
        var files = Project;
        files.Add(Bad, Encoding.UTF8.GetBytes("// " + Repeat("x", 20 * 1024 * 1024)));
        AssertReportsOnly(files, "ML991");
    }

    [Test]
    public void A_file_just_below_the_limit_is_read()
    {
        var files = Project;
        files.Add(Bad, Encoding.UTF8.GetBytes(Healthy + Repeat("// comment of a line\n", 400_000)));
        LintRun.Of(files);
    }

    [Test]
    public void A_migration_of_100_000_lines_is_read()
    {
        var files = Project;
        var columns = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"    table.string('column_{i}');\n"));
        files[Bad] = $"exports.up = (knex) => knex.schema.alterTable('t', (table) => {{\n{columns}}});\nexports.down = (knex) => knex.schema.dropTable('t');\n";
        LintRun.Of(files);
    }

    [Test]
    public void Of_10_000_syntax_errors_25_are_shown_and_the_last_counts_the_rest()
    {
        var files = new InMemoryFileSystem { ["/p/migrations/V1__bad.sql"] = Repeat("CREATE TABLE a (b int,,);\n", 10_000) };
        var errors = LintRun.Of(files).Where(found => found.Rule.Id == "ML990").ToList();

        Assert.That(errors, Has.Count.EqualTo(25));
        Assert.That(errors[23].Text.Message, Does.Not.Contain("more"));
        Assert.That(errors[24].Text.Message, Does.Contain("9975 more of this file are not shown"));
    }

    [Test]
    public void SQL_that_nests_too_deeply_is_no_error()
    {
        var files = new InMemoryFileSystem { ["/p/migrations/V1__deep.sql"] = "SELECT " + Repeat("(", 10_000) + "1" + Repeat(")", 10_000) + ";\nDO $$ BEGIN " + Repeat("IF a THEN ", 10_000) + "NULL;" + Repeat(" END IF;", 10_000) + " END $$;\n" };
        Assert.That(LintRun.Of(files).Select(found => found.Rule.Id), Does.Not.Contain("ML990"));
    }

    [Test]
    public void A_file_that_may_not_be_read_is_reported()
    {
        var files = Project;
        files.AddUnreadable(Bad);
        AssertReportsOnly(files, "ML991");
    }

    [Test]
    public void A_folder_that_may_not_be_listed_is_survived()
    {
        var files = new InMemoryFileSystem { ["/p/knexfile.js"] = Knexfile };
        files.AddUnreadableDirectory("/p/migrations");
        LintRun.Of(files);
    }

    [TestCase(new byte[] { (byte)'/', (byte)'/', 0xC3, 0x28, (byte)'\n' })]
    [TestCase(new byte[] { (byte)'/', (byte)'/', 0x00, (byte)'\n' })]
    [TestCase(new byte[] { (byte)'/', (byte)'/', 0xED, 0xA0, 0x80, (byte)'\n' })]
    public void Damaged_bytes_are_reported_as_damage(byte[] head)
    {
        var files = Project;
        files.Add(Bad, [.. head, .. Encoding.UTF8.GetBytes(Healthy.Replace("'t'", "'u'", StringComparison.Ordinal))]);
        AssertReportsOnly(files, "ML035");
    }

    [Test]
    public void UTF16_is_reported_as_damage()
    {
        var files = Project;
        files.Add(Bad, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Healthy)]);
        Assert.That(LintRun.Of(files).Where(found => found.Location.Text.Path == Bad).Select(found => found.Rule.Id), Does.Contain("ML035"));
    }

    [Test]
    public void A_file_of_nothing_but_NUL_is_survived()
    {
        var files = Project;
        files.Add(Bad, new byte[1024 * 1024]);
        Assert.That(LintRun.Of(files).Where(found => found.Location.Text.Path == Bad).Select(found => found.Rule.Id).Intersect(CannotBeRead), Is.Not.Empty);
    }

    [Test]
    public void A_directory_with_the_name_of_a_migration_is_no_migration()
    {
        var files = Project;
        files.AddDirectory(Bad);
        files.AddBrokenLink("/p/migrations/20250103000000_gone.js");
        files.AddDirectory("/p/migrations/20250104000000_full.js");
        files["/p/migrations/20250104000000_full.js/index.js"] = Healthy;
        var result = LintRun.Of(files);
        Assert.That(result.Where(found => found.Location.Text.Path == "/p/migrations/20250101000000_create_t.js"), Is.Empty);
    }

    [Test]
    public void An_empty_folder_says_nothing()
    {
        var files = new InMemoryFileSystem { ["/p/knexfile.js"] = Knexfile };
        files.AddDirectory("/p/migrations");
        Assert.That(LintRun.Of(files), Is.Empty);
    }

    [Test]
    public void A_missing_path_is_reported_as_such() =>
        Assert.That(LintRun.Of(Project, "/nowhere").Select(found => (found.Rule.Id, found.Location.Text.Path)), Is.EqualTo([("ML993", "/nowhere")]));

    [TestCase("20250102000000_it's \"quoted\".js")]
    [TestCase("20250102000000_two\nlines.js")]
    [TestCase("20250102000000_tab\tbell\u0007escape\u001b[31m.js")]
    [TestCase("20250102000000_größe_表_😀.js")]
    [TestCase("20250102000000_\u202Egnp.js")]
    [TestCase("20250102000000_{file}_{0}_%s_$1_;_,_(1,2): error ML001: x.js")]
    [TestCase("20250102000000_back\\slash.js")]
    [TestCase("99999999999999999999999999999999999999_x.js")]
    [TestCase("-1_x.js")]
    [TestCase("00000000000000_x.js")]
    [TestCase("٣٤٥_x.js")]
    [TestCase(" .js")]
    [TestCase("....js")]
    [TestCase("20250102000000.js")]
    public void Any_name_can_be_shown(string name)
    {
        var files = Project;
        files["/p/migrations/" + name] = "exports.up = (knex) => { knex.raw('SELECT 1'); };\nexports.down = ";
        LintRun.Of(files);
        files["/p/migrations/" + name] = "";
        files.AddUnreadable("/p/migrations/20250105000000_" + name);
        LintRun.Of(files);
    }

    [Test]
    public void A_name_of_250_characters_can_be_shown()
    {
        var files = Project;
        files[$"/p/migrations/20250102000000_{Repeat("x", 232)}.js"] = "broken(";
        Assert.That(LintRun.Of(files), Is.Not.Empty);
    }

    [Test]
    public void A_folder_of_5_000_migrations_is_read()
    {
        var files = new InMemoryFileSystem { ["/p/knexfile.js"] = Knexfile };
        for (var i = 0; i < 5_000; i++)
        {
            files[$"/p/migrations/{20250101000000 + i:D14}_change_{i}.js"] = Healthy;
        }

        LintRun.Of(files);
    }

    [Test]
    public void What_a_real_disk_holds_is_survived()
    {
        var directory = Directory.CreateTempSubdirectory("bad-input-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "knexfile.js"), Knexfile);
            var migrations = Directory.CreateDirectory(Path.Combine(directory, "migrations")).FullName;
            File.WriteAllText(Path.Combine(migrations, "20250101000000_create_t.js"), Healthy);
            Directory.CreateDirectory(Path.Combine(migrations, "20250102000000_directory.js"));
            File.CreateSymbolicLink(Path.Combine(migrations, "20250103000000_broken.js"), "nowhere.js");
            File.CreateSymbolicLink(Path.Combine(migrations, "20250104000000_itself.js"), "20250104000000_itself.js");
            Directory.CreateSymbolicLink(Path.Combine(migrations, "parent"), directory);
            var found = LintRun.Of(new PhysicalFileSystem(), PathText.Normalize(directory, OperatingSystem.IsWindows()));
            Assert.That(found.Where(diagnostic => diagnostic.Location.Text.Path.EndsWith("_create_t.js", StringComparison.Ordinal)), Is.Empty);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void AssertReportsOnly(IFileSystem files, string id)
    {
        var found = LintRun.Of(files);
        Assert.That(found.Select(diagnostic => (diagnostic.Location.Text.Path, diagnostic.Rule.Id)).Distinct(), Is.EqualTo([(Bad, id)]), () => Describe(found));
    }

    private static string Describe(IEnumerable<Diagnostic> found) =>
        string.Join('\n', found.Select(diagnostic => $"{diagnostic.Location.Text.Path}: {diagnostic.Rule.Id}: {diagnostic.Text.Message}"));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
