using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>What other programs put into a text, and where operations are written.</summary>
[TestFixture]
public sealed class HoleTests
{
    [TestCase("ALTER TABLE t ADD COLUMN {{ .Name }} int", "RunSql(a placeholder decides what the statement is) MayTouch=[t]")]
    [TestCase("CREATE INDEX ON s.t ({{ .Column }})", "RunSql(a placeholder decides what the statement is) MayTouch=[s.t]")]
    [TestCase("DROP TABLE {{ .Table }}", "RunSql(a placeholder decides what the statement is)")]
    [TestCase("ALTER TABLE t ADD CHECK (a > {{ .Limit }})", "AddCheck(t, Check(?))")]
    [TestCase("ALTER TABLE t ALTER a SET DEFAULT {{ .Value }}", "SetDefault(t, a, ?)")]
    public void A_placeholder_is_a_value_or_decides(string sql, string operation)
    {
        var sink = new RecordingSink();
        new SqlLowering(sink).Lower(SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.Psql));
        Assert.That(string.Join('\n', sink.Operations.Select(OperationText.Of)), Is.EqualTo(operation));
    }

    [Test]
    public void An_operation_stands_where_its_clause_is_written()
    {
        var source = new SourceText("/a.sql", "ALTER TABLE t ADD COLUMN a int REFERENCES u, DROP COLUMN b");
        var sink = new RecordingSink();
        new SqlLowering(sink).Lower(SqlScriptReader.Read(source, SqlPlaceholders.None));
        Assert.That(
            sink.Operations.Select(operation => $"{operation.GetType().Name}: {source.Slice(operation.Source.Span)}"),
            Is.EqualTo(new[] { "DropColumn: DROP COLUMN b", "AddColumn: ADD COLUMN a int REFERENCES u", "AddForeignKey: REFERENCES u" }));
    }

    [Test]
    public void A_syntax_error_is_a_refusal_and_the_next_statement_runs()
    {
        var sink = new RecordingSink();
        new SqlLowering(sink).Lower(SqlScriptReader.Read(new SourceText("/a.sql", "CREATE TABLE a (b int,); DROP TABLE c;"), SqlPlaceholders.None));
        Assert.Multiple(() =>
        {
            Assert.That(sink.Refusals.Select(refusal => $"{refusal.SqlState} {refusal.Message}"), Is.EqualTo(new[] { "42601 syntax error at or near \")\"" }));
            Assert.That(sink.Operations.OfType<DropTable>().Count(), Is.EqualTo(1));
        });
    }
}
