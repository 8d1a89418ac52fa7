using MigrationLint.Diagnostics;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;
using MigrationLint.Tests.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Checking;

/// <summary>Each line with <c>!</c> in it has an ML017; comments are those that begin with two slashes or stand between slash and star.</summary>
public sealed class SuppressionTests
{
    [TestCase("a!\n// migrationlint disable ML017: reason\nb!\nc!", "0", TestName = "Disable_holds_to_the_end")]
    [TestCase("// migrationlint disable ML017: r\na!\n// migrationlint enable ML017\nb!", "3", TestName = "Enable_ends_it")]
    [TestCase("a!\n// migrationlint disable-next-line ML017: r\nb!\nc!", "0,3", TestName = "One_line")]
    [TestCase("// migrationlint disable-next-line ML017: r\n\n// why\nb!\nc!", "4", TestName = "Blanks_and_comments_are_no_line")]
    [TestCase("a! // migrationlint disable-line ML017: r\nb!", "1", TestName = "The_line_that_it_stands_on")]
    [TestCase("a!\nb!\n// migrationlint disable-file ML017: r", "", TestName = "The_whole_file")]
    [TestCase("/* migrationlint disable ML017: r */ a!", "", TestName = "A_block_comment")]
    [TestCase("/**\n * Notes.\n * migrationlint disable-file ML017: r\n */\na!", "", TestName = "A_line_of_a_block_comment")]
    [TestCase("// migrationlint disable ML001, ML017: r\na!", "", TestName = "Several_rules")]
    [TestCase("// migrationlint disable unawaited-query: r\na!", "", TestName = "A_rule_by_its_name")]
    [TestCase("// MigrationLint Disable ml017: r\na!", "", TestName = "Case_does_not_matter")]
    [TestCase("// migrationlint disable ML018: r\na!", "1", TestName = "Another_rule_is_not_silenced")]
    [TestCase("// migrationlint disable ML0017: r\na!", "1", TestName = "A_misspelt_rule_silences_nothing")]
    [TestCase("// migrationlint disable ML017 because\na!", "1", TestName = "A_reason_without_colon_silences_nothing")]
    [TestCase("let s = 'migrationlint disable-file ML017';\na!", "1", TestName = "A_string_is_no_comment")]
    public void Lines_that_stay(string content, string lines) =>
        Assert.That(string.Join(',', Lint(content).Where(finding => finding.Rule.Id == "ML017").Select(finding => finding.Location.Text.Lines.GetPosition(finding.Location.Span.Start).Line)), Is.EqualTo(lines));

    [TestCase("// migrationlint disable ML018: r\na!", "\"disable ML018\" silences nothing")]
    [TestCase("// migrationlint disable ML017, ML018: r\na!", "\"disable ML018\" silences nothing")]
    [TestCase("// migrationlint disable ML0017: r\na!", "The comment names a rule ML0017 that does not exist; ML017 does")]
    [TestCase("// migrationlint disable unawaited-querry: r\na!", "The comment names a rule unawaited-querry that does not exist; unawaited-query does")]
    [TestCase("// migrationlint disable ML17: r\na!", "The comment names a rule ML17 that does not exist; ML017 does")]
    [TestCase("// migrationlint disable XYZ: r\na!", "The comment names a rule XYZ that does not exist")]
    [TestCase("// migrationlint disable: r", "\"migrationlint disable: r\" is not written as a suppression is")]
    [TestCase("// migrationlint disable ML017 because of X\na!", "\"migrationlint disable ML017 because of X\" is not written as a suppression is")]
    [TestCase("// migrationlint disabel ML017: r\na!", "\"migrationlint disabel ML017: r\" is not written as a suppression is")]
    [TestCase("// migrationlint-disable ML017\na!", "\"migrationlint-disable ML017\" is not written as a suppression is")]
    [TestCase("// migrationlnt disable ML017: r\na!", "\"migrationlnt disable ML017: r\" is not written as a suppression is")]
    [TestCase("// migrationlint ignore ML017: r\na!", "\"migrationlint ignore ML017: r\" is not written as a suppression is")]
    [TestCase("// migrationlint disable ML017: r\na!", null)]
    [TestCase("// migrationlint is run by the build, see ML017\na!", null)]
    [TestCase("// eslint-disable-next-line no-console\na!", null)]
    public void Comments_that_do_not_work_are_reported(string content, string? message) =>
        Assert.That(Lint(content).SingleOrDefault(finding => finding.Rule.Id == "ML992")?.Text.Message, Is.EqualTo(message));

    [Test]
    public void A_comment_for_a_rule_that_did_not_run_is_not_unused() =>
        Assert.That(Lint("// migrationlint disable ML018: r\na!", ["ML017", "ML992"]).Select(finding => finding.Rule.Id), Is.EqualTo(new[] { "ML017" }));

    [Test]
    public void A_proposal_keeps_the_rule() =>
        Assert.That(
            Lint("// migrationlint disable ML017 because of X\na!").Single(finding => finding.Rule.Id == "ML992").Text.Remedy,
            Is.EqualTo("Write migrationlint disable ML017: reason."));

    [Test]
    public void A_comment_above_all_code_speaks_of_the_file_as_a_whole() =>
        Assert.That(Lint("// License.\n// migrationlint disable ML021: applied everywhere\na;", name: "001_fix.js").Select(finding => finding.Rule.Id), Is.Empty);

    [Test]
    public void A_comment_below_code_does_not() =>
        Assert.That(
            Lint("a;\n// migrationlint disable ML021: applied everywhere\n", name: "001_fix.js").Select(finding => finding.Rule.Id),
            Is.EqualTo(new[] { "ML021", "ML992" }));

    [Test]
    public void ML992_can_be_silenced_itself() =>
        Assert.That(Lint("// migrationlint disable-file ML992: kept for later\n// migrationlint disable ML018: r\na;"), Is.Empty);

    [Test]
    public void What_was_silenced_is_counted() =>
        Assert.That(Check("// migrationlint disable ML017: r\na!\nb!", "001_users.js", null).Suppressed, Is.EqualTo(2));

    private static IReadOnlyList<Diagnostic> Lint(string content, IReadOnlyCollection<string>? rules = null, string name = "001_users.js") =>
        Check(content, name, rules).Diagnostics;

    private static MigrationLint.Checking.CheckResult Check(string content, string name, IReadOnlyCollection<string>? rules)
    {
        var migration = Facts.Of(name, content);
        var calls = Enumerable.Range(0, content.Length).Where(i => content[i] == '!')
            .Select(i => Facts.Call(migration, "knex.raw", Receiver.OwnKnex) with { IsAwaited = false, Location = Facts.At(migration.File, i, 1) });
        migration = migration with { Calls = [.. calls], Comments = [.. Comments(content).Select(span => new SourceSpan(migration.File.Text, span))] };
        return Facts.Check(Facts.Folder([migration]), [migration], rules);
    }

    private static IEnumerable<TextSpan> Comments(string content)
    {
        for (var i = 0; i + 1 < content.Length; i++)
        {
            var sign = content.Substring(i, 2);
            if (sign is "//" or "/*")
            {
                var end = sign == "//" ? content.IndexOf('\n', i) : content.IndexOf("*/", i, StringComparison.Ordinal) + 2;
                end = end < 0 ? content.Length : end;
                yield return TextSpan.FromBounds(i, end);
                i = end;
            }
        }
    }
}
