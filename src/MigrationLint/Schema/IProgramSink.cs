using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Schema;

/// <summary>
/// The database as a program sees it that sends statements one by one: it learns why one is refused, may handle that, and may send several in one string.
/// </summary>
internal interface IProgramSink : IOperationSink
{
    /// <summary>Runs a statement whose failure the program may handle: it is not noted.</summary>
    /// <param name="source">The statement.</param>
    /// <param name="isConditional">True where something that is not known decides whether it runs.</param>
    /// <param name="body">Lowers it.</param>
    /// <param name="madeUpNames">The names in it that the program does not say: Knex made them up.</param>
    /// <returns>Why it is refused, also where the transaction is aborted already (25P02); null where it went through, or nothing runs any more.</returns>
    Refusal? TryStatement(SourceSpan source, bool isConditional, Action body, IReadOnlyCollection<string>? madeUpNames = null);

    /// <summary>Notes that a failure ended the program: its file ends here.</summary>
    void NoteFailure(Refusal refusal);

    /// <summary>Notes a call of the program that sends something else than it says.</summary>
    void NoteTrap(BuilderTrap trap);

    /// <summary>Notes that the program was told that something is not there.</summary>
    void NoteAbsence(ExistenceQuestion question);

    /// <summary>Notes a name that PostgreSQL cuts.</summary>
    void NoteLongName(LongName name);

    /// <summary>Begins a string of several statements that is sent at once: PostgreSQL takes it as a transaction where none is open.</summary>
    void BeginQueryString();

    /// <summary>Ends a string of several statements.</summary>
    void EndQueryString();
}
