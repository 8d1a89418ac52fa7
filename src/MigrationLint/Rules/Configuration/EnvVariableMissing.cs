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
        "Whoever fills in {example} sets {near}, which {file} does not read: {variable} stays undefined there, and nothing says so.",
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
        // However many files and blocks read a variable, one line in the example mends them all.
        var missing =
            from database in configuration.Configurations
            let names = configuration.Environments.TryGetValue(PathText.GetDirectory(database.Location.Text.Path) ?? "/", out var known) ? known : null
            where names?.ExampleFile is not null
            from variable in database.Unguarded
            where !IsSetByOthers(variable.Name) && !names.Mentioned.Contains(variable.Name)
            group (Variable: variable, Database: database, Names: names) by (names.ExampleFile, variable.Name);
        foreach (var reads in missing)
        {
            var (variable, database, names) = reads.First();
            var near = names.Examples.FirstOrDefault(other =>
                !database.Unguarded.Any(read => read.Name == other.Name) && EnvironmentWords.AreNear(variable.Name, other.Name));
            var others = reads.Select(read => read.Variable.Location).Where(place => place.Text.Path != variable.Location.Text.Path)
                .GroupBy(place => place.Text.Path, StringComparer.Ordinal).Select(file => new RelatedLocation(file.First(), "read here too"));
            RelatedLocation[] listed = near is null ? [] : [new RelatedLocation(near.Location, "the name that is listed")];
            report.Report(
                variable.Location,
                new()
                {
                    ["file"] = PathText.GetFileName(variable.Location.Text.Path),
                    ["variable"] = variable.Name,
                    ["example"] = PathText.GetFileName(near?.Location.Text.Path ?? names.ExampleFile!),
                    ["near"] = near?.Name ?? "",
                },
                near is null ? null : OtherName,
                related: [.. listed, .. others],
                subject: variable.Name);
        }
    }

    private static bool IsSetByOthers(string name) => SetByOthers.Contains(name) || name.StartsWith("npm_", StringComparison.OrdinalIgnoreCase);
}
