using MigrationLint.Files;

namespace MigrationLint.Configuration;

/// <summary>What is set for a whole project, wherever it is written: the compiler keeps it in its own form.</summary>
public interface IGlobalSettings
{
    /// <summary>The value of a key for a file; null where none is set.</summary>
    /// <param name="path">The file that is asked for; null for the project as such.</param>
    /// <param name="key">The key; its case does not count.</param>
    string? GetValue(string? path, string key);
}

/// <summary>
/// Several <c>.globalconfig</c> files taken together as Roslyn does (<c>AnalyzerConfigSet.MergeGlobalConfigs</c>): the highest level
/// wins, and a key that two files of one level set counts as set by neither.
/// </summary>
public sealed class GlobalConfigs : IGlobalSettings
{
    private readonly Dictionary<(string Section, string Key), (string? Value, int Level)> values = [];
    private readonly bool isCaseSensitive;

    /// <summary>Takes together what is global of <paramref name="files"/>; each path counts once.</summary>
    /// <param name="files">The files in any order; those that are not global are passed over.</param>
    /// <param name="isCaseSensitive">Whether paths that differ only in case are two.</param>
    public GlobalConfigs(IEnumerable<EditorConfigFile> files, bool isCaseSensitive)
    {
        this.isCaseSensitive = isCaseSensitive;
        var seen = new HashSet<string>(isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Where(file => file.IsGlobal && seen.Add(file.Path)))
        {
            Merge(file);
        }
    }

    /// <summary>Nothing is set.</summary>
    public static GlobalConfigs Empty { get; } = new([], isCaseSensitive: true);

    /// <summary>
    /// Reads the global files above a directory, up to the root of the disk, as the SDK finds them (Microsoft.Managed.Core.targets), and those named.
    /// </summary>
    /// <param name="files">The disk.</param>
    /// <param name="directory">The project's directory, or the path that the user gave.</param>
    /// <param name="named">Further files, absolute and normalised: <c>@(GlobalAnalyzerConfigFiles)</c>.</param>
    public static GlobalConfigs Discover(IFileSystem files, string directory, IEnumerable<string> named)
    {
        var candidates = new List<string>();
        for (var above = directory; above is not null; above = PathText.GetDirectory(above))
        {
            candidates.Add(PathText.Combine(above, EditorConfigFile.GlobalFileName));
            candidates.Add(PathText.Combine(above, EditorConfigFile.FileName));
        }

        var texts = candidates.Concat(named).Select(path => files.Read(path).Text).OfType<Text.SourceText>();
        return new GlobalConfigs(texts.Select(EditorConfigFile.Parse), files.IsCaseSensitive);
    }

    /// <inheritdoc/>
    public string? GetValue(string? path, string key)
    {
        var lowered = key.ToLowerInvariant();
        return path is not null && values.TryGetValue((Fold(path), lowered), out var own) && own.Value is not null ? own.Value
            : values.TryGetValue(("", lowered), out var common) ? common.Value
            : null;
    }

    private string Fold(string path) => isCaseSensitive ? path : path.ToLowerInvariant();

    private void Merge(EditorConfigFile file)
    {
        // Headers of one name in one file conflict with each other as those of two files do.
        foreach (var section in file.Sections)
        {
            var name = section.Name.Length == 0 ? "" : Unescape(section.Name);
            if (name is null)
            {
                continue;
            }

            foreach (var property in section.Properties)
            {
                var key = (Fold(name), property.Key.ToLowerInvariant());
                if (!values.TryGetValue(key, out var known) || known.Level < file.GlobalLevel)
                {
                    values[key] = (property.Value, file.GlobalLevel);
                }
                else if (known.Level == file.GlobalLevel)
                {
                    values[key] = (null, known.Level);
                }
            }
        }
    }

    /// <summary>The path that a section of a global file names: absolute and without wildcards, else the section counts for nothing.</summary>
    private static string? Unescape(string name)
    {
        var path = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is '*' or '?' or '{' or '}' or ',' or '[' || (name[i] == '\\' && ++i == name.Length))
            {
                return null;
            }

            path.Append(name[i]);
        }

        var result = path.ToString();
        return PathText.IsAbsolute(result) ? result : null;
    }
}
