#pragma warning disable MA0048 // One vocabulary: what the chain did to a name.

using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>What a statement does to a name.</summary>
internal enum NameChange
{
    /// <summary>It gives the name to something.</summary>
    Created,

    /// <summary>It would, but IF NOT EXISTS skips it.</summary>
    Skipped,

    /// <summary>It drops what has the name.</summary>
    Dropped,

    /// <summary>It gives what has the name another one, or moves it.</summary>
    Renamed,
}

/// <summary>Where the chain does something to a name.</summary>
/// <param name="Order">Its place in the chain: larger is later.</param>
/// <param name="Migration">The migration.</param>
/// <param name="Source">The words.</param>
/// <param name="Change">What it does.</param>
internal sealed record NameEvent((int Migration, int Statement) Order, ReplayedMigration Migration, SourceSpan Source, NameChange Change)
{
    /// <summary>The new name; null where it is not renamed.</summary>
    public string? NewName { get; init; }

    /// <summary>The column that it makes, or would; null for other objects.</summary>
    public ColumnDefinition? Column { get; init; }

    /// <summary>False where it is refused, or undone with the rest of its file.</summary>
    public bool HasHappened { get; init; } = true;

    /// <summary>True where it is refused or does not run, so that not even its own file sees it.</summary>
    public bool IsAttempt { get; init; }
}

/// <summary>What the chain does to each name, in order: who creates it, drops it, renames it.</summary>
internal sealed class ObjectHistory
{
    private static readonly IReadOnlyList<NameEvent> None = [];

    private readonly Dictionary<(NameSpace Space, QualifiedName Name, string? Part), List<NameEvent>> events = [];

    // Statements that take more along than they name.
    private readonly List<(NameEvent Event, Step Step)> cascades = [];

    /// <summary>Reads a chain.</summary>
    public ObjectHistory(IReadOnlyList<ReplayedMigration> migrations)
    {
        for (var i = 0; i < migrations.Count; i++)
        {
            var outcome = migrations[i].Outcome;
            for (var j = 0; j < outcome.Statements.Count; j++)
            {
                Read(migrations[i], outcome.Statements[j], (i, j));
            }
        }
    }

    /// <summary>What names share: two tables cannot have one name, a table and a function can.</summary>
    private enum NameSpace
    {
        Relation,
        Type,
        Routine,
        Column,
        Constraint,
        Trigger,
        Policy,
        Rule,
        Schema,
        Extension,
        Other,
    }

    /// <summary>What happens to a name, in order.</summary>
    public IReadOnlyList<NameEvent> Of(ObjectKind kind, QualifiedName name, string? part) => events.TryGetValue((SpaceOf(kind), name, part), out var found) ? found : None;

    /// <summary>The names of a kind that the chain gives to something; of a relation's parts, those of that relation.</summary>
    public IEnumerable<string> NamesLike(ObjectKind kind, QualifiedName name, bool isPart) =>
        events.Keys.Where(key => key.Space == SpaceOf(kind) && (isPart ? key.Name == name : key.Name.Schema == name.Schema)).Select(key => key.Part ?? key.Name.Name);

    /// <summary>What happens to each object of a name, of whatever kind and in whichever schema or table.</summary>
    public IEnumerable<IReadOnlyList<NameEvent>> OfAll(string name) => events.Where(key => (key.Key.Part ?? key.Key.Name.Name) == name).Select(static key => key.Value);

    /// <summary>The names that each migration does something to, by its place in the chain.</summary>
    public ILookup<int, (string Name, string? Part, NameChange Change)> ByMigration() =>
        events.SelectMany(static one => one.Value.Select(happened => (happened.Order.Migration, one.Key.Name.Name, one.Key.Part, happened.Change)))
            .ToLookup(static one => one.Migration, static one => (one.Name, one.Part, one.Change));

