using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A file among the migrations is never loaded, or is loaded though it is no migration.</summary>
internal sealed class IgnoredFile : FolderRule
{
    private static readonly string[] CodeExtensions =
        [".sql", ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", ".jsx", ".tsx", ".co", ".coffee", ".eg", ".iced", ".litcoffee", ".ls"];

    private static readonly RuleText Subdirectory = new(
        "{runner} never loads {file}: it does not look into subdirectories",
        "latest skips it without a word and reports success: its changes reach no database.",
        "Move the file to {directory}, or name its directory in migrations.directory as well.");

    private static readonly RuleText NotListed = new(
        "{runner} never runs {file}: its journal does not name it",
        "{runner} runs what meta/_journal.json lists, in its order, and nothing else: success is printed, and the changes in {file} reach no database.",
        "Make it a migration with drizzle-kit generate --custom, or move it out of the folder.");

    private static readonly RuleText NotTaken = new(
        "{runner} never runs {file}: it does not take the name",
        "{runner} takes {pattern} and {effect}.",
        "Rename it to what {runner} takes, or move it out of the folder.");

    private static readonly RuleText Declaration = new(
        "Knex takes {files} for a migration",
        "The name ends in .ts, which Knex loads. A declaration file exports no up and down, so loading it stops the whole batch.",
        "Write declarations to another directory, or set migrations.loadExtensions to ['.js'].");

    private static readonly RuleText Helper = new(
        "{file} lies among the migrations but exports no up",
        "Knex loads every {extension} file of the folder; one without up and down makes it refuse the whole batch.",
        "Move {file} out of the folder.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML005", "ignored-file", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A file among the migrations is never loaded, or is loaded though it is no migration",
        Text = new(
            "{runner} never loads {file}",
            "{runner} loads {extensions} here and skips everything else without a word: latest reports success, and the changes in {file} reach no database.",
            "Write it as a migration that {runner} loads, or move it out of the folder."),
        Variants = [Subdirectory, NotListed, NotTaken, Declaration, Helper],
        Suppress = "The file is a template or a note that has to lie beside the migrations.",
        Bad = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' } };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add_orders.sql
            [||]CREATE TABLE orders (id bigint PRIMARY KEY);
            """,
        Good = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' } };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add_orders.js
            exports.up = (knex) => knex.raw('CREATE TABLE orders (id bigint PRIMARY KEY)');
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => base.Concerns(folder) || folder.Journal is not null;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        foreach (var ignored in folder.Ignored.Where(file => file.Reason == IgnoredReason.NotListed && !DrizzleJournalInconsistent.IsStray(file)))
        {
            report.Report(Phrase.WholeFile(ignored.Path), new() { ["file"] = ignored.Name, ["runner"] = Phrase.Runner(folder) }, NotListed);
        }

        // What has no number is ML003's.
        foreach (var file in folder.Files.Where(file => file is { IsPassedOver: true, Number: not null }))
        {
            report.Report(SourceSpan.StartOf(file.Text), new() { ["file"] = file.Name, ["runner"] = Phrase.Runner(folder), ["pattern"] = Pattern(folder.Tool), ["effect"] = ToolHabits.OnOtherNames(folder.Tool, file.Name) }, NotTaken);
        }

        if (folder.Tool != MigrationTool.Knex)
        {
            return;
        }

        var extensions = (folder.Knex ?? KnexMigrationSettings.Default).LoadExtensions;
        ReportNeverLoaded(folder, migrations, extensions, report);
        ReportDeclarations(folder, report);
        foreach (var migration in migrations)
        {
            ReportHelper(migration, folder, report);
        }
    }

    private static void ReportNeverLoaded(
        MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, IReadOnlyList<string> extensions, IReporter report)
    {
        // A migration that has the same name in front, or that reads the file itself, is what the file is there for.
        var companions = new HashSet<string>(folder.Files.Select(file => FileNames.BasePath(file.Path)), StringComparer.Ordinal);
        var read = new HashSet<string>(
            migrations.SelectMany(migration => migration.Calls).Select(call => call.SqlFile).OfType<string>().Select(PathText.GetFileName),
            StringComparer.Ordinal);
        // What settings that load nothing keep out is ML038's, once for the folder.
        foreach (var ignored in folder.Ignored.Except(UnmatchedToolSetting.Skipped(folder)))
        {
            var isSubdirectory = ignored.Reason == IgnoredReason.Subdirectory;
            if (UnnumberedFile.IsKnownCompanion(ignored.Name) || FileNames.IsDeclaration(ignored.Name) || read.Contains(ignored.Name)
                || !(isSubdirectory ? IsMigrationBelow(ignored, extensions) : IsCode(ignored.Name) && !companions.Contains(FileNames.BasePath(ignored.Path))))
            {
                continue;
            }

            report.Report(
                Phrase.WholeFile(ignored.Path),
                new()
                {
                    ["file"] = isSubdirectory ? $"{PathText.GetFileName(FileNames.Directory(ignored.Path))}/{ignored.Name}" : ignored.Name,
                    ["directory"] = PathText.GetFileName(folder.Path),
                    ["runner"] = Phrase.Runner(folder),
                    ["extensions"] = Phrase.List(extensions, extensions.Count),
                },
                isSubdirectory ? Subdirectory : null);
        }
    }

    private static void ReportDeclarations(MigrationFolder folder, IReporter report)
    {
        var declarations = folder.Files.Where(file => FileNames.IsDeclaration(file.Name)).ToList();
        if (declarations.Count > 0)
        {
            report.Report(
                SourceSpan.StartOf(declarations[0].Text),
                new() { ["files"] = Phrase.List([.. declarations.Select(file => file.Name)], 2) },
                Declaration,
                related: Phrase.Related(declarations.Skip(1).Select(file => SourceSpan.StartOf(file.Text)), "also taken for a migration"),
                subject: "declarations");
        }
    }

    /// <summary>Where a configuration proves that Knex loads the folder, ML016 says what is missing.</summary>
    private static void ReportHelper(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        if (file.Number is null && !KnexExports.IsProven(folder) && !UnnumberedFile.IsKnownCompanion(file.Name) && KnexExports.LacksUp(migration, folder))
        {
            report.Report(
                SourceSpan.StartOf(file.Text), new() { ["file"] = file.Name, ["extension"] = PathText.GetExtension(file.Name) }, Helper);
        }
    }

    private static string Pattern(MigrationTool tool) => tool switch
    {
        MigrationTool.GolangMigrate => "<number>_<name>.up.sql",
        MigrationTool.Flyway => "V<version>__<name>.sql (two underscores)",
        MigrationTool.Supabase or MigrationTool.Goose => "<number>_<name>.sql",
        _ => "<number>….sql",
    };

    private static bool IsCode(string name) => CodeExtensions.Contains(PathText.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    private static bool IsMigrationBelow(Discovery.IgnoredFile file, IReadOnlyList<string> extensions) =>
        file.Number is not null && extensions.Contains(PathText.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase);
}
