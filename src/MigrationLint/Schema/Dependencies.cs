using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>What an object depends on: what PostgreSQL writes into <c>pg_depend</c> for it.</summary>
internal static class Dependencies
{
    /// <summary>All of them; those on built-in objects left out.</summary>
    public static List<Dependency> Of(SchemaObject item)
    {
        var found = new List<Dependency>();
        Visit(found.Add, item);
        return found;
    }

    /// <summary>What it depends on, by id: sorted, each once.</summary>
    public static List<ObjectId> TargetsOf(SchemaObject item)
    {
        var ids = new List<ObjectId>();
        Visit(dependency => ids.Add(dependency.Referenced), item);
        ids.Sort(static (left, right) => left.Value.CompareTo(right.Value));
        var count = 0;
        for (var i = 0; i < ids.Count; i++)
        {
            if (i == 0 || ids[i] != ids[i - 1])
            {
                ids[count++] = ids[i];
            }
        }

        ids.RemoveRange(count, ids.Count - count);
        return ids;
    }

    private static void Visit(Action<Dependency> found, SchemaObject item)
    {
        var whole = new ObjectAddress(item.Id);
        Add(found, whole, item.Extension, DependencyKind.Extension);
        switch (item)
        {
            case Relation relation:
                AddRelation(found, relation);
                break;
            case SchemaType type:
                AddType(found, type);
                break;
            case Routine routine:
                AddRoutine(found, routine);
                break;
            case OtherObject other:
                AddAll(found, whole, other.DependsOn, other.Kind == ObjectKind.Statistics ? DependencyKind.Auto : DependencyKind.Normal);
                break;
        }
    }

    private static void AddRelation(Action<Dependency> found, Relation relation)
    {
        foreach (var column in relation.Columns)
        {
            var address = new ObjectAddress(relation.Id, ObjectPart.Column, default, column.Name);
            Add(found, relation is View ? new ObjectAddress(relation.Id) : address, column.Type.Type);
            AddExpression(found, address, relation.Id, column.Generated, DependencyKind.Normal);
            AddExpression(found, new ObjectAddress(relation.Id, ObjectPart.Default, default, column.Name), relation.Id, column.Default, DependencyKind.Normal);
        }

        switch (relation)
        {
            case Table table:
                AddTable(found, table);
                break;
            case View view:
                AddView(found, view);
                break;
            case Sequence sequence when !sequence.OwnerTable.IsNone:
                Add(found, new ObjectAddress(sequence.Id), sequence.OwnerTable, sequence.IsIdentity ? DependencyKind.Internal : DependencyKind.Auto, sequence.OwnerColumn);
                break;
        }
    }

    private static void AddTable(Action<Dependency> found, Table table)
    {
        foreach (var parent in table.Parents)
        {
            Add(found, new ObjectAddress(table.Id), parent, table.IsPartition ? DependencyKind.Auto : DependencyKind.Normal);
        }

        Add(found, new ObjectAddress(table.Id), table.OfType);
        foreach (var constraint in table.Constraints)
        {
            AddConstraint(found, table, constraint);
        }

        AddIndexes(found, table, table.Indexes);
        AddTriggers(found, table, table.Triggers);
        foreach (var policy in table.Policies)
        {
            var address = new ObjectAddress(table.Id, ObjectPart.Policy, policy.Id);
            AddExpression(found, address, table.Id, policy.Using, DependencyKind.Normal);
            AddExpression(found, address, table.Id, policy.WithCheck, DependencyKind.Normal);
        }
    }

    private static void AddConstraint(Action<Dependency> found, Table table, Constraint constraint)
    {
        var address = new ObjectAddress(table.Id, ObjectPart.Constraint, constraint.Id);
        Add(found, address, constraint.Parent, DependencyKind.Internal);
        switch (constraint)
        {
            case KeyConstraint key:
                AddColumns(found, address, table.Id, key.Columns, DependencyKind.Auto);
                AddColumns(found, address, table.Id, key.Include, DependencyKind.Auto);
                break;
            case CheckConstraint check:
                AddExpression(found, address, table.Id, check.Expression, DependencyKind.Auto);
                break;
            case ForeignKeyConstraint foreign:
                AddColumns(found, address, table.Id, foreign.Columns, DependencyKind.Auto);
                Add(found, address, foreign.ReferencedTable);
                AddColumns(found, address, foreign.ReferencedTable, foreign.ReferencedColumns, DependencyKind.Normal);
                Add(found, address, foreign.ReferencedIndex);
                break;
            case ExclusionConstraint exclusion:
                AddKeys(found, address, table.Id, exclusion.Definition.Keys);
                AddExpression(found, address, table.Id, exclusion.Definition.Predicate, DependencyKind.Auto);
                break;
        }
    }

