using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>COMMENT ON (<c>comment.c</c>, <c>objectaddress.c</c>).</summary>
internal sealed class CommentLowering(LoweringContext context)
{
    /// <summary>Lowers the statement.</summary>
    public void Comment(CommentStmt statement)
    {
        var kind = ObjectNames.KindOf(statement.Objtype);
        switch (statement.Objtype)
        {
            case ObjectType.Table or ObjectType.View or ObjectType.Matview or ObjectType.Sequence or ObjectType.ForeignTable or ObjectType.Index:
                Emit(statement, kind, Relation(statement.Objtype, NameParts.ToRangeVar(statement.Object)), part: null);
                break;
            case ObjectType.Column:
                Column(statement);
                break;
            case ObjectType.Tabconstraint or ObjectType.Trigger or ObjectType.Rule or ObjectType.Policy:
                Part(statement, kind);
                break;
            case ObjectType.Domconstraint when statement.Object is ListValue { Items.Count: 2 } pair && pair.Items[0] is TypeName domain && pair.Items[1] is StringValue constraint:
                DomainConstraint(domain, constraint);
                break;
            case ObjectType.Type or ObjectType.Domain when statement.Object is TypeName type:
                Emit(statement, kind, TypeName(type), part: null);
                break;
            case ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate when statement.Object is ObjectWithArgs routine:
                var signature = new RoutineNames(context).Find(routine, statement.Objtype, missingOk: false);
                context.Emit(new CommentOn(kind, signature.Name, Part: null, statement.Comment) { Source = context.Statement, ArgumentTypes = signature.ArgumentTypes });
                break;
            default:
                Named(statement);
                break;
        }
    }

    private void DomainConstraint(TypeName domain, StringValue constraint)
    {
        if (context.FindType(domain) is { } type && type.Checks.All(check => check.Name != constraint.Sval))
        {
            throw context.Refuse("42704", $"constraint \"{constraint.Sval}\" for domain {new SchemaPrinter(context.Schema).Type(new TypeReference(type.Id))} does not exist", constraint);
        }

        context.Other("COMMENT");
    }

    private void Emit(CommentStmt statement, ObjectKind kind, QualifiedName name, string? part) =>
        context.Emit(new CommentOn(kind, name, part, statement.Comment) { Source = context.Statement });

    private QualifiedName TypeName(TypeName name)
    {
        var parts = NameParts.Of(name.Names);
        return context.FindType(name)?.Name ?? context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts));
    }

    // get_relation_by_qualified_name.
    private QualifiedName Relation(ObjectType type, RangeVar name)
    {
        var found = context.Names.Find(name.Schemaname, name.Relname, context.Schema.IsRelationNameTaken);
        if (found is null && type is (ObjectType.Index or ObjectType.Sequence) && !context.Sink.IsComplete)
        {
            return context.Names.Assumed(name.Schemaname, name.Relname);
        }

        var relation = found ?? context.Names.FindRelation(name).Name;
        var kind = RelationKinds.Of(context.Schema, relation);
        var isWrong = type == ObjectType.Table && kind is not (RelationKinds.Kinds.Table or RelationKinds.Kinds.Unknown);
        if (isWrong)
        {
            throw context.Refuse("42809", $"\"{relation.Name}\" is not a table", name);
        }

        if (type != ObjectType.Table)
        {
            RelationKinds.RequireWord(context, type, relation, name);
        }

        return relation;
    }

    private void Column(CommentStmt statement)
    {
        var names = ((ListValue)statement.Object!).Items;
        if (names.Count < 2)
        {
            throw context.Refuse("42601", "column name must be qualified", statement.Object);
        }

        var relation = context.Names.FindRelation(NameParts.ToRangeVar([.. names.Take(names.Count - 1)]));
        var column = NameParts.NameOf(NameParts.Of(names));
        if (!relation.IsIncomplete && relation.FindColumn(column) is null)
        {
            throw context.Refuse("42703", $"column \"{column}\" of relation \"{relation.Name.Name}\" does not exist", statement.Object, detail: RefusalDetail.MissingColumn(relation.Name, column));
        }

        Emit(statement, ObjectKind.Column, relation.Name, column);
    }

    private void Part(CommentStmt statement, ObjectKind kind)
    {
        var names = ((ListValue)statement.Object!).Items;
        var relation = context.Names.FindRelation(NameParts.ToRangeVar([.. names.Take(names.Count - 1)]));
        var part = NameParts.NameOf(NameParts.Of(names));
        var isThere = relation switch
        {
            { IsIncomplete: true } => true,
            Table table => statement.Objtype switch
            {
                ObjectType.Tabconstraint => table.Constraints.Any(constraint => constraint.Name == part),
                ObjectType.Trigger => table.Triggers.Any(trigger => trigger.Name == part),
                ObjectType.Rule => table.Rules.Any(rule => rule.Name == part),
                _ => table.Policies.Any(policy => policy.Name == part),
            },
            _ => true,
        };
        if (!isThere)
        {
            var (noun, of) = statement.Objtype switch
            {
                ObjectType.Tabconstraint => ("constraint", "table"),
                ObjectType.Rule => ("rule", "relation"),
                _ => (ObjectNames.Noun(statement.Objtype), "table"),
            };
            throw context.Refuse("42704", $"{noun} \"{part}\" for {of} \"{relation.Name.Name}\" does not exist", statement.Object, detail: RefusalDetail.Missing(kind, relation.Name, part));
        }

        Emit(statement, kind, relation.Name, part);
    }

    private void Named(CommentStmt statement)
    {
        var names = new ObjectNames(context);
        var named = names.Resolve(statement.Objtype, statement.Object);
        if (statement.Objtype == ObjectType.Schema)
        {
            context.Names.RequireSchema(named.Name.Name, statement.Object);
        }
        else if (statement.Objtype is not (ObjectType.Largeobject or ObjectType.Database) && !names.Exists(named.Kind, named.Name))
        {
            context.Missing("42704", ObjectNames.Missing(named.Noun, named.Name), statement.Object, detail: RefusalDetail.Missing(named.Kind, named.Name));
        }

        Emit(statement, named.Kind, named.Name, part: null);
    }
}
