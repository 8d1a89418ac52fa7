using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using Constraint = MigrationLint.Sql.Ast.Constraint;

namespace MigrationLint.Lowering.Sql;

/// <content>What is set and reset: of one column, and of the whole relation.</content>
internal sealed partial class AlterTableLowering
{
    private bool AlterColumn(AlterTableCmd command)
    {
        var source = context.Source(command);
        var name = command.Name ?? "";
        switch (command.Subtype)
        {
            case AlterTableType.ColumnDefault:
                SetDefault(command, name);
                return true;
            case AlterTableType.SetNotNull:
                Emit(new SetNotNull(table, name) { Source = source });
                return true;
            case AlterTableType.DropNotNull:
                Emit(new DropNotNull(table, name) { Source = source });
                return true;
            case AlterTableType.AddIdentity or AlterTableType.SetIdentity or AlterTableType.DropIdentity:
                AlterIdentity(command, name);
                return true;
            case AlterTableType.DropExpression:
                Emit(new DropExpression(table, name) { Source = source, IfExists = command.MissingOk });
                return true;
            case AlterTableType.DropColumn:
                Emit(new DropColumn(table, name) { Source = source, IfExists = command.MissingOk, Cascade = command.Behavior == DropBehavior.Cascade });
                return true;
            case AlterTableType.SetExpression:
                SetExpression(command, name);
                return true;
            case AlterTableType.SetStatistics or AlterTableType.SetOptions or AlterTableType.ResetOptions or AlterTableType.SetStorage or AlterTableType.SetCompression
                or AlterTableType.AlterColumnGenericOptions when command.Num == 0:
                Emit(new SetColumnProperty(table, name, command.Subtype.ToString()) { Source = source });
                return true;
            default:
                return false;
        }
    }

    // ATExecColumnDefault.
    private void SetDefault(AlterTableCmd command, string name)
    {
        var column = RequireColumn(name, command);
        var value = command.Def is null ? null
            : Relation is { } relation ? context.Analyzer.Default(command.Def, name, column?.Type ?? TypeReference.Unknown, ExpressionScope.ForTable(relation))
            : SchemaExpression.Unknown;
        Emit(new SetDefault(table, name, value) { Source = context.Source(command) });
    }

    private void AlterIdentity(AlterTableCmd command, string name)
    {
        var source = context.Source(command);
        Emit(command.Subtype switch
        {
            AlterTableType.DropIdentity => new DropIdentity(table, name) { Source = source, IfExists = command.MissingOk },
            AlterTableType.AddIdentity when command.Def is Constraint identity => new AddIdentity(table, name, ColumnBuilder.Identity(identity))
            {
                Source = source,
                Options = new SequenceOptionsReader(context).Identity(identity.Options, RequireColumn(name, command)?.Type ?? TypeReference.Unknown),
            },
            _ => SetIdentity(command, name),
        });
    }

    private AlterIdentity SetIdentity(AlterTableCmd command, string name)
    {
        var options = (command.Def as ListValue)?.Items.OfType<DefElem>().ToList() ?? [];
        var generated = options.Find(static option => option.Defname == "generated")?.Arg;
        var sequence = options.Where(static option => option.Defname != "generated").ToList();

        // The grammar keeps the letter of ATTRIBUTE_IDENTITY_… as a number.
        IdentityKind? identity = generated switch
        {
            null => null,
            IntegerValue { Ival: 'a' } or StringValue { Sval: "a" } => IdentityKind.Always,
            _ => IdentityKind.ByDefault,
        };
        return new AlterIdentity(table, name, identity)
        {
            Source = context.Source(command),
            Options = sequence.Count == 0 ? null : new SequenceOptionsReader(context).Read(sequence),
        };
    }

    private void SetExpression(AlterTableCmd command, string name)
    {
        var column = RequireColumn(name, command);
        var value = Relation is { } relation ? context.Analyzer.Generated(command.Def!, name, column?.Type ?? TypeReference.Unknown, ExpressionScope.ForTable(relation)) : SchemaExpression.Unknown;
        Emit(new SetExpression(table, name, value) { Source = context.Source(command) });
    }

