using MigrationLint.Cli;
using MigrationLint.Diagnostics;
using MigrationLint.Tests.Snapshots;
using NUnit.Framework;

namespace MigrationLint.Tests.Cli;

public sealed class CheckCommandTests
{
    private CliSandbox cli = new();

    [SetUp]
    public void MakeProject()
    {
        cli = new CliSandbox();
        cli.Files["/repo/migrations/1_a.js"] = "exports.up = 1;\n";
        cli.Files["/repo/migrations/2_b.js"] = "exports.up = 2;\n";
        cli.Files.AddDirectory("/repo/.git");
        cli.Find = (files, _) => [CliSandbox.Report(files, "ML001", "/repo/migrations/2_b.js")];
    }

    [TestCase(Severity.Error, "error", 1)]
    [TestCase(Severity.Warning, "error", 0)]
    [TestCase(Severity.Warning, "warning", 1)]
    [TestCase(Severity.Info, "warning", 0)]
    [TestCase(Severity.Info, "info", 1)]
    [TestCase(Severity.Error, "none", 0)]
    public void The_exit_status_follows_the_threshold(Severity severity, string failOn, int status)
    {
        cli.Find = (files, _) => [CliSandbox.Report(files, "ML001", "/repo/migrations/1_a.js", severity)];

        Assert.That(cli.Run("check", "--fail-on", failOn).Status, Is.EqualTo(status));
    }

    [TestCase(Severity.Warning, 1)]
    [TestCase(Severity.Info, 0)]
    public void The_threshold_is_a_warning_where_none_is_given(Severity severity, int status)
    {
        cli.Find = (files, _) => [CliSandbox.Report(files, "ML001", "/repo/migrations/1_a.js", severity)];

        Assert.That(cli.Run("check").Status, Is.EqualTo(status));
    }

    [TestCase("text", "txt")]
    [TestCase("sarif", "sarif")]
    [TestCase("json", "json")]
    [TestCase("github", "txt")]
    public void Standard_output_holds_the_report_and_nothing_else(string format, string extension)
    {
        var run = cli.Run("check", "--format", format, "--rules", "ML001");

        // The rules of the catalogue are in every SARIF report; their texts are not what this test is about.
        var output = format == "sarif" ? run.Output[run.Output.IndexOf("\"invocations\"", StringComparison.Ordinal)..] : run.Output;
        Snapshot.Match(output.Replace($"\"{CommandLine.Version}\"", "\"VERSION\"", StringComparison.Ordinal), format, extension);
        Assert.That(run.Error, format == "github" ? Is.EqualTo("1 finding: 0 errors, 1 warning, 0 info. Read 2 files with 5 statements, 1 not understood.\n") : Is.Empty);
    }

    [Test]
    public void A_report_for_the_repositorys_host_is_relative_to_its_root_from_anywhere_in_it()
    {
        cli.CurrentDirectory = "/repo/migrations";

        Assert.That(cli.Run("check", "--format", "github").Output, Does.StartWith("::warning file=migrations/2_b.js,"));
        Assert.That(cli.Run("check", "--format", "sarif").Output, Does.Contain("\"uri\": \"migrations/2_b.js\""));
        Assert.That(cli.Run("check", "--format", "json").Output, Does.Contain("\"file\": \"2_b.js\""));
        Assert.That(cli.Run("check").Output, Does.StartWith("2_b.js(1,1,1,1): warning ML001: "));
    }

    [Test]
    public void A_report_goes_to_a_file_on_demand()
    {
        var run = cli.Run("check", "--format", "json", "--output", "report.json");

        Assert.That(run.Output, Is.Empty);
        Assert.That(cli.Files["/repo/report.json"], Does.StartWith("{\n").And.Contain("\"ML001\""));
        Assert.That(run.Error, Does.StartWith("1 finding: "));
        Assert.That(run.Status, Is.EqualTo(1));
    }

    [Test]
    public void A_report_that_cannot_be_written_is_a_failure()
    {
        var run = cli.Run("check", "--output", "nowhere/report.txt");

        Assert.That(run, Is.EqualTo(new CliRun(2, "", "migrationlint: The report could not be written to nowhere/report.txt: no such directory\n")));
    }

    [Test]
    public void Without_a_path_the_current_directory_is_checked()
    {
        cli.Run("check");

        Assert.That(cli.Request!.Paths, Is.EqualTo(new[] { "/repo" }));
    }

    [Test]
    public void Each_path_is_checked_once()
    {
        cli.Run("check", "migrations", "./migrations/", "migrations/1_a.js");

        Assert.That(cli.Request!.Paths, Is.EqualTo(new[] { "/repo/migrations", "/repo/migrations/1_a.js" }));
    }

    [Test]
    public void A_path_may_begin_with_an_at_sign()
    {
        cli.Files["/repo/@scope/migrations/1_a.js"] = "";

        Assert.That(cli.Run("check", "@scope").Error, Is.Empty);
        Assert.That(cli.Request!.Paths, Is.EqualTo(new[] { "/repo/@scope" }));
    }

