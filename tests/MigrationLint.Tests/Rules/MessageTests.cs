using System.Text;
using System.Text.RegularExpressions;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Tests.Snapshots;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules;

/// <summary>The voice of the tool: what stands there, what it leads to, what to write.</summary>
public sealed class MessageTests
{
    private const int MaximumLength = 100;

    private static readonly string[] Banned =
        ["please", "should", "may want to", "potentially", "consider", "note that", "simply", "just ", "obviously", "best practice", "unfortunately"];

    // What a Why speaks of: something fails, waits, is lost, or is not seen.
    private static readonly string[] Effects =
    [
        "fail", "refuse", "throw", "stop", "lost", "lose", "stays", "stay ", "leaves", "runs", "run ", "sorts", "skips", "reports", "report ", "records",
        "tells", "tell ", "keeps", "connects", "checked", "read ", "sends", "splits", "split ", "take ", "takes", "stands", "does not hold", "is gone",
        "is not a function", "misses", "may be missing", "is still reported",
    ];

    [TestCaseSource(nameof(Texts))]
    public void The_message_is_one_clause_without_final_stop(RuleText text)
    {
        Assert.That(text.Message, Does.Not.EndWith("."));
        Assert.That(text.Message, Does.Not.Contain(". "));
        Assert.That(text.Message, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Texts))]
    public void The_message_names_its_object(RuleText text) =>
        Assert.That(MessageFormatter.Placeholders(text.Message), Is.Not.Empty);

    [TestCaseSource(nameof(Texts))]
    public void Why_and_remedy_are_whole_sentences(RuleText text)
    {
        Assert.That(text.Why, Does.EndWith("."));
        Assert.That(text.Remedy, Does.EndWith(".").Or.EqualTo("{remedy}").Or.Match(@"\((\{state\}|42601)\)$"));
    }

    [TestCaseSource(nameof(Texts))]
    public void Why_names_an_effect(RuleText text) =>
        Assert.That(Effects.Any(effect => text.Why.Contains(effect, StringComparison.OrdinalIgnoreCase)), text.Why);

    [TestCaseSource(nameof(Texts))]
    public void No_word_is_filler(RuleText text)
    {
        var all = $"{text.Message} {text.Why} {text.Remedy}";

        Assert.That(Banned.Where(word => all.Contains(word, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [TestCaseSource(nameof(Texts))]
    public void No_brace_is_a_misspelt_placeholder(RuleText text)
    {
        var all = $"{text.Message} {text.Why} {text.Remedy}";

        Assert.That(Regex.Matches(all, @"\{[a-zA-Z]*[^a-zA-Z} {:]+[a-zA-Z]*\}", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.Empty);
    }

    [TestCaseSource(typeof(RuleCatalogTests), nameof(RuleCatalogTests.All))]
    public void The_title_is_a_phrase_without_final_stop(MigrationLint.Rules.Rule rule)
    {
        Assert.That(rule.Descriptor.Title, Does.Not.EndWith("."));
        Assert.That(rule.Descriptor.Title, Has.Length.LessThanOrEqualTo(120));
    }

    [TestCaseSource(typeof(RuleCatalogTests), nameof(RuleCatalogTests.All))]
    public void The_examples_message_fits_into_a_line(MigrationLint.Rules.Rule rule) =>
        Assert.That(RuleTest.Reports(rule.Descriptor.Id, rule.Descriptor.Bad).Select(finding => finding.Text.Message.Length), Is.All.LessThanOrEqualTo(MaximumLength));

    /// <summary>Every rule's example as it reads, in the order of the codes: one diff shows the whole voice.</summary>
    [Test]
    public void Messages()
    {
        var page = new StringBuilder();
        foreach (var rule in RuleCatalog.All.Select(rule => rule.Descriptor))
        {
            foreach (var finding in RuleTest.Reports(rule.Id, rule.Bad))
            {
                page.Append(rule.Id).Append(' ').Append(finding.Severity.ToString().ToLowerInvariant()).Append(": ").Append(finding.Text.Message).Append('\n')
                    .Append("      ").Append(finding.Text.Why).Append('\n')
                    .Append("      ").Append(finding.Text.Remedy).Append("\n\n");
            }
        }

        Snapshot.Match(page.ToString());
    }

    public static IEnumerable<TestCaseData> Texts() =>
        from rule in RuleCatalog.All
        from text in rule.Descriptor.Variants.Prepend(rule.Descriptor.Text).Select((text, index) => (Text: text, Index: index))
        where rule.Descriptor.Id != "ML993" || text.Index > 0
        select new TestCaseData(text.Text).SetArgDisplayNames($"{rule.Descriptor.Id}_{text.Index}");
}
