using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>PRIMARY KEY, UNIQUE and EXCLUDE: constraints with an index (<c>parser/parse_utilcmd.c</c>, <c>commands/indexcmds.c</c>).</summary>
internal static class KeyApplier
{
    /// <summary>Adds PRIMARY KEY or UNIQUE.</summary>
    public static void Add(ReplayContext context, ObjectId id, KeyDefinition definition, bool isOnly)
    {
        var table = context.TableOf(id);
        if (definition.IsPrimary && table.PrimaryKey is not null)
        {
            throw ReplayContext.Refuse("42P16", $"multiple primary keys for table \"{table.Name.Name}\" are not allowed", definition.Source);
        }

        if (definition.UsingIndex is not null)
        {
            UseIndex(context, table, definition);
            return;
        }

        table = RequireColumns(context, table, definition);
        RefusePartitionColumns(context, table, [.. definition.Columns], definition.IsPrimary ? "PRIMARY KEY" : "UNIQUE");
        var addition = definition.IsPrimary ? null : Naming.JoinColumns(Naming.IndexColumns([.. definition.Columns.Select(ToKey)], definition.Include));
        var name = ChooseName(context, table, definition, addition, definition.IsPrimary ? "pkey" : "key");
        var index = new Schema.Index(context.NewId(), name)
        {
            Keys = [.. definition.Columns.Select(ToKey)],
            IsUnique = true,
            Include = definition.Include,
            NullsNotDistinct = definition.NullsNotDistinct,
            IsValid = IndexApplier.IsWhole(context, id, isOnly),
            CreatedBy = context.Operation,
        };
        AddWithIndex(context, id, ToConstraint(context, definition, index), index);
        RequireNotNull(context, id, definition);
        if (!isOnly)
        {
            Partitions.SpreadIndex(context, id, index.Id);
        }
    }

    /// <summary>Adds EXCLUDE.</summary>
    public static void AddExclusion(ReplayContext context, ObjectId id, ExclusionDefinition definition)
    {
        var table = context.TableOf(id);
        if (table.PartitionBy is not null)
        {
            throw ReplayContext.Refuse("0A000", "exclusion constraints are not supported on partitioned tables", definition.Source);
        }

        foreach (var column in definition.Keys.Select(key => key.Column).OfType<string>())
        {
            table = IndexApplier.RequireKey(context, table, column, "named in key");
        }

        var addition = Naming.JoinColumns(Naming.IndexColumns(definition.Keys, definition.Include));
        var name = ChooseName(context, table, definition, addition, "excl");
        var index = new Schema.Index(context.NewId(), name)
        {
            Keys = definition.Keys, Method = definition.Method, Include = definition.Include, Predicate = definition.Predicate, CreatedBy = context.Operation,
        };
        AddWithIndex(context, id, new ExclusionConstraint(context.NewId(), name, definition)
        {
            Index = index.Id, Deferrability = definition.Deferrability, CreatedBy = context.Operation,
        }, index);
    }

    /// <summary>Refuses a unique index of a partitioned table that lacks a column that divides it.</summary>
    public static void RefusePartitionColumns(ReplayContext context, Table table, IReadOnlyCollection<string> columns, string kind)
    {
        foreach (var key in table.PartitionBy?.Keys ?? [])
        {
            if (key.Column is null && key.Expression is not { IsUnknown: false })
            {
                continue;
            }

            if (key.Column is null)
            {
                throw context.Refuse("0A000", $"unsupported {kind} constraint with partition key definition");
            }

            if (!columns.Contains(key.Column))
            {
                throw context.Refuse("0A000", "unique constraint on partitioned table must include all partitioning columns");
            }
        }
    }

    private static string ChooseName(ReplayContext context, Table table, ConstraintDefinition definition, string? addition, string label)
    {
        if (definition.Name is null)
        {
            return Naming.ChooseRelation(context.Schema, table.Name.Name, addition, label, table.Name.Schema, isConstraint: true);
        }

        var name = Naming.Cut(definition.Name);
        if (context.Schema.IsRelationNameTaken(table.Name with { Name = name }))
        {
            throw ReplayContext.Refuse("42P07", $"relation \"{name}\" already exists", definition.Source, detail: RefusalDetail.Exists(ObjectKind.Index, table.Name with { Name = name }));
        }

        ConstraintApplier.RequireFree(context, table, name);
        return name;
    }

