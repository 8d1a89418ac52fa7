using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>GRANT, REVOKE, ALTER DEFAULT PRIVILEGES.</summary>
internal sealed partial class SqlParser
{
    /// <summary>GRANT.</summary>
    private Statement GrantStmt()
    {
        var start = Here;
        Advance();
        var privileges = Privileges(out var isAll);
        if (!isAll && Accept(Keyword.To))
        {
            return GrantRoleStmt(start, privileges);
        }

        Expect(Keyword.On);
        var statement = new GrantStmt(start) { IsGrant = true, Privileges = privileges };
        PrivilegeTarget(statement);
        Expect(Keyword.To);
        statement.Grantees = GranteeList();
        statement.GrantOption = OptGrantGrantOption();
        statement.Grantor = OptGrantedBy();
        return statement;
    }

    /// <summary>REVOKE.</summary>
    private Statement RevokeStmt()
    {
        var start = Here;
        Advance();
        if (IsColId() && WordAt(1) == Keyword.Option)
        {
            var option = MakeDefElem(Here, ColId(), false);
            Advance();
            Expect(Keyword.For);
            var roles = PrivilegeList();
            Expect(Keyword.From);
            return RevokeRoleStmt(start, roles, [option]);
        }

        var grantOption = GrantOptionFor();
        var privileges = Privileges(out var isAll);
        if (!isAll && !grantOption && Accept(Keyword.From))
        {
            return RevokeRoleStmt(start, privileges, []);
        }

        Expect(Keyword.On);
        var statement = new GrantStmt(start) { Privileges = privileges, GrantOption = grantOption };
        PrivilegeTarget(statement);
        Expect(Keyword.From);
        statement.Grantees = GranteeList();
        statement.Grantor = OptGrantedBy();
        statement.Behavior = OptDropBehavior();
        return statement;
    }

    /// <summary>GRANT OPTION FOR behind REVOKE.</summary>
    private bool GrantOptionFor()
    {
        if (!Accept(Keyword.Grant))
        {
            return false;
        }

        Expect(Keyword.Option, Keyword.For);
        return true;
    }

    /// <summary><c>GrantRoleStmt</c>, behind TO.</summary>
    private GrantRoleStmt GrantRoleStmt(int start, List<AccessPriv> roles)
    {
        var grantees = RoleList();
        var options = new List<DefElem>();
        if (Accept(Keyword.With))
        {
            do
            {
                var optionStart = Here;
                var name = ColLabel("an option of a membership");
                options.Add(MakeDefElem(optionStart, name, GrantRoleOptValue()));
            }
            while (Accept(TokenKind.Comma));
        }

        return new GrantRoleStmt(start) { IsGrant = true, GrantedRoles = roles, GranteeRoles = grantees, Opt = options, Grantor = OptGrantedBy() };
    }

    /// <summary><c>grant_role_opt_value</c>.</summary>
    private bool GrantRoleOptValue()
    {
        if (Accept(Keyword.Option) || Accept(Keyword.True))
        {
            return true;
        }

        if (!Accept(Keyword.False))
        {
            Fail("OPTION, TRUE or FALSE");
        }

        return false;
    }

    /// <summary><c>RevokeRoleStmt</c>, behind FROM.</summary>
    private GrantRoleStmt RevokeRoleStmt(int start, List<AccessPriv> roles, List<DefElem> options)
    {
        var grantees = RoleList();
        return new GrantRoleStmt(start)
        {
            GrantedRoles = roles,
            GranteeRoles = grantees,
            Opt = options,
            Grantor = OptGrantedBy(),
            Behavior = OptDropBehavior(),
        };
    }

    /// <summary><c>privileges</c>.</summary>
    private List<AccessPriv> Privileges(out bool isAll)
    {
        var start = Here;
        isAll = Accept(Keyword.All);
        if (!isAll)
        {
            return PrivilegeList();
        }

        Accept(Keyword.Privileges);
        return Is(TokenKind.LeftParenthesis) ? [Close(new AccessPriv(start) { Cols = ParenthesizedNames() })] : [];
    }

    /// <summary><c>privilege_list</c>.</summary>
    private List<AccessPriv> PrivilegeList()
    {
        var privileges = new List<AccessPriv>();
        do
        {
            privileges.Add(Privilege());
        }
        while (Accept(TokenKind.Comma));

        return privileges;
    }

