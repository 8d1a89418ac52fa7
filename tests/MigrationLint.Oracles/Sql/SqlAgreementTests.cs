namespace MigrationLint.Oracles.Sql;

/// <summary>The SQL front end accepts what PostgreSQL accepts, builds PostgreSQL's raw parse tree, and prints SQL that means the same.</summary>
public sealed class SqlAgreementTests
{
    /// <summary>One statement per line: <c>what|file|beginning of the statement</c>; lines with # say why.</summary>
    private static readonly string[] Known =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Sql", "known-misses.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    private static readonly Lazy<SqlAgreement> Migrations = new(() => SqlOracle.Agreement(SqlCorpora.NpmFiles, "--plain", "--js"));
    private static readonly Lazy<SqlAgreement> Regression = new(() => SqlOracle.Agreement(PostgresSources.Regression));
    private static readonly Lazy<SqlAgreement> Mutants = new(() => SqlOracle.Agreement([.. PostgresSources.Regression, .. SqlCorpora.NpmFiles], "--mutants", "10000"));
    private static readonly Lazy<SqlAgreement> HeldOut = new(() => SqlOracle.Agreement(PostgresSources.HeldOut));

    [Test]
    public void Every_statement_of_real_migrations_is_read_as_PostgreSQL_reads_it()
    {
        var agreement = Checked(Migrations);

        Assert.That(agreement.Total.Statements, Is.GreaterThan(7_000));
        Assert.That(Misses(agreement, "rejected", "tree", "printed"), Is.Empty);
        Assert.That(agreement.Total.Opaque, Is.Zero);
    }

    [Test]
    public void Every_statement_of_the_regression_suite_is_read_as_PostgreSQL_reads_it_but_for_known_ones()
    {
        var agreement = Checked(Regression);

        Assert.That(agreement.Total.Statements, Is.GreaterThan(25_000));
        Assert.That(Misses(agreement, "rejected", "tree", "printed").Where(miss => !IsKnown(miss)), Is.Empty);
        Assert.That(Share(agreement.Total.Accepted, agreement), Is.GreaterThanOrEqualTo(0.999));
        Assert.That(Share(agreement.Total.Printed + agreement.Total.Opaque, agreement), Is.GreaterThanOrEqualTo(0.999));
    }

    [Test]
    public void Suites_that_nobody_looked_at_are_read_as_well()
    {
        var agreement = Checked(HeldOut);

        Assert.That(agreement.Total.Statements, Is.GreaterThan(5_000));
        Assert.That(Share(agreement.Total.Accepted, agreement), Is.GreaterThanOrEqualTo(0.999));
        Assert.That(Share(agreement.Total.Tree + agreement.Total.Opaque, agreement), Is.GreaterThanOrEqualTo(0.999));
        Assert.That(Share(agreement.Total.Printed + agreement.Total.Opaque, agreement), Is.GreaterThanOrEqualTo(0.999));
    }

    [Test]
    public void Errors_stand_where_PostgreSQL_sees_them()
    {
        var rejected = Checked(Regression).Rejected;

        Assert.That((double)rejected.Both / rejected.Total, Is.GreaterThanOrEqualTo(0.9));
        Assert.That((double)rejected.SamePlace / rejected.Syntax, Is.GreaterThanOrEqualTo(0.97));
    }

    [Test]
    public void Statements_with_one_wrong_token_are_judged_as_PostgreSQL_judges_them()
    {
        var agreement = Checked(Mutants);

        Assert.That(Share(agreement.Total.Accepted, agreement), Is.GreaterThanOrEqualTo(0.995));
        Assert.That(Misses(agreement, "tree", "printed"), Is.Empty);
        Assert.That((double)agreement.Rejected.Both / agreement.Rejected.Total, Is.GreaterThanOrEqualTo(0.99));
        Assert.That((double)agreement.Rejected.SamePlace / agreement.Rejected.Syntax, Is.GreaterThanOrEqualTo(0.99));
    }

    private static SqlAgreement Checked(Lazy<SqlAgreement> lazy)
    {
        var agreement = lazy.Value;
        TestContext.Out.WriteLine($"{agreement.Total} {agreement.Rejected}, {agreement.Crashes} exceptions");
        Assert.That(agreement.Ended, Is.True);
        Assert.That(agreement.Crashes, Is.Zero);
        return agreement;
    }

    private static IEnumerable<SqlMiss> Misses(SqlAgreement agreement, params string[] whats) => agreement.Misses.Where(miss => whats.Contains(miss.What));

    private static double Share(int part, SqlAgreement agreement) => (double)part / agreement.Total.Statements;

    private static bool IsKnown(SqlMiss miss) => Known.Any(line =>
        line.Split('|', 3) is [var what, var file, var beginning]
            && what == miss.What && file == Path.GetFileName(miss.File) && OnOneLine(miss.Sql).StartsWith(beginning, StringComparison.Ordinal));

    private static string OnOneLine(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
