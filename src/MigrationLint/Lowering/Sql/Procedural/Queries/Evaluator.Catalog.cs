using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Functions that ask the catalog or the session.</content>
internal sealed partial class Evaluator
{
    private SqlValue? CatalogFunction(string name, IReadOnlyList<SqlValue> arguments, FuncCall call)
    {
        if (ByName(name) is { } alias && arguments.Count == 1)
        {
            return arguments[0] switch
            {
                SqlText text => FindAlias(alias, text.Value, place: null),
                SqlNull => SqlValue.Null,
                _ => SqlValue.Unknown,
            };
        }

        return (name, arguments.Count) switch
        {
            ("current_setting", 1 or 2) => Setting(arguments, call),
            ("set_config", 3) => SetConfig(arguments, call),
            ("current_schema", 0) => CurrentSchema(),
            ("current_schemas", 1) => CurrentSchemas(arguments[0]),
            ("version", 0) => new SqlPartialText("PostgreSQL 15." + EmbeddedText.HoleCharacter),
            ("current_database" or "now" or "random" or "clock_timestamp" or "statement_timestamp" or "gen_random_uuid" or "uuid_generate_v4" or "pg_backend_pid" or "txid_current"
                or "currval" or "lastval" or "pg_typeof" or "obj_description" or "col_description" or "pg_relation_size" or "pg_total_relation_size"
                or "pg_table_size" or "age" or "pg_get_functiondef" or "pg_get_function_arguments" or "pg_get_ruledef" or "pg_get_partkeydef", _) => SqlValue.Unknown,
            ("nextval", 1) => NextValue(arguments[0]),
            ("setval", 2 or 3) => SetSequence(arguments, call),
            ("pg_advisory_lock" or "pg_advisory_xact_lock" or "pg_sleep" or "pg_notify", _) => SqlValue.Of(""),
            ("pg_try_advisory_lock" or "pg_try_advisory_xact_lock", _) => SqlValue.True,
            ("has_table_privilege" or "has_schema_privilege" or "has_database_privilege" or "has_column_privilege" or "has_function_privilege" or "has_sequence_privilege" or "pg_has_role", _) =>
                session.Sink.Settings.Role == "postgres" && arguments.Count == 2 && arguments.All(static argument => argument.IsKnown && !argument.IsNull) && !IsNamedAndMissing(name, arguments[0]) ? SqlValue.True : SqlValue.Unknown,
            _ => ObjectFunction(name, arguments, call),
        };
    }

    private static ObjectAlias? ByName(string function) => function switch
    {
        "to_regclass" => ObjectAlias.Relation,
        "to_regtype" => ObjectAlias.Type,
        "to_regproc" => ObjectAlias.Routine,
        "to_regprocedure" => ObjectAlias.Signature,
        "to_regnamespace" => ObjectAlias.Namespace,
        "to_regrole" => ObjectAlias.Role,
        _ => null,
    };

    private bool IsNamedAndMissing(string function, SqlValue named) => (function, named) switch
    {
        ("has_table_privilege" or "has_sequence_privilege" or "has_column_privilege", SqlText text) => FindAlias(ObjectAlias.Relation, text.Value, place: null) is not SqlObject,
        ("has_schema_privilege", SqlText text) => session.Catalog.NamespaceId(text.Value).IsNone,
        (_, SqlObject) => false,
        _ => true,
    };

