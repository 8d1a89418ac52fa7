using System.CommandLine;
using System.Text;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Reporting;

namespace MigrationLint.Cli.Commands;

/// <summary><c>migrationlint rules</c>: lists them.</summary>
internal static class RulesCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create(CliHost host)
    {
        var format = CommonOptions.Choice("--format", "The form of the list.", "text", "text", "json");
        var command = new Command("rules", "List the rules.") { format };
        command.SetAction(parsed =>
        {
            var rules = RuleCatalog.All.Select(rule => rule.Descriptor).ToList();
            if (parsed.GetRequiredValue(format) == "json")
            {
                host.Output.Write(Json(rules));
            }
            else if (host.IsTerminal)
            {
                RuleTable.Write(rules, host);
            }
            else
            {
                host.Output.Write(Lines(rules));
            }

            return ExitStatus.Clean;
        });
        return command;
    }

    /// <summary>What stands in the column for fixes.</summary>
    internal static string FixWord(RuleDescriptor rule) => rule.Fix switch
    {
        Applicability.Safe => "safe",
        Applicability.Suggested => "suggested",
        Applicability.Manual => "manual",
        _ => "-",
    };

    /// <summary>What stands in the column for severities.</summary>
    internal static string SeverityWord(RuleDescriptor rule) => rule.DefaultSeverity == Severity.None ? "off" : FindingText.Word(rule.DefaultSeverity);

    private static string Lines(List<RuleDescriptor> rules)
    {
        var width = rules.Count == 0 ? 0 : rules.Max(rule => rule.Slug.Length);
        var result = new StringBuilder();
        foreach (var rule in rules)
        {
            result.Append(rule.Id).Append("  ").Append(rule.Slug.PadRight(width)).Append("  ").Append(SeverityWord(rule).PadRight(7)).Append("  ");
            result.Append(FixWord(rule).PadRight(9)).Append("  ").Append(rule.Title).Append('\n');
        }

        return result.ToString();
    }

    private static string Json(List<RuleDescriptor> rules)
    {
        var json = new JsonWriter();
        json.StartObject().Property("version", 1).Property("toolVersion", CommandLine.Version).StartArray("rules");
        foreach (var rule in rules)
        {
            json.StartObject().Property("id", rule.Id).Property("name", rule.Slug).Property("severity", SeverityWord(rule)).Property("title", rule.Title);
            json.OptionalProperty("fix", rule.Fix is null ? null : FixWord(rule)).OptionalProperty("helpLink", HelpLinks.For(rule.Id));
            json.StartArray("options");
            foreach (var option in rule.Options)
            {
                json.StartObject().Property("name", option.Name).Property("default", option.Default).Property("meaning", option.Meaning).End();
            }

            json.End().End();
        }

        return json.End().End().ToString();
    }
}
