using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration runs code of the application, which goes on changing.</summary>
internal sealed class ApplicationImport : MigrationRule
{
    private static readonly HashSet<string> Layers = new(StringComparer.OrdinalIgnoreCase)
    {
        "model", "models", "service", "services", "entity", "entities", "repository", "repositories", "controller", "controllers", "dao", "daos", "usecases", "use-cases", "resolvers", "routes", "stores",
    };

    // What people keep beside migrations, frozen with them.
    private static readonly HashSet<string> Helpers = new(StringComparer.OrdinalIgnoreCase) { "migrations", "migration", "helpers", "helper", "utils", "util", "seeds", "fixtures", "snapshots", "legacy", "frozen" };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML020", "application-import", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A migration imports models or services of the application",
        Text = new(
            "{file} runs code of the application: {specifier}",
            "The code changes with every release, the migration does not: on a new database it runs against the schema of its own time with a model of today, and fails on columns that come later or are gone.",
            "Write the statements in the migration itself, or copy what it needs into a file beside it that nobody changes any more."),
        Suppress = "The module is frozen: it is kept for the migrations only.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            const { Invoice } = [|require('../models/invoice')|];
            exports.up = async (knex) => {
              await knex.schema.createTable(Invoice.tableName, (table) => { table.bigIncrements(); });
            };
            exports.down = (knex) => knex.schema.dropTable(Invoice.tableName);
            === models/invoice.js
            exports.Invoice = { tableName: 'invoices' };
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              await knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            };
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === models/invoice.js
            exports.Invoice = { tableName: 'invoices' };
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (FileNames.IsDeclaration(migration.File.Name))
        {
            return;
        }

        var found = migration.Imports.Where(import => IsOfApplication(import, migration.File.Path)).ToList();
        if (found.Count > 0)
        {
            report.Report(
                found[0].Location,
                new() { ["file"] = migration.File.Name, ["specifier"] = Phrase.List([.. found.Select(import => import.Specifier).Distinct(StringComparer.Ordinal)]) },
                related: Phrase.Related(found.Skip(1).Select(import => import.Location), "so does this"));
        }
    }

    /// <summary>True for a file of the repository in one of the application's layers; what nobody finds, or an installed package, is no file.</summary>
    private static bool IsOfApplication(ModuleImport import, string migration)
    {
        if (import.Path is not { } path || PathText.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Only where the ways to the two files part: a package of that name may hold both.
        var names = path.Split('/');
        var own = migration.Split('/');
        var shared = 0;
        while (shared < names.Length - 1 && shared < own.Length - 1 && names[shared] == own[shared])
        {
            shared++;
        }

        var apart = names.Skip(shared).ToList();
        var directories = apart.Take(apart.Count - 1).ToList();
        return shared < own.Length - 1
            && !directories.Exists(Helpers.Contains)
            && (directories.Exists(Layers.Contains) || PathText.GetFileNameWithoutExtension(apart[apart.Count - 1]).Split('.').Skip(1).Any(Layers.Contains)
                || Layers.Contains(PathText.GetFileNameWithoutExtension(apart[apart.Count - 1])));
    }
}
