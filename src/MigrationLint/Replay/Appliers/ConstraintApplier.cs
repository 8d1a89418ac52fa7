using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>ADD, ALTER, VALIDATE, DROP and RENAME CONSTRAINT (<c>commands/tablecmds.c</c>, <c>catalog/heap.c</c>).</summary>
internal static class ConstraintApplier
{
    /// <summary>ADD CONSTRAINT.</summary>
    public static bool Add(ReplayContext context, TableOperation operation, ConstraintDefinition definition)
    {
        if (context.FindTable(operation, "ADD CONSTRAINT") is not { } table)
        {
            return false;
        }

        Add(context, table.Id, definition, isNewTable: false, operation.IsOnly);
        return true;
    }

    /// <summary>Adds a constraint to a table, and to those below it where it belongs there.</summary>
    public static void Add(ReplayContext context, ObjectId table, ConstraintDefinition definition, bool isNewTable, bool isOnly = false)
    {
        switch (definition)
        {
            case KeyDefinition key:
                KeyApplier.Add(context, table, key, isOnly);
                break;
            case CheckDefinition check:
                AddCheck(context, table, check, isNewTable, isOnly);
                break;
            case ForeignKeyDefinition foreign:
                ForeignKeys.Add(context, table, foreign, isNewTable, isOnly);
                break;
            case ExclusionDefinition exclusion:
                KeyApplier.AddExclusion(context, table, exclusion);
                break;
        }
    }

