using System.Text.RegularExpressions;
using MigrationLint.Schema;

namespace MigrationLint.Postgres;

/// <summary>Asks for each catalog and puts the answers together.</summary>
internal sealed partial class SnapshotAssembler(CatalogSession session, Version server)
{
    private readonly record struct Relation(uint Oid, string Schema, string Name, char Kind, SnapshotTable Table)
    {
        public string FullName => Table.Name;
    }

    private readonly record struct Constraint(char Kind, SnapshotObject Value);

    private readonly record struct Index(bool BacksConstraint, SnapshotIndex Value);

    /// <summary>Reads everything.</summary>
    public async Task<CatalogSnapshot> ReadAsync()
    {
        var relations = await ReadRelationsAsync().ConfigureAwait(false);
        var columns = await session.GroupAsync(CatalogQueries.Columns, ReadColumn).ConfigureAwait(false);
        var indexes = await session.GroupAsync(CatalogQueries.Indexes(server), ReadIndex).ConfigureAwait(false);
        var triggers = await session.GroupAsync(CatalogQueries.Triggers, ReadTrigger).ConfigureAwait(false);
        return new CatalogSnapshot
        {
            Schemas = [.. (await session.QueryAsync(CatalogQueries.Schemas, static row => row.Text(0)).ConfigureAwait(false)).Where(static name => !MigrationLedgers.IsSchema(name))],
            Extensions = await session.QueryAsync(CatalogQueries.Extensions, static row => row.Text(0)).ConfigureAwait(false),
            Enums = await ReadNamedAsync(CatalogQueries.Enums, static row => new SnapshotEnum { Name = FullName(row), Values = row.Texts(2) }).ConfigureAwait(false),
            Types = await ReadNamedAsync(CatalogQueries.Types, ReadType).ConfigureAwait(false),
            Tables = await ReadTablesAsync(relations, columns, indexes, triggers).ConfigureAwait(false),
            Sequences = await ReadNamedAsync(CatalogQueries.Sequences, ReadSequence).ConfigureAwait(false),
            Functions = await ReadNamedAsync(CatalogQueries.Routines, ReadRoutine).ConfigureAwait(false),
            Policies = await ReadPoliciesAsync().ConfigureAwait(false),
            Views = await ReadViewsAsync(relations, columns, indexes, triggers).ConfigureAwait(false),
        };
    }

