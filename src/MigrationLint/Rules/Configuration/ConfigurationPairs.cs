using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>Two configurations, of different files, that speak of one database.</summary>
/// <param name="First">The one whose path sorts first.</param>
/// <param name="Second">The other.</param>
internal sealed record ConfigurationPair(DatabaseConfiguration First, DatabaseConfiguration Second)
{
    /// <summary>The environment that both are for; null where neither names one.</summary>
    public string? Environment => First.Environment ?? Second.Environment;
}

/// <summary>Finds configurations that have to agree.</summary>
internal static class ConfigurationPairs
{
    /// <summary>The pairs by pairs of files, in the order of the configurations.</summary>
    public static IEnumerable<IReadOnlyList<ConfigurationPair>> ByFile(ConfigurationSet set)
    {
        // What only developers and tests use differs on purpose, and other databases have pools and certificates of other kinds.
        var all = set.Configurations.Where(configuration => configuration is { IsForDevelopment: false, IsPostgres: true }).ToList();
        var withProduction = new HashSet<string>(all.Where(IsProduction).Select(configuration => configuration.Location.Text.Path), StringComparer.Ordinal);
        var pairs =
            from first in Enumerable.Range(0, all.Count)
            from second in Enumerable.Range(first + 1, all.Count - first - 1)
            let pair = new ConfigurationPair(all[first], all[second])
            where IsOneEnvironment(pair, withProduction) && IsOneDatabase(pair)
            group pair by (pair.First.Location.Text.Path, pair.Second.Location.Text.Path);
        return pairs.Select(group => (IReadOnlyList<ConfigurationPair>)[.. group]);
    }

    /// <summary>The names of two files, with as much of their directories as tells them apart.</summary>
    public static (string First, string Second) Names(ConfigurationPair pair)
    {
        var (first, second) = (pair.First.Location.Text.Path, pair.Second.Location.Text.Path);
        return PathText.GetFileName(first) == PathText.GetFileName(second) ? (WithParent(first), WithParent(second)) : (PathText.GetFileName(first), PathText.GetFileName(second));
    }

    private static bool IsOneDatabase(ConfigurationPair pair)
    {
        var (first, second) = (pair.First, pair.Second);
        return first.Location.Text.Path != second.Location.Text.Path
            && first.Package == second.Package
            && first.IsLoopback == second.IsLoopback
            && first.Parts.All(part => !second.Parts.TryGetValue(part.Key, out var other) || MayBeSame(part.Value, other))
            && (first.ConnectionVariables.Count == 0
                ? second.ConnectionVariables.Count == 0 || first.Parts.Count == 0
                : second.ConnectionVariables.Count == 0 ? second.Parts.Count == 0
                : first.ConnectionVariables.Intersect(second.ConnectionVariables, StringComparer.Ordinal).Any());
    }

    private static bool MayBeSame(ConnectionPart first, ConnectionPart second) => first.Literal is not null
        ? first.Literal == second.Literal
        : first.Variables.Intersect(second.Variables, StringComparer.Ordinal).Any();

    /// <summary>Modules are read as production runs them: what names no environment is compared with production, where a file has one.</summary>
    private static bool IsOneEnvironment(ConfigurationPair pair, HashSet<string> withProduction)
    {
        return pair.First.Environment is not null && pair.Second.Environment is not null
            ? pair.First.Environment == pair.Second.Environment
            : Holds(pair.First) && Holds(pair.Second);

        bool Holds(DatabaseConfiguration configuration) =>
            configuration.Environment is null || IsProduction(configuration) || !withProduction.Contains(configuration.Location.Text.Path);
    }

    private static bool IsProduction(DatabaseConfiguration configuration) => configuration.Environment is "production" or "prod" or "live";

    private static string WithParent(string path) =>
        PathText.GetDirectory(path) is { } directory ? $"{PathText.GetFileName(directory)}/{PathText.GetFileName(path)}" : path;
}
