using MigrationLint.Files;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Pairs of scripts, one of which does and the other of which undoes.</summary>
internal static class ScriptHalves
{
    private static readonly string[] DoEnds = [".up", ".do", "_up", "-up"];
    private static readonly string[] UndoEnds = [".down", ".undo", ".rollback", "_down", "-down", "_rollback"];

    /// <summary>
    /// What the halves of one migration have in common: the path without extension and without <c>.up</c> or <c>.down</c>.
    /// <c>x.up.sql</c>, <c>x.down.sql</c> and <c>x.js</c> share one.
    /// </summary>
    public static string BasePath(string path)
    {
        var name = PathText.GetFileName(path);
        var stem = PathText.GetFileNameWithoutExtension(name);
        stem = stem.Substring(0, stem.Length - (End(stem, DoEnds) ?? End(stem, UndoEnds) ?? "").Length);

        // Flyway's undo half has another letter in front.
        if (stem.StartsWith("U", StringComparison.Ordinal) && stem.Contains("__"))
        {
            stem = "V" + stem.Substring(1);
        }

        return path.Substring(0, path.Length - name.Length) + stem;
    }

    /// <summary>True for <c>x.up.sql</c>, whose name promises another half.</summary>
    public static bool IsDoHalf(string path) => End(PathText.GetFileNameWithoutExtension(path), DoEnds) is not null;

    /// <summary>True for <c>x.down.sql</c>.</summary>
    public static bool IsUndoHalf(string path) => End(PathText.GetFileNameWithoutExtension(path), UndoEnds) is not null;

    /// <summary>Marks the halves that undo, and leads the others to theirs.</summary>
    public static IEnumerable<Candidate> Pair(IReadOnlyList<Candidate> files)
    {
        var stems = new HashSet<string>(files.Select(file => PathText.Combine(file.Directory, PathText.GetFileNameWithoutExtension(file.Name))), StringComparer.OrdinalIgnoreCase);
        var undone = new Dictionary<string, string>(StringComparer.Ordinal);
        var marked = files.Select(file => file with { IsUndo = IsUndo(file, stems) }).ToList();
        foreach (var undo in marked.Where(file => file.IsUndo))
        {
            undone[BasePath(undo.Path)] = undo.Path;
        }

        return marked.Select(file => !file.IsUndo && undone.TryGetValue(BasePath(file.Path), out var path) ? file with { UndoPath = path } : file);
    }

    private static bool IsUndo(Candidate file, HashSet<string> stems)
    {
        var stem = PathText.GetFileNameWithoutExtension(file.Name);
        return EndsWith(".down") || EndsWith(".undo") || EndsWith(".rollback") || IsFlywayUndo()

            // "scale_down" alone is the name of what is done.
            || ((EndsWith("_down") || EndsWith("-down")) && stems.Contains(PathText.Combine(file.Directory, stem.Substring(0, stem.Length - 4) + "up")));

        bool EndsWith(string end) => stem.EndsWith(end, StringComparison.OrdinalIgnoreCase);

        bool IsFlywayUndo() => file.Number is { Scheme: NumberingScheme.Version, Separator: "__" } number && number.Text[0] == 'U';
    }

    private static string? End(string stem, string[] ends) =>
        Array.Find(ends, end => stem.Length > end.Length && stem.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