    [GeneratedRegex(@"\)( NO INHERIT)?( NOT VALID)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EndOfCheck();

    private static string FullName(CatalogRow row) => FullName(row.Text(0), row.Text(1));

    private static string FullName(string schema, string name) => schema == "public" ? name : $"{schema}.{name}";

    private async Task<List<Relation>> ReadRelationsAsync()
    {
        var all = await session.QueryAsync(CatalogQueries.Relations, ReadRelation).ConfigureAwait(false);
        return [.. all.Where(static one => !MigrationLedgers.IsTable(one.Name) && !MigrationLedgers.IsSchema(one.Schema)).OrderBy(static one => one.FullName, StringComparer.Ordinal)];
    }

    private static Relation ReadRelation(CatalogRow row)
    {
        var (schema, name, kind, isPartition, parents) = (row.Text(1), row.Text(2), row.Letter(3), row.Flag(4), row.Texts(8));
        var table = new SnapshotTable
        {
            Name = FullName(schema, name),
            Kind = kind switch { 'p' => "partitioned", 'f' => "foreign", _ => null },
            IsUnlogged = row.Flag(5),
            HasRowSecurity = row.Flag(6),
            PartitionBy = row.OptionalText(7),
            PartitionOf = isPartition ? parents.FirstOrDefault() : null,
            Inherits = isPartition ? [] : parents,
        };
        return new Relation(row.Oid(0), schema, name, kind, table);
    }

    private async Task<List<SnapshotTable>> ReadTablesAsync(
        List<Relation> relations, ILookup<uint, SnapshotColumn> columns, ILookup<uint, Index> indexes, ILookup<uint, SnapshotDefinition> triggers)
    {
        var constraints = await session.GroupAsync(CatalogQueries.Constraints(server), ReadConstraint).ConfigureAwait(false);
        return
        [
            .. relations.Where(static one => one.Kind is 'r' or 'p' or 'f').Select(one => one.Table with
            {
                Columns = [.. columns[one.Oid]],
                PrimaryKey = Of<SnapshotKey>('p', one.Oid).FirstOrDefault(),
                Uniques = Of<SnapshotKey>('u', one.Oid),
                Checks = Of<SnapshotCheck>('c', one.Oid),
                ForeignKeys = Of<SnapshotForeignKey>('f', one.Oid),
                Exclusions = Of<SnapshotDefinition>('x', one.Oid),
                Indexes = [.. indexes[one.Oid].Where(static index => !index.BacksConstraint).Select(static index => index.Value)],
                Triggers = [.. triggers[one.Oid]],
            }),
        ];

        List<T> Of<T>(char kind, uint relation)
            where T : SnapshotObject =>
            [.. constraints[relation].Where(constraint => constraint.Kind == kind).Select(static constraint => (T)constraint.Value)];
    }

    private async Task<List<SnapshotView>> ReadViewsAsync(
        List<Relation> relations, ILookup<uint, SnapshotColumn> columns, ILookup<uint, Index> indexes, ILookup<uint, SnapshotDefinition> triggers)
    {
        var definitions = await session.GroupAsync(CatalogQueries.ViewDefinitions, static row => row.Text(1)).ConfigureAwait(false);
        return
        [
            .. relations.Where(static one => one.Kind is 'v' or 'm').Select(one => new SnapshotView
            {
                Name = one.FullName,
                IsMaterialized = one.Kind == 'm',
                Columns = [.. columns[one.Oid].Select(static column => new SnapshotViewColumn { Name = column.Name, Type = column.Type })],
                Definition = definitions[one.Oid].FirstOrDefault() ?? throw new CatalogChangedException(),
                Indexes = [.. indexes[one.Oid].Select(static index => index.Value.Name)],
                Triggers = [.. triggers[one.Oid].Select(static trigger => trigger.Name)],
            }),
        ];
    }

    // Rows begin with the schema and the name.
    private async Task<List<T>> ReadNamedAsync<T>(string sql, Func<CatalogRow, T?> read)
        where T : SnapshotObject
    {
        var rows = await session.QueryAsync(sql, row => MigrationLedgers.IsSchema(row.Text(0)) ? null : read(row)).ConfigureAwait(false);
        return [.. rows.OfType<T>().OrderBy(static one => one.Name, StringComparer.Ordinal)];
    }

    private async Task<List<string>> ReadPoliciesAsync()
    {
        var rows = await session.QueryAsync(CatalogQueries.Policies, static row => (Schema: row.Text(0), Text: $"{FullName(row)}: {row.Text(2)}")).ConfigureAwait(false);
        return [.. rows.Where(static row => !MigrationLedgers.IsSchema(row.Schema)).Select(static row => row.Text).Order(StringComparer.Ordinal)];
    }

    private static SnapshotColumn ReadColumn(CatalogRow row)
    {
        var (expression, isGenerated) = (row.OptionalText(4), row.Letter(6) != '\0');
        return new SnapshotColumn
        {
            Name = row.Text(1),
            Type = row.Text(2),
            IsNullable = row.Flag(3),
            Default = isGenerated ? null : expression,
            Generated = isGenerated ? expression : null,
            Identity = row.Letter(5) switch { 'a' => "always", 'd' => "by default", _ => null },
        };
    }

    private static Constraint ReadConstraint(CatalogRow row)
    {
        var (name, kind, columns, isNotValid) = (row.Text(1), row.Letter(2), row.Texts(3), !row.Flag(11));
        var deferrable = !row.Flag(9) ? null : row.Flag(10) ? "INITIALLY DEFERRED" : "INITIALLY IMMEDIATE";
        return new Constraint(kind, kind switch
        {
            'p' => new SnapshotKey { Name = name, Columns = columns },
            'u' => new SnapshotKey { Name = name, Columns = columns, HasNullsNotDistinct = row.Flag(13), Deferrable = deferrable },
            'c' => new SnapshotCheck { Name = name, Expression = InnerCheck(row.Text(12)), IsNotValid = isNotValid },
            'f' => new SnapshotForeignKey
            {
                Name = name,
                Columns = columns,
                RefTable = FullName(row.Text(5), row.Text(6)),
                RefColumns = row.Texts(4),
                OnDelete = Action(row.Letter(7)),
                OnUpdate = Action(row.Letter(8)),
                Deferrable = deferrable,
                IsNotValid = isNotValid,
            },
            _ => new SnapshotDefinition { Name = name, Definition = row.Text(12) },
        });
    }

    private static string InnerCheck(string definition) =>
        EndOfCheck().Replace(definition.StartsWith("CHECK (", StringComparison.Ordinal) ? definition["CHECK (".Length..] : definition, "");

    private static string Action(char letter) =>
        letter switch { 'r' => "RESTRICT", 'c' => "CASCADE", 'n' => "SET NULL", 'd' => "SET DEFAULT", _ => "NO ACTION" };

    private static Index ReadIndex(CatalogRow row) => new(row.Flag(9), new SnapshotIndex
    {
        Name = row.Text(1),
        IsUnique = row.Flag(2),
        Method = row.Text(3),
        Columns = row.Texts(4),
        Include = row.Texts(5),
        Predicate = row.OptionalText(6),
        HasNullsNotDistinct = row.Flag(7),
        IsInvalid = row.Flag(8),
    });

    private static SnapshotDefinition ReadTrigger(CatalogRow row) => new() { Name = row.Text(1), Definition = row.Text(2) };

    private static SnapshotType ReadType(CatalogRow row) => new()
    {
        Name = FullName(row),
        Kind = row.Letter(2) switch { 'd' => "domain", 'c' => "composite", _ => "range" },
        Base = row.OptionalText(3),
    };

    private static SnapshotSequence? ReadSequence(CatalogRow row) =>
        MigrationLedgers.IsTable(row.OptionalText(4)) ? null : new SnapshotSequence { Name = FullName(row), Type = row.Text(2), OwnedBy = row.OptionalText(3) };

    private static SnapshotRoutine ReadRoutine(CatalogRow row) => new()
    {
        Name = $"{FullName(row)}({row.OptionalText(2)})",
        Kind = row.Letter(3) switch { 'p' => "procedure", 'a' => "aggregate", 'w' => "window", _ => null },
        Returns = row.OptionalText(4),
    };
}
