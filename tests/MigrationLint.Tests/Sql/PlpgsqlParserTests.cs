using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Tests.Sql;

/// <summary>What <c>pl_gram.y</c> accepts and refuses, and where. The suites of the oracles hold the many; these are the traps.</summary>
[TestFixture]
public sealed class PlpgsqlParserTests
{
    [TestCase("i := 1;")]
    [TestCase("i = 1;")]
    [TestCase("r.a := 1; r.a.b[1].c := 2; t[1] = 3;")]
    [TestCase("<<l>> FOR j IN REVERSE 10 .. 1 BY 2 LOOP EXIT l WHEN j = 3; CONTINUE; END LOOP l;")]
    [TestCase("FOR r IN SELECT 1 AS a LOOP NULL; END LOOP;")]
    [TestCase("FOR i, t IN EXECUTE 'SELECT $1, $2' USING 1, 'x' LOOP NULL; END LOOP;")]
    [TestCase("FOR x IN c(1, b := 2) LOOP RAISE NOTICE '% %%', x.a; END LOOP;")]
    [TestCase("FOREACH i SLICE 1 IN ARRAY ARRAY[[1], [2]] LOOP NULL; END LOOP;")]
    [TestCase("IF i > 1 THEN NULL; ELSIF i > 2 THEN NULL; ELSEIF i > 3 THEN NULL; ELSE NULL; END IF;")]
    [TestCase("CASE i WHEN 1, 2 THEN NULL; ELSE END CASE;")]
    [TestCase("CASE WHEN i = 1 THEN NULL; END CASE;")]
    [TestCase("WHILE i < (SELECT count(*) FROM a) LOOP i := i + 1; END LOOP;")]
    [TestCase("BEGIN NULL; EXCEPTION WHEN unique_violation OR SQLSTATE '22012' THEN RAISE; WHEN OTHERS THEN t := SQLERRM; END;")]
    [TestCase("RAISE; RAISE 'x'; RAISE WARNING 'a %', i; RAISE SQLSTATE '22012'; RAISE unique_violation USING MESSAGE = 'x', HINT := 'y'; RAISE EXCEPTION USING ERRCODE = 'P0001';")]
    [TestCase("ASSERT i > 1, 'message';")]
    [TestCase("EXECUTE 'SELECT 1' USING i INTO STRICT t;")]
    [TestCase("EXECUTE 'SELECT ' || i INTO i, t USING 1, 2;")]
    [TestCase("GET CURRENT DIAGNOSTICS i = ROW_COUNT, t := PG_CONTEXT; GET STACKED DIAGNOSTICS t = MESSAGE_TEXT;")]
    [TestCase("OPEN c(1, b => 2); OPEN u FOR SELECT 1; OPEN u NO SCROLL FOR EXECUTE t USING i;")]
    [TestCase("FETCH c INTO i, t; FETCH ABSOLUTE -1 FROM c INTO r; FETCH LAST IN c INTO r; MOVE FORWARD ALL FROM c; MOVE 2 + 1 FROM c; MOVE c; CLOSE c;")]
    [TestCase("COMMIT; ROLLBACK AND CHAIN; COMMIT AND NO CHAIN;")]
    [TestCase("CALL p(1); DO 'BEGIN END'; PERFORM f(1), 2 FROM a;")]
    [TestCase("SELECT a, b INTO STRICT i, t FROM x WHERE y;")]
    [TestCase("SELECT a FROM x INTO i;")]
    [TestCase("INSERT INTO a SELECT 1; WITH x AS (INSERT INTO a VALUES (1) RETURNING b) SELECT b INTO i FROM x; MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE;")]
    [TestCase("IMPORT FOREIGN SCHEMA a FROM SERVER b INTO d;")]
    [TestCase("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;")]
    [TestCase("CREATE RULE a AS ON INSERT TO b DO ALSO (SELECT 1; SELECT 2);")]
    [TestCase("DECLARE comment int; BEGIN comment := 1; COMMENT ON TABLE a IS 'x'; END;")]
    [TestCase("DECLARE type text; perform int := 1; alias alias FOR type; BEGIN type := perform; END;")]
    [TestCase("DECLARE a t.b%TYPE; b t%ROWTYPE[]; d numeric(10, 2) COLLATE \"C\" NOT NULL DEFAULT 1; e ALIAS FOR i; f NO SCROLL CURSOR IS SELECT 1; g inline_code_block.i%TYPE ARRAY[3]; BEGIN END;")]
    public void Statements_of_PL_pgSQL_are_read(string statements) => Assert.That(BodyTest.ErrorsOf(statements), Is.EqualTo(statements));

