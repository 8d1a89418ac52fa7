using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>Indexes, and what maintenance does with tables and indexes.</summary>
internal static class IndexLocks
{
    /// <summary>What renaming an index takes on it.</summary>
    public static LockMode Rename(int version) => version < 12 ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive;

    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case CreateIndex create:
                Create(locks, create);
                return true;
            case DropIndex { Concurrently: true } drop when locks.Before.FindIndex(drop.Index) is { } found:
                locks.Add(found.Owner, LockMode.ShareUpdateExclusive);
                locks.Add(found.Owner, found.Index, LockMode.ShareUpdateExclusive);
                return true;
            case DropIndex:
                DropLocks.Add(locks);
                return true;
            case Reindex rebuild:
                Rebuild(locks, rebuild);
                return true;
            case Maintain maintain:
                foreach (var relation in maintain.Tables.Count == 0 ? locks.Before.Relations : maintain.Tables.Select(locks.Find))
                {
                    Maintain(locks, relation, maintain.Command);
                }

                return true;
            default:
                return false;
        }
    }

    private static void Create(LockSet locks, CreateIndex create)
    {
        var mode = create.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share;
        var relation = locks.Find(create.Table);
        locks.Add(relation, mode, HeapWork.IndexBuild);
        foreach (var part in create.IsOnly || relation is not Table { PartitionBy: not null } ? [] : locks.DescendantsOf(relation))
        {
            // A partition that has such an index already gives it.
            locks.Add(part, mode, Gains(locks, part) ? HeapWork.IndexBuild : HeapWork.None);
            AddCandidates(locks, part, mode);
        }
    }

    /// <summary>True where a partition gets a new index.</summary>
    public static bool Gains(LockSet locks, Table part) =>
        locks.After.FindRelation(part.Id) is Table after && after.Indexes.Any(index => part.Indexes.All(old => old.Id != index.Id));

    // DefineIndex opens the indexes of a partition in turn until one is like the new one.
    private static void AddCandidates(LockSet locks, Table part, LockMode mode)
    {
        foreach (var index in part.Indexes)
        {
            locks.Add(part, index, mode);
            if (index.Parent.IsNone && locks.After.FindIndex(index.Id) is { Index.Parent.IsNone: false })
            {
                break;
            }
        }
    }

    private static void Rebuild(LockSet locks, Reindex operation)
    {
        var (tableMode, indexMode) = operation.Concurrently ? (LockMode.ShareUpdateExclusive, LockMode.ShareUpdateExclusive) : (LockMode.Share, LockMode.AccessExclusive);
        if (operation is { Kind: ObjectKind.Index, Name: { } name })
        {
            if (locks.Before.FindIndex(name) is { } found)
            {
                locks.Add(found.Owner, tableMode, HeapWork.IndexBuild);
                locks.Add(found.Owner, found.Index, indexMode);
            }

            return;
        }

        var relations = operation switch
        {
            { Kind: ObjectKind.Schema, Name: { } schema } => locks.Before.Relations.Where(relation => relation.Name.Schema == schema.Name),
            { Name: { } table } when locks.Find(table) is { } named => [named],
            { Name: null } => locks.Before.Relations,
            _ => [],
        };
        foreach (var relation in relations)
        {
            if (relation is Table or View { IsMaterialized: true })
            {
                locks.Add(relation, tableMode, HeapWork.IndexBuild);
                locks.AddIndexes(relation, indexMode);
            }
        }
    }

    private static void Maintain(LockSet locks, Relation? relation, string command)
    {
        if (relation is not (Table or View { IsMaterialized: true }))
        {
            return;
        }

        switch (command)
        {
            case "VACUUM FULL" or "CLUSTER":
                locks.AddTree(relation, LockMode.AccessExclusive, HeapWork.Rewrite, isOnly: relation is not Table { PartitionBy: not null });
                break;
            case "VACUUM" or "ANALYZE":
                locks.AddTree(relation, LockMode.ShareUpdateExclusive, HeapWork.Scan, isOnly: relation is not Table { PartitionBy: not null });
                break;
        }
    }
}