    /// <summary>Refuses a name that a constraint of the table has.</summary>
    public static void RequireFree(ReplayContext context, Table table, string name)
    {
        if (table.Constraints.Any(constraint => constraint.Name == name))
        {
            throw context.Refuse("42710", $"constraint \"{name}\" for relation \"{table.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Constraint, table.Name, name));
        }
    }

    /// <summary>VALIDATE CONSTRAINT.</summary>
    public static bool Validate(ReplayContext context, ValidateConstraint operation)
    {
        if (context.FindTable(operation, "VALIDATE CONSTRAINT") is not { } table)
        {
            return false;
        }

        switch (Find(context, table, operation.Constraint))
        {
            case null:
                return true;
            case ForeignKeyConstraint key:
                Replace(context, table.Id, key with { IsValid = true, ChangedBy = operation });
                return true;
            case CheckConstraint check:
                foreach (var each in check.NoInherit ? [table] : ColumnApplier.Affected(context, table, operation.IsOnly))
                {
                    if (each.Constraints.OfType<CheckConstraint>().FirstOrDefault(item => item.Name == check.Name) is { IsValid: false } found)
                    {
                        Replace(context, each.Id, found with { IsValid = true, ChangedBy = operation });
                    }
                }

                return true;
            default:
                throw context.Refuse("42809", $"constraint \"{operation.Constraint}\" of relation \"{table.Name.Name}\" is not a foreign key or check constraint");
        }
    }

    /// <summary>DROP CONSTRAINT.</summary>
    public static bool Drop(ReplayContext context, DropConstraint operation)
    {
        if (context.FindTable(operation, "DROP CONSTRAINT") is not { } table)
        {
            return false;
        }

        if (table.Constraints.FirstOrDefault(item => item.Name == operation.Constraint) is not { } constraint)
        {
            return operation.IfExists ? false : Find(context, table, operation.Constraint) is null;
        }

        if (constraint.InheritedCount > 0)
        {
            throw context.Refuse("42P16", $"cannot drop inherited constraint \"{constraint.Name}\" of relation \"{table.Name.Name}\"");
        }

        var targets = new List<ObjectAddress> { new(table.Id, ObjectPart.Constraint, constraint.Id) };
        if (constraint is CheckConstraint { NoInherit: false })
        {
            DropFromChildren(context, table, constraint.Name, operation.IsOnly, targets);
        }

        DropPlan.Execute(context, targets, operation.Cascade);
        return true;
    }

    /// <summary>ALTER CONSTRAINT.</summary>
    public static bool Alter(ReplayContext context, AlterConstraint operation)
    {
        if (context.FindTable(operation, "ALTER CONSTRAINT") is not { } table || Find(context, table, operation.Constraint) is not { } constraint)
        {
            return false;
        }

        if (constraint is not ForeignKeyConstraint key)
        {
            throw context.Refuse("42809", $"constraint \"{constraint.Name}\" of relation \"{table.Name.Name}\" is not a foreign key constraint");
        }

        if (!key.Parent.IsNone)
        {
            throw context.Refuse("42809", $"cannot alter constraint \"{constraint.Name}\" on relation \"{table.Name.Name}\"");
        }

        ForeignKeys.ForEachPart(context, table.Id, key, (owner, part) =>
            Replace(context, owner, part with { Deferrability = operation.Deferrability, ChangedBy = operation }));
        return true;
    }

    /// <summary>RENAME CONSTRAINT.</summary>
    public static bool Rename(ReplayContext context, RenameConstraint operation)
    {
        if (context.FindTable(operation, "RENAME CONSTRAINT") is not { } table)
        {
            return false;
        }

        if (table.Constraints.FirstOrDefault(item => item.Name == operation.Constraint) is not { } constraint)
        {
            return table.IsIncomplete ? true : throw context.Refuse("42704", $"constraint \"{operation.Constraint}\" for table \"{table.Name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Constraint, table.Name, operation.Constraint));
        }

        if (constraint is CheckConstraint { NoInherit: false })
        {
            RenameInherited(context, table, constraint, operation);
            return true;
        }

        if (table.Indexes.FirstOrDefault(index => index.Constraint == constraint.Id) is { } backing)
        {
            IndexApplier.Rename(context, table, backing, operation.NewName);
            return true;
        }

        RequireFree(context, table, operation.NewName);
        Replace(context, table.Id, constraint with { Name = operation.NewName, ChangedBy = operation });
        return true;
    }

    /// <summary>ADD CONSTRAINT … NOT NULL.</summary>
    public static bool AddNotNull(ReplayContext context, AddNotNullConstraint operation)
    {
        if (context.FindTable(operation, "ADD CONSTRAINT") is not { } table)
        {
            return false;
        }

        var column = context.RequireColumn(ref table, operation.Column);
        foreach (var each in ColumnApplier.Affected(context, table, operation.IsOnly))
        {
            context.ChangeColumn(each.Id, column.Name, item => item with { IsNotNull = true });
        }

        return true;
    }

    /// <summary>Puts another form of a constraint in its place.</summary>
    public static void Replace(ReplayContext context, ObjectId table, Constraint constraint) =>
        context.Change(table, item => item with { Constraints = item.Constraints.Changed(other => other.Id == constraint.Id ? constraint : other) });

    private static void AddCheck(ReplayContext context, ObjectId id, CheckDefinition definition, bool isNewTable, bool isOnly)
    {
        var table = context.TableOf(id);
        var columns = definition.Expression.OwnColumns.ToList();
        foreach (var column in columns)
        {
            if (!definition.Expression.IsUnknown && table.FindColumn(column) is null && column != "tableoid")
            {
                context.RequireColumn(ref table, column);
            }
        }

        if (definition.NoInherit && table.PartitionBy is not null)
        {
            throw ReplayContext.Refuse("42P16", $"cannot add NO INHERIT constraint to partitioned table \"{table.Name.Name}\"", definition.Source);
        }

        var name = definition.Name is { } given
            ? Naming.Cut(given)
            : Naming.ChooseConstraint(context.Schema, table.Name.Name, columns.Count == 1 ? columns[0] : null, "check", table.Name.Schema);
        var check = new CheckConstraint(context.NewId(), name, definition.Expression)
        {
            IsValid = isNewTable || !definition.NotValid, NoInherit = definition.NoInherit, CreatedBy = context.Operation,
        };
        if (!Inheritance.MergeCheck(context, table, check, isNewTable))
        {
            RequireFree(context, table, name);
            context.Change(id, item => item with { Constraints = item.Constraints.Plus(check) });
        }

        if (definition.NoInherit)
        {
            return;
        }

        foreach (var child in context.Schema.ChildrenOf(id).ToList())
        {
            if (isOnly)
            {
                throw context.Refuse("42P16", "constraint must be added to child tables too");
            }

            Inheritance.InheritCheck(context, child.Id, check);
        }
    }

    private static Constraint? Find(ReplayContext context, Table table, string name)
    {
        var found = table.Constraints.FirstOrDefault(item => item.Name == name);
        return found is not null || table.IsIncomplete
            ? found
            : throw context.Refuse("42704", $"constraint \"{name}\" of relation \"{table.Name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Constraint, table.Name, name));
    }

    private static void DropFromChildren(ReplayContext context, Table table, string name, bool isOnly, List<ObjectAddress> targets)
    {
        foreach (var child in context.Schema.ChildrenOf(table.Id).ToList())
        {
            if (child.Constraints.OfType<CheckConstraint>().FirstOrDefault(check => check.Name == name) is not { InheritedCount: > 0 } inherited)
            {
                continue;
            }

            if (!isOnly && inherited is { InheritedCount: 1, IsLocal: false })
            {
                targets.Add(new ObjectAddress(child.Id, ObjectPart.Constraint, inherited.Id));
                DropFromChildren(context, child, name, isOnly: false, targets);
            }
            else
            {
                Replace(context, child.Id, inherited with { InheritedCount = inherited.InheritedCount - 1, IsLocal = inherited.IsLocal || isOnly });
            }
        }
    }

    private static void RenameInherited(ReplayContext context, Table table, Constraint constraint, RenameConstraint operation)
    {
        if (constraint.InheritedCount > 0)
        {
            throw context.Refuse("42P16", $"cannot rename inherited constraint \"{constraint.Name}\"");
        }

        var children = context.Schema.DescendantsOf(table.Id);
        if (operation.IsOnly && children.Count > 0)
        {
            throw context.Refuse("42P16", $"inherited constraint \"{constraint.Name}\" must be renamed in child tables too");
        }

        foreach (var each in children.Prepend(table))
        {
            if (each.Constraints.FirstOrDefault(item => item is CheckConstraint && item.Name == constraint.Name) is { } found)
            {
                RequireFree(context, each, operation.NewName);
                Replace(context, each.Id, found with { Name = operation.NewName, ChangedBy = operation });
            }
        }
    }
}
