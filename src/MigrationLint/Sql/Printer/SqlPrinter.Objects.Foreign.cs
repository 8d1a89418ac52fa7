using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Foreign servers, replication, databases.</summary>
internal sealed partial class SqlPrinter
{
    private bool Foreign(Node node)
    {
        switch (node)
        {
            case CreateFdwStmt statement:
                output.Append("CREATE FOREIGN DATA WRAPPER ");
                Name(statement.Fdwname!);
                FdwOptions(statement.FuncOptions);
                GenericOptions(statement.Options);
                return true;
            case AlterFdwStmt statement:
                output.Append("ALTER FOREIGN DATA WRAPPER ");
                Name(statement.Fdwname!);
                FdwOptions(statement.FuncOptions);
                GenericOptions(statement.Options);
                return true;
            case CreateForeignServerStmt statement:
                CreateServer(statement);
                return true;
            case AlterForeignServerStmt statement:
                output.Append("ALTER SERVER ");
                Name(statement.Servername!);
                if (statement.HasVersion)
                {
                    output.Append(" VERSION ");
                    ConstantOrNull(statement.Version);
                }

                GenericOptions(statement.Options);
                return true;
            case ImportForeignSchemaStmt statement:
                ImportForeignSchema(statement);
                return true;
            default:
                return false;
        }
    }

    private void FdwOptions(IReadOnlyList<DefElem> options)
    {
        foreach (var option in options)
        {
            output.Append(option.Arg is null ? " NO " : " ").Append(option.Defname!.ToUpperInvariant());
            if (option.Arg is ListValue names)
            {
                output.Append(' ');
                QualifiedName(names.Items);
            }
        }
    }

    private void CreateServer(CreateForeignServerStmt statement)
    {
        output.Append("CREATE SERVER ").Append(IfNotExists(statement.IfNotExists));
        Name(statement.Servername!);
        if (statement.Servertype is { } type)
        {
            output.Append(" TYPE ");
            Constant(type);
        }

        if (statement.Version is { } version)
        {
            output.Append(" VERSION ");
            Constant(version);
        }

        output.Append(" FOREIGN DATA WRAPPER ");
        Name(statement.Fdwname!);
        GenericOptions(statement.Options);
    }

    private void ImportForeignSchema(ImportForeignSchemaStmt statement)
    {
        output.Append("IMPORT FOREIGN SCHEMA ");
        Name(statement.RemoteSchema!);
        if (statement.ListType != ImportForeignSchemaType.All)
        {
            output.Append(statement.ListType == ImportForeignSchemaType.Except ? " EXCEPT (" : " LIMIT TO (");
            List(statement.TableList);
            output.Append(')');
        }

        output.Append(" FROM SERVER ");
        Name(statement.ServerName!);
        output.Append(" INTO ");
        Name(statement.LocalSchema!);
        GenericOptions(statement.Options);
    }

    private bool Replication(Node node)
    {
        switch (node)
        {
            case CreatePublicationStmt statement:
                output.Append("CREATE PUBLICATION ");
                Name(statement.Pubname!);
                if (statement.ForAllTables || statement.Pubobjects.Count > 0)
                {
                    output.Append(statement.ForAllTables ? " FOR ALL TABLES" : " FOR ");
                    List(statement.Pubobjects);
                }

                WithDefinition(statement.Options);
                return true;
            case AlterPublicationStmt statement:
                AlterPublication(statement);
                return true;
            case PublicationObjSpec spec:
                Published(spec);
                return true;
            case PublicationTable table:
                PublishedTable(table);
                return true;
            case CreateSubscriptionStmt statement:
                output.Append("CREATE SUBSCRIPTION ");
                Name(statement.Subname!);
                output.Append(" CONNECTION ");
                Constant(statement.Conninfo!);
                output.Append(" PUBLICATION ");
                NameList(statement.Publication);
                WithDefinition(statement.Options);
                return true;
            case AlterSubscriptionStmt statement:
                AlterSubscription(statement);
                return true;
            default:
                return false;
        }
    }

    private void AlterPublication(AlterPublicationStmt statement)
    {
        output.Append("ALTER PUBLICATION ");
        Name(statement.Pubname!);
        if (statement.Pubobjects.Count == 0)
        {
            output.Append(" SET ");
            Definition(statement.Options);
            return;
        }

        output.Append(statement.Action switch
        {
            AlterPublicationAction.AddObjects => " ADD ",
            AlterPublicationAction.DropObjects => " DROP ",
            _ => " SET ",
        });
        List(statement.Pubobjects);
    }

