using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public sealed class SqlRelationTests
{
    [TestCase("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t USING gin (a COLLATE \"C\" s.ops (b = 1) ASC NULLS FIRST, f(c), (d)) INCLUDE (e) NULLS NOT DISTINCT WITH (fillfactor = 70) TABLESPACE g WHERE h")]
    [TestCase("CREATE INDEX ON t (a)")]
    [TestCase("CREATE OR REPLACE TEMPORARY VIEW v (a) WITH (security_invoker) AS SELECT 1 WITH LOCAL CHECK OPTION")]
    [TestCase("CREATE MATERIALIZED VIEW IF NOT EXISTS v (a) USING heap WITH (b = 1) TABLESPACE c AS SELECT 1 WITH NO DATA")]
    [TestCase("REFRESH MATERIALIZED VIEW CONCURRENTLY v WITH NO DATA")]
    [TestCase("CREATE TEMPORARY SEQUENCE IF NOT EXISTS s AS integer INCREMENT BY 2 MINVALUE -5 NO MAXVALUE START WITH 3 CACHE 4 CYCLE OWNED BY t.a")]
    [TestCase("CREATE STATISTICS IF NOT EXISTS s.x (ndistinct, mcv) ON a, f(b), (c) FROM t")]
    [TestCase("CREATE STATISTICS ON a FROM t")]
    [TestCase("CREATE OR REPLACE RULE r AS ON UPDATE TO t WHERE a DO INSTEAD NOTHING")]
    [TestCase("CREATE RULE r AS ON INSERT TO t DO (NOTIFY a; NOTIFY b)")]
    [TestCase("TRUNCATE a, ONLY s.b RESTART IDENTITY CASCADE")]
    [TestCase("CREATE OR REPLACE TRIGGER a BEFORE INSERT OR UPDATE OF b, c ON s.t FOR EACH ROW WHEN (d) EXECUTE FUNCTION s.f('1', 'x')")]
    [TestCase("CREATE TRIGGER a AFTER UPDATE ON t REFERENCING OLD TABLE AS b NEW TABLE AS c FOR EACH STATEMENT EXECUTE PROCEDURE f()")]
    [TestCase("CREATE CONSTRAINT TRIGGER a AFTER DELETE ON t FROM u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f()")]
    [TestCase("CREATE TRIGGER a INSTEAD OF TRUNCATE ON t FOR EACH STATEMENT EXECUTE FUNCTION f()")]
    public void A_statement_is_printed_as_it_was_read(string sql) => Assert.That(SqlTest.Print(sql), Is.EqualTo(sql));

    [Test]
    public void Nulls_is_an_operator_class_unless_an_order_follows()
    {
        var elements = ((IndexStmt)SqlTest.Tree("CREATE INDEX ON t (a NULLS FIRST, b nulls)")).IndexParams;
        Assert.That((elements[0].NullsOrdering, elements[0].Opclass.Count), Is.EqualTo((SortByNulls.First, 0)));
        Assert.That((elements[1].NullsOrdering, elements[1].Opclass.Count), Is.EqualTo((SortByNulls.Default, 1)));
    }

    [Test]
    public void A_recursive_view_is_read_as_the_query_that_PostgreSQL_makes_of_it()
    {
        var view = (ViewStmt)SqlTest.Tree("CREATE RECURSIVE VIEW s.v (a, b) AS SELECT 1, 2");
        Assert.That(SqlTest.Print("CREATE RECURSIVE VIEW s.v (a, b) AS SELECT 1, 2"), Is.EqualTo("CREATE VIEW s.v (a, b) AS WITH RECURSIVE v (a, b) AS (SELECT 1, 2) SELECT a, b FROM v"));
        Assert.That(((SelectStmt)view.Query!).WithClause!.Recursive, Is.True);
    }

    [TestCase("CREATE RULE r AS ON SELECT TO t DO INSTEAD (SELECT 1)", 1)]
    [TestCase("CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1) UNION (SELECT 2)", 1)]
    [TestCase("CREATE RULE r AS ON INSERT TO t DO ((SELECT 1); ; DELETE FROM u;)", 2)]
    public void A_parenthesis_behind_a_rule_is_a_query_or_several_actions(string sql, int count) =>
        Assert.That(((RuleStmt)SqlTest.Tree(sql)).Actions, Has.Count.EqualTo(count));

    [Test]
    public void Statistics_may_be_from_a_join_or_a_function()
    {
        var statistics = (CreateStatsStmt)SqlTest.Tree("CREATE STATISTICS s ON a, b FROM t JOIN u USING (a), f(1)");
        Assert.That(statistics.Relations, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_hole_may_be_the_name_of_an_index_its_columns_or_a_clause()
    {
        var index = (IndexStmt)SqlTest.Tree("CREATE INDEX ${concurrently} i ON ${s}.${t} (${columns}) ${where}");
        Assert.That((index.Idxname, index.IndexParams.Count), Is.EqualTo(("i", 1)));
    }

    [TestCase("CREATE TYPE s.y AS (a integer COLLATE \"C\", b text)")]
    [TestCase("CREATE TYPE y AS ()")]
    [TestCase("CREATE TYPE y AS ENUM ('a', 'it''s')")]
    [TestCase("CREATE TYPE y AS RANGE (subtype = integer)")]
    [TestCase("CREATE TYPE y")]
    [TestCase("ALTER TYPE y ADD VALUE IF NOT EXISTS 'a' BEFORE 'b'")]
    [TestCase("ALTER TYPE y RENAME VALUE 'a' TO 'b'")]
    [TestCase("ALTER TYPE s.y ADD ATTRIBUTE a integer CASCADE, DROP ATTRIBUTE IF EXISTS b, ALTER ATTRIBUTE c TYPE text COLLATE \"C\" CASCADE")]
    [TestCase("ALTER TYPE y RENAME ATTRIBUTE a TO b CASCADE")]
    [TestCase("ALTER TYPE y OWNER TO r")]
    [TestCase("ALTER TYPE y SET SCHEMA s")]
    [TestCase("ALTER TYPE y SET (storage = plain)")]
    [TestCase("CREATE DOMAIN s.d AS text COLLATE \"C\" DEFAULT 'a' CONSTRAINT c NOT NULL CHECK (value)")]
    [TestCase("ALTER DOMAIN d SET DEFAULT 1")]
    [TestCase("ALTER DOMAIN d DROP DEFAULT")]
    [TestCase("ALTER DOMAIN d DROP NOT NULL")]
    [TestCase("ALTER DOMAIN d ADD CONSTRAINT c CHECK (value) NOT VALID")]
    [TestCase("ALTER DOMAIN d ADD CONSTRAINT c NOT NULL")]
    [TestCase("ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c CASCADE")]
    [TestCase("ALTER DOMAIN d VALIDATE CONSTRAINT c")]
    [TestCase("ALTER DOMAIN d RENAME CONSTRAINT a TO b")]
    [TestCase("ALTER DOMAIN d RENAME TO e")]
    public void A_type_is_printed_as_it_was_read(string sql) => Assert.That(SqlTest.Print(sql), Is.EqualTo(sql));

    [TestCase("CREATE INDEX s|.i ON t (a)")]
    [TestCase("CREATE INDEX i ON t (a|")]
    [TestCase("CREATE INDEX IF NOT EXISTS |ON t (a)")]
    [TestCase("CREATE INDEX i ON t |a")]
    [TestCase("CREATE VIEW v AS |INSERT INTO t VALUES (1)")]
    [TestCase("CREATE RECURSIVE VIEW v |AS SELECT 1")]
    [TestCase("CREATE TRIGGER a |ON t EXECUTE FUNCTION f()")]
    [TestCase("CREATE TRIGGER a BEFORE INSERT OR |INSERT ON t EXECUTE FUNCTION f()")]
    [TestCase("CREATE TRIGGER a BEFORE INSERT ON t EXECUTE |f()")]
    [TestCase("CREATE RULE r AS ON INSERT TO t DO |CREATE TABLE u ()")]
    [TestCase("CREATE TYPE y AS |TABLE")]
    [TestCase("CREATE TYPE y AS ENUM (|a)")]
    [TestCase("ALTER TYPE y |DROP VALUE 'a'")]
    [TestCase("ALTER TYPE y ADD |COLUMN a int")]
    [TestCase("ALTER DOMAIN d ADD CHECK (VALUE) |DEFERRABLE")]
    [TestCase("CREATE SEQUENCE s START |x")]
    [TestCase("TRUNCATE a,|")]
    public void Errors_stand_where_PostgreSQL_puts_them(string marked)
    {
        var error = SqlTest.Error(marked.Replace("|", "", StringComparison.Ordinal));
        Assert.That(error, Does.StartWith(marked + " -- "));
    }
}
