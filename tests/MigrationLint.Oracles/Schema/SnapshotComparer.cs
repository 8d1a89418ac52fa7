#pragma warning disable MA0048 // A comparison and its result.

using MigrationLint.Schema;

namespace MigrationLint.Oracles.Schema;

/// <summary>How many objects of a kind the real catalog has, and how many of ours are the same.</summary>
internal sealed record KindAgreement(string Kind, int Total, int Equal, int Missing, int Different, int Extra)
{
    public double Percent => Total + Extra == 0 ? 100 : 100.0 * Equal / (Total + Extra);

    public override string ToString() => $"{Kind,-12} {Total,5} equal {Equal,5} missing {Missing} different {Different} extra {Extra}: {Percent:f2} %";
}

/// <summary>The agreement of two snapshots.</summary>
internal sealed record Agreement(IReadOnlyList<KindAgreement> Kinds, IReadOnlyList<string> Differences)
{
    public int Total => Kinds.Sum(kind => kind.Total);

    public double Percent => Total + Kinds.Sum(kind => kind.Extra) is > 0 and var all ? 100.0 * Kinds.Sum(kind => kind.Equal) / all : 100;

    public override string ToString() => string.Join('\n', [$"{Percent:f3} % of {Total} objects", .. Kinds, .. Differences]);

    /// <summary>The agreement over several comparisons.</summary>
    public static Agreement Sum(IEnumerable<Agreement> parts)
    {
        var all = parts.ToList();
        var kinds = all.SelectMany(part => part.Kinds).GroupBy(kind => kind.Kind, StringComparer.Ordinal).Select(group => new KindAgreement(
            group.Key, group.Sum(kind => kind.Total), group.Sum(kind => kind.Equal), group.Sum(kind => kind.Missing), group.Sum(kind => kind.Different), group.Sum(kind => kind.Extra)));
        return new Agreement([.. kinds], [.. all.SelectMany(part => part.Differences)]);
    }
}

/// <summary>
/// Compares a replayed schema with a real catalog, object by object and field by field: names of constraints, order of columns, definitions of triggers and
/// columns of views included. What replay says it does not know counts as different, but for the text of a view.
/// </summary>
internal static class SnapshotComparer
{
    /// <summary>Compares.</summary>
    public static Agreement Compare(CatalogSnapshot real, CatalogSnapshot ours)
    {
        var (expected, actual) = (Flatten(real), Flatten(ours));
        var differences = new List<string>();
        var kinds = new List<KindAgreement>();
        foreach (var kind in expected.Keys.Concat(actual.Keys).Select(key => key.Kind).Distinct(StringComparer.Ordinal))
        {
            var (total, equal, missing, different) = (0, 0, 0, 0);
            foreach (var (key, fields) in expected.Where(one => one.Key.Kind == kind))
            {
                total++;
                if (!actual.TryGetValue(key, out var found))
                {
                    missing++;
                    differences.Add($"{kind} {key.Path}: missing");
                }
                else if (DifferentFields(fields, found) is { Count: > 0 } fieldsThatDiffer)
                {
                    different++;
                    differences.AddRange(fieldsThatDiffer.Select(field => $"{kind} {key.Path}: {field}"));
                }
                else
                {
                    equal++;
                }
            }

            var extra = actual.Keys.Where(key => key.Kind == kind && !expected.ContainsKey(key)).ToList();
            differences.AddRange(extra.Select(key => $"{kind} {key.Path}: not in the catalog"));
            kinds.Add(new KindAgreement(kind, total, equal, missing, different, extra.Count));
        }

        return new Agreement(kinds, differences);
    }

    private static List<string> DifferentFields(Fields real, Fields ours) =>
    [
        .. real.Keys.Union(ours.Keys, StringComparer.Ordinal)
            .Select(name => (name, Real: real.GetValueOrDefault(name), Ours: ours.GetValueOrDefault(name)))
            .Where(field => field.Real != field.Ours && !(field.name == "definition" && field.Ours is null))
            .Select(field => $"{field.name} is {field.Real ?? "–"}, ours {field.Ours ?? "–"}"),
    ];

