using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>What <c>.editorconfig</c> and <c>.globalconfig</c> say to a folder: <c>migrationlint.tool</c>, <c>migrationlint.order</c>, <c>migrationlint.external_tables</c>.</summary>
/// <param name="files">The disk.</param>
internal sealed class FolderSettings(IFileSystem files)
{
    private readonly SettingsReader settings = new(files);

    /// <summary>The tool that runs a folder; null where nothing is said.</summary>
    public MigrationTool? Tool(string directory) => Read(directory, "migrationlint.tool") is { } name ? MigrationToolNames.Parse(name) : null;

    /// <summary>The place of a folder in the one chain of all that have one; null where nothing is said.</summary>
    public int? Order(string directory) => DeclaredFolder.ParseOrder(Read(directory, "migrationlint.order"));

    /// <summary>The tables that are there although nothing in the folder creates them.</summary>
    public ExternalTables ExternalTables(string directory) => Discovery.ExternalTables.Parse(Read(directory, "migrationlint.external_tables"));

    // Sections speak of files: those of a folder are asked through its first one.
    private string? Read(string directory, string key)
    {
        var file = files.List(directory)?.FirstOrDefault(entry => entry.Kind == FileEntryKind.File && FolderNames.GetLanguage(entry.Name) is not null).Name;
        return settings.Read(PathText.Combine(directory, file ?? "migration.sql"), key);
    }
}
