namespace MigrationLint.Discovery;

/// <summary>What is true of a tool whatever stands in its files. Apart from the layouts, which look at disks.</summary>
internal static class ToolTraits
{
    /// <summary>True where the files are SQL.</summary>
    public static bool RunsScripts(MigrationTool tool) => tool is not (MigrationTool.Knex or MigrationTool.DbMigrate);

    /// <summary>True where files carry the numbers in their own names: not where directories do, or where a list has the order.</summary>
    public static bool NumbersFiles(MigrationTool tool) =>
        tool is not (MigrationTool.Prisma or MigrationTool.Diesel or MigrationTool.Drizzle or MigrationTool.Sqitch);

    /// <summary>True where names are sorted as text.</summary>
    public static bool SortsAsText(MigrationTool tool) =>
        tool is MigrationTool.Knex or MigrationTool.DbMigrate or MigrationTool.Dbmate or MigrationTool.Supabase or MigrationTool.Prisma or MigrationTool.Diesel;

    /// <summary>What stands around a file that does not say otherwise.</summary>
    public static MigrationTransaction Transaction(MigrationTool tool) => tool switch
    {
        MigrationTool.Prisma or MigrationTool.GolangMigrate or MigrationTool.Supabase => MigrationTransaction.SimpleQuery,
        MigrationTool.Sqitch => MigrationTransaction.None,
        _ => MigrationTransaction.PerFile,
    };

    /// <summary>What stands around all pending files.</summary>
    public static BatchTransaction Batch(MigrationTool tool) => tool switch
    {
        MigrationTool.Knex => BatchTransaction.AllUnlessOneOptsOut,
        MigrationTool.Drizzle or MigrationTool.NodePgMigrate => BatchTransaction.All,
        _ => BatchTransaction.None,
    };

    /// <summary>
    /// True where a file begins with the settings of a new connection: psql is started for it (sqitch, and how scripts without a tool are mostly run), or the
    /// tool resets the one that it has (Flyway restores role and search path; Supabase sends RESET ALL). The others go on with what earlier files set.
    /// </summary>
    public static bool StartsSessions(MigrationTool tool) =>
        tool is MigrationTool.NumberedSql or MigrationTool.Sqitch or MigrationTool.Flyway or MigrationTool.Supabase;
}
