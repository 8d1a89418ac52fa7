namespace MigrationLint.Discovery;

/// <summary>The tables that somebody else creates, as the user names them: <c>users</c>, <c>auth.users</c>, <c>auth.*</c>, <c>legacy_*</c>.</summary>
public sealed class ExternalTables
{
    private const string DefaultSchema = "public";
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    private static readonly ExternalTables SupabaseTables = Parse("auth.*, storage.*, realtime.*, extensions.*, vault.*, graphql.*, graphql_public.*");

    private readonly List<(string Schema, string Name)> patterns = [];

    private ExternalTables(IReadOnlyList<string> names)
    {
        Names = names;
        foreach (var name in names)
        {
            var dot = name.IndexOf('.');
            patterns.Add(dot < 0 ? (DefaultSchema, name) : (name.Substring(0, dot), name.Substring(dot + 1)));
        }
    }

    /// <summary>None.</summary>
    public static ExternalTables None { get; } = new([]);

    /// <summary>What the platform of a tool has made before the first migration runs.</summary>
    /// <remarks>The schemas of a new Supabase project (github.com/supabase/postgres, migrations/db/init-scripts).</remarks>
    internal static ExternalTables Of(MigrationTool tool) => tool == MigrationTool.Supabase ? SupabaseTables : None;

    /// <summary>As written, without quotes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a list of names, separated by commas, semicolons or blanks; a name without a schema is one of public.</summary>
    public static ExternalTables Parse(string? list)
    {
        var names = (list ?? "").Replace("\"", "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 ? None : new ExternalTables(names);
    }

    /// <summary>Takes two lists together.</summary>
    public ExternalTables With(ExternalTables other) =>
        other.Names.Count == 0 ? this : Names.Count == 0 ? other : new ExternalTables([.. Names.Concat(other.Names).Distinct(StringComparer.Ordinal)]);

    /// <summary>True for a table that is named.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="name">Its name.</param>
    public bool Contains(string schema, string name) => patterns.Exists(pattern => IsMatch(pattern.Schema, schema) && IsMatch(pattern.Name, name));

    // Each asterisk stands for any characters. The last one met is the only one that has to be tried again.
    private static bool IsMatch(string pattern, string text)
    {
        var (at, read, star, retry) = (0, 0, -1, 0);
        while (read < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, retry) = (at++, read);
            }
            else if (at < pattern.Length && pattern[at] == text[read])
            {
                (at, read) = (at + 1, read + 1);
            }
            else if (star >= 0)
            {
                (at, read) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern.Substring(at).All(character => character == '*');
    }
}
