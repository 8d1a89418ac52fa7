using MigrationLint.Diagnostics;
using MigrationLint.Reporting;
using MigrationLint.Text;

namespace MigrationLint.Tests.Reporting;

/// <summary>Reports made by hand.</summary>
internal static class Reports
{
    private static readonly RuleDescriptor[] Rules =
    [
        Rule("ML001", "duplicate-timestamp", RuleFamily.Chain, Severity.Warning, "Two files carry the same number"),
        Rule("ML002", "db-query-migration", RuleFamily.Chain, Severity.Warning, "A migration talks to the database past Knex"),
        Rule("ML030", "number-gap", RuleFamily.DataLoss, Severity.None, "A number is missing"),
    ];

    /// <summary>Findings of each severity, with related places, a fix, characters that every format must escape, and a file outside of the base directory.</summary>
    public static Report Full { get; } = Of(
        Findings.DuplicateTimestamp,
        Findings.Create("ML002", "/repo/migrations/a b%20,c:ü.js", 3, 4, Severity.Error, "Says \"100%, a:b\" in C:\\x", "db.query") with
        {
            Location = Findings.At("/repo/migrations/a b%20,c:ü.js", 3, 4) with { End = new LinePosition(5, 0) },
        },
        Findings.Create("ML777", "/elsewhere/x.js", severity: Severity.Info));

    /// <summary>A report of two chains with these findings.</summary>
    public static Report Of(params Finding[] findings) => new()
    {
        Findings = findings,
        Folders = [new FolderSummary("/repo/migrations", "Knex", 14, 12, 14), new FolderSummary("/elsewhere", "numbered SQL", 1, 0, 0)],
        Coverage = new Coverage(15, 52, 3, 1),
        Rules = Rules,
        BaseDirectory = "/repo",
        IsCaseSensitive = true,
        ToolVersion = "1.2.3",
    };

    private static RuleDescriptor Rule(string id, string slug, RuleFamily family, Severity severity, string title) => new(id, slug, family, severity)
    {
        Title = title,
        Text = new RuleText("{file} is there", "It leads to something.", "Write something else."),
        Bad = "=== migrations/1_a.js\n[||]exports.up = 1;\n",
        Good = "=== migrations/1_a.js\nexports.up = 2;\n",
    };
}