    private void Published(PublicationObjSpec spec)
    {
        if (spec.Pubtable is { } table)
        {
            output.Append("TABLE ");
            PublishedTable(table);
        }
        else if (spec.Name is { } schema)
        {
            output.Append("TABLES IN SCHEMA ");
            Name(schema);
        }
        else
        {
            output.Append("TABLES IN SCHEMA CURRENT_SCHEMA");
        }
    }

    private void PublishedTable(PublicationTable table)
    {
        Node(table.Relation!);
        if (table.Columns.Count > 0)
        {
            output.Append(" (");
            NameList(table.Columns);
            output.Append(')');
        }

        if (table.WhereClause is { } condition)
        {
            output.Append(" WHERE (");
            Node(condition);
            output.Append(')');
        }
    }

    private void AlterSubscription(AlterSubscriptionStmt statement)
    {
        output.Append("ALTER SUBSCRIPTION ");
        Name(statement.Subname!);
        switch (statement.Kind)
        {
            case AlterSubscriptionType.Connection:
                output.Append(" CONNECTION ");
                Constant(statement.Conninfo!);
                break;
            case AlterSubscriptionType.Options or AlterSubscriptionType.Skip:
                output.Append(statement.Kind == AlterSubscriptionType.Skip ? " SKIP " : " SET ");
                Definition(statement.Options);
                break;
            case AlterSubscriptionType.Enabled:
                output.Append(statement.Options[0].Arg is BooleanValue { Boolval: true } ? " ENABLE" : " DISABLE");
                break;
            case AlterSubscriptionType.Refresh:
                output.Append(" REFRESH PUBLICATION");
                WithDefinition(statement.Options);
                break;
            default:
                output.Append(statement.Kind switch
                {
                    AlterSubscriptionType.AddPublication => " ADD PUBLICATION ",
                    AlterSubscriptionType.DropPublication => " DROP PUBLICATION ",
                    _ => " SET PUBLICATION ",
                });
                NameList(statement.Publication);
                WithDefinition(statement.Options);
                break;
        }
    }

    private bool Database(Node node)
    {
        switch (node)
        {
            case CreatedbStmt statement:
                output.Append("CREATE DATABASE ");
                Name(statement.Dbname!);
                DatabaseOptions(statement.Options);
                return true;
            case AlterDatabaseStmt statement:
                output.Append("ALTER DATABASE ");
                Name(statement.Dbname!);
                DatabaseOptions(statement.Options);
                return true;
            case AlterDatabaseRefreshCollStmt statement:
                output.Append("ALTER DATABASE ");
                Name(statement.Dbname!);
                output.Append(" REFRESH COLLATION VERSION");
                return true;
            case AlterDatabaseSetStmt statement:
                output.Append("ALTER DATABASE ");
                Name(statement.Dbname!);
                output.Append(' ');
                Node(statement.Setstmt!);
                return true;
            case AlterSystemStmt statement:
                output.Append("ALTER SYSTEM ");
                Node(statement.Setstmt!);
                return true;
            case CreateTableSpaceStmt or AlterTableSpaceOptionsStmt:
                TableSpace(node);
                return true;
            default:
                return false;
        }
    }

    private void DatabaseOptions(IReadOnlyList<DefElem> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            output.Append(i == 0 ? " WITH " : " ");
            NameNoKeyword(options[i].Defname!);
            output.Append(" = ");
            switch (options[i].Arg)
            {
                case null:
                    output.Append("DEFAULT");
                    break;
                case StringValue text:
                    Constant(text.Sval);
                    break;
                case { } number:
                    Number(number);
                    break;
            }
        }
    }

    private void TableSpace(Node node)
    {
        if (node is AlterTableSpaceOptionsStmt change)
        {
            output.Append("ALTER TABLESPACE ");
            Name(change.Tablespacename!);
            output.Append(change.IsReset ? " RESET " : " SET ");
            Definition(change.Options);
            return;
        }

        var statement = (CreateTableSpaceStmt)node;
        output.Append("CREATE TABLESPACE ");
        Name(statement.Tablespacename!);
        if (statement.Owner is { } owner)
        {
            output.Append(" OWNER ");
            Node(owner);
        }

        output.Append(" LOCATION ");
        Constant(statement.Location!);
        WithDefinition(statement.Options);
    }
}
