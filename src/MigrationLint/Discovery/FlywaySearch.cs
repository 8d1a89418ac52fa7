using MigrationLint.Configuration;
using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Finds Flyway's configuration and the directories that it names.</summary>
/// <param name="files">The disk.</param>
internal sealed class FlywaySearch(IFileSystem files)
{
    private const string Resources = "src/main/resources";
    private static readonly string[] Names = ["flyway.toml", "flyway.conf", "conf/flyway.toml", "conf/flyway.conf"];

    private readonly HashSet<string> looked = new(StringComparer.Ordinal);
    private readonly List<(FlywaySettings Settings, IReadOnlyList<string> Directories)> found = [];

    /// <summary>What was found: settings, and the directories of theirs that are there.</summary>
    public IEnumerable<(FlywaySettings Settings, IReadOnlyList<string> Directories)> Found => found.Where(one => one.Directories.Count > 0);

    /// <summary>Looks into a directory, once.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="isVisited">Whether it is listed anyway. Of what lies above the project, the list would change with every file there.</param>
    public void Look(string directory, bool isVisited)
    {
        if (!looked.Add(directory))
        {
            return;
        }

        var place = isVisited ? new LayoutDirectory(files, directory) : null;
        foreach (var name in Names)
        {
            var path = PathText.Combine(directory, name);
            if ((place?.Has(name) ?? files.GetKind(path) == FileEntryKind.File) && files.Read(path).Text is { } text)
            {
                var settings = FlywaySettings.Parse(path, text.Content);
                found.Add((settings, [.. settings.Locations.Select(location => Resolve(directory, location)).OfType<string>().Distinct(StringComparer.Ordinal)]));
            }
        }
    }

    /// <summary>The settings that hold for a folder: those that name it, or else the nearest above it.</summary>
    public FlywaySettings? For(IReadOnlyList<string> directories) =>
        found.Find(one => one.Directories.Intersect(directories, StringComparer.Ordinal).Any()).Settings
        ?? found
            .Where(one => PathText.IsBelow(directories[0], PathText.GetDirectory(one.Settings.Path)!, files.IsCaseSensitive))
            .OrderByDescending(one => one.Settings.Path.Length)
            .FirstOrDefault().Settings;

    private string? Resolve(string home, string location)
    {
        var relative = location.Replace('\\', '/');
        var candidates = PathText.IsAbsolute(relative) ? [relative] : new[] { PathText.Combine(home, relative), PathText.Combine(home, Resources + "/" + relative) };
        return candidates.FirstOrDefault(path => files.GetKind(path) == FileEntryKind.Directory);
    }
}
