using System.Globalization;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>
/// A knex pool that gives no connection, does not start, or keeps connections until they are dead. A minimum of 0 is what Knex's
/// documentation advises and is never reported (measured with knex 3 and its pool, tarn).
/// </summary>
internal sealed class PoolMinimum : ConfigurationRule
{
    private const double ImpliedMin = 2;

    private static readonly RuleText NoPool = new(
        "pool.max is 0 in {file}",
        "Knex then builds no pool at all: every query fails with \"Unable to acquire a connection\".",
        "Set max to the number of connections that this process may hold, at least 1.");

    private static readonly RuleText BelowMinimum = new(
        "pool.max is {max} in {file}, below pool.min of {min}",
        "Knex throws at start: \"Tarn: opt.max is smaller than opt.min\".",
        "Set min to 0, or max to at least {min}.");

    private static readonly RuleText BelowImpliedMinimum = new(
        "pool.max is {max} in {file}, below the 2 that Knex takes for pool.min",
        "Where min is not given Knex takes 2 and throws at start: \"Tarn: opt.max is smaller than opt.min\".",
        "Add min: 0.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML702", "pool-minimum", RuleFamily.Configuration, Severity.Info)
    {
        Title = "A knex pool whose maximum is 0 or below its minimum (warning), or that keeps idle connections for ever (info)",
        Text = new(
            "pool.min is {min} in {file}",
            "Knex keeps that many idle connections for ever: firewalls, proxies and failovers drop them unseen, and the next query gets a dead one. A minimum opens nothing in advance.",
            "Set min to 0, as Knex's documentation advises; connections are opened on demand up to max."),
        Variants = [NoPool, BelowMinimum, BelowImpliedMinimum],
        Suppress = "Nothing between this process and the server drops idle connections.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { [|min: 2|], max: 10 },
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, max: 10 },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations)
        {
            // pg-pool takes a max of 0 for 10, and its min only guards against eviction.
            if (database.Kind != ConfigurationKind.PgPool && database.Pool is { } pool)
            {
                CheckPool(pool, database, report);
            }
        }
    }

    private static void CheckPool(PoolSettings pool, DatabaseConfiguration database, IReporter report)
    {
        var file = PathText.GetFileName(database.Location.Text.Path);
        var min = pool.Min is { IsKnown: true } known ? known.Value : (double?)null;
        var arguments = new MessageArguments { ["file"] = file, ["min"] = Spell(min ?? ImpliedMin), ["max"] = Spell(pool.Max?.Value ?? 0) };
        if (pool.Max is { IsKnown: true, Value: 0 } none)
        {
            report.Report(none.Location, arguments, NoPool, Severity.Warning);
        }
        else if (pool.Max is { IsKnown: true } max && min is { } given && max.Value < given)
        {
            report.Report(max.Location, arguments, BelowMinimum, Severity.Warning);
        }
        else if (pool.Max is { IsKnown: true, Value: < ImpliedMin } low && pool is { Min: null, IsPartial: false })
        {
            report.Report(low.Location, arguments, BelowImpliedMinimum, Severity.Warning);
        }
        else if (min >= 1 && database is { IsForDevelopment: false, IsLoopback: false })
        {
            report.Report(pool.Min!.Location, arguments);
        }
    }

    private static string Spell(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
