using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>The relations, columns and sequences of <c>information_schema</c>.</content>
internal sealed partial class CatalogTables
{
    private RowSource? MakeInformation(string name) => name switch
    {
        "tables" => InformationTables(),
        "columns" => InformationColumns(),
        "views" => InformationViews(),
        "sequences" => InformationSequences(),
        "schemata" => InformationSchemata(),
        "domains" => InformationDomains(),
        "routines" => InformationRoutines(),
        "triggers" => InformationTriggers(),
        _ => MakeInformationConstraints(name),
    };

    private RowSource InformationTables()
    {
        var name = Information("tables");
        var rows = Rows(name, Classes.Where(static row => row.Kind is 'r' or 'v' or 'f' or 'p'), new Dictionary<string, Func<CatalogClass, SqlValue>>(StringComparer.Ordinal)
        {
            ["table_schema"] = row => Name(row.Name.Schema),
            ["table_name"] = row => Name(row.Name.Name),
            ["table_type"] = row => SqlValue.Of(
                row.Relation?.Persistence == Persistence.Temporary ? "LOCAL TEMPORARY"
                : row.Kind switch { 'v' => "VIEW", 'f' => "FOREIGN", _ => "BASE TABLE" }),
            ["is_typed"] = row => YesOrNo(row.Relation is Table { OfType.IsNone: false }),
        });
        AddOutside(rows, name, ("table_name", otherName));
        return Source(name, rows);
    }

    private RowSource InformationColumns()
    {
        var name = Information("columns");
        var items = Attributes(withSystem: false).Where(static row => RelationKind(row.Relation) is 'r' or 'v' or 'f' or 'p');
        var rows = Rows(name, items, new Dictionary<string, Func<Attribute, SqlValue>>(StringComparer.Ordinal)
        {
            ["table_schema"] = row => Name(row.Relation.Name.Schema),
            ["table_name"] = row => Name(row.Relation.Name.Name),
            ["column_name"] = row => Name(row.Name),
            ["ordinal_position"] = row => SqlValue.Of(row.Number),
            ["column_default"] = row => Expression(row.Column!.Default),
            ["is_nullable"] = row => YesOrNo(!row.Column!.IsNotNull && Schema.FindType(row.Column.Type.Type) is not { Kind: TypeKind.Domain, IsNotNull: true }),
            ["data_type"] = row => DataType(row.Column!.Type),
            ["udt_schema"] = row => BaseType(row.Column!.Type) is { } type ? Name(type.Name.Schema) : SqlValue.Unknown,
            ["udt_name"] = row => BaseType(row.Column!.Type) is { } type ? Name(type.Name.Name) : SqlValue.Unknown,
            ["domain_name"] = row => Schema.FindType(row.Column!.Type.Type) switch { null => SqlValue.Unknown, { Kind: TypeKind.Domain } domain => Name(domain.Name.Name), _ => SqlValue.Null },
            ["character_maximum_length"] = row => Length(row.Column!.Type),
            ["numeric_precision"] = row => Precision(row.Column!.Type),
            ["numeric_scale"] = row => Scale(row.Column!.Type),
            ["is_identity"] = row => YesOrNo(row.Column!.Identity != IdentityKind.None),
            ["identity_generation"] = row => SqlValue.Of(row.Column!.Identity switch { IdentityKind.Always => "ALWAYS", IdentityKind.ByDefault => "BY DEFAULT", _ => null }),
            ["is_generated"] = row => SqlValue.Of(row.Column!.Generated is null ? "NEVER" : "ALWAYS"),
            ["generation_expression"] = row => Expression(row.Column!.Generated),
            ["is_updatable"] = row => row.Relation is Table ? SqlValue.Of("YES") : SqlValue.Unknown,
            ["is_self_referencing"] = row => SqlValue.Of("NO"),
        });
        rows.AddRange(Relations.Where(static relation => relation.IsIncomplete).Select(relation => Others(
            name, ("table_schema", SqlValue.Of(relation.Name.Schema)), ("table_name", SqlValue.Of(relation.Name.Name)), ("column_name", OtherColumn(relation)))));
        AddSystem(rows, name, ["table_schema"], ("table_name", SystemName("rv")), ("column_name", new SqlOneOf(SystemRelation.ColumnNames)));
        AddOutside(rows, name, ("table_name", otherName));
        return Source(name, rows);
    }

