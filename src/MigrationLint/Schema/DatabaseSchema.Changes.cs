using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <content>The changes: each gives another version, and leaves this one as it is.</content>
internal sealed partial class DatabaseSchema
{
    /// <summary>True where a relation or type of that name was there and certainly is not any more.</summary>
    public bool IsGone(QualifiedName name) => goneNames.TryGetValue(name, out _);

    /// <summary>What is known by its name only.</summary>
    public OtherObject? FindOther(ObjectKind kind, QualifiedName name) =>
        otherNames.TryGetValue((kind, name), out var id) && others.TryGetValue(id, out var found) ? found : null;

    /// <summary>The object of that id that a user made: a relation, type, routine, schema, extension or other; null where it is none of these.</summary>
    public SchemaObject? FindObject(ObjectId id) =>
        relations.TryGetValue(id, out var relation) ? relation
        : types.TryGetValue(id, out var type) ? type
        : routines.TryGetValue(id, out var routine) ? routine
        : others.TryGetValue(id, out var other) ? other
        : namespaceIds.TryGetValue(id, out var schema) ? schema
        : extensionIds.TryGetValue(id, out var extension) ? extension
        : null;

    /// <summary>True where a constraint of any table or domain in that schema has the name.</summary>
    public bool IsConstraintNameTaken(QualifiedName name) => constraintNames.TryGetValue(name, out _);

    /// <summary>What lives in a schema: relations, types, routines and others; row types and arrays too.</summary>
    public IEnumerable<SchemaObject> ObjectsIn(string schema)
    {
        var first = new QualifiedName(schema, "");
        var ids = relationNames.From(first).TakeWhile(pair => pair.Key.Schema == schema).Select(pair => pair.Value)
            .Concat(typeNames.From(first).TakeWhile(pair => pair.Key.Schema == schema).Select(pair => pair.Value))
            .Concat(routineNames.From(first).TakeWhile(pair => pair.Key.Schema == schema).SelectMany(pair => pair.Value))
            .ToList();
        return ids.Select(FindObject).OfType<SchemaObject>().Concat(others.Values.Where(other => other.Name.Schema == schema));
    }

    /// <summary>This schema with one more namespace, or another form of one.</summary>
    public DatabaseSchema With(Namespace item)
    {
        var changed = Copy();
        if (namespaceIds.TryGetValue(item.Id, out var old))
        {
            changed.namespaces = changed.namespaces.Remove(old.Name);
        }

        changed.namespaces = changed.namespaces.Set(item.Name, item);
        changed.namespaceIds = changed.namespaceIds.Set(item.Id, item);
        changed.Depend(old, item);
        return changed;
    }

    /// <summary>This schema without a namespace. What lives in it stays.</summary>
    public DatabaseSchema Without(Namespace item)
    {
        var changed = Copy();
        changed.namespaces = namespaces.Remove(item.Name);
        changed.namespaceIds = namespaceIds.Remove(item.Id);
        changed.Depend(item, null);
        return changed;
    }

    /// <summary>This schema with one more extension, or another form of one.</summary>
    public DatabaseSchema With(Extension item)
    {
        var changed = Copy();
        changed.extensions = extensions.Set(item.Name, item);
        changed.extensionIds = extensionIds.Set(item.Id, item);
        return changed;
    }

    /// <summary>This schema without an extension. Its members stay.</summary>
    public DatabaseSchema Without(Extension item)
    {
        var changed = Copy();
        changed.extensions = extensions.Remove(item.Name);
        changed.extensionIds = extensionIds.Remove(item.Id);
        return changed;
    }

    /// <summary>This schema with one more relation, or another form of one: its names and those of its indexes follow.</summary>
    public DatabaseSchema With(Relation item)
    {
        var changed = Copy();
        relations.TryGetValue(item.Id, out var old);
        if (old is not null && old.Name != item.Name)
        {
            changed.relationNames = changed.relationNames.Remove(old.Name);
            changed.goneNames = changed.goneNames.Set(old.Name, true);
        }

        if (old is null || old.Name != item.Name)
        {
            changed.relationNames = changed.relationNames.Set(item.Name, item.Id);
            changed.goneNames = changed.goneNames.Remove(item.Name);
        }

        changed.NameIndexes(old, item);
        changed.NameConstraints(ConstraintsOf(old), old?.Name.Schema, ConstraintsOf(item), item.Name.Schema);
        changed.relations = relations.Set(item.Id, item);
        changed.Part(old, item);
        changed.Refer(old, item);
        changed.Depend(old, item);
        return changed;
    }

