namespace MigrationLint.Oracles.Sql;

/// <summary>Bodies of routines and of DO are read as PostgreSQL reads them when it compiles them.</summary>
public sealed class SqlBodiesTests
{
    [Test]
    public void Every_body_of_real_migrations_is_read_as_PostgreSQL_reads_it()
    {
        var bodies = Checked(SqlOracle.Bodies(SqlCorpora.NpmFiles, "--plain", "--js", "--mutants", "3"));

        Assert.That(bodies.Plpgsql.Bodies, Is.GreaterThan(500));
        Assert.That(Misses(bodies), Is.Empty);
        AssertMutants(bodies);
    }

    [Test]
    public void Every_body_of_the_regression_suite_is_read_as_PostgreSQL_reads_it_but_one_that_it_refuses_and_its_library_does_not()
    {
        var bodies = Checked(SqlOracle.Bodies(PostgresSources.Regression, "--mutants", "3"));

        Assert.That(bodies.Plpgsql.Bodies + bodies.Sql.Bodies, Is.GreaterThan(800));

        // The server says: missing expression at or near ";".
        Assert.That(Misses(bodies).Where(miss => !miss.Sql.StartsWith("create function missing_return_expr()", StringComparison.Ordinal)), Is.Empty);
        AssertMutants(bodies);
    }

    [Test]
    public void Bodies_that_nobody_looked_at_are_read_as_well()
    {
        var bodies = Checked(SqlOracle.Bodies(PostgresSources.HeldOut));

        Assert.That(bodies.Plpgsql.Bodies + bodies.Sql.Bodies, Is.GreaterThan(100));
        Assert.That(bodies.Plpgsql.SameQueries + bodies.Sql.Accepted, Is.GreaterThanOrEqualTo(0.99 * (bodies.Plpgsql.Bodies + bodies.Sql.Bodies)));
    }

    private static SqlBodies Checked(SqlBodies bodies)
    {
        TestContext.Out.WriteLine($"{bodies.Plpgsql} {bodies.Sql} {bodies.Mutants}");
        Assert.That((bodies.Ended, bodies.Crashes), Is.EqualTo((true, 0)));
        return bodies;
    }

    private static IEnumerable<SqlMiss> Misses(SqlBodies bodies) =>
        bodies.Misses.Where(miss => miss.Language != "mutants" && miss.What is "rejected" or "statements" or "queries");

    private static void AssertMutants(SqlBodies bodies)
    {
        Assert.That(bodies.Mutants.Refused, Is.GreaterThan(500));
        Assert.That((double)bodies.Mutants.Both / bodies.Mutants.Refused, Is.GreaterThanOrEqualTo(0.99));

        // What follows RETURN the library does not look at, and it takes $1a for a parameter.
        Assert.That(bodies.Mutants.SameQueries, Is.GreaterThanOrEqualTo(0.9 * bodies.Mutants.Bodies));
    }
}
