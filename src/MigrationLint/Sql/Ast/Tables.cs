namespace MigrationLint.Sql.Ast;

/// <summary><c>CREATE TABLE</c> with a list of columns, of a type, or as a partition.</summary>
internal sealed class CreateStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    /// <summary>Each a <see cref="ColumnDef"/>, <see cref="TableLikeClause"/>, <see cref="Constraint"/> or <see cref="Hole"/>.</summary>
    public IReadOnlyList<Node> TableElts { get; set; } = [];

    /// <summary>The parents; of a partition, the one partitioned table.</summary>
    public IReadOnlyList<RangeVar> InhRelations { get; set; } = [];

    /// <summary>Null unless it is a partition.</summary>
    public PartitionBoundSpec? Partbound { get; set; }

    public PartitionSpec? Partspec { get; set; }

    public TypeName? OfTypename { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public OnCommitAction Oncommit { get; set; }

    public string? Tablespacename { get; set; }

    /// <summary>What stands behind USING.</summary>
    public string? AccessMethod { get; set; }

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(TableElts, action);
        Each(InhRelations, action);
        Each(Partbound, action);
        Each(Partspec, action);
        Each(OfTypename, action);
        Each(Options, action);
    }
}

/// <summary>A column: of a table, a composite type, or what a function returns.</summary>
internal sealed class ColumnDef(int start) : Node(start)
{
    public string? Colname { get; set; }

    /// <summary>Null where the type comes from elsewhere: in a typed table, in a partition.</summary>
    public TypeName? TypeName { get; set; }

    public string? Compression { get; set; }

    /// <summary>False for what <c>ALTER COLUMN TYPE</c> keeps in such a node.</summary>
    public bool IsLocal { get; set; }

    /// <summary>What stands behind STORAGE.</summary>
    public string? StorageName { get; set; }

    /// <summary>The USING of <c>ALTER COLUMN TYPE</c>; a default is one of <see cref="Constraints"/>.</summary>
    public Node? RawDefault { get; set; }

    public CollateClause? CollClause { get; set; }

    public IReadOnlyList<Constraint> Constraints { get; set; } = [];

    /// <summary>The OPTIONS of a foreign table's column.</summary>
    public IReadOnlyList<DefElem> Fdwoptions { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(RawDefault, action);
        Each(CollClause, action);
        Each(Constraints, action);
        Each(Fdwoptions, action);
    }
}

/// <summary><c>LIKE table INCLUDING …</c> among the columns.</summary>
internal sealed class TableLikeClause(int start) : Node(start)
{
    public RangeVar? Relation { get; set; }

    /// <summary>The bits of INCLUDING: 1 comments, 2 compression, 4 constraints, 8 defaults, 16 generated, 32 identity, 64 indexes, 128 statistics, 256 storage; 0x7FFFFFFF all.</summary>
    public int Options { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
    }
}

/// <summary>A constraint of a column, a table or a domain; also what PostgreSQL reads as one: a default, an identity, a word such as <c>DEFERRABLE</c>.</summary>
internal sealed class Constraint(int start) : Node(start)
{
    public ConstrType Contype { get; set; }

    public string? Conname { get; set; }

    public bool Deferrable { get; set; }

    public bool Initdeferred { get; set; }

    /// <summary>Only where PostgreSQL's grammar sets it: CHECK, FOREIGN KEY, NOT NULL of a column.</summary>
    public bool IsEnforced { get; set; }

    /// <summary>NOT VALID or NOT ENFORCED.</summary>
    public bool SkipValidation { get; set; }

    /// <summary>Only where PostgreSQL's grammar sets it: CHECK, FOREIGN KEY, NOT NULL.</summary>
    public bool InitiallyValid { get; set; }

    public bool IsNoInherit { get; set; }

    /// <summary>Of CHECK, DEFAULT and GENERATED.</summary>
    public Node? RawExpr { get; set; }

    /// <summary><c>a</c> ALWAYS, <c>d</c> BY DEFAULT.</summary>
    public string? GeneratedWhen { get; set; }

    /// <summary><c>s</c> STORED, <c>v</c> VIRTUAL.</summary>
    public string? GeneratedKind { get; set; }

    public bool NullsNotDistinct { get; set; }

    /// <summary>The columns of a table constraint; empty in a column.</summary>
    public IReadOnlyList<StringValue> Keys { get; set; } = [];

    public bool WithoutOverlaps { get; set; }

    public IReadOnlyList<StringValue> Including { get; set; } = [];

