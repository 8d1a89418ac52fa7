using System.Collections.Concurrent;
using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>What PostgreSQL 15 and its contrib extensions have.</summary>
internal static class BuiltInCatalog
{
    private static readonly Lazy<CatalogSection> Lazily = new(() => new CatalogSection(
        null, BuiltInData.Types, BuiltInData.Routines, BuiltInData.Operators, BuiltInData.Casts, BuiltInData.OperatorClasses, "A btree\nA hash\nA gist\nA gin\nA spgist\nA brin"));

    private static readonly Lazy<Dictionary<(string Schema, string Name), Relation>> Relations = new(() =>
        new CatalogSection(null, BuiltInData.Relations).Relations.ToDictionary(pair => pair.Key, pair => pair.Value));

    private static readonly Lazy<Dictionary<int, Relation>> RelationIds = new(() => Relations.Value.Values.ToDictionary(relation => relation.Id.Value));

    private static readonly ConcurrentDictionary<string, CatalogSection> Extensions = new(StringComparer.Ordinal);

    /// <summary>What every database has.</summary>
    public static CatalogSection Base => Lazily.Value;

    /// <summary>True for an extension that PostgreSQL brings along: all that it makes is known.</summary>
    public static bool IsContrib(string extension) => extension == "plpgsql" || System.Array.IndexOf(ExtensionData.Names, extension) >= 0;

    /// <summary>The extensions that one needs.</summary>
    public static IReadOnlyList<string> Requires(string extension) => ExtensionData.Requires(extension)?.Split(' ') ?? [];

    /// <summary>What an extension has; nothing where that is not known.</summary>
    public static CatalogSection Extension(string name) => Extensions.GetOrAdd(name, static key => new CatalogSection(key, ExtensionData.Text(key)));

    /// <summary>The extension that brings the object of that id along; null for none.</summary>
    public static string? ExtensionOf(ObjectId id) =>
        id.Value < FirstExtensionId ? null : ExtensionData.Names.FirstOrDefault(name => ExtensionData.Ids(name) is var ids && ids.First <= id.Value && id.Value < ids.End);

    /// <summary>The extension that brings a type, a function or an operator class of that name along; null for none that is known.</summary>
    public static string? ExtensionWith(ObjectKind kind, string name) =>
        ExtensionData.Names.FirstOrDefault(extension => kind switch
        {
            ObjectKind.Type => Extension(extension).FindType(name) is not null,
            ObjectKind.Function => Extension(extension).FindRoutines(name).Count > 0,
            ObjectKind.OperatorClass => Extension(extension).OperatorClasses.Any(found => found.Name == name),
            _ => false,
        })
        ?? (kind, name) switch
        {
            (ObjectKind.Type, "geometry" or "geography") => "postgis",
            (ObjectKind.Function, _) when name.StartsWith("st_", StringComparison.Ordinal) => "postgis",
            (ObjectKind.Type, "vector" or "halfvec" or "sparsevec") or (ObjectKind.OperatorClass, "vector_l2_ops" or "vector_ip_ops" or "vector_cosine_ops") => "vector",
            _ => null,
        };

    /// <summary>A relation of <c>pg_catalog</c> or <c>information_schema</c>; null where there is none.</summary>
    public static Relation? FindRelation(QualifiedName name) => Relations.Value.TryGetValue((name.Schema, name.Name), out var found) ? found : null;

    /// <summary>A relation of <c>pg_catalog</c> or <c>information_schema</c>; null where there is none.</summary>
    public static Relation? FindRelation(ObjectId id) => RelationIds.Value.TryGetValue(id.Value, out var found) ? found : null;

    /// <summary>True for the name of a text search configuration that every database has.</summary>
    public static bool IsTextSearchConfiguration(string name) => System.Array.IndexOf(ExtensionData.TextSearchConfigurations, name) >= 0;

    /// <summary>The ids of what extensions bring along begin here: far above those of what migrations make.</summary>
    internal const int FirstExtensionId = 1_500_000_000;
}
