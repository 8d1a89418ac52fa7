using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>The roles that statements name.</summary>
internal static class Roles
{
    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal)
    {
        "postgres", "public", "current_user", "session_user", "current_role", "pg_database_owner", "pg_read_all_data", "pg_write_all_data", "pg_monitor",
        "pg_read_all_settings", "pg_read_all_stats", "pg_stat_scan_tables", "pg_read_server_files", "pg_write_server_files", "pg_execute_server_program",
        "pg_signal_backend", "pg_checkpoint",
    };

    /// <summary>True for what every PostgreSQL 15 has, and for what stands for the role that acts.</summary>
    public static bool IsBuiltIn(string role) => BuiltIn.Contains(role);

    /// <summary>Refuses a role that certainly is not there.</summary>
    public static void Require(ReplayContext context, string role, string sqlState = "42704")
    {
        var name = new QualifiedName("", role);
        if (!IsBuiltIn(role) && context.IsComplete && context.Schema.FindOther(ObjectKind.Role, name) is null)
        {
            throw context.Refuse(sqlState, $"role \"{role}\" does not exist");
        }
    }
}