    /// <summary>Pairs of an <see cref="IndexElem"/> and the list of an operator's names.</summary>
    public IReadOnlyList<ListValue> Exclusions { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <summary>The index of USING INDEX.</summary>
    public string? Indexname { get; set; }

    /// <summary>The tablespace of USING INDEX TABLESPACE.</summary>
    public string? Indexspace { get; set; }

    public string? AccessMethod { get; set; }

    /// <summary>Of EXCLUDE.</summary>
    public Node? WhereClause { get; set; }

    /// <summary>The table that is referred to.</summary>
    public RangeVar? Pktable { get; set; }

    /// <summary>The columns that refer; empty in a column.</summary>
    public IReadOnlyList<StringValue> FkAttrs { get; set; } = [];

    /// <summary>The columns that are referred to; empty for the primary key.</summary>
    public IReadOnlyList<StringValue> PkAttrs { get; set; } = [];

    public bool FkWithPeriod { get; set; }

    public bool PkWithPeriod { get; set; }

    /// <summary><c>f</c> FULL, <c>s</c> SIMPLE.</summary>
    public string? FkMatchtype { get; set; }

    /// <summary><c>a</c> NO ACTION, <c>r</c> RESTRICT, <c>c</c> CASCADE, <c>n</c> SET NULL, <c>d</c> SET DEFAULT.</summary>
    public string? FkUpdAction { get; set; }

    /// <summary>As <see cref="FkUpdAction"/>.</summary>
    public string? FkDelAction { get; set; }

    /// <summary>True where ON DELETE is written. PostgreSQL's tree does not tell it from NO ACTION.</summary>
    internal bool HasDeleteAction { get; set; }

    /// <summary>The columns of ON DELETE SET NULL (…) or SET DEFAULT (…).</summary>
    public IReadOnlyList<StringValue> FkDelSetCols { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(RawExpr, action);
        Each(Keys, action);
        Each(Including, action);
        Each(Exclusions, action);
        Each(Options, action);
        Each(WhereClause, action);
        Each(Pktable, action);
        Each(FkAttrs, action);
        Each(PkAttrs, action);
        Each(FkDelSetCols, action);
    }
}

/// <summary>One part of a partition key.</summary>
internal sealed class PartitionElem(int start) : Node(start)
{
    /// <summary>Null for an expression.</summary>
    public string? Name { get; set; }

    public Node? Expr { get; set; }

    public IReadOnlyList<Node> Collation { get; set; } = [];

    public IReadOnlyList<Node> Opclass { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Collation, action);
        Each(Opclass, action);
    }
}

/// <summary><c>PARTITION BY strategy (…)</c>.</summary>
internal sealed class PartitionSpec(int start) : Node(start)
{
    public PartitionStrategy Strategy { get; set; }

    public IReadOnlyList<PartitionElem> PartParams { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(PartParams, action);
    }
}

/// <summary><c>FOR VALUES …</c> or <c>DEFAULT</c>: which rows a partition holds.</summary>
internal sealed class PartitionBoundSpec(int start) : Node(start)
{
    /// <summary><c>h</c> hash, <c>l</c> list, <c>r</c> range; null for DEFAULT.</summary>
    public string? Strategy { get; set; }

    public bool IsDefault { get; set; }

    public int Modulus { get; set; }

    public int Remainder { get; set; }

    public IReadOnlyList<Node> Listdatums { get; set; } = [];

    public IReadOnlyList<Node> Lowerdatums { get; set; } = [];

    public IReadOnlyList<Node> Upperdatums { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Listdatums, action);
        Each(Lowerdatums, action);
        Each(Upperdatums, action);
    }
}

/// <summary><c>CREATE TABLE … AS</c>, <c>CREATE MATERIALIZED VIEW</c>.</summary>
internal sealed class CreateTableAsStmt(int start) : Statement(start)
{
    /// <summary>A query or an <see cref="ExecuteStmt"/>.</summary>
    public Node? Query { get; set; }

    public IntoClause? Into { get; set; }

    public ObjectType Objtype { get; set; }

    public bool IsSelectInto { get; set; }

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Query, action);
        Each(Into, action);
    }
}

/// <summary>What a <see cref="Constraint"/> is; those with <c>Attr</c> belong to the constraint of the column before them.</summary>
internal enum ConstrType
{
    Null,
    Notnull,
    Default,
    Identity,
    Generated,
    Check,
    Primary,
    Unique,
    Exclusion,
    Foreign,
    AttrDeferrable,
    AttrNotDeferrable,
    AttrDeferred,
    AttrImmediate,
    AttrEnforced,
    AttrNotEnforced,
}

/// <summary>How rows are dealt out to partitions.</summary>
internal enum PartitionStrategy
{
    List,
    Range,
    Hash,
}
