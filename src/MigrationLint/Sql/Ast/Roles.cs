namespace MigrationLint.Sql.Ast;

/// <summary>CREATE ROLE, USER or GROUP.</summary>
internal sealed class CreateRoleStmt(int start) : Statement(start)
{
    public RoleStmtType StmtType { get; set; }

    public string? Role { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>ALTER ROLE or USER that changes options, ALTER GROUP that adds or drops members.</summary>
internal sealed class AlterRoleStmt(int start) : Statement(start)
{
    public RoleSpec? Role { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <summary>1 where members are added, -1 where they are dropped.</summary>
    public int Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Role, action);
        Each(Options, action);
    }
}

/// <summary>ALTER ROLE or USER that sets or resets a setting.</summary>
internal sealed class AlterRoleSetStmt(int start) : Statement(start)
{
    /// <summary>Null for ALL.</summary>
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

/// <summary>DROP ROLE, USER or GROUP.</summary>
internal sealed class DropRoleStmt(int start) : Statement(start)
{
    public IReadOnlyList<RoleSpec> Roles { get; set; } = [];

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
    }
}

/// <summary>GRANT or REVOKE of privileges on objects.</summary>
internal sealed class GrantStmt(int start) : Statement(start)
{
    public bool IsGrant { get; set; }

    public GrantTargetType Targtype { get; set; }

    public ObjectType Objtype { get; set; }

    /// <summary>By type of object: <see cref="RangeVar"/>, <see cref="ObjectWithArgs"/>, <see cref="StringValue"/>, <see cref="ListValue"/> of names, or a number. Schemas where it is for all in a schema; empty for defaults.</summary>
    public IReadOnlyList<Node> Objects { get; set; } = [];

    /// <summary>Empty for ALL.</summary>
    public IReadOnlyList<AccessPriv> Privileges { get; set; } = [];

    public IReadOnlyList<RoleSpec> Grantees { get; set; } = [];

    /// <summary>WITH GRANT OPTION, or REVOKE GRANT OPTION FOR.</summary>
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

/// <summary>A privilege with the columns it is for, or a role that is granted.</summary>
internal sealed class AccessPriv(int start) : Node(start)
{
    /// <summary>Null for ALL with columns.</summary>
    public string? PrivName { get; set; }

    public IReadOnlyList<Node> Cols { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cols, action);
    }
}

/// <summary>GRANT or REVOKE of the membership in roles.</summary>
internal sealed class GrantRoleStmt(int start) : Statement(start)
{
    public IReadOnlyList<AccessPriv> GrantedRoles { get; set; } = [];

    public IReadOnlyList<RoleSpec> GranteeRoles { get; set; } = [];

    public bool IsGrant { get; set; }

    /// <summary>The options admin, inherit and set with their values.</summary>
    public IReadOnlyList<DefElem> Opt { get; set; } = [];

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

/// <summary>ALTER DEFAULT PRIVILEGES.</summary>
internal sealed class AlterDefaultPrivilegesStmt(int start) : Statement(start)
{
    /// <summary>The options <c>schemas</c> and <c>roles</c>, in source order.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    public GrantStmt? Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
        Each(Action, action);
    }
}

/// <summary>CREATE POLICY.</summary>
internal sealed class CreatePolicyStmt(int start) : Statement(start)
{
    public string? PolicyName { get; set; }

    public RangeVar? Table { get; set; }

    /// <summary>The command in lower case; <c>all</c> without FOR.</summary>
    public string? CmdName { get; set; }

    public bool Permissive { get; set; }

    /// <summary>PUBLIC without TO.</summary>
    public IReadOnlyList<RoleSpec> Roles { get; set; } = [];

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

/// <summary>ALTER POLICY that changes roles or conditions.</summary>
internal sealed class AlterPolicyStmt(int start) : Statement(start)
{
    public string? PolicyName { get; set; }

    public RangeVar? Table { get; set; }

    /// <summary>Empty without TO.</summary>
    public IReadOnlyList<RoleSpec> Roles { get; set; } = [];

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

/// <summary>DROP OWNED.</summary>
internal sealed class DropOwnedStmt(int start) : Statement(start)
{
    public IReadOnlyList<RoleSpec> Roles { get; set; } = [];

    public DropBehavior Behavior { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
    }
}

/// <summary>REASSIGN OWNED.</summary>
internal sealed class ReassignOwnedStmt(int start) : Statement(start)
{
    public IReadOnlyList<RoleSpec> Roles { get; set; } = [];

    public RoleSpec? Newrole { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Roles, action);
        Each(Newrole, action);
    }
}

/// <summary>The word behind CREATE that makes a role.</summary>
internal enum RoleStmtType
{
    Role,
    User,
    Group,
}

/// <summary>What a GRANT or REVOKE is for.</summary>
internal enum GrantTargetType
{
    Object,
    AllInSchema,
    Defaults,
}
