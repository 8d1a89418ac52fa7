namespace MigrationLint.Operations;

/// <summary>CREATE TABLE, in all its forms but <c>AS</c>.</summary>
/// <param name="Table">Its name; a temporary table's schema is <c>pg_temp</c>.</param>
/// <param name="Columns">All its columns in their final order: those of parents and of LIKE merged in, as PostgreSQL does.</param>
internal sealed record CreateTable(QualifiedName Table, IReadOnlyList<ColumnDefinition> Columns) : Operation
{
    /// <summary>The constraints, in the order in which PostgreSQL makes them.</summary>
    public IReadOnlyList<ConstraintDefinition> Constraints { get; init; } = [];

    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>How long it lasts.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>ON COMMIT DROP.</summary>
    public bool IsDroppedOnCommit { get; init; }

    /// <summary>ON COMMIT DELETE ROWS.</summary>
    public bool IsEmptiedOnCommit { get; init; }

    /// <summary>INHERITS.</summary>
    public IReadOnlyList<QualifiedName> Inherits { get; init; } = [];

    /// <summary>LIKE: where columns were taken from.</summary>
    public IReadOnlyList<QualifiedName> Like { get; init; } = [];

    /// <summary>PARTITION OF; null for none.</summary>
    public QualifiedName? PartitionOf { get; init; }

    /// <summary>The bound of a partition, such as <c>FOR VALUES IN ('a')</c> or <c>DEFAULT</c>.</summary>
    public string? PartitionBound { get; init; }

    /// <summary>PARTITION BY; null for a plain table.</summary>
    public PartitionKey? PartitionBy { get; init; }

    /// <summary>OF: the composite type; null for none.</summary>
    public QualifiedName? OfType { get; init; }

    /// <summary>The server of a foreign table; null for others.</summary>
    public string? ForeignServer { get; init; }
}

/// <summary>CREATE TABLE AS and SELECT INTO.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Query">What fills it, and gives its columns.</param>
internal sealed record CreateTableAs(QualifiedName Table, QueryDefinition Query) : Operation
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>How long it lasts.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>ON COMMIT DROP.</summary>
    public bool IsDroppedOnCommit { get; init; }

    /// <summary>WITH NO DATA.</summary>
    public bool WithNoData { get; init; }
}

/// <summary>DROP TABLE and DROP FOREIGN TABLE; one operation for each table that the statement names.</summary>
/// <param name="Table">The table.</param>
internal sealed record DropTable(QualifiedName Table) : Operation
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }

    /// <summary>The other objects that the same statement drops: they are no dependents in the way.</summary>
    public IReadOnlyList<QualifiedName> Together { get; init; } = [];

    /// <summary>True for a foreign table.</summary>
    public bool IsForeign { get; init; }
}

/// <summary>ALTER … RENAME TO of a table, view, materialized view, index or sequence.</summary>
/// <param name="Table">The relation.</param>
/// <param name="NewName">Its new name, in the same schema.</param>
/// <param name="Kind">What the statement calls it; PostgreSQL takes ALTER TABLE for all of them.</param>
internal sealed record RenameRelation(QualifiedName Table, string NewName, ObjectKind Kind) : TableOperation(Table);

/// <summary>RENAME COLUMN, of a table, view or composite type.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Column">The column.</param>
/// <param name="NewName">Its new name.</param>
internal sealed record RenameColumn(QualifiedName Table, string Column, string NewName) : TableOperation(Table);

/// <summary>INHERIT, NO INHERIT.</summary>
/// <param name="Table">The child.</param>
/// <param name="Parent">The parent.</param>
/// <param name="IsRemoved">True for NO INHERIT.</param>
internal sealed record AlterInheritance(QualifiedName Table, QualifiedName Parent, bool IsRemoved) : TableOperation(Table);

/// <summary>ATTACH PARTITION.</summary>
/// <param name="Table">The partitioned table, or index.</param>
/// <param name="Partition">What becomes its partition.</param>
/// <param name="Bound">The bound; null for an index.</param>
internal sealed record AttachPartition(QualifiedName Table, QualifiedName Partition, string? Bound) : TableOperation(Table);

/// <summary>DETACH PARTITION.</summary>
/// <param name="Table">The partitioned table.</param>
/// <param name="Partition">The partition.</param>
internal sealed record DetachPartition(QualifiedName Table, QualifiedName Partition) : TableOperation(Table)
{
    /// <summary>CONCURRENTLY.</summary>
    public bool Concurrently { get; init; }

    /// <summary>FINALIZE.</summary>
    public bool Finalize { get; init; }
}

/// <summary>SET LOGGED, SET UNLOGGED.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsUnlogged">True for UNLOGGED.</param>
internal sealed record SetPersistence(QualifiedName Table, bool IsUnlogged) : TableOperation(Table);

/// <summary>The switches of row security.</summary>
internal enum RowSecurity
{
    /// <summary>ENABLE ROW LEVEL SECURITY.</summary>
    Enable,

    /// <summary>DISABLE ROW LEVEL SECURITY.</summary>
    Disable,

    /// <summary>FORCE ROW LEVEL SECURITY.</summary>
    Force,

    /// <summary>NO FORCE ROW LEVEL SECURITY.</summary>
    NoForce,
}

/// <summary>ENABLE ROW LEVEL SECURITY and its kin.</summary>
/// <param name="Table">The table.</param>
/// <param name="Change">What is switched.</param>
internal sealed record SetRowSecurity(QualifiedName Table, RowSecurity Change) : TableOperation(Table);

/// <summary>What the schema does not keep of a table but locks it: <c>SET (fillfactor = 70)</c>, SET TABLESPACE, CLUSTER ON, REPLICA IDENTITY, ENABLE TRIGGER.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Command">PostgreSQL's <c>AlterTableType</c> without its prefix: <c>SetRelOptions</c>, <c>SetTableSpace</c>, <c>DisableTrigAll</c>.</param>
/// <param name="Argument">What it names: a trigger, an index, a tablespace, options; null for nothing.</param>
internal sealed record SetTableProperty(QualifiedName Table, string Command, string? Argument) : TableOperation(Table);
