using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <content>What is found by name or id, built-in objects and those of extensions included.</content>
internal sealed partial class DatabaseSchema
{
    /// <summary>The type; null where there is none.</summary>
    public SchemaType? FindType(ObjectId id) => types.TryGetValue(id, out var found) ? found : null;

    /// <summary>The type of that name; null where there is none.</summary>
    public SchemaType? FindType(QualifiedName name) => typeNames.TryGetValue(name, out var id) ? FindType(id) : null;

    /// <summary>The routine; null where there is none.</summary>
    public Routine? FindRoutine(ObjectId id) => routines.TryGetValue(id, out var found) ? found : null;

    /// <summary>The routines of that name.</summary>
    public IReadOnlyList<Routine> FindRoutines(QualifiedName name) =>
        routineNames.TryGetValue(name, out var ids) ? [.. ids.Select(FindRoutine).OfType<Routine>()] : [];
}
