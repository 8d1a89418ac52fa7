using MigrationLint.Files;

namespace MigrationLint.Configuration;

/// <summary>
/// The settings that <c>.editorconfig</c> files give to a file: those above it up to the first with <c>root = true</c>, the nearest and
/// lowest section last, global settings underneath. Each file is read once. Not safe for several threads.
/// </summary>
/// <param name="files">The disk, or what stands in for it.</param>
/// <param name="globals">What holds for the whole project.</param>
public sealed class EditorConfigs(IFileSystem files, IGlobalSettings globals)
{
    private readonly Dictionary<string, IReadOnlyList<EditorConfigFile>> filesByDirectory =
        new(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, IReadOnlyList<EditorConfigSection>> sectionsByPath =
        new(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The value of a key for a file, such as <c>migrationlint.tool</c> or <c>ML024.max_files</c>; null where none is set, or
    /// where <c>unset</c> takes it back.
    /// </summary>
    /// <param name="path">The file, absolute and normalised; it need not exist.</param>
    /// <param name="key">The key; its case does not count.</param>
    public string? GetValue(string path, string key)
    {
        var value = GetSectionValues(path, key).FirstOrDefault() ?? globals.GetValue(path, key);
        return value is null || value.Equals("unset", StringComparison.OrdinalIgnoreCase) ? null : value;
    }

    /// <summary>What holds for the whole project; null where nothing is set.</summary>
    internal string? GetGlobalValue(string key) => globals.GetValue(null, key);

    /// <summary>What the sections that mean a file say to a key, the strongest first.</summary>
    internal IEnumerable<string> GetSectionValues(string path, string key)
    {
        var sections = GetSections(path);
        for (var i = sections.Count - 1; i >= 0; i--)
        {
            if (sections[i].Properties.TryGetValue(key, out var value))
            {
                yield return value;
            }
        }
    }

    private IReadOnlyList<EditorConfigSection> GetSections(string path)
    {
        if (!sectionsByPath.TryGetValue(path, out var sections))
        {
            sections = [.. FindSections(path)];
            sectionsByPath.Add(path, sections);
        }

        return sections;
    }

    private IEnumerable<EditorConfigSection> FindSections(string path)
    {
        foreach (var file in PathText.GetDirectory(path) is { } directory ? GetFiles(directory) : [])
        {
            var above = PathText.GetDirectory(file.Path)!;
            var below = path.Substring(above.EndsWith("/", StringComparison.Ordinal) ? above.Length - 1 : above.Length);
            foreach (var section in file.Sections.Where(section => section.IsMatch(below)))
            {
                yield return section;
            }
        }
    }

    /// <summary>The files that speak for a directory, the farthest first.</summary>
    private IReadOnlyList<EditorConfigFile> GetFiles(string directory)
    {
        if (filesByDirectory.TryGetValue(directory, out var known))
        {
            return known;
        }

        var own = files.Read(PathText.Combine(directory, EditorConfigFile.FileName)).Text is { } text ? EditorConfigFile.Parse(text) : null;
        var counts = own is { IsGlobal: false };
        var above = counts && own!.IsRoot || PathText.GetDirectory(directory) is not { } parent ? [] : GetFiles(parent);
        IReadOnlyList<EditorConfigFile> found = counts ? [.. above, own!] : above;
        filesByDirectory.Add(directory, found);
        return found;
    }
}
