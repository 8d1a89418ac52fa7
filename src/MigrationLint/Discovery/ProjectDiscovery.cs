using MigrationLint.Configuration;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Discovery;

/// <summary>Finds the chains of migrations, who runs them in which order, and the configuration that goes with them.</summary>
internal sealed class ProjectDiscovery
{
    private readonly CachedFileSystem files;
    private readonly SourceTree tree;
    private readonly LintRequest request;
    private readonly FolderClassifier classifier;
    private readonly FolderReader folderReader;
    private readonly FolderSettings settings;
    private readonly FlywaySearch flyway;
    private readonly bool isFromEmpty;
    private readonly ConfigurationReader configurationReader;
    private readonly IEqualityComparer<string> paths;
    private readonly List<ConfigurationProblem> problems = [];
    private readonly List<NamedOption> missing = [];
    private readonly ConfigurationSearch search;
    private readonly List<MigrationFolder> folders = [];
    private readonly HashSet<string> taken;

    private ProjectDiscovery(IFileSystem disk, LintRequest request, ModuleEvaluator evaluator, bool isFromEmpty, IReadOnlyList<string> globalConfigs)
    {
        files = new CachedFileSystem(disk);
        tree = new SourceTree(files);
        classifier = new FolderClassifier(files, tree);
        folderReader = new FolderReader(files);
        settings = new FolderSettings(files, new SettingsReader(files, globalConfigs));
        flyway = new FlywaySearch(files);
        this.isFromEmpty = isFromEmpty;
        configurationReader = new ConfigurationReader(files, evaluator);
        search = new ConfigurationSearch(files, tree, configurationReader);
        paths = files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        taken = new HashSet<string>(paths);
        this.request = request;
    }

    /// <summary>Finds everything that <paramref name="request"/> names, and what lies below its paths. Never throws for what the disk holds.</summary>
    /// <param name="files">The disk. Every file and directory is asked for once.</param>
    /// <param name="request">Where to look.</param>
    /// <param name="evaluator">Reads configuration modules.</param>
    /// <param name="isFromEmpty">Whether the chains take nothing as given.</param>
    /// <param name="globalConfigs">Global configuration files that the project names.</param>
    public static DiscoveredProject Discover(
        IFileSystem files, LintRequest request, ModuleEvaluator evaluator, bool isFromEmpty = false, IReadOnlyList<string>? globalConfigs = null) =>
        new ProjectDiscovery(files, request, evaluator, isFromEmpty, globalConfigs ?? []).Run();

    private DiscoveredProject Run()
    {
        var visited = request.Paths.SelectMany(Visit).ToList();
        Find(visited, [.. request.Paths, .. request.Folders.Select(folder => folder.Path)]);
        foreach (var above in request.Surroundings.TakeWhile(_ => folders.Count == 0 && request.Folders.Count == 0))
        {
            var known = new HashSet<string>(visited.Select(visit => visit.Path), paths);
            List<VisitedDirectory> around = [.. tree.GoDown(above.Path, above.Depth).Where(known.Add).Select(directory => new VisitedDirectory(directory, above.Path) { IsAround = true })];
            visited.AddRange(around);
            Find(around, [above.Path]);
        }

        folders.RemoveAll(IsCompiled);
        List<MigrationFolder> found = [.. folders.OrderBy(folder => folder.Path, StringComparer.Ordinal)];
        var near = visited.Where(IsNear).Select(visit => visit.Path).Concat(request.Paths.SelectMany(path => tree.GoUpToPackage(path, request.Paths))).Distinct(paths).ToList();
        return new DiscoveredProject(
            found,
            new ChainBuilder(files, request, settings, isFromEmpty).Build(found),
            new ConfigurationSet
            {
                Configurations = search.Configurations.ToList(),
                Scripts = [.. near.SelectMany(directory => PackageScripts.Read(files, directory))],
                Secrets = new SecretFiles(files, tree).Read(near.Except(visited.Where(visit => visit.IsForTests).Select(visit => visit.Path), paths)),
                Problems = [.. configurationReader.Problems, .. problems],
                MissingDirectories = [.. missing.Distinct()],
                Environments = new EnvironmentFiles(files, tree).Read(search.Configurations),
            });
    }

