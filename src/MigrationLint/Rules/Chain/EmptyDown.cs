using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A down does nothing, so that rolling back forgets the migration and leaves its changes.</summary>
internal sealed class EmptyDown : MigrationRule
{
    private static readonly RuleText EmptyFile = new(
        "{file} holds no statement",
        "Rolling back takes the migration out of the ledger and leaves its changes; running it again meets what is still there.",
        "Write the statements that undo it, or a comment that says it is irreversible and why.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML013", "empty-down", RuleFamily.Chain, Severity.Warning)
    {
        Scope = RuleScope.NewFiles,
        Title = "A down does nothing and does not say that the migration is irreversible",
        Text = new(
            "down of {file} does nothing",
            "A rollback reports success, takes the migration out of the ledger and leaves its changes; running up again meets what is still there.",
            "Undo what up does; where nothing can, throw, or say so in a comment: // irreversible: reason."),
        Variants = [EmptyFile],
        Suppress = "up only changes rows, and running it twice does no harm.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = [|async () => {}|];
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        if (file.Language == MigrationLanguage.Sql)
        {
            if (file.IsUndo && migration.IsEmpty && !Intent.IsStated(migration))
            {
                report.Report(SourceSpan.StartOf(file.Text), new() { ["file"] = file.Name }, EmptyFile);
            }
        }
        else if (KnexExports.Of(migration, folder) is { Up: { Body: not BodyForm.Empty }, Down: { Body: BodyForm.Empty, IsMarkedIrreversible: false } down })
        {
            report.Report(down.Location, new() { ["file"] = file.Name });
        }
    }
}
