using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Lowers one statement of SQL: what code within SQL runs goes back to where statements come from.</summary>
/// <param name="sink">The database; also one that makes all operations conditional.</param>
/// <param name="statement">The statement.</param>
/// <param name="text">The text that its offsets count in.</param>
internal delegate void StatementLowering(IOperationSink sink, Statement statement, IText text);

/// <summary>Runs the code that stands within SQL: DO blocks, routines that are called, and queries whose answer decides something.</summary>
/// <param name="sink">The database that it runs on.</param>
/// <param name="lower">Lowers the statements that it runs.</param>
internal sealed class ProceduralLowering(IOperationSink sink, StatementLowering lower)
{
    /// <summary>Runs a DO block.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Do(DoStmt statement, IText text)
    {
        sink.NotUnderstood(text.ToSource(statement.Span), "not run");
    }

    /// <summary>Runs a procedure.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Call(CallStmt statement, IText text)
    {
        lower(sink, statement, text);
    }

    /// <summary>Runs a query that stands as a statement: the functions of users that it calls are run, <c>set_config</c> sets.</summary>
    /// <returns>Its rows, as far as they are known.</returns>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryResult Select(SelectStmt statement, IText text) => Evaluate(statement, text);

    /// <summary>Answers a query on the schema of the moment. What it cannot tell is unknown.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryResult Evaluate(Statement query, IText text) => QueryResult.Unknown;
}
