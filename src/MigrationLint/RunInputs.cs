using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.History;
using MigrationLint.Text;

namespace MigrationLint;

/// <summary>What a run is told, by its options and, where these are silent, by the settings of its folders.</summary>
internal sealed class RunInputs
{
    private readonly IFileSystem files;
    private readonly LintOptions options;
    private readonly FolderSettings settings;
    private readonly List<ConfigurationProblem> problems = [];

    /// <summary>Takes both together.</summary>
    public RunInputs(IFileSystem files, LintOptions options, FolderSettings settings, IReadOnlyList<MigrationFolder> folders)
    {
        (this.files, this.options, this.settings) = (files, options, settings);
        TargetVersion = options.TargetVersion ?? folders.Select(folder => settings.TargetVersion(folder.Path)).FirstOrDefault(version => version is not null);
        foreach (var folder in folders)
        {
            problems.AddRange(settings.Misunderstood(folder.Path).Select(said => Problem(folder.Path, $"{said.Key} = {said.Value} has no meaning", $"It takes {said.Expected}.")));
        }

        Baseline = ReadBaseline(options.Baseline ?? folders.Select(folder => settings.Baseline(folder.Path)).FirstOrDefault(path => path is not null));
    }

    /// <summary>The version that somebody said; null for none. Chains may say their own.</summary>
    public int? TargetVersion { get; }

    /// <summary>The findings that are known; null for none.</summary>
    public Baseline? Baseline { get; }

    /// <summary>What is said of the past.</summary>
    public HistoryRequest History => new()
    {
        Base = options.Base,
        Since = options.Since,
        SinceOf = folder => settings.Since(folder.Path),
        IsLegacy = folder => (options.Preset ?? settings.Preset(folder.Path)) == LintPreset.LegacyChain,
    };

    /// <summary>Adds what cannot be obeyed.</summary>
    public ConfigurationSet AddProblemsTo(ConfigurationSet configuration) => problems.Count == 0
        ? configuration
        : configuration with { Problems = [.. configuration.Problems, .. problems] };

    private Baseline? ReadBaseline(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        if (files.Read(path!).Text is { } text)
        {
            return Checking.Baseline.Parse(text, files.IsCaseSensitive);
        }

        problems.Add(Problem(path!, path + ": the baseline cannot be read", "Write it with migrationlint check --write-baseline, or name a file that exists."));
        return null;
    }

    private static ConfigurationProblem Problem(string path, string message, string remedy) => new(SourceSpan.StartOf(new SourceText(path, "")), message, remedy);
}
