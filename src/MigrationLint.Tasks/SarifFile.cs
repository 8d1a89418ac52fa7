using Microsoft.Build.Utilities;
using MigrationLint.Checking;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>Writes findings as SARIF: the compiler's <c>ErrorLog</c> has none of a task's warnings.</summary>
/// <param name="disk">The disk.</param>
/// <param name="projectDirectory">What relative paths start from.</param>
internal sealed class SarifFile(IFileSystem disk, string projectDirectory)
{
    /// <summary>Writes a run. Paths in it are relative to the git checkout, as code scanning wants them.</summary>
    /// <param name="path">The file, relative to the project or absolute.</param>
    /// <param name="lint">What the linter found.</param>
    /// <param name="findings">What is left of it under the user's severities.</param>
    /// <param name="log">Hears why the file could not be written.</param>
    public void Write(string path, CachedLint lint, IReadOnlyList<Finding> findings, TaskLoggingHelper log)
    {
        var report = new Report
        {
            Findings = findings,
            Folders = lint.Folders,
            Coverage = lint.Coverage,
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
}
