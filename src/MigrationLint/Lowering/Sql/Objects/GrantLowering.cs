using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>GRANT and REVOKE (<c>aclchk.c</c>).</summary>
internal sealed class GrantLowering(LoweringContext context)
{
    // string_to_privilege.
    private static readonly HashSet<string> Privileges = new(StringComparer.Ordinal)
    {
        "INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "EXECUTE", "USAGE", "CREATE", "TEMPORARY", "TEMP", "CONNECT", "SET", "ALTER SYSTEM",
        "RULE", "MAINTAIN",
    };

    /// <summary>Lowers a statement.</summary>
    public void Lower(Statement tree)
    {
        switch (tree)
        {
            case GrantStmt statement:
                Grant(statement);
                break;
            case GrantRoleStmt statement:
                GrantRoles(statement);
                break;
            case AlterDefaultPrivilegesStmt statement:
                context.Roles.Require(statement.Action?.Grantees ?? []);
                RequirePrivileges(statement.Action?.Privileges ?? []);
                context.Other("ALTER DEFAULT PRIVILEGES");
                break;
        }
    }

    private void GrantRoles(GrantRoleStmt statement)
    {
        foreach (var role in statement.GrantedRoles)
        {
            context.Roles.Require(new RoleSpec(role.Start) { End = role.End, Roletype = RoleSpecType.Cstring, Rolename = role.PrivName });
        }

        context.Roles.Require(statement.GranteeRoles);
        context.Other(statement.IsGrant ? "GRANT ROLE" : "REVOKE ROLE");
    }

    private void RequirePrivileges(IReadOnlyList<AccessPriv> privileges)
    {
        foreach (var privilege in privileges)
        {
            if (privilege.PrivName is { } name && !Privileges.Contains(name.ToUpperInvariant()))
            {
                throw context.Refuse("42601", $"unrecognized privilege type \"{name}\"", privilege);
            }
        }
    }

    private void Grant(GrantStmt statement)
    {
        var grantees = context.Roles.Require(statement.Grantees);
        RequirePrivileges(statement.Privileges);
        IReadOnlyList<string> privileges = statement.Privileges.Count == 0 ? ["ALL"] : [.. statement.Privileges.Select(static privilege => privilege.PrivName?.ToUpperInvariant() ?? "ALL")];
        var columns = statement.Privileges.SelectMany(static privilege => NameParts.Of(privilege.Cols)).Distinct(StringComparer.Ordinal).ToList();
        var kind = ObjectNames.KindOf(statement.Objtype);
        foreach (var node in statement.Objects)
        {
            var grant = Target(statement, node, new Grant(kind, Name: null, privileges, grantees) { Source = context.Statement, IsRevoke = !statement.IsGrant, Columns = columns }, columns);
            context.Emit(grant);
        }
    }

    private Grant Target(GrantStmt statement, Node node, Grant grant, List<string> columns)
    {
        if (statement.Targtype == GrantTargetType.AllInSchema)
        {
            var schema = NameParts.NameOf(NameParts.Of(node));
            context.Names.RequireSchema(schema, node);
            return grant with { InSchema = schema };
        }

        switch (statement.Objtype)
        {
            case ObjectType.Table or ObjectType.Sequence or ObjectType.View:
                return grant with { Name = Relation(statement, NameParts.ToRangeVar(node), columns) };
            case ObjectType.Function or ObjectType.Procedure or ObjectType.Routine when node is ObjectWithArgs routine:
                var signature = new RoutineNames(context).Find(routine, statement.Objtype, missingOk: false);
                return grant with { Name = signature.Name, ArgumentTypes = signature.ArgumentTypes };
            case ObjectType.Type or ObjectType.Domain:
                var type = context.FindType(node is ListValue list ? list.Items : node is TypeName name ? name.Names : [node]);
                var parts = NameParts.Of(node);
                return grant with { Name = type?.Name ?? context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts)) };
            default:
                var names = new ObjectNames(context);
                var named = names.Resolve(statement.Objtype, node);
                Require(statement, names, named, node);
                return grant with { Name = named.Name };
        }
    }

    private void Require(GrantStmt statement, ObjectNames names, NamedObject named, Node node)
    {
        if (statement.Objtype == ObjectType.Schema)
        {
            context.Names.RequireSchema(named.Name.Name, node);
        }
        else if (!names.Exists(named.Kind, named.Name) && statement.Objtype is not (ObjectType.Largeobject or ObjectType.ParameterAcl))
        {
            context.Missing("42704", ObjectNames.Missing(named.Noun, named.Name), node, detail: RefusalDetail.Missing(named.Kind, named.Name));
        }
    }

    private QualifiedName Relation(GrantStmt statement, RangeVar name, List<string> columns)
    {
        var relation = context.Names.FindRelation(name);
        if (statement.Objtype == ObjectType.Sequence && !relation.IsIncomplete && relation is not Sequence)
        {
            throw context.Refuse("42809", $"\"{relation.Name.Name}\" is not a sequence", name);
        }

        foreach (var column in columns)
        {
            if (!relation.IsIncomplete && relation.FindColumn(column) is null && !Tables.ColumnBuilder.IsSystemColumn(column))
            {
                throw context.Refuse("42703", $"column \"{column}\" of relation \"{relation.Name.Name}\" does not exist", name, detail: RefusalDetail.MissingColumn(relation.Name, column));
            }
        }

        return relation.Name;
    }
}
