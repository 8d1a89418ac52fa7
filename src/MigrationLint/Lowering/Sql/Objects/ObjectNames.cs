using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>An object that the schema knows by its name only.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Noun">What PostgreSQL calls its kind.</param>
/// <param name="Name">Its name; the schema of what has none is empty.</param>
internal readonly record struct NamedObject(ObjectKind Kind, string Noun, QualifiedName Name);

/// <summary>Finds objects of the kinds that have no statements of their own (<c>objectaddress.c</c>).</summary>
internal sealed class ObjectNames(LoweringContext context)
{
    /// <summary>What kinds of objects are called in operations.</summary>
    public static ObjectKind KindOf(ObjectType type) => type switch
    {
        ObjectType.Table => ObjectKind.Table,
        ObjectType.ForeignTable => ObjectKind.ForeignTable,
        ObjectType.Index => ObjectKind.Index,
        ObjectType.Sequence => ObjectKind.Sequence,
        ObjectType.View => ObjectKind.View,
        ObjectType.Matview => ObjectKind.MaterializedView,
        ObjectType.Column or ObjectType.Attribute => ObjectKind.Column,
        ObjectType.Tabconstraint or ObjectType.Domconstraint => ObjectKind.Constraint,
        ObjectType.Type => ObjectKind.Type,
        ObjectType.Domain => ObjectKind.Domain,
        ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate => RoutineNames.KindOf(type),
        ObjectType.Trigger => ObjectKind.Trigger,
        ObjectType.EventTrigger => ObjectKind.EventTrigger,
        ObjectType.Rule => ObjectKind.Rule,
        ObjectType.Policy => ObjectKind.Policy,
        ObjectType.Schema => ObjectKind.Schema,
        ObjectType.Extension => ObjectKind.Extension,
        ObjectType.Role => ObjectKind.Role,
        ObjectType.Database => ObjectKind.Database,
        ObjectType.Collation => ObjectKind.Collation,
        ObjectType.Operator => ObjectKind.Operator,
        ObjectType.Opclass => ObjectKind.OperatorClass,
        ObjectType.Opfamily => ObjectKind.OperatorFamily,
        ObjectType.Cast => ObjectKind.Cast,
        ObjectType.StatisticExt => ObjectKind.Statistics,
        ObjectType.Publication => ObjectKind.Publication,
        ObjectType.Subscription => ObjectKind.Subscription,
        ObjectType.Tsconfiguration or ObjectType.Tsdictionary or ObjectType.Tsparser or ObjectType.Tstemplate => ObjectKind.TextSearch,
        ObjectType.ForeignServer or ObjectType.Fdw or ObjectType.UserMapping => ObjectKind.ForeignServer,
        _ => ObjectKind.Other,
    };

