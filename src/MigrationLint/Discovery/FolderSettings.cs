using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>What <c>.editorconfig</c> and <c>.globalconfig</c> say to a folder under <c>migrationlint.…</c>.</summary>
/// <param name="files">The disk.</param>
/// <param name="settings">Reads the files.</param>
internal sealed class FolderSettings(IFileSystem files, SettingsReader settings)
{
    /// <summary>The tool that runs a folder; null where nothing is said.</summary>
    public MigrationTool? Tool(string directory) => Read(directory, "migrationlint.tool") is { } name ? MigrationToolNames.Parse(name) : null;

    /// <summary>The place of a folder in the one chain of all that have one; null where nothing is said.</summary>
    public int? Order(string directory) => DeclaredFolder.ParseOrder(Read(directory, "migrationlint.order"));

    /// <summary>The tables that are there although nothing in the folder creates them.</summary>
    public ExternalTables ExternalTables(string directory) => Discovery.ExternalTables.Parse(Read(directory, "migrationlint.external_tables"));

    /// <summary>The last migration of a folder that databases have run, as written; null where nothing is said.</summary>
    public string? Since(string directory) => Read(directory, "migrationlint.since");

    /// <summary>The major version of PostgreSQL that a folder is for; null where nothing is said, or no version.</summary>
    public int? TargetVersion(string directory) => Read(directory, "migrationlint.target_version") is { } version ? LintOptions.ParseTargetVersion(version) : null;

    /// <summary>What is reported of a folder; null where nothing is said, or no preset.</summary>
    public LintPreset? Preset(string directory) => LintPresets.Parse(Read(directory, "migrationlint.preset"));

    /// <summary>
    /// The file of known findings that a folder names, absolute: the nearest one of that name above it, since sections do not tell where they stand. Null
    /// where nothing is said; a file that is not there comes back as one beside the folder.
    /// </summary>
    public string? Baseline(string directory)
    {
        if (Read(directory, "migrationlint.baseline") is not { } name)
        {
            return null;
        }

        for (var above = directory; above is not null; above = PathText.GetDirectory(above))
        {
            if (PathText.Combine(above, name) is var path && files.GetKind(path) == FileEntryKind.File)
            {
                return path;
            }
        }

        return PathText.Combine(PathText.GetDirectory(directory) ?? directory, name);
    }

    // Sections speak of files: those of a folder are asked through its first one.
    private string? Read(string directory, string key)
    {
        var file = files.List(directory)?.FirstOrDefault(entry => entry.Kind == FileEntryKind.File && FolderNames.GetLanguage(entry.Name) is not null).Name;
        return settings.Read(PathText.Combine(directory, file ?? "migration.sql"), key);
    }
}
