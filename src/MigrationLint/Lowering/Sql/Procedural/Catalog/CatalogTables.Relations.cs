using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Relations and what they consist of.</content>
internal sealed partial class CatalogTables
{
    // PostgreSQL's system columns (heap.c), whose numbers are negative.
    private static readonly (string Name, int Number)[] SystemColumns = [("ctid", -1), ("xmin", -2), ("cmin", -3), ("xmax", -4), ("cmax", -5), ("tableoid", -6)];

    private IReadOnlyList<CatalogClass> Classes => classes ??= [.. UserClasses(), .. SystemRelation.All.Select(static relation => new CatalogClass(relation.Id, relation.Name, relation.Kind))];

    private IEnumerable<Table> Tables => Relations.OfType<Table>();

    private RowSource? MakeCatalog(string name) => name switch
    {
        "pg_class" => PgClass(),
        "pg_attribute" => PgAttribute(),
        "pg_attrdef" => PgAttrdef(),
        "pg_index" => PgIndex(),
        "pg_inherits" => PgInherits(),
        "pg_partitioned_table" => PgPartitionedTable(),
        "pg_sequence" => PgSequence(),
        _ => MakeObjects(name),
    };

    private IEnumerable<CatalogClass> UserClasses()
    {
        foreach (var relation in Relations)
        {
            yield return new CatalogClass(relation.Id, relation.Name, RelationKind(relation)) { Relation = relation };
            foreach (var index in Indexes(relation))
            {
                yield return new CatalogClass(index.Id, new QualifiedName(relation.Name.Schema, index.Name), relation is Table { PartitionBy: not null } ? 'I' : 'i') { Index = index };
            }
        }
    }

    private static IReadOnlyList<Schema.Index> Indexes(Relation relation) => relation switch { Table table => table.Indexes, View view => view.Indexes, _ => [] };

    /// <summary>PostgreSQL's <c>relkind</c>.</summary>
    private static char RelationKind(Relation relation) => relation switch
    {
        Table { ForeignServer: not null } => 'f',
        Table { PartitionBy: not null } => 'p',
        Table => 'r',
        View { IsMaterialized: true } => 'm',
        View => 'v',
        Sequence => 'S',
        _ => 'c',
    };

    private static SqlValue Letter(char letter) => SqlValue.Of(letter.ToString());

    private RowSource PgClass()
    {
        var name = Catalog("pg_class");
        var rows = Rows(name, Classes, new Dictionary<string, Func<CatalogClass, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            ["relname"] = row => Name(row.Name.Name),
            ["relnamespace"] = row => NamespaceOf(row.Name),
            ["relkind"] = row => Letter(row.Kind),
            ["reltype"] = row => row.Relation is { RowType.IsNone: false } relation ? SqlValue.Of(relation.RowType) : row.Kind is 'i' or 'I' or 'S' ? SqlValue.Of(ObjectId.None) : SqlValue.Unknown,
            ["relowner"] = row => row.Relation is { } relation ? RoleId(relation.Owner) : row.IsBuiltIn ? SqlValue.Of(new ObjectId(10)) : SqlValue.Unknown,
            ["relpersistence"] = row => row.IsBuiltIn ? Letter('p') : row.Relation is { } relation ? Letter(PersistenceLetter(relation.Persistence)) : SqlValue.Unknown,
            ["relnatts"] = row => row.Relation is { IsIncomplete: false } relation ? SqlValue.Of(relation.Columns.Count) : SqlValue.Unknown,
            ["relhasindex"] = row => row.Relation is Table { Indexes.Count: > 0 } ? SqlValue.True : row.Relation is Table or null ? SqlValue.Unknown : SqlValue.False,
            ["relrowsecurity"] = row => SqlValue.Of(row.Relation is Table { HasRowSecurity: true }),
            ["relforcerowsecurity"] = row => SqlValue.Of(row.Relation is Table { ForcesRowSecurity: true }),
            ["relispartition"] = row => row.Index is null ? SqlValue.Of(row.Relation is Table { IsPartition: true }) : SqlValue.Of(!row.Index.Parent.IsNone),
            ["relhastriggers"] = row => row.Relation is Table { Triggers.Count: > 0 } or View { Triggers.Count: > 0 } ? SqlValue.True : SqlValue.Unknown,
            ["relispopulated"] = row => row.Kind == 'm' ? SqlValue.Unknown : SqlValue.True,
            ["relpartbound"] = row => row.Relation is Table { IsPartition: true } ? SqlValue.Unknown : SqlValue.Null,
            ["relam"] = row => row.Kind is 'v' or 'c' or 'S' or 'p' or 'f' ? SqlValue.Of(ObjectId.None) : SqlValue.Unknown,
            ["relreplident"] = row => SqlValue.Unknown,
        });

