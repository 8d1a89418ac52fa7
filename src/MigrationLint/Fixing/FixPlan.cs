using MigrationLint.Diagnostics;

namespace MigrationLint.Fixing;

/// <summary>One file that gets another name.</summary>
/// <param name="From">Its path before.</param>
/// <param name="To">Its path afterwards.</param>
public sealed record Rename(string From, string To);

/// <summary>A fix that is left alone.</summary>
/// <param name="Fix">The fix.</param>
/// <param name="Reason">Why, as a clause.</param>
public sealed record SkippedFix(Fix Fix, string Reason);

/// <summary>What mending a project comes to.</summary>
public sealed record FixPlan
{
    /// <summary>What is done, in this order: each target is free when its turn comes.</summary>
    public required IReadOnlyList<Rename> Steps { get; init; }

    /// <summary>The same from beginning to end: each file once, with its first and its last name, in the order of the first step on it.</summary>
    public required IReadOnlyList<Rename> Renames { get; init; }

    /// <summary>Fixes that were offered and left alone, in the order in which they were met.</summary>
    public required IReadOnlyList<SkippedFix> Skipped { get; init; }

    /// <summary>What is still found afterwards.</summary>
    public required IReadOnlyList<Diagnostic> Remaining { get; init; }
}
