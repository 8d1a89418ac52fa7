using Microsoft.Build.Utilities;
using MigrationLint.Checking;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>A job that was run.</summary>
/// <param name="Job">What was to be done.</param>
/// <param name="Lint">What the linter found.</param>
/// <param name="Findings">What is left under the user's severities.</param>
internal sealed record AppliedLint(LintJob Job, CachedLint Lint, IReadOnlyList<Finding> Findings);

/// <summary>Writes findings as SARIF: the compiler's <c>ErrorLog</c> has none of a task's warnings.</summary>
/// <param name="disk">The disk.</param>
/// <param name="projectDirectory">What relative paths start from.</param>
internal sealed class SarifFile(IFileSystem disk, string projectDirectory)
{
    /// <summary>Writes one file for all results. Paths in it are relative to the git checkout, as code scanning wants them.</summary>
    public void Write(string path, IReadOnlyList<AppliedLint> results, TaskLoggingHelper log)
    {
        var report = new Report
        {
            Findings = [.. results.SelectMany(result => result.Findings)],
            Folders = [.. results.SelectMany(result => result.Lint.Folders)],
            Coverage = results.Select(result => result.Lint.Coverage).Aggregate(Add),
            Rules = [.. RuleCatalog.All.Select(rule => rule.Descriptor)],
            BaseDirectory = GitCheckout.FindRoot(disk, projectDirectory) ?? projectDirectory,
            IsCaseSensitive = disk.IsCaseSensitive,
            ToolVersion = typeof(SarifFile).Assembly.GetName().Version!.ToString(3),
        };
        var file = PhysicalFileSystem.GetFullPath(path, projectDirectory);
        try
        {
            Directory.CreateDirectory(PathText.GetDirectory(file)!);
            File.WriteAllText(file, new SarifRenderer().Render(report));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.LogError("{0}", $"MigrationLintSarif: {path} could not be written. {exception.Message}");
        }
    }

    private static Coverage Add(Coverage a, Coverage b) =>
        new(a.Files + b.Files, a.Statements + b.Statements, a.NotUnderstood + b.NotUnderstood, a.Suppressed + b.Suppressed);
}
