using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>Partitions: made, attached, detached.</summary>
internal static class PartitionLocks
{
    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case AttachPartition attach when locks.Before.FindIndex(attach.Table) is { } whole:
                locks.Add(whole.Owner, LockMode.AccessShare);
                locks.Add(whole.Owner, whole.Index, locks.Version < 12 ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
                if (locks.Before.FindIndex(attach.Partition) is { } part)
                {
                    locks.Add(part.Owner, LockMode.AccessShare);
                    locks.Add(part.Owner, part.Index, LockMode.AccessExclusive);
                }

                return true;
            case AttachPartition attach:
                Attach(locks, attach);
                return true;
            case DetachPartition detach:
                Detach(locks, detach);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The locks of CREATE TABLE … PARTITION OF.</summary>
    public static void AddForNew(LockSet locks, QualifiedName name)
    {
        var whole = locks.FindTable(name);
        locks.Add(locks.Find(name), LockMode.AccessExclusive);
        if (whole is null)
        {
            return;
        }

        AddDefault(locks, whole);
        AddIndexes(locks, whole);
        foreach (var key in whole.Constraints.OfType<ForeignKeyConstraint>())
        {
            if (locks.Version < 12)
            {
                locks.Add(key.ReferencedTable, LockMode.AccessShare);
                continue;
            }

            ConstraintLocks.AddReferenced(locks, locks.Before.FindRelation(key.ReferencedTable));
        }
    }

    // Each index of the partitioned table gets a part more (IndexSetParentIndex).
    private static void AddIndexes(LockSet locks, Table whole)
    {
        if (locks.Version >= 12)
        {
            locks.AddIndexes(whole, LockMode.ShareUpdateExclusive);
        }
    }

    private static void AddDefault(LockSet locks, Table whole)
    {
        if (locks.DefaultPartitionOf(whole.Id) is { } rest)
        {
            locks.AddTree(rest, LockMode.AccessExclusive, HeapWork.Scan);
        }
    }

    private static void Attach(LockSet locks, AttachPartition operation)
    {
        var whole = locks.FindTable(operation.Table);
        locks.Add(locks.Find(operation.Table), locks.Version < 12 ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
        if (locks.Find(operation.Partition) is not Table part || whole is null)
        {
            locks.Add(operation.Partition, LockMode.AccessExclusive, HeapWork.Scan);
            return;
        }

        foreach (var piece in locks.DescendantsOf(part).Prepend(part))
        {
            var isProven = Proofs.ImpliesBound(locks.Before, whole, part, operation.Bound ?? "") || (operation.Bound == "DEFAULT" && !locks.Before.ChildrenOf(whole.Id).Any());
            locks.Add(piece, LockMode.AccessExclusive, (isProven ? HeapWork.None : HeapWork.Scan) | (IndexLocks.Gains(locks, piece) ? HeapWork.IndexBuild : HeapWork.None));
        }

        AddIndexes(locks, whole);

        AddDefault(locks, whole);
        foreach (var key in whole.Constraints.OfType<ForeignKeyConstraint>())
        {
            ConstraintLocks.AddReferenced(locks, locks.Before.FindRelation(key.ReferencedTable), HeapWork.Scan);
            locks.Add(part, LockMode.AccessExclusive, HeapWork.Scan);
        }
    }

    private static void Detach(LockSet locks, DetachPartition operation)
    {
        var whole = locks.Find(operation.Table);
        if (operation.Concurrently || operation.Finalize)
        {
            locks.Add(whole, LockMode.ShareUpdateExclusive);
            locks.Add(operation.Partition, operation.Finalize ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive);
            return;
        }

        locks.Add(whole, LockMode.AccessExclusive);
        locks.Add(operation.Partition, locks.Version < 14 ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        if (whole is Table table && locks.DefaultPartitionOf(table.Id) is { } rest)
        {
            locks.Add(rest, LockMode.AccessExclusive);
        }

        foreach (var key in (whole as Table)?.Constraints.OfType<ForeignKeyConstraint>() ?? [])
        {
            ConstraintLocks.AddReferenced(locks, locks.Before.FindRelation(key.ReferencedTable));
        }
    }
}
