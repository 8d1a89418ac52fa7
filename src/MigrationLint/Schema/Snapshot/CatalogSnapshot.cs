namespace MigrationLint.Schema;

/// <summary>
/// What a database holds, as plain data with names instead of identities: the common form of a replayed schema and of a live catalog, so that
/// the two can be compared field by field. Names in <c>public</c> are bare, others <c>schema.name</c>; every text is as PostgreSQL prints it
/// with <c>search_path = public</c>. Objects of extensions and the ledgers of migration tools (<see cref="MigrationLedgers"/>) are left out.
/// </summary>
public sealed record CatalogSnapshot
{
    /// <summary>User schemas, sorted.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Extensions but plpgsql, sorted.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Enum types, by name.</summary>
    public IReadOnlyList<SnapshotEnum> Enums { get; init; } = [];

    /// <summary>Domains, composite types and ranges, by name.</summary>
    public IReadOnlyList<SnapshotType> Types { get; init; } = [];

    /// <summary>Tables of every kind, by name.</summary>
    public IReadOnlyList<SnapshotTable> Tables { get; init; } = [];

    /// <summary>Views and materialized views, by name.</summary>
    public IReadOnlyList<SnapshotView> Views { get; init; } = [];

    /// <summary>Sequences, those of serial and identity columns too, by name.</summary>
    public IReadOnlyList<SnapshotSequence> Sequences { get; init; } = [];

    /// <summary>Functions, procedures and aggregates, by name and arguments.</summary>
    public IReadOnlyList<SnapshotRoutine> Functions { get; init; } = [];

    /// <summary>Row security policies as <c>table: policy</c>, sorted.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];
}
