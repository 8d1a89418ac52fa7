using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Rules.Chain;

/// <summary>What the names of migration files say.</summary>
internal static class FileNames
{
    private static readonly string[] DoHalves = [".up", ".do", "_up", "-up"];
    private static readonly string[] UndoHalves = [".down", ".undo", ".rollback", "_down", "-down", "_rollback"];

    /// <summary>True for <c>x.d.ts</c>, which holds declarations and no code.</summary>
    public static bool IsDeclaration(string name) => name.EndsWith(".d.ts", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What the halves of one migration have in common: the path without extension and without <c>.up</c> or <c>.down</c>.
    /// <c>x.up.sql</c>, <c>x.down.sql</c> and <c>x.js</c> share one.
    /// </summary>
    public static string BasePath(string path)
    {
        var name = PathText.GetFileName(path);
        var stem = IsDeclaration(name) ? name.Substring(0, name.Length - ".d.ts".Length) : PathText.GetFileNameWithoutExtension(name);
        stem = stem.Substring(0, stem.Length - (Half(stem, DoHalves) ?? Half(stem, UndoHalves) ?? "").Length);

        // Flyway's undo half has another letter in front.
        if (stem.StartsWith("U", StringComparison.Ordinal) && stem.Contains("__"))
        {
            stem = "V" + stem.Substring(1);
        }

        return path.Substring(0, path.Length - name.Length) + stem;
    }

    /// <summary>True for <c>x.up.sql</c>, whose name promises another half.</summary>
    public static bool IsDoHalf(string path) => Half(PathText.GetFileNameWithoutExtension(path), DoHalves) is not null;

    /// <summary>True for <c>x.down.sql</c>.</summary>
    public static bool IsUndoHalf(string path) => Half(PathText.GetFileNameWithoutExtension(path), UndoHalves) is not null;

    /// <summary>The part of the name behind number and separator, without extension and without <c>.up</c> or <c>.down</c>.</summary>
    public static string Description(MigrationFile file)
    {
        var stem = PathText.GetFileName(BasePath(file.Path));
        var start = file.Number is { } number ? number.Text.Length + number.Separator.Length : 0;
        return start <= stem.Length ? stem.Substring(start) : "";
    }

    /// <summary>The files that are migrations by themselves: no undo halves, no declarations.</summary>
    public static IEnumerable<MigrationFile> Migrations(MigrationFolder folder) =>
        folder.Files.Where(file => !file.IsUndo && !IsDeclaration(file.Name));

    /// <summary>The scheme that a number was meant to follow: eight digits such as 20251301 are a date gone wrong, no counter.</summary>
    public static NumberingScheme Scheme(MigrationNumber number) => number switch
    {
        { Scheme: not NumberingScheme.Sequence } => number.Scheme,
        { Digits.Length: 8 } when IsCentury(number.Digits) => NumberingScheme.Date,
        { Digits.Length: 12 } when IsCentury(number.Digits) => NumberingScheme.Minute,
        _ => NumberingScheme.Sequence,
    };

    private static bool IsCentury(string digits) =>
        digits.StartsWith("19", StringComparison.Ordinal) || digits.StartsWith("20", StringComparison.Ordinal);

    private static string? Half(string stem, string[] halves) =>
        Array.Find(halves, half => stem.Length > half.Length && stem.EndsWith(half, StringComparison.OrdinalIgnoreCase));

    /// <summary>The directory that a file lies in.</summary>
    public static string Directory(string path) => PathText.GetDirectory(path) ?? path;
}
