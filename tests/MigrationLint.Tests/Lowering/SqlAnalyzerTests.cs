using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering;

/// <summary>What parse analysis says of what it cannot know. That it agrees with a server where it knows is shown by the oracle of expressions.</summary>
[TestFixture]
public sealed class SqlAnalyzerTests
{
    [TestCase("CREATE TABLE t (a timestamptz DEFAULT 'now')", TestName = "A_constant_of_the_moment_is_not_known")]
    [TestCase("CREATE TABLE t (a int DEFAULT ${value})", TestName = "A_hole_in_a_default_makes_it_unknown")]
    [TestCase("CREATE EXTENSION postgis; CREATE TABLE t (a geometry(Point, 4326) DEFAULT ST_MakePoint(1, 2))", TestName = "What_an_unknown_extension_may_bring_is_not_refused")]
    [TestCase("CREATE TABLE t (a tsvector DEFAULT 'a:1 b')", TestName = "A_constant_that_is_not_read_here_is_unknown")]
    public void A_default_is_there_and_its_text_is_not_known(string sql)
    {
        var session = Run(isStrict: true, sql, out var refusal);

        Assert.That(refusal, Is.Null);
        Assert.That(Table(session, "t").Columns[0].Default, Is.Not.Null.And.Property(nameof(SchemaExpression.IsUnknown)).True);
    }

    [TestCase("CREATE TABLE t (a int DEFAULT made_elsewhere())")]
    [TestCase("CREATE TABLE t (a int, CHECK (made_elsewhere(a)))")]
    [TestCase("ALTER TABLE elsewhere ADD CHECK (column_of_elsewhere > 0)")]
    [TestCase("CREATE VIEW v AS SELECT x, y FROM elsewhere WHERE z > 0")]
    [TestCase("CREATE TABLE t (a type_made_elsewhere)")]
    [TestCase("INSERT INTO elsewhere (a, b) VALUES (1, 2)")]
    [TestCase("UPDATE elsewhere SET a = 1 WHERE b = 2")]
    [TestCase("SELECT * FROM elsewhere JOIN other_place USING (id)")]
    public void What_may_have_been_made_elsewhere_is_not_refused(string sql)
    {
        Run(isStrict: false, sql, out var refusal);

        Assert.That(refusal?.Message, Is.Null);
    }

    [TestCase("CREATE TABLE t (a int DEFAULT made_elsewhere())", "42883")]
    [TestCase("CREATE VIEW v AS SELECT x FROM elsewhere", "42P01")]
    [TestCase("CREATE TABLE t (a type_made_elsewhere)", "42704")]
    public void What_nothing_made_is_refused_on_an_empty_database(string sql, string sqlState)
    {
        Run(isStrict: true, sql, out var refusal);

        Assert.That(refusal?.SqlState, Is.EqualTo(sqlState));
    }

    [Test]
    public void A_rename_shows_in_what_names_the_object()
    {
        var session = Run(
            isStrict: true,
            "CREATE SEQUENCE s; CREATE TABLE t (a int DEFAULT nextval('s'), CHECK (a > 0)); CREATE VIEW v AS SELECT a FROM t; ALTER SEQUENCE s RENAME TO r; ALTER TABLE t RENAME a TO b; ALTER TABLE t RENAME TO u",
            out var refusal);
        var printer = new SchemaPrinter(session.Schema);
        var table = Table(session, "u");

        Assert.That(refusal?.Message, Is.Null);
        Assert.That(printer.Expression(table.Columns[0].Default!), Is.EqualTo("nextval('r'::regclass)"));
        Assert.That(printer.Expression(table.Constraints.OfType<CheckConstraint>().Single().Expression), Is.EqualTo("(b > 0)"));
        Assert.That(table.Columns[0].Default!.References, Has.Member(session.Schema.FindRelation(new QualifiedName("public", "r"))!.Id));
    }

    [Test]
    public void An_expression_that_is_nested_deeper_than_anybody_writes_ends_as_unknown()
    {
        var session = Run(isStrict: true, $"CREATE TABLE t (a int, CHECK ({string.Concat(Enumerable.Repeat("a + ", 5000))}a > 0))", out var refusal);

        Assert.That(refusal?.Message, Is.Null);
        Assert.That(Table(session, "t").Constraints.OfType<CheckConstraint>().Single().Expression.IsUnknown);
    }

    [Test]
    public void A_query_tells_what_it_reads()
    {
        var session = Run(isStrict: true, "CREATE TABLE t (a int, b int, c int); CREATE VIEW v AS SELECT a FROM t WHERE b > 0", out _);
        var view = (View)session.Schema.FindRelation(new QualifiedName("public", "v"))!;

        Assert.That(view.Query.Reads.Select(read => read.Column), Is.EquivalentTo(["a", "b"]));
        Assert.That(view.Query.DependsOn, Is.EqualTo([Table(session, "t").Id]));
        Assert.That(view.Query.IsAutoUpdatable);
    }

    private static Table Table(ReplaySession session, string name) => (Table)session.Schema.FindRelation(new QualifiedName("public", name))!;

    private static ReplaySession Run(bool isStrict, string sql, out Refusal? refusal)
    {
        var session = new ReplaySession(new ReplayOptions { IsStrict = isStrict });
        var script = SqlScriptReader.Read(new SourceText("a.sql", sql), SqlPlaceholders.None);
        refusal = null;
        foreach (var statement in script.Statements)
        {
            refusal ??= session.TryStatement(script.Tokens.Text.ToSource(statement.Span), false, () => new SqlLowering(session).Execute(statement, script.Tokens));
        }

        return session;
    }
}
