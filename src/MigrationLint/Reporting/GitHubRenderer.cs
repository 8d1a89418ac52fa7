using System.Globalization;
using System.Text;
using MigrationLint.Diagnostics;

namespace MigrationLint.Reporting;

/// <summary>
/// Workflow commands that GitHub shows as annotations of a pull request
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). Paths must be relative to the root of the repository.
/// </summary>
public sealed class GitHubRenderer : IReportRenderer
{
    /// <inheritdoc/>
    public string Render(Report report)
    {
        var slugs = report.Rules.ToDictionary(rule => rule.Id, rule => rule.Slug, StringComparer.Ordinal);
        var result = new StringBuilder();
        foreach (var finding in report.Findings)
        {
            var location = finding.Location;
            result.Append("::").Append(Command(finding.Severity));
            result.Append(" file=").Append(EscapeProperty(report.Relative(location.Path)));
            result.Append(",line=").Append(OneBased(location.Start.Line)).Append(",endLine=").Append(OneBased(location.End.Line));

            // The runner refuses columns of an annotation that spans lines (actions/runner, src/Runner.Worker/ActionCommandManager.cs).
            if (location.Start.Line == location.End.Line)
            {
                result.Append(",col=").Append(OneBased(location.Start.Column)).Append(",endColumn=").Append(OneBased(location.End.Column));
            }

            var title = slugs.TryGetValue(finding.RuleId, out var slug) ? finding.RuleId + " " + slug : finding.RuleId;
            result.Append(",title=").Append(EscapeProperty(title)).Append("::");
            result.Append(EscapeData(FindingText.Full(finding, report.BaseDirectory, report.IsCaseSensitive))).Append('\n');
        }

        return result.ToString();
    }

    private static string Command(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static string OneBased(int zeroBased) => (zeroBased + 1).ToString(CultureInfo.InvariantCulture);

    private static string EscapeData(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string EscapeProperty(string text) => EscapeData(text).Replace(":", "%3A").Replace(",", "%2C");
}
