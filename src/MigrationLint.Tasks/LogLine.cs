using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MigrationLint.Tasks;

/// <summary>What MSBuild knows of severities.</summary>
internal enum LogLineKind : byte
{
    /// <summary>Something to know.</summary>
    Message,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error, which fails the build.</summary>
    Error,
}

/// <summary>A finding as a build prints it. Lines and columns count from one; the help link is empty where there is none.</summary>
internal sealed record LogLine(string Code, LogLineKind Kind, string HelpLink, string Path, int Line, int Column, int EndLine, int EndColumn, string Message)
{
    /// <summary>Prints the line.</summary>
    public void Print(TaskLoggingHelper log)
    {
        var link = HelpLink.Length == 0 ? null : HelpLink;

        // A message is no format: it may hold braces.
        switch (Kind)
        {
            case LogLineKind.Error:
                log.LogError(null, Code, null, link, Path, Line, Column, EndLine, EndColumn, "{0}", Message);
                break;
            case LogLineKind.Warning:
                log.LogWarning(null, Code, null, link, Path, Line, Column, EndLine, EndColumn, "{0}", Message);
                break;
            default:
                log.LogMessage(null, Code, null, Path, Line, Column, EndLine, EndColumn, MessageImportance.Normal, "{0}", Message);
                break;
        }
    }
}
