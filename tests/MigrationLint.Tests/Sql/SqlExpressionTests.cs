using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

internal sealed class SqlExpressionTests
{
    [TestCase("1 + 2 * 3 ^ 2 ^ 1", "1 + 2 * 3 ^ 2 ^ 1")]
    [TestCase("(1 + 2) * 3", "(1 + 2) * 3")]
    [TestCase("-5", "-5")]
    [TestCase("- (5)", "-5")]
    [TestCase("- 5::int", "-5::integer")]
    [TestCase("(-5)::int", "(-5)::integer")]
    [TestCase("- - a", "- -a")]
    [TestCase("-a ^ 2", "-a ^ 2")]
    [TestCase("@ a || b", "@ a || b")]
    [TestCase("@ (a || b)", "@ (a || b)")]
    [TestCase("a - (b - c)", "a - (b - c)")]
    [TestCase("a -b, a- -1, a - (-b)", "a - b, a - -1, a - -b")]
    [TestCase("a = NOT b", "a = (NOT b)")]
    [TestCase("NOT a = b AND c", "NOT a = b AND c")]
    [TestCase("not (a and b)", "NOT (a AND b)")]
    [TestCase("(a or b) and c", "(a OR b) AND c")]
    [TestCase("a and not b or c", "a AND NOT b OR c")]
    [TestCase("a AND b AND (c AND d)", "a AND b AND (c AND d)")]
    [TestCase("(a AND b) AND c", "a AND b AND c")]
    [TestCase("a OR b AND c", "a OR b AND c")]
    [TestCase("a IS NULL IS NOT NULL", "(a IS NULL) IS NOT NULL")]
    [TestCase("a = b IS TRUE", "a = b IS TRUE")]
    [TestCase("(a = b) = (c = d)", "(a = b) = (c = d)")]
    [TestCase("a between 1 and 2 = b", "a BETWEEN 1 AND 2 = b")]
    [TestCase("a IS DISTINCT FROM b", "a IS DISTINCT FROM b")]
    [TestCase("a < b IN (1, 2)", "a < b IN (1, 2)")]
    [TestCase("a LIKE b ESCAPE c", "a LIKE b ESCAPE c")]
    [TestCase("a NOT ILIKE b", "a NOT ILIKE b")]
    [TestCase("a SIMILAR TO b", "a SIMILAR TO b")]
    [TestCase("a BETWEEN 1 AND 2 AND b", "a BETWEEN 1 AND 2 AND b")]
    [TestCase("a NOT BETWEEN SYMMETRIC b + 1 AND c", "a NOT BETWEEN SYMMETRIC (b + 1) AND c")]
    [TestCase("a NOT IN (SELECT 1)", "a NOT IN (SELECT 1)")]
    [TestCase("((SELECT 1)) + 1", "(SELECT 1) + 1")]
    [TestCase("((SELECT 1) + 1, 2)", "((SELECT 1) + 1, 2)")]
    [TestCase("a = ANY (b)", "a = ANY (b)")]
    [TestCase("a OPERATOR(pg_catalog.=) ALL (b)", "a OPERATOR(pg_catalog.=) ALL (b)")]
    [TestCase("a NOT LIKE ANY (b)", "a !~~ ANY (b)")]
    [TestCase("a || b AT TIME ZONE 'utc' COLLATE \"C\"", "a || b AT TIME ZONE 'utc' COLLATE \"C\"")]
    [TestCase("now() AT LOCAL", "now() AT LOCAL")]
    [TestCase("(a, b) OVERLAPS (c, d)", "(a, b) OVERLAPS (c, d)")]
    [TestCase("a is nfc normalized", "a IS NFC NORMALIZED")]
    [TestCase("a is not document", "NOT a IS DOCUMENT")]
    [TestCase("a is json object with unique keys", "a IS JSON OBJECT WITH UNIQUE KEYS")]
    public void Operators_bind_as_in_PostgreSQL(string sql, string printed) =>
        Assert.That(SqlTest.Print("SELECT " + sql), Is.EqualTo("SELECT " + printed));