        // Large values are kept in relations whose names are made of oids.
        rows.Add(Others(name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("relkind", new SqlOneOf(new HashSet<string>(StringComparer.Ordinal) { "t", "i" })), ("relname", new SqlPartialText("pg_toast_" + Text.EmbeddedText.HoleCharacter)), ("relnamespace", SqlValue.Of(new ObjectId(SchemaToast)))));
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("relname", otherName));
        return Source(name, rows);
    }

    private void AddOutside(List<(Row Row, bool IsCertain)> rows, QualifiedName name, params (string Column, SqlValue Value)[] values)
    {
        if (!IsComplete)
        {
            rows.Add(Others(name, values));
        }
    }

    private static char PersistenceLetter(Persistence persistence) => persistence switch { Persistence.Unlogged => 'u', Persistence.Temporary => 't', _ => 'p' };

    private sealed record Attribute(Relation Relation, int Number, Column? Column, string Name);

    private IEnumerable<Attribute> Attributes(bool withSystem)
    {
        foreach (var relation in Relations)
        {
            for (var i = 0; i < relation.Columns.Count; i++)
            {
                yield return new Attribute(relation, i + 1, relation.Columns[i], relation.Columns[i].Name);
            }

            if (withSystem && relation is Table or Sequence or View { IsMaterialized: true })
            {
                foreach (var (name, number) in SystemColumns)
                {
                    yield return new Attribute(relation, number, null, name);
                }
            }
        }
    }

    private RowSource PgAttribute()
    {
        var name = Catalog("pg_attribute");
        var rows = Rows(name, Attributes(withSystem: true), new Dictionary<string, Func<Attribute, SqlValue>>(StringComparer.Ordinal)
        {
            ["attrelid"] = row => SqlValue.Of(row.Relation.Id),
            ["attname"] = row => Name(row.Name),
            ["attnum"] = row => SqlValue.Of(row.Number),
            ["atttypid"] = row => row.Column is null ? SqlValue.Unknown : TypeId(row.Column.Type),
            ["atttypmod"] = row => row.Column is null ? SqlValue.Of(-1) : row.Column.Type.IsKnown ? SqlValue.Of(row.Column.Type.Modifier) : SqlValue.Unknown,
            ["attnotnull"] = row => SqlValue.Of(row.Column is null or { IsNotNull: true }),
            ["atthasdef"] = row => SqlValue.Of(row.Column is { Default: not null } or { Generated: not null }),
            ["attisdropped"] = row => SqlValue.False,
            ["attidentity"] = row => SqlValue.Of(row.Column?.Identity switch { IdentityKind.Always => "a", IdentityKind.ByDefault => "d", _ => "" }),
            ["attgenerated"] = row => SqlValue.Of(row.Column?.Generated is null ? "" : "s"),
            ["attislocal"] = row => SqlValue.Of(row.Column?.IsLocal ?? true),
            ["attinhcount"] = row => SqlValue.Of(row.Column?.InheritedCount ?? 0),
        });

        rows.AddRange(Relations.Where(static relation => relation.IsIncomplete).Select(relation =>
            Others(name, ("attrelid", SqlValue.Of(relation.Id)), ("attname", OtherColumn(relation)))));
        rows.Add(Others(name, ("attrelid", new SqlSomeOid(IsBuiltIn: true)), ("attname", new SqlOneOf(SystemRelation.ColumnNames))));

        // Dropped columns, whose numbers nothing else has.
        rows.Add(Others(name, ("attnum", new SqlSomeOid(IsBuiltIn: false)), ("attname", new SqlPartialText("........pg.dropped." + Text.EmbeddedText.HoleCharacter)), ("attisdropped", SqlValue.True)));
        AddOutside(rows, name, ("attrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private static SqlOneOf OtherColumn(Relation relation) => new(column => relation.FindColumn(column) is null, null);

    private RowSource PgAttrdef()
    {
        var name = Catalog("pg_attrdef");
        var rows = Rows(name, Attributes(withSystem: false).Where(static row => row.Column is { Default: not null } or { Generated: not null }), new Dictionary<string, Func<Attribute, SqlValue>>(StringComparer.Ordinal)
        {
            ["adrelid"] = row => SqlValue.Of(row.Relation.Id),
            ["adnum"] = row => SqlValue.Of(row.Number),
            ["adbin"] = row => Expression(row.Column!.Default ?? row.Column.Generated),
        });
        AddOutside(rows, name, ("adrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private sealed record IndexRow(Relation Relation, Schema.Index Index);

    private RowSource PgIndex()
    {
        var name = Catalog("pg_index");
        var items = Relations.SelectMany(static relation => Indexes(relation).Select(index => new IndexRow(relation, index)));
        var rows = Rows(name, items, new Dictionary<string, Func<IndexRow, SqlValue>>(StringComparer.Ordinal)
        {
            ["indexrelid"] = row => SqlValue.Of(row.Index.Id),
            ["indrelid"] = row => SqlValue.Of(row.Relation.Id),
            ["indnatts"] = row => SqlValue.Of(row.Index.Keys.Count + row.Index.Include.Count),
            ["indnkeyatts"] = row => SqlValue.Of(row.Index.Keys.Count),
            ["indisunique"] = row => SqlValue.Of(row.Index.IsUnique),
            ["indnullsnotdistinct"] = row => SqlValue.Of(row.Index.NullsNotDistinct),
            ["indisprimary"] = row => SqlValue.Of(row.Relation is Table table && table.PrimaryKey is { } key && (key.Index == row.Index.Id || key.Id == row.Index.Constraint)),
            ["indisexclusion"] = row => SqlValue.Of(row.Relation is Table table && table.Constraints.OfType<ExclusionConstraint>().Any(constraint => constraint.Index == row.Index.Id)),
            ["indisvalid"] = row => SqlValue.Of(row.Index.IsValid),
            ["indisready"] = row => row.Index.IsValid ? SqlValue.True : SqlValue.Unknown,
            ["indislive"] = row => SqlValue.True,
            ["indkey"] = row => new SqlArray([.. row.Index.Keys.Select(key => ColumnNumber(row.Relation, key.Column)), .. row.Index.Include.Select(column => ColumnNumber(row.Relation, column))]) { LowerBound = 0 },
            ["indpred"] = row => Expression(row.Index.Predicate),
            ["indexprs"] = row => row.Index.Keys.Any(static key => key.Column is null) ? SqlValue.Unknown : SqlValue.Null,
        });
        rows.Add(Others(name, ("indexrelid", new SqlSomeOid(IsBuiltIn: true)), ("indrelid", new SqlSomeOid(IsBuiltIn: true))));

        // Those of relations of large values, and of a base that lies outside.
        rows.Add(Others(name, ("indexrelid", new SqlSomeOid(IsBuiltIn: false)), ("indrelid", new SqlSomeOid(IsBuiltIn: false))));
        return Source(name, rows);
    }

    private static SqlValue ColumnNumber(Relation relation, string? column)
    {
        for (var i = 0; i < relation.Columns.Count; i++)
        {
            if (relation.Columns[i].Name == column)
            {
                return SqlValue.Of(i + 1);
            }
        }

        return column is null ? SqlValue.Of(0) : SqlValue.Unknown;
    }

    private static SqlArray ColumnNumbers(Relation relation, IEnumerable<string> columns) => new([.. columns.Select(column => ColumnNumber(relation, column))]);

    private RowSource PgInherits()
    {
        var name = Catalog("pg_inherits");
        var items = Tables.SelectMany(static table => table.Parents.Select((parent, i) => (Child: table.Id, Parent: parent, Number: i + 1)))
            .Concat(Tables.SelectMany(static table => table.Indexes.Where(static index => !index.Parent.IsNone).Select(static index => (index.Id, index.Parent, 1))));
        var rows = Rows(name, items, new Dictionary<string, Func<(ObjectId Child, ObjectId Parent, int Number), SqlValue>>(StringComparer.Ordinal)
        {
            ["inhrelid"] = row => SqlValue.Of(row.Child),
            ["inhparent"] = row => SqlValue.Of(row.Parent),
            ["inhseqno"] = row => SqlValue.Of(row.Number),
            ["inhdetachpending"] = row => SqlValue.False,
        });
        AddOutside(rows, name, ("inhrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private RowSource PgPartitionedTable()
    {
        var name = Catalog("pg_partitioned_table");
        var rows = Rows(name, Tables.Where(static table => table.PartitionBy is not null), new Dictionary<string, Func<Table, SqlValue>>(StringComparer.Ordinal)
        {
            ["partrelid"] = row => SqlValue.Of(row.Id),
            ["partstrat"] = row => SqlValue.Of(row.PartitionBy!.Strategy.Substring(0, 1).ToLowerInvariant()),
            ["partnatts"] = row => SqlValue.Of(row.PartitionBy!.Keys.Count),
            ["partattrs"] = row => new SqlArray([.. row.PartitionBy!.Keys.Select(key => ColumnNumber(row, key.Column))]) { LowerBound = 0 },
        });
        AddOutside(rows, name, ("partrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private static SqlValue Number(long? value) => value is null ? SqlValue.Unknown : SqlValue.Of(value.Value);

    private RowSource PgSequence()
    {
        var name = Catalog("pg_sequence");
        var rows = Rows(name, Relations.OfType<Sequence>(), new Dictionary<string, Func<Sequence, SqlValue>>(StringComparer.Ordinal)
        {
            ["seqrelid"] = row => SqlValue.Of(row.Id),
            ["seqtypid"] = row => TypeId(row.Type),
            ["seqstart"] = row => Number(row.Options.Start),
            ["seqincrement"] = row => Number(row.Options.Increment),
            ["seqmax"] = row => Number(row.Options.Maximum),
            ["seqmin"] = row => Number(row.Options.Minimum),
            ["seqcache"] = row => Number(row.Options.Cache),
            ["seqcycle"] = row => row.Options.Cycle is { } cycles ? SqlValue.Of(cycles) : SqlValue.Unknown,
        });
        AddOutside(rows, name, ("seqrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }
}
