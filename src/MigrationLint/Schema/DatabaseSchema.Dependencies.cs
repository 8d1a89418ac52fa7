using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <content>Which objects name an object: <c>pg_depend</c> read backwards, so that neither a drop nor a rename looks through everything.</content>
internal sealed partial class DatabaseSchema
{
    /// <summary>The objects that name <paramref name="id"/>, or a column of it, anywhere; in the order of their making.</summary>
    public IEnumerable<SchemaObject> ObjectsThatName(ObjectId id)
    {
        foreach (var dependent in dependents.TryGetValue(id, out var found) ? found : NoDependents)
        {
            if (FindObject(dependent.Key) is { } item)
            {
                yield return item;
            }
        }
    }

    /// <summary>What depends on an object, index or constraint; on one column of it, where one is given.</summary>
    public IEnumerable<Dependency> DependentsOf(ObjectId id, string? column = null) =>
        ObjectsThatName(id).SelectMany(Dependencies.Of)
            .Where(dependency => dependency.Referenced == id && (column is null || dependency.Column == column));

    /// <summary>The tables that inherit from a table, its partitions included; in the order of their making.</summary>
    public IEnumerable<Table> ChildrenOf(ObjectId table) => ObjectsThatName(table).OfType<Table>().Where(child => child.Parents.Contains(table));

    /// <summary>The types, routines and relations of an extension that something in the schema names.</summary>
    public IEnumerable<ObjectId> NamedMembersOf(Extension extension)
    {
        if (!extension.IsKnown)
        {
            return [];
        }

        var (first, end) = ExtensionData.Ids(extension.Name);
        return dependents.From(new ObjectId(first)).Select(pair => pair.Key).TakeWhile(id => id.Value < end);
    }

    /// <summary>The indexes that name an operator class of an extension. Looks through everything.</summary>
    public IEnumerable<ObjectAddress> IndexesThatNeed(Extension extension)
    {
        var names = new HashSet<string>(BuiltInCatalog.Extension(extension.Name).OperatorClasses.Select(found => found.Name), StringComparer.Ordinal);
        return relations.Values.SelectMany(relation => IndexesOf(relation)
            .Where(index => index.Keys.Any(key => key.OperatorClass is { } name && names.Contains(name.Split('(', ' ')[0])))
            .Select(index => new ObjectAddress(relation.Id, ObjectPart.Index, index.Id)));
    }

    private void Depend(SchemaObject? old, SchemaObject? item)
    {
        var before = Targets(old);
        var after = Targets(item);
        var dependent = (old ?? item)!.Id;
        foreach (var target in before)
        {
            if (!after.Contains(target) && dependents.TryGetValue(target, out var found))
            {
                found = found.Remove(dependent);
                dependents = found.Count == 0 ? dependents.Remove(target) : dependents.Set(target, found);
            }
        }

        foreach (var target in after)
        {
            if (!before.Contains(target))
            {
                dependents = dependents.Set(target, (dependents.TryGetValue(target, out var found) ? found : NoDependents).Set(dependent, 0));
            }
        }
    }

    private static HashSet<ObjectId> Targets(SchemaObject? item) => item is null ? [] : [.. Dependencies.Of(item).Select(dependency => dependency.Referenced)];
}
