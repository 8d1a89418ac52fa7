namespace MigrationLint.Discovery;

/// <summary>How users write the tools, and how reports do.</summary>
public static class MigrationToolNames
{
    /// <summary>Reads a tool's name, without regard to case.</summary>
    /// <returns>Null where nothing is said or the name is unknown: then discovery decides.</returns>
    public static MigrationTool? Parse(string name) => name.Trim().ToUpperInvariant() switch
    {
        "KNEX" => MigrationTool.Knex,
        "SQL" => MigrationTool.NumberedSql,
        "DB-MIGRATE" => MigrationTool.DbMigrate,
        _ => null,
    };

    /// <summary>How reports write the tool.</summary>
    public static string Display(MigrationTool tool) => tool switch
    {
        MigrationTool.Knex => "Knex",
        MigrationTool.DbMigrate => "db-migrate",
        _ => "numbered SQL",
    };
}
