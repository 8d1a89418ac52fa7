namespace MigrationLint.Discovery;

/// <summary>How users write the tools: in items, properties and settings.</summary>
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
}
