using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>The files of one folder are numbered in several ways, so that their order is not that of their dates.</summary>
internal sealed class MixedNumberingFormats : FolderRule
{
    private static readonly RuleText Interleaved = new(
        "{directory} mixes {majority} with {others}",
        "{sorting}, and the schemes interleave: {order}. Neither the dates nor the counters say what runs first.",
        "Give the files that no database has run yet the numbers of the majority; files that were run keep their names.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML004", "mixed-numbering-formats", RuleFamily.Chain, Severity.Warning)
    {
        Title = "The files of one folder are numbered in several ways",
        Text = new(
            "{directory} mixes {majority} with {others}",
            "{sorting}, whatever the dates are: {order}. A file of a scheme that sorts early runs late on a database that is ahead of it.",
            "Give the files that no database has run yet the numbers of the majority; files that were run keep their names."),
        Variants = [Interleaved],
        Suppress = "The project changed its scheme at one point, every older file sorts before it, and nobody adds files of the old scheme.",
        Bad = """
            === migrations/026_add_invoices.js
            [||]exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/20250115080000_add_payments.js
            exports.up = (knex) => knex.schema.createTable('payments', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('payments');
            """,
        Good = """
            === migrations/20250113170000_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var numbered = FileNames.Migrations(folder).Where(file => file.Number is not null).ToList();
        foreach (var directory in numbered.GroupBy(file => FileNames.Directory(file.Path)))
        {
            CheckDirectory(directory.Key, [.. directory], folder, report);
        }
    }

    private static void CheckDirectory(string directory, List<MigrationFile> files, MigrationFolder folder, IReporter report)
    {
        var schemes = files.GroupBy(file => FileNames.Scheme(file.Number!)).ToList();
        if (schemes.Count < 2)
        {
            return;
        }

        // Where two schemes are equally common, the one that the latest file uses is where the project is going.
        var majority = schemes.OrderByDescending(scheme => scheme.Count()).ThenByDescending(scheme => files.IndexOf(scheme.Last())).First();
        var outliers = files.FindAll(file => FileNames.Scheme(file.Number!) != majority.Key);
        var blocks = Blocks(files);
        report.Report(
            SourceSpan.StartOf(outliers[0].Text),
            new()
            {
                ["directory"] = PathText.GetFileName(directory),
                ["majority"] = $"{Name(majority.Key)} ({Phrase.Count(majority.Count(), "file")})",
                ["others"] = Phrase.List([.. schemes.Where(scheme => scheme != majority).Select(scheme => $"{Name(scheme.Key)} ({Phrase.List([.. scheme.Select(file => file.Name)], 2)})")]),
                ["sorting"] = Phrase.Sorting(folder),
                ["order"] = Order(blocks),
            },
            blocks.Count == schemes.Count ? null : Interleaved,
            related: Phrase.Related(outliers.Skip(1).Select(file => SourceSpan.StartOf(file.Text)), "also numbered otherwise"),
            subject: PathText.GetFileName(directory));
    }

    /// <summary>The first file of each stretch of one scheme, in the order in which the tool runs them.</summary>
    private static List<MigrationFile> Blocks(List<MigrationFile> files) =>
        [.. files.Where((file, index) => index == 0 || FileNames.Scheme(files[index - 1].Number!) != FileNames.Scheme(file.Number!))];

    private static string Order(List<MigrationFile> blocks) =>
        string.Join(", then ", blocks.Take(4).Select(file => $"{Name(FileNames.Scheme(file.Number!))} from {file.Name}")) + (blocks.Count > 4 ? ", and so on" : "");

    private static string Name(NumberingScheme scheme) => scheme switch
    {
        NumberingScheme.Sequence => "counters",
        NumberingScheme.Date => "dates",
        NumberingScheme.Minute => "12-digit timestamps",
        NumberingScheme.Timestamp => "14-digit timestamps",
        NumberingScheme.UnixSeconds => "Unix seconds",
        NumberingScheme.UnixMilliseconds => "Unix milliseconds",
        NumberingScheme.SeparatedDate => "dates with separators",
        _ => "versions",
    };
}
