using System.CommandLine;
using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Fixing;
using MigrationLint.Reporting;

namespace MigrationLint.Cli.Commands;

/// <summary><c>migrationlint fix</c>: mends what can be mended, or prints the patch that would.</summary>
internal static class FixCommand
{
    private static readonly Dictionary<string, string> NoVariables = new(StringComparer.Ordinal);

    /// <summary>Describes the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = CommonOptions.Paths();
        var rules = CommonOptions.Rules();
        var dryRun = new Option<bool>("--dry-run") { Description = "Print a patch for git apply and change nothing." };
        var suggested = new Option<bool>("--suggested") { Description = "Also make fixes that somebody must look at." };
        var scope = new ScopeOptions();
        var command = new Command("fix", "Mend what can be mended, all of it or nothing.") { paths, rules, dryRun, suggested };
        scope.AddTo(command);
        command.SetAction(parsed => Run(
            host,
            new Project(host, parsed.GetValue(paths), parsed.GetValue(rules), NoVariables, options => scope.Apply(parsed, host, options)),
            parsed.GetValue(dryRun),
            parsed.GetValue(suggested) ? Applicability.Suggested : Applicability.Safe));
        return command;
    }

    private static int Run(CliHost host, Project project, bool isDryRun, Applicability upTo)
    {
        var plan = new FixPlanner(host.Files, files => project.Lint(files).Diagnostics, upTo).Plan();
        if (isDryRun)
        {
            host.Output.Write(RenamePatch.Render(plan.Renames, PatchRoot(host, project, plan), host.Files.IsCaseSensitive));
        }
        else
        {
            if (FixApplier.Apply(plan, host.Mover) is { } failure)
            {
                throw new CliException(failure);
            }

            foreach (var rename in plan.Renames)
            {
                host.Output.Write($"renamed {Relative(host, rename.From)} to {FindingText.SingleLine(PathText.GetFileName(rename.To))}\n");
            }
        }

        WriteNotices(host, plan, isDryRun);
        return plan.Remaining.Any(diagnostic => diagnostic.Severity >= Severity.Warning) ? ExitStatus.Findings : ExitStatus.Clean;
    }

    /// <summary>git takes the paths of a patch from the root of the repository, also when it is started below.</summary>
    private static string PatchRoot(CliHost host, Project project, FixPlan plan)
    {
        var paths = plan.Renames.Select(rename => rename.From).ToList();
        return project.FindRepository(host.CurrentDirectory, paths)
            ?? (paths.Count == 0 ? null : project.FindRepository(PathText.GetDirectory(paths[0])!, paths))
            ?? host.CurrentDirectory;
    }

    private static void WriteNotices(CliHost host, FixPlan plan, bool isDryRun)
    {
        foreach (var skipped in plan.Skipped)
        {
            var place = skipped.Fix is RenameFix rename ? Relative(host, rename.Path) + ": " : "";
            var hint = skipped.Fix.Applicability == Applicability.Suggested && skipped.Reason == FixPlanner.OnlySuggested ? " (--suggested makes it)" : "";
            host.Error.WriteLine($"migrationlint: {place}left alone: {FindingText.SingleLine(skipped.Fix.Title)}: {skipped.Reason}{hint}.");
        }

        var done = isDryRun ? "would be renamed" : "renamed";
        host.Error.WriteLine($"{Count(plan.Renames.Count, "file")} {done}; {Count(plan.Remaining.Count, "finding")} left.");
    }

    private static string Relative(CliHost host, string path) =>
        FindingText.SingleLine(PathText.GetRelative(host.CurrentDirectory, path, host.Files.IsCaseSensitive));

    private static string Count(int count, string noun) => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
