using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>
/// The relations of <c>pg_catalog</c> and <c>information_schema</c>, made of a schema when they are asked for. What a column says that is not modelled is
/// unknown. Rows that are not certain stand for any number of those that every database has, or that a base outside of the chain may have.
/// </summary>
/// <remarks>Partial: each family of relations is a file.</remarks>
internal sealed partial class CatalogTables
{
    private const int SchemaCatalog = 11;
    private const int SchemaToast = 99;
    private const int SchemaInformation = 13207;

    private static readonly string[] OwnSchemas = ["pg_catalog", "pg_toast", "information_schema"];

    /// <summary>PostgreSQL's own roles (<c>pg_authid.dat</c>).</summary>
    private static readonly (string Name, int Id)[] OwnRoles =
    [
        ("postgres", 10), ("pg_database_owner", 6171), ("pg_read_all_data", 6181), ("pg_write_all_data", 6182), ("pg_monitor", 3373), ("pg_read_all_settings", 3374),
        ("pg_read_all_stats", 3375), ("pg_stat_scan_tables", 3377), ("pg_read_server_files", 4569), ("pg_write_server_files", 4570),
        ("pg_execute_server_program", 4571), ("pg_signal_backend", 4200), ("pg_checkpoint", 4544),
    ];

    private readonly Dictionary<QualifiedName, RowSource> made = [];
    private readonly SessionSettings settings;
    private readonly SchemaPrinter printer;
    private readonly SqlValue otherName;
    private IReadOnlyList<CatalogClass>? classes;

    /// <summary>Creates the catalog of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="isComplete">False where a base outside of the chain may hold more.</param>
    /// <param name="settings">What the session has set.</param>
    public CatalogTables(DatabaseSchema schema, bool isComplete, SessionSettings settings)
    {
        (Schema, IsComplete, this.settings) = (schema, isComplete, settings);
        printer = new SchemaPrinter(schema);

        // Whatever else there is, it is none of those that are known.
        otherName = new SqlOneOf(name => !NamespaceNames.Any(space => Schema.FindRelation(new QualifiedName(space, name)) is not null), null);
    }

    /// <summary>The schema.</summary>
    public DatabaseSchema Schema { get; }

    /// <summary>False where a base outside of the chain may hold more.</summary>
    public bool IsComplete { get; }

    /// <summary>Prints what the catalog shows.</summary>
    public SchemaPrinter Printer => printer;

    /// <summary>The rows of a relation that every database has; null for others.</summary>
    public RowSource? Find(QualifiedName name)
    {
        if (SystemRelation.Find(name) is not { } relation)
        {
            return null;
        }

        if (!made.TryGetValue(name, out var source))
        {
            made[name] = source = (name.Schema == "pg_catalog" ? MakeCatalog(name.Name) ?? MakeView(name.Name) : MakeInformation(name.Name)) ?? RowSource.Unknown(relation.Columns);
        }

        return source;
    }

    /// <summary>The oid of a schema.</summary>
    public ObjectId NamespaceId(string name) => name switch
    {
        "pg_catalog" => new ObjectId(SchemaCatalog),
        "pg_toast" => new ObjectId(SchemaToast),
        "information_schema" => new ObjectId(SchemaInformation),
        _ => Schema.FindNamespace(name)?.Id ?? ObjectId.None,
    };

    /// <summary>The name of a schema; null for none.</summary>
    public string? NamespaceName(ObjectId id) => id.Value switch
    {
        SchemaCatalog => "pg_catalog",
        SchemaToast => "pg_toast",
        SchemaInformation => "information_schema",
        _ => Schema.Namespaces.FirstOrDefault(space => space.Id == id)?.Name,
    };

    /// <summary>The relation or index with an oid; null where there is none.</summary>
    public QualifiedName? RelationName(ObjectId id) =>
        Schema.FindRelation(id)?.Name
        ?? (Schema.FindIndex(id) is { } index ? new QualifiedName(index.Owner.Name.Schema, index.Index.Name) : (QualifiedName?)null)
        ?? SystemRelation.All.FirstOrDefault(relation => relation.Id == id)?.Name;

    /// <summary>The roles, with those that migrations made.</summary>
    public IEnumerable<(string Name, ObjectId Id)> Roles =>
        OwnRoles.Select(static role => (role.Name, new ObjectId(role.Id)))
            .Concat(Schema.Others.Where(static other => other.Kind == ObjectKind.Role).Select(static role => (role.Name.Name, role.Id)));

    /// <summary>A name as it is printed where a search path decides whether its schema is said.</summary>
    public string Spelling(QualifiedName name)
    {
        var bare = SqlIdentifiers.Quote(name.Name);
        return IsVisible(name) ? bare : SqlIdentifiers.Quote(name.Schema) + "." + bare;
    }

