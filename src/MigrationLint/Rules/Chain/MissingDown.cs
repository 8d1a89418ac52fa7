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
    private static readonly RuleText KnownInverse = new(
        "{file} exports no down",
        "Knex checks all pending files before it runs any (\"must have both an up and down function\"): this one stops the whole batch.",
        "Export the way back: exports.down = async (knex) => { {inverse} }.");

    private static readonly RuleText NoSection = new(
        "{file} has no part that takes it back",
        "Nothing takes it back. Other migrations in {directory} have one: a rollback {effect}.",
        "{remedy}");

    private static readonly RuleText NoUndoFile = new(
        "{file} has no undo file",
        "Nothing takes it back. Other migrations in {directory} have one: a rollback {effect}.",
        "{remedy}");

    private static readonly RuleText DbMigrate = new(
        "{file} exports no down",
        "db-migrate runs up all the same; db-migrate down {effect}.",
        "Export a down that undoes up; where nothing can, one that throws: exports.down = () => { throw new Error('irreversible'); }.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML012", "missing-down", RuleFamily.Chain, Severity.Error)
    {
        Scope = RuleScope.NewFiles,
        Title = "A migration has no down, or no undo file",
        Text = new(
            "{file} exports no down",
            "Knex checks all pending files before it runs any (\"must have both an up and down function\"): this one stops the whole batch.",
            "Export a down that undoes up; where nothing can, one that throws: exports.down = () => { throw new Error('irreversible'); }."),
        Variants = [KnownInverse, NoUndoFile, NoSection, DbMigrate],
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
    public override bool Concerns(MigrationFolder folder) => base.Concerns(folder) || folder.Tool is MigrationTool.Diesel or MigrationTool.Sqitch;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        switch (folder.Tool)
        {
            // Without a part for the way back dbmate refuses the file (ML027); Supabase knows none.
            case MigrationTool.Dbmate or MigrationTool.Supabase:
                return;
            case MigrationTool.Goose or MigrationTool.NodePgMigrate:
                CheckSections(folder, context, report);
                return;
            case MigrationTool.NumberedSql when folder.Steps.Any(HasOwnDown):
                CheckSections(folder, context, report);
                return;
            case MigrationTool.NumberedSql or MigrationTool.GolangMigrate or MigrationTool.Flyway or MigrationTool.Diesel or MigrationTool.Sqitch:
                CheckUndoFiles(folder, context, report);
                return;
        }

        foreach (var migration in migrations)
        {
            if (KnexExports.OfTool(migration, folder) is not { Up: { } up, Down: null })
            {
                continue;
            }

            if (folder.Tool == MigrationTool.DbMigrate)
            {
                report.Report(up.Location, new() { ["file"] = migration.File.Name, ["effect"] = ToolHabits.OnNoWayBack(folder) }, DbMigrate, Severity.Warning);
            }
            else
            {
                var inverse = InverseOf(migration.File, context);
                report.Report(up.Location, new() { ["file"] = migration.File.Name, ["inverse"] = inverse ?? "" }, inverse is null ? null : KnownInverse);
            }
        }
    }

    /// <summary>A folder in which no file has a part for the way back goes forward only, by choice.</summary>
    private static void CheckSections(MigrationFolder folder, RuleContext context, IReporter report)
    {
        if (!folder.Steps.Any(HasOwnDown))
        {
            return;
        }

        foreach (var file in folder.Steps.Where(file => file is { Down: null, Up: not null, Number: not null, MarkProblems.Count: 0 }))
        {
            report.Report(
                SourceSpan.StartOf(file.Text),
                new()
                {
                    ["file"] = file.Name,
                    ["directory"] = PathText.GetFileName(folder.Path),
                    ["effect"] = ToolHabits.OnNoWayBack(folder),
                    ["remedy"] = $"Write {MarkOf(folder.Tool)} at the end of the file, and below it {InverseOf(file, context) ?? "the statements that undo it; where none can, a comment that says why."}",
                },
                NoSection,
                Severity.Warning);
        }
    }

    private static string MarkOf(MigrationTool tool) => tool switch
    {
        MigrationTool.Goose => "-- +goose Down",
        MigrationTool.NodePgMigrate => "-- Down Migration",
        _ => "the mark that other files have",
    };

    private static bool HasOwnDown(MigrationFile file) => file.Down is { } down && ReferenceEquals(down.Text, file.Text);

    private static string? InverseOf(MigrationFile file, RuleContext context) => context.Replayed(file) is { } replayed ? Inverse.Of(replayed) : null;

    /// <summary>A folder without any undo file goes forward only, by choice.</summary>
    private static void CheckUndoFiles(MigrationFolder folder, RuleContext context, IReporter report)
    {
        if (folder.Tool is MigrationTool.Diesel or MigrationTool.Sqitch)
        {
            if (folder.Steps.Any(file => file.Down is not null))
            {
                foreach (var file in folder.Steps.Where(file => file.Down is null))
                {
                    ReportNoFile(file, folder, folder.Tool == MigrationTool.Diesel ? $"{file.Id}/down.sql" : $"revert/{file.Id}.sql", context, report);
                }
            }

            return;
        }

        var undone = new HashSet<string>(
            folder.Files.Where(file => file.IsUndo).Select(file => file.Path)
                .Concat(folder.Ignored.Select(file => file.Path).Where(ScriptHalves.IsUndoHalf))
                .Select(FileNames.BasePath),
            StringComparer.Ordinal);
        foreach (var file in FileNames.Migrations(folder))
        {
            if ((undone.Count > 0 || ScriptHalves.IsDoHalf(file.Path)) && file is { Number: not null, IsPassedOver: false } && !undone.Contains(FileNames.BasePath(file.Path)))
            {
                ReportNoFile(file, folder, UndoName(file, folder), context, report);
            }
        }
    }

    private static void ReportNoFile(MigrationFile file, MigrationFolder folder, string undo, RuleContext context, IReporter report) =>
        report.Report(
            SourceSpan.StartOf(file.Text),
            new()
            {
                ["file"] = file.Id,
                ["directory"] = PathText.GetFileName(folder.Tool == MigrationTool.Sqitch ? folder.Path : FileNames.Home(file)),
                ["effect"] = ToolHabits.OnNoWayBack(folder),
                ["remedy"] = $"Add {undo}, {(InverseOf(file, context) is { } inverse ? $"with: {inverse}" : "or one that raises an error if the change cannot be undone.")}",
            },
            NoUndoFile,
            Severity.Warning);

    /// <summary>The name that the undo half of a file would have: as its neighbours have it.</summary>
    private static string UndoName(MigrationFile file, MigrationFolder folder)
    {
        var stem = PathText.GetFileName(FileNames.BasePath(file.Path));
        if (folder.Tool == MigrationTool.Flyway && stem.StartsWith("V", StringComparison.Ordinal))
        {
            return "U" + stem.Substring(1) + ".sql";
        }

        var neighbour = folder.Files.FirstOrDefault(other => other.IsUndo && !other.Name.StartsWith("U", StringComparison.Ordinal));
        return stem + (neighbour is null ? ".down.sql" : neighbour.Path.Substring(FileNames.BasePath(neighbour.Path).Length));
    }
}
