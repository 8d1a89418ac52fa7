using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Schema;

/// <summary>What replay makes of the chains that the real tools run.</summary>
internal static class ReplayedChains
{
    // What run-chains.mjs sets.
    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal) { ["NODE_ENV"] = "test" };

    /// <summary>Replays a chain on an empty database.</summary>
    public static ReplayedSchema Replay(Chain chain, bool fromEmpty = false)
    {
        var whole = Run(chain, new PhysicalFileSystem(), fromEmpty);
        if (chain.Steps.All(step => step.Only is null))
        {
            return whole;
        }

        var files = whole.Folders.SelectMany(folder => folder.Steps).Select(file => file.Path).ToList();
        return Run(chain, new HalfFileSystem([.. files.Take(files.Count / 2)]), fromEmpty);
    }

    private static ReplayedSchema Run(Chain chain, IFileSystem files, bool fromEmpty) =>
        new SchemaReplay(files, new LintOptions { Today = new DateTime(2026, 1, 1), FromEmpty = fromEmpty, Environment = Environment }).Run(new LintRequest
        {
            Folders = [.. chain.Steps.SelectMany((step, order) => step.Folders.Select(folder => new DeclaredFolder(PhysicalFileSystem.GetFullPath(folder), Tool(step.Tool)) { Order = order }))],
        });

    private static MigrationTool Tool(string name) => name switch
    {
        "plain" or "numeric" => MigrationTool.NumberedSql,
        _ => Enum.Parse<MigrationTool>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
    };

    /// <summary>A disk from which the first half of a folder has gone.</summary>
    private sealed class HalfFileSystem(HashSet<string> gone) : IFileSystem
    {
        private const string Journal = "_journal.json";
        private readonly PhysicalFileSystem disk = new();

        public bool IsCaseSensitive => disk.IsCaseSensitive;

        public FileEntryKind? GetKind(string path) => gone.Contains(path) ? null : disk.GetKind(path);

        public IReadOnlyList<FileEntry>? List(string directory) => disk.List(directory)?.Where(entry => !gone.Contains(PathText.Combine(directory, entry.Name))).ToList();

        public FileContent Read(string path) => disk.Read(path) is { Text: { } text } content && path.EndsWith(Journal, StringComparison.Ordinal)
            ? content with { Text = new SourceText(path, WithoutGone(text.Content)) }
            : disk.Read(path);

        // Drizzle runs what its journal lists.
        private string WithoutGone(string json)
        {
            var journal = System.Text.Json.Nodes.JsonNode.Parse(json)!;
            var entries = journal["entries"]!.AsArray();
            var names = gone.Select(PathText.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
            foreach (var entry in entries.Where(entry => names.Contains((string)entry!["tag"]!)).ToList())
            {
                entries.Remove(entry);
            }

            return journal.ToJsonString();
        }
    }
}
