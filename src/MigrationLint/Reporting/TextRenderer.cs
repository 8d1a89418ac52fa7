using System.Globalization;
using System.Text;
using MigrationLint.Diagnostics;

namespace MigrationLint.Reporting;

/// <summary>
/// One line per finding in the form that MSBuild, editors and CI systems recognise
/// (https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks), then the chains, the totals and the coverage.
/// </summary>
/// <param name="useColor">Whether a terminal shows it that understands ANSI colours.</param>
public sealed class TextRenderer(bool useColor = false) : IReportRenderer
{
    /// <inheritdoc/>
    public string Render(Report report)
    {
        var result = new StringBuilder();
        foreach (var finding in report.Findings)
        {
            AppendFinding(result, report, finding);
        }

        result.Append(report.Findings.Count == 0 ? "" : "\n");
        foreach (var folder in report.Folders)
        {
            result.Append(FindingText.SingleLine(report.Relative(folder.Path))).Append(": ").Append(folder.Tool).Append(", ").Append(Plural(folder.Files, "file")).Append(Runnable(folder)).Append('\n');
        }

        return result.Append(Totals(report)).Append('\n').Append(CoverageLine(report.Coverage)).Append('\n').ToString();
    }

    private static string Runnable(FolderSummary folder) =>
        folder.Steps == 0 ? "" : $"; {Number(folder.Runnable)} of {Plural(folder.Steps, "file")} would run on an empty database";

    /// <summary>How many findings there are of which severity, as a sentence.</summary>
    public static string Totals(Report report)
    {
        var (errors, warnings) = (Plural(report.Count(Severity.Error), "error"), Plural(report.Count(Severity.Warning), "warning"));
        return report.Findings.Count == 0
            ? "No findings."
            : $"{Plural(report.Findings.Count, "finding")}: {errors}, {warnings}, {Number(report.Count(Severity.Info))} info.";
    }

    /// <summary>How much was read and understood, and what was skipped, as a sentence.</summary>
    public static string CoverageLine(Coverage coverage) =>
        $"Read {Plural(coverage.Files, "file")} with {Plural(coverage.Statements, "statement")}, {Number(coverage.NotUnderstood)} not understood{Skipped(coverage)}.";

    /// <summary>What was skipped, as clauses to append to a sentence; empty for nothing.</summary>
    public static string Skipped(Coverage coverage)
    {
        var clauses = new StringBuilder();
        if (coverage.Suppressed > 0)
        {
            clauses.Append("; comments silence ").Append(Plural(coverage.Suppressed, "finding"));
        }

        if (coverage.InBaseline > 0)
        {
            clauses.Append("; the baseline has ").Append(Plural(coverage.InBaseline, "finding"));
        }

        if (coverage.OldFiles > 0)
        {
            clauses.Append("; ").Append(Plural(coverage.OldFiles, "file")).Append(coverage.OldFiles == 1 ? " is" : " are")
                .Append(" merged or applied, which leaves out ").Append(Plural(coverage.OnOldFiles, "finding"));
        }

        if (coverage.HistoryNotRead is { } reason)
        {
            clauses.Append("; history was not read: ").Append(FindingText.SingleLine(reason));
        }

        return clauses.ToString();
    }

    private void AppendFinding(StringBuilder result, Report report, Finding finding)
    {
        var location = finding.Location;
        var place = string.Join(",", new[] { location.Start.Line, location.Start.Column, location.End.Line, location.End.Column }.Select(zeroBased => Number(zeroBased + 1)));
        result.Append(FindingText.SingleLine(report.Relative(location.Path))).Append('(').Append(place).Append("): ");
        var word = FindingText.Word(finding.Severity);
        result.Append(useColor ? Color(finding.Severity) + word + "\u001b[0m" : word);
        result.Append(' ').Append(finding.RuleId).Append(": ").Append(FindingText.Full(finding, report.BaseDirectory, report.IsCaseSensitive)).Append('\n');
    }

    private static string Color(Severity severity) => severity switch
    {
        Severity.Error => "\u001b[31m",
        Severity.Warning => "\u001b[33m",
        _ => "\u001b[36m",
    };

    private static string Plural(int count, string noun) => Number(count) + " " + noun + (count == 1 ? "" : "s");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
