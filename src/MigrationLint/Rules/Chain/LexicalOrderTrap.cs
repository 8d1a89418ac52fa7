using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>Numbers of different width sort otherwise as text than as numbers, and the tool sorts text.</summary>
internal sealed class LexicalOrderTrap : FolderRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML006", "lexical-order-trap", RuleFamily.Chain, Severity.Error)
    {
        Title = "Numbers of different width: the tool sorts them as text and runs 10 before 2",
        Text = new(
            "{early} runs before {late}",
            "{sorting}, so {earlyNumber} comes before {lateNumber}: on a fresh database {early} runs before what it builds on.",
            "Pad the numbers to one width ({padded}) in the files that no database has run yet."),
        Bad = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' } };
            === migrations/10_add_status.js
            [||]exports.up = (knex) => knex.schema.alterTable('orders', (table) => { table.text('status'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (table) => { table.dropColumn('status'); });
            === migrations/9_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
        Good = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' } };
            === migrations/09_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/10_add_status.js
            exports.up = (knex) => knex.schema.alterTable('orders', (table) => { table.text('status'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (table) => { table.dropColumn('status'); });
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        if (!folder.SortsAsText)
        {
            return;
        }

        var chains = FileNames.Migrations(folder)
            .Where(file => file.Number is { } number && FileNames.Scheme(number) is (NumberingScheme.Sequence or NumberingScheme.Version))
            .GroupBy(file => (FileNames.Directory(file.Path), FileNames.Scheme(file.Number!)));
        foreach (var chain in chains)
        {
            CheckChain([.. chain], folder, report);
        }
    }

    private static void CheckChain(List<MigrationFile> files, MigrationFolder folder, IReporter report)
    {
        // From the back: the smallest number that still runs later.
        var tooEarly = new List<(MigrationFile Early, MigrationFile Late)>();
        MigrationFile? smallest = null;
        for (var i = files.Count - 1; i >= 0; i--)
        {
            if (smallest is not null && MigrationNumber.Compare(files[i].Number!, smallest.Number!) > 0)
            {
                tooEarly.Insert(0, (files[i], smallest));
            }
            else
            {
                smallest = files[i];
            }
        }

        if (tooEarly.Count == 0)
        {
            return;
        }

        var (early, late) = tooEarly[0];
        var width = files.Max(file => file.Number!.Digits.Length);
        report.Report(
            SourceSpan.StartOf(early.Text),
            new()
            {
                ["early"] = early.Name,
                ["sorting"] = Phrase.Sorting(folder),
                ["late"] = late.Name,
                ["earlyNumber"] = early.Number!.Text,
                ["lateNumber"] = late.Number!.Text,
                ["padded"] = late.Number.Scheme == NumberingScheme.Sequence ? late.Number.Digits.PadLeft(width, '0') : "V001",
            },
            related: [new RelatedLocation(SourceSpan.StartOf(late.Text), "runs later"), .. Phrase.Related(tooEarly.Skip(1).Select(pair => SourceSpan.StartOf(pair.Early.Text)), "also runs too early")]);
    }
}
