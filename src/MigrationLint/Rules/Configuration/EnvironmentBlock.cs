using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>A knexfile whose production block is a copy of a developer's.</summary>
internal sealed class EnvironmentBlock : ConfigurationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML709", "environment-block", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "The production block reads the same database as development's",
        Text = new(
            "{production} and {other} in {file} read the same database",
            "Knex takes {other} or {production} by its name only: whoever has production's settings in the shell and rolls back or seeds {other} does so to production.",
            "Give {other} a variable or a database of its own, or export one configuration without blocks."),
        Suppress = "Every machine has one of the two databases only, and its settings are kept apart.",
        Bad = """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: process.env.DATABASE_URL },
              [|production: { client: 'pg', connection: process.env.DATABASE_URL }|],
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: process.env.DEVELOPMENT_DATABASE_URL },
              production: { client: 'pg', connection: process.env.DATABASE_URL },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        var blocks = configuration.Configurations.Where(database =>
            database is { Kind: ConfigurationKind.Knexfile, Environment: not null, Place: not null, IsLoopback: false, IsPostgres: true });
        foreach (var file in blocks.GroupBy(database => database.Location.Text.Path, StringComparer.Ordinal))
        {
            var production = file.FirstOrDefault(database => database.Environment is "production" or "prod" or "live");
            var other = file.FirstOrDefault(database => database.IsForDevelopment && production is not null && IsSame(database, production));
            if (production is not null && other is not null)
            {
                report.Report(
                    production.Location,
                    new() { ["production"] = production.Environment!, ["other"] = other.Environment!, ["file"] = PathText.GetFileName(file.Key) },
                    related: [new RelatedLocation(other.Location, "the other block")]);
            }
        }
    }

    /// <summary>A place that variables give may differ by machine: who tells the blocks apart in pool or TLS has thought of that.</summary>
    private static bool IsSame(DatabaseConfiguration first, DatabaseConfiguration second) =>
        first.Place == second.Place
        && (first.ConnectionVariables.Count == 0 || (Pool(first) == Pool(second) && Tls(first) == Tls(second)));

    private static (double?, double?, double?) Pool(DatabaseConfiguration database) =>
        (database.Pool?.Min?.Value, database.Pool?.Max?.Value, database.Pool?.AcquireTimeoutMillis?.Value);

    private static (TlsDecision, string, int) Tls(DatabaseConfiguration database) =>
        (database.Tls.Decision, database.Tls.DecidedBy, database.Tls.Unverified.Count);
}