    [TestCase("ROW(1)", "ROW(1)")]
    [TestCase("ROW()", "ROW()")]
    [TestCase("a.b.c[1][2:3].d", "a.b.c[1][2:3].d")]
    [TestCase("a[:2], a[1:], a[:]", "a[:2], a[1:], a[:]")]
    [TestCase("(a).b", "(a).b")]
    [TestCase("(a.b).*", "(a.b).*")]
    [TestCase("$1.a[1]", "$1.a[1]")]
    [TestCase("(select a)[1]", "(SELECT a)[1]")]
    [TestCase("ARRAY[[1, 2], [3]]", "ARRAY[[1, 2], [3]]")]
    [TestCase("array[]::text[]", "ARRAY[]::text[]")]
    [TestCase("0x1F + 1_000 + 0b11 + 0o17", "31 + 1000 + 3 + 15")]
    [TestCase("1_000.5e-3", "1_000.5e-3")]
    [TestCase("b'101' || x'1F'", "B'101' || X'1F'")]
    [TestCase("U&'d\\0061' || E'a\\nb'", "'da' || 'a\nb'")]
    [TestCase("E'it''s \\\\ b'", "'it''s \\ b'")]
    [TestCase("operator", "operator")]
    [TestCase("interval", "\"interval\"")]
    [TestCase("position", "\"position\"")]
    [TestCase("\"left\".\"right\"", "\"left\".\"right\"")]
    [TestCase("case a when 1 then 2 else 3 end", "CASE a WHEN 1 THEN 2 ELSE 3 END")]
    public void Columns_constants_and_rows_are_read_and_printed(string sql, string printed) =>
        Assert.That(SqlTest.Print("SELECT " + sql), Is.EqualTo("SELECT " + printed));

    [TestCase("'{}'::int[]", "'{}'::integer[]")]
    [TestCase("'x'::varchar(20)", "'x'::character varying(20)")]
    [TestCase("numeric(10, 2) '1'", "'1'::numeric(10, 2)")]
    [TestCase("interval '1' day to second(3)", "'1'::interval day to second(3)")]
    [TestCase("interval(3) '1 day'", "'1 day'::interval(3)")]
    [TestCase("timestamp(3) with time zone 'now'", "'now'::timestamp(3) with time zone")]
    [TestCase("time 'x'", "'x'::time without time zone")]
    [TestCase("double precision '1'", "'1'::double precision")]
    [TestCase("char 'x'", "'x'::pg_catalog.bpchar")]
    [TestCase("'x'::char", "'x'::character(1)")]
    [TestCase("'x'::\"char\"", "'x'::\"char\"")]
    [TestCase("'x'::bit varying(3)", "'x'::bit varying(3)")]
    [TestCase("'x'::pg_catalog.int4", "'x'::integer")]
    [TestCase("'x'::int4", "'x'::int4")]
    [TestCase("x::a.b(1)[]", "x::a.b(1)[]")]
    [TestCase("x::float(24)", "x::real")]
    [TestCase("x::national character varying(3)", "x::character varying(3)")]
    [TestCase("a::setof int", "a::SETOF integer")]
    public void Types_are_read_and_printed(string sql, string printed) =>
        Assert.That(SqlTest.Print("SELECT " + sql), Is.EqualTo("SELECT " + printed));

