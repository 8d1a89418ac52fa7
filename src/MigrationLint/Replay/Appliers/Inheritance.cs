using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>INHERIT, NO INHERIT, and what children get from parents (<c>commands/tablecmds.c</c>).</summary>
internal static class Inheritance
{
    /// <summary>INHERIT, NO INHERIT.</summary>
    public static bool Alter(ReplayContext context, AlterInheritance operation)
    {
        if (context.FindTable(operation, operation.IsRemoved ? "NO INHERIT" : "INHERIT") is not { } table)
        {
            return false;
        }

        if (context.FindOrAssume(operation.Parent, operation.Source) is not Table parent)
        {
            throw context.MissingRelation(operation.Parent);
        }

        if (operation.IsRemoved)
        {
            Remove(context, table, parent);
            return true;
        }

        Partitions.RefuseParent(context, parent, isPartition: false, table.Persistence);
        if (table.Parents.Contains(parent.Id))
        {
            throw context.Refuse("42P07", $"relation \"{parent.Name.Name}\" would be inherited from more than once");
        }

        if (parent.Id == table.Id || context.Schema.DescendantsOf(table.Id).Any(child => child.Id == parent.Id))
        {
            throw context.Refuse("42P07", "circular inheritance not allowed");
        }

        Join(context, table, parent, bound: null);
        return true;
    }

    /// <summary>Makes a table a child of another: its columns and checks are merged with those that it must have.</summary>
    public static void Join(ReplayContext context, Table table, Table parent, string? bound)
    {
        if (!parent.IsIncomplete && !table.IsIncomplete)
        {
            RefuseMissing(context, table, parent, bound is not null);
        }

        context.Change(table.Id, item => item with
        {
            Parents = item.Parents.Plus(parent.Id),
            PartitionBound = bound ?? item.PartitionBound,
            Columns = item.Columns.Changed(column => parent.FindColumn(column.Name) is null
                ? column
                : column with { InheritedCount = column.InheritedCount + 1, IsLocal = bound is null && column.IsLocal }),
            Constraints = item.Constraints.Changed(constraint => constraint is CheckConstraint && FindCheck(parent, constraint.Name) is { NoInherit: false }
                ? constraint with { InheritedCount = constraint.InheritedCount + 1, IsLocal = bound is null && constraint.IsLocal }
                : constraint),
        });
    }

    /// <summary>Undoes what <see cref="Join"/> did.</summary>
    public static void Remove(ReplayContext context, Table table, Table parent)
    {
        if (!table.Parents.Contains(parent.Id))
        {
            throw context.Refuse("42P01", $"relation \"{parent.Name.Name}\" is not a parent of relation \"{table.Name.Name}\"");
        }

        context.Change(table.Id, item => item with
        {
            Parents = item.Parents.Without(id => id == parent.Id),
            PartitionBound = null,
            Columns = item.Columns.Changed(column => parent.FindColumn(column.Name) is null || column.InheritedCount == 0
                ? column
                : column with { InheritedCount = column.InheritedCount - 1, IsLocal = column.IsLocal || column.InheritedCount == 1 }),
            Constraints = item.Constraints.Changed(constraint => constraint is CheckConstraint { InheritedCount: > 0 } && FindCheck(parent, constraint.Name) is { NoInherit: false }
                ? constraint with { InheritedCount = constraint.InheritedCount - 1, IsLocal = constraint.IsLocal || constraint.InheritedCount == 1 }
                : constraint),
        });
    }

    /// <summary>Gives a new table the checks of a parent. It has no rows, so that they hold for all of them (<c>MergeCheckConstraint</c>).</summary>
    public static void InheritChecks(ReplayContext context, ObjectId table, Table parent)
    {
        foreach (var check in parent.Constraints.OfType<CheckConstraint>().Where(check => !check.NoInherit))
        {
            InheritOne(context, table, check with { IsValid = true });
        }
    }

