using MigrationLint.Discovery;
using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;

namespace MigrationLint.Rules.Chain;

/// <summary>What the names of migration files say.</summary>
internal static class FileNames
{
    /// <summary>True for <c>x.d.ts</c>, which holds declarations and no code.</summary>
    public static bool IsDeclaration(string name) => name.EndsWith(".d.ts", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the halves of one migration have in common, and <c>x.js</c> with <c>x.d.ts</c>: the path without extension and without <c>.up</c> or <c>.down</c>.</summary>
    public static string BasePath(string path) => ScriptHalves.BasePath(IsDeclaration(path) ? path.Substring(0, path.Length - ".d.ts".Length) + ".ts" : path);

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

    /// <summary>
    /// True where numbers in front decide the order, or are meant to: of files, or of directories that hold one migration each. Not where a list has the order.
    /// </summary>
    public static bool AreInOrderOfNumbers(MigrationFolder folder) =>
        folder.NumbersFiles || folder.Tool is MigrationTool.Prisma or MigrationTool.Diesel || folder is { Tool: MigrationTool.Drizzle, Journal: null };

    /// <summary>What tells a file from others of its folder: its name, with the directory in front where each migration has its own.</summary>
    public static string InFolder(MigrationFile file) =>
        file.Name.StartsWith(file.Id, StringComparison.Ordinal) ? file.Name : PathText.GetFileName(Directory(file.Path)) + "/" + file.Name;

    /// <summary>The directory in which a migration's name stands: the one above, where each migration has its own.</summary>
    public static string Home(MigrationFile file) =>
        Directory(file.Path) is var directory && PathText.GetFileName(directory) == file.Id ? Directory(directory) : directory;

    /// <summary>The scheme that a number was meant to follow: eight digits such as 20251301 are a date gone wrong, no counter.</summary>
    public static NumberingScheme Scheme(MigrationNumber number) => number switch
    {
        { Scheme: not NumberingScheme.Sequence } => number.Scheme,
        { Digits.Length: 8 } when IsCentury(number.Digits) => NumberingScheme.Date,
        { Digits.Length: 12 } when IsCentury(number.Digits) => NumberingScheme.Minute,
        _ => NumberingScheme.Sequence,
    };

    /// <summary>As <see cref="Scheme"/>; of a version that is one number (<c>V20250101120000</c>) the scheme of that number, null for one of several parts.</summary>
    public static NumberingScheme? SchemeWithin(MigrationNumber number) => Plain(number) is { } plain ? Scheme(plain) : null;

    /// <summary>The number; of a version that is one number that number, null for one of several parts.</summary>
    public static MigrationNumber? Plain(MigrationNumber number) =>
        number.Scheme != NumberingScheme.Version ? number
        : number.Digits.IndexOf('.') < 0 && MigrationNumber.Parse(number.Digits + "_.sql") is { Scheme: not NumberingScheme.Version } plain ? plain
        : null;

    private static bool IsCentury(string digits) =>
        digits.StartsWith("19", StringComparison.Ordinal) || digits.StartsWith("20", StringComparison.Ordinal);

    /// <summary>True for Flyway's <c>R__name.sql</c>, which runs again whenever it changes.</summary>
    public static bool IsRepeatable(MigrationFile file, MigrationFolder folder) => folder.Tool == MigrationTool.Flyway && file.Number is null;

    /// <summary>The directory that a file lies in.</summary>
    public static string Directory(string path) => PathText.GetDirectory(path) ?? path;
}
