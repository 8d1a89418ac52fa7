using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay;

/// <summary>What PostgreSQL calls objects in messages (<c>getObjectDescription</c>, <c>catalog/objectaddress.c</c>).</summary>
internal static class Describe
{
    /// <summary>Such as <c>column a of table t</c>.</summary>
    public static string Address(DatabaseSchema schema, ObjectAddress address)
    {
        var item = schema.FindObject(address.Object);
        var owner = item is null ? "?" : Object(schema, item);
        var parts = item switch
        {
            Table table => table.Constraints.Cast<SchemaObject>().Concat(table.Indexes).Concat(table.Triggers).Concat(table.Policies),
            View view => view.Indexes.Cast<SchemaObject>().Concat(view.Triggers),
            SchemaType type => type.Checks,
            _ => [],
        };
        var part = parts.FirstOrDefault(candidate => candidate.Id == address.PartId);
        return address.Part switch
        {
            ObjectPart.Column => $"column {address.Column} of {owner}",
            ObjectPart.Default => $"default value for column {address.Column} of {owner}",
            ObjectPart.Constraint => $"constraint {(part as Constraint)?.Name} on {owner}",
            ObjectPart.Index => $"index {new QualifiedName((item as Relation)?.Name.Schema ?? "public", (part as Index)?.Name ?? "?")}",
            ObjectPart.Trigger => $"trigger {(part as Trigger)?.Name} on {owner}",
            ObjectPart.Policy => $"policy {(part as Policy)?.Name} on {owner}",
            _ => owner,
        };
    }

    /// <summary>Such as <c>table t</c>.</summary>
    public static string Object(DatabaseSchema schema, SchemaObject item) => item switch
    {
        Relation relation => $"{KindOf(relation)} {relation.Name}",
        SchemaType type => $"type {new SchemaPrinter(schema).Type(new TypeReference(type.Id))}",
        Routine routine => $"{(routine.Kind == ObjectKind.Procedure ? "procedure" : "function")} {Signature(schema, routine)}",
        Namespace found => $"schema {found.Name}",
        Extension extension => $"extension {extension.Name}",
        OtherObject other => $"{Word(other.Kind)} {other.Name.Name}",
        _ => "?",
    };

    /// <summary>The name of a routine with the types of what it takes: <c>f(integer,text)</c>.</summary>
    public static string Signature(DatabaseSchema schema, Routine routine)
    {
        var printer = new SchemaPrinter(schema);
        return $"{routine.Name}({string.Join(",", routine.InputTypes.Select(printer.Type))})";
    }

    /// <summary>The kind of a relation: <c>materialized view</c>.</summary>
    public static string KindOf(Relation relation) => relation switch
    {
        Table { ForeignServer: not null } => "foreign table",
        View { IsMaterialized: true } => "materialized view",
        View => "view",
        Sequence => "sequence",
        CompositeRelation => "composite type",
        _ => "table",
    };

    /// <summary>The kind in lower case: <c>foreign table</c>.</summary>
    public static string Word(ObjectKind kind) => kind switch
    {
        ObjectKind.ForeignTable => "foreign table",
        ObjectKind.MaterializedView => "materialized view",
        ObjectKind.EventTrigger => "event trigger",
        ObjectKind.OperatorClass => "operator class",
        ObjectKind.OperatorFamily => "operator family",
        ObjectKind.Statistics => "statistics object",
        ObjectKind.TextSearch => "text search configuration",
        ObjectKind.ForeignServer => "server",
        ObjectKind.Domain => "type",
        ObjectKind.Other => "object",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
