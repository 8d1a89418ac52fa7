using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>A client that speaks another protocol than the server it is sent to, or tests that run on another database than production.</summary>
internal sealed class ClientMismatch : ConfigurationRule
{
    private const string Postgres = "PostgreSQL";

    private static readonly Dictionary<string, string> Databases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pg"] = Postgres, ["pgnative"] = Postgres, ["postgres"] = Postgres, ["postgresql"] = Postgres,
        ["mysql"] = "MySQL", ["mysql2"] = "MySQL", ["mariadb"] = "MySQL",
        ["sqlite"] = "SQLite", ["sqlite3"] = "SQLite", ["better-sqlite3"] = "SQLite",
        ["mssql"] = "SQL Server", ["sqlserver"] = "SQL Server", ["oracledb"] = "Oracle", ["oracle"] = "Oracle",
    };

    private static readonly RuleText Dialect = new(
        "The dialect in {file} is that of {database}, and the URL begins with {scheme}://",
        "drizzle-kit writes SQL for {database} and sends it with a driver for {database}: the migrations fail on the server that the URL names.",
        "Write the dialect of the server that the application uses, and its URL.");

    private static readonly RuleText OtherInTests = new(
        "{environment} runs on {database}, production on PostgreSQL, with the same migrations",
        "What only one of them accepts, such as jsonb, enum types, partial indexes and most of ALTER TABLE, is not tried before production runs it.",
        "Use client: 'pg' in {environment} too, with a database of its own.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML712", "client-mismatch", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "A client for another database than the URL names, or developers' blocks on another database than production",
        Text = new(
            "The client in {file} speaks to {database}, and the URL begins with {scheme}://",
            "Knex and pg pass over the scheme: they hand host, user and database to the driver of the client, and connecting fails unless {database} answers there after all.",
            "Write a URL for {database}, or use the driver for {scheme}."),
        Variants = [Dialect, OtherInTests],
        Suppress = "The migrations are written for both databases, and both are tried before a release.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL || [|'mysql://localhost/app'|],
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations)
        {
            var own = DatabaseOf(database);
            foreach (var scheme in database.UrlSchemes.Where(scheme => own is not null && Databases.TryGetValue(scheme.Name, out var other) && other != own))
            {
                report.Report(
                    scheme.Location,
                    new() { ["file"] = PathText.GetFileName(database.Location.Text.Path), ["database"] = own!, ["scheme"] = scheme.Name },
                    database.Kind == ConfigurationKind.DrizzleConfig ? Dialect : null);
            }
        }

        foreach (var file in configuration.Configurations.Where(database => database.Kind == ConfigurationKind.Knexfile).GroupBy(database => database.Location.Text.Path, StringComparer.Ordinal))
        {
            var production = file.FirstOrDefault(database => database is { Environment: "production" or "prod" or "live", Client: { IsKnown: true } } && DatabaseOf(database) == Postgres);
            if (production?.Migrations is { IsPartial: false } migrations)
            {
                ReportOthers(file.Where(database => database.IsForDevelopment && IsSameFolder(database.Migrations, migrations)), production, report);
            }
        }
    }

    private static void ReportOthers(IEnumerable<DatabaseConfiguration> blocks, DatabaseConfiguration production, IReporter report)
    {
        foreach (var block in blocks.Where(block => DatabaseOf(block) is { } name && name != Postgres))
        {
            report.Report(
                block.Client!.Location,
                new() { ["environment"] = block.Environment!, ["database"] = DatabaseOf(block)! },
                OtherInTests,
                related: [new RelatedLocation(production.Client!.Location, "production's client")]);
        }
    }

    private static bool IsSameFolder(KnexMigrationSettings? own, KnexMigrationSettings migrations) =>
        own is { IsPartial: false }
        && own.Directories.Select(directory => directory.Value).SequenceEqual(migrations.Directories.Select(directory => directory.Value), StringComparer.Ordinal);

    private static string? DatabaseOf(DatabaseConfiguration database) =>
        database.Kind == ConfigurationKind.PgPool ? Postgres
        : database.Client is { IsKnown: true, Value: { } client } && Databases.TryGetValue(client, out var name) ? name
        : null;
}