    /// <summary>True where the bare name means this relation.</summary>
    public bool IsVisible(QualifiedName name)
    {
        var path = settings.SearchPath.Contains("pg_catalog") ? settings.SearchPath : ["pg_catalog", .. settings.SearchPath];
        foreach (var schema in path)
        {
            var candidate = new QualifiedName(schema, name.Name);
            if (candidate == name)
            {
                return true;
            }

            if (Schema.IsRelationNameTaken(candidate) || SystemRelation.Find(candidate) is not null)
            {
                return false;
            }
        }

        return false;
    }

    private static SqlValue Name(string? name) => SqlValue.Of(name);

    private static SqlValue YesOrNo(bool value) => SqlValue.Of(value ? "YES" : "NO");

    private SqlValue NamespaceOf(QualifiedName name) => SqlValue.Of(NamespaceId(name.Schema));

    private SqlValue Expression(SchemaExpression? expression) =>
        expression is null ? SqlValue.Null : expression.IsUnknown ? SqlValue.Unknown : printer.Expression(expression) is { Length: > 0 } text ? SqlValue.Of(text) : SqlValue.Unknown;

    private SqlValue TypeText(TypeReference type) => type.IsKnown ? SqlValue.Of(printer.Type(type)) : SqlValue.Unknown;

    private static SqlValue TypeId(TypeReference type) => type.IsKnown ? SqlValue.Of(type.Type) : SqlValue.Unknown;

    private SqlValue RoleId(string? name)
    {
        var role = Roles.FirstOrDefault(role => role.Name == (name ?? "postgres"));
        return role.Name is null ? SqlValue.Unknown : SqlValue.Of(role.Id);
    }

    private static SqlValue Owner(SchemaObject owned) => SqlValue.Of(owned.Owner ?? "postgres");

    /// <summary>The rows of a relation.</summary>
    private static List<(Row Row, bool IsCertain)> Rows<T>(QualifiedName name, IEnumerable<T> items, IReadOnlyDictionary<string, Func<T, SqlValue>> columns)
    {
        var getters = SystemRelation.Find(name)!.Columns.Select(column => columns.TryGetValue(column, out var getter) ? getter : null).ToArray();
        return [.. items.Select(item => ((Row)new CatalogRow<T>(item, getters), true))];
    }

    /// <summary>A row that stands for any number of others, of which little is known.</summary>
    private static (Row Row, bool IsCertain) Others(QualifiedName name, params (string Column, SqlValue Value)[] values)
    {
        var relation = SystemRelation.Find(name)!;
        return (new ValueRow([.. relation.Columns.Select(column => values.FirstOrDefault(value => value.Column == column).Value ?? SqlValue.Unknown)]), false);
    }

    /// <summary>Rows that stand for what every database has in either of its own schemas.</summary>
    /// <param name="rows">The rows so far.</param>
    /// <param name="name">The relation.</param>
    /// <param name="schemas">The columns that say the schema, by name or by oid.</param>
    /// <param name="values">What else is known.</param>
    private void AddSystem(List<(Row Row, bool IsCertain)> rows, QualifiedName name, IReadOnlyList<string> schemas, params (string Column, SqlValue Value)[] values)
    {
        foreach (var schema in new[] { "pg_catalog", "information_schema" })
        {
            rows.Add(Others(name, [.. schemas.Select(column => (column, column.EndsWith("namespace", StringComparison.Ordinal) ? SqlValue.Of(NamespaceId(schema)) : Name(schema))), .. values]));
        }
    }

    private static RowSource Source(QualifiedName name, IReadOnlyList<(Row Row, bool IsCertain)> rows) =>
        new(SystemRelation.Find(name)!.Columns, rows, IsComplete: true);

    private static QualifiedName Catalog(string name) => new("pg_catalog", name);

    private static QualifiedName Information(string name) => new("information_schema", name);

    private sealed class CatalogRow<T>(T item, Func<T, SqlValue>?[] getters) : Row
    {
        public override SqlValue this[int column] => column < getters.Length && getters[column] is { } getter ? getter(item) : SqlValue.Unknown;
    }
}

/// <summary>A row of <c>pg_class</c>.</summary>
/// <param name="Id">The oid.</param>
/// <param name="Name">The schema and the name.</param>
/// <param name="Kind">PostgreSQL's <c>relkind</c>.</param>
internal sealed record CatalogClass(ObjectId Id, QualifiedName Name, char Kind)
{
    /// <summary>The relation; null for an index, and for what every database has.</summary>
    public Relation? Relation { get; init; }

    /// <summary>The index; null for others.</summary>
    public Schema.Index? Index { get; init; }

    /// <summary>True for what every database has.</summary>
    public bool IsBuiltIn => Id.IsBuiltIn;
}
