namespace MigrationLint.Discovery;

/// <summary>Directories that hold what programs made: discovery never goes into them, and whether they are there makes no difference.</summary>
public static class SkippedDirectories
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "node_modules", "bin", "obj", ".git", "dist" };

    /// <summary>True for the bare name of such a directory.</summary>
    public static bool Contains(string name) => Names.Contains(name);
}
