using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <content>What is found by name or id, built-in objects and those of extensions included.</content>
internal sealed partial class DatabaseSchema
{
    /// <summary>True where an extension is there of which it is not known what it brings along.</summary>
    public bool HasUnknownExtension => extensions.Values.Any(extension => !extension.IsKnown);

    /// <summary>What is not the same object in another version: each in the form that it has here and there; null where it is not.</summary>
    public IEnumerable<(SchemaObject? Here, SchemaObject? There)> Differences(DatabaseSchema other) =>
        Pairs(relations, other.relations)
            .Concat(Pairs(types, other.types))
            .Concat(Pairs(routines, other.routines))
            .Concat(Pairs(namespaceIds, other.namespaceIds));

    private static IEnumerable<(SchemaObject? Here, SchemaObject? There)> Pairs<T>(PersistentMap<ObjectId, T> here, PersistentMap<ObjectId, T> there)
        where T : SchemaObject =>
        here.Differences(there).Select(id => ((SchemaObject?)(here.TryGetValue(id, out var old) ? old : null), (SchemaObject?)(there.TryGetValue(id, out var changed) ? changed : null)));

    /// <summary>The type; null where there is none.</summary>
    public SchemaType? FindType(ObjectId id)
    {
        if (id.IsBuiltIn)
        {
            return BuiltInCatalog.Base.FindType(id.Value)?.Type;
        }

        return types.TryGetValue(id, out var found) ? found
            : BuiltInCatalog.ExtensionOf(id) is { } extension && BuiltInCatalog.Extension(extension).FindType(id.Value) is { } entry ? In(extension, entry.Type)
            : null;
    }

    /// <summary>The type of that name; null where there is none. That of an array is the element's with an underscore.</summary>
    public SchemaType? FindType(QualifiedName name)
    {
        if (name.Schema is "pg_catalog" or "information_schema")
        {
            return BuiltInCatalog.Base.FindType(name.Name)?.Type is { } builtIn && builtIn.Name.Schema == name.Schema ? builtIn : null;
        }

        return typeNames.TryGetValue(name, out var id) ? FindType(id)
            : KnownExtensions(name.Schema).Select(extension => BuiltInCatalog.Extension(extension.Name).FindType(name.Name)).FirstOrDefault(entry => entry is not null) is { } found
                ? In(BuiltInCatalog.ExtensionOf(found.Type.Id)!, found.Type)
            : null;
    }

    /// <summary>How stable reading (<paramref name="isInput"/>) or printing a value of a type is.</summary>
    public Volatility InputOutputVolatility(ObjectId type, bool isInput)
    {
        var entry = type.IsBuiltIn ? BuiltInCatalog.Base.FindType(type.Value)
            : BuiltInCatalog.ExtensionOf(type) is { } extension ? BuiltInCatalog.Extension(extension).FindType(type.Value)
            : null;
        return entry is null ? FindType(type) is { Kind: TypeKind.Base, IsArray: false } ? Volatility.Immutable : Volatility.Stable : isInput ? entry.Input : entry.Output;
    }

    /// <summary>True where values of a type have a collation.</summary>
    public bool IsCollatable(ObjectId type)
    {
        var found = FindType(type);
        return found is null ? false
            : found.Kind == TypeKind.Domain && !type.IsBuiltIn ? IsCollatable(found.BaseType.Type)
            : found.IsArray ? IsCollatable(found.Element)
            : (type.IsBuiltIn ? BuiltInCatalog.Base.FindType(type.Value) : BuiltInCatalog.ExtensionOf(type) is { } extension ? BuiltInCatalog.Extension(extension).FindType(type.Value) : null)?.IsCollatable == true;
    }

    /// <summary>The routine; null where there is none.</summary>
    public Routine? FindRoutine(ObjectId id)
    {
        if (routines.TryGetValue(id, out var found))
        {
            return found;
        }

        return id.IsBuiltIn ? BuiltInCatalog.Base.FindRoutine(id)
            : BuiltInCatalog.ExtensionOf(id) is { } extension && BuiltInCatalog.Extension(extension).FindRoutine(id) is { } routine ? In(extension, routine)
            : null;
    }

