using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>The views of <c>pg_catalog</c>.</content>
internal sealed partial class CatalogTables
{
    private RowSource? MakeView(string name) => name switch
    {
        "pg_tables" => PgTables(),
        "pg_views" => PgViews(name, isMaterialized: false),
        "pg_matviews" => PgViews(name, isMaterialized: true),
        "pg_indexes" => PgIndexes(),
        "pg_sequences" => PgSequences(),
        "pg_policies" => PgPolicies(),
        "pg_stat_user_tables" or "pg_stat_all_tables" or "pg_statio_user_tables" => PgStatTables(name),
        _ => null,
    };

    private static SqlOneOf SystemName(string kinds) =>
        new(new HashSet<string>(SystemRelation.All.Where(relation => kinds.IndexOf(relation.Kind) >= 0).Select(static relation => relation.Name.Name), StringComparer.Ordinal));

    private RowSource PgTables()
    {
        var name = Catalog("pg_tables");
        var rows = Rows(name, Classes.Where(static row => row.Kind is 'r' or 'p'), new Dictionary<string, Func<CatalogClass, SqlValue>>(StringComparer.Ordinal)
        {
            ["schemaname"] = row => Name(row.Name.Schema),
            ["tablename"] = row => Name(row.Name.Name),
            ["tableowner"] = row => row.Relation is null ? Name("postgres") : Owner(row.Relation),
            ["hasindexes"] = row => row.Relation is Table { Indexes.Count: > 0 } ? SqlValue.True : SqlValue.Unknown,
            ["rowsecurity"] = row => SqlValue.Of(row.Relation is Table { HasRowSecurity: true }),
        });
        AddOutside(rows, name, ("tablename", otherName));
        return Source(name, rows);
    }

    private RowSource PgViews(string table, bool isMaterialized)
    {
        var name = Catalog(table);
        var column = isMaterialized ? "matviewname" : "viewname";
        var rows = Rows(name, Classes.Where(row => row.Kind == (isMaterialized ? 'm' : 'v')), new Dictionary<string, Func<CatalogClass, SqlValue>>(StringComparer.Ordinal)
        {
            ["schemaname"] = row => Name(row.Name.Schema),
            [column] = row => Name(row.Name.Name),
            [isMaterialized ? "matviewowner" : "viewowner"] = row => row.Relation is null ? Name("postgres") : Owner(row.Relation),
            ["definition"] = row => row.Relation is View view ? Expression(view.Query.Definition) : SqlValue.Unknown,
        });
        AddOutside(rows, name, (column, otherName));
        return Source(name, rows);
    }

    private RowSource PgIndexes()
    {
        var name = Catalog("pg_indexes");
        var items = Relations.SelectMany(static relation => Indexes(relation).Select(index => new IndexRow(relation, index)));
        var rows = Rows(name, items, new Dictionary<string, Func<IndexRow, SqlValue>>(StringComparer.Ordinal)
        {
            ["schemaname"] = row => Name(row.Relation.Name.Schema),
            ["tablename"] = row => Name(row.Relation.Name.Name),
            ["indexname"] = row => Name(row.Index.Name),
            ["indexdef"] = row => IndexDefinition(row.Relation, row.Index, isQualified: true),
            ["tablespace"] = row => SqlValue.Unknown,
        });
        rows.Add(Others(name, ("schemaname", SqlValue.Of("pg_catalog")), ("tablename", SystemName("r")), ("indexname", SystemName("i"))));
        AddOutside(rows, name, ("tablename", otherName));
        return Source(name, rows);
    }

    private RowSource PgSequences()
    {
        var name = Catalog("pg_sequences");
        var rows = Rows(name, Relations.OfType<Sequence>(), new Dictionary<string, Func<Sequence, SqlValue>>(StringComparer.Ordinal)
        {
            ["schemaname"] = row => Name(row.Name.Schema),
            ["sequencename"] = row => Name(row.Name.Name),
            ["sequenceowner"] = Owner,
            ["data_type"] = row => TypeText(row.Type),
            ["start_value"] = row => Number(row.Options.Start),
            ["min_value"] = row => Number(row.Options.Minimum),
            ["max_value"] = row => Number(row.Options.Maximum),
            ["increment_by"] = row => Number(row.Options.Increment),
            ["cache_size"] = row => Number(row.Options.Cache),
        });
        AddOutside(rows, name, ("sequencename", otherName));
        return Source(name, rows);
    }

    private RowSource PgPolicies()
    {
        var name = Catalog("pg_policies");
        var items = Tables.SelectMany(static table => table.Policies.Select(policy => (Table: table, Policy: policy)));
        var rows = Rows(name, items, new Dictionary<string, Func<(Table Table, Policy Policy), SqlValue>>(StringComparer.Ordinal)
        {
            ["schemaname"] = row => Name(row.Table.Name.Schema),
            ["tablename"] = row => Name(row.Table.Name.Name),
            ["policyname"] = row => Name(row.Policy.Name),
            ["permissive"] = row => SqlValue.Of(row.Policy.Definition.IsPermissive ? "PERMISSIVE" : "RESTRICTIVE"),
            ["roles"] = row => SqlValue.Of(row.Policy.Roles),
            ["cmd"] = row => SqlValue.Of(row.Policy.Definition.Command),
            ["qual"] = row => Expression(row.Policy.Using),
            ["with_check"] = row => Expression(row.Policy.WithCheck),
        });
        AddOutside(rows, name, ("tablename", otherName));
        return Source(name, rows);
    }

