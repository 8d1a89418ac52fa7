#pragma warning disable MA0048 // One vocabulary: a refusal, and what it is about.

using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Schema;

/// <summary>What is wrong, where neither the SQLSTATE nor the statement tells.</summary>
internal enum RefusalCause
{
    /// <summary>Nothing beyond the SQLSTATE.</summary>
    None,

    /// <summary>What the statement names is not there.</summary>
    Missing,

    /// <summary>The name is taken.</summary>
    Exists,

    /// <summary>A list has a name twice.</summary>
    ListedTwice,

    /// <summary>Others depend on what is dropped or changed.</summary>
    Dependents,

    /// <summary>A default does not fit its column.</summary>
    Default,

    /// <summary>A type change needs USING.</summary>
    Cast,

    /// <summary>The old default does not fit the new type.</summary>
    CastOfDefault,

    /// <summary>The columns of a foreign key do not fit the columns that they refer to.</summary>
    ForeignKeyType,

    /// <summary>No key has the columns that a foreign key refers to.</summary>
    ForeignKeyTarget,

    /// <summary>OR REPLACE would change what must stay.</summary>
    Replace,

    /// <summary>CONCURRENTLY in a transaction.</summary>
    Concurrently,
}

/// <summary>What a refusal speaks of.</summary>
/// <param name="Cause">What is wrong with it.</param>
/// <param name="Kind">What it is; a column, constraint, trigger, rule or policy is a part of the relation that <paramref name="Name"/> is.</param>
/// <param name="Name">Its name; an empty schema where the statement says none and it is not known.</param>
/// <param name="Part">The name of the part; null for the object itself.</param>
internal sealed record RefusalDetail(RefusalCause Cause, ObjectKind Kind, QualifiedName Name, string? Part = null)
{
    /// <summary>True where the migration does not say the name: Knex made it up from table, columns and kind.</summary>
    public bool IsMadeUp { get; init; }

    /// <summary>What depends on it, in PostgreSQL's words: <c>view recent</c>; for a foreign key, what it refers to.</summary>
    public IReadOnlyList<string> Dependents { get; init; } = [];

    /// <summary>What else its cause is about: a type as PostgreSQL spells it, a signature, a command; null for nothing.</summary>
    public string? Text { get; init; }

    /// <summary>A command that no transaction block takes.</summary>
    public static RefusalDetail InTransaction(string command) =>
        new(command.EndsWith("CONCURRENTLY", StringComparison.Ordinal) ? RefusalCause.Concurrently : RefusalCause.None, ObjectKind.Other, default) { Text = command };

    /// <summary>What the statement names is not there.</summary>
    public static RefusalDetail Missing(ObjectKind kind, QualifiedName name, string? part = null) => new(RefusalCause.Missing, kind, name, part);

    /// <summary>A column is not there; the relation may not be known.</summary>
    public static RefusalDetail MissingColumn(QualifiedName? relation, string column) => new(RefusalCause.Missing, ObjectKind.Column, relation ?? default, column);

    /// <summary>The name is taken.</summary>
    public static RefusalDetail Exists(ObjectKind kind, QualifiedName name, string? part = null) => new(RefusalCause.Exists, kind, name, part);

    /// <summary>A list has a column twice.</summary>
    public static RefusalDetail Twice(string column) => new(RefusalCause.ListedTwice, ObjectKind.Column, default, column);
}

/// <summary>That PostgreSQL would refuse a statement.</summary>
/// <param name="SqlState">Five characters, such as <c>42P07</c> (appendix A of PostgreSQL's manual).</param>
/// <param name="Message">PostgreSQL's own message, in English, without the severity: <c>relation "a" already exists</c>.</param>
/// <param name="Source">The text that it is about.</param>
internal sealed record Refusal(string SqlState, string Message, SourceSpan Source)
{
    /// <summary>True where something ran before whose effect is not known: it may have made what is missed, or taken away what is in the way.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>What it speaks of; null where the message tells all that is known.</summary>
    public RefusalDetail? Detail { get; init; }

    /// <summary>What the database held at that moment, the statement's own changes included; null where no database was asked.</summary>
    public DatabaseSchema? Schema { get; init; }
}

/// <summary>Ends the lowering of a statement that PostgreSQL would refuse. Caught where the statement, or the block that handles errors, began.</summary>
/// <param name="refusal">Why.</param>
internal sealed class StatementRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
