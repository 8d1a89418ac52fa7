namespace MigrationLint.Operations;

/// <summary>CREATE INDEX.</summary>
/// <param name="Table">The table or materialized view.</param>
/// <param name="Name">Its name, in the schema of the table; null where PostgreSQL chooses one.</param>
/// <param name="Keys">What it orders.</param>
internal sealed record CreateIndex(QualifiedName Table, string? Name, IReadOnlyList<IndexKey> Keys) : Operation
{
    /// <summary>UNIQUE.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The access method.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>INCLUDE.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>WHERE; null for none.</summary>
    public SchemaExpression? Predicate { get; init; }

    /// <summary>NULLS NOT DISTINCT.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>CONCURRENTLY.</summary>
    public bool Concurrently { get; init; }

    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>ON ONLY: not on the partitions.</summary>
    public bool IsOnly { get; init; }
}

/// <summary>DROP INDEX; one operation for each index that the statement names.</summary>
/// <param name="Index">The index.</param>
internal sealed record DropIndex(QualifiedName Index) : Operation
{
    /// <summary>CONCURRENTLY.</summary>
    public bool Concurrently { get; init; }

    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }
}

/// <summary>REINDEX.</summary>
/// <param name="Kind">What is named: an index, a table, a schema, the database.</param>
/// <param name="Name">Its name; null for the database.</param>
internal sealed record Reindex(ObjectKind Kind, QualifiedName? Name) : Operation
{
    /// <summary>CONCURRENTLY.</summary>
    public bool Concurrently { get; init; }
}