    /// <summary>This schema without a relation and its indexes. Its row type stays.</summary>
    public DatabaseSchema Without(Relation item)
    {
        var changed = Copy();
        changed.NameIndexes(item, null);
        changed.NameConstraints(ConstraintsOf(item), item.Name.Schema, [], null);
        changed.relationNames = changed.relationNames.Remove(item.Name);
        changed.goneNames = changed.goneNames.Set(item.Name, true);
        changed.relations = relations.Remove(item.Id);
        changed.Part(item, null);
        changed.Refer(item, null);
        changed.Depend(item, null);
        return changed;
    }

    /// <summary>This schema with one more type, or another form of one.</summary>
    public DatabaseSchema With(SchemaType item)
    {
        var changed = Copy();
        types.TryGetValue(item.Id, out var old);
        if (old is not null && old.Name != item.Name && typeNames.TryGetValue(old.Name, out var named) && named == item.Id)
        {
            changed.typeNames = changed.typeNames.Remove(old.Name);
        }

        if (!changed.typeNames.TryGetValue(item.Name, out var taken) || taken != item.Id)
        {
            changed.typeNames = changed.typeNames.Set(item.Name, item.Id);
        }

        changed.types = types.Set(item.Id, item);
        changed.NameConstraints(old?.Checks ?? [], old?.Name.Schema, item.Checks, item.Name.Schema);
        changed.Depend(old, item);
        return changed;
    }

    /// <summary>This schema without a type.</summary>
    public DatabaseSchema Without(SchemaType item)
    {
        var changed = Copy();
        changed.typeNames = typeNames.Remove(item.Name);
        changed.types = types.Remove(item.Id);
        changed.NameConstraints(item.Checks, item.Name.Schema, [], null);
        changed.Depend(item, null);
        return changed;
    }

    /// <summary>This schema with one more routine, or another form of one.</summary>
    public DatabaseSchema With(Routine item)
    {
        var changed = Copy();
        routines.TryGetValue(item.Id, out var old);
        if (old is not null && old.Name != item.Name)
        {
            changed.RemoveRoutineName(old);
        }

        if (old is null || old.Name != item.Name)
        {
            var overloads = changed.routineNames.TryGetValue(item.Name, out var ids) ? ids : [];
            changed.routineNames = changed.routineNames.Set(item.Name, [.. overloads, item.Id]);
        }

        changed.routines = routines.Set(item.Id, item);
        changed.Depend(old, item);
        return changed;
    }

    /// <summary>This schema without a routine.</summary>
    public DatabaseSchema Without(Routine item)
    {
        var changed = Copy();
        changed.RemoveRoutineName(item);
        changed.routines = routines.Remove(item.Id);
        changed.Depend(item, null);
        return changed;
    }

    /// <summary>This schema with one more object that is known by its name only, or another form of one.</summary>
    public DatabaseSchema With(OtherObject item)
    {
        var changed = Copy();
        if (others.TryGetValue(item.Id, out var old))
        {
            changed.otherNames = changed.otherNames.Remove((old.Kind, old.Name));
        }

        changed.otherNames = changed.otherNames.Set((item.Kind, item.Name), item.Id);
        changed.others = others.Set(item.Id, item);
        changed.Depend(old, item);
        return changed;
    }

    /// <summary>This schema without an object that is known by its name only.</summary>
    public DatabaseSchema Without(OtherObject item)
    {
        var changed = Copy();
        changed.otherNames = otherNames.Remove((item.Kind, item.Name));
        changed.others = others.Remove(item.Id);
        changed.Depend(item, null);
        return changed;
    }

    /// <summary>This schema with that object certainly gone, though nothing is known of what it was.</summary>
    public DatabaseSchema WithGone(QualifiedName name)
    {
        var changed = Copy();
        changed.goneNames = goneNames.Set(name, true);
        return changed;
    }

    /// <summary>This schema where nothing is certainly gone: something that is not known may have made it again.</summary>
    public DatabaseSchema WithNothingGone()
    {
        var changed = Copy();
        changed.goneNames = PersistentMap<QualifiedName, bool>.Empty(ByName);
        return changed;
    }

