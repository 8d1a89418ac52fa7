namespace MigrationLint.Operations;

/// <summary>
/// What PostgreSQL calls an oid. Objects that are built in have PostgreSQL's own (<c>23</c> is <c>int4</c>); those that migrations make are counted from
/// <see cref="FirstNormal"/> on, as a server does.
/// </summary>
/// <param name="Value">0 for none.</param>
internal readonly record struct ObjectId(int Value)
{
    /// <summary>The first id of an object that is not built in (<c>FirstNormalObjectId</c>, <c>access/transam.h</c>).</summary>
    public const int FirstNormal = 16384;

    /// <summary>No object.</summary>
    public static ObjectId None => default;

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => Value == 0;

    /// <summary>True for what every database has.</summary>
    public bool IsBuiltIn => Value is > 0 and < FirstNormal;
}

/// <summary>The name of an object in a schema, both as the catalog stores them: without quotes, cut to 63 bytes.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Name">The name.</param>
internal readonly record struct QualifiedName(string Schema, string Name)
{
    /// <summary>For messages: bare in <c>public</c> and where there is no schema, else with it.</summary>
    public override string ToString() => Schema is "public" or "" ? Name : Schema + "." + Name;
}

/// <summary>A type with its modifier.</summary>
/// <param name="Type">The type; <see cref="ObjectId.None"/> where it is not known.</param>
/// <param name="Modifier">PostgreSQL's typmod: the length of a varchar plus 4, precision and scale of a numeric; -1 for none.</param>
internal readonly record struct TypeReference(ObjectId Type, int Modifier = -1)
{
    /// <summary>A type that is not known.</summary>
    public static TypeReference Unknown => new(ObjectId.None);

    /// <summary>False where the type is not known.</summary>
    public bool IsKnown => !Type.IsNone;
}

/// <summary>What an operation that serves several kinds of objects is about. The names are those of PostgreSQL's <c>ObjectType</c>.</summary>
internal enum ObjectKind
{
    /// <summary>A table, also a partitioned one.</summary>
    Table,

    /// <summary>A table of a foreign server.</summary>
    ForeignTable,

    /// <summary>An index.</summary>
    Index,

    /// <summary>A sequence.</summary>
    Sequence,

    /// <summary>A view.</summary>
    View,

    /// <summary>A materialized view.</summary>
    MaterializedView,

    /// <summary>A column of a relation, or an attribute of a composite type.</summary>
    Column,

    /// <summary>A constraint of a table or domain.</summary>
    Constraint,

    /// <summary>A type that is no domain.</summary>
    Type,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A procedure.</summary>
    Procedure,

    /// <summary>A function, a procedure or an aggregate: <c>DROP ROUTINE</c>.</summary>
    Routine,

    /// <summary>An aggregate.</summary>
    Aggregate,

    /// <summary>A trigger of a table.</summary>
    Trigger,

    /// <summary>An event trigger.</summary>
    EventTrigger,

    /// <summary>A rewrite rule.</summary>
    Rule,

    /// <summary>A policy of row security.</summary>
    Policy,

    /// <summary>A schema.</summary>
    Schema,

    /// <summary>An extension.</summary>
    Extension,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A database.</summary>
    Database,

    /// <summary>A collation.</summary>
    Collation,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>An operator class.</summary>
    OperatorClass,

    /// <summary>An operator family.</summary>
    OperatorFamily,

    /// <summary>A cast.</summary>
    Cast,

    /// <summary>Extended statistics.</summary>
    Statistics,

    /// <summary>A publication.</summary>
    Publication,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A text search configuration, dictionary, parser or template.</summary>
    TextSearch,

    /// <summary>A foreign server, wrapper or user mapping.</summary>
    ForeignServer,

    /// <summary>Anything else: access methods, conversions, languages, tablespaces, transforms, large objects.</summary>
    Other,
}
