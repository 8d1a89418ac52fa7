using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>
/// A pool of the application, set up with care for its size but not for time. A pool of which nothing is said is none of the rule's concern, nor is a
/// knexfile: migrations may take long.
/// </summary>
internal sealed class TimeoutsMissing : ConfigurationRule
{
    private static readonly RuleText Acquire = new(
        "The pool in {file} waits for ever for a connection",
        "pg-pool has no limit of its own: when all connections are busy or the server is away, every request hangs and none ever fails.",
        "Set connectionTimeoutMillis, such as 10000.");

    // PgBouncer 1.18 (process_client_param of src/client.c) refuses what it does not know at start, and passes nothing on that it is told to ignore.
    private static readonly RuleText BehindPooler = new(
        "The connections in {file} have no {missing}",
        "A query that hangs, or a transaction that was never closed, holds a session of the pooler and its locks until somebody ends it by hand; all other clients share what is left.",
        "Set {missing} on the role that the application uses (ALTER ROLE … SET): in the connection PgBouncer refuses it (\"unsupported startup parameter\") or, by ignore_startup_parameters, drops it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML713", "timeouts-missing", RuleFamily.Configuration, Severity.Info)
    {
        Title = "A pool of the application without a limit on waiting, on queries or on idle transactions",
        Text = new(
            "The connections in {file} have no {missing}",
            "A query that hangs, or a transaction that was never closed, holds its connection and its locks until somebody ends it by hand; migrations wait behind them.",
            "Set {missing} {place}, or on the role that the application uses (ALTER ROLE … SET), which also works behind PgBouncer."),
        Variants = [BehindPooler, Acquire],
        Suppress = "The role or the database sets the limits.",
        Bad = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: { host: process.env.DB_HOST, database: 'app' },
              [|pool: { min: 0, max: 10 }|],
            });
            """,
        Good = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: {
                host: process.env.DB_HOST,
                database: 'app',
                statement_timeout: 30000,
                idle_in_transaction_session_timeout: 60000,
              },
              pool: { min: 0, max: 10 },
            });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations)
        {
            if (database is { IsForDevelopment: false, IsPostgres: true, IsLoopback: false, Pool: { IsPartial: false } pool, Kind: ConfigurationKind.KnexInstance or ConfigurationKind.PgPool })
            {
                CheckPool(database, pool, report);
            }
        }
    }

    private static void CheckPool(DatabaseConfiguration database, PoolSettings pool, IReporter report)
    {
        var file = PathText.GetFileName(database.Location.Text.Path);
        var isKnex = database.Kind == ConfigurationKind.KnexInstance;
        if (!isKnex && pool.AcquireTimeoutMillis is null or { IsKnown: true, Value: 0 })
        {
            report.Report(pool.Location, new() { ["file"] = file }, Acquire);
            return;
        }

        // What is run on each new connection may set the limits, too.
        if (database.MaySetSession || database.PoolOptions.Any(option => option.Name is "afterCreate" or "create"))
        {
            return;
        }

        var names = new HashSet<string>(database.ConnectionOptions.Select(option => option.Name), StringComparer.Ordinal);
        List<string> missing = [];
        if (!names.Contains("statement_timeout") && !names.Contains("query_timeout"))
        {
            missing.Add("statement_timeout");
        }

        if (!names.Contains("idle_in_transaction_session_timeout"))
        {
            missing.Add("idle_in_transaction_session_timeout");
        }

        if (missing.Count > 0)
        {
            report.Report(
                pool.Location,
                new() { ["file"] = file, ["missing"] = string.Join(" and ", missing), ["place"] = isKnex ? "in connection" : "beside max" },
                database.Pooler is null ? null : BehindPooler);
        }
    }
}
