using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>ALTER TABLE of constraints.</summary>
internal static class ConstraintLocks
{
    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case AddPrimaryKey add:
                AddKey(locks, add, add.Definition);
                return true;
            case AddUnique add:
                AddKey(locks, add, add.Definition);
                return true;
            case AddExclusion add:
                AddToPartitions(locks, locks.Find(add.Table), HeapWork.IndexBuild, LockMode.Share);
                return true;
            case AddCheck add:
                locks.AddTree(locks.Find(add.Table), LockMode.AccessExclusive, add.Definition.NotValid ? HeapWork.None : HeapWork.Scan, add.IsOnly || add.Definition.NoInherit);
                locks.AddTree(locks.Find(add.Table), LockMode.AccessExclusive, isOnly: add.IsOnly || locks.Version < 18);
                return true;
            case AddForeignKey add:
                AddForeignKey(locks, add);
                return true;
            case AddNotNullConstraint add:
                locks.AddTree(locks.Find(add.Table), LockMode.AccessExclusive, add.NotValid ? HeapWork.None : ColumnLocks.NotNullWork(locks, locks.Find(add.Table), add.Column), add.IsOnly);
                return true;
            case ValidateConstraint validate:
                Validate(locks, validate);
                return true;
            case DropConstraint drop:
                Drop(locks, drop);
                return true;
            case RenameConstraint rename:
                Rename(locks, rename);
                return true;
            case AlterConstraint alter:
                locks.Add(alter.Table, LockMode.AccessExclusive);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Locks both sides of a foreign key that is made.</summary>
    /// <param name="locks">The locks.</param>
    /// <param name="referenced">The table that it points to.</param>
    /// <param name="work">What is done to prove it.</param>
    public static void AddReferenced(LockSet locks, Relation? referenced, HeapWork work = HeapWork.None) =>
        locks.AddTree(referenced, LockMode.ShareRowExclusive, work, isOnly: referenced is not Table { PartitionBy: not null });

    private static void AddKey(LockSet locks, TableOperation operation, KeyDefinition key)
    {
        var table = locks.FindTable(operation.Table);
        if (key.UsingIndex is { } name && table is not null)
        {
            var index = table.Indexes.FirstOrDefault(index => index.Name == name);
            var columns = index?.Keys.Select(item => item.Column) ?? [];
            var isNullable = operation is AddPrimaryKey && columns.Any(column => column is not null && ColumnLocks.NotNullWork(locks, table, column) != HeapWork.None);
            locks.Add(table, LockMode.AccessExclusive, isNullable ? HeapWork.Scan : HeapWork.None);
            if (index is not null && key.Name is { } wanted && wanted != name)
            {
                locks.Add(table, index, IndexLocks.Rename(locks.Version));
            }

            return;
        }

        var hasNulls = operation is AddPrimaryKey && table is not null && key.Columns.Any(column => !IsNew(locks, column) && ColumnLocks.NotNullWork(locks, table, column) != HeapWork.None);
        AddToPartitions(locks, table ?? locks.Find(operation.Table), hasNulls ? HeapWork.IndexBuild | HeapWork.Scan : HeapWork.IndexBuild, operation is AddPrimaryKey ? LockMode.AccessExclusive : LockMode.Share);
        if (operation is AddPrimaryKey && !operation.IsOnly)
        {
            foreach (var child in locks.DescendantsOf(table).Where(child => !child.IsPartition))
            {
                locks.Add(child, LockMode.AccessExclusive, key.Columns.Any(column => ColumnLocks.NotNullWork(locks, child, column) != HeapWork.None) ? HeapWork.Scan : HeapWork.None);
            }
        }
    }

    // Keys spread to partitions, not to tables that inherit; there as CREATE INDEX does, but for the NOT NULL of a primary key.
    private static void AddToPartitions(LockSet locks, Relation? table, HeapWork work, LockMode partMode)
    {
        locks.Add(table, LockMode.AccessExclusive, work);
        partMode = locks.Version < 18 ? partMode : LockMode.AccessExclusive;
        foreach (var part in table is Table { PartitionBy: not null } ? locks.DescendantsOf(table) : [])
        {
            locks.Add(part, partMode, work);
        }
    }

