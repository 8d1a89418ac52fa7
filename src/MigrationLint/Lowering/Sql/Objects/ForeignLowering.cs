using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Foreign data wrappers, servers and user mappings (<c>foreigncmds.c</c>).</summary>
internal sealed class ForeignLowering(LoweringContext context)
{
    /// <summary>Lowers a statement.</summary>
    /// <returns>False for another statement.</returns>
    public bool Lower(Statement tree)
    {
        switch (tree)
        {
            case CreateFdwStmt statement:
                Create(ObjectType.Fdw, statement.Fdwname, ifNotExists: false);
                return true;
            case AlterFdwStmt statement:
                Require(ObjectType.Fdw, statement.Fdwname);
                context.Other("ALTER FOREIGN DATA WRAPPER");
                return true;
            case CreateForeignServerStmt statement:
                Require(ObjectType.Fdw, statement.Fdwname);
                Create(ObjectType.ForeignServer, statement.Servername, statement.IfNotExists);
                return true;
            case AlterForeignServerStmt statement:
                Require(ObjectType.ForeignServer, statement.Servername);
                context.Other("ALTER SERVER");
                return true;
            case CreateUserMappingStmt statement:
                context.Roles.Require(statement.User);
                Require(ObjectType.ForeignServer, statement.Servername);
                context.Other("CREATE USER MAPPING");
                return true;
            case AlterUserMappingStmt statement:
                Require(ObjectType.ForeignServer, statement.Servername);
                context.Other("ALTER USER MAPPING");
                return true;
            case ImportForeignSchemaStmt statement:
                Require(ObjectType.ForeignServer, statement.ServerName);
                context.Names.RequireSchema(statement.LocalSchema ?? "public", statement);
                context.Opaque("the tables of a foreign schema are not known");
                return true;
            default:
                return false;
        }
    }

    private QualifiedName NameOf(ObjectType type, string? name) => new ObjectNames(context).Resolve(type, new StringValue(0, name ?? "")).Name;

    private void Create(ObjectType type, string? name, bool ifNotExists) =>
        context.Emit(new CreateObject(ObjectKind.ForeignServer, NameOf(type, name)) { Source = context.Statement, IfNotExists = ifNotExists });

    /// <summary>Refuses a wrapper or server that is certainly missing. An extension may bring a wrapper.</summary>
    public void Require(ObjectType type, string? name)
    {
        var mayBeBrought = type == ObjectType.Fdw && context.Schema.Extensions.Any();
        if (!mayBeBrought && context.Schema.Others.All(other => other.Kind != ObjectKind.ForeignServer || other.Name != NameOf(type, name)))
        {
            context.Missing("42704", $"{ObjectNames.Noun(type)} \"{name}\" does not exist");
        }
    }
}
