using System.Globalization;
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

    /// <summary>Whether nothing is taken as given, so that migrations are replayed as on an empty database.</summary>
    public bool FromEmpty { get; init; }

    /// <summary>Whether a replay ends at the first migration that fails, as a tool does, instead of going on with the next.</summary>
    public bool StopAtFailure { get; init; }

    /// <summary>The major version of PostgreSQL that the migrations are for.</summary>
    public int TargetVersion { get; init; } = DefaultTargetVersion;

    /// <summary>The version that is taken where nothing is said.</summary>
    public const int DefaultTargetVersion = 15;

    /// <summary>The versions that are known: PostgreSQL 10 is the oldest one.</summary>
    public const int OldestTargetVersion = 10;

    /// <summary>Reads a version as users write it: <c>15</c>, also <c>15.4</c>.</summary>
    /// <returns>Null for what is no version that is known.</returns>
    public static int? ParseTargetVersion(string text) =>
        int.TryParse(text.Trim().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is >= OldestTargetVersion and < 100 ? version : null;
}

/// <summary>A folder that the user names, or a dump of a schema in its place.</summary>
/// <param name="Path">Absolute and normalised.</param>
/// <param name="Tool">The tool, where the user says it.</param>
public sealed record DeclaredFolder(string Path, MigrationTool? Tool)
{
    /// <summary>Its place among the folders that form one chain; null where it is a chain of its own.</summary>
    public int? Order { get; init; }

    /// <summary>A dump of the schema that the folder starts on, absolute and normalised; null for none.</summary>
    public string? Base { get; init; }

    /// <summary>The tables that are there although nothing in the folder creates them, as <see cref="Discovery.ExternalTables.Parse"/> reads them.</summary>
    public string ExternalTables { get; init; } = "";

    /// <summary>Reads a place in a chain; null for what is no whole number.</summary>
    public static int? ParseOrder(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order) ? order : null;
}

/// <summary>Where to look.</summary>
public sealed record LintRequest
{
    /// <summary>Folders and files that discovery goes down from, absolute and normalised.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether what several <see cref="Paths"/> lead to forms one chain in their order.</summary>
    public bool PathsFormChain { get; init; }

    /// <summary>Folders that hold migrations whatever they look like, and dumps that a chain starts on.</summary>
    public IReadOnlyList<DeclaredFolder> Folders { get; init; } = [];

    /// <summary>Configuration modules that discovery would not find by their names.</summary>
    public IReadOnlyList<string> DatabaseConfigs { get; init; } = [];
}
