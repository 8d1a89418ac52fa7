using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>The objects of the long tail, and DROP, COMMENT, SECURITY LABEL and ALTER EXTENSION of all objects.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Object(Node node) =>
        NamedObject(node) || AlterNamedObject(node) || DropOne(node) || Definition(node) || CreatedObject(node)
        || OperatorClass(node) || TextSearch(node) || Foreign(node) || Replication(node) || Database(node);

    /// <summary>The statements that take any kind of object.</summary>
    private bool NamedObject(Node node)
    {
        switch (node)
        {
            case DropStmt statement:
                Drop(statement);
                return true;
            case CommentStmt statement:
                output.Append("COMMENT ON ");
                KindAndName(statement.Objtype, statement.Object!);
                output.Append(" IS ");
                ConstantOrNull(statement.Comment);
                return true;
            case SecLabelStmt statement:
                output.Append("SECURITY LABEL ");
                if (statement.Provider is { } provider)
                {
                    output.Append("FOR ");
                    Constant(provider);
                    output.Append(' ');
                }

                output.Append("ON ");
                KindAndName(statement.Objtype, statement.Object!);
                output.Append(" IS ");
                ConstantOrNull(statement.Label);
                return true;
            case AlterExtensionContentsStmt statement:
                output.Append("ALTER EXTENSION ");
                Name(statement.Extname!);
                output.Append(statement.Action > 0 ? " ADD " : " DROP ");
                KindAndName(statement.Objtype, statement.Object!);
                return true;
            default:
                return false;
        }
    }

    private void Drop(DropStmt statement)
    {
        output.Append("DROP ").Append(KindWords(statement.RemoveType)).Append(statement.Concurrent ? " CONCURRENTLY" : "").Append(IfExists(statement.MissingOk));
        for (var i = 0; i < statement.Objects.Count; i++)
        {
            output.Append(i == 0 ? " " : ", ");
            ObjectName(statement.RemoveType, statement.Objects[i]);
        }

        Behavior(statement.Behavior);
    }

    /// <summary>RENAME TO, OWNER TO, SET SCHEMA of what has neither columns nor parameters.</summary>
    private bool AlterNamedObject(Node node)
    {
        switch (node)
        {
            case RenameStmt { RenameType: ObjectType.Database or ObjectType.Schema or ObjectType.Tablespace } statement:
                output.Append("ALTER ").Append(KindWords(statement.RenameType)).Append(' ');
                Name(statement.Subname!);
                output.Append(" RENAME TO ");
                Name(statement.Newname!);
                return true;
            case RenameStmt { Object: { } name, Subname: null } statement:
                output.Append("ALTER ");
                KindAndName(statement.RenameType, name);
                output.Append(" RENAME TO ");
                Name(statement.Newname!);
                return true;
            case AlterOwnerStmt { Object: { } name } statement:
                output.Append("ALTER ");
                KindAndName(statement.ObjectType, name);
                output.Append(" OWNER TO ");
                Node(statement.Newowner!);
                return true;
            case AlterObjectSchemaStmt { Object: { } name } statement:
                output.Append("ALTER ");
                KindAndName(statement.ObjectType, name);
                output.Append(" SET SCHEMA ");
                Name(statement.Newschema!);
                return true;
            default:
                return false;
        }
    }

    private bool DropOne(Node node)
    {
        switch (node)
        {
            case DropdbStmt statement:
                output.Append("DROP DATABASE").Append(IfExists(statement.MissingOk)).Append(' ');
                Name(statement.Dbname!);
                for (var i = 0; i < statement.Options.Count; i++)
                {
                    output.Append(i == 0 ? " (FORCE" : ", FORCE");
                }

                output.Append(statement.Options.Count > 0 ? ")" : "");
                return true;
            case DropTableSpaceStmt statement:
                output.Append("DROP TABLESPACE").Append(IfExists(statement.MissingOk)).Append(' ');
                Name(statement.Tablespacename!);
                return true;
            case DropSubscriptionStmt statement:
                output.Append("DROP SUBSCRIPTION").Append(IfExists(statement.MissingOk)).Append(' ');
                Name(statement.Subname!);
                Behavior(statement.Behavior);
                return true;
            case DropOwnedStmt statement:
                output.Append("DROP OWNED BY ");
                List(statement.Roles);
                Behavior(statement.Behavior);
                return true;
            case DropRoleStmt statement:
                output.Append("DROP ROLE").Append(IfExists(statement.MissingOk)).Append(' ');
                List(statement.Roles);
                return true;
            case DropUserMappingStmt statement:
                output.Append("DROP USER MAPPING").Append(IfExists(statement.MissingOk)).Append(" FOR ");
                Node(statement.User!);
                output.Append(" SERVER ");
                Name(statement.Servername!);
                return true;
            default:
                return false;
        }
    }

    private static string IfExists(bool missingOk) => missingOk ? " IF EXISTS" : "";

    private static string IfNotExists(bool ifNotExists) => ifNotExists ? "IF NOT EXISTS " : "";

    /// <summary>CASCADE with a blank before it; RESTRICT is what stands without.</summary>
    private void Behavior(DropBehavior behavior) => output.Append(behavior == DropBehavior.Cascade ? " CASCADE" : "");

    private void ConstantOrNull(string? text)
    {
        if (text is null)
        {
            output.Append("NULL");
        }
        else
        {
            Constant(text);
        }
    }

    private void KindAndName(ObjectType kind, Node name)
    {
        output.Append(KindWords(kind)).Append(' ');
        ObjectName(kind, name);
    }

    /// <summary>A name in the form that PostgreSQL keeps for the kind.</summary>
    private void ObjectName(ObjectType kind, Node name)
    {
        switch (name)
        {
            case ObjectWithArgs signature:
                Signature(signature, kind);
                break;
            case StringValue text:
                Name(text.Sval);
                break;
            case IntegerValue or FloatValue:
                Number(name);
                break;
            case ListValue list:
                NameParts(kind, list.Items);
                break;
            default:
                Node(name);
                break;
        }
    }

    private void NameParts(ObjectType kind, IReadOnlyList<Node> parts)
    {
        switch (kind)
        {
            case ObjectType.Cast:
                output.Append('(');
                Node(parts[0]);
                output.Append(" AS ");
                Node(parts[1]);
                output.Append(')');
                break;
            case ObjectType.Transform:
                output.Append("FOR ");
                Node(parts[0]);
                output.Append(" LANGUAGE ");
                Name(((StringValue)parts[1]).Sval);
                break;
            case ObjectType.Opclass or ObjectType.Opfamily:
                QualifiedName([.. parts.Skip(1)]);
                output.Append(" USING ");
                Name(((StringValue)parts[0]).Sval);
                break;
            case ObjectType.Policy or ObjectType.Rule or ObjectType.Trigger or ObjectType.Tabconstraint:
                Name(((StringValue)parts[parts.Count - 1]).Sval);
                output.Append(" ON ");
                QualifiedName([.. parts.Take(parts.Count - 1)]);
                break;
            case ObjectType.Domconstraint:
                Name(((StringValue)parts[1]).Sval);
                output.Append(" ON DOMAIN ");
                QualifiedName(((TypeName)parts[0]).Names);
                break;
            default:
                QualifiedName(parts);
                break;
        }
    }

    private static string KindWords(ObjectType kind) => kind switch
    {
        ObjectType.AccessMethod => "ACCESS METHOD",
        ObjectType.Tabconstraint or ObjectType.Domconstraint => "CONSTRAINT",
        ObjectType.EventTrigger => "EVENT TRIGGER",
        ObjectType.Fdw => "FOREIGN DATA WRAPPER",
        ObjectType.ForeignServer => "SERVER",
        ObjectType.ForeignTable => "FOREIGN TABLE",
        ObjectType.Largeobject => "LARGE OBJECT",
        ObjectType.Matview => "MATERIALIZED VIEW",
        ObjectType.Opclass => "OPERATOR CLASS",
        ObjectType.Opfamily => "OPERATOR FAMILY",
        ObjectType.StatisticExt => "STATISTICS",
        ObjectType.Tsconfiguration => "TEXT SEARCH CONFIGURATION",
        ObjectType.Tsdictionary => "TEXT SEARCH DICTIONARY",
        ObjectType.Tsparser => "TEXT SEARCH PARSER",
        ObjectType.Tstemplate => "TEXT SEARCH TEMPLATE",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
