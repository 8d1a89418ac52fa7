using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Schema;

/// <summary>What a session has set, as far as it decides what names and statements mean.</summary>
internal sealed record SessionSettings
{
    /// <summary>The schemas that bare names are looked for in, in order; <c>$user</c> left out. Empty where <c>search_path</c> is.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = ["public"];

    /// <summary>False where the path was set to what is not known.</summary>
    public bool IsSearchPathKnown { get; init; } = true;

    /// <summary>The role that acts.</summary>
    public string Role { get; init; } = "postgres";

    /// <summary>False where <c>check_function_bodies</c> is off.</summary>
    public bool ChecksFunctionBodies { get; init; } = true;

    /// <summary>What else was set, by lower-case name; a value that is not known is null.</summary>
    public PersistentMap<string, string?> Others { get; init; } = PersistentMap<string, string?>.Empty(StringComparer.Ordinal);
}

/// <summary>
/// The database that a chain is replayed on, as lowering sees it: it can be asked what it holds at this moment, and takes operations, each of which is
/// applied at once. Whatever PostgreSQL would refuse ends in a <see cref="StatementRefusedException"/>, which undoes the statement.
/// </summary>
internal interface IOperationSink
{
    /// <summary>What the database holds now.</summary>
    DatabaseSchema Schema { get; }

    /// <summary>What the session has set.</summary>
    SessionSettings Settings { get; }

    /// <summary>True where an object that nothing made is certainly missing: the database was empty at the start, and nothing opaque ran.</summary>
    bool IsComplete { get; }

    /// <summary>The major version of PostgreSQL that the migrations are for.</summary>
    int Version { get; }

    /// <summary>True while a transaction block is open, also one that the tool opened.</summary>
    bool IsInTransaction { get; }

    /// <summary>True while something that is not known decides whether what is emitted happens.</summary>
    bool IsConditional { get; }

    /// <summary>What is known of the rows of tables; a rollback takes back what is set.</summary>
    RowKnowledge Rows { get; set; }

    /// <summary>How far sequences have come.</summary>
    SequencePositions Sequences { get; set; }

    /// <summary>Nothing is known of rows any more: something wrote, and it is not known where.</summary>
    void ForgetRows();

    /// <summary>
    /// Runs one statement: what it emits is undone together where it is refused. The refusal is noted, and this returns false; in a conditional
    /// statement it is not noted.
    /// </summary>
    /// <param name="source">The statement.</param>
    /// <param name="isConditional">True where something that is not known decides whether it runs.</param>
    /// <param name="body">Lowers it.</param>
    bool RunStatement(SourceSpan source, bool isConditional, Action body);

    /// <summary>Runs a block that handles errors (PL/pgSQL's EXCEPTION, a savepoint): what it did is undone where it is refused, and nothing is noted.</summary>
    /// <returns>Why it was refused; null where it went through.</returns>
    Refusal? TryRun(Action body);

    /// <summary>Notes what the last statement would have created: it was refused, or did not run.</summary>
    void NoteAttempt(ObjectKind kind, QualifiedName name, string? part = null);

    /// <summary>Applies an operation.</summary>
    /// <returns>False where IF [NOT] EXISTS made it do nothing.</returns>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    bool Emit(Operation operation);

    /// <summary>Refuses the statement that runs.</summary>
    /// <exception cref="StatementRefusedException">Always.</exception>
    Exception Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null);

    /// <summary>The relation of that name. Where the base of the chain lies outside, one that nothing made is taken to be there, incomplete, and noted once.</summary>
    /// <param name="name">The name.</param>
    /// <param name="source">The text that needs it.</param>
    /// <param name="isConditional">True where something that is not known decides whether it is needed: it is not noted.</param>
    /// <returns>Null where there certainly is none.</returns>
    Relation? FindOrAssumeRelation(QualifiedName name, SourceSpan source, bool isConditional = false);

    /// <summary>Notes that a type or function of an extension was met where nothing has created the extension: it is taken to be there.</summary>
    void NoteExtensionUse(ObjectKind kind, string name, SourceSpan source);

    /// <summary>True where the label was added in the transaction that runs: PostgreSQL 12 to 16 refuse to use it before that is committed (55P04).</summary>
    bool IsUnsafeNewEnumValue(ObjectId type, string label);

    /// <summary>Notes what could not be understood, and what may now be otherwise than the schema says.</summary>
    void NotUnderstood(SourceSpan source, string reason);
}
