namespace MigrationLint.Files;

/// <summary>The git checkout around a path.</summary>
public static class GitCheckout
{
    /// <summary>The nearest directory at or above <paramref name="start"/> that holds <c>.git</c>; null where there is none.</summary>
    public static string? FindRoot(IFileSystem files, string start)
    {
        for (var directory = start; directory is not null; directory = PathText.GetDirectory(directory))
        {
            // A worktree has a file of that name.
            if (files.GetKind(PathText.Combine(directory, ".git")) is FileEntryKind.Directory or FileEntryKind.File)
            {
                return directory;
            }
        }

        return null;
    }
}
