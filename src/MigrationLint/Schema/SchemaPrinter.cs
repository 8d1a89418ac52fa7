using System.Text;
using MigrationLint.Operations;
using MigrationLint.Sql;

namespace MigrationLint.Schema;

/// <summary>Prints what PostgreSQL's catalog functions show of a schema with <c>search_path = public</c>.</summary>
/// <param name="schema">The schema.</param>
internal sealed partial class SchemaPrinter(DatabaseSchema schema)
{
    /// <summary><c>format_type</c> with the modifier of a column or constant: <c>integer</c>, <c>character varying(20)</c>, <c>text[]</c>; <c>bpchar</c> for a character type without a length.</summary>
    public string Type(TypeReference type) => Type(type, hasModifier: true);

    /// <summary><c>format_type</c> of a type alone, as messages and signatures show it: <c>character</c>.</summary>
    public string Type(ObjectId type) => Type(new TypeReference(type), hasModifier: false);

    /// <summary><c>pg_get_expr</c>: the text of an expression; null where it is not known.</summary>
    public string? Expression(SchemaExpression expression) => expression.IsUnknown ? null : Print(expression.Parts);

    /// <summary>The name of a relation, type or routine as it is shown: with its schema where that is neither <c>public</c> nor <c>pg_catalog</c>.</summary>
    public static string Name(QualifiedName name) =>
        name.Schema is "public" or "pg_catalog" or "" ? SqlIdentifiers.Quote(name.Name) : QualifiedName(name);

    /// <summary>A name with its schema.</summary>
    public static string QualifiedName(QualifiedName name) => SqlIdentifiers.Quote(name.Schema) + "." + SqlIdentifiers.Quote(name.Name);

    /// <summary><c>pg_get_triggerdef</c>; null where its condition or function is not known.</summary>
    public string? Trigger(Relation relation, Trigger trigger)
    {
        var definition = trigger.Definition;
        var text = new StringBuilder($"CREATE {(definition.IsConstraint ? "CONSTRAINT " : "")}TRIGGER {SqlIdentifiers.Quote(trigger.Name)} {definition.Timing} ");
        string[] events = ["INSERT", "DELETE", "UPDATE", "TRUNCATE"];
        text.Append(string.Join(" OR ", events.Where(name => definition.Events.Contains(name, StringComparer.Ordinal))
            .Select(name => name == "UPDATE" && trigger.UpdateColumns.Count > 0 ? "UPDATE OF " + Names(trigger.UpdateColumns) : name)));
        text.Append(" ON ").Append(QualifiedName(relation.Name)).Append(' ');
        if (definition.IsConstraint)
        {
            if (definition.From is { } from)
            {
                text.Append("FROM ").Append(Name(from)).Append(' ');
            }

            text.Append(definition.Deferrability == Deferrability.NotDeferrable ? "NOT " : "").Append("DEFERRABLE INITIALLY ")
                .Append(definition.Deferrability == Deferrability.InitiallyDeferred ? "DEFERRED " : "IMMEDIATE ");
        }

        if (definition.OldTable is not null || definition.NewTable is not null)
        {
            text.Append("REFERENCING ");
            text.Append(definition.OldTable is { } old ? $"OLD TABLE AS {SqlIdentifiers.Quote(old)} " : "");
            text.Append(definition.NewTable is { } @new ? $"NEW TABLE AS {SqlIdentifiers.Quote(@new)} " : "");
        }

        text.Append(definition.IsForEachRow ? "FOR EACH ROW " : "FOR EACH STATEMENT ");
        if (trigger.When is { } condition)
        {
            if (condition.IsUnknown)
            {
                return null;
            }

            text.Append("WHEN (").Append(Print(condition.Parts)).Append(") ");
        }

        return schema.FindRoutine(definition.Function) is not { } function ? null
            : text.Append("EXECUTE FUNCTION ").Append(Name(function.Name)).Append('(')
                .Append(string.Join(", ", definition.Arguments.Select(SqlIdentifiers.QuoteLiteral))).Append(')').ToString();
    }

    /// <summary><c>pg_get_function_identity_arguments</c>.</summary>
    public string IdentityArguments(Routine routine) => Arguments(routine, isTable: false);

    /// <summary><c>pg_get_function_result</c>; null for a procedure.</summary>
    public string? Result(Routine routine)
    {
        if (routine.Kind == ObjectKind.Procedure || routine.Returns is not { } returns)
        {
            return null;
        }

        var table = routine.ReturnsSet ? Arguments(routine, isTable: true) : "";
        return table.Length > 0 ? $"TABLE({table})" : (routine.ReturnsSet ? "SETOF " : "") + Type(returns.Type);
    }

    /// <summary><c>pg_get_constraintdef</c> of an exclusion constraint; null where a part is not known.</summary>
    public string? Exclusion(ExclusionConstraint constraint)
    {
        var definition = constraint.Definition;
        if (definition.Keys.Any(key => key.Expression is { IsUnknown: true }) || definition.Predicate is { IsUnknown: true })
        {
            return null;
        }

        var isOrdered = definition.Method == "btree";
        var text = new StringBuilder($"EXCLUDE USING {SqlIdentifiers.Quote(definition.Method)} (");
        text.Append(string.Join(", ", definition.Keys.Select((key, i) => FullKey(key, isOrdered) + " WITH " + definition.Operators[i])));
        text.Append(definition.Include.Count > 0 ? ") INCLUDE (" + Names(definition.Include) : "").Append(')');
        text.Append(definition.Predicate is { } predicate ? $" WHERE ({Print(predicate.Parts)})" : "");
        return text.Append(constraint.Deferrability switch
        {
            Deferrability.NotDeferrable => "",
            Deferrability.InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
            _ => " DEFERRABLE",
        }).ToString();
    }

