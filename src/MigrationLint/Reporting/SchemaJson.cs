using MigrationLint.Schema;

namespace MigrationLint.Reporting;

/// <summary>
/// Writes a snapshot as JSON. What is null, false, empty or an empty list is left out, but for the lists that every table has; the order of
/// lists is that of the snapshot.
/// </summary>
public static class SchemaJson
{
    /// <summary>The snapshot as JSON.</summary>
    public static string Write(CatalogSnapshot snapshot)
    {
        var json = new JsonWriter();
        json.StartObject();
        Strings(json, "schemas", snapshot.Schemas);
        Strings(json, "extensions", snapshot.Extensions);
        Objects(json, "enums", snapshot.Enums, static (json, one) => Strings(json, "values", one.Values));
        Objects(json, "types", snapshot.Types, static (json, one) => json.Property("kind", one.Kind).OptionalProperty("base", one.Base));
        Objects(json, "tables", snapshot.Tables, WriteTable);
        Objects(json, "views", snapshot.Views, WriteView);
        Objects(json, "sequences", snapshot.Sequences, static (json, one) => json.Property("type", one.Type).OptionalProperty("ownedBy", one.OwnedBy));
        Objects(json, "functions", snapshot.Functions, static (json, one) => json.OptionalProperty("kind", one.Kind).OptionalProperty("returns", one.Returns));
        Strings(json, "policies", snapshot.Policies);
        return json.End().ToString();
    }

    private static void WriteTable(JsonWriter json, SnapshotTable table)
    {
        json.OptionalProperty("kind", table.Kind).OptionalProperty("partitionBy", table.PartitionBy).OptionalProperty("partitionOf", table.PartitionOf);
        SomeStrings(json, "inherits", table.Inherits);
        Flag(json, "unlogged", table.IsUnlogged);
        Flag(json, "rowSecurity", table.HasRowSecurity);
        Objects(json, "columns", table.Columns, static (json, one) => json.OptionalProperty("type", one.Type).Property("nullable", one.IsNullable)
            .OptionalProperty("default", one.Default).OptionalProperty("generated", one.Generated).OptionalProperty("identity", one.Identity));
        if (table.PrimaryKey is { } key)
        {
            json.StartObject("primaryKey");
            WriteNamed(json, key, WriteKey);
        }
        else
        {
            json.Null("primaryKey");
        }

        Objects(json, "uniques", table.Uniques, WriteKey);
        Objects(json, "checks", table.Checks, static (json, one) => Flag(json.OptionalProperty("expr", one.Expression), "notValid", one.IsNotValid));
        Objects(json, "foreignKeys", table.ForeignKeys, WriteForeignKey);
        Objects(json, "exclusions", table.Exclusions, WriteDefinition);
        Objects(json, "indexes", table.Indexes, WriteIndex);
        Objects(json, "triggers", table.Triggers, WriteDefinition);
    }

    private static void WriteKey(JsonWriter json, SnapshotKey key)
    {
        SomeStrings(json, "columns", key.Columns);
        Flag(json, "nullsNotDistinct", key.HasNullsNotDistinct);
        json.OptionalProperty("deferrable", key.Deferrable);
    }

    private static void WriteForeignKey(JsonWriter json, SnapshotForeignKey key)
    {
        SomeStrings(json, "columns", key.Columns);
        json.Property("refTable", key.RefTable);
        SomeStrings(json, "refColumns", key.RefColumns);
        json.Property("onDelete", key.OnDelete).Property("onUpdate", key.OnUpdate).OptionalProperty("deferrable", key.Deferrable);
        Flag(json, "notValid", key.IsNotValid);
    }

    private static void WriteIndex(JsonWriter json, SnapshotIndex index)
    {
        json.Property("unique", index.IsUnique).Property("method", index.Method);
        Strings(json, "columns", index.Columns);
        SomeStrings(json, "include", index.Include);
        json.OptionalProperty("predicate", index.Predicate);
        Flag(json, "nullsNotDistinct", index.HasNullsNotDistinct);
        Flag(json, "invalid", index.IsInvalid);
    }

    private static void WriteView(JsonWriter json, SnapshotView view)
    {
        json.OptionalProperty("kind", view.IsMaterialized ? "materialized" : null);
        Objects(json, "columns", view.Columns, static (json, one) => json.OptionalProperty("type", one.Type));
        json.OptionalProperty("definition", view.Definition);
        SomeStrings(json, "indexes", view.Indexes);
        SomeStrings(json, "triggers", view.Triggers);
    }

    private static void WriteDefinition(JsonWriter json, SnapshotDefinition definition) => json.OptionalProperty("def", definition.Definition);

    private static void Objects<T>(JsonWriter json, string name, IReadOnlyList<T> objects, Action<JsonWriter, T> write)
        where T : SnapshotObject
    {
        json.StartArray(name);
        foreach (var one in objects)
        {
            json.StartObject();
            WriteNamed(json, one, write);
        }

        json.End();
    }

    private static void WriteNamed<T>(JsonWriter json, T one, Action<JsonWriter, T> write)
        where T : SnapshotObject
    {
        json.Property("name", one.Name);
        write(json, one);
        Flag(json, "unknown", one.Unknown);
        json.End();
    }

    private static void SomeStrings(JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Strings(json, name, values);
        }
    }

    private static void Strings(JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.StartArray(name);
        foreach (var value in values)
        {
            json.Value(value);
        }

        json.End();
    }

    private static void Flag(JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.Property(name, value: true);
        }
    }
}
