#pragma warning disable MA0048 // One vocabulary: a lock, and what is done under it.

using MigrationLint.Operations;

namespace MigrationLint.Replay.Locks;

/// <summary>What a statement does with the rows of a relation while it holds its lock on it.</summary>
[Flags]
internal enum HeapWork
{
    /// <summary>Nothing: only the catalog changes.</summary>
    None = 0,

    /// <summary>It reads all rows.</summary>
    Scan = 1,

    /// <summary>It builds an index, for which it reads all rows.</summary>
    IndexBuild = 2,

    /// <summary>It writes all rows anew, and builds all indexes.</summary>
    Rewrite = 4,
}

/// <summary>A lock on a relation that was there before.</summary>
/// <param name="Relation">The relation, or index.</param>
/// <param name="Name">Its name before.</param>
/// <param name="Mode">The strongest mode.</param>
/// <param name="Work">What is done under it.</param>
internal sealed record RelationLock(ObjectId Relation, QualifiedName Name, LockMode Mode, HeapWork Work)
{
    /// <summary>True where it is an index that is locked, not a table, view or sequence.</summary>
    public bool IsIndex { get; init; }
}
