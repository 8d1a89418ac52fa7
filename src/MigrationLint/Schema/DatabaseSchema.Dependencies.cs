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
