using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A type, as far as values are concerned.</summary>
/// <param name="Name">The name of the built-in type that values are of; that of a domain's base.</param>
internal sealed record ValueType(string Name)
{
    /// <summary>True for arrays of it.</summary>
    public bool IsArray { get; init; }

    /// <summary>The modifiers that are written.</summary>
    public IReadOnlyList<int> Modifiers { get; init; } = [];

    /// <summary>The type of the user's; null for one that is built in.</summary>
    public SchemaType? User { get; init; }

    /// <summary>A type that is not known.</summary>
    public static ValueType Unknown { get; } = new("");
}

/// <content>Types and casts.</content>
internal sealed partial class Evaluator
{
    private SqlValue Cast(TypeCast cast, RowScope? scope)
    {
        var value = Value(cast.Arg, scope);
        if (cast.TypeName is not { } type)
        {
            return SqlValue.Unknown;
        }

        // A constant is read when the statement is, whatever row comes.
        var (depth, uncertain) = (rowDepth, isUncertain);
        if (cast.Arg is AConst { Sval: not null })
        {
            (rowDepth, isUncertain) = (0, false);
        }

        var result = Convert(value, ResolveType(type), cast);
        (rowDepth, isUncertain) = (depth, uncertain);
        return result;
    }

    /// <summary>The type that a name means.</summary>
    /// <exception cref="StatementRefusedException">There is certainly none.</exception>
    public ValueType ResolveType(TypeName type)
    {
        var parts = Strings(type.Names);
        if (parts.Count == 0)
        {
            return ValueType.Unknown;
        }

        if (type.PctType)
        {
            return ColumnType(parts, type);
        }

        var modifiers = type.Typmods.OfType<AConst>().Where(static constant => constant.Ival is not null).Select(static constant => constant.Ival!.Ival).ToList();
        var (name, schema) = (parts[parts.Count - 1], parts.Count > 1 ? parts[parts.Count - 2] : null);
        var resolved = schema is null or "pg_catalog" && SystemTypes.Names.Contains(name) ? new ValueType(name) : UserType(schema, name, type);
        return resolved with { IsArray = resolved.IsArray || type.ArrayBounds.Count > 0, Modifiers = modifiers };
    }

    private ValueType UserType(string? schema, string name, TypeName place)
    {
        if (session.Find(schema, name, candidate => session.Schema.FindType(candidate) is not null) is { } found)
        {
            return Of(session.Schema.FindType(found)!);
        }

        if (SystemRelation.Find(new QualifiedName(schema ?? "pg_catalog", name)) is null && session.Find(schema, name, candidate => session.Schema.FindRelation(candidate) is not null) is null
            && !HasCheckedNames && session.IsMissingCertain && !session.Catalog.IsBuiltInType(name))
        {
            throw Refuse("42704", $"type \"{(schema is null ? "" : schema + ".")}{name}\" does not exist", place);
        }

        return ValueType.Unknown;
    }

    private ValueType Of(SchemaType type)
    {
        for (var i = 0; i < 32 && type.Kind == TypeKind.Domain && session.Schema.FindType(type.BaseType.Type) is { } narrowed; i++)
        {
            type = narrowed;
        }

        if (type.IsArray && session.Schema.FindType(type.Element) is { } element)
        {
            return Of(element) with { IsArray = true };
        }

        return type.Name.Schema == "pg_catalog" ? new ValueType(type.Name.Name) : new ValueType("") { User = type };
    }

    /// <summary>The type that is behind a reference.</summary>
    public ValueType Of(TypeReference type) => session.Schema.FindType(type.Type) is { } found ? Of(found) : ValueType.Unknown;

    private ValueType ColumnType(IReadOnlyList<string> parts, TypeName place)
    {
        // A variable has a type too, but it is not kept.
        if (parts.Count < 2)
        {
            return ValueType.Unknown;
        }

        var (column, table, schema) = (parts[parts.Count - 1], parts[parts.Count - 2], parts.Count > 2 ? parts[parts.Count - 3] : null);
        if (variables?.Find([table]) is not null)
        {
            return ValueType.Unknown;
        }

        if (session.Find(schema, table, candidate => session.Schema.FindRelation(candidate) is not null || SystemRelation.Find(candidate) is not null) is not { } found)
        {
            return session.IsMissingCertain ? throw NoColumnType(place) : ValueType.Unknown;
        }

        if (session.Schema.FindRelation(found) is not { } relation)
        {
            return ValueType.Unknown;
        }

        return relation.FindColumn(column) is { } named ? Of(named.Type)
            : relation.IsIncomplete ? ValueType.Unknown
            : throw NoColumnType(place);
    }

