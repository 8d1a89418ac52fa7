using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>CREATE INDEX, DROP INDEX, REINDEX (<c>commands/indexcmds.c</c>).</summary>
internal static class IndexApplier
{
    private static readonly HashSet<string> SystemColumns = new(StringComparer.Ordinal) { "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid" };

    /// <summary>CREATE INDEX.</summary>
    public static bool Create(ReplayContext context, CreateIndex operation)
    {
        var owner = FindOwner(context, operation);
        RefuseMethod(context, operation);
        foreach (var key in operation.Keys)
        {
            owner = RefuseKey(context, owner, key, operation.Method);
        }

        foreach (var column in operation.Include)
        {
            owner = RequireColumn(context, owner, column, "");
        }

        if (operation.Predicate is { IsUnknown: false, Volatility: not Volatility.Immutable })
        {
            throw context.Refuse("42P17", "functions in index predicate must be marked IMMUTABLE");
        }

        if (operation.IsUnique && owner is Table { PartitionBy: not null } partitioned)
        {
            KeyApplier.RefusePartitionColumns(context, partitioned, [.. operation.Keys.Select(key => key.Column).OfType<string>()], "UNIQUE");
        }

        var name = operation.Name is { } given ? Naming.Cut(given) : ChooseName(context, owner, operation);
        if (context.Schema.IsRelationNameTaken(owner.Name with { Name = name }))
        {
            return operation.IfNotExists ? false : throw context.Refuse("42P07", $"relation \"{name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Index, operation.Table with { Name = name }));
        }

        var index = new Schema.Index(context.NewId(), name)
        {
            Keys = operation.Keys,
            Method = operation.Method,
            IsUnique = operation.IsUnique,
            Include = operation.Include,
            Predicate = operation.Predicate,
            NullsNotDistinct = operation.NullsNotDistinct,
            IsValid = IsWhole(context, owner.Id, operation.IsOnly),
            CreatedBy = operation,
        };
        Put(context, owner, indexes => indexes.Plus(index));
        if (!operation.IsOnly)
        {
            Partitions.SpreadIndex(context, owner.Id, index.Id);
        }

        return true;
    }

    /// <summary>False for the index that ON ONLY makes of a partitioned table: it is valid once every partition has its part.</summary>
    public static bool IsWhole(ReplayContext context, ObjectId table, bool isOnly) =>
        !isOnly || context.Schema.FindRelation(table) is not Table { PartitionBy: not null } || !context.Schema.ChildrenOf(table).Any();

    /// <summary>DROP INDEX.</summary>
    public static bool Drop(ReplayContext context, DropIndex operation)
    {
        if (context.Schema.FindIndex(operation.Index) is not { } found)
        {
            return context.Schema.FindRelation(operation.Index) is not null
                ? throw context.Refuse("42809", $"\"{operation.Index.Name}\" is not an index")
                : ObjectApplier.DropMissing(context, ObjectKind.Index, operation.Index, operation.IfExists, "42704");
        }

        var (owner, index) = found;
        if (operation.Concurrently && owner is Table { PartitionBy: not null })
        {
            throw context.Refuse("0A000", $"cannot drop partitioned index \"{index.Name}\" concurrently");
        }

        var target = new ObjectAddress(owner.Id, ObjectPart.Index, index.Id);
        if (!index.Constraint.IsNone)
        {
            DropPlan.RefusePart(context, target, new ObjectAddress(owner.Id, ObjectPart.Constraint, index.Constraint));
        }

        if (context.Schema.FindIndex(index.Parent) is { } parent)
        {
            DropPlan.RefusePart(context, target, new ObjectAddress(parent.Owner.Id, ObjectPart.Index, parent.Index.Id));
        }

        DropPlan.Execute(context, [target], operation.Cascade);
        return true;
    }

    /// <summary>REINDEX.</summary>
    public static bool Rebuild(ReplayContext context, Reindex operation)
    {
        if (operation.Name is not { } name)
        {
            return true;
        }

        switch (operation.Kind)
        {
            case ObjectKind.Index when context.Schema.FindIndex(name) is { } found:
                Put(context, found.Owner, indexes => indexes.Changed(index => index.Id == found.Index.Id && !index.IsValid ? index with { IsValid = true } : index));
                return true;
            case ObjectKind.Index when context.Schema.FindRelation(name) is not null:
                throw context.Refuse("42809", $"\"{name.Name}\" is not an index");
            case ObjectKind.Index when !context.MayExist(name):
                throw context.Refuse("42P01", $"relation \"{name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Table, name));
            case ObjectKind.Table when context.FindOrAssume(name, operation.Source) is null:
                throw context.MissingRelation(name);
            case ObjectKind.Schema:
                context.RequireSchema(name.Name);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Gives an index another name, and its constraint with it.</summary>
    public static void Rename(ReplayContext context, Relation owner, Schema.Index index, string newName)
    {
        var name = Naming.Cut(newName);
        if (context.Schema.IsRelationNameTaken(owner.Name with { Name = name }))
        {
            throw context.Refuse("42P07", $"relation \"{name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Index, owner.Name with { Name = name }));
        }

        if (owner is Table table && !index.Constraint.IsNone)
        {
            ConstraintApplier.RequireFree(context, table, name);
            context.Change(table.Id, item => item with
            {
                Constraints = item.Constraints.Changed(constraint => constraint.Id == index.Constraint ? constraint with { Name = name, ChangedBy = context.Operation } : constraint),
            });
        }

        Put(context, context.Schema.FindRelation(owner.Id)!, indexes =>
            indexes.Changed(item => item.Id == index.Id ? item with { Name = name, ChangedBy = context.Operation } : item));
    }

    /// <summary>The table with the column that a key names; one that is not there is refused.</summary>
    public static Table RequireKey(ReplayContext context, Table table, string column, string role) => (Table)RequireColumn(context, table, column, role);

    /// <summary>Changes the indexes of a relation.</summary>
    public static void Put(ReplayContext context, Relation owner, Func<IReadOnlyList<Schema.Index>, IReadOnlyList<Schema.Index>> change) =>
        context.Put(owner switch
        {
            Table table => table with { Indexes = change(table.Indexes) },
            View view => view with { Indexes = change(view.Indexes) },
            _ => owner,
        });

    private static Relation RequireColumn(ReplayContext context, Relation owner, string column, string role)
    {
        if (owner.FindColumn(column) is not null || SystemColumns.Contains(column))
        {
            return owner;
        }

        if (owner is Table { IsIncomplete: true } table)
        {
            context.RequireColumn(ref table, column);
            return table;
        }

        return owner.IsIncomplete
            ? owner
            : throw context.Refuse("42703", role.Length == 0 ? $"column \"{column}\" does not exist" : $"column \"{column}\" {role} does not exist", detail: RefusalDetail.MissingColumn(owner.Name, column));
    }

    private static Relation FindOwner(ReplayContext context, CreateIndex operation)
    {
        switch (context.FindOrAssume(operation.Table, operation.Source))
        {
            case Table { PartitionBy: not null } when operation.Concurrently:
                throw context.Refuse("0A000", $"cannot create index on partitioned table \"{operation.Table.Name}\" concurrently");
            case Table { ForeignServer: null } table:
                if (context.State.PendingTriggers.Contains(table.Id))
                {
                    throw context.Refuse("55006", $"cannot CREATE INDEX \"{table.Name.Name}\" because it has pending trigger events");
                }

                return table;
            case View { IsMaterialized: true } view:
                return view;
            case null:
                throw context.MissingRelation(operation.Table);
            default:
                throw context.Refuse("42809", $"cannot create index on relation \"{operation.Table.Name}\"");
        }
    }

    private static void RefuseMethod(ReplayContext context, CreateIndex operation)
    {
        if (operation.Keys.Count + operation.Include.Count > 32)
        {
            throw context.Refuse("54011", "cannot use more than 32 columns in an index");
        }

        var method = operation.Method;
        var problem = operation.IsUnique && method is "hash" or "gist" or "gin" or "spgist" or "brin" ? "unique indexes"
            : operation.Include.Count > 0 && method is "hash" or "gin" or "brin" ? "included columns"
            : operation.Keys.Count > 1 && method is "hash" or "spgist" ? "multicolumn indexes"
            : null;
        if (problem is not null && (operation.IsUnique || problem != "unique indexes"))
        {
            throw context.Refuse("0A000", $"access method \"{method}\" does not support {problem}");
        }

        if (!context.Schema.HasAccessMethod(method) && !context.Schema.HasUnknownExtension && context.IsComplete)
        {
            throw context.Refuse("42704", $"access method \"{method}\" does not exist");
        }
    }

    private static Relation RefuseKey(ReplayContext context, Relation owner, IndexKey key, string method)
    {
        if (key.Column is { } name)
        {
            owner = RequireColumn(context, owner, name, "");
        }
        else if (key.Expression is { IsUnknown: false, Volatility: not Volatility.Immutable })
        {
            throw context.Refuse("42P17", "functions in index expression must be marked IMMUTABLE");
        }

        var type = key.Column is { } column ? owner.FindColumn(column)?.Type ?? default : key.Expression?.Type ?? default;
        if (key.OperatorClass is null && !KeyTypes.HasOperatorClass(context.Schema, method, type))
        {
            throw context.Refuse("42704", $"data type {context.Printer.Type(type.Type)} has no default operator class for access method \"{method}\"");
        }

        return owner;
    }

    private static string ChooseName(ReplayContext context, Relation owner, CreateIndex operation) =>
        Naming.ChooseRelation(context.Schema, owner.Name.Name, Naming.JoinColumns(Naming.IndexColumns(operation.Keys, operation.Include)), "idx", owner.Name.Schema, isConstraint: false);
}
