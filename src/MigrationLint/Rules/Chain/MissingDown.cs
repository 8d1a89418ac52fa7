using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration has no way back; under Knex it does not even run.</summary>
internal sealed class MissingDown : FolderRule
{
    private static readonly RuleText NoUndoFile = new(
        "{file} has no undo file",
        "Other migrations of {directory} have one: rolling back stops at {file}, or steps over it and leaves its changes behind.",
        "Add {undo}, or one that raises an error if the change cannot be undone.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML012", "missing-down", RuleFamily.Chain, Severity.Error)
    {
        Scope = RuleScope.NewFiles,
        Title = "A migration has no down, or no undo file",
        Text = new(
            "{file} exports no down",
            "Knex checks all pending files before it runs any (\"must have both an up and down function\"): this one stops the whole batch.",
            "Export a down that undoes up; where nothing can, one that throws: exports.down = () => { throw new Error('irreversible'); }."),
        Variants = [NoUndoFile],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = [|(knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); })|];
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        // All other tools for scripts have the way back in the same file, or none.
        if (folder.Tool is MigrationTool.NumberedSql or MigrationTool.GolangMigrate or MigrationTool.Flyway)
        {
            CheckUndoFiles(folder, report);
            return;
        }

        foreach (var migration in migrations)
        {
            if (KnexExports.Of(migration, folder) is { Up: { } up, Down: null })
            {
                report.Report(up.Location, new() { ["file"] = migration.File.Name });
            }
        }
    }

    /// <summary>A folder without any undo file goes forward only, by choice.</summary>
    private static void CheckUndoFiles(MigrationFolder folder, IReporter report)
    {
        var undone = new HashSet<string>(
            folder.Files.Where(file => file.IsUndo).Select(file => file.Path)
                .Concat(folder.Ignored.Select(file => file.Path).Where(ScriptHalves.IsUndoHalf))
                .Select(FileNames.BasePath),
            StringComparer.Ordinal);
        foreach (var file in FileNames.Migrations(folder))
        {
            if ((undone.Count > 0 || ScriptHalves.IsDoHalf(file.Path)) && file.Number is not null && !undone.Contains(FileNames.BasePath(file.Path)))
            {
                report.Report(
                    SourceSpan.StartOf(file.Text),
                    new()
                    {
                        ["file"] = file.Name,
                        ["directory"] = PathText.GetFileName(FileNames.Directory(file.Path)),
                        ["undo"] = PathText.GetFileName(FileNames.BasePath(file.Path)) + ".down.sql",
                    },
                    NoUndoFile,
                    Severity.Warning);
            }
        }
    }
}
