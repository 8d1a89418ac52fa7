using MigrationLint.Operations;

namespace MigrationLint.Replay.Locks;

/// <summary>
/// Which locks an operation takes on relations that were there before, and what it does to them meanwhile: one row for each form, read from the sources
/// of PostgreSQL 10 to 18 (<c>AlterTableGetLockLevel</c> in <c>commands/tablecmds.c</c>, and the commands themselves) and measured on its servers.
/// Weak locks on indexes, which their table's lock covers, are left out.
/// </summary>
internal static class LockLevels
{
    /// <summary>The oldest major version that is known.</summary>
    public const int OldestVersion = 10;

    /// <summary>The newest major version that is known.</summary>
    public const int NewestVersion = 18;

    /// <summary>The locks of a step, in the order in which they are taken; none for what does nothing or is refused.</summary>
    /// <param name="step">The operation, and the database around it.</param>
    /// <param name="version">The major version of the server.</param>
    public static IReadOnlyList<RelationLock> Of(Step step, int version)
    {
        if (step.Refusal is not null)
        {
            return [];
        }

        var locks = new LockSet(step, Math.Min(Math.Max(version, OldestVersion), NewestVersion));
        if (!step.HasEffect)
        {
            AddOfNothing(locks, step.Operation);
            return locks.Locks;
        }

        _ = ColumnLocks.Add(locks, step.Operation)
            || ConstraintLocks.Add(locks, step.Operation)
            || TableLocks.Add(locks, step.Operation)
            || PartitionLocks.Add(locks, step.Operation)
            || IndexLocks.Add(locks, step.Operation)
            || RowLocks.Add(locks, step.Operation)
            || ObjectLocks.Add(locks, step.Operation);
        return locks.Locks;
    }

    /// <summary>What IF [NOT] EXISTS made do nothing has locked what it looked at all the same.</summary>
    private static void AddOfNothing(LockSet locks, Operation operation)
    {
        switch (operation)
        {
            case AddColumn or DropColumn or DropConstraint or DropIdentity or DropExpression:
                locks.AddTree(locks.Find(((TableOperation)operation).Table), LockMode.AccessExclusive, isOnly: ((TableOperation)operation).IsOnly || operation is DropIdentity);
                break;
            case CreateIndex create:
                locks.Add(create.Table, create.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share);
                break;
        }
    }
}
