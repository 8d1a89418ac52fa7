using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Finds what names stand for, by the search path (PostgreSQL's <c>namespace.c</c>).</summary>
internal sealed class NameResolver(LoweringContext context)
{
    /// <summary>The schema of temporary objects, whatever its number.</summary>
    public const string Temporary = "pg_temp";

    private const string Catalog = "pg_catalog";

    /// <summary>The schemas that bare names of relations and types are looked for in.</summary>
    public IEnumerable<string> SearchOrder
    {
        get
        {
            var path = context.Sink.Settings.SearchPath;
            if (!path.Contains(Temporary))
            {
                yield return Temporary;
            }

            if (!path.Contains(Catalog))
            {
                yield return Catalog;
            }

            foreach (var schema in path)
            {
                yield return schema;
            }
        }
    }

    /// <summary>True where a schema of that name is there, or may be.</summary>
    public bool SchemaExists(string name) =>
        name is Temporary or Catalog or "information_schema" or "pg_toast" || name.StartsWith("pg_temp_", StringComparison.Ordinal) || context.Schema.FindNamespace(name) is not null;

    /// <summary>Refuses a schema that is certainly missing (<c>get_namespace_oid</c>).</summary>
    public void RequireSchema(string name, Node? place)
    {
        if (!SchemaExists(name))
        {
            context.Missing("3F000", $"schema \"{name}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Schema, new QualifiedName("", name)));
        }
    }

    /// <summary>The schema that a bare name is created in (<c>RangeVarGetCreationNamespace</c>).</summary>
    public string CreationSchema(Node? place)
    {
        var path = context.Sink.Settings.SearchPath;
        foreach (var schema in path)
        {
            if (SchemaExists(schema))
            {
                return schema;
            }
        }

        if (context.Sink.Settings.IsSearchPathKnown)
        {
            context.Missing("3F000", "no schema has been selected to create in", place);
        }

        return path.Count > 0 ? path[0] : "public";
    }

    /// <summary>The name that a relation is created by.</summary>
    public QualifiedName ForCreation(RangeVar relation)
    {
        var isTemporary = relation.Relpersistence == "t";
        if (relation.Schemaname is not { } schema)
        {
            return new QualifiedName(isTemporary ? Temporary : CreationSchema(relation), relation.Relname);
        }

        RequireSchema(schema, relation);
        if (isTemporary && schema != Temporary)
        {
            throw context.Refuse("42P16", "cannot create temporary relation in non-temporary schema", relation);
        }

        if (schema == Temporary && relation.Relpersistence == "u")
        {
            throw context.Refuse("42P16", "only temporary relations may be created in temporary schemas", relation);
        }

        return Writable(new QualifiedName(schema, relation.Relname), relation);
    }

    /// <summary>The name that a type, routine or other object is created by (<c>QualifiedNameGetCreationNamespace</c>).</summary>
    public QualifiedName ForCreation(IReadOnlyList<Node> names)
    {
        var parts = NameParts.Of(names);
        var place = names.Count > 0 ? names[0] : null;
        if (parts.Count < 2)
        {
            return new QualifiedName(CreationSchema(place), parts.Count == 0 ? "" : parts[0]);
        }

        var name = NameParts.Qualified(parts);
        RequireSchema(name.Schema, place);
        return Writable(name, place);
    }

    // Nothing of a user's gets into the catalog: aclchk.c.
    private QualifiedName Writable(QualifiedName name, Node? place) => name.Schema == Catalog
        ? throw context.Refuse("42501", $"permission denied to create \"{name.Schema}.{name.Name}\"", place)
        : name;

    /// <summary>The first schema of the path that <paramref name="exists"/> says yes to, with the name; null where there is none.</summary>
    public QualifiedName? Find(string? schema, string name, Func<QualifiedName, bool> exists)
    {
        foreach (var candidate in schema is null ? SearchOrder : [schema])
        {
            var qualified = new QualifiedName(candidate, name);
            if (exists(qualified))
            {
                return qualified;
            }
        }

        return null;
    }

    /// <summary>What a name is taken for that nothing has: the schema that it says, else the one where it would be created.</summary>
    public QualifiedName Assumed(string? schema, string name) => new(schema ?? FirstOfPath(), name);

    private string FirstOfPath() => context.Sink.Settings.SearchPath is { Count: > 0 } path ? path.FirstOrDefault(SchemaExists) ?? path[0] : "public";

    /// <summary>The relation that is no index; null where nothing that is known has the name.</summary>
    public Relation? TryFindRelation(RangeVar name) =>
        Find(name.Schemaname, name.Relname, candidate => context.Schema.FindRelation(candidate) is not null) is { } found ? context.Schema.FindRelation(found) : null;

    /// <summary>The relation, which must be there (<c>RangeVarGetRelid</c>); one of a base that lies outside is assumed.</summary>
    public Relation FindRelation(RangeVar name)
    {
        if (TryFindRelation(name) is { } found)
        {
            return found;
        }

        if (TryFindIndexName(name) is { } index)
        {
            throw context.Refuse("42809", $"cannot open relation \"{index.Name}\"", name);
        }

        if (name.Schemaname is { } schema)
        {
            RequireSchema(schema, name);
        }

        return Assume(name) ?? throw context.Refuse("42P01", $"relation \"{Spelling(name)}\" does not exist", name, detail: RefusalDetail.Missing(ObjectKind.Table, Assumed(name.Schemaname, name.Relname)));
    }

    /// <summary>The relation of ALTER … IF EXISTS: null where it is not there.</summary>
    public Relation? FindRelation(RangeVar name, bool missingOk) => missingOk ? TryFindRelation(name) : FindRelation(name);

    private Relation? Assume(RangeVar name) => context.Sink.FindOrAssumeRelation(Assumed(name.Schemaname, name.Relname), context.Source(name));

    /// <summary>The name of a relation that an operation carries: of the one that is there, else what it would be.</summary>
    public QualifiedName Resolve(RangeVar name) => TryFindRelation(name)?.Name ?? TryFindIndexName(name) ?? Assumed(name.Schemaname, name.Relname);

    /// <summary>The name of an index; null where there is none.</summary>
    public QualifiedName? TryFindIndexName(RangeVar name) => Find(name.Schemaname, name.Relname, candidate => context.Schema.FindIndex(candidate) is not null);

    /// <summary>A name as it is written, without quotes.</summary>
    public static string Spelling(RangeVar name) => name.Schemaname is null ? name.Relname : name.Schemaname + "." + name.Relname;
}
