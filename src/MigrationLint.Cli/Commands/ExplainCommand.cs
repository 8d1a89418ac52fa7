using System.CommandLine;
using MigrationLint.Reporting;

namespace MigrationLint.Cli.Commands;

/// <summary><c>migrationlint explain</c>: shows the page of a rule.</summary>
internal static class ExplainCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create(CliHost host)
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's code or name, such as ML001 or duplicate-timestamp." };
        var command = new Command("explain", "Show why a rule reports, with an example and what to write instead.") { rule };
        command.SetAction(parsed =>
        {
            var found = CommonOptions.FindRule(parsed.GetRequiredValue(rule), out var error) ?? throw new CliException(error);
            host.Output.Write(RulePage.ToPlainText(found.Descriptor));
            return ExitStatus.Clean;
        });
        return command;
    }
}
