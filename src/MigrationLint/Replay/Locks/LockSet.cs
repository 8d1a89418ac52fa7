using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>Collects the locks of one operation: the strongest mode of each relation that was there before, and all work under it.</summary>
/// <param name="step">The operation, and the database around it.</param>
/// <param name="version">The major version of the server.</param>
internal sealed class LockSet(Step step, int version)
{
    private readonly Dictionary<ObjectId, int> places = [];
    private readonly List<RelationLock> locks = [];

    /// <summary>The operation, and the database around it.</summary>
    public Step Step { get; } = step;

    /// <summary>The major version of the server.</summary>
    public int Version { get; } = version;

    /// <summary>What the database held before.</summary>
    public DatabaseSchema Before => Step.Before;

    /// <summary>What it holds after.</summary>
    public DatabaseSchema After => Step.After;

    /// <summary>The locks, in the order in which they are taken first.</summary>
    public IReadOnlyList<RelationLock> Locks => locks;

    /// <summary>The relation of that name, as it was before.</summary>
    public Relation? Find(QualifiedName name) => Before.FindRelation(name) ?? After.FindRelation(name);

    /// <summary>The table of that name, as it was before.</summary>
    public Table? FindTable(QualifiedName name) => Find(name) as Table;

    /// <summary>Locks a relation; nothing where it is null, built in, or new.</summary>
    public void Add(Relation? relation, LockMode mode, HeapWork work = HeapWork.None)
    {
        if (relation is { Id.IsBuiltIn: false } and not CompositeRelation && IsOld(relation))
        {
            Add(new RelationLock(relation.Id, relation.Name, mode, HasRows(relation) ? work : HeapWork.None));
        }
    }

    /// <summary>Locks the relation of that id.</summary>
    public void Add(ObjectId relation, LockMode mode, HeapWork work = HeapWork.None) => Add(Before.FindRelation(relation) ?? After.FindRelation(relation), mode, work);

    /// <summary>Locks the relation of that name.</summary>
    public void Add(QualifiedName name, LockMode mode, HeapWork work = HeapWork.None) => Add(Find(name), mode, work);

    /// <summary>Locks an index of a relation.</summary>
    public void Add(Relation owner, Index index, LockMode mode)
    {
        if (Before.FindIndex(index.Id) is not null)
        {
            Add(new RelationLock(index.Id, new QualifiedName(owner.Name.Schema, index.Name), mode, HeapWork.None) { IsIndex = true });
        }
    }

    /// <summary>Locks all indexes of a relation.</summary>
    public void AddIndexes(Relation? owner, LockMode mode)
    {
        foreach (var index in IndexesOf(owner))
        {
            Add(owner!, index, mode);
        }
    }

    /// <summary>Locks a table and, but for ONLY, all that inherit from it.</summary>
    public void AddTree(Relation? relation, LockMode mode, HeapWork work = HeapWork.None, bool isOnly = false)
    {
        Add(relation, mode, work);
        AddIndexesOfRewritten(relation, work);
        foreach (var child in isOnly ? [] : DescendantsOf(relation))
        {
            Add(child, mode, work);
            AddIndexesOfRewritten(child, work);
        }
    }

    /// <summary>The tables below a table, nearest first.</summary>
    public IReadOnlyList<Table> DescendantsOf(Relation? relation) => relation is Table table ? Before.DescendantsOf(table.Id) : [];

    /// <summary>The indexes of a table or materialized view.</summary>
    public static IReadOnlyList<Index> IndexesOf(Relation? relation) => relation switch { Table table => table.Indexes, View view => view.Indexes, _ => [] };

    /// <summary>The partition of a table that takes what no other does; null for none.</summary>
    public Table? DefaultPartitionOf(ObjectId table) => Before.FindRelation(Before.PartitionsOf(table).Default) as Table;

    private void AddIndexesOfRewritten(Relation? relation, HeapWork work)
    {
        if (relation is not null && HasRows(relation) && work.HasFlag(HeapWork.Rewrite))
        {
            AddIndexes(relation, LockMode.AccessExclusive);
        }
    }

    // An assumed relation was there although nothing made it; it enters the schema with its first use.
    private bool IsOld(Relation relation) => Before.FindRelation(relation.Id) is not null || relation is { CreatedBy: null, IsIncomplete: true };

    private static bool HasRows(Relation relation) => relation is Table { PartitionBy: null, ForeignServer: null } or View { IsMaterialized: true };

    private void Add(RelationLock added)
    {
        if (places.TryGetValue(added.Relation, out var place))
        {
            var old = locks[place];
            locks[place] = old with { Mode = added.Mode > old.Mode ? added.Mode : old.Mode, Work = old.Work | added.Work };
            return;
        }

        places.Add(added.Relation, locks.Count);
        locks.Add(added);
    }
}
