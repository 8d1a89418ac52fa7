using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using Constraint = MigrationLint.Sql.Ast.Constraint;

namespace MigrationLint.Lowering.Sql;

/// <summary>CREATE TABLE in all its forms but <c>AS</c> (<c>transformCreateStmt</c> of <c>parse_utilcmd.c</c>, <c>DefineRelation</c> of <c>tablecmds.c</c>).</summary>
internal sealed class TableLowering(LoweringContext context)
{
    private readonly List<object> elements = [];
    private readonly List<ConstraintDraft> constraints = [];
    private readonly List<LikeClause> likes = [];
    private readonly List<Relation> parents = [];

    /// <summary>Lowers the statement.</summary>
    /// <param name="statement">The statement, or what CREATE FOREIGN TABLE has in common with it.</param>
    /// <param name="server">The server of a foreign table; null for others.</param>
    public void Create(CreateStmt statement, string? server = null)
    {
        var name = context.Names.ForCreation(statement.Relation!);
        if (statement.IfNotExists && context.Schema.IsRelationNameTaken(name))
        {
            EmitSkipped(statement, name, server);
            return;
        }

        RequireStorage(statement);
        var table = Build(statement, name, server);
        var late = likes.Exists(static like => like.IsLate);
        var keys = late ? [] : table.Constraints.OfType<ForeignKeyDefinition>().ToList();
        if (!context.Emit(late ? table with { Constraints = [.. table.Constraints.Where(static constraint => constraint is not ForeignKeyDefinition)] } : table) || !late)
        {
            return;
        }

        foreach (var like in likes)
        {
            like.EmitLate(name);
        }

        foreach (var key in table.Constraints.OfType<ForeignKeyDefinition>().Except(keys))
        {
            context.Emit(new AddForeignKey(name, key) { Source = key.Source });
        }
    }

    // PostgreSQL does not look at it either; what can be told of it is told to whom it may concern.
    private void EmitSkipped(CreateStmt statement, QualifiedName name, string? server)
    {
        CreateTable table;
        try
        {
            table = Build(statement, name, server);
        }
        catch (StatementRefusedException)
        {
            table = new CreateTable(name, []) { Source = context.Statement, IfNotExists = true };
        }

        context.Emit(table);
    }

    private void RequireStorage(CreateStmt statement)
    {
        RefuseOnCommit(context, statement.Oncommit, statement.Relation!);
        var storage = new StorageWords(context);
        storage.RequireTablespace(statement.Tablespacename);
        storage.RequireAccessMethod(statement.AccessMethod);
        storage.RequireTableOptions(statement.Options);
    }

    private CreateTable Build(CreateStmt statement, QualifiedName name, string? server)
    {
        var reader = new ColumnReader(context, name.Name)
        {
            IsForeign = server is not null,
            RestrictedKind = statement.OfTypename is not null ? "typed tables" : statement.Partbound is not null ? "partitions" : null,
        };
        if (statement is { Partspec: not null, Partbound: null, InhRelations.Count: > 0 })
        {
            throw context.Refuse("42P17", "cannot create partitioned table as inheritance child");
        }

        ReadElements(statement, reader);
        ReadParents(statement);
        var merge = new ColumnMerge(context);
        var ofType = statement.OfTypename is { } type ? AddTypeColumns(merge, type) : null;
        foreach (var (parent, index) in parents.Select((parent, index) => (parent, index)))
        {
            merge.AddParent(parent, context.Source(statement.InhRelations[index]));
        }

        var isIncomplete = parents.Exists(static parent => parent.IsIncomplete) || likes.Exists(static like => like.IsIncomplete);
        var scope = AddColumns(merge, name, isIncomplete, isRefined: statement.OfTypename is not null || statement.Partbound is not null);
        merge.RefuseConflicts(context.Statement);
        var builder = new ConstraintBuilder(context, name) { HasColumn = column => merge.Has(column) || isIncomplete, Scope = scope, IsNewTable = true };
        var definitions = builder.InOrder(constraints);
        foreach (var key in definitions.OfType<KeyDefinition>().Where(static key => key.IsPrimary))
        {
            merge.SetNotNull(key.Columns);
        }

        foreach (var column in merge.Columns)
        {
            ColumnBuilder.RefuseNested(context, column, other => merge.Columns.Any(found => found.Name == other && found.Generated is not null));
        }

        return new CreateTable(name, merge.Columns)
        {
            Source = context.Statement,
            Constraints = definitions,
            IfNotExists = statement.IfNotExists,
            Persistence = PersistenceOf(statement.Relation!, name),
            IsDroppedOnCommit = statement.Oncommit == OnCommitAction.Drop,
            IsEmptiedOnCommit = statement.Oncommit == OnCommitAction.DeleteRows,
            Inherits = statement.Partbound is null ? [.. parents.Select(static parent => parent.Name)] : [],
            Like = [.. likes.Select(static like => like.SourceName)],
            PartitionOf = statement.Partbound is not null && parents.Count > 0 ? parents[0].Name : null,
            PartitionBound = statement.Partbound is { } bound ? new PartitionReader(context).Bound(bound, parents.Count > 0 ? parents[0] as Table : null) : null,
            PartitionBy = statement.Partspec is { } spec ? new PartitionReader(context).Key(spec, scope, column => merge.Has(column) || isIncomplete) : null,
            OfType = ofType,
            ForeignServer = server,
        };
    }

