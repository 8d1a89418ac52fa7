using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>Tablespaces, access methods and storage parameters, which the schema does not keep and PostgreSQL checks.</summary>
internal sealed class StorageWords(LoweringContext context)
{
    // reloptions.c; those of autovacuum and toast are told by their beginning.
    private static readonly HashSet<string> TableOptions = new(StringComparer.Ordinal)
    {
        "fillfactor", "toast_tuple_target", "parallel_workers", "user_catalog_table", "vacuum_index_cleanup", "vacuum_truncate", "log_autovacuum_min_duration", "oids",
        "vacuum_max_eager_freeze_failure_rate",
    };

    /// <summary>Refuses a tablespace that is certainly missing.</summary>
    public void RequireTablespace(string? name)
    {
        if (name is not (null or "" or "pg_default" or "pg_global") && context.Schema.FindOther(ObjectKind.Other, new QualifiedName("", name + " (tablespace)")) is null)
        {
            context.Missing("42704", $"tablespace \"{name}\" does not exist");
        }
    }

    /// <summary>Refuses an access method of tables that is certainly missing.</summary>
    public void RequireAccessMethod(string? name)
    {
        if (name is not (null or "heap") && !context.Schema.Extensions.Any() && !context.Schema.Others.Any(other => other.Kind == ObjectKind.Other && other.Name.Name == name + " (access method)"))
        {
            context.Missing("42704", $"access method \"{name}\" does not exist");
        }
    }

    /// <summary>Refuses storage parameters that PostgreSQL does not know.</summary>
    public void RequireTableOptions(IReadOnlyList<DefElem> options)
    {
        foreach (var option in options)
        {
            var name = option.Defname ?? "";
            if (name == "oids" && option.Arg is not BooleanValue { Boolval: false } and not StringValue { Sval: "false" })
            {
                throw context.Refuse("0A000", "tables declared WITH OIDS are not supported", option);
            }

            if (option.Defnamespace is null && !TableOptions.Contains(name) && !name.StartsWith("autovacuum_", StringComparison.Ordinal))
            {
                throw context.Refuse("22023", $"unrecognized parameter \"{name}\"", option);
            }
        }
    }
}
