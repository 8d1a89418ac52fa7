#pragma warning disable MA0048 // One vocabulary: what a schema is compared by.

using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Chain;

/// <summary>An object by kind and name.</summary>
/// <param name="Kind">In a sentence's words: <c>table</c>, <c>enum</c>.</param>
/// <param name="Name">Its name; of a routine with its arguments.</param>
/// <param name="Place">Where it is found.</param>
internal sealed record ObjectKey(string Kind, string Name, QualifiedName Place)
{
    /// <summary>The key of an object; null for what is no matter of its own: temporary tables, ledgers, row types, arrays, what an extension or a column brings along.</summary>
    public static ObjectKey? Of(DatabaseSchema schema, SchemaObject item) => item switch
    {
        { Extension.IsNone: false } or Relation { Persistence: Persistence.Temporary } or Table { IsLedger: true } => null,
        Relation { Name: var name } when name.Schema == "pg_temp" || MigrationLedgers.IsSchema(name.Schema) || MigrationLedgers.IsTable(name.Name) => null,
        Table table => new("table", table.Name.ToString(), table.Name),
        View view => new(view.IsMaterialized ? "materialized view" : "view", view.Name.ToString(), view.Name),
        Sequence { IsIdentity: false, OwnerTable.IsNone: true } sequence => new("sequence", sequence.Name.ToString(), sequence.Name),
        SchemaType { IsArray: false, Kind: TypeKind.Enum } type => new("enum", type.Name.ToString(), type.Name),
        SchemaType { IsArray: false, Kind: TypeKind.Domain } type => new("domain", type.Name.ToString(), type.Name),
        Routine { ConstructedType.IsNone: true, Kind: ObjectKind.Function or ObjectKind.Procedure } routine =>
            new(routine.Kind == ObjectKind.Procedure ? "procedure" : "function", $"{routine.Name}({new SchemaPrinter(schema).IdentityArguments(routine)})", routine.Name),
        Namespace { Name: var name } when !MigrationLedgers.IsSchema(name) => new("schema", name, new QualifiedName("", name)),
        _ => null,
    };

    /// <summary>The object in a schema; null where it is not there.</summary>
    public SchemaObject? Find(DatabaseSchema schema) => Kind switch
    {
        "schema" => schema.FindNamespace(Place.Name),
        "enum" or "domain" => schema.FindType(Place),
        "function" or "procedure" => schema.FindRoutines(Place).FirstOrDefault(routine => Of(schema, routine) == this),
        _ => schema.FindRelation(Place) is { } relation && Of(schema, relation) == this ? relation : null,
    };
}

/// <summary>What a part of an object is.</summary>
internal enum PartKind
{
    /// <summary>The definition of the object itself.</summary>
    Definition,

    /// <summary>A column.</summary>
    Column,

    /// <summary>A constraint.</summary>
    Constraint,

    /// <summary>An index that no constraint made.</summary>
    Index,

    /// <summary>A trigger.</summary>
    Trigger,

    /// <summary>A policy.</summary>
    Policy,

    /// <summary>ENABLE ROW LEVEL SECURITY.</summary>
    RowSecurity,
}

/// <summary>A part of an object by kind and name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; empty for what is there once.</param>
internal readonly record struct PartKey(PartKind Kind, string Name);

/// <summary>A part of an object.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Definition">As a statement would say it; null where that is not known.</param>
/// <param name="MadeBy">The operation that made it; null where none did.</param>
/// <param name="ChangedBy">The last operation that changed it; null where none did.</param>
internal sealed record SchemaPart(PartKey Key, string? Definition, Operation? MadeBy, Operation? ChangedBy);

/// <summary>Takes objects apart. What parents pass on is their own matter.</summary>
internal static class SchemaParts
{
    /// <summary>The parts of an object.</summary>
    public static IEnumerable<SchemaPart> Of(DatabaseSchema schema, SchemaObject item)
    {
        var printer = new SchemaPrinter(schema);
        return item switch
        {
            Table table => OfTable(table, printer),
            View view => [Whole(view, printer.Expression(view.Query.Definition)), .. view.Indexes.Select(index => OfIndex(view, index, printer)), .. view.Triggers.Select(trigger => OfTrigger(view, trigger, printer))],
            SchemaType { Kind: TypeKind.Enum } type => [Whole(type, string.Join(", ", type.Labels))],
            SchemaType { Kind: TypeKind.Domain } type => [Whole(type, type.BaseType.IsKnown ? printer.Type(type.BaseType) + (type.IsNotNull ? " NOT NULL" : "") : null)],
            Routine routine => [Whole(routine, printer.Routine(routine))],
            _ => [],
        };
    }

    /// <summary>What stands behind a column's name in a statement; null where it is not known.</summary>
    public static string? Definition(Column column, SchemaPrinter printer)
    {
        if (!column.Type.IsKnown || column.Default is { IsUnknown: true } || column.Generated is { IsUnknown: true })
        {
            return null;
        }

        return printer.Type(column.Type)
            + (column.Generated is { } generated ? $" GENERATED ALWAYS AS ({printer.Expression(generated)}) STORED" : "")
            + (column.Identity switch { IdentityKind.Always => " GENERATED ALWAYS AS IDENTITY", IdentityKind.ByDefault => " GENERATED BY DEFAULT AS IDENTITY", _ => "" })
            + (column.IsNotNull ? " NOT NULL" : "")
            + (column.Default is { } value ? " DEFAULT " + printer.Expression(value) : "");
    }

    private static IEnumerable<SchemaPart> OfTable(Table table, SchemaPrinter printer)
    {
        foreach (var column in table.Columns.Where(column => column.InheritedCount == 0))
        {
            yield return new SchemaPart(new PartKey(PartKind.Column, column.Name), Definition(column, printer), column.CreatedBy, column.ChangedBy);
        }

        foreach (var constraint in table.Constraints.Where(constraint => constraint is { InheritedCount: 0, Parent.IsNone: true }))
        {
            yield return new SchemaPart(new PartKey(PartKind.Constraint, constraint.Name), printer.Constraint(constraint), constraint.CreatedBy, constraint.ChangedBy);
        }

        foreach (var index in table.Indexes.Where(index => index is { Constraint.IsNone: true, Parent.IsNone: true }))
        {
            yield return OfIndex(table, index, printer);
        }

        foreach (var trigger in table.Triggers.Where(trigger => trigger.Parent.IsNone))
        {
            yield return OfTrigger(table, trigger, printer);
        }

        foreach (var policy in table.Policies)
        {
            yield return new SchemaPart(new PartKey(PartKind.Policy, policy.Name), printer.Policy(table, policy), policy.CreatedBy, policy.ChangedBy);
        }

        if (table.HasRowSecurity)
        {
            yield return new SchemaPart(new PartKey(PartKind.RowSecurity, ""), "", table.ChangedBy ?? table.CreatedBy, null);
        }
    }

    private static SchemaPart OfIndex(Relation owner, Schema.Index index, SchemaPrinter printer) =>
        new(new PartKey(PartKind.Index, index.Name), printer.Index(owner, index), index.CreatedBy, index.ChangedBy);

    private static SchemaPart OfTrigger(Relation owner, Trigger trigger, SchemaPrinter printer) =>
        new(new PartKey(PartKind.Trigger, trigger.Name), printer.Trigger(owner, trigger), trigger.CreatedBy, trigger.ChangedBy);

    private static SchemaPart Whole(SchemaObject item, string? definition) => new(new PartKey(PartKind.Definition, ""), definition, item.CreatedBy, item.ChangedBy);
}