    private bool AlterWhole(AlterTableCmd command)
    {
        var source = context.Source(command);
        switch (command.Subtype)
        {
            case AlterTableType.DropConstraint:
                Emit(new DropConstraint(table, command.Name ?? "") { Source = source, IfExists = command.MissingOk, Cascade = command.Behavior == DropBehavior.Cascade });
                return true;
            case AlterTableType.ValidateConstraint:
                Emit(new ValidateConstraint(table, command.Name ?? "") { Source = source });
                return true;
            case AlterTableType.AlterConstraint when command.Def is ATAlterConstraint constraint:
                Emit(new AlterConstraint(table, constraint.Conname ?? "", DeferrabilityReader.Of(constraint.Deferrable, constraint.Initdeferred)) { Source = source });
                return true;
            case AlterTableType.ChangeOwner:
                context.Emit(new SetOwner(RelationKinds.ObjectKindOf(RelationKinds.Of(context.Schema, table)), table, context.Roles.Require(command.Newowner)) { Source = source, IfExists = ifExists });
                return true;
            case AlterTableType.SetLogged or AlterTableType.SetUnLogged:
                Emit(new SetPersistence(table, command.Subtype == AlterTableType.SetUnLogged) { Source = source });
                return true;
            case AlterTableType.AddInherit or AlterTableType.DropInherit when command.Def is RangeVar parent:
                Emit(new AlterInheritance(table, context.Names.FindRelation(parent).Name, command.Subtype == AlterTableType.DropInherit) { Source = source });
                return true;
            case AlterTableType.AttachPartition or AlterTableType.DetachPartition or AlterTableType.DetachPartitionFinalize when command.Def is PartitionCmd partition:
                AlterPartition(command, partition);
                return true;
            case AlterTableType.EnableRowSecurity or AlterTableType.DisableRowSecurity or AlterTableType.ForceRowSecurity or AlterTableType.NoForceRowSecurity:
                Emit(new SetRowSecurity(table, Security(command.Subtype)) { Source = source });
                return true;
            default:
                RequireStorage(command);
                return false;
        }
    }

    private static RowSecurity Security(AlterTableType action) => action switch
    {
        AlterTableType.EnableRowSecurity => RowSecurity.Enable,
        AlterTableType.DisableRowSecurity => RowSecurity.Disable,
        AlterTableType.ForceRowSecurity => RowSecurity.Force,
        _ => RowSecurity.NoForce,
    };

    private void AlterPartition(AlterTableCmd command, PartitionCmd partition)
    {
        var source = context.Source(command);
        if (Relation is Table { PartitionBy: null, IsIncomplete: false })
        {
            throw context.Refuse("42P17", $"table \"{table.Name}\" is not partitioned", command);
        }

        if (command.Subtype != AlterTableType.AttachPartition)
        {
            Emit(new DetachPartition(table, context.Names.FindRelation(partition.Name!).Name)
            {
                Source = source,
                Concurrently = partition.Concurrent,
                Finalize = command.Subtype == AlterTableType.DetachPartitionFinalize,
            });
            return;
        }

        if (partition.Bound is not { } limits)
        {
            if (context.Names.TryFindRelation(partition.Name!) is { } relation)
            {
                throw context.Refuse("42P17", $"\"{relation.Name.Name}\" is not an index", partition.Name);
            }

            var index = context.Names.TryFindIndexName(partition.Name!)
                ?? throw context.Refuse("42P01", $"relation \"{NameResolver.Spelling(partition.Name!)}\" does not exist", partition.Name, detail: RefusalDetail.Missing(ObjectKind.Table, context.Names.Assumed(partition.Name!.Schemaname, partition.Name.Relname)));
            Emit(new AttachPartition(table, index, Bound: null) { Source = source });
            return;
        }

        var bound = new PartitionReader(context).Bound(limits, Relation as Table);
        Emit(new AttachPartition(table, context.Names.FindRelation(partition.Name!).Name, bound) { Source = source });
    }

    private void RequireStorage(AlterTableCmd command)
    {
        var storage = new StorageWords(context);
        switch (command.Subtype)
        {
            case AlterTableType.SetTableSpace:
                storage.RequireTablespace(command.Name);
                break;
            case AlterTableType.SetAccessMethod:
                storage.RequireAccessMethod(command.Name);
                break;
            case AlterTableType.SetRelOptions when Relation is Table && command.Def is ListValue options:
                storage.RequireTableOptions([.. options.Items.OfType<DefElem>()]);
                break;
        }
    }
}
