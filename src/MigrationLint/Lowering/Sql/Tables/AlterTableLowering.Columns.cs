using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using Constraint = MigrationLint.Sql.Ast.Constraint;

namespace MigrationLint.Lowering.Sql;

/// <content>Columns and constraints.</content>
internal sealed partial class AlterTableLowering
{
    private void AddColumn(AlterTableCmd command)
    {
        var node = (ColumnDef)command.Def!;
        if (Relation is { } relation && relation.FindColumn(node.Colname ?? "") is not null)
        {
            if (!command.MissingOk)
            {
                throw context.Refuse("42701", $"column \"{node.Colname}\" of relation \"{table.Name}\" already exists", command, detail: RefusalDetail.Exists(ObjectKind.Column, table, node.Colname));
            }

            EmitSkipped(command, node);
            return;
        }

        var draft = new ColumnReader(context, table.Name) { IsForeign = Relation is Table { ForeignServer: not null } }.Read(node);
        var column = Build(draft, node);
        var isKey = draft.Constraints.Exists(static constraint => constraint.Node.Contype == ConstrType.Primary);
        Emit(new AddColumn(table, isKey ? column with { IsNotNull = true } : column)
        {
            Source = context.Source(command),
            IfNotExists = command.MissingOk,
        });
        QueueConstraints(draft.Constraints, command);
    }

    private ColumnDefinition Build(ColumnDraft draft, ColumnDef node)
    {
        var builder = new ColumnBuilder(context);
        var type = builder.Type(node);
        var columns = (Relation?.Columns ?? []).Append(new Column(draft.Name, type)).ToList();
        var column = builder.Build(draft, type, ExpressionScope.ForTableColumns(table, columns, Relation is not { IsIncomplete: false }));
        ColumnBuilder.RefuseNested(context, column, other => other == column.Name || Relation?.FindColumn(other)?.Generated is not null);
        return column;
    }

    // PostgreSQL does not read the rest; what can be told of it is told to whom it may concern.
    private void EmitSkipped(AlterTableCmd command, ColumnDef node)
    {
        ColumnDefinition column;
        try
        {
            column = Build(new ColumnReader(context, table.Name).Read(node), node);
        }
        catch (StatementRefusedException)
        {
            column = new ColumnDefinition(node.Colname ?? "", TypeReference.Unknown) { Source = context.Source(node) };
        }

        Emit(new AddColumn(table, column) { Source = context.Source(command), IfNotExists = true });
    }

    private void AddConstraint(AlterTableCmd command)
    {
        var node = (Constraint)command.Def!;
        if (node.Contype == ConstrType.Notnull)
        {
            Queue(AlterTablePass.AddOtherConstraint, () => Emit(new AddNotNullConstraint(table, node.Keys.Count > 0 ? node.Keys[0].Sval : "", node.Conname)
            {
                Source = context.Source(command),
                NotValid = node.SkipValidation,
            }));
            return;
        }

        new ColumnReader(context, table.Name) { IsForeign = Relation is Table { ForeignServer: not null } }.RefuseForeign(node);
        QueueConstraints([new ConstraintDraft(node, Column: null, DeferrabilityReader.Of(node))], command);
    }

    private void QueueConstraints(IReadOnlyList<ConstraintDraft> drafts, AlterTableCmd command)
    {
        var isColumn = command.Subtype == AlterTableType.AddColumn;
        foreach (var draft in drafts.OrderBy(static draft => draft.Node.Contype == ConstrType.Primary ? 0 : 1))
        {
            var source = isColumn ? (Node)draft.Node : command;
            switch (draft.Node.Contype)
            {
                case ConstrType.Primary or ConstrType.Unique:
                    var key = Builder().Key(draft);
                    Queue(key.UsingIndex is null ? AlterTablePass.AddIndex : AlterTablePass.AddIndexConstraint, () => Emit(key.IsPrimary
                        ? new AddPrimaryKey(table, key) { Source = context.Source(source) }
                        : new AddUnique(table, key) { Source = context.Source(source) }));
                    break;
                case ConstrType.Exclusion:
                    Queue(AlterTablePass.AddIndex, () => Emit(new AddExclusion(table, Builder().Exclusion(draft)) { Source = context.Source(source) }));
                    break;
                case ConstrType.Check:
                    Queue(AlterTablePass.AddOtherConstraint, () => Emit(new AddCheck(table, Builder().Check(draft)) { Source = context.Source(source) }));
                    break;
                case ConstrType.Foreign:
                    Queue(AlterTablePass.AddOtherConstraint, () => Emit(new AddForeignKey(table, Builder().ForeignKey(draft)) { Source = context.Source(source) }));
                    break;
            }
        }
    }