    // What is no column is read as a type, of which no name has a percent sign (read_datatype, pl_gram.y).
    // Only arrays of one dimension that begin at 1 are computed with.
    private static bool HasDimensions(string text) => text.TrimStart() is ['[', ..] || text.IndexOf('{', text.IndexOf('{') + 1) > 0;

    private Exception NoColumnType(TypeName place) => Refuse("42601", "syntax error at or near \"%\"", place);

    /// <summary>A value as one of a type.</summary>
    public SqlValue Convert(SqlValue value, ValueType type, Node place)
    {
        if (value.IsNull)
        {
            return value;
        }

        if (type.IsArray)
        {
            var element = type with { IsArray = false };
            return value switch
            {
                SqlArray array => array with { Elements = [.. array.Elements.Select(item => Convert(item, element, place))] },
                SqlText text when HasDimensions(text.Value) => SqlValue.Unknown,
                SqlText text => SqlArrayText.Read(text.Value, item => Convert(new SqlText(item) { IsUntyped = true }, element, place)) ?? Failure("22P02", $"malformed array literal: \"{text.Value}\"", place),
                _ => SqlValue.Unknown,
            };
        }

        return type.User is { } user ? ConvertUser(value, user, place) : ConvertBuiltIn(value, type, place);
    }

    private SqlValue ConvertUser(SqlValue value, SchemaType type, Node place)
    {
        switch (type.Kind)
        {
            case TypeKind.Enum when AsText(value) is SqlText label:
                return session.Sink.IsUnsafeNewEnumValue(type.Id, label.Value)
                    ? Failure("55P04", $"unsafe use of new value \"{label.Value}\" of enum type {session.Catalog.Printer.Type(new TypeReference(type.Id))}", place)
                    : type.Labels.Contains(label.Value) ? label : Failure("22P02", $"invalid input value for enum {session.Catalog.Printer.Type(new TypeReference(type.Id))}: \"{label.Value}\"", place);
            case TypeKind.Composite:
                return value is SqlRow ? value : SqlValue.Unknown;
            default:
                return type.Name.Name == "citext" ? AsText(value) : SqlValue.Unknown;
        }
    }

    private SqlValue ConvertBuiltIn(SqlValue value, ValueType type, Node place)
    {
        switch (type.Name)
        {
            case "text":
                return AsText(value);
            case "varchar" or "bpchar":
                var limit = type.Modifiers.Count > 0 ? type.Modifiers[0] : 0;
                return AsText(value) is SqlText text && limit > 0 && text.Value.Length > limit ? SqlValue.Of(text.Value.Substring(0, limit)) : AsText(value);
            case "name":
                return AsText(value) is SqlText name ? SqlValue.Of(SqlCasts.Cut(name.Value, 63)) : AsText(value);
            case "char":
                return AsText(value) is SqlText letters ? SqlValue.Of(letters.Value.Length > 0 ? letters.Value.Substring(0, 1) : "") : AsText(value);
            case "int2" or "int4" or "int8":
                return Integer(value, type.Name, place);
            case "numeric" or "float8" or "float4":
                return Numeric(value, type, place);
            case "bool":
                return Boolean(value, place);
            case "date" or "timestamp":
                return Moment(value, type.Name == "date");
            case "interval":
                return value is SqlText span ? SqlCasts.ReadInterval(span.Value) ?? SqlValue.Unknown : value as SqlInterval ?? SqlValue.Unknown;
            case "uuid" or "inet":
                return value is SqlText written ? SqlValue.Of(written.Value.ToLowerInvariant()) : SqlValue.Unknown;
            case "record":
                return value;
            default:
                return Alias(type.Name) is { } alias ? ConvertAlias(value, alias, place) : value is SqlRow ? value : SqlValue.Unknown;
        }
    }

