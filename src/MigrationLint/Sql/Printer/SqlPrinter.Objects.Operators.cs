using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Operator classes and families, text search.</summary>
internal sealed partial class SqlPrinter
{
    private bool OperatorClass(Node node)
    {
        switch (node)
        {
            case CreateOpClassStmt statement:
                CreateOperatorClass(statement);
                return true;
            case CreateOpFamilyStmt statement:
                output.Append("CREATE OPERATOR FAMILY ");
                QualifiedName(statement.Opfamilyname);
                output.Append(" USING ");
                Name(statement.Amname!);
                return true;
            case AlterOpFamilyStmt statement:
                output.Append("ALTER OPERATOR FAMILY ");
                QualifiedName(statement.Opfamilyname);
                output.Append(" USING ");
                Name(statement.Amname!);
                output.Append(statement.IsDrop ? " DROP " : " ADD ");
                List(statement.Items);
                return true;
            case CreateOpClassItem item:
                OperatorClassItem(item);
                return true;
            default:
                return false;
        }
    }

    private void CreateOperatorClass(CreateOpClassStmt statement)
    {
        output.Append("CREATE OPERATOR CLASS ");
        QualifiedName(statement.Opclassname);
        output.Append(statement.IsDefault ? " DEFAULT FOR TYPE " : " FOR TYPE ");
        Node(statement.Datatype!);
        output.Append(" USING ");
        Name(statement.Amname!);
        if (statement.Opfamilyname.Count > 0)
        {
            output.Append(" FAMILY ");
            QualifiedName(statement.Opfamilyname);
        }

        output.Append(" AS ");
        List(statement.Items);
    }

    private void OperatorClassItem(CreateOpClassItem item)
    {
        if (item.Itemtype == CreateOpClassItem.StorageTypeItem)
        {
            output.Append("STORAGE ");
            Node(item.Storedtype!);
            return;
        }

        output.Append(item.Itemtype == CreateOpClassItem.OperatorItem ? "OPERATOR " : "FUNCTION ").Append(item.Number);
        if (item.ClassArgs.Count > 0)
        {
            output.Append(" (");
            List(item.ClassArgs);
            output.Append(')');
        }

        if (item.Name is { } name)
        {
            output.Append(' ');
            if (item.Itemtype == CreateOpClassItem.OperatorItem && name.Objargs.Count == 0)
            {
                OperatorName(name.Objname);
            }
            else
            {
                Signature(name, item.Itemtype == CreateOpClassItem.OperatorItem ? ObjectType.Operator : ObjectType.Function);
            }
        }

        if (item.OrderFamily.Count > 0)
        {
            output.Append(" FOR ORDER BY ");
            QualifiedName(item.OrderFamily);
        }
    }

    private bool TextSearch(Node node)
    {
        switch (node)
        {
            case AlterTSDictionaryStmt statement:
                output.Append("ALTER TEXT SEARCH DICTIONARY ");
                QualifiedName(statement.Dictname);
                output.Append(' ');
                Definition(statement.Options);
                return true;
            case AlterTSConfigurationStmt statement:
                output.Append("ALTER TEXT SEARCH CONFIGURATION ");
                QualifiedName(statement.Cfgname);
                Mapping(statement);
                return true;
            default:
                return false;
        }
    }

    private void Mapping(AlterTSConfigurationStmt statement)
    {
        output.Append(statement.Kind switch
        {
            AlterTSConfigType.AddMapping => " ADD MAPPING",
            AlterTSConfigType.DropMapping => " DROP MAPPING",
            _ => " ALTER MAPPING",
        }).Append(IfExists(statement.MissingOk));
        if (statement.Tokentype.Count > 0)
        {
            output.Append(" FOR ");
            NameList(statement.Tokentype);
        }

        if (statement.Replace)
        {
            output.Append(" REPLACE ");
            QualifiedName(((ListValue)statement.Dicts[0]).Items);
            output.Append(" WITH ");
            QualifiedName(((ListValue)statement.Dicts[1]).Items);
            return;
        }

        for (var i = 0; i < statement.Dicts.Count; i++)
        {
            output.Append(i == 0 ? " WITH " : ", ");
            QualifiedName(((ListValue)statement.Dicts[i]).Items);
        }
    }
}
