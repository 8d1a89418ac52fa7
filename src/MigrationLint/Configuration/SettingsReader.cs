using MigrationLint.Files;

namespace MigrationLint.Configuration;

/// <summary>What <c>.editorconfig</c> and <c>.globalconfig</c> say, wherever a project's files lie. Each file is read once. Not safe for several threads.</summary>
/// <param name="files">The disk, or what stands in for it.</param>
/// <param name="named">Further global files, absolute and normalised.</param>
internal sealed class SettingsReader(IFileSystem files, IReadOnlyList<string> named)
{
    // The SDK names long files of its own, which are not worth parsing.
    private readonly Lazy<List<string>> ours = new(() => [.. named.Where(path => SpeaksOfUs(files.Read(path).Text?.Content))]);
    private readonly Dictionary<string, EditorConfigs> byDirectory = new(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a key for a file; null where none is set.</summary>
    /// <param name="path">The file, absolute and normalised; it need not exist.</param>
    /// <param name="key">The key; its case does not count.</param>
    public string? Read(string path, string key)
    {
        var directory = PathText.GetDirectory(path) ?? path;
        if (!byDirectory.TryGetValue(directory, out var configs))
        {
            configs = new EditorConfigs(files, GlobalConfigs.Discover(files, directory, ours.Value));
            byDirectory.Add(directory, configs);
        }

        return configs.GetValue(path, key);
    }

    private static bool SpeaksOfUs(string? content) =>
        content is not null && (Has(content, "dotnet_diagnostic.ML") || Has(content, "migrationlint."));

    private static bool Has(string content, string key) => content.IndexOf(key, StringComparison.OrdinalIgnoreCase) >= 0;
}
