using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>CREATE TABLE, DROP TABLE and what ALTER TABLE changes of the table itself (<c>commands/tablecmds.c</c>).</summary>
internal static class TableApplier
{
    /// <summary>CREATE TABLE.</summary>
    public static bool Create(ReplayContext context, CreateTable operation)
    {
        if (!RequireFree(context, operation.Table, operation.IfNotExists))
        {
            return false;
        }

        RefuseColumns(context, operation);
        var parents = FindParents(context, operation);
        var sequences = MakeSequences(context, operation);
        var table = Make(context, operation.Table, operation.Persistence) with
        {
            Parents = [.. parents.Select(parent => parent.Id)],
            PartitionBound = operation.PartitionBound,
            PartitionBy = operation.PartitionBy,
            ForeignServer = operation.ForeignServer,
            IsEmptiedOnCommit = operation.IsEmptiedOnCommit,
            OfType = operation.OfType is { } type ? context.Schema.FindType(type)?.Id ?? default : default,
            Columns = [.. operation.Columns.Select(column => ToColumn(context, column, sequences, parents))],
        };
        context.Schema = context.Schema.With(table);
        DropOnCommit(context, table.Id, operation.IsDroppedOnCommit);
        foreach (var (column, sequence) in sequences)
        {
            context.Schema = context.Schema.With(sequence with { OwnerTable = table.Id, OwnerColumn = column });
        }

        foreach (var parent in parents)
        {
            Inheritance.InheritChecks(context, table.Id, context.TableOf(parent.Id));
        }

        foreach (var constraint in operation.Constraints)
        {
            ConstraintApplier.Add(context, table.Id, constraint, isNewTable: true);
        }

        if (operation.PartitionOf is not null && parents.Count > 0)
        {
            Partitions.Clone(context, parents[0].Id, table.Id, isNew: true);
        }

        return true;
    }

    /// <summary>CREATE TABLE AS.</summary>
    public static bool CreateAs(ReplayContext context, CreateTableAs operation)
    {
        if (!RequireFree(context, operation.Table, operation.IfNotExists))
        {
            return false;
        }

        var columns = operation.Query.Columns ?? [];
        RefuseTwice(context, [.. columns.Select(column => column.Name)]);
        var table = Make(context, operation.Table, operation.Persistence);
        context.Schema = context.Schema.With(table with
        {
            Columns = [.. columns.Select(column => new Column(column.Name, column.Type) { CreatedBy = operation })],
            IsIncomplete = operation.Query.Columns is null,
            Rows = operation.WithNoData ? RowState.Empty : RowState.Unknown,
        });
        DropOnCommit(context, table.Id, operation.IsDroppedOnCommit);
        return true;
    }

    /// <summary>DROP TABLE.</summary>
    public static bool Drop(ReplayContext context, DropTable operation)
    {
        switch (context.Schema.FindRelation(operation.Table))
        {
            case Table table when table.ForeignServer is not null == operation.IsForeign || table.IsIncomplete:
                DropPlan.RefuseMember(context, table);
                RefusePendingDrop(context, table);
                DropPlan.Execute(context, [new ObjectAddress(table.Id)], operation.Cascade, ObjectApplier.FindTogether(context, operation.Together));
                return true;
            case null when context.Schema.FindIndex(operation.Table) is null:
                return ObjectApplier.DropMissing(context, operation.IsForeign ? ObjectKind.ForeignTable : ObjectKind.Table, operation.Table, operation.IfExists, "42P01");
            default:
                throw context.Refuse("42809", $"\"{operation.Table.Name}\" is not a {(operation.IsForeign ? "foreign table" : "table")}");
        }
    }

