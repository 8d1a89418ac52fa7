using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>Tables as wholes: made, dropped, renamed, moved, and their properties.</summary>
internal static class TableLocks
{
    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case CreateTable create:
                Create(locks, create);
                return true;
            case CreateTableAs create:
                RowLocks.AddSources(locks, create.Query, create.WithNoData ? HeapWork.None : HeapWork.Scan, isExpanded: !create.WithNoData);
                return true;
            case DropTable:
                DropLocks.Add(locks);
                return true;
            case RenameRelation rename:
                locks.Add(rename.Table, LockMode.AccessExclusive);
                ColumnLocks.AddIndex(locks, rename.Table, IndexLocks.Rename(locks.Version));
                return true;
            case AlterInheritance alter:
                locks.AddTree(locks.Find(alter.Table), LockMode.AccessExclusive, isOnly: alter.IsRemoved);
                locks.Add(alter.Parent, alter.IsRemoved ? LockMode.AccessShare : LockMode.ShareUpdateExclusive);
                return true;
            case SetPersistence set:
                SetPersistence(locks, set);
                return true;
            case SetRowSecurity:
                locks.Add(((TableOperation)operation).Table, LockMode.AccessExclusive);
                return true;
            case SetTableProperty set:
                SetProperty(locks, set);
                return true;
            case CreateTrigger or CreateRule or CreatePolicy or AlterPolicy or DropTableObject or RenameTableObject:
                AddPart(locks, (TableOperation)operation);
                return true;
            default:
                return false;
        }
    }

    private static void Create(LockSet locks, CreateTable create)
    {
        foreach (var parent in create.Inherits)
        {
            locks.Add(parent, LockMode.ShareUpdateExclusive);
        }

        foreach (var source in create.Like)
        {
            locks.Add(source, LockMode.AccessShare);
        }

        if (create.PartitionOf is { } whole)
        {
            PartitionLocks.AddForNew(locks, whole);
        }

        foreach (var key in create.Constraints.OfType<ForeignKeyDefinition>())
        {
            ConstraintLocks.AddReferenced(locks, locks.Find(key.ReferencedTable));
        }
    }

    private static void SetPersistence(LockSet locks, SetPersistence operation)
    {
        if (locks.FindTable(operation.Table) is not { } table || (table.Persistence == Persistence.Unlogged) == operation.IsUnlogged)
        {
            locks.Add(operation.Table, LockMode.AccessExclusive);
            return;
        }

        locks.AddTree(table, LockMode.AccessExclusive, HeapWork.Rewrite, isOnly: true);
        if (locks.Version >= 15)
        {
            AddSequences(locks, table);
        }    }

    /// <summary>Locks the sequences that a table's columns own.</summary>
    public static void AddSequences(LockSet locks, Relation table, LockMode mode = LockMode.AccessExclusive)
    {
        foreach (var sequence in locks.Before.ObjectsThatName(table.Id).OfType<Sequence>().Where(sequence => sequence.OwnerTable == table.Id))
        {
            locks.Add(sequence, mode);
        }
    }

    private static void SetProperty(LockSet locks, SetTableProperty operation)
    {
        var relation = locks.Find(operation.Table);
        switch (operation.Command)
        {
            case "SetRelOptions" or "ResetRelOptions" when relation is View { IsMaterialized: false }:
                locks.Add(relation, LockMode.AccessExclusive);
                break;
            case "SetRelOptions" or "ResetRelOptions" or "DropCluster" or "SetStatistics":
                locks.Add(relation, LockMode.ShareUpdateExclusive);
                ColumnLocks.AddIndex(locks, operation.Table, LockMode.ShareUpdateExclusive);
                break;
            case "ClusterOn":
                locks.Add(relation, LockMode.ShareUpdateExclusive);
                ColumnLocks.AddIndex(locks, operation.Table with { Name = operation.Argument ?? "" }, LockMode.ShareUpdateExclusive);
                break;
            case "SetTableSpace" when operation.Argument != "pg_default":
                locks.Add(relation, LockMode.AccessExclusive, HeapWork.Rewrite);
                ColumnLocks.AddIndex(locks, operation.Table, LockMode.AccessExclusive);
                break;
            case "SetAccessMethod" when operation.Argument is not (null or "heap"):
                locks.AddTree(relation, LockMode.AccessExclusive, HeapWork.Rewrite, isOnly: true);
                break;
            case var command when command.StartsWith("EnableT", StringComparison.Ordinal) || command.StartsWith("DisableT", StringComparison.Ordinal) || command is "EnableAlwaysTrig" or "EnableReplicaTrig":
                SwitchTriggers(locks, relation);
                break;
            default:
                locks.Add(relation, LockMode.AccessExclusive);
                ColumnLocks.AddIndex(locks, operation.Table, LockMode.AccessExclusive);
                break;
        }
    }

    // The copies that partitions have of a trigger follow it.
    private static void SwitchTriggers(LockSet locks, Relation? relation)
    {
        locks.Add(relation, LockMode.ShareRowExclusive);
        foreach (var part in relation is Table { PartitionBy: not null } ? locks.DescendantsOf(relation) : [])
        {
            if (part.Triggers.Any(trigger => !trigger.Parent.IsNone))
            {
                locks.Add(part, LockMode.ShareRowExclusive);
            }
        }
    }

    private static void AddPart(LockSet locks, TableOperation operation)
    {
        var relation = locks.Find(operation.Table);
        var partitioned = relation as Table is { PartitionBy: not null };
        switch (operation)
        {
            case CreateTrigger create:
                locks.AddTree(relation, LockMode.ShareRowExclusive, isOnly: !(partitioned && create.IsForEachRow));
                if (create.From is { } from)
                {
                    locks.Add(from, LockMode.AccessShare);
                }

                break;
            case CreatePolicy create:
                locks.Add(relation, LockMode.AccessExclusive);
                AddRead(locks, create.Using, create.WithCheck);
                break;
            case AlterPolicy alter:
                locks.Add(relation, LockMode.AccessExclusive);
                AddRead(locks, alter.Using, alter.WithCheck);
                break;
            case RenameTableObject { Kind: ObjectKind.Trigger } or DropTableObject { Kind: ObjectKind.Trigger }:
                locks.AddTree(relation, LockMode.AccessExclusive, isOnly: !partitioned || (operation is RenameTableObject && locks.Version < 15));
                DropLocks.Add(locks);
                break;
            default:
                locks.Add(relation, LockMode.AccessExclusive);
                break;
        }
    }

    private static void AddRead(LockSet locks, params SchemaExpression?[] expressions)
    {
        foreach (var relation in expressions.SelectMany(expression => expression?.References ?? []))
        {
            locks.Add(relation, LockMode.AccessShare);
        }
    }
}
