using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>What a program sends to a database when it waits for it.</summary>
/// <param name="Location">The call that it is made by, in the file that makes it.</param>
internal abstract record DatabaseRequest(SourceSpan Location)
{
    /// <summary>True where a test that is not known decides whether it is sent.</summary>
    public bool IsConditional { get; init; }
}

/// <summary>A chain that starts at <c>knex.schema</c>, sent as a whole: <c>knex.schema.createTable('a', …).createTable('b', …)</c>.</summary>
/// <param name="Calls">In order; <c>withSchema</c> is one of them.</param>
/// <param name="Location">The chain.</param>
internal sealed record KnexSchemaRequest(IReadOnlyList<BuilderCall> Calls, SourceSpan Location) : DatabaseRequest(Location);

/// <summary>A chain that starts at <c>knex('t')</c> or a method of the query builder.</summary>
/// <param name="Calls">In order; the table is the argument of a first call without a name.</param>
/// <param name="Location">The chain.</param>
internal sealed record KnexQueryRequest(IReadOnlyList<BuilderCall> Calls, SourceSpan Location) : DatabaseRequest(Location);

/// <summary>SQL with Knex's bindings: <c>knex.raw(sql, bindings)</c>.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Bindings">An array, an object, one value, or null where none are given.</param>
/// <param name="Location">The call.</param>
internal sealed record KnexRawRequest(JavaScriptValue Sql, JavaScriptValue? Bindings, SourceSpan Location) : DatabaseRequest(Location);

/// <summary>
/// Builders that a program waits for at once, <c>Promise.all([…])</c>: each sends its next statement when its last one is answered, so that on one
/// connection they take turns.
/// </summary>
/// <param name="Requests">In order.</param>
/// <param name="Location">The first of them.</param>
internal sealed record ConcurrentRequest(IReadOnlyList<DatabaseRequest> Requests, SourceSpan Location) : DatabaseRequest(Location);

/// <summary>SQL with <c>$1</c> parameters, as drivers take it: <c>client.query(sql, values)</c>, <c>db.runSql(sql)</c>.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Values">An array, or null where none are given.</param>
/// <param name="Location">The call.</param>
internal sealed record DriverRequest(JavaScriptValue Sql, JavaScriptValue? Values, SourceSpan Location) : DatabaseRequest(Location)
{
    /// <summary>True where it goes through a connection of its own, outside of the tool's transaction.</summary>
    public bool IsOtherConnection { get; init; }
}

/// <summary>What a transaction of the program's own does.</summary>
internal enum TransactionStep
{
    /// <summary>BEGIN, or SAVEPOINT inside of another.</summary>
    Begin,

    /// <summary>COMMIT, or RELEASE.</summary>
    Commit,

    /// <summary>ROLLBACK, also to the savepoint.</summary>
    Rollback,
}

/// <summary><c>knex.transaction(…)</c> and what ends it.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Location">The call.</param>
internal sealed record TransactionRequest(TransactionStep Step, SourceSpan Location) : DatabaseRequest(Location);

/// <summary>The database that a program talks to, as far as it can be known without one.</summary>
internal interface IDatabaseSession
{
    /// <summary>Takes what the program sends, in the order in which it would be sent.</summary>
    /// <returns>What the promise resolves to, as the library would give it; an <see cref="UnknownValue"/> where that depends on data.</returns>
    /// <exception cref="JavaScriptThrowException">The server, or the library before it, certainly refuses: the value is an Error with <c>message</c> and, from the server, <c>code</c>.</exception>
    JavaScriptValue Execute(DatabaseRequest request);
}
