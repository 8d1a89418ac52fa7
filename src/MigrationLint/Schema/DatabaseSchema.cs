using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>
/// A database at one moment: PostgreSQL's catalog in small. Immutable; versions share what did not change. What is built in (<c>pg_catalog</c>) is
/// found through the same methods.
/// </summary>
internal sealed partial class DatabaseSchema
{
    private static readonly Comparer<ObjectId> ById = Comparer<ObjectId>.Create((left, right) => left.Value.CompareTo(right.Value));

    private static readonly Comparer<QualifiedName> ByName = Comparer<QualifiedName>.Create(static (left, right) =>
        string.CompareOrdinal(left.Schema, right.Schema) is var order and not 0 ? order : string.CompareOrdinal(left.Name, right.Name));

    private static readonly Comparer<(ObjectKind Kind, QualifiedName Name)> ByKindAndName = Comparer<(ObjectKind Kind, QualifiedName Name)>.Create(static (left, right) =>
        left.Kind.CompareTo(right.Kind) is var order and not 0 ? order : ByName.Compare(left.Name, right.Name));

    private static readonly Comparer<(ObjectId Target, ObjectId Dependent)> ByTarget = Comparer<(ObjectId Target, ObjectId Dependent)>.Create(static (left, right) =>
        left.Target.Value.CompareTo(right.Target.Value) is var order and not 0 ? order : left.Dependent.Value.CompareTo(right.Dependent.Value));

    private DatabaseSchema()
    {
    }

    private PersistentMap<string, Namespace> namespaces = PersistentMap<string, Namespace>.Empty(StringComparer.Ordinal);
    private PersistentMap<string, Extension> extensions = PersistentMap<string, Extension>.Empty(StringComparer.Ordinal);
    private PersistentMap<ObjectId, Relation> relations = PersistentMap<ObjectId, Relation>.Empty(ById);
    private PersistentMap<QualifiedName, ObjectId> relationNames = PersistentMap<QualifiedName, ObjectId>.Empty(ByName);
    private PersistentMap<ObjectId, ObjectId> indexOwners = PersistentMap<ObjectId, ObjectId>.Empty(ById);
    private PersistentMap<ObjectId, SchemaType> types = PersistentMap<ObjectId, SchemaType>.Empty(ById);
    private PersistentMap<QualifiedName, ObjectId> typeNames = PersistentMap<QualifiedName, ObjectId>.Empty(ByName);
    private PersistentMap<ObjectId, Routine> routines = PersistentMap<ObjectId, Routine>.Empty(ById);
    private PersistentMap<QualifiedName, IReadOnlyList<ObjectId>> routineNames = PersistentMap<QualifiedName, IReadOnlyList<ObjectId>>.Empty(ByName);
    private PersistentMap<ObjectId, OtherObject> others = PersistentMap<ObjectId, OtherObject>.Empty(ById);
    private PersistentMap<(ObjectKind Kind, QualifiedName Name), ObjectId> otherNames = PersistentMap<(ObjectKind Kind, QualifiedName Name), ObjectId>.Empty(ByKindAndName);
    private PersistentMap<ObjectId, Namespace> namespaceIds = PersistentMap<ObjectId, Namespace>.Empty(ById);
    private PersistentMap<ObjectId, Extension> extensionIds = PersistentMap<ObjectId, Extension>.Empty(ById);

    /// <summary>The names that something had in this chain and nothing has any more.</summary>
    private PersistentMap<QualifiedName, bool> goneNames = PersistentMap<QualifiedName, bool>.Empty(ByName);

    /// <summary>How many constraints of a schema have a name.</summary>
    private PersistentMap<QualifiedName, int> constraintNames = PersistentMap<QualifiedName, int>.Empty(ByName);

    /// <summary>For each object, index or constraint: the objects that refer to it.</summary>
    private PersistentMap<(ObjectId Target, ObjectId Dependent), bool> dependents = PersistentMap<(ObjectId Target, ObjectId Dependent), bool>.Empty(ByTarget);

    /// <summary>A new database: the schema <c>public</c>, the extension <c>plpgsql</c>, and what is built in.</summary>
    public static DatabaseSchema Empty { get; } = new DatabaseSchema().With(new Namespace(new ObjectId(2200), "public"));

    /// <summary>The schemas of users, by name.</summary>
    public IEnumerable<Namespace> Namespaces => namespaces.Values;

    /// <summary>The extensions but plpgsql, by name.</summary>
    public IEnumerable<Extension> Extensions => extensions.Values;

    /// <summary>Tables, views, sequences and composite types, in the order of their making.</summary>
    public IEnumerable<Relation> Relations => relations.Values;

    /// <summary>The types that users made, row types and arrays included, in the order of their making.</summary>
    public IEnumerable<SchemaType> Types => types.Values;

    /// <summary>The routines that users made, in the order of their making.</summary>
    public IEnumerable<Routine> Routines => routines.Values;

    /// <summary>What is known by its name only, in the order of its making.</summary>
    public IEnumerable<OtherObject> Others => others.Values;

    /// <summary>The schema of that name; null where there is none. <c>pg_catalog</c> and <c>information_schema</c> are none of these.</summary>
    public Namespace? FindNamespace(string name) => namespaces.TryGetValue(name, out var found) ? found : null;

    /// <summary>The extension of that name; null where it was not created.</summary>
    public Extension? FindExtension(string name) => extensions.TryGetValue(name, out var found) ? found : null;

    /// <summary>The relation of that name that is no index; null where there is none.</summary>
    public Relation? FindRelation(QualifiedName name) => relationNames.TryGetValue(name, out var id) ? relations.TryGetValue(id, out var found) ? found : null : FindBuiltInRelation(name);

    /// <summary>The index of that name and the relation that it belongs to; null where there is none.</summary>
    public (Relation Owner, Index Index)? FindIndex(QualifiedName name) => relationNames.TryGetValue(name, out var id) ? FindIndex(id) : null;

    /// <summary>The index and the relation that it belongs to; null where there is none.</summary>
    public (Relation Owner, Index Index)? FindIndex(ObjectId id)
    {
        if (!indexOwners.TryGetValue(id, out var owner) || !relations.TryGetValue(owner, out var relation))
        {
            return null;
        }

        var indexes = relation switch { Table table => table.Indexes, View view => view.Indexes, _ => [] };
        return indexes.FirstOrDefault(index => index.Id == id) is { } found ? (relation, found) : null;
    }

    /// <summary>True where a relation or an index of that name is there: it cannot be taken again.</summary>
    public bool IsRelationNameTaken(QualifiedName name) => relationNames.TryGetValue(name, out _);

    /// <summary>The relation; null where it is not there any more.</summary>
    public Relation? FindRelation(ObjectId id) => relations.TryGetValue(id, out var found) ? found : FindBuiltInRelation(id);
}
