using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration has no number, so that its place in the chain is an accident of its name.</summary>
internal sealed class UnnumberedFile : MigrationRule
{
    private static readonly RuleText BeforeNumbers = new(
        "{file} has no timestamp or number",
        "{sorting}, so the file runs before every numbered one, whenever it was written.",
        "Put the time of its creation in front (20250601120000_{file}) before any database runs it.");

    private static readonly RuleText NeverRuns = new(
        "{file} has no timestamp or number",
        "{runner} takes a file for a migration by the number in front: this one never runs, and nothing says so.",
        "Put the time of its creation in front (20250601120000_{file}), or move it out of the folder.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML003", "unnumbered-file", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A migration has no timestamp or number",
        Text = new(
            "{file} has no timestamp or number",
            "{sorting}, so the file runs after every numbered one: what is added later runs before it on a fresh database and after it on one that has it.",
            "Put the time of its creation in front (20250601120000_{file}) before any database runs it."),
        Variants = [BeforeNumbers, NeverRuns],
        Suppress = "The file is meant to run last or first for ever, and depends on nothing that later files change.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/add_orders.js
            [||]exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        if (!folder.NumbersFiles || IsSortedByName(folder) || file.Number is not null || file.IsUndo || FileNames.IsDeclaration(file.Name) || IsKnownCompanion(file.Name)
            || KnexExports.LacksUp(migration, folder))
        {
            return;
        }

        report.Report(
            SourceSpan.StartOf(file.Text),
            new() { ["file"] = file.Name, ["sorting"] = Phrase.Sorting(folder), ["runner"] = Phrase.Runner(folder) },
            file.IsPassedOver ? NeverRuns : folder.Tool == MigrationTool.Knex && file.Name[0] < '0' ? BeforeNumbers : null);
    }

    // Scripts that somebody points at, none of which has a number.
    private static bool IsSortedByName(MigrationFolder folder) =>
        folder is { Tool: MigrationTool.NumberedSql, Evidence: ToolEvidence.Convention, HasNumbers: false };

    /// <summary>True for names that stand in migration folders for other reasons; Flyway's <c>R__</c> files run whenever they change.</summary>
    internal static bool IsKnownCompanion(string name) =>
        name.StartsWith("index.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("R__", StringComparison.Ordinal);
}