    [TestCase("|x := 1;", "\"x\" is not a known variable")]
    [TestCase("SELECT 1 INTO |x;", "\"x\" is not a known variable")]
    [TestCase("|k := 2;", "variable \"k\" is declared CONSTANT")]
    [TestCase("FOR |x IN SELECT 1 LOOP NULL; END LOOP;", "the variable of a loop over rows must be a declared record, or declared scalars")]
    [TestCase("SELECT 1, 2 INTO r|, i;", "a record variable cannot be one of several targets")]
    [TestCase("|EXIT;", "EXIT without a label stands outside of a loop")]
    [TestCase("LOOP EXIT |x; END LOOP;", "no block or loop around has the label \"x\"")]
    [TestCase("<<l>> LOOP EXIT; END LOOP |m;", "end label \"m\" differs from the label \"l\" of the block")]
    [TestCase("OPEN c(1|);", "not enough arguments for the cursor")]
    [TestCase("OPEN c(1, |a := 2);", "the cursor is given the argument \"a\" twice")]
    [TestCase("FOR x IN |u LOOP NULL; END LOOP;", "a loop over a cursor needs one that is bound to a query")]
    [TestCase("|RAISE '% %', 1;", "RAISE has 1 parameters for 2 places in its message")]
    [TestCase("RAISE |dog;", "there is no condition \"dog\"")]
    [TestCase("RAISE SQLSTATE |'2201';", "an SQLSTATE has five digits or capital letters")]
    [TestCase("|GET STACKED DIAGNOSTICS i = ROW_COUNT;", "ROW_COUNT is no item of GET STACKED DIAGNOSTICS")]
    [TestCase("RETURN |1;", "RETURN has no value in a function that returns void")]
    [TestCase("|RETURN NEXT 1;", "RETURN NEXT stands in a function that returns no set")]
    [TestCase("|FETCH ALL FROM c INTO i;", "FETCH returns one row only")]
    [TestCase("SELECT 1 INTO i |INTO t;", "one INTO only expected")]
    [TestCase("IF i = 1 NULL|; END IF;", "THEN expected")]
    [TestCase("IF i = 1 |2 THEN NULL; END IF;", "unexpected '2'")]
    [TestCase("i := 1|);", "';' expected")]
    [TestCase("DECLARE a int; |a int; BEGIN END;", "\"a\" is declared twice")]
    [TestCase("DECLARE a int |NOT NULL; BEGIN END;", "variable \"a\" must have a default value, since it is declared NOT NULL")]
    [TestCase("IF |THEN NULL; END IF;", "an expression expected")]
    [TestCase("i := (1|;", "')' expected")]
    [TestCase("SELECT 1 +|;", "an expression expected, but the statement ends here")]
    [TestCase("|TABLE a;", "a statement expected")]
    [TestCase("|(SELECT 1);", "a statement expected")]
    [TestCase("LOOP NULL; END |IF;", "LOOP expected")]
    [TestCase("DECLARE a int; |<<l>> BEGIN END;", "the label of the block before DECLARE expected")]
    public void What_PostgreSQL_refuses_is_refused_there(string marked, string message)
    {
        var statement = marked.Replace("|", "", StringComparison.Ordinal);
        Assert.That(BodyTest.ErrorsOf(statement), Is.EqualTo(marked + " -- " + message));
    }

    [Test]
    public void One_broken_statement_leaves_the_others()
    {
        const string sql = "DO $$ BEGIN IF true DROP TABLE a|; DROP TABLE |1; LOOP EXIT; END LOOP; i |j; DROP TABLE b; END IF; DROP TABLE c; END $$";
        var script = sql.Replace("|", "", StringComparison.Ordinal);
        var dropped = BodyTest.Statements(script).Where(statement => statement.Statement.Tree is DropStmt).Select(statement => SqlPrinter.Print(statement.Statement.Tree!));
        Assert.Multiple(() =>
        {
            Assert.That(dropped, Is.EqualTo(new[] { "DROP TABLE b", "DROP TABLE c" }));
            Assert.That(BodyTest.Errors(script), Does.StartWith("DO $$ BEGIN IF true DROP TABLE a|; DROP TABLE |1;").And.EndsWith("-- THEN expected"));
        });
    }

