using System.Text.Json;
using MigrationLint.Diagnostics;
using MigrationLint.Reporting;
using MigrationLint.Tests.Snapshots;
using NUnit.Framework;

namespace MigrationLint.Tests.Reporting;

public sealed class RendererTests
{
    [Test]
    public void Text_report() => Snapshot.Match(new TextRenderer().Render(Reports.Full));

    [Test]
    public void GitHub_report() => Snapshot.Match(new GitHubRenderer().Render(Reports.Full));

    [Test]
    public void Json_report() => Snapshot.Match(new JsonRenderer().Render(Reports.Full), extension: "json");

    [Test]
    public void Sarif_report() => Snapshot.Match(new SarifRenderer().Render(Reports.Full), extension: "sarif");

    [Test]
    public void A_text_report_without_findings_still_tells_what_was_read() =>
        Assert.That(
            new TextRenderer().Render(Reports.Of() with { Coverage = new Coverage(15, 52, 0, 0) }),
            Is.EqualTo("migrations: Knex, 14 files; 12 of 14 files would run on an empty database\n../elsewhere: numbered SQL, 1 file\nNo findings.\nRead 15 files with 52 statements, 0 not understood.\n"));

    [Test]
    public void Colors_mark_the_severity_and_nothing_else()
    {
        var plain = new TextRenderer().Render(Reports.Full);
        var colored = new TextRenderer(useColor: true).Render(Reports.Full);

        Assert.That(colored, Does.Contain("\u001b[31merror\u001b[0m ML002"));
        Assert.That(new[] { 0, 31, 33, 36 }.Aggregate(colored, (text, code) => text.Replace($"\u001b[{code}m", "", StringComparison.Ordinal)), Is.EqualTo(plain));
    }

    [Test]
    public void A_GitHub_report_without_findings_is_empty() =>
        Assert.That(new GitHubRenderer().Render(Reports.Of()), Is.Empty);

    [Test]
    public void Names_with_line_ends_cannot_forge_a_line()
    {
        var report = Reports.Of(Findings.Create("ML001", "/repo/a\n::error::b\u001b[2J.js", message: "x\r\ny"));

        Assert.That(new TextRenderer().Render(report).Split('\n')[0], Does.StartWith("a ::error::b [2J.js(1,1,1,6): warning ML001: x y. It leads"));
        Assert.That(new GitHubRenderer().Render(report), Does.StartWith("::warning file=a%0A%3A%3Aerror%3A%3Ab").And.Contain("::x y. It leads"));
    }

    [Test]
    public void Names_cannot_turn_the_direction_of_a_line() =>
        Assert.That(new TextRenderer().Render(Reports.Of(Findings.Create("ML001", "/repo/a\u202Esj.b\u2066.js"))), Does.StartWith("a sj.b .js(1,1,1,6)"));

    [TestCase(true)]
    [TestCase(false)]
    public void Any_character_makes_valid_json(bool isSarif)
    {
        var every = string.Concat(Enumerable.Range(0, 0x300).Append(0x2028).Append(0xD800).Append(0xFEFF).Append(0xDC00).Select(unit => (char)unit)) + "😀";
        var report = Reports.Of(Findings.Create("ML001", "/repo/" + every.Replace("/", "", StringComparison.Ordinal), message: every, subject: every));
        IReportRenderer renderer = isSarif ? new SarifRenderer() : new JsonRenderer();

        var text = renderer.Render(report);

        Assert.That(() => JsonDocument.Parse(text).Dispose(), Throws.Nothing);
        Assert.That(text.Split('\n').Any(line => line.Any(char.IsControl)), Is.False);
    }

    [TestCase("/repo/a.js", "a.js", true)]
    [TestCase("/repo/ä b/1%.js", "%C3%A4%20b/1%25.js", true)]
    [TestCase("/repo/c:d.js", "c%3Ad.js", true)]
    [TestCase("/other/a.js", "file:///other/a.js", false)]
    [TestCase("C:/x/a.js", "file:///C:/x/a.js", false)]
    [TestCase("//server/share/a b.js", "file://server/share/a%20b.js", false)]
    public void Sarif_paths_are_relative_below_the_base_and_addresses_elsewhere(string path, string uri, bool hasBase)
    {
        using var document = JsonDocument.Parse(new SarifRenderer().Render(Reports.Of(Findings.Create("ML001", path))));
        var artifact = document.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

        Assert.That(artifact.GetProperty("uri").GetString(), Is.EqualTo(uri));
        Assert.That(artifact.TryGetProperty("uriBaseId", out _), Is.EqualTo(hasBase));
    }

    [Test]
    public void Fingerprints_outlive_moved_lines_and_tell_equal_findings_apart()
    {
        var before = Reports.Of(Findings.Create("ML002", "/repo/a.js", 1, subject: "db.query"), Findings.Create("ML002", "/repo/a.js", 2, subject: "db.query")).Fingerprints;
        var after = Reports.Of(Findings.Create("ML002", "/repo/a.js", 8, subject: "db.query"), Findings.Create("ML002", "/repo/a.js", 9, subject: "db.query")).Fingerprints;
        var other = Reports.Of(
            Findings.Create("ML001", "/repo/a.js", subject: "db.query"),
            Findings.Create("ML002", "/repo/b.js", subject: "db.query"),
            Findings.Create("ML002", "/repo/a.js", subject: "pool.query")).Fingerprints;

        Assert.That(after, Is.EqualTo(before));
        Assert.That(before.Concat(other), Is.Unique);
        Assert.That(before[0], Does.Match("^[0-9a-f]{32}$"));
    }

    [Test]
    public void A_threshold_of_none_is_never_reached()
    {
        var report = Reports.Of(Findings.Create("ML001", "/repo/a.js"));

        Assert.That(report.HasAtLeast(Severity.Warning), Is.True);
        Assert.That(report.HasAtLeast(Severity.Error), Is.False);
        Assert.That(report.HasAtLeast(Severity.None), Is.False);
    }
}
