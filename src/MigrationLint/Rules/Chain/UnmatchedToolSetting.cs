using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>Settings of Knex that do not fit the folder that they are for.</summary>
internal sealed class UnmatchedToolSetting : FolderRule, IConfigurationRule
{
    private static readonly RuleText Missing = new(
        "The migration directory {directory} does not exist",
        "Knex stops before it runs anything (ENOENT, no such file or directory), and nothing of that chain was checked here.",
        "Name the directory as seen from {file}, or create it.");

    private static readonly RuleText DecidesNothing = new(
        "disableTransactions decides nothing: every migration of {directory} exports config.transaction",
        "What a migration exports counts before the setting. Only the next migration that exports nothing will feel it, and run without a transaction.",
        "Take disableTransactions out: the migrations of today run as before.");

    private static readonly RuleText Needless = new(
        "disableTransactions takes the transaction from every migration of {directory}, though {files} already said no by config.transaction",
        "The migrations that cannot run in a transaction say so themselves. The setting only takes it from the other {others}, which then stop half way when they fail.",
        "Take disableTransactions out: what exports config = { transaction: false } runs without a transaction as before.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML038", "unmatched-tool-setting", RuleFamily.Chain, Severity.Warning)
    {
        Title = "The settings of Knex do not fit the folder that they name",
        Text = new(
            "loadExtensions ({extensions}) loads nothing from {directory}, which holds {files}",
            "Knex skips files of other extensions without a word: latest finds nothing to do and reports success, and no migration of the folder reaches a database.",
            "Add {found} to loadExtensions, or take the setting out: Knex's default has .js, .cjs and .ts."),
        Variants = [Missing, DecidesNothing, Needless],
        Suppress = "A build puts migrations of the named extension into the folder before Knex runs.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              migrations: { directory: './migrations', [|loadExtensions: ['.ts']|] },
            };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              migrations: { directory: './migrations', loadExtensions: ['.js'] },
            };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <summary>The migrations that explicit extensions keep a folder from having any of, and that other extensions would let Knex load.</summary>
    public static IReadOnlyList<Discovery.IgnoredFile> Skipped(MigrationFolder folder) =>
        folder is { Tool: MigrationTool.Knex, Files.Count: 0, Knex: { IsPartial: false, LoadExtensionsLocation: not null } }
            ? [.. folder.Ignored.Where(file => file is { Reason: IgnoredReason.Extension, Number: not null } && !FileNames.IsDeclaration(file.Name) && CanBeLoaded(file.Name))]
            : [];

    /// <inheritdoc/>
    public void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var directory in configuration.MissingDirectories)
        {
            report.Report(
                directory.Location,
                new() { ["directory"] = directory.Name, ["file"] = PathText.GetFileName(directory.Location.Text.Path) },
                Missing,
                subject: directory.Name);
        }
    }

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        CheckTransactions(folder, migrations, report);
        var skipped = Skipped(folder);
        if (skipped.Count == 0)
        {
            return;
        }

        var extensions = folder.Knex!.LoadExtensions;
        var found = skipped.Select(file => PathText.GetExtension(file.Name)).Distinct(StringComparer.Ordinal).OrderBy(extension => extension, StringComparer.Ordinal).ToList();
        report.Report(
            folder.Knex.LoadExtensionsLocation!.Value,
            new()
            {
                ["extensions"] = extensions.Count == 0 ? "empty" : Phrase.List(extensions),
                ["files"] = Phrase.Count(skipped.Count, "migration"),
                ["directory"] = PathText.GetFileName(folder.Path),
                ["found"] = Phrase.List(found),
            },
            related: Phrase.Related(skipped.Select(file => Phrase.WholeFile(file.Path)), "never loaded"));
    }

    /// <summary>
    /// Each migration's own word counts before disableTransactions (knex 3, lib/migrations/migrate/Migrator.js, <c>_useTransaction</c>): those that ask for a
    /// transaction make sense beside the setting, those that ask for none do not.
    /// </summary>
    private static void CheckTransactions(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, IReporter report)
    {
        var setting = folder is { Tool: MigrationTool.Knex, IsPostgres: true } ? folder.Knex?.SwitchedOff.FirstOrDefault(option => option.Name == "disableTransactions") : null;
        if (setting is null || migrations.Count != folder.Files.Count || migrations.Any(migration => KnexExports.Of(migration, folder) is null))
        {
            return;
        }

        var saying = migrations.Where(migration => migration.Exports!.Transaction is not null).ToList();
        var without = saying.Where(migration => migration.Exports!.Transaction == false).ToList();
        var others = migrations.Count - saying.Count;
        if (saying.Count == 0 || (others > 0 && (without.Count == 0 || without.Count < saying.Count)))
        {
            return;
        }

        report.Report(
            setting.Location,
            new()
            {
                ["directory"] = PathText.GetFileName(folder.Path),
                ["files"] = Phrase.List([.. without.Select(migration => migration.File.Name)]),
                ["others"] = Phrase.Number(others),
            },
            others == 0 ? DecidesNothing : Needless,
            related: Phrase.Related(saying.Select(migration => migration.Exports!.Location), "says for itself"),
            subject: "disableTransactions");
    }

    // Beside its defaults, Knex can import .mjs and its kin in TypeScript (knex 3, lib/migrations/util/import-file.js).
    private static bool CanBeLoaded(string name) =>
        PathText.GetExtension(name) is ".mjs" or ".mts" or ".cts" || KnexMigrationSettings.DefaultLoadExtensions.Contains(PathText.GetExtension(name), StringComparer.Ordinal);
}
