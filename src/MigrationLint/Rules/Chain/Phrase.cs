using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>Turns of phrase that several rules share.</summary>
internal static class Phrase
{
    /// <summary>More related places than this tell nothing further.</summary>
    public const int MaximumRelated = 5;

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>, <c>a, b and 7 more</c>.</summary>
    public static string List(IReadOnlyList<string> names, int maximum = 3) => names.Count switch
    {
        1 => names[0],
        _ when names.Count > maximum => $"{string.Join(", ", names.Take(maximum - 1))} and {Number(names.Count - maximum + 1)} more",
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}",
    };

    /// <summary>A number in digits.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>1 file</c>, <c>2 files</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{Number(number)} {noun}s";

    /// <summary>Who runs the folder, as the subject of a sentence.</summary>
    public static string Runner(MigrationFolder folder) =>
        folder.Tool == MigrationTool.NumberedSql ? "The runner" : MigrationToolNames.Display(folder.Tool);

    /// <summary>How the folder's order comes about, as a main clause.</summary>
    public static string Sorting(MigrationFolder folder) =>
        folder.SortsAsText ? $"{Runner(folder)} sorts names as text"
        : folder.Tool == MigrationTool.NumberedSql ? "Runners go by the number in front"
        : $"{Runner(folder)} goes by the number in front";

    /// <summary>A call of Knex, which may be called itself: <c>knex.raw</c>, <c>knex(…)</c>.</summary>
    public static string Callee(DatabaseCall call) => call.Callee.IndexOf('.') < 0 && call.Form == CallForm.Call ? call.Callee + "(…)" : call.Callee;

    /// <summary>The first few places, each with the same message.</summary>
    public static IReadOnlyList<RelatedLocation> Related(IEnumerable<SourceSpan> places, string message) =>
        [.. places.Take(MaximumRelated).Select(place => new RelatedLocation(place, message))];

    /// <summary>A file as a whole.</summary>
    public static SourceSpan WholeFile(string path) => SourceSpan.StartOf(new SourceText(path, ""));
}
