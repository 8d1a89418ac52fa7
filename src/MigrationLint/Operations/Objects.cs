namespace MigrationLint.Operations;

/// <summary>CREATE SCHEMA.</summary>
/// <param name="Schema">Its name.</param>
internal sealed record CreateSchema(string Schema) : Operation
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>AUTHORIZATION; null for none.</summary>
    public string? Owner { get; init; }
}

/// <summary>CREATE EXTENSION.</summary>
/// <param name="Extension">Its name.</param>
internal sealed record CreateExtension(string Extension) : Operation
{
    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>SCHEMA; null for the first of the search path.</summary>
    public string? Schema { get; init; }

    /// <summary>CASCADE: what it requires is created too.</summary>
    public bool Cascade { get; init; }
}

/// <summary>CREATE of a kind that the schema knows by its name only: a role, cast, collation, operator, publication, foreign server.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, with what tells it apart from others of that name in parentheses.</param>
internal sealed record CreateObject(ObjectKind Kind, QualifiedName Name) : Operation
{
    /// <summary>IF NOT EXISTS, OR REPLACE.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>What it depends on.</summary>
    public IReadOnlyList<ObjectId> DependsOn { get; init; } = [];

    /// <summary>The tables of a publication, which may be dropped all the same.</summary>
    public IReadOnlyList<ObjectId> Tables { get; init; } = [];
}

/// <summary>DROP of a view, sequence, type, domain, schema, extension or of what <see cref="CreateObject"/> makes; one operation for each that the statement names.</summary>
/// <param name="Kind">What the statement calls it.</param>
/// <param name="Name">Its name; the schema of what has none is empty.</param>
internal sealed record DropObject(ObjectKind Kind, QualifiedName Name) : Operation
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }

    /// <summary>The other objects that the same statement drops: they are no dependents in the way.</summary>
    public IReadOnlyList<QualifiedName> Together { get; init; } = [];
}

/// <summary>RENAME TO of a type, domain, schema or of what <see cref="CreateObject"/> makes.</summary>
/// <param name="Kind">What the statement calls it.</param>
/// <param name="Name">Its name.</param>
/// <param name="NewName">Its new name.</param>
internal sealed record RenameObject(ObjectKind Kind, QualifiedName Name, string NewName) : Operation;

/// <summary>SET SCHEMA of anything but a routine.</summary>
/// <param name="Kind">What the statement calls it.</param>
/// <param name="Name">Its name.</param>
/// <param name="NewSchema">Where it goes.</param>
internal sealed record SetSchema(ObjectKind Kind, QualifiedName Name, string NewSchema) : Operation
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>OWNER TO of anything but a routine.</summary>
/// <param name="Kind">What the statement calls it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The new owner.</param>
internal sealed record SetOwner(ObjectKind Kind, QualifiedName Name, string Owner) : Operation
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }
}

/// <summary>GRANT and REVOKE on objects; one operation for each object.</summary>
/// <param name="Kind">What the objects are.</param>
/// <param name="Name">The object; null for all of a schema, named by <see cref="InSchema"/>.</param>
/// <param name="Privileges">In upper case; <c>ALL</c> for all.</param>
/// <param name="Grantees">The roles; <c>public</c> for everybody.</param>
internal sealed record Grant(ObjectKind Kind, QualifiedName? Name, IReadOnlyList<string> Privileges, IReadOnlyList<string> Grantees) : Operation
{
    /// <summary>True for REVOKE.</summary>
    public bool IsRevoke { get; init; }

    /// <summary>ALL … IN SCHEMA; null for one object.</summary>
    public string? InSchema { get; init; }

    /// <summary>The argument types of a routine; null for others.</summary>
    public IReadOnlyList<TypeReference>? ArgumentTypes { get; init; }

    /// <summary>The columns; empty for the whole table.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>COMMENT ON.</summary>
/// <param name="Kind">What the object is.</param>
/// <param name="Name">Its name; for a part of a table, the table's.</param>
/// <param name="Part">The column, constraint, trigger or policy; null for others.</param>
/// <param name="Comment">The text; null for none.</param>
internal sealed record CommentOn(ObjectKind Kind, QualifiedName Name, string? Part, string? Comment) : Operation
{
    /// <summary>The argument types of a routine; null for others.</summary>
    public IReadOnlyList<TypeReference>? ArgumentTypes { get; init; }
}
