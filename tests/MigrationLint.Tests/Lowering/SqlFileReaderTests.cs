using MigrationLint.Sql;

namespace MigrationLint.Tests.Lowering;

public sealed class SqlFileReaderTests
{
    [TestCase("select 1 -- a\n; /* b */", "-- a|/* b */", false)]
    [TestCase("/* a /* nested */ b */ select 1", "/* a /* nested */ b */", false)]
    [TestCase("select '-- no', \"-- no\", $$ -- no $$, $tag$ /* no */ $tag$, E'\\' -- no' -- yes", "-- yes", false)]
    [TestCase("select 'it''s -- no' -- yes", "-- yes", false)]
    [TestCase("select a$1$ -- yes", "-- yes", false)]
    [TestCase("-- only\r\n/* comments */ ;\n", "-- only|/* comments */", true)]
    [TestCase("", "", true)]
    [TestCase("/* open", "/* open", true)]
    [TestCase("select $1 -- yes", "-- yes", false)]
    [TestCase("select 'e\\' -- yes", "-- yes", false)]
    public void Comments_are_told_from_strings(string sql, string comments, bool isEmpty)
    {
        var (found, empty) = SqlTrivia.Scan(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('|', found.Select(span => sql.Substring(span.Start, span.Length))), Is.EqualTo(comments));
            Assert.That(empty, Is.EqualTo(isEmpty));
        }
    }
}