    private ConstraintBuilder Builder() => new(context, table)
    {
        HasColumn = column => Relation is not { } relation || relation.IsIncomplete || relation.FindColumn(column) is not null,
        Scope = Relation is { } known ? ExpressionScope.ForTable(known) : ExpressionScope.ForColumns(table, [], isIncomplete: true),
    };

    // ATPrepAlterColumnType: column and type are looked up before anything is done.
    private void PrepareType(AlterTableCmd command)
    {
        var node = (ColumnDef)command.Def!;
        var column = RequireColumn(command.Name, command);
        var type = new ColumnBuilder(context).Type(node, isOfTable: false);
        var conversion = column is null ? (node.RawDefault is null ? null : SchemaExpression.Unknown) : Conversion(command, node, column, type);
        if (!retyped.Add(command.Name ?? ""))
        {
            throw context.Refuse("0A000", $"cannot alter type of column \"{command.Name}\" twice", command);
        }

        Queue(AlterTablePass.AlterType, () => AlterType(command, node, type, conversion));
    }

    // A cast that is there anyway is nobody's USING, but it must be possible.
    private SchemaExpression? Conversion(AlterTableCmd command, ColumnDef node, Column column, TypeReference type)
    {
        if (Relation is CompositeRelation)
        {
            return null;
        }

        var conversion = context.Analyzer.AlterColumnType(node.RawDefault, column.Name, column.Type, type, ExpressionScope.ForTable(Relation!), command);
        return node.RawDefault is null ? null : conversion;
    }

    private void AlterType(AlterTableCmd command, ColumnDef node, TypeReference type, SchemaExpression? conversion)
    {
        var column = RequireColumn(command.Name, command);
        if (column is { Identity: not IdentityKind.None } && type.IsKnown)
        {
            if (IdentitySequence(column.Name) is { } sequence)
            {
                context.Emit(new AlterSequence(sequence.Name, new SequenceOptions { Type = type }) { Source = context.Source(command) });
            }
        }

        Emit(new AlterColumnType(table, command.Name ?? "", type)
        {
            Source = context.Source(command),
            Using = conversion,
            Collation = new ColumnBuilder(context).Collation(node.CollClause, type),
            NewDefault = Recast(command, column, type),
            Rebuilt = column is null || !type.IsKnown || Relation is not Table retypedTable || IsStopped(retypedTable, column.Name) ? new Dictionary<SchemaExpression, SchemaExpression>() : Rebuild(command, retypedTable, column, type),
        });
    }

    // All tables have their turn before anything is parsed again (ATRewriteCatalogs), so that what stops one of them is said first.
    private bool IsStopped(Table retypedTable, string column) =>
        context.Schema.TypeObstacle(retypedTable, column) is not null || context.Schema.ChildrenOf(retypedTable.Id).Any(child => IsStopped(child, column));

    // ATPostAlterTypeParse: what reads the column is parsed again, so that other operators and casts may be found.
    private Dictionary<SchemaExpression, SchemaExpression> Rebuild(AlterTableCmd command, Table retypedTable, Column column, TypeReference type)
    {
        var scope = ExpressionScope.ForTable(retypedTable with { Columns = [.. retypedTable.Columns.Select(other => other.Name == column.Name ? other with { Type = type } : other)] });
        var rebuilt = new Dictionary<SchemaExpression, SchemaExpression>();
        void Add(SchemaExpression? old, ExpressionKind kind, bool isKey = false)
        {
            if (old is { IsUnknown: false } && old.OwnColumns.Contains(column.Name, StringComparer.Ordinal)
                && context.Analyzer.Reanalyse(old, scope, kind, isKey, command) is var now && now.ToString() != old.ToString())
            {
                rebuilt[old] = now;
            }
        }

        foreach (var check in retypedTable.Constraints.OfType<CheckConstraint>())
        {
            Add(check.Expression, ExpressionKind.CheckConstraint);
        }

        foreach (var index in retypedTable.Indexes)
        {
            Add(index.Predicate, ExpressionKind.IndexPredicate);
            foreach (var key in index.Keys)
            {
                Add(key.Expression, ExpressionKind.IndexExpression, isKey: true);
            }
        }

        return rebuilt;
    }

    // What a generated column computes is cast too; how that is shown is not known.
    private SchemaExpression? Recast(AlterTableCmd command, Column? column, TypeReference type) => column switch
    {
        { Default: { } value } => context.Analyzer.RecastDefault(value, table, column.Name, type, command),
        { Generated: { } value } => column.Type.Type == type.Type ? value : SchemaExpression.Unknown,
        _ => null,
    };

    private Sequence? IdentitySequence(string column) => Relation is not { } relation ? null
        : context.Schema.Relations.OfType<Sequence>().FirstOrDefault(sequence => sequence.IsIdentity && sequence.OwnerTable == relation.Id && sequence.OwnerColumn == column);
}
