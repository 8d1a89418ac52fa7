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

    private static readonly RuleText SameDay = new(
        "{directory} mixes {majority} with {others}",
        "{sorting}, and the schemes interleave: {order}. The days come in order, but of two files of one day the one with the shorter number runs first, whatever the time.",
        "Give the files that no database has run yet the numbers of the majority; files that were run keep their names.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML004", "mixed-numbering-formats", RuleFamily.Chain, Severity.Warning)
    {
        Title = "The files of one folder are numbered in several ways",
        Text = new(
            "{directory} mixes {majority} with {others}",
            "{sorting}, whatever the dates are: {order}. A new file of a scheme that sorts early comes too late where the others ran: {runner} {effect}.",
            "Give the files that no database has run yet the numbers of the majority; files that were run keep their names."),
        Variants = [Interleaved, SameDay],
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
    public override bool Concerns(MigrationFolder folder) => FileNames.AreInOrderOfNumbers(folder);

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var numbered = FileNames.Migrations(folder).Where(file => file is { Number: not null, IsPassedOver: false } && !IsBaseline(file, folder)).ToList();
        foreach (var directory in numbered.GroupBy(FileNames.Home))
        {
            CheckDirectory(directory.Key, [.. directory], folder, report);
        }
    }

    /// <summary>Prisma's guide has a database that was there before begin with <c>0_init</c>.</summary>
    private static bool IsBaseline(MigrationFile file, MigrationFolder folder) => folder.Tool == MigrationTool.Prisma && file.Number!.Value == "0";

    private static void CheckDirectory(string directory, List<MigrationFile> files, MigrationFolder folder, IReporter report)
    {
        var schemes = files.GroupBy(file => SchemeOf(file, folder)).ToList();
        var blocks = Blocks(files, folder);
        if (schemes.Count < 2 || (folder.Tool == MigrationTool.Goose && IsHybrid(blocks, folder)))
        {
            return;
        }

        // Where two schemes are equally common, the one that the latest file uses is where the project is going.
        var majority = schemes.OrderByDescending(scheme => scheme.Count()).ThenByDescending(scheme => files.IndexOf(scheme.Last())).First();
        var outliers = files.FindAll(file => SchemeOf(file, folder) != majority.Key);
        report.Report(
            SourceSpan.StartOf(outliers[0].Text),
            new()
            {
                ["directory"] = PathText.GetFileName(directory),
                ["majority"] = $"{Name(majority.Key)} ({Phrase.Count(majority.Count(), "file")})",
                ["others"] = Phrase.List([.. schemes.Where(scheme => scheme != majority).Select(scheme => $"{Name(scheme.Key)} ({Phrase.List([.. scheme.Select(file => file.Id)], 2)})")]),
                ["sorting"] = Phrase.Sorting(folder),
                ["order"] = Order(blocks, folder),
                ["runner"] = PastPhrase.Runner(folder),
                ["effect"] = Ledgers.OnLate(folder),
            },
            blocks.Count == schemes.Count ? null : schemes.TrueForAll(scheme => IsDay(scheme.Key)) ? SameDay : Interleaved,
            related: Phrase.Related(outliers.Skip(1).Select(file => SourceSpan.StartOf(file.Text)), "also numbered otherwise"),
            subject: PathText.GetFileName(directory));
    }

    /// <summary>goose's own way of working: timestamps while branches are open, which <c>goose fix</c> turns into counters before a release.</summary>
    private static bool IsHybrid(List<MigrationFile> blocks, MigrationFolder folder) =>
        blocks.Count == 2 && SchemeOf(blocks[0], folder).Scheme == NumberingScheme.Sequence && SchemeOf(blocks[1], folder).Scheme == NumberingScheme.Timestamp;

    /// <summary>Versions that are times (<c>V20250101120000</c>) are another scheme than versions that count.</summary>
    private static (bool IsVersion, NumberingScheme Scheme) SchemeOf(MigrationFile file, MigrationFolder folder)
    {
        var number = file.Number!;

        // node-pg-migrate takes 17 digits for a time and compares it with milliseconds (src/migration.ts, getNumericPrefix).
        return folder.Tool == MigrationTool.NodePgMigrate && number.Digits.Length == 17 ? (false, NumberingScheme.UnixMilliseconds)
            : number.Scheme != NumberingScheme.Version ? (false, FileNames.Scheme(number))
            : (true, FileNames.SchemeWithin(number) is { } within and not NumberingScheme.Sequence ? within : NumberingScheme.Version);
    }

    /// <summary>True for numbers that begin with year, month and day, which sort as text like their days.</summary>
    private static bool IsDay((bool IsVersion, NumberingScheme Scheme) scheme) =>
        scheme is { IsVersion: false, Scheme: NumberingScheme.Date or NumberingScheme.Minute or NumberingScheme.Timestamp };

    /// <summary>The first file of each stretch of one scheme, in the order in which the tool runs them.</summary>
    private static List<MigrationFile> Blocks(List<MigrationFile> files, MigrationFolder folder) =>
        [.. files.Where((file, index) => index == 0 || SchemeOf(files[index - 1], folder) != SchemeOf(file, folder))];

    private static string Order(List<MigrationFile> blocks, MigrationFolder folder) =>
        string.Join(", then ", blocks.Take(4).Select(file => $"{Name(SchemeOf(file, folder))} from {file.Id}")) + (blocks.Count > 4 ? ", and so on" : "");

    private static string Name((bool IsVersion, NumberingScheme Scheme) scheme) => scheme switch
    {
        (true, NumberingScheme.Version) => "versions",
        (true, var within) => "versions that are " + Name((false, within)),
        (_, NumberingScheme.Sequence) => "counters",
        (_, NumberingScheme.Date) => "dates",
        (_, NumberingScheme.Minute) => "12-digit timestamps",
        (_, NumberingScheme.Timestamp) => "14-digit timestamps",
        (_, NumberingScheme.UnixSeconds) => "Unix seconds",
        (_, NumberingScheme.UnixMilliseconds) => "Unix milliseconds",
        _ => "dates with separators",
    };
}
