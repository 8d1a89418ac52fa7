using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration that is merged or applied says something else now.</summary>
internal sealed class EditedMigration : FolderRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML010", "edited-migration", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration that is merged or applied was changed",
        Text = new(
            "{file} is changed, although it {known}",
            "{runner} {effect}: databases that ran it stay as they are, while an empty one runs the new text and comes to another schema.",
            "Take the change back with git restore --source={revision} -- {path}, and write it into a new migration."),
        Suppress = "The change makes no difference to any schema, or no database has run the migration.",
        Bad = """
            === main: migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.[|bigIncrements|](); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === main: migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.js
            // Invoices of all customers.
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => {
              table.bigIncrements();
            });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => true;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var history = context.History.Of(folder);
        foreach (var file in folder.Files.Where(file => !file.IsPassedOver && !FileNames.IsDeclaration(file.Name) && !FileNames.IsRepeatable(file, folder)))
        {
            if (history.IsMerged(file) && history.ChangeOf(file) == FileChange.Edited)
            {
                report.Report(
                    new SourceSpan(file.Text, history.FirstEdits[file.Path]),
                    new()
                    {
                        ["file"] = file.Id,
                        ["known"] = history.Kind >= RevisionKind.Upstream ? $"is in {history.Revision}" : PastPhrase.Known(history),
                        ["runner"] = Phrase.Runner(folder),
                        ["effect"] = Ledgers.OnEdited(folder),
                        ["revision"] = history.Revision,
                        ["path"] = PastPhrase.Argument(history.RelativePath(file)),
                    },
                    subject: file.Id);
            }
        }
    }
}
