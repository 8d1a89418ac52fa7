using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>Turns a replayed schema into the common form of a replayed schema and a live catalog.</summary>
internal sealed class SnapshotBuilder
{
    private readonly DatabaseSchema schema;
    private readonly SchemaPrinter printer;

    private SnapshotBuilder(DatabaseSchema schema)
    {
        this.schema = schema;
        printer = new SchemaPrinter(schema);
    }

    /// <summary>The snapshot of a schema.</summary>
    public static CatalogSnapshot Build(DatabaseSchema schema) => new SnapshotBuilder(schema).Build();

    /// <summary>A name as snapshots have it: bare in <c>public</c>, never quoted.</summary>
    public static string FullName(QualifiedName name) => name.Schema == "public" ? name.Name : $"{name.Schema}.{name.Name}";

    private CatalogSnapshot Build() => new()
    {
        Schemas = [.. schema.Namespaces.Select(item => item.Name).Where(name => !MigrationLedgers.IsSchema(name)).OrderBy(name => name, StringComparer.Ordinal)],
        Extensions = [.. schema.Extensions.Select(item => item.Name).OrderBy(name => name, StringComparer.Ordinal)],
        Enums = Sorted(OwnTypes(TypeKind.Enum).Select(type => new SnapshotEnum { Name = FullName(type.Name), Values = type.Labels })),
        Types = Sorted(OwnTypes(TypeKind.Domain).Concat(OwnTypes(TypeKind.Range)).Concat(OwnTypes(TypeKind.Composite)).Select(ToType).OfType<SnapshotType>()),
        Tables = Sorted(Shown<Table>().Select(ToTable)),
        Views = Sorted(Shown<View>().Select(ToView)),
        Sequences = Sorted(Shown<Sequence>().Where(sequence => !IsOfLedger(sequence)).Select(ToSequence)),
        Functions = Sorted(schema.Routines.Where(routine => IsShown(routine.Name.Schema)).Select(ToRoutine)),
        Policies = [.. Shown<Table>().SelectMany(table => table.Policies.Select(policy => $"{FullName(table.Name)}: {policy.Name}")).OrderBy(text => text, StringComparer.Ordinal)],
    };

    private static IReadOnlyList<T> Sorted<T>(IEnumerable<T> items)
        where T : SnapshotObject =>
        [.. items.OrderBy(item => item.Name, StringComparer.Ordinal)];

    private static bool IsShown(string name) => name != "pg_temp" && !MigrationLedgers.IsSchema(name);

    private IEnumerable<T> Shown<T>()
        where T : Relation =>
        schema.Relations.OfType<T>().Where(relation => IsShown(relation.Name.Schema) && relation.Persistence != Persistence.Temporary && !IsLedger(relation));

    private IEnumerable<SchemaType> OwnTypes(TypeKind kind) => schema.Types.Where(type => type.Kind == kind && IsShown(type.Name.Schema));

    private bool IsOfLedger(Sequence sequence) => schema.FindRelation(sequence.OwnerTable) is { } owner && IsLedger(owner);

    private static bool IsLedger(Relation relation) => relation is Table { IsLedger: true } || MigrationLedgers.IsTable(relation.Name.Name);

    private SnapshotType? ToType(SchemaType type) => type.Kind switch
    {
        TypeKind.Domain => new SnapshotType { Name = FullName(type.Name), Kind = "domain", Base = TypeName(type.BaseType), Unknown = !type.BaseType.IsKnown },
        TypeKind.Range => new SnapshotType { Name = FullName(type.Name), Kind = "range" },
        _ => schema.FindRelation(type.Relation) is CompositeRelation ? new SnapshotType { Name = FullName(type.Name), Kind = "composite" } : null,
    };

    private SnapshotTable ToTable(Table table)
    {
        var parents = table.Parents.Select(schema.FindRelation).OfType<Relation>().Select(parent => SchemaPrinter.Name(parent.Name)).ToList();
        return new SnapshotTable
        {
            Name = FullName(table.Name),
            Unknown = table.IsIncomplete,
            Kind = table.PartitionBy is not null ? "partitioned" : table.ForeignServer is not null ? "foreign" : null,
            PartitionBy = table.PartitionBy is { } key ? printer.PartitionKey(key) : null,
            PartitionOf = table.IsPartition ? parents.FirstOrDefault() : null,
            Inherits = table.IsPartition ? [] : parents,
            IsUnlogged = table.Persistence == Persistence.Unlogged,
            HasRowSecurity = table.HasRowSecurity,
            Columns = [.. table.Columns.Select(ToColumn)],
            PrimaryKey = table.PrimaryKey is { } primary ? ToKey(primary) : null,
            Uniques = Sorted(table.Constraints.OfType<KeyConstraint>().Where(unique => !unique.IsPrimary).Select(ToKey)),
            Checks = Sorted(table.Constraints.OfType<CheckConstraint>().Select(ToCheck)),
            ForeignKeys = Sorted(table.Constraints.OfType<ForeignKeyConstraint>().Select(ToForeignKey)),
            Exclusions = Sorted(table.Constraints.OfType<ExclusionConstraint>().Select(item => ToDefinition(item.Name, printer.Exclusion(item)))),
            Indexes = Sorted(table.Indexes.Where(index => index.Constraint.IsNone).Select(ToIndex)),
            Triggers = Sorted(table.Triggers.Select(trigger => ToDefinition(trigger.Name, printer.Trigger(table, trigger)))),
        };
    }

