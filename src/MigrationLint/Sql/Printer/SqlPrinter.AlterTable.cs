using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>ALTER of relations and composite types by actions.</summary>
internal sealed partial class SqlPrinter
{
    private void AlterTable(AlterTableStmt statement)
    {
        output.Append("ALTER ").Append(KindWords(statement.Objtype)).Append(IfExists(statement.MissingOk)).Append(' ');
        if (statement.Objtype == ObjectType.Type)
        {
            RelationName(statement.Relation!);
        }
        else
        {
            OnlyTable(statement.Relation!);
        }

        output.Append(' ');
        Separated(statement.Cmds, ", ", command =>
        {
            if (command is AlterTableCmd known)
            {
                AlterTableAction(known, statement.Objtype == ObjectType.Type ? "ATTRIBUTE " : "COLUMN ");
            }
            else
            {
                Node(command);
            }
        });
    }

    private void MoveAll(AlterTableMoveAllStmt move)
    {
        output.Append("ALTER ").Append(KindWords(move.Objtype)).Append(" ALL IN");
        Clause(" TABLESPACE ", move.OrigTablespacename);
        if (move.Roles.Count > 0)
        {
            output.Append(" OWNED BY ");
            List(move.Roles);
        }

        Clause(" SET TABLESPACE ", move.NewTablespacename);
        output.Append(move.Nowait ? " NOWAIT" : "");
    }

    private void AlterTableAction(AlterTableCmd command, string part)
    {
        if (ColumnAction(command, part) || PartitionAction(command))
        {
            Behavior(command.Behavior);
            return;
        }

        switch (command.Subtype)
        {
            case AlterTableType.AddConstraint:
                Clause("ADD ", command.Def);
                break;
            case AlterTableType.AlterConstraint:
                AlterConstraint((ATAlterConstraint)command.Def!);
                break;
            case AlterTableType.ValidateConstraint:
                Clause("VALIDATE CONSTRAINT ", command.Name);
                break;
            case AlterTableType.DropConstraint:
                Clause(command.MissingOk ? "DROP CONSTRAINT IF EXISTS " : "DROP CONSTRAINT ", command.Name);
                break;
            case AlterTableType.AddInherit or AlterTableType.DropInherit:
                output.Append(command.Subtype == AlterTableType.AddInherit ? "INHERIT " : "NO INHERIT ");
                RelationName((RangeVar)command.Def!);
                break;
            case AlterTableType.AddOf:
                QualifiedClause("OF ", ((TypeName)command.Def!).Names);
                break;
            case AlterTableType.ChangeOwner:
                Clause("OWNER TO ", command.Newowner);
                break;
            case AlterTableType.ReplicaIdentity:
                ReplicaIdentity((ReplicaIdentityStmt)command.Def!);
                break;
            case AlterTableType.SetRelOptions or AlterTableType.ResetRelOptions:
                output.Append(command.Subtype == AlterTableType.SetRelOptions ? "SET " : "RESET ");
                Definition(DefElems(command.Def));
                break;
            case AlterTableType.GenericOptions:
                TrailingOptions(command);
                break;
            case AlterTableType.SetAccessMethod when command.Name is null:
                output.Append("SET ACCESS METHOD DEFAULT");
                break;
            default:
                output.Append(ActionWords(command.Subtype));
                Clause(" ", command.Name);
                break;
        }

        Behavior(command.Behavior);
    }

