namespace MigrationLint.Sql.Ast;

/// <summary>CreateRoleStmt.</summary>
internal sealed class CreateRoleStmt(int start) : Statement(start)
{
    public RoleStmtType StmtType { get; set; }

    public string? Role { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>AlterRoleStmt.</summary>
internal sealed class AlterRoleStmt(int start) : Statement(start)
{
    public RoleSpec? Role { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

    public int Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Role, action);
        Each(Options, action);
    }
}

/// <summary>AlterRoleSetStmt.</summary>
internal sealed class AlterRoleSetStmt(int start) : Statement(start)
{
    public RoleSpec? Role { get; set; }

    public string? Database { get; set; }

    public VariableSetStmt? Setstmt { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Role, action);
        Each(Setstmt, action);
    }
}

/// <summary>DropRoleStmt.</summary>
internal sealed class DropRoleStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Roles { get; set; } = [];

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
    }
}

/// <summary>GrantStmt.</summary>
internal sealed class GrantStmt(int start) : Statement(start)
{
    public bool IsGrant { get; set; }

    public GrantTargetType Targtype { get; set; }

    public ObjectType Objtype { get; set; }

    public IReadOnlyList<Node> Objects { get; set; } = [];

    public IReadOnlyList<Node> Privileges { get; set; } = [];

    public IReadOnlyList<Node> Grantees { get; set; } = [];

    public bool GrantOption { get; set; }

    public RoleSpec? Grantor { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Objects, action);
        Each(Privileges, action);
        Each(Grantees, action);
        Each(Grantor, action);
    }
}

/// <summary>AccessPriv.</summary>
internal sealed class AccessPriv(int start) : Node(start)
{
    public string? PrivName { get; set; }

    public IReadOnlyList<Node> Cols { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cols, action);
    }
}

/// <summary>GrantRoleStmt.</summary>
internal sealed class GrantRoleStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> GrantedRoles { get; set; } = [];

    public IReadOnlyList<Node> GranteeRoles { get; set; } = [];

    public bool IsGrant { get; set; }

    public IReadOnlyList<Node> Opt { get; set; } = [];

    public RoleSpec? Grantor { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(GrantedRoles, action);
        Each(GranteeRoles, action);
        Each(Opt, action);
        Each(Grantor, action);
    }
}

/// <summary>AlterDefaultPrivilegesStmt.</summary>
internal sealed class AlterDefaultPrivilegesStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Options { get; set; } = [];

    public GrantStmt? Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Action, action);
    }
}

/// <summary>CreatePolicyStmt.</summary>
internal sealed class CreatePolicyStmt(int start) : Statement(start)
{
    public string? PolicyName { get; set; }

    public RangeVar? Table { get; set; }

    public string? CmdName { get; set; }

    public bool Permissive { get; set; }

    public IReadOnlyList<Node> Roles { get; set; } = [];

    public Node? Qual { get; set; }

    public Node? WithCheck { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Table, action);
        Each(Roles, action);
        Each(Qual, action);
        Each(WithCheck, action);
    }
}

/// <summary>AlterPolicyStmt.</summary>
internal sealed class AlterPolicyStmt(int start) : Statement(start)
{
    public string? PolicyName { get; set; }

    public RangeVar? Table { get; set; }

    public IReadOnlyList<Node> Roles { get; set; } = [];

    public Node? Qual { get; set; }

    public Node? WithCheck { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Table, action);
        Each(Roles, action);
        Each(Qual, action);
        Each(WithCheck, action);
    }
}

/// <summary>DropOwnedStmt.</summary>
internal sealed class DropOwnedStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Roles { get; set; } = [];

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
    }
}

/// <summary>ReassignOwnedStmt.</summary>
internal sealed class ReassignOwnedStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Roles { get; set; } = [];

    public RoleSpec? Newrole { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
        Each(Newrole, action);
    }
}

/// <summary>RoleStmtType.</summary>
internal enum RoleStmtType
{
    Role,
    User,
    Group,
}

/// <summary>GrantTargetType.</summary>
internal enum GrantTargetType
{
    Object,
    AllInSchema,
    Defaults,
}
