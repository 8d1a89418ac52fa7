using MigrationLint.Configuration;
using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Engine;

/// <summary>A configuration file, or a setting given to the linter, cannot be obeyed.</summary>
internal sealed class ConfigurationError : ConfigurationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML993", "configuration-error", RuleFamily.Engine, Severity.Error)
    {
        Title = "A configuration file or a setting of the linter cannot be obeyed",
        Text = new(
            "{problem}",
            "What depends on it was not checked: migrations may be missing from this run.",
            "{remedy}"),
        Bad = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' }, [|,|] };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' } };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var problem in configuration.Problems)
        {
            report.Report(problem.Location, new() { ["problem"] = problem.Message, ["remedy"] = problem.Remedy });
        }
    }
}
