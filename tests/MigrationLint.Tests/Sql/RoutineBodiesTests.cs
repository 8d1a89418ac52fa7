using MigrationLint.JavaScript;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

/// <summary>Bodies in strings, strings in bodies, and what of them runs when.</summary>
[TestFixture]
public sealed class RoutineBodiesTests
{
    [TestCase("CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql", "sql", " SELECT 1 ")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE 'sql' IMMUTABLE AS 'SELECT ''1'''", "sql", "SELECT '1'")]
    [TestCase("CREATE OR REPLACE PROCEDURE f() LANGUAGE plpgsql AS E'BEGIN\\nEND'", "plpgsql", "BEGIN\nEND")]
    [TestCase("DO U&'BEGIN \\0045ND'", "plpgsql", "BEGIN END")]
    [TestCase("DO LANGUAGE plpython3u 'pass'", "plpython3u", "pass")]
    [TestCase("DO 'pass' LANGUAGE plpython3u", "plpython3u", "pass")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'file', 'symbol'", "c", null)]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1", "sql", null)]
    public void A_body_is_a_language_and_a_text(string sql, string language, string? text)
    {
        var body = BodyTest.Statements(sql)[0].Body!;
        Assert.That((body.Language, body.Text?.Content), Is.EqualTo((language, text)));
    }

    [Test]
    public void Errors_stand_in_the_file_through_every_nesting()
    {
        // The last character of each text is the error: of a body in dollar quotes, a constant of EXECUTE in it, a body in that, a constant with doubled quotes in that.
        Assert.Multiple(() =>
        {
            AssertError("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT |)$$");
            AssertError("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''a'', |)'");
            AssertError("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS E'SELECT ''\\u0061\\n'', |)'");
            AssertError("DO $$BEGIN NULL; END|)$$");
            AssertError("DO $$BEGIN EXECUTE 'SELECT ''a'', |)'; END$$");
            AssertError("DO $$BEGIN EXECUTE 'DO ''BEGIN EXECUTE ''''SELECT |)''''; END'''; END$$");
            AssertError("DO $$BEGIN EXECUTE 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $f$SELECT ''a'', |)$f$'; END$$");
            AssertError("DO $a$BEGIN EXECUTE $b$DO $c$BEGIN EXECUTE E'SELECT \\'\\x61\\', |)'; END$c$$b$; END$a$");
        });

        static void AssertError(string marked) =>
            Assert.That(BodyTest.Errors(marked.Replace("|", "", StringComparison.Ordinal)).Split(" -- ")[0], Is.EqualTo(marked));
    }

    [Test]
    public void Errors_stand_in_the_file_where_the_script_is_a_template_of_JavaScript()
    {
        const string marked = "DO \\u0024$BEGIN\\n EXECUTE 'DO ''BEGIN EXECUTE ''''SELECT \\`a\\`, |)''''; END'''; END$$";
        var source = new SourceText("/a.js", marked.Replace("|", "", StringComparison.Ordinal).Replace("\\`", "\\x22", StringComparison.Ordinal));
        var builder = new EmbeddedTextBuilder(source);
        JavaScriptLiterals.AppendTemplateChunk(builder, new TextSpan(0, source.Content.Length));
        var error = SqlStatements.Of(SqlScriptReader.Read(builder.Build(), SqlPlaceholders.None)).SelectMany(statement => statement.Body?.Errors ?? []).Single();
        Assert.That(source.Slice(error.Text.ToSource(error.Error.Span).Span), Is.EqualTo(")"));
        Assert.That(error.Text.ToSource(error.Error.Span).Span.Start, Is.EqualTo(source.Content.IndexOf(')', StringComparison.Ordinal)));
    }

    [TestCase("CREATE FUNCTION :s.f() RETURNS int LANGUAGE sql AS $$ SELECT a FROM :s.t $$", 0)]
    [TestCase("CREATE FUNCTION :s.f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE v :s.t; BEGIN DELETE FROM :s.t; RETURN 1; END $$", 0)]
    [TestCase("CREATE FUNCTION :s.f() RETURNS int LANGUAGE sql AS $$ SELECT a FROM :t $$", 1)]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT a FROM :s.t $$", 1)]
    [TestCase("CREATE FUNCTION f(s int) RETURNS int LANGUAGE sql AS $$ SELECT a::s FROM :s $$", 1)]
    public void A_variable_in_a_body_is_one_where_the_script_has_it_outside_too(string sql, int errors)
    {
        var script = SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.Psql);

