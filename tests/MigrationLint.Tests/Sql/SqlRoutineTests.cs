using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public sealed class SqlRoutineTests
{
    [TestCase("double precision", null, FunctionParameterMode.Default, "float8")]
    [TestCase("double double precision", "double", FunctionParameterMode.Default, "float8")]
    [TestCase("a int", "a", FunctionParameterMode.Default, "int4")]
    [TestCase("IN OUT a int", "a", FunctionParameterMode.Inout, "int4")]
    [TestCase("a OUT int", "a", FunctionParameterMode.Out, "int4")]
    [TestCase("VARIADIC a text", "a", FunctionParameterMode.Variadic, "text")]
    [TestCase("a VARIADIC text", "a", FunctionParameterMode.Variadic, "text")]
    [TestCase("character varying", null, FunctionParameterMode.Default, "varchar")]
    [TestCase("timestamp with time zone", null, FunctionParameterMode.Default, "timestamptz")]
    [TestCase("t timestamp with time zone", "t", FunctionParameterMode.Default, "timestamptz")]
    [TestCase("a s.t.c%TYPE", "a", FunctionParameterMode.Default, "c")]
    [TestCase("returns text", "returns", FunctionParameterMode.Default, "text")]
    [TestCase("variadic", null, null, null)]
    public void A_parameter_is_a_name_and_a_type_in_any_order_of_mode(string parameter, string? name, object? mode, string? type)
    {
        var sql = $"CREATE FUNCTION f({parameter}) RETURNS int LANGUAGE sql AS ''";
        if (mode is null)
        {
            Assert.That(SqlTest.Error(sql), Does.StartWith($"CREATE FUNCTION f({parameter}|)"));
            return;
        }

        var read = ((CreateFunctionStmt)SqlTest.Tree(sql)).Parameters.Single();
        var last = ((StringValue)read.ArgType!.Names[^1]).Sval;
        Assert.That((read.Name, (object)read.Mode, last), Is.EqualTo((name, mode, type)));
    }

    [Test]
    public void Options_stand_in_any_order_and_the_body_last()
    {
        const string sql = "CREATE FUNCTION f() RETURNS NULL ON NULL INPUT LANGUAGE SQL SET a.b TO x, 'y' COST 10 AS 'so', 'sym' PARALLEL safe";
        Assert.That(
            SqlTest.Print(sql),
            Is.EqualTo("CREATE FUNCTION f() STRICT LANGUAGE sql SET a.b TO x, y COST 10 AS 'so', 'sym' PARALLEL safe"));
    }

    [Test]
    public void The_columns_of_returns_table_are_parameters_and_one_alone_is_the_type()
    {
        var one = (CreateFunctionStmt)SqlTest.Tree("CREATE FUNCTION f(a int) RETURNS TABLE (b text) AS ''");
        var two = (CreateFunctionStmt)SqlTest.Tree("CREATE FUNCTION f(a int) RETURNS TABLE (b text, c text) AS ''");
        Assert.Multiple(() =>
        {
            Assert.That(one.Parameters.Select(parameter => parameter.Mode), Is.EqualTo(new[] { FunctionParameterMode.Default, FunctionParameterMode.Table }));
            Assert.That(SqlPrinter.Print(one.ReturnType!), Is.EqualTo("SETOF text"));
            Assert.That(((StringValue)two.ReturnType!.Names[1]).Sval, Is.EqualTo("record"));
            Assert.That(
                SqlTest.Error("CREATE FUNCTION f(OUT a int) RETURNS TABLE (b text) AS ''"),
                Is.EqualTo("CREATE FUNCTION f(|OUT a int) RETURNS TABLE (b text) AS '' -- OUT and INOUT parameters are not allowed beside RETURNS TABLE"));
        });
    }

    [Test]
    public void A_body_in_place_holds_statements_and_ends_at_its_own_end()
    {
        const string sql = "CREATE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN b ELSE CASE c WHEN 1 THEN 2 END END;; RETURN 1; END";
        var body = (ListValue)((CreateFunctionStmt)SqlTest.Tree(sql)).SqlBody!;
        Assert.That(((ListValue)body.Items.Single()).Items.Select(statement => statement.GetType().Name), Is.EqualTo(new[] { "SelectStmt", "ReturnStmt" }));
    }

    [TestCase("CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1 END|")]
    [TestCase("CREATE PROCEDURE p() BEGIN ATOMIC |BEGIN; END")]
    [TestCase("CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1;|")]
    [TestCase("CREATE PROCEDURE p() RETURNS |int AS ''")]
    [TestCase("ALTER FUNCTION f()|")]
    [TestCase("ALTER AGGREGATE f(*) |STRICT")]
    [TestCase("ALTER FUNCTION f() SET SCHEMA s |STRICT")]
    [TestCase("DO LANGUAGE plpgsql 'x' |y")]
    [TestCase("DO|")]
    public void What_PostgreSQL_refuses_is_refused_at_the_same_place(string sql) =>
        Assert.That(SqlTest.Error(sql.Replace("|", "")), Does.StartWith(sql + " -- "));

    [TestCase("ALTER FUNCTION f SET schema TO x", "ALTER FUNCTION f SET schema TO x")]
    [TestCase("ALTER FUNCTION f SET SCHEMA 'x'", "ALTER FUNCTION f SET search_path TO x")]
    [TestCase("ALTER FUNCTION f SET SCHEMA x", "ALTER FUNCTION f SET SCHEMA x")]
    [TestCase("ALTER ROUTINE s.f(int, OUT text) NO DEPENDS ON EXTENSION e", "ALTER ROUTINE s.f(integer, OUT text) NO DEPENDS ON EXTENSION e")]
    [TestCase("ALTER AGGREGATE f(*) OWNER TO current_user", "ALTER AGGREGATE f(*) OWNER TO CURRENT_USER")]
    [TestCase("ALTER AGGREGATE f(VARIADIC a text ORDER BY VARIADIC a text) RENAME TO g", "ALTER AGGREGATE f(VARIADIC a text) RENAME TO g")]
    [TestCase("ALTER PROCEDURE left(text) RESET ALL RESTRICT", "ALTER PROCEDURE \"left\"(text) RESET ALL")]
    public void Routines_are_altered_in_all_forms(string sql, string printed) =>
        Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [Test]
    public void Routines_are_told_apart_by_the_types_of_their_input()
    {
        var function = ((AlterFunctionStmt)SqlTest.Tree("ALTER FUNCTION f(a int, OUT b text, INOUT c text) STABLE")).Func!;
        Assert.Multiple(() =>
        {
            Assert.That(function.Objargs, Has.Count.EqualTo(2));
            Assert.That(function.Objfuncargs, Has.Count.EqualTo(3));
            Assert.That(((AlterFunctionStmt)SqlTest.Tree("ALTER FUNCTION f STABLE")).Func!.ArgsUnspecified, Is.True);
        });
    }

    [TestCase("DO $$x$$", "DO 'x'")]
    [TestCase("DO LANGUAGE plperl 'a''b'", "DO LANGUAGE plperl 'a''b'")]
    [TestCase("DO 'x' LANGUAGE 'plpgsql'", "DO 'x' LANGUAGE plpgsql")]
    [TestCase("CALL s.p(1, a => 2)", "CALL s.p(1, a => 2)")]
    public void Blocks_and_calls_are_read(string sql, string printed) =>
        Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("CREATE FUNCTION ${schema}.f(${arguments}) RETURNS ${type} ${options} LANGUAGE ${language} AS ${body}")]
    [TestCase("CREATE FUNCTION f(a ${type} = ${value}, ${name} text) RETURNS TABLE (${name} int) BEGIN ATOMIC SELECT ${value}; END")]
    [TestCase("ALTER FUNCTION ${name}(${type}) ${options}")]
    [TestCase("ALTER FUNCTION f OWNER TO ${role}")]
    [TestCase("DO ${body}")]
    [TestCase("CALL ${schema}.p(${value})")]
    [TestCase("CREATE ROLE ${role} ${options} PASSWORD ${password} IN ROLE ${role}")]
    [TestCase("ALTER ROLE ${role} IN DATABASE ${database} SET ${name} TO ${value}, ${value}")]
    [TestCase("GRANT ${privilege}, SELECT ON ${schema}.t, ${table} TO ${role} WITH GRANT OPTION")]
    [TestCase("GRANT ${role} TO ${role}")]
    [TestCase("REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role}")]
    [TestCase("ALTER DEFAULT PRIVILEGES ${options} GRANT ALL ON TABLES TO ${role}")]
    [TestCase("CREATE POLICY ${name} ON ${table} FOR ${command} TO ${role} USING (${condition})")]
    [TestCase("SET LOCAL ${name} = ${value}")]
    [TestCase("SET TIME ZONE ${zone}")]
    [TestCase("BEGIN ${mode}")]
    [TestCase("SAVEPOINT ${name}")]
    [TestCase("VACUUM (${option} ${value}) ${table}")]
    [TestCase("LOCK TABLE ${table} IN EXCLUSIVE MODE")]
    public void Holes_stand_for_names_values_types_and_clauses(string sql) => Assert.That(SqlTest.Error(sql), Is.EqualTo(sql));
}
