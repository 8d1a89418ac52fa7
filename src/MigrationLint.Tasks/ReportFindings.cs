using Microsoft.Build.Framework;

namespace MigrationLint.Tasks;

/// <summary>Prints what a project has found outside of its own places. The paths are absolute: no single project is the one that they could start from.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportFindings : MigrationTask
{
    /// <summary>Findings as <see cref="ShareFindings"/> hands them on.</summary>
    [Required]
    public string Findings { get; set; } = "";

    /// <inheritdoc/>
    private protected override void Run()
    {
        var log = new FindingLog(Log, "", Disk.IsCaseSensitive);
        foreach (var finding in SharedFindings.FromProperty(Findings))
        {
            log.Print(finding);
        }
    }
}