    /// <summary>What PostgreSQL calls a kind in messages.</summary>
    public static string Noun(ObjectType type) => type switch
    {
        ObjectType.AccessMethod => "access method",
        ObjectType.StatisticExt => "statistics object",
        ObjectType.Tsconfiguration => "text search configuration",
        ObjectType.Tsdictionary => "text search dictionary",
        ObjectType.Tsparser => "text search parser",
        ObjectType.Tstemplate => "text search template",
        ObjectType.Fdw => "foreign-data wrapper",
        ObjectType.ForeignServer => "server",
        ObjectType.EventTrigger => "event trigger",
        ObjectType.Opclass => "operator class",
        ObjectType.Opfamily => "operator family",
        ObjectType.Matview => "materialized view",
        ObjectType.ForeignTable => "foreign table",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>The name that an object is created by.</summary>
    public QualifiedName ForCreation(ObjectType type, IReadOnlyList<Node> names, string? detail = null)
    {
        var name = context.Names.ForCreation(names);
        return Detailed(type, name, detail);
    }

    // Different kinds of text search objects and foreign objects share a kind of operations: their noun tells them apart.
    private static QualifiedName Detailed(ObjectType type, QualifiedName name, string? detail) => KindOf(type) is ObjectKind.TextSearch or ObjectKind.ForeignServer or ObjectKind.Other
        ? name with { Name = $"{name.Name} ({Noun(type)}{(detail is null ? "" : " " + detail)})" }
        : detail is null ? name : name with { Name = $"{name.Name}({detail})" };

    /// <summary>The object that a statement names, there or not.</summary>
    public NamedObject Resolve(ObjectType type, Node? node)
    {
        var kind = KindOf(type);
        return new NamedObject(kind, Noun(type), type switch
        {
            ObjectType.Cast when node is ListValue { Items.Count: 2 } pair && pair.Items[0] is TypeName source && pair.Items[1] is TypeName target => new QualifiedName("", CastName(source, target)),
            ObjectType.Operator when node is ObjectWithArgs operation => InSchema(type, NameParts.Of(operation), Operands(operation)),
            ObjectType.Opclass or ObjectType.Opfamily when node is ListValue list => InSchema(type, NameParts.Of([.. list.Items.Skip(1)]), NameParts.NameOf(NameParts.Of([list.Items[0]]))),
            ObjectType.Transform when node is ListValue { Items.Count: 2 } pair && pair.Items[0] is TypeName typeName && pair.Items[1] is StringValue language => Detailed(type, new QualifiedName("", TypeText(typeName)), language.Sval),
            ObjectType.Collation or ObjectType.Conversion or ObjectType.StatisticExt or ObjectType.Tsconfiguration or ObjectType.Tsdictionary or ObjectType.Tsparser
                or ObjectType.Tstemplate => InSchema(type, NameParts.Of(node), detail: null),
            _ => Detailed(type, new QualifiedName("", NameParts.NameOf(NameParts.Of(node))), detail: null),
        });
    }

    private QualifiedName InSchema(ObjectType type, IReadOnlyList<string> parts, string? detail)
    {
        var (schema, name) = (NameParts.SchemaOf(parts), Detailed(type, new QualifiedName("", NameParts.NameOf(parts)), detail).Name);
        return context.Names.Find(schema, name, candidate => Counted(KindOf(type), candidate)) ?? context.Names.Assumed(schema, name);
    }

    /// <summary>What tells a cast apart from others.</summary>
    public string CastName(TypeName source, TypeName target) => $"{TypeText(source)} AS {TypeText(target)}";

    /// <summary>The operands of an operator.</summary>
    public string Operands(ObjectWithArgs operation) => string.Join(",", operation.Objargs.Select(type => type is null ? "NONE" : TypeText(type)));

    private string TypeText(TypeName name) => context.Analyzer.ResolveType(name) is { IsKnown: true } type
        ? new Schema.SchemaPrinter(context.Schema).Type(type)
        : NameParts.Spelling(NameParts.Of(name.Names));

    /// <summary>True where an object is there, or may be: one that every server has, or another object than those that the schema counts.</summary>
    public bool Exists(ObjectKind kind, QualifiedName name) => kind switch
    {
        ObjectKind.Schema => context.Names.SchemaExists(name.Name),
        ObjectKind.Extension => name.Name == "plpgsql" || context.Schema.FindExtension(name.Name) is not null,
        ObjectKind.Role => name.Name is "postgres" || Counted(kind, name),
        ObjectKind.Database => true,
        _ => Counted(kind, name) || name.Schema == "pg_catalog" || context.Schema.HasUnknownExtension || IsOfEveryServer(kind, name.Name),
    };

    private bool Counted(ObjectKind kind, QualifiedName name) => context.Schema.Others.Any(other => other.Kind == kind && other.Name == name);

    // What the schema does not count may be the server's own.
    private bool IsOfEveryServer(ObjectKind kind, string name) => kind switch
    {
        ObjectKind.Operator => context.Schema.FindOperators(Bare(name), ["pg_catalog"]).Any(),
        ObjectKind.Cast or ObjectKind.Collation or ObjectKind.OperatorClass or ObjectKind.OperatorFamily or ObjectKind.TextSearch => true,
        ObjectKind.Other => name is "sql (language)" or "plpgsql (language)" or "c (language)" or "internal (language)" or "pg_default (tablespace)" or "pg_global (tablespace)"
            or "heap (access method)" || name.EndsWith(" (conversion)", StringComparison.Ordinal)
            || (name.EndsWith(" (access method)", StringComparison.Ordinal) && context.Schema.HasAccessMethod(Bare(name))),
        _ => false,
    };

    // A name without what tells it apart.
    private static string Bare(string name) => name.IndexOf('(') is > 0 and var open ? name.Substring(0, open).TrimEnd() : name;

    /// <summary>What PostgreSQL says of an object that is not there.</summary>
    public static string Missing(string noun, QualifiedName name)
    {
        return noun switch
        {
            "cast" => $"cast from type {name.Name.Replace(" AS ", " to type ")} does not exist",
            "operator" => $"operator does not exist: {Operator(name.Name)}",
            "operator class" or "operator family" when name.Name.IndexOf('(') is > 0 and var open
                => $"{noun} \"{name.Name.Substring(0, open)}\" does not exist for access method \"{name.Name.Substring(open + 1).TrimEnd(')')}\"",
            "collation" => $"collation \"{name.Name}\" for encoding \"UTF8\" does not exist",
            _ => $"{noun} \"{Bare(name.Name)}\" does not exist",
        };
    }

    // ===(integer,integer) is said as integer === integer.
    private static string Operator(string name)
    {
        var open = name.IndexOf('(');
        var operands = open < 0 ? [] : name.Substring(open + 1).TrimEnd(')').Split(',');
        return operands.Length == 2 ? (operands[0] == "NONE" ? "" : operands[0] + " ") + name.Substring(0, open) + " " + operands[1] : name;
    }
}
