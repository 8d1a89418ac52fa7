using MigrationLint.Diagnostics;
using MigrationLint.Reporting;
using MigrationLint.Text;

namespace MigrationLint.Tests.Reporting;

/// <summary>Findings made by hand, so that reports are tested apart from rules.</summary>
internal static class Findings
{
    /// <summary>A place in a text of one-letter lines.</summary>
    public static FindingLocation At(string path, int line, int column, int length = 1) =>
        new(path, new TextSpan((line * 100) + column, length), new LinePosition(line, column), new LinePosition(line, column + length));

    public static Finding Create(
        string ruleId,
        string path,
        int line = 0,
        int column = 0,
        Severity severity = Severity.Warning,
        string message = "Something is there",
        string subject = "") => new()
        {
            RuleId = ruleId,
            Severity = severity,
            Location = At(path, line, column, 5),
            Text = new RuleText(message, "It leads to something.", "Write something else."),
            Subject = subject,
        };

    /// <summary>One finding with everything that a finding can have.</summary>
    public static Finding DuplicateTimestamp { get; } = Create("ML001", "/repo/migrations/20250101000000_b.js", message: "Same timestamp 20250101000000 as a.js", subject: "20250101000000") with
    {
        Location = At("/repo/migrations/20250101000000_b.js", 0, 0, 0),
        Related = [new RelatedFinding(At("/repo/migrations/20250101000000_a.js", 0, 0, 0), "first used here")],
        Fix = new RenameFix("Rename to 20250101000001_b.js", Applicability.Suggested, "/repo/migrations/20250101000000_b.js", "20250101000001_b.js"),
    };
}