    /// <summary>True for what is part of the project: of what lies around it, only directories above its migrations.</summary>
    private bool IsNear(VisitedDirectory visit) => !visit.IsAround || folders.Exists(folder => PathText.IsBelow(folder.Path, visit.Path, files.IsCaseSensitive));

    /// <summary>Reads the configuration that visited directories lead to, and adds the folders that it, the user or their names make migration folders.</summary>
    /// <param name="visited">The directories.</param>
    /// <param name="starts">What a configured folder must have to do with.</param>
    private void Find(List<VisitedDirectory> visited, IReadOnlyList<string> starts)
    {
        search.ReadToolFiles(visited, request);
        search.ReadModules(visited, request);
        LookForFlyway([.. visited.Select(visit => visit.Path)]);
        var chains = ConfiguredChain.Collect(search.Configurations, files, classifier, starts, missing);
        foreach (var declared in request.Folders)
        {
            AddDeclared(declared, chains);
        }

        foreach (var chain in chains.Where(chain => !chain.Directories.All(taken.Contains)))
        {
            Add(folderReader.Read(chain.Directories, MigrationTool.Knex, ToolEvidence.ConfigurationFile, chain.Settings));
        }

        foreach (var (own, directories) in flyway.Found)
        {
            var folder = folderReader.Read(directories, MigrationTool.Flyway, ToolEvidence.ConfigurationFile, settings: null, own);
            if (folder.Files.Count > 0)
            {
                Add(folder);
            }
        }

        foreach (var visit in visited)
        {
            AddConventional(visit);
        }
    }

    /// <summary>The directories that a path leads to.</summary>
    private IEnumerable<VisitedDirectory> Visit(string path)
    {
        switch (files.GetKind(path))
        {
            case FileEntryKind.Directory:
                return tree.GoDown(path).Select(directory => new VisitedDirectory(directory, path));
            case FileEntryKind.File when PathText.GetDirectory(path) is { } above:
                // A dump is what chains start on, and leads to none.
                return FolderNames.IsDump(PathText.GetFileName(path)) && !FolderNames.IsConventional(PathText.GetFileName(above)) ? [] : [new VisitedDirectory(above, above)];
            default:
                Report(path, "there is no such file or directory", "Name a file or directory that exists.");
                return [];
        }
    }

    private void LookForFlyway(List<string> visited)
    {
        var seen = new HashSet<string>(visited, paths);
        visited.ForEach(directory => flyway.Look(directory, isVisited: true));
        foreach (var above in request.Paths.Concat(request.Folders.Select(folder => folder.Path)).SelectMany(tree.GoUp).Where(seen.Add))
        {
            flyway.Look(above, isVisited: false);
        }
    }

    private void AddDeclared(DeclaredFolder declared, IReadOnlyList<ConfiguredChain> chains)
    {
        if (declared.Base is { } dump && files.GetKind(dump) != FileEntryKind.File)
        {
            Report(dump, "the declared dump of a schema does not exist", "Name a file that exists, or take the metadata out.");
        }

        switch (files.GetKind(declared.Path))
        {
            case FileEntryKind.Directory:
                break;
            case FileEntryKind.File when FolderNames.GetLanguage(declared.Path) == MigrationLanguage.Sql:
                // A dump that a chain starts on, which is no folder.
                return;
            default:
                Report(declared.Path, "the declared migration folder does not exist", "Name a directory that exists, or take the item out.");
                return;
        }

        var said = declared.Tool ?? settings.Tool(declared.Path);
        var chain = said is null or MigrationTool.Knex ? chains.FirstOrDefault(one => one.Directories.Contains(declared.Path, paths)) : null;
        var tool = chain is not null ? MigrationTool.Knex : said ?? classifier.Tell(declared.Path) ?? GuessTool(declared.Path);
        Add(chain is null ? ReadFolder(declared.Path, tool, ToolEvidence.Declared) : folderReader.Read(chain.Directories, tool, ToolEvidence.Declared, chain.Settings));
    }