    private static string ActionWords(AlterTableType type) => type switch
    {
        AlterTableType.ClusterOn => "CLUSTER ON",
        AlterTableType.DropCluster => "SET WITHOUT CLUSTER",
        AlterTableType.SetLogged => "SET LOGGED",
        AlterTableType.SetUnLogged => "SET UNLOGGED",
        AlterTableType.DropOids => "SET WITHOUT OIDS",
        AlterTableType.AddOids => "SET WITH OIDS",
        AlterTableType.SetAccessMethod => "SET ACCESS METHOD",
        AlterTableType.SetTableSpace => "SET TABLESPACE",
        AlterTableType.EnableTrig => "ENABLE TRIGGER",
        AlterTableType.EnableAlwaysTrig => "ENABLE ALWAYS TRIGGER",
        AlterTableType.EnableReplicaTrig => "ENABLE REPLICA TRIGGER",
        AlterTableType.DisableTrig => "DISABLE TRIGGER",
        AlterTableType.EnableTrigAll => "ENABLE TRIGGER ALL",
        AlterTableType.DisableTrigAll => "DISABLE TRIGGER ALL",
        AlterTableType.EnableTrigUser => "ENABLE TRIGGER USER",
        AlterTableType.DisableTrigUser => "DISABLE TRIGGER USER",
        AlterTableType.EnableRule => "ENABLE RULE",
        AlterTableType.EnableAlwaysRule => "ENABLE ALWAYS RULE",
        AlterTableType.EnableReplicaRule => "ENABLE REPLICA RULE",
        AlterTableType.DisableRule => "DISABLE RULE",
        AlterTableType.DropOf => "NOT OF",
        AlterTableType.EnableRowSecurity => "ENABLE ROW LEVEL SECURITY",
        AlterTableType.DisableRowSecurity => "DISABLE ROW LEVEL SECURITY",
        AlterTableType.ForceRowSecurity => "FORCE ROW LEVEL SECURITY",
        AlterTableType.NoForceRowSecurity => "NO FORCE ROW LEVEL SECURITY",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>An action on one column.</summary>
    /// <returns>False for every other action.</returns>
    private bool ColumnAction(AlterTableCmd command, string part)
    {
        switch (command.Subtype)
        {
            case AlterTableType.AddColumn:
                output.Append("ADD ").Append(part).Append(command.MissingOk ? "IF NOT EXISTS " : "");
                Node(command.Def!);
                return true;
            case AlterTableType.DropColumn:
                output.Append("DROP ").Append(part).Append(command.MissingOk ? "IF EXISTS " : "");
                Name(command.Name!);
                return true;
            case AlterTableType.ColumnDefault or AlterTableType.DropNotNull or AlterTableType.SetNotNull or AlterTableType.SetExpression
                or AlterTableType.DropExpression or AlterTableType.SetStatistics or AlterTableType.SetOptions or AlterTableType.ResetOptions
                or AlterTableType.SetStorage or AlterTableType.SetCompression or AlterTableType.AlterColumnType
                or AlterTableType.AlterColumnGenericOptions or AlterTableType.AddIdentity or AlterTableType.SetIdentity or AlterTableType.DropIdentity:
                output.Append("ALTER ").Append(part);
                if (command.Name is { } name)
                {
                    Name(name);
                }
                else
                {
                    output.Append(command.Num);
                }

                output.Append(' ');
                AlterColumn(command);
                return true;
            default:
                return false;
        }
    }

    private void AlterColumn(AlterTableCmd command)
    {
        switch (command.Subtype)
        {
            case AlterTableType.ColumnDefault:
                Clause(command.Def is null ? "DROP DEFAULT" : "SET DEFAULT ", command.Def);
                output.Append(command.Def is null ? "DROP DEFAULT" : "");
                break;
            case AlterTableType.DropNotNull or AlterTableType.SetNotNull:
                output.Append(command.Subtype == AlterTableType.SetNotNull ? "SET NOT NULL" : "DROP NOT NULL");
                break;
            case AlterTableType.SetExpression:
                output.Append("SET EXPRESSION AS ");
                Parenthesized(command.Def!);
                break;
            case AlterTableType.DropExpression or AlterTableType.DropIdentity:
                output.Append(command.Subtype == AlterTableType.DropExpression ? "DROP EXPRESSION" : "DROP IDENTITY").Append(command.MissingOk ? " IF EXISTS" : "");
                break;
            case AlterTableType.SetStatistics:
                output.Append("SET STATISTICS ");
                NodeOrDefault(command.Def);
                break;
            case AlterTableType.SetOptions or AlterTableType.ResetOptions:
                output.Append(command.Subtype == AlterTableType.SetOptions ? "SET " : "RESET ");
                Definition(DefElems(command.Def));
                break;
            case AlterTableType.SetStorage or AlterTableType.SetCompression:
                Clause(command.Subtype == AlterTableType.SetStorage ? "SET STORAGE " : "SET COMPRESSION ", ((StringValue)command.Def!).Sval);
                break;
            case AlterTableType.AlterColumnType:
                var column = (ColumnDef)command.Def!;
                Clause("TYPE ", column.TypeName);
                Collation(column.CollClause);
                Clause(" USING ", column.RawDefault);
                break;
            case AlterTableType.AlterColumnGenericOptions:
                TrailingOptions(command);
                break;
            case AlterTableType.AddIdentity:
                Clause("ADD ", command.Def);
                break;
            default:
                Separated(DefElems(command.Def), " ", IdentityOption);
                break;
        }
    }

    private static IReadOnlyList<DefElem> DefElems(Node? list) => [.. ((ListValue)list!).Items.Cast<DefElem>()];

    // GenericOptions brings its own blank.
    private void TrailingOptions(AlterTableCmd command)
    {
        output.Length--;
        GenericOptions(DefElems(command.Def));
    }

    private bool PartitionAction(AlterTableCmd command)
    {
        if (command.Def is not PartitionCmd partition)
        {
            return false;
        }

        switch (command.Subtype)
        {
            case AlterTableType.AttachPartition:
                output.Append("ATTACH PARTITION ");
                Partition(partition, "");
                break;
            case AlterTableType.MergePartitions:
                output.Append("MERGE PARTITIONS (");
                Separated(partition.Partlist, ", ", merged => Partition(merged, ""));
                output.Append(") INTO ");
                RelationName(partition.Name!);
                break;
            case AlterTableType.SplitPartition:
                output.Append("SPLIT PARTITION ");
                RelationName(partition.Name!);
                output.Append(" INTO (");
                Separated(partition.Partlist, ", ", made => Partition(made, "PARTITION "));
                output.Append(')');
                break;
            default:
                output.Append("DETACH PARTITION ");
                RelationName(partition.Name!);
                output.Append(partition.Concurrent ? " CONCURRENTLY" : "").Append(command.Subtype == AlterTableType.DetachPartitionFinalize ? " FINALIZE" : "");
                break;
        }

        return true;
    }

    private void Partition(PartitionCmd partition, string word)
    {
        output.Append(word);
        RelationName(partition.Name!);
        if (partition.Bound is { } bound)
        {
            output.Append(' ');
            PartitionBound(bound);
        }
    }

    private void AlterConstraint(ATAlterConstraint constraint)
    {
        Clause("ALTER CONSTRAINT ", constraint.Conname);
        if (constraint.AlterEnforceability)
        {
            output.Append(constraint.IsEnforced ? " ENFORCED" : " NOT ENFORCED");
        }

        if (constraint.AlterDeferrability)
        {
            output.Append(constraint.Deferrable ? " DEFERRABLE" : " NOT DEFERRABLE").Append(constraint.Initdeferred ? " INITIALLY DEFERRED" : "");
        }

        if (constraint.AlterInheritability)
        {
            output.Append(constraint.Noinherit ? " NO INHERIT" : " INHERIT");
        }
    }

    private void ReplicaIdentity(ReplicaIdentityStmt identity)
    {
        output.Append("REPLICA IDENTITY ").Append(identity.IdentityType switch
        {
            "n" => "NOTHING",
            "f" => "FULL",
            "d" => "DEFAULT",
            _ => "USING INDEX ",
        });
        Clause("", identity.Name);
    }
}
