#pragma warning disable MA0048 // One vocabulary: how a chain is put in order, and what moves.

using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Chain;

/// <summary>Files that change places so that what stands before others no longer needs them.</summary>
/// <param name="Uses">What needs something too early, all of it in one file.</param>
/// <param name="Files">The places of the files that have to move behind the last file that the uses need, in the order of the chain.</param>
internal sealed record Move(IReadOnlyList<RefusedStatement> Uses, List<int> Files)
{
    /// <summary>The place of the one file that can move before the uses instead; null for none.</summary>
    public int? Creator { get; init; }

    /// <summary>The place of the last file that the uses need.</summary>
    public int Last { get; init; }

    /// <summary>True where the file moves alone and nothing on the way needs what it makes.</summary>
    public bool IsFree { get; init; }

    /// <summary>The new name of the file that moves; null where it is not that easy.</summary>
    public RenameFix? Rename { get; init; }
}

/// <summary>Finds the smallest renumbering of a chain whose numbers disagree with what its files need of each other.</summary>
/// <param name="chain">The chain.</param>
/// <param name="context">What stands in no file.</param>
internal sealed class Renumbering(ReplayedChain chain, RuleContext context)
{
    // Where more files than this stand too early, the order of the whole chain is not the tool's, and each search looks at all that follow.
    private const int MaximumGroups = 50;

    // Two files that move do not get the same number.
    private readonly Dictionary<MigrationFolder, FreeNames> free = [];
    private readonly FileDependencies dependencies = new(chain.Migrations, chain.History);

    /// <summary>What has to move.</summary>
    public static IReadOnlyList<Move> Of(ReplayedChain chain, RuleContext context)
    {
        var early = chain.Refused.Of("ML404").Where(static refused => refused.Other is { } other && IsOfNumbers(refused.Migration, other.Migration)).ToList();
        return early.Count == 0 ? [] : [.. new Renumbering(chain, context).Find(early)];
    }

    private static bool IsOfNumbers(ReplayedMigration user, ReplayedMigration creator) =>
        user.File.Path != creator.File.Path && user.Folder == creator.Folder && FileNames.AreInOrderOfNumbers(user.Folder) && user.File.Number is not null && creator.File.Number is not null;

    private IEnumerable<Move> Find(List<RefusedStatement> early)
    {
        var places = Enumerable.Range(0, chain.Migrations.Count).ToLookup(i => chain.Migrations[i].File.Path, StringComparer.Ordinal);
        var covered = new HashSet<int>();
        foreach (var uses in early.GroupBy(refused => places[refused.Migration.File.Path].First()).OrderBy(static uses => uses.Key).Take(MaximumGroups))
        {
            int[] anchors = [.. uses.Select(static use => use.Other!.Order.Migration).Distinct()];
            if (covered.Contains(uses.Key) || dependencies.Followers(uses.Key, anchors.Max() + 1, anchors) is not { } moved)
            {
                continue;
            }

            // One file that comes too late for several is moved alone.
            covered.UnionWith(moved);
            yield return moved.Count > 1 && anchors.Length == 1 && CanMoveBefore(anchors[0], uses.Key)
                ? new Move([.. uses], moved.FindAll(i => i == uses.Key || dependencies.Needs(i, anchors[0]))) { Creator = anchors[0], Last = anchors[0] }
                : MoveBehind([.. uses], moved, anchors.Max());
        }
    }

    private bool CanMoveBefore(int creator, int first) =>
        dependencies.IsPlain(creator) && Enumerable.Range(first, creator - first).All(i => !dependencies.Needs(creator, i) && !dependencies.Removes(i, creator));

    private Move MoveBehind(IReadOnlyList<RefusedStatement> uses, List<int> moved, int last)
    {
        var user = uses[0].Migration;
        var place = moved[0];
        if (!free.TryGetValue(user.Folder, out var names))
        {
            free.Add(user.Folder, names = new FreeNames(user.Folder, context.History.Of(user.Folder)));
        }

        var rename = names.Behind(user.File, chain.Migrations[last].File.Number);
        var end = rename is null ? last + 1 : EndOf(last, user.Folder, rename.NewName);
        var isFree = dependencies.IsPlain(place)
            && moved.Count == 1
            && Enumerable.Range(place + 1, end - place - 1).All(i => !dependencies.Needs(i, place) && !dependencies.Removes(i, place));
        if (isFree && rename is not null)
        {
            names.Take(rename);
        }

        return new Move(uses, moved) { Last = last, IsFree = isFree, Rename = isFree ? rename : null };
    }

    /// <summary>The place of the first migration that would run behind a file of that name.</summary>
    private int EndOf(int last, MigrationFolder folder, string name)
    {
        var number = MigrationNumber.Parse(name);
        var end = last + 1;
        while (end < chain.Migrations.Count && number is not null && IsBefore(chain.Migrations[end].File, folder, name, number))
        {
            end++;
        }

        return end;
    }

    private static bool IsBefore(MigrationFile file, MigrationFolder folder, string name, MigrationNumber number) =>
        folder.SortsAsText ? string.CompareOrdinal(file.Name, name) < 0 : file.Number is { } other && MigrationNumber.Compare(other, number) < 0;
}
