using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Fixing;
using MigrationLint.Text;
using NUnit.Framework;

namespace MigrationLint.Tests.Fixing;

public sealed class FixPlannerTests
{
    private static readonly RuleDescriptor Duplicate = Rule("ML001");
    private static readonly RuleDescriptor Other = Rule("ML002");

    [Test]
    public void A_suggested_fix_is_made_only_on_demand()
    {
        InMemoryFileSystem files = new() { ["/m/1_a.js"] = "a", ["/m/1_b.js"] = "b" };

        var safe = new FixPlanner(files, LintNumbers, Applicability.Safe).Plan();
        var suggested = new FixPlanner(files, LintNumbers, Applicability.Suggested).Plan();

        Assert.That(safe.Steps, Is.Empty);
        Assert.That(safe.Skipped.Select(skipped => skipped.Reason), Is.EqualTo(new[] { "it is only suggested" }));
        Assert.That(safe.Remaining, Has.Count.EqualTo(1));
        Assert.That(suggested.Renames, Is.EqualTo(new[] { new Rename("/m/1_b.js", "/m/2_b.js") }));
        Assert.That(suggested.Remaining, Is.Empty);
        Assert.That(suggested.Skipped, Is.Empty);
    }

    [Test]
    public void Planning_touches_nothing()
    {
        InMemoryFileSystem files = new() { ["/m/1_a.js"] = "a", ["/m/1_b.js"] = "b" };

        new FixPlanner(files, LintNumbers, Applicability.Suggested).Plan();

        Assert.That(files, Is.EqualTo(new[] { "/m/1_a.js", "/m/1_b.js" }));
    }

    [Test]
    public void Two_files_that_want_one_name_get_it_one_after_the_other()
    {
        InMemoryFileSystem files = new() { ["/m/1_a.js"] = "a", ["/m/1_b.js"] = "b", ["/m/1_c.js"] = "c", ["/m/3_d.js"] = "d" };

        var plan = new FixPlanner(files, LintNumbers, Applicability.Suggested).Plan();

        Assert.That(plan.Renames, Is.EqualTo(new[] { new Rename("/m/1_b.js", "/m/2_b.js"), new Rename("/m/1_c.js", "/m/4_c.js") }));
        Assert.That(plan.Remaining, Is.Empty);
    }

    [Test]
    public void Only_the_first_of_two_fixes_of_one_file_is_made()
    {
        InMemoryFileSystem files = new() { ["/m/a.js"] = "" };

        var plan = new FixPlanner(files, Lint, Applicability.Safe).Plan();

        Assert.That(plan.Steps, Is.EqualTo(new[] { new Rename("/m/a.js", "/m/b.js") }));

        static IReadOnlyList<Diagnostic> Lint(IFileSystem files) => files.GetKind("/m/a.js") is null
            ? []
            : [Report(files, Duplicate, "/m/a.js", "b.js", Applicability.Safe), Report(files, Other, "/m/a.js", "c.js", Applicability.Safe)];
    }

    [TestCase("taken.js", "taken.js exists")]
    [TestCase("../up.js", "the proposed name is no file name")]
    [TestCase("x\\y.js", "the proposed name is no file name")]
    [TestCase("", "the proposed name is no file name")]
    [TestCase("..", "the proposed name is no file name")]
    public void A_name_that_cannot_be_given_is_not_given(string newName, string reason)
    {
        InMemoryFileSystem files = new() { ["/m/a.js"] = "", ["/m/taken.js"] = "" };

        var plan = new FixPlanner(files, disk => [Report(disk, Duplicate, "/m/a.js", newName, Applicability.Safe)], Applicability.Safe).Plan();

        Assert.That(plan.Steps, Is.Empty);
        Assert.That(plan.Skipped.Select(skipped => skipped.Reason), Is.EqualTo(new[] { reason }));
    }

    [Test]
    public void A_fix_that_does_not_mend_is_taken_back()
    {
        InMemoryFileSystem files = new() { ["/m/a.js"] = "" };

        var plan = new FixPlanner(files, Lint, Applicability.Safe).Plan();

        Assert.That(plan.Steps, Is.Empty);
        Assert.That(plan.Skipped.Select(skipped => skipped.Reason), Is.EqualTo(new[] { "it would not mend the finding, or bring another" }));
        Assert.That(plan.Remaining.Single().Location.Text.Path, Is.EqualTo("/m/a.js"));

        static IReadOnlyList<Diagnostic> Lint(IFileSystem files)
        {
            var name = files.List("/m")!.Single().Name;
            return [Report(files, Duplicate, "/m/" + name, name + ".js", Applicability.Safe)];
        }
    }

    [Test]
    public void Files_of_one_number_are_renamed_from_the_last_although_the_finding_stands_at_the_second()
    {
        const string Create = "exports.up = (knex) => knex.schema.createTable('t', (t) => { t.increments(); });\nexports.down = (knex) => knex.schema.dropTable('t');\n";
        InMemoryFileSystem files = new()
        {
            ["/p/migrations/20250101000000_add_a.js"] = Create,
            ["/p/migrations/20250101000000_add_b.js"] = Create,
            ["/p/migrations/20250101000000_add_c.js"] = Create,
            ["/p/migrations/20250101000005_add_d.js"] = Create,
        };
        var options = new LintOptions { Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Rules = ["ML001"] };

        var plan = new FixPlanner(files, disk => new Linter(disk, options).Run(new LintRequest { Paths = ["/p"] }).Diagnostics, Applicability.Suggested).Plan();

        Assert.That(plan.Remaining, Is.Empty);
        Assert.That(plan.Renames.Select(rename => (PathText.GetFileName(rename.From), PathText.GetFileName(rename.To))), Is.EqualTo(new[]
        {
            ("20250101000000_add_c.js", "20250101000002_add_c.js"),
            ("20250101000000_add_b.js", "20250101000001_add_b.js"),
        }));
    }

