using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Locking;

/// <summary>A statement that no transaction takes runs where one is open.</summary>
internal sealed class NontransactionalInTransaction : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML104", "nontransactional-in-transaction", RuleFamily.Locking, Severity.Error)
    {
        Title = "A statement that no transaction takes runs where one is open: VACUUM, CREATE DATABASE, REINDEX DATABASE",
        Text = new(
            "{problem}, as {file} is ({state})",
            "PostgreSQL refuses it there, so that {fails}.",
            "{remedy}"),
        Bad = """
            === migrations/1_notes.js
            exports.up = (knex) => knex.schema.createTable('notes', (t) => { t.increments(); t.text('title').notNullable(); });
            exports.down = (knex) => knex.schema.dropTable('notes');
            === migrations/2_vacuum_notes.js
            exports.up = (knex) => knex.raw('[|VACUUM notes|]');
            exports.down = async () => { throw new Error('irreversible'); };
            """,
        Good = """
            === migrations/1_notes.js
            exports.up = (knex) => knex.schema.createTable('notes', (t) => { t.increments(); t.text('title').notNullable(); });
            exports.down = (knex) => knex.schema.dropTable('notes');
            === migrations/2_vacuum_notes.js
            exports.up = (knex) => knex.raw('VACUUM notes');
            exports.down = async () => { throw new Error('irreversible'); };
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