    // Functions that are given an oid, or what names an object.
    private SqlValue? ObjectFunction(string name, IReadOnlyList<SqlValue> arguments, FuncCall call)
    {
        if (arguments.Count == 0 || name is not ("format_type" or "pg_get_constraintdef" or "pg_get_indexdef" or "pg_get_viewdef" or "pg_get_expr" or "pg_get_function_identity_arguments"
            or "pg_get_function_result" or "pg_get_triggerdef" or "pg_get_userbyid" or "pg_table_is_visible" or "pg_type_is_visible" or "pg_function_is_visible" or "pg_get_serial_sequence"))
        {
            return null;
        }

        if (arguments[0].IsNull)
        {
            return SqlValue.Null;
        }

        if (name == "pg_get_expr")
        {
            return arguments[0];
        }

        if (name == "pg_get_serial_sequence")
        {
            return arguments.Count == 2 && arguments[0] is SqlText table && arguments[1] is SqlText column ? SerialSequence(table.Value, column.Value, call) : SqlValue.Unknown;
        }

        var id = arguments[0] switch
        {
            SqlObject found => found.Id,
            SqlNumber { Value: >= 0 and < ObjectId.FirstNormal } number => new ObjectId((int)number.Value),
            SqlText { IsUntyped: true } text when name == "pg_get_viewdef" => (FindAlias(ObjectAlias.Relation, text.Value, call) as SqlObject)?.Id,
            _ => null,
        };
        return id is { } known ? OfObject(name, known, arguments) : SqlValue.Unknown;
    }

    private SqlValue OfObject(string name, ObjectId id, IReadOnlyList<SqlValue> arguments)
    {
        var (catalog, schema) = (session.Catalog, session.Schema);
        switch (name)
        {
            case "format_type":
                var modifier = arguments.Count > 1 && arguments[1] is SqlNumber number ? (int)number.Value : arguments.Count < 2 || arguments[1].IsNull ? -1 : (int?)null;
                return modifier is { } known && schema.FindType(id) is not null ? SqlValue.Of(catalog.Printer.Type(new TypeReference(id, known))) : SqlValue.Unknown;
            case "pg_get_constraintdef":
                return catalog.ConstraintDefinition(id);
            case "pg_get_indexdef":
                return schema.FindIndex(id) is { } index && arguments.Count == 1 ? catalog.IndexDefinition(index.Owner, index.Index, isQualified: true) : SqlValue.Unknown;
            case "pg_get_viewdef":
                return arguments.Count == 1 && schema.FindRelation(id) is View { Query.Definition: { IsUnknown: false } definition } && catalog.Printer.Expression(definition) is { Length: > 0 } query ? SqlValue.Of(query) : SqlValue.Unknown;
            case "pg_get_function_identity_arguments":
                return schema.FindRoutine(id) is { } routine ? SqlValue.Of(catalog.Printer.IdentityArguments(routine)) : SqlValue.Unknown;
            case "pg_get_function_result":
                return schema.FindRoutine(id) is { } function ? SqlValue.Of(catalog.Printer.Result(function)) : SqlValue.Unknown;
            case "pg_get_triggerdef":
                return arguments.Count == 1 ? TriggerDefinition(id) : SqlValue.Unknown;
            case "pg_get_userbyid":
                return catalog.Roles.FirstOrDefault(role => role.Id == id).Name is { } role ? SqlValue.Of(role) : SqlValue.Unknown;
            case "pg_table_is_visible":
                return catalog.RelationName(id) is { } relation ? SqlValue.Of(catalog.IsVisible(relation)) : SqlValue.Unknown;
            case "pg_type_is_visible":
                return schema.FindType(id) is { } type ? SqlValue.Of(session.Find(null, type.Name.Name, candidate => schema.FindType(candidate) is not null) == type.Name) : SqlValue.Unknown;
            default:
                return schema.FindRoutine(id) is { } seen ? SqlValue.Of(session.Find(null, seen.Name.Name, candidate => schema.FindRoutines(candidate).Count > 0) == seen.Name) : SqlValue.Unknown;
        }
    }

    private SqlValue TriggerDefinition(ObjectId id)
    {
        foreach (var relation in session.Schema.Relations)
        {
            var triggers = relation switch { Table table => table.Triggers, View view => view.Triggers, _ => [] };
            if (triggers.FirstOrDefault(trigger => trigger.Id == id) is { } found)
            {
                return session.Catalog.Printer.Trigger(relation, found) is { Length: > 0 } definition ? SqlValue.Of(definition) : SqlValue.Unknown;
            }
        }

        return SqlValue.Unknown;
    }

