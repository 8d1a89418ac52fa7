using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>Journal, scripts and snapshots of drizzle-kit do not fit each other.</summary>
internal sealed class DrizzleJournalInconsistent : FolderRule
{
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    /// <summary>The good example of the rules on journals.</summary>
    internal const string SoundJournal = """
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
            { "idx": 1, "version": "7", "when": 1736932500000, "tag": "0001_orders", "breakpoints": true }
          ]
        }
        """;

    private static readonly RuleText NoEntry = new(
        "{file} is not in Drizzle's journal",
        "Drizzle runs what meta/_journal.json lists and nothing else: the file reaches no database, and success is printed.",
        "Generate it anew with drizzle-kit generate (--custom for SQL of your own), or move it out of the folder.");

    private static readonly RuleText Index = new(
        "{tag} has idx {index} in the journal, where {expected} would follow",
        "drizzle-kit numbers the next migration by the last entry: after a merge that kept both sides, or an entry taken out by hand, it takes a number that another file has.",
        "Count idx from 0 without gaps, in the order in which the entries shall run.");

    private static readonly RuleText Gap = new(
        "{tag} has idx {index} in the journal, where {expected} would follow",
        "An entry was taken out by hand or lost in a merge: what it did stays in the databases that ran it and is missing in every new one.",
        "Restore the entry and its files from git. If it was meant to go, leave the numbers as they are: drizzle-kit goes on behind the last one, and a lower idx makes it overwrite a snapshot.");

    private static readonly RuleText NoSnapshot = new(
        "The snapshot of {tag} is missing: meta/{snapshot}",
        "drizzle-kit generate compares the schema with the latest snapshot: without it the next migration repeats what has been done, and fails.",
        "Restore meta/{snapshot} from git.");

    private static readonly RuleText NoPrevious = new(
        "{snapshot} builds on a snapshot that is not there",
        "The chain of snapshots is broken, mostly by a file that was deleted or merged by hand: drizzle-kit takes the wrong state for the last one.",
        "Restore the snapshot with id {id} from git, or let prevId name the one before.");

    private static readonly RuleText SharedPrevious = new(
        "{snapshot} and {other} build on the same snapshot",
        "Two branches made a migration each and were merged: drizzle-kit check fails, and generate writes nothing although it exits with success.",
        "Delete the migration, its entry and its snapshot on the branch that comes later, and generate it again.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML026", "drizzle-journal-inconsistent", RuleFamily.Chain, Severity.Error)
    {
        Title = "Drizzle's journal, scripts and snapshots do not fit each other",
        Text = new(
            "The journal lists {tag}, but there is no {tag}.sql",
            "Drizzle reads all files of the journal before it runs any: no migration runs at all.",
            "Restore {tag}.sql from git, or take the entry out if no database has run it."),
        Variants = [NoEntry, Index, Gap, NoSnapshot, NoPrevious, SharedPrevious],
        Bad = """
            === drizzle/0000_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY);
            === drizzle/meta/_journal.json
            {
              "version": "7",
              "dialect": "postgresql",
              "entries": [
                { "idx": 0, "version": "7", "when": 1736846100000, "tag": "0000_invoices", "breakpoints": true },
                { "idx": 1, "version": "7", "when": 1736932500000, "tag": [|"0001_orders"|], "breakpoints": true }
              ]
            }
            """,
        Good = SoundJournal,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => folder.Journal is not null;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var journal = folder.Journal!;
        CheckEntries(journal, report);
        foreach (var file in folder.Ignored.Where(file => IsStray(file)))
        {
            report.Report(Phrase.WholeFile(file.Path), new() { ["file"] = file.Name }, NoEntry);
        }

        CheckSnapshots(journal, report);
    }

    /// <summary>True for a script that looks like a migration; what has no number is ML005's.</summary>
    internal static bool IsStray(Discovery.IgnoredFile file) => file is { Reason: IgnoredReason.NotListed, Number: not null };

    private static void CheckEntries(DrizzleJournal journal, IReporter report)
    {
        var scripts = new HashSet<string>(journal.Scripts, StringComparer.Ordinal);
        foreach (var entry in journal.Entries.Where(entry => !scripts.Contains(entry.Tag)))
        {
            report.Report(entry.Location, new() { ["tag"] = entry.Tag }, subject: entry.Tag);
        }

        // One mistake shifts all that follow. Numbers that are left out harm nothing by themselves: drizzle-kit takes the last idx and adds one.
        ReportFirst(journal.Entries, static (index, expected) => index < expected, Index, null, report);
        ReportFirst(journal.Entries, static (index, expected) => index > expected, Gap, Severity.Warning, report);
    }

    private static void ReportFirst(IReadOnlyList<JournalEntry> entries, Func<int, int, bool> isWrong, RuleText text, Severity? severity, IReporter report)
    {
        var expected = 0;
        foreach (var entry in entries)
        {
            if (entry.Index is { } index && isWrong(index, expected))
            {
                report.Report(
                    entry.Location,
                    new() { ["tag"] = entry.Tag, ["index"] = Phrase.Number(index), ["expected"] = Phrase.Number(expected) },
                    text,
                    severity,
                    subject: entry.Tag);
                return;
            }

            expected = (entry.Index ?? expected) + 1;
        }
    }

    private static void CheckSnapshots(DrizzleJournal journal, IReporter report)
    {
        // Packages leave the snapshots out: only drizzle-kit needs them.
        if (journal.Snapshots.Count == 0 || journal.Entries.Count == 0)
        {
            return;
        }

        var names = new HashSet<string>(journal.Snapshots.Select(snapshot => snapshot.Name), StringComparer.Ordinal);
        var last = journal.Entries[journal.Entries.Count - 1];
        if (!names.Contains(Prefix(last.Tag)))
        {
            report.Report(last.Location, new() { ["tag"] = last.Tag, ["snapshot"] = Prefix(last.Tag) + "_snapshot.json" }, NoSnapshot, subject: last.Tag);
            return;
        }

        var isWhole = journal.Entries.All(entry => names.Contains(Prefix(entry.Tag)));
        var ids = new HashSet<string>(journal.Snapshots.Select(snapshot => snapshot.Id ?? ""), StringComparer.OrdinalIgnoreCase);
        var children = new Dictionary<string, JournalSnapshot>(StringComparer.OrdinalIgnoreCase);
        foreach (var snapshot in journal.Snapshots.Where(snapshot => !string.IsNullOrEmpty(snapshot.PreviousId)))
        {
            var previous = snapshot.PreviousId!;
            if (children.TryGetValue(previous, out var other))
            {
                report.Report(
                    Phrase.WholeFile(snapshot.Path),
                    new() { ["snapshot"] = PathText.GetFileName(snapshot.Path), ["other"] = PathText.GetFileName(other.Path) },
                    SharedPrevious,
                    related: [new RelatedLocation(Phrase.WholeFile(other.Path), "the other one")]);
                continue;
            }

            children.Add(previous, snapshot);
            if (isWhole && previous != Nobody && !ids.Contains(previous))
            {
                report.Report(Phrase.WholeFile(snapshot.Path), new() { ["snapshot"] = PathText.GetFileName(snapshot.Path), ["id"] = previous }, NoPrevious);
            }
        }
    }

    private static string Prefix(string tag) => tag.IndexOf('_') is > 0 and var end ? tag.Substring(0, end) : tag;
}
