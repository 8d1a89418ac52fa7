using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>A chain that a configuration of Knex names.</summary>
/// <param name="Directories">The directories that exist, at least one, in the order of the configuration.</param>
/// <param name="Settings">The settings: those of production where several environments name the same directories.</param>
internal sealed record ConfiguredChain(IReadOnlyList<string> Directories, KnexMigrationSettings Settings)
{
    // What builds write: not there in a fresh checkout, and a copy of the sources where it is.
    internal static readonly HashSet<string> BuildOutput = new(StringComparer.OrdinalIgnoreCase) { "dist", "build", "out", "output", "lib", ".next", "target", "compiled" };

    /// <summary>Collects the chains, those of more directories first, so that a part of a chain is not taken for one of its own.</summary>
    /// <param name="configurations">What was read.</param>
    /// <param name="files">The disk.</param>
    /// <param name="classifier">Tells whether a directory that only Knex's default names may be Knex's.</param>
    /// <param name="starts">The paths of the request: what has to do with none of them is left out.</param>
    /// <param name="missing">Gets the directories that do not exist.</param>
    public static IReadOnlyList<ConfiguredChain> Collect(
        IEnumerable<DatabaseConfiguration> configurations,
        IFileSystem files,
        FolderClassifier classifier,
        IReadOnlyList<string> starts,
        List<NamedOption> missing)
    {
        var chains = new Dictionary<string, ConfiguredChain>(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var configuration in configurations)
        {
            if (configuration.Migrations is not { Directories.Count: > 0 } settings)
            {
                continue;
            }

            var home = PathText.GetDirectory(configuration.Location.Text.Path)!;
            var directories = new List<string>();
            foreach (var directory in settings.Directories)
            {
                var path = directory.Value!;
                var relative = PathText.GetRelative(home, path, files.IsCaseSensitive);
                if (!directory.IsKnown || !IsRelevant(path, relative, configuration, files, starts))
                {
                    continue;
                }

                if (files.GetKind(path) == FileEntryKind.Directory)
                {
                    if ((IsWritten(directory, configuration) || classifier.MayBeKnex(path)) && !directories.Contains(path))
                    {
                        directories.Add(path);
                    }
                }
                else if (IsWritten(directory, configuration) && !relative.Split('/').Any(BuildOutput.Contains) && told.Add(path))
                {
                    missing.Add(new NamedOption(relative, directory.Location));
                }
            }

            if (directories.Count == 0)
            {
                continue;
            }

            var key = string.Join("\n", directories);
            var isKnown = chains.TryGetValue(key, out var known);
            var isPostgres = configuration.IsPostgres || (isKnown && known!.Settings.IsPostgres);
            var chosen = isKnown && configuration.Environment != "production" ? known!.Settings : settings;
            chains[key] = new ConfiguredChain(directories, chosen with { IsPostgres = isPostgres });
        }

        return [.. chains.OrderByDescending(chain => chain.Value.Directories.Count).ThenBy(chain => chain.Key, StringComparer.Ordinal).Select(chain => chain.Value)];
    }

    /// <summary>False for Knex's default, which no project has to follow.</summary>
    private static bool IsWritten(Setting<string> directory, DatabaseConfiguration configuration) =>
        directory.Location != (configuration.Migrations!.Location ?? configuration.Location);

    private static bool IsRelevant(string directory, string relative, DatabaseConfiguration configuration, IFileSystem files, IReadOnlyList<string> starts)
    {
        if (relative.Split('/').Any(SkippedDirectories.Contains))
        {
            return starts.Contains(directory);
        }

        return starts.Count == 0 || starts.Any(start =>
            IsBelow(directory, start) || IsBelow(start, directory) || IsBelow(configuration.Location.Text.Path, start));

        bool IsBelow(string path, string above) => PathText.IsBelow(path, above, files.IsCaseSensitive);
    }
}
