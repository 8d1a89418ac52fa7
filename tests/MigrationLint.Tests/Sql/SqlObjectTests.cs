using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public sealed class SqlObjectTests
{
    [TestCase("drop table IF EXISTS a.b, \"C d\" cascade", "DROP TABLE IF EXISTS a.b, \"C d\" CASCADE")]
    [TestCase("DROP TABLE if RESTRICT", "DROP TABLE if")]
    [TestCase("DROP EVENT TRIGGER a, b", "DROP EVENT TRIGGER a, b")]
    [TestCase("DROP INDEX CONCURRENTLY IF EXISTS a.b", "DROP INDEX CONCURRENTLY IF EXISTS a.b")]
    [TestCase("DROP TRIGGER IF EXISTS t ON a.b.c", "DROP TRIGGER IF EXISTS t ON a.b.c")]
    [TestCase("DROP PROCEDURAL LANGUAGE l", "DROP LANGUAGE l")]
    [TestCase("DROP FUNCTION f, g(a bytea, OUT b text), s.h() CASCADE", "DROP FUNCTION f, g(a bytea, OUT b text), s.h() CASCADE")]
    [TestCase("DROP AGGREGATE a(*), c(bytea ORDER BY text)", "DROP AGGREGATE a(*), c(bytea, text)")]
    [TestCase("DROP OPERATOR class.= (bytea, text), @ (NONE, text)", "DROP OPERATOR class.= (bytea, text), @ (NONE, text)")]
    [TestCase("DROP OPERATOR CLASS IF EXISTS a.c USING hash CASCADE", "DROP OPERATOR CLASS IF EXISTS a.c USING hash CASCADE")]
    [TestCase("DROP CAST IF EXISTS (a.b AS text)", "DROP CAST IF EXISTS (a.b AS text)")]
    [TestCase("DROP TRANSFORM IF EXISTS FOR a.b LANGUAGE sql", "DROP TRANSFORM IF EXISTS FOR a.b LANGUAGE sql")]
    [TestCase("DROP TYPE a.t, text[] CASCADE", "DROP TYPE a.t, text[] CASCADE")]
    [TestCase("DROP OWNED BY a, CURRENT_USER CASCADE", "DROP OWNED BY a, CURRENT_USER CASCADE")]
    [TestCase("DROP USER mapping, b", "DROP ROLE mapping, b")]
    [TestCase("DROP USER MAPPING IF EXISTS FOR USER SERVER s", "DROP USER MAPPING IF EXISTS FOR CURRENT_USER SERVER s")]
    [TestCase("DROP DATABASE IF EXISTS d WITH (FORCE)", "DROP DATABASE IF EXISTS d (FORCE)")]
    public void Every_kind_of_object_can_be_dropped(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("COMMENT ON TABLE a.b IS $$it's$$", "COMMENT ON TABLE a.b IS 'it''s'")]
    [TestCase("COMMENT ON COLUMN a.b.c IS NULL", "COMMENT ON COLUMN a.b.c IS NULL")]
    [TestCase("COMMENT ON CONSTRAINT c ON domain IS 'x'", "COMMENT ON CONSTRAINT c ON domain IS 'x'")]
    [TestCase("COMMENT ON CONSTRAINT c ON DOMAIN int IS 'x'", "COMMENT ON CONSTRAINT c ON DOMAIN \"int\" IS 'x'")]
    [TestCase("COMMENT ON LARGE OBJECT -12.5 IS 'x'", "COMMENT ON LARGE OBJECT -12.5 IS 'x'")]
    [TestCase("COMMENT ON MATERIALIZED VIEW v IS 'a'\n'b'", "COMMENT ON MATERIALIZED VIEW v IS 'ab'")]
    [TestCase("SECURITY LABEL FOR 'p q' ON EVENT TRIGGER e IS NULL", "SECURITY LABEL FOR 'p q' ON EVENT TRIGGER e IS NULL")]
    [TestCase("ALTER EXTENSION e ADD OPERATOR FAMILY a.o USING btree", "ALTER EXTENSION e ADD OPERATOR FAMILY a.o USING btree")]
    [TestCase("ALTER EXTENSION e DROP FUNCTION f(OUT text)", "ALTER EXTENSION e DROP FUNCTION f(OUT text)")]
    public void Objects_are_named_by_their_kind(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("CREATE SCHEMA IF NOT EXISTS AUTHORIZATION SESSION_USER")]
    [TestCase("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" SCHEMA s VERSION '1.0' CASCADE")]
    [TestCase("CREATE EXTENSION hstore FROM 'unpackaged'")]
    [TestCase("CREATE OPERATOR CLASS c DEFAULT FOR TYPE text USING gist FAMILY f AS OPERATOR 1 <, OPERATOR 2 s.<-> (a, b) FOR ORDER BY o, FUNCTION 2 (a, b) g(c), STORAGE text")]
    [TestCase("ALTER OPERATOR FAMILY f USING btree DROP OPERATOR 1 (a, b), FUNCTION 2 (c)")]
    [TestCase("CREATE CAST (a AS text) WITHOUT FUNCTION AS ASSIGNMENT")]
    [TestCase("CREATE TRANSFORM FOR a LANGUAGE sql (FROM SQL WITH FUNCTION f(internal), TO SQL WITH FUNCTION g(internal))")]
    [TestCase("CREATE COLLATION IF NOT EXISTS a.c FROM \"de_DE\"")]
    [TestCase("CREATE TRUSTED LANGUAGE l HANDLER s.h INLINE i VALIDATOR v")]
    [TestCase("CREATE EVENT TRIGGER e ON sql_drop WHEN tag IN ('a', 'b') AND x IN ('c') EXECUTE FUNCTION s.f()")]
    [TestCase("ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR a REPLACE b WITH d")]
    [TestCase("CREATE SERVER s TYPE 'a' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'x', port '1')")]
    [TestCase("ALTER FOREIGN DATA WRAPPER w NO HANDLER VALIDATOR v OPTIONS (DROP a)")]
    [TestCase("IMPORT FOREIGN SCHEMA r LIMIT TO (a, b.c) FROM SERVER s INTO l OPTIONS (a 'b')")]
    [TestCase("ALTER SUBSCRIPTION s DISABLE")]
    [TestCase("ALTER DATABASE d REFRESH COLLATION VERSION")]
    [TestCase("CREATE TABLESPACE t OWNER r LOCATION '/x' WITH (random_page_cost = 1.1)")]
    public void Objects_print_as_they_are_written(string sql) => Assert.That(SqlTest.Print(sql), Is.EqualTo(sql));

    [TestCase("CREATE OR REPLACE TRUSTED PROCEDURAL LANGUAGE plpgsql", "CREATE EXTENSION IF NOT EXISTS plpgsql")]
    [TestCase("CREATE OPERATOR CLASS c FOR TYPE text USING gist AS OPERATOR 1 < (a, b) RECHECK", "CREATE OPERATOR CLASS c FOR TYPE text USING gist AS OPERATOR 1 < (a, b)")]
    [TestCase("ALTER SERVER s OPTIONS (ADD add 'a', set 'b', SET set 'c', DROP drop)", "ALTER SERVER s OPTIONS (ADD add 'a', set 'b', SET set 'c', DROP drop)")]
    [TestCase("CREATE DATABASE d OWNER r ENCODING = DEFAULT CONNECTION LIMIT -1", "CREATE DATABASE d WITH \"owner\" = 'r' \"encoding\" = DEFAULT connection_limit = -1")]
    [TestCase("ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR a, b WITH time, s.e", "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR a, b WITH \"time\", s.e")]
    [TestCase("ALTER DATABASE d SET TABLESPACE t", "ALTER DATABASE d WITH \"tablespace\" = 't'")]
    public void Other_spellings_of_a_statement_have_the_same_tree(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [Test]
    public void The_elements_of_a_schema_are_statements_of_their_own()
    {
        var schema = (CreateSchemaStmt)SqlTest.Tree("CREATE SCHEMA s CREATE TABLE a (b int) CREATE OR REPLACE VIEW v AS SELECT 1 GRANT SELECT ON a TO r CREATE INDEX ON a (b)");
        Assert.That(schema.SchemaElts.Select(element => element.GetType()), Is.EqualTo(new[] { typeof(CreateStmt), typeof(ViewStmt), typeof(GrantStmt), typeof(IndexStmt) }));
        Assert.That(schema.SchemaElts[1].Span.Start, Is.EqualTo("CREATE SCHEMA s CREATE TABLE a (b int) ".Length));
        Assert.That(schema.SchemaElts[1].Span.Length, Is.EqualTo("CREATE OR REPLACE VIEW v AS SELECT 1".Length));
    }

    [Test]
    public void A_value_of_an_option_is_a_type_an_operator_a_number_or_a_text()
    {
        var values = ((DefineStmt)SqlTest.Tree("CREATE OPERATOR + (a = int8, b = <>, c = OPERATOR(s.+), d = -1.5, e = 'x', f = true, g = none, h)")).Definition.Select(option => option.Arg);
        var expected = new[] { typeof(TypeName), typeof(ListValue), typeof(ListValue), typeof(FloatValue), typeof(StringValue), typeof(StringValue), typeof(StringValue), null };
        Assert.That(values.Select(value => value?.GetType()), Is.EqualTo(expected));
    }

    [Test]
    public void None_takes_the_value_of_an_operator_away()
    {
        var statement = (AlterOperatorStmt)SqlTest.Tree("ALTER OPERATOR + (int, int) SET (restrict = NONE, join = f)");
        Assert.That(statement.Options.Select(option => option.Arg is null), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void A_VARIADIC_before_ORDER_BY_counts_once()
    {
        var statement = (DefineStmt)SqlTest.Tree("CREATE AGGREGATE a (VARIADIC \"any\" ORDER BY VARIADIC \"any\") (stype = int, sfunc = f)");
        Assert.That((((ListValue)statement.Args[0]).Items.Count, ((IntegerValue)statement.Args[1]).Ival), Is.EqualTo((1, 1)));
        Assert.That(SqlPrinter.Print(statement), Does.Contain("(VARIADIC \"any\" ORDER BY VARIADIC \"any\")"));
    }

    [Test]
    public void A_published_object_without_a_word_is_of_the_kind_before_it()
    {
        var statement = (CreatePublicationStmt)SqlTest.Tree("CREATE PUBLICATION p FOR TABLE a, tables, TABLES IN SCHEMA s, CURRENT_SCHEMA, t, TABLE u (v) WHERE (w)");
        PublicationObjSpecType[] expected =
        [
            PublicationObjSpecType.Table, PublicationObjSpecType.Table, PublicationObjSpecType.TablesInSchema, PublicationObjSpecType.TablesInCurSchema,
            PublicationObjSpecType.TablesInSchema, PublicationObjSpecType.Table,
        ];
        Assert.That(statement.Pubobjects.Select(spec => spec.Pubobjtype), Is.EqualTo(expected));
    }

    [TestCase("ALTER DATABASE d SET tablespace = t", typeof(AlterDatabaseSetStmt))]
    [TestCase("ALTER DATABASE d SET TABLESPACE tablespace", typeof(AlterDatabaseStmt))]
    [TestCase("ALTER DATABASE d OWNER TO r", typeof(AlterOwnerStmt))]
    [TestCase("ALTER DATABASE d OWNER = r", typeof(AlterDatabaseStmt))]
    [TestCase("CREATE AGGREGATE a (basetype = int, sfunc = f)", typeof(DefineStmt))]
    [TestCase("ALTER SYSTEM SET time = 'x'", typeof(AlterSystemStmt))]
    public void What_follows_a_word_decides_on_what_it_is(string sql, Type statement) => Assert.That(SqlTest.Tree(sql), Is.TypeOf(statement));

    [TestCase("DROP |TEMP TABLE a")]
    [TestCase("DROP TRIGGER a ON b|, c")]
    [TestCase("DROP SCHEMA a|.b")]
    [TestCase("DROP OPERATOR plus |(int, int)")]
    [TestCase("DROP ROLE a |CASCADE")]
    [TestCase("COMMENT ON TABLE a IS |x")]
    [TestCase("COMMENT ON |USER a IS 'x'")]
    [TestCase("SECURITY LABEL ON |CAST (a AS b) IS 'x'")]
    [TestCase("ALTER EXTENSION e ADD |COLUMN a")]
    [TestCase("ALTER SYSTEM SET TIME |ZONE 'x'")]
    [TestCase("ALTER SCHEMA a |SET SCHEMA b")]
    [TestCase("CREATE OR REPLACE |SCHEMA a")]
    [TestCase("CREATE SCHEMA a CREATE |ROLE b")]
    [TestCase("CREATE SCHEMA IF NOT EXISTS a |CREATE TABLE b ()")]
    [TestCase("CREATE PUBLICATION p FOR |a")]
    [TestCase("CREATE PUBLICATION p FOR TABLES IN SCHEMA a, |b (c)")]
    [TestCase("CREATE AGGREGATE a (basetype = int, |parallel = safe)")]
    [TestCase("CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a |= 'b')")]
    [TestCase("CREATE TRANSFORM FOR a LANGUAGE b (FROM SQL WITH FUNCTION f, |FROM SQL WITH FUNCTION g)")]
    [TestCase("|CREATE ASSERTION a CHECK (true)")]
    public void What_PostgreSQL_refuses_is_refused_at_the_same_place(string sql) =>
        Assert.That(SqlTest.Error(sql.Replace("|", "")), Does.StartWith(sql + " -- "));

    [TestCase("DROP TABLE ${a}.${b} ${behavior}")]
    [TestCase("COMMENT ON ${kind} IS 'x'", false)]
    [TestCase("COMMENT ON TABLE ${a} IS ${comment}")]
    [TestCase("CREATE SCHEMA ${a} ${rest}")]
    [TestCase("CREATE EXTENSION ${a} ${options}")]
    [TestCase("CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host ${host}, ${more})")]
    [TestCase("CREATE PUBLICATION p FOR TABLE ${a} WITH (${options})")]
    [TestCase("CREATE DATABASE ${name} ${options}")]
    [TestCase("ALTER OPERATOR FAMILY f USING btree ADD ${items}")]
    public void A_hole_may_be_a_name_a_value_or_a_clause(string sql, bool isRead = true)
    {
        var (tree, error) = SqlTest.Parse(sql, SqlPlaceholders.None);
        Assert.That((tree is not null, error is null), Is.EqualTo((isRead, isRead)), error?.Message);
    }
}
