using MigrationLint.Operations;
using MigrationLint.Schema;
using LockTableOperation = MigrationLint.Operations.LockTable;

namespace MigrationLint.Replay.Locks;

/// <summary>What reads and writes rows, and LOCK TABLE. The rows themselves are no work of a lock: their number is not known.</summary>
internal static class RowLocks
{
    private const int DeepestView = 50;

    /// <summary>Adds the locks of an operation of this family.</summary>
    /// <returns>False where it is none.</returns>
    public static bool Add(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case InsertRows insert:
                Insert(locks, insert);
                return true;
            case UpdateRows update:
                Write(locks, update.Table, update.Sources);
                AddPartners(locks, locks.FindTable(update.Table), update.Columns, isDelete: false);
                return true;
            case DeleteRows delete:
                Write(locks, delete.Table, delete.Sources);
                AddPartners(locks, locks.FindTable(delete.Table), [], isDelete: true);
                return true;
            case TruncateTable truncate:
                Truncate(locks, truncate);
                return true;
            case ReadRows read:
                foreach (var relation in read.Reads)
                {
                    Expand(locks, locks.Before.FindRelation(relation), HeapWork.None, DeepestView);
                }

                return true;
            case LockTableOperation table:
                Lock(locks, locks.Find(table.Table), LockModes.Parse(table.Mode), DeepestView);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Locks what a query reads.</summary>
    /// <param name="locks">The locks.</param>
    /// <param name="query">The query.</param>
    /// <param name="work">What is done to the tables.</param>
    /// <param name="isExpanded">True where it runs, so that what its views read is read too.</param>
    public static void AddSources(LockSet locks, QueryDefinition query, HeapWork work, bool isExpanded)
    {
        foreach (var relation in RelationsOf(locks, query))
        {
            if (isExpanded)
            {
                Expand(locks, relation, work, DeepestView);
            }
            else
            {
                locks.Add(relation, LockMode.AccessShare, work);
            }
        }
    }

    private static IEnumerable<Relation> RelationsOf(LockSet locks, QueryDefinition query) =>
        query.Reads.Select(read => read.Relation).Concat(query.DependsOn).Concat(query.Definition.References).Distinct()
            .Select(id => locks.Before.FindRelation(id)).OfType<Relation>();

    private static void Expand(LockSet locks, Relation? relation, HeapWork work, int depth)
    {
        locks.AddTree(relation, relation is Sequence ? LockMode.RowExclusive : LockMode.AccessShare, work & HeapWork.Scan);
        foreach (var source in relation is View { IsMaterialized: false } view && depth > 0 ? RelationsOf(locks, view.Query) : [])
        {
            Expand(locks, source, work, depth - 1);
        }
    }

    private static void Lock(LockSet locks, Relation? relation, LockMode mode, int depth)
    {
        locks.AddTree(relation, mode);
        foreach (var source in relation is View { IsMaterialized: false } view && depth > 0 ? RelationsOf(locks, view.Query) : [])
        {
            Lock(locks, source, mode, depth - 1);
        }
    }

    private static void Write(LockSet locks, QualifiedName name, IReadOnlyList<ObjectId> sources)
    {
        var target = locks.Find(name);
        locks.AddTree(target, LockMode.RowExclusive);
        if (target is View { IsMaterialized: false } view)
        {
            foreach (var source in RelationsOf(locks, view.Query))
            {
                locks.AddTree(source, view.Query.IsAutoUpdatable ? LockMode.RowExclusive : LockMode.AccessShare);
            }
        }

        foreach (var source in sources)
        {
            Expand(locks, locks.Before.FindRelation(source), HeapWork.None, DeepestView);
        }
    }

    private static void Insert(LockSet locks, InsertRows insert)
    {
        if (locks.Find(insert.Table) is Table { PartitionBy: not null } whole)
        {
            // Which partitions the rows go to is not known.
            locks.Add(whole, LockMode.RowExclusive);
            foreach (var source in insert.Sources)
            {
                Expand(locks, locks.Before.FindRelation(source), HeapWork.None, DeepestView);
            }
        }
        else
        {
            locks.Add(insert.Table, LockMode.RowExclusive);
            Write(locks, insert.Table, insert.Sources);
        }

        if (locks.FindTable(insert.Table) is not { } table)
        {
            return;
        }

        foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>().Where(key => insert.Columns.Count == 0 || key.Columns.Any(insert.Columns.Contains)))
        {
            locks.Add(key.ReferencedTable, LockMode.RowShare);
        }

        foreach (var column in table.Columns.Where(column => insert.Columns.Count > 0 && !insert.Columns.Contains(column.Name)))
        {
            foreach (var sequence in column.Default?.References.Select(locks.Before.FindRelation).OfType<Sequence>() ?? [])
            {
                locks.Add(sequence, LockMode.RowExclusive);
            }
        }

        foreach (var sequence in locks.Before.ObjectsThatName(table.Id).OfType<Sequence>().Where(sequence => sequence.IsIdentity && sequence.OwnerTable == table.Id && !insert.Columns.Contains(sequence.OwnerColumn ?? "")))
        {
            locks.Add(sequence, LockMode.RowExclusive);
        }
    }

    // The triggers of foreign keys look at the other side, and change it.
    private static void AddPartners(LockSet locks, Table? table, IReadOnlyList<string> columns, bool isDelete)
    {
        if (table is null)
        {
            return;
        }

        foreach (var key in isDelete ? [] : table.Constraints.OfType<ForeignKeyConstraint>().Where(key => key.Columns.Any(columns.Contains)))
        {
            locks.Add(key.ReferencedTable, LockMode.RowShare);
        }

        foreach (var (other, key) in locks.Before.KeysTo(table.Id).Where(pair => isDelete || pair.Key.ReferencedColumns.Any(columns.Contains)))
        {
            var action = isDelete ? key.OnDelete : key.OnUpdate;
            locks.Add(other, action is ReferentialAction.NoAction or ReferentialAction.Restrict ? LockMode.RowShare : LockMode.RowExclusive);
        }
    }

    private static void Truncate(LockSet locks, TruncateTable truncate)
    {
        var next = new Queue<Relation?>([locks.Find(truncate.Table)]);
        var seen = new HashSet<ObjectId>();
        while (next.Count > 0)
        {
            if (next.Dequeue() is not { } relation || !seen.Add(relation.Id))
            {
                continue;
            }

            locks.Add(relation, LockMode.AccessExclusive);
            locks.AddIndexes(relation, LockMode.AccessExclusive);
            if (truncate.RestartsIdentity)
            {
                TableLocks.AddSequences(locks, relation);
            }

            foreach (var child in locks.DescendantsOf(relation))
            {
                next.Enqueue(child);
            }

            foreach (var (other, _) in truncate.Cascade ? locks.Before.KeysTo(relation.Id) : [])
            {
                next.Enqueue(other);
            }
        }
    }
}
