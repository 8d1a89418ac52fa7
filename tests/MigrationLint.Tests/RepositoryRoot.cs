namespace MigrationLint.Tests;

/// <summary>Where the checkout that the tests were built from lies.</summary>
internal static class RepositoryRoot
{
    /// <summary>The directory of the solution.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "MigrationLint.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from below the repository.");
    }
}
