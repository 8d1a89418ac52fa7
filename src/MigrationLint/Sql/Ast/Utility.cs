namespace MigrationLint.Sql.Ast;

/// <summary>BEGIN, COMMIT, ROLLBACK, savepoints, two-phase commit.</summary>
internal sealed class TransactionStmt(int start) : Statement(start)
{
    public TransactionStmtKind Kind { get; set; }

    /// <summary>The modes of BEGIN and START: transaction_isolation, transaction_read_only, transaction_deferrable.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public string? SavepointName { get; set; }

    /// <summary>The identifier of a prepared transaction.</summary>
    public string? Gid { get; set; }

    /// <summary>AND CHAIN.</summary>
    public bool Chain { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>SET or RESET of a setting.</summary>
internal sealed class VariableSetStmt(int start) : Statement(start)
{
    public VariableSetKind Kind { get; set; }

    /// <summary>The setting with its qualifiers; for several at once TRANSACTION, SESSION CHARACTERISTICS or TRANSACTION SNAPSHOT; null for ALL.</summary>
    public string? Name { get; set; }

    /// <summary>Constants, or modes of a transaction as <see cref="DefElem"/>.</summary>
    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <summary>True where the words that PostgreSQL gives meaning to are part of the query's identity.</summary>
    public bool JumbleArgs { get; set; }

    public bool IsLocal { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary>SHOW of a setting.</summary>
internal sealed class VariableShowStmt(int start) : Statement(start)
{
    public string? Name { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>LOCK TABLE.</summary>
internal sealed class LockStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Relations { get; set; } = [];

    /// <summary>PostgreSQL's number of the lock: 1 ACCESS SHARE to 8 ACCESS EXCLUSIVE, in the order of its conflict table.</summary>
    public int Mode { get; set; }

    public bool Nowait { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relations, action);
    }
}

/// <summary>SET CONSTRAINTS.</summary>
internal sealed class ConstraintsSetStmt(int start) : Statement(start)
{
    /// <summary>Empty for ALL.</summary>
    public IReadOnlyList<Node> Constraints { get; set; } = [];

    public bool Deferred { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Constraints, action);
    }
}

/// <summary>VACUUM or ANALYZE.</summary>
internal sealed class VacuumStmt(int start) : Statement(start)
{
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <summary>Empty for the whole database.</summary>
    public IReadOnlyList<VacuumRelation> Rels { get; set; } = [];

    /// <summary>False for ANALYZE.</summary>
    public bool IsVacuumcmd { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Rels, action);
    }
}

/// <summary>A table, with the columns to analyze.</summary>
internal sealed class VacuumRelation(int start) : Node(start)
{
    public RangeVar? Relation { get; set; }

    public IReadOnlyList<Node> VaCols { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(VaCols, action);
    }
}

/// <summary>CLUSTER.</summary>
internal sealed class ClusterStmt(int start) : Statement(start)
{
    public RangeVar? Relation { get; set; }

    public string? Indexname { get; set; }

    public IReadOnlyList<DefElem> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Params, action);
    }
}

/// <summary>REINDEX.</summary>
internal sealed class ReindexStmt(int start) : Statement(start)
{
    public ReindexObjectType Kind { get; set; }

    public RangeVar? Relation { get; set; }

    public string? Name { get; set; }

    public IReadOnlyList<DefElem> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Params, action);
    }
}

/// <summary><c>EXPLAIN</c>.</summary>
internal sealed class ExplainStmt(int start) : Statement(start)
{
    public Statement? Query { get; set; }

    /// <summary>The words of <c>EXPLAIN ANALYZE VERBOSE</c> are options too.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Query, action);
        Each(Options, action);
    }
}

/// <summary><c>PREPARE</c>.</summary>
internal sealed class PrepareStmt(int start) : Statement(start)
{
    public string Name { get; set; } = "";

    /// <summary>Each a <see cref="TypeName"/>.</summary>
    public IReadOnlyList<Node> Argtypes { get; set; } = [];

    public Statement? Query { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Argtypes, action);
        Each(Query, action);
    }
}

/// <summary><c>EXECUTE</c>.</summary>
internal sealed class ExecuteStmt(int start) : Statement(start)
{
    public string Name { get; set; } = "";

    public IReadOnlyList<Node> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Params, action);
    }
}

/// <summary><c>DEALLOCATE</c>.</summary>
internal sealed class DeallocateStmt(int start) : Statement(start)
{
    /// <summary>Null for ALL.</summary>
    public string? Name { get; set; }