    private static void AddIndexes(Action<Dependency> found, Relation owner, IReadOnlyList<Index> indexes)
    {
        foreach (var index in indexes)
        {
            var address = new ObjectAddress(owner.Id, ObjectPart.Index, index.Id);
            AddKeys(found, address, owner.Id, index.Keys);
            AddColumns(found, address, owner.Id, index.Include, DependencyKind.Auto);
            AddExpression(found, address, owner.Id, index.Predicate, DependencyKind.Auto);
            Add(found, address, index.Constraint, DependencyKind.Internal);
            Add(found, address, index.Parent, DependencyKind.Internal);
        }
    }

    private static void AddTriggers(Action<Dependency> found, Relation owner, IReadOnlyList<Trigger> triggers)
    {
        foreach (var trigger in triggers)
        {
            var address = new ObjectAddress(owner.Id, ObjectPart.Trigger, trigger.Id);
            Add(found, address, trigger.Definition.Function);
            AddColumns(found, address, owner.Id, trigger.UpdateColumns, DependencyKind.Normal);
            AddExpression(found, address, owner.Id, trigger.When, DependencyKind.Normal);
            Add(found, address, trigger.Parent, DependencyKind.Internal);
        }
    }

    private static void AddView(Action<Dependency> found, View view)
    {
        var address = new ObjectAddress(view.Id);
        foreach (var (relation, column) in view.Query.Reads)
        {
            Add(found, address, relation, DependencyKind.Normal, column);
        }

        AddAll(found, address, view.Query.DependsOn);
        AddExpression(found, address, view.Id, view.Query.Definition, DependencyKind.Normal);
        AddIndexes(found, view, view.Indexes);
        AddTriggers(found, view, view.Triggers);
    }

    private static void AddType(Action<Dependency> found, SchemaType type)
    {
        var address = new ObjectAddress(type.Id);
        Add(found, address, type.IsArray ? type.Element : default, DependencyKind.Internal);
        Add(found, address, type.BaseType.Type);
        Add(found, address, type.Subtype, type.Kind == TypeKind.Multirange ? DependencyKind.Internal : DependencyKind.Normal);
        AddExpression(found, address, type.Id, type.Default, DependencyKind.Normal);
        foreach (var check in type.Checks)
        {
            AddExpression(found, new ObjectAddress(type.Id, ObjectPart.Constraint, check.Id), type.Id, check.Expression, DependencyKind.Normal);
        }
    }

    private static void AddRoutine(Action<Dependency> found, Routine routine)
    {
        var address = new ObjectAddress(routine.Id);
        foreach (var parameter in routine.Parameters)
        {
            Add(found, address, parameter.Type.Type);
            AddExpression(found, address, routine.Id, parameter.Default, DependencyKind.Normal);
        }

        Add(found, address, routine.Returns?.Type ?? default);
        Add(found, address, routine.ConstructedType, DependencyKind.Internal);
        AddAll(found, address, routine.Definition?.DependsOn ?? []);
    }

    private static void AddKeys(Action<Dependency> found, ObjectAddress from, ObjectId relation, IReadOnlyList<IndexKey> keys)
    {
        foreach (var key in keys)
        {
            if (key.Column is { } column)
            {
                Add(found, from, relation, DependencyKind.Auto, column);
            }

            AddExpression(found, from, relation, key.Expression, DependencyKind.Auto);
        }
    }

    /// <summary>What an expression names; columns of the own table as <paramref name="ownColumns"/> says.</summary>
    private static void AddExpression(Action<Dependency> found, ObjectAddress from, ObjectId own, SchemaExpression? expression, DependencyKind ownColumns)
    {
        if (expression is null)
        {
            return;
        }

        for (var i = 0; i < expression.Parts.Count; i++)
        {
            switch (expression.Parts[i])
            {
                case ColumnPart column when column.Relation.IsNone:
                    Add(found, from, own, ownColumns, column.Column);
                    break;
                case ColumnPart column:
                    Add(found, from, column.Relation, column.Relation == own ? ownColumns : DependencyKind.Normal, column.Column);
                    break;
                case RelationPart relation:
                    Add(found, from, relation.Relation);
                    break;
                case TypePart type:
                    Add(found, from, type.Type.Type);
                    break;
                case RoutinePart routine:
                    Add(found, from, routine.Routine);
                    break;
            }
        }
    }

    private static void AddColumns(Action<Dependency> found, ObjectAddress from, ObjectId relation, IReadOnlyList<string> columns, DependencyKind kind)
    {
        foreach (var column in columns)
        {
            Add(found, from, relation, kind, column);
        }
    }

    private static void AddAll(Action<Dependency> found, ObjectAddress from, IReadOnlyList<ObjectId> referenced, DependencyKind kind = DependencyKind.Normal)
    {
        foreach (var id in referenced)
        {
            Add(found, from, id, kind);
        }
    }

    private static void Add(Action<Dependency> found, ObjectAddress from, ObjectId referenced, DependencyKind kind = DependencyKind.Normal, string? column = null)
    {
        if (!referenced.IsNone && !referenced.IsBuiltIn)
        {
            found(new Dependency(from, referenced, column, kind));
        }
    }
}
