using System.Text.Json;
using MigrationLint.Checking;
using NUnit.Framework;

namespace MigrationLint.Tests.Cli;

public sealed class RulesAndExplainCommandTests
{
    private readonly CliSandbox cli = new();

    [Test]
    public void Rules_are_listed_one_per_line_when_no_terminal_shows_them()
    {
        var run = cli.Run("rules");

        Assert.That(run.Status, Is.EqualTo(0));
        Assert.That(
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]),
            Is.EqualTo(RuleCatalog.All.Select(rule => rule.Descriptor.Id)));
    }

    [Test]
    public void A_terminal_gets_a_table()
    {
        var terminal = new CliSandbox { IsTerminal = true };
        terminal.Environment["NO_COLOR"] = "1";

        var run = terminal.Run("rules");

        Assert.That(run.Output, Does.StartWith("╭").And.Contain("ML001").And.Not.Contain("\u001b["));
    }

    [Test]
    public void Rules_as_json_have_every_id_once()
    {
        using var document = JsonDocument.Parse(cli.Run("rules", "--format", "json").Output);

        Assert.That(
            document.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()),
            Is.EqualTo(RuleCatalog.All.Select(rule => rule.Descriptor.Id)));
    }

    [Test]
    public void Every_rule_is_explained_by_id_and_by_name()
    {
        foreach (var rule in RuleCatalog.All.Select(rule => rule.Descriptor))
        {
            var byId = cli.Run("explain", rule.Id.ToLowerInvariant());

            Assert.That(byId.Status, Is.EqualTo(0));
            Assert.That(byId.Output, Does.Contain(rule.Id).And.Contain(rule.Slug));
            Assert.That(cli.Run("explain", rule.Slug), Is.EqualTo(byId));
        }
    }

    [TestCase("ML0001", "There is no rule ML0001. Did you mean ML001?")]
    [TestCase("duplicate-timestmp", "There is no rule duplicate-timestmp. Did you mean duplicate-timestamp?")]
    [TestCase("something-else-altogether", "There is no rule something-else-altogether. migrationlint rules lists them all.")]
    public void An_unknown_rule_is_a_failure_with_a_guess(string name, string error) =>
        Assert.That(cli.Run("explain", name), Is.EqualTo(new CliRun(2, "", $"migrationlint: {error}\n")));

    [TestCase("A command is missing.", "")]
    [TestCase("There is no command chek.", "", "chek")]
    [TestCase("Required argument missing for command: 'explain'.", "explain ", "explain")]
    public void Without_a_command_nothing_is_done(string error, string command, params string[] args) =>
        Assert.That(cli.Run(args), Is.EqualTo(new CliRun(2, "", $"migrationlint: {error}\nTry migrationlint {command}--help.\n")));

    [Test]
    public void The_version_is_bare() =>
        Assert.That(cli.Run("--version").Output, Does.Match(@"^\d+\.\d+\.\d+\S*\n$"));

    [Test]
    public void Help_is_no_failure()
    {
        var run = cli.Run("check", "--help");

        Assert.That(run.Status, Is.EqualTo(0));
        Assert.That(run.Output, Does.Contain("--fail-on <error|warning|info|none>"));
    }
}
