using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>
/// What a transaction holds while it runs: locks stay until it ends. Fed step by step, so that a rule can ask at each one what is held already. Where the
/// tool puts several files into one transaction (<c>MigrationFolder.Batch</c>), the steps of all of them go into one.
/// </summary>
/// <param name="before">What the database held when the transaction began.</param>
internal sealed class HeldLocks(DatabaseSchema before)
{
    private readonly Dictionary<ObjectId, RelationLock> held = [];

    /// <summary>The strongest lock on each relation that others see; in no order.</summary>
    public IReadOnlyCollection<RelationLock> Locks => held.Values;

    /// <summary>The relations that are locked against reading, but for indexes.</summary>
    public IEnumerable<RelationLock> Exclusive => held.Values.Where(item => !item.IsIndex && item.Mode == LockMode.AccessExclusive);

    /// <summary>True where others see the relation: it was there when the transaction began, or is taken to have been.</summary>
    public bool IsVisible(ObjectId relation, DatabaseSchema now) =>
        before.FindRelation(relation) is not null || before.FindIndex(relation) is not null || now.FindRelation(relation) is { CreatedBy: null };

    /// <summary>The strongest lock on a relation; null for none.</summary>
    public RelationLock? On(ObjectId relation) => held.TryGetValue(relation, out var found) ? found : null;

    /// <summary>Takes the locks of a step.</summary>
    public void Add(Step step)
    {
        foreach (var item in step.Locks)
        {
            if (!IsVisible(item.Relation, step.After))
            {
                continue;
            }

            held[item.Relation] = !held.TryGetValue(item.Relation, out var old) ? item
                : old with { Mode = item.Mode > old.Mode ? item.Mode : old.Mode, Work = old.Work | item.Work };
        }
    }
}
