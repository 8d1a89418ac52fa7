namespace MigrationLint.Oracles.Locks;

/// <summary>The engine tells the locks that servers take, and the work that they do under them.</summary>
public sealed class LockTests
{
    [Test]
    public Task PostgreSQL_takes_the_locks_that_are_told() => Compare(PostgresServer.Instance.CreateDatabase());

    [Test]
    public Task The_newest_PostgreSQL_takes_the_locks_that_are_told() => Compare(PostgresServer.Newest.CreateDatabase());

    [Test]
    public async Task What_cannot_run_in_a_transaction_is_refused_there()
    {
        await using var server = await LockServer.Connect(PostgresServer.Instance.CreateDatabase());
        foreach (var test in LockCase.All().Where(test => test.Blocker is not null && test.From <= server.Version))
        {
            var inside = test with { Blocker = null };
            var expected = await server.Run(inside);

            Assert.That(expected.Single(), Does.EndWith("(25001)"), test.Statement);
            Assert.That(LockReplay.Run(inside, server.Version), Is.EqualTo(expected));
        }
    }

    [Test]
    public void There_are_enough_cases() => Assert.That(LockCase.All().Count(), Is.GreaterThanOrEqualTo(250));

    private static async Task Compare(string url)
    {
        await using var server = await LockServer.Connect(url);
        var cases = LockCase.All().Where(test => test.From <= server.Version).ToList();
        var wrong = new List<string>();
        foreach (var test in cases)
        {
            var expected = await server.Run(test);
            var own = LockReplay.Run(test, server.Version);
            if (!own.SequenceEqual(expected) || expected is [var line] && line.StartsWith("refused", StringComparison.Ordinal))
            {
                wrong.Add($"{test}\n     server: {string.Join(", ", expected)}\n     own:    {string.Join(", ", own)}");
            }
        }

        await TestContext.Out.WriteLineAsync($"PostgreSQL {server.Version}: {cases.Count - wrong.Count} of {cases.Count} equal");
        Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
    }
}
