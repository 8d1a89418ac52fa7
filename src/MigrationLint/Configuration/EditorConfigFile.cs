using System.Globalization;
using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>
/// An <c>.editorconfig</c> or <c>.globalconfig</c>, read as Roslyn reads it (<c>AnalyzerConfig.Parse</c>): a comment begins at the first
/// <c>#</c> or <c>;</c>, keys have no case, lines that are neither section nor property are passed over.
/// </summary>
public sealed class EditorConfigFile
{
    /// <summary>The name that editors look for.</summary>
    public const string FileName = ".editorconfig";

    /// <summary>The name that makes a file global without saying so.</summary>
    public const string GlobalFileName = ".globalconfig";

    // What Roslyn takes for a line end (SourceText.Lines).
    private static readonly char[] LineEnds = ['\n', '\r', '\u0085', '\u2028', '\u2029'];
    private static readonly char[] CommentStarts = ['#', ';'];

    private EditorConfigFile(string path, IReadOnlyList<EditorConfigSection> sections)
    {
        Path = path;
        Sections = sections;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The sections in the order of the file; the first has no name and holds what stands before any header.</summary>
    internal IReadOnlyList<EditorConfigSection> Sections { get; }

    /// <summary>True where files further up do not count.</summary>
    public bool IsRoot => Sections[0].Properties.TryGetValue("root", out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>True where it speaks for the whole project, wherever it lies.</summary>
    public bool IsGlobal => HasGlobalName || Sections[0].Properties.ContainsKey("is_global");

    /// <summary>Which of two global files wins: the higher one. 100 for a file of the name <see cref="GlobalFileName"/>, else 0, unless it says otherwise.</summary>
    public int GlobalLevel =>
        Sections[0].Properties.TryGetValue("global_level", out var value)
        && int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var level) ? level : HasGlobalName ? 100 : 0;

    private bool HasGlobalName => PathText.GetFileName(Path).Equals(GlobalFileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file's text. Never fails: what has no meaning is passed over.</summary>
    public static EditorConfigFile Parse(SourceText text)
    {
        var section = new EditorConfigSection("");
        var sections = new List<EditorConfigSection> { section };
        foreach (var line in text.Content.Split(LineEnds))
        {
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] is '#' or ';')
            {
                continue;
            }

            if (TryReadHeader(trimmed) is { } name)
            {
                section = new EditorConfigSection(name);
                sections.Add(section);
            }
            else if (TryReadProperty(trimmed) is var (key, value))
            {
                section.Set(key, value);
            }
        }

        return new EditorConfigFile(text.Path, sections);
    }

    /// <summary>The name between brackets, which may hold brackets itself; a comment sign in it is escaped.</summary>
    private static string? TryReadHeader(string line)
    {
        if (line[0] != '[')
        {
            return null;
        }

        var end = 1;
        while (end < line.Length && (line[end] is not ('#' or ';') || line[end - 1] == '\\'))
        {
            end++;
        }

        var inner = line.Substring(0, end).TrimEnd();
        return inner.Length > 2 && inner[inner.Length - 1] == ']' ? inner.Substring(1, inner.Length - 2) : null;
    }

    private static (string Key, string Value)? TryReadProperty(string line)
    {
        var end = 0;
        while (end < line.Length && IsKeyCharacter(line[end]))
        {
            end++;
        }

        var rest = line.Substring(end).TrimStart();
        if (end == 0 || rest.Length == 0 || rest[0] is not ('=' or ':'))
        {
            return null;
        }

        var comment = rest.IndexOfAny(CommentStarts);
        return (line.Substring(0, end), (comment < 0 ? rest : rest.Substring(0, comment)).Substring(1).Trim());
    }

    private static bool IsKeyCharacter(char character) =>
        character is '.' or '-' || char.IsLetter(character) || char.GetUnicodeCategory(character)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

/// <summary>The properties under one header.</summary>
internal sealed class EditorConfigSection(string name)
{
    private readonly Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly SectionGlob? glob = name.Length == 0 ? null : SectionGlob.TryParse(name);

    /// <summary>The header without its brackets; empty for what stands before any.</summary>
    public string Name { get; } = name;

    /// <summary>The values by key; of several the last.</summary>
    public IReadOnlyDictionary<string, string> Properties => properties;

    /// <summary>Adds a property.</summary>
    public void Set(string key, string value) => properties[key] = value;

    /// <summary>Whether a path below the file's directory, with a slash in front, is meant.</summary>
    public bool IsMatch(string path) => glob?.IsMatch(path) == true;
}
