namespace MigrationLint.Analyzers;

/// <summary>How a fix travels in <c>Diagnostic.Properties</c> from the analyzer to the code fix, which stand in two assemblies.</summary>
internal static class FixProperties
{
    /// <summary>The file to rename, as the host writes its path. It need not be the file of the diagnostic.</summary>
    public const string RenameFrom = "MigrationLint.RenameFrom";

    /// <summary>Its bare name afterwards.</summary>
    public const string RenameTo = "MigrationLint.RenameTo";

    /// <summary>What the fix does, in the imperative.</summary>
    public const string Title = "MigrationLint.Title";
}
