using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Maintenance and messages. <c>SqlPrinter.Settings.cs</c> prints settings and transactions.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Administration(Node node)
    {
        switch (node)
        {
            case LockStmt statement:
                Lock(statement);
                return true;
            case VacuumStmt statement:
                output.Append(statement.IsVacuumcmd ? "VACUUM" : "ANALYZE");
                UtilityOptions(statement.Options);
                output.Append(statement.Rels.Count == 0 ? "" : " ");
                List(statement.Rels);
                return true;
            case VacuumRelation relation:
                Node(relation.Relation!);
                if (relation.VaCols.Count > 0)
                {
                    output.Append(" (");
                    NameList(relation.VaCols);
                    output.Append(')');
                }

                return true;
            case ClusterStmt statement:
                Cluster(statement);
                return true;
            case ReindexStmt statement:
                Reindex(statement);
                return true;
            case CheckPointStmt statement:
                output.Append("CHECKPOINT");
                UtilityOptions(statement.Options);
                return true;
            default:
                return Setting(node) || Message(node);
        }
    }

    private bool Message(Node node)
    {
        switch (node)
        {
            case NotifyStmt statement:
                output.Append("NOTIFY ");
                Name(statement.Conditionname!);
                if (statement.Payload is { } payload)
                {
                    output.Append(", ");
                    Constant(payload);
                }

                return true;
            case ListenStmt statement:
                output.Append("LISTEN ");
                Name(statement.Conditionname!);
                return true;
            case UnlistenStmt { Conditionname: null }:
                output.Append("UNLISTEN *");
                return true;
            case UnlistenStmt statement:
                output.Append("UNLISTEN ");
                Name(statement.Conditionname!);
                return true;
            case LoadStmt statement:
                output.Append("LOAD ");
                Constant(statement.Filename!);
                return true;
            case DiscardStmt statement:
                output.Append("DISCARD ").Append(statement.Target.ToString().ToUpperInvariant());
                return true;
            default:
                return false;
        }
    }

    private void Lock(LockStmt statement)
    {
        output.Append("LOCK TABLE ");
        List(statement.Relations);
        output.Append(statement.Mode switch
        {
            1 => " IN ACCESS SHARE MODE",
            2 => " IN ROW SHARE MODE",
            3 => " IN ROW EXCLUSIVE MODE",
            4 => " IN SHARE UPDATE EXCLUSIVE MODE",
            5 => " IN SHARE MODE",
            6 => " IN SHARE ROW EXCLUSIVE MODE",
            7 => " IN EXCLUSIVE MODE",
            _ => "",
        });
        output.Append(statement.Nowait ? " NOWAIT" : "");
    }

    private void Cluster(ClusterStmt statement)
    {
        output.Append("CLUSTER");
        UtilityOptions(statement.Params);
        if (statement.Relation is { } relation)
        {
            output.Append(' ');
            Node(relation);
        }

        if (statement.Indexname is { } index)
        {
            output.Append(" USING ");
            Name(index);
        }
    }

    private void Reindex(ReindexStmt statement)
    {
        output.Append("REINDEX");
        UtilityOptions(statement.Params);
        output.Append(' ').Append(statement.Kind.ToString().ToUpperInvariant());
        if (statement.Relation is { } relation)
        {
            output.Append(' ');
            Node(relation);
        }
        else if (statement.Name is { } name)
        {
            output.Append(' ');
            Name(name);
        }
    }

    /// <summary>What <c>utility_option_list</c> reads, in parentheses; nothing without options.</summary>
    private void UtilityOptions(IReadOnlyList<DefElem> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            output.Append(i == 0 ? " (" : ", ");
            if (options[i].Defname == "analyze")
            {
                output.Append("ANALYZE");
            }
            else
            {
                OptionWord(options[i].Defname!, isColId: false);
            }

            switch (options[i].Arg)
            {
                case null:
                    break;
                case StringValue text:
                    output.Append(' ');
                    WordOrConstant(text.Sval);
                    break;
                case var number:
                    output.Append(' ');
                    Number(number);
                    break;
            }
        }

        output.Append(options.Count == 0 ? "" : ")");
    }
}
