using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Roles, rights, policies.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE ROLE, USER, GROUP, USER MAPPING.</summary>
    private Statement CreateRole(int start) => Unread();

    /// <summary>ALTER ROLE, USER, GROUP, USER MAPPING.</summary>
    private Statement AlterRole(int start) => Unread();

    /// <summary>GRANT.</summary>
    private Statement GrantStmt() => Unread();

    /// <summary>REVOKE.</summary>
    private Statement RevokeStmt() => Unread();

    /// <summary><c>AlterDefaultPrivilegesStmt</c>.</summary>
    private Statement AlterDefaultPrivilegesStmt(int start) => Unread();

    /// <summary><c>CreatePolicyStmt</c>, from POLICY on.</summary>
    private Statement CreatePolicyStmt(int start) => Unread();

    /// <summary>ALTER POLICY in all forms.</summary>
    private Statement AlterPolicyStmt(int start) => Unread();

    /// <summary><c>ReassignOwnedStmt</c>.</summary>
    private Statement ReassignOwnedStmt() => Unread();

    /// <summary><c>RoleSpec</c>.</summary>
    private RoleSpec RoleSpec()
    {
        Fail("something else");
        return new RoleSpec(Here);
    }

    /// <summary><c>role_list</c>.</summary>
    private List<Node> RoleList()
    {
        Fail("something else");
        return [];
    }
}
