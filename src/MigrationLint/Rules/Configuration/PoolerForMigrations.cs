using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>Migrations that reach the server through a pooler.</summary>
internal sealed class PoolerForMigrations : ConfigurationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML714", "pooler-for-migrations", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "Migrations connect through a transaction-mode pooler",
        Text = new(
            "Migrations in {file} connect through a pooler: {sign}",
            "In transaction mode the next transaction may get another server session: a lock_timeout that was SET, an advisory lock or a temporary table is then lost, or stays in a session that the application gets.",
            "Connect migrations to the server itself, with a variable of their own for the direct URL."),
        Suppress = "The pooler runs in session mode.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: { host: process.env.DB_HOST, [|port: 6543|], database: 'postgres' },
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: { host: process.env.DB_HOST, port: 5432, database: 'postgres' },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        var reported = configuration.Configurations
            .Where(database => database is { IsForDevelopment: false, IsPostgres: true, IsLoopback: false, Migrations: not null, Pooler: not null })
            .GroupBy(database => database.Pooler!.Location)
            .Select(group => group.First());
        foreach (var database in reported)
        {
            report.Report(
                database.Pooler!.Location,
                new() { ["file"] = PathText.GetFileName(database.Location.Text.Path), ["sign"] = database.Pooler.Name });
        }
    }
}
