using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>An up does what no down can undo, and does not say so.</summary>
internal sealed class IrreversibleUp : Rule, IReplayRule
{
    private static readonly RuleText Label = new(
        "No down can undo {what} in {file}",
        "PostgreSQL has no statement that takes a label out of an enumeration: after a rollback the label is still there, and rows may hold it.",
        "Say so where the next reader looks, in a comment: {comment} irreversible: reason.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML015", "irreversible-up", RuleFamily.Chain, Severity.Info)
    {
        Scope = RuleScope.NewFiles,
        Title = "An up destroys what no down can restore, and nothing says so",
        Text = new(
            "No down can undo {what} in {file}",
            "down brings the structure back and reports success, but the values are gone: whoever rolls back takes the database for what it was before.",
            "Let down throw, or say in a comment what is lost: {comment} irreversible: reason."),
        Variants = [Label],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); table.text('note'); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250301120000_drop_note_of_invoices.js
            exports.up = (knex) => knex.schema.alterTable('invoices', (table) => { [|table.dropColumn('note')|]; });
            exports.down = (knex) => knex.schema.alterTable('invoices', (table) => { table.text('note'); });
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); table.text('note'); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250301120000_drop_note_of_invoices.js
            // irreversible: the notes are gone; down only gives back an empty column.
            exports.up = (knex) => knex.schema.alterTable('invoices', (table) => { table.dropColumn('note'); });
            exports.down = (knex) => knex.schema.alterTable('invoices', (table) => { table.text('note'); });
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations)
        {
            if (!migration.Outcome.IsApplied || !WayBack.IsMeant(migration))
            {
                continue;
            }

            var losses = Losses(migration).ToList();
            if (losses.Count == 0 || BringsRows(migration.Down.Value))
            {
                continue;
            }

            report.Report(
                losses[0].Step.Operation.Source,
                new()
                {
                    ["file"] = migration.File.Id,
                    ["what"] = losses[0].What,
                    ["comment"] = migration.File.Language == Discovery.MigrationLanguage.Sql ? "--" : "//",
                },
                losses.TrueForAll(loss => loss.Step.Operation is AddEnumValue) ? Label : null,
                related: Phrase.Related(losses.Skip(1).Select(loss => loss.Step.Operation.Source), "nor this"));
        }
    }

    /// <summary>A way back that fails, is empty, or writes rows itself may restore what can be, or says what it is.</summary>
    private static bool BringsRows(FileOutcome down) =>
        !down.IsApplied || down.Statements.Count == 0 || down.Notes.Count > 0
        || down.Statements.SelectMany(statement => statement.Steps).Any(step => step.Operation is InsertRows or UpdateRows or RunSql or RunCode or CreateTableAs or RenameRelation);

    private static IEnumerable<(Step Step, string What)> Losses(ReplayedMigration migration)
    {
        // Values that were copied elsewhere first can come back.
        var isCopied = false;
        foreach (var step in migration.Outcome.Statements.Where(statement => !statement.IsConditional).SelectMany(statement => statement.Steps).Where(step => step.HasEffect && !step.Operation.IsConditional))
        {
            isCopied |= step.Operation is CreateTableAs or InsertRows { Sources.Count: > 0 } or UpdateRows;
            if (!isCopied && Loss(step, migration) is { } what)
            {
                yield return (step, what);
            }
        }
    }

    private static string? Loss(Step step, ReplayedMigration migration) => step.Operation switch
    {
        DropTable drop when step.Before.FindRelation(drop.Table) is Table { Persistence: not Persistence.Temporary } table && !IsOwn(table.CreatedBy, migration) => $"DROP TABLE {drop.Table}",
        DropColumn drop when step.Before.FindRelation(drop.Table) is Table { IsIncomplete: false } table && table.FindColumn(drop.Column) is { Generated: null } column
            && !IsOwn(column.CreatedBy, migration) && !IsOwn(table.CreatedBy, migration) => $"the loss of column {drop.Table}.{drop.Column}",
        TruncateTable truncate when IsOld(truncate.Table, step, migration) => $"TRUNCATE {truncate.Table}",
        DeleteRows delete when IsOld(delete.Table, step, migration) => $"DELETE FROM {delete.Table}",
        AddEnumValue add when step.Before.FindType(add.Type) is { } type && !IsOwn(type.CreatedBy, migration) => $"the new label '{add.Label}' of {add.Type}",
        AlterColumnType alter when step.Before.FindRelation(alter.Table) is Table table && !IsOwn(table.CreatedBy, migration)
            && table.FindColumn(alter.Column) is { } column && Rounds(column.Type, alter.Type) => $"the rounding of {alter.Table}.{alter.Column}",
        _ => null,
    };

    private static bool IsOld(QualifiedName name, Step step, ReplayedMigration migration) =>
        step.Before.FindRelation(name) is Table { Persistence: not Persistence.Temporary, Rows: not RowState.Empty } table && !IsOwn(table.CreatedBy, migration);

    private static bool IsOwn(Operation? maker, ReplayedMigration migration) =>
        maker is not null && (maker.Source.Text.Path == migration.File.Path || migration.Outcome.Statements.Any(statement => statement.Steps.Any(step => ReferenceEquals(step.Operation, maker))));

    // pg_type's oids: fractions to integers, moments to dates.
    private static bool Rounds(TypeReference then, TypeReference now) =>
        (then.Type.Value is 700 or 701 or 1700 && now.Type.Value is 20 or 21 or 23) || (then.Type.Value is 1114 or 1184 && now.Type.Value is 1082);
}
