using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>
/// Puts what a script makes into an order in which everything is there that is needed. Where two objects need each other (a default calls a function over
/// the table's own rows), the one that can do without for a while is asked to.
/// </summary>
internal sealed class ScriptOrder(DatabaseSchema schema, IReadOnlyList<SchemaObject> objects, Action<SchemaObject> write)
{
    // Hosts lend us threads with little stack. What lies deeper comes in a later pass.
    private const int MaximumDepth = 300;

    private readonly Dictionary<ObjectId, SchemaObject> waiting = objects.ToDictionary(item => item.Id);
    private readonly HashSet<ObjectId> begun = [];
    private readonly HashSet<ObjectId> stuck = [];

    /// <summary>Writes objects, each after those that it needs; those that need one that is never there are left waiting.</summary>
    public void Write(IEnumerable<SchemaObject> wanted)
    {
        var rest = wanted.ToList();
        for (var count = -1; rest.Count != count;)
        {
            count = rest.Count;
            rest.RemoveAll(item =>
            {
                stuck.Clear();
                return Require(item.Id);
            });
        }
    }

    /// <summary>Writes what needs itself in a circle, as it comes.</summary>
    public void WriteRest()
    {
        foreach (var item in objects)
        {
            if (waiting.Remove(item.Id))
            {
                write(item);
            }
        }
    }

    /// <summary>Writes what these ids stand for, where it is not written yet.</summary>
    /// <returns>False where something of it has to wait for what is being written.</returns>
    public bool Require(IEnumerable<ObjectId> ids)
    {
        var isThere = true;
        foreach (var id in ids)
        {
            isThere &= Require(Made(id));
        }

        return isThere;
    }

    private bool Require(ObjectId id)
    {
        if (!waiting.TryGetValue(id, out var item))
        {
            return true;
        }

        if (stuck.Contains(id) || begun.Count == MaximumDepth || !begun.Add(id))
        {
            return false;
        }

        var isReady = Require(Needs(item).Where(needed => needed != id));
        if (isReady)
        {
            write(item);
            waiting.Remove(id);
            stuck.Clear();
        }
        else
        {
            stuck.Add(id);
        }

        begun.Remove(id);
        return isReady;
    }

    /// <summary>The object whose statement makes what has this id: an array comes with its element, a row type with its relation.</summary>
    private ObjectId Made(ObjectId id)
    {
        if (schema.FindType(id) is { } type)
        {
            return type.IsArray ? Made(type.Element)
                : type.Kind == TypeKind.Multirange ? Made(type.Subtype)
                : schema.FindRelation(type.Relation) is { } relation and not CompositeRelation ? relation.Id
                : id;
        }

        return schema.FindRelation(id) is CompositeRelation composite ? composite.RowType
            : schema.FindRoutine(id) is { ConstructedType: { IsNone: false } constructed } ? Made(constructed)
            : id;
    }

    /// <summary>What the statement that makes an object needs; what comes in statements of its own, or can, is left out.</summary>
    private IEnumerable<ObjectId> Needs(SchemaObject item) => item switch
    {
        Table table => Dependencies.TargetsOf(table with
        {
            Constraints = [], Indexes = [], Triggers = [], Policies = [],
            Parents = table.IsPartition ? [] : table.Parents,
            Columns = [.. table.Columns.Select(column => column with { Default = null })],
        }),
        View view => Dependencies.TargetsOf(view with { Indexes = [], Triggers = [] }),
        Sequence sequence => Dependencies.TargetsOf(sequence with { OwnerTable = ObjectId.None }),
        SchemaType type when schema.FindRelation(type.Relation) is { } composite => Dependencies.TargetsOf(type).Concat(Dependencies.TargetsOf(composite)),
        _ => Dependencies.TargetsOf(item),
    };
}
