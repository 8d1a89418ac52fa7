namespace MigrationLint.Configuration;

/// <summary>What a <c>flyway.conf</c> or <c>flyway.toml</c> says of migrations.</summary>
/// <param name="Path">The file.</param>
/// <param name="Locations">The directories that it names, as written but for the prefix, in its order.</param>
/// <param name="Placeholders">The values of <c>${name}</c>, by name without regard to case; empty where they are not replaced.</param>
internal sealed record FlywaySettings(string Path, IReadOnlyList<string> Locations, IReadOnlyDictionary<string, string> Placeholders)
{
    private static readonly string[] PostgresSchemes = ["jdbc:postgresql:", "jdbc:aws-wrapper:postgresql:", "jdbc:otel:postgresql:", "jdbc:p6spy:postgresql:"];

    private const string PlaceholderPrefix = "flyway.placeholders.";

    /// <summary>False where a connection to another database is written down.</summary>
    public bool IsPostgres { get; init; } = true;

    /// <summary>Reads a file of either form. What is not understood is passed over.</summary>
    /// <param name="path">The file; its extension tells the form.</param>
    /// <param name="content">Its text.</param>
    public static FlywaySettings Parse(string path, string content)
    {
        var locations = new List<string>();
        var placeholders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (replaces, isPostgres, isOther) = (true, false, false);
        var isToml = path.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);
        foreach (var (key, value) in isToml ? ReadToml(content) : ReadProperties(content))
        {
            if (key.StartsWith(PlaceholderPrefix, StringComparison.OrdinalIgnoreCase))
            {
                placeholders[key.Substring(PlaceholderPrefix.Length)] = Unquote(value);
            }
            else if (key.Equals("flyway.locations", StringComparison.OrdinalIgnoreCase))
            {
                locations.AddRange(value.Trim('[', ']', ' ').Split(',').Select(Unquote).Where(location => location.Length > 0));
            }
            else if (key.Equals("flyway.placeholderReplacement", StringComparison.OrdinalIgnoreCase))
            {
                replaces = !value.Equals("false", StringComparison.OrdinalIgnoreCase);
            }
            else if (key.EndsWith(".url", StringComparison.OrdinalIgnoreCase) && value.IndexOf("jdbc:", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                isPostgres |= PostgresSchemes.Any(scheme => value.IndexOf(scheme, StringComparison.OrdinalIgnoreCase) >= 0);
                isOther |= !isPostgres;
            }
        }

        if (!replaces)
        {
            placeholders.Clear();
        }

        return new FlywaySettings(path, [.. locations.Select(WithoutKind).OfType<string>().Where(location => location.Length > 0)], placeholders) { IsPostgres = isPostgres || !isOther };
    }

    // A location on a class path is one of the sources' resources; what lies in a bucket is not here.
    private static string? WithoutKind(string location)
    {
        var colon = location.IndexOf(':');
        return colon < 0 ? location : location.Substring(0, colon) is "filesystem" or "classpath" ? location.Substring(colon + 1) : null;
    }

    private static IEnumerable<(string Key, string Value)> ReadProperties(string content)
    {
        foreach (var line in Lines(content))
        {
            if (line.IndexOf('=') is > 0 and var equals)
            {
                yield return (line.Substring(0, equals).Trim(), line.Substring(equals + 1).Trim());
            }
        }
    }

    private static IEnumerable<(string Key, string Value)> ReadToml(string content)
    {
        var section = "";
        string? open = null;
        var list = "";
        foreach (var line in Lines(content))
        {
            if (open is not null)
            {
                list += line;
            }
            else if (line[0] == '[')
            {
                section = line.Trim('[', ']', ' ') + ".";
                continue;
            }
            else if (line.IndexOf('=') is > 0 and var equals)
            {
                (open, list) = (section + line.Substring(0, equals).Trim().Trim('"'), line.Substring(equals + 1).Trim());
            }

            // A list may take several lines.
            if (open is not null && (!list.StartsWith("[", StringComparison.Ordinal) || list.EndsWith("]", StringComparison.Ordinal)))
            {
                yield return (open, list);
                open = null;
            }
        }
    }

    private static IEnumerable<string> Lines(string content) => content.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static string Unquote(string text) => text.Trim().Trim('"', '\'');
}
