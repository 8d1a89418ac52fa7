using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Cli;

/// <summary>What the user points at: paths that exist, what is found below them, and the severities that the project gives them.</summary>
internal sealed class Project
{
    private readonly CliHost host;
    private readonly IReadOnlyList<(string Directory, Severities Severities)> severities;
    private readonly LintOptions options;

    /// <summary>Resolves the paths.</summary>
    /// <param name="host">The world.</param>
    /// <param name="paths">As the user wrote them; none stands for the current directory.</param>
    /// <param name="rules">The only rules to run; null for all that are on.</param>
    /// <param name="environment">Variables over those of the process.</param>
    /// <param name="replay">Adds what the command says of the replay; null for nothing.</param>
    /// <exception cref="CliException">A path does not exist.</exception>
    public Project(
        CliHost host,
        IReadOnlyList<string>? paths,
        IReadOnlyCollection<string>? rules,
        IReadOnlyDictionary<string, string> environment,
        Func<LintOptions, LintOptions>? replay = null)
    {
        this.host = host;
        Paths = paths is null or { Count: 0 } ? [host.CurrentDirectory] : [.. paths.Select(Resolve).Distinct(StringComparer.Ordinal)];
        severities = [.. Paths.Select(CreateSeverities)];
        var variables = new Dictionary<string, string>(host.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        var plain = new LintOptions { Today = host.Today, Environment = variables, Rules = rules };
        options = replay?.Invoke(plain) ?? plain;
    }

    /// <summary>Absolute and normalised, each once, in the user's order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Lints with the severities of the project; what it silences is left out.</summary>
    /// <param name="files">The disk, or one that stands in for it.</param>
    public LintResult Lint(IFileSystem files)
    {
        var result = host.Lint(files, options, new LintRequest { Paths = Paths }, host.Git);
        return result with
        {
            Diagnostics = [.. result.Diagnostics
                .Select(diagnostic => diagnostic with { Severity = Resolve(diagnostic) })
                .Where(diagnostic => diagnostic.Severity != Severity.None)],
        };
    }

    /// <summary>Replays what the paths lead to, as one chain in their order.</summary>
    /// <param name="last">The last migration to run; null for all.</param>
    public ReplayedSchema ReplaySchema(string? last) => new SchemaReplay(host.Files, options).Run(new LintRequest { Paths = Paths, PathsFormChain = true }, last);

    /// <summary>
    /// What paths in reports for the repository's host are relative to: the root of the git repository around the current directory where
    /// all paths lie in it, else the current directory.
    /// </summary>
    public string RepositoryRoot => FindRepository(host.CurrentDirectory, Paths) ?? host.CurrentDirectory;

    /// <summary>The nearest directory at or above <paramref name="start"/> that holds <c>.git</c>, if all of <paramref name="paths"/> lie in it.</summary>
    public string? FindRepository(string start, IEnumerable<string> paths) =>
        GitCheckout.FindRoot(host.Files, start) is { } root && paths.All(path => PathText.IsBelow(path, root, host.Files.IsCaseSensitive)) ? root : null;

    private string Resolve(string path)
    {
        var full = path.Length == 0 ? throw new CliException("PATH is empty.") : host.GetFullPath(path);
        if (host.Files.GetKind(full) is not null)
        {
            return full;
        }

        // The parser takes an option that it does not know for a path.
        throw new CliException(path.StartsWith('-') ? $"There is no option {path}." : $"{path} does not exist.");
    }

    private (string Directory, Severities Severities) CreateSeverities(string path)
    {
        var directory = host.Files.GetKind(path) == FileEntryKind.Directory ? path : PathText.GetDirectory(path) ?? path;
        var globals = GlobalConfigs.Discover(host.Files, directory, named: []);
        return (directory, new Severities(new SeveritySettings(), new EditorConfigs(host.Files, globals)));
    }

    private Severity Resolve(Diagnostic diagnostic)
    {
        var path = diagnostic.Location.Text.Path;
        var own = diagnostic.Severity == Severity.None && options.Rules is not null ? Severity.Warning : diagnostic.Severity;
        var nearest = severities
            .Where(candidate => PathText.IsBelow(path, candidate.Directory, host.Files.IsCaseSensitive))
            .OrderByDescending(candidate => candidate.Directory.Length)
            .Concat(severities)
            .First();
        return nearest.Severities.Resolve(diagnostic.Rule.Id, own, path);
    }
}
