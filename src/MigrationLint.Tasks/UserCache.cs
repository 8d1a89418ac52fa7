using System.Globalization;

namespace MigrationLint.Tasks;

/// <summary>A place for findings that belong to no single project, and so to no <c>obj</c> folder.</summary>
internal static class UserCache
{
    /// <summary>The file for a request; null where the user has no folder for such data.</summary>
    public static string? FileFor(LintRequest request)
    {
        var root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var hash = 14695981039346656037UL;
        foreach (var character in string.Join("\n", request.Folders.Select(folder => folder.Path).Concat(request.DatabaseConfigs)))
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return root.Length == 0 ? null : Path.Combine(root, "MigrationLint", hash.ToString("x16", CultureInfo.InvariantCulture) + ".cache");
    }
}
