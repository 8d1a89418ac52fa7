using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>Statements whose meaning depends on what those before them made.</summary>
[TestFixture]
public sealed class ReplayedStatementTests
{
    [Test]
    public void LIKE_copies_columns_and_what_is_asked_for()
    {
        var schema = Replay("CREATE TABLE a (x int NOT NULL DEFAULT 3 CHECK (x > 0), y text UNIQUE); CREATE INDEX ON a (lower(y)); CREATE TABLE b (LIKE a INCLUDING ALL, z int REFERENCES a (y));");
        Assert.That(schema, Is.EqualTo("42804 foreign key constraint \"b_z_fkey\" cannot be implemented"));
        schema = Replay("CREATE TABLE a (x int NOT NULL DEFAULT 3 CHECK (x > 0), y text UNIQUE); CREATE INDEX ON a (lower(y)); CREATE TABLE b (LIKE a INCLUDING ALL, z int);");
        Assert.That(schema, Is.EqualTo("a: x integer not null default 3, y text; a_x_check, a_y_key; a_y_key, a_lower_idx\nb: x integer not null default 3, y text, z integer; a_x_check, b_y_key; b_y_key, b_lower_idx"));
    }

    [Test]
    public void LIKE_without_options_copies_NOT_NULL_only() =>
        Assert.That(Replay("CREATE TABLE a (x int NOT NULL DEFAULT 3 CHECK (x > 0)); CREATE TABLE b (LIKE a);").Split('\n')[1], Is.EqualTo("b: x integer not null; ; "));

    [Test]
    public void Columns_of_parents_come_first_and_merge() =>
        Assert.That(
            Replay("CREATE TABLE a (x int, y text); CREATE TABLE b (y text NOT NULL, z int); CREATE TABLE c (z int DEFAULT 1, w int) INHERITS (a, b);").Split('\n')[2],
            Is.EqualTo("c: x integer, y text not null, z integer default 1, w integer; ; "));

    [Test]
    public void A_partition_has_the_columns_of_its_table() =>
        Assert.That(
            Replay("CREATE TABLE a (x int, y text DEFAULT 'b') PARTITION BY RANGE (x); CREATE TABLE b PARTITION OF a (y DEFAULT 'c') FOR VALUES FROM (1) TO (10);").Split('\n')[1],
            Is.EqualTo("b: x integer, y text default 'c'::text; ; "));

    [Test]
    public void Elements_of_a_schema_see_one_another() =>
        Assert.That(
            Replay("CREATE SCHEMA s CREATE INDEX ON t (a) CREATE TABLE u (b int REFERENCES t) CREATE TABLE t (a int PRIMARY KEY);"),
            Is.EqualTo("42P01 relation \"t\" does not exist"));

    [Test]
    public void Tables_of_a_schema_are_made_in_their_order() =>
        Assert.That(
            Replay("CREATE SCHEMA s CREATE INDEX ON t (a) CREATE TABLE t (a int PRIMARY KEY) CREATE TABLE u (b int REFERENCES t);"),
            Is.EqualTo("s.t: a integer not null; t_pkey; t_pkey, t_a_idx\ns.u: b integer; u_b_fkey; "));

    [Test]
    public void A_bare_name_is_looked_for_along_the_search_path() =>
        Assert.That(
            Replay("CREATE SCHEMA s; CREATE TABLE t (a int); CREATE TABLE s.u (a int); SET search_path = s, public; ALTER TABLE t ADD b int; CREATE TABLE w (a int); ALTER TABLE u ADD c int;"),
            Is.EqualTo("t: a integer, b integer; ; \ns.u: a integer, c integer; ; \ns.w: a integer; ; "));

    [TestCase("CREATE TABLE t (a int); CREATE TABLE IF NOT EXISTS t (a nope);", "t: a integer; ; ")]
    [TestCase("CREATE TABLE t (a int); ALTER TABLE t ADD COLUMN IF NOT EXISTS a nope UNIQUE;", "t: a integer; ; ")]
    [TestCase("CREATE TABLE t (a int); ALTER TABLE IF EXISTS u ADD COLUMN a nope;", "t: a integer; ; ")]
    [TestCase("CREATE TABLE t (a int); CREATE INDEX IF NOT EXISTS i ON t (b);", "42703 column \"b\" does not exist")]
    public void What_is_there_already_is_not_read_but_for_indexes(string sql, string expected) => Assert.That(Replay(sql), Is.EqualTo(expected));

    [TestCase("CREATE TABLE t (a text); ALTER TABLE t ALTER a TYPE int;", "42804 column \"a\" cannot be cast automatically to type integer")]
    [TestCase("CREATE TABLE t (a text DEFAULT 'x'); ALTER TABLE t ALTER a TYPE int USING a::int;", "42804 default for column \"a\" cannot be cast automatically to type integer")]
    [TestCase("CREATE TABLE t (a text); ALTER TABLE t ALTER a TYPE serial;", "42704 type \"serial\" does not exist")]
    [TestCase("CREATE TABLE t (a int); ALTER TABLE t ALTER a TYPE bigint, ALTER a TYPE text;", "0A000 cannot alter type of column \"a\" twice")]
    [TestCase("CREATE VIEW v AS SELECT 1 AS a; ALTER TABLE v ADD b int;", "42809 ALTER action ADD COLUMN cannot be performed on relation \"v\"")]
    [TestCase("CREATE TABLE t (a int); DROP VIEW t;", "42809 \"t\" is not a view")]
    [TestCase("CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f();", "42P17 function f must return type trigger")]
    [TestCase("CREATE TABLE t (a int); CREATE TABLE u (b int) INHERITS (t); CREATE TABLE w (a text) INHERITS (t);", "42804 column \"a\" has a type conflict")]
    [TestCase("CREATE TABLE t (a int); CREATE TABLE p PARTITION OF t DEFAULT;", "42P17 \"t\" is not partitioned")]
    [TestCase("CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (2);", "42P16 invalid bound specification for a list partition")]
    public void What_was_made_before_decides_what_is_refused(string sql, string refusal) => Assert.That(Replay(sql), Is.EqualTo(refusal));

    // A table a line: columns; constraints; indexes. Or why a statement is refused.
    private static string Replay(string sql)
    {
        var session = new ReplaySession(new ReplayOptions { IsStrict = true });
        session.BeginFile(new MigrationStepInfo("a.sql", TransactionModel.None));
        new SqlLowering(session).Lower(SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.Psql));
        var outcome = session.EndFile();
        var printer = new SchemaPrinter(session.Schema);
        return outcome.Refusals is [{ } refusal, ..] ? $"{refusal.SqlState} {refusal.Message}" : string.Join('\n', session.Schema.Relations.OfType<Table>().Select(Print));

        string Print(Table table) =>
            $"{table.Name}: {string.Join(", ", table.Columns.Select(PrintColumn))}; {string.Join(", ", table.Constraints.Select(constraint => constraint.Name))}; {string.Join(", ", table.Indexes.Select(index => index.Name))}";

        string PrintColumn(Column column) =>
            $"{column.Name} {printer.Type(column.Type)}{(column.IsNotNull ? " not null" : "")}{(column.Default is { } value ? " default " + printer.Expression(value) : "")}";
    }
}
