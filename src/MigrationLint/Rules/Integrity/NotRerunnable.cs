using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>A file that no transaction protects, and that cannot be run again where it stopped in its midst.</summary>
internal sealed class NotRerunnable : Rule, IReplayRule
{
    private static readonly string[] Programs = ["DO", "SELECT", "CALL", "EXECUTE"];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML420", "not-rerunnable", RuleFamily.Integrity, Severity.Info)
    {
        Title = "A file without a transaction cannot be run again after it failed halfway",
        Text = new(
            "{file} runs without a transaction, and {statement} of it fails when it is run again",
            "Where a later statement of the file fails, what ran before it stays. The next run starts at the top and stops at what is there, or gone, already.",
            "{remedy}, or move it to a file of its own that runs in a transaction."),
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
            for (var i = 0; i < last; i++)
            {
                var statement = statements[i];
                foreach (var step in statement.Steps)
                {
                    Forget(step.Operation, dropped);
                    if (step is { HasEffect: true, Operation.IsConditional: false } && statement is { IsConditional: false, Transaction: { IsSingleStatement: true, IsExplicit: false } } && !IsProgram(statement.Source) && Unguarded(step.Operation, dropped) is { } unguarded)
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
                    related: [.. found.Skip(1).Take(Phrase.MaximumRelated).Select(item => new RelatedLocation(item.Step.Statement.Source, "this one too"))],
                    subject: migration.File.Name);
            }
        }
    }

    private static string Statement(string words, int count) => count == 1 ? words : $"{words}, the first of {Phrase.Number(count)},";

    /// <summary>True where the migration itself looks what is there.</summary>
    private static bool AsksFirst(ReplayedMigration migration) =>
        migration.File.Language is MigrationLanguage.JavaScript or MigrationLanguage.TypeScript && migration.Facts.Calls.Any(call => call.Method is "hasTable" or "hasColumn");

    /// <summary>True for a block or a call, which may ask the catalog first.</summary>
    private static bool IsProgram(SourceSpan statement)
    {
        var text = statement.Text.Slice(statement.Span).TrimStart();
        return Programs.Any(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length && !char.IsLetterOrDigit(text[word.Length]));
    }

    private static void Forget(Operation operation, HashSet<string> dropped)
    {
        if (operation is DropTable table)
        {
            dropped.Add(table.Table.Name);
        }
        else if (operation is DropIndex index)
        {
            dropped.Add(index.Index.Name);
        }
    }

    /// <summary>What fails at the second time, and how it would not; null for others.</summary>
    private static (string Words, string Remedy)? Unguarded(Operation operation, HashSet<string> dropped) => operation switch
    {
        CreateTable { IfNotExists: false, Persistence: not Persistence.Temporary } create when !dropped.Contains(create.Table.Name) =>
            ($"CREATE TABLE {create.Table}", $"Write CREATE TABLE IF NOT EXISTS {SchemaPrinter.Name(create.Table)}"),
        CreateIndex { IfNotExists: false, Name: { } name } create when !dropped.Contains(name) =>
            ($"CREATE INDEX {name}", $"Write DROP INDEX IF EXISTS {SchemaPrinter.Name(new QualifiedName("", name))} before it"),
        AddColumn { IfNotExists: false } add when !dropped.Contains(add.Table.Name) => ($"ADD COLUMN {add.Column.Name}", $"Write ADD COLUMN IF NOT EXISTS {SchemaPrinter.Name(new QualifiedName("", add.Column.Name))}"),
        DropTable { IfExists: false } drop => ($"DROP TABLE {drop.Table}", $"Write DROP TABLE IF EXISTS {SchemaPrinter.Name(drop.Table)}"),
        DropIndex { IfExists: false } drop => ($"DROP INDEX {drop.Index}", $"Write DROP INDEX IF EXISTS {SchemaPrinter.Name(drop.Index)}"),
        DropColumn { IfExists: false } drop => ($"DROP COLUMN {drop.Column}", $"Write DROP COLUMN IF EXISTS {SchemaPrinter.Name(new QualifiedName("", drop.Column))}"),
        _ => null,
    };
}
