using MigrationLint.Text;

namespace MigrationLint.Operations;

/// <summary>CREATE FUNCTION and CREATE PROCEDURE.</summary>
/// <param name="Routine">Its name.</param>
/// <param name="Parameters">All of them, also those of RETURNS TABLE.</param>
internal sealed record CreateRoutine(QualifiedName Routine, IReadOnlyList<RoutineParameter> Parameters) : Operation
{
    /// <summary>True for a procedure.</summary>
    public bool IsProcedure { get; init; }

    /// <summary>OR REPLACE.</summary>
    public bool OrReplace { get; init; }

    /// <summary>What it returns; null for a procedure without OUT parameters.</summary>
    public TypeReference? Returns { get; init; }

    /// <summary>RETURNS SETOF, RETURNS TABLE.</summary>
    public bool ReturnsSet { get; init; }

    /// <summary>The language, in lower case.</summary>
    public string Language { get; init; } = "sql";

    /// <summary>The body; null where it is SQL-standard (<c>BEGIN ATOMIC</c>) or in C.</summary>
    public string? Body { get; init; }

    /// <summary>The statement, spelt anew, where the body is SQL-standard; null for others.</summary>
    public string? StandardDefinition { get; init; }

    /// <summary>Where the body is written.</summary>
    public SourceSpan? BodySource { get; init; }

    /// <summary>How stable its value is.</summary>
    public Volatility Volatility { get; init; } = Volatility.Volatile;

    /// <summary>SECURITY DEFINER.</summary>
    public bool IsSecurityDefiner { get; init; }

    /// <summary>STRICT.</summary>
    public bool IsStrict { get; init; }

    /// <summary>WINDOW.</summary>
    public bool IsWindow { get; init; }

    /// <summary>The settings of SET clauses, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The objects that a SQL-standard body depends on.</summary>
    public IReadOnlyList<ObjectId> DependsOn { get; init; } = [];

    /// <summary>What a body in a string certainly names. PostgreSQL looks for it whenever the routine runs.</summary>
    public BodyUses Uses { get; init; } = BodyUses.None;
}

/// <summary>What the body of a routine names of the database.</summary>
/// <param name="Names">Relations, sequences and routines.</param>
/// <param name="Columns">Columns.</param>
internal sealed record BodyUses(IReadOnlyList<NameUse> Names, IReadOnlyList<ColumnUse> Columns)
{
    /// <summary>Nothing, or nothing that is certain.</summary>
    public static BodyUses None { get; } = new([], []);
}

/// <summary>A name in the body of a routine.</summary>
/// <param name="Kind">What it must be: a table stands for all that is read like one.</param>
/// <param name="Candidates">What it can mean: one name where its schema is said, else one for each schema of the path at the time of creation.</param>
/// <param name="Source">The name.</param>
internal sealed record NameUse(ObjectKind Kind, IReadOnlyList<QualifiedName> Candidates, SourceSpan Source)
{
    /// <summary>True where the schema is said.</summary>
    public bool IsQualified { get; init; }

    /// <summary>How many arguments a call gives; null for what is no call, or where VARIADIC gives several as one.</summary>
    public int? Arguments { get; init; }
}

/// <summary>A column in the body of a routine.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Relations">The relations of which one must have it; none for a field of the row that a trigger's function is given: NEW and OLD.</param>
/// <param name="Source">The words.</param>
internal sealed record ColumnUse(string Column, IReadOnlyList<NameUse> Relations, SourceSpan Source)
{
    /// <summary>True for a field of NEW or OLD.</summary>
    public bool IsOfTriggerRow => Relations.Count == 0;
}

/// <summary>CREATE AGGREGATE.</summary>
/// <param name="Aggregate">Its name.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Returns">What it gives; unknown where its final function is not known.</param>
internal sealed record CreateAggregate(QualifiedName Aggregate, IReadOnlyList<RoutineParameter> Parameters, TypeReference Returns) : Operation
{
    /// <summary>OR REPLACE.</summary>
    public bool OrReplace { get; init; }

    /// <summary>The statement, spelt anew.</summary>
    public string? Definition { get; init; }

    /// <summary>The functions that it is made of.</summary>
    public IReadOnlyList<ObjectId> DependsOn { get; init; } = [];
}

/// <summary>A routine that a statement names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ArgumentTypes">The types of its arguments; null where only the name is given.</param>
internal sealed record RoutineSignature(QualifiedName Name, IReadOnlyList<TypeReference>? ArgumentTypes);

/// <summary>DROP FUNCTION, DROP PROCEDURE, DROP AGGREGATE, DROP ROUTINE; one operation for each that the statement names.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Kind">What the statement calls it.</param>
internal sealed record DropRoutine(RoutineSignature Routine, ObjectKind Kind) : Operation
{
    /// <summary>IF EXISTS.</summary>
    public bool IfExists { get; init; }

    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }
}

/// <summary>RENAME TO, SET SCHEMA and OWNER TO of a routine.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Kind">What the statement calls it.</param>
internal sealed record AlterRoutine(RoutineSignature Routine, ObjectKind Kind) : Operation
{
    /// <summary>RENAME TO; null for others.</summary>
    public string? NewName { get; init; }

    /// <summary>SET SCHEMA; null for others.</summary>
    public string? NewSchema { get; init; }

    /// <summary>OWNER TO; null for others.</summary>
    public string? NewOwner { get; init; }

    /// <summary>Another volatility; null where it stays.</summary>
    public Volatility? Volatility { get; init; }

    /// <summary>SECURITY DEFINER or INVOKER; null where it stays.</summary>
    public bool? IsSecurityDefiner { get; init; }

    /// <summary>The settings of SET clauses, by name; a null value is RESET.</summary>
    public IReadOnlyList<(string Name, string? Value)> Settings { get; init; } = [];
}
