namespace MigrationLint.Operations;

/// <summary>CREATE VIEW.</summary>
/// <param name="View">Its name.</param>
/// <param name="Query">What it shows, with the names that the view gives its columns.</param>
internal sealed record CreateView(QualifiedName View, QueryDefinition Query) : Operation
{
    /// <summary>OR REPLACE.</summary>
    public bool OrReplace { get; init; }

    /// <summary>How long it lasts.</summary>
    public Persistence Persistence { get; init; }
}

/// <summary>CREATE MATERIALIZED VIEW.</summary>
/// <param name="View">Its name.</param>
/// <param name="Query">What it shows.</param>
internal sealed record CreateMaterializedView(QualifiedName View, QueryDefinition Query) : Operation
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>WITH NO DATA.</summary>
    public bool WithNoData { get; init; }
}

/// <summary>REFRESH MATERIALIZED VIEW.</summary>
/// <param name="View">The view.</param>
internal sealed record RefreshMaterializedView(QualifiedName View) : Operation
{
    /// <summary>CONCURRENTLY.</summary>
    public bool Concurrently { get; init; }

    /// <summary>WITH NO DATA.</summary>
    public bool WithNoData { get; init; }
}
