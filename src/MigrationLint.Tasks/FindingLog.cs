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
    public void Print(Finding finding) => Print(Render(finding));

    /// <summary>Puts a finding into the words of a build.</summary>
    public LogLine Render(Finding finding) => new(
        finding.RuleId,
        finding.Severity,
        PathText.GetRelative(baseDirectory, finding.Location.Path, isCaseSensitive),
        finding.Location.Start.Line + 1,
        finding.Location.Start.Column + 1,
        finding.Location.End.Line + 1,
        finding.Location.End.Column + 1,
        FindingText.Full(finding, baseDirectory, isCaseSensitive));

    /// <summary>Prints a line.</summary>
    public void Print(LogLine line)
    {
        var link = HelpLinks.For(line.Code);

        // A message is no format: it may hold braces.
        switch (line.Severity)
        {
            case Severity.Error:
                log.LogError(null, line.Code, null, link, line.Path, line.Line, line.Column, line.EndLine, line.EndColumn, "{0}", line.Message);
                break;
            case Severity.Warning:
                log.LogWarning(null, line.Code, null, link, line.Path, line.Line, line.Column, line.EndLine, line.EndColumn, "{0}", line.Message);
                break;
            default:
                log.LogMessage(null, line.Code, null, line.Path, line.Line, line.Column, line.EndLine, line.EndColumn, MessageImportance.Normal, "{0}", line.Message);
                break;
        }
    }
}

/// <summary>A finding as a build prints it. Lines and columns count from one.</summary>
internal sealed record LogLine(string Code, Severity Severity, string Path, int Line, int Column, int EndLine, int EndColumn, string Message);