    /// <summary>True for a column that the same statement adds: what proves it is part of adding it.</summary>
    private static bool IsNew(LockSet locks, string column) => FindNew(locks, column) is not null;

    private static AddColumn? FindNew(LockSet locks, string column) =>
        locks.Step.Statement.Steps.TakeWhile(step => !ReferenceEquals(step, locks.Step)).Select(step => step.Operation).OfType<AddColumn>().FirstOrDefault(add => add.Column.Name == column);

    private static void AddForeignKey(LockSet locks, AddForeignKey add)
    {
        var table = locks.Find(add.Table);
        var work = add.Definition.NotValid || IsOfEmptyColumn(locks, add) ? HeapWork.None : HeapWork.Scan;
        locks.AddTree(table, LockMode.ShareRowExclusive, work, isOnly: table is not Table { PartitionBy: not null });
        AddReferenced(locks, locks.Find(add.Definition.ReferencedTable), work);
    }

    // transformAlterTableStmt: REFERENCES within a new column without a default has nothing to check.
    private static bool IsOfEmptyColumn(LockSet locks, AddForeignKey add) =>
        add.Definition.Columns is [var column] && FindNew(locks, column) is { Column: { Default: null, IsSerial: false, Identity: IdentityKind.None } added }
        && added.Source.Span.Start <= add.Definition.Source.Span.Start && add.Definition.Source.Span.End <= added.Source.Span.End;

    private static void Validate(LockSet locks, ValidateConstraint operation)
    {
        var table = locks.FindTable(operation.Table);
        var constraint = table?.Constraints.FirstOrDefault(constraint => constraint.Name == operation.Constraint);
        switch (constraint)
        {
            case CheckConstraint check:
                locks.AddTree(table, LockMode.ShareUpdateExclusive, check.IsValid ? HeapWork.None : HeapWork.Scan, operation.IsOnly || check.NoInherit || check.IsValid);
                break;
            case ForeignKeyConstraint key:
                var work = key.IsValid ? HeapWork.None : HeapWork.Scan;
                locks.AddTree(table, LockMode.ShareUpdateExclusive, work, isOnly: table is not { PartitionBy: not null });
                if (!key.IsValid)
                {
                    locks.Add(key.ReferencedTable, LockMode.RowShare, work);
                }

                break;
            default:
                locks.AddTree(locks.Find(operation.Table), LockMode.ShareUpdateExclusive, HeapWork.Scan, operation.IsOnly);
                break;
        }
    }

    private static void Drop(LockSet locks, DropConstraint operation)
    {
        var table = locks.Find(operation.Table);
        var isInherited = table is Table found && found.Constraints.FirstOrDefault(item => item.Name == operation.Constraint) is CheckConstraint { NoInherit: false };
        locks.AddTree(table, LockMode.AccessExclusive, isOnly: operation.IsOnly || !(isInherited || table is Table { PartitionBy: not null }));
        DropLocks.Add(locks);
    }

    private static void Rename(LockSet locks, RenameConstraint operation)
    {
        var table = locks.FindTable(operation.Table);
        var constraint = table?.Constraints.FirstOrDefault(constraint => constraint.Name == operation.Constraint);
        locks.AddTree(table ?? locks.Find(operation.Table), LockMode.AccessExclusive, isOnly: operation.IsOnly || constraint is not CheckConstraint { NoInherit: false });
        var id = constraint switch { KeyConstraint key => key.Index, ExclusionConstraint exclusion => exclusion.Index, _ => ObjectId.None };
        if (!id.IsNone && locks.Before.FindIndex(id) is { } index)
        {
            locks.Add(index.Owner, index.Index, IndexLocks.Rename(locks.Version));
        }
    }
}
