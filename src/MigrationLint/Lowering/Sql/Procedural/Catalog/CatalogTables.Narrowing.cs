using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>The rows of one name: guards ask for one, and a chain asks thousands of times.</content>
internal sealed partial class CatalogTables
{
    private readonly string? onlyColumn;
    private readonly string onlyName = "";

    private CatalogTables(CatalogTables whole, string column, string name)
        : this(whole.Schema, whole.IsComplete, whole.settings) => (onlyColumn, onlyName) = (column, name);

    private IEnumerable<string> NamespaceNames => Schema.Namespaces.Select(static space => space.Name).Append("pg_temp");

    private IEnumerable<SchemaType> Types => onlyColumn is "typname"
        ? NamespaceNames.Select(space => Schema.FindType(new QualifiedName(space, onlyName))).OfType<SchemaType>().Where(type => Schema.FindObject(type.Id) is not null).OrderBy(static type => type.Id.Value)
        : Schema.Types;

    private IEnumerable<Relation> Relations => onlyColumn is "relname" or "table_name" or "tablename" or "indexname"
        ? NamespaceNames.Select(FindOnly).OfType<Relation>().Where(relation => Schema.FindObject(relation.Id) is not null).Distinct().OrderBy(static relation => relation.Id.Value)
        : Schema.Relations;

    /// <summary>The rows of a relation in which a column is that name, and perhaps more; null where they are not kept by that column.</summary>
    public RowSource? FindNamed(QualifiedName relation, string column, string name)
    {
        var isNarrow = (relation.Schema, relation.Name, column) is ("pg_catalog", "pg_type", "typname") or ("pg_catalog", "pg_class", "relname") or ("pg_catalog", "pg_constraint", "conname")
            or ("pg_catalog", "pg_tables", "tablename") or ("pg_catalog", "pg_indexes", "indexname" or "tablename") or ("information_schema", "tables" or "columns", "table_name");
        return isNarrow ? new CatalogTables(this, column, name).Find(relation) : null;
    }

    private Relation? FindOnly(string space) =>
        Schema.FindRelation(new QualifiedName(space, onlyName)) ?? Schema.FindIndex(new QualifiedName(space, onlyName))?.Owner;

    // Constraints are counted by name, not kept by it: what a guard asks for is mostly missing.
    private bool HasNoConstraint => onlyColumn is "conname" && !NamespaceNames.Any(space => Schema.IsConstraintNameTaken(new QualifiedName(space, onlyName)));
}