    private SqlValue Integer(SqlValue value, string type, Node place)
    {
        if (value is SqlNumber { IsInexact: true } inexact && inexact.Value != decimal.Truncate(inexact.Value))
        {
            return SqlValue.Unknown;
        }

        var number = value switch
        {
            SqlNumber known => decimal.Round(known.Value, MidpointRounding.AwayFromZero),
            SqlText text => SqlCasts.ReadInteger(text.Value),
            SqlBoolean boolean => boolean.Value ? 1 : 0,
            _ => null,
        };
        var spelling = SqlTypeNames.Spelling(type);
        if (number is null)
        {
            // The number of a relation is one.
            return value is SqlText wrong ? Failure("22P02", $"invalid input syntax for type {spelling}: \"{wrong.Value}\"", place)
                : value is SqlObject id ? id with { Alias = ObjectAlias.Oid, Name = null } : SqlValue.Unknown;
        }

        var (lowest, highest) = type switch { "int2" => (short.MinValue, short.MaxValue), "int4" => (int.MinValue, int.MaxValue), _ => (long.MinValue, long.MaxValue) };
        return number >= lowest && number <= highest ? new SqlNumber(number.Value, IsInteger: true)
            : value is SqlText text2 ? Failure("22003", $"value \"{text2.Value}\" is out of range for type {spelling}", place)
            : Failure("22003", $"{spelling} out of range", place);
    }

    private SqlValue Numeric(SqlValue value, ValueType type, Node place)
    {
        var number = value is SqlNumber known ? known.Value : value is SqlText text ? SqlCasts.ReadNumber(text.Value) : null;
        if (number is null)
        {
            return value is SqlText wrong && !wrong.Value.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase) && wrong.Value.Length < 28
                && wrong.Value.IndexOf("inf", StringComparison.OrdinalIgnoreCase) < 0
                ? Failure("22P02", $"invalid input syntax for type {SqlTypeNames.Spelling(type.Name)}: \"{wrong.Value}\"", place)
                : SqlValue.Unknown;
        }

        return type.Name == "numeric" && type.Modifiers.Count == 0 ? new SqlNumber(number.Value, IsInteger: false)
            : type.Name == "numeric" && type.Modifiers.Count == 2 && type.Modifiers[1] is >= 0 and <= 20 ? new SqlNumber(decimal.Round(number.Value, type.Modifiers[1], MidpointRounding.AwayFromZero), IsInteger: false)
            : SqlValue.Unknown;
    }

    private SqlValue Boolean(SqlValue value, Node place) => value switch
    {
        SqlBoolean => value,
        SqlText text => SqlCasts.ReadBoolean(text.Value) is { } known ? SqlValue.Of(known) : Failure("22P02", $"invalid input syntax for type boolean: \"{text.Value}\"", place),
        SqlNumber number => SqlValue.Of(number.Value != 0),
        _ => SqlValue.Unknown,
    };

    private static SqlValue Moment(SqlValue value, bool isDate) => value switch
    {
        SqlTimestamp moment => new SqlTimestamp(isDate ? moment.Value.Date : moment.Value, isDate),
        SqlText text => SqlCasts.ReadTimestamp(text.Value, isDate) ?? SqlValue.Unknown,
        _ => SqlValue.Unknown,
    };

    private static ObjectAlias? Alias(string type) => type switch
    {
        "oid" => ObjectAlias.Oid,
        "regclass" => ObjectAlias.Relation,
        "regtype" => ObjectAlias.Type,
        "regproc" => ObjectAlias.Routine,
        "regprocedure" => ObjectAlias.Signature,
        "regnamespace" => ObjectAlias.Namespace,
        "regrole" => ObjectAlias.Role,
        _ => null,
    };

    private SqlValue ConvertAlias(SqlValue value, ObjectAlias alias, Node place) => value switch
    {
        SqlObject id => Named(id.Id, alias),
        SqlNumber { Value: >= 0 and <= int.MaxValue } number => Named(new ObjectId((int)number.Value), alias),
        SqlText text when alias == ObjectAlias.Oid => SqlCasts.ReadInteger(text.Value) is >= 0 and <= int.MaxValue and var number ? SqlValue.Of(new ObjectId((int)number)) : Failure("22P02", $"invalid input syntax for type oid: \"{text.Value}\"", place),
        SqlText text => FindAlias(alias, text.Value, place),
        _ => SqlValue.Unknown,
    };
}