    /// <summary>Gives a table and those below it a check of a parent.</summary>
    public static void InheritCheck(ReplayContext context, ObjectId table, CheckConstraint check)
    {
        InheritOne(context, table, check);
        foreach (var child in context.Schema.ChildrenOf(table).ToList())
        {
            InheritCheck(context, child.Id, check);
        }
    }

    /// <summary><c>MergeWithExistingConstraint</c>: a check that the table declares itself, and that a parent gave it already.</summary>
    /// <returns>False where there is none of that name.</returns>
    public static bool MergeCheck(ReplayContext context, Table table, CheckConstraint check, bool isNewTable)
    {
        if (FindCheck(table, check.Name) is not { } existing)
        {
            return false;
        }

        if (existing.InheritedCount == 0 || existing.IsLocal || !IsSame(context, existing.Expression, check.Expression))
        {
            throw isNewTable && existing.InheritedCount == 0
                ? context.Refuse("42710", $"check constraint \"{check.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Constraint, table.Name, check.Name))
                : context.Refuse("42710", $"constraint \"{check.Name}\" for relation \"{table.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Constraint, table.Name, check.Name));
        }

        ConstraintApplier.Replace(context, table.Id, existing with { IsLocal = true });
        return true;
    }

    private static void InheritOne(ReplayContext context, ObjectId table, CheckConstraint check)
    {
        var child = context.TableOf(table);
        if (FindCheck(child, check.Name) is { } existing)
        {
            if (!IsSame(context, existing.Expression, check.Expression))
            {
                throw context.Refuse("42710", $"constraint \"{check.Name}\" for relation \"{child.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Constraint, child.Name, check.Name));
            }

            ConstraintApplier.Replace(context, table, existing with { InheritedCount = existing.InheritedCount + 1 });
            return;
        }

        ConstraintApplier.RequireFree(context, child, check.Name);
        var inherited = check with { Id = context.NewId(), InheritedCount = 1, IsLocal = false, CreatedBy = context.Operation };
        context.Change(table, item => item with { Constraints = item.Constraints.Plus(inherited) });
    }

    private static void RefuseMissing(ReplayContext context, Table table, Table parent, bool isPartition)
    {
        if (isPartition && table.Columns.FirstOrDefault(column => parent.FindColumn(column.Name) is null) is { } extra)
        {
            throw context.Refuse("42804", $"table \"{table.Name.Name}\" contains column \"{extra.Name}\" not found in parent \"{parent.Name.Name}\"");
        }

        foreach (var column in parent.Columns)
        {
            if (table.FindColumn(column.Name) is not { } own)
            {
                throw context.Refuse("42804", $"child table is missing column \"{column.Name}\"");
            }

            if (own.Type != column.Type && own.Type.IsKnown && column.Type.IsKnown)
            {
                throw context.Refuse("42804", $"child table \"{table.Name.Name}\" has different type for column \"{column.Name}\"");
            }

            if (column.IsNotNull && !own.IsNotNull)
            {
                throw context.Refuse("42804", $"column \"{column.Name}\" in child table must be marked NOT NULL");
            }
        }

        foreach (var check in parent.Constraints.OfType<CheckConstraint>().Where(check => !check.NoInherit))
        {
            if (FindCheck(table, check.Name) is not { } own)
            {
                throw context.Refuse("42804", $"child table is missing constraint \"{check.Name}\"");
            }

            if (!IsSame(context, own.Expression, check.Expression))
            {
                throw context.Refuse("42804", $"child table \"{table.Name.Name}\" has different definition for check constraint \"{check.Name}\"");
            }
        }
    }

    private static CheckConstraint? FindCheck(Table table, string name) => table.Constraints.OfType<CheckConstraint>().FirstOrDefault(check => check.Name == name);

    private static bool IsSame(ReplayContext context, SchemaExpression left, SchemaExpression right) =>
        left.IsUnknown || right.IsUnknown || context.Printer.Expression(left) == context.Printer.Expression(right);
}
