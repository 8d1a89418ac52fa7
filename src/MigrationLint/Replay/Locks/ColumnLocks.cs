using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>ALTER TABLE of columns.</summary>
internal static class ColumnLocks
{
    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        if (operation is not TableOperation { Table: var name } target)
        {
            return false;
        }

        var table = locks.Find(name);
        if (table is CompositeRelation composite)
        {
            return AddTyped(locks, composite, operation);
        }

        const LockMode Most = LockMode.AccessExclusive;
        switch (operation)
        {
            case AddColumn add:
                var work = WorkOf(locks, add.Column);
                locks.AddTree(table, Most, work, add.IsOnly);
                AddSequences(locks, add.Column.Default, work);
                return true;
            case DropColumn drop:
                locks.AddTree(table, Most, isOnly: drop.IsOnly);
                DropLocks.Add(locks);
                return true;
            case AlterColumnType alter:
                AlterType(locks, table, alter);
                return true;
            case RenameColumn:
                locks.AddTree(table, Most, isOnly: target.IsOnly);
                return true;
            case SetNotNull set:
                SetNotNull(locks, table, set);
                return true;
            case SetDefault or DropNotNull or DropExpression:
                locks.AddTree(table, Most, isOnly: target.IsOnly);
                return true;
            case SetColumnProperty { Command: "SetStorage" or "SetCompression" }:
                locks.AddTree(table, Most, isOnly: target.IsOnly);
                return true;
            case SetColumnProperty { Command: "SetStatistics" or "SetOptions" or "ResetOptions" } property:
                locks.AddTree(table, LockMode.ShareUpdateExclusive, isOnly: target.IsOnly || property.Command != "SetStatistics");
                AddIndex(locks, name, LockMode.ShareUpdateExclusive);
                return true;
            case SetColumnProperty:
                locks.AddTree(table, Most, isOnly: target.IsOnly);
                return true;
            case AddIdentity:
                AddIdentityTree(locks, table, target);
                return true;
            case AlterIdentity alter:
                AddIdentityTree(locks, table, target);
                locks.Add(IdentitySequence(locks, table, alter.Column), LockMode.ShareRowExclusive);
                return true;
            case DropIdentity:
                AddIdentityTree(locks, table, target);
                DropLocks.Add(locks);
                return true;
            case SetExpression:

                locks.AddTree(table, Most, HeapWork.Rewrite, target.IsOnly);
                return true;
            default:
                return false;
        }
    }

    // What a composite type gets or loses, so do the tables that are of it.
    private static bool AddTyped(LockSet locks, CompositeRelation composite, Operation operation)
    {
        foreach (var table in locks.Before.ObjectsThatName(composite.RowType).OfType<Table>().Where(table => table.OfType == composite.RowType))
        {
            locks.AddTree(table, LockMode.AccessExclusive, operation is AlterColumnType alter ? TypeChange.WorkOf(locks, table, alter) : HeapWork.None);
        }

        return true;
    }

    /// <summary>Locks the index of that name, where ALTER TABLE or ALTER INDEX names one.</summary>
    public static void AddIndex(LockSet locks, QualifiedName name, LockMode mode)
    {
        if (locks.Before.FindIndex(name) is { } found)
        {
            locks.Add(found.Owner, found.Index, mode);
        }
    }

    /// <summary>What a new column costs the rows that are there (<c>ATExecAddColumn</c>).</summary>
    private static HeapWork WorkOf(LockSet locks, ColumnDefinition column)
    {
        if (column.IsSerial || column.Identity != IdentityKind.None || (column.Generated is not null && !column.IsVirtual) || IsNarrow(locks.After, column.Type.Type))
        {
            return HeapWork.Rewrite;
        }

        var value = column.Default ?? DefaultOf(locks.After, column.Type.Type);
        if (value is not null)
        {
            return locks.Version < 11 || value.Volatility == Volatility.Volatile ? HeapWork.Rewrite : HeapWork.None;
        }

        return column.IsNotNull && column.Generated is null ? HeapWork.Scan : HeapWork.None;
    }

    /// <summary>True for a domain that has a constraint, or narrows one that has (<c>DomainHasConstraints</c>).</summary>
    public static bool IsNarrow(DatabaseSchema schema, ObjectId type) => DomainsOf(schema, type).Any(domain => domain.IsNotNull || domain.Checks.Count > 0);

    /// <summary>A domain and those that it narrows.</summary>
    public static IEnumerable<SchemaType> DomainsOf(DatabaseSchema schema, ObjectId type)
    {
        for (var depth = 0; depth < 100 && schema.FindType(type) is { Kind: TypeKind.Domain } domain; depth++)
        {
            yield return domain;
            type = domain.BaseType.Type;
        }
    }

    private static SchemaExpression? DefaultOf(DatabaseSchema schema, ObjectId type) => DomainsOf(schema, type).Select(domain => domain.Default).FirstOrDefault(value => value is not null);

    // Each row that is written anew takes a value from the sequence.
    private static void AddSequences(LockSet locks, SchemaExpression? value, HeapWork work)
    {
        foreach (var sequence in value is not null && work.HasFlag(HeapWork.Rewrite) ? value.References.Select(locks.Before.FindRelation).OfType<Sequence>() : [])
        {
            locks.Add(sequence, LockMode.RowExclusive);
        }
    }

    private static void SetNotNull(LockSet locks, Relation? table, SetNotNull operation)
    {
        foreach (var target in operation.IsOnly ? [] : locks.DescendantsOf(table).Cast<Relation>())
        {
            locks.Add(target, LockMode.AccessExclusive, NotNullWork(locks, target, operation.Column));
        }

        locks.Add(table, LockMode.AccessExclusive, NotNullWork(locks, table, operation.Column));
    }

    /// <summary>What proving that a column has no NULL costs (<c>ATExecSetNotNull</c>).</summary>
    public static HeapWork NotNullWork(LockSet locks, Relation? relation, string column) =>
        relation is Table table && (table.FindColumn(column) is { IsNotNull: true } || (locks.Version >= 12 && Proofs.ImpliesNotNull(locks.Before, table, column))) ? HeapWork.None : HeapWork.Scan;

    private static void AlterType(LockSet locks, Relation? relation, AlterColumnType operation)
    {
        if (relation is not Table table)
        {
            locks.Add(relation, LockMode.AccessExclusive);
            return;
        }

        foreach (var target in operation.IsOnly ? [table] : locks.DescendantsOf(table).Prepend(table))
        {
            locks.AddTree(target, LockMode.AccessExclusive, TypeChange.WorkOf(locks, target, operation), isOnly: true);
            TypeChange.AddDependents(locks, target, operation);
        }
    }

    private static void AddIdentityTree(LockSet locks, Relation? table, TableOperation operation) =>
        locks.AddTree(table, LockMode.AccessExclusive, isOnly: operation.IsOnly || locks.Version < 17 || table is not Table { PartitionBy: not null });

    private static Sequence? IdentitySequence(LockSet locks, Relation? table, string column) =>
        table is null ? null : locks.Before.ObjectsThatName(table.Id).OfType<Sequence>().FirstOrDefault(sequence => sequence.IsIdentity && sequence.OwnerTable == table.Id && sequence.OwnerColumn == column);
}
