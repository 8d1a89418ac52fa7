using System.Diagnostics;
using MigrationLint.Sql;

namespace MigrationLint.Tests.Sql;

internal sealed class SqlExpressionDepthTests
{
    private const int Long = 10_000;
    private const int StackSize = 768 * 1024;

    [TestCase("a", " || a")]
    [TestCase("a", "::int")]
    [TestCase("a", " IS NULL")]
    [TestCase("a", " ISNULL")]
    [TestCase("a", " AND b")]
    [TestCase("a", " OR b")]
    [TestCase("a", " IN (1)")]
    [TestCase("a", " = ANY (b)")]
    [TestCase("a", " COLLATE x")]
    [TestCase("a", " AT TIME ZONE 'x'")]
    [TestCase("a", " AT LOCAL")]
    [TestCase("a", " IS JSON")]
    [TestCase("a", " IS DOCUMENT")]
    [TestCase("a", " IS NORMALIZED")]
    [TestCase("a", " IS TRUE")]
    [TestCase("a", "[1]")]
    [TestCase("a", ".b")]
    [TestCase("a", ", a")]
    [TestCase("'a'::int", "[]")]
    public void Long_chain_is_read_and_printed_without_recursion(string first, string link) => SmallStack.Run(StackSize, () =>
    {
        var sql = "SELECT " + first + string.Concat(Enumerable.Repeat(link, Long));
        var printed = SqlTest.Print(sql);

        Assert.That(printed, Has.Length.GreaterThan(Long * 2));
    });

    [TestCase("(", "1", ")")]
    [TestCase("f(", "1", ")")]
    [TestCase("- ", "a", "")]
    [TestCase("NOT ", "a", "")]
    [TestCase("@ ", "a", "")]
    [TestCase("OPERATOR(s.@) ", "a", "")]
    [TestCase("a[", "1", "]")]
    [TestCase("ARRAY[", "1", "]")]
    [TestCase("CASE ", "a", " WHEN 1 THEN 1 END")]
    [TestCase("CASE WHEN a THEN ", "1", " END")]
    [TestCase("a = (", "b", ")")]
    [TestCase("a OR b AND NOT c IS DISTINCT FROM d = e LIKE f || g + h * i ^ (", "j", ")")]
    [TestCase("a IN (", "1", ")")]
    [TestCase("a BETWEEN (", "1", ") AND 2")]
    [TestCase("(SELECT ", "1", ")")]
    [TestCase("((SELECT 1) + ", "1", ")")]
    [TestCase("(1, ", "2", ")")]
    [TestCase("COALESCE(", "1", ")")]
    [TestCase("CAST(", "1", " AS int)")]
    [TestCase("JSON_ARRAY(", "1", ")")]
    [TestCase("EXTRACT(YEAR FROM ", "a", ")")]
    [TestCase("count(*) FILTER (WHERE ", "a", ")")]
    public void Nesting_up_to_the_limit_fits_a_small_stack(string open, string inner, string close) => SmallStack.Run(StackSize, () =>
    {
        for (var depth = 20; depth <= 400; depth += 20)
        {
            var sql = "SELECT " + string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
            var (tree, error) = SqlTest.Parse(sql, SqlPlaceholders.None);

            Assert.That(tree is not null || error!.IsLimit, error?.Message + " in " + sql);
            if (tree is not null)
            {
                Assert.That(SqlPrinter.Print(tree), Is.Not.Empty);
            }
        }
    });

    [TestCase("(")]
    [TestCase("((SELECT 1) + (")]
    [TestCase("f(")]
    [TestCase("[")]
    [TestCase("a[")]
    [TestCase("ARRAY[")]
    [TestCase("CASE ")]
    [TestCase("- ")]
    [TestCase("NOT ")]
    [TestCase("a IN (")]
    [TestCase("EXISTS (")]
    [TestCase("JSON_ARRAY((")]
    [TestCase("JSON_OBJECT(a: ")]
    [TestCase("OPERATOR(")]
    [TestCase("INTERVAL ")]
    [TestCase("a.")]
    [TestCase(", ")]
    [TestCase("a BETWEEN ")]
    [TestCase("(VALUES ")]
    public void Hostile_repetition_ends_with_an_error_at_once(string part) => SmallStack.Run(StackSize, () =>
    {
        var watch = Stopwatch.StartNew();
        var sql = "SELECT " + string.Concat(Enumerable.Repeat(part, 100_000));
        var (tree, error) = SqlTest.Parse(sql, SqlPlaceholders.None);

        Assert.That((tree is null, error is null), Is.EqualTo((true, false)));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    });

    [Test]
    public void Parentheses_that_may_hold_a_query_are_read_once()
    {
        var watch = Stopwatch.StartNew();
        var sql = "SELECT " + new string('(', 200) + "SELECT 1" + string.Concat(Enumerable.Repeat(") + 1", 200));
        var unbalanced = "SELECT " + new string('(', 200) + "SELECT 1" + string.Concat(Enumerable.Repeat(") UNION SELECT 2", 199));

        Assert.That(SqlTest.Error(sql), Is.EqualTo(sql));
        Assert.That(SqlTest.Error(unbalanced), Does.Contain("expected"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }
}
