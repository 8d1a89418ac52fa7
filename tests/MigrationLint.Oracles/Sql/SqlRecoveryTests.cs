namespace MigrationLint.Oracles.Sql;

/// <summary>Statements begin and end where psql sees it, and a broken one costs none of its neighbours.</summary>
public sealed class SqlRecoveryTests
{
    private const int Mutants = 400;

    [Test]
    public void Statements_of_the_regression_suite_begin_and_end_where_psql_sees_it()
    {
        var recovery = SqlOracle.Recovery(PostgresSources.Regression);

        TestContext.Out.WriteLine($"{recovery.Same} of {recovery.Statements}, {recovery.Extra} of ours only");
        Assert.That(recovery.Statements, Is.GreaterThan(30_000));
        Assert.That(recovery.Misses, Is.Empty);
    }

    [Test]
    public void One_broken_statement_leaves_the_others()
    {
        var recovery = SqlOracle.Recovery([.. PostgresSources.Regression, .. SqlCorpora.NpmFiles], "--mutants", $"{Mutants}");

        TestContext.Out.WriteLine(recovery);
        recovery.Misses.Take(20).ToList().ForEach(TestContext.Out.WriteLine);
        Assert.That(recovery.Mutants, Is.EqualTo(Mutants));
        Assert.That((double)recovery.Kept / recovery.Others, Is.GreaterThanOrEqualTo(0.999));
    }
}
