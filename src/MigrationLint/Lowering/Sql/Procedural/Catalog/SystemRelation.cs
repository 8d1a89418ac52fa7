using System.Globalization;
using MigrationLint.Operations;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A relation that every database has: the catalog itself, and the views on it.</summary>
internal sealed partial class SystemRelation
{
    private static readonly Dictionary<QualifiedName, SystemRelation> ByName = [];

    static SystemRelation()
    {
        Read("pg_catalog", PgCatalog);
        Read("information_schema", InformationSchema);
        ColumnNames = [.. All.SelectMany(static relation => relation.Columns)];
    }

    private SystemRelation(QualifiedName name, char kind, ObjectId id, IReadOnlyList<string> columns)
    {
        (Name, Kind, Id, Columns) = (name, kind, id, columns);
    }

    /// <summary>All of them, indexes too, but for those that hold large values.</summary>
    public static IReadOnlyCollection<SystemRelation> All => ByName.Values;

    /// <summary>The names of all their columns.</summary>
    public static HashSet<string> ColumnNames { get; }

    /// <summary>The schema and the name.</summary>
    public QualifiedName Name { get; }

    /// <summary>PostgreSQL's <c>relkind</c>.</summary>
    public char Kind { get; }

    /// <summary>The oid.</summary>
    public ObjectId Id { get; }

    /// <summary>The names of the columns; none for an index.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The relation of that name; null where there is none.</summary>
    public static SystemRelation? Find(QualifiedName name) => ByName.TryGetValue(name, out var found) ? found : null;

    private static void Read(string schema, string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            var parts = line.TrimEnd('\r').Split(' ');
            if (parts.Length == 4)
            {
                var name = new QualifiedName(schema, parts[0]);
                var id = new ObjectId(int.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture));
                ByName.Add(name, new SystemRelation(name, parts[1][0], id, parts[3] == "-" ? [] : parts[3].Split(',')));
            }
        }
    }
}
