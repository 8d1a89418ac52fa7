namespace MigrationLint.Schema;

/// <summary>
/// Functions that PostgreSQL has had since a version after 15, whose catalog this library has (release notes of 16 to 18, section "Functions"). What they take and
/// give is not known here.
/// </summary>
internal static class LaterRoutines
{
    private static readonly Dictionary<string, int> Since = new(StringComparer.Ordinal);

    static LaterRoutines()
    {
        Add(16, "any_value array_sample array_shuffle date_add date_subtract erf erfc random_normal");
        Add(17, "icu_unicode_version json json_array json_object json_scalar json_serialize random to_bin to_oct to_regtypemod unicode_assigned unicode_version uuid_extract_timestamp uuid_extract_version xmltext");
        Add(18, "array_reverse array_sort casefold crc32 crc32c gamma has_largeobject_privilege lgamma uuidv4 uuidv7");
    }

    /// <summary>True for a name that such a function has.</summary>
    public static bool Contains(string name) => Since.ContainsKey(name);

    /// <summary>True where a server has such a function.</summary>
    /// <param name="name">The function, or one of that name with other parameters than in 15.</param>
    /// <param name="version">The server's major version.</param>
    public static bool AreIn(string name, int version) => Since.TryGetValue(name, out var since) && since <= version;

    private static void Add(int version, string names)
    {
        foreach (var name in names.Split(' '))
        {
            Since.Add(name, version);
        }
    }
}
