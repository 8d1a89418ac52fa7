namespace MigrationLint.Sql.Ast;

/// <summary>A published table.</summary>
internal sealed class PublicationTable(int start) : Node(start)
{
    public RangeVar? Relation { get; set; }

    public Node? WhereClause { get; set; }

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<Node> Columns { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(WhereClause, action);
        Each(Columns, action);
    }
}

/// <summary>What a publication publishes: a table or the tables of a schema.</summary>
internal sealed class PublicationObjSpec(int start) : Node(start)
{
    public PublicationObjSpecType Pubobjtype { get; set; }

    /// <summary>The schema; null for a table and for CURRENT_SCHEMA.</summary>
    public string? Name { get; set; }

    public PublicationTable? Pubtable { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Pubtable, action);
    }
}

/// <summary>CREATE PUBLICATION.</summary>
internal sealed class CreatePublicationStmt(int start) : Statement(start)
{
    public string? Pubname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public IReadOnlyList<PublicationObjSpec> Pubobjects { get; set; } = [];

    public bool ForAllTables { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Pubobjects, action);
    }
}

/// <summary>ALTER PUBLICATION with objects or options.</summary>
internal sealed class AlterPublicationStmt(int start) : Statement(start)
{
    public string? Pubname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public IReadOnlyList<PublicationObjSpec> Pubobjects { get; set; } = [];

    public AlterPublicationAction Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Pubobjects, action);
    }
}

/// <summary>CREATE SUBSCRIPTION.</summary>
internal sealed class CreateSubscriptionStmt(int start) : Statement(start)
{
    public string? Subname { get; set; }

    /// <summary>The connection string; it may hold a password.</summary>
    public string? Conninfo { get; set; }

    /// <summary>Names of publications.</summary>
    public IReadOnlyList<Node> Publication { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Publication, action);
        Each(Options, action);
    }
}

/// <summary>ALTER SUBSCRIPTION.</summary>
internal sealed class AlterSubscriptionStmt(int start) : Statement(start)
{
    public AlterSubscriptionType Kind { get; set; }

    public string? Subname { get; set; }

    /// <summary>The connection string; it may hold a password.</summary>
    public string? Conninfo { get; set; }

    /// <summary>Names of publications.</summary>
    public IReadOnlyList<Node> Publication { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Publication, action);
        Each(Options, action);
    }
}

/// <summary>DROP SUBSCRIPTION.</summary>
internal sealed class DropSubscriptionStmt(int start) : Statement(start)
{
    public string? Subname { get; set; }

    public bool MissingOk { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>What kind of object is published.</summary>
internal enum PublicationObjSpecType
{
    Table,
    TablesInSchema,
    TablesInCurSchema,
    Continuation,
}

/// <summary>What ALTER PUBLICATION does with the objects.</summary>
internal enum AlterPublicationAction
{
    AddObjects,
    DropObjects,
    SetObjects,
}

/// <summary>What ALTER SUBSCRIPTION changes.</summary>
internal enum AlterSubscriptionType
{
    Options,
    Connection,
    SetPublication,
    AddPublication,
    DropPublication,
    Refresh,
    Enabled,
    Skip,
}
