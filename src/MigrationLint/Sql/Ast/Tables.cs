namespace MigrationLint.Sql.Ast;

/// <summary>CreateStmt.</summary>
internal sealed class CreateStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> TableElts { get; set; } = [];

    public IReadOnlyList<Node> InhRelations { get; set; } = [];

    public PartitionBoundSpec? Partbound { get; set; }

    public PartitionSpec? Partspec { get; set; }

    public TypeName? OfTypename { get; set; }

    public IReadOnlyList<Node> Constraints { get; set; } = [];

    public IReadOnlyList<Node> Nnconstraints { get; set; } = [];

    public IReadOnlyList<Node> Options { get; set; } = [];

    public OnCommitAction Oncommit { get; set; }

    public string? Tablespacename { get; set; }

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
        Each(Constraints, action);
        Each(Nnconstraints, action);
        Each(Options, action);
    }
}

/// <summary>ColumnDef.</summary>
internal sealed class ColumnDef(int start) : Node(start)
{
    public string? Colname { get; set; }

    public TypeName? TypeName { get; set; }

    public string? Compression { get; set; }

    public bool IsLocal { get; set; }

    public bool IsNotNull { get; set; }

    public bool IsFromType { get; set; }

    public string? Storage { get; set; }

    public string? StorageName { get; set; }

    public Node? RawDefault { get; set; }

    public string? Identity { get; set; }

    public RangeVar? IdentitySequence { get; set; }

    public string? Generated { get; set; }

    public CollateClause? CollClause { get; set; }

    public IReadOnlyList<Node> Constraints { get; set; } = [];

    public IReadOnlyList<Node> Fdwoptions { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(RawDefault, action);
        Each(IdentitySequence, action);
        Each(CollClause, action);
        Each(Constraints, action);
        Each(Fdwoptions, action);
    }
}

/// <summary>TableLikeClause.</summary>
internal sealed class TableLikeClause(int start) : Node(start)
{
    public RangeVar? Relation { get; set; }

    public int Options { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
    }
}

/// <summary>Constraint.</summary>
internal sealed class Constraint(int start) : Node(start)
{
    public ConstrType Contype { get; set; }

    public string? Conname { get; set; }

    public bool Deferrable { get; set; }

    public bool Initdeferred { get; set; }

    public bool IsEnforced { get; set; }

    public bool SkipValidation { get; set; }

    public bool InitiallyValid { get; set; }

    public bool IsNoInherit { get; set; }

    public Node? RawExpr { get; set; }

    public string? GeneratedWhen { get; set; }

    public string? GeneratedKind { get; set; }

    public bool NullsNotDistinct { get; set; }

    public IReadOnlyList<Node> Keys { get; set; } = [];

    public bool WithoutOverlaps { get; set; }

    public IReadOnlyList<Node> Including { get; set; } = [];

    public IReadOnlyList<Node> Exclusions { get; set; } = [];

    public IReadOnlyList<Node> Options { get; set; } = [];

    public string? Indexname { get; set; }

    public string? Indexspace { get; set; }

    public bool ResetDefaultTblspc { get; set; }

    public string? AccessMethod { get; set; }

    public Node? WhereClause { get; set; }

    public RangeVar? Pktable { get; set; }

    public IReadOnlyList<Node> FkAttrs { get; set; } = [];

    public IReadOnlyList<Node> PkAttrs { get; set; } = [];

    public bool FkWithPeriod { get; set; }

    public bool PkWithPeriod { get; set; }

    public string? FkMatchtype { get; set; }

    public string? FkUpdAction { get; set; }

    public string? FkDelAction { get; set; }

    public IReadOnlyList<Node> FkDelSetCols { get; set; } = [];

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

/// <summary>PartitionElem.</summary>
internal sealed class PartitionElem(int start) : Node(start)
{
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

/// <summary>PartitionSpec.</summary>
internal sealed class PartitionSpec(int start) : Node(start)
{
    public PartitionStrategy Strategy { get; set; }

