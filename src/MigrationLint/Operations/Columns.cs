namespace MigrationLint.Operations;

/// <summary>ADD COLUMN. Constraints that stand in it follow as operations of their own.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record AddColumn(QualifiedName Table, ColumnDefinition Column) : TableOperation(Table)
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary>DROP COLUMN, also of an attribute of a composite type.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record DropColumn(QualifiedName Table, string Column) : TableOperation(Table)
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }
}

/// <summary>ALTER COLUMN … TYPE.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Type">Its new type.</param>
internal sealed record AlterColumnType(QualifiedName Table, string Column, TypeReference Type) : TableOperation(Table)
{
    /// <summary>USING; null for none.</summary>
    public SchemaExpression? Using { get; init; }

    /// <summary>COLLATE; null for the type's.</summary>
    public string? Collation { get; init; }

    /// <summary>The default after the change, cast as PostgreSQL does; null where there is none.</summary>
    public SchemaExpression? NewDefault { get; init; }

    /// <summary>What conditions and keys that read the column are once they are analysed again, by what they were; those that stay the same left out.</summary>
    public IReadOnlyDictionary<SchemaExpression, SchemaExpression> Rebuilt { get; init; } = new Dictionary<SchemaExpression, SchemaExpression>();
}

/// <summary>ALTER COLUMN … SET DEFAULT.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Column">The column.</param>
/// <param name="Default">The default; null for DROP DEFAULT and <c>SET DEFAULT NULL</c>.</param>
internal sealed record SetDefault(QualifiedName Table, string Column, SchemaExpression? Default) : TableOperation(Table);

/// <summary>ALTER COLUMN … SET NOT NULL.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record SetNotNull(QualifiedName Table, string Column) : TableOperation(Table);

/// <summary>ALTER COLUMN … DROP NOT NULL.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record DropNotNull(QualifiedName Table, string Column) : TableOperation(Table);

/// <summary>ADD GENERATED … AS IDENTITY.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Identity">Who gives its values.</param>
internal sealed record AddIdentity(QualifiedName Table, string Column, IdentityKind Identity) : TableOperation(Table)
{
    /// <summary>The options of its sequence; null for none.</summary>
    public SequenceOptions? Options { get; init; }
}

/// <summary>SET GENERATED …, SET of options of the sequence, RESTART.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Identity">Who gives its values from now on; null where that stays.</param>
internal sealed record AlterIdentity(QualifiedName Table, string Column, IdentityKind? Identity) : TableOperation(Table)
{
    /// <summary>The options of its sequence; null for none.</summary>
    public SequenceOptions? Options { get; init; }
}

/// <summary>DROP IDENTITY.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record DropIdentity(QualifiedName Table, string Column) : TableOperation(Table)
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>DROP EXPRESSION: a generated column becomes a plain one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record DropExpression(QualifiedName Table, string Column) : TableOperation(Table)
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>SET EXPRESSION (PostgreSQL 17).</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Expression">What it computes from now on.</param>
internal sealed record SetExpression(QualifiedName Table, string Column, SchemaExpression Expression) : TableOperation(Table);

/// <summary>What the schema does not keep of a column: SET STATISTICS, SET STORAGE, SET COMPRESSION, <c>SET (n_distinct = …)</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Command">PostgreSQL's <c>AlterTableType</c> without its prefix: <c>SetStatistics</c>, <c>SetStorage</c>.</param>
internal sealed record SetColumnProperty(QualifiedName Table, string Column, string Command) : TableOperation(Table);
