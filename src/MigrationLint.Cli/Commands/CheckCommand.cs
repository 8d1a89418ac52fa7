using System.CommandLine;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Reporting;

namespace MigrationLint.Cli.Commands;

/// <summary><c>migrationlint check</c>: finds and reports.</summary>
internal static class CheckCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = CommonOptions.Paths();
        var format = CommonOptions.Choice("--format", "The form of the report.", "text", "text", "sarif", "json", "github");
        var output = new Option<string>("--output") { Description = "Write the report to a file instead of standard output.", HelpName = "FILE" };
        var rules = CommonOptions.Rules();
        var environment = CommonOptions.Environment();
        var fromEmpty = CommonOptions.FromEmpty();
        var stopAtFailure = CommonOptions.StopAtFailure();
        var targetVersion = CommonOptions.TargetVersion();
        var failOn = CommonOptions.Choice("--fail-on", "The least severity that makes the exit status 1.", "warning", "error", "warning", "info", "none");
        var command = new Command("check", "Report what is wrong with the migrations and database settings below PATH.")
        {
            paths, format, output, rules, environment, fromEmpty, stopAtFailure, targetVersion, failOn,
        };
        command.SetAction(parsed => Run(
            host,
            new Project(host, parsed.GetValue(paths), parsed.GetValue(rules), parsed.GetRequiredValue(environment), options => options with
            {
                FromEmpty = parsed.GetValue(fromEmpty),
                StopAtFailure = parsed.GetValue(stopAtFailure),
                TargetVersion = parsed.GetValue(targetVersion),
            }),
            parsed.GetRequiredValue(format),
            parsed.GetValue(output),
            ParseSeverity(parsed.GetRequiredValue(failOn))));
        return command;
    }

    private static int Run(CliHost host, Project project, string format, string? output, Severity failOn)
    {
        var result = project.Lint(host.Files);
        var isForRepositoryHost = format is "sarif" or "github";
        var report = new Report
        {
            Findings = [.. result.Diagnostics.Select(Finding.From)],
            Folders = FolderSummary.From(result),
            Coverage = result.Coverage,
            Rules = [.. RuleCatalog.All.Select(rule => rule.Descriptor)],
            BaseDirectory = isForRepositoryHost ? project.RepositoryRoot : host.CurrentDirectory,
            IsCaseSensitive = host.Files.IsCaseSensitive,
            ToolVersion = CommandLine.Version,
        };
        if (report.Folders.Count == 0)
        {
            host.Error.WriteLine("migrationlint: no folder of migrations was found below " + string.Join(", ", project.Paths) + ".");
        }

        Write(host, Renderer(host, format, output).Render(report), output);
        if (output is not null || format == "github")
        {
            // These leave nobody with a word on what was read.
            host.Error.WriteLine(TextRenderer.Totals(report) + " " + TextRenderer.CoverageLine(report.Coverage));
        }

        return report.HasAtLeast(failOn) ? ExitStatus.Findings : ExitStatus.Clean;
    }

    private static void Write(CliHost host, string text, string? output)
    {
        if (output is null)
        {
            host.Output.Write(text);
        }
        else if (output.Length == 0)
        {
            throw new CliException("--output needs the name of a file.");
        }
        else if (host.TryWriteFile(host.GetFullPath(output), text) is { } reason)
        {
            throw new CliException($"The report could not be written to {output}: {reason}");
        }
    }

    private static IReportRenderer Renderer(CliHost host, string format, string? output) => format switch
    {
        "sarif" => new SarifRenderer(),
        "json" => new JsonRenderer(),
        "github" => new GitHubRenderer(),
        _ => new TextRenderer(useColor: output is null && host.UsesColor),
    };

    private static Severity ParseSeverity(string word) => word switch
    {
        "error" => Severity.Error,
        "info" => Severity.Info,
        "none" => Severity.None,
        _ => Severity.Warning,
    };
}