        Assert.That(SqlStatements.Of(script).SelectMany(statement => statement.Body?.Errors ?? []).Count(), Is.EqualTo(errors));
    }

    [TestCase("'CREATE TABLE a (b int)'", "CREATE TABLE a (b int)")]
    [TestCase("'CREATE TABLE ' || 'a' || ' (b int)'", "CREATE TABLE a (b int)")]
    [TestCase("concat('CREATE TABLE ', 'a (b int)')", "CREATE TABLE a (b int)")]
    [TestCase("format('CREATE TABLE %I (%1$I int, %s %%)', 'a b', 'c') || t", null)]
    [TestCase("format('CREATE TABLE %I (%1$I int, %s text)', 'a b', 'c')", "CREATE TABLE \"a b\" (\"a b\" int, c text)")]
    [TestCase("format('SELECT %3$s, %1$L', 1, 2, 'x')", "SELECT x, \uE000")]
    [TestCase("'DROP TABLE ' || quote_ident(t)", "DROP TABLE \uE000")]
    [TestCase("'DROP TABLE a_' || i || '_b'", "DROP TABLE a_\uE000_b")]
    [TestCase("t", null)]
    [TestCase("t || quote_ident(t)", null)]
    public void A_text_for_EXECUTE_is_read_as_far_as_it_is_written(string text, string? read)
    {
        var statement = BodyTest.Statements($"DO $$ DECLARE t text; i int; BEGIN EXECUTE {text}; END $$").SingleOrDefault(statement => statement.IsDynamic);
        Assert.That(read is null || statement is not null, Is.True);
        if (read is not null)
        {
            Assert.That(statement!.Tokens.Content, Is.EqualTo(read));
            Assert.That(statement.Statement.Tree, Is.Not.Null);
        }
    }

    [Test]
    public void A_place_in_a_format_leads_to_its_place_in_the_file()
    {
        const string sql = "DO $$ BEGIN EXECUTE format('DROP ''%%'' TABLE %I; DROP TABLE last', 'x'); END $$";
        var statement = BodyTest.Statements(sql)[^1];
        var drop = (DropStmt)statement.Statement.Tree!;
        Assert.That(sql[statement.Tokens.Text.ToSource(drop.Span).Span.Start..], Does.StartWith("DROP TABLE last'"));
    }

    [Test]
    public void A_broken_text_with_holes_is_no_error_and_one_that_a_handler_awaits_is_none()
    {
        const string holes = "DO $$ DECLARE t text; BEGIN EXECUTE 'DROP ' || t || ' TABLE'; END $$";
        const string handled = "DO $$ BEGIN EXECUTE 'DROP'; EXCEPTION WHEN syntax_error THEN NULL; END $$";
        const string plain = "DO $$ BEGIN EXECUTE 'DROP'; END $$";
        Assert.Multiple(() =>
        {
            Assert.That(BodyTest.Errors(holes), Is.EqualTo(holes));
            Assert.That(BodyTest.Errors(handled), Is.EqualTo(handled));
            Assert.That(BodyTest.Statements(plain)[0].Body!.Errors.Single().IsAtRunTime, Is.True);
        });
    }

    [TestCase("DO $$ BEGIN {{ .Statement }} END $$")]
    [TestCase("DO $$ {{ .Body }} $$")]
    [TestCase("DO $$ DECLARE {{ .Declarations }}; BEGIN x := 1; END $$")]
    [TestCase("DO $$ BEGIN {{ .Variable }} := 1; ALTER TABLE {{ .Table }} {{ .Action }}; RAISE '{{ .Text }}'; END $$")]
    [TestCase("DO $$ BEGIN IF {{ .Condition }} THEN {{ .Statements }}\nEND IF; END $$")]
    [TestCase("CREATE FUNCTION f({{ .Parameters }}) RETURNS {{ .Type }} LANGUAGE plpgsql AS $$ BEGIN x := 1; RETURN x; END $$")]
    [TestCase("DO {{ .Body }}")]
    public void Nothing_is_said_where_a_hole_may_be_what_is_missing(string sql) => Assert.That(BodyTest.Errors(sql), Is.EqualTo(sql));

    [Test]
    public void A_hole_hides_no_error_of_another_statement()
    {
        const string sql = "DO $$ BEGIN ALTER TABLE {{ .Table }} ADD a int; DROP TABLE ; END $$";
        Assert.That(BodyTest.Errors(sql), Does.Contain("DROP TABLE| ;"));
    }

    [Test]
    public void Statements_know_when_they_run_and_whether()
    {
        const string sql = """
            CREATE TABLE top ();
            CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DROP TABLE deferred';
            CREATE FUNCTION g() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM atomic; END;
            DO $$
            BEGIN
              DROP TABLE now;
              IF NOT EXISTS (SELECT 1) THEN DROP TABLE perhaps; END IF;
              LOOP DROP TABLE once; EXIT; END LOOP;
              DROP TABLE afterwards;
              CREATE FUNCTION h() RETURNS void LANGUAGE sql AS 'DROP TABLE inner_deferred';
            END $$;
            """;
        var found = BodyTest.Statements(sql).Where(statement => statement.Statement.Tree is DropStmt or DeleteStmt)
            .Select(statement => $"{SqlPrinter.Print(statement.Statement.Tree!).Split(' ')[^1]} {statement.Runs} {(statement.IsConditional ? "perhaps" : "always")}");
        Assert.That(found, Is.EqualTo(new[]
        {
            "deferred Deferred always", "atomic Deferred always", "now Now always", "perhaps Now perhaps", "once Now always", "afterwards Now perhaps",
            "inner_deferred Deferred always",
        }));
    }

    [Test]
    public void Statements_know_which_conditions_are_caught()
    {
        const string sql = """
            DO $$ BEGIN
              BEGIN
                CREATE TYPE a AS ENUM ();
              EXCEPTION WHEN duplicate_object OR SQLSTATE '42P07' THEN DROP TABLE handler;
              END;
            EXCEPTION WHEN OTHERS THEN NULL;
            END $$
            """;
        var statements = BodyTest.Statements(sql);
        Assert.That(statements.Single(statement => statement.Statement.Tree is CreateEnumStmt).CaughtConditions, Is.EqualTo(new[] { "duplicate_object", "42P07", "others" }));
        Assert.That(statements.Single(statement => statement.Statement.Tree is DropStmt).CaughtConditions, Is.EqualTo(new[] { "others" }));
    }

    [Test]
    public void Bodies_within_bodies_are_read_to_a_limit()
    {
        var sql = "SELECT 1";
        for (var level = 0; level < 30; level++)
        {
            sql = $"DO $a{level}$ BEGIN {sql}; END $a{level}$";
        }

        Assert.That(BodyTest.Statements(sql), Has.Count.EqualTo(9));
    }

    [Test]
    public void Psql_replaces_nothing_in_a_body()
    {
        const string sql = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT :a $$";
        Assert.That(BodyTest.Errors(sql, SqlPlaceholders.Psql), Does.Contain("SELECT |:a"));
    }

    [Test]
    public void Mutilated_bodies_are_no_trouble()
    {
        const string body = """
            <<l>> DECLARE a int := 1; c CURSOR (p int) FOR SELECT p; r record; BEGIN
            FOR r IN SELECT 1 LOOP IF a = 1 THEN CASE a WHEN 1 THEN NULL; ELSE RAISE 'x %', a USING HINT = 'y'; END CASE; ELSIF true THEN EXIT; END IF; END LOOP;
            SELECT 1 INTO STRICT a FROM x; EXECUTE format('SELECT %I', a) || 'b' INTO a USING 1, 2; OPEN c(1); FETCH c INTO r; GET DIAGNOSTICS a = ROW_COUNT;
            r.b[1] := (SELECT 1); RETURN QUERY EXECUTE 'DO $x$ BEGIN NULL; END $x$'; EXCEPTION WHEN OTHERS THEN COMMIT AND CHAIN; END
            """;
        var tokens = body.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var random = new Random(20261120);
        var thread = new Thread(() =>
        {
            for (var round = 0; round < 3_000; round++)
            {
                var mutant = tokens.ToList();
                for (var change = 0; change < 4; change++)
                {
                    var (at, from) = (random.Next(mutant.Count), random.Next(tokens.Length));
                    switch (random.Next(4))
                    {
                        case 0 when mutant.Count > 1:
                            mutant.RemoveAt(at);
                            break;
                        case 1:
                            mutant.Insert(at, tokens[from]);
                            break;
                        case 2:
                            mutant[at] = tokens[from][..random.Next(tokens[from].Length)];
                            break;
                        default:
                            mutant[at] = "{{ x }}";
                            break;
                    }
                }

                AssertInside("CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS $$" + string.Join(' ', mutant) + "$$");
            }
        }, maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        static void AssertInside(string sql)
        {
            foreach (var statement in BodyTest.Statements(sql))
            {
                foreach (var error in statement.Body?.Errors ?? [])
                {
                    Assert.That(error.Text.ToSource(error.Error.Span).Span.End, Is.LessThanOrEqualTo(sql.Length));
                }
            }
        }
    }

    [Test]
    [CancelAfter(20_000)]
    public void Long_bodies_take_no_longer_than_their_length()
    {
        var statements = string.Concat(Enumerable.Repeat("IF a = (1 THEN SELECT b INTO c FROM d; FETCH x y; EXECUTE 'SELECT ' || a || 'b'; i := ) ; ", 20_000));
        var concatenation = string.Concat(Enumerable.Repeat("'a' || b || ", 20_000));
        Assert.That(BodyTest.Errors("DO $$ BEGIN " + statements + " END $$"), Does.EndWith("expected"));
        Assert.That(BodyTest.Statements("DO $$ DECLARE b text; BEGIN EXECUTE " + concatenation + " 'c'; END $$"), Is.Not.Empty);
    }
}
