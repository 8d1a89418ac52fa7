using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Lowering.Sql;
using MigrationLint.Tests.Rules;

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
    [TestCase("select $1 -- yes", "-- yes", false)]
    [TestCase("select 'e\\' -- yes", "-- yes", false)]
    public void Comments_are_told_from_strings(string sql, string comments, bool isEmpty)
    {
        var facts = Read(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('|', facts.Comments.Select(comment => sql.Substring(comment.Span.Start, comment.Span.Length))), Is.EqualTo(comments));
            Assert.That(facts.IsEmpty, Is.EqualTo(isEmpty));
        }
    }

    [TestCase("create table t (id int auto_increment primary key) engine=InnoDB;", "MySQL")]
    [TestCase("create table `t` (`id` int);", "MySQL")]
    [TestCase("create table t (id integer primary key autoincrement);", "SQLite")]
    [TestCase("create table [dbo].[t] ([id] int identity(1,1));", "SQL Server")]
    [TestCase("create table t (name varchar2(20));\ncreate table u (x number(3)) storage (initial 1);", "Oracle")]
    public void Files_for_another_database_are_named_once_and_not_called_broken(string sql, string database)
    {
        var facts = Read(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.SyntaxErrors, Is.Empty);
            Assert.That(facts.NotUnderstood.Select(part => part.Reason), Is.EqualTo(new[] { "it is written for " + database }));
        }
    }

    [Test]
    public void Commands_and_placeholders_whose_effect_is_unknown_are_counted()
    {
        var facts = Read("\\restrict abc\n\\i other.sql\nselect 1 \\gexec\n{{ statement }};\ncreate table t (id int);\n");
        Assert.That(
            facts.NotUnderstood.Select(part => part.Reason),
            Is.EqualTo(new[] { "psql would read other.sql here", "psql would run what the query returns", "a placeholder decides what the statement is" }));
    }

    private static MigrationFacts Read(string sql)
    {
        var files = new InMemoryFileSystem();
        files.Add("/project/migrations/1_a.sql", sql);
        return SqlFileReader.Read(new MigrationFile
        {
            Path = "/project/migrations/1_a.sql",
            Content = files.Read("/project/migrations/1_a.sql"),
            Language = MigrationLanguage.Sql,
            Number = null,
        });
    }
}