    [Test]
    public void A_fix_of_another_file_that_leaves_the_finding_as_it_was_is_taken_back()
    {
        InMemoryFileSystem files = new() { ["/m/a.js"] = "", ["/m/b.js"] = "" };

        var plan = new FixPlanner(files, Lint, Applicability.Safe).Plan();

        Assert.That(plan.Steps, Is.Empty);

        static IReadOnlyList<Diagnostic> Lint(IFileSystem files)
        {
            var fix = files.GetKind("/m/b.js") is null ? null : new RenameFix("Rename to c.js", Applicability.Safe, "/m/b.js", "c.js");
            return [Report(files, Duplicate, "/m/a.js", null, Applicability.Safe) with { Fix = fix }];
        }
    }

    [Test]
    public void A_fix_that_brings_another_finding_is_taken_back_and_its_neighbour_kept()
    {
        InMemoryFileSystem files = new() { ["/m/a.js"] = "", ["/m/c.js"] = "" };

        var plan = new FixPlanner(files, Lint, Applicability.Safe).Plan();

        Assert.That(plan.Renames, Is.EqualTo(new[] { new Rename("/m/c.js", "/m/d.js") }));
        Assert.That(plan.Skipped.Single().Fix.Title, Is.EqualTo("Rename to b.js"));

        static IReadOnlyList<Diagnostic> Lint(IFileSystem files)
        {
            var found = new List<Diagnostic>();
            if (files.GetKind("/m/a.js") is not null)
            {
                found.Add(Report(files, Duplicate, "/m/a.js", "b.js", Applicability.Safe));
            }
            else
            {
                found.Add(Report(files, Other, "/m/b.js", null, Applicability.Safe));
            }

            if (files.GetKind("/m/c.js") is not null)
            {
                found.Add(Report(files, Duplicate, "/m/c.js", "d.js", Applicability.Safe));
            }

            return found;
        }
    }

    [Test]
    public void Renames_that_make_room_for_each_other_come_to_an_end()
    {
        InMemoryFileSystem files = new() { ["/m/0.js"] = "" };

        var plan = new FixPlanner(files, Lint, Applicability.Safe).Plan();

        Assert.That(plan.Steps, Has.Count.EqualTo(FixPlanner.MaximumRounds));
        Assert.That(plan.Renames, Is.EqualTo(new[] { new Rename("/m/0.js", $"/m/{FixPlanner.MaximumRounds}.js") }));
        Assert.That(plan.Skipped.Single().Reason, Is.EqualTo("too many fixes follow each other"));

        static IReadOnlyList<Diagnostic> Lint(IFileSystem files)
        {
            var name = files.List("/m")!.Single().Name;
            var number = int.Parse(name.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);

            // Ever fewer findings, so that each step looks like progress.
            return [.. Enumerable.Repeat(Report(files, Duplicate, "/m/" + name, $"{number + 1}.js", Applicability.Safe), 100 - number)];
        }
    }

    [Test]
    public void Case_alone_may_change_where_case_does_not_tell_files_apart()
    {
        InMemoryFileSystem files = new(isCaseSensitive: false) { ["/m/A.js"] = "" };

        var plan = new FixPlanner(files, Lint, Applicability.Safe).Plan();

        Assert.That(FixApplier.Apply(plan, files), Is.Null);
        Assert.That(files, Is.EqualTo(new[] { "/m/a.js" }));

        static IReadOnlyList<Diagnostic> Lint(IFileSystem files) =>
            files.List("/m")!.Single().Name == "A.js" ? [Report(files, Duplicate, "/m/A.js", "a.js", Applicability.Safe)] : [];
    }

    /// <summary>Reports every file whose number another has too; the fix is the next number that is free.</summary>
    private static List<Diagnostic> LintNumbers(IFileSystem files)
    {
        var names = files.List("/m")!.Select(entry => entry.Name).ToList();
        var used = names.Select(Number).ToHashSet();
        var found = new List<Diagnostic>();
        for (var i = 1; i < names.Count; i++)
        {
            if (Number(names[i]) == Number(names[i - 1]))
            {
                var free = Number(names[i]);
                while (used.Contains(free))
                {
                    free++;
                }

                found.Add(Report(files, Duplicate, "/m/" + names[i], $"{free}_{names[i].Split('_')[1]}", Applicability.Suggested));
            }
        }

        return found;

        static int Number(string name) => int.Parse(name.Split('_')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Diagnostic Report(IFileSystem files, RuleDescriptor rule, string path, string? newName, Applicability applicability) =>
        new(rule, SourceSpan.StartOf(files.Read(path).Text!), rule.Text, Severity.Warning)
        {
            Fix = newName is null ? null : new RenameFix("Rename to " + newName, applicability, path, newName),
        };

    private static RuleDescriptor Rule(string id) => new(id, "a-pattern", RuleFamily.Chain, Severity.Warning)
    {
        Title = "",
        Text = new RuleText("", "", ""),
        Bad = "",
        Good = "",
    };
}
