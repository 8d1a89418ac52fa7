using System.Diagnostics;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

/// <summary>Whatever the text, whatever the thread: no exception, no overflow, no hang, and every token in one place.</summary>
internal sealed class SqlRobustnessTests
{
    private const int StackSize = 256 * 1024;
    private const int LargeStack = 8 * 1024 * 1024;

    private static readonly string[] Seeds =
    [
        "CREATE TABLE a (b int NOT NULL DEFAULT 1, c text CHECK (c <> ''), PRIMARY KEY (b));\nCREATE INDEX CONCURRENTLY ON a (lower(c)) WHERE b > 0;\n",
        "INSERT INTO a (b, c)\n  SELECT x, 'it''s' FROM (VALUES (1), (2)) v (x)\n  ON CONFLICT (b) DO UPDATE SET c = excluded.c RETURNING *;\nDELETE FROM a USING b WHERE a.x = b.x;\n",
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $f$\nBEGIN\n  IF a > 1 THEN EXECUTE format('SELECT %I', a) INTO a; END IF;\n  RETURN a;\nEND $f$;\n",
        "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1 END; RETURN 2; END;\nDO 'BEGIN NULL; END';\n",
        "-- +goose Up\nALTER TABLE a ADD COLUMN d numeric(10, 2)[], ALTER c TYPE varchar(20) USING c::varchar;\n-- +goose Down\nDROP TABLE a CASCADE;\n",
        "\\set x 1\nSELECT :x, E'\\u00e9', U&'d\\0061t' /* a /* b */ c */ FROM \"T\" t JOIN LATERAL (SELECT 1) s ON TRUE \\gset\nCOPY a FROM stdin;\n1\t2\n\\.\n",
        "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT json_object('a': n), n BETWEEN 1 AND 2, NOT n IN (3) FROM t;\n",
        "CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v;\nUPDATE a SET (b, c) = (SELECT 1, INTERVAL '1' HOUR);\n",
        "CREATE TRIGGER t BEFORE UPDATE OF b ON a FOR EACH ROW WHEN (old.b IS DISTINCT FROM new.b) EXECUTE FUNCTION f();\nGRANT SELECT ON a TO PUBLIC;\n",
    ];

    private static readonly string[] Pieces =
    [
        "'", "\"", "$$", "$f$", "(", ")", "[", "]", ";", ",", "/*", "*/", "--", "\n", "\r", "\\", "{{", "}}", "${", ":", "::", "E'", "U&'", "\0", "\uD800", "\uFEFF", "\u2028",
        " SELECT ", " BEGIN ATOMIC ", " END ", " CASE ", " NULL ", " AS ", " ON ", " NOT ", "?", "$1", "1e", ".", "..", "=>", ":=", "+", "-", " INTO ", " WITH ",
    ];

