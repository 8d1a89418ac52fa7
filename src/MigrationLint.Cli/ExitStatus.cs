namespace MigrationLint.Cli;

/// <summary>What the process says to the one that started it. Scripts rely on the numbers.</summary>
internal static class ExitStatus
{
    /// <summary>Nothing at or above the threshold.</summary>
    public const int Clean = 0;

    /// <summary>Something at or above the threshold.</summary>
    public const int Findings = 1;

    /// <summary>Wrong usage, or the work could not be done.</summary>
    public const int Failure = 2;
}
