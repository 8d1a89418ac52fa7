namespace MigrationLint.Tests.Architecture;

/// <summary>The files of the checkout, without what builds and package managers put there.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "artifacts", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea",
    };

    /// <summary>The C# files below a directory of the repository, in ordinal order.</summary>
    public static IReadOnlyList<string> Below(string directory) =>
        [.. All(directory).Where(path => path.EndsWith(".cs", StringComparison.Ordinal))];

    /// <summary>All files below a directory of the repository, in ordinal order.</summary>
    public static IReadOnlyList<string> All(string directory) =>
        [.. Walk(Path.Combine(RepositoryRoot.Path, directory)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(string directory) => Directory.EnumerateFiles(directory)
        .Concat(Directory.EnumerateDirectories(directory).Where(child => !Skipped.Contains(Path.GetFileName(child))).SelectMany(Walk));
}
