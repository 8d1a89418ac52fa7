using System.Globalization;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Text;

namespace MigrationLint.Rules.Configuration;

/// <summary>Two configurations of one database set different pools.</summary>
internal sealed class PoolMismatch : ConfigurationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML701", "pool-mismatch", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "Two configurations of one database set different pools",
        Text = new(
            "{first} and {second} set different pools: {differences}",
            "Both open connections to one database: a limit or timeout that was tuned in one file does not hold for the processes that use the other.",
            "Keep the pool in one module and use it in both files."),
        Suppress = "One of the files serves migrations only, and its pool is small on purpose.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, max: 5 },
            };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              [|pool: { min: 0, max: 20 }|],
            });
            """,
        Good = """
            === pool.js
            module.exports = { min: 0, max: 20 };
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: require('./pool') };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: require('../pool') });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var files in ConfigurationPairs.ByFile(configuration))
        {
            var tables = files.Select(pair => (Pair: pair, Differences: Differences(pair))).Where(entry => entry.Differences.Length > 0).ToList();
            if (tables.Count == 0)
            {
                continue;
            }

            var (pair, _) = tables[0];
            var (first, second) = ConfigurationPairs.Names(pair);
            var isSameEverywhere = tables.TrueForAll(entry => entry.Differences == tables[0].Differences);
            report.Report(
                Place(pair.Second),
                new()
                {
                    ["first"] = first,
                    ["second"] = second,
                    ["differences"] = isSameEverywhere
                        ? tables[0].Differences
                        : string.Join("; ", tables.Select(entry => entry.Pair.Environment is { } name ? $"{name}: {entry.Differences}" : entry.Differences)),
                },
                related: [new RelatedLocation(Place(pair.First), "the other pool")],
                subject: $"{first} {second}");
        }
    }

    private static SourceSpan Place(DatabaseConfiguration configuration) => configuration.Pool?.Location ?? configuration.Location;

    private static string Differences(ConfigurationPair pair)
    {
        string?[] differences =
        [
            Difference("min", pair, pool => pool?.Min, DefaultMin),
            Difference("max", pair, pool => pool?.Max, _ => 10),
            Difference("acquire timeout", pair, pool => pool?.AcquireTimeoutMillis, configuration => IsKnex(configuration) ? 60_000 : null, "ms"),
            Difference("idle timeout", pair, pool => pool?.IdleTimeoutMillis, configuration => IsKnex(configuration) ? 30_000 : 10_000, "ms"),
            Difference("create timeout", pair, pool => pool?.CreateTimeoutMillis, configuration => IsKnex(configuration) ? 30_000 : null, "ms"),
        ];
        return string.Join(", ", differences.Where(difference => difference is not null));
    }

    private static string? Difference(
        string name,
        ConfigurationPair pair,
        Func<PoolSettings?, Setting<double>?> select,
        Func<DatabaseConfiguration, double?> implied,
        string unit = "")
    {
        var (first, second) = (select(pair.First.Pool), select(pair.Second.Pool));

        // Two silences are two libraries' defaults, not two decisions.
        if ((first is null && second is null)
            || Value(pair.First, first, implied) is not { } one
            || Value(pair.Second, second, implied) is not { } other
            || one.Equals(other))
        {
            return null;
        }

        return $"{name} {Spell(one, first, unit)} against {Spell(other, second, unit)}";
    }

    private static double? Value(DatabaseConfiguration configuration, Setting<double>? setting, Func<DatabaseConfiguration, double?> implied)
    {
        if (setting is not null)
        {
            return setting.IsKnown ? setting.Value : null;
        }

        // A client has no pool, and a plain object without one may get it elsewhere.
        var isDefault = configuration.Pool is { IsPartial: false }
            || (configuration.Pool is null && configuration.Kind is (ConfigurationKind.Knexfile or ConfigurationKind.KnexInstance));
        return isDefault ? implied(configuration) : null;
    }

    private static double? DefaultMin(DatabaseConfiguration configuration) => IsKnex(configuration) ? 2 : 0;

    private static bool IsKnex(DatabaseConfiguration configuration) => configuration.Kind != ConfigurationKind.PgPool;

    private static string Spell(double value, Setting<double>? setting, string unit) =>
        value.ToString("0.###", CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : "") + (setting is null ? " (default)" : "");
}
