namespace MigrationLint.Sql.Ast;

/// <summary>CreateFdwStmt.</summary>
internal sealed class CreateFdwStmt(int start) : Statement(start)
{
    public string? Fdwname { get; set; }

    public IReadOnlyList<DefElem> FuncOptions { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(FuncOptions, action);
        Each(Options, action);
    }
}

/// <summary>AlterFdwStmt.</summary>
internal sealed class AlterFdwStmt(int start) : Statement(start)
{
    public string? Fdwname { get; set; }

    public IReadOnlyList<DefElem> FuncOptions { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(FuncOptions, action);
        Each(Options, action);
    }
}

/// <summary>CreateForeignServerStmt.</summary>
internal sealed class CreateForeignServerStmt(int start) : Statement(start)
{
    public string? Servername { get; set; }

    public string? Servertype { get; set; }

    public string? Version { get; set; }

    public string? Fdwname { get; set; }

    public bool IfNotExists { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>AlterForeignServerStmt.</summary>
internal sealed class AlterForeignServerStmt(int start) : Statement(start)
{
    public string? Servername { get; set; }

    public string? Version { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public bool HasVersion { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>CreateForeignTableStmt.</summary>
internal sealed class CreateForeignTableStmt(int start) : Statement(start)
{
    public CreateStmt? Base { get; set; }

    public string? Servername { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Base, action);
        Each(Options, action);
    }
}

/// <summary>CreateUserMappingStmt.</summary>
internal sealed class CreateUserMappingStmt(int start) : Statement(start)
{
    public RoleSpec? User { get; set; }

    public string? Servername { get; set; }

    public bool IfNotExists { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(User, action);
        Each(Options, action);
    }
}

/// <summary>AlterUserMappingStmt.</summary>
internal sealed class AlterUserMappingStmt(int start) : Statement(start)
{
    public RoleSpec? User { get; set; }

    public string? Servername { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(User, action);
        Each(Options, action);
    }
}

/// <summary>DropUserMappingStmt.</summary>
internal sealed class DropUserMappingStmt(int start) : Statement(start)
{
    public RoleSpec? User { get; set; }

    public string? Servername { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(User, action);
    }
}

/// <summary>ImportForeignSchemaStmt.</summary>
internal sealed class ImportForeignSchemaStmt(int start) : Statement(start)
{
    public string? ServerName { get; set; }

    public string? RemoteSchema { get; set; }

    public string? LocalSchema { get; set; }

    public ImportForeignSchemaType ListType { get; set; }

    public IReadOnlyList<Node> TableList { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TableList, action);
        Each(Options, action);
    }
}

/// <summary>PublicationTable.</summary>
internal sealed class PublicationTable(int start) : Node(start)
{
    public RangeVar? Relation { get; set; }

    public Node? WhereClause { get; set; }

    public IReadOnlyList<Node> Columns { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(WhereClause, action);
        Each(Columns, action);
    }
}

/// <summary>PublicationObjSpec.</summary>
internal sealed class PublicationObjSpec(int start) : Node(start)
{
    public PublicationObjSpecType Pubobjtype { get; set; }

    public string? Name { get; set; }

    public PublicationTable? Pubtable { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Pubtable, action);
    }
}

/// <summary>CreatePublicationStmt.</summary>
internal sealed class CreatePublicationStmt(int start) : Statement(start)
{
    public string? Pubname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public IReadOnlyList<Node> Pubobjects { get; set; } = [];

    public bool ForAllTables { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Pubobjects, action);
    }
}

/// <summary>AlterPublicationStmt.</summary>
internal sealed class AlterPublicationStmt(int start) : Statement(start)
{
    public string? Pubname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public IReadOnlyList<Node> Pubobjects { get; set; } = [];

    public bool ForAllTables { get; set; }

    public AlterPublicationAction Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Pubobjects, action);
    }
}

/// <summary>CreateSubscriptionStmt.</summary>
internal sealed class CreateSubscriptionStmt(int start) : Statement(start)
{
    public string? Subname { get; set; }

    public string? Conninfo { get; set; }

    public IReadOnlyList<Node> Publication { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Publication, action);
        Each(Options, action);
    }
}

/// <summary>AlterSubscriptionStmt.</summary>
internal sealed class AlterSubscriptionStmt(int start) : Statement(start)
{
    public AlterSubscriptionType Kind { get; set; }

    public string? Subname { get; set; }

    public string? Conninfo { get; set; }

    public IReadOnlyList<Node> Publication { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Publication, action);
        Each(Options, action);
    }
}

/// <summary>DropSubscriptionStmt.</summary>
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

/// <summary>ImportForeignSchemaType.</summary>
internal enum ImportForeignSchemaType
{
    All,
    LimitTo,
    Except,
}

/// <summary>PublicationObjSpecType.</summary>
internal enum PublicationObjSpecType
{
    Table,
    TablesInSchema,
    TablesInCurSchema,
    Continuation,
}

/// <summary>AlterPublicationAction.</summary>
internal enum AlterPublicationAction
{
    AddObjects,
    DropObjects,
    SetObjects,
}

/// <summary>AlterSubscriptionType.</summary>
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
