using Microsoft.Build.Framework;
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
    public void Print(Finding finding)
    {
        var path = PathText.GetRelative(baseDirectory, finding.Location.Path, isCaseSensitive);
        var (line, column) = (finding.Location.Start.Line + 1, finding.Location.Start.Column + 1);
        var (endLine, endColumn) = (finding.Location.End.Line + 1, finding.Location.End.Column + 1);
        var link = HelpLinks.For(finding.RuleId);

        // A message is no format: it may hold braces.
        var message = FindingText.Full(finding, baseDirectory, isCaseSensitive);
        switch (finding.Severity)
        {
            case Severity.Error:
                log.LogError(null, finding.RuleId, null, link, path, line, column, endLine, endColumn, "{0}", message);
                break;
            case Severity.Warning:
                log.LogWarning(null, finding.RuleId, null, link, path, line, column, endLine, endColumn, "{0}", message);
                break;
            default:
                log.LogMessage(null, finding.RuleId, null, path, line, column, endLine, endColumn, MessageImportance.Normal, "{0}", message);
                break;
        }
    }
}