    /// <summary><c>privilege</c>: reserved words that are privileges, or any name.</summary>
    private AccessPriv Privilege()
    {
        var privilege = new AccessPriv(Here);
        if (Accept(Keyword.Alter, Keyword.System))
        {
            privilege.PrivName = "alter system";
            return Close(privilege);
        }

        var isWord = Word is Keyword.Select or Keyword.References or Keyword.Create;
        privilege.PrivName = isWord ? tokens.Name(position++) : ColId("a privilege or a role");
        if (Is(TokenKind.LeftParenthesis))
        {
            privilege.Cols = ParenthesizedNames();
        }

        return Close(privilege);
    }

    /// <summary><c>privilege_target</c>. A word that names a type of object is the table's own name where nothing follows that could be one.</summary>
    private void PrivilegeTarget(GrantStmt statement)
    {
        statement.Objtype = ObjectType.Table;
        if (IsColId() && (KindAt(1) is TokenKind.Comma or TokenKind.Dot || WordAt(1) is Keyword.To or Keyword.From))
        {
            statement.Objects = QualifiedNameList();
            return;
        }

        switch (Word)
        {
            case Keyword.All:
                AllInSchema(statement);
                return;
            case Keyword.Table:
                Advance();
                statement.Objects = QualifiedNameList();
                return;
            case Keyword.Foreign:
                Advance();
                ForeignTarget(statement);
                return;
        }

        var (type, objects) = NamedTarget();
        (statement.Objtype, statement.Objects) = (type, objects);
    }

    private void ForeignTarget(GrantStmt statement)
    {
        if (Accept(Keyword.Server))
        {
            statement.Objtype = ObjectType.ForeignServer;
        }
        else
        {
            if (!Is(Keyword.Data))
            {
                Fail("DATA WRAPPER or SERVER");
            }

            Expect(Keyword.Data, Keyword.Wrapper);
            statement.Objtype = ObjectType.Fdw;
        }

        statement.Objects = NameList();
    }

    private (ObjectType Type, IReadOnlyList<Node> Objects) NamedTarget()
    {
        var word = Word;
        var isType = word is Keyword.Sequence or Keyword.Function or Keyword.Procedure or Keyword.Routine or Keyword.Database or Keyword.Domain
            or Keyword.Language or Keyword.Large or Keyword.Parameter or Keyword.Schema or Keyword.Tablespace or Keyword.Type;
        if (isType)
        {
            Advance();
        }

        switch (word)
        {
            case Keyword.Sequence:
                return (ObjectType.Sequence, QualifiedNameList("a sequence"));
            case Keyword.Function:
                return (ObjectType.Function, FunctionWithArgtypesList());
            case Keyword.Procedure:
                return (ObjectType.Procedure, FunctionWithArgtypesList());
            case Keyword.Routine:
                return (ObjectType.Routine, FunctionWithArgtypesList());
            case Keyword.Database:
                return (ObjectType.Database, NameList("a database"));
            case Keyword.Domain:
                return (ObjectType.Domain, AnyNameList("a domain"));
            case Keyword.Language:
                return (ObjectType.Language, NameList("a language"));
            case Keyword.Large:
                Expect(Keyword.Object);
                return (ObjectType.Largeobject, NumericOnlyList());
            case Keyword.Parameter:
                return (ObjectType.ParameterAcl, ParameterNameList());
            case Keyword.Schema:
                return (ObjectType.Schema, NameList("a schema"));
            case Keyword.Tablespace:
                return (ObjectType.Tablespace, NameList("a tablespace"));
            case Keyword.Type:
                return (ObjectType.Type, AnyNameList("a type"));
            default:
                return (ObjectType.Table, QualifiedNameList());
        }
    }

    /// <summary><c>NumericOnly_list</c>.</summary>
    private List<Node> NumericOnlyList()
    {
        var numbers = new List<Node> { NumericOnly() };
        while (Accept(TokenKind.Comma))
        {
            numbers.Add(NumericOnly());
        }

        return numbers;
    }

    /// <summary><c>parameter_name_list</c>: settings, each with its qualifiers in one string.</summary>
    private List<Node> ParameterNameList()
    {
        var names = new List<Node>();
        do
        {
            var start = Here;
            var name = VarName();
            names.Add(Close(new StringValue(start, name)));
        }
        while (Accept(TokenKind.Comma));

        return names;
    }

