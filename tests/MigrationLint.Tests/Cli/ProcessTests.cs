using System.Diagnostics;
using System.Text;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Cli;

/// <summary>The built program on a real disk.</summary>
public sealed class ProcessTests
{
    private const string Migration = "exports.up = async (knex) => { await knex.schema.createTable('t', (t) => { t.increments(); }); };\nexports.down = async (knex) => { await knex.schema.dropTable('t'); };\n";
    private const string First = "api/migrations/20250101000000_add_orders.js";
    private const string Second = "api/migrations/20250101000000_add_products.js";
    private const string Renamed = "api/migrations/20250101000001_add_products.js";

    private GitRepository repository = null!;

    [SetUp]
    public void MakeRepository()
    {
        repository = new GitRepository();
        repository.Commit(
            ("api/knexfile.js", "module.exports = { client: 'pg', migrations: { directory: './migrations' } };\n"),
            (First, Migration),
            (Second, Migration.Replace("'t'", "'u'", StringComparison.Ordinal)));
    }

    [TearDown]
    public void RemoveRepository() => repository.Dispose();

    [Test]
    public void Check_prints_the_same_canonical_lines_each_time_and_ends_with_1()
    {
        var first = Run("api", "check", "--rules", "ML001");
        var second = Run("api", "check", "--rules", "ML001");

        Assert.That(first.Output, Does.StartWith("migrations/20250101000000_add_products.js(1,1,1,1): warning ML001: "));
        Assert.That(first.Error, Is.Empty);
        Assert.That(first.Status, Is.EqualTo(1));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void A_path_that_is_not_there_ends_with_2()
    {
        var run = Run("api", "check", "nowhere", "--format", "json");

        Assert.That(run, Is.EqualTo(new CliRun(2, "", "migrationlint: nowhere does not exist.\n")));
    }

    [Test]
    public void A_report_replaces_the_one_before()
    {
        File.WriteAllText(Path.Combine(repository.Root, "api", "report.sarif"), new string('x', 1_000_000));

        var run = Run("api", "check", "--format", "sarif", "--output", "report.sarif");

        Assert.That(run.Output, Is.Empty);
        Assert.That(File.ReadAllText(Path.Combine(repository.Root, "api", "report.sarif")), Does.StartWith("{\n").And.EndWith("}\n"));
        Assert.That(Directory.GetFiles(Path.Combine(repository.Root, "api")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "knexfile.js", "report.sarif" }));
    }

    [Test]
    public void A_report_goes_into_a_pipe_and_does_not_take_its_place()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Pipes are no files there.");
            return;
        }

        var pipe = Path.Combine(repository.Root, "api", "pipe");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        using var reader = Process.Start(new ProcessStartInfo("cat", [pipe]) { RedirectStandardOutput = true })!;
        var run = Run("api", "check", "--output", "pipe");

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(reader.StandardOutput.ReadToEnd(), Does.Contain("ML001"));
        Assert.That(new FileInfo(pipe).Length, Is.Zero);
    }

    [Test]
    public void Names_are_printed_in_utf8_whatever_the_locale()
    {
        File.Move(Path.Combine(repository.Root, Second), Path.Combine(repository.Root, "api/migrations/20250101000000_zahlungsmittel_für_ärzte.js"));

        Assert.That(Run("api", "check", "--rules", "ML001").Output, Does.Contain("zahlungsmittel_für_ärzte.js(1,1,1,1)"));
    }

    [Test]
    public void Git_applies_what_a_dry_run_prints()
    {
        var run = Run("api", "fix", "--rules", "ML001", "--suggested", "--dry-run");

        Assert.That(repository.Files, Does.Contain(Second), "a dry run changes nothing");
        repository.Apply(run.Output, below: "api");
        Assert.That(repository.Files, Is.EqualTo(new[] { "api/knexfile.js", First, Renamed }));
        Assert.That(run.Status, Is.EqualTo(0));
    }

    [Test]
    public void Fix_renames_on_disk_and_leaves_the_index_of_git_alone()
    {
        var index = repository.Index;

        var run = Run("", "fix", "--rules", "ML001", "--suggested", "api");

        Assert.That(run, Is.EqualTo(new CliRun(0, $"renamed {Second} to 20250101000001_add_products.js\n", "1 file renamed; 0 findings left.\n")));
        Assert.That(repository.Files, Is.EqualTo(new[] { "api/knexfile.js", First, Renamed }));
        Assert.That(repository.Index, Is.EqualTo(index));
        Assert.That(repository.Git("status", "--short"), Is.EqualTo($" D {Second}\n?? {Renamed}\n"));
    }

    [Test]
    public void Explain_and_rules_work_without_a_project()
    {
        Assert.That(Run("", "explain", "duplicate-timestamp").Output, Does.StartWith("ML001 duplicate-timestamp"));
        Assert.That(Run("", "rules").Output, Does.StartWith("ML001 "));
    }

    [Test]
    public void A_full_disk_behind_standard_output_is_a_failure()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("/dev/full is Linux's.");
        }

        var program = Path.Combine(AppContext.BaseDirectory, "migrationlint.dll");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet '{program}' rules > /dev/full"]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That(error, Does.StartWith("migrationlint: The report could not be written: "));
    }

    private CliRun Run(string below, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "migrationlint.dll"), .. args])
        {
            WorkingDirectory = Path.Combine(repository.Root, below),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliRun(process.ExitCode, output, error.Result);
    }
}
