using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration uses a Knex instance of its own instead of the one it is given, which holds the transaction.</summary>
internal sealed class OuterConnection : MigrationRule
{
    private static readonly RuleText Load = new(
        "{callee} runs when the file is loaded, on another knex than the one that Knex passes",
        "Every command that loads the file runs it again, a rollback too, outside any transaction and whether or not the migration is recorded.",
        "Move the statement into up and send it through its parameter.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML018", "outer-connection", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration uses an imported knex instead of its parameter",
        Text = new(
            "{callee} uses another knex than the one that Knex passes",
            "It has a connection of its own, outside the migration's transaction: it does not see what the transaction has changed, its effects stay when Knex rolls back, and it waits for ever on a table that the transaction has locked.",
            "Take knex as the parameter of {function}, use it throughout, and drop the import."),
        Variants = [Load],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            const knex = require('../db');

            exports.up = async () => {
              await [|knex.schema.createTable('invoices', (table) => { table.bigIncrements(); })|];
            };
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === db.js
            module.exports = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL });
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
        if (folder.Tool != MigrationTool.Knex || KnexExports.LacksUp(migration, folder))
        {
            return;
        }

        foreach (var calls in migration.Calls.Where(call => call.Receiver == Receiver.OtherKnex).GroupBy(call => call.Direction == Direction.Load))
        {
            var first = calls.First();
            report.Report(
                first.Location,
                new() { ["callee"] = Phrase.Callee(first), ["function"] = first.Direction == Direction.Down ? "down" : "up" },
                calls.Key ? Load : null,
                related: Phrase.Related(calls.Skip(1).Select(call => call.Location), "also here"));
        }
    }
}
