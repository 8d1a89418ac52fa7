using System.Text.RegularExpressions;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules;

public sealed class RuleCatalogTests
{
    [Test]
    public void No_rule_is_missing()
    {
        var written = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract).Select(type => type.Name);

        Assert.That(RuleCatalog.All.Select(rule => rule.GetType().Name), Is.EquivalentTo(written));
    }

    [Test]
    public void Codes_rise_and_none_is_used_twice()
    {
        var ids = RuleCatalog.All.Select(rule => rule.Descriptor.Id).ToList();

        Assert.That(ids, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(ids, Is.Unique);
        Assert.That(RuleCatalog.All.Select(rule => rule.Descriptor.Slug), Is.Unique);
    }

    [TestCaseSource(nameof(All))]
    public void The_code_belongs_to_its_family(Rule rule)
    {
        Assert.That(rule.Descriptor.Id, Does.Match("^ML[0-9]{3}$"));
        var number = int.Parse(rule.Descriptor.Id[2..], System.Globalization.CultureInfo.InvariantCulture);
        var family = number >= 990 ? RuleFamily.Engine : (RuleFamily)(number / 100);

        Assert.That(rule.Descriptor.Family, Is.EqualTo(family));
        Assert.That(rule.GetType().Namespace, Is.EqualTo($"MigrationLint.Rules.{family}"));
    }

    [TestCaseSource(nameof(All))]
    public void The_class_is_named_as_the_slug(Rule rule) =>
        Assert.That(Regex.Replace(rule.GetType().Name, "(?<!^)(?=[A-Z])", "-", RegexOptions.None, TimeSpan.FromSeconds(1)).ToLowerInvariant(), Is.EqualTo(rule.Descriptor.Slug));

    [Test]
    public void Rules_are_found_by_code_and_by_name_in_any_case()
    {
        Assert.That(RuleCatalog.Find("ml001")?.Descriptor.Id, Is.EqualTo("ML001"));
        Assert.That(RuleCatalog.Find("Pool-Mismatch")?.Descriptor.Id, Is.EqualTo("ML701"));
        Assert.That(RuleCatalog.Find("ML000"), Is.Null);
    }

    public static IEnumerable<TestCaseData> All() => RuleCatalog.All.Select(rule => new TestCaseData(rule).SetArgDisplayNames(rule.Descriptor.Id));
}
