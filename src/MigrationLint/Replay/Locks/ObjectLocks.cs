using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>Views, sequences, domains, routines, and what serves several kinds of objects.</summary>
internal static class ObjectLocks
{
    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case CreateView create:
                locks.Add(create.View, LockMode.AccessExclusive);
                RowLocks.AddSources(locks, create.Query, HeapWork.None, isExpanded: false);
                return true;
            case CreateMaterializedView create:
                RowLocks.AddSources(locks, create.Query, create.WithNoData ? HeapWork.None : HeapWork.Scan, isExpanded: !create.WithNoData);
                return true;
            case RefreshMaterializedView refresh:
                Refresh(locks, refresh);
                return true;
            case AlterSequence alter:
                locks.Add(alter.Sequence, LockMode.ShareRowExclusive);
                if (alter.Options.OwnerTable is { } owner)
                {
                    locks.Add(owner, LockMode.AccessShare);
                }

                return true;
            case CreateSequence { Options.OwnerTable: { } table }:
                locks.Add(table, LockMode.AccessShare);
                return true;
            case CreateRoutine create:
                AddRead(locks, create.DependsOn);
                return true;
            case CreateObject { Kind: ObjectKind.Statistics or ObjectKind.Publication } create:
                foreach (var relation in create.DependsOn.Concat(create.Tables))
                {
                    locks.Add(relation, LockMode.ShareUpdateExclusive);
                }

                return true;
            case DropObject { Kind: ObjectKind.Statistics } drop when locks.Version >= 12:
                foreach (var relation in locks.Before.FindOther(drop.Kind, drop.Name)?.DependsOn ?? [])
                {
                    locks.Add(relation, LockMode.ShareUpdateExclusive);
                }

                return true;
            case DropObject or DropRoutine:
                DropLocks.Add(locks);
                return true;
            case AlterDomain alter:
                AlterDomain(locks, alter);
                return true;
            default:
                return AddAnnotation(locks, operation);
        }
    }

    private static bool AddAnnotation(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case CommentOn { Kind: ObjectKind.Constraint or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy } comment:
                locks.Add(comment.Name, LockMode.AccessShare);
                return true;
            case CommentOn { Kind: ObjectKind.Index } comment:
                ColumnLocks.AddIndex(locks, comment.Name, LockMode.ShareUpdateExclusive);
                return true;
            case CommentOn { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable or ObjectKind.Column } comment:
                locks.Add(comment.Name, LockMode.ShareUpdateExclusive);
                return true;
            case Grant { Kind: ObjectKind.Table or ObjectKind.Sequence or ObjectKind.View or ObjectKind.MaterializedView, Name: { } name } when locks.Version >= 18:
                locks.Add(name, LockMode.AccessShare);
                return true;
            case SetSchema set:
                Move(locks, set.Name, isOwner: false);
                return true;
            case SetOwner set when locks.Find(set.Name) is { } relation && IsRelation(set.Kind):
                if ((relation.Owner ?? locks.Step.Statement.Settings.Role) == (set.Owner.ToUpperInvariant() is "CURRENT_USER" or "CURRENT_ROLE" or "SESSION_USER" ? locks.Step.Statement.Settings.Role : set.Owner))
                {
                    locks.Add(relation, LockMode.AccessExclusive);
                    return true;
                }

                Move(locks, set.Name, isOwner: true);
                return true;
            default:
                return false;
        }
    }

    private static bool IsRelation(ObjectKind kind) =>
        kind is ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence;

    // A new owner is the owner of indexes and sequences too; the schema of an index is its table's by itself.
    private static void Move(LockSet locks, QualifiedName name, bool isOwner)
    {
        if (locks.Find(name) is not { } relation)
        {
            return;
        }

        locks.Add(relation, LockMode.AccessExclusive);
        TableLocks.AddSequences(locks, relation);
        if (isOwner)
        {
            locks.AddIndexes(relation, LockMode.AccessExclusive);
        }
    }

    private static void AddRead(LockSet locks, IEnumerable<ObjectId> relations)
    {
        foreach (var relation in relations)
        {
            locks.Add(relation, LockMode.AccessShare);
        }
    }

    private static void Refresh(LockSet locks, RefreshMaterializedView operation)
    {
        if (locks.Find(operation.View) is not View view)
        {
            locks.Add(operation.View, LockMode.AccessExclusive);
            return;
        }

        if (operation.Concurrently)
        {
            locks.Add(view, LockMode.Exclusive, HeapWork.Scan);
        }
        else
        {
            locks.AddTree(view, LockMode.AccessExclusive, HeapWork.Rewrite);
        }

        if (!operation.WithNoData)
        {
            RowLocks.AddSources(locks, view.Query, HeapWork.Scan, isExpanded: true);
        }
    }

    // validateDomainConstraint, AlterDomainNotNull: the rows of every column of the domain are read (get_rels_with_domain).
    private static void AlterDomain(LockSet locks, AlterDomain operation)
    {
        var scans = operation.Change switch
        {
            DomainChange.AddConstraint => operation.Check is not { NotValid: true },
            DomainChange.SetNotNull => locks.Before.FindType(operation.Domain) is not { IsNotNull: true },
            DomainChange.ValidateConstraint => true,
            _ => false,
        };
        foreach (var relation in scans && locks.Before.FindType(operation.Domain) is { } domain ? UsersOf(locks, domain) : [])
        {
            locks.Add(relation, LockMode.Share, HeapWork.Scan);
        }
    }

    private static IEnumerable<Relation> UsersOf(LockSet locks, SchemaType domain)
    {
        var seen = new HashSet<ObjectId>();
        var next = new Queue<SchemaType>([domain]);
        while (next.Count > 0)
        {
            var type = next.Dequeue();
            foreach (var user in locks.Before.ObjectsThatName(type.Id).Where(user => seen.Add(user.Id)))
            {
                if (user is SchemaType { Kind: TypeKind.Domain } narrower)
                {
                    next.Enqueue(narrower);
                }
                else if (user is Table or View { IsMaterialized: true })
                {
                    yield return (Relation)user;
                }
            }
        }
    }
}
