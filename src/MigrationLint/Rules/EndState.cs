using MigrationLint.Discovery;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules;

/// <summary>What a chain leaves behind that rules can judge: tables that its migrations certainly made, and of which everything is known.</summary>
internal sealed class EndState
{
    private readonly Dictionary<string, MigrationFolder> folders = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectId> doubtful = [];
    private readonly MigrationFolder? first;
    private readonly List<Table> tables;
    private DatabaseSchema? beforeUnread;

    /// <summary>Reads the end of <paramref name="chain"/>.</summary>
    public EndState(ReplayedChain chain)
    {
        Schema = chain.Schema;
        var dumps = new HashSet<string>(chain.Chain.Base.Select(file => file.Path), StringComparer.Ordinal);
        first = chain.Chain.Folders.Count > 0 ? chain.Chain.Folders[0] : null;
        foreach (var migration in chain.Migrations)
        {
            folders[migration.File.Path] = migration.Folder;
            foreach (var statement in migration.Outcome.Statements)
            {
                Note(statement);
            }
        }

        tables = [.. Schema.Relations.OfType<Table>().Where(table => IsCertain(table) && !dumps.Contains(table.CreatedBy!.Source.Text.Path))];
    }

    /// <summary>What the database holds at the end.</summary>
    public DatabaseSchema Schema { get; }

    /// <summary>
    /// The tables, in the order of their making. Left out: those that something not known may have made or changed, partitions, whose parent speaks for
    /// them, temporary and foreign ones, and the tools' ledgers.
    /// </summary>
    public IReadOnlyList<Table> Tables => tables;

    /// <summary>The tables of <see cref="Tables"/> that no SQL of unknown effect came after: what they lack is certainly missing.</summary>
    public IEnumerable<Table> KnownTables => Tables.Where(table => beforeUnread?.FindRelation(table.Id) is null);

    /// <summary>
    /// The columns that fit, by table and by the words that gave them their type: one call of Knex's <c>timestamps()</c> makes two. Inherited ones are
    /// their parent's matter.
    /// </summary>
    /// <param name="fits">Asked with the name of the type where that is built in, else with an empty one.</param>
    public IEnumerable<ColumnGroup> FindColumns(Func<Table, Column, string, bool> fits) =>
        from table in tables
        from same in table.Columns.Where(column => column is { InheritedCount: 0, CreatedBy: not null } && fits(table, column, TypeName(column.Type))).GroupBy(TypePlace)
        select new ColumnGroup(table, [.. same], same.Key);

    /// <summary>The name of a type in <c>pg_catalog</c>, such as <c>timestamptz</c>; empty for others.</summary>
    public string TypeName(TypeReference type) => Schema.FindType(type.Type) is { Name.Schema: "pg_catalog" } found ? found.Name.Name : "";

    /// <summary>A type as PostgreSQL prints it.</summary>
    public string Print(TypeReference type) => new SchemaPrinter(Schema).Type(type);

    /// <summary>True where the migration at a place is one of Knex.</summary>
    public bool IsKnex(SourceSpan place) => ToolOf(place) == MigrationTool.Knex;

    /// <summary>The tool that runs the file of a place; null where nothing is known of it.</summary>
    public MigrationTool? ToolOf(SourceSpan place) => (folders.TryGetValue(place.Text.Path, out var folder) ? folder : first)?.Tool;

    /// <summary>The words that gave a column its type.</summary>
    public static SourceSpan TypePlace(Column column) => column.RetypedBy?.Source ?? Place(column);

    /// <summary>The words that made a column.</summary>
    public static SourceSpan Place(Column column) => column.CreatedBy switch
    {
        CreateTable table => table.Columns.FirstOrDefault(definition => definition.Name == column.Name)?.Source ?? table.Source,
        AddColumn add => add.Column.Source,
        var other => other!.Source,
    };

    /// <summary>The words that made a constraint.</summary>
    public static SourceSpan Place(Constraint constraint) => constraint.CreatedBy switch
    {
        CreateTable table => table.Constraints.FirstOrDefault(definition => IsOf(definition, constraint))?.Source ?? table.Source,
        AddForeignKey add => add.Definition.Source,
        AddPrimaryKey add => add.Definition.Source,
        AddUnique add => add.Definition.Source,
        AddExclusion add => add.Definition.Source,
        var other => other!.Source,
    };

    /// <summary>What made a foreign key, as it was written; null where that is not known.</summary>
    public static ForeignKeyDefinition? DefinitionOf(ForeignKeyConstraint key) => key.CreatedBy switch
    {
        CreateTable table => table.Constraints.FirstOrDefault(definition => IsOf(definition, key)) as ForeignKeyDefinition,
        AddForeignKey add => add.Definition,
        _ => null,
    };

    /// <summary>The words that made an index, or the constraint that it belongs to.</summary>
    public static SourceSpan Place(Table table, Schema.Index index) =>
        table.Constraints.FirstOrDefault(constraint => constraint.Id == index.Constraint) is { CreatedBy: not null } constraint ? Place(constraint) : index.CreatedBy!.Source;

    private static bool IsOf(ConstraintDefinition definition, Constraint constraint) => (definition, constraint) switch
    {
        (KeyDefinition made, KeyConstraint key) => made.IsPrimary == key.IsPrimary && made.Columns.SequenceEqual(key.Columns, StringComparer.Ordinal),
        (ForeignKeyDefinition made, ForeignKeyConstraint key) => made.Columns.SequenceEqual(key.Columns, StringComparer.Ordinal) && (made.Name is null || made.Name == key.Name),
        (ExclusionDefinition made, ExclusionConstraint exclusion) => ReferenceEquals(made, exclusion.Definition),
        _ => false,
    };

    private bool IsCertain(Table table) =>
        table is { CreatedBy: not null, IsIncomplete: false, IsLedger: false, IsPartition: false, ForeignServer: null, Persistence: not Persistence.Temporary }
        && table.Extension.IsNone
        && !doubtful.Contains(table.Id)
        && !MigrationLedgers.IsTable(table.Name.Name)
        && !MigrationLedgers.IsSchema(table.Name.Schema);

    private void Note(StatementSteps statement)
    {
        foreach (var step in statement.Steps.Where(step => step.HasEffect))
        {
            if (step.Operation is RunCode or RunSql { MayTouch.Count: 0 })
            {
                beforeUnread = step.Before;
            }
            else if ((statement.IsConditional || step.Operation.IsConditional) && TableOf(step) is { } table)
            {
                doubtful.Add(table.Id);
            }
        }
    }

    /// <summary>The table that a step makes or changes; null for steps of other kinds.</summary>
    private static Relation? TableOf(Step step)
    {
        var name = step.Operation switch
        {
            TableOperation change => change.Table,
            CreateTable create => create.Table,
            CreateTableAs create => create.Table,
            CreateIndex create => create.Table,
            DropIndex drop => step.Before.FindIndex(drop.Index)?.Owner.Name,
            _ => null as QualifiedName?,
        };
        return name is { } table ? step.After.FindRelation(table) ?? step.Before.FindRelation(table) : null;
    }
}
