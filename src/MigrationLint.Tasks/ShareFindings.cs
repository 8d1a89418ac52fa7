using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>
/// Makes calls of the helper project out of findings that several projects may have come to. Findings of one directory go together:
/// a project that found the same there makes the same call, which MSBuild answers once.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ShareFindings : MigrationTask
{
    /// <summary>What <see cref="LintMigrations.SharedFindings"/> gave.</summary>
    [Required]
    public string Findings { get; set; } = "";

    /// <summary>Folders and files that the projects they belong to report on.</summary>
    public ITaskItem[] Covered { get; set; } = [];

    /// <summary>The project that prints.</summary>
    [Required]
    public string HelperProject { get; set; } = "";

    /// <summary>The calls, for <c>Projects</c> of the <c>MSBuild</c> task.</summary>
    [Output]
    public ITaskItem[] Calls { get; private set; } = [];

    /// <inheritdoc/>
    private protected override void Run()
    {
        var covered = Covered.Select(FullPath).ToList();
        Calls =
        [
            .. Tasks.SharedFindings.FromProperty(Findings)
                .Where(finding => !covered.Exists(path => PathText.IsBelow(finding.Location.Path, path, Disk.IsCaseSensitive)))
                .GroupBy(finding => PathText.GetDirectory(finding.Location.Path), StringComparer.Ordinal)
                .Select(group => new TaskItem(HelperProject, new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["AdditionalProperties"] = "MigrationLintFindings=" + Tasks.SharedFindings.ToProperty([.. group]),
                })),
        ];
    }
}
