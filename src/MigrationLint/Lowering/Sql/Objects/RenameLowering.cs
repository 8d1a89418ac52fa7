using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>RENAME, SET SCHEMA and OWNER TO of any object (<c>alter.c</c>).</summary>
internal sealed class RenameLowering(LoweringContext context)
{
    /// <summary>RENAME.</summary>
    public void Rename(RenameStmt statement)
    {
        var newName = statement.Newname ?? "";
        switch (statement.RenameType)
        {
            case ObjectType.Table or ObjectType.View or ObjectType.Matview or ObjectType.Index or ObjectType.Sequence or ObjectType.ForeignTable:
                var relation = Find(statement.Relation!, statement.RenameType, statement.MissingOk, isRename: true);
                context.Emit(new RenameRelation(relation, newName, ObjectNames.KindOf(statement.RenameType)) { Source = context.Statement, IfTableExists = statement.MissingOk });
                break;
            case ObjectType.Column or ObjectType.Attribute:
                var owner = Find(statement.Relation!, statement.RenameType == ObjectType.Attribute ? ObjectType.Type : statement.RelationType, statement.MissingOk, isRename: true);
                context.Emit(new RenameColumn(owner, statement.Subname ?? "", newName)
                {
                    Source = context.Statement,
                    IfTableExists = statement.MissingOk,
                    IsOnly = !statement.Relation!.Inh && statement.RenameType == ObjectType.Column,
                });
                break;
            case ObjectType.Tabconstraint:
                var table = Find(statement.Relation!, ObjectType.Table, statement.MissingOk, isRename: true);
                context.Emit(new RenameConstraint(table, statement.Subname ?? "", newName) { Source = context.Statement, IfTableExists = statement.MissingOk, IsOnly = !statement.Relation!.Inh });
                break;
            case ObjectType.Domconstraint:
                new TypeLowering(context).RenameConstraint(NamesOf(statement.Object), statement.Subname ?? "", newName);
                break;
            case ObjectType.Trigger or ObjectType.Rule or ObjectType.Policy:
                var target = context.Names.FindRelation(statement.Relation!, statement.MissingOk)?.Name ?? context.Names.Resolve(statement.Relation!);
                context.Emit(new RenameTableObject(target, statement.Subname ?? "", newName, ObjectNames.KindOf(statement.RenameType)) { Source = context.Statement, IfTableExists = statement.MissingOk });
                break;
            case ObjectType.Type or ObjectType.Domain:
                context.Emit(new RenameObject(ObjectNames.KindOf(statement.RenameType), FindType(statement.Object, statement.RenameType), newName) { Source = context.Statement });
                break;
            case ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate:
                context.Emit(Routine(statement.Object, statement.RenameType) with { NewName = newName });
                break;
            case ObjectType.Schema or ObjectType.Role or ObjectType.Database or ObjectType.Tablespace:
                RenameNamed(statement.RenameType, new StringValue(statement.Start, statement.Subname ?? "") { End = statement.End }, newName);
                break;
            default:
                RenameNamed(statement.RenameType, statement.Object, newName);
                break;
        }
    }

    private void RenameNamed(ObjectType type, Node? node, string newName)
    {
        var named = Require(type, node);
        context.Emit(new RenameObject(named.Kind, named.Name, Renamed(named, newName)) { Source = context.Statement });
    }

    // The detail that tells an object apart stays.
    private static string Renamed(NamedObject named, string newName)
    {
        var detail = named.Name.Name.IndexOf(" (", StringComparison.Ordinal);
        return detail < 0 || named.Kind is not (ObjectKind.TextSearch or ObjectKind.ForeignServer or ObjectKind.Other) ? newName : newName + named.Name.Name.Substring(detail);
    }

    private static IReadOnlyList<Node> NamesOf(Node? node) => node switch
    {
        TypeName type => type.Names,
        ListValue list => list.Items,
        null => [],
        _ => [node],
    };

    private AlterRoutine Routine(Node? node, ObjectType type) =>
        new(new RoutineNames(context).Find((ObjectWithArgs)node!, type, missingOk: false), RoutineNames.KindOf(type)) { Source = context.Statement };