    /// <summary>SET LOGGED, SET UNLOGGED.</summary>
    public static bool SetPersistence(ReplayContext context, SetPersistence operation)
    {
        if (context.Schema.FindRelation(operation.Table) is Sequence sequence)
        {
            context.Put(sequence with { Persistence = operation.IsUnlogged ? Persistence.Unlogged : Persistence.Permanent });
            return true;
        }

        if (context.FindTable(operation, operation.IsUnlogged ? "SET UNLOGGED" : "SET LOGGED") is not { } table)
        {
            return false;
        }

        var persistence = operation.IsUnlogged ? Persistence.Unlogged : Persistence.Permanent;
        if (table.Persistence == Persistence.Temporary)
        {
            throw context.Refuse("42P16", $"cannot change logged status of table \"{table.Name.Name}\" because it is temporary");
        }

        foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>())
        {
            if (!operation.IsUnlogged && context.Schema.FindRelation(key.ReferencedTable) is { Persistence: Persistence.Unlogged } other && other.Id != table.Id)
            {
                throw context.Refuse("42P16", $"could not change table \"{table.Name.Name}\" to logged because it references unlogged table \"{other.Name.Name}\"");
            }
        }

        if (operation.IsUnlogged && context.Schema.KeysTo(table.Id).Select(pair => pair.Owner).FirstOrDefault(other => other.Id != table.Id && other.Persistence == Persistence.Permanent) is { } referencing)
        {
            throw context.Refuse("42P16", $"could not change table \"{table.Name.Name}\" to unlogged because it references logged table \"{referencing.Name.Name}\"");
        }

