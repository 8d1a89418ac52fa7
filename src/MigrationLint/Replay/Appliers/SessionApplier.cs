using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>SET, maintenance, and what only a transaction block forbids.</summary>
internal static class SessionApplier
{
    private static readonly HashSet<string> OutsideOnly = new(StringComparer.Ordinal)
    {
        "CREATE DATABASE", "DROP DATABASE", "ALTER SYSTEM", "CREATE TABLESPACE", "DROP TABLESPACE", "COMMIT PREPARED", "ROLLBACK PREPARED",
    };

    /// <summary>SET, RESET.</summary>
    public static bool Set(ReplayContext context, SetParameter operation)
    {
        if (operation.IsLocal && !context.IsInTransaction)
        {
            return false;
        }

        if (operation is { Name: "role" or "session_authorization", IsKnown: true, Values.Count: > 0 } && RoleOf(operation) is { } role)
        {
            Roles.Require(context, role, "22023");
        }

        var changed = Change(context.State.Settings, operation);
        context.State = context.State with
        {
            Settings = changed,
            LastingSettings = operation.IsLocal ? context.State.LastingSettings : Change(context.State.LastingSettings, operation),
        };
        return true;
    }

    /// <summary>VACUUM, ANALYZE, CLUSTER.</summary>
    public static bool Maintain(ReplayContext context, Maintain operation)
    {
        if (operation.Command.StartsWith("VACUUM", StringComparison.Ordinal) || operation is { Command: "CLUSTER", Tables.Count: 0 })
        {
            RefuseInTransaction(context, operation.Command.StartsWith("VACUUM", StringComparison.Ordinal) ? "VACUUM" : operation.Command);
        }

        foreach (var table in operation.Tables)
        {
            if (context.FindOrAssume(table, operation.Source) is null)
            {
                throw context.MissingRelation(table);
            }
        }

        return true;
    }

    /// <summary>What changes nothing that the schema holds.</summary>
    public static bool Other(ReplayContext context, OtherStatement operation)
    {
        if (OutsideOnly.Contains(operation.Command))
        {
            RefuseInTransaction(context, operation.Command);
        }

        if (operation.Command == "SET CONSTRAINTS")
        {
            context.State = context.State with { PendingTriggers = [] };
        }

        return true;
    }

    /// <summary>What runs in no transaction block (<c>PreventInTransactionBlock</c>).</summary>
    public static void RefuseInTransaction(ReplayContext context, Operation operation)
    {
        var command = operation switch
        {
            CreateIndex { Concurrently: true } => "CREATE INDEX CONCURRENTLY",
            DropIndex { Concurrently: true } => "DROP INDEX CONCURRENTLY",
            Reindex { Concurrently: true } => "REINDEX CONCURRENTLY",
            Reindex { Kind: ObjectKind.Schema } => "REINDEX SCHEMA",
            Reindex { Kind: ObjectKind.Database } => "REINDEX DATABASE",
            DetachPartition { Concurrently: true } => "ALTER TABLE ... DETACH CONCURRENTLY",
            CreateObject { Kind: ObjectKind.Database } => "CREATE DATABASE",
            DropObject { Kind: ObjectKind.Database } => "DROP DATABASE",
            CreateObject { Kind: ObjectKind.Subscription } => "CREATE SUBSCRIPTION ... WITH (create_slot = true)",
            _ => null,
        };
        if (command is not null)
        {
            RefuseInTransaction(context, command);
        }
    }

    private static void RefuseInTransaction(ReplayContext context, string command)
    {
        if (context.IsInTransaction)
        {
            throw context.Refuse("25001", $"{command} cannot run inside a transaction block", RefusalDetail.InTransaction(command));
        }
    }

    private static SessionSettings Change(SessionSettings settings, SetParameter operation)
    {
        var initial = new SessionSettings();
        var values = operation.Values;
        return operation.Name switch
        {
            "all" => initial,
            "search_path" => settings with
            {
                IsSearchPathKnown = operation.IsKnown,
                SearchPath = !operation.IsKnown ? settings.SearchPath : values.Count == 0 ? initial.SearchPath : [.. values.Where(value => value is not ("" or "$user"))],
            },
            "role" or "session_authorization" => settings with { Role = RoleOf(operation) ?? initial.Role },
            "check_function_bodies" => settings with { ChecksFunctionBodies = values.Count == 0 || values[0] is not ("off" or "false" or "0" or "no" or "f" or "n") },
            _ => settings with { Others = settings.Others.Set(operation.Name, operation.IsKnown ? string.Join(", ", values) : null) },
        };
    }

    private static string? RoleOf(SetParameter operation) => (operation.Values.Count == 0 ? null : operation.Values[0]) is { } role and not ("none" or "default") ? role : null;
}
