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
            "Every file made until then sorts before it: it runs before {file} on a fresh database and after it on a database that has {file}.",
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
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        foreach (var file in FileNames.Migrations(folder))
        {
            if (file.Number is { } number)
            {
                CheckFile(file, number, context.Today, report);
            }
        }
    }

    private static void CheckFile(MigrationFile file, MigrationNumber number, DateTime today, IReporter report)
    {
        var scheme = FileNames.Scheme(number);
        if (scheme is NumberingScheme.UnixSeconds or NumberingScheme.UnixMilliseconds)
        {
            ReportFuture(file, number.Day!.Value, today, report);
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
        else if (number.Day is { } date)
        {
            ReportFuture(file, date, today, report);
        }
    }

    private static void ReportFuture(MigrationFile file, DateTime date, DateTime today, IReporter report)
    {
        if (date.Date > today.Date)
        {
            report.Report(
                SourceSpan.StartOf(file.Text),
                new() { ["file"] = file.Name, ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        }
    }

    private static void ReportNoDate(MigrationFile file, string part, string place, IReporter report) =>
        report.Report(SourceSpan.StartOf(file.Text), new() { ["file"] = file.Name, ["part"] = part, ["place"] = place }, NoDate);

    private static int Part(MigrationNumber number, int start, int length) =>
        int.Parse(number.Digits.Substring(start, length), CultureInfo.InvariantCulture);

    private static string Side(int value) => value < 1 ? "before" : "behind";

    private static string Two(int value) => value.ToString("00", CultureInfo.InvariantCulture);
}
