using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.History;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;

namespace MigrationLint;

/// <summary>The pipeline: Discover, Parse, Lower, Replay, Check. The one place to read first.</summary>
/// <param name="files">The disk, or what stands in for it.</param>
/// <param name="options">What the run is told.</param>
/// <param name="git">Git; null for a host that does not ask it: then rules on the migrations' past stay silent.</param>
public sealed class Linter(IFileSystem files, LintOptions options, IGit? git = null)
{
    /// <summary>Reads everything that <paramref name="request"/> names and reports what is wrong with it. Never throws for what files hold.</summary>
    public LintResult Run(LintRequest request)
    {
        var evaluator = new ModuleEvaluator(files, options.Environment);
        var settings = new SettingsReader(files, options.GlobalConfigs);
        var project = ProjectDiscovery.Discover(files, request, evaluator, options.FromEmpty, options.GlobalConfigs);
        var inputs = new RunInputs(files, options, new FolderSettings(files, settings), project.Folders);

        var facts = project.Folders
            .SelectMany(folder => folder.Files.Select(file => MigrationReader.Read(file, folder, evaluator)))
            .ToDictionary(migration => migration.File);
        var replay = new ChainReplay(evaluator, options);
        var replays = project.Chains
            .Select(chain => chain with { TargetVersion = options.TargetVersion ?? chain.TargetVersion })
            .Select(chain => replay.Run(chain, facts))
            .ToList();
        var chains = replays.ConvertAll(static replayed => replayed.Checked);
        AddNotes(facts, chains);
        var history = ReadHistory(project.Folders, chains, inputs.History);
        var result = Checker.Check(
            project.Folders,
            facts,
            chains,
            inputs.AddProblemsTo(project.Configuration),
            new RuleContext(options.Today, files.IsCaseSensitive)
            {
                TargetVersion = inputs.TargetVersion ?? LintOptions.DefaultTargetVersion,
                IsTargetVersionAssumed = inputs.TargetVersion is null,
                Preset = options.Preset,
                History = history,
                Settings = (path, key) => options.RuleOptions.TryGetValue(key, out var said) ? said : settings.Read(path, key),
            },
            options.Rules,
            CommentsOf(project.Configuration, evaluator),
            inputs.Baseline);

        return new LintResult
        {
            Diagnostics = result.Diagnostics,
            Folders = project.Folders,
            Coverage = Measure(project.Folders, facts.Values, result.Suppressed) with
            {
                InBaseline = result.InBaseline,
                OldFiles = history.OldFiles,
                OnOldFiles = result.OnOldFiles,
                HistoryNotRead = project.Folders.Count > 0 ? history.NotRead : null,
            },
            Runnable = [.. replays.SelectMany(static replayed => CountRunnable(replayed.FromEmpty))],
        };
    }

    private ProjectHistory ReadHistory(IReadOnlyList<MigrationFolder> folders, IReadOnlyList<ReplayedChain> chains, HistoryRequest request)
    {
        var reader = new HistoryReader(files, git, request);
        var history = reader.Read(folders);
        return reader.Restored.Count == 0 ? history : history.With(LeftTables.Find(folders.Select(history.Of), reader.Restored, chains, options));
    }

    private static IEnumerable<RunnableFiles> CountRunnable(ReplayedChain chain) =>
        chain.Migrations.GroupBy(migration => migration.Folder).Select(folder => new RunnableFiles(
            folder.Key.Path,
            folder.Count(migration => migration.Outcome.IsApplied),
            folder.Count()));

    /// <summary>What only replaying showed to be beyond understanding counts like what reading showed.</summary>
    private static void AddNotes(Dictionary<MigrationFile, MigrationFacts> facts, IReadOnlyList<ReplayedChain> chains)
    {
        var notes = chains.SelectMany(chain => chain.Notes).ToLookup(note => note.Source.Text);
        foreach (var migration in facts.Values.Where(migration => notes.Contains(migration.File.Text)).ToList())
        {
            var known = migration.NotUnderstood;
            var others = notes[migration.File.Text]
                .Where(note => !known.Any(part => part.Location.Span.Contains(note.Source.Span) || note.Source.Span.Contains(part.Location.Span)))
                .Select(note => new OpaquePart(note.Source, note.Reason))
                .Distinct();
            facts[migration.File] = migration with { NotUnderstood = [.. known.Concat(others).OrderBy(part => part.Location.Span.Start)] };
        }
    }

    /// <summary>The comments of every module that a finding on the configuration may stand in: suppressions count there too.</summary>
    private static IReadOnlyList<SourceSpan> CommentsOf(ConfigurationSet configuration, ModuleEvaluator evaluator) =>
    [
        .. configuration.Configurations
            .SelectMany(database => new[] { database.Location, database.Pool?.Location ?? database.Location, database.Tls.Location }.Concat(database.Tls.Unverified)
                .Concat(database.Unguarded.Select(read => read.Location))
                .Concat(database.Literals.Select(literal => literal.Location)))
            .Select(place => place.Text.Path)
            .Distinct(StringComparer.Ordinal)
            .Select(evaluator.Evaluate)
            .Where(module => module is { Text: not null, Parse: not null })
            .SelectMany(module => module.Parse!.Comments.Select(comment => new SourceSpan(module.Text!, comment.Span))),
    ];

    private static Coverage Measure(IReadOnlyList<MigrationFolder> folders, IReadOnlyCollection<MigrationFacts> facts, int suppressed) =>
        new(
            folders.Sum(folder => folder.Files.Count),
            facts.Sum(migration => migration.Statements),
            facts.Sum(migration => migration.NotUnderstood.Count),
            suppressed);
}
