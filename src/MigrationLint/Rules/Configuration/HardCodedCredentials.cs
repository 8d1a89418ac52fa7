using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>A database's password stands in a module or in a file of settings. The value is never shown.</summary>
internal sealed class HardCodedCredentials : ConfigurationRule
{
    private static readonly RuleText InSettings = new(
        "{file} holds the database's password in {name}",
        "Everybody who can read the repository, its copies or its history can open the database, and the password stays in the history when the line is gone.",
        "Change the password on the server, and set {name} where the program runs.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML708", "hard-coded-credentials", RuleFamily.Configuration, Severity.Error)
    {
        Title = "A database's password stands in the source",
        Text = new(
            "{file} holds the database's password in {place}",
            "Everybody who can read the repository, its copies or its history can open the database, and the password stays in the history when the line is gone.",
            "Change the password on the server, and read {replacement} from the environment."),
        Variants = [InSettings],
        Suppress = "The database holds nothing that matters, and is reached from developers' machines only.",
        Bad = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: { host: process.env.DB_HOST, database: 'app', user: 'app', password: [|'9vTq-27xLm'|] },
            });
            """,
        Good = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: { host: process.env.DB_HOST, database: 'app', user: 'app', password: process.env.DB_PASSWORD },
            });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations.Where(database => database is { IsForDevelopment: false, IsLoopback: false }))
        {
            foreach (var literal in database.Literals.Where(literal => literal is { HoldsSecret: true, IsLocal: false }))
            {
                report.Report(
                    literal.Location,
                    new()
                    {
                        ["file"] = PathText.GetFileName(literal.Location.Text.Path),
                        ["place"] = literal.IsUrl ? "a connection URL" : "a string",
                        ["replacement"] = literal.IsUrl ? "the URL" : "it",
                    },
                    subject: literal.IsUrl ? "url" : "password");
            }
        }

        foreach (var secret in configuration.Secrets)
        {
            report.Report(
                secret.Location,
                new() { ["file"] = PathText.GetFileName(secret.Location.Text.Path), ["name"] = secret.Name },
                InSettings,
                // A database in a container beside the program may be open to nobody else.
                secret.IsLocal ? Severity.Warning : null,
                subject: secret.Name);
        }
    }
}