    /// <summary>The routines of that name.</summary>
    public IReadOnlyList<Routine> FindRoutines(QualifiedName name)
    {
        if (name.Schema is "pg_catalog" or "information_schema")
        {
            var builtIn = BuiltInCatalog.Base.FindRoutines(name.Name);
            return builtIn.All(routine => routine.Name.Schema == name.Schema) ? builtIn : [.. builtIn.Where(routine => routine.Name.Schema == name.Schema)];
        }

        List<Routine> found = routineNames.TryGetValue(name, out var ids) ? [.. ids.Select(FindRoutine).OfType<Routine>()] : [];
        foreach (var extension in KnownExtensions(name.Schema))
        {
            found.AddRange(BuiltInCatalog.Extension(extension.Name).FindRoutines(name.Name).Select(routine => In(extension.Name, routine)));
        }

        return found;
    }

    /// <summary>The operators of that name that are in <c>pg_catalog</c> or in one of the schemas.</summary>
    public IEnumerable<Operator> FindOperators(string name, IReadOnlyList<string> schemas)
    {
        var found = BuiltInCatalog.Base.FindOperators(name).AsEnumerable();
        foreach (var extension in extensions.Values)
        {
            if (extension.IsKnown && schemas.Contains(extension.Schema, StringComparer.Ordinal))
            {
                found = found.Concat(BuiltInCatalog.Extension(extension.Name).FindOperators(name));
            }
        }

        return found;
    }

    /// <summary>The cast; null where there is none.</summary>
    public Cast? FindCast(ObjectId source, ObjectId target)
    {
        if (BuiltInCatalog.Base.FindCast(source, target) is { } builtIn)
        {
            return builtIn;
        }

        foreach (var extension in extensions.Values)
        {
            if (extension.IsKnown && BuiltInCatalog.Extension(extension.Name).FindCast(source, target) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The operator classes of an access method.</summary>
    public IEnumerable<OperatorClass> FindOperatorClasses(string method) =>
        BuiltInCatalog.Base.OperatorClasses.Concat(extensions.Values.Where(extension => extension.IsKnown).SelectMany(extension => BuiltInCatalog.Extension(extension.Name).OperatorClasses))
            .Where(found => found.Method == method);

    /// <summary>True where indexes can be of that access method.</summary>
    public bool HasAccessMethod(string method) =>
        BuiltInCatalog.Base.AccessMethods.Contains(method, StringComparer.Ordinal)
        || extensions.Values.Any(extension => extension.IsKnown && BuiltInCatalog.Extension(extension.Name).AccessMethods.Contains(method, StringComparer.Ordinal));

    /// <summary>A relation that is built in or an extension's; null where there is none.</summary>
    private Relation? FindBuiltInRelation(QualifiedName name)
    {
        if (name.Schema is "pg_catalog" or "information_schema")
        {
            return BuiltInCatalog.FindRelation(name);
        }

        foreach (var extension in KnownExtensions(name.Schema))
        {
            if (BuiltInCatalog.Extension(extension.Name).Relations.TryGetValue(("", name.Name), out var found))
            {
                return found with { Name = name, Extension = extension.Id };
            }
        }

        return null;
    }

    private Relation? FindBuiltInRelation(ObjectId id) =>
        id.IsBuiltIn ? BuiltInCatalog.FindRelation(id)
        : BuiltInCatalog.ExtensionOf(id) is { } extension && BuiltInCatalog.Extension(extension).Relations.Values.FirstOrDefault(relation => relation.Id == id) is { } found
            ? FindBuiltInRelation(new QualifiedName(FindExtension(extension)?.Schema ?? "public", found.Name.Name))
        : null;

    private IEnumerable<Extension> KnownExtensions(string schema) => extensions.Values.Where(extension => extension.IsKnown && extension.Schema == schema);

    private SchemaType In(string extension, SchemaType type) =>
        type with { Name = new QualifiedName(FindExtension(extension)?.Schema ?? "public", type.Name.Name), Extension = FindExtension(extension)?.Id ?? ObjectId.None };

    private Routine In(string extension, Routine routine) =>
        routine with { Name = new QualifiedName(FindExtension(extension)?.Schema ?? "public", routine.Name.Name), Extension = FindExtension(extension)?.Id ?? ObjectId.None };
}
