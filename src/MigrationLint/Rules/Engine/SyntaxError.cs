using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Rules.Chain;

namespace MigrationLint.Rules.Engine;

/// <summary>A migration's text is not valid.</summary>
internal sealed class SyntaxError : MigrationRule
{
    private static readonly RuleText Sql = new(
        "Syntax error in the SQL of {file}: {problem}",
        "PostgreSQL refuses the statement, and the migration fails. The statement was left out of all other checks.",
        "Correct the statement.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML990", "syntax-error", RuleFamily.Engine, Severity.Error)
    {
        Title = "A migration's text is not valid",
        Text = new(
            "Syntax error in {file}: {problem}",
            "Node refuses to load the file, and Knex runs nothing of the batch. What stands around the error was not checked.",
            "Correct the statement."),
        Variants = [Sql],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('invoices')[|)|];
            === migrations/20250114093000_paid_at.js
            exports.up = (knex) => knex.raw('ALTER TABLE invoices ADD COLUMN paid_at timestamptz [|DEFUALT|] now()');
            exports.down = (knex) => knex.raw('ALTER TABLE invoices DROP COLUMN paid_at');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114093000_paid_at.js
            exports.up = (knex) => knex.raw('ALTER TABLE invoices ADD COLUMN paid_at timestamptz DEFAULT now()');
            exports.down = (knex) => knex.raw('ALTER TABLE invoices DROP COLUMN paid_at');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (migration.SyntaxErrors.Count == 0 || DamagedFile.Explains(migration))
        {
            return;
        }

        foreach (var error in migration.SyntaxErrors)
        {
            report.Report(
                error.Location,
                new() { ["file"] = migration.File.Name, ["problem"] = error.Message },
                error.IsSql ? Sql : null);
        }
    }
}
