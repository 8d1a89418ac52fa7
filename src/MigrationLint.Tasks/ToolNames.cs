using MigrationLint.Discovery;

namespace MigrationLint.Tasks;

/// <summary>How users write the tools.</summary>
internal static class ToolNames
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

    /// <summary>Reads the name of a member; empty for none.</summary>
    public static MigrationTool? FromEnum(string name) => Enum.TryParse<MigrationTool>(name, out var tool) ? tool : null;
}
