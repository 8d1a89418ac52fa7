using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>
/// A Knex migration talks to the database past the <c>knex</c> it is given. What each shape comes to was tried with Knex 3 on PostgreSQL 15.
/// </summary>
internal sealed class DbQueryMigration : MigrationRule
{
    private const string OutsideTransaction =
        "It runs on a connection of its own, outside Knex's transaction: when Knex rolls the batch back its effects stay, unrecorded, and the next run repeats them.";

    private static readonly RuleText SqlFile = new(
        "{callee} sends {sqlFile} past the knex that Knex passes",
        OutsideTransaction,
        "Send the file through knex: await knex.raw(fs.readFileSync(path, 'utf8')).");

    private static readonly RuleText Swallowed = new(
        "{callee} goes past the knex that Knex passes, and its errors are swallowed",
        "Knex records the migration as applied although the statement failed; what did run stays when the batch is rolled back.",
        "Send the statement through knex and let the error reach Knex, which then rolls back and records nothing.");

    private static readonly RuleText NotAFunction = new(
        "{callee} fails: the knex that Knex passes has no {method}",
        "The migration ends with \"{callee} is not a function\" and stops the batch.",
        "Write await knex.raw('…'), and call the parameter knex, since that is what it is.");

    private static readonly RuleText NotAFunctionNorDown = new(
        "{callee} fails: the knex that Knex passes has no {method}, and the file has no down",
        "Without a down Knex refuses the whole batch before anything runs; with one, the migration ends with \"{callee} is not a function\".",
        "Write await knex.raw('…') on the parameter, and export a down.");

    private static readonly RuleText SwallowedNotAFunction = new(
        "{callee} fails on the knex that Knex passes, and the error is swallowed",
        "Knex records the migration as applied although the statement never ran.",
        "Write await knex.raw('…') and let errors reach Knex.");

    private static readonly RuleText DbMigrate = new(
        "{callee} is written for db-migrate, but Knex runs this folder",
        "Knex passes its own knex, which has no {method}: the migration ends with \"{callee} is not a function\".",
        "Rewrite the file for Knex (await knex.raw('…')), or move it to the folder that db-migrate runs.");

    private static readonly RuleText Umzug = new(
        "{callee} fails: under Knex, context is knex.context, which has no {method}",
        "{ context } is what umzug passes; Knex passes knex itself. The migration ends with \"{callee} is not a function\".",
        "Write up(knex) and await knex.raw('…').");

    private static readonly RuleText Tag = new(
        "The tag {callee} on Knex's parameter takes the SQL for the name of a table",
        "Knex sends select * from \"…\" with the whole text as the table's name, and PostgreSQL refuses it (42P01).",
        "Write await knex.raw('…') in place of the tag.");

    private static readonly RuleText Construction = new(
        "new {callee} makes a connection beside the knex that Knex passes",
        "What runs over it is outside Knex's transaction: it stays, unrecorded, when Knex rolls the batch back.",
        "Use the knex that up and down are given: it holds the connection of the transaction.");

    private static readonly RuleText Shell = new(
        "{callee} starts a program that works past the knex that Knex passes",
        "The program's changes are outside Knex's transaction: they stay, unrecorded, when Knex rolls the batch back, and the next run repeats them.",
        "Read the script and send it through knex: await knex.raw(fs.readFileSync(path, 'utf8')).");

    private static readonly RuleText Load = new(
        "{callee} runs when the file is loaded, not when Knex calls up",
        "Every command that loads the file runs it again, a rollback too, outside any transaction and whether or not the migration is recorded.",
        "Move the statement into up and send it through knex: await knex.raw('…').");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML002", "db-query-migration", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A Knex migration talks to the database past the knex it is given",
        Text = new(
            "{callee} goes past the knex that Knex passes",
            OutsideTransaction,
            "Take knex as the parameter of {function} and send the statement through it: await knex.raw('…')."),
        Variants = [SqlFile, Swallowed, NotAFunction, NotAFunctionNorDown, SwallowedNotAFunction, DbMigrate, Umzug, Tag, Construction, Shell, Load],
        Suppress = "The statement cannot run in a transaction and the file says config = { transaction: false }, or it goes to another database on purpose.",
        Bad = """
            === migrations/20250120103000_backfill_totals.js
            const db = require('../db');

            exports.up = async () => {
              await [|db.query('update invoices set total = 0 where total is null')|];
            };
            exports.down = async () => { throw new Error('irreversible'); };
            === db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL });
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); table.decimal('total'); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250120103000_backfill_totals.js
            exports.up = async (knex) => {
              await knex.raw('update invoices set total = 0 where total is null');
            };
            exports.down = async () => { throw new Error('irreversible'); };
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (folder.Tool != MigrationTool.Knex)
        {
            return;
        }

        // Of a file that exports no up, only what loading it does ever runs.
        var lacksUp = KnexExports.LacksUp(migration, folder);
        if (lacksUp && migration.File.Number is null && !KnexExports.IsProven(folder))
        {
            return;
        }

        foreach (var shape in migration.Calls.Where(call => !lacksUp || call.Direction == Direction.Load).GroupBy(call => Shape(call, migration.Exports, folder)))
        {
            if (shape.Key is { } text)
            {
                var first = shape.First();
                report.Report(
                    first.Location,
                    new()
                    {
                        ["callee"] = first.Callee,
                        ["method"] = first.Method,
                        ["sqlFile"] = first.SqlFile ?? "",
                        ["function"] = first.Direction == Direction.Down ? "down" : "up",
                    },
                    text,
                    related: Phrase.Related(shape.Skip(1).Select(call => call.Location), "also here"));
            }
        }
    }

    private RuleText? Shape(DatabaseCall call, ModuleExports? exports, MigrationFolder folder)
    {
        switch (call.Receiver)
        {
            case Receiver.OtherKnex or Receiver.OwnKnex when call.Receiver == Receiver.OtherKnex || (call.Form != CallForm.TaggedTemplate && call.IsFunction):
                return null;
            case Receiver.OwnKnex when exports is { IsDbMigrate: true }:
                return KnexExports.IsProven(folder) ? DbMigrate : null;
            case Receiver.OwnKnex when call.Form == CallForm.TaggedTemplate:
                return Tag;
            case Receiver.OwnKnex or Receiver.UmzugContext when call.SwallowedBy is not null:
                return SwallowedNotAFunction;
            case Receiver.OwnKnex:
                return exports is { Down: null, IsComplete: true } ? NotAFunctionNorDown : NotAFunction;
            case Receiver.UmzugContext:
                // What knex.context does have (raw, transaction) works on the migration's transaction.
                return call.IsFunction ? null : Umzug;
            default:
                return ShapeOfOutsider(call);
        }
    }

    private RuleText ShapeOfOutsider(DatabaseCall call) => call switch
    {
        { Form: CallForm.Construction } => Construction,
        { Direction: Direction.Load } => Load,
        { Receiver: Receiver.Shell } => Shell,
        { SwallowedBy: not null } => Swallowed,
        { SqlFile: not null } => SqlFile,
        _ => Descriptor.Text,
    };
}