    public IReadOnlyList<Node> PartParams { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(PartParams, action);
    }
}

/// <summary>PartitionBoundSpec.</summary>
internal sealed class PartitionBoundSpec(int start) : Node(start)
{
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

/// <summary>PartitionRangeDatum.</summary>
internal sealed class PartitionRangeDatum(int start) : Node(start)
{
    public PartitionRangeDatumKind Kind { get; set; }

    public Node? Value { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Value, action);
    }
}

/// <summary>PartitionCmd.</summary>
internal sealed class PartitionCmd(int start) : Node(start)
{
    public RangeVar? Name { get; set; }

    public PartitionBoundSpec? Bound { get; set; }

    public bool Concurrent { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Name, action);
        Each(Bound, action);
    }
}

/// <summary>AlterTableStmt.</summary>
internal sealed class AlterTableStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> Cmds { get; set; } = [];

    public ObjectType Objtype { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Cmds, action);
    }
}

/// <summary>AlterTableCmd.</summary>
internal sealed class AlterTableCmd(int start) : Node(start)
{
    public AlterTableType Subtype { get; set; }

    public string? Name { get; set; }

    public int Num { get; set; }

    public RoleSpec? Newowner { get; set; }

    public Node? Def { get; set; }

    public DropBehavior Behavior { get; set; }

    public bool MissingOk { get; set; }

    public bool Recurse { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Newowner, action);
        Each(Def, action);
    }
}

/// <summary>ATAlterConstraint.</summary>
internal sealed class ATAlterConstraint(int start) : Node(start)
{
    public string? Conname { get; set; }

    public bool AlterEnforceability { get; set; }

    public bool IsEnforced { get; set; }

    public bool AlterDeferrability { get; set; }

    public bool Deferrable { get; set; }

    public bool Initdeferred { get; set; }

    public bool AlterInheritability { get; set; }