    [TestCase("SELECT ", "(", "1", ")")]
    [TestCase("SELECT ", "f(", "1", ")")]
    [TestCase("SELECT ", "NOT ", "a", "")]
    [TestCase("SELECT ", "- ", "a", "")]
    [TestCase("SELECT ARRAY", "[", "1", "]")]
    [TestCase("SELECT ", "CASE WHEN a THEN ", "1", " END")]
    [TestCase("SELECT ", "CAST(", "1", " AS int)")]
    [TestCase("SELECT ", "JSON_OBJECTAGG('a': ", "1", ")")]
    [TestCase("SELECT ", "XMLELEMENT(NAME a, ", "a", ")")]
    [TestCase("SELECT ", "count(*) FILTER (WHERE ", "a", ")")]
    [TestCase("SELECT ", "a IN (SELECT ", "1", ")")]
    [TestCase("SELECT 1::", "numeric(1 + CAST(1 AS ", "int", "))")]
    [TestCase("SELECT * FROM ", "(SELECT * FROM ", "a", ") x")]
    [TestCase("SELECT * FROM ", "(a JOIN ", "b", " ON TRUE)")]
    [TestCase("SELECT * FROM ", "a JOIN ", "b", " ON TRUE")]
    [TestCase("SELECT * FROM JSON_TABLE(a, '$' COLUMNS (b int", ", NESTED PATH '$' COLUMNS (b int", "", ")")]
    [TestCase("", "WITH a AS (", "SELECT 1", ") SELECT 1")]
    [TestCase("", "SELECT 1 UNION (", "SELECT 1", ")")]
    [TestCase("", "(", "SELECT 1", " UNION SELECT 2)")]
    [TestCase("SELECT 1 GROUP BY ", "GROUPING SETS (", "a", ")")]
    [TestCase("", "CREATE PROCEDURE f() BEGIN ATOMIC ", "SELECT 1", "; END")]
    public void What_nests_is_read_the_same_on_every_stack_and_is_not_understood_beyond_the_limit(string head, string open, string inside, string close)
    {
        var tail = head.Contains("JSON_TABLE", StringComparison.Ordinal) ? "))" : "";
        foreach (var depth in new[] { 40, 90, 200, 400, 20_000 })
        {
            var sql = head + Repeat(open, depth) + inside + Repeat(close, depth) + tail;
            var small = SmallStack.Run(StackSize, () => Outcome(sql));

            Assert.That(small, Is.EqualTo(SmallStack.Run(LargeStack, () => Outcome(sql))));
            Assert.That(small, depth < 50 ? Does.StartWith("read") : depth > 500 ? Is.EqualTo("it is nested more than 500 levels deep") : Is.Not.Null);
        }
    }

    [TestCase("BEGIN ", "NULL;", " END;")]
    [TestCase("IF a THEN ", "NULL;", " END IF;")]
    [TestCase("LOOP ", "NULL;", " END LOOP;")]
    [TestCase("BEGIN NULL; EXCEPTION WHEN others THEN ", "NULL;", " END;")]
    public void Bodies_that_nest_too_deeply_are_not_broken(string open, string inside, string close)
    {
        foreach (var depth in new[] { 40, 200, 20_000 })
        {
            var sql = "DO $$ BEGIN " + Repeat(open, depth) + inside + Repeat(close, depth) + " END $$";
            var errors = SmallStack.Run(StackSize, () =>
            {
                var script = Read(sql);
                return RoutineBodies.Read(script.Statements[0], script.Tokens)!.Errors;
            });

            Assert.That(errors.Select(error => error.Error.IsLimit), Is.EqualTo(depth < 250 ? Array.Empty<bool>() : [true]));
        }
    }

