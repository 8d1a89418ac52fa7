using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>CREATE, DROP and SET SCHEMA of schemas, extensions and of what has no applier of its own.</summary>
internal static class ObjectApplier
{
    /// <summary>CREATE SCHEMA.</summary>
    public static bool Create(ReplayContext context, CreateSchema operation)
    {
        if (operation.Schema.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw context.Refuse("42939", $"unacceptable schema name \"{operation.Schema}\"");
        }

        if (operation.Owner is { } owner)
        {
            Roles.Require(context, owner);
        }

        if (context.Schema.FindNamespace(operation.Schema) is not null)
        {
            return operation.IfNotExists ? false : throw context.Refuse("42P06", $"schema \"{operation.Schema}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Schema, new QualifiedName("", operation.Schema)));
        }

        context.Schema = context.Schema.With(new Namespace(context.NewId(), operation.Schema) { CreatedBy = operation, Owner = operation.Owner });
        return true;
    }

    /// <summary>CREATE EXTENSION.</summary>
    public static bool Create(ReplayContext context, CreateExtension operation)
    {
        var name = operation.Extension;
        if (name == "plpgsql" || context.Schema.FindExtension(name) is not null)
        {
            return operation.IfNotExists ? false : throw context.Refuse("42710", $"extension \"{name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Extension, new QualifiedName("", name)));
        }

        var schema = operation.Schema ?? context.State.Settings.SearchPath.FirstOrDefault(item => context.Schema.FindNamespace(item) is not null) ?? "public";
        context.RequireSchema(schema);
        Install(context, name, schema, operation.Cascade, 0);
        return true;
    }

    /// <summary>CREATE of what is known by its name only.</summary>
    public static bool Create(ReplayContext context, CreateObject operation)
    {
        if (operation.Name.Schema.Length > 0)
        {
            context.RequireSchema(operation.Name.Schema);
        }

        var exists = context.Schema.FindOther(operation.Kind, operation.Name) is not null
            || (operation.Kind == ObjectKind.Role && Roles.IsBuiltIn(operation.Name.Name));
        if (exists)
        {
            return operation.IfNotExists ? false : throw context.Refuse("42710", $"{Describe.Word(operation.Kind)} \"{operation.Name.Name}\" already exists", detail: RefusalDetail.Exists(operation.Kind, operation.Name));
        }

        context.Schema = context.Schema.With(new OtherObject(context.NewId(), operation.Kind, operation.Name) { DependsOn = operation.DependsOn, CreatedBy = operation });
        return true;
    }

    /// <summary>DROP of a view, sequence, type, schema, extension or of what is known by its name only.</summary>
    public static bool Drop(ReplayContext context, DropObject operation)
    {
        switch (operation.Kind)
        {
            case ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence:
                return DropRelation(context, operation);
            case ObjectKind.Type or ObjectKind.Domain:
                return TypeApplier.Drop(context, operation);
            case ObjectKind.Schema:
                return DropFound(context, operation, context.Schema.FindNamespace(operation.Name.Name), "3F000");
            case ObjectKind.Extension:
                return operation.Name.Name != "plpgsql" && DropFound(context, operation, context.Schema.FindExtension(operation.Name.Name), "42704");
            default:
                return DropFound(context, operation, context.Schema.FindOther(operation.Kind, operation.Name), "42704");
        }
    }

    /// <summary>RENAME TO of a type, schema or of what is known by its name only.</summary>
    public static bool Rename(ReplayContext context, RenameObject operation)
    {
        var newName = Naming.Cut(operation.NewName);
        switch (operation.Kind)
        {
            case ObjectKind.Type or ObjectKind.Domain:
                return TypeApplier.Rename(context, operation);
            case ObjectKind.Schema:
                RenameSchema(context, operation.Name.Name, newName);
                return true;
            default:
                if (context.Schema.FindOther(operation.Kind, operation.Name) is { } other)
                {
                    RefuseTaken(context, operation.Kind, operation.Name with { Name = newName });
                    context.Schema = context.Schema.With(other with { Name = other.Name with { Name = newName }, ChangedBy = operation });
                    return true;
                }

                return RequireOther(context, operation.Kind, operation.Name);
        }
    }

    /// <summary>SET SCHEMA.</summary>
    public static bool SetSchema(ReplayContext context, SetSchema operation)
    {
        switch (operation.Kind)
        {
            case ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index:
                return MoveApplier.MoveRelation(context, operation);
            case ObjectKind.Type or ObjectKind.Domain:
                return MoveApplier.MoveType(context, operation);
            case ObjectKind.Extension when context.Schema.FindExtension(operation.Name.Name) is { } extension:
                context.RequireSchema(operation.NewSchema);
                context.Schema = context.Schema.With(extension with { Schema = operation.NewSchema, ChangedBy = operation });
                return true;
            default:
                if (context.Schema.FindOther(operation.Kind, operation.Name) is { } other)
                {
                    context.RequireSchema(operation.NewSchema);
                    context.Schema = context.Schema.With(other with { Name = other.Name with { Schema = operation.NewSchema }, ChangedBy = operation });
                    return true;
                }

                return operation.IfExists ? false : RequireOther(context, operation.Kind, operation.Name);
        }
    }

    /// <summary>What happens where the object of a DROP is not there: IF EXISTS, or a base that lies outside.</summary>
    public static bool DropMissing(ReplayContext context, ObjectKind kind, QualifiedName name, bool ifExists, string sqlState)
    {
        if (ifExists || context.MayExist(name))
        {
            if (!ifExists && !context.Operation.IsConditional)
            {
                context.NoteAssumed(kind, name, context.Operation.Source);
            }

            context.Schema = context.Schema.WithGone(name);
            return !ifExists;
        }

        if (name.Schema.Length > 0)
        {
            context.RequireSchema(name.Schema);
        }

        var shown = kind is ObjectKind.Schema or ObjectKind.Extension or ObjectKind.Role ? name.Name : name.ToString();
        throw context.Refuse(sqlState, $"{Describe.Word(kind)} \"{shown}\" does not exist");
    }

    /// <summary>The other objects that a statement drops.</summary>
    public static IReadOnlyCollection<ObjectId> FindTogether(ReplayContext context, IReadOnlyList<QualifiedName> names)
    {
        var found = new List<ObjectId>();
        foreach (var name in names)
        {
            if (context.Schema.FindRelation(name) is { } relation)
            {
                found.Add(relation.Id);
            }
            else if (context.Schema.FindType(name) is { } type)
            {
                found.Add(type.Id);
            }
        }

        return found;
    }

    private static void Install(ReplayContext context, string name, string schema, bool cascade, int depth)
    {
        foreach (var required in BuiltInCatalog.Requires(name))
        {
            if (required == "plpgsql" || context.Schema.FindExtension(required) is not null)
            {
                continue;
            }

            if (!cascade)
            {
                throw context.Refuse("42704", $"required extension \"{required}\" is not installed", detail: RefusalDetail.Missing(ObjectKind.Extension, new QualifiedName("", required)));
            }

            if (depth < 10)
            {
                Install(context, required, schema, cascade, depth + 1);
            }
        }

        context.Schema = context.Schema.With(new Extension(context.NewId(), name, schema) { IsKnown = BuiltInCatalog.IsContrib(name), CreatedBy = context.Operation });
    }

    private static bool DropRelation(ReplayContext context, DropObject operation)
    {
        var relation = context.Schema.FindRelation(operation.Name);
        var fits = (operation.Kind, relation) switch
        {
            (ObjectKind.View, View { IsMaterialized: false }) => true,
            (ObjectKind.MaterializedView, View { IsMaterialized: true }) => true,
            (ObjectKind.Sequence, Sequence) => true,
            (_, Table { IsIncomplete: true, CreatedBy: null }) => true,
            _ => false,
        };
        if (relation is null && context.Schema.FindIndex(operation.Name) is null)
        {
            return DropMissing(context, operation.Kind, operation.Name, operation.IfExists, "42P01");
        }

        if (relation is null || !fits)
        {
            throw context.Refuse("42809", $"\"{operation.Name.Name}\" is not a {Describe.Word(operation.Kind)}");
        }

        DropPlan.RefuseMember(context, relation);
        var target = new ObjectAddress(relation.Id);
        if (relation is Sequence { IsIdentity: true } sequence)
        {
            DropPlan.RefusePart(context, target, new ObjectAddress(sequence.OwnerTable, ObjectPart.Column, default, sequence.OwnerColumn));
        }

        DropPlan.Execute(context, [target], operation.Cascade, FindTogether(context, operation.Together));
        return true;
    }

    private static bool DropFound(ReplayContext context, DropObject operation, SchemaObject? found, string sqlState)
    {
        if (found is null)
        {
            return operation.Kind == ObjectKind.Role && Roles.IsBuiltIn(operation.Name.Name)
                ? throw context.Refuse("55006", "current user cannot be dropped")
                : DropMissing(context, operation.Kind, operation.Name, operation.IfExists, sqlState);
        }

        DropPlan.Execute(context, [new ObjectAddress(found.Id)], operation.Cascade);
        context.Schema = found is Namespace ? context.Schema.WithGone(new QualifiedName("", operation.Name.Name)) : context.Schema;
        return true;
    }

    private static bool RequireOther(ReplayContext context, ObjectKind kind, QualifiedName name) =>
        context.MayExist(name) || (kind == ObjectKind.Role && Roles.IsBuiltIn(name.Name))
            ? true
            : throw context.Refuse("42704", $"{Describe.Word(kind)} \"{name.Name}\" does not exist", detail: RefusalDetail.Missing(kind, name));

    private static void RefuseTaken(ReplayContext context, ObjectKind kind, QualifiedName name)
    {
        if (context.Schema.FindOther(kind, name) is not null)
        {
            throw context.Refuse("42710", $"{Describe.Word(kind)} \"{name.Name}\" already exists", detail: RefusalDetail.Exists(kind, name));
        }
    }

    private static void RenameSchema(ReplayContext context, string name, string newName)
    {
        context.RequireSchema(name);
        if (context.Schema.FindNamespace(newName) is not null)
        {
            throw context.Refuse("42P06", $"schema \"{newName}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Schema, new QualifiedName("", newName)));
        }

        if (context.Schema.FindNamespace(name) is not { } found)
        {
            return;
        }

        foreach (var item in context.Schema.ObjectsIn(name).ToList())
        {
            context.Schema = item switch
            {
                Relation relation => context.Schema.With(relation with { Name = relation.Name with { Schema = newName } }),
                SchemaType type => context.Schema.With(type with { Name = type.Name with { Schema = newName } }),
                Routine routine => context.Schema.With(routine with { Name = routine.Name with { Schema = newName } }),
                OtherObject other => context.Schema.With(other with { Name = other.Name with { Schema = newName } }),
                _ => context.Schema,
            };
        }

        foreach (var extension in context.Schema.Extensions.Where(extension => extension.Schema == name).ToList())
        {
            context.Schema = context.Schema.With(extension with { Schema = newName });
        }

        context.Schema = context.Schema.With(found with { Name = newName, ChangedBy = context.Operation }).WithGone(new QualifiedName("", name));
    }
}
