namespace MigrationLint.Operations;

/// <summary>What a statement does to the transaction.</summary>
internal enum TransactionControl
{
    /// <summary>BEGIN, START TRANSACTION.</summary>
    Begin,

    /// <summary>COMMIT, END.</summary>
    Commit,

    /// <summary>ROLLBACK, ABORT.</summary>
    Rollback,

    /// <summary>SAVEPOINT.</summary>
    Savepoint,

    /// <summary>RELEASE SAVEPOINT.</summary>
    Release,

    /// <summary>ROLLBACK TO SAVEPOINT.</summary>
    RollbackTo,

    /// <summary>PREPARE TRANSACTION.</summary>
    Prepare,
}

/// <summary>BEGIN, COMMIT and their kin, where a migration says them itself.</summary>
/// <param name="Control">What it does.</param>
/// <param name="Savepoint">The savepoint; null for none.</param>
internal sealed record ControlTransaction(TransactionControl Control, string? Savepoint) : Operation;

/// <summary>SET, RESET, <c>set_config</c>.</summary>
/// <param name="Name">The parameter, in lower case; <c>role</c> and <c>session_authorization</c> too.</param>
/// <param name="Values">Its values; empty for DEFAULT and RESET.</param>
internal sealed record SetParameter(string Name, IReadOnlyList<string> Values) : Operation
{
    /// <summary>SET LOCAL.</summary>
    public bool IsLocal { get; init; }

    /// <summary>False where the value is not known.</summary>
    public bool IsKnown { get; init; } = true;
}

/// <summary>VACUUM, ANALYZE, CLUSTER, CHECKPOINT.</summary>
/// <param name="Command">In upper case: <c>VACUUM</c>, <c>VACUUM FULL</c>, <c>ANALYZE</c>, <c>CLUSTER</c>, <c>CHECKPOINT</c>.</param>
/// <param name="Tables">The tables; empty for all.</param>
internal sealed record Maintain(string Command, IReadOnlyList<QualifiedName> Tables) : Operation;

/// <summary>What certainly changes nothing that the schema holds: NOTIFY, LISTEN, PREPARE, ALTER SYSTEM, ALTER DATABASE … SET, CREATE DATABASE, SECURITY LABEL.</summary>
/// <param name="Command">PostgreSQL's command tag, such as <c>ALTER SYSTEM</c>.</param>
internal sealed record OtherStatement(string Command) : Operation;

/// <summary>SQL whose effect is not known: dynamic text, a function that was never read, another database's dialect.</summary>
/// <param name="Reason">Why, as a clause.</param>
internal sealed record RunSql(string Reason) : Operation
{
    /// <summary>The relations that it may change; empty where it may be any.</summary>
    public IReadOnlyList<QualifiedName> MayTouch { get; init; } = [];
}

/// <summary>Code of another language whose effect on the database is not known.</summary>
/// <param name="Reason">Why, as a clause.</param>
internal sealed record RunCode(string Reason) : Operation;
