using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>ADD, DROP and ALTER COLUMN (<c>commands/tablecmds.c</c>).</summary>
internal static class ColumnApplier
{
    private static readonly HashSet<string> SystemColumns = new(StringComparer.Ordinal) { "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid" };

    /// <summary>ADD COLUMN, ADD ATTRIBUTE.</summary>
    public static bool Add(ReplayContext context, AddColumn operation)
    {
        if (context.Schema.FindRelation(operation.Table) is CompositeRelation composite)
        {
            return AttributeApplier.Add(context, composite, operation.Column);
        }

        if (context.FindTable(operation, "ADD COLUMN") is not { } table)
        {
            return false;
        }

        if (table.IsPartition)
        {
            throw context.Refuse("42809", "cannot add column to a partition");
        }

        if (!table.OfType.IsNone)
        {
            throw context.Refuse("42809", "cannot add column to typed table");
        }

        RefuseDefinition(context, operation.Column);
        if (table.FindColumn(operation.Column.Name) is not null)
        {
            return operation.IfNotExists ? false : throw Exists(context, table, operation.Column.Name);
        }

        RefuseMore(context, table);
        var children = context.Schema.ChildrenOf(table.Id).ToList();
        if (operation.IsOnly && children.Count > 0)
        {
            throw context.Refuse("42P16", "column must be added to child tables too");
        }

        if (children.Count > 0 && operation.Column.Identity != IdentityKind.None)
        {
            throw context.Refuse("42P16", "cannot recursively add identity column to table that has child tables");
        }

        RefuseNulls(context, table, operation.Column);
        AddTo(context, table, operation.Column);
        return true;
    }

    /// <summary>DROP COLUMN, DROP ATTRIBUTE.</summary>
    public static bool Drop(ReplayContext context, DropColumn operation)
    {
        if (context.Schema.FindRelation(operation.Table) is CompositeRelation composite)
        {
            return AttributeApplier.Drop(context, composite, operation);
        }

        if (context.FindTable(operation, "DROP COLUMN") is not { } table)
        {
            return false;
        }

        if (SystemColumns.Contains(operation.Column))
        {
            throw context.Refuse("0A000", $"cannot drop system column \"{operation.Column}\"");
        }

        if (table.FindColumn(operation.Column) is not { } column)
        {
            return operation.IfExists || table.IsIncomplete ? table.IsIncomplete : throw Missing(context, table, operation.Column);
        }

        if (column.InheritedCount > 0)
        {
            throw context.Refuse("42P16", $"cannot drop inherited column \"{column.Name}\"");
        }

        RefusePartitionKey(context, table, column.Name, "drop");
        var targets = new List<ObjectAddress> { new(table.Id, ObjectPart.Column, default, column.Name) };
        DropFromChildren(context, table, column.Name, operation.IsOnly, targets);
        DropPlan.Execute(context, targets, operation.Cascade);
        return true;
    }

    /// <summary>ALTER COLUMN … TYPE.</summary>
    public static bool AlterType(ReplayContext context, AlterColumnType operation)
    {
        if (context.Schema.FindRelation(operation.Table) is CompositeRelation composite)
        {
            return AttributeApplier.Alter(context, composite, operation);
        }

        if (context.FindTable(operation, "ALTER COLUMN ... SET DATA TYPE") is not { } table)
        {
            return false;
        }

        if (!table.OfType.IsNone)
        {
            throw context.Refuse("42809", "cannot alter column type of typed table");
        }

        if (SystemColumns.Contains(operation.Column))
        {
            throw context.Refuse("0A000", $"cannot alter system column \"{operation.Column}\"");
        }

        var column = context.RequireColumn(ref table, operation.Column);
        if (column.Generated is not null && operation.Using is not null)
        {
            throw context.Refuse("42611", "cannot specify USING when altering type of generated column");
        }

        if (column.InheritedCount > 0)
        {
            throw context.Refuse("42P16", $"cannot alter inherited column \"{column.Name}\"");
        }

        RefusePartitionKey(context, table, column.Name, "alter");
        RefusePseudo(context, column.Name, operation.Type);
        var children = context.Schema.DescendantsOf(table.Id);
        if (operation.IsOnly && children.Count > 0)
        {
            throw context.Refuse("42P16", $"type of inherited column \"{column.Name}\" must be changed in child tables too");
        }

        foreach (var each in children.Prepend(table))
        {
            ChangeType(context, each, operation, column.Default);
        }

        return true;
    }