    private SqlValue SerialSequence(string table, string column, Node place)
    {
        if (FindAlias(ObjectAlias.Relation, table, place) is not SqlObject { Id: var id } || session.Schema.FindRelation(id) is not { } relation)
        {
            return SqlValue.Unknown;
        }

        if (relation.FindColumn(column) is null)
        {
            return relation.IsIncomplete ? SqlValue.Unknown : Failure("42703", $"column \"{column}\" of relation \"{relation.Name.Name}\" does not exist", place);
        }

        var sequence = session.Schema.Relations.OfType<Sequence>().FirstOrDefault(sequence => sequence.OwnerTable == id && sequence.OwnerColumn == column);
        return sequence is not null ? SqlValue.Of(SqlIdentifiers.Quote(sequence.Name.Schema) + "." + SqlIdentifiers.Quote(sequence.Name.Name))
            : session.Sink.IsComplete ? SqlValue.Null : SqlValue.Unknown;
    }

    private SqlValue CurrentSchemas(SqlValue withImplicit)
    {
        if (!session.Sink.Settings.IsSearchPathKnown || Truth(withImplicit) is not { } isWhole)
        {
            return SqlValue.Unknown;
        }

        var path = session.Sink.Settings.SearchPath.Where(schema => !session.Catalog.NamespaceId(schema).IsNone);
        return SqlValue.Of(isWhole && !session.Sink.Settings.SearchPath.Contains("pg_catalog") ? path.Prepend("pg_catalog") : path);
    }

    private SqlValue Setting(IReadOnlyList<SqlValue> arguments, Node place)
    {
        if (arguments[0] is not SqlText { Value: var name })
        {
            return arguments[0].IsNull ? SqlValue.Null : SqlValue.Unknown;
        }

        var parameter = name.ToLowerInvariant();
        var settings = session.Sink.Settings;
        if (parameter == "search_path")
        {
            return SqlValue.Unknown;
        }

        if (settings.Others.TryGetValue(parameter, out var value))
        {
            return value is null ? SqlValue.Unknown : SqlValue.Of(value);
        }

        // What the documentation says of a server that nobody configured.
        var known = parameter switch
        {
            "server_version_num" => "150000",
            "server_encoding" or "client_encoding" => "UTF8",
            "standard_conforming_strings" or "check_function_bodies" or "integer_datetimes" => "on",
            "row_security" => "on",
            "block_size" => "8192",
            "max_identifier_length" => "63",
            "is_superuser" => settings.Role == "postgres" ? "on" : null,
            "role" => settings.Role == "postgres" ? "none" : settings.Role,
            "transaction_isolation" or "default_transaction_isolation" => "read committed",
            _ => null,
        };
        if (known is not null)
        {
            return SqlValue.Of(known);
        }

        if (parameter == "server_version")
        {
            return new SqlPartialText("15." + EmbeddedText.HoleCharacter);
        }

        // A parameter of the user's that nothing has set.
        return !parameter.Contains('.') ? SqlValue.Unknown
            : arguments.Count == 2 && Truth(arguments[1]) == true ? session.Sink.IsComplete ? SqlValue.Null : SqlValue.Unknown
            : session.Sink.IsComplete && arguments.Count == 1 ? Failure("42704", $"unrecognized configuration parameter \"{name}\"", place)
            : SqlValue.Unknown;
    }

    private SqlValue SetConfig(IReadOnlyList<SqlValue> arguments, Node place)
    {
        if (arguments[0] is SqlText { Value: var name })
        {
            var values = arguments[1] is SqlText { Value: var value } ? name.Equals("search_path", StringComparison.OrdinalIgnoreCase) ? PathOf(value) : [value] : null;
            session.Sink.Emit(new SetParameter(name.ToLowerInvariant(), values ?? [])
            {
                Source = text.ToSource(place.Span),
                IsLocal = Truth(arguments[2]) == true,
                IsKnown = values is not null && !isUncertain,
                IsConditional = isUncertain,
            });
        }

        return arguments[1];
    }

    // The empty text is the empty path, as dumps set it.
    private static IReadOnlyList<string>? PathOf(string value)
    {
        var names = value.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(static part => ReadName(part.Trim())).ToList();
        return names.Contains(null) ? value.Trim().Length == 0 ? [] : null : [.. names.Select(static parts => parts![0])];
    }
}
