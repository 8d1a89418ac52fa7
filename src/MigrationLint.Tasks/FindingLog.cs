using Microsoft.Build.Utilities;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>Prints findings as warnings, errors and messages of a build.</summary>
/// <param name="log">The task's log.</param>
/// <param name="baseDirectory">What paths are printed relative to; empty for absolute paths.</param>
/// <param name="isCaseSensitive">Whether paths are.</param>
internal sealed class FindingLog(TaskLoggingHelper log, string baseDirectory, bool isCaseSensitive)
{
    /// <summary>Prints one finding.</summary>
    public void Print(Finding finding) => Render(finding).Print(log);

    /// <summary>Puts a finding into the words of a build.</summary>
    public LogLine Render(Finding finding) => new(
        finding.RuleId,
        finding.Severity switch { Severity.Error => LogLineKind.Error, Severity.Warning => LogLineKind.Warning, _ => LogLineKind.Message },
        HelpLinks.For(finding.RuleId) ?? "",
        PathText.GetRelative(baseDirectory, finding.Location.Path, isCaseSensitive),
        finding.Location.Start.Line + 1,
        finding.Location.Start.Column + 1,
        finding.Location.End.Line + 1,
        finding.Location.End.Column + 1,
        FindingText.Full(finding, baseDirectory, isCaseSensitive));
}
