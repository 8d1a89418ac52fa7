#pragma warning disable MA0048 // One vocabulary: a table and what it consists of.

namespace MigrationLint.Schema;

/// <summary>A table of any kind.</summary>
public sealed record SnapshotTable : SnapshotObject
{
    /// <summary><c>partitioned</c> or <c>foreign</c>; null for an ordinary table.</summary>
    public string? Kind { get; init; }

    /// <summary>The partition key, as <c>pg_get_partkeydef</c> prints it.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>The partitioned table that it is a partition of.</summary>
    public string? PartitionOf { get; init; }

    /// <summary>The tables that it inherits from.</summary>
    public IReadOnlyList<string> Inherits { get; init; } = [];

    /// <summary>Whether it is unlogged.</summary>
    public bool IsUnlogged { get; init; }

    /// <summary>Whether row security is enabled.</summary>
    public bool HasRowSecurity { get; init; }

    /// <summary>Its columns in their order.</summary>
    public IReadOnlyList<SnapshotColumn> Columns { get; init; } = [];

    /// <summary>Its primary key.</summary>
    public SnapshotKey? PrimaryKey { get; init; }

    /// <summary>Its unique constraints, by name.</summary>
    public IReadOnlyList<SnapshotKey> Uniques { get; init; } = [];

    /// <summary>Its check constraints, by name.</summary>
    public IReadOnlyList<SnapshotCheck> Checks { get; init; } = [];

    /// <summary>Its foreign keys, by name.</summary>
    public IReadOnlyList<SnapshotForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Its exclusion constraints, by name.</summary>
    public IReadOnlyList<SnapshotDefinition> Exclusions { get; init; } = [];

    /// <summary>Its indexes but those that back a constraint, by name.</summary>
    public IReadOnlyList<SnapshotIndex> Indexes { get; init; } = [];

    /// <summary>Its triggers but internal ones, by name.</summary>
    public IReadOnlyList<SnapshotDefinition> Triggers { get; init; } = [];
}

/// <summary>A column of a table.</summary>
public sealed record SnapshotColumn : SnapshotObject
{
    /// <summary>Its type, as <c>format_type</c> prints it; null where replay does not know it.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it may be NULL.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Its default, as <c>pg_get_expr</c> prints it.</summary>
    public string? Default { get; init; }

    /// <summary>The expression that generates it, as <c>pg_get_expr</c> prints it.</summary>
    public string? Generated { get; init; }

    /// <summary><c>always</c> or <c>by default</c> for an identity column.</summary>
    public string? Identity { get; init; }
}

/// <summary>A primary key or unique constraint.</summary>
public sealed record SnapshotKey : SnapshotObject
{
    /// <summary>Its columns in the order of the key.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether NULLs count as equal. Not said of a primary key.</summary>
    public bool HasNullsNotDistinct { get; init; }

    /// <summary><c>INITIALLY DEFERRED</c> or <c>INITIALLY IMMEDIATE</c> where it is deferrable. Not said of a primary key.</summary>
    public string? Deferrable { get; init; }
}

/// <summary>A check constraint.</summary>
public sealed record SnapshotCheck : SnapshotObject
{
    /// <summary>What stands inside <c>CHECK (…)</c>, with the parentheses that PostgreSQL prints.</summary>
    public string? Expression { get; init; }

    /// <summary>Whether existing rows have not been checked.</summary>
    public bool IsNotValid { get; init; }
}

/// <summary>A foreign key.</summary>
public sealed record SnapshotForeignKey : SnapshotObject
{
    /// <summary>The columns that refer.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The table that they refer to.</summary>
    public required string RefTable { get; init; }

    /// <summary>The columns that they refer to.</summary>
    public IReadOnlyList<string> RefColumns { get; init; } = [];

    /// <summary><c>NO ACTION</c>, <c>RESTRICT</c>, <c>CASCADE</c>, <c>SET NULL</c> or <c>SET DEFAULT</c>.</summary>
    public required string OnDelete { get; init; }

    /// <summary>Likewise on update.</summary>
    public required string OnUpdate { get; init; }

    /// <summary><c>INITIALLY DEFERRED</c> or <c>INITIALLY IMMEDIATE</c> where it is deferrable.</summary>
    public string? Deferrable { get; init; }

    /// <summary>Whether existing rows have not been checked.</summary>
    public bool IsNotValid { get; init; }
}

/// <summary>An object that is told by its definition: an exclusion constraint or a trigger.</summary>
public sealed record SnapshotDefinition : SnapshotObject
{
    /// <summary>As <c>pg_get_constraintdef</c> or <c>pg_get_triggerdef</c> prints it.</summary>
    public string? Definition { get; init; }
}

/// <summary>An index that backs no constraint.</summary>
public sealed record SnapshotIndex : SnapshotObject
{
    /// <summary>Whether it is unique.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Its access method.</summary>
    public required string Method { get; init; }

    /// <summary>Its columns or expressions, with <c>DESC</c>, <c>NULLS FIRST</c> and <c>NULLS LAST</c> where they differ from the default.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The columns that it merely carries.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The condition of a partial index, as <c>pg_get_expr</c> prints it.</summary>
    public string? Predicate { get; init; }

    /// <summary>Whether NULLs count as equal.</summary>
    public bool HasNullsNotDistinct { get; init; }

    /// <summary>Whether it is the remainder of a failed <c>CREATE INDEX CONCURRENTLY</c>.</summary>
    public bool IsInvalid { get; init; }
}