    /// <summary>How long a relation lasts.</summary>
    public static Persistence PersistenceOf(RangeVar relation, QualifiedName name) => relation.Relpersistence == "t" || name.Schema == NameResolver.Temporary
        ? Persistence.Temporary
        : relation.Relpersistence == "u" ? Persistence.Unlogged : Persistence.Permanent;

    /// <summary>Refuses ON COMMIT of a table that outlives its session.</summary>
    public static void RefuseOnCommit(LoweringContext context, OnCommitAction action, RangeVar relation)
    {
        if (action != OnCommitAction.Noop && relation.Relpersistence != "t")
        {
            throw context.Refuse("42P16", "ON COMMIT can only be used on temporary tables", relation);
        }
    }

    private void ReadElements(CreateStmt statement, ColumnReader reader)
    {
        foreach (var element in statement.TableElts)
        {
            switch (element)
            {
                case ColumnDef column:
                    var draft = reader.Read(column);
                    elements.Add(draft);
                    constraints.AddRange(draft.Constraints);
                    break;
                case Constraint constraint:
                    reader.RefuseForeign(constraint);
                    constraints.Add(new ConstraintDraft(constraint, Column: null, DeferrabilityReader.Of(constraint)));
                    break;
                case TableLikeClause like:
                    likes.Add(new LikeClause(context, like));
                    elements.Add(likes[likes.Count - 1]);
                    break;
            }
        }
    }

    private void ReadParents(CreateStmt statement)
    {
        foreach (var parent in statement.InhRelations)
        {
            var relation = context.Names.FindRelation(parent);
            RequireParent(relation, parent, statement);
            if (parents.Exists(other => other.Id == relation.Id))
            {
                throw context.Refuse("42P07", $"relation \"{relation.Name.Name}\" would be inherited from more than once", parent);
            }

            parents.Add(relation);
        }
    }

    private void RequireParent(Relation relation, RangeVar place, CreateStmt statement)
    {
        var name = relation.Name.Name;
        var table = relation as Table;
        var isPartition = statement.Partbound is not null;
        var message = table is null ? $"inherited relation \"{name}\" is not a table or foreign table"
            : table.IsIncomplete ? null
            : isPartition && table.PartitionBy is null ? $"\"{name}\" is not partitioned"
            : !isPartition && table.PartitionBy is not null ? $"cannot inherit from partitioned table \"{name}\""
            : !isPartition && table.IsPartition ? $"cannot inherit from partition \"{name}\""
            : table.Persistence == Persistence.Temporary && statement.Relation!.Relpersistence != "t" ? TemporaryParent(name, isPartition)
            : null;
        if (message is not null)
        {
            throw context.Refuse(isPartition && table is { PartitionBy: null } ? "42P17" : "42809", message, place);
        }
    }

    private static string TemporaryParent(string name, bool isPartition) =>
        isPartition ? $"cannot create a permanent relation as partition of temporary relation \"{name}\"" : $"cannot inherit from temporary relation \"{name}\"";

    private QualifiedName? AddTypeColumns(ColumnMerge merge, TypeName name)
    {
        var type = context.Analyzer.ResolveType(name);
        if (context.Schema.FindType(type.Type) is not { } found)
        {
            return null;
        }

        if (context.Schema.FindRelation(found.Relation) is not CompositeRelation composite)
        {
            throw context.Refuse("42809", $"type {new SchemaPrinter(context.Schema).Type(type)} is not a composite type", name);
        }

        foreach (var column in composite.Columns)
        {
            merge.AddLocal(new ColumnDefinition(column.Name, column.Type) { Source = context.Source(name), Collation = column.Collation });
        }

        return found.Name;
    }

    // Adds the columns that the table says itself. Returns what its expressions can name.
    private ExpressionScope AddColumns(ColumnMerge merge, QualifiedName name, bool isIncomplete, bool isRefined)
    {
        RefuseDuplicates(isRefined);
        var builder = new ColumnBuilder(context);
        var types = new Dictionary<ColumnDraft, TypeReference>();
        var visible = merge.Columns.Select(static column => (column.Name, column.Type)).ToList();
        foreach (var draft in elements.OfType<ColumnDraft>())
        {
            var known = visible.FindIndex(column => column.Name == draft.Name);
            var type = draft.Node.TypeName is null && known >= 0 ? visible[known].Type : builder.Type(draft.Node);
            types.Add(draft, type);
            if (known < 0)
            {
                visible.Add((draft.Name, type));
            }
        }

        visible.AddRange(likes.SelectMany(static like => like.Columns).Select(static column => (column.Name, column.Type)).Where(column => !merge.Has(column.Name)));
        var scope = ExpressionScope.ForColumns(name, visible, isIncomplete);
        foreach (var element in elements)
        {
            if (element is LikeClause like)
            {
                like.Columns.ToList().ForEach(merge.AddLocal);
            }
            else if (element is ColumnDraft draft)
            {
                var column = builder.Build(draft, types[draft], scope);
                (isRefined ? (Action<ColumnDefinition>)merge.Refine : merge.AddLocal)(column);
            }
        }

        return scope;
    }

    private void RefuseDuplicates(bool isRefined)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var columns = element is ColumnDraft draft ? [draft.Name] : ((LikeClause)element).Columns.Select(static column => column.Name);
            foreach (var column in columns)
            {
                if (!names.Add(column))
                {
                    Node place = element is ColumnDraft { Node: var node } ? node : ((LikeClause)element).Node;
                    throw context.Refuse("42701", $"column \"{column}\" specified more than once", isRefined ? null : place, detail: RefusalDetail.Twice(column));
                }
            }
        }
    }
}
