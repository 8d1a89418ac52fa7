using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>A knexfile that switches off what keeps a failed or lost migration from doing harm.</summary>
internal sealed class SafetySwitchedOff : ConfigurationRule
{
    private const string DrizzlePush = "drizzle-kit push";
    private const string PrismaPush = "prisma db push";

    private static readonly RuleText NoValidation = new(
        "disableMigrationsListValidation is on in {file}",
        "Knex then no longer stops when a migration that the ledger records is missing from the folder: a deleted or renamed file goes unnoticed, and a renamed one runs again.",
        "Take the setting out, and bring back the files that the ledger names.");

    private static readonly RuleText Push = new(
        "The script {script} of package.json runs {command}",
        "It compares the schema in code with the database and changes the database at once: it records no migration, nobody reviews the statements, and the data of a renamed column can be lost.",
        "Run {instead} there, and keep {command} for development.");

    // Words in the names of scripts that run against production, and the names that hosts run by themselves.
    private static readonly HashSet<string> ProductionWords = new(StringComparer.OrdinalIgnoreCase) { "prod", "production", "deploy", "predeploy", "postdeploy", "release", "live" };

    private static readonly HashSet<string> HostScripts = new(StringComparer.OrdinalIgnoreCase) { "heroku-postbuild", "vercel-build", "render-build" };

    private static readonly HashSet<string> HarmlessWords = new(StringComparer.OrdinalIgnoreCase) { "dev", "development", "local", "test", "tests", "e2e", "staging", "preview" };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML711", "safety-switched-off", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "A setting or script that gives up transactions, the check of the ledger, or migrations altogether",
        Text = new(
            "disableTransactions is on in {file}",
            "Knex then runs every migration without a transaction: one that fails half way leaves its first statements behind, unrecorded, and fails again on them at the next run.",
            "Take the setting out, and export config = { transaction: false } from the one file that needs it, such as one that builds an index concurrently."),
        Variants = [NoValidation, Push],
        YieldsTo = "ML038",
        Suppress = "Another tool wraps the migrations or compares the ledger.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              migrations: { [|disableTransactions: true|] },
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              migrations: { tableName: 'knex_migrations' },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations.Where(database => database is { IsForDevelopment: false, IsPostgres: true }))
        {
            foreach (var option in database.Migrations?.SwitchedOff ?? [])
            {
                report.Report(
                    option.Location,
                    new() { ["file"] = PathText.GetFileName(option.Location.Text.Path) },
                    option.Name == "disableTransactions" ? null : NoValidation);
            }
        }

        foreach (var package in configuration.Scripts.GroupBy(script => script.Location.Text.Path, StringComparer.Ordinal))
        {
            var byName = package.GroupBy(script => script.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
            foreach (var script in package.Where(script => IsForProduction(script.Name)))
            {
                ReportPush(script, byName, report);
            }
        }
    }

    private static void ReportPush(PackageScript script, Dictionary<string, PackageScript> package, IReporter report)
    {
        // A script for production that another one runs is told by itself.
        var pushing = PackageScriptCalls.Reach(script, package).FirstOrDefault(reached => CommandOf(reached) is not null);
        if (pushing is null || (pushing != script && IsForProduction(pushing.Name)))
        {
            return;
        }

        var command = CommandOf(pushing)!;
        report.Report(
            script.Location,
            new()
            {
                ["script"] = script.Name,
                ["command"] = command,
                ["instead"] = command == DrizzlePush ? "drizzle-kit migrate" : "prisma migrate deploy",
            },
            Push,
            related: pushing == script ? null : [new RelatedLocation(pushing.Location, $"the script {pushing.Name}, which it runs")]);
    }

    private static string? CommandOf(PackageScript script) =>
        script.Command.Contains(DrizzlePush) ? DrizzlePush : script.Command.Contains(PrismaPush) ? PrismaPush : null;

    private static bool IsForProduction(string script)
    {
        var words = script.Split(':', '-', '_', '.', '/');
        return HostScripts.Contains(script) || (words.Any(ProductionWords.Contains) && !words.Any(HarmlessWords.Contains));
    }
}
