namespace MigrationLint.Sql.Ast;

/// <summary>CREATE FOREIGN DATA WRAPPER.</summary>
internal sealed class CreateFdwStmt(int start) : Statement(start)
{
    public string? Fdwname { get; set; }

    /// <summary>handler and validator: names, or null for NO.</summary>
    public IReadOnlyList<DefElem> FuncOptions { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(FuncOptions, action);
        Each(Options, action);
    }
}

/// <summary>ALTER FOREIGN DATA WRAPPER with functions or options.</summary>
internal sealed class AlterFdwStmt(int start) : Statement(start)
{
    public string? Fdwname { get; set; }

    /// <summary>handler and validator: names, or null for NO.</summary>
    public IReadOnlyList<DefElem> FuncOptions { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(FuncOptions, action);
        Each(Options, action);
    }
}

/// <summary>CREATE SERVER.</summary>
internal sealed class CreateForeignServerStmt(int start) : Statement(start)
{
    public string? Servername { get; set; }

    /// <summary>Free text.</summary>
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

/// <summary>ALTER SERVER with a version or options.</summary>
internal sealed class AlterForeignServerStmt(int start) : Statement(start)
{
    public string? Servername { get; set; }

    /// <summary>Null for VERSION NULL, and without VERSION.</summary>
    public string? Version { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <summary>True where the version changes.</summary>
    public bool HasVersion { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>CREATE FOREIGN TABLE.</summary>
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

/// <summary>CREATE USER MAPPING.</summary>
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

/// <summary>ALTER USER MAPPING.</summary>
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

/// <summary>DROP USER MAPPING.</summary>
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

/// <summary>IMPORT FOREIGN SCHEMA.</summary>
internal sealed class ImportForeignSchemaStmt(int start) : Statement(start)
{
    public string? ServerName { get; set; }

    public string? RemoteSchema { get; set; }

    public string? LocalSchema { get; set; }

    public ImportForeignSchemaType ListType { get; set; }

    public IReadOnlyList<RangeVar> TableList { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TableList, action);
        Each(Options, action);
    }
}

/// <summary>Which tables IMPORT FOREIGN SCHEMA takes.</summary>
internal enum ImportForeignSchemaType
{
    All,
    LimitTo,
    Except,
}
