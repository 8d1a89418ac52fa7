using MigrationLint.Lowering.Sql;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

/// <summary>What a user reads of broken SQL.</summary>
public sealed class SyntaxErrorTextTests
{
    [TestCase("|CRATE TABLE a (id int);", "no statement begins with 'CRATE'; perhaps CREATE is meant")]
    [TestCase("CREATE |TABEL a (id int);", "TABLE, INDEX or another kind of object expected, found 'TABEL'; perhaps TABLE is meant")]
    [TestCase("SELECT * |FORM a;", "unexpected 'FORM'; perhaps FROM is meant")]
    [TestCase("SELECT * FROM a WEHRE |id = 1;", "unexpected 'id' behind 'WEHRE'; perhaps WHERE is meant")]
    [TestCase("ALTER TABLE a ALTER COLUM |b SET NOT NULL;", "ADD, DROP, OPTIONS, RESET, RESTART, SET or TYPE expected, found 'b' behind 'COLUM'; perhaps COLUMN is meant")]
    [TestCase("UPDATE a SET b = 1 |colour;", "unexpected 'colour'")]
    public void A_misspelt_word_is_named_where_the_right_one_lets_the_statement_go_on(string sql, string message) => AssertSays(sql, message);

    [TestCase("CREATE TABLE |user (id int);", "a table name expected, found the reserved word USER; as a name it is written \"user\"")]
    [TestCase("INSERT INTO a (id, |desc, limit) VALUES (1, 2, 3);", "a column name expected, found the reserved word DESC; as a name it is written \"desc\"")]
    [TestCase("SELECT id, |order FROM a;", "an expression expected, found the reserved word ORDER; as a name it is written \"order\"")]
    [TestCase("SELECT a + |FROM t;", "an expression expected, found the reserved word FROM")]
    public void A_reserved_word_that_is_meant_as_a_name_is_told_to_be_one(string sql, string message) => AssertSays(sql, message);

    [TestCase("CREATE TABLE a (\n  id int\n  |name text\n);", "',' or ')' expected, found 'name'; a comma is missing before it")]
    [TestCase("CREATE TABLE a (b int REFERENCES b (id)\n  CONSTRAINT u UNIQUE |(id));", "',' or ')' expected, found '('; a comma is missing before 'CONSTRAINT'")]
    [TestCase("CREATE TABLE a (id int, |);", "the comma before ')' is one too many")]
    [TestCase("SELECT a, b, |FROM t;", "the comma before 'FROM' is one too many")]
    [TestCase("ALTER TABLE a ADD COLUMN b int,|;", "the comma before the end of the statement is one too many")]
    [TestCase("ALTER TABLE a ADD COLUMN b int, |c int;", "ADD, ALTER, DROP, SET or another action expected, found 'c'; ADD is missing before it")]
    [TestCase("ALTER TABLE a ALTER COLUMN b |varchar(20);", "ADD, DROP, OPTIONS, RESET, RESTART, SET or TYPE expected, found 'varchar'; TYPE is missing before it")]
    [TestCase("INSERT |a (id) VALUES (1);", "INTO expected, found 'a'")]
    public void What_is_missing_or_too_much_is_told(string sql, string message) => AssertSays(sql, message);

    [TestCase("CREATE TABLE a (\n  id int|\n;", "',' or ')' expected, but the statement ends here; the '(' of line 1 is not closed")]
    [TestCase("CREATE TABLE a (\n  id int|;\n  name text\n);", "',' or ')' expected, found ';'; the '(' of line 1 is not closed")]
    [TestCase("CREATE TABLE a (id int)|);", "unexpected ')'; it closes nothing")]
    [TestCase("SELECT count(* |FROM a;", "')' expected, found 'FROM'")]
    public void A_parenthesis_that_is_not_closed_is_named(string sql, string message) => AssertSays(sql, message);

    [TestCase("ALTER TABLE a ADD CONSTRAINT IF NOT |EXISTS c CHECK (x > 0);", "PostgreSQL takes no IF NOT EXISTS here")]
    [TestCase("CREATE VIEW IF |NOT EXISTS v AS SELECT 1;", "PostgreSQL takes no IF NOT EXISTS here")]
    [TestCase("DROP TABLE a |IF EXISTS;", "IF EXISTS stands before the name")]
    [TestCase("CREATE OR REPLACE |TABLE a (id int);", "PostgreSQL has no CREATE OR REPLACE TABLE")]
    [TestCase("CREATE OR REPLACE |INDEX i ON a (b);", "PostgreSQL has no CREATE OR REPLACE INDEX")]
    [TestCase("CREATE INDEX i |CONCURRENTLY ON a (b);", "ON expected, found 'CONCURRENTLY'; CONCURRENTLY stands right behind INDEX")]
    [TestCase("SELECT * FROM a ORDER BY id |WHERE id > 1;", "unexpected 'WHERE'; it stands before ORDER BY")]
    [TestCase("DELETE FROM a WHERE id = 1 |WHERE b = 2;", "unexpected 'WHERE'; the statement has a WHERE already")]
    public void A_clause_in_the_wrong_place_or_that_PostgreSQL_does_not_have_is_told(string sql, string message) => AssertSays(sql, message);

