namespace MigrationLint.Operations;

/// <summary>ADD PRIMARY KEY.</summary>
/// <param name="Table">The table.</param>
/// <param name="Definition">The key.</param>
internal sealed record AddPrimaryKey(QualifiedName Table, KeyDefinition Definition) : TableOperation(Table);

/// <summary>ADD UNIQUE.</summary>
/// <param name="Table">The table.</param>
/// <param name="Definition">The key.</param>
internal sealed record AddUnique(QualifiedName Table, KeyDefinition Definition) : TableOperation(Table);

/// <summary>ADD CHECK.</summary>
/// <param name="Table">The table.</param>
/// <param name="Definition">The condition.</param>
internal sealed record AddCheck(QualifiedName Table, CheckDefinition Definition) : TableOperation(Table);

/// <summary>ADD FOREIGN KEY.</summary>
/// <param name="Table">The referencing table.</param>
/// <param name="Definition">What it references.</param>
internal sealed record AddForeignKey(QualifiedName Table, ForeignKeyDefinition Definition) : TableOperation(Table);

/// <summary>ADD EXCLUDE.</summary>
/// <param name="Table">The table.</param>
/// <param name="Definition">What excludes what.</param>
internal sealed record AddExclusion(QualifiedName Table, ExclusionDefinition Definition) : TableOperation(Table);

/// <summary>ADD CONSTRAINT … NOT NULL (PostgreSQL 18).</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Name">Its name; null where PostgreSQL chooses one.</param>
internal sealed record AddNotNullConstraint(QualifiedName Table, string Column, string? Name) : TableOperation(Table)
{
    /// <summary>NOT VALID.</summary>
    public bool NotValid { get; init; }
}

/// <summary>VALIDATE CONSTRAINT.</summary>
/// <param name="Table">The table.</param>
/// <param name="Constraint">The constraint.</param>
internal sealed record ValidateConstraint(QualifiedName Table, string Constraint) : TableOperation(Table);

/// <summary>DROP CONSTRAINT of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Constraint">The constraint.</param>
internal sealed record DropConstraint(QualifiedName Table, string Constraint) : TableOperation(Table)
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }
}

/// <summary>RENAME CONSTRAINT of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Constraint">The constraint.</param>
/// <param name="NewName">Its new name.</param>
internal sealed record RenameConstraint(QualifiedName Table, string Constraint, string NewName) : TableOperation(Table);

/// <summary>ALTER CONSTRAINT: when it is checked.</summary>
/// <param name="Table">The table.</param>
/// <param name="Constraint">The foreign key.</param>
/// <param name="Deferrability">When it is checked from now on.</param>
internal sealed record AlterConstraint(QualifiedName Table, string Constraint, Deferrability Deferrability) : TableOperation(Table);