    [TestCase("f(DISTINCT a, b ORDER BY c DESC NULLS LAST)", "f(DISTINCT a, b ORDER BY c DESC NULLS LAST)")]
    [TestCase("f(ALL a)", "f(a)")]
    [TestCase("f(*)", "f(*)")]
    [TestCase("f(VARIADIC a)", "f(VARIADIC a)")]
    [TestCase("f(a, b => 1, c := 2)", "f(a, b => 1, c => 2)")]
    [TestCase("percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FILTER (WHERE b) OVER w", "percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FILTER (WHERE b) OVER w")]
    [TestCase("f() OVER (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES)", "f() OVER (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES)")]
    [TestCase("f(a) over w, f() over (w order by b groups current row)", "f(a) OVER w, f() OVER (w ORDER BY b GROUPS CURRENT ROW)")]
    [TestCase("left('a', 1)", "left('a', 1)")]
    [TestCase("substring('a', 1)", "substring('a', 1)")]
    [TestCase("substring('a' for 2)", "SUBSTRING('a' FROM 1 FOR 2::integer)")]
    [TestCase("substring('a' similar 'b' escape 'c')", "SUBSTRING('a' FROM 'b' FOR 'c')")]
    [TestCase("trim(a)", "TRIM(BOTH a)")]
    [TestCase("trim(trailing 'x' from a)", "TRIM(TRAILING a, 'x')")]
    [TestCase("overlay(a placing b from 1)", "OVERLAY(a PLACING b FROM 1)")]
    [TestCase("position('a' in 'b')", "POSITION('a' IN 'b')")]
    [TestCase("extract(epoch from a)", "EXTRACT(epoch FROM a)")]
    [TestCase("extract('year' from a)", "EXTRACT(year FROM a)")]
    [TestCase("treat(a as int)", "pg_catalog.int4(a)")]
    [TestCase("collation for (a)", "COLLATION FOR (a)")]
    [TestCase("normalize(a, nfc)", "NORMALIZE(a, NFC)")]
    [TestCase("nullif(a, b)", "NULLIF(a, b)")]
    [TestCase("current_timestamp(3)", "CURRENT_TIMESTAMP(3)")]
    [TestCase("current_schema", "CURRENT_SCHEMA")]
    [TestCase("current_schema()", "current_schema()")]
    [TestCase("xmlelement(name a, xmlattributes(b, c as d), e)", "XMLELEMENT(NAME a, XMLATTRIBUTES(b, c AS d), e)")]
    [TestCase("xmlparse(document a preserve whitespace)", "XMLPARSE(DOCUMENT a PRESERVE WHITESPACE)")]
    [TestCase("xmlroot(a, version no value, standalone yes)", "XMLROOT(a, VERSION NO VALUE, STANDALONE YES)")]
    [TestCase("xmlserialize(content a as text indent)", "XMLSERIALIZE(CONTENT a AS text INDENT)")]
    [TestCase("xmlexists('a' passing by ref b)", "XMLEXISTS('a' PASSING b)")]
    [TestCase("json_object('a': 1, 'b': 2 absent on null with unique keys returning jsonb)", "JSON_OBJECT('a' VALUE 1, 'b' VALUE 2 ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb)")]
    [TestCase("json_object('{}', '{}')", "pg_catalog.\"json_object\"('{}', '{}')")]
    [TestCase("json_array(1, 2 null on null)", "JSON_ARRAY(1, 2 NULL ON NULL)")]
    [TestCase("json_arrayagg(a order by b) filter (where c)", "JSON_ARRAYAGG(a ORDER BY b) FILTER (WHERE c)")]
    [TestCase("json_objectagg(a: b)", "JSON_OBJECTAGG(a VALUE b)")]
    [TestCase("json_query(a, '$' passing 1 as x with wrapper omit quotes null on empty error on error)", "JSON_QUERY(a, '$' PASSING 1 AS x WITH WRAPPER OMIT QUOTES NULL ON EMPTY ERROR ON ERROR)")]
    [TestCase("json_value(a, '$' returning int default 0 on empty)", "JSON_VALUE(a, '$' RETURNING integer DEFAULT 0 ON EMPTY)")]
    [TestCase("json_exists(a, '$' true on error)", "JSON_EXISTS(a, '$' TRUE ON ERROR)")]
    [TestCase("merge_action()", "MERGE_ACTION()")]
    public void Calls_are_read_and_printed(string sql, string printed) =>
        Assert.That(SqlTest.Print("SELECT " + sql), Is.EqualTo("SELECT " + printed));

    [TestCase("${a} + ${b}", "${a} + ${b}")]
    [TestCase("${s}.f(${x})", "${s}.f(${x})")]
    [TestCase("a IN (${ids})", "a IN (${ids})")]
    [TestCase("a IN ${ids}", "a IN (${ids})")]
    [TestCase("a ${op} 1", "a ${op} 1")]
    [TestCase("f(${a} ${b})", "f(${a})")]
    [TestCase("x::${type}", "x::${type}")]
    [TestCase("(a = 1 ${more})", "a = 1")]
    [TestCase("id = ?", "id = ?")]
    [TestCase("id=? AND b = 1", "id = ? AND b = 1")]
    [TestCase("a ? 'b'", "a ? 'b'")]
    public void Holes_stand_for_any_part(string sql, string printed) =>
        Assert.That(SqlTest.Print("SELECT " + sql), Is.EqualTo("SELECT " + printed));

