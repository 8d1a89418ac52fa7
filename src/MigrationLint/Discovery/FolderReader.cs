using MigrationLint.Configuration;
using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Lists what a tool loads from its directories, in the order in which it runs it.</summary>
/// <param name="files">The disk.</param>
internal sealed class FolderReader(IFileSystem files)
{
    /// <summary>Reads a chain.</summary>
    /// <param name="directories">The directories, at least one, in the order of the configuration.</param>
    /// <param name="tool">Who runs the files.</param>
    /// <param name="evidence">How sure that is.</param>
    /// <param name="settings">Knex's settings; null for its defaults. Not used for other tools.</param>
    /// <param name="flyway">Flyway's settings; null for its defaults. Not used for other tools.</param>
    public MigrationFolder Read(
        IReadOnlyList<string> directories, MigrationTool tool, ToolEvidence evidence, KnexMigrationSettings? settings, FlywaySettings? flyway = null)
    {
        var layout = MigrationLayouts.Of(tool);
        var knex = tool == MigrationTool.Knex ? settings ?? KnexMigrationSettings.Default : null;
        var places = directories.Select(directory => new LayoutDirectory(files, directory)).ToList();
        var candidates = places.SelectMany(place => place.Files).ToList();
        var loaded = knex is not null ? KnexLayout.Order(candidates, knex) : layout.Join(places.SelectMany(layout.List));
        var values = tool == MigrationTool.Flyway ? flyway?.Placeholders : null;
        var migrations = loaded.Select(file => ReadFile(file, layout, places.Find(place => place.Path == file.Directory) ?? places[0], values)).ToList();
        var journal = tool == MigrationTool.Drizzle ? DrizzleJournalReader.Read(files, places[0]) : null;
        return new MigrationFolder
        {
            Directories = directories,
            Tool = tool,
            Evidence = evidence,
            Files = migrations,
            Journal = journal,
            Ignored = journal is not null ? [.. NotListed(places[0], migrations)] : ToolTraits.RunsScripts(tool) ? [] : [.. new IgnoredFiles(files).Find(directories, candidates, migrations)],
            Knex = knex,
            IsForAnotherDatabase = !layout.IsPostgres(places[0]) || (tool == MigrationTool.Flyway && flyway is { IsPostgres: false }),
        };
    }

    private static IEnumerable<IgnoredFile> NotListed(LayoutDirectory place, List<MigrationFile> migrations)
    {
        var listed = new HashSet<string>(migrations.Select(file => file.Name), StringComparer.Ordinal);
        return place.Scripts.Where(file => !listed.Contains(file.Name) && !ScriptHalves.IsUndoHalf(file.Path)).Select(file => new IgnoredFile(file.Path, IgnoredReason.NotListed));
    }

    private MigrationFile ReadFile(Candidate file, MigrationLayout layout, LayoutDirectory place, IReadOnlyDictionary<string, string>? values)
    {
        var content = files.Read(file.Path);
        var isStep = ToolTraits.RunsScripts(layout.Tool) && !file.IsUndo && !file.IsPassedOver;
        var up = isStep && content.Text is { } text ? layout.Up(file, text, place) : null;
        var down = !isStep ? null
            : file.UndoPath is { } undo ? files.Read(undo).Text is { } script ? layout.Undo(file, script, place) : null
            : content.Text is { } both ? layout.Down(file, both, place) : null;
        return new MigrationFile
        {
            Path = file.Path,
            Id = file.Id,
            Content = content,
            Language = FolderNames.GetLanguage(file.Name) ?? MigrationLanguage.Other,
            Number = file.Number,
            IsUndo = file.IsUndo,
            IsPassedOver = file.IsPassedOver,
            MarkProblems = isStep && content.Text is { } marked ? [.. layout.FindMarkProblems(marked)] : [],
            Up = values is null || up is null ? up : FlywayPlaceholders.Replace(up, values),
            Down = values is null || down is null ? down : FlywayPlaceholders.Replace(down, values),
        };
    }
}
