using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration lies there twice, as source and compiled, and Knex loads both.</summary>
internal sealed class CompiledAndSource : FolderRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML031", "compiled-and-source", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration lies there as source and compiled, and Knex loads both",
        Text = new(
            "Knex loads both {compiled} and {source}",
            "They are one migration, but Knex tells migrations apart by the whole name: it runs the change twice, and the second run fails on what the first one made.",
            "Compile into another directory, or set migrations.loadExtensions to the one extension that the ledger knows."),
        Bad = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations' } };
            === migrations/20250114091500_add_invoices.js
            [||]exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.ts
            import type { Knex } from 'knex';
            export const up = (knex: Knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            export const down = (knex: Knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.js'] } };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_invoices.ts
            import type { Knex } from 'knex';
            export const up = (knex: Knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            export const down = (knex: Knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        if (folder.Tool != MigrationTool.Knex)
        {
            return;
        }

        foreach (var twins in folder.Files.Where(file => !FileNames.IsDeclaration(file.Name)).GroupBy(Stem, StringComparer.Ordinal))
        {
            var source = twins.FirstOrDefault(file => !IsCompiled(file));
            var compiled = twins.FirstOrDefault(IsCompiled);
            if (source is not null && compiled is not null)
            {
                report.Report(
                    SourceSpan.StartOf(compiled.Text),
                    new() { ["compiled"] = compiled.Name, ["source"] = source.Name },
                    related: [new RelatedLocation(SourceSpan.StartOf(source.Text), "the source")]);
            }
        }
    }

    private static string Stem(MigrationFile file) => file.Path.Substring(0, file.Path.Length - PathText.GetExtension(file.Path).Length);

    private static bool IsCompiled(MigrationFile file) => file.Language == MigrationLanguage.JavaScript;
}
