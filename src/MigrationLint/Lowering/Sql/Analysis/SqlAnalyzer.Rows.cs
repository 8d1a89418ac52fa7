using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Statements that read and write rows (<c>analyze.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    /// <summary>Analyses INSERT, UPDATE, DELETE, MERGE, SELECT, TRUNCATE, COPY and emits what they do with rows.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void RowStatement(Node statement)
    {
        sink.NotUnderstood(text.ToSource(statement.Span), "not analysed");
    }

    private AnalyzedQuery AnalyseReturning(Statement statement, Scope? parent) => throw new NotKnownException();
}