    private void AllInSchema(GrantStmt statement)
    {
        Advance();
        statement.Targtype = GrantTargetType.AllInSchema;
        ObjectType? type = Word switch
        {
            Keyword.Tables => ObjectType.Table,
            Keyword.Sequences => ObjectType.Sequence,
            Keyword.Functions => ObjectType.Function,
            Keyword.Procedures => ObjectType.Procedure,
            Keyword.Routines => ObjectType.Routine,
            _ => null,
        };
        if (type is null)
        {
            Fail("TABLES, SEQUENCES, FUNCTIONS, PROCEDURES or ROUTINES");
            return;
        }

        statement.Objtype = type.Value;
        Advance();
        Expect(Keyword.In, Keyword.Schema);
        statement.Objects = NameList("a schema");
    }

    /// <summary><c>grantee_list</c>.</summary>
    private List<RoleSpec> GranteeList()
    {
        var grantees = new List<RoleSpec>();
        do
        {
            Accept(Keyword.Group);
            grantees.Add(RoleSpec());
        }
        while (Accept(TokenKind.Comma));

        return grantees;
    }

    /// <summary><c>opt_grant_grant_option</c>.</summary>
    private bool OptGrantGrantOption()
    {
        if (!Accept(Keyword.With))
        {
            return false;
        }

        Expect(Keyword.Grant, Keyword.Option);
        return true;
    }

    /// <summary><c>opt_granted_by</c>; null without.</summary>
    private RoleSpec? OptGrantedBy()
    {
        if (!Accept(Keyword.Granted))
        {
            return null;
        }

        Expect(Keyword.By);
        return RoleSpec();
    }

    /// <summary><c>AlterDefaultPrivilegesStmt</c>, from DEFAULT on.</summary>
    private Statement AlterDefaultPrivilegesStmt(int start)
    {
        Expect(Keyword.Default, Keyword.Privileges);
        var options = new List<DefElem>();
        while (Word is Keyword.In or Keyword.For || Is(TokenKind.Hole))
        {
            if (!Accept(TokenKind.Hole))
            {
                options.Add(DefAclOption());
            }
        }

        return new AlterDefaultPrivilegesStmt(start) { Options = options, Action = DefAclAction() };
    }

    /// <summary><c>DefACLOption</c>.</summary>
    private DefElem DefAclOption()
    {
        var start = Here;
        if (Accept(Keyword.In))
        {
            Expect(Keyword.Schema);
            var schemasStart = Here;
            return MakeDefElem(start, "schemas", NewList(schemasStart, NameList("a schema")));
        }

        Expect(Keyword.For);
        OneOf(Keyword.Role, Keyword.User);
        return RoleMembers(start, "roles");
    }

    /// <summary><c>DefACLAction</c>.</summary>
    private GrantStmt DefAclAction()
    {
        var statement = new GrantStmt(Here) { Targtype = GrantTargetType.Defaults, IsGrant = OneOf(Keyword.Grant, Keyword.Revoke) };
        if (!statement.IsGrant)
        {
            statement.GrantOption = GrantOptionFor();
        }

        statement.Privileges = Privileges(out _);
        Expect(Keyword.On);
        statement.Objtype = DefAclPrivilegeTarget();
        Expect(statement.IsGrant ? Keyword.To : Keyword.From);
        statement.Grantees = GranteeList();
        if (statement.IsGrant)
        {
            statement.GrantOption = OptGrantGrantOption();
        }
        else
        {
            statement.Behavior = OptDropBehavior();
        }

        return Close(statement);
    }

    /// <summary><c>defacl_privilege_target</c>.</summary>
    private ObjectType DefAclPrivilegeTarget()
    {
        ObjectType? type = Word switch
        {
            Keyword.Tables => ObjectType.Table,
            Keyword.Functions or Keyword.Routines => ObjectType.Function,
            Keyword.Sequences => ObjectType.Sequence,
            Keyword.Types => ObjectType.Type,
            Keyword.Schemas => ObjectType.Schema,
            Keyword.Large => ObjectType.Largeobject,
            _ => null,
        };
        if (type is null)
        {
            Fail("TABLES, FUNCTIONS, SEQUENCES, TYPES, SCHEMAS or LARGE OBJECTS");
            return default;
        }

        Advance();
        if (type == ObjectType.Largeobject)
        {
            Expect(Keyword.Objects);
        }

        return type.Value;
    }
}
