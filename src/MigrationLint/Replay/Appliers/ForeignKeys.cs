using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>FOREIGN KEY (<c>ATAddForeignKeyConstraint</c> of <c>commands/tablecmds.c</c>).</summary>
internal static class ForeignKeys
{
    /// <summary>Adds FOREIGN KEY.</summary>
    public static void Add(ReplayContext context, ObjectId id, ForeignKeyDefinition definition, bool isNewTable, bool isOnly)
    {
        var table = context.TableOf(id);
        var name = definition.Name is { } given
            ? Naming.Cut(given)
            : Naming.ChooseConstraint(context.Schema, table.Name.Name, Naming.JoinColumns(definition.Columns), "fkey", table.Name.Schema);
        if (definition.Name is not null)
        {
            ConstraintApplier.RequireFree(context, table, name);
        }

        var referenced = FindReferenced(context, definition);
        RefuseTable(context, table, referenced, definition, isOnly);
        RefusePersistence(context, table, referenced);
        foreach (var column in definition.Columns)
        {
            table = IndexApplier.RequireKey(context, table, column, "referenced in foreign key constraint");
        }

        referenced = referenced.Id == table.Id ? table : referenced;
        var (columns, index) = FindKey(context, ref referenced, definition);
        RefuseGenerated(context, context.TableOf(id), definition);
        if (columns is not null && columns.Count != definition.Columns.Count)
        {
            throw ReplayContext.Refuse("42830", "number of referencing and referenced columns for foreign key disagree", definition.Source);
        }

        RefuseTypes(context, context.TableOf(id), referenced, name, definition.Columns, columns);
        var key = new ForeignKeyConstraint(context.NewId(), name, definition.Columns)
        {
            ReferencedTable = referenced.Id,
            ReferencedColumns = columns ?? [],
            ReferencedIndex = index,
            OnDelete = definition.OnDelete,
            OnDeleteColumns = definition.OnDeleteColumns,
            OnUpdate = definition.OnUpdate,
            MatchFull = definition.MatchFull,
            IsValid = isNewTable || !definition.NotValid,
            Deferrability = definition.Deferrability,
            CreatedBy = context.Operation,
        };
        context.Change(id, item => item with { Constraints = item.Constraints.Plus(key) });
        Partitions.SpreadReferenced(context, id, key);
        Partitions.SpreadForeignKey(context, id, key);
    }

    /// <summary>Refuses where a column was given a type that a foreign key cannot compare any more.</summary>
    public static void RefuseTypes(ReplayContext context, ObjectId id, string column)
    {
        foreach (var owner in context.Schema.ObjectsThatName(id).OfType<Table>().Append(context.TableOf(id)).ToList())
        {
            foreach (var key in owner.Constraints.OfType<ForeignKeyConstraint>())
            {
                var isMeant = (owner.Id == id && key.Columns.Contains(column)) || (key.ReferencedTable == id && key.ReferencedColumns.Contains(column));
                if (isMeant && context.Schema.FindRelation(key.ReferencedTable) is Table referenced)
                {
                    RefuseTypes(context, owner, referenced, key.Name, key.Columns, key.ReferencedColumns);
                }
            }
        }
    }

    /// <summary>Calls an action for a key and all its parts on partitions.</summary>
    public static void ForEachPart(ReplayContext context, ObjectId owner, ForeignKeyConstraint key, Action<ObjectId, ForeignKeyConstraint> action)
    {
        action(owner, key);
        foreach (var address in context.Schema.DependentsOf(key.Id).Select(dependency => dependency.Dependent).ToList())
        {
            if (context.Schema.FindRelation(address.Object) is Table table
                && table.Constraints.FirstOrDefault(item => item.Id == address.PartId) is ForeignKeyConstraint part && part.Parent == key.Id)
            {
                ForEachPart(context, table.Id, part, action);
            }
        }
    }

    private static Table FindReferenced(ReplayContext context, ForeignKeyDefinition definition) =>
        context.FindOrAssume(definition.ReferencedTable, definition.Source) switch
        {
            Table { ForeignServer: null } found => found,
            null => throw context.MissingRelation(definition.ReferencedTable),
            _ => throw ReplayContext.Refuse("42809", $"referenced relation \"{definition.ReferencedTable.Name}\" is not a table", definition.Source),
        };

    private static void RefuseTable(ReplayContext context, Table table, Table referenced, ForeignKeyDefinition definition, bool isOnly)
    {
        if (table.ForeignServer is not null)
        {
            throw context.Refuse("42809", $"\"{table.Name.Name}\" is not a table");
        }

        if (table.PartitionBy is null)
        {
            return;
        }

        if (isOnly)
        {
            throw context.Refuse("42809", $"cannot use ONLY for foreign key on partitioned table \"{table.Name.Name}\" referencing relation \"{referenced.Name.Name}\"");
        }

        if (definition.NotValid)
        {
            throw context.Refuse("42809", $"cannot add NOT VALID foreign key on partitioned table \"{table.Name.Name}\" referencing relation \"{referenced.Name.Name}\"");
        }
    }

