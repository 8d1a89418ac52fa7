using MigrationLint.Files;

namespace MigrationLint.Configuration;

/// <summary>What <c>.editorconfig</c> and <c>.globalconfig</c> say, wherever a project's files lie. Each file is read once. Not safe for several threads.</summary>
/// <param name="files">The disk, or what stands in for it.</param>
internal sealed class SettingsReader(IFileSystem files)
{
    private readonly Dictionary<string, EditorConfigs> byDirectory = new(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a key for a file; null where none is set.</summary>
    /// <param name="path">The file, absolute and normalised; it need not exist.</param>
    /// <param name="key">The key; its case does not count.</param>
    public string? Read(string path, string key)
    {
        var directory = PathText.GetDirectory(path) ?? path;
        if (!byDirectory.TryGetValue(directory, out var configs))
        {
            configs = new EditorConfigs(files, GlobalConfigs.Discover(files, directory, named: []));
            byDirectory.Add(directory, configs);
        }

        return configs.GetValue(path, key);
    }
}
