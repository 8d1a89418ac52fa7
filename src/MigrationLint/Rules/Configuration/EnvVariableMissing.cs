using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>A database's configuration reads a variable that the repository's example of an environment does not list.</summary>
internal sealed class EnvVariableMissing : ConfigurationRule
{
    private static readonly HashSet<string> SetByOthers = new(StringComparer.Ordinal) { "NODE_ENV", "CI", "HOME", "USER", "PWD", "PATH", "HOSTNAME", "TZ" };

    private static readonly RuleText OtherName = new(
        "{file} reads {variable}, but {example} lists {near}",
        "Whoever fills in {example} sets {near}, which {file} does not read: {variable} is undefined there, and nothing says so.",
        "Use one name in both files: read process.env.{near} in {file}, or list {variable} in {example}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML706", "env-variable-missing", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "A variable that the database's configuration reads is listed in no example",
        Text = new(
            "{file} reads {variable}, which {example} does not list",
            "Whoever sets up a machine by {example} leaves {variable} out: it is undefined there, and nothing says so.",
            "Add the line {variable}= to {example}, or give a fallback in {file}."),
        Variants = [OtherName],
        Suppress = "The platform that runs the program sets the variable.",
        Bad = """
            === .env.example
            DATABASE_URL=
            DB_USE_SSL=
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: { connectionString: process.env.DATABASE_URL, ssl: [|process.env.DB_SSL|] === 'true' },
            });
            """,
        Good = """
            === .env.example
            DATABASE_URL=
            DB_USE_SSL=
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: { connectionString: process.env.DATABASE_URL, ssl: process.env.DB_USE_SSL === 'true' },
            });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        // Blocks and files that share a module share its reads.
        var told = new HashSet<(string Path, string Variable)>();
        foreach (var database in configuration.Configurations)
        {
            var directory = PathText.GetDirectory(database.Location.Text.Path) ?? "/";
            if (!configuration.Environments.TryGetValue(directory, out var names) || names.ExampleFile is not { } example)
            {
                continue;
            }

            var read = new HashSet<string>(database.Unguarded.Select(variable => variable.Name), StringComparer.Ordinal);
            foreach (var variable in database.Unguarded.Where(variable => !IsSetByOthers(variable.Name) && !names.Mentioned.Contains(variable.Name)))
            {
                if (told.Add((variable.Location.Text.Path, variable.Name)))
                {
                    var near = names.Examples.FirstOrDefault(other => !read.Contains(other.Name) && EnvironmentWords.AreNear(variable.Name, other.Name));
                    Report(variable, near, example, report);
                }
            }
        }
    }

    private static void Report(NamedOption variable, NamedOption? near, string example, IReporter report) =>
        report.Report(
            variable.Location,
            new()
            {
                ["file"] = PathText.GetFileName(variable.Location.Text.Path),
                ["variable"] = variable.Name,
                ["example"] = PathText.GetFileName(near?.Location.Text.Path ?? example),
                ["near"] = near?.Name ?? "",
            },
            near is null ? null : OtherName,
            related: near is null ? null : [new RelatedLocation(near.Location, "the name that is listed")],
            subject: variable.Name);

    private static bool IsSetByOthers(string name) => SetByOthers.Contains(name) || name.StartsWith("npm_", StringComparison.OrdinalIgnoreCase);
}
