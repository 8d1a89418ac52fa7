using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Locking;

/// <summary>A CONCURRENTLY form runs where a transaction is open.</summary>
internal sealed class ConcurrentlyInTransaction : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML103", "concurrently-in-transaction", RuleFamily.Locking, Severity.Error)
    {
        Title = "A CONCURRENTLY form runs where a transaction is open",
        Text = new(
            "{problem}, as {file} is ({state})",
            "PostgreSQL refuses it there, so that {fails}.",
            "{remedy}"),
        Bad = """
            === migrations/1_notes.js
            exports.up = (knex) => knex.schema.createTable('notes', (t) => { t.increments(); t.text('title').notNullable(); });
            exports.down = (knex) => knex.schema.dropTable('notes');
            === migrations/2_index_notes.js
            exports.up = (knex) => knex.raw('[|CREATE INDEX CONCURRENTLY notes_title_idx ON notes (title)|]');
            exports.down = (knex) => knex.raw('DROP INDEX notes_title_idx');
            """,
        Good = """
            === migrations/1_notes.js
            exports.up = (knex) => knex.schema.createTable('notes', (t) => { t.increments(); t.text('title').notNullable(); });
            exports.down = (knex) => knex.schema.dropTable('notes');
            === migrations/2_index_notes.js
            exports.up = (knex) => knex.raw('CREATE INDEX CONCURRENTLY notes_title_idx ON notes (title)');
            exports.down = (knex) => knex.raw('DROP INDEX notes_title_idx');
            exports.config = { transaction: false };
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["remedy"] = OpenTransaction.Remedy(refused);
        report.Report(refused.Refusal.Source, arguments);
    }
}
