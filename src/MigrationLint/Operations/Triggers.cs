namespace MigrationLint.Operations;

/// <summary>CREATE TRIGGER.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Name">Its name.</param>
/// <param name="Function">The function that it calls; none where that is not known.</param>
internal sealed record CreateTrigger(QualifiedName Table, string Name, ObjectId Function) : TableOperation(Table)
{
    /// <summary>OR REPLACE.</summary>
    public bool OrReplace { get; init; }

    /// <summary>CONSTRAINT TRIGGER.</summary>
    public bool IsConstraint { get; init; }

    /// <summary><c>BEFORE</c>, <c>AFTER</c> or <c>INSTEAD OF</c>.</summary>
    public required string Timing { get; init; }

    /// <summary>In PostgreSQL's order: INSERT, DELETE, UPDATE, TRUNCATE.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>UPDATE OF.</summary>
    public IReadOnlyList<string> UpdateColumns { get; init; } = [];

    /// <summary>FOR EACH ROW.</summary>
    public bool IsForEachRow { get; init; }

    /// <summary>WHEN; null for none. OLD and NEW are qualifiers of its columns.</summary>
    public SchemaExpression? When { get; init; }

    /// <summary>The constants that the function is given.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>REFERENCING OLD TABLE AS; null for none.</summary>
    public string? OldTable { get; init; }

    /// <summary>REFERENCING NEW TABLE AS; null for none.</summary>
    public string? NewTable { get; init; }

    /// <summary>FROM of a constraint trigger; null for none.</summary>
    public QualifiedName? From { get; init; }

    /// <summary>When a constraint trigger fires.</summary>
    public Deferrability Deferrability { get; init; }
}

/// <summary>CREATE EVENT TRIGGER.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Event">Such as <c>ddl_command_end</c>.</param>
internal sealed record CreateEventTrigger(string Name, string Event) : Operation;

/// <summary>CREATE RULE.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Name">Its name.</param>
internal sealed record CreateRule(QualifiedName Table, string Name) : TableOperation(Table)
{
    /// <summary>OR REPLACE.</summary>
    public bool OrReplace { get; init; }
}

/// <summary>CREATE POLICY.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">Its name.</param>
internal sealed record CreatePolicy(QualifiedName Table, string Name) : TableOperation(Table)
{
    /// <summary>False for RESTRICTIVE.</summary>
    public bool IsPermissive { get; init; } = true;

    /// <summary><c>ALL</c>, <c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public string Command { get; init; } = "ALL";

    /// <summary>TO; <c>public</c> for everybody.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["public"];

    /// <summary>USING; null for none.</summary>
    public SchemaExpression? Using { get; init; }

    /// <summary>WITH CHECK; null for none.</summary>
    public SchemaExpression? WithCheck { get; init; }
}

/// <summary>ALTER POLICY. What is null stays.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The policy.</param>
internal sealed record AlterPolicy(QualifiedName Table, string Name) : TableOperation(Table)
{
    /// <summary>TO.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>USING.</summary>
    public SchemaExpression? Using { get; init; }

    /// <summary>WITH CHECK.</summary>
    public SchemaExpression? WithCheck { get; init; }
}

/// <summary>DROP TRIGGER, DROP RULE, DROP POLICY; RENAME TO of one.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Name">The object.</param>
/// <param name="Kind">Which of the three.</param>
internal sealed record DropTableObject(QualifiedName Table, string Name, ObjectKind Kind) : TableOperation(Table)
{
    /// <summary>IF EXISTS: nothing happens either where the table is not there.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }
}

/// <summary>RENAME TO of a trigger, rule or policy.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Name">The object.</param>
/// <param name="NewName">Its new name.</param>
/// <param name="Kind">Which of the three.</param>
internal sealed record RenameTableObject(QualifiedName Table, string Name, string NewName, ObjectKind Kind) : TableOperation(Table);