    private SnapshotColumn ToColumn(Column column)
    {
        var type = TypeName(column.Type);
        var isKnown = type is not null && column.Default is not { IsUnknown: true } && column.Generated is not { IsUnknown: true };
        return new SnapshotColumn
        {
            Name = column.Name,
            Unknown = !isKnown,
            Type = type,
            IsNullable = !column.IsNotNull,
            Default = column.Default is { } value ? printer.Expression(value) : null,
            Generated = column.Generated is { } generated ? printer.Expression(generated) : null,
            Identity = column.Identity switch { IdentityKind.Always => "always", IdentityKind.ByDefault => "by default", _ => null },
        };
    }

    private static SnapshotKey ToKey(KeyConstraint key) => key.IsPrimary
        ? new SnapshotKey { Name = key.Name, Columns = key.Columns }
        : new SnapshotKey { Name = key.Name, Columns = key.Columns, HasNullsNotDistinct = key.NullsNotDistinct, Deferrable = Deferrable(key) };

    private SnapshotCheck ToCheck(CheckConstraint check)
    {
        var expression = printer.Expression(check.Expression);
        return new SnapshotCheck { Name = check.Name, Expression = expression, Unknown = expression is null, IsNotValid = !check.IsValid };
    }

    private SnapshotForeignKey ToForeignKey(ForeignKeyConstraint key)
    {
        var referenced = schema.FindRelation(key.ReferencedTable);
        return new SnapshotForeignKey
        {
            Name = key.Name,
            Columns = key.Columns,
            RefTable = referenced is null ? "" : FullName(referenced.Name),
            RefColumns = key.ReferencedColumns,
            Unknown = referenced is null || key.ReferencedColumns.Count == 0,
            OnDelete = Action(key.OnDelete),
            OnUpdate = Action(key.OnUpdate),
            Deferrable = Deferrable(key),
            IsNotValid = !key.IsValid,
        };
    }

    private static SnapshotDefinition ToDefinition(string name, string? definition) => new() { Name = name, Definition = definition, Unknown = definition is null };

    private SnapshotIndex ToIndex(Index index)
    {
        var isOrdered = index.Method == "btree";
        var columns = index.Keys.Select(key => printer.IndexKey(key, isOrdered)).ToList();
        var predicate = index.Predicate is { } condition ? printer.Expression(condition) : null;
        return new SnapshotIndex
        {
            Name = index.Name,
            Unknown = columns.Contains(null) || (index.Predicate is not null && predicate is null),
            IsUnique = index.IsUnique,
            Method = index.Method,
            Columns = [.. columns.Select(column => column ?? "?")],
            Include = [.. index.Include.Select(column => printer.IndexKey(new IndexKey { Column = column }, isOrdered: false) ?? column)],
            Predicate = predicate,
            HasNullsNotDistinct = index.NullsNotDistinct,
            IsInvalid = !index.IsValid,
        };
    }

    private SnapshotView ToView(View view)
    {
        var definition = printer.Expression(view.Query.Definition);
        return new SnapshotView
        {
            Name = FullName(view.Name),
            Unknown = definition is null || view.IsIncomplete,
            IsMaterialized = view.IsMaterialized,
            Columns = [.. view.Columns.Select(column => new SnapshotViewColumn { Name = column.Name, Type = TypeName(column.Type), Unknown = !column.Type.IsKnown })],
            Definition = definition,
            Indexes = [.. view.Indexes.Select(index => index.Name).OrderBy(name => name, StringComparer.Ordinal)],
            Triggers = [.. view.Triggers.Select(trigger => trigger.Name).OrderBy(name => name, StringComparer.Ordinal)],
        };
    }

    private SnapshotSequence ToSequence(Sequence sequence) => new()
    {
        Name = FullName(sequence.Name),
        Type = TypeName(sequence.Type) ?? "bigint",
        Unknown = !sequence.Type.IsKnown,
        OwnedBy = schema.FindRelation(sequence.OwnerTable) is { } owner ? $"{SchemaPrinter.Name(owner.Name)}.{sequence.OwnerColumn}" : null,
    };

    private SnapshotRoutine ToRoutine(Routine routine) => new()
    {
        Name = $"{FullName(routine.Name)}({printer.IdentityArguments(routine)})",
        Kind = routine.Kind switch { ObjectKind.Procedure => "procedure", ObjectKind.Aggregate => "aggregate", _ => routine.IsWindow ? "window" : null },
        Returns = printer.Result(routine),
        Unknown = routine.Returns is { IsKnown: false } || routine.Parameters.Any(parameter => !parameter.Type.IsKnown),
    };

    private string? TypeName(TypeReference type) => type.IsKnown && schema.FindType(type.Type) is not null ? printer.Type(type) : null;

    private static string? Deferrable(Constraint constraint) => constraint.Deferrability switch
    {
        Deferrability.InitiallyDeferred => "INITIALLY DEFERRED",
        Deferrability.InitiallyImmediate => "INITIALLY IMMEDIATE",
        _ => null,
    };

    private static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => "NO ACTION",
    };
}
