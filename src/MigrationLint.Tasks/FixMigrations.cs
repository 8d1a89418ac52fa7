using Microsoft.Build.Framework;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Fixing;
using MigrationLint.Hosts;

namespace MigrationLint.Tasks;

/// <summary>Mends what can be mended, or tells what it would do.</summary>
[MSBuildMultiThreadableTask]
public sealed class FixMigrations : MigrationTask
{
    /// <summary>Whether fixes that somebody has to look at are made too, and not only shown.</summary>
    public bool ApplySuggested { get; set; }

    /// <inheritdoc/>
    private protected override void Run()
    {
        var plan = Plan(ApplySuggested ? Applicability.Suggested : Applicability.Safe);
        if (FixApplier.Apply(plan, Disk) is { } problem)
        {
            Log.LogError("{0}", problem);
            return;
        }

        Tell(plan, "Renamed {0} to {1}.");
        if (!ApplySuggested)
        {
            Tell(Plan(Applicability.Suggested), "Would rename {0} to {1}. Look at it, then set MigrationLintFixSuggested=true to do it.");
        }

        Log.LogMessage(MessageImportance.High, "Findings left: {0}.", plan.Remaining.Count);
    }

    private FixPlan Plan(Applicability upTo)
    {
        var request = ReadRequest(Disk);
        var git = new GitReader();
        return new FixPlanner(Disk, files => [.. new Linter(files, Options(), git).Run(request).Diagnostics.Where(diagnostic => diagnostic.Severity != Severity.None)], upTo).Plan();
    }

    private void Tell(FixPlan plan, string format)
    {
        foreach (var rename in plan.Renames)
        {
            Log.LogMessage(MessageImportance.High, format, PathText.GetRelative(BaseDirectory, rename.From, Disk.IsCaseSensitive), PathText.GetFileName(rename.To));
        }
    }
}