    private static Table RequireColumns(ReplayContext context, Table table, KeyDefinition definition)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in definition.Columns)
        {
            table = IndexApplier.RequireKey(context, table, column, "named in key");
            if (!seen.Add(column))
            {
                throw ReplayContext.Refuse("42701", $"column \"{column}\" appears twice in {(definition.IsPrimary ? "primary key" : "unique")} constraint", definition.Source, detail: RefusalDetail.Twice(column));
            }
        }

        foreach (var column in definition.Include)
        {
            table = IndexApplier.RequireKey(context, table, column, "named in key");
        }

        return table;
    }

    private static void UseIndex(ReplayContext context, Table table, KeyDefinition definition)
    {
        var found = table.Indexes.FirstOrDefault(index => index.Name == definition.UsingIndex);
        if (found is null)
        {
            if (table.IsIncomplete)
            {
                return;
            }

            throw context.Schema.FindIndex(table.Name with { Name = definition.UsingIndex! }) is null
                ? ReplayContext.Refuse("42704", $"index \"{definition.UsingIndex}\" does not exist", definition.Source, detail: RefusalDetail.Missing(ObjectKind.Index, table.Name with { Name = definition.UsingIndex! }))
                : ReplayContext.Refuse("55000", $"index \"{definition.UsingIndex}\" does not belong to table \"{table.Name.Name}\"", definition.Source);
        }

        RefuseIndex(table, found, definition);
        var name = Naming.Cut(definition.Name ?? found.Name);
        if (name != found.Name && context.Schema.IsRelationNameTaken(table.Name with { Name = name }))
        {
            throw ReplayContext.Refuse("42P07", $"relation \"{name}\" already exists", definition.Source, detail: RefusalDetail.Exists(ObjectKind.Index, table.Name with { Name = name }));
        }

        ConstraintApplier.RequireFree(context, table, name);
        var keys = definition with { Columns = [.. found.Keys.Select(key => key.Column!)], Include = found.Include, NullsNotDistinct = found.NullsNotDistinct };
        var constraint = ToConstraint(context, keys, found with { Name = name });
        context.Change(table.Id, item => item with
        {
            Constraints = item.Constraints.Plus(constraint),
            Indexes = item.Indexes.Changed(index => index.Id == found.Id ? index with { Name = name, Constraint = constraint.Id, ChangedBy = context.Operation } : index),
        });
        RequireNotNull(context, table.Id, keys);
    }

    private static void RefuseIndex(Table table, Schema.Index index, KeyDefinition definition)
    {
        var (state, problem) = !index.Constraint.IsNone ? ("55000", $"index \"{index.Name}\" is already associated with a constraint")
            : !index.IsValid ? ("55000", $"index \"{index.Name}\" is not valid")
            : !index.IsUnique ? ("42809", $"\"{index.Name}\" is not a unique index")
            : index.Keys.Any(key => key.Column is null) ? ("42809", $"index \"{index.Name}\" contains expressions")
            : index.Predicate is not null ? ("42809", $"\"{index.Name}\" is a partial index")
            : index.Keys.Any(key => key.OperatorClass is not null || key.IsDescending || key.NullsFirst)
                ? ("42809", $"index \"{index.Name}\" column number {index.Keys.ToList().FindIndex(key => key.OperatorClass is not null || key.IsDescending || key.NullsFirst) + 1} does not have default sorting behavior")
            : table.PartitionBy is not null ? ("0A000", "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables")
            : ("", "");
        if (state.Length > 0)
        {
            throw ReplayContext.Refuse(state, problem, definition.Source);
        }
    }

    private static KeyConstraint ToConstraint(ReplayContext context, KeyDefinition definition, Schema.Index index) =>
        new(context.NewId(), index.Name, definition.Columns)
        {
            IsPrimary = definition.IsPrimary,
            Include = definition.Include,
            NullsNotDistinct = definition.NullsNotDistinct,
            Index = index.Id,
            Deferrability = definition.Deferrability,
            CreatedBy = context.Operation,
        };

    private static void AddWithIndex(ReplayContext context, ObjectId table, Constraint constraint, Schema.Index index) =>
        context.Change(table, item => item with
        {
            Constraints = item.Constraints.Plus(constraint),
            Indexes = item.Indexes.Plus(index with { Constraint = constraint.Id }),
        });

    /// <summary>A primary key makes its columns NOT NULL, in the tables below too.</summary>
    private static void RequireNotNull(ReplayContext context, ObjectId table, KeyDefinition definition)
    {
        if (!definition.IsPrimary)
        {
            return;
        }

        foreach (var each in context.Schema.DescendantsOf(table).Prepend(context.TableOf(table)))
        {
            context.Change(each.Id, item => item with
            {
                Columns = item.Columns.Changed(column => definition.Columns.Contains(column.Name) && !column.IsNotNull ? column with { IsNotNull = true } : column),
            });
        }
    }

    private static IndexKey ToKey(string column) => new() { Column = column };
}
