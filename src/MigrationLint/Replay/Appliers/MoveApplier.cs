using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>SET SCHEMA (<c>AlterTableNamespace</c> of <c>commands/tablecmds.c</c>).</summary>
internal static class MoveApplier
{
    /// <summary>Moves a relation, and what belongs to it.</summary>
    public static bool MoveRelation(ReplayContext context, SetSchema operation)
    {
        if (operation.IfExists && !context.Schema.IsRelationNameTaken(operation.Name))
        {
            return false;
        }

        if (context.FindOrAssume(operation.Name, operation.Source) is not { } relation)
        {
            throw context.MissingRelation(operation.Name);
        }

        if (relation is Sequence { OwnerTable.IsNone: false })
        {
            throw context.Refuse("0A000", "cannot move an owned sequence into another schema");
        }

        context.RequireSchema(operation.NewSchema);
        if (relation.Name.Schema == operation.NewSchema)
        {
            return true;
        }

        foreach (var sequence in context.Schema.ObjectsThatName(relation.Id).OfType<Sequence>().Where(sequence => sequence.OwnerTable == relation.Id).Prepend<Relation>(relation).ToList())
        {
            Move(context, sequence, operation.NewSchema);
        }

        return true;
    }

    /// <summary>Moves a type.</summary>
    public static bool MoveType(ReplayContext context, SetSchema operation)
    {
        if (TypeApplier.Find(context, operation.Name, operation.IfExists) is not { } type)
        {
            return false;
        }

        context.RequireSchema(operation.NewSchema);
        if (type.Name.Schema == operation.NewSchema)
        {
            return true;
        }

        if (context.Schema.FindRelation(type.Relation) is CompositeRelation composite)
        {
            Move(context, composite, operation.NewSchema);
            return true;
        }

        MoveTypeOnly(context, type.Id, operation.NewSchema);
        return true;
    }

    private static void Move(ReplayContext context, Relation relation, string schema)
    {
        var name = relation.Name with { Schema = schema };
        if (context.Schema.IsRelationNameTaken(name))
        {
            throw context.Refuse("42P07", $"relation \"{name.Name}\" already exists in schema \"{schema}\"", detail: RefusalDetail.Exists(ObjectKind.Table, name with { Schema = schema }));
        }

        context.Put(relation with { Name = name });
        MoveTypeOnly(context, relation.RowType, schema);
    }

    private static void MoveTypeOnly(ReplayContext context, ObjectId type, string schema)
    {
        if (context.Schema.FindType(type) is not { } found)
        {
            return;
        }

        var name = found.Name with { Schema = schema };
        if (context.Schema.FindType(name) is not null)
        {
            throw context.Refuse("42710", $"type \"{name.Name}\" already exists in schema \"{schema}\"", detail: RefusalDetail.Exists(ObjectKind.Type, name with { Schema = schema }));
        }

        context.Schema = context.Schema.With(found with { Name = name, ChangedBy = context.Operation });
        MoveTypeOnly(context, found.Array, schema);
    }
}
