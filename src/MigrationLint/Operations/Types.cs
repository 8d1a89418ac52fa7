namespace MigrationLint.Operations;

/// <summary>CREATE TYPE … AS ENUM.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Labels">In their order.</param>
internal sealed record CreateEnumType(QualifiedName Type, IReadOnlyList<string> Labels) : Operation;

/// <summary>ALTER TYPE … ADD VALUE.</summary>
/// <param name="Type">The enumeration.</param>
/// <param name="Label">The new label.</param>
internal sealed record AddEnumValue(QualifiedName Type, string Label) : Operation
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>BEFORE: the label that it comes before; null for none.</summary>
    public string? Before { get; init; }

    /// <summary>AFTER: the label that it follows; null for none.</summary>
    public string? After { get; init; }
}

/// <summary>ALTER TYPE … RENAME VALUE.</summary>
/// <param name="Type">The enumeration.</param>
/// <param name="Label">The label.</param>
/// <param name="NewLabel">Its new spelling.</param>
internal sealed record RenameEnumValue(QualifiedName Type, string Label, string NewLabel) : Operation;

/// <summary>CREATE DOMAIN.</summary>
/// <param name="Domain">Its name.</param>
/// <param name="Base">The type that it narrows.</param>
internal sealed record CreateDomain(QualifiedName Domain, TypeReference Base) : Operation
{
    /// <summary>NOT NULL.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>The default; null for none.</summary>
    public SchemaExpression? Default { get; init; }

    /// <summary>Its checks; the value is the text <c>VALUE</c>.</summary>
    public IReadOnlyList<CheckDefinition> Checks { get; init; } = [];
}

/// <summary>What ALTER DOMAIN changes.</summary>
internal enum DomainChange
{
    /// <summary>SET DEFAULT, DROP DEFAULT.</summary>
    Default,

    /// <summary>SET NOT NULL.</summary>
    SetNotNull,

    /// <summary>DROP NOT NULL.</summary>
    DropNotNull,

    /// <summary>ADD CONSTRAINT.</summary>
    AddConstraint,

    /// <summary>DROP CONSTRAINT.</summary>
    DropConstraint,

    /// <summary>VALIDATE CONSTRAINT.</summary>
    ValidateConstraint,

    /// <summary>RENAME CONSTRAINT.</summary>
    RenameConstraint,
}

/// <summary>ALTER DOMAIN.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Change">What is changed.</param>
internal sealed record AlterDomain(QualifiedName Domain, DomainChange Change) : Operation
{
    /// <summary>The new default; null for none.</summary>
    public SchemaExpression? Default { get; init; }

    /// <summary>The constraint that is added; null for others.</summary>
    public CheckDefinition? Check { get; init; }

    /// <summary>The constraint that is named; null for others.</summary>
    public string? Constraint { get; init; }

    /// <summary>Its new name; null for others.</summary>
    public string? NewName { get; init; }

    /// <summary>IF EXISTS of a constraint.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }
}

/// <summary>CREATE TYPE … AS (…).</summary>
/// <param name="Type">Its name.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record CreateCompositeType(QualifiedName Type, IReadOnlyList<ColumnDefinition> Attributes) : Operation;

/// <summary>CREATE TYPE … AS RANGE.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Subtype">The type of its bounds.</param>
internal sealed record CreateRangeType(QualifiedName Type, TypeReference Subtype) : Operation
{
    /// <summary>The name of its multirange type; null where PostgreSQL chooses one.</summary>
    public string? Multirange { get; init; }
}

/// <summary>CREATE TYPE with functions in C, or a shell of one.</summary>
/// <param name="Type">Its name.</param>
/// <param name="IsShell">True where only the name is reserved.</param>
internal sealed record CreateBaseType(QualifiedName Type, bool IsShell) : Operation;
