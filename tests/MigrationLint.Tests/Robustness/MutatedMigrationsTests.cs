using System.Text.RegularExpressions;

namespace MigrationLint.Tests.Robustness;

/// <summary>Migrations with words lost, doubled, swapped and shuffled, and migrations made to be endless: replay comes to an end, and to no internal error.</summary>
[TestFixture]
public sealed partial class MutatedMigrationsTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    private static readonly string[] Oddities =
    [
        "NULL", "''", "0", "-1", "99999999999999999999999", "-2147483648", "-9223372036854775808", "1e400", "ARRAY[]", "()", "(SELECT 1)", "*", "$1", "'{'", "'x'::t", "CASCADE", ";", "$$", "interval '-2147483648 months ago'",
        "ROW()", "DEFAULT", "ONLY", "pg_temp", "a.b.c.d", "\"\"", "E'\\'", "-- ", "/*", "generate_series(1, 3)", "xmlelement(name a)", "int[][][]", "VARIADIC", "1::numeric(1001, 3)", "${x}",
    ];

    private static IEnumerable<TestCaseData> Endless()
    {
        static TestCaseData Named(string name, string sql) => new TestCaseData(sql).SetArgDisplayNames(name);
        string Columns(int count) => string.Join(", ", Enumerable.Range(0, count).Select(static i => $"c{i} int"));

        yield return Named("a loop without an end", "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;");
        yield return Named("EXECUTE in a loop", "DO $$ DECLARE i int := 0; BEGIN WHILE true LOOP i := i + 1; EXECUTE format('CREATE TABLE t%s (id int)', i); END LOOP; END $$;");
        yield return Named("EXECUTE of itself", "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'SELECT f()'; END $$; SELECT f();");
        yield return Named("a function that calls itself", "CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(i + 1) + f(i + 2); END $$; SELECT f(0);");
        yield return Named("functions that call each other", "CREATE FUNCTION g(i int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT g(i)'; CREATE OR REPLACE FUNCTION g(i int) RETURNS int LANGUAGE sql AS 'SELECT f(i)'; SELECT f(1);");
        yield return Named("nested loops", $"DO $$ BEGIN {string.Concat(Enumerable.Repeat("FOR i IN 1..1000 LOOP ", 20))} PERFORM 1; {string.Concat(Enumerable.Repeat("END LOOP; ", 20))} END $$;");
        yield return Named("nested blocks", $"DO $$ {string.Concat(Enumerable.Repeat("BEGIN ", 5000))} PERFORM 1; {string.Concat(Enumerable.Repeat("END; ", 5000))} $$;");
        yield return Named("doubled text", "DO $$ DECLARE s text := 'x'; BEGIN LOOP s := s || s; END LOOP; END $$;");
        yield return Named("repeated text", "SELECT repeat('x', 2147483647) || repeat('y', 2147483647); SELECT lpad('x', 2147483647), rpad('x', 2147483647);");
        yield return Named("a view of itself", "CREATE VIEW v AS SELECT 1 AS a; CREATE OR REPLACE VIEW v AS SELECT a FROM v; CREATE OR REPLACE VIEW v AS SELECT a, 1 AS b FROM v; SELECT * FROM v; ALTER VIEW v RENAME TO w; DROP VIEW w CASCADE;");
        yield return Named("a table that inherits from itself", "CREATE TABLE a (i int); CREATE TABLE b () INHERITS (a); ALTER TABLE a INHERIT b; ALTER TABLE a INHERIT a; ALTER TABLE a ADD COLUMN j int; DROP TABLE a CASCADE;");
        yield return Named("a partition of itself", "CREATE TABLE a (i int) PARTITION BY LIST (i); ALTER TABLE a ATTACH PARTITION a DEFAULT; CREATE TABLE b PARTITION OF a DEFAULT PARTITION BY LIST (i); ALTER TABLE b ATTACH PARTITION a DEFAULT; DROP TABLE a, b;");
        yield return Named("a key of itself", "CREATE TABLE a (i int PRIMARY KEY REFERENCES a, j int REFERENCES a (j)); ALTER TABLE a ADD FOREIGN KEY (i) REFERENCES a; ALTER TABLE a ALTER i TYPE bigint; TRUNCATE a CASCADE; DROP TABLE a;");
        yield return Named("a type of itself", "CREATE TYPE t AS (i int); ALTER TYPE t ADD ATTRIBUTE t t; CREATE DOMAIN d AS int; CREATE DOMAIN e AS d; ALTER DOMAIN d ADD CHECK (VALUE::e > 0); DROP TYPE t CASCADE;");
        yield return Named("a query that repeats itself", "CREATE TABLE a AS WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT * FROM r, r AS s, r AS t;");
        yield return Named("joins of catalogs", "SELECT 1 FROM pg_class a, pg_class b, pg_class c, pg_attribute d, pg_proc e WHERE a.oid = e.oid + b.oid * c.oid;");
        yield return Named("5,000 columns", $"CREATE TABLE t ({Columns(5000)}); ALTER TABLE t {string.Join(", ", Enumerable.Range(0, 5000).Select(static i => $"ADD COLUMN d{i} int DEFAULT {i}"))};");
        yield return Named("1,600 columns", $"CREATE TABLE t ({Columns(1600)}); CREATE VIEW v AS SELECT * FROM t; {string.Concat(Enumerable.Range(0, 200).Select(static i => $"ALTER TABLE t RENAME COLUMN c{i} TO d{i};"))} DROP TABLE t CASCADE;");
        yield return Named("parentheses", $"SELECT {new string('(', 20_000)}1{new string(')', 20_000)};");
        yield return Named("sums", $"SELECT 1{string.Concat(Enumerable.Repeat(" + 1", 20_000))};");
        yield return Named("nested queries", $"CREATE VIEW v AS {string.Concat(Enumerable.Repeat("SELECT * FROM (", 2000))}SELECT 1 AS a{string.Concat(Enumerable.Repeat(") AS s", 2000))};");
        yield return Named("views of views", "CREATE VIEW v0 AS SELECT 1 AS a;" + string.Concat(Enumerable.Range(1, 300).Select(static i => $"CREATE VIEW v{i} AS SELECT x.a FROM v{i - 1} x JOIN v{i - 1} y USING (a);")) + "DROP VIEW v0 CASCADE;");
        yield return Named("long literals", $"CREATE TABLE t (a text DEFAULT '{new string('x', 500_000)}', b numeric DEFAULT {new string('9', 50_000)}, c int[] DEFAULT '{{{string.Join(",", Enumerable.Range(0, 50_000))}}}');");
        yield return Named("long names", $"CREATE TABLE \"{new string('é', 20_000)}\" (id serial PRIMARY KEY, CHECK (id > 0)); ALTER TABLE \"{new string('é', 20_000)}\" RENAME TO a;");
    }

    [TestCaseSource(nameof(Endless))]
    public void Sql_that_would_run_for_ever_comes_to_an_end(string sql)
    {
        var files = new InMemoryFileSystem { ["/p/migrations/0001_a.sql"] = sql, ["/p/migrations/0002_b.sql"] = sql };
        AssertReplays(files, sql.Length > 300 ? sql[..300] : sql);
    }

    [TestCase("chains")]
    [TestCase("failing")]
    public void Mutated_migrations_are_replayed(string corpus)
    {
        var random = new Random(20261130);
        foreach (var folder in Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "tests", "cases", corpus)).Order(StringComparer.Ordinal))
        {
            var texts = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .ToDictionary(file => "/p/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText);
            var words = texts.Where(static text => IsCode(text.Key)).SelectMany(static text => Tokens(text.Value)).Where(IsWord).ToList();
            for (var round = 0; round < 3; round++)
            {
                var files = new InMemoryFileSystem();
                foreach (var (path, text) in texts)
                {
                    files[path] = IsCode(path) && random.Next(3) > 0 ? Mutate(text, words, random) : text;
                }

                AssertReplays(files, $"{Path.GetFileName(folder)}, round {round}");
            }
        }
    }

    private static void AssertReplays(InMemoryFileSystem files, string what)
    {
        foreach (var fromEmpty in new[] { true, false })
        {
            ReplayedSchema? replayed = null;
            Exception? exception = null;
            var thread = new Thread(
                () =>
                {
                    try
                    {
                        replayed = new SchemaReplay(files, new LintOptions { Today = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc), FromEmpty = fromEmpty }).Run(new LintRequest { Paths = ["/p"] });
                        _ = replayed.ToSql();
                        _ = replayed.Snapshot;
                    }
                    catch (Exception thrown)
                    {
                        // Unhandled, it would end the test process instead of the test.
                        exception = thrown;
                    }
                },
                768 * 1024) { IsBackground = true };
            thread.Start();
            Assert.That(thread.Join(HangGuard), Is.True, $"{what} takes longer than {HangGuard.TotalSeconds} s.");
            Assert.That(exception, Is.Null, what);
            Assert.That(replayed!.NotUnderstood.Select(static remark => remark.Reason), Has.None.Contains("internal error"), what);
        }
    }

    private static string Mutate(string text, List<string> words, Random random)
    {
        var tokens = Tokens(text);
        for (var i = random.Next(1, 6); i > 0 && tokens.Count > 3; i--)
        {
            var (here, there) = (random.Next(tokens.Count), random.Next(tokens.Count));
            var length = Math.Min(random.Next(30), tokens.Count - here);
            switch (random.Next(7))
            {
                case 0:
                    tokens.RemoveRange(here, Math.Min(length, 3));
                    break;
                case 1:
                    tokens.InsertRange(here, tokens.GetRange(here, length));
                    break;
                case 2:
                    (tokens[here], tokens[there]) = (tokens[there], tokens[here]);
                    break;
                case 3:
                    tokens[here] = words[random.Next(words.Count)];
                    break;
                case 4:
                    tokens[here] = Oddities[random.Next(Oddities.Length)];
                    break;
                case 5:
                    var moved = tokens.GetRange(here, length);
                    tokens.RemoveRange(here, length);
                    tokens.InsertRange(Math.Min(there, tokens.Count), moved);
                    break;
                default:
                    var (old, other) = (tokens[here], words[random.Next(words.Count)]);
                    tokens = [.. tokens.Select(token => IsWord(old) && token == old ? other : token)];
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static bool IsCode(string path) => path.EndsWith(".sql", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal) || path.EndsWith(".ts", StringComparison.Ordinal);

    private static bool IsWord(string token) => token.Length > 0 && (char.IsLetterOrDigit(token[0]) || token[0] == '_');

    private static List<string> Tokens(string text) => [.. Token().Matches(text).Select(static match => match.Value)];

    [GeneratedRegex(@"\s+|\w+|'[^']*'|""[^""]*""|.", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Token();
}
