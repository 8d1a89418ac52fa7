using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Every DROP (<c>RemoveRelations</c> of <c>tablecmds.c</c>, <c>dropcmds.c</c>).</summary>
internal sealed class DropLowering(LoweringContext context)
{
    /// <summary>Lowers a statement.</summary>
    public void Drop(Statement tree)
    {
        switch (tree)
        {
            case DropStmt statement:
                Drop(statement);
                break;
            case DropRoleStmt statement:
                foreach (var role in statement.Roles)
                {
                    DropNamed(ObjectKind.Role, "role", new QualifiedName("", context.Roles.Name(role)), statement.MissingOk, cascade: false, role);
                }

                break;
            case DropSubscriptionStmt statement:
                DropNamed(ObjectKind.Subscription, "subscription", new QualifiedName("", statement.Subname ?? ""), statement.MissingOk, cascade: false, statement);
                break;
            case DropUserMappingStmt:
                context.Other("DROP USER MAPPING");
                break;
            case DropOwnedStmt statement:
                DropOwned(statement);
                break;
        }
    }

    private void Drop(DropStmt statement)
    {
        switch (statement.RemoveType)
        {
            case ObjectType.Table or ObjectType.ForeignTable or ObjectType.Sequence or ObjectType.View or ObjectType.Matview or ObjectType.Index:
                DropRelations(statement);
                break;
            case ObjectType.Type or ObjectType.Domain:
                DropTypes(statement);
                break;
            case ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate:
                DropRoutines(statement);
                break;
            case ObjectType.Trigger or ObjectType.Rule or ObjectType.Policy:
                DropOfTable(statement);
                break;
            default:
                foreach (var node in statement.Objects)
                {
                    DropNamed(statement, node);
                }

                break;
        }
    }

