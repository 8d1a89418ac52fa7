using MigrationLint.Files;

namespace MigrationLint.Fixing;

/// <summary>Carries a plan out: all of it or nothing.</summary>
public static class FixApplier
{
    /// <summary>Makes the steps of <paramref name="plan"/>. On the first that fails, those before it are taken back.</summary>
    /// <returns>Null when done; else what failed, and which files could not be given their old names back, as a sentence.</returns>
    public static string? Apply(FixPlan plan, IFileMover mover)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            if (mover.TryMove(step.From, step.To) is { } reason)
            {
                var message = $"{step.From} was not renamed to {PathText.GetFileName(step.To)}: {reason}.";
                var stuck = TakeBack(plan.Steps.Take(i), mover);
                return stuck.Count == 0
                    ? message + " Nothing was changed."
                    : message + " These could not be taken back: " + string.Join("; ", stuck) + ".";
            }
        }

        return null;
    }

    private static List<string> TakeBack(IEnumerable<Rename> steps, IFileMover mover)
    {
        var stuck = new List<string>();
        foreach (var step in steps.Reverse())
        {
            if (mover.TryMove(step.To, step.From) is { } reason)
            {
                stuck.Add($"{step.To} (before: {PathText.GetFileName(step.From)}; {reason})");
            }
        }

        return stuck;
    }
}
