using MigrationLint.Schema;

namespace MigrationLint.Oracles.Schema;

/// <summary>The chains of <c>tests/cases</c> do on a real server what they are there for.</summary>
public sealed class ChainTests
{
    private static IEnumerable<string> Applying => OwnChains.Applying;

    private static IEnumerable<string> Failing => OwnChains.Failing;

    [TestCaseSource(nameof(Applying))]
    public void A_chain_applies_with_the_real_tool(string name)
    {
        var run = OwnChains.Apply(name);

        Assert.That(run.Failures, Is.Empty);
        Assert.That(run.Files, Is.InRange(3, 15));
        Assert.That(run.Snapshot.Tables.Count + run.Snapshot.Views.Count + run.Snapshot.Types.Count, Is.Positive);
    }

    [TestCaseSource(nameof(Failing))]
    public void A_chain_that_is_to_fail_fails_in_some_of_its_files(string name)
    {
        var run = OwnChains.Fail(name);

        Assert.That(run.Failures, Is.Not.Empty);
        Assert.That(run.Failures, Has.Count.LessThanOrEqualTo(run.Files));
        Assert.That(run.Failures.Select(failure => failure.Message), Has.All.Not.Empty);
    }

    [Test]
    public void There_are_enough_chains_of_both_kinds()
    {
        Assert.That(Applying.Count(), Is.GreaterThanOrEqualTo(44));
        Assert.That(Failing.Count(), Is.GreaterThanOrEqualTo(64));
    }

    [Test]
    public void Chains_fail_in_all_the_ways_that_replay_knows()
    {
        string[] states =
        [
            "08P01", "0A000", "22001", "22007", "22008", "22023", "22P02", "23502", "23503", "23505", "23514", "25001", "25P01", "25P02", "2BP01", "3B001", "3F000", "42601",
            "42602", "42701", "42702", "42703", "42704", "42710", "42712", "42723", "42725", "42803", "42804", "42809", "42830", "42846", "42883", "428C9", "42P01", "42P02",
            "42P06", "42P07", "42P10", "42P13", "42P16", "42P17", "42P19", "42P20", "55000", "55P04", "P0001",
        ];

        Assert.That(OwnChains.FailAll().SelectMany(run => run.Failures).Select(failure => failure.Code).Distinct(), Is.SupersetOf(states));
    }
}