    [TestCase("SELECT a ", "+", " b")]
    [TestCase("SELECT a ", "@", " b")]
    [TestCase("", "$", "")]
    [TestCase("", "$$", "")]
    [TestCase("", "$a", "")]
    [TestCase("", "'", "")]
    [TestCase("", "(", "")]
    [TestCase("", "{{", "")]
    [TestCase("", ";", "")]
    [TestCase("", "a;", "")]
    [TestCase("", "SELECT 1\n", "")]
    [TestCase("", "CREATE TABLE a (b int,,);\n", "")]
    [TestCase("", "CREATE TABLE a (b int;\n", "")]
    [TestCase("DO $$ BEGIN EXECUTE format(E'", "%I\\n", "', a); END $$")]
    [TestCase("DO $$ BEGIN EXECUTE ", "E'\\n' || ", "''; END $$")]
    [TestCase("DO $$ BEGIN ", "IF a THEN ", " END $$")]
    public void Hostile_text_takes_linear_time(string head, string unit, string tail)
    {
        var watch = Stopwatch.StartNew();
        var script = Read(head + Repeat(unit, 100_000) + tail);
        _ = SqlStatements.Of(script);

        AssertSound(script);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), "What is quadratic takes minutes.");
    }

    [Test]
    public void Damaged_scripts_are_read_without_exception_and_every_token_has_its_place([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 25; i++)
        {
            var text = Seeds[random.Next(Seeds.Length)] + Seeds[random.Next(Seeds.Length)];
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                text = Damage(text, random);
            }

            var script = Read(text);
            AssertSound(script);
            foreach (var statement in script.Statements)
            {
                if (statement.Tree is { } tree and not OpaqueStmt)
                {
                    Assert.That(SqlPrinter.Print(tree), Is.Not.Empty, text);
                }
            }

            Assert.That(SqlStatements.Of(script), Has.Count.AtLeast(script.Statements.Count));
        }
    }

    [Test]
    public void Names_with_one_hash_do_not_slow_the_reading_down()
    {
        var watch = Stopwatch.StartNew();
        var names = Enumerable.Range(0, 1 << 17).Select(number => string.Concat(Enumerable.Range(0, 17).Select(bit => (number >> bit & 1) == 0 ? "Aa" : "BB"))).ToList();
        var script = Read("SELECT \"" + string.Join("\", \"", names) + "\"");
        var select = (SelectStmt)script.Statements[0].Tree!;

        Assert.That(select.TargetList.Select(target => ((StringValue)((ColumnRef)target.Val!).Fields[0]).Sval), Is.EqualTo(names));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    private static string Damage(string text, Random random)
    {
        var tokens = SqlLexer.Tokenize(new SourceText("/a.sql", text), SqlPlaceholders.Psql);
        var token = tokens.Span(random.Next(tokens.Count));
        var place = random.Next(text.Length + 1);
        return random.Next(6) switch
        {
            0 => text.Remove(token.Start, token.Length),
            1 => text.Insert(token.End, $" {text.Substring(token.Start, token.Length)}"),
            2 => text[..place],
            3 => text.Remove(place, Math.Min(text.Length - place, random.Next(1, 4))),
            _ => text.Insert(place, Pieces[random.Next(Pieces.Length)]),
        };
    }

    /// <summary>Each token is in exactly one statement or ends one; statements are in order; nodes lie within their statement and parent.</summary>
    private static void AssertSound(SqlScript script)
    {
        var (tokens, next) = (script.Tokens, 0);
        var text = tokens.Content;
        foreach (var statement in script.Statements)
        {
            AssertTerminators(script, next, statement.FirstToken);
            Assert.That(statement.EndToken, Is.GreaterThan(statement.FirstToken), text);
            Assert.That(statement.Span, Is.EqualTo(TextSpan.FromBounds(tokens.Start(statement.FirstToken), tokens.End(statement.EndToken - 1))));
            Assert.That(statement.Error?.Span.End ?? 0, Is.LessThanOrEqualTo(text.Length));
            Assert.That(new[] { statement.Tree is not null, statement.Error is not null, statement.IsOpaque }, Does.Contain(true), text);
            if (statement.Tree is { } tree)
            {
                AssertWithin(tree, statement.Span, text);
            }

            next = statement.EndToken;
        }

        AssertTerminators(script, next, tokens.Count - 1);
    }

    private static void AssertTerminators(SqlScript script, int first, int end)
    {
        Assert.That(end, Is.GreaterThanOrEqualTo(first), script.Tokens.Content);

        // What psql's \r throws away is in no statement.
        for (var i = first; i < end && script.MetaCommands.Count == 0; i++)
        {
            Assert.That(script.Tokens.Kind(i), Is.EqualTo(TokenKind.Semicolon), script.Tokens.Content);
        }
    }

    private static void AssertWithin(Node root, TextSpan span, string text)
    {
        var open = new Stack<(Node Node, TextSpan Limit)>();
        open.Push((root, span));
        while (open.Count > 0)
        {
            var (node, limit) = open.Pop();
            if (node.Start < limit.Start || node.End > limit.End || node.End < node.Start)
            {
                Assert.Fail(node.GetType().Name + " lies outside of what it is a part of: " + text);
            }

            // The value of (a, b) = (…) belongs to each of its targets; INTERVAL '1' HOUR has the type on both sides.
            var isShared = node is ResTarget { Val: MultiAssignRef } or TypeName;
            node.ForEachChild(child => open.Push((child, isShared ? span : node.Span)));
        }
    }

    private static string Outcome(string sql)
    {
        var statement = Read(sql).Statements[0];
        Assert.That(statement.Error, Is.Null);
        return statement.OpaqueReason ?? "read: " + SqlPrinter.Print(statement.Tree!);
    }

    private static SqlScript Read(string sql) => SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.Psql);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
