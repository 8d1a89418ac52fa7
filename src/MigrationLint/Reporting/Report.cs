using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Reporting;

/// <summary>A chain of migrations in one line.</summary>
/// <param name="Path">The absolute, normalised directory.</param>
/// <param name="Tool">Who runs it, such as <c>Knex</c>.</param>
/// <param name="Files">How many migrations it has.</param>
/// <param name="Runnable">How many of its migrations would run on an empty database.</param>
/// <param name="Steps">How many migrations the way forward has.</param>
public sealed record FolderSummary(string Path, string Tool, int Files, int Runnable, int Steps)
{
    /// <summary>The folders of a run.</summary>
    public static IReadOnlyList<FolderSummary> From(LintResult result)
    {
        var runnable = result.Runnable.ToLookup(folder => folder.Folder, StringComparer.Ordinal);
        return
        [
            .. result.Folders.Select(folder => new FolderSummary(
                folder.Path,
                Discovery.MigrationToolNames.Display(folder.Tool),
                folder.Files.Count,
                runnable[folder.Path].Sum(count => count.Runnable),
                runnable[folder.Path].Sum(count => count.Total))),
        ];
    }
}

/// <summary>All that a report says, before it takes a form.</summary>
public sealed record Report
{
    /// <summary>The findings in the order of the report, with the severities that the user set; none is <see cref="Severity.None"/>.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The chains that were looked at.</summary>
    public required IReadOnlyList<FolderSummary> Folders { get; init; }

    /// <summary>How much was read and understood.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The rules that findings may come from, by id.</summary>
    public required IReadOnlyList<RuleDescriptor> Rules { get; init; }

    /// <summary>The absolute, normalised directory that paths are printed relative to.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>Whether paths that differ only in case are two.</summary>
    public required bool IsCaseSensitive { get; init; }

    /// <summary>The version of MigrationLint.</summary>
    public required string ToolVersion { get; init; }

    /// <summary><paramref name="path"/> as reports print it: relative to <see cref="BaseDirectory"/>, forward slashes.</summary>
    public string Relative(string path) => PathText.GetRelative(BaseDirectory, path, IsCaseSensitive);

    /// <summary>How many findings have a severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>The fingerprint of each finding, in their order.</summary>
    public IReadOnlyList<string> Fingerprints
    {
        get
        {
            var fingerprints = new Fingerprints();
            return [.. Findings.Select(finding => fingerprints.Next(
                finding.RuleId, Relative(finding.Location.Path), finding.Statement, finding.Subject.Length > 0 ? finding.Subject : finding.Text.Message))];
        }
    }

    /// <summary>True where some finding weighs at least <paramref name="threshold"/>; never for <see cref="Severity.None"/>, which stands for no threshold.</summary>
    public bool HasAtLeast(Severity threshold) => threshold != Severity.None && Findings.Any(finding => finding.Severity >= threshold);
}

/// <summary>Gives a report a form.</summary>
public interface IReportRenderer
{
    /// <summary>The whole text, line ends LF, with one at the end unless it is empty. The same report gives the same text.</summary>
    string Render(Report report);
}