    /// <summary>The type under a domain; null where it is not known.</summary>
    private SchemaType? BaseType(TypeReference type)
    {
        var found = Schema.FindType(type.Type);
        for (var i = 0; i < 32 && found is { Kind: TypeKind.Domain }; i++)
        {
            found = Schema.FindType(found.BaseType.Type);
        }

        return found;
    }

    private SqlValue DataType(TypeReference type) => BaseType(type) switch
    {
        null => SqlValue.Unknown,
        { IsArray: true } => SqlValue.Of("ARRAY"),
        { Name.Schema: "pg_catalog" } found => TypeText(new TypeReference(found.Id)),
        _ => SqlValue.Of("USER-DEFINED"),
    };

    // The typmod of a text is its length and four.
    private SqlValue Length(TypeReference type) => BaseType(type) switch
    {
        null => SqlValue.Unknown,
        { Name: { Schema: "pg_catalog", Name: "varchar" or "bpchar" } } => type.Modifier > 4 ? SqlValue.Of(type.Modifier - 4) : SqlValue.Null,
        { Name: { Schema: "pg_catalog", Name: "bit" or "varbit" } } => SqlValue.Unknown,
        _ => SqlValue.Null,
    };

    private SqlValue Precision(TypeReference type) => BaseType(type)?.Name switch
    {
        null => SqlValue.Unknown,
        { Schema: "pg_catalog", Name: "int2" } => SqlValue.Of(16),
        { Schema: "pg_catalog", Name: "int4" } => SqlValue.Of(32),
        { Schema: "pg_catalog", Name: "int8" } => SqlValue.Of(64),
        { Schema: "pg_catalog", Name: "float4" } => SqlValue.Of(24),
        { Schema: "pg_catalog", Name: "float8" } => SqlValue.Of(53),
        { Schema: "pg_catalog", Name: "numeric" } => type.Modifier < 4 ? SqlValue.Null : SqlValue.Of((type.Modifier - 4) >> 16),
        _ => SqlValue.Null,
    };

    private SqlValue Scale(TypeReference type) => BaseType(type)?.Name switch
    {
        null => SqlValue.Unknown,
        { Schema: "pg_catalog", Name: "int2" or "int4" or "int8" } => SqlValue.Of(0),
        { Schema: "pg_catalog", Name: "numeric" } => type.Modifier < 4 ? SqlValue.Null : SqlValue.Of((((type.Modifier - 4) & 0x7ff) ^ 1024) - 1024),
        _ => SqlValue.Null,
    };

    private RowSource InformationViews()
    {
        var name = Information("views");
        var rows = Rows(name, Classes.Where(static row => row.Kind == 'v'), new Dictionary<string, Func<CatalogClass, SqlValue>>(StringComparer.Ordinal)
        {
            ["table_schema"] = row => Name(row.Name.Schema),
            ["table_name"] = row => Name(row.Name.Name),
            ["view_definition"] = row => row.Relation is View view ? Expression(view.Query.Definition) : SqlValue.Unknown,
            ["check_option"] = row => SqlValue.Unknown,
        });
        AddOutside(rows, name, ("table_name", otherName));
        return Source(name, rows);
    }

    private RowSource InformationSequences()
    {
        var name = Information("sequences");
        var rows = Rows(name, Relations.OfType<Sequence>().Where(static sequence => !sequence.IsIdentity), new Dictionary<string, Func<Sequence, SqlValue>>(StringComparer.Ordinal)
        {
            ["sequence_schema"] = row => Name(row.Name.Schema),
            ["sequence_name"] = row => Name(row.Name.Name),
            ["data_type"] = row => TypeText(row.Type),
            ["start_value"] = row => Evaluator.AsText(Number(row.Options.Start)),
            ["minimum_value"] = row => Evaluator.AsText(Number(row.Options.Minimum)),
            ["maximum_value"] = row => Evaluator.AsText(Number(row.Options.Maximum)),
            ["increment"] = row => Evaluator.AsText(Number(row.Options.Increment)),
        });
        AddOutside(rows, name, ("sequence_name", otherName));
        return Source(name, rows);
    }

