using MigrationLint.Configuration;

namespace MigrationLint.Discovery;

/// <summary>What was found of a project.</summary>
/// <param name="Folders">The chains, in ordinal order of their paths.</param>
/// <param name="Configuration">What configuration files say, and what is wrong with them.</param>
internal sealed record DiscoveredProject(IReadOnlyList<MigrationFolder> Folders, ConfigurationSet Configuration);
