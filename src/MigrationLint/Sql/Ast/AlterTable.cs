namespace MigrationLint.Sql.Ast;

/// <summary><c>ALTER</c> of a relation or composite type by one or several actions.</summary>
internal sealed class AlterTableStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    /// <summary>Each an <see cref="AlterTableCmd"/> or an <see cref="UnknownAction"/>.</summary>
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

/// <summary>One action of <c>ALTER TABLE</c>.</summary>
internal sealed class AlterTableCmd(int start) : Node(start)
{
    public AlterTableType Subtype { get; set; }

    /// <summary>The column, constraint, trigger, index, tablespace … that is named.</summary>
    public string? Name { get; set; }

    /// <summary>The column of an index by its number, from 1; 0 where it has a name.</summary>
    public int Num { get; set; }

    public RoleSpec? Newowner { get; set; }

    /// <summary>The operand, as each action has it: a <see cref="ColumnDef"/>, a <see cref="Constraint"/>, an expression, a list of options …</summary>
    public Node? Def { get; set; }

    public DropBehavior Behavior { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Newowner, action);
        Each(Def, action);
    }
}

/// <summary>An action that this program does not know: one of a later version of PostgreSQL, or a hole. Not a node of PostgreSQL's.</summary>
internal sealed class UnknownAction(int start, string spelling) : Node(start)
{
    /// <summary>The action as it is written.</summary>
    public string SyntaxSpelling { get; } = spelling;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>What is attached, detached, merged or split.</summary>
internal sealed class PartitionCmd(int start) : Node(start)
{
    public RangeVar? Name { get; set; }

    public PartitionBoundSpec? Bound { get; set; }

    public bool Concurrent { get; set; }

    /// <summary>The partitions that are merged, each without a bound, or made by a split, each with one. A field since PostgreSQL 19.</summary>
    public IReadOnlyList<PartitionCmd> Partlist { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Name, action);
        Each(Bound, action);
        Each(Partlist, action);
    }
}

/// <summary>What <c>ALTER CONSTRAINT</c> sets.</summary>
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

/// <summary><c>REPLICA IDENTITY …</c>, the operand of that action.</summary>
internal sealed class ReplicaIdentityStmt(int start) : Statement(start)
{
    /// <summary><c>n</c> nothing, <c>f</c> full, <c>d</c> default, <c>i</c> an index.</summary>
    public string? IdentityType { get; set; }

    public string? Name { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>ALTER TABLE ALL IN TABLESPACE … SET TABLESPACE</c>.</summary>
internal sealed class AlterTableMoveAllStmt(int start) : Statement(start)
{
    public string? OrigTablespacename { get; set; }

    public ObjectType Objtype { get; set; }

    public IReadOnlyList<RoleSpec> Roles { get; set; } = [];

    public string? NewTablespacename { get; set; }

    public bool Nowait { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
    }
}

/// <summary>The actions of <c>ALTER TABLE</c>.</summary>
internal enum AlterTableType
{
    AddColumn,
    ColumnDefault,
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
    AddConstraint,
    AlterConstraint,
    ValidateConstraint,
    DropConstraint,
    AlterColumnType,
    AlterColumnGenericOptions,
    ChangeOwner,
    ClusterOn,
    DropCluster,
    SetLogged,
    SetUnLogged,
    DropOids,

    /// <summary><c>SET WITH OIDS</c>, until PostgreSQL 11.</summary>
    AddOids,
    SetAccessMethod,
    SetTableSpace,
    SetRelOptions,
    ResetRelOptions,
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

    /// <summary>Since PostgreSQL 19.</summary>
    SplitPartition,

    /// <summary>Since PostgreSQL 19.</summary>
    MergePartitions,
    AddIdentity,
    SetIdentity,
    DropIdentity,
}