    private void DropRelations(DropStmt statement)
    {
        if (statement.Concurrent)
        {
            RequireConcurrent(statement);
        }

        var names = statement.Objects.Select(node => Find(statement, NameParts.ToRangeVar(node))).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            var (name, cascade) = (names[i], statement.Behavior == DropBehavior.Cascade);
            var together = names.Where((_, index) => index != i).ToList();
            var source = names.Count == 1 ? context.Statement : context.Source(statement.Objects[i]);
            context.Emit(statement.RemoveType switch
            {
                ObjectType.Table or ObjectType.ForeignTable => new DropTable(name)
                {
                    Source = source,
                    IfExists = statement.MissingOk,
                    Cascade = cascade,
                    Together = together,
                    IsForeign = statement.RemoveType == ObjectType.ForeignTable,
                },
                ObjectType.Index => new DropIndex(name) { Source = source, IfExists = statement.MissingOk, Cascade = cascade, Concurrently = statement.Concurrent },
                _ => new DropObject(KindOf(statement.RemoveType), name) { Source = source, IfExists = statement.MissingOk, Cascade = cascade, Together = together },
            });
        }
    }

    private void RequireConcurrent(DropStmt statement)
    {
        context.RequireNoTransaction("DROP INDEX CONCURRENTLY");
        var trouble = statement.Objects.Count > 1 ? "DROP INDEX CONCURRENTLY does not support dropping multiple objects"
            : statement.Behavior == DropBehavior.Cascade ? "DROP INDEX CONCURRENTLY does not support CASCADE"
            : null;
        if (trouble is not null)
        {
            throw context.Refuse("0A000", trouble);
        }
    }

    private static ObjectKind KindOf(ObjectType type) => type switch
    {
        ObjectType.Sequence => ObjectKind.Sequence,
        ObjectType.View => ObjectKind.View,
        _ => ObjectKind.MaterializedView,
    };

    // DropErrorMsgNonExistent, DropErrorMsgWrongType: a bare name is that of the first relation in the path, whatever it is.
    private QualifiedName Find(DropStmt statement, RangeVar name)
    {
        var noun = statement.RemoveType switch
        {
            ObjectType.ForeignTable => "foreign table",
            ObjectType.Matview => "materialized view",
            _ => statement.RemoveType.ToString().ToLowerInvariant(),
        };
        if (context.Names.Find(name.Schemaname, name.Relname, context.Schema.IsRelationNameTaken) is { } found)
        {
            var kind = RelationKinds.Of(context.Schema, found);
            var wanted = statement.RemoveType switch
            {
                ObjectType.Table => RelationKinds.Kinds.Table,
                ObjectType.ForeignTable => RelationKinds.Kinds.Foreign,
                ObjectType.Sequence => RelationKinds.Kinds.Sequence,
                ObjectType.View => RelationKinds.Kinds.View,
                ObjectType.Matview => RelationKinds.Kinds.MaterializedView,
                _ => RelationKinds.Kinds.Index,
            };
            return kind == RelationKinds.Kinds.Unknown || kind == wanted
                ? found
                : throw context.Refuse("42809", $"\"{name.Relname}\" is not {(noun is "index" ? "an" : "a")} {noun}", name);
        }

        if (!statement.MissingOk)
        {
            if (name.Schemaname is { } schema)
            {
                context.Names.RequireSchema(schema, name);
            }

            RequireRelation(statement, name, noun);
        }

        return context.Names.Assumed(name.Schemaname, name.Relname);
    }

    private void RequireRelation(DropStmt statement, RangeVar name, string noun)
    {
        var isTable = statement.RemoveType is ObjectType.Table or ObjectType.ForeignTable;
        if (!isTable)
        {
            context.Missing(noun == "index" ? "42704" : "42P01", $"{noun} \"{name.Relname}\" does not exist", name, detail: RefusalDetail.Missing(noun == "index" ? ObjectKind.Index : ObjectKind.Table, context.Names.Assumed(name.Schemaname, name.Relname)));
        }
        else if (context.Sink.FindOrAssumeRelation(context.Names.Assumed(name.Schemaname, name.Relname), context.Source(name)) is null)
        {
            throw context.Refuse("42P01", $"{noun} \"{name.Relname}\" does not exist", name, detail: RefusalDetail.Missing(ObjectKind.Table, context.Names.Assumed(name.Schemaname, name.Relname)));
        }
    }

    private void DropTypes(DropStmt statement)
    {
        var names = statement.Objects.OfType<TypeName>().Select(node => FindType(statement, node)).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            context.Emit(new DropObject(statement.RemoveType == ObjectType.Domain ? ObjectKind.Domain : ObjectKind.Type, names[i])
            {
                Source = names.Count == 1 ? context.Statement : context.Source(statement.Objects[i]),
                IfExists = statement.MissingOk,
                Cascade = statement.Behavior == DropBehavior.Cascade,
                Together = [.. names.Where((_, index) => index != i)],
            });
        }
    }

    private QualifiedName FindType(DropStmt statement, TypeName node)
    {
        var parts = NameParts.Of(node.Names);
        var (schema, name) = (NameParts.SchemaOf(parts), NameParts.NameOf(parts));
        if (context.Names.Find(schema, name, candidate => context.Schema.FindType(candidate) is not null) is { } found)
        {
            return statement.RemoveType == ObjectType.Domain && context.Schema.FindType(found) is not { Kind: TypeKind.Domain }
                ? throw context.Refuse("42809", $"\"{NameParts.Spelling(parts)}\" is not a domain", node)
                : found;
        }

        if (!statement.MissingOk)
        {
            if (schema is not null)
            {
                context.Names.RequireSchema(schema, node);
            }

            if (!context.Schema.HasUnknownExtension)
            {
                context.Missing("42704", $"type \"{NameParts.Spelling(parts)}\" does not exist", node, detail: RefusalDetail.Missing(ObjectKind.Type, context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts))));
            }
        }

        return context.Names.Assumed(schema, name);
    }

    private void DropRoutines(DropStmt statement)
    {
        foreach (var routine in statement.Objects.OfType<ObjectWithArgs>())
        {
            context.Emit(new DropRoutine(new RoutineNames(context).Find(routine, statement.RemoveType, statement.MissingOk), RoutineNames.KindOf(statement.RemoveType))
            {
                Source = statement.Objects.Count == 1 ? context.Statement : context.Source(routine),
                IfExists = statement.MissingOk,
                Cascade = statement.Behavior == DropBehavior.Cascade,
            });
        }
    }

    private void DropOfTable(DropStmt statement)
    {
        foreach (var list in statement.Objects.OfType<ListValue>())
        {
            var table = NameParts.ToRangeVar([.. list.Items.Take(list.Items.Count - 1)]);
            var name = NameParts.NameOf(NameParts.Of(list));
            context.Emit(new DropTableObject(context.Names.FindRelation(table, statement.MissingOk)?.Name ?? context.Names.Resolve(table), name, ObjectNames.KindOf(statement.RemoveType))
            {
                Source = context.Statement,
                IfExists = statement.MissingOk,
                IfTableExists = statement.MissingOk,
                Cascade = statement.Behavior == DropBehavior.Cascade,
            });
        }
    }

    // A type or schema that is missing has no casts or operators either.
    private void DropNamed(DropStmt statement, Node node)
    {
        try
        {
            var named = new ObjectNames(context).Resolve(statement.RemoveType, node);
            DropNamed(named.Kind, named.Noun, named.Name, statement.MissingOk, statement.Behavior == DropBehavior.Cascade, node);
        }
        catch (StatementRefusedException refused) when (statement.MissingOk && refused.Refusal.SqlState is "42704" or "3F000")
        {
            context.Other("DROP " + ObjectNames.Noun(statement.RemoveType).ToUpperInvariant());
        }
    }

    private void DropNamed(ObjectKind kind, string noun, QualifiedName name, bool missingOk, bool cascade, Node place)
    {
        if (!missingOk && kind == ObjectKind.Schema)
        {
            context.Names.RequireSchema(name.Name, place);
        }
        else if (!missingOk && !new ObjectNames(context).Exists(kind, name))
        {
            var isDatabase = kind == ObjectKind.Database;
            context.Missing(isDatabase ? "3D000" : kind == ObjectKind.Operator ? "42883" : "42704", ObjectNames.Missing(noun, name), place, detail: RefusalDetail.Missing(kind, name));
        }

        context.Emit(new DropObject(kind, name) { Source = context.Statement, IfExists = missingOk, Cascade = cascade });
    }

    // shdepDropOwned: whatever belongs to the roles goes.
    private void DropOwned(DropOwnedStmt statement)
    {
        var roles = new HashSet<string>(context.Roles.Require(statement.Roles), StringComparer.Ordinal);
        var cascade = statement.Behavior == DropBehavior.Cascade;
        context.Other("DROP OWNED");
        foreach (var relation in context.Schema.Relations.Where(relation => IsOwned(relation)).ToList())
        {
            if (context.Schema.FindRelation(relation.Id) is { } present)
            {
                context.Emit(present is Table
                    ? new DropTable(present.Name) { Source = context.Statement, IfExists = true, Cascade = cascade }
                    : new DropObject(RelationKinds.ObjectKindOf(RelationKinds.Of(context.Schema, present.Name)), present.Name) { Source = context.Statement, IfExists = true, Cascade = cascade });
            }
        }

        foreach (var space in context.Schema.Namespaces.Where(space => IsOwned(space)).ToList())
        {
            context.Emit(new DropObject(ObjectKind.Schema, new QualifiedName("", space.Name)) { Source = context.Statement, IfExists = true, Cascade = cascade });
        }

        bool IsOwned(SchemaObject thing) => thing.Owner is { } owner && roles.Contains(owner);
    }
}
