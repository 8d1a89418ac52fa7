using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Finds and reads the configuration modules of a request, each once.</summary>
/// <param name="files">The disk.</param>
/// <param name="tree">The directories.</param>
/// <param name="reader">Reads the modules.</param>
internal sealed class ConfigurationSearch(IFileSystem files, SourceTree tree, ConfigurationReader reader)
{
    private readonly ConfigurationFiles named = new(files);
    private readonly HashSet<string> read = new(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private readonly List<DatabaseConfiguration> found = [];

    /// <summary>The configurations in ordinal order of their paths, then as they stand in the file; one that several modules use is one.</summary>
    public IEnumerable<DatabaseConfiguration> Configurations => found
        .GroupBy(configuration => (configuration.Location.Text.Path, configuration.Location.Span, configuration.Environment))
        .Select(group => group.First())
        .OrderBy(configuration => configuration.Location.Text.Path, StringComparer.Ordinal)
        .ThenBy(configuration => configuration.Location.Span.Start);

    /// <summary>Reads the knexfiles and the configurations of drizzle-kit in the visited directories and in those above the request's paths and folders.</summary>
    public void ReadToolFiles(IEnumerable<VisitedDirectory> visited, LintRequest request)
    {
        var starts = request.Paths.Select(DirectoryOf).Concat(request.Folders.Select(folder => folder.Path));
        var directories = visited.Select(visit => visit.Path).Concat(starts.SelectMany(start => tree.GoUp(start))).ToList();
        var knexfiles = directories.SelectMany(named.Knexfiles)
            .Concat(request.DatabaseConfigs.Where(path => ConfigurationFiles.IsKnexfile(PathText.GetFileName(path))));
        foreach (var path in knexfiles.Where(read.Add))
        {
            found.AddRange(reader.ReadKnexfile(path));
        }

        var drizzle = directories.SelectMany(named.DrizzleConfigs)
            .Concat(request.DatabaseConfigs.Where(path => ConfigurationFiles.IsDrizzleConfig(PathText.GetFileName(path))));
        foreach (var path in drizzle.Where(read.Add))
        {
            found.AddRange(reader.ReadDrizzleConfig(path));
        }
    }

    /// <summary>
    /// Reads the modules that the user names, and those that have the name of a database's configuration: from each migration folder, or
    /// else from each path of the request, up to the root of its package.
    /// </summary>
    public void ReadModules(IEnumerable<VisitedDirectory> visited, LintRequest request)
    {
        foreach (var path in request.DatabaseConfigs.Where(read.Add))
        {
            found.AddRange(reader.ReadModule(path, isDeclared: true));
        }

        var folders = found.SelectMany(configuration => configuration.Migrations?.Directories ?? []).Where(directory => directory.IsKnown).Select(directory => directory.Value!)
            .Concat(visited.Where(visit => visit.IsCandidate && visit.IsNamed).Select(visit => visit.Path))
            .Concat(request.Folders.Select(folder => folder.Path));
        var directories = folders.Select(folder => PathText.GetDirectory(folder) ?? folder)
            .Concat(request.Paths.Select(DirectoryOf).Where(path => !FolderNames.IsConventional(PathText.GetFileName(path))))
            .Distinct()
            .SelectMany(start => tree.GoUpToPackage(start, request.Paths))
            .Distinct();
        foreach (var path in directories.SelectMany(named.Modules).Where(read.Add).ToList())
        {
            found.AddRange(reader.ReadModule(path, isDeclared: false));
        }
    }

    private string DirectoryOf(string path) =>
        files.GetKind(path) == FileEntryKind.File ? PathText.GetDirectory(path) ?? path : path;
}