    private static Dictionary<(string Kind, string Path), Fields> Flatten(CatalogSnapshot snapshot)
    {
        var all = new Dictionary<(string Kind, string Path), Fields>();
        snapshot.Schemas.ToList().ForEach(name => Add("schema", name, []));
        snapshot.Extensions.ToList().ForEach(name => Add("extension", name, []));
        snapshot.Policies.ToList().ForEach(name => Add("policy", name, []));
        AddAll("enum", "", snapshot.Enums, one => [("values", List(one.Values))]);
        AddAll("type", "", snapshot.Types, one => [("kind", one.Kind), ("base", one.Base)]);
        AddAll("sequence", "", snapshot.Sequences, one => [("type", one.Type), ("ownedBy", one.OwnedBy)]);
        AddAll("function", "", snapshot.Functions, one => [("kind", one.Kind), ("returns", one.Returns)]);
        foreach (var table in snapshot.Tables)
        {
            AddTable(table);
        }

        foreach (var view in snapshot.Views)
        {
            AddAll("view", "", [view], one => [("materialized", Flag(one.IsMaterialized)), ("definition", one.Definition), ("indexes", List(one.Indexes)), ("triggers", List(one.Triggers))], ofUnknown: false);
            AddAll("viewColumn", view.Name + ".", view.Columns, one => [("type", one.Type), ("position", $"{view.Columns.ToList().IndexOf(one)}")]);
        }

        return all;

        void AddTable(SnapshotTable table)
        {
            var prefix = table.Name + ".";
            AddAll("table", "", [table], one =>
            [
                ("kind", one.Kind), ("partitionBy", one.PartitionBy), ("partitionOf", one.PartitionOf), ("inherits", List(one.Inherits)), ("unlogged", Flag(one.IsUnlogged)),
                ("rowSecurity", Flag(one.HasRowSecurity)),
            ]);
            AddAll("column", prefix, table.Columns, one =>
            [
                ("type", one.Type), ("nullable", Flag(one.IsNullable)), ("default", one.Default), ("generated", one.Generated), ("identity", one.Identity),
                ("position", $"{table.Columns.ToList().IndexOf(one)}"),
            ]);
            AddAll("primaryKey", prefix, new[] { table.PrimaryKey }.OfType<SnapshotKey>(), Key);
            AddAll("unique", prefix, table.Uniques, Key);
            AddAll("check", prefix, table.Checks, one => [("expr", one.Expression), ("notValid", Flag(one.IsNotValid))]);
            AddAll("foreignKey", prefix, table.ForeignKeys, one =>
            [
                ("columns", List(one.Columns)), ("refTable", one.RefTable), ("refColumns", List(one.RefColumns)), ("onDelete", one.OnDelete), ("onUpdate", one.OnUpdate),
                ("deferrable", one.Deferrable), ("notValid", Flag(one.IsNotValid)),
            ]);
            AddAll("exclusion", prefix, table.Exclusions, one => [("def", one.Definition)]);
            AddAll("trigger", prefix, table.Triggers, one => [("def", one.Definition)]);
            AddAll("index", prefix, table.Indexes, one =>
            [
                ("unique", Flag(one.IsUnique)), ("method", one.Method), ("columns", List(one.Columns)), ("include", List(one.Include)), ("predicate", one.Predicate),
                ("nullsNotDistinct", Flag(one.HasNullsNotDistinct)), ("invalid", Flag(one.IsInvalid)),
            ]);
        }

        void AddAll<T>(string kind, string prefix, IEnumerable<T> objects, Func<T, (string Name, string? Value)[]> fields, bool ofUnknown = true)
            where T : SnapshotObject
        {
            foreach (var one in objects)
            {
                Add(kind, prefix + one.Name, [.. fields(one), ("unknown", Flag(ofUnknown && one.Unknown))]);
            }
        }

        void Add(string kind, string path, (string Name, string? Value)[] fields) => all[(kind, path)] = new Fields(
            fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));
    }

    private static (string Name, string? Value)[] Key(SnapshotKey key) =>
        [("columns", List(key.Columns)), ("nullsNotDistinct", Flag(key.HasNullsNotDistinct)), ("deferrable", key.Deferrable)];

    private static string? List(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(" | ", values);

    private static string? Flag(bool value) => value ? "yes" : null;

    private sealed class Fields(IEnumerable<KeyValuePair<string, string>> fields) : Dictionary<string, string>(fields, StringComparer.Ordinal);
}
