using MigrationLint.Operations;
using MigrationLint.Replay.Appliers;
using MigrationLint.Schema;

namespace MigrationLint.Replay;

/// <content>Who applies what.</content>
internal sealed partial class ReplaySession
{
    private bool Apply(Operation operation)
    {
        SessionApplier.RefuseInTransaction(context, operation);
        return operation switch
        {
            TableOperation or CreateTable or CreateTableAs or DropTable => ApplyToTable(operation),
            CreateIndex create => IndexApplier.Create(context, create),
            DropIndex drop => IndexApplier.Drop(context, drop),
            Reindex rebuild => IndexApplier.Rebuild(context, rebuild),
            CreateSequence create => SequenceApplier.Create(context, create),
            AlterSequence alter => SequenceApplier.Alter(context, alter),
            CreateView create => ViewApplier.Create(context, create),
            CreateMaterializedView create => ViewApplier.Create(context, create),
            RefreshMaterializedView refresh => ViewApplier.Refresh(context, refresh),
            CreateRoutine create => RoutineApplier.Create(context, create),
            CreateAggregate create => RoutineApplier.Create(context, create),
            DropRoutine drop => RoutineApplier.Drop(context, drop),
            AlterRoutine alter => RoutineApplier.Alter(context, alter),
            _ => ApplyToObject(operation),
        };
    }

    private bool ApplyToTable(Operation operation) => operation switch
    {
        CreateTable create => TableApplier.Create(context, create),
        CreateTableAs create => TableApplier.CreateAs(context, create),
        DropTable drop => TableApplier.Drop(context, drop),
        SetPersistence set => TableApplier.SetPersistence(context, set),
        SetRowSecurity set => TableApplier.SetRowSecurity(context, set),
        SetTableProperty set => TableApplier.SetProperty(context, set),
        RenameRelation rename => RenameApplier.Rename(context, rename),
        RenameColumn rename => RenameApplier.Rename(context, rename),
        AlterInheritance alter => Inheritance.Alter(context, alter),
        AttachPartition attach => Partitions.Attach(context, attach),
        DetachPartition detach => Partitions.Detach(context, detach),
        AddPrimaryKey add => ConstraintApplier.Add(context, add, add.Definition),
        AddUnique add => ConstraintApplier.Add(context, add, add.Definition),
        AddCheck add => ConstraintApplier.Add(context, add, add.Definition),
        AddForeignKey add => ConstraintApplier.Add(context, add, add.Definition),
        AddExclusion add => ConstraintApplier.Add(context, add, add.Definition),
        AddNotNullConstraint add => ConstraintApplier.AddNotNull(context, add),
        ValidateConstraint validate => ConstraintApplier.Validate(context, validate),
        DropConstraint drop => ConstraintApplier.Drop(context, drop),
        RenameConstraint rename => ConstraintApplier.Rename(context, rename),
        AlterConstraint alter => ConstraintApplier.Alter(context, alter),
        CreateTrigger create => TriggerApplier.Create(context, create),
        CreateRule create => TriggerApplier.Create(context, create),
        CreatePolicy create => TriggerApplier.Create(context, create),
        AlterPolicy alter => TriggerApplier.Alter(context, alter),
        DropTableObject drop => TriggerApplier.Drop(context, drop),
        RenameTableObject rename => TriggerApplier.Rename(context, rename),
        _ => ApplyToColumn(operation),
    };

    private bool ApplyToColumn(Operation operation) => operation switch
    {
        AddColumn add => ColumnApplier.Add(context, add),
        DropColumn drop => ColumnApplier.Drop(context, drop),
        AlterColumnType alter => ColumnApplier.AlterType(context, alter),
        SetDefault set => ColumnApplier.SetDefault(context, set),
        SetNotNull set => ColumnApplier.SetNotNull(context, set),
        DropNotNull drop => ColumnApplier.DropNotNull(context, drop),
        AddIdentity add => IdentityApplier.Add(context, add),
        AlterIdentity alter => IdentityApplier.Alter(context, alter),
        DropIdentity drop => IdentityApplier.Drop(context, drop),
        DropExpression drop => ColumnApplier.DropExpression(context, drop),
        SetExpression set => ColumnApplier.SetExpression(context, set),
        SetColumnProperty set => ColumnApplier.SetProperty(context, set),
        _ => true,
    };

    private bool ApplyToObject(Operation operation) => operation switch
    {
        CreateSchema create => ObjectApplier.Create(context, create),
        CreateExtension create => ObjectApplier.Create(context, create),
        CreateObject create => ObjectApplier.Create(context, create),
        CreateEventTrigger create => TriggerApplier.Create(context, create),
        DropObject drop => ObjectApplier.Drop(context, drop),
        RenameObject rename => ObjectApplier.Rename(context, rename),
        SetSchema set => ObjectApplier.SetSchema(context, set),
        SetOwner set => AnnotationApplier.SetOwner(context, set),
        Grant grant => AnnotationApplier.Grant(context, grant),
        CommentOn comment => AnnotationApplier.Comment(context, comment),
        CreateEnumType create => TypeApplier.Create(context, create),
        AddEnumValue add => TypeApplier.AddValue(context, add),
        RenameEnumValue rename => TypeApplier.RenameValue(context, rename),
        CreateDomain create => DomainApplier.Create(context, create),
        AlterDomain alter => DomainApplier.Alter(context, alter),
        CreateCompositeType create => TypeApplier.Create(context, create),
        CreateRangeType create => TypeApplier.Create(context, create),
        CreateBaseType create => TypeApplier.Create(context, create),
        _ => ApplyToSession(operation),
    };

    private bool ApplyToSession(Operation operation)
    {
        switch (operation)
        {
            case ControlTransaction control:
                return Control(control);
            case SetParameter set:
                return SessionApplier.Set(context, set);
            case Maintain maintain:
                return SessionApplier.Maintain(context, maintain);
            case OtherStatement other:
                return SessionApplier.Other(context, other);
            case InsertRows insert:
                return RowApplier.Insert(context, insert);
            case UpdateRows update:
                return RowApplier.Update(context, update);
            case DeleteRows delete:
                return RowApplier.Delete(context, delete);
            case TruncateTable truncate:
                return RowApplier.Truncate(context, truncate);
            case LockTable table:
                return RowApplier.Lock(context, table);
            case RunSql sql:
                NotUnderstood(sql.Source, sql.Reason);
                RunOpaque(sql.MayTouch);
                return true;
            case RunCode code:
                NotUnderstood(code.Source, code.Reason);
                RunOpaque([]);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Something ran whose effect is not known: nothing is certainly missing any more, and what it may touch is known in part only.</summary>
    private void RunOpaque(IReadOnlyList<QualifiedName> mayTouch)
    {
        context.State = context.State with { IsOpaque = true, IsUnbounded = context.State.IsUnbounded || mayTouch.Count == 0, Schema = Schema.WithNothingGone() };
        if (mayTouch.Count == 0)
        {
            context.ForgetRows();
        }

        foreach (var name in mayTouch)
        {
            if (Schema.FindRelation(name) is { IsIncomplete: false } relation)
            {
                context.Schema = Schema.With(relation with { IsIncomplete = true });
            }
        }
    }
}