    private RowSource PgStatTables(string table)
    {
        var name = Catalog(table);
        var rows = Rows(name, Tables.Where(static row => row.PartitionBy is null), new Dictionary<string, Func<Table, SqlValue>>(StringComparer.Ordinal)
        {
            ["relid"] = row => SqlValue.Of(row.Id),
            ["schemaname"] = row => Name(row.Name.Schema),
            ["relname"] = row => Name(row.Name.Name),
        });
        if (table == "pg_stat_all_tables")
        {
            AddSystem(rows, name, ["schemaname"], ("relname", SystemName("r")));
        }

        AddOutside(rows, name, ("relname", otherName));
        return Source(name, rows);
    }

    /// <summary><c>pg_get_indexdef</c>; it says the schema of the table where that is not visible, the view <c>pg_indexes</c> always.</summary>
    public SqlValue IndexDefinition(Relation relation, Schema.Index index, bool isQualified)
    {
        if (index.Keys.Any(static key => key.Expression is { IsUnknown: true }) || index.Predicate is { IsUnknown: true })
        {
            return SqlValue.Unknown;
        }

        var keys = index.Keys.Select(key => printer.IndexKey(key)).ToList();
        if (keys.Contains(""))
        {
            return SqlValue.Unknown;
        }

        var table = isQualified
            ? MigrationLint.Sql.SqlIdentifiers.Quote(relation.Name.Schema) + "." + MigrationLint.Sql.SqlIdentifiers.Quote(relation.Name.Name)
            : Spelling(relation.Name);
        var only = relation is Table { PartitionBy: not null } ? "ONLY " : "";
        var include = index.Include.Count == 0 ? "" : $" INCLUDE ({Columns(index.Include)})";
        var nulls = index.NullsNotDistinct ? " NULLS NOT DISTINCT" : "";
        var predicate = index.Predicate is null ? "" : $" WHERE {printer.Expression(index.Predicate)}";
        return SqlValue.Of($"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {MigrationLint.Sql.SqlIdentifiers.Quote(index.Name)} ON {only}{table} USING {index.Method} ({string.Join(", ", keys)}){include}{nulls}{predicate}");
    }

    private static string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(MigrationLint.Sql.SqlIdentifiers.Quote));

    /// <summary><c>pg_get_constraintdef</c>.</summary>
    public SqlValue ConstraintDefinition(ObjectId id)
    {
        if (Constraints.FirstOrDefault(row => row.Constraint.Id == id) is not { } found)
        {
            return id.IsNone || IsComplete ? SqlValue.Null : SqlValue.Unknown;
        }

        var definition = found.Constraint switch
        {
            KeyConstraint key => $"{(key.IsPrimary ? "PRIMARY KEY" : "UNIQUE")}{(key.NullsNotDistinct ? " NULLS NOT DISTINCT" : "")} ({Columns(key.Columns)}){(key.Include.Count == 0 ? "" : $" INCLUDE ({Columns(key.Include)})")}",
            ForeignKeyConstraint key => ForeignKey(key),
            CheckConstraint { Expression.IsUnknown: false } check when printer.Expression(check.Expression) is { Length: > 0 } text =>
                $"CHECK ({text}){(check.NoInherit ? " NO INHERIT" : "")}{(check.IsValid ? "" : " NOT VALID")}",
            ExclusionConstraint exclusion when printer.Exclusion(exclusion) is { Length: > 0 } text => text,
            _ => null,
        };
        return definition is null ? SqlValue.Unknown : SqlValue.Of(definition + found.Constraint.Deferrability switch
        {
            Deferrability.InitiallyImmediate => " DEFERRABLE",
            Deferrability.InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
            _ => "",
        } + (found.Constraint is ForeignKeyConstraint { IsValid: false } ? " NOT VALID" : ""));
    }

    private string? ForeignKey(ForeignKeyConstraint key)
    {
        if (Schema.FindRelation(key.ReferencedTable) is not { } referenced)
        {
            return null;
        }

        static string Action(string when, ReferentialAction action) => action switch
        {
            ReferentialAction.Restrict => $" ON {when} RESTRICT",
            ReferentialAction.Cascade => $" ON {when} CASCADE",
            ReferentialAction.SetNull => $" ON {when} SET NULL",
            ReferentialAction.SetDefault => $" ON {when} SET DEFAULT",
            _ => "",
        };
        var columns = key.OnDeleteColumns.Count == 0 ? "" : $" ({Columns(key.OnDeleteColumns)})";
        return $"FOREIGN KEY ({Columns(key.Columns)}) REFERENCES {Spelling(referenced.Name)}({Columns(key.ReferencedColumns)}){(key.MatchFull ? " MATCH FULL" : "")}{Action("UPDATE", key.OnUpdate)}{Action("DELETE", key.OnDelete)}{columns}";
    }
}
