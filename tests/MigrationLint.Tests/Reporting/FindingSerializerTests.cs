using MigrationLint.Diagnostics;
using MigrationLint.Reporting;
using NUnit.Framework;

namespace MigrationLint.Tests.Reporting;

public sealed class FindingSerializerTests
{
    private static readonly Finding[] Samples =
    [
        Findings.DuplicateTimestamp,
        Findings.Create("ML002", "/repo/ünïcode 😀.js", 3, 7, Severity.Error, "Tabs\tand\nline ends \\ and \\n and \u2028", "a\\u0009b"),
        Findings.Create("ML003", "/repo/lone\uD800surrogate.js", severity: Severity.Info, subject: "\uDC00"),
    ];

    [Test]
    public void What_is_written_is_read_back()
    {
        var read = FindingSerializer.Deserialize(FindingSerializer.Serialize(Samples));

        Assert.That(read, Is.Not.Null);
        Assert.That(read!.Select(Describe), Is.EqualTo(Samples.Select(Describe)));
    }

    [Test]
    public void The_written_form_survives_utf8()
    {
        var text = FindingSerializer.Serialize(Samples);
        var utf8 = System.Text.Encoding.UTF8;

        Assert.That(utf8.GetString(utf8.GetBytes(text)), Is.EqualTo(text));
    }

    [Test]
    public void No_finding_is_a_header_alone() =>
        Assert.That(FindingSerializer.Deserialize(FindingSerializer.Serialize([])), Is.Empty);

    [TestCase("")]
    [TestCase("migrationlint findings 0\n")]
    [TestCase("migrationlint findings 1")]
    [TestCase("migrationlint findings 1\nML001\n")]
    [TestCase("migrationlint findings 1\n\n")]
    public void Another_version_or_a_damaged_text_reads_as_nothing(string text) =>
        Assert.That(FindingSerializer.Deserialize(text), Is.Null);

    [Test]
    public void A_text_cut_anywhere_but_behind_a_line_reads_as_nothing()
    {
        var text = FindingSerializer.Serialize(Samples);
        for (var length = 0; length < text.Length; length++)
        {
            if (length > 0 && text[length - 1] == '\n')
            {
                continue;
            }

            Assert.That(FindingSerializer.Deserialize(text[..length]), Is.Null, $"cut at {length}");
        }
    }

    [Test]
    public void A_changed_character_never_throws()
    {
        var text = FindingSerializer.Serialize(Samples);
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var replacement in new[] { '\t', '\n', '\\', '9', '-' })
            {
                var changed = text[..i] + replacement + text[(i + 1)..];
                Assert.That(() => FindingSerializer.Deserialize(changed), Throws.Nothing);
            }
        }
    }

    private static string Describe(Finding finding) =>
        $"{finding with { Related = [] }} {string.Join(" | ", finding.Related)} {finding.Fix}";
}
