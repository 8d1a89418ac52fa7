using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Fixing;

/// <summary>
/// Finds out what mending a project comes to, without touching it. Fixes are tried on an overlay of the disk, in rounds, until none is
/// left: a fix is accepted only where its own finding is gone afterwards and no other has come.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="lint">What is found on a disk; the planner asks after each change.</param>
/// <param name="upTo">How much trust a fix may lack: <see cref="Applicability.Safe"/> for these alone, <see cref="Applicability.Suggested"/> for both.</param>
public sealed class FixPlanner(IFileSystem files, Func<IFileSystem, IReadOnlyList<Diagnostic>> lint, Applicability upTo)
{
    /// <summary>Fixes may make room for others, but a chain of this many means that they undo each other.</summary>
    public const int MaximumRounds = 20;

    /// <summary>Why a fix is skipped that <see cref="Applicability.Suggested"/> would let through.</summary>
    public const string OnlySuggested = "it is only suggested";

    private readonly RenameOverlay overlay = new(files);
    private readonly List<SkippedFix> skipped = [];
    private readonly HashSet<Fix> rejected = [];

    /// <summary>Plans. The same disk gives the same plan. To be called once.</summary>
    public FixPlan Plan()
    {
        var found = lint(overlay);
        for (var round = 0; round < MaximumRounds; round++)
        {
            var batch = Choose(found);
            if (batch.Count == 0)
            {
                break;
            }

            found = Try(batch, found) ?? TryOneByOne(batch, found);
        }

        RecordWhatIsLeft(found);
        return new FixPlan { Steps = [.. overlay.Steps], Renames = Compose(overlay.Steps), Skipped = skipped, Remaining = found };
    }

    /// <summary>The fixes that can be made together: of two that touch one file or want one name, the first.</summary>
    private List<(Diagnostic Diagnostic, RenameFix Fix)> Choose(IReadOnlyList<Diagnostic> found)
    {
        var taken = new HashSet<string>(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        var batch = new List<(Diagnostic, RenameFix)>();
        foreach (var diagnostic in found)
        {
            if (diagnostic.Fix is not RenameFix fix || fix.Applicability > upTo || rejected.Contains(fix))
            {
                continue;
            }

            if (WhyNot(fix) is { } reason)
            {
                Reject(fix, reason);
            }
            else if (!taken.Contains(fix.Path) && !taken.Contains(Target(fix)))
            {
                taken.Add(fix.Path);
                taken.Add(Target(fix));
                batch.Add((diagnostic, fix));
            }
        }

        return batch;
    }

    private string? WhyNot(RenameFix fix)
    {
        if (fix.NewName.Length == 0 || fix.NewName is "." or ".." || fix.NewName.IndexOfAny(['/', '\\', '\0']) >= 0)
        {
            return "the proposed name is no file name";
        }

        var isOtherFile = !string.Equals(fix.Path, Target(fix), files.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        return isOtherFile && overlay.GetKind(Target(fix)) is not null ? fix.NewName + " exists" : null;
    }

    /// <summary>Makes the fixes and looks at what is found then; takes them back where that is no better.</summary>
    /// <returns>What is found then; null where the fixes were taken back.</returns>
    private IReadOnlyList<Diagnostic>? Try(List<(Diagnostic Diagnostic, RenameFix Fix)> batch, IReadOnlyList<Diagnostic> before)
    {
        var countBefore = CountByRuleAndFile(before);
        var made = 0;
        foreach (var (_, fix) in batch)
        {
            if (overlay.TryMove(fix.Path, Target(fix)) is { } reason)
            {
                Reject(fix, reason);
                overlay.Undo(made);
                return null;
            }

            made++;
        }

        var after = lint(overlay);
        var countAfter = CountByRuleAndFile(after);
        var isNothingNew = countAfter.All(pair => countBefore.TryGetValue(pair.Key, out var count) && pair.Value <= count);
        var isEachMended = batch.All(item => IsMended(item.Diagnostic, item.Fix, countBefore, countAfter, after));
        if (isNothingNew && isEachMended)
        {
            return after;
        }

        overlay.Undo(made);
        return null;
    }

    /// <summary>
    /// A finding at the renamed file itself must be one less: its text may have changed with the name alone. One at another file, where
    /// several share a number, may stay for the rest of them, but not say the same.
    /// </summary>
    private bool IsMended(
        Diagnostic diagnostic,
        RenameFix fix,
        Dictionary<(string RuleId, string OriginalPath), int> countBefore,
        Dictionary<(string RuleId, string OriginalPath), int> countAfter,
        IReadOnlyList<Diagnostic> after)
    {
        var path = diagnostic.Location.Text.Path == fix.Path ? Target(fix) : diagnostic.Location.Text.Path;
        var key = (diagnostic.Rule.Id, overlay.OriginalPath(path));
        if (!countAfter.TryGetValue(key, out var count) || count < countBefore[key])
        {
            return true;
        }

        return path != Target(fix) && !after.Any(left =>
            left.Rule.Id == diagnostic.Rule.Id && left.Location.Text.Path == path && left.Subject == diagnostic.Subject && left.Text == diagnostic.Text);
    }

    private IReadOnlyList<Diagnostic> TryOneByOne(List<(Diagnostic Diagnostic, RenameFix Fix)> batch, IReadOnlyList<Diagnostic> found)
    {
        foreach (var item in batch)
        {
            if (rejected.Contains(item.Fix))
            {
                continue;
            }

            // The fixes made before it may have taken its reason or its name away.
            if (!found.Any(diagnostic => item.Fix.Equals(diagnostic.Fix)) || WhyNot(item.Fix) is not null)
            {
                continue;
            }

            if (Try([item], found) is { } after)
            {
                found = after;
            }
            else
            {
                Reject(item.Fix, "it would not mend the finding, or bring another");
            }
        }

        return found;
    }

    private Dictionary<(string RuleId, string OriginalPath), int> CountByRuleAndFile(IReadOnlyList<Diagnostic> found) => found
        .GroupBy(diagnostic => (diagnostic.Rule.Id, overlay.OriginalPath(diagnostic.Location.Text.Path)))
        .ToDictionary(group => group.Key, group => group.Count());

    private void Reject(Fix fix, string reason)
    {
        if (rejected.Add(fix))
        {
            skipped.Add(new SkippedFix(fix, reason));
        }
    }

    private void RecordWhatIsLeft(IReadOnlyList<Diagnostic> found)
    {
        foreach (var fix in found.Select(diagnostic => diagnostic.Fix))
        {
            if (fix is not null && fix.Applicability > upTo)
            {
                Reject(fix, fix.Applicability == Applicability.Manual ? "it is shown only" : OnlySuggested);
            }
            else if (fix is RenameFix)
            {
                Reject(fix, "too many fixes follow each other");
            }
        }
    }

    private static List<Rename> Compose(IReadOnlyList<Rename> steps)
    {
        var result = new List<Rename>();
        foreach (var step in steps)
        {
            var earlier = result.FindIndex(rename => rename.To == step.From);
            if (earlier < 0)
            {
                result.Add(step);
            }
            else
            {
                result[earlier] = new Rename(result[earlier].From, step.To);
            }
        }

        result.RemoveAll(rename => rename.From == rename.To);
        return result;
    }

    private static string Target(RenameFix fix) => PathText.Combine(PathText.GetDirectory(fix.Path)!, fix.NewName);
}
