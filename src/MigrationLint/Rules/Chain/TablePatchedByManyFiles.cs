using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Lowering;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>So many files change the columns and constraints of one table that none of them shows what it looks like.</summary>
internal sealed class TablePatchedByManyFiles : Rule, IReplayRule
{
    private const string MaximumFiles = "max_files";

    private static readonly RuleText Released = new(
        "{count} files alter {table}",
        "{files}: whoever wants to know what {table} looks like has to read all of them, and a new database repeats every step.",
        "Once every database has them, take the schema as it is then for a new beginning of the chain (pg_dump --schema-only); until then plan the next changes of {table} together.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML024", "table-patched-by-many-files", RuleFamily.Chain, Severity.Info)
    {
        Scope = RuleScope.NewFiles,
        Title = "Many files alter one table",
        Text = new(
            "{count} files alter {table}",
            "{files}: whoever wants to know what {table} looks like has to read all of them, and a new database repeats every step.",
            "Merge those of them that no database has run yet into one file, or into the CREATE TABLE of {table} if that has not run either; leave the others as they are."),
        Variants = [Released],
        Suppress = "The files are released and the table is as it should be.",
        Options = [new RuleOption(MaximumFiles, "5", "From how many files on that alter one table they are reported.")],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY);
            === migrations/002_order_total.sql
            ALTER TABLE orders ADD COLUMN total numeric(12, 2) NOT NULL DEFAULT 0;
            === migrations/003_order_note.sql
            ALTER TABLE orders ADD COLUMN note text;
            === migrations/004_order_currency.sql
            ALTER TABLE orders ADD COLUMN currency text;
            === migrations/005_order_weight.sql
            ALTER TABLE orders ADD COLUMN weight integer;
            === migrations/006_order_carrier.sql
            ALTER TABLE orders [|ADD COLUMN carrier text|];
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (
              id bigint PRIMARY KEY,
              total numeric(12, 2) NOT NULL DEFAULT 0,
              note text
            );
            === migrations/002_order_shipping.sql
            ALTER TABLE orders ADD COLUMN weight integer, ADD COLUMN carrier text;
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var patches = new Dictionary<ObjectId, List<(ReplayedMigration Migration, SourceSpan Source)>>();
        foreach (var migration in chain.Migrations)
        {
            var outcome = migration.Outcome;
            foreach (var step in outcome.Statements.Where(static statement => !statement.Transaction.IsUndone).SelectMany(static statement => statement.Steps))
            {
                if (step.HasEffect && IsPatch(step.Operation) && outcome.Before.FindRelation(step.Before.FindRelation(((TableOperation)step.Operation).Table)?.Id ?? default) is Table table)
                {
                    Note(patches, table.Id, migration, step.Operation.Source);
                }
            }
        }

        foreach (var table in chain.Schema.Relations.OfType<Table>().Where(table => table is { IsLedger: false, Persistence: not Persistence.Temporary } && patches.ContainsKey(table.Id)))
        {
            var files = patches[table.Id];
            var (last, place) = files[files.Count - 1];
            if (files.Count >= Math.Max(2, context.IntegerOption(Descriptor, MaximumFiles, last.File.Path)))
            {
                report.Report(
                    place,
                    new()
                    {
                        ["count"] = files.Count.ToString(CultureInfo.InvariantCulture),
                        ["table"] = table.Name.ToString(),
                        ["files"] = Phrase.List([.. files.Select(static file => file.Migration.File.Id)], maximum: 8),
                    },
                    HasRun(files, context) ? Released : null,
                    related: Phrase.Related(files.Take(files.Count - 1).Reverse().Select(static file => file.Source), "altered here too"),
                    subject: table.Name.ToString());
            }
        }
    }

    /// <summary>True where only the last of the files is new, so that there is nothing to merge it with.</summary>
    private static bool HasRun(List<(ReplayedMigration Migration, SourceSpan Source)> files, RuleContext context) => context.History.IsOld(files[files.Count - 2].Migration.File.Path);

    private static void Note(Dictionary<ObjectId, List<(ReplayedMigration Migration, SourceSpan Source)>> patches, ObjectId table, ReplayedMigration migration, SourceSpan source)
    {
        if (!patches.TryGetValue(table, out var files))
        {
            patches.Add(table, files = []);
        }

        if (files.Count == 0 || files[files.Count - 1].Migration != migration)
        {
            files.Add((migration, source));
        }
    }

    /// <summary>Changes of columns and constraints. Triggers, policies, rows, storage and VALIDATE, which has to stand in a file of its own, change no table's shape.</summary>
    private static bool IsPatch(Operation operation) => operation is TableOperation and (
        AddColumn or DropColumn or RenameColumn or AlterColumnType or SetDefault or SetNotNull or DropNotNull or AddIdentity or DropIdentity or SetExpression or DropExpression
        or AddPrimaryKey or AddUnique or AddCheck or AddForeignKey or AddExclusion or AddNotNullConstraint or DropConstraint);
}
