using MigrationLint.Discovery;
using MigrationLint.History;

namespace MigrationLint.Rules.Chain;

/// <summary>Turns of phrase for what is known of the migrations' past.</summary>
internal static class PastPhrase
{
    /// <summary>Why a migration counts as merged or applied, as a predicate.</summary>
    public static string Known(FolderHistory history) => history switch
    {
        { Kind: >= RevisionKind.Upstream } => history.Revision + " has",
        { Since: { } since } => $"is applied, as since {since} says",
        _ => "is applied",
    };

    /// <summary>Who runs the folder, in the midst of a sentence.</summary>
    public static string Runner(MigrationFolder folder) => folder.Tool == MigrationTool.NumberedSql ? "the runner" : Phrase.Runner(folder);

    /// <summary>A path in a command line.</summary>
    public static string Argument(string path) => path.All(character => char.IsLetterOrDigit(character) || character is '/' or '.' or '_' or '-') ? path : "'" + path.Replace("'", "'\\''") + "'";
}
