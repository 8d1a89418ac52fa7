using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>ADD, DROP and ALTER ATTRIBUTE of composite types, which PostgreSQL does as it does those of columns (<c>commands/tablecmds.c</c>).</summary>
internal static class AttributeApplier
{
    /// <summary>ADD ATTRIBUTE.</summary>
    public static bool Add(ReplayContext context, CompositeRelation composite, ColumnDefinition definition)
    {
        if (composite.FindColumn(definition.Name) is not null)
        {
            throw context.Refuse("42701", $"column \"{definition.Name}\" of relation \"{composite.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Column, composite.Name, definition.Name));
        }

        ColumnApplier.RefuseMore(context, composite);
        context.Put(composite with { Columns = composite.Columns.Plus(new Column(definition.Name, definition.Type) { CreatedBy = context.Operation }) });
        return true;
    }

    /// <summary>DROP ATTRIBUTE.</summary>
    public static bool Drop(ReplayContext context, CompositeRelation composite, DropColumn operation)
    {
        if (composite.FindColumn(operation.Column) is null)
        {
            return operation.IfExists
                ? false
                : throw context.Refuse("42703", $"column \"{operation.Column}\" of relation \"{composite.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(composite.Name, operation.Column));
        }

        DropPlan.Execute(context, [new ObjectAddress(composite.Id, ObjectPart.Column, default, operation.Column)], operation.Cascade);
        return true;
    }

    /// <summary>ALTER ATTRIBUTE … TYPE.</summary>
    public static bool Alter(ReplayContext context, CompositeRelation composite, AlterColumnType operation)
    {
        if (composite.FindColumn(operation.Column) is null)
        {
            throw context.Refuse("42703", $"column \"{operation.Column}\" of relation \"{composite.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(composite.Name, operation.Column));
        }

        ColumnApplier.RefuseRowTypeUse(context, composite);
        context.Put(composite with { Columns = composite.Columns.Changed(column => column.Name == operation.Column ? column with { Type = operation.Type } : column) });
        return true;
    }
}
