using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>GRANT, REVOKE, ALTER DEFAULT PRIVILEGES.</summary>
internal sealed partial class SqlPrinter
{
    private bool Privilege(Node node)
    {
        switch (node)
        {
            case GrantStmt statement:
                Grant(statement);
                return true;
            case GrantRoleStmt statement:
                GrantRole(statement);
                return true;
            case AccessPriv privilege:
                AccessPrivilege(privilege, isRole: false);
                return true;
            case AlterDefaultPrivilegesStmt statement:
                AlterDefaultPrivileges(statement);
                return true;
            default:
                return false;
        }
    }

    private void Grant(GrantStmt statement)
    {
        output.Append(statement.IsGrant ? "GRANT " : statement.GrantOption ? "REVOKE GRANT OPTION FOR " : "REVOKE ");
        AccessPrivileges(statement.Privileges, isRole: false);
        output.Append(" ON ");
        PrivilegeTarget(statement);
        output.Append(statement.IsGrant ? " TO " : " FROM ");
        List(statement.Grantees);
        output.Append(statement.IsGrant && statement.GrantOption ? " WITH GRANT OPTION" : "");
        GrantedBy(statement.Grantor, statement.Behavior);
    }

    private void GrantRole(GrantRoleStmt statement)
    {
        output.Append(statement.IsGrant ? "GRANT " : "REVOKE ");
        if (!statement.IsGrant && statement.Opt.Count > 0)
        {
            OptionWord(statement.Opt[0].Defname!);
            output.Append(" OPTION FOR ");
        }

        AccessPrivileges(statement.GrantedRoles, isRole: true);
        output.Append(statement.IsGrant ? " TO " : " FROM ");
        List(statement.GranteeRoles);
        for (var i = 0; statement.IsGrant && i < statement.Opt.Count; i++)
        {
            output.Append(i == 0 ? " WITH " : ", ");
            OptionWord(statement.Opt[i].Defname!);
            output.Append(statement.Opt[i].Arg is BooleanValue { Boolval: true } ? " TRUE" : " FALSE");
        }

        GrantedBy(statement.Grantor, statement.Behavior);
    }

    private void GrantedBy(RoleSpec? grantor, DropBehavior behavior)
    {
        if (grantor is not null)
        {
            output.Append(" GRANTED BY ");
            Role(grantor);
        }

        output.Append(behavior == DropBehavior.Cascade ? " CASCADE" : "");
    }

    private void AccessPrivileges(IReadOnlyList<AccessPriv> privileges, bool isRole)
    {
        if (privileges.Count == 0)
        {
            output.Append("ALL");
        }

        for (var i = 0; i < privileges.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            AccessPrivilege(privileges[i], isRole);
        }
    }

    private void AccessPrivilege(AccessPriv privilege, bool isRole)
    {
        switch (privilege.PrivName)
        {
            case null:
                output.Append("ALL");
                break;
            case "select" or "references" or "create" or "alter system":
                output.Append(privilege.PrivName.ToUpperInvariant());
                break;
            case { } name when isRole:
                Name(name);
                break;
            case { } name:
                OptionWord(name);
                break;
        }

        if (privilege.Cols.Count > 0)
        {
            output.Append(" (");
            NameList(privilege.Cols);
            output.Append(')');
        }
    }

    /// <summary>What a GRANT is for: the words before the objects, and the objects.</summary>
    private void PrivilegeTarget(GrantStmt statement)
    {
        if (statement.Targtype == GrantTargetType.Defaults)
        {
            output.Append(statement.Objtype == ObjectType.Largeobject ? "LARGE OBJECTS" : TargetWord(statement.Objtype) + "S");
            return;
        }

        if (statement.Targtype == GrantTargetType.AllInSchema)
        {
            output.Append("ALL ").Append(TargetWord(statement.Objtype)).Append("S IN SCHEMA ");
            NameList(statement.Objects);
            return;
        }

        // TABLE is left out only where the name cannot be taken for a type of object; it never hurts.
        output.Append(TargetWord(statement.Objtype)).Append(' ');
        for (var i = 0; i < statement.Objects.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            PrivilegeObject(statement.Objects[i], statement.Objtype);
        }
    }

    private void PrivilegeObject(Node target, ObjectType type)
    {
        switch (target)
        {
            case StringValue name when type == ObjectType.ParameterAcl:
                SettingName(name.Sval);
                break;
            case StringValue name:
                Name(name.Sval);
                break;
            case ListValue names:
                QualifiedName(names.Items);
                break;
            case ObjectWithArgs routine:
                Signature(routine, type);
                break;
            case IntegerValue or FloatValue:
                Number(target);
                break;
            default:
                Node(target);
                break;
        }
    }

    private static string TargetWord(ObjectType type) => type switch
    {
        ObjectType.Fdw => "FOREIGN DATA WRAPPER",
        ObjectType.ForeignServer => "FOREIGN SERVER",
        ObjectType.Largeobject => "LARGE OBJECT",
        ObjectType.ParameterAcl => "PARAMETER",
        _ => type.ToString().ToUpperInvariant(),
    };

    private void AlterDefaultPrivileges(AlterDefaultPrivilegesStmt statement)
    {
        output.Append("ALTER DEFAULT PRIVILEGES ");
        foreach (var option in statement.Options)
        {
            var items = ((ListValue)option.Arg!).Items;
            if (option.Defname == "schemas")
            {
                output.Append("IN SCHEMA ");
                NameList(items);
            }
            else
            {
                output.Append("FOR ROLE ");
                List(items);
            }

            output.Append(' ');
        }

        Grant(statement.Action!);
    }
}
