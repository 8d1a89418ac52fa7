using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>The kinds of types. The names are those of PostgreSQL's <c>typtype</c>.</summary>
internal enum TypeKind
{
    /// <summary>A base type, also an array.</summary>
    Base,

    /// <summary>The row type of a relation, or one that stands alone.</summary>
    Composite,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A pseudo-type, such as <c>trigger</c>.</summary>
    Pseudo,

    /// <summary>A range.</summary>
    Range,

    /// <summary>A multirange.</summary>
    Multirange,
}

/// <summary>A type.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
internal sealed record SchemaType(ObjectId Id, QualifiedName Name, TypeKind Kind) : SchemaObject(Id)
{
    /// <summary>PostgreSQL's <c>typcategory</c>: N for numbers, S for strings, A for arrays, U for what users make.</summary>
    public char Category { get; init; } = 'U';

    /// <summary>PostgreSQL's <c>typispreferred</c>.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>The type of the elements of an array; none for others.</summary>
    public ObjectId Element { get; init; }

    /// <summary>The array of it; none where there is none.</summary>
    public ObjectId Array { get; init; }

    /// <summary>True for a true array type, whose name is printed as <c>element[]</c>.</summary>
    public bool IsArray { get; init; }

    /// <summary>The relation of a composite type; none for others.</summary>
    public ObjectId Relation { get; init; }

    /// <summary>The labels of an enumeration, in their order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The type that a domain narrows.</summary>
    public TypeReference BaseType { get; init; }

    /// <summary>True for a domain that is NOT NULL.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>The default of a domain; null for none.</summary>
    public SchemaExpression? Default { get; init; }

    /// <summary>The checks of a domain.</summary>
    public IReadOnlyList<CheckConstraint> Checks { get; init; } = [];

    /// <summary>The subtype of a range or multirange; none for others.</summary>
    public ObjectId Subtype { get; init; }

    /// <summary>The multirange of a range; none for others.</summary>
    public ObjectId Multirange { get; init; }

    /// <summary>False for a shell.</summary>
    public bool IsDefined { get; init; } = true;
}

/// <summary>A function, procedure, aggregate or window function.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: a function, a procedure or an aggregate.</param>
internal sealed record Routine(ObjectId Id, QualifiedName Name, ObjectKind Kind) : SchemaObject(Id)
{
    /// <summary>All its parameters.</summary>
    public IReadOnlyList<RoutineParameter> Parameters { get; init; } = [];

    /// <summary>What it returns; null for a procedure without OUT parameters.</summary>
    public TypeReference? Returns { get; init; }

    /// <summary>True where it returns a set.</summary>
    public bool ReturnsSet { get; init; }

    /// <summary>The operation that says the rest; null for what is built in or an extension's.</summary>
    public CreateRoutine? Definition { get; init; }

    /// <summary>How stable its value is.</summary>
    public Volatility Volatility { get; init; } = Volatility.Volatile;

    /// <summary>True for a window function.</summary>
    public bool IsWindow { get; init; }

    /// <summary>True where NULL arguments give NULL.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The types of what a call passes in: IN, INOUT and VARIADIC.</summary>
    public IEnumerable<TypeReference> InputTypes => Parameters.Where(parameter => parameter.Mode is "IN" or "INOUT" or "VARIADIC").Select(parameter => parameter.Type);
}

/// <summary>What the schema knows by its name only: a role, cast, collation, operator, publication, foreign server.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; the schema of what has none is empty.</param>
internal sealed record OtherObject(ObjectId Id, ObjectKind Kind, QualifiedName Name) : SchemaObject(Id)
{
    /// <summary>What it depends on.</summary>
    public IReadOnlyList<ObjectId> DependsOn { get; init; } = [];
}
