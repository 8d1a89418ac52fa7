using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>Reads the settings of pools.</summary>
internal static class PoolReader
{
    /// <summary>
    /// Reads Knex's <c>pool</c> and <c>acquireConnectionTimeout</c>, of which the smaller one decides how long a query waits
    /// (knex 3, lib/client.js).
    /// </summary>
    public static PoolSettings? OfKnex(ObjectValue configuration, SourceSpan location)
    {
        var timeout = ValueReader.Number(configuration, "acquireConnectionTimeout");
        if (configuration.Find("pool") is not { Value: not (UndefinedValue or NullValue) } slot)
        {
            return timeout is null && !configuration.IsPartial ? null
                : new PoolSettings { Location = timeout?.Location ?? location, AcquireTimeoutMillis = timeout, IsPartial = configuration.IsPartial };
        }

        if (slot.Value is not ObjectValue pool)
        {
            return new PoolSettings { Location = ValueReader.Locate(slot, configuration), AcquireTimeoutMillis = timeout, IsPartial = true };
        }

        return new PoolSettings
        {
            Location = ValueReader.Locate(slot, configuration),
            Min = ValueReader.Number(pool, "min"),
            Max = ValueReader.Number(pool, "max"),
            AcquireTimeoutMillis = Smaller(ValueReader.Number(pool, "acquireTimeoutMillis"), timeout),
            IdleTimeoutMillis = ValueReader.Number(pool, "idleTimeoutMillis"),
            CreateTimeoutMillis = ValueReader.Number(pool, "createTimeoutMillis"),
            IsPartial = pool.IsPartial || configuration.IsPartial,
        };
    }

    /// <summary>Reads the configuration of a pool of <c>pg</c>; null where it says nothing of the pool.</summary>
    public static PoolSettings? OfPg(ObjectValue configuration, SourceSpan location)
    {
        var pool = new PoolSettings
        {
            Location = location,
            Min = ValueReader.Number(configuration, "min"),
            Max = Maximum(ValueReader.Number(configuration, "max")),
            AcquireTimeoutMillis = ValueReader.Number(configuration, "connectionTimeoutMillis"),
            IdleTimeoutMillis = ValueReader.Number(configuration, "idleTimeoutMillis"),
            IsPartial = configuration.IsPartial,
        };
        return pool is { Min: null, Max: null, AcquireTimeoutMillis: null, IdleTimeoutMillis: null, IsPartial: false } ? null : pool;
    }

    // pg-pool, index.js: options.max || options.poolSize || 10.
    private static Setting<double>? Maximum(Setting<double>? max) => max is { IsKnown: true, Value: 0 } ? max with { Value = 10 } : max;

    private static Setting<double>? Smaller(Setting<double>? first, Setting<double>? second) =>
        first is null || second is null ? first ?? second
        : !first.IsKnown ? first
        : !second.IsKnown ? second
        : second.Value < first.Value ? second : first;
}
