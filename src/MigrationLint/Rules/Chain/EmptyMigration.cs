using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration does nothing and does not say that this is meant.</summary>
internal sealed class EmptyMigration : MigrationRule
{
    private static readonly RuleText EmptyFile = new(
        "{file} holds no statement",
        "Once {runner} has recorded it, statements that are written into it later run on empty databases only{refusal}.",
        "Write the statements, delete the file before any database runs it, or say in a comment that it is empty on purpose.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML023", "empty-migration", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A migration does nothing and does not say that this is meant",
        Text = new(
            "up of {file} does nothing",
            "{runner} records it as applied; statements that are written into it later run on empty databases only.",
            "Write the change, delete the file before any database runs it, or say in a comment that it is empty on purpose."),
        Variants = [EmptyFile],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = [|async (knex) => {}|];
            exports.down = async (knex) => {};
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            // Empty on purpose: 20250115080000 replaced it before the release.
            exports.up = async (knex) => {};
            exports.down = async (knex) => {};
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        if (Intent.IsStated(migration))
        {
            return;
        }

        if (file.Language != MigrationLanguage.Sql)
        {
            if (KnexExports.OfTool(migration, folder) is { Up: { Body: BodyForm.Empty } up })
            {
                report.Report(up.Location, new() { ["file"] = file.Name, ["runner"] = Phrase.Runner(folder) });
            }
        }
        else if (migration is { IsEmpty: true, NotUnderstood.Count: 0 } && !file.IsUndo && !file.IsPassedOver && file.MarkProblems.Count == 0 && file.Content.Text is not null && !FileNames.IsRepeatable(file, folder))
        {
            report.Report(
                SourceSpan.StartOf(file.Text),
                new() { ["file"] = FileNames.InFolder(file), ["runner"] = PastPhrase.Runner(folder), ["refusal"] = folder.Tool == MigrationTool.Flyway ? ", and it refuses to start where it knows the old text" : "" },
                EmptyFile);
        }
    }
}
