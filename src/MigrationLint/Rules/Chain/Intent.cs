using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>Comments that say that doing nothing is meant.</summary>
internal static class Intent
{
    private static readonly string[] Signs =
        ["irreversible", "intention", "deliberate", "on purpose", "no-op", "noop", "nothing to", "placeholder", "cannot be undone", "can't be undone", "removed", "no longer", "superseded", "replaced by", "moved to"];

    /// <summary>True where a comment of the file says so.</summary>
    public static bool IsStated(MigrationFacts migration) =>
        migration.Comments.Select(comment => comment.Text.Slice(comment.Span))
            .Any(comment => Array.Exists(Signs, sign => comment.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0));
}
