namespace MigrationLint.Oracles.Schema;

/// <summary>What packages of npm ship runs with the real tool, so that its outcome can be compared with replay.</summary>
public sealed class CorpusTests
{
    private static IEnumerable<string> Names => Corpora.Names;

    [TestCaseSource(nameof(Names))]
    public void A_corpus_applies_with_the_real_tool(string name)
    {
        var run = Corpora.Run(name);

        TestContext.Out.WriteLine($"{name}: {run.Files} files, {run.Snapshot.Tables.Count} tables, {run.Snapshot.Tables.Sum(table => table.Columns.Count)} columns, "
            + $"{run.Snapshot.Tables.Sum(table => table.Indexes.Count)} indexes, {run.Snapshot.Tables.Sum(table => table.ForeignKeys.Count)} foreign keys, {run.Snapshot.Functions.Count} functions");
        Assert.That(run.Failures, Is.Empty);
        Assert.That(run.Snapshot.Tables, Is.Not.Empty);
    }

    [TestCase("catalog")]
    [TestCase("directus")]
    [TestCase("unleash")]
    [TestCase("graphile-worker")]
    public void The_second_half_of_a_corpus_alone_fails(string name)
    {
        var run = Corpora.RunSecondHalf(name);

        TestContext.Out.WriteLine($"{name}: {run.Failures.Count} of {run.Files} files fail");
        Assert.That(run.Failures, Is.Not.Empty);
    }
}
