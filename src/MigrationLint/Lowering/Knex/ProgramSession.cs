using System.Globalization;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Lowering.Sql;
using MigrationLint.Lowering.Sql.Procedural;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Answers a migration in JavaScript for the database: what it sends is compiled to SQL, lowered, and replayed at once.</summary>
/// <param name="sink">The database.</param>
/// <param name="lowering">The session that statements are lowered in.</param>
internal sealed class ProgramSession(IProgramSink sink, SqlLowering lowering) : IDatabaseSession
{
    private readonly List<(JavaScriptValue Error, Refusal Refusal)> thrown = [];
    private int savepoints;

    /// <inheritdoc/>
    public JavaScriptValue Execute(DatabaseRequest request)
    {
        if (request is TransactionRequest transaction)
        {
            Control(transaction);
            return JavaScriptValues.Undefined;
        }

        NoteTraps(request);
        var compiled = KnexCompiler.Compile(request);
        if (compiled.Failure is { } failure)
        {
            return Fail(failure, request.IsConditional);
        }

        var results = new List<JavaScriptValue>();
        foreach (var statement in compiled.Statements)
        {
            results.Add(Send(statement, request.IsConditional || statement.IsUncertain));
        }

        return results.Count == 1 ? results[0] : new ArrayValue(results);
    }

    /// <summary>Why the server refused what the program failed with; null where it failed for another reason.</summary>
    public Refusal? RefusalBehind(JavaScriptValue error)
    {
        foreach (var (known, refusal) in thrown)
        {
            if (ReferenceEquals(known, error))
            {
                return refusal;
            }
        }

        return null;
    }

    private void NoteTraps(DatabaseRequest request)
    {
        foreach (var part in request is ConcurrentRequest concurrent ? concurrent.Requests : [request])
        {
            foreach (var trap in part is KnexSchemaRequest schema ? BuilderTrapFinder.Find(schema) : [])
            {
                sink.NoteTrap(trap);
            }
        }
    }

    private UnknownValue Fail(KnexFailure failure, bool isConditional)
    {
        if (failure.IsLimit || isConditional)
        {
            sink.NotUnderstood(failure.Location, failure.Message);
            return JavaScriptValues.Computed("query");
        }

        throw new JavaScriptThrowException(ErrorValues.Make(failure.Message, null));
    }

    /// <summary>knex 3.3, lib/execution/transaction.js: BEGIN, or a savepoint within another transaction.</summary>
    private void Control(TransactionRequest request)
    {
        if (request.IsConditional)
        {
            return;
        }

        var isNested = savepoints > 0 || sink.IsInTransaction;
        var control = request.Step switch
        {
            TransactionStep.Begin => isNested ? TransactionControl.Savepoint : TransactionControl.Begin,
            TransactionStep.Commit => savepoints > 0 ? TransactionControl.Release : TransactionControl.Commit,
            _ => savepoints > 0 ? TransactionControl.RollbackTo : TransactionControl.Rollback,
        };
        if (request.Step != TransactionStep.Begin && savepoints > 0)
        {
            savepoints--;
        }

        var savepoint = control is TransactionControl.Savepoint or TransactionControl.Release or TransactionControl.RollbackTo ? $"trx{savepoints}" : null;
        savepoints += control == TransactionControl.Savepoint ? 1 : 0;
        sink.TryStatement(request.Location, isConditional: false, () => sink.Emit(new ControlTransaction(control, savepoint) { Source = request.Location }));
    }

