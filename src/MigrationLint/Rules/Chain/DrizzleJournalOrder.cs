using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>An entry of drizzle-kit's journal is not later than the ones before it, or lies in the future: the migrator keeps no list, only the latest time.</summary>
internal sealed class DrizzleJournalOrder : FolderRule
{
    private static readonly RuleText Future = new(
        "{tag} is dated {when} in the journal, which lies in the future",
        "Drizzle's migrator runs what is later than the last entry that it recorded: once {tag} has run, every entry made until then is skipped, and success is printed.",
        "Give the entry the time of its making, later than {before}, before any database runs it.");

    private static readonly RuleText Several = new(
        "{tag} is not later in the journal than {earlier}, which stands before it, and neither {are} {others}",
        "Drizzle's migrator runs what is later than the last entry that it recorded: a database that has {earlier} skips them for ever, and success is printed; a fresh one runs all.",
        "Give each of them a \"when\" later than that of the entry before it, from {proposal} on. A database then runs what is later than the latest row of drizzle.__drizzle_migrations, also what it has run: give those rows the new times first. What it skipped before that row has to be run by hand.");

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML025", "drizzle-journal-order", RuleFamily.Chain, Severity.Error)
    {
        Title = "A time in Drizzle's journal does not rise, or lies in the future: migrations are skipped for ever",
        Text = new(
            "{tag} is not later in the journal than {earlier}, which stands before it",
            "Drizzle's migrator runs what is later than the last entry that it recorded: a database that has {earlier} skips {tag} for ever, and success is printed; a fresh one runs both.",
            "Set its \"when\" to {proposal} or later. A database whose latest row of drizzle.__drizzle_migrations is older runs {tag} then, also where it has run: give its row the new time first. Where later rows are, run it by hand."),
        Variants = [Several, Future],
        Bad = """
            === drizzle/0000_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY);
            === drizzle/0001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY);
            === drizzle/meta/_journal.json
            {
              "version": "7",
              "dialect": "postgresql",
              "entries": [
                { "idx": 0, "version": "7", "when": 1736846100000, "tag": "0000_invoices", "breakpoints": true },
                { "idx": 1, "version": "7", "when": [|1736760000000|], "tag": "0001_orders", "breakpoints": true }
              ]
            }
            """,
        Good = DrizzleJournalInconsistent.SoundJournal,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => folder.Journal is not null;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        // Clocks of developers differ, and their days end at other hours.
        var latest = (context.Today.Date.AddDays(2) - Epoch).TotalMilliseconds;
        JournalEntry? highest = null;
        var late = new List<(JournalEntry Entry, JournalEntry Highest)>();
        var hasFuture = false;
        foreach (var entry in folder.Journal!.Entries.Where(entry => entry.When is not null))
        {
            if (highest is not null && entry.When <= highest.When)
            {
                late.Add((entry, highest));
                continue;
            }

            if (entry.When >= latest && !hasFuture)
            {
                hasFuture = true;
                report.Report(entry.WhenLocation, new() { ["tag"] = entry.Tag, ["when"] = Day(entry.When.Value), ["before"] = highest?.Tag ?? "nothing" }, Future, subject: entry.Tag);
            }

            highest = entry;
        }

        if (late.Count > 0)
        {
            Report(late, report);
        }
    }

    /// <summary>One finding for a journal: entries that are out of order have one cause, a wrong clock or a merge.</summary>
    private static void Report(List<(JournalEntry Entry, JournalEntry Highest)> late, IReporter report)
    {
        var (first, highest) = late[0];
        report.Report(
            first.WhenLocation,
            new()
            {
                ["tag"] = first.Tag,
                ["earlier"] = highest.Tag,
                ["proposal"] = (highest.When!.Value + 1).ToString("0", CultureInfo.InvariantCulture),
                ["are"] = late.Count == 2 ? "is" : "are",
                ["others"] = late.Count == 2 ? late[1].Entry.Tag : Phrase.Number(late.Count - 1) + " other entries",
            },
            late.Count > 1 ? Several : null,
            related: [new RelatedLocation(highest.WhenLocation, "the later time"), .. Phrase.Related(late.Skip(1).Select(static one => one.Entry.WhenLocation), "not later than an entry before it either")],
            subject: first.Tag);
    }

    private static string Day(double milliseconds) =>
        milliseconds < (DateTime.MaxValue - Epoch).TotalMilliseconds ? Epoch.AddMilliseconds(milliseconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : milliseconds.ToString("0", CultureInfo.InvariantCulture);
}