    public bool Noinherit { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>ReplicaIdentityStmt.</summary>
internal sealed class ReplicaIdentityStmt(int start) : Statement(start)
{
    public string? IdentityType { get; set; }

    public string? Name { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>IndexStmt.</summary>
internal sealed class IndexStmt(int start) : Statement(start)
{
    public string? Idxname { get; set; }

    public RangeVar? Relation { get; set; }

    public string? AccessMethod { get; set; }

    public string? TableSpace { get; set; }

    public IReadOnlyList<Node> IndexParams { get; set; } = [];

    public IReadOnlyList<Node> IndexIncludingParams { get; set; } = [];

    public IReadOnlyList<Node> Options { get; set; } = [];

    public Node? WhereClause { get; set; }

    public IReadOnlyList<Node> ExcludeOpNames { get; set; } = [];

    public string? Idxcomment { get; set; }

    public bool Unique { get; set; }

    public bool NullsNotDistinct { get; set; }

    public bool Primary { get; set; }

    public bool Isconstraint { get; set; }

    public bool Iswithoutoverlaps { get; set; }

    public bool Deferrable { get; set; }

    public bool Initdeferred { get; set; }

    public bool Concurrent { get; set; }

    public bool IfNotExists { get; set; }

    public bool ResetDefaultTblspc { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(IndexParams, action);
        Each(IndexIncludingParams, action);
        Each(Options, action);
        Each(WhereClause, action);
        Each(ExcludeOpNames, action);
    }
}

/// <summary>IndexElem.</summary>
internal sealed class IndexElem(int start) : Node(start)
{
    public string? Name { get; set; }

    public Node? Expr { get; set; }

    public string? Indexcolname { get; set; }

    public IReadOnlyList<Node> Collation { get; set; } = [];

    public IReadOnlyList<Node> Opclass { get; set; } = [];

    public IReadOnlyList<Node> Opclassopts { get; set; } = [];

    public SortByDir Ordering { get; set; }

    public SortByNulls NullsOrdering { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Collation, action);
        Each(Opclass, action);
        Each(Opclassopts, action);
    }
}

/// <summary>ViewStmt.</summary>
internal sealed class ViewStmt(int start) : Statement(start)
{
    public RangeVar? View { get; set; }

    public IReadOnlyList<Node> Aliases { get; set; } = [];

    public Node? Query { get; set; }

    public bool Replace { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public ViewCheckOption WithCheckOption { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(View, action);
        Each(Aliases, action);
        Each(Query, action);
        Each(Options, action);
    }
}

/// <summary>CreateTableAsStmt.</summary>
internal sealed class CreateTableAsStmt(int start) : Statement(start)
{
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

/// <summary>RefreshMatViewStmt.</summary>
internal sealed class RefreshMatViewStmt(int start) : Statement(start)
{
    public bool Concurrent { get; set; }

    public bool SkipData { get; set; }

    public RangeVar? Relation { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
    }
}

/// <summary>CreateSeqStmt.</summary>
internal sealed class CreateSeqStmt(int start) : Statement(start)
{
    public RangeVar? Sequence { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public int OwnerId { get; set; }

    public bool ForIdentity { get; set; }

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Sequence, action);
        Each(Options, action);
    }
}

/// <summary>AlterSeqStmt.</summary>
internal sealed class AlterSeqStmt(int start) : Statement(start)
{
    public RangeVar? Sequence { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public bool ForIdentity { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Sequence, action);
        Each(Options, action);
    }
}

/// <summary>CreateStatsStmt.</summary>
internal sealed class CreateStatsStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Defnames { get; set; } = [];

    public IReadOnlyList<Node> StatTypes { get; set; } = [];

    public IReadOnlyList<Node> Exprs { get; set; } = [];

    public IReadOnlyList<Node> Relations { get; set; } = [];

    public string? Stxcomment { get; set; }

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Defnames, action);
        Each(StatTypes, action);
        Each(Exprs, action);
        Each(Relations, action);
    }
}

/// <summary>StatsElem.</summary>
internal sealed class StatsElem(int start) : Node(start)
{
    public string? Name { get; set; }

    public Node? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
    }
}

/// <summary>AlterStatsStmt.</summary>
internal sealed class AlterStatsStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Defnames { get; set; } = [];

    public Node? Stxstattarget { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Defnames, action);
        Each(Stxstattarget, action);
    }
}

/// <summary>RuleStmt.</summary>
internal sealed class RuleStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public string? Rulename { get; set; }

    public Node? WhereClause { get; set; }

    public CmdType Event { get; set; }

    public bool Instead { get; set; }

    public IReadOnlyList<Node> Actions { get; set; } = [];

    public bool Replace { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(WhereClause, action);
        Each(Actions, action);
    }
}

/// <summary>CreateTrigStmt.</summary>
internal sealed class CreateTrigStmt(int start) : Statement(start)
{
    public bool Replace { get; set; }

    public bool Isconstraint { get; set; }

    public string? Trigname { get; set; }

    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> Funcname { get; set; } = [];

    public IReadOnlyList<Node> Args { get; set; } = [];

    public bool Row { get; set; }

    public int Timing { get; set; }

    public int Events { get; set; }

    public IReadOnlyList<Node> Columns { get; set; } = [];

    public Node? WhenClause { get; set; }

    public IReadOnlyList<Node> TransitionRels { get; set; } = [];

    public bool Deferrable { get; set; }

    public bool Initdeferred { get; set; }

    public RangeVar? Constrrel { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Funcname, action);
        Each(Args, action);
        Each(Columns, action);
        Each(WhenClause, action);
        Each(TransitionRels, action);
        Each(Constrrel, action);
    }
}

/// <summary>TriggerTransition.</summary>
internal sealed class TriggerTransition(int start) : Node(start)
{
    public string? Name { get; set; }

    public bool IsNew { get; set; }

