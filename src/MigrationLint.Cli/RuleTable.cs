using MigrationLint.Cli.Commands;
using MigrationLint.Diagnostics;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace MigrationLint.Cli;

/// <summary>The list of rules for a person at a terminal. Apart from the command, so that nothing else loads Spectre.Console.</summary>
internal static class RuleTable
{
    /// <summary>Writes the table as wide as the terminal.</summary>
    public static void Write(IReadOnlyList<RuleDescriptor> rules, CliHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Output),
            Ansi = host.UsesColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = host.UsesColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Id").AddColumn("Name").AddColumn("Severity").AddColumn("Fix").AddColumn("Reports");
        foreach (var rule in rules)
        {
            table.AddRow(
                new Cell(rule.Id),
                new Cell(rule.Slug),
                new Cell(RulesCommand.SeverityWord(rule), new Style(ColorOf(rule.DefaultSeverity))),
                new Cell(RulesCommand.FixWord(rule)),
                new Cell(rule.Title));
        }

        console.Write(table);
    }

    private static Color ColorOf(Severity severity) => severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warning => Color.Yellow,
        Severity.Info => Color.Aqua,
        _ => Color.Default,
    };
}