    public bool Isall { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>DECLARE … CURSOR</c>.</summary>
internal sealed class DeclareCursorStmt(int start) : Statement(start)
{
    public string Portalname { get; set; } = "";

    /// <summary>PostgreSQL's <c>CURSOR_OPT_…</c>: BINARY 1, SCROLL 2, NO SCROLL 4, INSENSITIVE 8, ASENSITIVE 16, WITH HOLD 32, and always 256.</summary>
    public int Options { get; set; }

    public SelectStmt? Query { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Query, action);
    }
}

/// <summary><c>CLOSE</c>.</summary>
internal sealed class ClosePortalStmt(int start) : Statement(start)
{
    /// <summary>Null for ALL.</summary>
    public string? Portalname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>FETCH</c> and <c>MOVE</c>.</summary>
internal sealed class FetchStmt(int start) : Statement(start)
{
    public FetchDirection Direction { get; set; }

    /// <summary>How many rows; <see cref="long.MaxValue"/> for ALL.</summary>
    public long HowMany { get; set; }

    public string Portalname { get; set; } = "";

    public bool Ismove { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>NOTIFY.</summary>
internal sealed class NotifyStmt(int start) : Statement(start)
{
    public string? Conditionname { get; set; }

    public string? Payload { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>LISTEN.</summary>
internal sealed class ListenStmt(int start) : Statement(start)
{
    public string? Conditionname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>UNLISTEN.</summary>
internal sealed class UnlistenStmt(int start) : Statement(start)
{
    /// <summary>Null for all channels.</summary>
    public string? Conditionname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>LOAD of a library.</summary>
internal sealed class LoadStmt(int start) : Statement(start)
{
    public string? Filename { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>CHECKPOINT.</summary>
internal sealed class CheckPointStmt(int start) : Statement(start)
{
    /// <summary>The options in parentheses, which PostgreSQL takes from 19 on.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Options, action);
}

/// <summary>DISCARD.</summary>
internal sealed class DiscardStmt(int start) : Statement(start)
{
    public DiscardMode Target { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>CREATE DATABASE.</summary>
internal sealed class CreatedbStmt(int start) : Statement(start)
{
    public string? Dbname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>ALTER DATABASE with options, and SET TABLESPACE.</summary>
internal sealed class AlterDatabaseStmt(int start) : Statement(start)
{
    public string? Dbname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>ALTER DATABASE … REFRESH COLLATION VERSION.</summary>
internal sealed class AlterDatabaseRefreshCollStmt(int start) : Statement(start)
{
    public string? Dbname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>ALTER DATABASE … SET and RESET of a setting.</summary>
internal sealed class AlterDatabaseSetStmt(int start) : Statement(start)
{
    public string? Dbname { get; set; }

    public VariableSetStmt? Setstmt { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Setstmt, action);
    }
}

/// <summary>DROP DATABASE.</summary>
internal sealed class DropdbStmt(int start) : Statement(start)
{
    public string? Dbname { get; set; }

    public bool MissingOk { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>ALTER SYSTEM.</summary>
internal sealed class AlterSystemStmt(int start) : Statement(start)
{
    public VariableSetStmt? Setstmt { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Setstmt, action);
    }
}

/// <summary>CREATE TABLESPACE.</summary>
internal sealed class CreateTableSpaceStmt(int start) : Statement(start)
{
    public string? Tablespacename { get; set; }

    public RoleSpec? Owner { get; set; }

    /// <summary>The directory on the server.</summary>
    public string? Location { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Owner, action);
        Each(Options, action);
    }
}

/// <summary>DROP TABLESPACE.</summary>
internal sealed class DropTableSpaceStmt(int start) : Statement(start)
{
    public string? Tablespacename { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>ALTER TABLESPACE … SET and RESET of options.</summary>
internal sealed class AlterTableSpaceOptionsStmt(int start) : Statement(start)
{
    public string? Tablespacename { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public bool IsReset { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>What a transaction statement does.</summary>
internal enum TransactionStmtKind
{
    Begin,
    Start,
    Commit,
    Rollback,
    Savepoint,
    Release,
    RollbackTo,
    Prepare,
    CommitPrepared,
    RollbackPrepared,
}

/// <summary>What becomes of a setting.</summary>
internal enum VariableSetKind
{
    SetValue,
    SetDefault,

    /// <summary>FROM CURRENT.</summary>
    SetCurrent,

    /// <summary>Several settings by one phrase, such as the modes of a transaction.</summary>
    SetMulti,

    Reset,
    ResetAll,
}

/// <summary>What REINDEX rebuilds.</summary>
internal enum ReindexObjectType
{
    Index,
    Table,
    Schema,
    System,
    Database,
}

/// <summary>Which way a cursor moves, or what its number counts from.</summary>
internal enum FetchDirection
{
    Forward,
    Backward,
    Absolute,
    Relative,
}

/// <summary>What DISCARD throws away.</summary>
internal enum DiscardMode
{
    All,
    Plans,
    Sequences,
    Temp,
}
