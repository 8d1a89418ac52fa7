using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>What a migration says of its way back.</summary>
internal static class WayBack
{
    private static readonly string[] Signs =
    [
        "irreversible", "not reversible", "non-reversible", "cannot be undone", "can't be undone", "can not be undone", "cannot be reversed", "can't be reversed", "cannot be reverted",
        "can't be reverted", "not be rolled back", "intention", "deliberate", "on purpose", "forward-only", "forward only", "no rollback",
    ];

    /// <summary>True where there is a way back that means to undo: not where there is none, an empty one, one that only throws, or one that cannot be read.</summary>
    public static bool IsMeant(ReplayedMigration migration)
    {
        if (migration.File.Language == MigrationLanguage.Sql)
        {
            return migration.File.Down is not null && !IsStated(migration);
        }

        return migration.Facts.Exports is { IsComplete: true, Up: not null, Down: { Body: BodyForm.Effective, IsMarkedIrreversible: false } } && !IsStated(migration);
    }

    /// <summary>Where the way back is written.</summary>
    public static SourceSpan Place(ReplayedMigration migration)
    {
        if (migration.File.Down is { } script)
        {
            return script.Text.ToSource(new TextSpan(script.Parts.Count > 0 ? script.Parts[0].Start : 0, 0));
        }

        return migration.Facts.Exports?.Down?.Location ?? SourceSpan.StartOf(migration.File.Text);
    }

    /// <summary>True where a comment, or the error that the way back raises, says that it cannot undo everything.</summary>
    private static bool IsStated(ReplayedMigration migration)
    {
        var text = migration.File.Text.Content;
        var other = migration.File.Down?.Text.Content;
        return Array.Exists(Signs, sign => text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0 || other?.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
