using MigrationLint.Configuration;

namespace MigrationLint.Discovery;

/// <summary>What was found of a project.</summary>
/// <param name="Folders">The folders, in ordinal order of their paths.</param>
/// <param name="Chains">What runs in one order against one database; each folder is part of one.</param>
/// <param name="Configuration">What configuration files say, and what is wrong with them.</param>
internal sealed record DiscoveredProject(IReadOnlyList<MigrationFolder> Folders, IReadOnlyList<MigrationChain> Chains, ConfigurationSet Configuration);
