namespace MigrationLint.Oracles.Schema;

/// <summary>What replay knows without a database equals what a server holds and says after the real tool ran the same files on an empty one.</summary>
public sealed class ReplayTests
{
    // What differs, and why.
    private static readonly Dictionary<string, string[]> KnownDifferences = new(StringComparer.Ordinal)
    {
        // Defaults that the server makes a constant of when the file runs: the date of that day.
        ["qeta"] =
        [
            "column global_stats.date:", "column post_ai_answers.created:", "column user_stats.date:",
        ],
        ["soundcheck"] =
        [
            "column certification.last_updated:", "column certification.last_certified:", "column certification_history.timestamp:",
            "column check_result.last_updated:", "column check_result.last_checked:", "column check_result_history.timestamp:",
        ],
    };

    // Failures that are not told, or told otherwise, and why.
    private static readonly Dictionary<string, string[]> KnownFailures = new(StringComparer.Ordinal)
    {
        // PL/pgSQL's own words for a body that ends too early.
        ["22-syntax-in-bodies"] = ["sql/1.sql:1-5: message is"],

        // The date as the zone of the machine prints it.
        ["41-knex-invalid-types"] = ["migrations/6.js:1: is create table"],

        // Which collations there are, the server's system decides. The file that is taken to go through changes what follows.
        ["64-extensions-and-collations"] = ["sql/3.sql:2: not predicted: collation", "sql/4.sql:3:", "sql/5.sql:1:", "sql/6.sql:1:"],
    };

    private static IEnumerable<string> Applying => OwnChains.Applying;

    private static IEnumerable<string> Failing => OwnChains.Failing;

    private static IEnumerable<string> Packages => Corpora.Names;

    [TestCaseSource(nameof(Applying))]
    public void A_chain_is_replayed_to_the_schema_that_the_server_holds(string name) => RequireEqual(OwnChains.Apply(name));

    [TestCaseSource(nameof(Packages))]
    public void Migrations_of_a_package_are_replayed_to_the_schema_that_the_server_holds(string name) => RequireEqual(Corpora.Run(name));

    [TestCaseSource(nameof(Failing))]
    public void Replay_says_what_the_server_refuses(string name) => RequireSameFailures(OwnChains.Fail(name));

    [TestCaseSource(nameof(Packages))]
    public void Replay_says_what_the_server_refuses_when_a_package_starts_in_the_middle(string name) => RequireSameFailures(Corpora.RunSecondHalf(name));

    private static void RequireEqual(RealRun run)
    {
        var ours = ReplayedChains.Replay(run.Chain, fromEmpty: true);
        var agreement = SnapshotComparer.Compare(run.Snapshot, ours.Snapshot);

        TestContext.Out.WriteLine($"{run.Chain.Name}: {agreement.Percent:f2} % of {agreement.Total} objects, {ours.NotUnderstood.Count} of {ours.Statements} statements not understood");
        Assert.That(Unknown(agreement.Differences, KnownDifferences, run), Is.Empty);
        Assert.That(ours.Migrations, Is.EqualTo(run.Files));
        Assert.That(ours.Refused, Is.Empty);
    }

    private static void RequireSameFailures(RealRun run)
    {
        var ours = ReplayedChains.Replay(run.Chain, fromEmpty: true);
        var differences = FailureComparer.Compare(run, ours);

        TestContext.Out.WriteLine($"{run.Chain.Name}: {run.Failures.Count} of {run.Files} files fail, {differences.Count} differences");
        TestContext.Out.WriteLine(string.Join("\n", differences));
        Assert.That(Unknown(differences, KnownFailures, run), Is.Empty);
        Assert.That(ours.Migrations, Is.EqualTo(run.Files));
    }

    private static IEnumerable<string> Unknown(IEnumerable<string> differences, Dictionary<string, string[]> known, RealRun run) =>
        differences.Where(difference => !(known.GetValueOrDefault(run.Chain.Name) ?? []).Any(start => difference.StartsWith(start, StringComparison.Ordinal)));
}
