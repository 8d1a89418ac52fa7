using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Roles, user mappings and policies. <c>SqlParser.Grants.cs</c> reads privileges.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE ROLE, USER, GROUP, USER MAPPING.</summary>
    private Statement CreateRole(int start)
    {
        if (Is(Keyword.User, Keyword.Mapping) && WordAt(2) is Keyword.For or Keyword.If)
        {
            return CreateUserMappingStmt(start);
        }

        var type = Word switch
        {
            Keyword.User => RoleStmtType.User,
            Keyword.Group => RoleStmtType.Group,
            _ => RoleStmtType.Role,
        };
        Advance();
        var role = RoleId();
        Accept(Keyword.With);
        return new CreateRoleStmt(start) { StmtType = type, Role = role, Options = OptRoleList(inCreate: true) };
    }

    /// <summary>ALTER ROLE, USER, GROUP, USER MAPPING.</summary>
    private Statement AlterRole(int start)
    {
        if (Is(Keyword.User, Keyword.Mapping, Keyword.For))
        {
            return AlterUserMappingStmt(start);
        }

        var isGroup = Is(Keyword.Group);
        Advance();
        if (!isGroup && Accept(Keyword.All))
        {
            return AlterRoleSetStmt(start, null);
        }

        var role = RoleSpec();
        if (Accept(Keyword.Rename))
        {
            Expect(Keyword.To);
            return new RenameStmt(start) { RenameType = ObjectType.Role, Subname = NamedRole(role), Newname = RoleId() };
        }

        if (isGroup)
        {
            return AlterGroupStmt(start, role);
        }

        if (Word is Keyword.In or Keyword.Set or Keyword.Reset)
        {
            return AlterRoleSetStmt(start, role);
        }

        Accept(Keyword.With);
        return new AlterRoleStmt(start) { Role = role, Action = 1, Options = OptRoleList(inCreate: false) };
    }

    /// <summary><c>AlterGroupStmt</c>, from ADD or DROP on.</summary>
    private AlterRoleStmt AlterGroupStmt(int start, RoleSpec role)
    {
        var action = OneOf(Keyword.Add, Keyword.Drop) ? 1 : -1;
        Expect(Keyword.User);
        return new AlterRoleStmt(start) { Role = role, Action = action, Options = [RoleMembers(Here, "rolemembers")] };
    }

    /// <summary><c>AlterRoleSetStmt</c> behind the role.</summary>
    private AlterRoleSetStmt AlterRoleSetStmt(int start, RoleSpec? role)
    {
        string? database = null;
        if (Accept(Keyword.In))
        {
            Expect(Keyword.Database);
            database = ColId("a database");
        }

        return new AlterRoleSetStmt(start) { Role = role, Database = database, Setstmt = SetResetClause() };
    }

    /// <summary><c>OptRoleList</c>, or <c>AlterOptRoleList</c>, which lacks memberships and SYSID.</summary>
    private List<DefElem> OptRoleList(bool inCreate)
    {
        var options = new List<DefElem>();
        while (!AtEnd && !Is(TokenKind.Semicolon))
        {
            if (!Accept(TokenKind.Hole))
            {
                options.Add((inCreate ? CreateOptRoleElem() : null) ?? AlterOptRoleElem());
            }
        }

        return options;
    }

    /// <summary><c>CreateOptRoleElem</c> without those that ALTER has too; null where none stands here.</summary>
    private DefElem? CreateOptRoleElem()
    {
        var start = Here;
        switch (Word)
        {
            case Keyword.Sysid:
                Advance();
                var idStart = Here;
                var id = Iconst();
                return MakeDefElem(start, "sysid", Close(new IntegerValue(idStart, id)));
            case Keyword.Admin:
                Advance();
                return RoleMembers(start, "adminmembers");
            case Keyword.Role:
                Advance();
                return RoleMembers(start, "rolemembers");
            case Keyword.In:
                Advance();
                OneOf(Keyword.Role, Keyword.Group);
                return RoleMembers(start, "addroleto");
            default:
                return null;
        }
    }

    /// <summary><c>AlterOptRoleElem</c>.</summary>
    private DefElem AlterOptRoleElem()
    {
        var start = Here;
        switch (Word)
        {
            case Keyword.Unencrypted:
                Refuse(tokens.Span(position), "UNENCRYPTED PASSWORD is refused since PostgreSQL 10");
                return new DefElem(start);
            case Keyword.Encrypted or Keyword.Password:
                var isEncrypted = Accept(Keyword.Encrypted);
                Expect(Keyword.Password);
                return MakeDefElem(start, "password", !isEncrypted && Accept(Keyword.Null) ? null : SconstNode("a password as a string constant"));
            case Keyword.Inherit:
                Advance();
                return MakeDefElem(start, "inherit", true);
            case Keyword.Connection:
                Advance();
                Expect(Keyword.Limit);
                var limitStart = Here;
                var limit = SignedIconst();
                return MakeDefElem(start, "connectionlimit", Close(new IntegerValue(limitStart, limit)));
            case Keyword.Valid:
                Advance();
                Expect(Keyword.Until);
                return MakeDefElem(start, "validUntil", SconstNode("a time as a string constant"));
            case Keyword.User:
                Advance();
                return RoleMembers(start, "rolemembers");
            default:
                return RoleFlag();
        }
    }

    /// <summary>The options that are no keywords of the grammar: <c>login</c>, <c>nologin</c> and so on.</summary>
    private DefElem RoleFlag()
    {
        var start = Here;
        if (!Is(TokenKind.Identifier))
        {
            Fail("an option of a role");
            return new DefElem(start);
        }

        var word = tokens.Name(position);
        var isOn = !word.StartsWith("no", StringComparison.Ordinal);
        var option = (isOn ? word : word.Substring(2)) switch
        {
            "superuser" => "superuser",
            "createrole" => "createrole",
            "replication" => "isreplication",
            "createdb" => "createdb",
            "login" => "canlogin",
            "bypassrls" => "bypassrls",
            "inherit" when !isOn => "inherit",
            _ => null,
        };
        if (option is null)
        {
            Fail("an option of a role");
            return new DefElem(start);
        }

        Advance();
        return MakeDefElem(start, option, isOn);
    }

    private DefElem RoleMembers(int start, string option)
    {
        var listStart = Here;
        return MakeDefElem(start, option, NewList(listStart, RoleList()));
    }

    /// <summary><c>CreateUserMappingStmt</c>, from USER on.</summary>
    private CreateUserMappingStmt CreateUserMappingStmt(int start)
    {
        position += 2;
        var ifNotExists = Accept(Keyword.If);
        if (ifNotExists)
        {
            Expect(Keyword.Not, Keyword.Exists);
        }

        Expect(Keyword.For);
        var user = AuthIdent();
        Expect(Keyword.Server);
        return new CreateUserMappingStmt(start)
        {
            IfNotExists = ifNotExists,
            User = user,
            Servername = ColId("a server"),
            Options = CreateGenericOptions(),
        };
    }

    /// <summary><c>AlterUserMappingStmt</c>, from USER on.</summary>
    private AlterUserMappingStmt AlterUserMappingStmt(int start)
    {
        position += 3;
        var user = AuthIdent();
        Expect(Keyword.Server);
        return new AlterUserMappingStmt(start) { User = user, Servername = ColId("a server"), Options = AlterGenericOptions() };
    }

    /// <summary><c>auth_ident</c>: a role, or USER for the current one.</summary>
    private RoleSpec AuthIdent()
    {
        var start = Here;
        return Accept(Keyword.User) ? Close(new RoleSpec(start) { Roletype = RoleSpecType.CurrentUser }) : RoleSpec();
    }

    /// <summary><c>CreatePolicyStmt</c>, from POLICY on.</summary>
    private Statement CreatePolicyStmt(int start)
    {
        Advance();
        var statement = new CreatePolicyStmt(start) { PolicyName = ColId("a policy") };
        Expect(Keyword.On);
        statement.Table = QualifiedName();
        statement.Permissive = !Accept(Keyword.As) || IsPermissive();
        statement.CmdName = Accept(Keyword.For) ? RowSecurityCmd() : "all";
        statement.Roles = Accept(Keyword.To) ? RoleList() : [new RoleSpec(LastEnd) { Roletype = RoleSpecType.Public }];
        statement.Qual = RowSecurityOptionalExpr();
        statement.WithCheck = RowSecurityOptionalWithCheck();
        return statement;
    }

    /// <summary>PERMISSIVE or RESTRICTIVE, which are no keywords of the grammar.</summary>
    private bool IsPermissive()
    {
        var word = Is(TokenKind.Identifier) ? tokens.Name(position) : null;
        if (word is not ("permissive" or "restrictive") && !Is(TokenKind.Hole))
        {
            Fail("PERMISSIVE or RESTRICTIVE");
        }

        Advance();
        return word == "permissive";
    }

    /// <summary><c>row_security_cmd</c>.</summary>
    private string RowSecurityCmd()
    {
        if (Word is Keyword.All or Keyword.Select or Keyword.Insert or Keyword.Update or Keyword.Delete || Is(TokenKind.Hole))
        {
            return tokens.Name(position++);
        }

        Fail("ALL, SELECT, INSERT, UPDATE or DELETE");
        return "";
    }

    private Node? RowSecurityOptionalExpr() => Accept(Keyword.Using) ? ParenthesizedExpression() : null;

    private Node? RowSecurityOptionalWithCheck()
    {
        if (!Accept(Keyword.With))
        {
            return null;
        }

        Expect(Keyword.Check);
        return ParenthesizedExpression();
    }

    private Node ParenthesizedExpression()
    {
        Expect(TokenKind.LeftParenthesis);
        var expression = AExpr();
        Expect(TokenKind.RightParenthesis);
        return expression;
    }

    /// <summary>ALTER POLICY in all forms.</summary>
    private Statement AlterPolicyStmt(int start)
    {
        Advance();
        var missingOk = Accept(Keyword.If, Keyword.Exists);
        var name = ColId("a policy");
        Expect(Keyword.On);
        var table = QualifiedName();
        if (missingOk || Is(Keyword.Rename))
        {
            Expect(Keyword.Rename, Keyword.To);
            return new RenameStmt(start) { RenameType = ObjectType.Policy, Relation = table, Subname = name, Newname = ColId("a policy"), MissingOk = missingOk };
        }

        return new AlterPolicyStmt(start)
        {
            PolicyName = name,
            Table = table,
            Roles = Accept(Keyword.To) ? RoleList() : [],
            Qual = RowSecurityOptionalExpr(),
            WithCheck = RowSecurityOptionalWithCheck(),
        };
    }

    /// <summary><c>ReassignOwnedStmt</c>.</summary>
    private Statement ReassignOwnedStmt()
    {
        var start = Here;
        Advance();
        Expect(Keyword.Owned, Keyword.By);
        var roles = RoleList();
        Expect(Keyword.To);
        return new ReassignOwnedStmt(start) { Roles = roles, Newrole = RoleSpec() };
    }

    /// <summary><c>RoleSpec</c>.</summary>
    private RoleSpec RoleSpec()
    {
        var role = new RoleSpec(Here);
        switch (Word)
        {
            case Keyword.CurrentRole:
                role.Roletype = RoleSpecType.CurrentRole;
                Advance();
                break;
            case Keyword.CurrentUser:
                role.Roletype = RoleSpecType.CurrentUser;
                Advance();
                break;
            case Keyword.SessionUser:
                role.Roletype = RoleSpecType.SessionUser;
                Advance();
                break;
            default:
                NamedRoleSpec(role);
                break;
        }

        return Close(role);
    }

    /// <summary>A role by name; two names mean something else although they are no keywords.</summary>
    private void NamedRoleSpec(RoleSpec role)
    {
        var span = AtEnd ? new TextSpan(LastEnd, 0) : tokens.Span(position);
        var name = NonReservedWord("a role");
        switch (name)
        {
            case "public":
                role.Roletype = RoleSpecType.Public;
                break;
            case "none":
                Refuse(span, "the name \"none\" is reserved and no role can have it");
                break;
            default:
                role.Rolename = name;
                break;
        }
    }

    /// <summary><c>RoleId</c>: a role by name only.</summary>
    private string RoleId() => NamedRole(RoleSpec());

    private string NamedRole(RoleSpec role)
    {
        if (role.Rolename is null)
        {
            Refuse(role.Span, "the name of a role expected");
        }

        return role.Rolename ?? "";
    }

    /// <summary><c>role_list</c>.</summary>
    private List<RoleSpec> RoleList()
    {
        var roles = new List<RoleSpec> { RoleSpec() };
        while (Accept(TokenKind.Comma))
        {
            roles.Add(RoleSpec());
        }

        return roles;
    }
}
