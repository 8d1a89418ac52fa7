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

    /// <summary>
    /// The major version of PostgreSQL that the migrations are for; null where nothing is said: then <c>migrationlint.target_version</c> counts, else
    /// <see cref="DefaultTargetVersion"/> is taken.
    /// </summary>
    public int? TargetVersion { get; init; }

    /// <summary>The git revision that new migrations will be merged into, as users write it: those that it has count as old. Null for none.</summary>
    public string? Base { get; init; }

    /// <summary>
    /// The last migration that databases have run, by name, id or number: it and all before it count as old. Null where nothing is said: then
    /// <c>migrationlint.since</c> counts.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>
    /// A file of findings that are known and not reported again, absolute and normalised; empty for none whatever settings say. Null where nothing is said:
    /// then <c>migrationlint.baseline</c> counts.
    /// </summary>
    public string? Baseline { get; init; }

    /// <summary>What is reported and how it weighs before single severities; null where nothing is said: then <c>migrationlint.preset</c> counts.</summary>
    public LintPreset? Preset { get; init; }

    /// <summary>Options of rules that the run is told, by their keys in <c>.editorconfig</c> (<c>ML703.instances</c>), before which they count.</summary>
    public IReadOnlyDictionary<string, string> RuleOptions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The options that projects set by properties of MSBuild: what the property is called, and the option's key.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> RuleProperties { get; } =
        [new("MigrationLintInstances", "ML703.instances"), new("MigrationLintMaxConnections", "ML703.max_connections")];

    /// <summary>Reads the options that stand in properties; what is empty is not said.</summary>
    /// <param name="property">Gives the value of a property.</param>
    public static IReadOnlyDictionary<string, string> ReadRuleOptions(Func<string, string?> property) => RuleProperties
        .Select(named => new KeyValuePair<string, string>(named.Value, property(named.Key)?.Trim() ?? ""))
        .Where(option => option.Value.Length > 0)
        .ToDictionary(option => option.Key, option => option.Value, StringComparer.Ordinal);

    /// <summary>Global configuration files that the project names, absolute and normalised, besides those that lie above migrations.</summary>
    public IReadOnlyList<string> GlobalConfigs { get; init; } = [];

    /// <summary>The version that is taken where nothing is said.</summary>
    public const int DefaultTargetVersion = 15;

    /// <summary>The versions that are known: PostgreSQL 10 is the oldest one.</summary>
    public const int OldestTargetVersion = 10;

    /// <summary>Reads a version as users write it: <c>15</c>, also <c>15.4</c>.</summary>
    /// <returns>Null for what is no version that is known.</returns>
    public static int? ParseTargetVersion(string text) =>
        int.TryParse(text.Trim().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is >= OldestTargetVersion and < 100 ? version : null;
}

/// <summary>What is reported, and how it weighs, before single severities count.</summary>
public enum LintPreset
{
    /// <summary>Each rule as its page says.</summary>
    Recommended,

    /// <summary>Rules that are off run too, and nothing weighs less than a warning.</summary>
    Strict,

    /// <summary>For chains that databases have run long ago: what is committed counts as applied where neither a base nor a last applied migration is said.</summary>
    LegacyChain,
}

/// <summary>How users write presets.</summary>
public static class LintPresets
{
    /// <summary>The words that <see cref="Parse"/> takes.</summary>
    public static IReadOnlyList<string> Words { get; } = ["recommended", "strict", "legacy-chain"];

    /// <summary>Reads a preset, without regard to case; null for what is none.</summary>
    public static LintPreset? Parse(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "recommended" => LintPreset.Recommended,
        "strict" => LintPreset.Strict,
        "legacy-chain" => LintPreset.LegacyChain,
        _ => null,
    };
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

    /// <summary>
    /// Places to look into, one after another, as long as no migrations were found and no folder is named: directories above a project, the nearest first.
    /// </summary>
    public IReadOnlyList<Surrounding> Surroundings { get; init; } = [];
}

/// <summary>A directory above a project, below which the project's migrations may lie.</summary>
/// <param name="Path">The directory, absolute and normalised.</param>
/// <param name="Depth">How many levels below it to look, 0 for its own entries alone.</param>
public sealed record Surrounding(string Path, int Depth);
