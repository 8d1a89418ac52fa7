using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>
/// Settings of Knex that do not fit the folder that they are for. A directory that is missing keeps the linter from reading it, and is ML993's.
/// </summary>
internal sealed class UnmatchedToolSetting : FolderRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML038", "unmatched-tool-setting", RuleFamily.Chain, Severity.Warning)
    {
        Title = "The settings of Knex load nothing from the folder that they name",
        Text = new(
            "loadExtensions ({extensions}) loads nothing from {directory}, which holds {files}",
            "Knex skips files of other extensions without a word: latest finds nothing to do and reports success, and no migration of the folder reaches a database.",
            "Add {found} to loadExtensions, or take the setting out: Knex's default has .js, .cjs and .ts."),
        Suppress = "A build puts migrations of the named extension into the folder before Knex runs.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              migrations: { directory: './migrations', [|loadExtensions: ['.ts']|] },
            };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              migrations: { directory: './migrations', loadExtensions: ['.js'] },
            };
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        if (folder is not { Tool: MigrationTool.Knex, Files.Count: 0, Knex: { IsPartial: false, LoadExtensionsLocation: { } place } knex })
        {
            return;
        }

        var skipped = folder.Ignored
            .Where(file => file is { Reason: IgnoredReason.Extension, Number: not null } && !FileNames.IsDeclaration(file.Name)
                && KnexMigrationSettings.DefaultLoadExtensions.Contains(PathText.GetExtension(file.Name), StringComparer.Ordinal))
            .ToList();
        if (skipped.Count == 0)
        {
            return;
        }

        var found = skipped.Select(file => PathText.GetExtension(file.Name)).Distinct(StringComparer.Ordinal).OrderBy(extension => extension, StringComparer.Ordinal).ToList();
        report.Report(
            place,
            new()
            {
                ["extensions"] = knex.LoadExtensions.Count == 0 ? "empty" : Phrase.List(knex.LoadExtensions),
                ["files"] = Phrase.Count(skipped.Count, "migration"),
                ["directory"] = PathText.GetFileName(folder.Path),
                ["found"] = Phrase.List(found),
            },
            related: Phrase.Related(skipped.Select(file => Phrase.WholeFile(file.Path)), "never loaded"));
    }
}
