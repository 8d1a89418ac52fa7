using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>
/// What goes with an object: found by what an operation changed around its target, so that CASCADE needs no rule of its own. Every object that goes is
/// locked ACCESS EXCLUSIVE, and so is the table that loses a part (<c>deleteOneObject</c>, <c>RemoveTriggerById</c>, <c>index_drop</c>).
/// </summary>
internal static class DropLocks
{
    /// <summary>Locks what the operation of a step removes.</summary>
    public static void Add(LockSet locks)
    {
        var seen = new HashSet<ObjectId>();
        var next = new Queue<ObjectId>(Targets(locks));
        while (next.Count > 0)
        {
            var id = next.Dequeue();
            if (!seen.Add(id))
            {
                continue;
            }

            var before = locks.Before.FindObject(id);
            var after = locks.After.FindObject(id);
            if (before is null ? locks.After.FindIndex(id) is not null : ReferenceEquals(before, after))
            {
                continue;
            }

            AddLost(locks, before as Relation, after as Relation, next);
            foreach (var dependent in locks.Before.ObjectsThatName(id))
            {
                next.Enqueue(dependent.Id);
            }
        }
    }

    private static IEnumerable<ObjectId> Targets(LockSet locks) => locks.Step.Operation switch
    {
        TableOperation operation => Known(locks.Find(operation.Table)),
        DropTable drop => Known(locks.Find(drop.Table)),
        DropIndex drop => Known(locks.Before.FindIndex(drop.Index)?.Owner),
        DropObject { Kind: ObjectKind.Schema } drop => locks.Before.ObjectsIn(drop.Name.Name).Select(item => item.Id),
        DropObject { Kind: ObjectKind.Extension } drop => Known(locks.Before.FindExtension(drop.Name.Name)),
        DropObject { Kind: ObjectKind.Type or ObjectKind.Domain } drop => Known(locks.Before.FindType(drop.Name)),
        DropObject drop => Known(locks.Before.FindRelation(drop.Name) ?? (SchemaObject?)locks.Before.FindOther(drop.Kind, drop.Name)),
        DropRoutine drop => locks.Before.FindRoutines(drop.Routine.Name).Where(routine => locks.After.FindRoutine(routine.Id) is null).Select(routine => routine.Id),
        _ => [],
    };

    private static IEnumerable<ObjectId> Known(SchemaObject? item) => item is null ? [] : [item.Id];

    private static void AddLost(LockSet locks, Relation? before, Relation? after, Queue<ObjectId> next)
    {
        if (before is null)
        {
            return;
        }

        if (after is null)
        {
            locks.Add(before, LockMode.AccessExclusive);
            AddWhole(locks, before);
        }

        foreach (var index in LockSet.IndexesOf(before).Where(index => locks.After.FindIndex(index.Id) is null))
        {
            locks.Add(before, LockMode.AccessExclusive);
            locks.Add(before, index, LockMode.AccessExclusive);
            next.Enqueue(index.Id);
        }

        if (before is Table table)
        {
            AddLostParts(locks, table, after as Table);
        }
    }

    private static void AddLostParts(LockSet locks, Table table, Table? after)
    {
        var lost = table.Constraints.Where(constraint => after is null || !after.Constraints.Any(left => left.Id == constraint.Id)).ToList();
        var hasLess = lost.Count > 0 || after is null || after.Columns.Count < table.Columns.Count || after.Triggers.Count < table.Triggers.Count
            || after.Policies.Count < table.Policies.Count || after.Columns.Count(column => column.Default is not null) < table.Columns.Count(column => column.Default is not null);
        if (hasLess)
        {
            locks.Add(table, LockMode.AccessExclusive);
        }

        // The triggers of a foreign key stand on both tables.
        foreach (var key in lost.OfType<ForeignKeyConstraint>())
        {
            locks.Add(key.ReferencedTable, LockMode.AccessExclusive);
        }
    }

    private static void AddWhole(LockSet locks, Relation gone)
    {
        if (gone is not Table { IsPartition: true } part)
        {
            return;
        }

        foreach (var parent in part.Parents)
        {
            locks.Add(parent, LockMode.AccessExclusive);
            locks.Add(locks.DefaultPartitionOf(parent), LockMode.AccessExclusive);
        }
    }
}
