using MigrationLint.Text;

namespace MigrationLint.Operations;

/// <summary>
/// One change of a database, at PostgreSQL's grain: what a migration comes to, in whatever language it is written. Names are resolved (the search path
/// was followed), texts are canonical. Applied by Replay, which also decides <c>IF [NOT] EXISTS</c>.
/// </summary>
internal abstract record Operation
{
    /// <summary>The text that asks for it: a statement, a clause of one, a call of a builder.</summary>
    public required SourceSpan Source { get; init; }

    /// <summary>True where something that is not known decides whether it happens.</summary>
    public bool IsConditional { get; init; }
}

/// <summary>An operation on a relation that must be there.</summary>
/// <param name="Table">The relation.</param>
internal abstract record TableOperation(QualifiedName Table) : Operation
{
    /// <summary>True for <c>ALTER TABLE IF EXISTS</c>: nothing happens where the table is not there.</summary>
    public bool IfTableExists { get; init; }
}