        context.Put(table with { Persistence = persistence });
        return true;
    }

    /// <summary>ENABLE ROW LEVEL SECURITY and its kin.</summary>
    public static bool SetRowSecurity(ReplayContext context, SetRowSecurity operation)
    {
        var action = operation.Change switch
        {
            RowSecurity.Enable => "ENABLE ROW SECURITY",
            RowSecurity.Disable => "DISABLE ROW SECURITY",
            RowSecurity.Force => "FORCE ROW SECURITY",
            _ => "NO FORCE ROW SECURITY",
        };
        if (context.FindTable(operation, action) is not { } table)
        {
            return false;
        }

        context.Put(operation.Change switch
        {
            RowSecurity.Enable => table with { HasRowSecurity = true },
            RowSecurity.Disable => table with { HasRowSecurity = false },
            RowSecurity.Force => table with { ForcesRowSecurity = true },
            _ => table with { ForcesRowSecurity = false },
        });
        return true;
    }

    /// <summary>SET (…), SET TABLESPACE, ENABLE TRIGGER and what else the schema does not keep.</summary>
    public static bool SetProperty(ReplayContext context, SetTableProperty operation)
    {
        if (operation.IfTableExists && !context.Schema.IsRelationNameTaken(operation.Table))
        {
            return false;
        }

        if (context.Schema.FindIndex(operation.Table) is not null)
        {
            return true;
        }

        var relation = context.FindTarget(operation);
        if (relation is not Table { IsIncomplete: false } table || operation.Argument is not { } argument)
        {
            return relation is not null;
        }

        if (operation.Command is "EnableTrig" or "DisableTrig" or "EnableAlwaysTrig" or "EnableReplicaTrig" && table.Triggers.All(trigger => trigger.Name != argument))
        {
            throw context.Refuse("42704", $"trigger \"{argument}\" for table \"{table.Name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Trigger, table.Name, argument));
        }

        if (operation.Command is "EnableRule" or "DisableRule" or "EnableAlwaysRule" or "EnableReplicaRule" && table.Rules.All(rule => rule.Name != argument))
        {
            throw context.Refuse("42704", $"rule \"{argument}\" for relation \"{table.Name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Rule, table.Name, argument));
        }

        if (operation.Command is "ClusterOn" && table.Indexes.All(index => index.Name != argument))
        {
            throw context.Refuse("42704", $"index \"{argument}\" for table \"{table.Name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Index, table.Name with { Name = argument }));
        }

        return true;
    }

    /// <summary>False where the relation is there and IF NOT EXISTS says that this is fine; a table that was only assumed gives way.</summary>
    private static bool RequireFree(ReplayContext context, QualifiedName name, bool ifNotExists)
    {
        context.RequireSchema(name.Schema);
        if (!context.Schema.IsRelationNameTaken(name))
        {
            return true;
        }

        if (context.Schema.FindRelation(name) is Table { IsIncomplete: true, CreatedBy: null } && !context.Options.IsExternal(name))
        {
            return true;
        }

        return ifNotExists ? false : throw context.Refuse("42P07", $"relation \"{name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Table, name));
    }

    private static void DropOnCommit(ReplayContext context, ObjectId table, bool isDropped)
    {
        if (isDropped)
        {
            context.State = context.State with { DroppedOnCommit = context.State.DroppedOnCommit.Plus(table) };
        }
    }

    private static Table Make(ReplayContext context, QualifiedName name, Persistence persistence)
    {
        // One that was assumed keeps its identity: what already points to it stays.
        var id = context.Schema.FindRelation(name)?.Id ?? context.NewId();
        return new Table(id, name)
        {
            RowType = RowTypes.MakeFor(context, name, id), Persistence = persistence, Rows = RowState.Empty, CreatedBy = context.Operation,
        };
    }

    private static void RefuseColumns(ReplayContext context, CreateTable operation)
    {
        RefuseTwice(context, [.. operation.Columns.Select(column => column.Name)]);
        if (operation.Columns.Count > Relation.MaximumColumns)
        {
            throw ColumnApplier.TooMany(context);
        }

        foreach (var column in operation.Columns)
        {
            ColumnApplier.RefuseDefinition(context, column);
        }

        if (operation.Constraints.OfType<KeyDefinition>().Where(key => key.IsPrimary).Skip(1).FirstOrDefault() is { } second)
        {
            throw ReplayContext.Refuse("42P16", $"multiple primary keys for table \"{operation.Table.Name}\" are not allowed", second.Source);
        }
    }

    private static void RefuseTwice(ReplayContext context, IReadOnlyList<string> columns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!seen.Add(column))
            {
                throw context.Refuse("42701", $"column \"{column}\" specified more than once", detail: RefusalDetail.Twice(column));
            }
        }
    }

    private static List<Table> FindParents(ReplayContext context, CreateTable operation)
    {
        var parents = new List<Table>();
        foreach (var name in operation.PartitionOf is { } whole ? [whole] : operation.Inherits)
        {
            if (context.FindOrAssume(name, operation.Source) is not Table parent)
            {
                throw context.Schema.FindRelation(name) is null
                    ? context.MissingRelation(name)
                    : context.Refuse("42809", $"inherited relation \"{name.Name}\" is not a table or foreign table");
            }

            Partitions.RefuseParent(context, parent, operation.PartitionOf is not null, operation.Persistence);
            if (parents.Exists(other => other.Id == parent.Id))
            {
                throw context.Refuse("42P07", $"relation \"{name.Name}\" would be inherited from more than once");
            }

            parents.Add(parent);
        }

        if (operation.PartitionOf is not null)
        {
            Partitions.RefuseBound(context, parents[0], operation.Table.Name, operation.PartitionBound);
        }

        return parents;
    }

    /// <summary>The sequences of serial and identity columns, which come before the table.</summary>
    private static List<(string Column, Sequence Sequence)> MakeSequences(ReplayContext context, CreateTable operation)
    {
        var sequences = new List<(string Column, Sequence Sequence)>();
        foreach (var column in operation.Columns.Where(column => column.IsSerial || (column.Identity != IdentityKind.None && column.IsLocal)))
        {
            sequences.Add((column.Name, ColumnApplier.MakeSequence(context, operation.Table, column, operation.Persistence)));
        }

        return sequences;
    }

    private static Column ToColumn(ReplayContext context, ColumnDefinition definition, List<(string Column, Sequence Sequence)> sequences, List<Table> parents)
    {
        var sequence = sequences.Find(pair => pair.Column == definition.Name).Sequence;
        var column = ColumnApplier.ToColumn(context, definition, sequence);
        var inherited = parents.Count(parent => parent.FindColumn(definition.Name) is not null);
        return column with { InheritedCount = inherited, IsLocal = inherited == 0 || definition.IsLocal };
    }

    private static void RefusePendingDrop(ReplayContext context, Table table)
    {
        if (context.State.PendingTriggers.Contains(table.Id))
        {
            throw context.Refuse("55006", $"cannot DROP TABLE \"{table.Name.Name}\" because it has pending trigger events");
        }
    }
}
