using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>A query of Knex is neither awaited nor returned: Knex takes the migration for done without it.</summary>
internal sealed class UnawaitedQuery : MigrationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML017", "unawaited-query", RuleFamily.Chain, Severity.Error)
    {
        Title = "A query is neither awaited nor returned, so that it runs late or never",
        Text = new(
            "Nothing waits for {callee}",
            "Knex does not wait for it and records the migration as applied: a builder that nothing waits for is never sent; a promise that nothing waits for races the end of the transaction, and what it sends too late is lost.",
            "Write await in front of it, or return it; several, or what map gives, go into await Promise.all(…): await on an array waits for nothing in it."),
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              [|knex.schema.createTable('invoices', (table) => { table.bigIncrements(); })|];
            };
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              await knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            };
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (folder.Tool != MigrationTool.Knex || KnexExports.LacksUp(migration, folder) || migration.Exports is { IsDbMigrate: true })
        {
            return;
        }

        foreach (var call in migration.Calls)
        {
            if (call is { Receiver: Receiver.OwnKnex, IsFunction: true, IsAwaited: false, Form: CallForm.Call, Direction: not Direction.Load })
            {
                report.Report(call.Location, new() { ["callee"] = Phrase.Callee(call) });
            }
        }
    }
}
