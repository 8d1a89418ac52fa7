using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>A database's password stands in a module. The value is never shown.</summary>
internal sealed class HardCodedCredentials : ConfigurationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML708", "hard-coded-credentials", RuleFamily.Configuration, Severity.Error)
    {
        Title = "A database's password stands in the source",
        Text = new(
            "{file} holds the database's password in {place}",
            "Everybody who can read the repository, its copies or its history can open the database, and the password stays in the history when the line is gone.",
            "Change the password on the server, and read {replacement} from the environment."),
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
    }
}
