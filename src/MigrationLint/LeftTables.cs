using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Schema;

namespace MigrationLint;

/// <summary>
/// The tables that deleted migrations have left in databases: chains are replayed once more with the files that are gone, and what only these made is
/// compared with what the chain makes now.
/// </summary>
internal static class LeftTables
{
    /// <summary>Adds the tables to the migrations that are gone.</summary>
    /// <param name="history">The past.</param>
    /// <param name="restored">The folders as they were.</param>
    /// <param name="chains">The chains as they are.</param>
    /// <param name="options">What the run is told.</param>
    public static IReadOnlyList<FolderHistory> Find(IEnumerable<FolderHistory> history, IReadOnlyList<RestoredFolder> restored, IReadOnlyList<ReplayedChain> chains, LintOptions options)
    {
        var result = new List<FolderHistory>();
        foreach (var folder in history)
        {
            var before = restored.FirstOrDefault(one => one.Folder == folder.Folder);
            var chain = chains.FirstOrDefault(one => one.Chain.Folders.Contains(folder.Folder));
            result.Add(before is null || chain is null || folder.Gone.All(gone => gone.RenamedTo is not null) ? folder : Add(folder, before, chain, options));
        }

        return result;
    }

    private static FolderHistory Add(FolderHistory folder, RestoredFolder restored, ReplayedChain now, LintOptions options)
    {
        // What was renamed runs under its new name.
        var renamed = new HashSet<string>(folder.Gone.Where(gone => gone.RenamedTo is not null).Select(gone => gone.Path), StringComparer.Ordinal);
        var deleted = new HashSet<string>(folder.Gone.Where(gone => gone.RenamedTo is null).Select(gone => gone.Path), StringComparer.Ordinal);
        var before = new MigrationFolder
        {
            Directories = restored.Before.Directories,
            Tool = restored.Before.Tool,
            Evidence = restored.Before.Evidence,
            Files = [.. restored.Before.Files.Where(file => !renamed.Contains(file.Path))],
            Knex = restored.Before.Knex,
            IsForAnotherDatabase = restored.Before.IsForAnotherDatabase,
        };
        var chain = now.Chain with { Folders = [.. now.Chain.Folders.Select(one => one == folder.Folder ? before : one)] };
        var facts = chain.Folders.SelectMany(one => one.Steps).ToDictionary(file => file, file => new MigrationFacts { File = file });
        var then = new ChainReplay(new ModuleEvaluator(restored.Files, options.Environment), options).Run(chain, facts, chain.IsFromEmpty);
        var remaining = new HashSet<string>(now.Schema.Relations.Select(relation => relation.Name.ToString()), StringComparer.Ordinal);
        var creations = CreationsOf(then, deleted);
        var left = then.Schema.Relations
            .OfType<Table>()
            .Where(table => table.CreatedBy is not null && !remaining.Contains(table.Name.ToString()))
            .Select(table => (Table: table, Path: creations[table.CreatedBy!.Source.Text].FirstOrDefault(creation => ReferenceEquals(creation.Operation, table.CreatedBy)).Path))
            .Where(table => table.Path is not null)
            .ToLookup(table => table.Path, table => table.Table.Name.ToString(), StringComparer.Ordinal);
        var result = folder with
        {
            Gone = [.. folder.Gone.Select(gone => gone with { LeftTables = [.. left[gone.Path].OrderBy(name => name, StringComparer.Ordinal)] })],
        };
        var made = then.Schema.Relations
            .OfType<Table>()
            .Where(table => table.CreatedBy is not null && remaining.Contains(table.Name.ToString()))
            .Select(table => (Table: table, Path: creations[table.CreatedBy!.Source.Text].FirstOrDefault(creation => ReferenceEquals(creation.Operation, table.CreatedBy)).Path))
            .Where(table => table.Path is not null)
            .ToLookup(table => table.Path, table => table.Table.Name.ToString(), StringComparer.Ordinal);
        return result with { Gone = FindSquashes(result, made, now) };
    }

    /// <summary>Where several migrations went together and one file of the folder creates all their tables now, they went into it.</summary>
    private static IReadOnlyList<GoneMigration> FindSquashes(FolderHistory folder, ILookup<string, string> made, ReplayedChain now)
    {
        var files = folder.Folder.Steps.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var creators = CreationsOf(now, [.. files.Keys])
            .SelectMany(creations => creations)
            .Select(creation => (Name: (creation.Operation as Operations.CreateTable)?.Table.ToString(), creation.Path))
            .Where(creation => creation.Name is not null)
            .ToLookup(creation => creation.Name!, creation => creation.Path, StringComparer.Ordinal);
        var squashes = folder.Gone
            .Where(IsSquashed)
            .GroupBy(gone => gone.Commit, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .Select(group => (Gone: group.ToList(), Files: group.SelectMany(gone => made[gone.Path]).SelectMany(name => creators[name]).Distinct(StringComparer.Ordinal).ToList()))
            .Where(squash => squash.Files.Count == 1)
            .SelectMany(squash => squash.Gone.Select(gone => (gone.Path, Into: files[squash.Files[0]])))
            .ToDictionary(squash => squash.Path, squash => squash.Into, StringComparer.Ordinal);
        return [.. folder.Gone.Select(gone => squashes.TryGetValue(gone.Path, out var into) ? gone with { SquashedInto = into } : gone)];
    }

    private static bool IsSquashed(GoneMigration gone) => gone.RenamedTo is null && gone.LeftTables.Count == 0;

    /// <summary>What migrations did, by the text that asked for it, which may stand in a file that a migration reads.</summary>
    private static ILookup<Text.SourceText, (Operations.Operation Operation, string Path)> CreationsOf(ReplayedChain chain, HashSet<string> paths) => chain.Migrations
        .Where(migration => paths.Contains(migration.File.Path))
        .SelectMany(migration => migration.Outcome.Statements.SelectMany(statement => statement.Steps).Where(step => step.HasEffect).Select(step => (step.Operation, migration.File.Path)))
        .Where(step => step.Operation is Operations.CreateTable or Operations.CreateTableAs)
        .ToLookup(step => step.Operation.Source.Text, step => step);
}