    // ALTER TABLE takes them all, and RENAME takes what is called an index.
    private QualifiedName Find(RangeVar name, ObjectType type, bool missingOk, bool isRename = false)
    {
        var found = context.Names.Find(name.Schemaname, name.Relname, context.Schema.IsRelationNameTaken) ?? (missingOk ? context.Names.Resolve(name) : context.Names.FindRelation(name).Name);
        if (!(isRename && type == ObjectType.Index))
        {
            RelationKinds.RequireWord(context, type, found, name);
        }

        return found;
    }

    private QualifiedName FindType(Node? node, ObjectType kind)
    {
        var names = NamesOf(node);
        var type = node is TypeName typeName ? context.FindType(typeName) : context.FindType(names);
        if (kind == ObjectType.Domain && type is { Kind: not TypeKind.Domain })
        {
            throw context.Refuse("42809", $"{new SchemaPrinter(context.Schema).Type(new TypeReference(type.Id))} is not a domain", node);
        }

        var parts = NameParts.Of(names);
        return type?.Name ?? context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts));
    }

    private NamedObject Require(ObjectType type, Node? node)
    {
        var names = new ObjectNames(context);
        var named = names.Resolve(type, node);
        if (type == ObjectType.Schema)
        {
            context.Names.RequireSchema(named.Name.Name, node);
        }
        else if (!names.Exists(named.Kind, named.Name))
        {
            context.Missing(named.Kind == ObjectKind.Operator ? "42883" : "42704", ObjectNames.Missing(named.Noun, named.Name), node, detail: RefusalDetail.Missing(named.Kind, named.Name));
        }

        return named;
    }

    /// <summary>SET SCHEMA.</summary>
    public void SetSchema(AlterObjectSchemaStmt statement)
    {
        var schema = statement.Newschema ?? "";
        switch (statement.ObjectType)
        {
            case ObjectType.Table or ObjectType.View or ObjectType.Matview or ObjectType.Sequence or ObjectType.ForeignTable:
                var relation = Find(statement.Relation!, statement.ObjectType, statement.MissingOk);
                if (context.Schema.IsRelationNameTaken(relation))
                {
                    context.Names.RequireSchema(schema, statement);
                }

                context.Emit(new SetSchema(ObjectNames.KindOf(statement.ObjectType), relation, schema) { Source = context.Statement, IfExists = statement.MissingOk });
                break;
            case ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate:
                var routine = Routine(statement.Object, statement.ObjectType);
                context.Names.RequireSchema(schema, statement);
                context.Emit(routine with { NewSchema = schema });
                break;
            case ObjectType.Type or ObjectType.Domain:
                var type = FindType(statement.Object, statement.ObjectType);
                context.Names.RequireSchema(schema, statement);
                context.Emit(new SetSchema(ObjectNames.KindOf(statement.ObjectType), type, schema) { Source = context.Statement });
                break;
            default:
                var named = Require(statement.ObjectType, statement.Object);
                context.Names.RequireSchema(schema, statement);
                context.Emit(new SetSchema(named.Kind, named.Name, schema) { Source = context.Statement });
                break;
        }
    }

    /// <summary>OWNER TO of what ALTER TABLE is not for.</summary>
    public void SetOwner(AlterOwnerStmt statement)
    {
        var owner = context.Roles.Require(statement.Newowner);
        switch (statement.ObjectType)
        {
            case ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate:
                context.Emit(Routine(statement.Object, statement.ObjectType) with { NewOwner = owner });
                break;
            case ObjectType.Type or ObjectType.Domain:
                context.Emit(new SetOwner(ObjectNames.KindOf(statement.ObjectType), FindType(statement.Object, statement.ObjectType), owner) { Source = context.Statement });
                break;
            case ObjectType.Database or ObjectType.Largeobject:
                context.Other("ALTER " + ObjectNames.Noun(statement.ObjectType).ToUpperInvariant());
                break;
            default:
                var named = Require(statement.ObjectType, statement.Object);
                context.Emit(new SetOwner(named.Kind, named.Name, owner) { Source = context.Statement });
                break;
        }
    }
}
