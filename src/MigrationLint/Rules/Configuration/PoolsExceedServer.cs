using System.Globalization;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>
/// Pools that may together hold more connections than the server gives. A knexfile counts only where no module makes the application's pool: migrations
/// run in a process of their own, for a while.
/// </summary>
internal sealed class PoolsExceedServer : ConfigurationRule
{
    private const double DefaultMax = 10;
    private const string Instances = "instances";
    private const string MaximumConnections = "max_connections";
    private const string Reserved = "reserved";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML703", "pools-exceed-server", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "The pools of all instances may hold more connections than the server gives",
        Text = new(
            "The pools may open {needed} connections ({sum}), and the server gives {available}",
            "Under load the server refuses what goes beyond max_connections less its reserves (53300, \"remaining connection slots are reserved\"), also to migrations and to whoever wants to look.",
            "Lower max to at most {share} in all pools of a process together, raise max_connections, or put a pooler in between."),
        Options =
        [
            new(Instances, "1", "How many processes of the application run at a time. A project's property: `MigrationLintInstances`."),
            new(MaximumConnections, "100", "The server's max_connections. A project's property: `MigrationLintMaxConnections`."),
            new(Reserved, "3", "The connections that the server keeps back (superuser_reserved_connections, reserved_connections), or that others need."),
        ],
        Suppress = "A pooler such as PgBouncer stands between the application and the server.",
        Bad = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, [|max: 120|] },
            });
            """,
        Good = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, max: 20 },
            });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        var databases = configuration.Configurations
            .Where(database => database is { IsForDevelopment: false, IsPostgres: true, IsLoopback: false, Place: not null })
            .GroupBy(database => (database.Package, database.Place));
        foreach (var database in databases)
        {
            var made = database.Where(one => one.Kind is ConfigurationKind.KnexInstance or ConfigurationKind.PgPool).ToList();
            var pools = (made.Count > 0 ? made : database.Where(one => one.Kind == ConfigurationKind.Knexfile).Take(1)).Where(one => Maximum(one) > 0).ToList();
            CheckPools(pools, context, report);
        }
    }

    private void CheckPools(List<DatabaseConfiguration> pools, RuleContext context, IReporter report)
    {
        if (pools.OrderByDescending(Maximum).FirstOrDefault() is not { } largest)
        {
            return;
        }

        var path = largest.Location.Text.Path;
        var instances = Math.Max(1, context.IntegerOption(Descriptor, Instances, path));
        var available = context.IntegerOption(Descriptor, MaximumConnections, path) - context.IntegerOption(Descriptor, Reserved, path);
        var needed = pools.Sum(Maximum) * instances;
        if (available <= 0 || needed <= available)
        {
            return;
        }

        var maxima = string.Join(" + ", pools.Select(pool => $"{Spell(Maximum(pool))} in {PathText.GetFileName(pool.Location.Text.Path)}"));
        report.Report(
            largest.Pool?.Max?.Location ?? largest.Pool?.Location ?? largest.Location,
            new()
            {
                ["needed"] = Spell(needed),
                ["sum"] = instances == 1 ? maxima : $"{maxima}, times {Spell(instances)} instances",
                ["available"] = Spell(available),
                ["share"] = Spell(Math.Floor((double)available / instances)),
            },
            subject: path);
    }

    /// <summary>0 where it is not known, and for a client of pg or a pool of which nothing is said.</summary>
    private static double Maximum(DatabaseConfiguration database) =>
        database.Pool?.Max is { } max ? max.IsKnown ? max.Value : 0
        : database.Pool is { IsPartial: true } || database is { Pool: null, Kind: ConfigurationKind.PgPool } ? 0
        : DefaultMax;

    private static string Spell(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