    private JavaScriptValue Send(KnexStatement statement, bool isConditional)
    {
        var script = SqlScriptReader.Read(statement.Text, SqlPlaceholders.None);
        if (ForeignDialect.Find(script) is { } dialect)
        {
            sink.NotUnderstood(statement.Location, $"it is written for {dialect}");
            return JavaScriptValues.Computed(statement.Method ?? "query");
        }

        if (script.Statements.Count > 1 && statement.Bindings.Count > 0)
        {
            // exec_parse_message of tcop/postgres.c: parameters go through the extended protocol.
            Throw(sink.TryStatement(statement.Location, isConditional, () => throw sink.Refuse(
                "42601", "cannot insert multiple commands into a prepared statement", statement.Location)));
            return JavaScriptValues.Computed(statement.Method ?? "query");
        }

        if (statement.Bindings.Count > 0 && script.Statements is [{ OpaqueReason: null } only] && RefuseParameters(only, script.Tokens, statement) is { } refuse)
        {
            Throw(sink.TryStatement(statement.Location, isConditional, () => throw refuse()));
            return JavaScriptValues.Computed(statement.Method ?? "query");
        }

        QueryResult? answer = null;
        var isString = script.Statements.Count > 1;
        if (isString)
        {
            sink.BeginQueryString();
        }

        try
        {
            foreach (var part in script.Statements)
            {
                var source = script.Tokens.Text.ToSource(part.Span);
                foreach (var name in LongNames.Find(part, script.Tokens, statement.MadeUpNames))
                {
                    sink.NoteLongName(name);
                }

                var refusal = sink.TryStatement(source, isConditional, () => answer = Lower(part, script.Tokens), statement.MadeUpNames);
                if (refusal is not null)
                {
                    lowering.NoteAttempt(part, script.Tokens);
                }

                Throw(refusal);
            }
        }
        finally
        {
            if (isString)
            {
                sink.EndQueryString();
            }
        }

        if (!isConditional && answer?.HasRows == false && statement is { Result: KnexResult.Exists, Bindings: [JavaScript.Evaluation.StringValue table, ..] })
        {
            sink.NoteAbsence(new ExistenceQuestion(statement.Location, table.Value, statement.Method == "hasColumn" ? (statement.Bindings[1] as JavaScript.Evaluation.StringValue)?.Value : null));
        }

        return isConditional ? JavaScriptValues.Computed(statement.Method ?? "query") : KnexAnswers.Of(statement, script.Statements.Count == 1 ? answer : null);
    }

    /// <summary>Statements whose analysis looks for parameters (<c>transformStmt</c>, <c>parser/analyze.c</c>).</summary>
    private static bool TakesParameters(Statement statement) =>
        statement is SelectStmt or InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or ExplainStmt or CreateTableAsStmt or DeclareCursorStmt or CallStmt;

    /// <summary>A statement of another kind may hold parameters as far as the grammar goes, and takes no values for them.</summary>
    private Func<Exception>? RefuseParameters(SqlStatement written, SqlTokens tokens, KnexStatement statement)
    {
        if (written.Tree is { } tree && TakesParameters(tree))
        {
            return null;
        }

        var sent = SqlScriptReader.Read(new SourceText("", statement.Sql), SqlPlaceholders.None);
        var count = statement.Bindings.Count.ToString(CultureInfo.InvariantCulture);
        if (sent.Statements is [{ Error: { } error } broken])
        {
            // An error that is none of a parameter is found again where it stands.
            var message = SyntaxErrorMessage.Of(broken, sent.Tokens, error);
            return written.Error is { } same && SyntaxErrorMessage.Of(written, tokens, same) == message ? null : () => sink.Refuse("42601", message, statement.Location);
        }

        return written.Tree is null ? null
            : () => sink.Refuse("08P01", $"bind message supplies {count} parameters, but prepared statement \"\" requires 0", statement.Location);
    }

    private QueryResult? Lower(SqlStatement statement, SqlTokens tokens)
    {
        lowering.Execute(statement, tokens);
        return statement.Tree is SelectStmt or InsertStmt or UpdateStmt or DeleteStmt or MergeStmt ? lowering.LastAnswer : null;
    }

    private void Throw(Refusal? refusal)
    {
        if (refusal is not null)
        {
            var error = ErrorValues.Make(refusal.Message, refusal.SqlState);
            thrown.Add((error, refusal));
            throw new JavaScriptThrowException(error);
        }
    }
}
