using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>What is no relation.</content>
internal sealed partial class CatalogTables
{
    private RowSource? MakeObjects(string name) => name switch
    {
        "pg_namespace" => PgNamespace(),
        "pg_type" => PgType(),
        "pg_enum" => PgEnum(),
        "pg_constraint" => PgConstraint(),
        "pg_proc" => PgProc(),
        "pg_trigger" => PgTrigger(),
        "pg_policy" => PgPolicy(),
        "pg_extension" => PgExtension(),
        "pg_roles" or "pg_authid" or "pg_user" => PgRoles(name),
        "pg_event_trigger" => PgNamed(name, ObjectKind.EventTrigger, "evtname"),
        "pg_statistic_ext" => PgNamed(name, ObjectKind.Statistics, "stxname"),
        "pg_publication" => PgNamed(name, ObjectKind.Publication, "pubname"),
        _ => null,
    };

    private RowSource PgNamespace()
    {
        var name = Catalog("pg_namespace");
        var spaces = Schema.Namespaces.Concat(OwnSchemas.Select(space => new Namespace(NamespaceId(space), space)));
        var rows = Rows(name, spaces, new Dictionary<string, Func<Namespace, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            ["nspname"] = row => Name(row.Name),
            ["nspowner"] = row => row.Name == "public" && row.Owner is null ? SqlValue.Of(new ObjectId(6171)) : RoleId(row.Owner),
        });
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("nspname", new SqlOneOf(space => NamespaceId(space).IsNone, null)));
        return Source(name, rows);
    }

    private static SqlValue TypeLetter(TypeKind kind) => Letter(kind switch
    {
        TypeKind.Composite => 'c',
        TypeKind.Domain => 'd',
        TypeKind.Enum => 'e',
        TypeKind.Pseudo => 'p',
        TypeKind.Range => 'r',
        TypeKind.Multirange => 'm',
        _ => 'b',
    });

    private RowSource PgType()
    {
        var name = Catalog("pg_type");
        var rows = Rows(name, Types, new Dictionary<string, Func<SchemaType, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            ["typname"] = row => Name(row.Name.Name),
            ["typnamespace"] = row => NamespaceOf(row.Name),
            ["typowner"] = row => RoleId(row.Owner),
            ["typtype"] = row => TypeLetter(row.Kind),
            ["typcategory"] = row => Letter(row.Category),
            ["typisdefined"] = row => SqlValue.Of(row.IsDefined),
            ["typrelid"] = row => SqlValue.Of(row.Relation),
            ["typelem"] = row => SqlValue.Of(row.Element),
            ["typarray"] = row => SqlValue.Of(row.Array),
            ["typnotnull"] = row => SqlValue.Of(row.IsNotNull),
            ["typbasetype"] = row => row.Kind == TypeKind.Domain ? TypeId(row.BaseType) : SqlValue.Of(ObjectId.None),
            ["typtypmod"] = row => row.Kind == TypeKind.Domain ? SqlValue.Of(row.BaseType.Modifier) : SqlValue.Of(-1),
            ["typdefault"] = row => Expression(row.Default),
        });
        AddSystem(rows, name, ["typnamespace"], ("oid", new SqlSomeOid(IsBuiltIn: true)), ("typname", new SqlOneOf(IsBuiltInType, null)));
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("typname", new SqlOneOf(IsNoKnownType, null)));
        return Source(name, rows);
    }

    /// <summary>True for the name of a type of <c>pg_catalog</c> or <c>information_schema</c>.</summary>
    public bool IsBuiltInType(string name)
    {
        var element = name.StartsWith("_", StringComparison.Ordinal) ? name.Substring(1) : name;
        return Schema.FindType(Catalog(name)) is not null || SystemTypes.Names.Contains(element) || SystemRelation.Find(Catalog(element)) is not null || SystemRelation.Find(Information(element)) is not null;
    }

    private bool IsNoKnownType(string name) => !NamespaceNames.Any(space => Schema.FindType(new QualifiedName(space, name)) is not null);

    private RowSource PgEnum()
    {
        var name = Catalog("pg_enum");
        var items = Types.Where(static type => type.Kind == TypeKind.Enum).SelectMany(static type => type.Labels.Select((label, i) => (Type: type, Label: label, Order: i + 1)));
        var rows = Rows(name, items, new Dictionary<string, Func<(SchemaType Type, string Label, int Order), SqlValue>>(StringComparer.Ordinal)
        {
            ["enumtypid"] = row => SqlValue.Of(row.Type.Id),
            ["enumlabel"] = row => Name(row.Label),
            ["enumsortorder"] = row => SqlValue.Of(row.Order),
        });
        AddOutside(rows, name, ("enumtypid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private sealed record ConstraintRow(Constraint Constraint, Table? Table, SchemaType? Domain)
    {
        public string Schema => Table?.Name.Schema ?? Domain!.Name.Schema;
    }

    private IEnumerable<ConstraintRow> Constraints => HasNoConstraint ? []
        : Tables.SelectMany(static table => table.Constraints.Select(constraint => new ConstraintRow(constraint, table, null)))
            .Concat(Types.SelectMany(static type => type.Checks.Select(check => new ConstraintRow(check, null, type))));

    private static char ConstraintLetter(Constraint constraint) => constraint switch
    {
        KeyConstraint { IsPrimary: true } => 'p',
        KeyConstraint => 'u',
        ForeignKeyConstraint => 'f',
        ExclusionConstraint => 'x',
        _ => 'c',
    };

    private static char ActionLetter(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => 'r',
        ReferentialAction.Cascade => 'c',
        ReferentialAction.SetNull => 'n',
        ReferentialAction.SetDefault => 'd',
        _ => 'a',
    };

    private RowSource PgConstraint()
    {
        var name = Catalog("pg_constraint");
        var rows = Rows(name, Constraints, new Dictionary<string, Func<ConstraintRow, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Constraint.Id),
            ["conname"] = row => Name(row.Constraint.Name),
            ["connamespace"] = row => SqlValue.Of(NamespaceId(row.Schema)),
            ["contype"] = row => Letter(ConstraintLetter(row.Constraint)),
            ["condeferrable"] = row => SqlValue.Of(row.Constraint.Deferrability != Deferrability.NotDeferrable),
            ["condeferred"] = row => SqlValue.Of(row.Constraint.Deferrability == Deferrability.InitiallyDeferred),
            ["convalidated"] = row => SqlValue.Of(row.Constraint is not (CheckConstraint { IsValid: false } or ForeignKeyConstraint { IsValid: false })),
            ["conrelid"] = row => SqlValue.Of(row.Table?.Id ?? ObjectId.None),
            ["contypid"] = row => SqlValue.Of(row.Domain?.Id ?? ObjectId.None),
            ["conindid"] = row => SqlValue.Of(ConstraintIndex(row.Constraint)),
            ["conparentid"] = row => SqlValue.Of(row.Constraint.Parent),
            ["confrelid"] = row => SqlValue.Of((row.Constraint as ForeignKeyConstraint)?.ReferencedTable ?? ObjectId.None),
            ["confupdtype"] = row => Letter(row.Constraint is ForeignKeyConstraint key ? ActionLetter(key.OnUpdate) : ' '),
            ["confdeltype"] = row => Letter(row.Constraint is ForeignKeyConstraint key ? ActionLetter(key.OnDelete) : ' '),
            ["confmatchtype"] = row => Letter(row.Constraint is ForeignKeyConstraint key ? key.MatchFull ? 'f' : 's' : ' '),
            ["conislocal"] = row => SqlValue.Of(row.Constraint.IsLocal),
            ["coninhcount"] = row => SqlValue.Of(row.Constraint.InheritedCount),
            ["connoinherit"] = row => row.Constraint is CheckConstraint check ? SqlValue.Of(check.NoInherit) : SqlValue.Unknown,
            ["conkey"] = row => row.Table is null ? SqlValue.Null : ConstraintColumns(row) is { } columns ? ColumnNumbers(row.Table, columns) : SqlValue.Unknown,
            ["confkey"] = row => row.Constraint is not ForeignKeyConstraint key ? SqlValue.Null
                : Schema.FindRelation(key.ReferencedTable) is { } referenced ? ColumnNumbers(referenced, key.ReferencedColumns) : SqlValue.Unknown,
            ["conbin"] = row => row.Constraint is CheckConstraint check ? Expression(check.Expression) : SqlValue.Null,
        });
        AddSystem(
            rows,
            name,
            ["connamespace"],
            ("conname", new SqlOneOf(static constraint => SystemRelation.Find(Catalog(constraint)) is not null || constraint is "cardinal_number_domain_check" or "yes_or_no_check", null)),
            ("oid", new SqlSomeOid(IsBuiltIn: true)),
            ("conrelid", new SqlSomeOid(IsBuiltIn: true)),
            ("contype", new SqlOneOf(new HashSet<string>(StringComparer.Ordinal) { "c", "p", "u" })),
            ("confrelid", SqlValue.Of(ObjectId.None)));
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("conrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private static ObjectId ConstraintIndex(Constraint constraint) => constraint switch
    {
        KeyConstraint key => key.Index,
        ForeignKeyConstraint key => key.ReferencedIndex,
        ExclusionConstraint exclusion => exclusion.Index,
        _ => ObjectId.None,
    };

    /// <summary>The columns that a constraint is about, in its order; null where an expression hides them.</summary>
    private static IReadOnlyList<string>? ConstraintColumns(ConstraintRow row) => row.Constraint switch
    {
        KeyConstraint key => key.Columns,
        ForeignKeyConstraint key => key.Columns,
        CheckConstraint { Expression.IsUnknown: false } check => [.. check.Expression.OwnColumns],
        ExclusionConstraint exclusion when exclusion.Definition.Keys.All(static key => key.Column is not null) => [.. exclusion.Definition.Keys.Select(static key => key.Column!)],
        _ => null,
    };

    private SqlOneOf SystemRoutine => new(routine => Schema.FindRoutines(Catalog(routine)).Count > 0 || routine.StartsWith("_pg_", StringComparison.Ordinal), null);

    private RowSource PgProc()
    {
        var name = Catalog("pg_proc");
        var rows = Rows(name, Schema.Routines, new Dictionary<string, Func<Routine, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            ["proname"] = row => Name(row.Name.Name),
            ["pronamespace"] = row => NamespaceOf(row.Name),
            ["proowner"] = row => RoleId(row.Owner),
            ["prokind"] = row => Letter(row.Kind switch { ObjectKind.Procedure => 'p', ObjectKind.Aggregate => 'a', _ => row.IsWindow ? 'w' : 'f' }),
            ["prosecdef"] = row => row.Definition is { } definition ? SqlValue.Of(definition.IsSecurityDefiner) : SqlValue.Unknown,
            ["proisstrict"] = row => SqlValue.Of(row.IsStrict),
            ["proretset"] = row => SqlValue.Of(row.ReturnsSet),
            ["provolatile"] = row => Letter(row.Volatility switch { Volatility.Immutable => 'i', Volatility.Stable => 's', _ => 'v' }),
            ["pronargs"] = row => SqlValue.Of(row.InputTypes.Count()),
            ["prorettype"] = row => row.Returns is { } type ? TypeId(type) : SqlValue.Unknown,
            ["prosrc"] = row => row.Definition?.Body is { } body ? SqlValue.Of(body) : SqlValue.Unknown,
            ["proargnames"] = row => row.Parameters.All(static parameter => parameter.Name is null) ? SqlValue.Null : SqlValue.Of(row.Parameters.Select(static parameter => parameter.Name ?? "")),
        });
        AddSystem(rows, name, ["pronamespace"], ("oid", new SqlSomeOid(IsBuiltIn: true)), ("proname", SystemRoutine));
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private sealed record TriggerRow(Relation Relation, Trigger Trigger);

    private IEnumerable<TriggerRow> Triggers =>
        Relations.SelectMany(static relation => (relation switch { Table table => table.Triggers, View view => view.Triggers, _ => [] }).Select(trigger => new TriggerRow(relation, trigger)));

    private RowSource PgTrigger()
    {
        var name = Catalog("pg_trigger");
        var rows = Rows(name, Triggers, new Dictionary<string, Func<TriggerRow, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Trigger.Id),
            ["tgrelid"] = row => SqlValue.Of(row.Relation.Id),
            ["tgname"] = row => Name(row.Trigger.Name),
            ["tgfoid"] = row => row.Trigger.Definition.Function.IsNone ? SqlValue.Unknown : SqlValue.Of(row.Trigger.Definition.Function),
            ["tgisinternal"] = row => SqlValue.False,
            ["tgparentid"] = row => SqlValue.Of(row.Trigger.Parent),
            ["tgnargs"] = row => SqlValue.Of(row.Trigger.Definition.Arguments.Count),
            ["tgtype"] = row => SqlValue.Of(TriggerType(row.Trigger.Definition)),
        });

        // Foreign keys have triggers of their own, whose names are made of oids.
        rows.Add(Others(name, ("tgname", new SqlPartialText("RI_ConstraintTrigger_" + Text.EmbeddedText.HoleCharacter)), ("tgisinternal", SqlValue.True)));
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("tgrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    // The bits of catalog/pg_trigger.h.
    private static int TriggerType(CreateTrigger trigger) =>
        (trigger.IsForEachRow ? 1 : 0) + (trigger.Timing == "BEFORE" ? 2 : trigger.Timing == "INSTEAD OF" ? 64 : 0)
        + trigger.Events.Sum(static name => name switch { "INSERT" => 4, "DELETE" => 8, "UPDATE" => 16, _ => 32 });

    private RowSource PgPolicy()
    {
        var name = Catalog("pg_policy");
        var items = Tables.SelectMany(static table => table.Policies.Select(policy => (Table: table, Policy: policy)));
        var rows = Rows(name, items, new Dictionary<string, Func<(Table Table, Policy Policy), SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Policy.Id),
            ["polname"] = row => Name(row.Policy.Name),
            ["polrelid"] = row => SqlValue.Of(row.Table.Id),
            ["polcmd"] = row => Letter(row.Policy.Definition.Command switch { "SELECT" => 'r', "INSERT" => 'a', "UPDATE" => 'w', "DELETE" => 'd', _ => '*' }),
            ["polpermissive"] = row => SqlValue.Of(row.Policy.Definition.IsPermissive),
            ["polqual"] = row => Expression(row.Policy.Using),
            ["polwithcheck"] = row => Expression(row.Policy.WithCheck),
        });
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)), ("polrelid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private RowSource PgExtension()
    {
        var name = Catalog("pg_extension");
        var items = Schema.Extensions.Concat([new Extension(new ObjectId(13_569), "plpgsql", "pg_catalog")]);
        var rows = Rows(name, items, new Dictionary<string, Func<Extension, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            ["extname"] = row => Name(row.Name),
            ["extnamespace"] = row => SqlValue.Of(NamespaceId(row.Schema)),
        });
        AddOutside(rows, name, ("oid", new SqlSomeOid(IsBuiltIn: false)));
        return Source(name, rows);
    }

    private RowSource PgRoles(string table)
    {
        var name = Catalog(table);
        var prefix = table == "pg_user" ? "use" : "rol";
        var items = table == "pg_user" ? Roles.Where(static role => !role.Name.StartsWith("pg_", StringComparison.Ordinal)) : Roles;
        var rows = Rows(name, items, new Dictionary<string, Func<(string Name, ObjectId Id), SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            ["usesysid"] = row => SqlValue.Of(row.Id),
            [prefix + "name"] = row => Name(row.Name),
            [prefix + "super"] = row => row.Name == "postgres" ? SqlValue.True : row.Id.IsBuiltIn ? SqlValue.False : SqlValue.Unknown,
        });

        // Roles belong to the whole server: others may have made some.
        AddOutside(rows, name);
        return Source(name, rows);
    }

    private RowSource PgNamed(string table, ObjectKind kind, string column)
    {
        var name = Catalog(table);
        var rows = Rows(name, Schema.Others.Where(other => other.Kind == kind), new Dictionary<string, Func<OtherObject, SqlValue>>(StringComparer.Ordinal)
        {
            ["oid"] = row => SqlValue.Of(row.Id),
            [column] = row => Name(row.Name.Name),
        });
        AddOutside(rows, name);
        return Source(name, rows);
    }
}