    /// <summary>The largest id that an object or a part of one has: new ones are counted on from it. Looks through everything.</summary>
    public int FindLargestId()
    {
        var ids = types.Values.SelectMany(type => type.Checks).Select(check => check.Id)
            .Concat(types.Values.Select(type => type.Id))
            .Concat(routines.Values.Select(routine => routine.Id))
            .Concat(others.Values.Select(other => other.Id))
            .Concat(namespaces.Values.Select(item => item.Id))
            .Concat(extensions.Values.Select(item => item.Id))
            .Concat(relations.Values.SelectMany(IdsOf));
        return ids.Select(id => id.Value).Append(ObjectId.FirstNormal - 1).Max();
    }

    private static IEnumerable<ObjectId> IdsOf(Relation relation)
    {
        var triggers = relation switch { Table table => table.Triggers, View view => view.Triggers, _ => [] };
        var parts = IndexesOf(relation).Cast<SchemaObject>().Concat(ConstraintsOf(relation)).Concat(triggers)
            .Concat(relation is Table item ? item.Policies.Cast<SchemaObject>().Concat(item.Rules) : []);
        return parts.Select(part => part.Id).Append(relation.Id);
    }

    private DatabaseSchema Copy() => (DatabaseSchema)MemberwiseClone();

    private void RemoveRoutineName(Routine item)
    {
        var left = routineNames.TryGetValue(item.Name, out var ids) ? ids.Where(id => id != item.Id).ToList() : [];
        routineNames = left.Count == 0 ? routineNames.Remove(item.Name) : routineNames.Set(item.Name, left);
    }

    private void NameIndexes(Relation? old, Relation? item)
    {
        var (oldIndexes, indexes) = (IndexesOf(old), IndexesOf(item));
        if (ReferenceEquals(oldIndexes, indexes) && old?.Name.Schema == item?.Name.Schema)
        {
            return;
        }

        var (first, oldEnd, end) = FindDifference(oldIndexes, indexes, old?.Name.Schema == item?.Name.Schema, static (left, right) => left.Id == right.Id && left.Name == right.Name);
        for (var i = first; i < oldEnd; i++)
        {
            var name = new QualifiedName(old!.Name.Schema, oldIndexes[i].Name);
            relationNames = relationNames.Remove(name);
            indexOwners = indexOwners.Remove(oldIndexes[i].Id);
            goneNames = goneNames.Set(name, true);
        }

        for (var i = first; i < end; i++)
        {
            var name = new QualifiedName(item!.Name.Schema, indexes[i].Name);
            relationNames = relationNames.Set(name, indexes[i].Id);
            indexOwners = indexOwners.Set(indexes[i].Id, item.Id);
            goneNames = goneNames.Remove(name);
        }
    }

    /// <summary>Where two lists differ: from the first index on, up to the ends. What they have in common before and behind stays as it is.</summary>
    private static (int First, int OldEnd, int End) FindDifference<T>(IReadOnlyList<T> old, IReadOnlyList<T> items, bool isComparable, Func<T, T, bool> areSame)
    {
        var (first, oldEnd, end) = (0, old.Count, items.Count);
        if (isComparable)
        {
            while (first < oldEnd && first < end && areSame(old[first], items[first]))
            {
                first++;
            }

            while (oldEnd > first && end > first && areSame(old[oldEnd - 1], items[end - 1]))
            {
                oldEnd--;
                end--;
            }
        }

        return (first, oldEnd, end);
    }

    private static IReadOnlyList<Index> IndexesOf(Relation? relation) => relation switch { Table table => table.Indexes, View view => view.Indexes, _ => [] };

    private static IReadOnlyList<Constraint> ConstraintsOf(Relation? relation) => relation is Table table ? table.Constraints : [];

    private void NameConstraints(IReadOnlyList<Constraint> old, string? oldSchema, IReadOnlyList<Constraint> constraints, string? schema)
    {
        if (ReferenceEquals(old, constraints) && oldSchema == schema)
        {
            return;
        }

        var (first, oldEnd, end) = FindDifference(old, constraints, oldSchema == schema, static (left, right) => left.Name == right.Name);
        for (var i = first; i < oldEnd; i++)
        {
            CountConstraint(new QualifiedName(oldSchema!, old[i].Name), -1);
        }

        for (var i = first; i < end; i++)
        {
            CountConstraint(new QualifiedName(schema!, constraints[i].Name), 1);
        }
    }

    private void CountConstraint(QualifiedName name, int change)
    {
        var count = (constraintNames.TryGetValue(name, out var found) ? found : 0) + change;
        constraintNames = count <= 0 ? constraintNames.Remove(name) : constraintNames.Set(name, count);
    }
}
