using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>OWNER TO, GRANT and COMMENT: what must be there, and the owner.</summary>
internal static class AnnotationApplier
{
    /// <summary>OWNER TO.</summary>
    public static bool SetOwner(ReplayContext context, SetOwner operation)
    {
        if (operation.IfExists && IsMissing(context, operation.Kind, operation.Name))
        {
            return false;
        }

        Require(context, operation.Kind, operation.Name);
        Roles.Require(context, operation.Owner);
        SchemaObject? found = operation.Kind switch
        {
            ObjectKind.Schema => context.Schema.FindNamespace(operation.Name.Name),
            ObjectKind.Type or ObjectKind.Domain => context.Schema.FindType(operation.Name),
            _ => context.Schema.FindRelation(operation.Name),
        };
        context.Schema = found switch
        {
            { Id.IsBuiltIn: true } or { Extension.IsNone: false } => context.Schema,
            Relation relation => context.Schema.With(relation with { Owner = operation.Owner, ChangedBy = operation }),
            SchemaType type => context.Schema.With(type with { Owner = operation.Owner, ChangedBy = operation }),
            Namespace schema => context.Schema.With(schema with { Owner = operation.Owner, ChangedBy = operation }),
            _ => context.Schema,
        };
        return true;
    }

    /// <summary>GRANT, REVOKE.</summary>
    public static bool Grant(ReplayContext context, Grant operation)
    {
        if (operation.Name is { } name)
        {
            Require(context, operation.Kind, name, operation.ArgumentTypes);
        }

        if (operation.InSchema is { } schema)
        {
            context.RequireSchema(schema);
        }

        foreach (var grantee in operation.Grantees)
        {
            Roles.Require(context, grantee);
        }

        return true;
    }

    /// <summary>COMMENT ON.</summary>
    public static bool Comment(ReplayContext context, CommentOn operation)
    {
        if (operation.Part is not { } part)
        {
            Require(context, operation.Kind, operation.Name, operation.ArgumentTypes);
            return true;
        }

        if (operation.Kind == ObjectKind.Constraint && context.Schema.FindType(operation.Name) is { Kind: TypeKind.Domain })
        {
            return true;
        }

        if (context.FindOrAssume(operation.Name, operation.Source) is not { } relation)
        {
            throw context.MissingRelation(operation.Name);
        }

        var isThere = relation.IsIncomplete || operation.Kind switch
        {
            ObjectKind.Column => relation.FindColumn(part) is not null,
            ObjectKind.Constraint => relation is not Table table || table.Constraints.Any(item => item.Name == part),
            ObjectKind.Trigger => (relation switch { Table table => table.Triggers, View view => view.Triggers, _ => [] }).Any(item => item.Name == part),
            ObjectKind.Policy => relation is not Table table || table.Policies.Any(item => item.Name == part),
            _ => true,
        };
        return isThere ? true
            : operation.Kind == ObjectKind.Column ? throw context.Refuse("42703", $"column \"{part}\" of relation \"{relation.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(relation.Name, part))
            : throw context.Refuse("42704", $"{Describe.Word(operation.Kind)} \"{part}\" for table \"{relation.Name.Name}\" does not exist", detail: RefusalDetail.Missing(operation.Kind, relation.Name, part));
    }

    /// <summary>Refuses where an object is certainly missing, or is of another kind.</summary>
    private static void Require(ReplayContext context, ObjectKind kind, QualifiedName name, IReadOnlyList<TypeReference>? arguments = null)
    {
        switch (kind)
        {
            case ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index or ObjectKind.ForeignTable:
                RequireRelation(context, kind, name);
                break;
            case ObjectKind.Type or ObjectKind.Domain:
                TypeApplier.Find(context, name, ifExists: false);
                break;
            case ObjectKind.Schema:
                context.RequireSchema(name.Name);
                break;
            case ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate or ObjectKind.Routine:
                RoutineApplier.Find(context, new RoutineSignature(name, arguments), kind, ifExists: false);
                break;
            case ObjectKind.Extension when name.Name != "plpgsql" && context.IsComplete && context.Schema.FindExtension(name.Name) is null:
                throw context.Refuse("42704", $"extension \"{name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Extension, name));
            case ObjectKind.Role:
                Roles.Require(context, name.Name);
                break;
        }
    }

    private static void RequireRelation(ReplayContext context, ObjectKind kind, QualifiedName name)
    {
        if (context.Schema.FindIndex(name) is not null)
        {
            if (kind is not (ObjectKind.Index or ObjectKind.Table))
            {
                throw context.Refuse("42809", $"\"{name.Name}\" is not a {Describe.Word(kind)}");
            }

            return;
        }

        if (kind == ObjectKind.Index && context.MayExist(name))
        {
            return;
        }

        var relation = context.FindOrAssume(name, context.Operation.Source) ?? throw context.MissingRelation(name);
        var fits = context.Operation is not CommentOn || kind switch
        {
            ObjectKind.Table => relation is Table,
            ObjectKind.View => relation is View { IsMaterialized: false },
            ObjectKind.MaterializedView => relation is View { IsMaterialized: true },
            ObjectKind.Sequence => relation is Sequence,
            ObjectKind.Index => false,
            _ => true,
        };
        if (!fits && !relation.IsIncomplete)
        {
            throw context.Refuse("42809", $"\"{name.Name}\" is not a{(kind == ObjectKind.Index ? "n" : "")} {Describe.Word(kind)}");
        }
    }

    private static bool IsMissing(ReplayContext context, ObjectKind kind, QualifiedName name) => kind switch
    {
        ObjectKind.Schema => context.Schema.FindNamespace(name.Name) is null,
        ObjectKind.Type or ObjectKind.Domain => context.Schema.FindType(name) is null,
        _ => !context.Schema.IsRelationNameTaken(name),
    };
}
