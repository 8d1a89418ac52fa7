using MigrationLint.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules;

/// <summary>The examples of the rule pages are true.</summary>
public sealed class ExampleTests
{
    [TestCaseSource(typeof(RuleCatalogTests), nameof(RuleCatalogTests.All))]
    public void Bad_is_reported_at_its_marks(Rule rule)
    {
        var found = RuleTest.Reports(rule.Descriptor.Id, rule.Descriptor.Bad);

        Assert.That(found.Select(finding => finding.Fix?.Applicability).Distinct(), Is.EqualTo(new[] { rule.Descriptor.Fix }));
    }

    [TestCaseSource(typeof(RuleCatalogTests), nameof(RuleCatalogTests.All))]
    public void Good_is_not_reported_by_any_rule(Rule rule)
    {
        var found = RuleTest.Findings(rule.Descriptor.Good, rule.Descriptor.Id);

        Assert.That(found, Is.Empty, () => RuleTest.Describe(found));
    }
}