    private static void RefusePersistence(ReplayContext context, Table table, Table referenced)
    {
        if (referenced.IsIncomplete)
        {
            return;
        }

        var problem = (table.Persistence, referenced.Persistence) switch
        {
            (Persistence.Permanent, not Persistence.Permanent) => "constraints on permanent tables may reference only permanent tables",
            (Persistence.Unlogged, Persistence.Temporary) => "constraints on unlogged tables may reference only permanent or unlogged tables",
            (Persistence.Temporary, not Persistence.Temporary) => "constraints on temporary tables may reference only temporary tables",
            _ => null,
        };
        if (problem is not null)
        {
            throw context.Refuse("42P16", problem);
        }
    }

    /// <summary>The columns that are pointed to and the index that makes them unique; null columns where an incomplete table does not tell.</summary>
    private static (IReadOnlyList<string>? Columns, ObjectId Index) FindKey(ReplayContext context, ref Table referenced, ForeignKeyDefinition definition)
    {
        if (definition.ReferencedColumns.Count == 0)
        {
            if (referenced.PrimaryKey is { } primary)
            {
                return primary.Deferrability != Deferrability.NotDeferrable
                    ? throw ReplayContext.Refuse("55000", $"cannot use a deferrable primary key for referenced table \"{referenced.Name.Name}\"", definition.Source)
                    : (primary.Columns, primary.Index);
            }

            return referenced.IsIncomplete
                ? (null, default)
                : throw ReplayContext.Refuse("42704", $"there is no primary key for referenced table \"{referenced.Name.Name}\"", definition.Source, new RefusalDetail(RefusalCause.ForeignKeyTarget, ObjectKind.Table, referenced.Name) { Dependents = definition.ReferencedColumns });
        }

        foreach (var column in definition.ReferencedColumns)
        {
            referenced = IndexApplier.RequireKey(context, referenced, column, "referenced in foreign key constraint");
        }

        return (definition.ReferencedColumns, FindIndex(referenced, definition));
    }

    /// <summary><c>transformFkeyCheckAttrs</c>.</summary>
    private static ObjectId FindIndex(Table referenced, ForeignKeyDefinition definition)
    {
        var columns = new HashSet<string>(definition.ReferencedColumns, StringComparer.Ordinal);
        if (columns.Count != definition.ReferencedColumns.Count)
        {
            throw ReplayContext.Refuse("42830", "foreign key referenced-columns list must not contain duplicates", definition.Source, RefusalDetail.Twice(definition.ReferencedColumns.GroupBy(column => column).First(group => group.Count() > 1).Key));
        }

        var isDeferrable = false;
        foreach (var index in referenced.Indexes)
        {
            var fits = index is { IsUnique: true, IsValid: true, Predicate: null } && index.Keys.Count == columns.Count && index.Keys.All(key => key.Column is not null && columns.Contains(key.Column));
            if (!fits)
            {
                continue;
            }

            if (referenced.Constraints.FirstOrDefault(constraint => constraint.Id == index.Constraint) is null or { Deferrability: Deferrability.NotDeferrable })
            {
                return index.Id;
            }

            isDeferrable = true;
        }

        return isDeferrable ? throw ReplayContext.Refuse("55000", $"cannot use a deferrable unique constraint for referenced table \"{referenced.Name.Name}\"", definition.Source)
            : referenced.IsIncomplete ? default
            : throw ReplayContext.Refuse("42830", $"there is no unique constraint matching given keys for referenced table \"{referenced.Name.Name}\"", definition.Source, new RefusalDetail(RefusalCause.ForeignKeyTarget, ObjectKind.Table, referenced.Name) { Dependents = definition.ReferencedColumns });
    }

    private static void RefuseGenerated(ReplayContext context, Table table, ForeignKeyDefinition definition)
    {
        if (!definition.Columns.Any(column => table.FindColumn(column)?.Generated is not null))
        {
            return;
        }

        if (definition.OnUpdate is ReferentialAction.SetNull or ReferentialAction.SetDefault or ReferentialAction.Cascade)
        {
            throw context.Refuse("42601", "invalid ON UPDATE action for foreign key constraint containing generated column");
        }

        if (definition.OnDelete is ReferentialAction.SetNull or ReferentialAction.SetDefault)
        {
            throw context.Refuse("42601", "invalid ON DELETE action for foreign key constraint containing generated column");
        }
    }

    private static void RefuseTypes(ReplayContext context, Table table, Table referenced, string name, IReadOnlyList<string> columns, IReadOnlyList<string>? referencedColumns)
    {
        for (var i = 0; i < columns.Count && i < referencedColumns?.Count; i++)
        {
            var (type, target) = (table.FindColumn(columns[i])?.Type ?? default, referenced.FindColumn(referencedColumns[i])?.Type ?? default);
            if (type.IsKnown && target.IsKnown && !KeyTypes.AreComparable(context.Schema, target.Type, type.Type))
            {
                throw context.Refuse(
                    "42804",
                    $"foreign key constraint \"{name}\" cannot be implemented",
                    new RefusalDetail(RefusalCause.ForeignKeyType, ObjectKind.Column, table.Name, columns[i])
                    {
                        Text = context.Printer.Type(target),
                        Dependents = [context.Printer.Type(type), $"{referenced.Name}.{referencedColumns[i]}"],
                    });
            }
        }
    }
}
