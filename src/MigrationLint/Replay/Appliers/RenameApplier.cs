using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>RENAME TO of relations, RENAME COLUMN (<c>renameatt</c> and <c>RenameRelation</c> of <c>commands/tablecmds.c</c>).</summary>
internal static class RenameApplier
{
    private static readonly HashSet<string> SystemColumns = new(StringComparer.Ordinal) { "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid" };

    /// <summary>RENAME TO of a table, view, index or sequence.</summary>
    public static bool Rename(ReplayContext context, RenameRelation operation)
    {
        var newName = Naming.Cut(operation.NewName);
        if (context.Schema.FindIndex(operation.Table) is { } found)
        {
            if (operation.Kind is not (ObjectKind.Index or ObjectKind.Table))
            {
                throw NotA(context, operation);
            }

            IndexApplier.Rename(context, found.Owner, found.Index, newName);
            return true;
        }

        if (operation.Kind == ObjectKind.Index && context.Schema.FindRelation(operation.Table) is null)
        {
            return RenameMissingIndex(context, operation);
        }

        if (context.FindTarget(operation) is not { } relation)
        {
            return false;
        }

        RefuseKind(context, operation, relation);
        var name = relation.Name with { Name = newName };
        if (context.Schema.IsRelationNameTaken(name))
        {
            throw context.Refuse("42P07", $"relation \"{newName}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Table, operation.Table with { Name = newName }));
        }

        context.Put(relation with { Name = name });
        RowTypes.Rename(context, relation.RowType, name);
        return true;
    }

    /// <summary>RENAME COLUMN.</summary>
    public static bool Rename(ReplayContext context, RenameColumn operation)
    {
        if (context.Schema.FindIndex(operation.Table) is not null)
        {
            throw context.Refuse("42809", $"cannot rename columns of relation \"{operation.Table.Name}\"");
        }

        if (context.FindTarget(operation) is not { } relation)
        {
            return false;
        }

        if (relation is Sequence)
        {
            throw context.Refuse("42809", $"cannot rename columns of relation \"{relation.Name.Name}\"");
        }

        if (SystemColumns.Contains(operation.Column))
        {
            throw context.Refuse("0A000", $"cannot rename system column \"{operation.Column}\"");
        }

        if (relation is Table table && table.IsIncomplete)
        {
            context.RequireColumn(ref table, operation.Column);
            relation = table;
        }

        if (relation.FindColumn(operation.Column) is not { } column)
        {
            return relation.IsIncomplete ? true : throw context.Refuse("42703", $"column \"{operation.Column}\" does not exist", detail: RefusalDetail.MissingColumn(relation.Name, operation.Column));
        }

        var children = context.Schema.DescendantsOf(relation.Id);
        if (operation.IsOnly && children.Count > 0)
        {
            throw context.Refuse("42P16", $"inherited column \"{column.Name}\" must be renamed in child tables too");
        }

        if (column.InheritedCount > 0)
        {
            throw context.Refuse("42P16", $"cannot rename inherited column \"{column.Name}\"");
        }

        var newName = Naming.Cut(operation.NewName);
        foreach (var each in children.Prepend(relation))
        {
            RequireFree(context, each, newName);
            Renaming.Apply(context, each.Id, column.Name, newName);
            context.Put(MarkChanged(context.Schema.FindRelation(each.Id)!, newName, operation));
        }

        return true;
    }

    private static Relation MarkChanged(Relation relation, string column, Operation operation) =>
        relation with { Columns = relation.Columns.Changed(item => item.Name == column ? item with { ChangedBy = operation } : item) };

    private static void RequireFree(ReplayContext context, Relation relation, string column)
    {
        if (SystemColumns.Contains(column))
        {
            throw context.Refuse("42701", $"column name \"{column}\" conflicts with a system column name", detail: RefusalDetail.Exists(ObjectKind.Column, default, column));
        }

        if (relation.FindColumn(column) is not null)
        {
            throw context.Refuse("42701", $"column \"{column}\" of relation \"{relation.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Column, relation.Name, column));
        }
    }

    private static bool RenameMissingIndex(ReplayContext context, RenameRelation operation)
    {
        if (operation.IfTableExists)
        {
            return false;
        }

        if (!context.MayExist(operation.Table))
        {
            throw context.MissingRelation(operation.Table);
        }

        context.NoteAssumed(ObjectKind.Index, operation.Table, operation.Source);
        context.Schema = context.Schema.WithGone(operation.Table);
        return true;
    }

    private static void RefuseKind(ReplayContext context, RenameRelation operation, Relation relation)
    {
        var fits = operation.Kind switch
        {
            ObjectKind.View => relation is View { IsMaterialized: false },
            ObjectKind.MaterializedView => relation is View { IsMaterialized: true },
            ObjectKind.Sequence => relation is Sequence,
            ObjectKind.ForeignTable => relation is Table { ForeignServer: not null },
            _ => true,
        };
        if (!fits && relation is not Table { IsIncomplete: true, CreatedBy: null })
        {
            throw NotA(context, operation);
        }

        if (relation is CompositeRelation)
        {
            throw context.Refuse("42809", $"\"{relation.Name.Name}\" is a composite type");
        }
    }

    private static StatementRefusedException NotA(ReplayContext context, RenameRelation operation) =>
        context.Refuse("42809", $"\"{operation.Table.Name}\" is not a {Describe.Word(operation.Kind)}");
}
