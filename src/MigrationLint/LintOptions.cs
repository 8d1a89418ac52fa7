using MigrationLint.Discovery;

namespace MigrationLint;

/// <summary>What a run is told that stands in no file of the project.</summary>
public sealed record LintOptions
{
    /// <summary>The date in UTC. The engine asks no clock.</summary>
    public required DateTime Today { get; init; }

    /// <summary>The environment variables that are known. A variable that is missing here is unknown, not unset. Values never enter output.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The only rules to run, by id, those included that are off by default; null for all that are on.</summary>
    public IReadOnlyCollection<string>? Rules { get; init; }
}

/// <summary>A folder that the user names.</summary>
/// <param name="Path">Absolute and normalised.</param>
/// <param name="Tool">The tool, where the user says it.</param>
public sealed record DeclaredFolder(string Path, MigrationTool? Tool);

/// <summary>Where to look.</summary>
public sealed record LintRequest
{
    /// <summary>Folders and files that discovery goes down from, absolute and normalised.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Folders that hold migrations whatever they look like.</summary>
    public IReadOnlyList<DeclaredFolder> Folders { get; init; } = [];

    /// <summary>Configuration modules that discovery would not find by their names.</summary>
    public IReadOnlyList<string> DatabaseConfigs { get; init; } = [];
}