    [Test]
    public void Statements_behind_a_lost_structure_are_found()
    {
        const string sql = "DO $$ BEGIN ELSE DROP TABLE a; END LOOP; END; DROP TABLE b; END IF; DROP TABLE c; END $$";
        Assert.Multiple(() =>
        {
            Assert.That(BodyTest.Statements(sql).Count(statement => statement.Statement.Tree is DropStmt), Is.EqualTo(3));
            Assert.That(BodyTest.Errors(sql), Is.EqualTo(sql.Insert(12, "|") + " -- END expected"));
        });
    }

    [Test]
    public void A_target_is_taken_out_of_the_query_and_the_rest_keeps_its_place()
    {
        var statement = BodyTest.Statement<PLpgSQLStmtExecsql>("SELECT a INTO STRICT i, r.b FROM x;");
        var query = (SelectStmt)statement.Sqlstmt!.Query!;
        Assert.Multiple(() =>
        {
            Assert.That(SqlPrinter.Print(query), Is.EqualTo("SELECT a FROM x"));
            Assert.That(query.FromClause[0].Start - query.Start, Is.EqualTo("SELECT a INTO STRICT i, r.b FROM ".Length));
            Assert.That(statement.Strict, Is.True);
            Assert.That(statement.Target.Select(target => target.Fields.Count), Is.EqualTo(new[] { 1, 2 }));
        });
    }

    [Test]
    public void An_assignment_holds_target_and_value()
    {
        var assignment = (PLAssignStmt)BodyTest.Statement<PLpgSQLStmtAssign>("r.a[2] := i + 1;").Expr!.Query!;
        Assert.That((assignment.Name, assignment.Indirection.Count, assignment.Nnames, assignment.Val!.TargetList.Count), Is.EqualTo(("r", 2, 2, 1)));
    }

    [Test]
    public void Trigger_functions_know_their_variables_and_others_do_not()
    {
        const string body = "AS $$ BEGIN NEW.a := TG_OP; RETURN NEW; END $$";
        const string trigger = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql " + body;
        const string other = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql " + body;
        Assert.Multiple(() =>
        {
            Assert.That(BodyTest.Errors(trigger), Is.EqualTo(trigger));
            Assert.That(BodyTest.Errors(other), Does.Contain("BEGIN |NEW.a").And.EndsWith("\"new.a\" is not a known variable"));
        });
    }

    [Test]
    public void Parameters_are_known_by_name_by_number_and_behind_the_name_of_the_routine()
    {
        const string sql = "CREATE FUNCTION s.f(a int, OUT b int, c refcursor) LANGUAGE plpgsql AS $$ BEGIN a := 1; $1 := 2; f.b := 3; $3 := c; OPEN c FOR SELECT 1; RETURN; END $$";
        Assert.That(BodyTest.Errors(sql), Is.EqualTo(sql));
    }

    [Test]
    public void Depth_is_limited_the_same_on_a_small_stack()
    {
        var ifs = string.Concat(Enumerable.Repeat("IF true THEN ", 140));
        var parentheses = "PERFORM " + new string('(', 240) + "1" + new string(')', 240) + "; ";
        var tooDeep = "DO $$ BEGIN " + string.Concat(Enumerable.Repeat("IF true THEN ", 100_000)) + " $$";
        var allowed = "DO $$ BEGIN " + ifs + parentheses + string.Concat(Enumerable.Repeat("END IF; ", 140)) + "END $$";
        var results = new List<string>();
        var thread = new Thread(() => results.AddRange([BodyTest.Errors(tooDeep), BodyTest.Errors(allowed)]), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Multiple(() =>
        {
            Assert.That(results[0], Does.EndWith("it is nested more than 250 levels deep"));
            Assert.That(results[1], Is.EqualTo(allowed));
        });
    }
}
