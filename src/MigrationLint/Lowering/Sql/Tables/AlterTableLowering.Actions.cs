using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

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
                RequireColumn(name, command);
                context.Emit(new SetNotNull(table, name) { Source = source, IfTableExists = ifExists });
                return true;
            case AlterTableType.DropNotNull:
                DropNotNull(command, name);
                return true;
            case AlterTableType.AddIdentity or AlterTableType.SetIdentity or AlterTableType.DropIdentity:
                AlterIdentity(command, RequireColumn(name, command), name);
                return true;
            case AlterTableType.DropExpression:
                if (RequireColumn(name, command) is { Generated: null } && !command.MissingOk)
                {
                    throw context.Refuse("55000", $"column \"{name}\" of relation \"{table.Name}\" is not a stored generated column", command);
                }

                context.Emit(new DropExpression(table, name) { Source = source, IfTableExists = ifExists, IfExists = command.MissingOk });
                return true;
            case AlterTableType.SetExpression:
                SetExpression(command, name);
                return true;
            case AlterTableType.SetStatistics or AlterTableType.SetOptions or AlterTableType.ResetOptions or AlterTableType.SetStorage or AlterTableType.SetCompression
                or AlterTableType.AlterColumnGenericOptions when command.Num == 0:
                RequireColumn(name, command);
                context.Emit(new SetColumnProperty(table, name, command.Subtype.ToString()) { Source = source, IfTableExists = ifExists });
                return true;
            default:
                return false;
        }
    }

    // ATExecColumnDefault.
    private void SetDefault(AlterTableCmd command, string name)
    {
        var column = RequireColumn(name, command);
        var what = column is { Identity: not IdentityKind.None } ? "an identity" : column is { Generated: not null } ? "a generated" : null;
        if (what is not null)
        {
            throw context.Refuse("42601", $"column \"{name}\" of relation \"{table.Name}\" is {what} column", command);
        }

        var value = command.Def is null ? null
            : Relation is { } relation ? context.Analyzer.Default(command.Def, name, column?.Type ?? TypeReference.Unknown, ExpressionScope.ForTable(relation))
            : SchemaExpression.Unknown;
        context.Emit(new SetDefault(table, name, value) { Source = context.Source(command), IfTableExists = ifExists });
    }

    private void DropNotNull(AlterTableCmd command, string name)
    {
        var column = RequireColumn(name, command);
        if (column is { Identity: not IdentityKind.None })
        {
            throw context.Refuse("42601", $"column \"{name}\" of relation \"{table.Name}\" is an identity column", command);
        }

        if (Relation is Table { PrimaryKey: { } key } && key.Columns.Contains(name))
        {
            throw context.Refuse("42P16", $"column \"{name}\" is in a primary key", command);
        }

        context.Emit(new DropNotNull(table, name) { Source = context.Source(command), IfTableExists = ifExists });
    }

    // ATExecAddIdentity, ATExecSetIdentity, ATExecDropIdentity.
    private void AlterIdentity(AlterTableCmd command, Column? column, string name)
    {
        var source = context.Source(command);
        var subject = $"column \"{name}\" of relation \"{table.Name}\"";
        if (command.Subtype == AlterTableType.AddIdentity)
        {
            var trouble = column is null ? null
                : !column.IsNotNull ? $"{subject} must be declared NOT NULL before identity can be added"
                : column.Identity != IdentityKind.None ? $"{subject} is already an identity column"
                : column.Default is not null || column.Generated is not null ? $"{subject} already has a default value"
                : null;
            if (trouble is not null)
            {
                throw context.Refuse("55000", trouble, command);
            }

            var identity = (Constraint)command.Def!;
            var type = column?.Type ?? TypeReference.Unknown;
            new ColumnBuilder(context).RequireIdentityType(new ColumnDraft { Node = new ColumnDef(command.Start) { Colname = name }, Identity = identity }, type);
            context.Emit(new AddIdentity(table, name, ColumnBuilder.Identity(identity))
            {
                Source = source,
                IfTableExists = ifExists,
                Options = new SequenceOptionsReader(context).Identity(identity.Options, type),
            });
            return;
        }

        if (column is { Identity: IdentityKind.None } && !(command.Subtype == AlterTableType.DropIdentity && command.MissingOk))
        {
            throw context.Refuse("55000", $"{subject} is not an identity column", command);
        }

        context.Emit(command.Subtype == AlterTableType.DropIdentity
            ? new DropIdentity(table, name) { Source = source, IfTableExists = ifExists, IfExists = command.MissingOk }
            : SetIdentity(command, name));
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
            IfTableExists = ifExists,
            Options = sequence.Count == 0 ? null : new SequenceOptionsReader(context).Read(sequence),
        };
    }

    private void SetExpression(AlterTableCmd command, string name)
    {
        var column = RequireColumn(name, command);
        if (column is { Generated: null })
        {
            throw context.Refuse("55000", $"column \"{name}\" of relation \"{table.Name}\" is not a generated column", command);
        }

        var value = Relation is { } relation ? context.Analyzer.Generated(command.Def!, name, column?.Type ?? TypeReference.Unknown, ExpressionScope.ForTable(relation)) : SchemaExpression.Unknown;
        context.Emit(new SetExpression(table, name, value) { Source = context.Source(command), IfTableExists = ifExists });
    }

    private bool AlterWhole(AlterTableCmd command)
    {
        var source = context.Source(command);
        switch (command.Subtype)
        {
            case AlterTableType.ValidateConstraint:
                context.Emit(new ValidateConstraint(table, command.Name ?? "") { Source = source, IfTableExists = ifExists });
                return true;
            case AlterTableType.AlterConstraint when command.Def is ATAlterConstraint constraint:
                context.Emit(new AlterConstraint(table, constraint.Conname ?? "", DeferrabilityReader.Of(constraint.Deferrable, constraint.Initdeferred)) { Source = source, IfTableExists = ifExists });
                return true;
            case AlterTableType.ChangeOwner:
                context.Emit(new SetOwner(RelationKinds.ObjectKindOf(RelationKinds.Of(context.Schema, table)), table, context.Roles.Require(command.Newowner)) { Source = source, IfExists = ifExists });
                return true;
            case AlterTableType.SetLogged or AlterTableType.SetUnLogged:
                context.Emit(new SetPersistence(table, command.Subtype == AlterTableType.SetUnLogged) { Source = source, IfTableExists = ifExists });
                return true;
            case AlterTableType.AddInherit or AlterTableType.DropInherit when command.Def is RangeVar parent:
                context.Emit(new AlterInheritance(table, context.Names.FindRelation(parent).Name, command.Subtype == AlterTableType.DropInherit) { Source = source, IfTableExists = ifExists });
                return true;
            case AlterTableType.AttachPartition or AlterTableType.DetachPartition or AlterTableType.DetachPartitionFinalize when command.Def is PartitionCmd partition:
                AlterPartition(command, partition);
                return true;
            case AlterTableType.EnableRowSecurity or AlterTableType.DisableRowSecurity or AlterTableType.ForceRowSecurity or AlterTableType.NoForceRowSecurity:
                context.Emit(new SetRowSecurity(table, Security(command.Subtype)) { Source = source, IfTableExists = ifExists });
                return true;
            default:
                RequireNamed(command);
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
        if (command.Subtype != AlterTableType.AttachPartition)
        {
            context.Emit(new DetachPartition(table, context.Names.FindRelation(partition.Name!).Name)
            {
                Source = source,
                IfTableExists = ifExists,
                Concurrently = partition.Concurrent,
                Finalize = command.Subtype == AlterTableType.DetachPartitionFinalize,
            });
            return;
        }

        if (Relation is null)
        {
            var index = context.Names.TryFindIndexName(partition.Name!)
                ?? throw context.Refuse("42P01", $"relation \"{NameResolver.Spelling(partition.Name!)}\" does not exist", partition.Name);
            context.Emit(new AttachPartition(table, index, Bound: null) { Source = source, IfTableExists = ifExists });
            return;
        }

        if (Relation is Table { PartitionBy: null, IsIncomplete: false })
        {
            throw context.Refuse("42P17", $"table \"{table.Name}\" is not partitioned", command);
        }

        var bound = partition.Bound is null ? null : new PartitionReader(context).Bound(partition.Bound, Relation as Table);
        context.Emit(new AttachPartition(table, context.Names.FindRelation(partition.Name!).Name, bound) { Source = source, IfTableExists = ifExists });
    }

    // Triggers, rules, indexes and storage that are named must be there.
    private void RequireNamed(AlterTableCmd command)
    {
        var storage = new StorageWords(context);
        switch (command.Subtype)
        {
            case AlterTableType.EnableTrig or AlterTableType.EnableAlwaysTrig or AlterTableType.EnableReplicaTrig or AlterTableType.DisableTrig
                when Relation is Table { IsIncomplete: false } known && known.Triggers.All(trigger => trigger.Name != command.Name):
                throw context.Refuse("42704", $"trigger \"{command.Name}\" for table \"{table.Name}\" does not exist", command);
            case AlterTableType.EnableRule or AlterTableType.EnableAlwaysRule or AlterTableType.EnableReplicaRule or AlterTableType.DisableRule
                when Relation is Table { IsIncomplete: false } known && known.Rules.All(rule => rule.Name != command.Name):
                throw context.Refuse("42704", $"rule \"{command.Name}\" for relation \"{table.Name}\" does not exist", command);
            case AlterTableType.ClusterOn:
                RequireIndex(command.Name, command);
                break;
            case AlterTableType.ReplicaIdentity when command.Def is ReplicaIdentityStmt { Name: { } index }:
                RequireIndex(index, command);
                break;
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

    private void RequireIndex(string? name, Node place)
    {
        var indexes = Relation switch { Table { IsIncomplete: false } known => known.Indexes, View known => known.Indexes, _ => null };
        if (indexes is not null && indexes.All(index => index.Name != name))
        {
            throw context.Refuse("42704", $"index \"{name}\" for table \"{table.Name}\" does not exist", place);
        }
    }
}