    [TestCase("a = b = c", "a = b |= c -- comparisons cannot be chained: this one or the one before it needs parentheses")]
    [TestCase("a LIKE b LIKE c", "a LIKE b |LIKE c -- comparisons cannot be chained: this one or the one before it needs parentheses")]
    [TestCase("a BETWEEN b AT TIME ZONE 'x' AND c", "a BETWEEN b |AT TIME ZONE 'x' AND c -- AND expected")]
    [TestCase("(a, b, c) OVERLAPS (c, d)", "|(a, b, c) OVERLAPS (c, d) -- OVERLAPS takes two values on either side")]
    [TestCase("x::float(54)", "x::float|(54) -- the precision of float is from 1 to 53")]
    [TestCase("f() OVER (ROWS UNBOUNDED FOLLOWING)", "f() OVER (ROWS |UNBOUNDED FOLLOWING) -- a frame neither starts behind the last row nor ends before the first")]
    [TestCase("a operator", "a operator| -- '(' expected")]
    [TestCase("count(", "count(| -- an expression expected")]
    [TestCase("(a IN)", "(a IN|) -- '(' expected")]
    [TestCase("a IN ()", "a IN (|) -- an expression expected")]
    [TestCase("f(a b)", "f(a |b) -- ',' or ')' expected")]
    [TestCase("CASE END", "CASE |END -- an expression expected")]
    [TestCase("(1", "(1| -- ',' or ')' expected")]
    [TestCase("[1]", "|[1] -- an expression expected")]
    [TestCase("a IS NOT 5", "a IS NOT |5 -- NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM or the like expected")]
    [TestCase("a::", "a::| -- a type expected")]
    [TestCase("a BETWEEN 1", "a BETWEEN 1| -- AND expected")]
    [TestCase("a AT TIME", "a AT TIME| -- ZONE expected")]
    [TestCase("CAST(a)", "CAST(a|) -- AS expected")]
    [TestCase("extract(a, b)", "extract(a|, b) -- FROM expected")]
    [TestCase("x::int[a]", "x::int[|a] -- an integer expected")]
    [TestCase("x::timestamp with", "x::timestamp |with -- the end of the statement expected")]
    public void Error_is_at_the_first_token_that_cannot_go_on(string sql, string error) =>
        Assert.That(SqlTest.Error("SELECT " + sql), Is.EqualTo("SELECT " + error));

    [TestCase("a[1:b]", "a[1: b]")]
    [TestCase("json_object('a':b)", "JSON_OBJECT('a' VALUE b)")]
    [TestCase(":a + :'b'", ":a + :'b'")]
    public void A_variable_of_psql_may_be_the_other_side_of_a_colon(string sql, string printed)
    {
        var (tree, error) = SqlTest.Parse("SELECT " + sql, SqlPlaceholders.Psql);

        Assert.That(error?.Message, Is.Null);
        Assert.That(SqlPrinter.Print(tree!), Is.EqualTo("SELECT " + printed));
    }

    [Test]
    public void A_node_covers_its_tokens_with_the_parentheses_around_its_left_side()
    {
        const string Sql = "SELECT (a + b) * f(c)::int";
        var value = Value(Sql);

        Assert.That(Text(Sql, value), Is.EqualTo("(a + b) * f(c)::int"));
        Assert.That(Text(Sql, ((AExpr)value).Lexpr!), Is.EqualTo("a + b"));
        Assert.That(Text(Sql, ((AExpr)value).Rexpr!), Is.EqualTo("f(c)::int"));
    }

    [Test]
    public void A_chain_of_AND_is_one_node_also_where_parentheses_stand_around_its_beginning()
    {
        var chain = (BoolExpr)Value("SELECT (a AND b) AND c AND (d AND e)");

        Assert.That(chain.Args, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_number_takes_its_sign_in()
    {
        Assert.That(((AConst)Value("SELECT - 5")).Ival!.Ival, Is.EqualTo(-5));
        Assert.That(((AConst)Value("SELECT -2147483648")).Fval!.Fval, Is.EqualTo("-2147483648"));
        Assert.That(((AConst)Value("SELECT - - 1.5")).Fval!.Fval, Is.EqualTo("1.5"));
    }

    private static Node Value(string sql) => ((ResTarget)((SelectStmt)SqlTest.Tree(sql)).TargetList[0]).Val!;

    private static string Text(string sql, Node node) => sql.Substring(node.Span.Start, node.Span.Length);
}
