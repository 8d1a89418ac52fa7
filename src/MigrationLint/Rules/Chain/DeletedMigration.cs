using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration that was merged or committed is gone.</summary>
internal sealed class DeletedMigration : FolderRule
{
    private static readonly RuleText WithTables = new(
        "{file} is gone: {how}",
        "Where it ran, {runner} {effect}; nobody can roll it back, and {tables} stays there, but is in no new database.",
        "Bring it back with git restore --source={source} -- {path}, and undo what it did in a new migration.");

    private static readonly RuleText Squash = new(
        "{file} replaces {names}, which {how}",
        "Where those ran, {runner} {effect}; {file} counts there as one that has not run, and fails on the tables that it finds.",
        "Put an entry for {file} in place of theirs into the ledger of every database that ran them; then say so in .editorconfig: migrationlint.since = {last}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML009", "deleted-migration", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration that databases may have run was deleted",
        Text = new(
            "{file} is gone: {how}",
            "Where it ran, {runner} {effect}; nobody can roll it back, and what no later migration took back stays there.",
            "Bring it back with git restore --source={source} -- {path}, and undo what it did in a new migration."),
        Variants = [WithTables, Squash],
        Suppress = "The chain was squashed on purpose: name the last migration of the old chain with migrationlint.since, which covers all deletions up to it. A file that is gone holds no comment: "
            + "a single deletion goes into the baseline file, or is set off for its path in .editorconfig. Where a baseline migration replaces the deleted ones, the finding stands there, and so can the comment.",
        SuppressExample = """
            [migrations/20250114091500_add_invoices.js]
            dotnet_diagnostic.ML009.severity = none
            """,
        Bad = """
            === main: migrations/20250114091500_add_invoices.js [||]
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === main: migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
        Good = """
            === main: migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => true;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var history = context.History.Of(folder);
        foreach (var squash in history.Gone.Where(gone => gone.SquashedInto is not null).GroupBy(gone => gone.SquashedInto!))
        {
            ReportSquash(squash.Key, [.. squash], folder, history, report);
        }

        foreach (var gone in history.Gone.Where(gone => gone is { RenamedTo: null, SquashedInto: null }))
        {
            report.Report(
                Phrase.WholeFile(gone.Path),
                new()
                {
                    ["file"] = gone.Name,
                    ["how"] = gone.Commit is { } commit ? $"commit {commit} deleted it" : $"{history.Revision} has it",
                    ["runner"] = PastPhrase.Runner(folder),
                    ["effect"] = Ledgers.OnMissing(folder),
                    ["source"] = gone.Source,
                    ["path"] = PastPhrase.Argument(gone.RelativePath),
                    ["tables"] = gone.LeftTables.Count == 0 ? "" : (gone.LeftTables.Count == 1 ? "its table " : "each of its tables ") + Phrase.List(gone.LeftTables, maximum: 6),
                },
                gone.LeftTables.Count > 0 ? WithTables : null,
                severity: SeverityOf(gone, history),
                subject: gone.Name);
        }
    }

    private static void ReportSquash(MigrationFile file, List<GoneMigration> squashed, MigrationFolder folder, FolderHistory history, IReporter report) => report.Report(
        SourceSpan.StartOf(file.Text),
        new()
        {
            ["file"] = file.Id,
            ["names"] = $"{Phrase.Count(squashed.Count, "migration")} ({Phrase.List([.. squashed.Select(gone => gone.Name)])})",
            ["how"] = squashed[0].Commit is { } commit ? $"commit {commit} deleted" : $"{history.Revision} has",
            ["runner"] = PastPhrase.Runner(folder),
            ["effect"] = Ledgers.OnMissing(folder),
            ["last"] = squashed[squashed.Count - 1].Name,
        },
        Squash,
        severity: SeverityOf(squashed[0], history),
        subject: file.Id);

    /// <summary>What only the history of this checkout has may never have reached a database.</summary>
    internal static Severity? SeverityOf(GoneMigration gone, FolderHistory history) => gone.IsInRevision && history.Kind >= RevisionKind.Upstream ? null : Severity.Warning;
}
