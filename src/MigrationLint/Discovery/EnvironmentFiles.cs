using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Finds the files that list environment variables: examples for developers, compose files and CI workflows.</summary>
/// <param name="files">The disk.</param>
/// <param name="tree">The directories.</param>
internal sealed class EnvironmentFiles(IFileSystem files, SourceTree tree)
{
    private static readonly string[] Examples = ["example", "sample", "template", "dist"];
    private static readonly string[] Workflows = [".github/workflows", ".circleci", ".gitea/workflows", ".forgejo/workflows"];
    private static readonly string[] Pipelines = [".gitlab-ci.", "azure-pipelines.", "bitbucket-pipelines.", ".travis."];

    /// <summary>What is listed for each configuration that reads variables, by its directory.</summary>
    public IReadOnlyDictionary<string, EnvironmentNames> Read(IEnumerable<DatabaseConfiguration> configurations) =>
        configurations
            .Where(configuration => configuration.Unguarded.Count > 0)
            .Select(configuration => PathText.GetDirectory(configuration.Location.Text.Path) ?? "/")
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(directory => directory, ReadAbove, StringComparer.Ordinal);

    private EnvironmentNames ReadAbove(string directory)
    {
        var assigned = new List<NamedOption>();
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        string? nearest = null;
        foreach (var above in tree.GoUp(directory))
        {
            foreach (var path in FilesIn(above))
            {
                if (files.Read(path).Text is not { } text)
                {
                    continue;
                }

                mentioned.UnionWith(EnvironmentNames.Words(text.Content));
                if (IsExample(PathText.GetFileName(path)))
                {
                    nearest ??= path;
                    assigned.AddRange(EnvironmentNames.Assignments(text));
                }
            }
        }

        return new EnvironmentNames(assigned, nearest, mentioned);
    }

    private IEnumerable<string> FilesIn(string directory) =>
        Named(directory, name => IsExample(name) || IsCompose(name) || Pipelines.Any(pipeline => name.StartsWith(pipeline, StringComparison.Ordinal)))
            .Concat(Workflows.SelectMany(below => Named(PathText.Combine(directory, below), IsYaml)));

    private IEnumerable<string> Named(string directory, Func<string, bool> isWanted) =>
        (files.List(directory) ?? [])
            .Where(entry => entry.Kind == FileEntryKind.File && isWanted(entry.Name))
            .Select(entry => PathText.Combine(directory, entry.Name));

    /// <summary>True for <c>.env.example</c>, <c>.env.local.sample</c>, <c>example.env</c> and the like, never for an <c>.env</c> with values.</summary>
    private static bool IsExample(string name)
    {
        var parts = name.Split('.', '-', '_');
        return parts.Contains("env", StringComparer.OrdinalIgnoreCase) && parts.Any(part => Examples.Contains(part, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>True for <c>docker-compose.yml</c>, <c>compose.yaml</c> and their kin.</summary>
    internal static bool IsCompose(string name) =>
        IsYaml(name) && (name.StartsWith("docker-compose", StringComparison.OrdinalIgnoreCase) || name.StartsWith("compose", StringComparison.OrdinalIgnoreCase));

    private static bool IsYaml(string name) => PathText.GetExtension(name) is ".yml" or ".yaml";
}
