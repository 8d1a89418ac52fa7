using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <content>Which objects name an object: <c>pg_depend</c> read backwards, so that neither a drop nor a rename looks through everything.</content>
internal sealed partial class DatabaseSchema
{
    /// <summary>The objects that name <paramref name="id"/>, or a column of it, anywhere; in the order of their making.</summary>
    public IEnumerable<SchemaObject> ObjectsThatName(ObjectId id)
    {
        foreach (var dependent in dependents.From((id, ObjectId.None)))
        {
            if (dependent.Key.Target != id)
            {
                yield break;
            }

            if (FindObject(dependent.Key.Dependent) is { } item)
            {
                yield return item;
            }
        }
    }

    /// <summary>What depends on an object, index or constraint; on one column of it, where one is given.</summary>
    public IEnumerable<Dependency> DependentsOf(ObjectId id, string? column = null) =>
        ObjectsThatName(id).SelectMany(Dependencies.Of)
            .Where(dependency => dependency.Referenced == id && (column is null || dependency.Column == column));

    /// <summary>What stops a change of a column's type (<c>ATExecAlterColumnType</c>), and how it uses the column, in the server's words; null where nothing does.</summary>
    public (ObjectAddress User, string Use)? TypeObstacle(Table table, string column)
    {
        foreach (var user in DependentsOf(table.Id, column).Select(dependency => dependency.Dependent))
        {
            var use = user.Part switch
            {
                ObjectPart.Trigger => "used in a trigger definition",
                ObjectPart.Policy => "used in a policy definition",
                ObjectPart.Column when user.Object == table.Id && user.Column != column => "used by a generated column",
                ObjectPart.Whole when FindObject(user.Object) is View => "used by a view or rule",
                ObjectPart.Whole when FindObject(user.Object) is Routine => "used by a function or procedure",
                _ => null,
            };
            if (use is not null)
            {
                return (user, use);
            }
        }

        return null;
    }

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
        return dependents.From((new ObjectId(first), ObjectId.None)).Select(pair => pair.Key.Target).TakeWhile(id => id.Value < end).Distinct();
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
        var (oldPart, newPart) = old is Table table && item is Table other ? FindDifference(table, other) : (old, item);
        List<ObjectId> before = oldPart is null ? [] : Dependencies.TargetsOf(oldPart);
        List<ObjectId> after = newPart is null ? [] : Dependencies.TargetsOf(newPart);
        List<ObjectId>? whole = null;
        var dependent = (old ?? item)!.Id;
        var (i, k) = (0, 0);
        while (i < before.Count || k < after.Count)
        {
            var order = i == before.Count ? 1 : k == after.Count ? -1 : ById.Compare(before[i], after[k]);
            if (order < 0)
            {
                whole ??= item is null ? [] : Dependencies.TargetsOf(item);
                dependents = whole.BinarySearch(before[i], ById) >= 0 ? dependents : dependents.Remove((before[i], dependent));
            }
            else if (order > 0 && !dependents.TryGetValue((after[k], dependent), out _))
            {
                dependents = dependents.Set((after[k], dependent), true);
            }

            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
    }

    // Two forms of a table without the columns, indexes and constraints that they share: a table may have thousands, and a statement changes one.
    private static (Table Old, Table New) FindDifference(Table old, Table item)
    {
        var (oldColumns, columns) = FindDifference(old.Columns, item.Columns);
        var (oldIndexes, indexes) = FindDifference(old.Indexes, item.Indexes);
        var (oldConstraints, constraints) = FindDifference(old.Constraints, item.Constraints);
        return (old with { Columns = oldColumns, Indexes = oldIndexes, Constraints = oldConstraints }, item with { Columns = columns, Indexes = indexes, Constraints = constraints });
    }

    private static (IReadOnlyList<T> Old, IReadOnlyList<T> New) FindDifference<T>(IReadOnlyList<T> old, IReadOnlyList<T> items)
        where T : class
    {
        if (ReferenceEquals(old, items))
        {
            return ([], []);
        }

        var (first, oldEnd, end) = FindDifference(old, items, isComparable: true, static (left, right) => ReferenceEquals(left, right));
        return ([.. old.Skip(first).Take(oldEnd - first)], [.. items.Skip(first).Take(end - first)]);
    }
}