    public bool IsTable { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>TruncateStmt.</summary>
internal sealed class TruncateStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Relations { get; set; } = [];

    public bool RestartSeqs { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relations, action);
    }
}

/// <summary>AlterTableMoveAllStmt.</summary>
internal sealed class AlterTableMoveAllStmt(int start) : Statement(start)
{
    public string? OrigTablespacename { get; set; }

    public ObjectType Objtype { get; set; }

    public IReadOnlyList<Node> Roles { get; set; } = [];

    public string? NewTablespacename { get; set; }

    public bool Nowait { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
    }
}

/// <summary>ConstrType.</summary>
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

/// <summary>PartitionStrategy.</summary>
internal enum PartitionStrategy
{
    List,
    Range,
    Hash,
}

/// <summary>PartitionRangeDatumKind.</summary>
internal enum PartitionRangeDatumKind
{
    Minvalue,
    Value,
    Maxvalue,
}

/// <summary>ObjectType.</summary>
internal enum ObjectType
{
    AccessMethod,
    Aggregate,
    Amop,
    Amproc,
    Attribute,
    Cast,
    Column,
    Collation,
    Conversion,
    Database,
    Default,
    Defacl,
    Domain,
    Domconstraint,
    EventTrigger,
    Extension,
    Fdw,
    ForeignServer,
    ForeignTable,
    Function,
    Index,
    Language,
    Largeobject,
    Matview,
    Opclass,
    Operator,
    Opfamily,
    ParameterAcl,
    Policy,
    Procedure,
    Publication,
    PublicationNamespace,
    PublicationRel,
    Role,
    Routine,
    Rule,
    Schema,
    Sequence,
    Subscription,
    StatisticExt,
    Tabconstraint,
    Table,
    Tablespace,
    Transform,
    Trigger,
    Tsconfiguration,
    Tsdictionary,
    Tsparser,
    Tstemplate,
    Type,
    UserMapping,
    View,
}

/// <summary>AlterTableType.</summary>
internal enum AlterTableType
{
    AddColumn,
    AddColumnToView,
    ColumnDefault,
    CookedColumnDefault,
    DropNotNull,
    SetNotNull,
    SetExpression,
    DropExpression,
    SetStatistics,
    SetOptions,
    ResetOptions,
    SetStorage,
    SetCompression,
    DropColumn,
    AddIndex,
    ReAddIndex,
    AddConstraint,
    ReAddConstraint,
    ReAddDomainConstraint,
    AlterConstraint,
    ValidateConstraint,
    AddIndexConstraint,
    DropConstraint,
    ReAddComment,
    AlterColumnType,
    AlterColumnGenericOptions,
    ChangeOwner,
    ClusterOn,
    DropCluster,
    SetLogged,
    SetUnLogged,
    DropOids,
    SetAccessMethod,
    SetTableSpace,
    SetRelOptions,
    ResetRelOptions,
    ReplaceRelOptions,
    EnableTrig,
    EnableAlwaysTrig,
    EnableReplicaTrig,
    DisableTrig,
    EnableTrigAll,
    DisableTrigAll,
    EnableTrigUser,
    DisableTrigUser,
    EnableRule,
    EnableAlwaysRule,
    EnableReplicaRule,
    DisableRule,
    AddInherit,
    DropInherit,
    AddOf,
    DropOf,
    ReplicaIdentity,
    EnableRowSecurity,
    DisableRowSecurity,
    ForceRowSecurity,
    NoForceRowSecurity,
    GenericOptions,
    AttachPartition,
    DetachPartition,
    DetachPartitionFinalize,
    AddIdentity,
    SetIdentity,
    DropIdentity,
    ReAddStatistics,
}

/// <summary>DropBehavior.</summary>
internal enum DropBehavior
{
    Restrict,
    Cascade,
}

/// <summary>ViewCheckOption.</summary>
internal enum ViewCheckOption
{
    NoCheckOption,
    LocalCheckOption,
    CascadedCheckOption,
}
