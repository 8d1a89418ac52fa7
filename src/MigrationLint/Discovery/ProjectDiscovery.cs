using MigrationLint.Configuration;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Discovery;

/// <summary>Finds the chains of migrations, who runs them in which order, and the configuration that goes with them.</summary>
public sealed class ProjectDiscovery
{
    private readonly RecordingFileSystem files;
    private readonly SourceTree tree;
    private readonly FolderClassifier classifier;
    private readonly FolderReader reader;
    private readonly LintRequest request;
    private readonly List<ConfigurationProblem> problems = [];
    private readonly Dictionary<string, MigrationFolder> folders;

    private ProjectDiscovery(IFileSystem disk, LintRequest request)
    {
        files = new RecordingFileSystem(disk);
        tree = new SourceTree(files);
        classifier = new FolderClassifier(files, tree);
        reader = new FolderReader(files);
        this.request = request;
        folders = new Dictionary<string, MigrationFolder>(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Finds everything that <paramref name="request"/> names, and what lies below its paths. Never throws for what the disk holds.</summary>
    /// <param name="files">The disk. Every file and directory is asked for once.</param>
    /// <param name="request">Where to look.</param>
    /// <param name="evaluator">Reads configuration modules.</param>
    public static DiscoveredProject Discover(IFileSystem files, LintRequest request, ModuleEvaluator evaluator) =>
        new ProjectDiscovery(files, request).Run(evaluator);

    private DiscoveredProject Run(ModuleEvaluator evaluator)
    {
        _ = evaluator;
        foreach (var declared in request.Folders)
        {
            AddDeclared(declared);
        }

        foreach (var path in request.Paths)
        {
            AddPath(path);
        }

        return new DiscoveredProject(
            [.. folders.Values.Distinct().OrderBy(folder => folder.Path, StringComparer.Ordinal)],
            new ConfigurationSet { Configurations = [], Problems = problems });
    }

    private void AddDeclared(DeclaredFolder declared)
    {
        if (files.GetKind(declared.Path) != FileEntryKind.Directory)
        {
            Report(declared.Path, "the declared migration folder does not exist", "Name a directory that exists, or take the item out.");
            return;
        }

        // Nothing but scripts is run by a runner of scripts; for the rest Knex is the tool that this linter is for.
        var onlyScripts = !files.List(declared.Path)!.Any(entry =>
            FolderNames.GetLanguage(entry.Name) is MigrationLanguage.JavaScript or MigrationLanguage.TypeScript);
        var tool = declared.Tool ?? classifier.Tell(declared.Path) ?? (onlyScripts ? MigrationTool.NumberedSql : MigrationTool.Knex);
        Add(reader.Read([declared.Path], tool, ToolEvidence.Declared, settings: null));
    }

    private void AddPath(string path)
    {
        switch (files.GetKind(path))
        {
            case FileEntryKind.Directory:
                foreach (var directory in tree.GoDown(path))
                {
                    AddConventional(directory, path);
                }

                break;
            case FileEntryKind.File when PathText.GetDirectory(path) is { } above:
                AddConventional(above, above);
                break;
            default:
                Report(path, "there is no such file or directory", "Name a file or directory that exists.");
                break;
        }
    }

    /// <summary>Adds a directory if its name (any name where the user pointed at it) and its files make it a migration folder.</summary>
    private void AddConventional(string directory, string start)
    {
        var isNamed = FolderNames.IsConventional(PathText.GetFileName(directory));
        if ((isNamed || directory == start) && !folders.ContainsKey(directory) && !FolderNames.IsForTests(start, directory)
            && (isNamed || HasNumbered(directory)) && classifier.Tell(directory) is { } tool)
        {
            Add(reader.Read([directory], tool, ToolEvidence.Convention, settings: null));
        }
    }

    private bool HasNumbered(string directory) => files.List(directory) is { } entries && entries.Any(entry =>
        entry.Kind == FileEntryKind.File && FolderNames.GetLanguage(entry.Name) is not null && MigrationNumber.Parse(entry.Name) is not null);

    private void Add(MigrationFolder folder)
    {
        foreach (var directory in folder.Directories)
        {
            if (!folders.ContainsKey(directory))
            {
                folders.Add(directory, folder);
            }
        }
    }

    private void Report(string path, string message, string remedy) =>
        problems.Add(new ConfigurationProblem(SourceSpan.StartOf(new SourceText(path, "")), path + ": " + message, remedy));
}
