using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>Enumerations, domains, composite types and ranges (<c>commands/typecmds.c</c>).</summary>
internal static class TypeApplier
{
    /// <summary>CREATE TYPE … AS ENUM.</summary>
    public static bool Create(ReplayContext context, CreateEnumType operation)
    {
        Begin(context, operation.Type);
        if (operation.Labels.GroupBy(label => label, StringComparer.Ordinal).Any(group => group.Skip(1).Any()))
        {
            throw context.Refuse("23505", "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"");
        }

        RowTypes.Make(context, new SchemaType(context.NewId(), operation.Type, TypeKind.Enum) { Category = 'E', Labels = operation.Labels, CreatedBy = operation });
        return true;
    }

    /// <summary>ALTER TYPE … ADD VALUE.</summary>
    public static bool AddValue(ReplayContext context, AddEnumValue operation)
    {
        if (FindEnum(context, operation.Type) is not { } type)
        {
            return true;
        }

        if (type.Labels.Contains(operation.Label))
        {
            return operation.IfNotExists ? false : throw context.Refuse("42710", $"enum label \"{operation.Label}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Type, operation.Type, operation.Label));
        }

        var labels = type.Labels.ToList();
        if ((operation.Before ?? operation.After) is { } neighbor && !labels.Contains(neighbor))
        {
            throw context.Refuse("22023", $"\"{neighbor}\" is not an existing enum label");
        }

        var index = operation.Before is { } before ? labels.IndexOf(before) : operation.After is { } after ? labels.IndexOf(after) + 1 : labels.Count;
        labels.Insert(index, operation.Label);
        context.Schema = context.Schema.With(type with { Labels = labels, ChangedBy = operation });
        if (context.IsInTransaction)
        {
            context.State = context.State with { NewLabels = context.State.NewLabels.Plus((type.Id, operation.Label)) };
        }

        return true;
    }

    /// <summary>ALTER TYPE … RENAME VALUE.</summary>
    public static bool RenameValue(ReplayContext context, RenameEnumValue operation)
    {
        if (FindEnum(context, operation.Type) is not { } type)
        {
            return true;
        }

        if (!type.Labels.Contains(operation.Label))
        {
            throw context.Refuse("22023", $"\"{operation.Label}\" is not an existing enum label");
        }

        if (type.Labels.Contains(operation.NewLabel))
        {
            throw context.Refuse("42710", $"enum label \"{operation.NewLabel}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Type, operation.Type, operation.NewLabel));
        }

        context.Schema = context.Schema.With(type with { Labels = type.Labels.Renamed(operation.Label, operation.NewLabel), ChangedBy = operation });
        context.ForgetRows();
        if (context.State.NewLabels.Contains((type.Id, operation.Label)))
        {
            context.State = context.State with { NewLabels = context.State.NewLabels.Plus((type.Id, operation.NewLabel)) };
        }

        return true;
    }

    /// <summary>CREATE TYPE … AS (…).</summary>
    public static bool Create(ReplayContext context, CreateCompositeType operation)
    {
        Begin(context, operation.Type);
        if (context.Schema.IsRelationNameTaken(operation.Type))
        {
            throw context.Refuse("42P07", $"relation \"{operation.Type.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Type, operation.Type));
        }

        if (operation.Attributes.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw context.Refuse("42701", $"column \"{twice.Key}\" specified more than once", detail: RefusalDetail.Twice(twice.Key));
        }

        var id = context.NewId();
        var rowType = RowTypes.MakeFor(context, operation.Type, id);
        context.Schema = context.Schema.With(new CompositeRelation(id, operation.Type)
        {
            Columns = [.. operation.Attributes.Select(column => new Column(column.Name, column.Type) { Collation = column.Collation, CreatedBy = operation })],
            RowType = rowType,
            CreatedBy = operation,
        });
        return true;
    }

    /// <summary>CREATE TYPE … AS RANGE: the range, its multirange and the functions that make them.</summary>
    public static bool Create(ReplayContext context, CreateRangeType operation)
    {
        Begin(context, operation.Type);
        var multirangeName = operation.Type with { Name = operation.Multirange is { } given ? Naming.Cut(given) : MultirangeName(operation.Type.Name) };
        RowTypes.RequireFree(context, multirangeName);
        var (id, multirangeId) = (context.NewId(), context.NewId());
        RowTypes.Make(context, new SchemaType(id, operation.Type, TypeKind.Range)
        {
            Category = 'R', Subtype = operation.Subtype.Type, Multirange = multirangeId, CreatedBy = operation,
        });
        RowTypes.Make(context, new SchemaType(multirangeId, multirangeName, TypeKind.Multirange) { Category = 'R', Subtype = id, CreatedBy = operation });
        var range = new TypeReference(id);
        AddConstructor(context, operation.Type, range, [operation.Subtype, operation.Subtype], isVariadic: false);
        AddConstructor(context, operation.Type, range, [operation.Subtype, operation.Subtype, new TypeReference(new ObjectId(25))], isVariadic: false);
        var multirange = new TypeReference(multirangeId);
        AddConstructor(context, multirangeName, multirange, [], isVariadic: false);
        AddConstructor(context, multirangeName, multirange, [range], isVariadic: false);
        AddConstructor(context, multirangeName, multirange, [new TypeReference(context.Schema.FindType(id)!.Array)], isVariadic: true);
        return true;
    }

    /// <summary>CREATE TYPE with functions in C, or a shell of one.</summary>
    public static bool Create(ReplayContext context, CreateBaseType operation)
    {
        context.RequireSchema(operation.Type.Schema);
        if (context.Schema.FindType(operation.Type) is { IsDefined: false } shell && !operation.IsShell)
        {
            RowTypes.Make(context, shell with { IsDefined = true, ChangedBy = operation });
            return true;
        }

        RowTypes.RequireFree(context, operation.Type);
        var type = new SchemaType(context.NewId(), operation.Type, TypeKind.Base) { IsDefined = !operation.IsShell, CreatedBy = operation };
        if (operation.IsShell)
        {
            context.Schema = context.Schema.With(type);
        }
        else
        {
            RowTypes.Make(context, type);
        }

        return true;
    }

    /// <summary>DROP TYPE, DROP DOMAIN.</summary>
    public static bool Drop(ReplayContext context, DropObject operation)
    {
        var type = context.Schema.FindType(operation.Name);
        if (type is null)
        {
            return ObjectApplier.DropMissing(context, ObjectKind.Type, operation.Name, operation.IfExists, "42704");
        }

        if (operation.Kind == ObjectKind.Domain && type.Kind != TypeKind.Domain)
        {
            throw context.Refuse("42809", $"\"{operation.Name}\" is not a domain");
        }

        var target = new ObjectAddress(type.Id);
        if (type.Id.IsBuiltIn)
        {
            throw context.Refuse("2BP01", $"cannot drop {Describe.Object(context.Schema, type)} because it is required by the database system");
        }

        DropPlan.RefuseMember(context, type);
        if (context.Schema.FindRelation(type.Relation) is { } relation and not CompositeRelation)
        {
            DropPlan.RefusePart(context, target, new ObjectAddress(relation.Id));
        }

        if (type.IsArray || type.Kind == TypeKind.Multirange)
        {
            DropPlan.RefusePart(context, target, new ObjectAddress(type.IsArray ? type.Element : type.Subtype));
        }

        DropPlan.Execute(context, [target], operation.Cascade, ObjectApplier.FindTogether(context, operation.Together));
        return true;
    }

    /// <summary>RENAME TO of a type or domain.</summary>
    public static bool Rename(ReplayContext context, RenameObject operation)
    {
        if (Find(context, operation.Name, ifExists: false) is not { } type)
        {
            return true;
        }

        if (operation.Kind == ObjectKind.Domain && type.Kind != TypeKind.Domain)
        {
            throw context.Refuse("42809", $"{context.Printer.Type(type.Id)} is not a domain");
        }

        var name = type.Name with { Name = Naming.Cut(operation.NewName) };
        switch (context.Schema.FindRelation(type.Relation))
        {
            case CompositeRelation composite:
                if (context.Schema.IsRelationNameTaken(name))
                {
                    throw context.Refuse("42P07", $"relation \"{name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Type, name));
                }

                context.Put(composite with { Name = name });
                break;
            case not null:
                throw context.Refuse("42809", $"{context.Printer.Type(type.Id)} is a table's row type");
        }

        RowTypes.Rename(context, type.Id, name);
        return true;
    }

    /// <summary>The type of that name that a user made.</summary>
    /// <returns>Null where it is not there and that is fine.</returns>
    public static SchemaType? Find(ReplayContext context, QualifiedName name, bool ifExists)
    {
        if (context.Schema.FindType(name) is { } found)
        {
            return found;
        }

        if (ifExists)
        {
            return null;
        }

        if (!context.MayExist(name))
        {
            context.RequireSchema(name.Schema);
            throw context.Refuse("42704", $"type \"{name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Type, name));
        }

        context.NoteAssumed(ObjectKind.Type, name, context.Operation.Source);
        return null;
    }

    private static void Begin(ReplayContext context, QualifiedName name)
    {
        context.RequireSchema(name.Schema);
        RowTypes.RequireFree(context, name);
    }

    private static SchemaType? FindEnum(ReplayContext context, QualifiedName name)
    {
        var type = Find(context, name, ifExists: false);
        return type is null or { Kind: TypeKind.Enum } ? type : throw context.Refuse("42809", $"{context.Printer.Type(type.Id)} is not an enum");
    }

    /// <summary><c>makeMultirangeTypeName</c>.</summary>
    private static string MultirangeName(string range)
    {
        var index = range.IndexOf("range", StringComparison.Ordinal);
        return index >= 0 ? Naming.Cut(range.Insert(index, "multi")) : Naming.Make(range, null, "multirange");
    }

    private static void AddConstructor(ReplayContext context, QualifiedName name, TypeReference type, TypeReference[] parameters, bool isVariadic)
    {
        context.Schema = context.Schema.With(new Routine(context.NewId(), name, ObjectKind.Function)
        {
            Parameters = [.. parameters.Select(parameter => new RoutineParameter(null, parameter, isVariadic ? "VARIADIC" : "IN"))],
            Returns = type,
            Volatility = Volatility.Immutable,
            IsStrict = type == parameters.FirstOrDefault() || isVariadic,
            ConstructedType = type.Type,
            CreatedBy = context.Operation,
        });
    }
}