    /// <summary>The statement that took an object along without naming it: DROP … CASCADE, DROP SCHEMA; null for none.</summary>
    public NameEvent? FindCascade(QualifiedName relation, string? column, (int Migration, int Statement) before)
    {
        for (var i = cascades.Count - 1; i >= 0; i--)
        {
            var (found, step) = cascades[i];
            if (found.Order.CompareTo(before) < 0 && Has(step.Before) && !Has(step.After))
            {
                return found;
            }
        }

        return null;

        bool Has(Schema.DatabaseSchema schema) => column is null ? schema.IsRelationNameTaken(relation) : schema.FindRelation(relation)?.FindColumn(column) is not null;
    }

    private static NameSpace SpaceOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.Index or ObjectKind.Sequence or ObjectKind.View or ObjectKind.MaterializedView => NameSpace.Relation,
        ObjectKind.Type or ObjectKind.Domain => NameSpace.Type,
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate => NameSpace.Routine,
        ObjectKind.Column => NameSpace.Column,
        ObjectKind.Constraint => NameSpace.Constraint,
        ObjectKind.Trigger => NameSpace.Trigger,
        ObjectKind.Policy => NameSpace.Policy,
        ObjectKind.Rule => NameSpace.Rule,
        ObjectKind.Schema => NameSpace.Schema,
        ObjectKind.Extension => NameSpace.Extension,
        _ => NameSpace.Other,
    };

    private void Read(ReplayedMigration migration, StatementSteps statement, (int Migration, int Statement) order)
    {
        foreach (var (kind, name, part) in statement.Attempts)
        {
            Add(kind, name, part, new NameEvent(order, migration, statement.Source, NameChange.Created) { HasHappened = false, IsAttempt = true });
        }

        foreach (var step in statement.Steps)
        {
            var isDone = step.HasEffect && !statement.Transaction.IsUndone;
            var happened = new NameEvent(order, migration, step.Operation.Source, step.HasEffect ? NameChange.Created : NameChange.Skipped) { HasHappened = isDone };
            if (step.HasEffect || step.Refusal is null)
            {
                ReadCreation(step.Operation, happened);
            }

            if (step.HasEffect)
            {
                ReadRemoval(step, happened with { Change = NameChange.Dropped });
                ReadRenaming(step.Operation, happened);
            }
        }
    }

    private void ReadCreation(Operation operation, NameEvent happened)
    {
        switch (operation)
        {
            case CreateTable create:
                Add(ObjectKind.Table, create.Table, null, happened);
                foreach (var column in create.Columns)
                {
                    Add(ObjectKind.Column, create.Table, column.Name, happened with { Source = column.Source, Column = column });
                }

                foreach (var constraint in create.Constraints.Where(constraint => constraint.Name is not null))
                {
                    Add(ObjectKind.Constraint, create.Table, constraint.Name, happened with { Source = constraint.Source });
                }

                break;
            case AddColumn add:
                Add(ObjectKind.Column, add.Table, add.Column.Name, happened with { Column = add.Column });
                break;
            case CreateIndex { Name: { } index } create:
                Add(ObjectKind.Index, create.Table with { Name = index }, null, happened);
                break;
            case TableOperation and (CreateTrigger or CreatePolicy or CreateRule or AddPrimaryKey or AddUnique or AddCheck or AddForeignKey or AddExclusion):
                ReadPart((TableOperation)operation, happened);
                break;
            default:
                if (CreatedName(operation) is { } created)
                {
                    Add(created.Kind, created.Name, null, happened);
                }

                break;
        }
    }

    private void ReadPart(TableOperation operation, NameEvent happened)
    {
        var (kind, name) = operation switch
        {
            CreateTrigger trigger => (ObjectKind.Trigger, trigger.Name),
            CreatePolicy policy => (ObjectKind.Policy, policy.Name),
            CreateRule rule => (ObjectKind.Rule, rule.Name),
            AddPrimaryKey key => (ObjectKind.Constraint, key.Definition.Name),
            AddUnique key => (ObjectKind.Constraint, key.Definition.Name),
            AddCheck check => (ObjectKind.Constraint, check.Definition.Name),
            AddForeignKey key => (ObjectKind.Constraint, key.Definition.Name),
            AddExclusion exclusion => (ObjectKind.Constraint, exclusion.Definition.Name),
            _ => (ObjectKind.Other, null),
        };
        if (name is not null)
        {
            Add(kind, operation.Table, name, happened);
        }
    }

    private static (ObjectKind Kind, QualifiedName Name)? CreatedName(Operation operation) => operation switch
    {
        CreateTableAs create => (ObjectKind.Table, create.Table),
        CreateView create => (ObjectKind.View, create.View),
        CreateMaterializedView create => (ObjectKind.MaterializedView, create.View),
        CreateSequence create => (ObjectKind.Sequence, create.Sequence),
        CreateEnumType create => (ObjectKind.Type, create.Type),
        CreateCompositeType create => (ObjectKind.Type, create.Type),
        CreateDomain create => (ObjectKind.Type, create.Domain),
        CreateRangeType create => (ObjectKind.Type, create.Type),
        CreateBaseType create => (ObjectKind.Type, create.Type),
        CreateRoutine create => (ObjectKind.Function, create.Routine),
        CreateAggregate create => (ObjectKind.Function, create.Aggregate),
        CreateSchema create => (ObjectKind.Schema, new QualifiedName("", create.Schema)),
        CreateExtension create => (ObjectKind.Extension, new QualifiedName("", create.Extension)),
        CreateObject create => (create.Kind, create.Name),
        _ => null,
    };

    private void ReadRemoval(Step step, NameEvent dropped)
    {
        switch (step.Operation)
        {
            case DropTable drop:
                Add(ObjectKind.Table, drop.Table, null, dropped);
                break;
            case DropObject drop:
                Add(drop.Kind, drop.Name, null, dropped);
                break;
            case DropIndex drop:
                Add(ObjectKind.Index, drop.Index, null, dropped);
                break;
            case DropRoutine drop:
                Add(ObjectKind.Function, drop.Routine.Name, null, dropped);
                break;
            case DropColumn drop:
                Add(ObjectKind.Column, drop.Table, drop.Column, dropped);
                break;
            case DropConstraint drop:
                Add(ObjectKind.Constraint, drop.Table, drop.Constraint, dropped);
                Add(ObjectKind.Index, drop.Table with { Name = drop.Constraint }, null, dropped);
                break;
            case DropTableObject drop:
                Add(drop.Kind, drop.Table, drop.Name, dropped);
                break;
            default:
                return;
        }

        if (dropped.HasHappened)
        {
            cascades.Add((dropped, step));
        }
    }

    private void ReadRenaming(Operation operation, NameEvent happened)
    {
        switch (operation)
        {
            case RenameRelation rename:
                Renamed(rename.Kind, rename.Table, null, rename.NewName, happened);
                break;
            case RenameColumn rename:
                Renamed(ObjectKind.Column, rename.Table, rename.Column, rename.NewName, happened);
                break;
            case RenameConstraint rename:
                Renamed(ObjectKind.Constraint, rename.Table, rename.Constraint, rename.NewName, happened);
                break;
            case RenameTableObject rename:
                Renamed(rename.Kind, rename.Table, rename.Name, rename.NewName, happened);
                break;
            case RenameObject rename:
                Renamed(rename.Kind, rename.Name, null, rename.NewName, happened);
                break;
            case AlterRoutine { NewName: { } name } rename:
                Renamed(ObjectKind.Function, rename.Routine.Name, null, name, happened);
                break;
            case SetSchema move:
                Add(move.Kind, move.Name, null, happened with { Change = NameChange.Renamed, NewName = move.NewSchema + "." + move.Name.Name });
                Add(move.Kind, move.Name with { Schema = move.NewSchema }, null, happened);
                break;
        }
    }

    private void Renamed(ObjectKind kind, QualifiedName name, string? part, string newName, NameEvent happened)
    {
        Add(kind, name, part, happened with { Change = NameChange.Renamed, NewName = newName });
        Add(kind, part is null ? name with { Name = newName } : name, part is null ? null : newName, happened);
    }

    private void Add(ObjectKind kind, QualifiedName name, string? part, NameEvent happened)
    {
        var key = (SpaceOf(kind), name, part);
        if (!events.TryGetValue(key, out var list))
        {
            events.Add(key, list = []);
        }

        list.Add(happened);
    }
}