    [TestCase("INSERT INTO a VALUES ('it'|s'); SELECT 1;", "',' or ')' expected, found 's'; the quote before it ends the string: a quote within is written twice ('')")]
    [TestCase("CREATE TABLE a (|'id' int);", "a column name expected, found the string 'id'; a name stands in double quotes, or in none")]
    [TestCase("CREATE TABLE my|-table (id int);", "'(' or AS expected, found '-'; a name with a '-' in it stands in double quotes")]
    [TestCase("CREATE TABLE a (id int, |// the id\n  b int);", "a column name expected, found '//'; a comment begins with '--' in SQL, not with '//'")]
    [TestCase("CREATE TABLE a |\uff08id int);", "'(' or AS expected, found '\uff08id'; PostgreSQL takes \uff08 (U+FF08) for a letter")]
    [TestCase("ALTER TABLE a\u00a0ADD |COLUMN b int;", "ADD, ALTER, DROP, SET or another action expected, found 'COLUMN'; PostgreSQL takes the special blank in it (U+00A0) for a letter")]
    [TestCase("|```sql\nCREATE TABLE a (id int);", "a fence of Markdown stands in the SQL")]
    [TestCase("CREATE TABLE a (|\\n  id int\\n);", "a column name expected, but the statement ends here; psql takes '\\n' before it for a command")]
    [TestCase("|IF 1 = 1 THEN;", "no statement begins with 'IF'; PL/pgSQL stands in a DO block or in a function")]
    [TestCase("ALTER TABLE a |MODIFY COLUMN b text;", "ADD, ALTER, DROP, SET or another action expected, found 'MODIFY'; that is MySQL's syntax, not PostgreSQL's")]
    [TestCase("SELECT TOP |10 * FROM a;", "unexpected '10' behind 'TOP', which is SQL Server's")]
    public void What_does_not_belong_into_the_SQL_is_named(string sql, string message) => AssertSays(sql, message);

    [TestCase("UPDATE cars SET engine = 'x' WEHRE id = 1;")]
    [TestCase("SELECT number(1) FORM t;")]
    [TestCase("CREATE TABLE a (unsigned boolean, total int\n  created date);")]
    [TestCase("COPY a (b) FROM '/x' WITH (\n  DELIMITER ',' HEADER);")]
    [TestCase("ALTER TABLE a MODIFY COLUMN b text;")]
    [TestCase("CREATE TABLE a (id int AUTO_INCREMENT, at timestamptz);")]
    [TestCase("```sql\nCREATE TABLE a (id int);\n```")]
    public void A_script_of_PostgreSQL_with_a_mistake_is_not_taken_for_one_of_another_database(string sql) =>
        Assert.That(ForeignDialect.Find(Read(sql)), Is.Null);

    [TestCase("CREATE TABLE `a` (id int(11));", "MySQL")]
    [TestCase("CREATE TABLE a (id int UNSIGNED);", "MySQL")]
    [TestCase("ALTER TABLE a MODIFY COLUMN b text;\nALTER TABLE a CHANGE b c text;", "MySQL")]
    [TestCase("DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$\nDELIMITER ;", "MySQL")]
    [TestCase("CREATE TABLE a (id int)\nGO", "SQL Server")]
    [TestCase("CREATE TABLE [dbo].[a] ([id] int);", "SQL Server")]
    [TestCase("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);", "SQLite")]
    [TestCase("CREATE TABLE a (id NUMBER(10), CONSTRAINT pk PRIMARY KEY (id) ENABLE);", "Oracle")]
    public void A_script_of_another_database_is_known(string sql, string database) => Assert.That(ForeignDialect.Find(Read(sql)), Is.EqualTo(database));

    [Test]
    public void The_time_for_a_broken_statement_of_many_tokens_does_not_grow_with_its_square()
    {
        var row = string.Concat(Enumerable.Repeat("(1, 'x' WHERE 2), ", 20_000));
        Assert.That(Read("INSERT INTO a VALUES " + row + "(1);").Statements, Has.Count.EqualTo(1));
    }

    private static SqlScript Read(string sql) => SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.Psql);

    private static void AssertSays(string marked, string message)
    {
        var place = marked.IndexOf('|');
        var sql = marked.Remove(place, 1);
        var errors = Read(sql).Statements.Where(static statement => statement.Error is not null).Select(static statement => statement.Error!).ToList();
        Assert.That(errors, Has.Count.EqualTo(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors[0].Message, Is.EqualTo(message));
            Assert.That(errors[0].Span.Start, Is.EqualTo(place));
        }
    }
}
