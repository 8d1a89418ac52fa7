using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <content>What a table has many of: partitions, tables below it, tables with keys to it. Each is found without a look at the others.</content>
internal sealed partial class DatabaseSchema
{
    /// <summary>The partitions of each partitioned table.</summary>
    private PersistentMap<ObjectId, PartitionSet> partitions = PersistentMap<ObjectId, PartitionSet>.Empty(ById);

    /// <summary>For each table: those that have a foreign key to it.</summary>
    private PersistentMap<(ObjectId Target, ObjectId Dependent), bool> referencing = PersistentMap<(ObjectId Target, ObjectId Dependent), bool>.Empty(ByTarget);

    /// <summary>The partitions of a table.</summary>
    public PartitionSet PartitionsOf(ObjectId whole) => partitions.TryGetValue(whole, out var found) ? found.For(FindRelation(whole) as Table) : PartitionSet.Empty.For(FindRelation(whole) as Table);

    /// <summary>The tables below a table, nearest first; each once.</summary>
    public IReadOnlyList<Table> DescendantsOf(ObjectId table)
    {
        var found = new List<Table>();
        var seen = new HashSet<ObjectId> { table };
        for (var (id, next) = (table, 0); ; id = found[next++].Id)
        {
            found.AddRange(ChildrenOf(id).Where(child => seen.Add(child.Id)));
            if (next == found.Count)
            {
                return found;
            }
        }
    }

    /// <summary>The foreign keys that lead to a table, and the tables that they stand on, in the order of the making of these.</summary>
    public IEnumerable<(Table Owner, ForeignKeyConstraint Key)> KeysTo(ObjectId table) =>
        referencing.From((table, ObjectId.None)).Select(pair => pair.Key).TakeWhile(pair => pair.Target == table).Select(pair => FindRelation(pair.Dependent)).OfType<Table>()
            .SelectMany(owner => owner.Constraints.OfType<ForeignKeyConstraint>().Where(key => key.ReferencedTable == table).Select(key => (owner, key)));

    private void Part(Relation? old, Relation? item)
    {
        var (before, after) = (old as Table, item as Table);
        if (before?.PartitionBound == after?.PartitionBound && (before?.PartitionBound is null || (after is not null && before.Parents.SequenceEqual(after.Parents))))
        {
            return;
        }

        foreach (var parent in before is { IsPartition: true } ? before.Parents : [])
        {
            if (partitions.TryGetValue(parent, out var found))
            {
                partitions = partitions.Set(parent, found.Without(before!.Id));
            }
        }

        foreach (var parent in after is { IsPartition: true } ? after.Parents : [])
        {
            partitions = partitions.Set(parent, PartitionsOf(parent).With(after!.Id, after.PartitionBound!));
        }
    }

    private void Refer(Relation? old, Relation? item)
    {
        var (before, after) = (ConstraintsOf(old), ConstraintsOf(item));
        if (ReferenceEquals(before, after))
        {
            return;
        }

        var (first, oldEnd, end) = FindDifference(before, after, isComparable: true, static (left, right) => ReferenceEquals(left, right));
        for (var i = first; i < end; i++)
        {
            if (after[i] is ForeignKeyConstraint added && !referencing.TryGetValue((added.ReferencedTable, item!.Id), out _))
            {
                referencing = referencing.Set((added.ReferencedTable, item!.Id), true);
            }
        }

        for (var i = first; i < oldEnd; i++)
        {
            if (before[i] is ForeignKeyConstraint gone && !after.Any(left => left is ForeignKeyConstraint key && key.ReferencedTable == gone.ReferencedTable))
            {
                referencing = referencing.Remove((gone.ReferencedTable, old!.Id));
            }
        }
    }
}
