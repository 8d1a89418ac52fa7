using System.Text;

namespace MigrationLint.Benchmarks;

/// <summary>Texts that bring careless parsers to quadratic time or to the end of the stack. Each is built from a piece that is repeated to a given length.</summary>
internal static class HostileSql
{
    /// <summary>Name, and the text of at least a given number of characters.</summary>
    public static readonly (string Name, Func<int, string> Text)[] Shapes =
    [
        ("parentheses that open", length => "SELECT " + Repeat("(", length)),
        ("parentheses that close", length => "SELECT 1" + Repeat(")", length)),
        ("nested parentheses", length => "SELECT " + Nested("(", "1", ")", length) + ";"),
        ("nested subqueries", length => "SELECT " + Nested("(SELECT ", "1", ")", length) + ";"),
        ("nested FROM", length => Nested("SELECT * FROM (", "SELECT 1", ") x", length) + ";"),
        ("nested joins in parentheses", length => "SELECT * FROM " + Nested("(", "a", " JOIN b ON true)", length) + ";"),
        ("nested CASE", length => "SELECT " + Nested("CASE WHEN a THEN ", "1", " END", length) + ";"),
        ("nested function calls", length => "SELECT " + Nested("f(", "1", ")", length) + ";"),
        ("nested arrays", length => "SELECT " + Nested("ARRAY[", "1", "]", length) + ";"),
        ("brackets that open", length => "SELECT a" + Repeat("[", length) + ";"),
        ("chain of NOT", length => "SELECT " + Repeat("NOT ", length) + "true;"),
        ("chain of signs", length => "SELECT " + Repeat("- ", length) + "1;"),
        ("chain of casts", length => "SELECT 1" + Repeat("::int", length) + ";"),
        ("chain of AND and OR", length => "SELECT a" + Repeat(" AND b OR c", length) + ";"),
        ("chain of ||", length => "SELECT 'a'" + Repeat(" || 'b'", length) + ";"),
        ("chain of exponents", length => "SELECT 1" + Repeat(" ^ 2", length) + ";"),
        ("long IN list", length => "SELECT a IN (1" + Repeat(", 1", length) + ");"),
        ("long VALUES", length => "INSERT INTO t VALUES (1, 'x')" + Repeat(", (1, 'x')", length) + ";"),
        ("chain of UNION", length => "SELECT 1" + Repeat(" UNION ALL SELECT 1", length) + ";"),
        ("chain of dots", length => "SELECT a" + Repeat(".a", length) + ";"),
        ("wide table", length => "CREATE TABLE t (a int" + Repeat(", a int NOT NULL DEFAULT 1", length) + ");"),
        ("many statements", length => Repeat("SELECT 1;\n", length)),
        ("many broken statements", length => Repeat("CREATE TABLE (;\n", length)),
        ("statements without semicolons", length => Repeat("CREATE TABLE t (a int)\n", length)),
        ("broken statements without semicolons", length => Repeat("CREATE TABLE t (a int\n", length)),
        ("semicolons", length => Repeat(";", length)),
        ("comments", length => Repeat("/* a */ -- b\n", length)),
        ("comments that open", length => Repeat("/*", length)),
        ("quotes that do not end", length => Repeat("SELECT 'a;\nSELECT \"b;\n", length) + "'"),
        ("dollar quotes that do not end", length => Numbered(number => $"DO $tag{number}$ BEGIN;\n", length)),
        ("words between dollar quotes", length => "SELECT " + Repeat("$$a", length)),
        ("dollar signs", length => "SELECT " + Repeat("$", length)),
        ("backslashes", length => "SELECT E'" + Repeat("\\\\", length)),
        ("BEGIN ATOMIC in BEGIN ATOMIC", length => Repeat("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC ", length)),
        ("COPY without data", length => Repeat("COPY t FROM stdin;\n", length)),
        ("holes", length => "SELECT " + Repeat("${a} {{ b }} ", length) + ";"),
        ("holes that do not end", length => "SELECT " + Repeat("${ {{ <% ", length) + ";"),
        ("keywords", length => Repeat("SELECT FROM WHERE CREATE TABLE ALTER ", length)),
        ("WITH in WITH", length => Nested("WITH a AS (", "SELECT 1", ") SELECT 2", length) + ";"),
        ("type modifiers", length => "SELECT x::numeric(1" + Repeat(",1", length) + ");"),
        ("PL/pgSQL blocks", length => "DO $$ " + Repeat("BEGIN IF a THEN ", length) + "$$;"),
    ];

    private static string Repeat(string piece, int length) => new StringBuilder().Insert(0, piece, (length / piece.Length) + 1).ToString();

    private static string Nested(string open, string inner, string close, int length)
    {
        var count = (length / (open.Length + close.Length)) + 1;
        return new StringBuilder().Insert(0, open, count).Append(inner).Insert(open.Length * count + inner.Length, close, count).ToString();
    }

    private static string Numbered(Func<int, string> piece, int length)
    {
        var text = new StringBuilder();
        for (var number = 0; text.Length < length; number++)
        {
            text.Append(piece(number));
        }

        return text.ToString();
    }
}
