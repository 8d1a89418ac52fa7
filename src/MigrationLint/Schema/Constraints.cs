using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>A constraint of a table.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal abstract record Constraint(ObjectId Id, string Name) : SchemaObject(Id)
{
    /// <summary>When it is checked.</summary>
    public Deferrability Deferrability { get; init; }

    /// <summary>How many parents it comes from (<c>coninhcount</c>).</summary>
    public int InheritedCount { get; init; }

    /// <summary>True where the table itself declares it (<c>conislocal</c>).</summary>
    public bool IsLocal { get; init; } = true;

    /// <summary>The constraint of the partitioned table that it is a part of; none for others.</summary>
    public ObjectId Parent { get; init; }
}

/// <summary>PRIMARY KEY or UNIQUE.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name, which is also its index's.</param>
/// <param name="Columns">The key, in order.</param>
internal sealed record KeyConstraint(ObjectId Id, string Name, IReadOnlyList<string> Columns) : Constraint(Id, Name)
{
    /// <summary>True for PRIMARY KEY.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>INCLUDE.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>NULLS NOT DISTINCT.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>The index behind it.</summary>
    public ObjectId Index { get; init; }
}

/// <summary>CHECK.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Expression">The condition.</param>
internal sealed record CheckConstraint(ObjectId Id, string Name, SchemaExpression Expression) : Constraint(Id, Name)
{
    /// <summary>False for NOT VALID that nothing validated yet.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>NO INHERIT.</summary>
    public bool NoInherit { get; init; }
}

/// <summary>FOREIGN KEY.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The referencing columns.</param>
internal sealed record ForeignKeyConstraint(ObjectId Id, string Name, IReadOnlyList<string> Columns) : Constraint(Id, Name)
{
    /// <summary>The table that it points to.</summary>
    public required ObjectId ReferencedTable { get; init; }

    /// <summary>The columns there.</summary>
    public required IReadOnlyList<string> ReferencedColumns { get; init; }

    /// <summary>The unique index there that it relies on; none where that is not known.</summary>
    public ObjectId ReferencedIndex { get; init; }

    /// <summary>ON DELETE.</summary>
    public ReferentialAction OnDelete { get; init; }

    /// <summary>ON UPDATE.</summary>
    public ReferentialAction OnUpdate { get; init; }

    /// <summary>MATCH FULL.</summary>
    public bool MatchFull { get; init; }

    /// <summary>The columns of <c>ON DELETE SET NULL (…)</c>; empty for all.</summary>
    public IReadOnlyList<string> OnDeleteColumns { get; init; } = [];

    /// <summary>False for NOT VALID that nothing validated yet.</summary>
    public bool IsValid { get; init; } = true;
}

/// <summary>EXCLUDE.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What excludes what; its names after renames.</param>
internal sealed record ExclusionConstraint(ObjectId Id, string Name, ExclusionDefinition Definition) : Constraint(Id, Name)
{
    /// <summary>The index behind it.</summary>
    public ObjectId Index { get; init; }
}
