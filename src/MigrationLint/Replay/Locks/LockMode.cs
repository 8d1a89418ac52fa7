namespace MigrationLint.Replay.Locks;

/// <summary>PostgreSQL's locks on relations, from the weakest to the strongest (<c>storage/lockdefs.h</c>).</summary>
internal enum LockMode
{
    /// <summary>What SELECT takes.</summary>
    AccessShare = 1,

    /// <summary>What SELECT … FOR UPDATE takes, and a foreign key on the table that it points to.</summary>
    RowShare,

    /// <summary>What INSERT, UPDATE and DELETE take.</summary>
    RowExclusive,

    /// <summary>What VACUUM, VALIDATE CONSTRAINT and the CONCURRENTLY forms take.</summary>
    ShareUpdateExclusive,

    /// <summary>What CREATE INDEX takes.</summary>
    Share,

    /// <summary>What ADD FOREIGN KEY and CREATE TRIGGER take.</summary>
    ShareRowExclusive,

    /// <summary>What REFRESH MATERIALIZED VIEW CONCURRENTLY takes.</summary>
    Exclusive,

    /// <summary>What most forms of ALTER TABLE take.</summary>
    AccessExclusive,
}

/// <summary>What lock modes mean for one another.</summary>
internal static class LockModes
{
    // LockConflicts (storage/lmgr/lock.c); bit n is mode n.
    private static readonly int[] Conflicts =
    [
        0,
        Bits(LockMode.AccessExclusive),
        Bits(LockMode.Exclusive, LockMode.AccessExclusive),
        Bits(LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive),
        Bits(LockMode.ShareUpdateExclusive, LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive),
        Bits(LockMode.RowExclusive, LockMode.ShareUpdateExclusive, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive),
        Bits(LockMode.RowExclusive, LockMode.ShareUpdateExclusive, LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive),
        Bits(LockMode.RowShare, LockMode.RowExclusive, LockMode.ShareUpdateExclusive, LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive),
        Bits(LockMode.AccessShare, LockMode.RowShare, LockMode.RowExclusive, LockMode.ShareUpdateExclusive, LockMode.Share, LockMode.ShareRowExclusive, LockMode.Exclusive, LockMode.AccessExclusive),
    ];

    /// <summary>True where two transactions cannot hold both at once.</summary>
    public static bool ConflictsWith(this LockMode mode, LockMode other) => (Conflicts[(int)mode] & (1 << (int)other)) != 0;

    /// <summary>True where SELECT waits for it.</summary>
    public static bool BlocksReads(this LockMode mode) => mode.ConflictsWith(LockMode.AccessShare);

    /// <summary>True where INSERT, UPDATE and DELETE wait for it.</summary>
    public static bool BlocksWrites(this LockMode mode) => mode.ConflictsWith(LockMode.RowExclusive);

    /// <summary>As SQL spells it: <c>ACCESS EXCLUSIVE</c>.</summary>
    public static string ToSql(this LockMode mode) => mode switch
    {
        LockMode.AccessShare => "ACCESS SHARE",
        LockMode.RowShare => "ROW SHARE",
        LockMode.RowExclusive => "ROW EXCLUSIVE",
        LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        LockMode.Share => "SHARE",
        LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        LockMode.Exclusive => "EXCLUSIVE",
        _ => "ACCESS EXCLUSIVE",
    };

    /// <summary>The mode that SQL spells so; ACCESS EXCLUSIVE, as for LOCK TABLE, where it says nothing.</summary>
    public static LockMode Parse(string text)
    {
        for (var mode = LockMode.AccessShare; mode < LockMode.AccessExclusive; mode++)
        {
            if (string.Equals(mode.ToSql(), text, StringComparison.OrdinalIgnoreCase))
            {
                return mode;
            }
        }

        return LockMode.AccessExclusive;
    }

    private static int Bits(params LockMode[] modes) => modes.Aggregate(0, (bits, mode) => bits | (1 << (int)mode));
}
