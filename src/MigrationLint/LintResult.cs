using MigrationLint.Diagnostics;
using MigrationLint.Discovery;

namespace MigrationLint;

/// <summary>What a run found.</summary>
public sealed record LintResult
{
    /// <summary>
    /// The findings by file in the tool's order, then by position; suppressed ones left out; the severities that the user set are applied later: what a rule
    /// that is off finds is there with <see cref="Severity.None"/> where the user sets one for it.
    /// </summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The chains that were found.</summary>
    public required IReadOnlyList<MigrationFolder> Folders { get; init; }

    /// <summary>How much was read and understood.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>For each folder, how many of its migrations would run on an empty database.</summary>
    public required IReadOnlyList<RunnableFiles> Runnable { get; init; }
}

/// <summary>How much of a folder would run on an empty database, each migration counted alone.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Runnable">How many migrations would run.</param>
/// <param name="Total">How many there are.</param>
public sealed record RunnableFiles(string Folder, int Runnable, int Total);

/// <summary>How much of the input a run understood.</summary>
/// <param name="Files">Migrations that were read.</param>
/// <param name="Statements">Statements and database calls that were met in them.</param>
/// <param name="NotUnderstood">Of these, how many could not be understood.</param>
/// <param name="Suppressed">Findings that comments silenced.</param>
public sealed record Coverage(int Files, int Statements, int NotUnderstood, int Suppressed)
{
    /// <summary>Findings that the baseline has.</summary>
    public int InBaseline { get; init; }

    /// <summary>Migrations that databases have run already, as a base, the last applied migration or a preset says.</summary>
    public int OldFiles { get; init; }

    /// <summary>Findings on these that come too late to matter.</summary>
    public int OnOldFiles { get; init; }

    /// <summary>Why git was not asked for the past, as a clause; null where it was, or where the host never does.</summary>
    public string? HistoryNotRead { get; init; }
}
