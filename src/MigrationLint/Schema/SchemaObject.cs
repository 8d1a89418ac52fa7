using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>What a database holds. Immutable: a change makes another object of the same id.</summary>
/// <param name="Id">Its identity, which no rename changes.</param>
internal abstract record SchemaObject(ObjectId Id)
{
    /// <summary>The operation that made it; null for what was there before the chain.</summary>
    public Operation? CreatedBy { get; init; }

    /// <summary>The last operation that changed it; null for none.</summary>
    public Operation? ChangedBy { get; init; }

    /// <summary>Its owner; null for the role that migrates.</summary>
    public string? Owner { get; init; }

    /// <summary>The extension that it belongs to; none for most.</summary>
    public ObjectId Extension { get; init; }
}

/// <summary>A schema.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal sealed record Namespace(ObjectId Id, string Name) : SchemaObject(Id);

/// <summary>An extension.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Where its objects are.</param>
internal sealed record Extension(ObjectId Id, string Name, string Schema) : SchemaObject(Id)
{
    /// <summary>False where what it brings along is not known: names that are not found may then be its.</summary>
    public bool IsKnown { get; init; } = true;
}

/// <summary>A relation: what shares the names of tables.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal abstract record Relation(ObjectId Id, QualifiedName Name) : SchemaObject(Id)
{
    /// <summary>How many columns it can have (<c>MaxHeapAttributeNumber</c>, <c>access/htup_details.h</c>).</summary>
    public const int MaximumColumns = 1600;

    /// <summary>The columns that it can be asked for, in order; empty for an index.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>True where it may have more than is known of it: it was made elsewhere, or something opaque touched it.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>How long it lasts.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>Its row type; none for an index, a sequence, and what is built in.</summary>
    public ObjectId RowType { get; init; }

    /// <summary>The column of that name; null where it has none.</summary>
    public Column? FindColumn(string name) => Columns.FirstOrDefault(column => column.Name == name);
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record Column(string Name, TypeReference Type)
{
    /// <summary>NOT NULL.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>Its default; null for none.</summary>
    public SchemaExpression? Default { get; init; }

    /// <summary>What it computes; null for a plain one.</summary>
    public SchemaExpression? Generated { get; init; }

    /// <summary>Who gives its values.</summary>
    public IdentityKind Identity { get; init; }

    /// <summary>The collation, where it is not the type's.</summary>
    public string? Collation { get; init; }

    /// <summary>How many parents it comes from (<c>attinhcount</c>).</summary>
    public int InheritedCount { get; init; }

    /// <summary>True where the table itself declares it (<c>attislocal</c>).</summary>
    public bool IsLocal { get; init; } = true;

    /// <summary>The operation that made it.</summary>
    public Operation? CreatedBy { get; init; }

    /// <summary>The last operation that changed it; null for none.</summary>
    public Operation? ChangedBy { get; init; }

    /// <summary>The last operation that gave it another type; null where it has the type that it was made with.</summary>
    public Operation? RetypedBy { get; init; }
}

/// <summary>Whether a table has rows, as far as the chain tells.</summary>
internal enum RowState
{
    /// <summary>It was made in this chain and nothing wrote into it.</summary>
    Empty,

    /// <summary>It may have some.</summary>
    Unknown,

    /// <summary>It certainly has some: the chain wrote them.</summary>
    Filled,
}

/// <summary>A table; also a partitioned one, a partition, a foreign one.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal sealed record Table(ObjectId Id, QualifiedName Name) : Relation(Id, Name)
{
    /// <summary>True where a tool writes down in it what it has run.</summary>
    public bool IsLedger { get; init; }

    /// <summary>In the order of their making.</summary>
    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    /// <summary>In the order of their making; those of constraints too.</summary>
    public IReadOnlyList<Index> Indexes { get; init; } = [];

    /// <summary>In the order of their making.</summary>
    public IReadOnlyList<Trigger> Triggers { get; init; } = [];

    /// <summary>In the order of their making.</summary>
    public IReadOnlyList<Policy> Policies { get; init; } = [];

    /// <summary>Rewrite rules; in the order of their making.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>The tables that it inherits from, its partitioned table included; in order.</summary>
    public IReadOnlyList<ObjectId> Parents { get; init; } = [];

    /// <summary>The bound of a partition; null for others.</summary>
    public string? PartitionBound { get; init; }

    /// <summary>How it is divided; null for a plain table.</summary>
    public PartitionKey? PartitionBy { get; init; }

    /// <summary>ENABLE ROW LEVEL SECURITY.</summary>
    public bool HasRowSecurity { get; init; }

    /// <summary>FORCE ROW LEVEL SECURITY.</summary>
    public bool ForcesRowSecurity { get; init; }

    /// <summary>The composite type of <c>OF</c>; none for others.</summary>
    public ObjectId OfType { get; init; }

    /// <summary>The server of a foreign table; null for others.</summary>
    public string? ForeignServer { get; init; }

    /// <summary>Whether it has rows.</summary>
    public RowState Rows { get; init; } = RowState.Unknown;

    /// <summary>ON COMMIT DELETE ROWS.</summary>
    public bool IsEmptiedOnCommit { get; init; }

    /// <summary>True for a partition.</summary>
    public bool IsPartition => PartitionBound is not null;

    /// <summary>The primary key; null for none.</summary>
    public KeyConstraint? PrimaryKey => Constraints.OfType<KeyConstraint>().FirstOrDefault(key => key.IsPrimary);
}

/// <summary>A view, also a materialized one.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">What it shows.</param>
internal sealed record View(ObjectId Id, QualifiedName Name, QueryDefinition Query) : Relation(Id, Name)
{
    /// <summary>True for a materialized one.</summary>
    public bool IsMaterialized { get; init; }

    /// <summary>The indexes of a materialized one.</summary>
    public IReadOnlyList<Index> Indexes { get; init; } = [];

    /// <summary>INSTEAD OF triggers.</summary>
    public IReadOnlyList<Trigger> Triggers { get; init; } = [];

    /// <summary>Rewrite rules beside its own.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];
}

/// <summary>A sequence.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values.</param>
internal sealed record Sequence(ObjectId Id, QualifiedName Name, TypeReference Type) : Relation(Id, Name)
{
    /// <summary>The table whose column owns it; none for a free one.</summary>
    public ObjectId OwnerTable { get; init; }

    /// <summary>The column that owns it; null for a free one.</summary>
    public string? OwnerColumn { get; init; }

    /// <summary>True where it belongs to an identity column: it cannot be dropped alone.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Increment, bounds, start, cache and cycle, all of them said.</summary>
    public SequenceOptions Options { get; init; } = new();

    /// <summary>The last operation that started it anew; null for none.</summary>
    public Operation? RestartedBy { get; init; }

    /// <summary>The first value after that.</summary>
    public long? RestartValue { get; init; }
}

/// <summary>A composite type's attributes, which share the names of relations as <c>pg_class</c> has them.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal sealed record CompositeRelation(ObjectId Id, QualifiedName Name) : Relation(Id, Name);

/// <summary>An index. Its relation shares the names of tables, in the schema of its table.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal sealed record Index(ObjectId Id, string Name) : SchemaObject(Id)
{
    /// <summary>What it orders.</summary>
    public IReadOnlyList<IndexKey> Keys { get; init; } = [];

    /// <summary>The access method.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>UNIQUE.</summary>
    public bool IsUnique { get; init; }

    /// <summary>INCLUDE.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>WHERE; null for none.</summary>
    public SchemaExpression? Predicate { get; init; }

    /// <summary>NULLS NOT DISTINCT.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>The constraint that it backs; none for others.</summary>
    public ObjectId Constraint { get; init; }

    /// <summary>The partitioned index that it is a part of; none for others.</summary>
    public ObjectId Parent { get; init; }

    /// <summary>False for what a failed CREATE INDEX CONCURRENTLY, or ON ONLY without its parts, leaves.</summary>
    public bool IsValid { get; init; } = true;
}

/// <summary>A trigger.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The operation that says what it does.</param>
internal sealed record Trigger(ObjectId Id, string Name, CreateTrigger Definition) : SchemaObject(Id)
{
    /// <summary>UPDATE OF, after renames.</summary>
    public IReadOnlyList<string> UpdateColumns { get; init; } = [];

    /// <summary>WHEN, after renames; null for none.</summary>
    public SchemaExpression? When { get; init; }

    /// <summary>The trigger of the partitioned table that it was cloned from; none for others.</summary>
    public ObjectId Parent { get; init; }
}

/// <summary>A policy of row security.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The operation that made it.</param>
internal sealed record Policy(ObjectId Id, string Name, CreatePolicy Definition) : SchemaObject(Id)
{
    /// <summary>USING, after changes and renames; null for none.</summary>
    public SchemaExpression? Using { get; init; }

    /// <summary>WITH CHECK, after changes and renames; null for none.</summary>
    public SchemaExpression? WithCheck { get; init; }

    /// <summary>TO.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <summary>A rewrite rule.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
internal sealed record Rule(ObjectId Id, string Name) : SchemaObject(Id);