    private RowSource InformationSchemata()
    {
        var name = Information("schemata");
        var spaces = Schema.Namespaces.Select(static space => (space.Name, Owner: space.Owner ?? (space.Name == "public" ? "pg_database_owner" : "postgres")))
            .Concat(OwnSchemas.Select(static space => (space, "postgres")));
        var rows = Rows(name, spaces, new Dictionary<string, Func<(string Name, string Owner), SqlValue>>(StringComparer.Ordinal)
        {
            ["schema_name"] = row => Name(row.Name),
            ["schema_owner"] = row => Name(row.Owner),
        });
        AddOutside(rows, name, ("schema_name", new SqlOneOf(space => NamespaceId(space).IsNone, null)));
        return Source(name, rows);
    }

    private RowSource InformationDomains()
    {
        var name = Information("domains");
        var rows = Rows(name, Types.Where(static type => type.Kind == TypeKind.Domain), new Dictionary<string, Func<SchemaType, SqlValue>>(StringComparer.Ordinal)
        {
            ["domain_schema"] = row => Name(row.Name.Schema),
            ["domain_name"] = row => Name(row.Name.Name),
            ["data_type"] = row => DataType(row.BaseType),
            ["domain_default"] = row => Expression(row.Default),
        });
        rows.Add(Others(name, ("domain_schema", SqlValue.Of("information_schema")), ("domain_name", new SqlOneOf(IsBuiltInType, null))));
        AddOutside(rows, name);
        return Source(name, rows);
    }

    private static SqlPartialText SpecificName(Routine routine) => new(routine.Name.Name + "_" + EmbeddedText.HoleCharacter);

    private RowSource InformationRoutines()
    {
        var name = Information("routines");
        var rows = Rows(name, Schema.Routines, new Dictionary<string, Func<Routine, SqlValue>>(StringComparer.Ordinal)
        {
            ["specific_schema"] = row => Name(row.Name.Schema),
            ["specific_name"] = SpecificName,
            ["routine_schema"] = row => Name(row.Name.Schema),
            ["routine_name"] = row => Name(row.Name.Name),
            ["routine_type"] = row => SqlValue.Of(row.Kind switch { ObjectKind.Procedure => "PROCEDURE", ObjectKind.Function => "FUNCTION", _ => null }),
            ["data_type"] = row => row.Returns is { } type ? Schema.FindType(type.Type) switch
            {
                null => SqlValue.Unknown,
                { IsArray: true } => SqlValue.Of("ARRAY"),
                { Name.Schema: "pg_catalog" } => TypeText(new TypeReference(type.Type)),
                _ => SqlValue.Of("USER-DEFINED"),
            }
            : SqlValue.Null,
            ["external_language"] = row => SqlValue.Of(row.Definition?.Language.ToUpperInvariant()) is SqlText language ? language : SqlValue.Unknown,
            ["routine_definition"] = row => row.Definition?.Body is { } body ? SqlValue.Of(body) : SqlValue.Unknown,
            ["security_type"] = row => row.Definition is { } definition ? SqlValue.Of(definition.IsSecurityDefiner ? "DEFINER" : "INVOKER") : SqlValue.Unknown,
        });
        AddSystem(rows, name, ["routine_schema", "specific_schema"], ("routine_name", SystemRoutine));
        AddOutside(rows, name);
        return Source(name, rows);
    }

    private RowSource InformationTriggers()
    {
        var name = Information("triggers");
        var items = Triggers.SelectMany(static row => row.Trigger.Definition.Events.Where(static happening => happening != "TRUNCATE").Select(happening => (Row: row, Event: happening)));
        var rows = Rows(name, items, new Dictionary<string, Func<(TriggerRow Row, string Event), SqlValue>>(StringComparer.Ordinal)
        {
            ["trigger_schema"] = row => Name(row.Row.Relation.Name.Schema),
            ["trigger_name"] = row => Name(row.Row.Trigger.Name),
            ["event_manipulation"] = row => SqlValue.Of(row.Event),
            ["event_object_schema"] = row => Name(row.Row.Relation.Name.Schema),
            ["event_object_table"] = row => Name(row.Row.Relation.Name.Name),
            ["action_orientation"] = row => SqlValue.Of(row.Row.Trigger.Definition.IsForEachRow ? "ROW" : "STATEMENT"),
            ["action_timing"] = row => SqlValue.Of(row.Row.Trigger.Definition.Timing),
        });
        AddOutside(rows, name, ("event_object_table", otherName));
        return Source(name, rows);
    }
}
