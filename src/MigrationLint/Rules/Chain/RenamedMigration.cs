using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration that databases may have run has another name now.</summary>
internal sealed class RenamedMigration : FolderRule
{
    private static readonly RuleText UnknownLedger = new(
        "{old} is called {new} now",
        "Where it ran, the ledger has its old name: {runner} takes {new} for one that has not run, and runs it again.",
        "Rename it back, or rename its entry in the ledger of every database that ran it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML011", "renamed-migration", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration that databases may have run was renamed",
        Text = new(
            "{old} is called {new} now",
            "Where it ran, the ledger has it as {before}: {runner} {effect}, and takes {new} for one that has not run.",
            "Rename it back, or run this in every database that ran it, before {runner} looks: {statement}."),
        Variants = [UnknownLedger],
        Suppress = "The entries of all databases were renamed with the file, or none had run it.",
        Bad = """
            === main: migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.ts
            [||]export const up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            export const down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === main: migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => true;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var history = context.History.Of(folder);
        foreach (var gone in history.Gone)
        {
            if (gone.RenamedTo is not { } file
                || Ledgers.KeyOf(folder, gone.Name, gone.Number) is not { } before
                || Ledgers.KeyOf(folder, file.Id, file.Number) is not { } after
                || before == after)
            {
                continue;
            }

            var statement = Ledgers.Rename(folder, before, after, file.Number);
            report.Report(
                SourceSpan.StartOf(file.Text),
                new()
                {
                    ["old"] = gone.Name,
                    ["new"] = file.Id,
                    ["before"] = before,
                    ["runner"] = PastPhrase.Runner(folder),
                    ["effect"] = Ledgers.OnMissing(folder),
                    ["statement"] = statement ?? "",
                },
                statement is null ? UnknownLedger : null,
                severity: DeletedMigration.SeverityOf(gone, history),
                subject: gone.Name + " " + file.Id);
        }
    }
}
