namespace MigrationLint.Operations;

/// <summary>CREATE SEQUENCE.</summary>
/// <param name="Sequence">Its name.</param>
/// <param name="Options">Its options.</param>
internal sealed record CreateSequence(QualifiedName Sequence, SequenceOptions Options) : Operation
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>How long it lasts.</summary>
    public Persistence Persistence { get; init; }
}

/// <summary>ALTER SEQUENCE.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Options">What changes.</param>
internal sealed record AlterSequence(QualifiedName Sequence, SequenceOptions Options) : Operation
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }
}
