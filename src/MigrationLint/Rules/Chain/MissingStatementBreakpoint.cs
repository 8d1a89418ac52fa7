using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>Several statements of a Drizzle script stand between two breakpoints.</summary>
internal sealed class MissingStatementBreakpoint : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML028", "missing-statement-breakpoint", RuleFamily.Chain, Severity.Warning)
    {
        Scope = RuleScope.NewFiles,
        Title = "Several statements of a Drizzle script without a breakpoint between them",
        Text = new(
            "{count} of {file} stand without a breakpoint between them",
            "Drizzle cuts a script at --> statement-breakpoint and sends each piece as one string: drivers that prepare statements refuse a piece of several (42601), and those that take it report errors for the piece as a whole.",
            "Write --> statement-breakpoint on a line between each two statements, as drizzle-kit does."),
        Suppress = "The only driver that runs the scripts takes several statements in one string (pg and postgres.js do).",
        Bad = """
            === drizzle/0000_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY, total numeric(12, 2));
            [|CREATE INDEX invoices_total_idx ON invoices (total)|];
            === drizzle/meta/_journal.json
            {
              "version": "7",
              "dialect": "postgresql",
              "entries": [{ "idx": 0, "version": "7", "when": 1736846100000, "tag": "0000_invoices", "breakpoints": true }]
            }
            """,
        Good = """
            === drizzle/0000_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY, total numeric(12, 2));
            --> statement-breakpoint
            CREATE INDEX invoices_total_idx ON invoices (total);
            === drizzle/meta/_journal.json
            {
              "version": "7",
              "dialect": "postgresql",
              "entries": [{ "idx": 0, "version": "7", "when": 1736846100000, "tag": "0000_invoices", "breakpoints": true }]
            }
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var folder in chain.Migrations.Where(migration => migration.Folder.Tool == MigrationTool.Drizzle).GroupBy(migration => migration.Folder))
        {
            // drizzle-kit writes none where its configuration says so.
            var without = new HashSet<string>((folder.Key.Journal?.Entries ?? []).Where(entry => !entry.HasBreakpoints).Select(entry => entry.Tag), StringComparer.Ordinal);
            foreach (var migration in folder.Where(migration => !without.Contains(migration.File.Id)))
            {
                CheckFile(migration, report);
            }
        }
    }

    private static void CheckFile(ReplayedMigration migration, IReporter report)
    {
        var crowded = migration.Outcome.Statements
            .Select(statement => statement.Source)
            .Where(source => source.Text.Path == migration.File.Path)
            .Distinct()
            .GroupBy(source => migration.File.Up?.PartOf(source.Span))
            .Where(part => part.Key is not null && part.Skip(1).Any())
            .ToList();
        if (crowded.Count == 0)
        {
            return;
        }

        report.Report(
            crowded[0].Skip(1).First(),
            new() { ["count"] = Phrase.Count(crowded.Sum(part => part.Count()), "statement"), ["file"] = migration.File.Id },
            related: Phrase.Related(crowded.SelectMany(part => part.Skip(1)).Skip(1), "nor before this one"));
    }
}
