using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration that was merged or committed is gone.</summary>
internal sealed class DeletedMigration : FolderRule
{
    private static readonly RuleText WithTables = new(
        "{file} is gone: {how}",
        "Where it ran, {runner} {effect}; nobody can roll it back, and {tables} stays there, but is in no new database.",
        "Bring it back with git restore --source={source} -- {path}, and undo what it did in a new migration.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML009", "deleted-migration", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration that databases may have run was deleted",
        Text = new(
            "{file} is gone: {how}",
            "Where it ran, {runner} {effect}; nobody can roll it back, and what it did stays there.",
            "Bring it back with git restore --source={source} -- {path}, and undo what it did in a new migration."),
        Variants = [WithTables],
        Suppress = "The chain was squashed on purpose: name the last migration of the old chain with migrationlint.since, which covers all deletions up to it.",
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
        foreach (var gone in history.Gone.Where(gone => gone.RenamedTo is null))
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

    /// <summary>What only the history of this checkout has may never have reached a database.</summary>
    internal static Severity? SeverityOf(GoneMigration gone, FolderHistory history) => gone.IsInRevision && history.Kind >= RevisionKind.Upstream ? null : Severity.Warning;
}
