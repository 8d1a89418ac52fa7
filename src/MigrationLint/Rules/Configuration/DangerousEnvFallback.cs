using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>What holds in production goes on with a literal where a variable is not set.</summary>
internal sealed class DangerousEnvFallback : ConfigurationRule
{
    private static readonly RuleText Password = new(
        "Without {variables} {file} takes a password that it holds itself",
        "A deployment that loses the variable does not stop: it goes on with a password that everybody who reads the repository knows.",
        "Take the fallback out, and end the program with a message where {variables} is not set.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML707", "dangerous-env-fallback", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "Without its variable the configuration of production takes another database",
        Text = new(
            "Without {variables} {file} takes a database that it names itself",
            "A deployment that loses the variable does not stop: it migrates and serves another database, and nothing says so.",
            "Take the fallback out, and end the program with a message where {variables} is not set; a fallback for developers belongs in a block or file of theirs."),
        Variants = [Password],
        Suppress = "The file is used on developers' machines only.",
        Bad = """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: 'postgres://localhost/app' },
              production: { client: 'pg', connection: process.env.DATABASE_URL || [|'postgres://localhost/app'|] },
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: 'postgres://localhost/app' },
              production: { client: 'pg', connection: process.env.DATABASE_URL },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations.Where(database => !database.IsForDevelopment))
        {
            // A secret is told by hard-coded-credentials, wherever it stands.
            foreach (var literal in database.Literals.Where(literal => literal is { Variables.Count: > 0, HoldsSecret: false } && IsDangerous(literal, database)))
            {
                report.Report(
                    literal.Location,
                    new() { ["variables"] = string.Join(" and ", literal.Variables), ["file"] = PathText.GetFileName(literal.Location.Text.Path) },
                    literal.IsUrl ? null : Password,
                    subject: string.Join(" ", literal.Variables));
            }
        }
    }

    /// <summary>The usual word for a password only helps on a developer's machine; in a block for production it may open a server.</summary>
    private static bool IsDangerous(ConnectionLiteral literal, DatabaseConfiguration database) =>
        literal.IsUrl || (database.Environment is not null && !database.IsLoopback);
}
