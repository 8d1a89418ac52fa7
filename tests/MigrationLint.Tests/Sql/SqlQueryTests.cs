using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public class SqlQueryTests
{
    // As small as a thread of another program may be.
    private const int StackSize = 256 * 1024;

    [TestCase("select", "SELECT")]
    [TestCase("select from t", "SELECT FROM t")]
    [TestCase("select all where true", "SELECT WHERE TRUE")]
    [TestCase("select distinct a, b c, d as select, *", "SELECT DISTINCT a, b AS c, d AS \"select\", *")]
    [TestCase("select distinct on (a, b) c", "SELECT DISTINCT ON (a, b) c")]
    [TestCase("select a value, b name", "SELECT a AS value, b AS name")]
    [TestCase("select a at, b in, (c and d) or from t", "SELECT a AS at, b AS \"in\", c AND d AS \"or\" FROM t")]
    [TestCase("table only t", "SELECT * FROM ONLY t")]
    [TestCase("values (1, default), (2, 3) order by 1", "VALUES (1, DEFAULT), (2, 3) ORDER BY 1")]
    [TestCase("select 1 into temp", "SELECT 1 INTO TABLE temp")]
    [TestCase("select 1 into temp foo", "SELECT 1 INTO TEMPORARY TABLE foo")]
    [TestCase("select 1 into unlogged table a.b", "SELECT 1 INTO UNLOGGED TABLE a.b")]
    [TestCase("select 1 group by all", "SELECT 1 GROUP BY ALL")]
    [TestCase("select 1 group by all a", "SELECT 1 GROUP BY a")]
    [TestCase("select 1 group by distinct (), rollup (a, b), cube (c), grouping sets ((a), ())", "SELECT 1 GROUP BY DISTINCT (), ROLLUP (a, b), CUBE (c), GROUPING SETS (a, ())")]
    [TestCase("select 1 group by (rollup(a))", "SELECT 1 GROUP BY (rollup(a))")]
    [TestCase("select 1 window w as (order by a), v as (w)", "SELECT 1 WINDOW w AS (ORDER BY a), v AS (w)")]
    [TestCase("with recursive as (select 1) select 2", "WITH recursive AS (SELECT 1) SELECT 2")]
    [TestCase(
        "with recursive a(b) as materialized (select 1) search depth first by b set s cycle b set c to 'y' default 'n' using p table a",
        "WITH RECURSIVE a (b) AS MATERIALIZED (SELECT 1) SEARCH DEPTH FIRST BY b SET s CYCLE b SET c TO 'y' DEFAULT 'n' USING p SELECT * FROM a")]
    public void Clauses_of_a_query_are_read_and_printed(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("select 1 union select 2 intersect select 3 except select 4", "SELECT 1 UNION (SELECT 2 INTERSECT SELECT 3) EXCEPT SELECT 4")]
    [TestCase("(select 1 union select 2) intersect select 3", "(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3")]
    [TestCase("select 1 union all (select 2 union select 3)", "SELECT 1 UNION ALL (SELECT 2 UNION SELECT 3)")]
    [TestCase("(select 1 order by 1) union select 2 limit 3", "(SELECT 1 ORDER BY 1) UNION SELECT 2 LIMIT 3")]
    [TestCase("((select 1) union (((select 2))))", "SELECT 1 UNION SELECT 2")]
    [TestCase("(((select 1)) limit 1) for update", "SELECT 1 LIMIT 1 FOR UPDATE")]
    public void Set_operations_keep_their_precedence(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("select (((select 2)) + 3)", "SELECT (SELECT 2) + 3")]
    [TestCase("select (((select 2)) union select 2)", "SELECT (SELECT 2 UNION SELECT 2)")]
    [TestCase("select a in ((select 1)), b in ((select 1), 2)", "SELECT a IN (SELECT 1), b IN ((SELECT 1), 2)")]
    [TestCase("select * from ((select 1) union select 2) x", "SELECT * FROM (SELECT 1 UNION SELECT 2) AS x")]
    [TestCase("select * from ((select 1) x cross join t)", "SELECT * FROM (SELECT 1) AS x CROSS JOIN t")]
    [TestCase("select * from ((((a join b on true)))) as c (d)", "SELECT * FROM (a JOIN b ON TRUE) AS c (d)")]
    [TestCase("select * from ((a join b on true) as x natural join c)", "SELECT * FROM (a JOIN b ON TRUE) AS x NATURAL JOIN c")]
    [TestCase("select * from (values join b on true)", "SELECT * FROM \"values\" JOIN b ON TRUE")]
    [TestCase("select (values) from values", "SELECT \"values\" FROM \"values\"")]
    public void What_a_parenthesis_opens_shows_behind_the_inner_ones(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("select * from a join b join c on true on false", "SELECT * FROM a JOIN (b JOIN c ON TRUE) ON FALSE")]
    [TestCase("select * from a natural join b left outer join c using (d, e) as f", "SELECT * FROM a NATURAL JOIN b LEFT JOIN c USING (d, e) AS f")]
    [TestCase("select * from only (a.b) c, t * d", "SELECT * FROM ONLY a.b AS c, t AS d")]
    [TestCase("select * from t x tablesample s.bernoulli (1) repeatable (2)", "SELECT * FROM t AS x TABLESAMPLE s.bernoulli (1) REPEATABLE (2)")]
    [TestCase("select * from lateral f(1) as (a int), g(1) h(a), f(2) as x(a text collate \"C\")", "SELECT * FROM LATERAL f(1) AS (a integer), g(1) AS h (a), f(2) AS x (a text COLLATE \"C\")")]
    [TestCase("select * from rows from (f(1), g(2) as (x int)) with ordinality as z", "SELECT * FROM ROWS FROM (f(1), g(2) AS (x integer)) WITH ORDINALITY AS z")]
    [TestCase("select * from cast(1 as int) x, rows, xmltable", "SELECT * FROM CAST(1 AS integer) AS x, rows, \"xmltable\"")]
    public void Elements_of_FROM_are_read_and_printed(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("select 1 offset 2 rows fetch next 1 row only", "SELECT 1 LIMIT 1 OFFSET 2")]
    [TestCase("select 1 limit all", "SELECT 1 LIMIT NULL")]
    [TestCase("select 1 fetch first row only", "SELECT 1 LIMIT 1")]
    [TestCase("select 1 order by 1 fetch first -5 rows with ties", "SELECT 1 ORDER BY 1 FETCH FIRST (-5) ROWS WITH TIES")]
    [TestCase("select 1 for update limit 1", "SELECT 1 LIMIT 1 FOR UPDATE")]
    [TestCase("select 1 for no key update of a, b.c nowait for key share skip locked", "SELECT 1 FOR NO KEY UPDATE OF a, b.c NOWAIT FOR KEY SHARE SKIP LOCKED")]
    [TestCase("select 1 for read only", "SELECT 1")]
    public void Limits_and_locks_stand_in_either_order(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("select distinct from t", "select distinct |from t")]
    [TestCase("select * from (a)", "select * from (a|)")]
    [TestCase("select * from a join b", "select * from a join b|")]
    [TestCase("select * from ((a join b on true) as x)", "select * from ((a join b on true) as x|)")]
    [TestCase("select * from f(1) t(a b, c)", "select * from f(1) t(a b, c|)")]
    [TestCase("select 1 limit 1, 2", "select 1 |limit 1, 2")]
    [TestCase("(select 1 limit 1) limit 2", "(select 1 limit 1) |limit 2")]
    [TestCase("(select 1 order by 1) order by 2", "(select 1 order by 1) order by |2")]
    [TestCase("with b as (select 1) (with a as (select 1) select 2)", "|with b as (select 1) (with a as (select 1) select 2)")]
    [TestCase("select 1 fetch first 1 row with ties", "select 1 fetch first 1 row |with ties")]
    [TestCase("select 1 order by 1 fetch first row with ties for update skip locked", "select 1 order by 1 fetch first row |with ties for update skip locked")]
    [TestCase("select 1 limit 1 union select 2", "select 1 limit 1 |union select 2")]
    [TestCase("values ()", "values (|)")]
    [TestCase("select * from t x y", "select * from t x |y")]
    [TestCase("select * from a.b.c.d", "select * from |a.b.c.d")]
    public void Errors_stand_where_PostgreSQL_puts_them(string sql, string marked) => Assert.That(SqlTest.Error(sql), Does.StartWith(marked + " -- "));

    [TestCase("select a ${x} from t", "SELECT a FROM t")]
    [TestCase("select * from t ${x} order by 1", "SELECT * FROM t ORDER BY 1")]
    [TestCase("select * from t where a = 1 ${x} limit 2", "SELECT * FROM t WHERE a = 1 LIMIT 2")]
    public void A_hole_between_clauses_is_passed_over(string sql, string printed)
    {
        var (tree, error) = SqlTest.Parse(sql, SqlPlaceholders.None);
        Assert.That(error?.Message, Is.Null);
        Assert.That(SqlPrinter.Print(tree!), Is.EqualTo(printed));
    }

    [Test]
    public void A_hole_is_a_table_and_an_expression_but_no_alias()
    {
        var (tree, error) = SqlTest.Parse("select ${a} from ${b} where ${c}", SqlPlaceholders.None);
        Assert.That(error?.Message, Is.Null);
        var select = (SelectStmt)tree!;
        Assert.That(select.TargetList.Single().Val, Is.InstanceOf<Hole>());
        Assert.That(select.FromClause.Single(), Is.InstanceOf<RangeVar>().With.Property("Alias").Null);
        Assert.That(select.WhereClause, Is.InstanceOf<Hole>());
    }

    [Test]
    public void Nodes_span_their_tokens()
    {
        const string Sql = "(select a as b from c d) union select 2 limit 3";
        var union = (SelectStmt)SqlTest.Tree(Sql);
        var target = union.Larg!.TargetList[0];
        var table = union.Larg.FromClause[0];
        Assert.That((union.Start, union.End), Is.EqualTo((0, Sql.Length)));
        Assert.That(Sql.Substring(target.Start, target.End - target.Start), Is.EqualTo("a as b"));
        Assert.That(Sql.Substring(table.Start, table.End - table.Start), Is.EqualTo("c d"));
    }

    private static IEnumerable<string> LongChains()
    {
        yield return "select 1" + Repeat(" union all select 1", 10_000);
        yield return "select 1" + Repeat(" intersect select 1 except select 2", 5_000);
        yield return "select * from t" + Repeat(" left join u on true", 10_000);
        yield return "select * from t" + Repeat(" cross join u", 10_000);
        yield return "values (1)" + Repeat(", (1)", 10_000);
    }

    [TestCaseSource(nameof(LongChains))]
    public void Chains_of_thousands_fit_a_small_stack(string sql)
    {
        var printed = "";
        SmallStack.Run(StackSize, () => printed = SqlTest.Print(sql));
        Assert.That(SqlTest.Print(printed), Is.EqualTo(printed));
    }

    [TestCase("", "(", "select 1", ")")]
    [TestCase("", "select * from (", "select 1", ") x")]
    [TestCase("select * from ", "(", "a", " join b on true)")]
    [TestCase("select * from ", "((select 1) x join ", "a", " on true)")]
    [TestCase("select * from a", " join b", "", " on true")]
    [TestCase("", "select (", "select 1", ")")]
    [TestCase("select ", "((", "select 1", ") + 1)")]
    [TestCase("", "select exists (", "select 1", ")")]
    [TestCase("", "with a as (", "select 1", ") select 2")]
    [TestCase("", "with a as (insert into t ", "select 1", ") select 2")]
    [TestCase("", "select * from t where a in (", "select 1", ")")]
    [TestCase("", "select 1 union (", "select 1", ")")]
    [TestCase("select 1 group by ", "grouping sets (", "a", ")")]
    public void Deep_nesting_is_given_up_before_a_small_stack_ends(string head, string open, string inside, string close)
    {
        foreach (var times in new[] { 40, 250, 100_000 })
        {
            SyntaxError? error = null;
            var sql = head + Repeat(open, times) + inside + Repeat(close, times);
            SmallStack.Run(StackSize, () => error = SqlTest.Parse(sql, SqlPlaceholders.None).Error);
            Assert.That(error?.IsLimit, times < 100 ? Is.Null : times > 250 ? Is.True : Is.Null.Or.True);
        }
    }

    [Test]
    public void Levels_that_somebody_writes_are_read()
    {
        Assert.That(SqlTest.Tree(Repeat("select * from (", 60) + "select 1" + Repeat(") x", 60)), Is.InstanceOf<SelectStmt>());
        Assert.That(SqlTest.Tree(Repeat("(", 200) + "select 1" + Repeat(")", 200)), Is.InstanceOf<SelectStmt>());
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