    [TestCase("migrationlint: nowhere does not exist.\n", "check", "nowhere")]
    [TestCase("migrationlint: There is no option --since.\n", "check", "--since", "x")]
    [TestCase("migrationlint: PATH is empty.\n", "check", "")]
    public void A_path_that_is_not_there_is_a_failure(string error, params string[] args) =>
        Assert.That(cli.Run(args), Is.EqualTo(new CliRun(2, "", error)));

    [TestCase("--format takes text, sarif, json, github, not xml.", "--format", "xml")]
    [TestCase("--fail-on takes error, warning, info, none, not never.", "--fail-on", "never")]
    [TestCase("There is no rule ML0001. Did you mean ML001?", "--rules", "ML0001")]
    [TestCase("--rules needs at least one rule.", "--rules", ",")]
    [TestCase("--env takes NAME=VALUE.", "--env", "SECRET")]
    [TestCase("--target-version takes a major version of PostgreSQL such as 15, not newest.", "--target-version", "newest")]
    public void Wrong_usage_is_told_on_standard_error(string error, params string[] options) =>
        Assert.That(cli.Run(["check", .. options]), Is.EqualTo(new CliRun(2, "", $"migrationlint: {error}\nTry migrationlint check --help.\n")));

    [Test]
    public void The_replay_is_told_what_is_given()
    {
        cli.Run("check");
        Assert.That((cli.Options!.FromEmpty, cli.Options.StopAtFailure, cli.Options.TargetVersion), Is.EqualTo((false, false, (int?)null)));

        cli.Run("check", "--from-empty", "--stop-at-failure", "--target-version", "12.3");
        Assert.That((cli.Options!.FromEmpty, cli.Options.StopAtFailure, cli.Options.TargetVersion), Is.EqualTo((true, true, (int?)12)));
    }

    [Test]
    public void The_environment_is_the_process_s_and_what_is_given()
    {
        cli.Environment["A"] = "process";
        cli.Environment["B"] = "process";

        cli.Run("check", "--env", "B=given=twice", "--env", "C=");

        Assert.That(cli.Options!.Environment, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "process", ["B"] = "given=twice", ["C"] = "" }));
    }

    [Test]
    public void Rules_are_named_by_id_or_slug_in_any_case()
    {
        cli.Run("check", "--rules", "ml001,db-query-migration", "--rules", "ML001");

        Assert.That(cli.Options!.Rules, Is.EquivalentTo(new[] { "ML001", "ML002" }));
    }

    [Test]
    public void All_rules_that_are_on_run_where_none_is_named()
    {
        cli.Run("check");

        Assert.That(cli.Options!.Rules, Is.Null);
    }

    [TestCase("error", "error ML001", 1)]
    [TestCase("suggestion", "info ML001", 0)]
    [TestCase("none", "No findings.", 0)]
    public void Severities_come_from_the_editorconfig_above_the_file(string severity, string expected, int status)
    {
        cli.Files["/repo/.editorconfig"] = $"root = true\n[migrations/*.js]\ndotnet_diagnostic.ML001.severity = {severity}\n";

        var run = cli.Run("check", "migrations");

        Assert.That(run.Output, Does.Contain(expected));
        Assert.That(run.Status, Is.EqualTo(status));
    }

    [Test]
    public void A_globalconfig_above_the_path_speaks_for_the_whole_project()
    {
        cli.Files["/repo/.globalconfig"] = "is_global = true\ndotnet_diagnostic.ML001.severity = error\n";

        Assert.That(cli.Run("check", "migrations/2_b.js").Output, Does.Contain("error ML001"));
    }

    [Test]
    public void A_rule_that_is_off_by_default_reports_where_it_is_named()
    {
        cli.Find = (files, _) => [CliSandbox.Report(files, "ML001", "/repo/migrations/2_b.js", Severity.None)];

        Assert.That(cli.Run("check", "--rules", "ML001").Output, Does.Contain("warning ML001"));
        Assert.That(cli.Run("check").Output, Does.StartWith("migrations: Knex"));
    }

    [Test]
    public void Colors_are_for_terminals_only_and_never_against_NO_COLOR()
    {
        Assert.That(cli.Run("check").Output, Does.Not.Contain("\u001b"));
        cli.IsTerminal = true;
        Assert.That(cli.Run("check").Output, Does.Contain("\u001b[33mwarning"));
        Assert.That(cli.Run("check", "--output", "x").Output + cli.Files["/repo/x"], Does.Not.Contain("\u001b"));
        cli.Environment["NO_COLOR"] = "1";
        Assert.That(cli.Run("check").Output, Does.Not.Contain("\u001b"));
    }

    [Test]
    public void A_report_needs_a_name()
    {
        var run = cli.Run("check", "--output", "");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Is.EqualTo("migrationlint: --output needs the name of a file.\n"));
    }

    [Test]
    public void An_exception_is_a_failure_and_not_a_finding()
    {
        cli.Find = (_, _) => throw new InvalidOperationException("a defect");

        var run = cli.Run("check");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("migrationlint: internal error, please report it: ").And.Contain("a defect"));
    }
}
