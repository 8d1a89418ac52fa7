using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Roles, user mappings, policies. <c>SqlPrinter.Grants.cs</c> prints privileges.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Access(Node node)
    {
        switch (node)
        {
            case RoleSpec role:
                Role(role);
                return true;
            case CreateRoleStmt statement:
                output.Append("CREATE ").Append(statement.StmtType.ToString().ToUpperInvariant()).Append(' ');
                Name(statement.Role!);
                RoleOptions(statement.Options);
                return true;
            case AlterRoleStmt statement:
                AlterRole(statement);
                return true;
            case AlterRoleSetStmt statement:
                AlterRoleSet(statement);
                return true;
            case RenameStmt { RenameType: ObjectType.Role } statement:
                output.Append("ALTER ROLE ");
                Name(statement.Subname!);
                output.Append(" RENAME TO ");
                Name(statement.Newname!);
                return true;
            case ReassignOwnedStmt statement:
                output.Append("REASSIGN OWNED BY ");
                List(statement.Roles);
                output.Append(" TO ");
                Node(statement.Newrole!);
                return true;
            case CreateUserMappingStmt or AlterUserMappingStmt:
                UserMapping(node);
                return true;
            default:
                return Policy(node) || Privilege(node);
        }
    }

    private void Role(RoleSpec role)
    {
        switch (role.Roletype)
        {
            case RoleSpecType.CurrentRole:
                output.Append("CURRENT_ROLE");
                break;
            case RoleSpecType.CurrentUser:
                output.Append("CURRENT_USER");
                break;
            case RoleSpecType.SessionUser:
                output.Append("SESSION_USER");
                break;
            case RoleSpecType.Public:
                output.Append("PUBLIC");
                break;
            default:
                Name(role.Rolename!);
                break;
        }
    }

    private void AlterRole(AlterRoleStmt statement)
    {
        // Members are dropped by ALTER GROUP only; they are added by ALTER ROLE as well.
        output.Append(statement.Action < 0 ? "ALTER GROUP " : "ALTER ROLE ");
        Role(statement.Role!);
        if (statement.Action < 0)
        {
            output.Append(" DROP");
        }

        RoleOptions(statement.Options);
    }

    private void AlterRoleSet(AlterRoleSetStmt statement)
    {
        output.Append("ALTER ROLE ");
        if (statement.Role is { } role)
        {
            Role(role);
        }
        else
        {
            output.Append("ALL");
        }

        if (statement.Database is { } database)
        {
            output.Append(" IN DATABASE ");
            Name(database);
        }

        output.Append(' ');
        Node(statement.Setstmt!);
    }

    private void RoleOptions(IReadOnlyList<DefElem> options)
    {
        foreach (var option in options)
        {
            output.Append(' ');
            switch (option.Arg)
            {
                case BooleanValue flag:
                    output.Append(flag.Boolval ? "" : "NO").Append(RoleFlagWord(option.Defname!));
                    break;
                case ListValue roles:
                    output.Append(option.Defname switch
                    {
                        "adminmembers" => "ADMIN ",
                        "addroleto" => "IN ROLE ",
                        _ => "USER ",
                    });
                    List(roles.Items);
                    break;
                case IntegerValue number:
                    output.Append(option.Defname == "sysid" ? "SYSID " : "CONNECTION LIMIT ").Append(number.Ival);
                    break;
                case StringValue text:
                    output.Append(option.Defname == "password" ? "PASSWORD " : "VALID UNTIL ");
                    Constant(text.Sval);
                    break;
                default:
                    output.Append("PASSWORD NULL");
                    break;
            }
        }
    }

    private static string RoleFlagWord(string option) => option switch
    {
        "isreplication" => "REPLICATION",
        "canlogin" => "LOGIN",
        _ => option.ToUpperInvariant(),
    };

    private void UserMapping(Node node)
    {
        var (user, server, options) = node is CreateUserMappingStmt create
            ? (create.User, create.Servername, create.Options)
            : (((AlterUserMappingStmt)node).User, ((AlterUserMappingStmt)node).Servername, ((AlterUserMappingStmt)node).Options);
        output.Append(node is CreateUserMappingStmt ? "CREATE" : "ALTER").Append(" USER MAPPING");
        output.Append(node is CreateUserMappingStmt { IfNotExists: true } ? " IF NOT EXISTS FOR " : " FOR ");
        Role(user!);
        output.Append(" SERVER ");
        Name(server!);
        GenericOptions(options);
    }

    /// <summary>What <c>create_generic_options</c> and <c>alter_generic_options</c> read; nothing without options.</summary>
    private void GenericOptions(IReadOnlyList<Node> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            var option = (DefElem)options[i];
            output.Append(i == 0 ? " OPTIONS (" : ", ");
            output.Append(option.Defaction == DefElemAction.Unspec ? "" : option.Defaction.ToString().ToUpperInvariant() + " ");
            Name(option.Defname!);
            if (option.Arg is StringValue value)
            {
                output.Append(' ');
                Constant(value.Sval);
            }
        }

        output.Append(options.Count == 0 ? "" : ")");
    }

    private bool Policy(Node node)
    {
        switch (node)
        {
            case CreatePolicyStmt statement:
                CreatePolicy(statement);
                return true;
            case AlterPolicyStmt statement:
                PolicyHead("ALTER POLICY ", statement.PolicyName!, statement.Table!);
                PolicyTail(statement.Roles, statement.Qual, statement.WithCheck);
                return true;
            case RenameStmt { RenameType: ObjectType.Policy } statement:
                PolicyHead(statement.MissingOk ? "ALTER POLICY IF EXISTS " : "ALTER POLICY ", statement.Subname!, statement.Relation!);
                output.Append(" RENAME TO ");
                Name(statement.Newname!);
                return true;
            default:
                return false;
        }
    }

    private void CreatePolicy(CreatePolicyStmt statement)
    {
        PolicyHead("CREATE POLICY ", statement.PolicyName!, statement.Table!);
        output.Append(statement.Permissive ? "" : " AS RESTRICTIVE");
        if (statement.CmdName != "all")
        {
            output.Append(" FOR ").Append(statement.CmdName!.ToUpperInvariant());
        }

        PolicyTail(statement.Roles, statement.Qual, statement.WithCheck);
    }

    private void PolicyHead(string words, string name, RangeVar table)
    {
        output.Append(words);
        Name(name);
        output.Append(" ON ");
        Node(table);
    }

    private void PolicyTail(IReadOnlyList<RoleSpec> roles, Node? qual, Node? check)
    {
        if (roles.Count > 0)
        {
            output.Append(" TO ");
            List(roles);
        }

        if (qual is not null)
        {
            output.Append(" USING (");
            Node(qual);
            output.Append(')');
        }

        if (check is not null)
        {
            output.Append(" WITH CHECK (");
            Node(check);
            output.Append(')');
        }
    }
}
