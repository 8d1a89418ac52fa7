using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>What a statement says that it creates, without a look at the rest of it.</summary>
internal static class CreatedNames
{
    /// <summary>The kind and the name; null for a statement that creates nothing that others name.</summary>
    public static (ObjectKind Kind, QualifiedName Name)? Find(Statement tree, LoweringContext context)
    {
        return tree switch
        {
            CreateStmt { Relation: { } name } => (ObjectKind.Table, Of(name)),
            CreateForeignTableStmt { Base.Relation: { } name } => (ObjectKind.Table, Of(name)),
            CreateTableAsStmt { Into.Rel: { } name } => (ObjectKind.Table, Of(name)),
            ViewStmt { View: { } name } => (ObjectKind.View, Of(name)),
            CreateSeqStmt { Sequence: { } name } => (ObjectKind.Sequence, Of(name)),
            CreateEnumStmt type => (ObjectKind.Type, OfParts(type.TypeName)),
            CompositeTypeStmt { Typevar: { } name } => (ObjectKind.Type, Of(name)),
            CreateDomainStmt domain => (ObjectKind.Type, OfParts(domain.Domainname)),
            CreateFunctionStmt routine => (ObjectKind.Function, OfParts(routine.Funcname)),
            CreateSchemaStmt { Schemaname: { } name } => (ObjectKind.Schema, new QualifiedName("", name)),
            _ => null,
        };

        QualifiedName Of(RangeVar name) => context.Names.Assumed(name.Schemaname, name.Relname);
        QualifiedName OfParts(IReadOnlyList<Node> names) => context.Names.Assumed(NameParts.SchemaOf(NameParts.Of(names)), NameParts.NameOf(NameParts.Of(names)));
    }
}
