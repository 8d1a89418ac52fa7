using MigrationLint.Diagnostics;
using MigrationLint.Reporting;
using MigrationLint.Rules;
using MigrationLint.Text;
using NUnit.Framework;

namespace MigrationLint.Tests.Reporting;

public sealed class FindingTests
{
    private static readonly RuleDescriptor Rule = new("ML999", "a-pattern", RuleFamily.Engine, Severity.Warning)
    {
        Title = "Reports a pattern.",
        Text = new RuleText("What", "Why.", "Remedy."),
        Bad = "",
        Good = "",
    };

    [Test]
    public void A_diagnostic_becomes_a_finding_with_lines_and_columns()
    {
        var text = new SourceText("/repo/b.js", "a\r\nbc\nd");
        var other = new SourceText("/repo/a.js", "x\ny");
        var fix = new RenameFix("Rename", Applicability.Safe, "/repo/b.js", "c.js");
        var diagnostic = new Diagnostic(Rule, new SourceSpan(text, TextSpan.FromBounds(4, 7)), new RuleText("m", "w", "r"), Severity.Error)
        {
            Related = [new RelatedLocation(new SourceSpan(other, new TextSpan(2, 1)), "first created here")],
            Fix = fix,
            Subject = "s",
        };

        var finding = Finding.From(diagnostic);

        Assert.Multiple(() =>
        {
            Assert.That(finding.RuleId, Is.EqualTo("ML999"));
            Assert.That(finding.Severity, Is.EqualTo(Severity.Error));
            Assert.That(finding.Location, Is.EqualTo(new FindingLocation("/repo/b.js", new TextSpan(4, 3), new LinePosition(1, 1), new LinePosition(2, 1))));
            Assert.That(finding.Text, Is.EqualTo(new RuleText("m", "w", "r")));
            Assert.That(finding.Related, Is.EqualTo(new[] { new RelatedFinding(new FindingLocation("/repo/a.js", new TextSpan(2, 1), new LinePosition(1, 0), new LinePosition(1, 1)), "first created here") }));
            Assert.That(finding.Fix, Is.SameAs(fix));
            Assert.That(finding.Subject, Is.EqualTo("s"));
        });
    }

    [Test]
    public void The_full_text_is_one_line_of_sentences_and_places()
    {
        var finding = Findings.DuplicateTimestamp with { Text = new RuleText("Two\r\n lines", "Is it so?", " Do\tthat ") };

        Assert.That(
            FindingText.Full(finding, "/repo/migrations", isCaseSensitive: true),
            Is.EqualTo("Two lines. Is it so? Do that. (first used at 20250101000000_a.js:1) (migrationlint explain ML001)"));
    }

    [TestCase("first created here", "first created at a.js:3")]
    [TestCase("the file that follows", "the file that follows: a.js:3")]
    public void Related_places_are_named_in_the_text(string message, string expected) =>
        Assert.That(FindingText.Related(new RelatedFinding(Findings.At("/a.js", 2, 0), message), "a.js"), Is.EqualTo(expected));

    [Test]
    public void Empty_parts_of_a_text_leave_no_trace() =>
        Assert.That(FindingText.Sentences(new RuleText("Only a message", "", "")), Is.EqualTo("Only a message."));
}
