using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;
using MigrationLint.Tests.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Checking;

public sealed class CheckerTests
{
    [Test]
    public void A_rule_that_throws_costs_a_note_on_that_file_and_nothing_else()
    {
        MigrationFacts[] migrations = [Facts.Of("001_a.js"), Facts.Of("002_b.js")];
        var found = Facts.Check(Facts.Folder(migrations), migrations, rules: [new Throwing(), new Everywhere("ML101")]).Diagnostics;

        Assert.That(
            found.Where(finding => finding.Rule.Id == "ML991").Select(finding => finding.Text.Message),
            Is.EqualTo(new[]
            {
                "Rule ML100 failed on 001_a.js: InvalidOperationException: no luck",
                "Rule ML100 failed on 002_b.js: InvalidOperationException: no luck",
            }));
        Assert.That(found.Count(finding => finding.Rule.Id == "ML101"), Is.EqualTo(4));
    }

    [Test]
    public void Findings_stand_in_the_tools_order_then_by_place_then_by_code()
    {
        // The tool runs 2 before 10, though text sorts otherwise.
        MigrationFacts[] migrations = [Facts.Of("2_b.js"), Facts.Of("10_a.js")];
        var found = Facts.Check(Facts.Folder(migrations), migrations, rules: [new Everywhere("ML102"), new Everywhere("ML101")]).Diagnostics;

        Assert.That(
            found.Select(finding => $"{finding.Location.Text.Path["/project/migrations/".Length..]}@{finding.Location.Span.Start} {finding.Rule.Id}"),
            Is.EqualTo(new[]
            {
                "2_b.js@1 ML101", "2_b.js@1 ML102", "2_b.js@3 ML101", "2_b.js@3 ML102",
                "10_a.js@1 ML101", "10_a.js@1 ML102", "10_a.js@3 ML101", "10_a.js@3 ML102",
            }));
    }

    [Test]
    public void The_same_finding_twice_is_one()
    {
        MigrationFacts[] migrations = [Facts.Of("001_a.js")];

        Assert.That(Facts.Check(Facts.Folder(migrations), migrations, rules: [new Everywhere("ML101"), new Everywhere("ML101")]).Diagnostics, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_selection_runs_exactly_its_rules()
    {
        Assert.That(Checker.Select(["ML002", "duplicate-timestamp", "ML999"]).Select(rule => rule.Descriptor.Id), Is.EqualTo(new[] { "ML001", "ML002" }));
        Assert.That(Checker.Select([]), Is.Empty);
        Assert.That(Checker.Select(null), Is.EqualTo(RuleCatalog.All), "a severity of the user's switches any on");
    }

    [Test]
    public void A_rule_that_is_off_reports_as_info_when_it_is_selected()
    {
        MigrationFacts[] migrations = [Facts.Of("001_a.js")];
        var found = Facts.Check(Facts.Folder(migrations), migrations, rules: [new Everywhere("ML101", Severity.None)]).Diagnostics;

        Assert.That(found.Select(finding => finding.Severity), Is.All.EqualTo(Severity.Info));
    }

    [Test]
    public void A_missing_argument_is_a_defect_of_the_rule() =>
        Assert.That(
            () => MessageFormatter.Format(new RuleText("{file} is missing", "", ""), []),
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("{file}"));

    [Test]
    public void Braces_around_more_than_a_word_stand_for_themselves() =>
        Assert.That(
            MessageFormatter.Format(new RuleText("{ context } and {min: 0} of {file}", "{}", "{"), new MessageArguments { ["file"] = "{file}" }),
            Is.EqualTo(new RuleText("{ context } and {min: 0} of {file}", "{}", "{")));

    private static RuleDescriptor Describe(string id, Severity severity = Severity.Warning) => new(id, id, RuleFamily.Locking, severity)
    {
        Title = "Test",
        Text = new RuleText("note {number} on {file}", "Why.", "Remedy."),
        Bad = "",
        Good = "",
    };

    private sealed class Throwing : MigrationRule
    {
        public override RuleDescriptor Descriptor { get; } = Describe("ML100");

        public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report) => throw new InvalidOperationException("no luck");
    }

    private sealed class Everywhere(string id, Severity severity = Severity.Warning) : MigrationRule
    {
        public override RuleDescriptor Descriptor { get; } = Describe(id, severity);

        public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
        {
            foreach (var start in new[] { 3, 1 })
            {
                report.Report(
                    new SourceSpan(migration.File.Text, new TextSpan(start, 1)),
                    new MessageArguments { ["number"] = $"{start}", ["file"] = migration.File.Name });
            }
        }
    }
}
