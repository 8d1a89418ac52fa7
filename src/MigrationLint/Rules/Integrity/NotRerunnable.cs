using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;
internal sealed class NotRerunnable : Rule, IReplayRule
{
    private static readonly string[] Catalogs = ["information_schema", "pg_class", "pg_index", "pg_constraint", "pg_attribute", "pg_tables", "pg_type", "pg_catalog", "to_regclass"];
    private static readonly string[] Programs = ["DO", "SELECT", "CALL", "EXECUTE"];

    private static readonly RuleText WrittenAgain = new(
        "{file} runs without a transaction, and {statement} of it writes its rows again when it is run again",
        "Where a later statement of the file fails, what ran before it stays. The next run starts at the top: the rows are there twice, or a key refuses them and the run stops there.",
        "{remedy}, or move it to a file of its own that runs in a transaction.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML420", "not-rerunnable", RuleFamily.Integrity, Severity.Info)
    {
        Title = "A file without a transaction cannot be run again after it failed halfway",
        Text = new(
            "{file} runs without a transaction, and {statement} of it fails when it is run again",
            "Where a later statement of the file fails, what ran before it stays. The next run starts at the top and stops at what is there, or gone, already.",
            "{remedy}, or move it to a file of its own that runs in a transaction."),
        Variants = [WrittenAgain],
        Suppress = "Whoever runs the migrations mends a half-run file by hand.",
        Bad = """
            === migrations/V1__users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            === migrations/V2__user_names.sql
            [|ALTER TABLE users ADD COLUMN nick text|];
            CREATE INDEX CONCURRENTLY users_name_idx ON users (name);
            """,
        Good = """
            === migrations/V1__users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            === migrations/V2__user_names.sql
            CREATE INDEX CONCURRENTLY users_name_idx ON users (name);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations.Where(migration => migration.Outcome.Info.Transaction == TransactionModel.None && migration.Outcome.IsApplied && !AsksFirst(migration)))
        {
            var statements = migration.Outcome.Statements;
            var dropped = new HashSet<string>(StringComparer.Ordinal);
            var last = Enumerable.Range(0, statements.Count).LastOrDefault(i => statements[i].Steps.Count > 0);
            List<(Step Step, string Words, string Remedy)> found = [];
            var replaced = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < last; i++)
            {
                var statement = statements[i];
                foreach (var step in statement.Steps)
                {
                    Forget(step.Operation, dropped, replaced);
                    if (step is { HasEffect: true, Operation.IsConditional: false } && statement is { IsConditional: false, Transaction: { IsSingleStatement: true, IsExplicit: false } } && !IsProgram(statement.Source) && (Unguarded(step.Operation, dropped) ?? Dropped(step.Operation) ?? WritesAgain(step, replaced)) is { } unguarded)
                    {
                        found.Add((step, unguarded.Words, unguarded.Remedy));
                    }
                }
            }

            if (found.Count > 0)
            {
                report.Report(
                    found[0].Step.Statement.Source,
                    new() { ["file"] = migration.File.Name, ["statement"] = Statement(found[0].Words, found.Count), ["remedy"] = found[0].Remedy },
                    found[0].Step.Operation is InsertRows ? WrittenAgain : null,
                    related: [.. found.Skip(1).Take(Phrase.MaximumRelated).Select(item => new RelatedLocation(item.Step.Statement.Source, "this one too"))],
                    subject: migration.File.Name);
            }
        }
    }

    private static string Statement(string words, int count) => count == 1 ? words : $"{words}, the first of {Phrase.Number(count)},";

    /// <summary>True where the migration itself looks what is there.</summary>
    private static bool AsksFirst(ReplayedMigration migration) =>
        migration.File.Language is MigrationLanguage.JavaScript or MigrationLanguage.TypeScript
        && (migration.Facts.Calls.Any(call => call.Method is "hasTable" or "hasColumn")
            || Array.Exists(Catalogs, name => migration.File.Text.Content.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>True for a block or a call, which may ask the catalog first.</summary>
    private static bool IsProgram(SourceSpan statement)
    {
        var text = statement.Text.Slice(statement.Span).TrimStart();
        return Programs.Any(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length && !char.IsLetterOrDigit(text[word.Length]));
    }

    private static void Forget(Operation operation, HashSet<string> dropped, HashSet<string> replaced)
    {
        var name = operation switch
        {
            DropTable table => table.Table.Name,
            DropIndex index => index.Index.Name,
            DropObject other => other.Name.Name,
            _ => null,
        };
        if (name is not null)
        {
            dropped.Add(name);
        }

        if (operation switch { DeleteRows rows => rows.Table.Name, TruncateTable rows => rows.Table.Name, _ => name } is { } emptied)
        {
            replaced.Add(emptied);
        }
    }

    /// <summary>Rows that would be there twice, and how they would not; null for others.</summary>
    private static (string Words, string Remedy)? WritesAgain(Step step, HashSet<string> replaced)
    {
        if (step.Operation is not InsertRows { HasOnConflict: false, IsMerge: false, Rows: RowCount.Some, Sources.Count: 0 } insert
            || replaced.Contains(insert.Table.Name) || step.Before.FindRelation(insert.Table) is not Table { Persistence: not Persistence.Temporary } table)
        {
            return null;
        }

        var hasKey = table.Constraints.OfType<KeyConstraint>().Any(key => key.Columns.All(column => insert.Columns.Contains(column, StringComparer.Ordinal)));
        var isBuilt = step.Statement.Source is var source && source.Text.Slice(source.Span).IndexOf("insert(", StringComparison.Ordinal) >= 0;
        var remedy = !hasKey ? $"Write INSERT INTO {SchemaPrinter.Name(insert.Table)} SELECT … WHERE NOT EXISTS (…)"
            : isBuilt ? "Call .onConflict().ignore() behind insert()"
            : "Write ON CONFLICT DO NOTHING behind it";
        return ($"INSERT INTO {insert.Table}", remedy);
    }

    /// <summary>What fails at the second time, and how it would not; null for others.</summary>
    private static (string Words, string Remedy)? Unguarded(Operation operation, HashSet<string> dropped) => operation switch
    {
        CreateTable { IfNotExists: false, Persistence: not Persistence.Temporary } create when !dropped.Contains(create.Table.Name) =>
            ($"CREATE TABLE {create.Table}", $"Write CREATE TABLE IF NOT EXISTS {SchemaPrinter.Name(create.Table)}"),
        CreateIndex { IfNotExists: false, Name: { } name } create when !dropped.Contains(name) =>
            ($"CREATE INDEX {name}", $"Write DROP INDEX IF EXISTS {Quote(name)} before it"),
        AddColumn { IfNotExists: false } add when !dropped.Contains(add.Table.Name) => ($"ADD COLUMN {add.Column.Name}", $"Write ADD COLUMN IF NOT EXISTS {Quote(add.Column.Name)}"),
        CreateSequence { IfNotExists: false } create when !dropped.Contains(create.Sequence.Name) =>
            ($"CREATE SEQUENCE {create.Sequence}", $"Write CREATE SEQUENCE IF NOT EXISTS {SchemaPrinter.Name(create.Sequence)}"),
        CreateMaterializedView { IfNotExists: false } create when !dropped.Contains(create.View.Name) =>
            ($"CREATE MATERIALIZED VIEW {create.View}", $"Write CREATE MATERIALIZED VIEW IF NOT EXISTS {SchemaPrinter.Name(create.View)}"),
        CreateSchema { IfNotExists: false } create when !dropped.Contains(create.Schema) => ($"CREATE SCHEMA {create.Schema}", $"Write CREATE SCHEMA IF NOT EXISTS {Quote(create.Schema)}"),
        CreateExtension { IfNotExists: false } create when !dropped.Contains(create.Extension) =>
            ($"CREATE EXTENSION {create.Extension}", $"Write CREATE EXTENSION IF NOT EXISTS {Quote(create.Extension)}"),
        _ => null,
    };

    /// <summary>What is not there to be dropped at the second time; null for others.</summary>
    private static (string Words, string Remedy)? Dropped(Operation operation) => operation switch
    {
        DropTable { IfExists: false } drop => ($"DROP TABLE {drop.Table}", $"Write DROP TABLE IF EXISTS {SchemaPrinter.Name(drop.Table)}"),
        DropIndex { IfExists: false } drop => ($"DROP INDEX {drop.Index}", $"Write DROP INDEX IF EXISTS {SchemaPrinter.Name(drop.Index)}"),
        DropColumn { IfExists: false } drop => ($"DROP COLUMN {drop.Column}", $"Write DROP COLUMN IF EXISTS {Quote(drop.Column)}"),
        DropConstraint { IfExists: false } drop => ($"DROP CONSTRAINT {drop.Constraint}", $"Write DROP CONSTRAINT IF EXISTS {Quote(drop.Constraint)}"),
        DropObject { IfExists: false, Kind: ObjectKind.Schema or ObjectKind.Extension } drop => Gone(drop.Kind, drop.Name.Name, Quote(drop.Name.Name)),
        DropObject { IfExists: false, Kind: ObjectKind.Sequence or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Type or ObjectKind.Domain } drop =>
            Gone(drop.Kind, drop.Name.ToString(), SchemaPrinter.Name(drop.Name)),
        DropRoutine { IfExists: false } drop => Gone(drop.Kind, drop.Routine.Name.ToString(), SchemaPrinter.Name(drop.Routine.Name)),
        DropTableObject { IfExists: false, Kind: ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule } drop =>
            Gone(drop.Kind, drop.Name, $"{Quote(drop.Name)} ON {SchemaPrinter.Name(drop.Table)}"),
        _ => null,
    };

    private static (string Words, string Remedy) Gone(ObjectKind kind, string name, string written)
    {
        var words = kind == ObjectKind.MaterializedView ? "MATERIALIZED VIEW" : kind.ToString().ToUpperInvariant();
        return ($"DROP {words} {name}", $"Write DROP {words} IF EXISTS {written}");
    }

    private static string Quote(string name) => SchemaPrinter.Name(new QualifiedName("", name));
}