    // Nothing but scripts is run by a runner of scripts; for the rest Knex is the tool that this linter is for.
    private MigrationTool GuessTool(string directory) =>
        files.List(directory) is { } entries
        && entries.Any(entry => FolderNames.GetLanguage(entry.Name) is MigrationLanguage.JavaScript or MigrationLanguage.TypeScript)
            ? MigrationTool.Knex
            : MigrationTool.NumberedSql;

    /// <summary>Adds a directory if its name (any name where the user pointed at it, or where a tool keeps its list there) and its files make it a migration folder.</summary>
    private void AddConventional(VisitedDirectory visit)
    {
        if (visit.IsForTests || taken.Contains(visit.Path))
        {
            return;
        }

        var hasList = classifier.HasList(visit.Path);
        if (!visit.IsCandidate && !hasList)
        {
            return;
        }

        if (visit.IsCandidate && settings.Tool(visit.Path) is { } said)
        {
            Add(ReadFolder(visit.Path, said, ToolEvidence.Declared));
        }
        else if ((hasList || visit.IsNamed || HasNumbered(visit.Path)) && classifier.Tell(visit.Path) is { } tool)
        {
            Add(ReadFolder(visit.Path, tool, ToolEvidence.Convention));
        }
        else if (visit.IsPointedAt && classifier.HoldsScriptsOnly(visit.Path))
        {
            Add(ReadFolder(visit.Path, MigrationTool.NumberedSql, ToolEvidence.Convention));
        }
    }

    private MigrationFolder ReadFolder(string directory, MigrationTool tool, ToolEvidence evidence) =>
        folderReader.Read([directory], tool, evidence, settings: null, flyway.For([directory]));

    private bool HasNumbered(string directory) => files.List(directory) is { } entries && entries.Any(entry =>
        entry.Kind == FileEntryKind.File && FolderNames.GetLanguage(entry.Name) is not null && MigrationNumber.Parse(entry.Name) is not null);

    /// <summary>True for what a build made from a folder in TypeScript that is read itself.</summary>
    private bool IsCompiled(MigrationFolder folder) =>
        folder is { Evidence: ToolEvidence.Convention, Files.Count: > 0 }
        && !request.Paths.Contains(folder.Path, paths)
        && folder.Path.Split('/').Any(ConfiguredChain.BuildOutput.Contains)
        && folder.Files.All(file => file.Language == MigrationLanguage.JavaScript)
        && folders.Exists(other => other != folder && HoldsSources(other, folder));

    private static bool HoldsSources(MigrationFolder sources, MigrationFolder compiled)
    {
        var stems = new HashSet<string>(
            sources.Files.Where(file => file.Language == MigrationLanguage.TypeScript).Select(file => PathText.GetFileNameWithoutExtension(file.Name)), StringComparer.Ordinal);
        return compiled.Files.All(file => stems.Contains(PathText.GetFileNameWithoutExtension(file.Name)));
    }

    private void Add(MigrationFolder folder)
    {
        if (!folder.Directories.All(taken.Contains))
        {
            taken.UnionWith(folder.Directories);
            folders.Add(folder);
        }
    }

    private void Report(string path, string message, string remedy) =>
        problems.Add(new ConfigurationProblem(SourceSpan.StartOf(new SourceText(path, "")), path + ": " + message, remedy));
}

/// <summary>A directory that discovery came to.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Start">The path of the request that led there.</param>
internal sealed record VisitedDirectory(string Path, string Start)
{
    /// <summary>True where its name holds migrations by convention.</summary>
    public bool IsNamed => FolderNames.IsConventional(PathText.GetFileName(Path));

    /// <summary>Whether nobody pointed at a place above it: discovery looks around by itself.</summary>
    public bool IsAround { get; init; }

    /// <summary>True for a path of the request itself, whatever its name.</summary>
    public bool IsPointedAt => !IsAround && Path == Start;

    /// <summary>True where it may be a migration folder by convention.</summary>
    public bool IsCandidate => (IsNamed || IsPointedAt) && !IsForTests;

    /// <summary>True where it lies among tests or seeds.</summary>
    public bool IsForTests => FolderNames.IsForTests(Start, Path);
}
