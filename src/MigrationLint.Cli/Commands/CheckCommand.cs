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
        var scope = new ScopeOptions();
        var writeBaseline = new Option<string?>("--write-baseline") { Description = "Write what is found to a file of known findings, for --baseline. Nothing is reported then.", HelpName = "FILE" };
        var failOn = CommonOptions.Choice("--fail-on", "The least severity that makes the exit status 1.", "warning", "error", "warning", "info", "none");
        var command = new Command("check", "Report what is wrong with the migrations and database settings below PATH.")
        {
            paths, format, output, rules, environment, fromEmpty, stopAtFailure, targetVersion, writeBaseline, failOn,
        };
        scope.AddTo(command);
        command.SetAction(parsed => Run(
            host,
            new Project(host, parsed.GetValue(paths), parsed.GetValue(rules), parsed.GetRequiredValue(environment), options => (options = scope.Apply(parsed, host, options)) with
            {
                // What is known already belongs into the new file as well.
                Baseline = parsed.GetValue(writeBaseline) is null ? options.Baseline : "",
                FromEmpty = parsed.GetValue(fromEmpty),
                StopAtFailure = parsed.GetValue(stopAtFailure),
                TargetVersion = parsed.GetValue(targetVersion),
            }),
            parsed.GetRequiredValue(format),
            parsed.GetValue(output),
            parsed.GetValue(writeBaseline),
            ParseSeverity(parsed.GetRequiredValue(failOn))));
        return command;
    }

    private static int Run(CliHost host, Project project, string format, string? output, string? baseline, Severity failOn)
    {
        if (baseline is not null)
        {
            return WriteBaseline(host, project, baseline);
        }

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

    /// <summary>Everything that is found now is known from now on.</summary>
    private static int WriteBaseline(CliHost host, Project project, string file)
    {
        var path = file.Length > 0 ? host.GetFullPath(file) : throw new CliException("--write-baseline needs the name of a file.");
        var found = project.Lint(host.Files).Diagnostics;
        if (host.TryWriteFile(path, Baseline.Write(found, path, host.Files.IsCaseSensitive)) is { } reason)
        {
            throw new CliException($"The baseline could not be written to {file}: {reason}");
        }

        host.Error.WriteLine($"migrationlint: {file} has {found.Count} finding{(found.Count == 1 ? "" : "s")} now.");
        return ExitStatus.Clean;
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