    /// <summary>SET DEFAULT, DROP DEFAULT.</summary>
    public static bool SetDefault(ReplayContext context, SetDefault operation)
    {
        switch (context.FindTarget(operation))
        {
            case null:
                return false;
            case View view:
                if (view.FindColumn(operation.Column) is null && view.Columns.Count > 0)
                {
                    throw context.Refuse("42703", $"column \"{operation.Column}\" of relation \"{view.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(view.Name, operation.Column));
                }

                context.Put(view with { Columns = view.Columns.Changed(column => column.Name == operation.Column ? column with { Default = operation.Default } : column) });
                return true;
            case Table table:
                RefuseComputed(context, table, operation.Column, context.RequireColumn(ref table, operation.Column));
                foreach (var each in Affected(context, table, operation.IsOnly))
                {
                    context.ChangeColumn(each.Id, operation.Column, column => column with { Default = operation.Default });
                }

                return true;
            default:
                throw context.Refuse("42809", $"ALTER action ALTER COLUMN ... SET DEFAULT cannot be performed on relation \"{operation.Table.Name}\"");
        }
    }

    /// <summary>SET NOT NULL.</summary>
    public static bool SetNotNull(ReplayContext context, SetNotNull operation)
    {
        if (context.FindTable(operation, "ALTER COLUMN ... SET NOT NULL") is not { } table)
        {
            return false;
        }

        var column = context.RequireColumn(ref table, operation.Column);
        if (operation.IsOnly && table.PartitionBy is not null && context.Schema.ChildrenOf(table.Id).Any(child => child.FindColumn(column.Name) is { IsNotNull: false }))
        {
            throw context.Refuse("42P16", "constraint must be added to child tables too");
        }

        foreach (var each in Affected(context, table, operation.IsOnly))
        {
            context.ChangeColumn(each.Id, column.Name, item => item with { IsNotNull = true });
        }

        return true;
    }

    /// <summary>DROP NOT NULL.</summary>
    public static bool DropNotNull(ReplayContext context, DropNotNull operation)
    {
        if (context.FindTable(operation, "ALTER COLUMN ... DROP NOT NULL") is not { } table)
        {
            return false;
        }

        var column = context.RequireColumn(ref table, operation.Column);
        if (operation.IsOnly && table.PartitionBy is not null && context.Schema.ChildrenOf(table.Id).Any())
        {
            throw context.Refuse("42P16", "cannot remove constraint from only the partitioned table when partitions exist");
        }

        foreach (var each in Affected(context, table, operation.IsOnly))
        {
            RefuseDropNotNull(context, each, each.FindColumn(column.Name));
            context.ChangeColumn(each.Id, column.Name, item => item with { IsNotNull = false });
        }

        return true;
    }

    /// <summary>DROP EXPRESSION.</summary>
    public static bool DropExpression(ReplayContext context, DropExpression operation)
    {
        if (context.FindTable(operation, "ALTER COLUMN ... DROP EXPRESSION") is not { } table)
        {
            return false;
        }

        var column = context.RequireColumn(ref table, operation.Column);
        if (column.Generated is null && (!column.Type.IsKnown || operation.IfExists))
        {
            return false;
        }

        if (column.Generated is null)
        {
            throw context.Refuse("55000", $"column \"{column.Name}\" of relation \"{table.Name.Name}\" is not a stored generated column");
        }

        if (column.InheritedCount > 0)
        {
            throw context.Refuse("42P16", "cannot drop generation expression from inherited column");
        }

        if (operation.IsOnly && context.Schema.ChildrenOf(table.Id).Any())
        {
            throw context.Refuse("42P16", "ALTER TABLE / DROP EXPRESSION must be applied to child tables too");
        }

        foreach (var each in Affected(context, table, operation.IsOnly))
        {
            context.ChangeColumn(each.Id, column.Name, item => item with { Generated = null });
        }

        return true;
    }

    /// <summary>SET EXPRESSION.</summary>
    public static bool SetExpression(ReplayContext context, SetExpression operation)
    {
        if (context.FindTable(operation, "ALTER COLUMN ... SET EXPRESSION") is not { } table)
        {
            return false;
        }

        var column = context.RequireColumn(ref table, operation.Column);
        foreach (var each in Affected(context, table, operation.IsOnly))
        {
            context.ChangeColumn(each.Id, column.Name, item => item with { Generated = operation.Expression });
        }

        return true;
    }

    /// <summary>SET STATISTICS and what else the schema does not keep.</summary>
    public static bool SetProperty(ReplayContext context, SetColumnProperty operation)
    {
        if (context.Schema.FindIndex(operation.Table) is not null)
        {
            return true;
        }

        if (context.FindTarget(operation) is not { } relation)
        {
            return false;
        }

        if (relation is Table table)
        {
            context.RequireColumn(ref table, operation.Column);
        }

        return true;
    }

    /// <summary>Refuses a column that cannot be.</summary>
    public static void RefuseDefinition(ReplayContext context, ColumnDefinition column)
    {
        if (SystemColumns.Contains(column.Name))
        {
            throw context.Refuse("42701", $"column name \"{column.Name}\" conflicts with a system column name", detail: RefusalDetail.Exists(ObjectKind.Column, default, column.Name));
        }

        RefusePseudo(context, column.Name, column.Type);
        var isInteger = column.Type.Type.Value is 20 or 21 or 23 || !column.Type.IsKnown;
        if (column.Identity != IdentityKind.None && !isInteger)
        {
            throw context.Refuse("22023", "identity column type must be smallint, integer, or bigint");
        }
    }

    /// <summary>Refuses one more column where a relation has all that it can have. Dropped ones count for PostgreSQL too; here only those that are known to be there.</summary>
    public static void RefuseMore(ReplayContext context, Relation relation)
    {
        if (relation.Columns.Count >= Relation.MaximumColumns)
        {
            throw TooMany(context);
        }
    }

    /// <summary>That a relation would have more columns than it can have.</summary>
    public static StatementRefusedException TooMany(ReplayContext context) => context.Refuse("54011", $"tables can have at most {Relation.MaximumColumns} columns");

    /// <summary>The sequence of a serial or identity column; it belongs to no column yet.</summary>
    public static Sequence MakeSequence(ReplayContext context, QualifiedName table, ColumnDefinition column, Persistence persistence)
    {
        var options = column.SequenceOptions ?? new SequenceOptions();
        var name = options.Name is not { } given ? SequenceApplier.ChooseName(context.Schema, table, column.Name)
            : given.Schema.Length == 0 ? given with { Schema = table.Schema }
            : given;
        if (context.Schema.IsRelationNameTaken(name))
        {
            throw context.Refuse("42P07", $"relation \"{name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Sequence, name));
        }

        var type = options.Type ?? (column.Type.IsKnown ? column.Type : SequenceApplier.BigInt);
        var sequence = SequenceApplier.Make(context, name, type, options, persistence) with { IsIdentity = column.Identity != IdentityKind.None };
        context.Schema = context.Schema.With(sequence);
        return sequence;
    }

    /// <summary>The column that a definition makes.</summary>
    public static Column ToColumn(ReplayContext context, ColumnDefinition definition, Sequence? sequence) => new(definition.Name, definition.Type)
    {
        IsNotNull = definition.IsNotNull || definition.IsSerial || definition.Identity != IdentityKind.None,
        Default = definition.IsSerial && sequence is not null ? SequenceApplier.NextValue(sequence) : definition.Default,
        Generated = definition.Generated,
        Identity = definition.Identity,
        Collation = definition.Collation,
        CreatedBy = context.Operation,
    };

    /// <summary>The table and, but for ONLY, those below it.</summary>
    public static IEnumerable<Table> Affected(ReplayContext context, Table table, bool isOnly) =>
        isOnly ? [table] : context.Schema.DescendantsOf(table.Id).Prepend(table);

    /// <summary>Refuses to touch a column that divides a partitioned table.</summary>
    public static void RefusePartitionKey(ReplayContext context, Table table, string column, string verb)
    {
        foreach (var key in table.PartitionBy?.Keys ?? [])
        {
            if (key.Column == column)
            {
                throw context.Refuse("42P16", $"cannot {verb} column \"{column}\" because it is part of the partition key of relation \"{table.Name.Name}\"");
            }

            if (key.Expression?.OwnColumns.Contains(column) == true)
            {
                throw context.Refuse("42P16", $"cannot {verb} column \"{column}\" because it is part of the partition key of relation \"{table.Name.Name}\"");
            }
        }
    }

    private static void AddTo(ReplayContext context, Table table, ColumnDefinition definition)
    {
        var sequence = definition.IsSerial || definition.Identity != IdentityKind.None ? MakeSequence(context, table.Name, definition, table.Persistence) : null;
        var column = ToColumn(context, definition, sequence);
        context.Change(table.Id, item => item with { Columns = item.Columns.Plus(column) });
        if (sequence is not null)
        {
            context.Schema = context.Schema.With(sequence with { OwnerTable = table.Id, OwnerColumn = column.Name });
        }

        AddToChildren(context, table, column);
    }

    private static void AddToChildren(ReplayContext context, Table table, Column column)
    {
        foreach (var child in context.Schema.ChildrenOf(table.Id).ToList())
        {
            if (child.FindColumn(column.Name) is not { } existing)
            {
                RefuseMore(context, child);
                var added = context.Change(child.Id, item => item with { Columns = item.Columns.Plus(column with { InheritedCount = 1, IsLocal = false }) });
                AddToChildren(context, added, column);
                continue;
            }

            if (existing.Type != column.Type && existing.Type.IsKnown && column.Type.IsKnown)
            {
                throw context.Refuse("42804", $"child table \"{child.Name.Name}\" has different type for column \"{column.Name}\"");
            }

            context.ChangeColumn(child.Id, column.Name, item => item with { InheritedCount = item.InheritedCount + 1 });
        }
    }

    private static void DropFromChildren(ReplayContext context, Table table, string column, bool isOnly, List<ObjectAddress> targets)
    {
        var children = context.Schema.ChildrenOf(table.Id).ToList();
        if (isOnly && table.PartitionBy is not null && children.Count > 0)
        {
            throw context.Refuse("42P16", "cannot drop column from only the partitioned table when partitions exist");
        }

        foreach (var child in children)
        {
            if (child.FindColumn(column) is not { InheritedCount: > 0 } inherited)
            {
                continue;
            }

            RefusePartitionKey(context, child, column, "drop");
            if (!isOnly && inherited is { InheritedCount: 1, IsLocal: false })
            {
                targets.Add(new ObjectAddress(child.Id, ObjectPart.Column, default, column));
                DropFromChildren(context, child, column, isOnly: false, targets);
            }
            else
            {
                context.ChangeColumn(child.Id, column, item => item with { InheritedCount = item.InheritedCount - 1, IsLocal = item.IsLocal || isOnly });
            }
        }
    }

    /// <summary>Gives a column another type. A child keeps a default that is not its parent's.</summary>
    private static void ChangeType(ReplayContext context, Table table, AlterColumnType operation, SchemaExpression? parentDefault)
    {
        if (table.FindColumn(operation.Column) is not { } column)
        {
            return;
        }

        RefuseDependentTypes(context, table, column);
        var isOwnDefault = column.Default is { } own && (parentDefault is null || context.Printer.Expression(own) != context.Printer.Expression(parentDefault));
        var value = isOwnDefault ? column.Default : operation.NewDefault;
        context.ChangeColumn(table.Id, column.Name, item => item with
        {
            Type = operation.Type, Collation = operation.Collation, Default = item.Default is null ? null : value, RetypedBy = operation,
        });
        Rebuild(context, table, operation);
        if (column.Identity != IdentityKind.None && SequenceApplier.FindOwned(context.Schema, table.Id, column.Name, isIdentity: true) is { } sequence)
        {
            SequenceApplier.Change(context, sequence, new SequenceOptions { Type = operation.Type });
        }

        ForeignKeys.RefuseTypes(context, table.Id, column.Name);
    }

    /// <summary>Constraints and indexes are made again from their texts (<c>ATPostAlterTypeCleanup</c>).</summary>
    private static void Rebuild(ReplayContext context, Table table, AlterColumnType operation)
    {
        if (operation.Rebuilt.Count == 0)
        {
            return;
        }

        SchemaExpression? New(SchemaExpression? old) => old is not null && operation.Rebuilt.TryGetValue(old, out var rebuilt) ? rebuilt : old;
        context.Change(table.Id, item => item with
        {
            Constraints = item.Constraints.Changed(constraint => constraint is CheckConstraint check ? check with { Expression = New(check.Expression)! } : constraint),
            Indexes = item.Indexes.Changed(index => index with
            {
                Keys = index.Keys.Changed(key => key with { Expression = New(key.Expression) }),
                Predicate = New(index.Predicate),
            }),
        });
    }

    /// <summary>What stops a change of type (<c>ATExecAlterColumnType</c>).</summary>
    private static void RefuseDependentTypes(ReplayContext context, Table table, Column column)
    {
        if (context.Schema.TypeObstacle(table, column.Name) is var (user, use))
        {
            var changed = new ObjectAddress(table.Id, ObjectPart.Column, default, column.Name);
            throw context.Refuse("0A000", $"cannot alter type of a column {use}", DropPlan.Detail(context.Schema, changed, [user]));
        }

        RefuseRowTypeUse(context, table);
    }

    /// <summary><c>find_composite_type_dependencies</c>: a column of another table may be of the row type.</summary>
    public static void RefuseRowTypeUse(ReplayContext context, Relation relation)
    {
        if (relation.RowType.IsNone || context.Schema.FindType(relation.RowType) is not { } rowType)
        {
            return;
        }

        var users = context.Schema.DependentsOf(rowType.Id).Concat(context.Schema.DependentsOf(rowType.Array));
        foreach (var address in users.Select(dependency => dependency.Dependent))
        {
            if (address.Part == ObjectPart.Column && context.Schema.FindRelation(address.Object) is Table user)
            {
                var (kind, use) = relation is CompositeRelation ? ("type", "uses it") : (Describe.KindOf(relation), "uses its row type");
                throw context.Refuse("0A000", $"cannot alter {kind} \"{relation.Name.Name}\" because column \"{user.Name.Name}.{address.Column}\" {use}", DropPlan.Detail(context.Schema, new ObjectAddress(relation.Id), [address]));
            }
        }
    }

    private static void RefuseComputed(ReplayContext context, Table table, string name, Column column)
    {
        if (column.Identity != IdentityKind.None)
        {
            throw context.Refuse("42601", $"column \"{name}\" of relation \"{table.Name.Name}\" is an identity column");
        }

        if (column.Generated is not null)
        {
            throw context.Refuse("42601", $"column \"{name}\" of relation \"{table.Name.Name}\" is a generated column");
        }
    }

    private static void RefuseDropNotNull(ReplayContext context, Table table, Column? column)
    {
        if (column is null)
        {
            return;
        }

        if (column.Identity != IdentityKind.None)
        {
            throw context.Refuse("42601", $"column \"{column.Name}\" of relation \"{table.Name.Name}\" is an identity column");
        }

        if (table.PrimaryKey?.Columns.Contains(column.Name) == true)
        {
            throw context.Refuse("42P16", $"column \"{column.Name}\" is in a primary key");
        }

        if (table.IsPartition && table.Parents.Count > 0 && table.Name != ((TableOperation)context.Operation).Table)
        {
            return;
        }

        if (table.IsPartition && context.Schema.FindRelation(table.Parents[0])?.FindColumn(column.Name)?.IsNotNull == true)
        {
            throw context.Refuse("42P16", $"column \"{column.Name}\" is marked NOT NULL in parent table");
        }
    }

    /// <summary>A new column that is NOT NULL and has no value cannot come to rows that are there.</summary>
    private static void RefuseNulls(ReplayContext context, Table table, ColumnDefinition column)
    {
        var hasValue = column.Default is not null || column.Generated is not null || column.IsSerial || column.Identity != IdentityKind.None;
        if (column.IsNotNull && !hasValue && table.Rows == RowState.Filled)
        {
            // The rows of a partitioned table are those of its partitions.
            var holder = table.PartitionBy is null ? table : context.Schema.DescendantsOf(table.Id).FirstOrDefault(static part => part.PartitionBy is null) ?? table;
            throw context.Refuse("23502", $"column \"{column.Name}\" of relation \"{holder.Name.Name}\" contains null values");
        }
    }

    private static void RefusePseudo(ReplayContext context, string column, TypeReference type)
    {
        if (context.Schema.FindType(type.Type) is { Kind: TypeKind.Pseudo })
        {
            throw context.Refuse("42P16", $"column \"{column}\" has pseudo-type {context.Printer.Type(type)}");
        }
    }

    private static StatementRefusedException Exists(ReplayContext context, Table table, string column) =>
        context.Refuse("42701", $"column \"{column}\" of relation \"{table.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Column, table.Name, column));

    private static StatementRefusedException Missing(ReplayContext context, Table table, string column) =>
        context.Refuse("42703", $"column \"{column}\" of relation \"{table.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(table.Name, column));
}
