using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Lowers one statement as a part of one that runs.</summary>
/// <param name="sink">The database; also one that makes all operations conditional.</param>
/// <param name="statement">The statement.</param>
/// <param name="tokens">The tokens that it is made of.</param>
/// <returns>What it gives; null for what gives nothing. Rows without columns are those that were written.</returns>
internal delegate QueryResult? StatementLowering(IOperationSink sink, SqlStatement statement, SqlTokens tokens);

/// <summary>Runs the code that stands within SQL: DO blocks, routines that are called, and queries whose answer decides something.</summary>
/// <param name="sink">The database that it runs on.</param>
/// <param name="lower">Lowers the statements that it runs.</param>
internal sealed class ProceduralLowering(IOperationSink sink, StatementLowering lower)
{
    /// <summary>Runs a DO block.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Do(DoStmt statement, SqlTokens tokens)
    {
        var source = tokens.Text.ToSource(statement.Span);
        var body = RoutineBodies.Read(RoutineBodies.Whole(statement, tokens), tokens);
        if (body is not { Language: "plpgsql", Function.Action: { } block, Tokens: { } code })
        {
            sink.Emit(body is null or { Language: "plpgsql" } ? new RunSql("the block could not be read") { Source = source } : new RunCode($"the block is written in {body.Language}") { Source = source });
            return;
        }

        if (body.Errors.FirstOrDefault(static error => !error.IsAtRunTime) is { } broken)
        {
            if (broken.Error.IsLimit)
            {
                sink.Emit(new RunSql(broken.Error.Message) { Source = source });
                return;
            }

            throw sink.Refuse("42601", SyntaxErrorMessage.Of(code, broken.Error), broken.Text.ToSource(broken.Error.Span));
        }

        Bounded(source, session => new PlpgsqlInterpreter(session, lower, code, new PlpgsqlFrame(), body.Function!.Options, isInProcedure: true).Run(block));
    }

    /// <summary>Runs a procedure.</summary>
    /// <param name="statement">The call.</param>
    /// <param name="text">The text that it counts in.</param>
    /// <param name="isInBody">True where names may mean parameters of a routine that the call stands in.</param>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Call(CallStmt statement, IText text, bool isInBody)
    {
        if (statement.Funccall is { } call)
        {
            Bounded(text.ToSource(statement.Span), session => new Evaluator(session, text, variables: null) { HasCheckedNames = isInBody }.Value(call, scope: null));
        }
    }

    /// <summary>Runs a query that stands as a statement: the routines of users that it calls are run, <c>set_config</c> sets.</summary>
    /// <returns>Its rows, as far as they are known.</returns>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryResult Select(SelectStmt statement, IText text)
    {
        var result = QueryResult.Unknown;
        Bounded(text.ToSource(statement.Span), session => result = new Evaluator(session, text, variables: null) { HasCheckedNames = true }.Query(statement, outer: null));
        return result;
    }

    /// <summary>Answers a query on the schema of the moment, and runs nothing. What it cannot tell is unknown.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryResult Evaluate(Statement query, IText text)
    {
        try
        {
            return new Evaluator(new EvaluationSession(sink), text, variables: null).Query(query, outer: null);
        }
        catch (EvaluationLimitException)
        {
            return QueryResult.Unknown;
        }
    }

    private void Bounded(SourceSpan source, Action<EvaluationSession> run)
    {
        var session = new EvaluationSession(sink);
        session.Runner = new RoutineCalls(session, lower).Run;
        try
        {
            run(session);
        }
        catch (EvaluationLimitException limit)
        {
            sink.NotUnderstood(source, limit.Message);
            sink.Emit(new RunSql(limit.Message) { Source = source });
        }
    }
}