    /// <summary>A column or expression of an index as <c>pg_get_indexdef(index, number, true)</c> shows it, with DESC and NULLS FIRST where they are not the default; null where it is not known.</summary>
    public string? IndexKey(IndexKey key, bool isOrdered = true) =>
        key.Expression is { IsUnknown: true } || (key.Column is null && key.Expression is null) ? null : Operand(key) + (isOrdered ? Order(key) : "");

    /// <summary><c>pg_get_partkeydef</c>; null where a part is not known.</summary>
    public string? PartitionKey(PartitionKey key) =>
        key.Keys.Any(part => part.Expression is { IsUnknown: true }) ? null : $"{key.Strategy} ({string.Join(", ", key.Keys.Select(part => FullKey(part, isOrdered: false)))})";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(SqlIdentifiers.Quote));

    private static string Order(IndexKey key) => key.IsDescending ? key.NullsFirst ? " DESC" : " DESC NULLS LAST" : key.NullsFirst ? " NULLS FIRST" : "";

    private string Operand(IndexKey key) => key.Column is { } column ? SqlIdentifiers.Quote(column) : Print(key.Expression!.Parts);

    private string FullKey(IndexKey key, bool isOrdered) =>
        Operand(key) + (key.Collation is { } collation ? " COLLATE " + collation : "") + (key.OperatorClass is { } operatorClass ? " " + operatorClass : "") + (isOrdered ? Order(key) : "");

    private string Arguments(Routine routine, bool isTable)
    {
        var printed = new StringBuilder();
        var parameters = routine.Parameters.Where(parameter => (parameter.Mode == "TABLE") == isTable).ToList();
        var count = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (routine.DirectArguments == count)
            {
                printed.Append(count > 0 ? " " : "").Append("ORDER BY ");
            }
            else if (count > 0)
            {
                printed.Append(", ");
            }

            var parameter = parameters[i];
            printed.Append(parameter.Mode switch { "IN" when routine.Kind == ObjectKind.Procedure => "IN ", "INOUT" => "INOUT ", "OUT" => "OUT ", "VARIADIC" => "VARIADIC ", _ => "" });
            printed.Append(string.IsNullOrEmpty(parameter.Name) ? "" : SqlIdentifiers.Quote(parameter.Name!) + " ").Append(Type(parameter.Type.Type));
            count++;
            if (count == routine.DirectArguments && i == parameters.Count - 1)
            {
                // What an ordered-set aggregate takes last stands on both sides of ORDER BY.
                i--;
            }
        }

        return printed.ToString();
    }

    private string Print(IReadOnlyList<ExpressionPart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part switch
            {
                TextPart plain => plain.Text,
                ColumnPart column => (column.Qualifier is { } qualifier ? SqlIdentifiers.Quote(qualifier) + "." : "") + SqlIdentifiers.Quote(column.Column),
                AliasPart alias => alias.Column == alias.Name ? "" : " AS " + SqlIdentifiers.Quote(alias.Name),
                RelationPart { IsBare: true } relation => SqlIdentifiers.Quote(schema.FindRelation(relation.Relation)?.Name.Name ?? "???"),
                RelationPart relation => schema.FindRelation(relation.Relation) is { } found ? RelationName(found.Name, relation.IsInLiteral)
                    : schema.FindIndex(relation.Relation) is { } index ? RelationName(new QualifiedName(index.Owner.Name.Schema, index.Index.Name), relation.IsInLiteral)
                    : "???",
                TypePart type => Type(type.Type),
                RoutinePart routine => schema.FindRoutine(routine.Routine) is { } found ? Name(found.Name) : "???",
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string RelationName(QualifiedName name, bool isInLiteral) => isInLiteral ? Name(name).Replace("'", "''") : Name(name);

    private string Type(TypeReference type, bool hasModifier)
    {
        if (schema.FindType(type.Type) is not { } found)
        {
            return "???";
        }

        // int2vector and oidvector are arrays that keep their names (format_type_extended).
        if (found.IsArray && found.Element.Value != 0 && type.Type.Value is not (22 or 30) && schema.FindType(found.Element) is { } element)
        {
            return Plain(element, type.Modifier, hasModifier) + "[]";
        }

        return Plain(found, type.Modifier, hasModifier);
    }

    private static string Plain(SchemaType type, int modifier, bool hasModifier)
    {
        var name = type.Name.Name;
        if (type.Name.Schema != "pg_catalog")
        {
            var isHidden = type.Name.Schema == "public" && BuiltInCatalog.Base.FindType(name)?.Type.Name.Schema == "pg_catalog";
            return (isHidden ? QualifiedName(type.Name) : Name(type.Name)) + (modifier >= 0 ? TypeModifiers.Print("", modifier) : "");
        }

        var words = modifier >= 0 ? TypeModifiers.Print(name, modifier) : "";
        return name switch
        {
            "int4" => "integer",
            "int2" => "smallint",
            "int8" => "bigint",
            "float4" => "real",
            "float8" => "double precision",
            "bool" => "boolean",
            "varchar" => "character varying" + words,
            "varbit" => "bit varying" + words,
            "bpchar" when modifier >= 0 || !hasModifier => "character" + words,
            "bit" when modifier >= 0 || !hasModifier => "bit" + words,
            "time" => $"time{words} without time zone",
            "timetz" => $"time{words} with time zone",
            "timestamp" => $"timestamp{words} without time zone",
            "timestamptz" => $"timestamp{words} with time zone",
            "numeric" or "interval" or "xml" or "json" => name + words,
            _ => SqlIdentifiers.Quote(name) + words,
        };
    }
}
