using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A definition that is skipped where something has its name already, in a chain that says what is there.</summary>
internal sealed class ConditionalDdl : Rule, IReplayRule
{
    private static readonly RuleText Asked = new(
        "{file} creates {object} only where it finds none",
        "No earlier migration creates {object}, so that the question matters only on a database that was changed by hand: there the definition is skipped, the other shape stays, and the tool records the migration as run.",
        "Create {object} without asking: the migration then fails where something is in the way, and somebody looks.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML034", "conditional-ddl", RuleFamily.Chain, Severity.None)
    {
        Scope = RuleScope.NewFiles,
        Title = "A guard hides that a database is not what the chain says",
        Text = new(
            "{file} creates {object} only where nothing has that name",
            "No earlier migration creates {object}, so that IF NOT EXISTS matters only on a database that was changed by hand: there the definition is skipped, the other shape stays, and the tool records the migration as run.",
            "Leave out IF NOT EXISTS: the migration then fails where something is in the way, and somebody looks."),
        Variants = [Asked],
        Suppress = "The databases are known to differ, or whoever runs the migrations wants all of them to be repeatable. Statements that no transaction protects are left alone: there a guard lets a file run again that stopped halfway.",
        Bad = """
            === migrations/20250101000000_customers.js
            exports.up = async (knex) => {
              if (!(await [|knex.schema.hasTable('customers')|])) {
                await knex.schema.createTable('customers', (table) => { table.bigIncrements(); });
              }
            };
            exports.down = (knex) => knex.schema.dropTable('customers');
            """,
        Good = """
            === migrations/20250101000000_customers.js
            exports.up = (knex) => knex.schema.createTable('customers', (table) => {
              table.specificType('id', 'bigint generated always as identity primary key');
            });
            exports.down = (knex) => knex.schema.dropTable('customers');
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations.Where(static migration => migration.Outcome.IsApplied))
        {
            List<(SourceSpan Place, string Name, RuleText? Text)> found = [];
            foreach (var statement in migration.Outcome.Statements.Where(static statement => !statement.IsConditional && statement.Transaction is { IsUndone: false, IsSingleStatement: false }))
            {
                foreach (var step in statement.Steps.Where(static step => step is { HasEffect: true, Operation.IsConditional: false }))
                {
                    if (GuardedName(step.Operation) is { } name)
                    {
                        found.Add((step.Operation.Source, name, null));
                    }
                    else if (Guards.QuestionBefore(migration.Outcome.Absences, step.Operation) is { } asked)
                    {
                        found.Add((asked.Question.Source, asked.Name, Asked));
                    }
                }
            }

            if (found.Count > 0)
            {
                var (place, name, text) = found[0];
                report.Report(
                    place,
                    new() { ["file"] = migration.File.Id, ["object"] = found.Count == 1 ? name : $"{name} and {Phrase.Count(found.Count - 1, "other object")}" },
                    text,
                    related: Phrase.Related(found.Skip(1).Select(static one => one.Place), "this one too"),
                    subject: name);
            }
        }
    }

    /// <summary>What a guarded statement makes; null for others. Schemas and extensions are shared with others, and an index that is built concurrently has to be tried again.</summary>
    private static string? GuardedName(Operation operation) => operation switch
    {
        CreateTable { IfNotExists: true, Persistence: not Persistence.Temporary } create => $"table {create.Table}",
        AddColumn { IfNotExists: true } add => $"column {add.Column.Name} of {add.Table}",
        CreateIndex { IfNotExists: true, Concurrently: false, Name: { } index } => $"index {index}",
        CreateSequence { IfNotExists: true } create => $"sequence {create.Sequence}",
        CreateMaterializedView { IfNotExists: true } create => $"materialized view {create.View}",
        _ => null,
    };
}
