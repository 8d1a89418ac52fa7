using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A timestamp is no date, or lies in the future, so that files made later sort before it.</summary>
internal sealed class ImpossibleTimestamp : FolderRule
{
    private static readonly RuleText NoDate = new(
        "{file} carries {part}, which no date has",
        "The file sorts {place}, not where its date was meant to put it.",
        "Give the file the time of its creation before any database runs it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML007", "impossible-timestamp", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A migration's timestamp is no date, or lies in the future",
        Text = new(
            "{file} is dated {date}, which lies in the future",
            "Each file made until then sorts before it: where {file} ran already, {runner} {effect}; an empty database runs it first.",
            "Give the file the time of its creation before any database runs it."),
        Variants = [NoDate],
        Suppress = "The file is meant to run last for ever.",
        Bad = """
            === migrations/20251314091500_add_invoices.js
            [||]exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => FileNames.AreInOrderOfNumbers(folder);

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        foreach (var file in FileNames.Migrations(folder))
        {
            if (file is { Number: { } number, IsPassedOver: false })
            {
                CheckFile(file, number, folder, context.Today, report);
            }
        }
    }

    private static void CheckFile(MigrationFile file, MigrationNumber number, MigrationFolder folder, DateTime today, IReporter report)
    {
        var scheme = FileNames.SchemeWithin(number);
        if (scheme is NumberingScheme.UnixSeconds or NumberingScheme.UnixMilliseconds)
        {
            ReportFuture(file, folder, FileNames.Plain(number)!.Day!.Value, today, report);
            return;
        }

        if (scheme is not (NumberingScheme.Date or NumberingScheme.Minute or NumberingScheme.Timestamp or NumberingScheme.SeparatedDate)
            || number.Digits.Length < 8)
        {
            return;
        }

        var year = Part(number, 0, 4);
        var month = Part(number, 4, 2);
        var day = Part(number, 6, 2);

        // Nobody wrote migrations before 1970: such digits are a padded counter.
        if (year < 1970)
        {
            return;
        }

        if (month is < 1 or > 12)
        {
            ReportNoDate(file, $"month {Two(month)}", $"{Side(month)} every file of {year}", report);
        }
        else if (day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            ReportNoDate(file, $"day {Two(day)} of month {Two(month)}", $"{Side(day)} every file of {year}-{Two(month)}", report);
        }
        else
        {
            ReportFuture(file, folder, new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc), today, report);
        }
    }

    private static void ReportFuture(MigrationFile file, MigrationFolder folder, DateTime date, DateTime today, IReporter report)
    {
        if (date.Date > today.Date)
        {
            report.Report(
                SourceSpan.StartOf(file.Text),
                new()
                {
                    ["file"] = file.Id,
                    ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["runner"] = PastPhrase.Runner(folder),
                    ["effect"] = Ledgers.OnLate(folder),
                });
        }
    }

    private static void ReportNoDate(MigrationFile file, string part, string place, IReporter report) =>
        report.Report(SourceSpan.StartOf(file.Text), new() { ["file"] = file.Id, ["part"] = part, ["place"] = place }, NoDate);

    private static int Part(MigrationNumber number, int start, int length) =>
        int.Parse(number.Digits.Substring(start, length), CultureInfo.InvariantCulture);

    private static string Side(int value) => value < 1 ? "before" : "behind";

    private static string Two(int value) => value.ToString("00", CultureInfo.InvariantCulture);
}
