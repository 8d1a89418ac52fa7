using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A down does nothing, so that rolling back forgets the migration and leaves its changes.</summary>
internal sealed class EmptyDown : FolderRule
{
    private static readonly RuleText EmptyFile = new(
        "{file} holds no statement",
        "Rolling back takes the migration out of the ledger and leaves its changes; running it again meets what is still there.",
        "Write the statements that undo it, or a comment that says it is irreversible and why.");

    private static readonly RuleText EmptySection = new(
        "The part of {file} that takes it back holds no statement",
        "Rolling back takes the migration out of the ledger and leaves its changes; running it again meets what is still there.",
        "{remedy}");

    private static readonly RuleText KnownInverse = new(
        "down of {file} does nothing",
        "A rollback reports success, takes the migration out of the ledger and leaves its changes; running up again meets what is still there.",
        "{remedy}");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML013", "empty-down", RuleFamily.Chain, Severity.Warning)
    {
        Scope = RuleScope.NewFiles,
        Title = "A down does nothing and does not say that the migration is irreversible",
        Text = new(
            "down of {file} does nothing",
            "A rollback reports success, takes the migration out of the ledger and leaves its changes; running up again meets what is still there.",
            "Undo what up does; where nothing can, throw, or say so in a comment: // irreversible: reason."),
        Variants = [KnownInverse, EmptyFile, EmptySection],
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
    /// <remarks>Prisma and Drizzle have no rollback: a <c>down.sql</c> there is run by hand.</remarks>
    public override bool Concerns(MigrationFolder folder) => folder.Tool is not (MigrationTool.Prisma or MigrationTool.Drizzle);

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        foreach (var migration in migrations)
        {
            Check(migration, folder, context.Replayed(migration.File), report);
        }
    }

    private static void Check(MigrationFacts migration, MigrationFolder folder, ReplayedMigration? replayed, IReporter report)
    {
        var file = migration.File;
        if (file.Language != MigrationLanguage.Sql)
        {
            if (KnexExports.OfTool(migration, folder) is { Up: { Body: not BodyForm.Empty }, Down: { Body: BodyForm.Empty, IsMarkedIrreversible: false } down })
            {
                var inverse = replayed is null || folder.Tool != MigrationTool.Knex ? null : Inverse.Of(replayed);
                report.Report(down.Location, new() { ["file"] = file.Name, ["remedy"] = $"Undo what up does: {inverse}" }, inverse is null ? null : KnownInverse);
            }

            return;
        }

        if (Intent.IsStated(migration))
        {
            return;
        }

        if (file.IsUndo)
        {
            if (migration is { IsEmpty: true, NotUnderstood.Count: 0 })
            {
                report.Report(SourceSpan.StartOf(file.Text), new() { ["file"] = FileNames.InFolder(file) }, EmptyFile);
            }
        }
        else if (replayed is not null && file.Down is { } script && ReferenceEquals(script.Text, file.Text) && replayed.Outcome is { IsApplied: true, Statements.Count: > 0 } && IsEmpty(replayed))
        {
            report.Report(
                WayBack.Place(replayed),
                new()
                {
                    ["file"] = file.Name,
                    ["remedy"] = Inverse.Of(replayed) is { } inverse ? $"Write it: {inverse}" : "Write the statements that undo it, or a comment that says it is irreversible and why.",
                },
                EmptySection);
        }
    }

    private static bool IsEmpty(ReplayedMigration migration) => migration.Down.Value is { Statements.Count: 0, Notes.Count: 0, Refusals.Count: 0 };
}
